/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-chosen-disk.h"

#include <string.h>

struct _FerryChosenDisk {
  GObject       parent_instance;

  FerryBucket  *bucket;
  FerryObject  *object;
  char         *region;
  FerryDisk    *disk;    /* (nullable) */
  GError       *error;   /* (nullable) */
};

G_DEFINE_FINAL_TYPE (FerryChosenDisk, ferry_chosen_disk, G_TYPE_OBJECT)

static void
ferry_chosen_disk_finalize (GObject *object)
{
  FerryChosenDisk *self = FERRY_CHOSEN_DISK (object);

  g_clear_object (&self->bucket);
  g_clear_object (&self->object);
  g_clear_object (&self->disk);
  g_clear_error (&self->error);
  g_free (self->region);

  G_OBJECT_CLASS (ferry_chosen_disk_parent_class)->finalize (object);
}

static void
ferry_chosen_disk_class_init (FerryChosenDiskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_chosen_disk_finalize;
}

static void
ferry_chosen_disk_init (FerryChosenDisk *self)
{
}

FerryChosenDisk *
ferry_chosen_disk_new (FerryBucket *bucket,
                       FerryObject *object,
                       const char  *region)
{
  FerryChosenDisk *self;

  g_return_val_if_fail (FERRY_IS_BUCKET (bucket), NULL);
  g_return_val_if_fail (FERRY_IS_OBJECT (object) && !ferry_object_is_folder (object), NULL);
  g_return_val_if_fail (region != NULL, NULL);

  self = g_object_new (FERRY_TYPE_CHOSEN_DISK, NULL);
  self->bucket = g_object_ref (bucket);
  self->object = g_object_ref (object);
  self->region = g_strdup (region);

  return self;
}

FerryChosenDisk *
ferry_chosen_disk_new_known (FerryDisk *disk)
{
  g_autoptr(FerryBucket) bucket = NULL;
  g_autoptr(FerryObject) object = NULL;
  FerryChosenDisk *self;

  g_return_val_if_fail (FERRY_IS_DISK (disk), NULL);

  bucket = ferry_bucket_new (ferry_disk_get_bucket (disk), ferry_disk_get_region (disk));
  object = ferry_object_new (ferry_disk_get_key (disk), ferry_disk_get_size (disk), NULL,
                             ferry_disk_get_etag (disk), ferry_disk_get_storage_class (disk));
  self = ferry_chosen_disk_new (bucket, object, ferry_disk_get_region (disk));
  self->disk = g_object_ref (disk);

  return self;
}

FerryBucket *
ferry_chosen_disk_get_bucket (FerryChosenDisk *self)
{
  g_return_val_if_fail (FERRY_IS_CHOSEN_DISK (self), NULL);

  return self->bucket;
}

FerryObject *
ferry_chosen_disk_get_object (FerryChosenDisk *self)
{
  g_return_val_if_fail (FERRY_IS_CHOSEN_DISK (self), NULL);

  return self->object;
}

FerryChosenDiskState
ferry_chosen_disk_get_state (FerryChosenDisk *self)
{
  g_return_val_if_fail (FERRY_IS_CHOSEN_DISK (self), FERRY_CHOSEN_DISK_FAILED);

  if (self->error)
    return FERRY_CHOSEN_DISK_FAILED;

  return self->disk ? FERRY_CHOSEN_DISK_LOOKED : FERRY_CHOSEN_DISK_LOOKING;
}

FerryDisk *
ferry_chosen_disk_get_disk (FerryChosenDisk *self)
{
  g_return_val_if_fail (FERRY_IS_CHOSEN_DISK (self), NULL);

  return self->disk;
}

FerryParts *
ferry_chosen_disk_get_parts (FerryChosenDisk *self)
{
  g_return_val_if_fail (FERRY_IS_CHOSEN_DISK (self), NULL);

  return self->disk ? ferry_disk_get_parts (self->disk) : NULL;
}

gboolean
ferry_chosen_disk_has_part (FerryChosenDisk *self,
                            const char      *bucket,
                            const char      *key)
{
  FerryParts *parts = ferry_chosen_disk_get_parts (self);
  FerryPartName name;
  FerryPartName first;

  return parts != NULL && ferry_part_name_parse (key, &name) &&
         ferry_part_name_parse (ferry_parts_get_key (parts, 0), &first) &&
         name.prefix_length == first.prefix_length &&
         strncmp (key, ferry_parts_get_key (parts, 0), name.prefix_length) == 0 &&
         g_str_equal (ferry_bucket_get_name (self->bucket), bucket);
}

const GError *
ferry_chosen_disk_get_error (FerryChosenDisk *self)
{
  g_return_val_if_fail (FERRY_IS_CHOSEN_DISK (self), NULL);

  return self->error;
}

gboolean
ferry_chosen_disk_is_refused (FerryChosenDisk *self)
{
  g_return_val_if_fail (FERRY_IS_CHOSEN_DISK (self), FALSE);

  if (ferry_chosen_disk_get_state (self) != FERRY_CHOSEN_DISK_LOOKED)
    return FALSE;

  for (int call = 0; call < FERRY_N_IMPORT_CALLS; call++)
    {
      FerryDiskVerdict verdict;

      ferry_disk_report_judge (ferry_disk_get_report (self->disk), (FerryImportCall) call,
                               &verdict);
      if (verdict.state != FERRY_VERDICT_REFUSED)
        return FALSE;
    }

  return TRUE;
}

void
ferry_chosen_disk_take_report (FerryChosenDisk *self,
                               FerryObject     *object,
                               FerryDiskReport *report)
{
  g_return_if_fail (FERRY_IS_CHOSEN_DISK (self));
  g_return_if_fail (FERRY_IS_OBJECT (object));
  g_return_if_fail (report != NULL);

  ferry_chosen_disk_forget (self);
  g_set_object (&self->object, object);
  self->disk = ferry_disk_new (self->region, ferry_bucket_get_name (self->bucket),
                               ferry_object_get_key (object), ferry_object_get_etag (object),
                               ferry_object_get_storage_class (object),
                               ferry_object_get_size (object), report);
}

/* It stays chosen: the checks of the plan say what is wrong with it. */
void
ferry_chosen_disk_take_error (FerryChosenDisk *self,
                              const GError    *error)
{
  g_autoptr(FerryDiskReport) report = NULL;

  g_return_if_fail (FERRY_IS_CHOSEN_DISK (self));
  g_return_if_fail (error != NULL);

  report = ferry_disk_report_new_unread (error);
  report->file_size = ferry_object_get_size (self->object);
  ferry_chosen_disk_take_report (self, self->object, report);
  self->error = g_error_copy (error);
}

void
ferry_chosen_disk_forget (FerryChosenDisk *self)
{
  g_return_if_fail (FERRY_IS_CHOSEN_DISK (self));

  g_clear_object (&self->disk);
  g_clear_error (&self->error);
}
