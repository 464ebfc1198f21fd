/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "bucket/ferry-object.h"

#include <string.h>

struct _FerryObject {
  GObject     parent_instance;

  char       *key;
  char       *name;
  guint64     size;
  GDateTime  *modified;
  char       *etag;
  const char *storage_class;  /* interned: many objects, few classes */
  gboolean    folder;
};

G_DEFINE_FINAL_TYPE (FerryObject, ferry_object, G_TYPE_OBJECT)

/* The last segment of @key. It may be empty ("a//"), and the eye needs something to hold on to. */
static char *
make_name (const char *key)
{
  gsize length = strlen (key);
  gsize start;

  if (length > 0 && key[length - 1] == '/')
    length--;
  start = length;
  while (start > 0 && key[start - 1] != '/')
    start--;

  return start == length ? g_strdup ("/") : g_utf8_make_valid (key + start, length - start);
}

static void
ferry_object_finalize (GObject *object)
{
  FerryObject *self = FERRY_OBJECT (object);

  g_free (self->key);
  g_free (self->name);
  g_clear_pointer (&self->modified, g_date_time_unref);
  g_free (self->etag);

  G_OBJECT_CLASS (ferry_object_parent_class)->finalize (object);
}

static void
ferry_object_class_init (FerryObjectClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_object_finalize;
}

static void
ferry_object_init (FerryObject *self)
{
}

FerryObject *
ferry_object_new (const char *key,
                  guint64     size,
                  GDateTime  *modified,
                  const char *etag,
                  const char *storage_class)
{
  FerryObject *self;

  g_return_val_if_fail (key != NULL, NULL);

  self = g_object_new (FERRY_TYPE_OBJECT, NULL);
  self->key = g_strdup (key);
  self->name = make_name (key);
  self->size = size;
  self->modified = modified ? g_date_time_ref (modified) : NULL;
  self->etag = g_strdup (etag);
  self->storage_class = g_intern_string (storage_class ? storage_class : "STANDARD");

  return self;
}

FerryObject *
ferry_object_new_folder (const char *prefix)
{
  FerryObject *self = ferry_object_new (prefix, 0, NULL, NULL, NULL);

  self->folder = TRUE;

  return self;
}

gboolean
ferry_object_is_folder (FerryObject *self)
{
  g_return_val_if_fail (FERRY_IS_OBJECT (self), FALSE);

  return self->folder;
}

const char *
ferry_object_get_key (FerryObject *self)
{
  g_return_val_if_fail (FERRY_IS_OBJECT (self), NULL);

  return self->key;
}

const char *
ferry_object_get_name (FerryObject *self)
{
  g_return_val_if_fail (FERRY_IS_OBJECT (self), NULL);

  return self->name;
}

guint64
ferry_object_get_size (FerryObject *self)
{
  g_return_val_if_fail (FERRY_IS_OBJECT (self), 0);

  return self->size;
}

GDateTime *
ferry_object_get_modified (FerryObject *self)
{
  g_return_val_if_fail (FERRY_IS_OBJECT (self), NULL);

  return self->modified;
}

const char *
ferry_object_get_etag (FerryObject *self)
{
  g_return_val_if_fail (FERRY_IS_OBJECT (self), NULL);

  return self->etag;
}

const char *
ferry_object_get_storage_class (FerryObject *self)
{
  g_return_val_if_fail (FERRY_IS_OBJECT (self), NULL);

  return self->storage_class;
}

gboolean
ferry_object_is_archived (FerryObject *self)
{
  g_return_val_if_fail (FERRY_IS_OBJECT (self), FALSE);

  return ferry_object_class_is_archive (self->storage_class);
}

gboolean
ferry_object_class_is_archive (const char *storage_class)
{
  return g_strcmp0 (storage_class, "GLACIER") == 0 ||
         g_strcmp0 (storage_class, "DEEP_ARCHIVE") == 0;
}

gboolean
ferry_object_looks_like_disk (FerryObject *self)
{
  static const char * const endings[] = {
    "vmdk", "raw", "img", "dd", "vhd", "vhdx", "ova", "qcow2", "vdi",
  };
  const char *dot;

  g_return_val_if_fail (FERRY_IS_OBJECT (self), FALSE);

  dot = strrchr (self->name, '.');
  if (self->folder || dot == NULL)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      if (g_ascii_strcasecmp (dot + 1, endings[i]) == 0)
        return TRUE;
    }

  return FALSE;
}
