/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-check.h"

#include "aws/ferry-region.h"
#include "aws/ferry-signer.h"
#include "base/ferry-xml-writer.h"
#include "disk/ferry-disk-verdict.h"

#include <string.h>

/* VM Import takes images under 16 TiB (VM Import/Export User Guide, "Limitations"). */
#define MAX_VOLUME_SIZE (16 * 1024)
#define MIN_LINK_SECONDS (24 * 60 * 60)

/* VM Import/Export User Guide, "Instance types": for Linux, ImportInstance
 * takes these and no other.
 */
static const char *const linux_types[] = {
  "t2.micro", "t2.small", "t2.medium",
  "m3.medium", "m3.large", "m3.xlarge", "m3.2xlarge",
  "c3.large", "c3.xlarge", "c3.2xlarge", "c3.4xlarge", "c3.8xlarge",
  "cc1.4xlarge", "cc2.8xlarge",
  "r3.large", "r3.xlarge", "r3.2xlarge", "r3.4xlarge", "r3.8xlarge",
  "cr1.8xlarge",
  "i2.xlarge", "i2.2xlarge", "i2.4xlarge", "i2.8xlarge",
  "hi1.4xlarge", "hi1.8xlarge",
  NULL,
};

G_DEFINE_BOXED_TYPE (FerryCheck, ferry_check, ferry_check_copy, ferry_check_free)

static FerryCheck *
check_new (FerryCheckCode  code,
           FerrySeverity   severity,
           const char     *evidence)
{
  FerryCheck *check = g_new0 (FerryCheck, 1);

  check->code = code;
  check->severity = severity;
  check->evidence = g_strdup (evidence);

  return check;
}

FerryCheck *
ferry_check_copy (const FerryCheck *check)
{
  g_return_val_if_fail (check != NULL, NULL);

  return check_new (check->code, check->severity, check->evidence);
}

