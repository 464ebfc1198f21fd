/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-estimate.h"
#include "plan/ferry-rule.h"

#define QUOTA_INSTANCES "max-instances"

/* EC2 User Guide, "Volume limits": 26 for Windows with the drivers that import brings, 40 for
 * Linux; ImportImage takes 21 volumes ("Limitations").
 */
#define MAX_WINDOWS_DISKS 26
#define MAX_LINUX_DISKS   40
#define MAX_IMAGE_DISKS   21

static void
judge_no_machines (FerryJudge *judge)
{
  if (judge->n_machines == 0)
    ferry_judge_find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, NULL);
}

static char *
make_address (FerryDisk *disk)
{
  return g_strjoin ("/", ferry_disk_get_bucket (disk), ferry_disk_get_key (disk), NULL);
}

/* Without its boot disk the machine would start from the next one: that is not for one click. */
static void
find_twice (FerryJudge *judge,
            guint       position)
{
  gboolean can_go = position > 0 || judge->disks->len == 1;

  ferry_judge_turn_to_disk (judge, position);
  ferry_judge_find_fixable (judge, FERRY_RULING_WARNING, FERRY_RULING_WARNING,
                            ferry_disk_get_name (judge->disk->object),
                            can_go ? FERRY_FIX_REMOVE_DISK : FERRY_FIX_NONE, NULL);
}

static void
judge_disk_twice (FerryJudge *judge)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < judge->n_machines; i++)
    {
      FerryMachine *machine = ferry_plan_get_machine (judge->plan, i);
      guint n_disks = ferry_machine_get_n_disks (machine);

      for (guint j = 0; j < n_disks; j++)
        {
          FerryMachineDisk *disk = ferry_machine_get_disk (machine, j);

          if (g_hash_table_add (seen, make_address (ferry_machine_disk_get_disk (disk))))
            continue;

          ferry_judge_turn_to (judge, i);
          find_twice (judge, j);
        }
    }
}

static void
judge_disk_imported (FerryJudge *judge)
{
  g_autofree char *address = NULL;
  const char *id;

  if (judge->situation->imported == NULL)
    return;

  address = make_address (judge->disk->object);
  id = g_hash_table_lookup (judge->situation->imported, address);
  if (id != NULL)
    ferry_judge_find (judge, FERRY_RULING_WARNING, FERRY_RULING_WARNING, id);
}

/* How many of what @count_machine says the plan makes in each region. (transfer full): region →
 * number
 */
static GHashTable *
count_by_region (FerryJudge *judge,
                 guint     (*count_machine) (FerryMachine *machine))
{
  GHashTable *counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < judge->n_machines; i++)
    {
      FerryMachine *machine = ferry_plan_get_machine (judge->plan, i);
      gpointer region = (gpointer) ferry_machine_get_region (machine);
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, region));

      g_hash_table_insert (counts, region, GUINT_TO_POINTER (count + count_machine (machine)));
    }

  return counts;
}

static guint
count_tasks (FerryMachine *machine)
{
  return ferry_machine_get_road (machine) == FERRY_ROAD_CLASSIC
         ? ferry_machine_get_n_disks (machine) : 1;
}

static guint
count_instances (FerryMachine *machine G_GNUC_UNUSED)
{
  return 1;
}

/* The regions in an order that does not depend on the hash. (transfer container) */
static GList *
list_regions (GHashTable *counts)
{
  return g_list_sort (g_hash_table_get_keys (counts), (GCompareFunc) g_strcmp0);
}

static void
find_more (FerryJudge  *judge,
           FerryRuling  ruling,
           const char  *region,
           guint        count,
           guint        most)
{
  g_autofree char *evidence = g_strdup_printf ("%s: %u > %u", region, count, most);

  ferry_judge_find (judge, ruling, ruling, evidence);
}

static void
judge_more_tasks (FerryJudge *judge)
{
  g_autoptr(GHashTable) counts = count_by_region (judge, count_tasks);
  g_autoptr(GList) regions = list_regions (counts);

  for (GList *item = regions; item; item = item->next)
    {
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, item->data)) +
                    judge->situation->n_active;

      if (count > FERRY_TASKS_AT_ONCE)
        find_more (judge, FERRY_RULING_NOTE, item->data, count, FERRY_TASKS_AT_ONCE);
    }
}

/* EC2 counts processors today; this old quota is what can be asked for. */
static void
judge_over_quota (FerryJudge *judge)
{
  g_autoptr(GHashTable) counts = NULL;
  g_autoptr(GList) regions = NULL;

  if (judge->situation->accounts == NULL)
    return;

  counts = count_by_region (judge, count_instances);
  regions = list_regions (counts);
  for (GList *item = regions; item; item = item->next)
    {
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, item->data));
      FerryAccountFacts *facts = g_hash_table_lookup (judge->situation->accounts, item->data);
      gint64 quota = facts != NULL ? ferry_account_facts_get_quota (facts, QUOTA_INSTANCES) : -1;

      if (quota >= 0 && count > quota)
        find_more (judge, FERRY_RULING_WARNING, item->data, count, (guint) quota);
    }
}

static void
judge_too_many_disks (FerryJudge *judge)
{
  gboolean is_windows = ferry_machine_get_platform (judge->machine) == FERRY_PLATFORM_WINDOWS;
  guint most = is_windows ? MAX_WINDOWS_DISKS : MAX_LINUX_DISKS;
  guint n_disks = judge->disks->len;
  g_autofree char *evidence = NULL;

  if (n_disks <= MAX_IMAGE_DISKS)
    return;

  evidence = g_strdup_printf ("%u", n_disks);
  ferry_judge_find (judge, n_disks > most ? FERRY_RULING_WARNING : FERRY_RULING_SILENT,
                    FERRY_RULING_BLOCKS, evidence);
}

const FerryRule ferry_rules_plan[] = {
  { FERRY_CHECK_NO_MACHINES, "no-machines", FERRY_RULE_PLAN, judge_no_machines },
  { FERRY_CHECK_DISK_TWICE, "disk-twice", FERRY_RULE_PLAN, judge_disk_twice },
  { FERRY_CHECK_DISK_IMPORTED, "disk-imported", FERRY_RULE_DISK, judge_disk_imported },
  { FERRY_CHECK_MORE_TASKS_THAN_AT_ONCE, "more-tasks-than-at-once", FERRY_RULE_PLAN,
    judge_more_tasks },
  { FERRY_CHECK_OVER_QUOTA, "over-quota", FERRY_RULE_PLAN, judge_over_quota },
  { FERRY_CHECK_TOO_MANY_DATA_DISKS, "too-many-disks", FERRY_RULE_MACHINE,
    judge_too_many_disks },
  { .id = NULL },
};
