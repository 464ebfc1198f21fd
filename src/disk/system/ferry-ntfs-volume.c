/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/system/ferry-ntfs-volume.h"

#include "disk/image/ferry-image-bytes.h"
#include "disk/system/ferry-pages.h"

#include <string.h>

#define SECTOR          512  /* of the fix-ups, whatever the disk's is */
#define MIN_RECORD      512
#define MAX_RECORD      (64 * 1024)
#define MAX_CLUSTER     (2 * 1024 * 1024)
#define MAX_RUNS        8192
#define MAX_LIST        (64 * 1024)
#define MAX_EXTENSIONS  64
#define MAX_READ        (1024 * 1024)
#define REFERENCE_MASK  G_GUINT64_CONSTANT (0xFFFFFFFFFFFF)

#define ATTRIBUTE_LIST  0x20
#define ATTRIBUTE_END   0xFFFFFFFF
#define RESIDENT_HEADER 24
#define RUNS_HEADER     64
#define LIST_ENTRY      26
#define FLAG_IN_USE     1
#define FLAG_COMPRESSED 0x0001
#define FLAG_ENCRYPTED  0x4000

typedef struct {
  guint64  offset;  /* bytes within the stream */
  guint64  size;    /* bytes */
  guint64  place;   /* bytes within the volume */
  gboolean sparse;
} Run;

struct _FerryNtfsStream {
  FerryNtfsVolume *volume;
  const guint8    *value;     /* (nullable): of a resident one; else there are runs */
  GArray          *runs;      /* (element-type Run) */
  guint64          allocated; /* bytes of all runs */
  guint64          size;
  guint64          written;   /* what lies behind reads as zeros */
};

struct _FerryNtfsVolume {
  FerryVolume     *volume;
  FerryNtfsStream *mft;
  guint            cluster_size;
  guint            record_size;
  guint64          mft_place;  /* bytes within the volume */
};

/* An attribute within its record */
typedef struct {
  guint32       type;
  const guint8 *bytes;
  gsize         length;
} Attribute;

static FerryNtfsStream *
new_stream (FerryNtfsVolume *volume)
{
  FerryNtfsStream *self = g_new0 (FerryNtfsStream, 1);

  self->volume = volume;
  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));

  return self;
}

void
ferry_ntfs_stream_free (FerryNtfsStream *self)
{
  g_array_unref (self->runs);
  g_free (self);
}

guint64
ferry_ntfs_stream_get_size (FerryNtfsStream *self)
{
  return self->size;
}

guint8 *
ferry_ntfs_volume_fix_up (FerryNtfsVolume *self,
                          const guint8    *bytes,
                          gsize            size)
{
  gsize place = ferry_image_le16 (bytes + 4);
  gsize count = ferry_image_le16 (bytes + 6);
  guint8 *copy;

  if (size % SECTOR != 0 || count != size / SECTOR + 1 || place > SECTOR - 2 ||
      place + count * 2 > size)
    return NULL;

  copy = ferry_volume_make (self->volume, size);
  if (copy == NULL)
    return NULL;

  memcpy (copy, bytes, size);
  for (gsize i = 1; i < count; i++)
    {
      guint8 *end = copy + i * SECTOR - 2;

      if (memcmp (end, bytes + place, 2) != 0)
        return NULL;
      memcpy (end, bytes + place + i * 2, 2);
    }

  return copy;
}

static const guint8 *
read_record (FerryNtfsVolume *self,
             guint64          reference)
{
  guint64 number = reference & REFERENCE_MASK;
  guint sequence = (guint) (reference >> 48);
  const guint8 *bytes;

  /* the table's own first record tells where the others are */
  if (number == 0)
    bytes = ferry_pages_read (self->volume, self->mft_place, self->record_size);
  else if (number >= self->mft->size / self->record_size)
    return NULL;
  else
    bytes = ferry_ntfs_stream_read (self->mft, number * self->record_size, self->record_size);

  if (bytes == NULL || memcmp (bytes, "FILE", 4) != 0)
    return NULL;

  bytes = ferry_ntfs_volume_fix_up (self, bytes, self->record_size);
  if (bytes == NULL || (ferry_image_le16 (bytes + 22) & FLAG_IN_USE) == 0 ||
      (sequence != 0 && ferry_image_le16 (bytes + 16) != sequence))
    return NULL;

  return bytes;
}

