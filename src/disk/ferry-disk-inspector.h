/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "bucket/ferry-object.h"
#include "bucket/ferry-parts.h"
#include "disk/ferry-disk-report.h"

G_BEGIN_DECLS

/* Feeds a probe with ranged GETs of one version of an object (If-Match). A finding such as "not a
 * disk" is a report, not an error; errors are those of the network.
 */
void             ferry_disk_inspect_async  (FerryClient          *client,
                                            const char           *region,
                                            const char           *bucket,
                                            FerryObject          *object,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
/* The same across the parts of an image that was cut; each read sees the part's own version. */
void             ferry_disk_inspect_parts_async (FerryClient         *client,
                                            const char           *region,
                                            const char           *bucket,
                                            FerryParts           *parts,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
/* of both */
FerryDiskReport *ferry_disk_inspect_finish (FerryClient          *client,
                                            GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS
