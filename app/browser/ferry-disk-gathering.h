/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "browser/ferry-chosen-disks.h"

G_BEGIN_DECLS

#define FERRY_TYPE_DISK_GATHERING (ferry_disk_gathering_get_type ())
/**
 * FerryDiskGathering:
 *
 * Chooses all disks of a folder and of what lies below it, as the listing comes: those that are
 * disks by their names. Those that lie in parts are put together when the listing is through. One
 * folder at a time. Owned by the page; main thread.
 *
 * Signals: "changed": it runs or not, or has come further; "ended" (GError *error, (nullable)): the
 * listing is through or has failed, or no more disks can be chosen. Stopped, it says nothing.
 */
G_DECLARE_FINAL_TYPE (FerryDiskGathering, ferry_disk_gathering, FERRY, DISK_GATHERING, GObject)

FerryDiskGathering *ferry_disk_gathering_new           (FerryChosenDisks   *chosen);
/* Another folder ends the one before. @prefix: "" for all of the bucket */
void                ferry_disk_gathering_start         (FerryDiskGathering *self,
                                                        FerryClient        *client,
                                                        FerryBucket        *bucket,
                                                        const char         *prefix);
void                ferry_disk_gathering_stop          (FerryDiskGathering *self);
gboolean            ferry_disk_gathering_is_running    (FerryDiskGathering *self);
/* Objects that the listing has brought */
guint               ferry_disk_gathering_get_n_seen    (FerryDiskGathering *self);
/* Disks among them, chosen before or not */
guint               ferry_disk_gathering_get_n_found   (FerryDiskGathering *self);
/* Disks in parts that could not be put together: something is wrong with their parts */
guint               ferry_disk_gathering_get_n_broken  (FerryDiskGathering *self);
/* Whether there were more disks than can be chosen. */
gboolean            ferry_disk_gathering_was_too_many  (FerryDiskGathering *self);

G_END_DECLS