/* @attribute: of no bytes before the first. Returns: FALSE behind the last */
static gboolean
next_attribute (FerryNtfsVolume *self,
                const guint8    *record,
                Attribute       *attribute)
{
  gsize place = attribute->bytes == NULL ? ferry_image_le16 (record + 20)
                                         : (gsize) (attribute->bytes - record) + attribute->length;

  if (place > self->record_size || self->record_size - place < RESIDENT_HEADER)
    return FALSE;

  attribute->bytes = record + place;
  attribute->type = ferry_image_le32 (attribute->bytes);
  attribute->length = ferry_image_le32 (attribute->bytes + 4);

  return attribute->type != ATTRIBUTE_END && attribute->length >= RESIDENT_HEADER &&
         attribute->length % 8 == 0 && attribute->length <= self->record_size - place;
}

/* @units: UTF-16LE */
static gboolean
is_name (const guint8 *units,
         gsize         n_units,
         const char   *name)
{
  if (n_units != strlen (name))
    return FALSE;

  for (gsize i = 0; i < n_units; i++)
    if (ferry_image_le16 (units + i * 2) != (guint8) name[i])
      return FALSE;

  return TRUE;
}

static gboolean
has_name (const Attribute *attribute,
          const char      *name)
{
  gsize n_units = attribute->bytes[9];
  gsize place = ferry_image_le16 (attribute->bytes + 10);

  return place <= attribute->length && n_units * 2 <= attribute->length - place &&
         is_name (attribute->bytes + place, n_units, name);
}

static gboolean
is_resident (const Attribute *attribute)
{
  return attribute->bytes[8] == 0;
}

static guint64
get_first_cluster (const Attribute *attribute)
{
  return ferry_image_le64 (attribute->bytes + 16);
}

static gboolean
find_attribute (FerryNtfsVolume *self,
                const guint8    *record,
                guint32          type,
                const char      *name,
                guint64          first_cluster,
                Attribute       *attribute)
{
  attribute->bytes = NULL;
  while (next_attribute (self, record, attribute))
    if (attribute->type == type && has_name (attribute, name) &&
        (is_resident (attribute) ? first_cluster == 0
                                 : get_first_cluster (attribute) == first_cluster))
      return TRUE;

  return FALSE;
}

/* A number of 0 to 8 bytes; the last one's sign goes on. */
static gint64
read_signed (const guint8 *bytes,
             guint         n_bytes)
{
  guint64 number = n_bytes > 0 && (bytes[n_bytes - 1] & 0x80) != 0 ? G_MAXUINT64 : 0;

  for (guint i = n_bytes; i > 0; i--)
    number = number << 8 | bytes[i - 1];

  return (gint64) number;
}

/* Returns: whether the run is one that the volume can have */
static gboolean
add_run (FerryNtfsStream *self,
         gint64           n_clusters,
         gint64           cluster,
         gboolean         sparse)
{
  guint cluster_size = self->volume->cluster_size;
  guint64 all = ferry_volume_get_size (self->volume->volume) / cluster_size;
  Run run = { .offset = self->allocated, .sparse = sparse };

  if (n_clusters <= 0 || n_clusters > G_MAXINT64 / MAX_CLUSTER || self->runs->len >= MAX_RUNS)
    return FALSE;
  if (!sparse && (cluster < 0 || (guint64) cluster >= all ||
                  (guint64) n_clusters > all - (guint64) cluster))
    return FALSE;

  run.size = (guint64) n_clusters * cluster_size;
  run.place = sparse ? 0 : (guint64) cluster * cluster_size;
  if (run.size > G_MAXINT64 - self->allocated)
    return FALSE;

  self->allocated += run.size;
  g_array_append_val (self->runs, run);

  return TRUE;
}

static gboolean
add_runs (FerryNtfsStream *self,
          const Attribute *attribute)
{
  gsize place = ferry_image_le16 (attribute->bytes + 32);
  gint64 cluster = 0;

  while (place < attribute->length && attribute->bytes[place] != 0)
    {
      guint n_length = attribute->bytes[place] & 0xF;
      guint n_offset = attribute->bytes[place] >> 4;
      const guint8 *bytes = attribute->bytes + place + 1;
      gint64 step;

      place += 1 + n_length + n_offset;
      if (n_length == 0 || n_length > 8 || n_offset > 8 || place > attribute->length)
        return FALSE;

      step = read_signed (bytes + n_length, n_offset);
      if (step > 0 ? cluster > G_MAXINT64 - step : cluster < G_MININT64 - step)
        return FALSE;

      cluster += step;
      if (!add_run (self, read_signed (bytes, n_length), cluster, n_offset == 0))
        return FALSE;
    }

  return TRUE;
}

