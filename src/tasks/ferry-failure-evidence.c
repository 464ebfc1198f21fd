/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "aws/ferry-region.h"
#include "bucket/ferry-object.h"
#include "tasks/ferry-failure.h"

#include <string.h>

/* The disk that failed, and what is known of it. */
typedef struct {
  FerryMachine     *machine;
  FerryDisk        *disk;
  FerryDiskReport  *report;    /* of the disk within an OVA */
  guint             position;
} Scene;

/* What a witness has to say; NONE where it says nothing. @value: (out): untouched then, or for an
 * evidence that is about no value
 */
typedef FerryFailureEvidence (*Witness) (const Scene  *scene,
                                         char        **value);

static FerryFailureEvidence
say (FerryFailureEvidence   evidence,
     const char            *text,
     char                 **value)
{
  *value = g_strdup (text);

  return evidence;
}

static gboolean
is_taken (FerryDiskFormat format)
{
  return format == FERRY_DISK_FORMAT_RAW || format == FERRY_DISK_FORMAT_VMDK_STREAM ||
         format == FERRY_DISK_FORMAT_VHD;
}

static FerryFailureEvidence
see_file (const Scene  *scene,
          char        **value)
{
  FerryDiskReport *report = ferry_disk_get_report (scene->disk);

  switch (report->fault)
    {
    case FERRY_DISK_FAULT_NOT_STREAM:
      return say (FERRY_EVIDENCE_NOT_STREAM, report->format_name, value);
    case FERRY_DISK_FAULT_DIFFERENCING:
      return FERRY_EVIDENCE_DIFFERENCING;
    case FERRY_DISK_FAULT_CUT:
      return FERRY_EVIDENCE_CUT;
    case FERRY_DISK_FAULT_DAMAGED:
    case FERRY_DISK_FAULT_DIRTY:
      return say (FERRY_EVIDENCE_DAMAGED, report->problem, value);
    case FERRY_DISK_FAULT_FORMAT:
    case FERRY_DISK_FAULT_PACKED:
    case FERRY_DISK_FAULT_WITHOUT_DATA:
      return say (FERRY_EVIDENCE_FORMAT, report->format_name, value);
    case FERRY_DISK_FAULT_NONE:
    case FERRY_DISK_FAULT_NOT_A_DISK:
    case FERRY_DISK_FAULT_ENCRYPTED:
    case FERRY_DISK_FAULT_LIMIT:
    case FERRY_DISK_FAULT_CUSTOMER_KEY:
    default:
      break;
    }

  if (report->format == FERRY_DISK_FORMAT_UNKNOWN || is_taken (report->format))
    return FERRY_EVIDENCE_NONE;

  return say (FERRY_EVIDENCE_FORMAT, report->format_name, value);
}

/* Of a file that EC2 calls damaged: Ferry has read its beginning, its end and its tables. */
static FerryFailureEvidence
see_sound (const Scene  *scene,
           char        **value)
{
  FerryDiskReport *report = ferry_disk_get_report (scene->disk);

  if (report->fault != FERRY_DISK_FAULT_NONE || !is_taken (report->format) ||
      !report->has_virtual_size)
    return FERRY_EVIDENCE_NONE;

  return say (FERRY_EVIDENCE_SOUND, report->format_name, value);
}

static FerryFailureEvidence
see_size (const Scene  *scene,
          char        **value)
{
  FerryDiskReport *report = ferry_disk_get_report (scene->disk);

  if (!report->has_virtual_size)
    return FERRY_EVIDENCE_NONE;

  *value = g_strdup_printf ("%" G_GUINT64_FORMAT, report->virtual_size);

  return FERRY_EVIDENCE_SIZE;
}

static FerryFailureEvidence
see_table (const Scene  *scene,
           char        **value)
{
  FerryDiskReport *report = scene->report;

  if (report->scheme == FERRY_PARTITION_SCHEME_UNKNOWN)
    return FERRY_EVIDENCE_NONE;
  if (report->scheme == FERRY_PARTITION_SCHEME_GPT)
    return FERRY_EVIDENCE_GPT;
  if (report->scheme == FERRY_PARTITION_SCHEME_NONE)
    return FERRY_EVIDENCE_NO_TABLE;
  if (report->partitions->len == 0)
    return FERRY_EVIDENCE_NO_PARTITIONS;

  return ferry_disk_report_has_active_partition (report) ? FERRY_EVIDENCE_NONE
                                                         : FERRY_EVIDENCE_NO_ACTIVE;
}

