/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-rule.h"

#include <string.h>

#define NO_MACHINE G_MAXUINT

/* A finding and its place in the order */
typedef struct {
  FerryCheck *check;
  guint       machine;      /* 0 is the plan */
  guint       rule_number;
  guint       sequence;
} Found;

static FerryImportCall
get_call (FerryRoad road,
          gboolean  is_boot)
{
  if (road == FERRY_ROAD_CLASSIC)
    return is_boot ? FERRY_IMPORT_CALL_INSTANCE : FERRY_IMPORT_CALL_VOLUME;

  /* ImportImage looks for a system on the boot disk only; the others it takes as ImportSnapshot. */
  return is_boot ? FERRY_IMPORT_CALL_IMAGE : FERRY_IMPORT_CALL_SNAPSHOT;
}

static gboolean
takes (FerryDiskReport *report,
       FerryRoad        road,
       gboolean         is_boot)
{
  if (ferry_disk_report_get_file_format (report) != NULL)
    return TRUE;

  return road == FERRY_ROAD_IMAGE &&
         (report->format == FERRY_DISK_FORMAT_VHDX ||
          (report->format == FERRY_DISK_FORMAT_OVA && is_boot));
}

static void
judge_disk (FerryJudgedDisk  *judged,
            FerryMachineDisk *disk,
            gboolean          is_boot)
{
  judged->disk = disk;
  judged->object = ferry_machine_disk_get_disk (disk);
  judged->report = ferry_machine_disk_get_report (disk);
  judged->inner = ferry_disk_report_get_boot_disk (judged->report);
  judged->is_boot = is_boot;
  for (guint road = 0; road < FERRY_N_ROADS; road++)
    {
      judged->is_taken[road] = takes (judged->report, road, is_boot);
      ferry_disk_report_judge (judged->report, get_call (road, is_boot), &judged->verdicts[road]);
    }
}

static void
clear_machine (FerryJudge *self)
{
  self->machine = NULL;
  self->position = NO_MACHINE;
  self->facts = NULL;
  self->subnet = NULL;
  self->type = NULL;
  self->disk = NULL;
  g_array_set_size (self->disks, 0);
}

void
ferry_judge_turn_to (FerryJudge *self,
                     guint       position)
{
  guint n_disks;

  clear_machine (self);
  if (position == NO_MACHINE)
    return;

  self->machine = ferry_plan_get_machine (self->plan, position);
  self->position = position;
  if (self->situation->accounts != NULL)
    self->facts = g_hash_table_lookup (self->situation->accounts,
                                       ferry_machine_get_region (self->machine));
  if (self->facts != NULL)
    {
      self->subnet = ferry_account_facts_find_subnet
                       (self->facts, ferry_machine_get_subnet_id (self->machine));
      self->type = ferry_account_facts_find_instance_type
                     (self->facts, ferry_machine_get_instance_type (self->machine));
    }

  n_disks = ferry_machine_get_n_disks (self->machine);
  g_array_set_size (self->disks, n_disks);
  for (guint i = 0; i < n_disks; i++)
    judge_disk (ferry_judge_get_disk (self, i), ferry_machine_get_disk (self->machine, i), i == 0);
}

void
ferry_judge_turn_to_disk (FerryJudge *self,
                          guint       position)
{
  self->disk = ferry_judge_get_disk (self, position);
}

/* The plan goes by the classic road where any of its machines does. */
static FerryRoad
get_road (FerryJudge *self)
{
  if (self->machine != NULL)
    return ferry_machine_get_road (self->machine);

  for (guint i = 0; i < self->n_machines; i++)
    if (ferry_machine_get_road (ferry_plan_get_machine (self->plan, i)) == FERRY_ROAD_CLASSIC)
      return FERRY_ROAD_CLASSIC;

  return self->n_machines > 0 ? FERRY_ROAD_IMAGE : FERRY_ROAD_CLASSIC;
}

static FerrySeverity
get_severity (FerryJudge  *self,
              FerryRuling  ruling)
{
  switch (ruling)
    {
    case FERRY_RULING_WARNING:
      return FERRY_SEVERITY_WARNING;
    case FERRY_RULING_LESSON:
      return self->situation->rehearsal ? FERRY_SEVERITY_WARNING : FERRY_SEVERITY_BLOCKS;
    case FERRY_RULING_BLOCKS:
      return FERRY_SEVERITY_BLOCKS;
    case FERRY_RULING_SILENT:
    case FERRY_RULING_NOTE:
    default:
      return FERRY_SEVERITY_NOTE;
    }
}

