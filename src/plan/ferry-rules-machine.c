/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-rule.h"

#include <string.h>

/* What EC2 takes: RunInstances, UserData, before base64; "Tag restrictions" */
#define MAX_USER_DATA 16384
#define MAX_TAGS      50
#define MAX_TAG_KEY   128
#define MAX_TAG_VALUE 256

/* As a machine of that disk is called at first; (transfer full) (nullable) */
static char *
make_name (FerryMachine *machine)
{
  g_autoptr(FerryMachine) fresh = ferry_machine_new (ferry_machine_get_boot_disk (machine));
  const char *name = ferry_machine_get_name (fresh);

  return ferry_rule_is_blank (name) ? NULL : g_strdup (name);
}

static void
judge_name_missing (FerryJudge *judge)
{
  g_autofree char *name = NULL;

  if (!ferry_rule_is_blank (ferry_machine_get_name (judge->machine)))
    return;

  name = make_name (judge->machine);
  ferry_judge_find_fixable (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, NULL,
                            FERRY_FIX_RENAME, name);
}

/* "web01-2": the first such name that no machine has. @numbers: name → the number tried last, so
 * that a hundred of one name do not all begin at 2. (transfer full)
 */
static char *
make_other_name (const char *name,
                 GHashTable *names,
                 GHashTable *numbers)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, name));
  char *other = NULL;

  for (number = MAX (number + 1, 2); other == NULL; number++)
    {
      other = g_strdup_printf ("%s-%u", name, number);
      g_hash_table_insert (numbers, (gpointer) name, GUINT_TO_POINTER (number));
      if (g_hash_table_contains (names, other))
        g_clear_pointer (&other, g_free);
    }

  return other;
}

static void
judge_name_twice (FerryJudge *judge)
{
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < judge->n_machines; i++)
    g_hash_table_add (names, (gpointer) ferry_machine_get_name
                                          (ferry_plan_get_machine (judge->plan, i)));

  for (guint i = 0; i < judge->n_machines; i++)
    {
      const char *name = ferry_machine_get_name (ferry_plan_get_machine (judge->plan, i));
      g_autofree char *other = NULL;

      if (ferry_rule_is_blank (name) || g_hash_table_add (seen, (gpointer) name))
        continue;

      other = make_other_name (name, names, numbers);
      ferry_judge_turn_to (judge, i);
      ferry_judge_find_fixable (judge, FERRY_RULING_WARNING, FERRY_RULING_WARNING, name,
                                FERRY_FIX_RENAME, other);
    }
}

/* (nullable): a report of somebody else's may name anything */
static const char *
find_platform (const char *name)
{
  return g_strcmp0 (name, ferry_platform_get_name (FERRY_PLATFORM_LINUX)) == 0 ||
         g_strcmp0 (name, ferry_platform_get_name (FERRY_PLATFORM_WINDOWS)) == 0 ? name : NULL;
}

static void
judge_platform_unset (FerryJudge *judge)
{
  FerryDiskReport *report = ferry_judge_get_disk (judge, 0)->report;

  if (ferry_machine_get_platform (judge->machine) == FERRY_PLATFORM_UNSET)
    ferry_judge_find_fixable (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, NULL,
                              FERRY_FIX_SET_PLATFORM,
                              find_platform (ferry_disk_report_guess_platform (report)));
}

/* Only what was found in the disk counts: the types of partitions tell less than the user. */
static void
judge_platform_other (FerryJudge *judge)
{
  FerryDiskReport *report = ferry_judge_get_disk (judge, 0)->inner;
  const char *name = ferry_platform_get_name (ferry_machine_get_platform (judge->machine));

  if (name != NULL && report->platform != NULL && strcmp (name, report->platform) != 0)
    ferry_judge_find_fixable (judge, FERRY_RULING_WARNING, FERRY_RULING_WARNING,
                              report->system != NULL ? report->system : report->platform,
                              FERRY_FIX_SET_PLATFORM, find_platform (report->platform));
}

static gboolean
can_be_chosen (const char *architecture)
{
  return g_strcmp0 (architecture, ferry_architecture_get_name (FERRY_ARCHITECTURE_X86_64)) == 0 ||
         g_strcmp0 (architecture, ferry_architecture_get_name (FERRY_ARCHITECTURE_I386)) == 0;
}

static void
judge_architecture_other (FerryJudge *judge)
{
  const char *found = ferry_judge_get_disk (judge, 0)->inner->architecture;
  FerryArchitecture architecture = ferry_machine_get_architecture (judge->machine);

  if (can_be_chosen (found) && strcmp (found, ferry_architecture_get_name (architecture)) != 0)
    ferry_judge_find_fixable (judge, FERRY_RULING_WARNING, FERRY_RULING_WARNING, found,
                              FERRY_FIX_SET_ARCHITECTURE, found);
}

