/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-failure-text.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

/* Sentences with "%s" are about the value. */
static const char *const sentences[FERRY_N_EVIDENCES] = {
  /* Translators: a disk image’s format, as Ferry saw it: “VHDX” */
  [FERRY_EVIDENCE_FORMAT] = N_("Ferry found this format in the file: %s."),
  /* Translators: a kind of VMDK: “VMDK, sparse” */
  [FERRY_EVIDENCE_NOT_STREAM] = N_("Ferry found this kind of disk in the file: %s."),
  [FERRY_EVIDENCE_DIFFERENCING] = N_("Ferry found only the changes to another disk in the file."),
  [FERRY_EVIDENCE_CUT] = N_("Ferry found that the end of the file is missing."),
  /* Translators: what is wrong, in English */
  [FERRY_EVIDENCE_DAMAGED] = N_("Ferry found the file damaged: %s"),
  /* Translators: what encrypts it: “LUKS” */
  [FERRY_EVIDENCE_ENCRYPTED] = N_("The disk is encrypted (%s), so EC2 cannot look into it."),
  /* Translators: a disk image’s format: “VHD” */
  [FERRY_EVIDENCE_SOUND] = N_("Ferry looked into the file (%s) and found nothing wrong. It did not "
                              "read all of it."),
  /* Translators: a size: “17 TiB” */
  [FERRY_EVIDENCE_SIZE] = N_("The disk has %s."),
  [FERRY_EVIDENCE_GPT] = N_("The disk is partitioned with GPT."),
  [FERRY_EVIDENCE_ESP] = N_("The disk has an EFI system partition."),
  [FERRY_EVIDENCE_NO_ACTIVE] = N_("No partition of the disk is marked active."),
  [FERRY_EVIDENCE_NO_TABLE] = N_("The disk has no partition table."),
  [FERRY_EVIDENCE_NO_PARTITIONS] = N_("The partition table of the disk is empty."),
  /* Translators: “Debian GNU/Linux 12” */
  [FERRY_EVIDENCE_SYSTEM] = N_("The system on the disk is %s."),
  /* Translators: “Debian GNU/Linux 12, Ubuntu 24.04” */
  [FERRY_EVIDENCE_TWO_SYSTEMS] = N_("There are two systems on the disk: %s."),
  [FERRY_EVIDENCE_NO_SYSTEM] = N_("Ferry found no system on the disk either."),
  /* Translators: a file system: “Btrfs” */
  [FERRY_EVIDENCE_FILE_SYSTEM] = N_("The disk holds %s, with which VM Import has trouble."),
  [FERRY_EVIDENCE_VOLUME_GROUP] = N_("The disk holds a physical volume of LVM."),
  /* Translators: the name of another disk */
  [FERRY_EVIDENCE_SPREAD] = N_("Another disk of the machine holds a physical volume of LVM too: "
                               "%s."),
  /* Translators: a processor: “arm64” */
  [FERRY_EVIDENCE_ARCHITECTURE] = N_("The system on the disk is made for %s."),
  /* Translators: an instance type: “t3.micro” */
  [FERRY_EVIDENCE_INSTANCE_TYPE] = N_("The plan asks for the type %s."),
  /* Translators: the id of a subnet */
  [FERRY_EVIDENCE_SUBNET] = N_("The plan asks for the subnet %s."),
  [FERRY_EVIDENCE_NO_SUBNET] = N_("The plan names no subnet."),
  /* Translators: ids of security groups: “sg-1, sg-2” */
  [FERRY_EVIDENCE_GROUPS] = N_("The plan asks for these security groups: %s."),
  /* Translators: “10.0.0.4” */
  [FERRY_EVIDENCE_ADDRESS] = N_("The plan asks for the address %s."),
  /* Translators: “eu-west-1a” */
  [FERRY_EVIDENCE_ZONE] = N_("The plan asks for the zone %s."),
  /* Translators: a region: “eu-west-1” */
  [FERRY_EVIDENCE_REGION] = N_("When Ferry looked, the bucket was in %s."),
  /* Translators: a region: “eu-west-1” */
  [FERRY_EVIDENCE_OTHER_REGION] = N_("The disk’s bucket is in %s, and the machine is made in "
                                     "another region."),
  /* Translators: a region: “eu-north-1” */
  [FERRY_EVIDENCE_NOT_CLASSIC] = N_("The machine was to be made in %s."),
  /* Translators: the name of a bucket */
  [FERRY_EVIDENCE_BUCKET] = N_("The disk lies in the bucket %s."),
  /* Translators: “GLACIER” */
  [FERRY_EVIDENCE_STORAGE_CLASS] = N_("When Ferry looked, the object’s storage class was %s."),
};

static const char *const labels[] = {
  [FERRY_REMEDY_NONE] = NULL,
  [FERRY_REMEDY_RETRY] = N_("Try Again"),
  [FERRY_REMEDY_DISK] = N_("Look Into the Disk"),
  [FERRY_REMEDY_MACHINE] = N_("Change the Machine"),
  [FERRY_REMEDY_ACCOUNT] = N_("Sign In"),
  [FERRY_REMEDY_HELP] = N_("Help"),
};

static char *
describe_data_disks (const char *value)
{
  guint n = (guint) g_ascii_strtoull (value, NULL, 10);

  return g_strdup_printf (ngettext ("The first start was without %u data disk of the machine.",
                                    "The first start was without %u data disks of the machine.",
                                    n), n);
}

char *
ferry_failure_describe (FerryFailureEvidence  evidence,
                        const char           *value)
{
  g_autoptr(GString) text = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail ((guint) evidence < FERRY_N_EVIDENCES, NULL);

  if (evidence == FERRY_EVIDENCE_NONE)
    return NULL;
  if (evidence == FERRY_EVIDENCE_DATA_DISKS)
    return describe_data_disks (value != NULL ? value : "");

  if (evidence == FERRY_EVIDENCE_SIZE)
    shown = ferry_format_disk (g_ascii_strtoull (value != NULL ? value : "", NULL, 10));
  else
    shown = ferry_format_name (value != NULL ? value : "");

  text = g_string_new (_(sentences[evidence]));
  g_string_replace (text, "%s", shown, 1);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

const char *
ferry_remedy_get_label (FerryRemedy remedy)
{
  g_return_val_if_fail ((guint) remedy < G_N_ELEMENTS (labels), NULL);

  return labels[remedy] != NULL ? _(labels[remedy]) : NULL;
}
