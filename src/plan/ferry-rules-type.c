/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-rule.h"

#include <string.h>

/* Asked first when a type has to be chosen, then what ImportInstance takes for Linux, which starts
 * any system, then these.
 */
static const char *const first_choices[] = { "t2.medium", "t2.small", "t2.micro", "m3.medium",
                                             "m3.large" };
static const char *const last_choices[] = { "t2.large", "m4.large", "t3.medium", "m5.large" };

static const char *
get_type (FerryJudge *judge)
{
  return ferry_machine_get_instance_type (judge->machine);
}

static const char *
get_architecture (FerryJudge *judge)
{
  return ferry_architecture_get_name (ferry_machine_get_architecture (judge->machine));
}

static gboolean
is_linux (FerryJudge *judge)
{
  return ferry_machine_get_platform (judge->machine) == FERRY_PLATFORM_LINUX;
}

/* ImportInstance starts from an MBR only; ImportImage as the disk does. */
static const char *
get_boot_mode (FerryJudge *judge,
               FerryRoad   road)
{
  FerryDiskReport *report = ferry_judge_get_disk (judge, 0)->report;

  return road == FERRY_ROAD_IMAGE && ferry_disk_report_boots_uefi (report) &&
         !ferry_disk_report_boots_bios (report) ? "uefi" : "legacy-bios";
}

static gboolean
starts (FerryJudge              *judge,
        const FerryInstanceType *type,
        FerryRoad                road)
{
  const char *const *modes = (const char *const *) type->boot_modes;

  return modes == NULL || *modes == NULL || g_strv_contains (modes, get_boot_mode (judge, road));
}

/* Whether it is known that it is not to be had where the machine will be */
static gboolean
is_missing_there (FerryJudge *judge,
                  const char *type)
{
  gboolean offered = TRUE;

  return judge->facts != NULL &&
         ferry_account_facts_is_offered (judge->facts, type, ferry_judge_get_zone (judge),
                                         &offered) &&
         !offered;
}

static gboolean
fits (FerryJudge              *judge,
      const FerryInstanceType *type)
{
  FerryRoad road = ferry_machine_get_road (judge->machine);

  return ferry_instance_type_runs (type, get_architecture (judge)) && starts (judge, type, road) &&
         !type->is_bare_metal && !(is_linux (judge) && (type->needs_ena || type->needs_nvme));
}

/* Nothing may be against it that a rule could say afterwards. */
static gboolean
would_do (FerryJudge *judge,
          const char *name)
{
  gboolean is_classic = ferry_machine_get_road (judge->machine) == FERRY_ROAD_CLASSIC;
  const FerryInstanceType *type;

  if (is_classic && is_linux (judge) && !ferry_instance_type_imports_linux (name))
    return FALSE;
  if (ferry_machine_get_tenancy (judge->machine) == FERRY_TENANCY_DEDICATED &&
      g_str_has_prefix (name, "t2."))
    return FALSE;
  if (is_missing_there (judge, name))
    return FALSE;
  if (!ferry_judge_knows (judge, FERRY_FACT_INSTANCE_TYPES))
    return TRUE;

  type = ferry_account_facts_find_instance_type (judge->facts, name);

  return type != NULL && fits (judge, type);
}

static const char *
choose (FerryJudge        *judge,
        const char *const *names,
        gsize              n_names)
{
  for (gsize i = 0; i < n_names; i++)
    if (would_do (judge, names[i]))
      return names[i];

  return NULL;
}

const char *
ferry_judge_choose_type (FerryJudge *judge)
{
  const char *const *linux_types = ferry_instance_type_list_linux ();
  const char *type = choose (judge, first_choices, G_N_ELEMENTS (first_choices));

  if (type == NULL)
    type = choose (judge, linux_types, g_strv_length ((char **) linux_types));

  return type != NULL ? type : choose (judge, last_choices, G_N_ELEMENTS (last_choices));
}

static void
find (FerryJudge  *judge,
      FerryRuling  classic,
      FerryRuling  image,
      const char  *evidence)
{
  if (classic != FERRY_RULING_SILENT || image != FERRY_RULING_SILENT)
    ferry_judge_find_fixable (judge, classic, image, evidence, FERRY_FIX_CHANGE_TYPE,
                              ferry_judge_choose_type (judge));
}

static void
judge_missing (FerryJudge *judge)
{
  if (ferry_rule_is_blank (get_type (judge)))
    find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, NULL);
}

