/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/volume/ferry-lvm.h"

#include "disk/image/ferry-image-bytes.h"
#include "disk/volume/ferry-lvm-config.h"

#include <string.h>

/* A label in one of the first four sectors leads to the header of the physical volume, this to the
 * metadata area, where a text about the whole group lies in a ring.
 */

#define SECTOR         512
#define LABEL_SECTORS  4
#define UUID_SIZE      32
#define MAX_AREAS      8
#define AREA_HEADER    512          /* the ring begins behind it */
#define AREA_AHEAD     (16 * 1024)
#define MAX_TEXT       (1024 * 1024)
#define MAX_VOLUMES    64
#define MAX_SEGMENTS   256

typedef struct {
  char    *uuid;      /* without hyphens */
  guint64  area;      /* bytes: the metadata */
  guint64  area_size;
} Physical;

void
ferry_logical_volume_free (FerryLogicalVolume *self)
{
  g_free (self->name);
  ferry_volume_free (self->volume);
  g_free (self);
}

/* Behind the UUID and the size come two lists of places, each with a zero at its end: data areas,
 * metadata areas.
 */
static gboolean
read_header (const guint8 *sector,
             gsize         place,
             Physical     *physical)
{
  gboolean is_metadata = FALSE;

  physical->uuid = g_strndup ((const char *) sector + place, UUID_SIZE);
  place += UUID_SIZE + 8;
  for (guint i = 0; i < MAX_AREAS && place + 16 <= SECTOR; i++, place += 16)
    {
      physical->area = ferry_image_le64 (sector + place);
      physical->area_size = ferry_image_le64 (sector + place + 8);
      if (physical->area != 0 && is_metadata)
        return TRUE;
      if (physical->area == 0 && is_metadata)
        return FALSE;
      is_metadata |= physical->area == 0;
    }

  return FALSE;
}

static gboolean
find_header (FerryVolume *volume,
             Physical    *physical)
{
  const guint8 *head = ferry_volume_read (volume, 0, LABEL_SECTORS * SECTOR, AREA_AHEAD);

  for (guint i = 0; head != NULL && i < LABEL_SECTORS; i++)
    {
      const guint8 *label = head + i * SECTOR;
      gsize offset = ferry_image_le32 (label + 20);

      if (memcmp (label, "LABELONE", 8) == 0 && memcmp (label + 24, "LVM2 001", 8) == 0 &&
          offset >= 32 && offset <= SECTOR - UUID_SIZE - 8)
        return read_header (label, offset, physical);
    }

  return FALSE;
}

/* The text at @offset of the area; what does not fit before the area's end goes on behind its
 * header.
 */
static const guint8 *
read_ring (FerryVolume    *volume,
           const Physical *physical,
           guint64         offset,
           gsize           size)
{
  gsize first = (gsize) MIN (size, physical->area_size - offset);
  const guint8 *begin = ferry_volume_read (volume, physical->area + offset, first, first);
  const guint8 *rest = NULL;
  guint8 *room;

  if (first < size)
    rest = ferry_volume_read (volume, physical->area + AREA_HEADER, size - first, size - first);
  else
    return begin;
  if (begin == NULL || rest == NULL)
    return NULL;

  room = ferry_volume_make (volume, size);
  if (room != NULL)
    {
      memcpy (room, begin, first);
      memcpy (room + first, rest, size - first);
    }

  return room;
}

/* Returns: (nullable) */
static FerryLvmConfig *
read_group (FerryVolume    *volume,
            const Physical *physical)
{
  const guint8 *header = physical->area > G_MAXINT64 / 2 || physical->area_size > G_MAXINT64 / 2
                           ? NULL
                           : ferry_volume_read (volume, physical->area, AREA_HEADER, AREA_AHEAD);
  const guint8 *text;
  guint64 offset;
  guint64 size;

  if (header == NULL || memcmp (header + 4, " LVM2 x[5A%r0N*>", 16) != 0)
    return NULL;

  offset = ferry_image_le64 (header + 40);
  size = ferry_image_le64 (header + 48);
  if (offset < AREA_HEADER || offset >= physical->area_size || size == 0 || size > MAX_TEXT ||
      size > physical->area_size - AREA_HEADER)
    return NULL;

  text = read_ring (volume, physical, offset, (gsize) size);

  return text != NULL ? ferry_lvm_config_parse ((const char *) text, (gsize) size) : NULL;
}

/* Returns: (nullable): as whom the group knows the physical volume */
static const FerryLvmConfig *
find_physical (const FerryLvmConfig *group,
               const Physical       *physical)
{
  const FerryLvmConfig *all = ferry_lvm_config_find (group, "physical_volumes");

  for (guint i = 0; all != NULL && all->sections != NULL && i < all->sections->len; i++)
    {
      const FerryLvmConfig *node = g_ptr_array_index (all->sections, i);
      const char *id = ferry_lvm_config_get_string (node, "id", 0);
      g_auto(GStrv) parts = g_strsplit (id != NULL ? id : "", "-", -1);
      g_autofree char *uuid = g_strjoinv (NULL, parts);

      if (g_str_equal (uuid, physical->uuid))
        return node;
    }

  return NULL;
}

