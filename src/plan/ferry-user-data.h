/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* EC2 takes so much (EC2 User Guide, "User data"). */
#define FERRY_USER_DATA_MOST_BYTES (16 * 1024)

/* Reads what a plan's user data refers to ("file:///…"), as far as it matters: more than EC2 takes
 * is cut off where it is too much already. Only a regular file is opened, for a plan may come from
 * somebody else. G_IO_ERROR_NOT_SUPPORTED for another kind of reference.
 */
void    ferry_user_data_read_async  (const char           *reference,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
/* (transfer full) */
GBytes *ferry_user_data_read_finish (GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
