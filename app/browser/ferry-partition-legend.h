/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_PARTITION_LEGEND (ferry_partition_legend_get_type ())
/**
 * FerryPartitionLegend:
 *
 * The words and numbers of a partition bar, one line a partition, in the order of their numbers.
 * Many of them scroll.
 */
G_DECLARE_FINAL_TYPE (FerryPartitionLegend, ferry_partition_legend, FERRY, PARTITION_LEGEND,
                      AdwBin)

void ferry_partition_legend_set_report (FerryPartitionLegend *self,
                                        FerryDiskReport      *report);

G_END_DECLS