static FerryFailureEvidence
see_esp (const Scene  *scene,
         char        **value)
{
  GPtrArray *partitions = scene->report->partitions;

  for (guint i = 0; i < partitions->len; i++)
    if (ferry_partition_is_esp (g_ptr_array_index (partitions, i)))
      return FERRY_EVIDENCE_ESP;

  return FERRY_EVIDENCE_NONE;
}

static FerryFailureEvidence
see_encryption (const Scene  *scene,
                char        **value)
{
  const FerryFileSystem *found = ferry_disk_report_find_encryption (scene->report);

  if (found != NULL)
    return say (FERRY_EVIDENCE_ENCRYPTED, ferry_file_system_get_name (found), value);
  if (scene->report->fault == FERRY_DISK_FAULT_ENCRYPTED)
    return say (FERRY_EVIDENCE_ENCRYPTED, scene->report->format_name, value);

  return FERRY_EVIDENCE_NONE;
}

static FerryFailureEvidence
see_two_systems (const Scene  *scene,
                 char        **value)
{
  FerryDiskReport *report = scene->report;

  if (report->system == NULL || report->other_system == NULL)
    return FERRY_EVIDENCE_NONE;

  *value = g_strdup_printf ("%s, %s", report->system, report->other_system);

  return FERRY_EVIDENCE_TWO_SYSTEMS;
}

static FerryFailureEvidence
see_system (const Scene  *scene,
            char        **value)
{
  if (scene->report->system == NULL)
    return FERRY_EVIDENCE_NONE;

  return say (FERRY_EVIDENCE_SYSTEM, scene->report->system, value);
}

/* Only where somebody could look: not into what is hidden, unread or spread over disks. */
static FerryFailureEvidence
see_no_system (const Scene  *scene,
               char        **value)
{
  FerryDiskReport *report = scene->report;

  if (report->scheme == FERRY_PARTITION_SCHEME_UNKNOWN || report->system != NULL ||
      report->platform != NULL || report->evidence != NULL)
    return FERRY_EVIDENCE_NONE;

  return FERRY_EVIDENCE_NO_SYSTEM;
}

/* Returns: (nullable): the first of @types that is in @report */
static const FerryFileSystem *
find_file_system (FerryDiskReport   *report,
                  const char *const *types)
{
  if (report->file_system != NULL && g_strv_contains (types, report->file_system->type))
    return report->file_system;

  for (guint i = 0; i < report->partitions->len; i++)
    {
      const FerryPartition *partition = g_ptr_array_index (report->partitions, i);

      if (partition->file_system != NULL && g_strv_contains (types, partition->file_system->type))
        return partition->file_system;
    }

  return NULL;
}

/* "Requirements for VM Import/Export": root on ext2 to ext4, Btrfs (without subvolumes), JFS, XFS
 */
static FerryFailureEvidence
see_file_system (const Scene  *scene,
                 char        **value)
{
  static const char *const hard[] = { "btrfs", "zfs_member", "f2fs", "reiserfs", "bcachefs",
                                      "linux_raid_member", "ReFS", NULL };
  const FerryFileSystem *found = find_file_system (scene->report, hard);

  if (found == NULL)
    return FERRY_EVIDENCE_NONE;

  return say (FERRY_EVIDENCE_FILE_SYSTEM, ferry_file_system_get_name (found), value);
}

static FerryFailureEvidence
see_volume_group (const Scene  *scene,
                  char        **value)
{
  static const char *const physical[] = { "LVM2_member", NULL };
  guint n = ferry_machine_get_n_disks (scene->machine);

  if (find_file_system (scene->report, physical) == NULL)
    return FERRY_EVIDENCE_NONE;

  for (guint i = 0; i < n; i++)
    {
      FerryMachineDisk *other = ferry_machine_get_disk (scene->machine, i);
      FerryDisk *disk = ferry_machine_disk_get_disk (other);

      if (i != scene->position &&
          find_file_system (ferry_machine_disk_get_report (other), physical) != NULL)
        return say (FERRY_EVIDENCE_SPREAD, ferry_disk_get_name (disk), value);
    }

  return FERRY_EVIDENCE_VOLUME_GROUP;
}

/* ImportInstance starts Windows with its boot disk alone. */
static FerryFailureEvidence
see_data_disks (const Scene  *scene,
                char        **value)
{
  guint n = ferry_machine_get_n_disks (scene->machine);

  if (scene->position > 0 || n < 2)
    return FERRY_EVIDENCE_NONE;

  *value = g_strdup_printf ("%u", n - 1);

  return FERRY_EVIDENCE_DATA_DISKS;
}

