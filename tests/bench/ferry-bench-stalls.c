/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* ferry-bench-stalls OBJECTS TASKS: how long the main loop is away at worst while lists fill,
 * scroll and change, in Ferry's own widgets and in the barest that GTK has for the same rows. It
 * prints "CASE OURS BARE OURS-FRAME BARE-FRAME" a line, in milliseconds: the worst gap of a source
 * that wants to run every 5 ms, and the longest time from before-paint to after-paint.
 *
 * Time is the main thread's own on the processor: on a computer with nothing else to do that is the
 * same, for nothing here waits for anybody, and on a busy one it is still about Ferry. Each view
 * has drawn such rows before it is measured: fonts and icons are loaded when a window opens.
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-bench-cloud.h"
#include "ferry-bench-watch.h"

#include "browser/ferry-folder-pane.h"
#include "tasks/ferry-tasks-view.h"

#include <stdlib.h>
#include <string.h>

#define FRAMES 120
#define WARM_UP 30
#define ROUNDS 5
#define PAGE 1000

static void
report (const char      *name,
        FerryBenchStall  ours,
        FerryBenchStall  bare)
{
  g_print ("%s %.3f %.3f %.3f %.3f\n", name, ours.gap, bare.gap, ours.frame, bare.frame);
}

static GtkScrolledWindow *
find_scroller (GtkWidget *widget)
{
  GtkScrolledWindow *found = NULL;

  /* of the list: not a popover's, not the details', and not one that does not show */
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_SCROLLED_WINDOW (widget) &&
      GTK_IS_LIST_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (widget))))
    return GTK_SCROLLED_WINDOW (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_scroller (child);

  return found;
}

/* The row in the middle of what is seen, filled. */
static gboolean
shows_row (GtkWidget *view)
{
  GtkWidget *list = gtk_scrolled_window_get_child (find_scroller (view));
  GtkWidget *picked = gtk_widget_pick (list, 40, gtk_widget_get_height (list) / 2.0,
                                       GTK_PICK_DEFAULT);

  return picked && picked != list && gtk_widget_get_parent (picked) != list &&
         !ADW_IS_BIN (picked);
}

/* From one end to the other, a step a frame; at the end something must be there to see. */
static FerryBenchStall
scroll (FerryBenchWatch *watch,
        GtkWidget       *view)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (find_scroller (view));

  for (guint i = 0; i <= FRAMES; i++)
    {
      double range = gtk_adjustment_get_upper (adjustment) -
                     gtk_adjustment_get_page_size (adjustment);

      gtk_adjustment_set_value (adjustment, range * i / FRAMES);
      ferry_bench_iterate_for (1);
    }
  for (guint i = 0; !shows_row (view); i++)
    {
      if (i == FRAMES)
        g_error ("the rows at the end are empty");
      ferry_bench_iterate_for (1);
    }

  return ferry_bench_watch_read (watch);
}

/* The barest rows. */

static void
setup_bare_cb (GtkListItemFactory *factory,
               GtkListItem        *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
bind_object_cb (GtkListItemFactory *factory,
                GtkListItem        *item)
{
  FerryObject *object = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), ferry_object_get_name (object));
}

static void
bind_task_cb (GtkListItemFactory *factory,
              GtkListItem        *item)
{
  g_object_bind_property (gtk_list_item_get_item (item), "message",
                          gtk_list_item_get_child (item), "label", G_BINDING_SYNC_CREATE);
}

static GtkListItemFactory *
make_factory (GCallback bind_cb)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_bare_cb), NULL);
  g_signal_connect (factory, "bind", bind_cb, NULL);

  return factory;
}

static GtkWidget *
make_bare_view (GListModel *objects)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (gtk_no_selection_new (objects));
  GtkWidget *view = gtk_list_view_new (selection, make_factory (G_CALLBACK (bind_object_cb)));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);

  return scroller;
}

static void
splice_page (GListStore *store,
             GListModel *objects,
             guint       first)
{
  guint n = MIN (PAGE, g_list_model_get_n_items (objects) - first);
  g_autoptr(GPtrArray) page = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (page, g_list_model_get_item (objects, first + i));
  g_list_store_splice (store, g_list_model_get_n_items (G_LIST_MODEL (store)), 0, page->pdata, n);
}

/* A folder, as the network brings it. */

static FerryObjectList *
make_list (FerryClient *client,
           const char  *prefix)
{
  g_autoptr(FerryBucket) bucket = ferry_bucket_new ("acme-exports", "eu-west-1");

  return ferry_object_list_new (client, bucket, prefix);
}

static void
load_whole (FerryObjectList *list,
            guint            n_objects)
{
  ferry_object_list_load (list);
  while (ferry_object_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) != n_objects)
    g_error ("the listing failed");
}

