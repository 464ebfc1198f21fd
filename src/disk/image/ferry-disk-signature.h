/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-report.h"

G_BEGIN_DECLS

/* Knows a file by its first bytes where it is none of the formats that are read: fills the format,
 * its name and what to do about it. @head: the first 64 KiB or all there is.
 * Returns: whether it is known
 */
gboolean ferry_disk_signature_recognise (const guint8    *head,
                                         gsize            length,
                                         FerryDiskReport *report);

G_END_DECLS