/* Returns: FALSE when the segment is not a plain stretch of @self */
static gboolean
add_segment (FerryVolume          *volume,
             FerryVolume          *parent,
             const FerryLvmConfig *segment,
             const FerryLvmConfig *self,
             guint64               extent_size)
{
  const char *type = ferry_lvm_config_get_string (segment, "type", 0);
  const char *where = ferry_lvm_config_get_string (segment, "stripes", 0);
  guint64 n_stripes;
  guint64 first;
  guint64 count;
  guint64 start;
  guint64 place;

  if (!ferry_lvm_config_get_number (segment, "stripe_count", 0, &n_stripes) ||
      !ferry_lvm_config_get_number (segment, "start_extent", 0, &first) ||
      !ferry_lvm_config_get_number (segment, "extent_count", 0, &count) ||
      !ferry_lvm_config_get_number (segment, "stripes", 1, &start) ||
      !ferry_lvm_config_get_number (self, "pe_start", 0, &place) ||
      g_strcmp0 (type, "striped") != 0 || n_stripes != 1 || g_strcmp0 (where, self->name) != 0)
    return FALSE;

  return place <= G_MAXINT64 / SECTOR / 2 && count > 0 && count <= G_MAXINT64 / extent_size &&
         start <= G_MAXINT64 / extent_size / 2 &&
         first == ferry_volume_get_size (volume) / extent_size &&
         ferry_volume_append (volume, parent, place * SECTOR + start * extent_size,
                              count * extent_size);
}

/* Returns: (nullable) */
static FerryVolume *
build_volume (FerryVolume          *parent,
              const FerryLvmConfig *logical,
              const FerryLvmConfig *self,
              guint64               extent_size)
{
  g_autoptr(FerryVolume) volume = ferry_volume_new_empty (parent);
  const FerryLvmConfig *status = ferry_lvm_config_find (logical, "status");
  guint64 count;

  /* the parts of pools are plain stretches too, but not VISIBLE */
  if (status == NULL || status->values == NULL ||
      !g_ptr_array_find_with_equal_func (status->values, "VISIBLE", g_str_equal, NULL) ||
      !ferry_lvm_config_get_number (logical, "segment_count", 0, &count) ||
      count == 0 || count > MAX_SEGMENTS)
    return NULL;

  for (guint64 i = 1; i <= count; i++)
    {
      g_autofree char *name = g_strdup_printf ("segment%" G_GUINT64_FORMAT, i);
      const FerryLvmConfig *segment = ferry_lvm_config_find (logical, name);

      if (segment == NULL || !add_segment (volume, parent, segment, self, extent_size))
        return NULL;
    }

  return g_steal_pointer (&volume);
}

static void
add_volumes (FerryVolume          *parent,
             const FerryLvmConfig *group,
             const FerryLvmConfig *self,
             GPtrArray            *volumes)
{
  const FerryLvmConfig *all = ferry_lvm_config_find (group, "logical_volumes");
  guint64 extent_size;

  if (!ferry_lvm_config_get_number (group, "extent_size", 0, &extent_size) ||
      extent_size == 0 || extent_size > G_MAXUINT32)
    return;

  for (guint i = 0; all != NULL && all->sections != NULL && i < all->sections->len; i++)
    {
      const FerryLvmConfig *node = g_ptr_array_index (all->sections, i);
      FerryVolume *volume = build_volume (parent, node, self, extent_size * SECTOR);
      g_autofree char *name = g_strdup_printf ("%s/%s", group->name, node->name);
      FerryLogicalVolume *logical;

      if (volume == NULL)
        continue;

      logical = g_new0 (FerryLogicalVolume, 1);
      logical->name = g_utf8_make_valid (name, -1);
      logical->volume = volume;
      g_ptr_array_add (volumes, logical);
      if (volumes->len == MAX_VOLUMES)
        return;
    }
}

GPtrArray *
ferry_lvm_read (FerryVolume *physical)
{
  GPtrArray *volumes = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_logical_volume_free);
  g_autoptr(FerryLvmConfig) text = NULL;
  Physical header = { NULL, 0, 0 };

  if (find_header (physical, &header))
    text = read_group (physical, &header);
  /* the group is a section with its name, what describes the text itself follows it */
  if (text != NULL && text->sections != NULL && text->sections->len > 0)
    {
      const FerryLvmConfig *group = g_ptr_array_index (text->sections, 0);
      const FerryLvmConfig *self = find_physical (group, &header);

      if (self != NULL)
        add_volumes (physical, group, self, volumes);
    }
  g_free (header.uuid);

  return volumes;
}
