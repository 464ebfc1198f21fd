/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_PARTITION_BAR (ferry_partition_bar_get_type ())
/**
 * FerryPartitionBar:
 *
 * A disk's partitions side by side, as wide as they are large, but never too narrow to see; what
 * lies behind the last one is shown as free. Colours come from the style classes partition-1 to
 * partition-4 and partition-free; a legend beside it has the words and the numbers.
 */
G_DECLARE_FINAL_TYPE (FerryPartitionBar, ferry_partition_bar, FERRY, PARTITION_BAR, GtkWidget)

void        ferry_partition_bar_set_report (FerryPartitionBar *self,
                                            FerryDiskReport   *report);
/* the style class of the partition at @index; the last index + 1 is the free part */
const char *ferry_partition_bar_get_class  (guint              index);
/* bytes of the disk that no partition covers, behind the last one */
guint64     ferry_partition_bar_get_free   (FerryDiskReport   *report);

G_END_DECLS