static void
judge_not_for_linux (FerryJudge *judge)
{
  const char *type = get_type (judge);

  if (is_linux (judge) && !ferry_rule_is_blank (type) && !ferry_instance_type_imports_linux (type))
    find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_SILENT, type);
}

static void
judge_unknown (FerryJudge *judge)
{
  if (judge->type == NULL && !ferry_rule_is_blank (get_type (judge)) &&
      ferry_judge_knows (judge, FERRY_FACT_INSTANCE_TYPES))
    find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, get_type (judge));
}

static void
judge_not_in_zone (FerryJudge *judge)
{
  const char *type = get_type (judge);
  const char *zone = ferry_judge_get_zone (judge);
  g_autofree char *evidence = NULL;

  /* One that the region does not know at all is told already. */
  if (ferry_rule_is_blank (type) || !is_missing_there (judge, type) ||
      (judge->type == NULL && ferry_judge_knows (judge, FERRY_FACT_INSTANCE_TYPES)))
    return;

  evidence = g_strdup_printf ("%s, %s", type,
                              zone != NULL ? zone : ferry_machine_get_region (judge->machine));
  find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, evidence);
}

static char *
dup_list (const char  *type,
          char       **values)
{
  g_autofree char *list = g_strjoinv (", ", values);

  return g_strdup_printf ("%s: %s", type, list);
}

static void
judge_type_architecture (FerryJudge *judge)
{
  g_autofree char *evidence = NULL;

  if (judge->type == NULL || judge->type->architectures == NULL ||
      *judge->type->architectures == NULL ||
      ferry_instance_type_runs (judge->type, get_architecture (judge)))
    return;

  evidence = dup_list (judge->type->name, judge->type->architectures);
  find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, evidence);
}

static void
judge_boot_mode (FerryJudge *judge)
{
  gboolean classic, image;
  g_autofree char *evidence = NULL;

  if (judge->type == NULL)
    return;

  classic = starts (judge, judge->type, FERRY_ROAD_CLASSIC);
  image = starts (judge, judge->type, FERRY_ROAD_IMAGE);
  if (classic && image)
    return;

  evidence = dup_list (judge->type->name, judge->type->boot_modes);
  find (judge, classic ? FERRY_RULING_SILENT : FERRY_RULING_BLOCKS,
        image ? FERRY_RULING_SILENT : FERRY_RULING_BLOCKS, evidence);
}

/* On the classic road, Linux goes to types without either. */
static void
judge_drivers (FerryJudge *judge)
{
  const FerryInstanceType *type = judge->type;
  g_autofree char *evidence = NULL;

  if (type == NULL || !is_linux (judge) || !(type->needs_ena || type->needs_nvme))
    return;

  evidence = g_strdup_printf ("%s: %s", type->name,
                              !type->needs_nvme ? "ENA" : type->needs_ena ? "ENA, NVMe" : "NVMe");
  find (judge,
        ferry_instance_type_imports_linux (type->name) ? FERRY_RULING_WARNING
                                                       : FERRY_RULING_SILENT,
        FERRY_RULING_WARNING, evidence);
}

static void
judge_bare_metal (FerryJudge *judge)
{
  if (judge->type != NULL && judge->type->is_bare_metal)
    find (judge, FERRY_RULING_WARNING, FERRY_RULING_WARNING, judge->type->name);
}

const FerryRule ferry_rules_type[] = {
  { FERRY_CHECK_TYPE_MISSING, "type-missing", FERRY_RULE_MACHINE, judge_missing },
  { FERRY_CHECK_TYPE_NOT_FOR_LINUX, "type-not-for-linux", FERRY_RULE_MACHINE,
    judge_not_for_linux },
  { FERRY_CHECK_TYPE_UNKNOWN, "type-unknown", FERRY_RULE_MACHINE, judge_unknown },
  { FERRY_CHECK_TYPE_NOT_IN_ZONE, "type-not-in-zone", FERRY_RULE_MACHINE, judge_not_in_zone },
  { FERRY_CHECK_TYPE_ARCHITECTURE, "type-architecture", FERRY_RULE_MACHINE,
    judge_type_architecture },
  { FERRY_CHECK_TYPE_BOOT_MODE, "type-boot-mode", FERRY_RULE_MACHINE, judge_boot_mode },
  { FERRY_CHECK_TYPE_DRIVERS, "type-drivers", FERRY_RULE_MACHINE, judge_drivers },
  { FERRY_CHECK_TYPE_BARE_METAL, "type-bare-metal", FERRY_RULE_MACHINE, judge_bare_metal },
  { .id = NULL },
};
