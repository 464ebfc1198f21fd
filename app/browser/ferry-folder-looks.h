/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

#define FERRY_TYPE_FOLDER_LOOKS (ferry_folder_looks_get_type ())
/**
 * FerryFolderLooks:
 *
 * What is known about the disks of the folder that is shown, and which of them are looked into
 * without being selected: those whose rows are seen, in a folder of not too many objects, once it
 * is listed. Owned by the folder's pane; main thread.
 *
 * Signal: "looked" (const char *key): something may be known about this object now.
 */
G_DECLARE_FINAL_TYPE (FerryFolderLooks, ferry_folder_looks, FERRY, FOLDER_LOOKS, GObject)

FerryFolderLooks *ferry_folder_looks_new             (void);
/* (nullable): without them nothing is known */
void              ferry_folder_looks_set_inspections (FerryFolderLooks     *self,
                                                      FerryDiskInspections *inspections);
/* Another folder, with its listing; %NULL: none. What was begun for the last one ends. */
void              ferry_folder_looks_set_folder      (FerryFolderLooks     *self,
                                                      FerryClient          *client,
                                                      FerryBucket          *bucket,
                                                      FerryObjectList      *objects);
/* Whether the folder is on the screen: nothing is asked for while it is not. */
void              ferry_folder_looks_set_shown       (FerryFolderLooks     *self,
                                                      gboolean              shown);
/* A row of this object is seen. */
void              ferry_folder_looks_want            (FerryFolderLooks     *self,
                                                      FerryObject          *object);
/* Whether the folder has what is a disk by its name, or folders, which may hold some. */
gboolean          ferry_folder_looks_may_hold_disks  (FerryFolderLooks     *self);
/* (transfer none) (nullable) */
FerryDiskReport  *ferry_folder_looks_peek            (FerryFolderLooks     *self,
                                                      FerryObject          *object);

G_END_DECLS