/* The first piece of an attribute, which says its size, or one that goes on from another record */
static gboolean
add_attribute (FerryNtfsStream *self,
               const Attribute *attribute)
{
  const guint8 *bytes = attribute->bytes;
  guint64 first_cluster;

  if (is_resident (attribute))
    {
      gsize place = ferry_image_le16 (bytes + 20);

      self->size = ferry_image_le32 (bytes + 16);
      self->written = self->size;
      self->value = bytes + MIN (place, attribute->length);

      return place <= attribute->length && self->size <= attribute->length - place;
    }

  if (attribute->length < RUNS_HEADER ||
      (ferry_image_le16 (bytes + 12) & (FLAG_COMPRESSED | FLAG_ENCRYPTED)) != 0)
    return FALSE;

  first_cluster = get_first_cluster (attribute);
  if (first_cluster != self->allocated / self->volume->cluster_size)
    return FALSE;
  if (first_cluster == 0)
    {
      self->size = ferry_image_le64 (bytes + 48);
      self->written = ferry_image_le64 (bytes + 56);
    }

  return add_runs (self, attribute);
}

/* Adds what the attribute list says to be in other records. @list: of @record
 * Returns: whether all of it was there
 */
static gboolean
add_extensions (FerryNtfsStream *self,
                const guint8    *list,
                gsize            length,
                guint32          type,
                const char      *name)
{
  guint n_extensions = 0;

  for (gsize place = 0; length - place >= LIST_ENTRY; )
    {
      const guint8 *entry = list + place;
      gsize size = ferry_image_le16 (entry + 4);
      guint64 first_cluster = ferry_image_le64 (entry + 8);
      const guint8 *record;
      Attribute attribute;

      if (size < LIST_ENTRY || size > length - place)
        return FALSE;

      place += size;
      if (ferry_image_le32 (entry) != type ||
          entry[7] + (gsize) entry[6] * 2 > size || !is_name (entry + entry[7], entry[6], name) ||
          (self->runs->len > 0 && first_cluster < self->allocated / self->volume->cluster_size))
        continue;

      record = n_extensions++ < MAX_EXTENSIONS
                 ? read_record (self->volume, ferry_image_le64 (entry + 16)) : NULL;
      if (record == NULL ||
          !find_attribute (self->volume, record, type, name, first_cluster, &attribute) ||
          !add_attribute (self, &attribute))
        return FALSE;
    }

  return self->value != NULL || self->runs->len > 0;
}

/* Returns: FALSE where the attribute cannot be read; @self may have a part of it then */
static gboolean
collect (FerryNtfsStream *self,
         guint64          reference,
         guint32          type,
         const char      *name)
{
  FerryNtfsVolume *volume = self->volume;
  const guint8 *record = read_record (volume, reference);
  g_autoptr(FerryNtfsStream) list = NULL;
  Attribute attribute;
  gboolean found;
  const guint8 *bytes;

  if (record == NULL)
    return FALSE;

  found = find_attribute (volume, record, type, name, 0, &attribute);
  if (found && !add_attribute (self, &attribute))
    return FALSE;
  if (self->value != NULL || !find_attribute (volume, record, ATTRIBUTE_LIST, "", 0, &attribute))
    return found;

  list = new_stream (volume);
  if (!add_attribute (list, &attribute) || list->size == 0 || list->size > MAX_LIST)
    return FALSE;

  bytes = ferry_ntfs_stream_read (list, 0, (gsize) list->size);

  return bytes != NULL && add_extensions (self, bytes, (gsize) list->size, type, name);
}

FerryNtfsStream *
ferry_ntfs_stream_new (FerryNtfsVolume *volume,
                       guint64          reference,
                       guint32          type,
                       const char      *name)
{
  g_autoptr(FerryNtfsStream) self = new_stream (volume);

  return collect (self, reference, type, name) ? g_steal_pointer (&self) : NULL;
}

