/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What GIO says of a file of this computer, as a FERRY_ERROR of FERRY_FILE_OPERATION; a
 * G_IO_ERROR_CANCELLED stays one. (transfer full)
 */
GError *ferry_file_error_new (const GError *error);

G_END_DECLS