static FerryFailureEvidence
see_architecture (const Scene  *scene,
                  char        **value)
{
  const char *found = scene->report->architecture;

  if (found == NULL || g_str_equal (found, "x86_64"))
    return FERRY_EVIDENCE_NONE;

  return say (FERRY_EVIDENCE_ARCHITECTURE, found, value);
}

static FerryFailureEvidence
say_if_set (FerryFailureEvidence   evidence,
            const char            *text,
            char                 **value)
{
  return *text != '\0' ? say (evidence, text, value) : FERRY_EVIDENCE_NONE;
}

static FerryFailureEvidence
see_type (const Scene  *scene,
          char        **value)
{
  return say_if_set (FERRY_EVIDENCE_INSTANCE_TYPE, ferry_machine_get_instance_type (scene->machine),
                     value);
}

static FerryFailureEvidence
see_subnet (const Scene  *scene,
            char        **value)
{
  const char *id = ferry_machine_get_subnet_id (scene->machine);

  return *id != '\0' ? say (FERRY_EVIDENCE_SUBNET, id, value) : FERRY_EVIDENCE_NO_SUBNET;
}

static FerryFailureEvidence
see_groups (const Scene  *scene,
            char        **value)
{
  const char *const *groups = ferry_machine_get_security_groups (scene->machine);

  if (groups[0] == NULL)
    return FERRY_EVIDENCE_NONE;

  *value = g_strjoinv (", ", (char **) groups);

  return FERRY_EVIDENCE_GROUPS;
}

static FerryFailureEvidence
see_address (const Scene  *scene,
             char        **value)
{
  return say_if_set (FERRY_EVIDENCE_ADDRESS, ferry_machine_get_private_ip (scene->machine), value);
}

static FerryFailureEvidence
see_zone (const Scene  *scene,
          char        **value)
{
  return say_if_set (FERRY_EVIDENCE_ZONE, ferry_machine_get_zone (scene->machine), value);
}

static FerryFailureEvidence
see_region (const Scene  *scene,
            char        **value)
{
  const char *region = ferry_disk_get_region (scene->disk);
  const char *own = ferry_machine_get_region (scene->machine);

  return say (g_strcmp0 (region, own) == 0 ? FERRY_EVIDENCE_REGION : FERRY_EVIDENCE_OTHER_REGION,
              region, value);
}

static FerryFailureEvidence
see_classic (const Scene  *scene,
             char        **value)
{
  const char *region = ferry_machine_get_region (scene->machine);

  if (ferry_region_is_classic (region))
    return FERRY_EVIDENCE_NONE;

  return say (FERRY_EVIDENCE_NOT_CLASSIC, region, value);
}

static FerryFailureEvidence
see_bucket (const Scene  *scene,
            char        **value)
{
  return say (FERRY_EVIDENCE_BUCKET, ferry_disk_get_bucket (scene->disk), value);
}

static FerryFailureEvidence
see_storage_class (const Scene  *scene,
                   char        **value)
{
  const char *class = ferry_disk_get_storage_class (scene->disk);

  if (!ferry_object_class_is_archive (class))
    return FERRY_EVIDENCE_NONE;

  return say (FERRY_EVIDENCE_STORAGE_CLASS, class, value);
}

