/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/**
 * FerryChosenDiskState:
 * @FERRY_CHOSEN_DISK_LOOKING: its turn has not come, or has not ended
 * @FERRY_CHOSEN_DISK_LOOKED: what is inside is known
 * @FERRY_CHOSEN_DISK_FAILED: it could not be looked into; the disk says no more than that
 */
typedef enum {
  FERRY_CHOSEN_DISK_LOOKING,
  FERRY_CHOSEN_DISK_LOOKED,
  FERRY_CHOSEN_DISK_FAILED,
} FerryChosenDiskState;

#define FERRY_TYPE_CHOSEN_DISK (ferry_chosen_disk_get_type ())
/**
 * FerryChosenDisk:
 *
 * An object that somebody wants to have migrated, and what is known about it so far. Owned by
 * FerryChosenDisks, which alone changes it; main thread.
 */
G_DECLARE_FINAL_TYPE (FerryChosenDisk, ferry_chosen_disk, FERRY, CHOSEN_DISK, GObject)

/* @region: where the bucket is, as far as is known */
FerryChosenDisk     *ferry_chosen_disk_new         (FerryBucket     *bucket,
                                                    FerryObject     *object,
                                                    const char      *region);
/* One that was looked into before. */
FerryChosenDisk     *ferry_chosen_disk_new_known   (FerryDisk       *disk);
FerryBucket         *ferry_chosen_disk_get_bucket  (FerryChosenDisk *self);
FerryObject         *ferry_chosen_disk_get_object  (FerryChosenDisk *self);
FerryChosenDiskState ferry_chosen_disk_get_state   (FerryChosenDisk *self);
/* (nullable): while it is not looked into */
FerryDisk           *ferry_chosen_disk_get_disk    (FerryChosenDisk *self);
/* (nullable): of a disk in parts */
FerryParts          *ferry_chosen_disk_get_parts   (FerryChosenDisk *self);
/* Whether the object is, by its name, one of them. */
gboolean             ferry_chosen_disk_has_part    (FerryChosenDisk *self,
                                                    const char      *bucket,
                                                    const char      *key);
/* (nullable): why it could not be looked into */
const GError        *ferry_chosen_disk_get_error   (FerryChosenDisk *self);
/* Whether it was looked into and no call of VM Import takes it. */
gboolean             ferry_chosen_disk_is_refused  (FerryChosenDisk *self);
/* @object: as it was read */
void                 ferry_chosen_disk_take_report (FerryChosenDisk *self,
                                                    FerryObject     *object,
                                                    FerryDiskReport *report);
void                 ferry_chosen_disk_take_error  (FerryChosenDisk *self,
                                                    const GError    *error);
/* It is to be looked into once more. */
void                 ferry_chosen_disk_forget      (FerryChosenDisk *self);

G_END_DECLS
