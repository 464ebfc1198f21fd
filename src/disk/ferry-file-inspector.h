/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-report.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the errors of a look into a file have as @operation, and some of them as @code */
#define FERRY_FILE_OPERATION   "local file"
#define FERRY_FILE_CODE_FOLDER "Folder"
#define FERRY_FILE_CODE_EMPTY  "Empty"

/* Feeds a probe from a file of this computer. A finding such as "not a disk" is a report, not an
 * error. Errors are BAD_INPUT for what is no file with bytes in it (a folder, a device, an empty
 * file), NO_SUCH_KEY, DENIED, CONFLICT when the file was written to meanwhile, and FAILED.
 */
void             ferry_disk_inspect_file_async  (GFile                *file,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
FerryDiskReport *ferry_disk_inspect_file_finish (GFile                *file,
                                                 GAsyncResult         *result,
                                                 GError              **error);

G_END_DECLS
