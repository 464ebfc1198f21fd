/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "bucket/ferry-parts.h"

#include "bucket/ferry-part-name.h"
#include "bucket/ferry-parts-builder.h"
#include "bucket/ferry-parts-private.h"

#include <string.h>

/* Keys and ETags lie in blocks, not each by itself: of 100,000 parts a few MB. */
struct _FerryParts {
  gatomicrefcount  n_refs;
  GArray          *entries;
  GStringChunk    *texts;
  const char      *storage_class;  /* interned */
  char            *version;
  gboolean         are_known;
  char            *stem;
  guint64          total;
};

G_DEFINE_BOXED_TYPE (FerryParts, ferry_parts, ferry_parts_ref, ferry_parts_unref)

static FerryPartEntry *
get_entry (FerryParts *self,
           guint       part)
{
  return &g_array_index (self->entries, FerryPartEntry, part);
}

/* Each text ends with a NUL, so that no two lists of parts are the same bytes. */
static char *
make_version (FerryParts *self)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const FerryPartEntry *entry = get_entry (self, i);
      const char *etag = entry->etag ? entry->etag : "";
      char size[32];

      g_snprintf (size, sizeof size, "%" G_GUINT64_FORMAT, entry->size);
      g_checksum_update (checksum, (const guchar *) etag, strlen (etag) + 1);
      g_checksum_update (checksum, (const guchar *) size, strlen (size) + 1);
    }

  return g_strdup_printf ("\"%s-%u\"", g_checksum_get_string (checksum), self->entries->len);
}

static char *
make_stem (FerryParts *self)
{
  const char *key = get_entry (self, 0)->key;
  FerryPartName name;

  if (!ferry_part_name_parse (key, &name) || name.stem_length == 0)
    return g_strdup (key);

  for (guint i = 1; i < self->entries->len; i++)
    {
      if (strncmp (get_entry (self, i)->key, key, name.stem_length) != 0)
        return g_strdup (key);
    }

  return g_strndup (key, name.stem_length);
}

FerryParts *
ferry_parts_new_taking (GArray       *entries,
                        GStringChunk *texts,
                        const char   *storage_class,
                        const char   *version)
{
  FerryParts *self = g_new0 (FerryParts, 1);
  const FerryPartEntry *last = &g_array_index (entries, FerryPartEntry, entries->len - 1);

  g_atomic_ref_count_init (&self->n_refs);
  self->entries = entries;
  self->texts = texts;
  self->storage_class = storage_class ? storage_class : "STANDARD";
  self->total = last->offset + last->size;
  self->version = make_version (self);
  self->are_known = version == NULL || strcmp (version, self->version) == 0;
  if (!self->are_known)
    {
      g_free (self->version);
      self->version = g_strdup (version);
    }
  self->stem = make_stem (self);

  return self;
}

FerryParts *
ferry_parts_new (GPtrArray  *objects,
                 GError    **error)
{
  g_autoptr(FerryPartsBuilder) builder = ferry_parts_builder_new ();

  g_return_val_if_fail (objects != NULL, NULL);

  for (guint i = 0; i < objects->len; i++)
    {
      FerryObject *object = g_ptr_array_index (objects, i);

      if (!ferry_parts_builder_add (builder, i, ferry_object_get_key (object),
                                    ferry_object_get_size (object),
                                    ferry_object_get_etag (object),
                                    ferry_object_get_storage_class (object), error))
        return NULL;
    }

  return ferry_parts_builder_end (builder, NULL, error);
}

FerryParts *
ferry_parts_ref (FerryParts *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->n_refs);

  return self;
}

void
ferry_parts_unref (FerryParts *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;

  g_array_unref (self->entries);
  g_string_chunk_free (self->texts);
  g_free (self->version);
  g_free (self->stem);
  g_free (self);
}

guint
ferry_parts_get_n (FerryParts *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->entries->len;
}

const char *
ferry_parts_get_key (FerryParts *self,
                     guint       part)
{
  g_return_val_if_fail (self != NULL && part < self->entries->len, NULL);

  return get_entry (self, part)->key;
}

guint64
ferry_parts_get_size (FerryParts *self,
                      guint       part)
{
  g_return_val_if_fail (self != NULL && part < self->entries->len, 0);

  return get_entry (self, part)->size;
}

guint64
ferry_parts_get_offset (FerryParts *self,
                        guint       part)
{
  g_return_val_if_fail (self != NULL && part < self->entries->len, 0);

  return get_entry (self, part)->offset;
}

const char *
ferry_parts_get_etag (FerryParts *self,
                      guint       part)
{
  g_return_val_if_fail (self != NULL && part < self->entries->len, NULL);

  return get_entry (self, part)->etag;
}

guint64
ferry_parts_get_total (FerryParts *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->total;
}

/* The last part that begins at or before @offset: behind parts without bytes, which begin there. */
guint
ferry_parts_find (FerryParts *self,
                  guint64     offset)
{
  guint low = 0;
  guint high;

  g_return_val_if_fail (self != NULL, 0);

  high = self->entries->len;
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (get_entry (self, middle)->offset <= offset)
        low = middle;
      else
        high = middle;
    }

  return low;
}

const char *
ferry_parts_get_version (FerryParts *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->version;
}

gboolean
ferry_parts_are_known (FerryParts *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->are_known;
}

const char *
ferry_parts_get_stem (FerryParts *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->stem;
}

const char *
ferry_parts_get_storage_class (FerryParts *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->storage_class;
}

gboolean
ferry_parts_equal (FerryParts *self,
                   FerryParts *other)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (other != NULL, FALSE);

  if (self == other)
    return TRUE;
  if (self->entries->len != other->entries->len || strcmp (self->version, other->version) != 0)
    return FALSE;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const FerryPartEntry *a = get_entry (self, i);
      const FerryPartEntry *b = get_entry (other, i);

      if (a->size != b->size || strcmp (a->key, b->key) != 0)
        return FALSE;
    }

  return TRUE;
}

gboolean
ferry_parts_parse_key (const char  *key,
                       char       **stem,
                       guint64     *number)
{
  FerryPartName name;

  g_return_val_if_fail (key != NULL, FALSE);

  if (!ferry_part_name_parse (key, &name))
    return FALSE;

  if (stem)
    *stem = g_strndup (key, name.stem_length);
  if (number)
    *number = name.number;

  return TRUE;
}