/* Who is heard about which failure; the first that says something is believed. */
static const Witness witnesses[FERRY_N_FAILURES][6] = {
  [FERRY_FAILURE_DISK_FORMAT] = { see_file, see_encryption, see_sound },
  [FERRY_FAILURE_INVALID_FORMAT] = { see_file, see_encryption, see_sound },
  [FERRY_FAILURE_UNSUPPORTED_VMDK] = { see_file, see_sound },
  [FERRY_FAILURE_CHUNKED_OVA] = { see_file },
  [FERRY_FAILURE_UNSUPPORTED_OVA] = { see_file },
  [FERRY_FAILURE_OVF] = { see_file },
  [FERRY_FAILURE_COMPRESSION] = { see_file, see_sound },
  [FERRY_FAILURE_DAMAGED_GRAIN] = { see_file, see_sound },
  [FERRY_FAILURE_FOOTERS] = { see_file, see_sound },
  [FERRY_FAILURE_IMAGE_CORRUPTED] = { see_file, see_sound },
  [FERRY_FAILURE_DISK_VALIDATION] = { see_file, see_encryption, see_sound },
  [FERRY_FAILURE_DISK_TOO_LARGE] = { see_size },

  [FERRY_FAILURE_GPT] = { see_table },
  [FERRY_FAILURE_NO_BOOTABLE] = { see_table, see_encryption },
  [FERRY_FAILURE_NO_PARTITIONS] = { see_file, see_table, see_encryption },
  [FERRY_FAILURE_EFI] = { see_esp, see_table },

  [FERRY_FAILURE_UNKNOWN_SYSTEM] = { see_encryption, see_volume_group, see_file_system,
                                     see_architecture, see_system, see_no_system },
  [FERRY_FAILURE_MISSING_SYSTEM] = { see_encryption, see_volume_group, see_file_system,
                                     see_system, see_no_system },
  [FERRY_FAILURE_KERNEL_UNSUPPORTED] = { see_architecture, see_system },
  [FERRY_FAILURE_KERNEL_UNKNOWN] = { see_file_system, see_volume_group, see_system },
  [FERRY_FAILURE_SEVERAL_GRUBS] = { see_two_systems, see_system },
  [FERRY_FAILURE_BLS_GRUB] = { see_system },
  [FERRY_FAILURE_INITRD] = { see_system },
  [FERRY_FAILURE_FSTAB] = { see_two_systems, see_encryption, see_file_system, see_system },
  [FERRY_FAILURE_SEVERAL_ROOTS] = { see_two_systems, see_file_system, see_system },
  [FERRY_FAILURE_VOLUME_GROUP] = { see_volume_group },
  [FERRY_FAILURE_FIRST_BOOT] = { see_two_systems, see_encryption, see_data_disks, see_system },
  [FERRY_FAILURE_BOOTER_NETWORK] = { see_system },

  [FERRY_FAILURE_LINUX_TYPE] = { see_type },
  [FERRY_FAILURE_TYPE_UNKNOWN] = { see_type },
  [FERRY_FAILURE_CONFIGURATION] = { see_type },
  [FERRY_FAILURE_NO_CAPACITY] = { see_type },
  [FERRY_FAILURE_TOO_MANY_INSTANCES] = { see_type },

  [FERRY_FAILURE_NO_DEFAULT_VPC] = { see_subnet },
  [FERRY_FAILURE_SUBNET_UNKNOWN] = { see_subnet },
  [FERRY_FAILURE_SUBNET_FULL] = { see_subnet },
  [FERRY_FAILURE_GROUP_UNKNOWN] = { see_groups },
  [FERRY_FAILURE_GROUP_OF_OTHER_VPC] = { see_groups, see_subnet },
  [FERRY_FAILURE_ADDRESS_TAKEN] = { see_address },
  [FERRY_FAILURE_ADDRESS_OUTSIDE] = { see_address },
  [FERRY_FAILURE_ZONE_UNKNOWN] = { see_zone },

  [FERRY_FAILURE_OTHER_REGION] = { see_region },
  [FERRY_FAILURE_NOT_LOCAL] = { see_region },
  [FERRY_FAILURE_SOURCE] = { see_storage_class, see_bucket },
  [FERRY_FAILURE_READ_FORBIDDEN] = { see_storage_class, see_bucket },
  [FERRY_FAILURE_OBJECT_GONE] = { see_bucket },
  [FERRY_FAILURE_ARCHIVED] = { see_storage_class },
  [FERRY_FAILURE_KEY_DENIED] = { see_bucket },
  [FERRY_FAILURE_LINK_SIGNATURE] = { see_bucket },
  [FERRY_FAILURE_OPT_IN] = { see_region },

  [FERRY_FAILURE_TOO_MANY_ATTACHED] = { see_data_disks },
  [FERRY_FAILURE_TASK_EXPIRED] = { see_storage_class, see_bucket },
  [FERRY_FAILURE_NOT_IN_REGION] = { see_classic },
};

FerryFailureEvidence
ferry_failure_find_evidence (FerryFailure   failure,
                             FerryMachine  *machine,
                             guint          position,
                             char         **value)
{
  Scene scene = { machine, NULL, NULL, position };
  FerryFailureEvidence evidence = FERRY_EVIDENCE_NONE;

  g_return_val_if_fail ((guint) failure < FERRY_N_FAILURES, FERRY_EVIDENCE_NONE);
  g_return_val_if_fail (value != NULL, FERRY_EVIDENCE_NONE);

  *value = NULL;
  if (machine == NULL || position >= ferry_machine_get_n_disks (machine))
    return FERRY_EVIDENCE_NONE;

  scene.disk = ferry_machine_disk_get_disk (ferry_machine_get_disk (machine, position));
  scene.report = ferry_disk_report_get_boot_disk (ferry_disk_get_report (scene.disk));
  for (guint i = 0; evidence == FERRY_EVIDENCE_NONE && i < G_N_ELEMENTS (witnesses[failure]) &&
                    witnesses[failure][i] != NULL; i++)
    evidence = witnesses[failure][i] (&scene, value);

  return evidence;
}
