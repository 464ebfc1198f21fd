/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "browser/ferry-disk-layout.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_PARTITION_BAR (ferry_partition_bar_get_type ())
/**
 * FerryPartitionBar:
 *
 * A picture of a disk: what is on it side by side, as wide as it is large, but not too narrow to
 * see. What lies in an extended partition has that one's frame around it. A word is in each part
 * where it fits; a screen reader gets all of it as the name of the picture. Colours come from the
 * style classes partition-1 to partition-4, partition-free and partition-extended.
 */
G_DECLARE_FINAL_TYPE (FerryPartitionBar, ferry_partition_bar, FERRY, PARTITION_BAR, GtkWidget)

void ferry_partition_bar_set_report (FerryPartitionBar *self,
                                     FerryDiskReport   *report);

G_END_DECLS
