/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-server.h"
#include "ferry-test-widgets.h"

#include "tasks/ferry-task-details.h"
#include "tasks/ferry-task-line.h"
#include "tasks/ferry-tasks-view.h"

#include <glib/gstdio.h>

/* The list of tasks while EC2 answers, and while its rows are cleared and brought back. */

#define ACCOUNT "00000000-0000-4000-8000-000000000001"
#define N_TASKS 60

/* "answer" is all that EC2 tells, in <item> elements. */
typedef struct {
  FerryTestServer *server;
  GString         *answer;
  guint            n_answers;
  FerryTaskList   *tasks;
  FerryActivity   *activity;
  GPtrArray       *all;      /* FerryTask, as they stand in the list */
  GtkWidget       *view;
  GtkWindow       *window;
  GtkListView     *list_view;
  GtkAdjustment   *adjustment;
} Fixture;

static FerryTask *
add (Fixture        *fixture,
     const char     *name,
     FerryTaskState  state)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *id = g_strconcat ("import-i-", name, NULL);
  FerryTask *task = ferry_task_new (ACCOUNT, "eu-west-1", name, name, now);

  ferry_task_set_ids (task, id, NULL);
  ferry_task_set_state (task, state, now);
  ferry_task_list_add (fixture->tasks, task);
  g_ptr_array_insert (fixture->all, 0, task);

  return task;
}

static GListModel *
get_shown (Fixture *fixture)
{
  return G_LIST_MODEL (gtk_list_view_get_model (fixture->list_view));
}

static void
wait_shown (Fixture *fixture,
            guint    n)
{
  while (g_list_model_get_n_items (get_shown (fixture)) != n)
    g_main_context_iteration (NULL, TRUE);
}

/* Until what was changed is on the screen. */
static void
wait_frame (Fixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window));
  gint64 frame = gdk_frame_clock_get_frame_counter (clock);

  gtk_widget_queue_draw (GTK_WIDGET (fixture->window));
  while (gdk_frame_clock_get_frame_counter (clock) < frame + 2)
    {
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
handle_cb (FerryTestServer   *server,
           SoupServerMessage *message,
           const char        *path,
           gpointer           user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *body = NULL;

  body = g_strdup_printf ("<DescribeConversionTasksResponse><conversionTasks>%s</conversionTasks>"
                          "</DescribeConversionTasksResponse>", fixture->answer->str);
  ferry_test_server_answer (message, 200, NULL, body);
}

static void
answered_cb (Fixture *fixture)
{
  fixture->n_answers++;
}

/* EC2 tells this of a task, beside what it tells already. */
static void
say (Fixture    *fixture,
     const char *name,
     const char *state,
     const char *message)
{
  g_string_append_printf (fixture->answer,
                          "<item><conversionTaskId>import-i-%s</conversionTaskId>"
                          "<state>%s</state><statusMessage>%s</statusMessage>"
                          "<importInstance><description>%s</description></importInstance></item>",
                          name, state, message, name);
}

static void
say_all (Fixture    *fixture,
         const char *message)
{
  g_string_truncate (fixture->answer, 0);
  for (guint i = 0; i < N_TASKS; i++)
    {
      g_autofree char *name = g_strdup_printf ("machine-%02u", i);

      say (fixture, name, i % 2 ? "active" : "completed", message);
    }
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->answer = g_string_new (NULL);
  fixture->server = ferry_test_server_new (handle_cb, fixture);
  fixture->tasks = ferry_task_list_new (1);
  fixture->activity = ferry_activity_new ();
  g_signal_connect_swapped (fixture->tasks, "answered", G_CALLBACK (answered_cb), fixture);
  fixture->all = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < N_TASKS; i++)
    {
      g_autofree char *name = g_strdup_printf ("machine-%02u", i);

      add (fixture, name, i % 2 ? FERRY_TASK_CONVERTING : FERRY_TASK_LANDED);
    }

  fixture->view = ferry_tasks_view_new (fixture->tasks);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->view);
  fixture->window = ferry_test_widgets_show (overlay);
  fixture->list_view = GTK_LIST_VIEW (ferry_test_widgets_find_class (fixture->view, "tasks", 0));
  fixture->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->list_view));
  wait_shown (fixture, N_TASKS);
  while (gtk_adjustment_get_upper (fixture->adjustment) <=
         2 * gtk_adjustment_get_page_size (fixture->adjustment))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  g_ptr_array_unref (fixture->all);
  g_assert_finalize_object (fixture->tasks);
  g_clear_object (&fixture->activity);
  ferry_test_server_free (fixture->server);
  g_string_free (fixture->answer, TRUE);
}