void
ferry_check_free (FerryCheck *check)
{
  g_return_if_fail (check != NULL);

  g_free (check->evidence);
  g_free (check);
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

static void
add (GPtrArray      *checks,
     FerryCheckCode  code,
     FerrySeverity   severity,
     const char     *evidence)
{
  g_ptr_array_add (checks, check_new (code, severity, evidence));
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return *stripped == '\0';
}

static gboolean
is_subnet_id (const char *text)
{
  if (!g_str_has_prefix (text, "subnet-") || text[strlen ("subnet-")] == '\0')
    return FALSE;

  for (const char *p = text + strlen ("subnet-"); *p; p++)
    if (!g_ascii_isdigit (*p) && !(*p >= 'a' && *p <= 'f'))
      return FALSE;

  return TRUE;
}

static void
check_wishes (FerryMachine *machine,
              GPtrArray    *checks)
{
  const char *type = ferry_machine_get_instance_type (machine);
  const char *subnet_id = ferry_machine_get_subnet_id (machine);
  FerryPlatform platform = ferry_machine_get_platform (machine);

  if (is_blank (ferry_machine_get_name (machine)))
    add (checks, FERRY_CHECK_NAME_MISSING, FERRY_SEVERITY_BLOCKS, NULL);

  if (platform == FERRY_PLATFORM_UNSET)
    add (checks, FERRY_CHECK_PLATFORM_UNSET, FERRY_SEVERITY_BLOCKS, NULL);

  if (is_blank (type))
    add (checks, FERRY_CHECK_TYPE_MISSING, FERRY_SEVERITY_BLOCKS, NULL);
  else if (platform == FERRY_PLATFORM_LINUX && !g_strv_contains (linux_types, type))
    add (checks, FERRY_CHECK_TYPE_NOT_FOR_LINUX, FERRY_SEVERITY_BLOCKS, type);

  if (*subnet_id && !is_subnet_id (subnet_id))
    add (checks, FERRY_CHECK_SUBNET_FORM, FERRY_SEVERITY_BLOCKS, subnet_id);
}

static void
check_volume (FerryMachine *machine,
              GPtrArray    *checks)
{
  FerryDiskReport *report = ferry_disk_get_report (ferry_machine_get_boot_disk (machine));
  guint64 wanted = ferry_machine_get_volume_size (machine);
  guint64 needed = MAX (ferry_disk_report_get_volume_size (report), 1);
  g_autofree char *evidence = NULL;

  if (wanted < needed)
    {
      evidence = g_strdup_printf ("%" G_GUINT64_FORMAT " GiB < %" G_GUINT64_FORMAT " GiB",
                                  wanted, needed);
      add (checks, FERRY_CHECK_VOLUME_TOO_SMALL, FERRY_SEVERITY_BLOCKS, evidence);
    }
  else if (wanted > MAX_VOLUME_SIZE)
    {
      evidence = g_strdup_printf ("%" G_GUINT64_FORMAT " GiB", wanted);
      add (checks, FERRY_CHECK_VOLUME_TOO_LARGE, FERRY_SEVERITY_BLOCKS, evidence);
    }
}

/* Windows needs the active partition ("No bootable partition found"); a Linux boot loader in the
 * MBR mostly does not.
 */
static void
check_boot_sector (FerryMachine  *machine,
                   FerrySeverity  severity,
                   GPtrArray     *checks)
{
  FerryDiskReport *report = ferry_disk_get_report (ferry_machine_get_boot_disk (machine));

  switch (report->scheme)
    {
    case FERRY_PARTITION_SCHEME_NONE:
      add (checks, FERRY_CHECK_NO_BOOT_SECTOR, severity, NULL);
      break;
    case FERRY_PARTITION_SCHEME_GPT:
      add (checks, FERRY_CHECK_GPT, severity, "GPT");
      break;
    case FERRY_PARTITION_SCHEME_MBR:
      if (!ferry_disk_report_has_active_partition (report))
        add (checks, FERRY_CHECK_NO_ACTIVE_PARTITION,
             ferry_machine_get_platform (machine) == FERRY_PLATFORM_WINDOWS
               ? severity : FERRY_SEVERITY_WARNING,
             NULL);
      break;
    case FERRY_PARTITION_SCHEME_UNKNOWN:
    default:
      add (checks, FERRY_CHECK_BOOT_SECTOR_UNKNOWN, severity, report->problem);
    }
}

static gboolean
is_other_architecture (FerryDiskReport *report)
{
  return report->architecture != NULL &&
         strcmp (report->architecture,
                 ferry_architecture_get_name (FERRY_ARCHITECTURE_X86_64)) != 0 &&
         strcmp (report->architecture,
                 ferry_architecture_get_name (FERRY_ARCHITECTURE_I386)) != 0;
}

/* Where the state of the image keeps its format from being read, no manifest can be written.
 * Returns: whether it is said why the image is refused
 */
static gboolean
check_state (FerryDiskReport *report,
             FerrySeverity    severity,
             GPtrArray       *checks)
{
  FerryDiskVerdict verdict;

  if (ferry_disk_report_get_file_format (report) == NULL)
    severity = FERRY_SEVERITY_BLOCKS;
  ferry_disk_report_judge (report, FERRY_IMPORT_CALL_INSTANCE, &verdict);
  if (verdict.reason == FERRY_VERDICT_REASON_DIFFERENCING)
    add (checks, FERRY_CHECK_DIFFERENCING, severity, report->format_name);
  else if (verdict.reason == FERRY_VERDICT_REASON_DIRTY)
    add (checks, FERRY_CHECK_DIRTY, severity, report->format_name);
  else
    return FALSE;

  return TRUE;
}

/* What EC2 finds out only after it has fetched the disk. */
static void
check_system (FerryDiskReport *report,
              FerrySeverity    severity,
              GPtrArray       *checks)
{
  if (report->fault == FERRY_DISK_FAULT_ENCRYPTED || ferry_disk_report_is_encrypted (report))
    add (checks, FERRY_CHECK_ENCRYPTED, severity,
         ferry_file_system_get_name (ferry_disk_report_find_encryption (report)));
  if (is_other_architecture (report))
    add (checks, FERRY_CHECK_ARCHITECTURE, FERRY_SEVERITY_BLOCKS, report->architecture);
}

/* What is inside. Where the format is not one that can be read, size and boot sector are not known
 * either: that follows and would only be noise. Without a format or a size no manifest can be
 * written, so these two block in a rehearsal as well.
 */
static void
check_content (FerryMachine  *machine,
               FerrySeverity  severity,
               GPtrArray     *checks)
{
  FerryDiskReport *report = ferry_disk_get_report (ferry_machine_get_boot_disk (machine));
  gboolean told;
  guint before;

  if (report->format == FERRY_DISK_FORMAT_UNKNOWN)
    {
      add (checks, FERRY_CHECK_FORMAT_UNKNOWN, FERRY_SEVERITY_BLOCKS, NULL);
      return;
    }

  before = checks->len;
  check_system (report, severity, checks);
  told = check_state (report, severity, checks);
  if (ferry_disk_report_get_file_format (report) == NULL)
    {
      if (!told)
        add (checks, FERRY_CHECK_FORMAT_REFUSED, FERRY_SEVERITY_BLOCKS, report->format_name);
      return;
    }

  if (!report->has_virtual_size)
    add (checks, FERRY_CHECK_SIZE_UNKNOWN, FERRY_SEVERITY_BLOCKS, report->problem);
  check_boot_sector (machine, severity, checks);

  /* A damage that none of these names: a cut image, say, whose first sectors are whole. */
  if (report->problem && checks->len == before)
    add (checks, FERRY_CHECK_FORMAT_REFUSED, severity, report->problem);
}

/* An archived object whose bytes could be read has been restored. */
static gboolean
is_archived (FerryDisk *disk)
{
  const char *storage_class = ferry_disk_get_storage_class (disk);

  return (strcmp (storage_class, "GLACIER") == 0 || strcmp (storage_class, "DEEP_ARCHIVE") == 0) &&
         ferry_disk_get_report (disk)->bytes_read == 0;
}

static void
check_place (FerryDisk     *disk,
             FerrySeverity  severity,
             GPtrArray     *checks)
{
  if (!ferry_region_is_classic (ferry_disk_get_region (disk)))
    add (checks, FERRY_CHECK_REGION_NOT_CLASSIC, severity, ferry_disk_get_region (disk));

  if (is_archived (disk))
    add (checks, FERRY_CHECK_ARCHIVED, severity, ferry_disk_get_storage_class (disk));

  if (!ferry_xml_is_text (ferry_disk_get_key (disk)))
    add (checks, FERRY_CHECK_KEY_NOT_XML, FERRY_SEVERITY_BLOCKS, ferry_disk_get_name (disk));
}

static void
check_links (guint      link_seconds,
             GPtrArray *checks)
{
  g_autofree char *evidence = NULL;

  if (link_seconds == 0 || link_seconds >= MIN_LINK_SECONDS)
    return;

  evidence = g_strdup_printf ("%u h %u min", link_seconds / 3600, link_seconds / 60 % 60);
  add (checks, FERRY_CHECK_LINKS_TOO_SHORT, FERRY_SEVERITY_BLOCKS, evidence);
}

static int
compare_severity_cb (gconstpointer a,
                     gconstpointer b)
{
  const FerryCheck *first = *(const FerryCheck *const *) a;
  const FerryCheck *second = *(const FerryCheck *const *) b;

  return (int) second->severity - (int) first->severity;
}

GPtrArray *
ferry_check_plan (FerryPlan                 *plan,
                  const FerryCheckSituation *situation)
{
  g_autoptr(GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_check_free);
  FerryMachine *machine;
  FerrySeverity refused;

  g_return_val_if_fail (FERRY_IS_PLAN (plan), NULL);
  g_return_val_if_fail (situation != NULL, NULL);

  machine = ferry_plan_get_machine (plan, 0);
  refused = situation->rehearsal ? FERRY_SEVERITY_WARNING : FERRY_SEVERITY_BLOCKS;

  check_place (ferry_machine_get_boot_disk (machine), refused, checks);
  check_content (machine, refused, checks);
  check_wishes (machine, checks);
  check_volume (machine, checks);
  check_links (situation->link_seconds, checks);

  /* The sort is stable: within a severity the order above stays. */
  g_ptr_array_sort (checks, compare_severity_cb);

  return g_steal_pointer (&checks);
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