/* "Dedicated Instances", limitations: no T2. With any other type it is only dear. */
static void
judge_tenancy (FerryJudge *judge)
{
  const char *type = ferry_machine_get_instance_type (judge->machine);

  if (ferry_machine_get_tenancy (judge->machine) != FERRY_TENANCY_DEDICATED)
    return;

  if (g_str_has_prefix (type, "t2."))
    ferry_judge_find_fixable (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, type,
                              FERRY_FIX_CHANGE_TYPE, ferry_judge_choose_type (judge));
  else
    ferry_judge_find (judge, FERRY_RULING_NOTE, FERRY_RULING_NOTE, NULL);
}

static void
judge_terminates (FerryJudge *judge)
{
  if (ferry_machine_get_shutdown (judge->machine) == FERRY_SHUTDOWN_TERMINATE)
    ferry_judge_find_fixable (judge, FERRY_RULING_WARNING, FERRY_RULING_WARNING, NULL,
                              FERRY_FIX_STOP_AT_SHUTDOWN, NULL);
}

/* Returns: whether it is known. @data: (out) (nullable): it could not be read */
static gboolean
look_up_user_data (FerryJudge  *judge,
                   GBytes     **data)
{
  const char *reference = ferry_machine_get_user_data (judge->machine);

  return *reference != '\0' && judge->situation->user_data != NULL &&
         g_hash_table_lookup_extended (judge->situation->user_data, reference, NULL,
                                       (gpointer *) data);
}

static void
judge_user_data_unreadable (FerryJudge *judge)
{
  GBytes *data = NULL;

  if (look_up_user_data (judge, &data) && data == NULL)
    ferry_judge_find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS,
                      ferry_machine_get_user_data (judge->machine));
}

static void
judge_user_data_too_large (FerryJudge *judge)
{
  GBytes *data = NULL;
  g_autofree char *evidence = NULL;

  if (!look_up_user_data (judge, &data) || data == NULL ||
      g_bytes_get_size (data) <= MAX_USER_DATA)
    return;

  evidence = g_strdup_printf ("%" G_GSIZE_FORMAT " bytes", g_bytes_get_size (data));
  ferry_judge_find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, evidence);
}

static gboolean
is_within (const char *text,
           glong       maximum)
{
  return g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) <= maximum;
}

static gboolean
is_tag (const char *key,
        const char *value)
{
  return *key != '\0' && g_ascii_strncasecmp (key, "aws:", strlen ("aws:")) != 0 &&
         is_within (key, MAX_TAG_KEY) && is_within (value, MAX_TAG_VALUE);
}

static void
judge_tags (FerryJudge *judge)
{
  const char *const *tags = ferry_machine_get_tags (judge->machine);
  g_autoptr(GHashTable) keys = NULL;
  guint n_tags = 0;

  if (tags == NULL || *tags == NULL)
    return;

  keys = g_hash_table_new (g_str_hash, g_str_equal);
  for (; tags[0] != NULL; tags += tags[1] != NULL ? 2 : 1, n_tags++)
    if (!g_hash_table_add (keys, (gpointer) tags[0]) ||
        !is_tag (tags[0], tags[1] != NULL ? tags[1] : ""))
      ferry_judge_find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, tags[0]);

  if (n_tags > MAX_TAGS)
    {
      g_autofree char *evidence = g_strdup_printf ("%u > %u", n_tags, MAX_TAGS);

      ferry_judge_find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, evidence);
    }
}

static void
judge_road (FerryJudge *judge)
{
  ferry_judge_find (judge, FERRY_RULING_SILENT, FERRY_RULING_BLOCKS, NULL);
}

const FerryRule ferry_rules_machine[] = {
  { FERRY_CHECK_ROAD_NOT_TRAVELLED, "road-not-travelled", FERRY_RULE_MACHINE, judge_road },
  { FERRY_CHECK_NAME_MISSING, "name-missing", FERRY_RULE_MACHINE, judge_name_missing },
  { FERRY_CHECK_NAME_TWICE, "name-twice", FERRY_RULE_PLAN, judge_name_twice },
  { FERRY_CHECK_PLATFORM_UNSET, "platform-unset", FERRY_RULE_MACHINE, judge_platform_unset },
  { FERRY_CHECK_PLATFORM_OTHER, "platform-other", FERRY_RULE_MACHINE, judge_platform_other },
  { FERRY_CHECK_ARCHITECTURE_OTHER, "architecture-other", FERRY_RULE_MACHINE,
    judge_architecture_other },
  { FERRY_CHECK_TENANCY, "tenancy", FERRY_RULE_MACHINE, judge_tenancy },
  { FERRY_CHECK_TERMINATES, "terminates", FERRY_RULE_MACHINE, judge_terminates },
  { FERRY_CHECK_USER_DATA_UNREADABLE, "user-data-unreadable", FERRY_RULE_MACHINE,
    judge_user_data_unreadable },
  { FERRY_CHECK_USER_DATA_TOO_LARGE, "user-data-too-large", FERRY_RULE_MACHINE,
    judge_user_data_too_large },
  { FERRY_CHECK_TAG_FORM, "tag-form", FERRY_RULE_MACHINE, judge_tags },
  { .id = NULL },
};