/* (nullable) */
static FerryTask *
get_task (FerryTaskItem *item)
{
  return item ? ferry_task_item_get_task (item, 0) : NULL;
}

static FerryTask *
get_selected (Fixture *fixture)
{
  GtkSelectionModel *model = gtk_list_view_get_model (fixture->list_view);

  return get_task (gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model)));
}

/* Of the row that is shown there. (transfer full) */
static FerryTask *
dup_shown (Fixture *fixture,
           guint    position)
{
  g_autoptr(FerryTaskItem) item = g_list_model_get_item (get_shown (fixture), position);

  return g_object_ref (get_task (item));
}

/* (nullable): the line of the row that has the focus */
static FerryTask *
get_focused (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->window);
  GtkWidget *line = focus ? ferry_test_widgets_find (focus, FERRY_TYPE_TASK_LINE, 0) : NULL;
  g_autoptr(FerryTaskItem) item = NULL;

  if (line)
    g_object_get (line, "item", &item, NULL);

  return get_task (item);
}

/* (nullable) */
static GtkWidget *
find_line (Fixture   *fixture,
           FerryTask *wanted)
{
  GtkWidget *line;

  for (guint i = 0; (line = ferry_test_widgets_find (fixture->view, FERRY_TYPE_TASK_LINE, i)); i++)
    {
      g_autoptr(FerryTaskItem) item = NULL;

      g_object_get (line, "item", &item, NULL);
      if (get_task (item) == wanted)
        return line;
    }

  return NULL;
}

/* How far below the upper edge of the list the row of @task is. */
static double
get_offset (Fixture   *fixture,
            FerryTask *task)
{
  GtkWidget *line = find_line (fixture, task);
  double y = 0;

  g_assert_nonnull (line);
  g_assert_true (gtk_widget_translate_coordinates (line, GTK_WIDGET (fixture->list_view), 0, 0,
                                                   NULL, &y));

  return y;
}

/* Until EC2 has answered once more. */
static void
refresh (Fixture *fixture)
{
  guint wanted = fixture->n_answers + 1;

  ferry_task_list_refresh (fixture->tasks);
  while (fixture->n_answers < wanted)
    g_main_context_iteration (NULL, TRUE);
}

/* Chooses the row of @task, gives it the focus, and brings it into the middle of the list. */
static void
stand_at (Fixture   *fixture,
          FerryTask *task)
{
  guint position = 0;

  g_assert_true (g_ptr_array_find (fixture->all, task, &position));
  gtk_widget_activate_action (GTK_WIDGET (fixture->list_view), "list.scroll-to-item", "u",
                              position);
  while (find_line (fixture, task) == NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_selection_model_select_item (gtk_list_view_get_model (fixture->list_view), position, TRUE);
  wait_frame (fixture);
  gtk_widget_grab_focus (ferry_test_widgets_get_list_row (find_line (fixture, task)));
  wait_frame (fixture);
  g_assert_true (get_focused (fixture) == task);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), >, 0);
}

/* How many rows the list was told that go and that come. */
typedef struct {
  guint removed;
  guint added;
} Told;

