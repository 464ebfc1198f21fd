/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryFolderLock:
 *
 * Keeps a second Ferry away from a folder: D-Bus knows of one on the same session bus only, and
 * somebody may be logged in twice. The lock ends with the process, whatever ends it; the file
 * `lock` in the folder stays and means nothing.
 */
typedef struct _FerryFolderLock FerryFolderLock;

/* Makes the folder (mode 0700) when it is missing. Does not wait, but blocks on a slow disk.
 * Returns: (nullable): %NULL with FERRY_ERROR_IN_USE when another process holds it, with
 *   FERRY_ERROR_STORAGE when the folder cannot be used
 */
FerryFolderLock *ferry_folder_lock_new  (GFile           *folder,
                                         GError         **error);
void             ferry_folder_lock_free (FerryFolderLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryFolderLock, ferry_folder_lock_free)

G_END_DECLS