static void
open_whole (FerryFolderPane *pane,
            FerryClient     *client,
            guint            n_objects)
{
  g_autoptr(FerryBucket) bucket = ferry_bucket_new ("acme-exports", "eu-west-1");
  GtkScrolledWindow *scroller;
  GtkListView *view;

  ferry_folder_pane_open (pane, client, bucket, "");
  while ((scroller = find_scroller (GTK_WIDGET (pane))) == NULL)
    g_main_context_iteration (NULL, TRUE);
  view = GTK_LIST_VIEW (gtk_scrolled_window_get_child (scroller));
  while (g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (view))) != n_objects)
    g_main_context_iteration (NULL, TRUE);
}

/* Fill, scroll, switch; a switch lets go of all objects of the folder that is left. */
static void
bench_folder (FerryClient     *client,
              guint            n,
              FerryBenchStall *stalls)
{
  GtkWidget *pane = g_object_new (FERRY_TYPE_FOLDER_PANE, NULL);
  g_autoptr(FerryDiskInspections) inspections = ferry_disk_inspections_new ();
  g_autoptr(FerryChosenDisks) chosen = ferry_chosen_disks_new (inspections);
  FerryBenchWatch watch;

  /* as on the Disks page, where each row has a box to tick */
  ferry_folder_pane_set_chosen (FERRY_FOLDER_PANE (pane), chosen);
  ferry_bench_watch_start (&watch, pane);
  open_whole (FERRY_FOLDER_PANE (pane), client, n);
  ferry_bench_iterate_for (WARM_UP);
  ferry_folder_pane_clear (FERRY_FOLDER_PANE (pane));
  ferry_bench_watch_read (&watch);

  open_whole (FERRY_FOLDER_PANE (pane), client, n);
  stalls[0] = ferry_bench_watch_read (&watch);
  stalls[1] = scroll (&watch, pane);
  for (guint i = 0; i < ROUNDS; i++)
    {
      open_whole (FERRY_FOLDER_PANE (pane), client, n);
      ferry_bench_iterate_for (6);
    }
  stalls[2] = ferry_bench_watch_read (&watch);
  ferry_bench_watch_stop (&watch);
}

static void
fill_store (GListStore *store,
            GListModel *objects)
{
  for (guint first = 0; first < g_list_model_get_n_items (objects); first += PAGE)
    {
      splice_page (store, objects, first);
      ferry_bench_iterate_for (1);
    }
}

static void
bench_bare_list (GListModel      *objects,
                 FerryBenchStall *stalls)
{
  g_autoptr(GListStore) store = g_list_store_new (FERRY_TYPE_OBJECT);
  g_autoptr(GListStore) second = g_list_store_new (FERRY_TYPE_OBJECT);
  GtkWidget *bare = make_bare_view (g_object_ref (G_LIST_MODEL (store)));
  GtkWidget *view = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (bare));
  FerryBenchWatch watch;

  ferry_bench_watch_start (&watch, bare);
  splice_page (store, objects, 0);
  ferry_bench_iterate_for (WARM_UP);
  g_list_store_remove_all (store);
  fill_store (second, objects);
  ferry_bench_watch_read (&watch);

  fill_store (store, objects);
  stalls[0] = ferry_bench_watch_read (&watch);
  stalls[1] = scroll (&watch, bare);
  for (guint i = 0; i < ROUNDS; i++)
    {
      GListStore *shown = i % 2 ? store : second;

      gtk_list_view_set_model (GTK_LIST_VIEW (view),
                               GTK_SELECTION_MODEL (gtk_no_selection_new (
                                 g_object_ref (G_LIST_MODEL (shown)))));
      ferry_bench_iterate_for (6);
    }
  stalls[2] = ferry_bench_watch_read (&watch);
  ferry_bench_watch_stop (&watch);
}

/* What reading the pages costs without any view is in "load"; "fill" is that and the view. */
static void
bench_objects (FerryClient *client,
               guint        n)
{
  g_autoptr(FerryObjectList) list = make_list (client, "");
  FerryBenchStall load;
  FerryBenchStall ours[3];
  FerryBenchStall theirs[3];
  FerryBenchWatch watch;

  ferry_bench_watch_start (&watch, gtk_label_new (NULL));
  load_whole (list, n);
  load = ferry_bench_watch_read (&watch);
  ferry_bench_watch_stop (&watch);
  bench_folder (client, n, ours);
  bench_bare_list (G_LIST_MODEL (list), theirs);

  report ("load", load, theirs[0]);
  report ("fill", ours[0], theirs[0]);
  report ("scroll", ours[1], theirs[1]);
  report ("switch", ours[2], theirs[2]);
}

