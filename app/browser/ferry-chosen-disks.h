/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "browser/ferry-chosen-disk.h"

G_BEGIN_DECLS

/* More than these are not chosen: a plan of so many machines is none. */
#define FERRY_CHOSEN_DISKS_MAX 1000

/* What the chosen disks come to. */
typedef struct {
  guint   n_disks;
  guint   n_looking;
  guint   n_failed;     /* could not be looked into */
  guint   n_refused;    /* are nothing that VM Import takes */
  guint64 file_size;    /* bytes in the buckets */
  guint64 volume_size;  /* GiB, of those whose size is known */
} FerryChosenSummary;

#define FERRY_TYPE_CHOSEN_DISKS (ferry_chosen_disks_get_type ())
/**
 * FerryChosenDisks:
 *
 * The disks that are ticked, of whatever folders and buckets, as a GListModel of FerryChosenDisk in
 * the order they were chosen in. Each is looked into, a few at a time: so few that a disk which is
 * selected meanwhile does not wait for all of them. Owned by the page; main thread.
 *
 * Signal: "changed": the items, or what is known of them.
 */
G_DECLARE_FINAL_TYPE (FerryChosenDisks, ferry_chosen_disks, FERRY, CHOSEN_DISKS, GObject)

FerryChosenDisks *ferry_chosen_disks_new        (FerryDiskInspections *inspections);
/* Another client has other disks: none is chosen any more. (nullable) */
void              ferry_chosen_disks_set_client (FerryChosenDisks     *self,
                                                 FerryClient          *client);
gboolean          ferry_chosen_disks_contains   (FerryChosenDisks     *self,
                                                 const char           *bucket,
                                                 const char           *key);
/* @objects: (element-type FerryObject): those that are chosen already stay where they are.
 * Returns: %FALSE: not all, for there are too many
 */
gboolean          ferry_chosen_disks_add        (FerryChosenDisks     *self,
                                                 FerryBucket          *bucket,
                                                 GPtrArray            *objects);
/* One that was looked into, such as one in parts, which are then not chosen by themselves any more.
 * Returns: %FALSE: there are too many
 */
gboolean          ferry_chosen_disks_add_disk   (FerryChosenDisks     *self,
                                                 FerryDisk            *disk);
/* Returns: (transfer none) (nullable): the disk that the object is a part of */
FerryDisk        *ferry_chosen_disks_find_cut   (FerryChosenDisks     *self,
                                                 const char           *bucket,
                                                 const char           *key);
void              ferry_chosen_disks_remove     (FerryChosenDisks     *self,
                                                 const char           *bucket,
                                                 const char           *key);
/* Those that are not looked into yet are no longer chosen. Returns: how many */
guint             ferry_chosen_disks_stop       (FerryChosenDisks     *self);
/* What could not be looked into is tried again. */
void              ferry_chosen_disks_retry      (FerryChosenDisks     *self);
/* Somebody else has looked into @object. */
void              ferry_chosen_disks_learn      (FerryChosenDisks     *self,
                                                 const char           *bucket,
                                                 FerryObject          *object,
                                                 FerryDiskReport      *report);
/* @disks: (element-type FerryDisk): instead of those that are chosen */
void              ferry_chosen_disks_set        (FerryChosenDisks     *self,
                                                 GPtrArray            *disks);
/* Returns: (transfer full) (element-type FerryChosenDisk): what restore() brings back */
GPtrArray        *ferry_chosen_disks_clear      (FerryChosenDisks     *self);
void              ferry_chosen_disks_restore    (FerryChosenDisks     *self,
                                                 GPtrArray            *disks);
/* Returns: (transfer full) (element-type FerryDisk): those that were looked into, well or not */
GPtrArray        *ferry_chosen_disks_dup_disks  (FerryChosenDisks     *self);
void              ferry_chosen_disks_sum_up     (FerryChosenDisks     *self,
                                                 FerryChosenSummary   *summary);

G_END_DECLS
