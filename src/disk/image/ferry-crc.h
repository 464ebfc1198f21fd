/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Cyclic redundancy checks of 32 bits, both of the reflected kind that begins and ends inverted. */

/* The polynomial of IEEE 802.3: GPT */
guint32  ferry_crc32     (const guint8 *bytes,
                          gsize         length);
/* Castagnoli's: VHDX, XFS, ext4 */
guint32  ferry_crc32c    (const guint8 *bytes,
                          gsize         length);
/* Whether the little-endian CRC-32C at @position is that of the bytes with its field zeroed. */
gboolean ferry_crc32c_is_right (const guint8 *bytes,
                                gsize         length,
                                gsize         position);

G_END_DECLS
