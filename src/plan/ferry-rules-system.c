/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-rule.h"

#include <string.h>

/* Releases that AWS has been dropping since February 2026, and how their names begin: VM
 * Import/Export User Guide, "Operating systems supported". From @first to @last, each the major
 * number times 100 and the minor one.
 */
static const struct {
  const char *name;
  const char *but;    /* (nullable): not if this is in it too */
  guint       first;
  guint       last;
} old_releases[] = {
  { "Windows Server 2003", NULL, 200300, 200399 },
  { "Windows Server 2008", "R2", 200800, 200899 },
  { "Windows 7", NULL, 700, 799 },
  { "Windows 8", NULL, 800, 899 },
  { "CentOS", NULL, 500, 899 },
  { "Debian GNU/Linux", NULL, 600, 799 },
  { "Debian GNU/Linux", NULL, 1000, 1099 },
  { "Fedora", NULL, 1800, 2099 },
  { "Fedora", NULL, 3700, 3999 },
  { "Oracle Linux", NULL, 500, 699 },
  { "Red Hat Enterprise Linux", NULL, 500, 699 },
  { "SUSE Linux Enterprise Server", NULL, 1100, 1199 },
  { "Ubuntu", NULL, 1204, 1504 },
};

static const char *const windows_clients[] = {
  "Windows XP", "Windows Vista", "Windows 7", "Windows 8", "Windows 8.1", "Windows 10",
  "Windows 11",
};

/* Whether @text begins with the words of @name: "Windows 10" does not begin with "Windows 1". */
static gboolean
begins_with (const char *text,
             const char *name)
{
  gsize length = strlen (name);

  return g_str_has_prefix (text, name) && !g_ascii_isalnum (text[length]);
}

/* The first number of @text, major * 100 + minor; 0 where there is none that makes sense */
static guint
read_release (const char *text)
{
  guint major = 0;
  guint minor = 0;

  while (*text != '\0' && !g_ascii_isdigit (*text))
    text++;
  for (; g_ascii_isdigit (*text) && major < 10000; text++)
    major = major * 10 + (guint) g_ascii_digit_value (*text);
  if (*text == '.')
    for (text++; g_ascii_isdigit (*text) && minor < 10; text++)
      minor = minor * 10 + (guint) g_ascii_digit_value (*text);

  return g_ascii_isdigit (*text) ? 0 : major * 100 + minor;
}

static gboolean
is_old (const char *system)
{
  guint release = read_release (system);

  for (guint i = 0; i < G_N_ELEMENTS (old_releases); i++)
    if (begins_with (system, old_releases[i].name) &&
        release >= old_releases[i].first && release <= old_releases[i].last &&
        (old_releases[i].but == NULL || strstr (system, old_releases[i].but) == NULL))
      return TRUE;

  return FALSE;
}

static gboolean
is_windows_client (const char *system)
{
  for (guint i = 0; i < G_N_ELEMENTS (windows_clients); i++)
    if (begins_with (system, windows_clients[i]))
      return TRUE;

  return FALSE;
}

/* (nullable): of the boot disk */
static const char *
get_system (FerryJudge *judge)
{
  return judge->disk->is_boot ? judge->disk->inner->system : NULL;
}

static void
judge_old (FerryJudge *judge)
{
  const char *system = get_system (judge);

  if (system != NULL && is_old (system))
    ferry_judge_find (judge, FERRY_RULING_WARNING, FERRY_RULING_WARNING, system);
}

/* By ImportImage it is imported as BYOL, and what it costs to run so is the user's affair. */
static void
judge_windows_client (FerryJudge *judge)
{
  const char *system = get_system (judge);

  if (system != NULL && is_windows_client (system))
    ferry_judge_find (judge, FERRY_RULING_LESSON, FERRY_RULING_NOTE, system);
}

/* The guide says that it is not supported, users say that it sometimes works. */
static void
judge_dual_boot (FerryJudge *judge)
{
  const FerryJudgedDisk *disk = judge->disk;
  g_autofree char *evidence = NULL;

  if (!disk->is_boot || disk->inner->other_system == NULL)
    return;

  evidence = disk->inner->system != NULL
             ? g_strdup_printf ("%s, %s", disk->inner->system, disk->inner->other_system)
             : g_strdup (disk->inner->other_system);
  ferry_judge_find (judge, FERRY_RULING_WARNING, FERRY_RULING_WARNING, evidence);
}

