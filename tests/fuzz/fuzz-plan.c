/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-check.h"
#include "plan/ferry-plan-csv.h"
#include "plan/ferry-plan-file.h"
#include "plan/ferry-policy.h"

/* libFuzzer's entries for the text of a plan file ("{" first) or of a table. What is read is judged,
 * written, and read again as the same: see tests/unit/test-plan-hostile.c, which replays the like.
 */

int LLVMFuzzerInitialize   (int           *argc,
                            char        ***argv);
int LLVMFuzzerTestOneInput (const guint8  *data,
                            size_t         size);

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);

  return 0;
}

static void
try_plan (FerryPlan *plan)
{
  const FerryCheckSituation situation = { 0 };
  g_autoptr(GPtrArray) checks = ferry_check_plan (plan, &situation);
  g_autofree char *policy = ferry_policy_make (plan, NULL);
  g_autoptr(GBytes) bytes = ferry_plan_file_to_bytes (plan);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryPlan) again = ferry_plan_file_from_bytes (bytes, &error);

  g_assert_nonnull (checks);
  g_assert_true (g_utf8_validate (policy, -1, NULL));
  g_assert_no_error (error);
  g_assert_true (ferry_plan_equal (plan, again));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryPlan) plan = NULL;

  if (size > 0 && data[0] == '{')
    plan = ferry_plan_file_from_bytes (bytes, &error);
  else
    plan = ferry_plan_csv_read (bytes, "an account", &error);

  g_assert_true ((plan == NULL) == (error != NULL));
  if (plan)
    try_plan (plan);
  else
    g_assert_true (g_utf8_validate (error->message, -1, NULL));

  return 0;
}
