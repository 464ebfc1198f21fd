/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-file-inspector.h"

G_BEGIN_DECLS

/* The @code of the error where a file has more than FERRY_MANIFEST_MOST_BYTES; its @operation is
 * FERRY_FILE_OPERATION, as of all errors here.
 */
#define FERRY_FILE_CODE_TOO_LARGE "Too Large"

/* Reads a manifest of this computer in another thread, for it may have hundreds of megabytes. Only
 * a regular file is opened: a pipe would never end. Errors are those of
 * ferry_disk_inspect_file_async(); an empty file is none.
 */
void      ferry_manifest_file_read_async   (GFile                *file,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
/* (transfer full) */
GBytes   *ferry_manifest_file_read_finish  (GFile                *file,
                                            GAsyncResult         *result,
                                            GError              **error);

/* Whether a file is meant as a manifest: reads its first bytes. What cannot be read is none. */
void      ferry_manifest_file_sniff_async  (GFile                *file,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean  ferry_manifest_file_sniff_finish (GFile                *file,
                                            GAsyncResult         *result);

G_END_DECLS
