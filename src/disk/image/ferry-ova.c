/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/image/ferry-ova.h"

#include "disk/ferry-disk-content.h"
#include "disk/image/ferry-image.h"
#include "disk/image/ferry-ovf.h"
#include "disk/image/ferry-tar.h"

#define BLOCK   512
#define HEAD    (128 * 1024)
#define MAX_OVF (1024 * 1024)

static gboolean
has_suffix (const char *name,
            const char *suffix)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);

  return g_str_has_suffix (folded, suffix);
}

static const FerryTarMember *
find_member (GPtrArray  *members,
             const char *name)
{
  for (guint i = 0; i < members->len; i++)
    {
      const FerryTarMember *member = g_ptr_array_index (members, i);

      if (g_str_equal (member->name, name))
        return member;
    }

  return NULL;
}

/* Returns: (transfer full) (nullable): the description, where it is known and sound */
static FerryOvf *
read_ovf (FerryDiskSource      *source,
          const FerryTarMember *member,
          FerryDiskReport      *report)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  const guint8 *text = NULL;
  FerryOvf *ovf;

  if (member->size > 0 && member->size <= MAX_OVF)
    text = ferry_disk_source_read (source, member->offset, member->size, member->size + BLOCK);
  if (text == NULL)
    {
      if (member->size > 0 && member->size <= MAX_OVF)
        ferry_disk_source_explain (source, "description (OVF)", report);
      else
        ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                    "The machine's description (OVF) has %" G_GUINT64_FORMAT
                                    " bytes, which is none.", member->size);
      return NULL;
    }

  bytes = g_bytes_new_static (text, member->size);
  ovf = ferry_ovf_parse (bytes, &error);
  if (ovf == NULL)
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                "The machine's description (OVF), at byte %" G_GUINT64_FORMAT
                                ", cannot be read: %s.", member->offset, error->message);

  return ovf;
}

/* What is wrong with a disk is wrong with the machine. */
static void
take_problem (FerryDiskReport *disk,
              FerryDiskReport *report)
{
  if (disk->problem != NULL)
    ferry_disk_report_complain (report, disk->fault, "Disk “%s”: %s", disk->member, disk->problem);
}

static void
look_at_disk (FerryDiskSource      *source,
              const FerryOvfDisk   *described,
              const FerryTarMember *member,
              FerryDiskReport      *report)
{
  FerryDiskSource *window = ferry_disk_source_get_window (source, member->offset, member->size);
  FerryDiskReport *disk = ferry_disk_report_new ();
  g_autoptr(FerryVirtualDisk) image = NULL;

  g_ptr_array_add (report->disks, disk);
  disk->member = g_strdup (member->name);
  disk->file_size = member->size;
  if (described->is_chunked || described->is_packed)
    {
      ferry_disk_report_set_format (disk, FERRY_DISK_FORMAT_OTHER, "Packed disk");
      ferry_disk_report_complain (disk, FERRY_DISK_FAULT_PACKED,
                                  described->is_chunked
                                  ? "It is cut into several files, which VM Import does not take. "
                                    "Export the machine again with one file for each disk."
                                  : "It is compressed once more, which VM Import does not take. "
                                    "Export the machine again without compression.");
    }
  else
    {
      image = ferry_image_open (window, disk);
      if (image != NULL)
        ferry_disk_content_look (image, disk);
    }
  take_problem (disk, report);
}

static void
look_at_disks (FerryDiskSource *source,
               FerryOvf        *ovf,
               GPtrArray       *members,
               FerryDiskReport *report)
{
  for (guint i = 0; i < ovf->disks->len; i++)
    {
      const FerryOvfDisk *disk = g_ptr_array_index (ovf->disks, i);
      const FerryTarMember *member = find_member (members, disk->href);

      if (member != NULL)
        look_at_disk (source, disk, member, report);
      else if (!ferry_disk_source_is_waiting (source))
        ferry_disk_report_complain (report, FERRY_DISK_FAULT_CUT,
                                    "The archive lacks “%s”, which the machine's description (OVF) "
                                    "names: it is cut, or was packed without it.", disk->href);
    }

  if (ovf->disks->len == 0)
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_WITHOUT_DATA,
                                "The machine's description (OVF) names no disk.");
}

/* The machine's size is that of the disk it starts from. */
static void
take_sizes (FerryDiskReport *report)
{
  FerryDiskReport *boot = ferry_disk_report_get_boot_disk (report);

  if (boot == report)
    return;

  report->has_virtual_size = boot->has_virtual_size;
  report->virtual_size = boot->virtual_size;
}

gboolean
ferry_ova_look (FerryDiskSource *source,
                FerryDiskReport *report)
{
  guint64 end = ferry_disk_source_get_end (source);
  const guint8 *head = end < BLOCK ? NULL : ferry_disk_source_read (source, 0, BLOCK,
                                                                    (gsize) MIN (end, HEAD));
  g_autoptr(GPtrArray) members = NULL;
  g_autoptr(FerryOvf) ovf = NULL;
  const FerryTarMember *first;

  if (head == NULL || !ferry_tar_is_tar (head, BLOCK))
    return FALSE;

  members = ferry_tar_walk (source, report);
  first = members->len > 0 ? g_ptr_array_index (members, 0) : NULL;
  if (first == NULL || !has_suffix (first->name, ".ovf"))
    {
      ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_OTHER, "tar archive");
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_PACKED,
                                  "The image is packed. Unpack it and copy the disk itself to the "
                                  "bucket.");
      return TRUE;
    }

  ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_OVA, "OVA");
  ovf = read_ovf (source, first, report);
  if (ovf == NULL)
    return TRUE;

  report->n_processors = ovf->n_processors;
  report->memory = ovf->memory;
  look_at_disks (source, ovf, members, report);
  take_sizes (report);

  return TRUE;
}
