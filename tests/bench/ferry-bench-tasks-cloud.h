/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/**
 * FerryBenchTasksCloud:
 *
 * EC2 on loopback with as many conversion tasks as it is told to, of which some have gone on at
 * each tick; it answers from a thread of its own, so that its work is not taken for the
 * application's.
 */
typedef struct _FerryBenchTasksCloud FerryBenchTasksCloud;

/* @n_changes: so many tasks are further at each tick, others each time */
FerryBenchTasksCloud *ferry_bench_tasks_cloud_new         (guint                 n_tasks,
                                                           guint                 n_changes);
void                  ferry_bench_tasks_cloud_free        (FerryBenchTasksCloud *self);
/* A client whose far side it is. (transfer full) */
FerryClient          *ferry_bench_tasks_cloud_make_client (FerryBenchTasksCloud *self);
void                  ferry_bench_tasks_cloud_tick        (FerryBenchTasksCloud *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryBenchTasksCloud, ferry_bench_tasks_cloud_free)

G_END_DECLS