static void
told_cb (GListModel *shown,
         guint       position,
         guint       removed,
         guint       added,
         gpointer    user_data)
{
  Told *told = user_data;

  told->removed += removed;
  told->added += added;
}

static void
listen (Fixture *fixture,
        Told    *told)
{
  g_signal_connect (get_shown (fixture), "items-changed", G_CALLBACK (told_cb), told);
}

/* GTK brings back the selection of a row that is taken away and put there again, not its widget: so
 * only what really came and went may be told.
 */
static void
assert_told (Fixture *fixture,
             Told    *told,
             guint    removed,
             guint    added)
{
  g_signal_handlers_disconnect_by_data (get_shown (fixture), told);
  g_assert_cmpuint (told->removed, ==, removed);
  g_assert_cmpuint (told->added, ==, added);
}

/* EC2 tells of all, has others to say of most, and one more task comes and one goes. */
static void
test_survive (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(FerryClient) client = ferry_test_server_make_client (fixture->server);
  g_autoptr(FerryTask) task = g_object_ref (fixture->all->pdata[40]);
  GtkWidget *details = ferry_test_widgets_find (fixture->view, FERRY_TYPE_TASK_DETAILS, 0);
  Told told = { 0, 0 };
  double offset;

  say_all (fixture, "Pending");
  ferry_task_list_watch (fixture->tasks, client, "eu-west-1");
  refresh (fixture);
  say (fixture, "stranger", "active", "Pending");
  refresh (fixture);
  wait_shown (fixture, N_TASKS + 1);
  g_ptr_array_insert (fixture->all, 0, dup_shown (fixture, 0));

  stand_at (fixture, task);
  offset = get_offset (fixture, task);
  listen (fixture, &told);
  say_all (fixture, "Progress: 12%");
  say (fixture, "newcomer", "active", "Pending");
  refresh (fixture);
  refresh (fixture);
  refresh (fixture);
  wait_shown (fixture, N_TASKS + 1);
  wait_frame (fixture);

  g_assert_true (ferry_test_widgets_mentions (fixture->view, "12 %"));
  assert_told (fixture, &told, 1, 1);
  g_assert_true (get_selected (fixture) == task);
  g_assert_true (get_focused (fixture) == task);
  g_assert_cmpfloat_with_epsilon (get_offset (fixture, task), offset, 1);
  g_assert_true (ferry_test_widgets_says (details, ferry_task_get_name (task)));
}

/* Also where a filter lets some go and others come in the same answer. */
static void
test_survive_filter (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(FerryTask) task = NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  GListModel *shown;
  Told told = { 0, 0 };
  double offset;

  g_assert_true (gtk_widget_activate_action (fixture->view, "tasks.filter", "s", "running"));
  wait_shown (fixture, N_TASKS / 2);
  shown = get_shown (fixture);
  task = dup_shown (fixture, 20);
  gtk_widget_activate_action (GTK_WIDGET (fixture->list_view), "list.scroll-to-item", "u", 20);
  while (find_line (fixture, task) == NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (shown), 20, TRUE);
  wait_frame (fixture);
  gtk_widget_grab_focus (ferry_test_widgets_get_list_row (find_line (fixture, task)));
  wait_frame (fixture);
  offset = get_offset (fixture, task);

  /* A new one comes on top; then three above it end, and one below. */
  listen (fixture, &told);
  add (fixture, "new", FERRY_TASK_CONVERTING);
  wait_shown (fixture, N_TASKS / 2 + 1);
  for (guint i = 0; i < 4; i++)
    {
      static const guint ends[] = { 3, 4, 10, 26 };
      g_autoptr(FerryTask) end = dup_shown (fixture, ends[i]);

      ferry_task_set_state (end, FERRY_TASK_LANDED, now);
    }
  wait_shown (fixture, N_TASKS / 2 - 4 + 1);
  wait_frame (fixture);

  assert_told (fixture, &told, 4, 1);
  g_assert_true (get_selected (fixture) == task);
  g_assert_true (get_focused (fixture) == task);
  g_assert_cmpfloat_with_epsilon (get_offset (fixture, task), offset, 1);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* However many change, a view is told once; and of nothing where nothing comes or goes. */
static void
test_told_once (Fixture       *fixture,
                gconstpointer  data)
{
  GListModel *shown = get_shown (fixture);
  guint n_changes = 0;

  g_signal_connect_swapped (shown, "items-changed", G_CALLBACK (count_cb), &n_changes);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("new-%02u", i);

      add (fixture, name, FERRY_TASK_CONVERTING);
    }
  wait_shown (fixture, N_TASKS + 20);
  g_assert_cmpuint (n_changes, ==, 1);

  for (guint i = 0; i < N_TASKS; i++)
    ferry_task_set_message (fixture->all->pdata[i], "Progress: 12%");
  wait_frame (fixture);
  g_assert_cmpuint (n_changes, ==, 1);
  g_signal_handlers_disconnect_by_data (shown, &n_changes);
}

