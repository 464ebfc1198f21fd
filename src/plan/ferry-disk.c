/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-disk.h"

#include "aws/ferry-region.h"
#include "base/ferry-error.h"
#include "base/ferry-json.h"

#include <string.h>

struct _FerryDisk {
  GObject          parent_instance;

  char            *region;
  char            *bucket;
  char            *key;
  char            *name;
  char            *etag;
  char            *storage_class;
  guint64          size;
  FerryDiskReport *report;
  JsonObject      *kept;  /* (nullable): members of the file that are not known */
};

G_DEFINE_FINAL_TYPE (FerryDisk, ferry_disk, G_TYPE_OBJECT)

static void
ferry_disk_finalize (GObject *object)
{
  FerryDisk *self = FERRY_DISK (object);

  g_free (self->region);
  g_free (self->bucket);
  g_free (self->key);
  g_free (self->name);
  g_free (self->etag);
  g_free (self->storage_class);
  g_clear_pointer (&self->report, ferry_disk_report_unref);
  g_clear_pointer (&self->kept, json_object_unref);

  G_OBJECT_CLASS (ferry_disk_parent_class)->finalize (object);
}

static void
ferry_disk_class_init (FerryDiskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_disk_finalize;
}

static void
ferry_disk_init (FerryDisk *self)
{
}

static char *
make_name (const char *key)
{
  const char *slash = strrchr (key, '/');

  return g_utf8_make_valid (slash && slash[1] ? slash + 1 : key, -1);
}