static void
judge_data_disk_boots (FerryJudge *judge)
{
  const FerryJudgedDisk *disk = judge->disk;

  if (!disk->is_boot && disk->report->system != NULL)
    ferry_judge_find_fixable (judge, FERRY_RULING_WARNING, FERRY_RULING_WARNING,
                              disk->report->system, FERRY_FIX_SPLIT_DISK, NULL);
}

static gboolean
is_name_of (const char        *name,
            FerryArchitecture  architecture)
{
  return g_strcmp0 (name, ferry_architecture_get_name (architecture)) == 0;
}

/* A data disk of another processor can be read all the same. */
static void
judge_architecture (FerryJudge *judge)
{
  const char *name = judge->disk->inner->architecture;

  if (judge->disk->is_boot && name != NULL && !is_name_of (name, FERRY_ARCHITECTURE_X86_64) &&
      !is_name_of (name, FERRY_ARCHITECTURE_I386))
    ferry_judge_find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, name);
}

static void
judge_i386 (FerryJudge *judge)
{
  const char *name = ferry_judge_get_disk (judge, 0)->inner->architecture;

  if (ferry_machine_get_architecture (judge->machine) == FERRY_ARCHITECTURE_I386 ||
      is_name_of (name, FERRY_ARCHITECTURE_I386))
    ferry_judge_find (judge, FERRY_RULING_WARNING, FERRY_RULING_WARNING,
                      ferry_architecture_get_name (FERRY_ARCHITECTURE_I386));
}

static gboolean
is_physical_volume (const FerryFileSystem *file_system)
{
  return file_system != NULL && strcmp (file_system->type, "LVM2_member") == 0;
}

static gboolean
has_physical_volume (FerryDiskReport *report)
{
  if (is_physical_volume (report->file_system))
    return TRUE;

  for (guint i = 0; i < report->partitions->len; i++)
    {
      const FerryPartition *partition = g_ptr_array_index (report->partitions, i);

      if (is_physical_volume (partition->file_system))
        return TRUE;
    }

  return FALSE;
}

/* A report does not tell groups of volumes. But a system in a logical volume of the boot disk alone
 * is found; where none is, and another disk has a physical volume too, it may lie on both.
 * ImportImage gets all disks.
 */
static void
judge_lvm (FerryJudge *judge)
{
  FerryDiskReport *boot = ferry_judge_get_disk (judge, 0)->inner;

  if (boot->system != NULL || !has_physical_volume (boot))
    return;

  for (guint i = 1; i < judge->disks->len; i++)
    {
      const FerryJudgedDisk *disk = ferry_judge_get_disk (judge, i);

      if (has_physical_volume (disk->report))
        ferry_judge_find (judge, FERRY_RULING_WARNING, FERRY_RULING_SILENT,
                          ferry_disk_get_name (disk->object));
    }
}

const FerryRule ferry_rules_system[] = {
  { FERRY_CHECK_ARCHITECTURE, "architecture", FERRY_RULE_DISK, judge_architecture },
  { FERRY_CHECK_WINDOWS_CLIENT, "windows-client", FERRY_RULE_DISK, judge_windows_client },
  { FERRY_CHECK_SYSTEM_OLD, "system-old", FERRY_RULE_DISK, judge_old },
  { FERRY_CHECK_I386, "i386", FERRY_RULE_MACHINE, judge_i386 },
  { FERRY_CHECK_DUAL_BOOT, "dual-boot", FERRY_RULE_DISK, judge_dual_boot },
  { FERRY_CHECK_DATA_DISK_BOOTS, "data-disk-boots", FERRY_RULE_DISK, judge_data_disk_boots },
  { FERRY_CHECK_LVM_SPREAD, "lvm-spread", FERRY_RULE_MACHINE, judge_lvm },
  { .id = NULL },
};
