/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Knows a file system, or what else fills a volume, by the volume's first bytes.
 * @encrypted: (out): whether it is one that hides another
 * Returns: (nullable): its name
 */
const char *ferry_file_system_recognise      (const guint8 *data,
                                              gsize         length,
                                              gboolean     *encrypted);
/* Whether the 512 bytes are the boot sector of a file system, which ends like an MBR. */
gboolean    ferry_file_system_is_boot_sector (const guint8 *sector);

G_END_DECLS