FerryDisk *
ferry_disk_new (const char      *region,
                const char      *bucket,
                const char      *key,
                const char      *etag,
                const char      *storage_class,
                guint64          size,
                FerryDiskReport *report)
{
  FerryDisk *self;

  g_return_val_if_fail (region != NULL, NULL);
  g_return_val_if_fail (bucket != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (report != NULL, NULL);

  self = g_object_new (FERRY_TYPE_DISK, NULL);
  self->region = g_strdup (region);
  self->bucket = g_strdup (bucket);
  self->key = g_strdup (key);
  self->name = make_name (key);
  self->etag = g_strdup (etag);
  self->storage_class = g_strdup (storage_class ? storage_class : "STANDARD");
  self->size = size;
  self->report = ferry_disk_report_ref (report);

  return self;
}

const char *
ferry_disk_get_region (FerryDisk *self)
{
  g_return_val_if_fail (FERRY_IS_DISK (self), NULL);

  return self->region;
}

const char *
ferry_disk_get_bucket (FerryDisk *self)
{
  g_return_val_if_fail (FERRY_IS_DISK (self), NULL);

  return self->bucket;
}

const char *
ferry_disk_get_key (FerryDisk *self)
{
  g_return_val_if_fail (FERRY_IS_DISK (self), NULL);

  return self->key;
}

const char *
ferry_disk_get_name (FerryDisk *self)
{
  g_return_val_if_fail (FERRY_IS_DISK (self), NULL);

  return self->name;
}

const char *
ferry_disk_get_etag (FerryDisk *self)
{
  g_return_val_if_fail (FERRY_IS_DISK (self), NULL);

  return self->etag;
}

const char *
ferry_disk_get_storage_class (FerryDisk *self)
{
  g_return_val_if_fail (FERRY_IS_DISK (self), NULL);

  return self->storage_class;
}

guint64
ferry_disk_get_size (FerryDisk *self)
{
  g_return_val_if_fail (FERRY_IS_DISK (self), 0);

  return self->size;
}

FerryDiskReport *
ferry_disk_get_report (FerryDisk *self)
{
  g_return_val_if_fail (FERRY_IS_DISK (self), NULL);

  return self->report;
}

gboolean
ferry_disk_is_same_object (FerryDisk *self,
                           FerryDisk *other)
{
  g_return_val_if_fail (FERRY_IS_DISK (self), FALSE);
  g_return_val_if_fail (FERRY_IS_DISK (other), FALSE);

  return strcmp (self->bucket, other->bucket) == 0 &&
         strcmp (self->key, other->key) == 0 &&
         strcmp (self->region, other->region) == 0;
}

gboolean
ferry_disk_equal (FerryDisk *self,
                  FerryDisk *other)
{
  return self->size == other->size &&
         g_strcmp0 (self->etag, other->etag) == 0 &&
         ferry_disk_is_same_object (self, other);
}

static gboolean
is_same_report (FerryDiskReport *report,
                FerryDiskReport *other)
{
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(JsonObject) other_object = NULL;

  if (report == other)
    return TRUE;

  object = ferry_disk_report_to_json (report);
  other_object = ferry_disk_report_to_json (other);

  return json_object_equal (object, other_object);
}

gboolean
ferry_disk_is_same (FerryDisk *self,
                    FerryDisk *other)
{
  g_return_val_if_fail (FERRY_IS_DISK (self), FALSE);
  g_return_val_if_fail (FERRY_IS_DISK (other), FALSE);

  return self == other ||
         (ferry_disk_equal (self, other) &&
          strcmp (self->storage_class, other->storage_class) == 0 &&
          ferry_json_equal_kept (self->kept, other->kept) &&
          is_same_report (self->report, other->report));
}

FerryDisk *
ferry_disk_succeed (FerryDisk *self,
                    FerryDisk *old)
{
  FerryDisk *disk;

  g_return_val_if_fail (FERRY_IS_DISK (self), NULL);
  g_return_val_if_fail (FERRY_IS_DISK (old), NULL);

  if (old->kept == NULL || self->kept)
    return g_object_ref (self);

  disk = ferry_disk_new (self->region, self->bucket, self->key, self->etag, self->storage_class,
                         self->size, self->report);
  disk->kept = json_object_ref (old->kept);

  return disk;
}

/* JSON is UTF-8, and a key need not be. */
static void
set_key (JsonObject *object,
         const char *key)
{
  g_autofree char *readable = g_utf8_make_valid (key, -1);

  json_object_set_string_member (object, "key", readable);
  if (strcmp (readable, key) != 0)
    {
      g_autofree char *encoded = g_base64_encode ((const guchar *) key, strlen (key));

      json_object_set_string_member (object, "key-base64", encoded);
    }
}

static const char *const known_members[] = {
  "region", "bucket", "key", "key-base64", "etag", "storage-class", "size", "report", NULL,
};

JsonObject *
ferry_disk_to_json (FerryDisk *self)
{
  JsonObject *object;

  g_return_val_if_fail (FERRY_IS_DISK (self), NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "region", self->region);
  json_object_set_string_member (object, "bucket", self->bucket);
  set_key (object, self->key);
  if (self->etag && g_utf8_validate (self->etag, -1, NULL))
    json_object_set_string_member (object, "etag", self->etag);
  if (g_utf8_validate (self->storage_class, -1, NULL))
    json_object_set_string_member (object, "storage-class", self->storage_class);
  json_object_set_int_member (object, "size", MIN (self->size, G_MAXINT64));
  json_object_set_object_member (object, "report", ferry_disk_report_to_json (self->report));
  ferry_json_add_kept (object, self->kept);

  return object;
}

/* Returns: (transfer full) (nullable): the key's own bytes */
static char *
dup_key (JsonObject *object)
{
  const char *encoded = ferry_json_get_string (object, "key-base64");
  g_autofree guchar *decoded = NULL;
  gsize length;

  if (encoded == NULL)
    return g_strdup (ferry_json_get_string (object, "key"));

  decoded = g_base64_decode (encoded, &length);
  if (decoded == NULL || memchr (decoded, '\0', length))
    return NULL;

  return g_strndup ((const char *) decoded, length);
}

FerryDisk *
ferry_disk_from_json (JsonObject  *object,
                      GError     **error)
{
  const char *region = ferry_json_get_string (object, "region");
  const char *bucket = ferry_json_get_string (object, "bucket");
  gint64 size = ferry_json_get_int (object, "size", -1);
  JsonObject *report_object = ferry_json_get_object (object, "report");
  g_autoptr(FerryDiskReport) report = NULL;
  g_autofree char *key = dup_key (object);
  const char *missing = NULL;
  FerryDisk *self;

  /* it becomes a part of the name of a host that is asked, and of policies */
  if (!ferry_region_is_valid (region))
    missing = "region";
  else if (bucket == NULL || *bucket == '\0' || strlen (bucket) > FERRY_DISK_MOST_BUCKET)
    missing = "bucket";
  else if (key == NULL || *key == '\0' || strlen (key) > FERRY_DISK_MOST_KEY)
    missing = "key";
  else if (size < 0)
    missing = "size";

  if (missing)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                   "a disk of the plan has no usable \"%s\"", missing);
      return NULL;
    }

  report = report_object ? ferry_disk_report_from_json (report_object) : ferry_disk_report_new ();

  self = ferry_disk_new (region, bucket, key,
                         ferry_json_get_string (object, "etag"),
                         ferry_json_get_string (object, "storage-class"),
                         size, report);
  self->kept = ferry_json_keep (object, known_members);

  return self;
}
