/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-rule.h"

#include "aws/ferry-signer.h"

/* In this order findings of one severity about one machine are told. */
static const FerryRule *const tables[] = {
  ferry_rules_bucket,
  ferry_rules_disk,
  ferry_rules_boot,
  ferry_rules_system,
  ferry_rules_machine,
  ferry_rules_type,
  ferry_rules_network,
  ferry_rules_address,
  ferry_rules_plan,
  NULL,
};

G_DEFINE_BOXED_TYPE (FerryCheck, ferry_check, ferry_check_copy, ferry_check_free)

FerryCheck *
ferry_check_copy (const FerryCheck *check)
{
  FerryCheck *copy;

  g_return_val_if_fail (check != NULL, NULL);

  copy = g_new (FerryCheck, 1);
  *copy = *check;
  copy->evidence = g_strdup (check->evidence);
  copy->choice = g_strdup (check->choice);
  if (copy->machine)
    g_object_ref (copy->machine);
  if (copy->disk)
    g_object_ref (copy->disk);

  return copy;
}

void
ferry_check_free (FerryCheck *check)
{
  g_return_if_fail (check != NULL);

  g_free (check->evidence);
  g_free (check->choice);
  g_clear_object (&check->machine);
  g_clear_object (&check->disk);
  g_free (check);
}

const char *
ferry_check_get_id (FerryCheckCode code)
{
  for (guint i = 0; tables[i] != NULL; i++)
    for (const FerryRule *rule = tables[i]; rule->id != NULL; rule++)
      if (rule->code == code)
        return rule->id;

  g_return_val_if_reached (NULL);
}

guint
ferry_check_link_seconds (GDateTime *now,
                          GDateTime *expiration)
{
  GTimeSpan left;

  g_return_val_if_fail (now != NULL, 0);

  if (expiration == NULL)
    return FERRY_SIGNER_MAX_EXPIRES;

  left = g_date_time_difference (expiration, now) / G_TIME_SPAN_SECOND;

  return CLAMP (left, 0, FERRY_SIGNER_MAX_EXPIRES);
}

GPtrArray *
ferry_check_plan (FerryPlan                 *plan,
                  const FerryCheckSituation *situation)
{
  g_return_val_if_fail (FERRY_IS_PLAN (plan), NULL);
  g_return_val_if_fail (situation != NULL, NULL);

  return ferry_judge_run (plan, situation, tables);
}

GPtrArray *
ferry_check_filter (GPtrArray    *checks,
                    FerryMachine *machine)
{
  GPtrArray *some = g_ptr_array_new ();

  g_return_val_if_fail (checks != NULL, some);

  for (guint i = 0; i < checks->len; i++)
    if (((FerryCheck *) g_ptr_array_index (checks, i))->machine == machine)
      g_ptr_array_add (some, g_ptr_array_index (checks, i));

  return some;
}

const FerryCheck *
ferry_check_find_worst (GPtrArray    *checks,
                        FerryMachine *machine)
{
  const FerryCheck *worst = NULL;

  g_return_val_if_fail (checks != NULL, NULL);

  for (guint i = 0; i < checks->len; i++)
    {
      const FerryCheck *check = g_ptr_array_index (checks, i);

      if (check->machine == machine && (worst == NULL || check->severity > worst->severity))
        worst = check;
    }

  return worst;
}

gboolean
ferry_check_any_blocks (GPtrArray *checks)
{
  g_return_val_if_fail (checks != NULL, FALSE);

  for (guint i = 0; i < checks->len; i++)
    {
      const FerryCheck *check = g_ptr_array_index (checks, i);

      if (check->severity == FERRY_SEVERITY_BLOCKS)
        return TRUE;
    }

  return FALSE;
}

/* What blocks @machine alone on @road: a finding that is no matter on the machine's own road is not
 * among its checks, so each road is judged for itself.
 */
static guint
count_blocks (FerryMachine              *machine,
              FerryRoad                  road,
              const FerryCheckSituation *situation)
{
  g_autoptr(FerryMachine) traveller = ferry_machine_copy (machine);
  g_autoptr(FerryPlan) plan = ferry_plan_new_for ("", traveller);
  g_autoptr(GPtrArray) checks = NULL;
  guint n_blocks = 0;

  g_object_set (traveller, "road", road, NULL);
  checks = ferry_check_plan (plan, situation);
  for (guint i = 0; i < checks->len; i++)
    {
      const FerryCheck *check = g_ptr_array_index (checks, i);

      /* That Ferry does not travel a road yet says nothing about the machine. */
      n_blocks += check->severity == FERRY_SEVERITY_BLOCKS && check->machine == traveller &&
                  check->code != FERRY_CHECK_ROAD_NOT_TRAVELLED;
    }

  return n_blocks;
}

FerryRoad
ferry_check_advise_road (FerryMachine              *machine,
                         const FerryCheckSituation *situation,
                         guint                     *n_blocks)
{
  guint blocks[FERRY_N_ROADS];

  g_return_val_if_fail (FERRY_IS_MACHINE (machine), FERRY_ROAD_CLASSIC);
  g_return_val_if_fail (situation != NULL, FERRY_ROAD_CLASSIC);

  for (guint road = 0; road < FERRY_N_ROADS; road++)
    {
      blocks[road] = count_blocks (machine, road, situation);
      if (n_blocks != NULL)
        n_blocks[road] = blocks[road];
    }

  return blocks[FERRY_ROAD_IMAGE] < blocks[FERRY_ROAD_CLASSIC] ? FERRY_ROAD_IMAGE
                                                               : FERRY_ROAD_CLASSIC;
}
