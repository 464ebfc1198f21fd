/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* What a disk is in a few words, for a line of a list: "Windows Server 2019, 40 GiB", "VMDK, not
 * stream-optimized". Pure but for the language. (transfer full)
 */
char *ferry_disk_words_of_report (FerryDiskReport *report);

/* What an object seems to be before its content tells, "VMDK, by its name"; %NULL for what nothing
 * speaks for being a disk. (transfer full)
 */
char *ferry_disk_words_of_object (FerryObject     *object);

G_END_DECLS
