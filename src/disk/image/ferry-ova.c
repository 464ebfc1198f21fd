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

#include <string.h>

#define BLOCK   512
#define HEAD    (128 * 1024)
#define MAX_OVF (256 * 1024)  /* read anew in each run */

static gboolean
is_description (const FerryTarMember *member)
{
  g_autofree char *folded = g_ascii_strdown (member->name, -1);

  return g_str_has_suffix (folded, ".ovf");
}

static const char *
skip_here (const char *name)
{
  while (g_str_has_prefix (name, "./"))
    name += 2;

  return name;
}

static const FerryTarMember *
find_name (GPtrArray  *members,
           const char *name)
{
  for (guint i = 0; i < members->len; i++)
    {
      const FerryTarMember *member = g_ptr_array_index (members, i);

      if (g_str_equal (skip_here (member->name), skip_here (name)))
        return member;
    }

  return NULL;
}

/* @href: a URI, which many writers take for a name, counted from where the description is */
static const FerryTarMember *
find_member (GPtrArray  *members,
             const char *href)
{
  const FerryTarMember *description = g_ptr_array_index (members, 0);
  g_autofree char *unescaped = g_uri_unescape_string (href, NULL);
  const char *names[] = { href, unescaped };
  const char *slash = strrchr (description->name, '/');
  const FerryTarMember *member = NULL;

  for (guint i = 0; member == NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *folder = slash != NULL
        ? g_strndup (description->name, (gsize) (slash + 1 - description->name)) : NULL;
      g_autofree char *path = NULL;

      if (names[i] == NULL)
        continue;
      path = g_strconcat (folder != NULL ? folder : "", skip_here (names[i]), NULL);
      member = find_name (members, path);
      if (member == NULL)
        member = find_name (members, names[i]);
    }

  return member;
}

/* A name from an archive within a sentence of ours. (transfer full) */
static char *
dup_shown (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autoptr(GString) shown = g_string_new (NULL);

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      GUnicodeType type = g_unichar_type (character);

      /* no line feed and no mark of direction breaks the sentence */
      if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT)
        character = 0xFFFD;
      g_string_append_unichar (shown, character);
    }

  return g_string_free (g_steal_pointer (&shown), FALSE);
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
        ferry_disk_report_complain (report, member->size == 0 ? FERRY_DISK_FAULT_DAMAGED
                                                               : FERRY_DISK_FAULT_LIMIT,
                                    "The machine's description (OVF) has %" G_GUINT64_FORMAT
                                    " bytes; none that Ferry reads has so many or so few.",
                                    member->size);
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
  g_autofree char *name = dup_shown (disk->member);

  if (disk->problem != NULL)
    ferry_disk_report_complain (report, disk->fault, "Disk “%s”: %s", name, disk->problem);
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
  disk->member = g_utf8_make_valid (member->name, -1);
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
      g_autofree char *name = dup_shown (disk->href);

      if (member != NULL)
        look_at_disk (source, disk, member, report);
      else if (members->len >= FERRY_TAR_MAX_MEMBERS)
        ferry_disk_report_complain (report, FERRY_DISK_FAULT_LIMIT,
                                    "The archive has more members than a look may walk over, and "
                                    "“%s” is not among the first.", name);
      else if (!ferry_disk_source_is_waiting (source))
        ferry_disk_report_complain (report, FERRY_DISK_FAULT_CUT,
                                    "The archive lacks “%s”, which the machine's description (OVF) "
                                    "names: it is cut, or was packed without it.", name);
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

  members = ferry_tar_walk (source, is_description, report);
  first = members->len > 0 ? g_ptr_array_index (members, 0) : NULL;
  if (first == NULL || !is_description (first))
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
