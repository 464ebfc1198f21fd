/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "browser/ferry-disk-layout.h"

G_BEGIN_DECLS

/* Translated, plain text in which what the disk itself says is fit to show. All (transfer full). */

/* "NTFS", "Windows recovery", "Type 63": what is in it, or else what it is for */
char *ferry_disk_segment_to_kind  (const FerryDiskSegment *segment);
/* "NTFS “System Reserved”" */
char *ferry_disk_segment_to_title (const FerryDiskSegment *segment);
/* "boots, encrypted"; (nullable): nothing to mark */
char *ferry_disk_segment_to_marks (const FerryDiskSegment *segment);
/* The whole picture in words: "Disk of 40 GiB: partition 1, NTFS, 500 MiB, boots; free, 12 MiB" */
char *ferry_disk_layout_to_words  (GArray                 *segments,
                                   FerryDiskReport        *report);

G_END_DECLS