/* Returns: (nullable): the run that holds the byte */
static const Run *
find_run (FerryNtfsStream *self,
          guint64          offset)
{
  guint low = 0;
  guint high = self->runs->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Run *run = &g_array_index (self->runs, Run, middle);

      if (offset < run->offset)
        high = middle;
      else if (offset - run->offset < run->size)
        return run;
      else
        low = middle + 1;
    }

  return NULL;
}

/* Zeros are what @room has already. Returns: FALSE where bytes are missing */
static gboolean
read_pieces (FerryNtfsStream *self,
             guint64          offset,
             gsize            length,
             guint8          *room)
{
  while (length > 0 && offset < self->written)
    {
      const Run *run = find_run (self, offset);
      const guint8 *bytes;
      guint64 skip;
      gsize size;

      if (run == NULL)
        return FALSE;

      skip = offset - run->offset;
      size = (gsize) MIN (MIN (length, run->size - skip), self->written - offset);
      if (!run->sparse)
        {
          bytes = ferry_pages_read (self->volume->volume, run->place + skip, size);
          if (bytes == NULL)
            return FALSE;

          memcpy (room, bytes, size);
        }
      offset += size;
      room += size;
      length -= size;
    }

  return TRUE;
}

const guint8 *
ferry_ntfs_stream_read (FerryNtfsStream *self,
                        guint64          offset,
                        gsize            length)
{
  const Run *run;
  guint8 *room;

  if (length > MAX_READ || offset > self->size || length > self->size - offset)
    return NULL;
  if (self->value != NULL)
    return self->value + offset;

  run = find_run (self, offset);
  if (run != NULL && !run->sparse && length <= run->size - (offset - run->offset) &&
      offset <= self->written && length <= self->written - offset)
    return ferry_pages_read (self->volume->volume, run->place + (offset - run->offset), length);

  room = ferry_volume_make (self->volume->volume, length);

  return room != NULL && read_pieces (self, offset, length, room) ? room : NULL;
}

static gboolean
is_power_of_two (guint64 number)
{
  return number != 0 && (number & (number - 1)) == 0;
}

/* A small number counts clusters, a negative one is the exponent of the size in bytes. */
static guint
read_record_size (guint8 byte,
                  guint  cluster_size)
{
  guint64 size = byte < 0x80 ? (guint64) byte * cluster_size
                             : G_GUINT64_CONSTANT (1) << MIN (256 - byte, 32);

  return size >= MIN_RECORD && size <= MAX_RECORD && is_power_of_two (size) ? (guint) size : 0;
}

static gboolean
read_boot_sector (FerryNtfsVolume *self)
{
  const guint8 *bytes = ferry_pages_read (self->volume, 0, SECTOR);
  guint64 sector_size;
  guint64 n_sectors;

  if (bytes == NULL || memcmp (bytes + 3, "NTFS    ", 8) != 0)
    return FALSE;

  sector_size = ferry_image_le16 (bytes + 11);
  /* clusters of more than 128 sectors are an exponent, too */
  n_sectors = bytes[13] <= 0x80 ? bytes[13] : G_GUINT64_CONSTANT (1) << MIN (256 - bytes[13], 32);
  if (sector_size < SECTOR || !is_power_of_two (sector_size) || !is_power_of_two (n_sectors) ||
      n_sectors > MAX_CLUSTER / sector_size)
    return FALSE;

  self->cluster_size = (guint) (sector_size * n_sectors);
  self->record_size = read_record_size (bytes[64], self->cluster_size);

  return self->record_size > 0 &&
         g_uint64_checked_mul (&self->mft_place, ferry_image_le64 (bytes + 48), self->cluster_size);
}

FerryNtfsVolume *
ferry_ntfs_volume_new (FerryVolume *volume)
{
  g_autoptr(FerryNtfsVolume) self = g_new0 (FerryNtfsVolume, 1);

  self->volume = volume;
  self->mft = new_stream (self);
  if (!read_boot_sector (self))
    return NULL;

  /* what is known of a table whose end cannot be found is still of use */
  if (!collect (self->mft, 0, FERRY_NTFS_DATA, "") &&
      (ferry_volume_must_wait (volume) || self->mft->runs->len == 0))
    return NULL;

  return g_steal_pointer (&self);
}

void
ferry_ntfs_volume_free (FerryNtfsVolume *self)
{
  ferry_ntfs_stream_free (self->mft);
  g_free (self);
}

guint
ferry_ntfs_volume_get_cluster_size (FerryNtfsVolume *self)
{
  return self->cluster_size;
}
