/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-disk.h"

#include "aws/ferry-region.h"
#include "base/ferry-error.h"
#include "base/ferry-json.h"
#include "plan/ferry-disk-runs.h"

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
  FerryParts      *parts;  /* (nullable): of a disk that was cut */
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
  g_clear_pointer (&self->parts, ferry_parts_unref);
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

FerryDisk *
ferry_disk_new_cut (const char      *region,
                    const char      *bucket,
                    FerryParts      *parts,
                    const char      *storage_class,
                    FerryDiskReport *report)
{
  FerryDisk *self;

  g_return_val_if_fail (parts != NULL, NULL);

  if (storage_class == NULL)
    storage_class = ferry_parts_get_storage_class (parts);
  self = ferry_disk_new (region, bucket, ferry_parts_get_key (parts, 0),
                         ferry_parts_get_version (parts), storage_class,
                         ferry_parts_get_total (parts), report);
  if (self == NULL)
    return NULL;

  g_free (self->name);
  self->name = make_name (ferry_parts_get_stem (parts));
  self->parts = ferry_parts_ref (parts);

  return self;
}

FerryParts *
ferry_disk_get_parts (FerryDisk *self)
{
  g_return_val_if_fail (FERRY_IS_DISK (self), NULL);

  return self->parts;
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

/* A first part by itself is another thing than the disk that begins with it. */
gboolean
ferry_disk_is_same_object (FerryDisk *self,
                           FerryDisk *other)
{
  g_return_val_if_fail (FERRY_IS_DISK (self), FALSE);
  g_return_val_if_fail (FERRY_IS_DISK (other), FALSE);

  return (self->parts == NULL) == (other->parts == NULL) &&
         strcmp (self->bucket, other->bucket) == 0 &&
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
are_same_parts (FerryParts *parts,
                FerryParts *other)
{
  return parts == other || (parts != NULL && other != NULL && ferry_parts_equal (parts, other));
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
          are_same_parts (self->parts, other->parts) &&
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

  disk = self->parts ? ferry_disk_new_cut (self->region, self->bucket, self->parts,
                                           self->storage_class, self->report)
                     : ferry_disk_new (self->region, self->bucket, self->key, self->etag,
                                       self->storage_class, self->size, self->report);
  disk->kept = json_object_ref (old->kept);

  return disk;
}

static const char *const known_members[] = {
  "region", "bucket", "key", "key-base64", "etag", "storage-class", "size", "parts", "report",
  NULL,
};

JsonObject *
ferry_disk_to_json (FerryDisk *self)
{
  JsonObject *object;

  g_return_val_if_fail (FERRY_IS_DISK (self), NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "region", self->region);
  json_object_set_string_member (object, "bucket", self->bucket);
  ferry_disk_set_bytes (object, "key", self->key);
  if (self->etag && g_utf8_validate (self->etag, -1, NULL))
    json_object_set_string_member (object, "etag", self->etag);
  if (g_utf8_validate (self->storage_class, -1, NULL))
    json_object_set_string_member (object, "storage-class", self->storage_class);
  json_object_set_int_member (object, "size", MIN (self->size, G_MAXINT64));
  if (self->parts)
    json_object_set_array_member (object, "parts", ferry_disk_runs_to_json (self->parts));
  json_object_set_object_member (object, "report", ferry_disk_report_to_json (self->report));
  ferry_json_add_kept (object, self->kept);

  return object;
}

/* Whether the parts are those of the disk: an older file may have lost some, or another tool. */
static FerryParts *
read_parts (JsonObject  *object,
            const char  *key,
            guint64      size,
            GError     **error)
{
  g_autoptr(FerryParts) parts = ferry_disk_runs_from_json (object, error);

  if (parts == NULL)
    return NULL;

  if (ferry_parts_get_total (parts) == size && strcmp (ferry_parts_get_key (parts, 0), key) == 0)
    return g_steal_pointer (&parts);

  g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                       "the parts of a disk of the plan are not those of the disk");
  return NULL;
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
  g_autoptr(FerryParts) parts = NULL;
  g_autofree char *key = ferry_disk_dup_bytes (object, "key");
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

  if (json_object_has_member (object, "parts"))
    {
      parts = read_parts (object, key, size, error);
      if (parts == NULL)
        return NULL;
    }

  report = report_object ? ferry_disk_report_from_json (report_object) : ferry_disk_report_new ();
  self = parts ? ferry_disk_new_cut (region, bucket, parts,
                                     ferry_json_get_string (object, "storage-class"), report)
               : ferry_disk_new (region, bucket, key,
                                 ferry_json_get_string (object, "etag"),
                                 ferry_json_get_string (object, "storage-class"),
                                 size, report);
  self->kept = ferry_json_keep (object, known_members);

  return self;
}
