/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-disk-words.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>
#include <string.h>

/* What has no ending and is as large as this may well be a disk. */
#define LARGE ((guint64) 1 << 30)

/* "VMDK" of "VMDK, sparse (not stream-optimized)": the kind within the format is of no use here. */
static char *
dup_format (FerryDiskReport *report)
{
  const char *comma = strchr (report->format_name, ',');

  switch (report->format)
    {
    case FERRY_DISK_FORMAT_RAW:
      return g_strdup (_("Raw disk"));
    case FERRY_DISK_FORMAT_VMDK_STREAM:
      return g_strdup ("VMDK");
    case FERRY_DISK_FORMAT_VHD:
      return g_strdup ("VHD");
    case FERRY_DISK_FORMAT_VHDX:
      return g_strdup ("VHDX");
    case FERRY_DISK_FORMAT_OVA:
      return g_strdup ("OVA");
    case FERRY_DISK_FORMAT_UNKNOWN:
    case FERRY_DISK_FORMAT_OTHER:
    default:
      return comma ? g_strndup (report->format_name, comma - report->format_name)
                   : g_strdup (report->format_name);
    }
}

/* "gzip" of "gzip archive" */
static char *
describe_archive (FerryDiskReport *report)
{
  g_autofree char *kind = g_strdup (report->format_name);

  if (!g_str_has_suffix (kind, " archive"))
    return g_strdup (_("Archive"));

  kind[strlen (kind) - strlen (" archive")] = '\0';

  /* Translators: %s is a way to pack files, "gzip" */
  return g_strdup_printf (_("%s archive"), kind);
}

static char *
add_size (FerryDiskReport *report,
          const char      *what)
{
  g_autofree char *size = NULL;

  if (!report->has_virtual_size)
    return g_strdup (what);

  size = ferry_format_disk (report->virtual_size);

  /* Translators: what a disk is, "Windows Server 2019" or "VHDX", and its size, "40 GiB" */
  return g_strdup_printf (C_("disk", "%s, %s"), what, size);
}

/* The name of a system is whatever the disk says. (nullable) */
static char *
dup_content (FerryDiskReport *report)
{
  const char *platform = ferry_disk_report_guess_platform (report);

  if (report->system != NULL && *report->system != '\0')
    return ferry_format_name (report->system);
  if (ferry_disk_report_is_encrypted (report) || report->fault == FERRY_DISK_FAULT_ENCRYPTED)
    return g_strdup (C_("disk", "Encrypted"));
  if (platform != NULL)
    return g_strdup (platform);
  if (report->file_system != NULL)
    return g_strdup (ferry_file_system_get_name (report->file_system));

  return NULL;
}

static char *
describe_content (FerryDiskReport *report)
{
  g_autofree char *what = dup_content (report);

  if (what == NULL)
    what = dup_format (report);

  return add_size (report, what);
}

/* What is in the first of its disks says most: it is the one to start from. */
static char *
describe_ova (FerryDiskReport *report)
{
  FerryDiskReport *first = report->disks->len > 0 ? g_ptr_array_index (report->disks, 0) : NULL;
  g_autofree char *content = first != NULL ? dup_content (first) : NULL;

  if (first == NULL)
    return g_strdup ("OVA");
  if (report->disks->len > 1 || content == NULL)
    /* Translators: an OVA is a file that holds a whole machine */
    return g_strdup_printf (ngettext ("OVA, %u disk", "OVA, %u disks", report->disks->len),
                            report->disks->len);

  /* Translators: an OVA, a file that holds a whole machine, and the machine’s system, "Linux" */
  return g_strdup_printf (_("OVA, %s"), content);
}

char *
ferry_disk_words_of_report (FerryDiskReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  switch (report->fault)
    {
    case FERRY_DISK_FAULT_NOT_A_DISK:
      return g_strdup (_("Not a disk"));
    case FERRY_DISK_FAULT_NOT_STREAM:
      return g_strdup (_("VMDK, not stream-optimized"));
    case FERRY_DISK_FAULT_PACKED:
      return describe_archive (report);
    case FERRY_DISK_FAULT_WITHOUT_DATA:
      return g_strdup (_("A description without its data"));
    case FERRY_DISK_FAULT_DIFFERENCING:
      return g_strdup (_("Only the changes to another disk"));
    case FERRY_DISK_FAULT_DIRTY:
      return g_strdup (_("Not closed properly"));
    case FERRY_DISK_FAULT_CUT:
    case FERRY_DISK_FAULT_DAMAGED:
      return g_strdup (_("Cut or damaged"));
    case FERRY_DISK_FAULT_CUSTOMER_KEY:
      return g_strdup (_("Encrypted with a key of your own"));
    case FERRY_DISK_FAULT_NONE:
    case FERRY_DISK_FAULT_FORMAT:
    case FERRY_DISK_FAULT_ENCRYPTED:
    case FERRY_DISK_FAULT_LIMIT:
    default:
      break;
    }

  if (report->format == FERRY_DISK_FORMAT_UNKNOWN)
    return g_strdup (_("Not a disk"));
  if (report->format == FERRY_DISK_FORMAT_OVA)
    return describe_ova (report);

  return describe_content (report);
}

/* (nullable) */
static const char *
guess_format (FerryObject *object,
              const char  *ending)
{
  static const char *const formats[] = { "VMDK", "VHD", "VHDX", "QCOW2", "VDI", "OVA" };
  static const char *const plain[] = { "raw", "img", "dd", "bin" };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (ending, formats[i]) == 0)
      return formats[i];
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (g_ascii_strcasecmp (ending, plain[i]) == 0)
      return C_("disk", "Disk");

  return NULL;
}

char *
ferry_disk_words_of_object (FerryObject *object)
{
  const char *name;
  const char *dot;
  const char *format;

  g_return_val_if_fail (FERRY_IS_OBJECT (object), NULL);

  if (ferry_object_is_folder (object))
    return NULL;

  name = ferry_object_get_name (object);
  dot = strrchr (name, '.');
  if (dot == NULL)
    return ferry_object_get_size (object) >= LARGE ? g_strdup (_("Disk, by its size")) : NULL;

  format = guess_format (object, dot + 1);

  /* Translators: %s is what the name’s ending says: "VMDK", "Disk" */
  return format != NULL ? g_strdup_printf (_("%s, by its name"), format) : NULL;
}
