/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* A disk that another tool has cut: finds its parts, and looks inside them as inside one. */

/* The key of the disk that the object is a part of, by its name alone: "a/web.vmdk" of
 * "a/web.vmdk.part3". (transfer full) (nullable): none that is called like a disk
 */
char      *ferry_cut_disk_dup_key    (FerryObject          *object);
/* @region: the bucket's. @key: of one of the parts. Errors: FERRY_PARTS_ERROR, FERRY_ERROR */
void       ferry_cut_disk_find_async (FerryClient          *client,
                                      const char           *region,
                                      const char           *bucket,
                                      const char           *key,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
/* The same for parts that were found, or that a manifest names. */
void       ferry_cut_disk_look_async (FerryClient          *client,
                                      const char           *region,
                                      const char           *bucket,
                                      FerryParts           *parts,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
/* of both; (transfer full) */
FerryDisk *ferry_cut_disk_finish     (FerryClient          *client,
                                      GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
