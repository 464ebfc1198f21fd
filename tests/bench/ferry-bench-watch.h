/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FerryBenchWatch:
 *
 * A window, and how long the main loop is away at worst while that changes: the worst gap of a
 * source that wants to run every 5 ms, and the longest time from before-paint to after-paint. Time
 * is the main thread's own on the processor.
 */
typedef struct {
  GtkWindow *window;
  guint      source;
  gint64     last;
  gint64     worst;
  gint64     painting;
  gint64     worst_frame;
} FerryBenchWatch;

/* in milliseconds */
typedef struct {
  double gap;
  double frame;
} FerryBenchStall;

/* Shows @child; the window has had its first frames before anything is measured. */
void            ferry_bench_watch_start (FerryBenchWatch *watch,
                                         GtkWidget       *child);
/* the worst since it was read last */
FerryBenchStall ferry_bench_watch_read  (FerryBenchWatch *watch);
void            ferry_bench_watch_stop  (FerryBenchWatch *watch);
/* so many frames of a sixtieth of a second */
void            ferry_bench_iterate_for (guint            n_frames);

G_END_DECLS
