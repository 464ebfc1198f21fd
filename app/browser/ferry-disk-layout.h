/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* A stretch of a disk as it is drawn. Its pointers are the report's. */
typedef struct {
  const FerryPartition  *partition;    /* (nullable): NULL for free space, and without partitions */
  const FerryFileSystem *file_system;  /* (nullable): what fills it */
  guint64                start;        /* bytes */
  guint64                size;
  guint                  colour;       /* of what is not free: which one of them it is */
  gboolean               logical;      /* within an extended partition */
} FerryDiskSegment;

/* The whole disk from its begin to its end, nothing twice: partitions that hold others are left
 * out, gaps are free space but for the few sectors that partitioning tools leave everywhere.
 * Returns: (transfer full) (element-type FerryDiskSegment)
 */
GArray   *ferry_disk_layout_new      (FerryDiskReport        *report);
gboolean  ferry_disk_segment_is_free (const FerryDiskSegment *segment);
/* the style class that colours it */
const char *ferry_disk_segment_get_class (const FerryDiskSegment *segment);

G_END_DECLS
