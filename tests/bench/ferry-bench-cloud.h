/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/**
 * FerryBenchCloud:
 *
 * A bucket on loopback that lists as many objects as it is told to, in pages of 1,000, from a
 * thread of its own, so that its work is not taken for the application's.
 */
typedef struct _FerryBenchCloud FerryBenchCloud;

FerryBenchCloud *ferry_bench_cloud_new         (guint            n_objects);
void             ferry_bench_cloud_free        (FerryBenchCloud *self);
/* A client whose far side it is. (transfer full) */
FerryClient     *ferry_bench_cloud_make_client (FerryBenchCloud *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryBenchCloud, ferry_bench_cloud_free)

G_END_DECLS
