/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-review-checks.h"

#include "common/ferry-error-text.h"
#include "wizard/ferry-check-text.h"
#include "wizard/ferry-machine-text.h"

#include <glib/gi18n.h>

gboolean
ferry_review_checks_is_drafting (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PENDING);
}

GPtrArray *
ferry_review_checks_filter (GPtrArray    *checks,
                            FerryMachine *machine)
{
  g_autoptr(GPtrArray) of_plan = NULL;
  GPtrArray *own;

  g_return_val_if_fail (checks != NULL, NULL);

  of_plan = ferry_check_filter (checks, NULL);
  own = ferry_check_filter (checks, machine);
  g_ptr_array_extend (own, of_plan, NULL, NULL);

  return own;
}

GPtrArray *
ferry_review_checks_judge_in_earnest (FerryPlanChecker *checker,
                                      FerryPlan        *plan)
{
  FerryCheckSituation situation;

  g_return_val_if_fail (FERRY_IS_PLAN_CHECKER (checker), NULL);
  g_return_val_if_fail (FERRY_IS_PLAN (plan), NULL);

  situation = *ferry_plan_checker_get_situation (checker);
  if (!situation.rehearsal)
    return g_ptr_array_ref (ferry_plan_checker_get_checks (checker));

  situation.rehearsal = FALSE;

  return ferry_check_plan (plan, &situation);
}

char *
ferry_review_checks_find_reason (FerryPlan    *plan,
                                 GPtrArray    *checks,
                                 const GError *error)
{
  const FerryCheck *worst;
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (FERRY_IS_PLAN (plan), NULL);
  g_return_val_if_fail (checks != NULL, NULL);

  if (!ferry_check_any_blocks (checks) && ferry_review_checks_is_drafting (error))
    return g_strdup (_("The links are being signed"));
  if (!ferry_check_any_blocks (checks))
    return error ? ferry_error_to_title (error) : NULL;

  worst = g_ptr_array_index (checks, 0);
  title = ferry_check_to_title (worst);
  if (worst->machine == NULL || ferry_plan_get_n_machines (plan) == 1)
    return g_steal_pointer (&title);

  name = ferry_machine_text_name (worst->machine);
  /* Translators: a machine, and what keeps it from being imported */
  return g_strdup_printf (_("%s: %s"), name, title);
}