static gboolean
is_found (FerryJudge *self,
          const char *evidence)
{
  FerryMachineDisk *disk = self->disk != NULL ? self->disk->disk : NULL;

  /* Those of one rule about one thing come one after the other. */
  for (guint i = self->found->len; i > 0; i--)
    {
      const FerryCheck *check = g_array_index (self->found, Found, i - 1).check;

      if (check->code != self->rule->code || check->machine != self->machine ||
          check->disk != disk)
        return FALSE;
      if (g_strcmp0 (check->evidence, evidence) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
needs_choice (FerryFix fix)
{
  return fix != FERRY_FIX_NONE && fix != FERRY_FIX_CLEAR_IP && fix != FERRY_FIX_STOP_AT_SHUTDOWN &&
         fix != FERRY_FIX_REMOVE_DISK && fix != FERRY_FIX_SPLIT_DISK;
}

void
ferry_judge_find_fixable (FerryJudge  *self,
                          FerryRuling  classic,
                          FerryRuling  image,
                          const char  *evidence,
                          FerryFix     fix,
                          const char  *choice)
{
  const FerryRuling rulings[FERRY_N_ROADS] = { classic, image };
  FerryRoad road = get_road (self);
  FerryCheck *check;
  Found found;

  if (rulings[road] == FERRY_RULING_SILENT || is_found (self, evidence))
    return;

  check = g_new0 (FerryCheck, 1);
  check->code = self->rule->code;
  check->severity = get_severity (self, rulings[road]);
  check->evidence = g_strdup (evidence);
  check->machine = self->machine != NULL ? g_object_ref (self->machine) : NULL;
  check->disk = self->disk != NULL ? g_object_ref (self->disk->disk) : NULL;
  check->fix = needs_choice (fix) && choice == NULL ? FERRY_FIX_NONE : fix;
  check->choice = check->fix != FERRY_FIX_NONE ? g_strdup (choice) : NULL;
  for (guint i = 0; i < FERRY_N_ROADS; i++)
    if (get_severity (self, rulings[i]) < FERRY_SEVERITY_BLOCKS)
      check->roads |= 1u << i;

  found.check = check;
  found.machine = self->machine != NULL ? self->position + 1 : 0;
  found.rule_number = self->rule_number;
  found.sequence = self->found->len;
  g_array_append_val (self->found, found);
}

void
ferry_judge_find (FerryJudge  *self,
                  FerryRuling  classic,
                  FerryRuling  image,
                  const char  *evidence)
{
  ferry_judge_find_fixable (self, classic, image, evidence, FERRY_FIX_NONE, NULL);
}

gboolean
ferry_judge_knows (FerryJudge *self,
                   FerryFact   fact)
{
  return self->facts != NULL && ferry_account_facts_knows (self->facts, fact);
}

const char *
ferry_judge_get_zone (FerryJudge *self)
{
  const char *zone = ferry_machine_get_zone (self->machine);

  if (*zone != '\0')
    return zone;

  return self->subnet != NULL ? self->subnet->zone : NULL;
}

const FerryBucketFacts *
ferry_judge_find_bucket (FerryJudge *self,
                         const char *bucket)
{
  return self->situation->buckets != NULL
         ? g_hash_table_lookup (self->situation->buckets, bucket) : NULL;
}

static void
judge_machine (FerryJudge      *self,
               const FerryRule *rule)
{
  self->rule = rule;
  if (rule->scope == FERRY_RULE_MACHINE)
    rule->judge (self);
  else if (rule->scope == FERRY_RULE_DISK)
    for (guint i = 0; i < self->disks->len; i++)
      {
        ferry_judge_turn_to_disk (self, i);
        rule->judge (self);
      }
  self->disk = NULL;
}

static void
judge_plan (FerryJudge      *self,
            const FerryRule *rule)
{
  self->rule = rule;
  if (rule->scope != FERRY_RULE_PLAN)
    return;

  rule->judge (self);
  clear_machine (self);
}

static void
run_tables (FerryJudge             *self,
            const FerryRule *const *tables,
            void                  (*judge) (FerryJudge      *self,
                                            const FerryRule *rule))
{
  self->rule_number = 0;
  for (; *tables != NULL; tables++)
    for (const FerryRule *rule = *tables; rule->id != NULL; rule++, self->rule_number++)
      judge (self, rule);
}

static int
compare (guint a,
         guint b)
{
  return a < b ? -1 : a > b;
}

static int
compare_found_cb (gconstpointer a,
                  gconstpointer b)
{
  const Found *first = a;
  const Found *second = b;
  int result = compare (second->check->severity, first->check->severity);

  if (result == 0)
    result = compare (first->machine, second->machine);
  if (result == 0)
    result = compare (first->rule_number, second->rule_number);

  return result != 0 ? result : compare (first->sequence, second->sequence);
}

static GPtrArray *
sort_found (FerryJudge *self)
{
  GPtrArray *checks = g_ptr_array_new_full (self->found->len, (GDestroyNotify) ferry_check_free);

  g_array_sort (self->found, compare_found_cb);
  for (guint i = 0; i < self->found->len; i++)
    g_ptr_array_add (checks, g_array_index (self->found, Found, i).check);

  return checks;
}

GPtrArray *
ferry_judge_run (FerryPlan                 *plan,
                 const FerryCheckSituation *situation,
                 const FerryRule *const    *tables)
{
  FerryJudge self = { .plan = plan, .situation = situation, .position = NO_MACHINE };
  GPtrArray *checks;

  self.n_machines = ferry_plan_get_n_machines (plan);
  self.disks = g_array_new (FALSE, TRUE, sizeof (FerryJudgedDisk));
  self.found = g_array_new (FALSE, FALSE, sizeof (Found));

  run_tables (&self, tables, judge_plan);
  for (guint i = 0; i < self.n_machines; i++)
    {
      ferry_judge_turn_to (&self, i);
      run_tables (&self, tables, judge_machine);
    }
  checks = sort_found (&self);

  g_array_unref (self.found);
  g_array_unref (self.disks);

  return checks;
}
