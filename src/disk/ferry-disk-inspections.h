/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "bucket/ferry-object.h"
#include "disk/ferry-disk-report.h"

G_BEGIN_DECLS

/**
 * FerryInspectionPriority:
 * @FERRY_INSPECTION_BACKGROUND: nobody has asked for this object. What has failed is not tried
 *   again: a refusal until it is asked for by hand, the rest until
 *   ferry_disk_inspections_cancel_background(). Archived objects are not asked for.
 * @FERRY_INSPECTION_WAITED_FOR: a person waits: it goes first, and a failure counts for nothing
 */
typedef enum {
  FERRY_INSPECTION_BACKGROUND,
  FERRY_INSPECTION_WAITED_FOR,
} FerryInspectionPriority;

/* Looks at the same time; each makes a few requests at once. */
#define FERRY_INSPECTIONS_AT_ONCE 4

#define FERRY_TYPE_DISK_INSPECTIONS (ferry_disk_inspections_get_type ())
/**
 * FerryDiskInspections:
 *
 * Looks into the disks of buckets, a few at a time, the rest in the order they were asked for; what
 * a person waits for goes first. Who asks for an object that is being looked into shares that look.
 * Reports are remembered by account, bucket, key and ETag, the last 1,000 of them. Where an object
 * turns out to have been replaced, the new one is looked into instead, once.
 *
 * Signal: "looked" (const char *bucket, const char *key): a look has ended, well or not; not
 * emitted for one that was cancelled. Owned by the application; main thread.
 */
G_DECLARE_FINAL_TYPE (FerryDiskInspections, ferry_disk_inspections, FERRY, DISK_INSPECTIONS,
                      GObject)

FerryDiskInspections *ferry_disk_inspections_new        (void);
/* @region: (nullable): the account's own. @callback: (nullable) */
void                  ferry_disk_inspections_look_async (FerryDiskInspections    *self,
                                                         FerryClient             *client,
                                                         const char              *region,
                                                         const char              *bucket,
                                                         FerryObject             *object,
                                                         FerryInspectionPriority  priority,
                                                         GCancellable            *cancellable,
                                                         GAsyncReadyCallback      callback,
                                                         gpointer                 user_data);
/* @object: (out) (optional) (transfer full): what was read: another one than was asked for where
 * that had been replaced.
 * Errors: those of ferry_disk_inspect_finish(); FERRY_ERROR_CONFLICT where the object changes all
 * the time; FERRY_ERROR_ARCHIVED. (transfer full)
 */
FerryDiskReport      *ferry_disk_inspections_look_finish (FerryDiskInspections   *self,
                                                          GAsyncResult           *result,
                                                          FerryObject           **object,
                                                          GError                **error);
/* What is remembered, without asking anybody. Returns: (transfer none) (nullable) */
FerryDiskReport      *ferry_disk_inspections_peek        (FerryDiskInspections   *self,
                                                          FerryClient            *client,
                                                          const char             *region,
                                                          const char             *bucket,
                                                          FerryObject            *object);
/* The folder is left: what waits and what runs ends, but for what a person waits for. */
void                  ferry_disk_inspections_cancel_background
                                                         (FerryDiskInspections   *self);

G_END_DECLS
