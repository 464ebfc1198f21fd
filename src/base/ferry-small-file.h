/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads a file that should be small, whose name may come from somebody else: only a regular one is
 * opened (a pipe would never be read to its end), and of one with more than @most bytes little more
 * is read than tells so. Errors: G_IO_ERROR, among them NOT_REGULAR_FILE.
 */
void    ferry_small_file_read_async  (GFile                *file,
                                      gsize                 most,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
/* (transfer full): more than @most bytes where the file has more */
GBytes *ferry_small_file_read_finish (GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
