/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-grouped-disk.h"

#include "plan/ferry-natural.h"

#include <string.h>

/* characters; EC2 takes 255 for a Name tag (EC2 User Guide, "Tag restrictions") */
#define LONGEST_NAME 120

/* Code in the first sector alone says nothing: Windows writes it on data disks too. */
static FerryBootRank
rank_report (FerryDiskReport *report)
{
  FerryDiskReport *boot_disk = ferry_disk_report_get_boot_disk (report);
  gboolean has_system = boot_disk->platform != NULL || boot_disk->system != NULL;

  if (ferry_disk_report_has_active_partition (report) || ferry_disk_report_boots_uefi (report))
    return has_system ? FERRY_BOOT_RANK_BOTH : FERRY_BOOT_RANK_STARTS;
  if (!has_system)
    return FERRY_BOOT_RANK_NONE;

  return ferry_disk_report_boots_bios (report) ? FERRY_BOOT_RANK_BOTH : FERRY_BOOT_RANK_SYSTEM;
}

static gboolean
is_differencing (FerryDisk *disk)
{
  return ferry_disk_get_report (disk)->fault == FERRY_DISK_FAULT_DIFFERENCING;
}

/* A disk that was cut has the name of its parts without their numbers. */
static FerryDiskName *
parse_name (FerryDisk *disk)
{
  FerryParts *parts = ferry_disk_get_parts (disk);
  const char *key = parts ? ferry_parts_get_stem (parts) : ferry_disk_get_key (disk);

  return ferry_disk_name_parse (key, is_differencing (disk));
}

FerryGroupedDisk *
ferry_grouped_disk_new (FerryDisk *disk)
{
  FerryGroupedDisk *self = g_new0 (FerryGroupedDisk, 1);
  FerryDiskReport *report = ferry_disk_get_report (disk);

  self->disk = g_object_ref (disk);
  self->name = parse_name (disk);
  self->rank = rank_report (report);
  self->is_dependent = is_differencing (disk) ||
                       (self->rank == FERRY_BOOT_RANK_NONE &&
                        ferry_disk_report_get_boot_disk (report)->scheme !=
                          FERRY_PARTITION_SCHEME_UNKNOWN);

  return self;
}

void
ferry_grouped_disk_free (FerryGroupedDisk *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->disk);
  ferry_disk_name_free (self->name);
  g_free (self);
}

int
ferry_grouped_disk_place (const FerryGroupedDisk *a,
                          const FerryGroupedDisk *b)
{
  int order = strcmp (ferry_disk_get_region (a->disk), ferry_disk_get_region (b->disk));

  if (order == 0)
    order = strcmp (ferry_disk_get_bucket (a->disk), ferry_disk_get_bucket (b->disk));
  if (order == 0)
    order = strcmp (a->name->folder, b->name->folder);

  return order;
}

int
ferry_grouped_disk_order (const FerryGroupedDisk *a,
                          const FerryGroupedDisk *b)
{
  int order = ferry_natural_compare (a->name->order, b->name->order);

  if (order == 0)
    order = strcmp (a->name->type, b->name->type);
  if (order == 0)
    order = ferry_natural_compare (ferry_disk_get_key (a->disk), ferry_disk_get_key (b->disk));

  return order;
}

gboolean
ferry_grouped_disk_is_same (const FerryGroupedDisk *a,
                            const FerryGroupedDisk *b)
{
  return (a->name->is_part || b->name->is_part) &&
         strcmp (a->name->order, b->name->order) == 0 &&
         strcmp (a->name->type, b->name->type) == 0;
}

gboolean
ferry_grouped_disk_follows (const FerryGroupedDisk *self,
                            const FerryGroupedDisk *first)
{
  if (self->rank == FERRY_BOOT_RANK_NONE)
    return TRUE;

  switch (self->name->role)
    {
    case FERRY_DISK_ROLE_DATA:
      return first->name->role != FERRY_DISK_ROLE_DATA;

    case FERRY_DISK_ROLE_BOOT:
      return first->name->role == FERRY_DISK_ROLE_BOOT &&
             first->name->weight != self->name->weight;

    case FERRY_DISK_ROLE_NUMBER:
      return self->rank < first->rank;

    case FERRY_DISK_ROLE_NONE:
    default:
      return FALSE;
    }
}

/* For an eye and for a tag: valid, in one line, not too long */
static char *
clean_name (const char *bytes)
{
  g_autofree char *valid = g_utf8_make_valid (bytes, -1);
  GString *name = g_string_new (NULL);
  guint length = 0;

  for (const char *p = valid; *p && length < LONGEST_NAME; p = g_utf8_next_char (p), length++)
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (name, g_unichar_iscntrl (c) ? ' ' : c);
    }
  g_strstrip (name->str);
  if (*name->str == '\0')
    g_string_assign (name, "disk");

  return g_string_free (name, FALSE);
}

char *
ferry_grouped_disk_dup_name (const FerryGroupedDisk *self,
                             gboolean                is_second,
                             gboolean                is_family)
{
  const FerryDiskName *name = self->name;
  g_autofree char *label = ferry_disk_name_dup_label (name);
  gboolean starts = self->rank != FERRY_BOOT_RANK_NONE;
  gsize index = ferry_disk_name_find_index (name->stem);
  g_autofree char *part = NULL;

  if (*name->stem == '\0' && label && is_second)
    {
      part = g_strdup_printf ("%s %s", label, name->base);
      return clean_name (part);
    }

  if (*name->stem == '\0')
    return clean_name (label && name->role != FERRY_DISK_ROLE_DATA ? label : name->base);
  if (is_second || (starts && name->role == FERRY_DISK_ROLE_DATA))
    return clean_name (name->base);
  /* "web-01" is the name of a host, "web_0" that of a disk */
  if (!is_family || index == 0 ||
      (g_ascii_isdigit (name->stem[index + 1]) && g_ascii_isdigit (name->stem[index + 2])))
    return clean_name (name->stem);

  part = g_strndup (name->stem, index);

  return clean_name (part);
}
