/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_FOLDER_MESSAGE (ferry_folder_message_get_type ())
/**
 * FerryFolderMessage:
 *
 * What stands in the place of a folder's list while there is no row: why that is, with one action.
 *
 * Signals: "reload": the folder is to be listed again; "go-on": the listing is; "show-all": nothing
 * is to be left out.
 */
G_DECLARE_FINAL_TYPE (FerryFolderMessage, ferry_folder_message, FERRY, FOLDER_MESSAGE, AdwBin)

/* No bucket is chosen. */
void     ferry_folder_message_show_none    (FerryFolderMessage *self);
void     ferry_folder_message_show_listing (FerryFolderMessage *self);
/* The listing goes well, and none of what it has brought is shown. */
void     ferry_folder_message_show_empty   (FerryFolderMessage *self,
                                            FerryObjectList    *objects);
/* The listing has failed. Returns: whether that is said here, in the place of objects, and not in a
 * toast over those that have come
 */
gboolean ferry_folder_message_show_error   (FerryFolderMessage *self,
                                            FerryObjectList    *objects,
                                            const GError       *error);

G_END_DECLS