static GPtrArray *
make_tasks (guint n)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  GPtrArray *tasks = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("machine-%04u", i);
      FerryTask *task = ferry_task_new ("bench", "eu-west-1", name, name, now);

      ferry_task_set_state (task, FERRY_TASK_CONVERTING, now);
      g_ptr_array_add (tasks, task);
    }

  return tasks;
}

/* One answer of EC2 is about all tasks, and is taken in one go. */
static FerryBenchStall
refresh (FerryBenchWatch *watch,
         GPtrArray       *tasks)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
      g_autofree char *message = g_strdup_printf ("Progress: %u%%", round + 1);

      for (guint i = 0; i < tasks->len; i++)
        {
          ferry_task_set_message (g_ptr_array_index (tasks, i), message);
          ferry_task_set_heard (g_ptr_array_index (tasks, i), now);
        }
      ferry_bench_iterate_for (6);
    }

  return ferry_bench_watch_read (watch);
}

/* Every task is another state further, percent and all: what a first answer after long brings. */
static FerryBenchStall
progress (FerryBenchWatch *watch,
          GPtrArray       *tasks)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
      g_autofree char *xml = g_strdup_printf ("<item><conversionTaskId>import-i-1</conversionTaskId>"
                                              "<state>active</state><statusMessage>Progress: %u%%"
                                              "</statusMessage><importInstance/></item>", round + 1);
      g_autoptr(GBytes) bytes = g_bytes_new (xml, strlen (xml));
      g_autoptr(FerryXml) element = ferry_xml_parse (bytes, NULL);
      g_autoptr(FerryConversionTask) said = ferry_conversion_task_from_xml (element, NULL);

      for (guint i = 0; i < tasks->len; i++)
        ferry_task_update (g_ptr_array_index (tasks, i), said, now);
      ferry_bench_iterate_for (6);
    }

  return ferry_bench_watch_read (watch);
}

static void
bench_tasks (guint n)
{
  g_autoptr(FerryTaskList) list = ferry_task_list_new (1);
  g_autoptr(GPtrArray) tasks = make_tasks (n);
  g_autoptr(GListStore) store = g_list_store_new (FERRY_TYPE_TASK);
  GtkWidget *view = ferry_tasks_view_new (list);
  GtkWidget *bare = gtk_scrolled_window_new ();
  GtkSelectionModel *selection =
    GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (store))));
  FerryBenchStall ours[4];
  FerryBenchStall theirs[4];
  FerryBenchWatch watch;

  ferry_bench_watch_start (&watch, view);
  ferry_task_list_add (list, g_ptr_array_index (tasks, 0));
  ferry_bench_iterate_for (WARM_UP);
  ferry_bench_watch_read (&watch);
  for (guint i = 1; i < tasks->len; i++)
    ferry_task_list_add (list, g_ptr_array_index (tasks, i));
  ours[0] = ferry_bench_watch_read (&watch);
  ours[1] = refresh (&watch, tasks);
  ours[2] = scroll (&watch, view);
  ours[3] = progress (&watch, tasks);
  ferry_bench_watch_stop (&watch);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (bare),
                                 gtk_list_view_new (selection,
                                                    make_factory (G_CALLBACK (bind_task_cb))));
  ferry_bench_watch_start (&watch, bare);
  g_list_store_append (store, g_ptr_array_index (tasks, 0));
  ferry_bench_iterate_for (WARM_UP);
  ferry_bench_watch_read (&watch);
  for (guint i = 1; i < tasks->len; i++)
    g_list_store_insert (store, 0, g_ptr_array_index (tasks, i));
  theirs[0] = ferry_bench_watch_read (&watch);
  theirs[1] = refresh (&watch, tasks);
  theirs[2] = scroll (&watch, bare);
  theirs[3] = progress (&watch, tasks);
  ferry_bench_watch_stop (&watch);

  report ("tasks-fill", ours[0], theirs[0]);
  report ("tasks-refresh", ours[1], theirs[1]);
  report ("tasks-scroll", ours[2], theirs[2]);
  report ("tasks-progress", ours[3], theirs[3]);
}

int
main (int   argc,
      char *argv[])
{
  if (argc != 3)
    {
      g_printerr ("ferry-bench-stalls: OBJECTS TASKS\n");
      return EXIT_FAILURE;
    }

  adw_init ();
  g_autoptr(FerryBenchCloud) cloud = ferry_bench_cloud_new (atoi (argv[1]));
  g_autoptr(FerryClient) client = ferry_bench_cloud_make_client (cloud);
  g_autoptr(GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, "/io/github/vmferry/Ferry/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  bench_objects (client, atoi (argv[1]));
  bench_tasks (atoi (argv[2]));

  return EXIT_SUCCESS;
}
