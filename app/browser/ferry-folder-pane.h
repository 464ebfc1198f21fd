/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "browser/ferry-chosen-disks.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_FOLDER_PANE (ferry_folder_pane_get_type ())
/**
 * FerryFolderPane:
 *
 * A folder of a bucket: where one is, a search, the order, the objects, and how far the listing has
 * come. The listing goes on page by page as long as the pane is on the screen, and can be stopped.
 * Objects keep S3's order until all are there. What is empty, denied or wrong is said in the list's
 * place, with one action.
 *
 * Property: "narrow" (boolean): the buckets are not beside it but a button away.
 * Signals: "selected" (FerryObject *object, (nullable)); "opened" (FerryObject *object): what is no
 * folder; "buckets": the buckets are wanted; "add-all" (const char *prefix): all disks of this
 * folder and of those in it are to be ticked.
 */
G_DECLARE_FINAL_TYPE (FerryFolderPane, ferry_folder_pane, FERRY, FOLDER_PANE, AdwBin)

/* Opens the folder @prefix of @bucket, "" for all of it. */
void         ferry_folder_pane_open         (FerryFolderPane *self,
                                             FerryClient     *client,
                                             FerryBucket     *bucket,
                                             const char      *prefix);
/* What looks into the disks of a small folder; without it, none are looked into. */
void         ferry_folder_pane_set_inspections (FerryFolderPane      *self,
                                                FerryDiskInspections *inspections);
/* Which disks are ticked, and what ticks them; without it, none can be. */
void         ferry_folder_pane_set_chosen   (FerryFolderPane  *self,
                                             FerryChosenDisks *chosen);
/* No bucket is chosen. */
void         ferry_folder_pane_clear        (FerryFolderPane *self);
/* whose folder is shown; (nullable) (transfer none) */
FerryBucket *ferry_folder_pane_get_bucket   (FerryFolderPane *self);
/* (nullable) (transfer none) */
FerryObject *ferry_folder_pane_get_selected (FerryFolderPane *self);
void         ferry_folder_pane_unselect     (FerryFolderPane *self);

G_END_DECLS
