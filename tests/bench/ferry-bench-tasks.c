/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* ferry-bench-tasks TASKS CHANGES TICKS: EC2 tells of TASKS conversion tasks, CHANGES of them
 * further than before, TICKS times: to a FerryTaskList alone, and to one that the Tasks view shows.
 * It prints "CASE GAP FRAME NOTIFIES KEPT": the worst gap of the main loop and the longest frame in
 * milliseconds of this thread's time on the processor, how many notifies of a task there were for
 * each that changed (its message and its percent: 2), and whether the selected row, the focused one
 * and the place in the list stayed (1).
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-bench-tasks-cloud.h"
#include "ferry-bench-watch.h"

#include "tasks/ferry-tasks-view.h"

#include <stdlib.h>

#define REGION "eu-west-1"

typedef struct {
  FerryBenchTasksCloud *cloud;
  FerryClient          *client;
  guint                 n_tasks;
  guint                 n_changes;
  guint                 n_ticks;
} Bench;

/* What must be the same afterwards. */
typedef struct {
  GtkWidget *focus;
  guint      selected;
  gpointer   item;
  double     scrolled;
} Place;

static void
answered_cb (FerryTaskList *list,
             FerryClient   *client,
             gboolean      *answered)
{
  *answered = TRUE;
}

static void
ask (FerryTaskList *list)
{
  gboolean answered = FALSE;
  gulong handler = g_signal_connect (list, "answered", G_CALLBACK (answered_cb), &answered);

  ferry_task_list_refresh (list);
  while (!answered)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (list, handler);
}

static void
count_cb (FerryTask  *task,
          GParamSpec *pspec,
          guint      *n_notifies)
{
  (*n_notifies)++;
}

static void
count_notifies (FerryTaskList *list,
                guint         *n_notifies)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr(FerryTask) task = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_signal_connect (task, "notify", G_CALLBACK (count_cb), n_notifies);
    }
}

static GtkListView *
find_list (GtkWidget *widget)
{
  GtkListView *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_LIST_VIEW (widget))
    return GTK_LIST_VIEW (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_list (child);

  return found;
}

static Place
remember (GtkListView *list)
{
  GtkSelectionModel *model = gtk_list_view_get_model (list);
  g_autoptr(GtkBitset) selection = gtk_selection_model_get_selection (model);
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (list), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  g_autoptr(GObject) item = NULL;
  Place place = {
    .focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (list))),
    .selected = gtk_bitset_get_minimum (selection),
    .scrolled = gtk_adjustment_get_value (adjustment),
  };

  item = g_list_model_get_item (G_LIST_MODEL (model), place.selected);
  place.item = item;

  return place;
}

/* In the middle of the list, where rows come and go above as well as below. */
static Place
choose (GtkListView *list)
{
  GtkSelectionModel *model = gtk_list_view_get_model (list);
  guint middle = g_list_model_get_n_items (G_LIST_MODEL (model)) / 2;

  gtk_widget_activate_action (GTK_WIDGET (list), "list.scroll-to-item", "u", middle);
  gtk_selection_model_select_item (model, middle, TRUE);
  ferry_bench_iterate_for (30);
  gtk_widget_grab_focus (GTK_WIDGET (list));
  ferry_bench_iterate_for (30);

  return remember (list);
}

static gboolean
is_same (Place a,
         Place b)
{
  return a.focus == b.focus && a.selected == b.selected && a.item == b.item &&
         ABS (a.scrolled - b.scrolled) < 1;
}

/* @view: (nullable): nobody looks */
static void
run (const char    *name,
     Bench         *bench,
     FerryTaskList *tasks,
     GtkWidget     *view)
{
  FerryBenchWatch watch;
  FerryBenchStall stall;
  Place place = { 0 };
  guint n_notifies = 0;

  ferry_bench_watch_start (&watch, view ? view : gtk_label_new (NULL));
  ferry_task_list_watch (tasks, bench->client, REGION);
  ask (tasks);
  if (g_list_model_get_n_items (G_LIST_MODEL (tasks)) != bench->n_tasks)
    g_error ("not all tasks came");
  ferry_bench_iterate_for (30);
  if (view)
    place = choose (find_list (view));
  ferry_bench_watch_read (&watch);
  count_notifies (tasks, &n_notifies);

  for (guint i = 0; i < bench->n_ticks; i++)
    {
      ferry_bench_tasks_cloud_tick (bench->cloud);
      ask (tasks);
      ferry_bench_iterate_for (2);
    }
  stall = ferry_bench_watch_read (&watch);

  g_print ("%s %.3f %.3f %.4f %d\n", name, stall.gap, stall.frame,
           (double) n_notifies / (bench->n_ticks * bench->n_changes),
           view == NULL || is_same (place, remember (find_list (view))));
  ferry_bench_watch_stop (&watch);
}

int
main (int   argc,
      char *argv[])
{
  Bench bench = { 0 };

  if (argc != 4)
    {
      g_printerr ("ferry-bench-tasks TASKS CHANGES TICKS\n");
      return EXIT_FAILURE;
    }

  adw_init ();
  bench.n_tasks = (guint) atoi (argv[1]);
  bench.n_changes = (guint) atoi (argv[2]);
  bench.n_ticks = (guint) atoi (argv[3]);
  g_autoptr(FerryBenchTasksCloud) cloud = ferry_bench_tasks_cloud_new (bench.n_tasks,
                                                                      bench.n_changes);
  g_autoptr(FerryClient) client = ferry_bench_tasks_cloud_make_client (cloud);
  g_autoptr(FerryTaskList) bare = ferry_task_list_new (1);
  g_autoptr(FerryTaskList) shown = ferry_task_list_new (1);
  g_autoptr(GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, "/io/github/vmferry/Ferry/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  bench.cloud = cloud;
  bench.client = client;
  run ("tasks-1000-list", &bench, bare, NULL);
  run ("tasks-1000-view", &bench, shown, ferry_tasks_view_new (shown));

  return EXIT_SUCCESS;
}