static FerryClearedTasks *
use_clearing (Fixture    *fixture,
              const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  FerryClearedTasks *cleared = ferry_cleared_tasks_new (file, fixture->activity);

  g_object_set (fixture->view, "cleared", cleared, NULL);

  return cleared;
}

static void
remove_file (Fixture    *fixture,
             const char *path,
             const char *folder)
{
  while (ferry_activity_is_busy (fixture->activity))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
undo (Fixture *fixture)
{
  GtkWidget *root = GTK_WIDGET (fixture->window);
  GtkWidget *button;

  while ((button = ferry_test_widgets_find_button (root, "Undo")) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (button, "clicked");
}

static void
test_clear_all (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("ferry-cleared-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "cleared-tasks.json", NULL);
  g_autoptr(FerryClearedTasks) cleared = use_clearing (fixture, path);
  FerryTask *lost = add (fixture, "lost", FERRY_TASK_CONVERTING);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  add (fixture, "unconfirmed", FERRY_TASK_UNCONFIRMED);
  ferry_task_set_lost (lost, now);
  wait_shown (fixture, N_TASKS + 2);
  g_assert_true (ferry_test_widgets_says (fixture->view, "30 finished"));
  g_assert_true (gtk_widget_activate_action (fixture->view, "tasks.clear-finished", NULL));

  /* What runs stays, and so does what nobody knows the end of. */
  wait_shown (fixture, N_TASKS / 2 + 2);
  g_assert_true (ferry_test_widgets_says (GTK_WIDGET (fixture->window), "30 imports cleared"));
  g_assert_false (ferry_test_widgets_mentions (fixture->view, "finished"));
  undo (fixture);
  wait_shown (fixture, N_TASKS + 2);

  remove_file (fixture, path, folder);
}

static void
test_clear_one (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("ferry-cleared-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "cleared-tasks.json", NULL);
  g_autoptr(FerryClearedTasks) cleared = use_clearing (fixture, path);
  FerryTask *running = fixture->all->pdata[0];
  g_autoptr(FerryTask) landed = g_object_ref (fixture->all->pdata[1]);
  GtkWidget *details = ferry_test_widgets_find (fixture->view, FERRY_TYPE_TASK_DETAILS, 0);

  /* One that runs is chosen: there is nothing to clear, whoever asks. */
  g_assert_true (get_selected (fixture) == running);
  gtk_widget_activate_action (fixture->view, "tasks.clear-selected", NULL);
  g_assert_false (ferry_cleared_tasks_contains (cleared, running));
  g_assert_false (ferry_test_widgets_mentions (details, "from List"));

  gtk_selection_model_select_item (gtk_list_view_get_model (fixture->list_view), 1, TRUE);
  g_assert_true (ferry_test_widgets_mentions (details, "r from List"));
  g_assert_true (gtk_widget_activate_action (fixture->view, "tasks.clear-selected", NULL));
  wait_shown (fixture, N_TASKS - 1);
  g_assert_true (ferry_cleared_tasks_contains (cleared, landed));
  g_assert_true (ferry_test_widgets_says (GTK_WIDGET (fixture->window), "“machine-58” cleared"));

  /* Its neighbour is chosen instead, and the place in the list stays. */
  g_assert_true (get_selected (fixture) == fixture->all->pdata[2]);
  undo (fixture);
  wait_shown (fixture, N_TASKS);
  g_assert_false (ferry_cleared_tasks_contains (cleared, landed));

  remove_file (fixture, path, folder);
}

/* What the list does when a finger or a button is pressed and lifted; GTK has the row selected by
 * itself.
 */
static void
drag (Fixture *fixture,
      double   from,
      double   to)
{
  GtkWidget *list = GTK_WIDGET (fixture->list_view);
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (list);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_GESTURE_CLICK (controller))
        continue;

      g_signal_emit_by_name (controller, "pressed", 1, 10.0, from);
      g_signal_emit_by_name (controller, "released", 1, 10.0, to);
    }
}

/* Where there is no room for both, a click leads to the details and a button back. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *leaflet = ferry_test_widgets_find (fixture->view, ADW_TYPE_LEAFLET, 0);
  GtkWidget *details = ferry_test_widgets_find (fixture->view, FERRY_TYPE_TASK_DETAILS, 0);

  g_assert_false (adw_leaflet_get_folded (ADW_LEAFLET (leaflet)));
  drag (fixture, 10, 10);
  g_assert_cmpstr (adw_leaflet_get_visible_child_name (ADW_LEAFLET (leaflet)), ==, "list");
  gtk_window_set_default_size (fixture->window, 360, 640);
  while (!adw_leaflet_get_folded (ADW_LEAFLET (leaflet)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (adw_leaflet_get_visible_child_name (ADW_LEAFLET (leaflet)), ==, "list");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->list_view)), <=, 360);

  /* Not from row to row, nor beside them all; and nothing is selected by pointing at it. */
  drag (fixture, 10, 200);
  drag (fixture, 100000, 100000);
  g_assert_cmpstr (adw_leaflet_get_visible_child_name (ADW_LEAFLET (leaflet)), ==, "list");
  g_assert_false (gtk_list_view_get_single_click_activate (fixture->list_view));

  drag (fixture, 10, 12);
  g_assert_cmpstr (adw_leaflet_get_visible_child_name (ADW_LEAFLET (leaflet)), ==, "details");
  g_assert_true (gtk_widget_activate_action (details, "tasks.close-details", NULL));
  g_signal_emit_by_name (fixture->list_view, "activate", 3);
  g_assert_true (get_selected (fixture) == fixture->all->pdata[3]);
  g_assert_cmpstr (adw_leaflet_get_visible_child_name (ADW_LEAFLET (leaflet)), ==, "details");
  g_assert_true (ferry_test_widgets_says (details, "machine-56"));
  add (fixture, "new", FERRY_TASK_CONVERTING);
  wait_shown (fixture, N_TASKS + 1);
  g_assert_cmpstr (adw_leaflet_get_visible_child_name (ADW_LEAFLET (leaflet)), ==, "details");

  g_assert_true (gtk_widget_activate_action (details, "tasks.close-details", NULL));
  g_assert_cmpstr (adw_leaflet_get_visible_child_name (ADW_LEAFLET (leaflet)), ==, "list");
}

int
main (int    argc,
      char **argv)
{
  ferry_test_widgets_init (&argc, &argv);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/tasks-refresh/survive", test_survive);
  ADD ("/tasks-refresh/survive-filter", test_survive_filter);
  ADD ("/tasks-refresh/told-once", test_told_once);
  ADD ("/tasks-refresh/clear-all", test_clear_all);
  ADD ("/tasks-refresh/clear-one", test_clear_one);
  ADD ("/tasks-refresh/narrow", test_narrow);

  return g_test_run ();
}
