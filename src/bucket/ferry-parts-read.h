/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "bucket/ferry-parts.h"

G_BEGIN_DECLS

/* Reads bytes @offset … @offset + @length - 1 of the file that @parts are, or what there is before
 * its end: one GET for each part that holds some of them, each of the part's own version
 * (FERRY_ERROR_CONFLICT when one was replaced).
 */
void    ferry_parts_read_async  (FerryClient          *client,
                                 const char           *region,
                                 const char           *bucket,
                                 FerryParts           *parts,
                                 guint64               offset,
                                 gsize                 length,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
/* (transfer full) */
GBytes *ferry_parts_read_finish (FerryClient          *client,
                                 GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
