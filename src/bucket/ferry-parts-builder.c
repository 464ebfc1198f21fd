/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "bucket/ferry-parts-builder.h"

#include "bucket/ferry-parts-private.h"

#include <string.h>

/* Of all keys and ETags together: what a file or a reply says may not take all memory. */
#define MOST_TEXT (128 * 1024 * 1024)
#define CHUNK_SIZE (16 * 1024)

struct _FerryPartsBuilder {
  GArray       *entries;
  GStringChunk *texts;
  gsize         n_texts;       /* bytes */
  const char   *storage_class; /* interned */
};

FerryPartsBuilder *
ferry_parts_builder_new (void)
{
  FerryPartsBuilder *self = g_new0 (FerryPartsBuilder, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (FerryPartEntry));
  self->texts = g_string_chunk_new (CHUNK_SIZE);

  return self;
}

void
ferry_parts_builder_free (FerryPartsBuilder *self)
{
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_free (self);
}

static const char *
keep_text (FerryPartsBuilder *self,
           const char        *text)
{
  self->n_texts += strlen (text) + 1;

  return g_string_chunk_insert (self->texts, text);
}

/* One part that cannot be read is enough for the disk. */
static void
keep_storage_class (FerryPartsBuilder *self,
                    const char        *storage_class)
{
  if (self->storage_class == NULL || ferry_object_class_is_archive (storage_class))
    self->storage_class = g_intern_string (storage_class);
}

gboolean
ferry_parts_builder_add (FerryPartsBuilder  *self,
                         guint64             number,
                         const char         *key,
                         guint64             size,
                         const char         *etag,
                         const char         *storage_class,
                         GError            **error)
{
  FerryPartEntry entry = { .number = number, .size = size };

  g_return_val_if_fail (key != NULL, FALSE);

  if (self->entries->len == FERRY_PARTS_MOST || self->n_texts > MOST_TEXT)
    {
      g_propagate_error (error, ferry_parts_error_new (FERRY_PARTS_ERROR_TOO_MANY,
                                                       self->entries->len, key, NULL));
      return FALSE;
    }

  entry.key = keep_text (self, key);
  entry.etag = etag ? keep_text (self, etag) : NULL;
  g_array_append_val (self->entries, entry);
  if (storage_class)
    keep_storage_class (self, storage_class);

  return TRUE;
}

FerryParts *
ferry_parts_builder_end (FerryPartsBuilder  *self,
                         const char         *version,
                         GError            **error)
{
  guint64 offset = 0;

  if (self->entries->len == 0)
    {
      g_propagate_error (error, ferry_parts_error_new (FERRY_PARTS_ERROR_NONE, 0, NULL, NULL));
      return NULL;
    }

  for (guint i = 0; i < self->entries->len; i++)
    {
      FerryPartEntry *entry = &g_array_index (self->entries, FerryPartEntry, i);

      if (entry->size > G_MAXINT64 - offset)
        {
          g_propagate_error (error, ferry_parts_error_new (FERRY_PARTS_ERROR_TOO_MANY,
                                                           self->entries->len, entry->key, NULL));
          return NULL;
        }
      entry->offset = offset;
      offset += entry->size;
    }

  return ferry_parts_new_taking (g_steal_pointer (&self->entries),
                                 g_steal_pointer (&self->texts),
                                 self->storage_class, version);
}

static int
compare_by_number (gconstpointer a,
                   gconstpointer b)
{
  const FerryPartEntry *entry_a = a;
  const FerryPartEntry *entry_b = b;

  if (entry_a->number != entry_b->number)
    return entry_a->number < entry_b->number ? -1 : 1;

  return strcmp (entry_a->key, entry_b->key);
}

/* @before: (nullable): in front of the first */
static GError *
judge (const FerryPartEntry *entry,
       const FerryPartEntry *before,
       const FerryPartEntry *first,
       gboolean              is_last)
{
  if (before == NULL && entry->number > 1)
    return ferry_parts_error_new (FERRY_PARTS_ERROR_BEGINNING, entry->number, entry->key, NULL);
  if (before && entry->number == before->number)
    return ferry_parts_error_new (FERRY_PARTS_ERROR_TWICE, entry->number,
                                  before->key, entry->key);
  if (before && entry->number != before->number + 1)
    return ferry_parts_error_new (FERRY_PARTS_ERROR_MISSING, before->number + 1,
                                  before->key, entry->key);
  if (entry->size == 0)
    return ferry_parts_error_new (FERRY_PARTS_ERROR_EMPTY, entry->number, entry->key, NULL);
  if (entry->size > first->size || (entry->size < first->size && !is_last))
    return ferry_parts_error_new (FERRY_PARTS_ERROR_SIZE, entry->number, entry->key, first->key);

  return NULL;
}

FerryParts *
ferry_parts_builder_collect (FerryPartsBuilder  *self,
                             GError            **error)
{
  const FerryPartEntry *entries;
  guint n = self->entries->len;

  g_array_sort (self->entries, compare_by_number);
  entries = (const FerryPartEntry *) (gconstpointer) self->entries->data;

  for (guint i = 0; i < n; i++)
    {
      GError *wrong = judge (&entries[i], i > 0 ? &entries[i - 1] : NULL, entries, i + 1 == n);

      if (wrong)
        {
          g_propagate_error (error, wrong);
          return NULL;
        }
    }

  return ferry_parts_builder_end (self, NULL, error);
}
