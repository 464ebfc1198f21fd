/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-bench-watch.h"

#include <time.h>

#define BEAT_MS 5

/* microseconds */
static gint64
get_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gboolean
beat_cb (gpointer user_data)
{
  FerryBenchWatch *watch = user_data;
  gint64 now = get_time ();

  watch->worst = MAX (watch->worst, now - watch->last);
  watch->last = now;

  return G_SOURCE_CONTINUE;
}

static void
before_paint_cb (GdkFrameClock   *clock,
                 FerryBenchWatch *watch)
{
  watch->painting = get_time ();
}

static void
after_paint_cb (GdkFrameClock   *clock,
                FerryBenchWatch *watch)
{
  watch->worst_frame = MAX (watch->worst_frame, get_time () - watch->painting);
}

void
ferry_bench_iterate_for (guint n_frames)
{
  gint64 end = g_get_monotonic_time () + n_frames * G_USEC_PER_SEC / 60;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
}

void
ferry_bench_watch_start (FerryBenchWatch *watch,
                         GtkWidget       *child)
{
  GdkFrameClock *clock;

  *watch = (FerryBenchWatch) { .window = GTK_WINDOW (adw_window_new ()) };
  adw_window_set_content (ADW_WINDOW (watch->window), child);
  gtk_window_set_default_size (watch->window, 1100, 720);
  gtk_window_present (watch->window);
  watch->source = g_timeout_add (BEAT_MS, beat_cb, watch);
  ferry_bench_iterate_for (30);

  clock = gtk_widget_get_frame_clock (GTK_WIDGET (watch->window));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), watch);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), watch);
  watch->painting = watch->last = get_time ();
  watch->worst = watch->worst_frame = 0;
}

FerryBenchStall
ferry_bench_watch_read (FerryBenchWatch *watch)
{
  FerryBenchStall stall;

  ferry_bench_iterate_for (6);
  beat_cb (watch);
  stall = (FerryBenchStall) { watch->worst / 1e3, watch->worst_frame / 1e3 };
  watch->worst = watch->worst_frame = 0;

  return stall;
}

void
ferry_bench_watch_stop (FerryBenchWatch *watch)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (watch->window));

  g_signal_handlers_disconnect_by_data (clock, watch);
  g_source_remove (watch->source);
  gtk_window_destroy (watch->window);
}
