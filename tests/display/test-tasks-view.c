/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include "tasks/ferry-explanation.h"
#include "tasks/ferry-stepper.h"
#include "tasks/ferry-task-details.h"
#include "tasks/ferry-task-line.h"
#include "tasks/ferry-task-text.h"
#include "tasks/ferry-tasks-view.h"

#include <string.h>

#define PHONE_WIDTH 360

/* Those that show a task. */
static guint
count_lines (GtkWidget *view)
{
  GtkWidget *line;
  guint n = 0;

  for (guint i = 0; (line = ferry_test_widgets_find (view, FERRY_TYPE_TASK_LINE, i)); i++)
    {
      g_autoptr(FerryTaskItem) item = NULL;

      g_object_get (line, "item", &item, NULL);
      n += item != NULL;
    }

  return n;
}

static void
wait_lines (GtkWidget *view,
            guint      n)
{
  while (count_lines (view) != n)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
find_details (GtkWidget *view)
{
  return ferry_test_widgets_find (view, FERRY_TYPE_TASK_DETAILS, 0);
}

static void
test_lines (void)
{
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (1);
  g_autoptr(FerryTask) first = ferry_test_shown_task_new ("db01", FERRY_TASK_PROVING);
  g_autoptr(FerryTask) second = ferry_test_shown_task_new ("web <&>", FERRY_TASK_UNCONFIRMED);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  GtkWidget *view = ferry_tasks_view_new (tasks);
  GtkWindow *window = ferry_test_widgets_show (view);
  GtkWidget *line;
  GtkWidget *row;

  g_assert_true (ferry_test_widgets_says (view, "No Tasks"));
  ferry_task_list_add (tasks, first);
  ferry_task_list_add (tasks, second);
  wait_lines (view, 2);

  line = ferry_test_widgets_find (view, FERRY_TYPE_TASK_LINE, 0);
  row = ferry_test_widgets_get_list_row (line);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "web <&>");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Unconfirmed");
  g_assert_true (ferry_test_widgets_says (line, "web <&>"));
  g_assert_true (ferry_test_widgets_says (line, "Unconfirmed"));

  /* The line stays and says what the task has become. */
  line = ferry_test_widgets_find (view, FERRY_TYPE_TASK_LINE, 1);
  g_assert_true (ferry_test_widgets_says (line, "Trying the links"));
  ferry_task_set_ids (first, "import-i-1", "i-0a1b");
  ferry_task_set_state (first, FERRY_TASK_LANDED, now);
  g_assert_true (line == ferry_test_widgets_find (view, FERRY_TYPE_TASK_LINE, 1));
  g_assert_true (ferry_test_widgets_says (line, "Landed"));
  row = ferry_test_widgets_get_list_row (line);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "db01");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Landed");

  gtk_window_destroy (window);
}

static void
test_progress (void)
{
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (1);
  g_autoptr(FerryTask) task = ferry_test_shown_task_new ("db01", FERRY_TASK_CONVERTING);
  g_autoptr(FerryConversionTask) said = NULL;
  g_autoptr(FerryXml) xml = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  static const char text[] =
    "<item><conversionTaskId>import-i-1</conversionTaskId><state>active</state>"
    "<statusMessage>Progress: 63%</statusMessage><importInstance/></item>";
  GtkWidget *view = ferry_tasks_view_new (tasks);
  GtkWindow *window = ferry_test_widgets_show (view);
  GtkWidget *line;
  GtkWidget *bar;
  int height;
  int height_now;

  ferry_task_list_add (tasks, task);
  wait_lines (view, 1);
  line = ferry_test_widgets_find (view, FERRY_TYPE_TASK_LINE, 0);
  bar = ferry_test_widgets_find (line, GTK_TYPE_PROGRESS_BAR, 0);
  g_assert_false (gtk_widget_get_visible (bar));
  gtk_widget_measure (line, GTK_ORIENTATION_VERTICAL, 360, &height, NULL, NULL, NULL);

  bytes = g_bytes_new_static (text, strlen (text));
  xml = ferry_xml_parse (bytes, NULL);
  said = ferry_conversion_task_from_xml (xml, NULL);
  ferry_task_update (task, said, now);
  g_assert_true (gtk_widget_get_visible (bar));
  gtk_test_accessible_assert_role (bar, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_LABEL, "Converted");
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, .63);
  g_assert_true (ferry_test_widgets_says (line, "Converting, 63 %"));
  g_assert_true (ferry_test_widgets_mentions (line, "just now"));

  /* A list of lines that never change their size is laid out once. */
  gtk_widget_measure (line, GTK_ORIENTATION_VERTICAL, 360, &height_now, NULL, NULL, NULL);
  g_assert_cmpint (height_now, ==, height);

  gtk_window_destroy (window);
}

static void
test_details (void)
{
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (1);
  g_autoptr(FerryTask) first = ferry_test_shown_task_new ("db01", FERRY_TASK_PROVING);
  g_autoptr(FerryTask) second = ferry_test_shown_task_new ("web <&>", FERRY_TASK_UNCONFIRMED);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  GtkWidget *view = ferry_tasks_view_new (tasks);
  GtkWindow *window = ferry_test_widgets_show (view);
  GtkWidget *details = find_details (view);
  GtkWidget *list_view;

  ferry_task_list_add (tasks, first);
  ferry_task_list_add (tasks, second);
  wait_lines (view, 2);

  /* The first one is chosen by itself. */
  while (!ferry_test_widgets_says (details, "web <&>"))
    g_main_context_iteration (NULL, TRUE);
  gtk_test_accessible_assert_property (details, GTK_ACCESSIBLE_PROPERTY_LABEL, "web <&>");
  g_assert_true (ferry_test_widgets_says (details, "Unconfirmed"));
  list_view = ferry_test_widgets_find_class (view, "tasks", 0);
  gtk_selection_model_select_item (gtk_list_view_get_model (GTK_LIST_VIEW (list_view)), 1, TRUE);
  g_assert_true (ferry_test_widgets_says (details, "db01"));
  g_assert_false (ferry_test_widgets_says (details, "web <&>"));

  ferry_task_set_ids (first, "import-i-1", "i-0a1b");
  g_assert_true (ferry_test_widgets_says (details, "import-i-1"));
  ferry_task_set_state (first, FERRY_TASK_CONVERTING, now);
  ferry_task_set_state (first, FERRY_TASK_LANDED, now);
  g_assert_true (ferry_test_widgets_says (details, "i-0a1b, stopped"));
  for (guint i = 0; i < 3; i++)
    {
      static const char *const history[] = { "Trying the links", "EC2 has the task", "Landed" };

      g_assert_true (ferry_test_widgets_says (ferry_test_widgets_find (
        details, g_type_from_name ("FerryTaskHistory"), 0), history[i]));
    }

  gtk_window_destroy (window);
}

/* Records that tell nothing are told of, even where nothing else is. */
static void
test_damaged (void)
{
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (1);
  g_autoptr(GPtrArray) damaged = g_ptr_array_new ();
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(FerryTask) task = ferry_test_shown_task_new ("web01", FERRY_TASK_UNCONFIRMED);
  g_autoptr(GError) damage = g_error_new_literal (FERRY_ERROR, FERRY_ERROR_STORAGE, "Its record");
  g_autoptr(FerryExplanation) explanation = NULL;
  GtkWidget *view = ferry_tasks_view_new (tasks);
  GtkWindow *window = ferry_test_widgets_show (view);

  g_ptr_array_add (damaged, (char *) "/a <b>/x.journal");
  g_object_set (view, "damaged", damaged, NULL);
  g_assert_false (ferry_test_widgets_says (view, "No Tasks"));
  g_assert_true (ferry_test_widgets_mentions (view, "/a <b>/x.journal"));
  g_assert_true (ferry_test_widgets_mentions (view, "cannot be read"));
  g_object_set (view, "damaged", none, NULL);
  g_assert_false (ferry_test_widgets_mentions (view, "cannot be read"));
  g_assert_true (ferry_test_widgets_says (view, "No Tasks"));

  ferry_task_set_error (task, damage);
  explanation = ferry_explanation_new (task);
  g_assert_cmpstr (explanation->title, ==, "The record of this import is damaged");
  g_assert_cmpstr (explanation->said, ==, "Its record");

  gtk_window_destroy (window);
}

static void
test_filter (void)
{
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (1);
  g_autoptr(FerryTask) running = ferry_test_shown_task_new ("db01", FERRY_TASK_PROVING);
  g_autoptr(FerryTask) lost = ferry_test_shown_task_new ("web01", FERRY_TASK_UNCONFIRMED);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  GtkWidget *view = ferry_tasks_view_new (tasks);
  GtkWindow *window = ferry_test_widgets_show (view);

  ferry_task_list_add (tasks, running);
  ferry_task_list_add (tasks, lost);
  wait_lines (view, 2);
  g_assert_true (gtk_widget_activate_action (view, "tasks.filter", "s", "attention"));
  wait_lines (view, 1);
  g_assert_true (gtk_widget_activate_action (view, "tasks.filter", "s", "finished"));
  wait_lines (view, 0);
  g_assert_true (ferry_test_widgets_says (view, "Nothing Has Finished Yet"));

  /* A task that changes comes into the filter without anybody asking. */
  ferry_task_set_state (running, FERRY_TASK_LANDED, now);
  wait_lines (view, 1);
  g_assert_true (gtk_widget_activate_action (view, "tasks.filter", "s", "all"));
  wait_lines (view, 2);

  gtk_window_destroy (window);
}

static void
test_shown (void)
{
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (1);
  GtkWidget *view = ferry_tasks_view_new (tasks);
  GtkWindow *window = ferry_test_widgets_show (view);
  gboolean shown = FALSE;

  g_object_get (tasks, "shown", &shown, NULL);
  g_assert_true (shown);
  gtk_widget_set_visible (view, FALSE);
  g_object_get (tasks, "shown", &shown, NULL);
  g_assert_false (shown);

  /* A window that goes takes nothing of the list with it. */
  gtk_window_destroy (window);
  g_assert_finalize_object (g_steal_pointer (&tasks));
}

/* A view with the toasts of a window around it. */
static GtkWindow *
show_with_toasts (GtkWidget *view)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), view);

  return ferry_test_widgets_show (overlay);
}

static void
test_show_newest (void)
{
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (1);
  GtkWidget *view = ferry_tasks_view_new (tasks);
  GtkWindow *window = ferry_test_widgets_show (view);
  GtkWidget *scroller;
  GtkAdjustment *adjustment;
  GtkWidget *card;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("old %u", i);
      g_autoptr(FerryTask) task = ferry_test_shown_task_new (name, FERRY_TASK_LANDED);

      ferry_task_list_add (tasks, task);
    }
  while ((card = ferry_test_widgets_find (view, FERRY_TYPE_TASK_LINE, 0)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  scroller = gtk_widget_get_ancestor (card, GTK_TYPE_SCROLLED_WINDOW);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  while (gtk_adjustment_get_upper (adjustment) <= 2 * gtk_adjustment_get_page_size (adjustment))
    g_main_context_iteration (NULL, TRUE);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 0);
  g_assert_true (gtk_widget_activate_action (view, "tasks.filter", "s", "finished"));

  g_autoptr(FerryTask) task = ferry_test_shown_task_new ("new", FERRY_TASK_STORING);
  ferry_task_list_add (tasks, task);
  g_assert_false (ferry_test_widgets_says (view, "new"));
  ferry_tasks_view_show_newest (FERRY_TASKS_VIEW (view));
  g_assert_true (ferry_test_widgets_says (find_details (view), "new"));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);

  gtk_window_destroy (window);
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      return l->data;

  return NULL;
}

/* Also where the filter takes the card away in the same moment. */
static void
test_too_late (void)
{
  static const struct {
    FerryTaskState  state;
    const char     *filter;
    const char     *text;
  } cases[] = {
    { FERRY_TASK_LANDED, "all", "Too late: “web &lt;1&gt;” has landed" },
    { FERRY_TASK_LANDED, "running", "Too late: “web &lt;1&gt;” has landed" },
    { FERRY_TASK_CANCELLED, "all", "Too late: the import of “web &lt;1&gt;” has ended" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryTaskList) tasks = ferry_task_list_new (1);
      g_autoptr(FerryTask) task = ferry_test_shown_task_new ("web <1>", FERRY_TASK_CONVERTING);
      g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
      GtkWidget *view = ferry_tasks_view_new (tasks);
      GtkWindow *window = show_with_toasts (view);
      GtkWidget *card;

      ferry_task_set_ids (task, "import-i-1", NULL);
      ferry_task_list_add (tasks, task);
      g_assert_true (gtk_widget_activate_action (view, "tasks.filter", "s", cases[i].filter));
      wait_lines (view, 1);
      card = find_details (view);
      g_assert_true (gtk_widget_activate_action (card, "task.cancel", NULL));
      g_assert_nonnull (find_dialog ());

      ferry_task_set_message (task, "Progress: 12%");
      g_assert_nonnull (find_dialog ());
      ferry_task_set_state (task, cases[i].state, now);
      while (find_dialog () != NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_true (ferry_test_widgets_says (GTK_WIDGET (window), cases[i].text));

      gtk_window_destroy (window);
    }
}

static void
test_copy (void)
{
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (1);
  g_autoptr(FerryTask) task = ferry_test_shown_task_new ("web01", FERRY_TASK_CONVERTING);
  GtkWidget *view = ferry_tasks_view_new (tasks);
  GtkWindow *window = show_with_toasts (view);
  GtkWidget *card;

  ferry_task_set_ids (task, "import-i-1", NULL);
  ferry_task_list_add (tasks, task);
  wait_lines (view, 1);
  card = find_details (view);
  g_assert_false (ferry_test_widgets_says (GTK_WIDGET (window), "Copied"));
  g_assert_true (gtk_widget_activate_action (card, "task.copy-task-id", NULL));
  g_assert_true (ferry_test_widgets_says (GTK_WIDGET (window), "Copied"));

  gtk_window_destroy (window);
}

/* A data disk becomes a volume: no instance is missing, and there is nothing to start. */
static void
test_volume (void)
{
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (1);
  g_autoptr(FerryTask) task = ferry_test_shown_task_new ("web01", FERRY_TASK_LANDED);
  GtkWidget *view = ferry_tasks_view_new (tasks);
  GtkWindow *window = show_with_toasts (view);
  GtkWidget *card;

  ferry_task_set_disk_name (task, "logs.vmdk");
  ferry_task_list_add (tasks, task);
  wait_lines (view, 1);
  card = find_details (view);
  g_assert_false (ferry_test_widgets_says (card, "Instance"));
  g_assert_true (ferry_test_widgets_says (card, "not known"));
  g_assert_true (ferry_test_widgets_says (card, "Attach it in EC2 to the machine’s instance, "
                                                "before you start that"));
  ferry_task_set_volume_id (task, "vol-0a1b");
  g_assert_true (ferry_test_widgets_says (card, "vol-0a1b"));
  g_assert_true (gtk_widget_activate_action (card, "task.copy-volume-id", NULL));
  g_assert_true (ferry_test_widgets_says (GTK_WIDGET (window), "Copied"));

  gtk_window_destroy (window);
}

static void
assert_icon (GtkWidget  *card,
             const char *name)
{
  GtkWidget *icon;

  for (guint i = 0; (icon = ferry_test_widgets_find (card, GTK_TYPE_IMAGE, i)); i++)
    if (g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (icon)), name) == 0)
      return;

  g_error ("there is no %s", name);
}

static GtkWidget *
details_new (FerryTask *task)
{
  g_autoptr(FerryTaskItem) item = ferry_task_item_new_for_task (task);
  GtkWidget *details = g_object_ref_sink (ferry_task_details_new ());

  ferry_task_details_set_item (FERRY_TASK_DETAILS (details), item);

  return details;
}

static void
test_cancelled (void)
{
  const char *remains = "EC2 has removed what it made; the disk in the bucket is untouched.";
  g_autoptr(FerryTask) cancelled = ferry_test_ended_task_new ("User initiated task cancellation");
  g_autoptr(FerryTask) ended = ferry_test_ended_task_new ("No bootable partition found");
  g_autoptr(FerryTask) lost = ferry_test_shown_task_new ("db01", FERRY_TASK_CONVERTING);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  GtkWidget *card;

  card = details_new (cancelled);
  g_assert_true (ferry_test_widgets_says (card, remains));
  assert_icon (card, "process-stop-symbolic");
  g_object_unref (card);

  card = details_new (ended);
  g_assert_false (ferry_test_widgets_says (card, remains));
  assert_icon (card, "dialog-error-symbolic");
  g_object_unref (card);

  ferry_task_set_lost (lost, now);
  card = details_new (lost);
  g_assert_false (ferry_test_widgets_says (card, remains));
  assert_icon (card, "dialog-warning-symbolic");
  g_object_unref (card);
}

/* As wide as the names of the steps are, they keep apart; on a phone there are none. */
static void
test_stepper (void)
{
  g_autoptr(FerryTask) task = ferry_test_shown_task_new ("web01", FERRY_TASK_CONVERTING);
  g_autoptr(FerryTaskItem) item = ferry_task_item_new_for_task (task);
  GtkWidget *view = ferry_task_details_new ();
  GtkWidget *window = adw_window_new ();
  GtkWidget *squeezer;
  GtkWidget *wide;
  int natural = 0;

  ferry_task_details_set_item (FERRY_TASK_DETAILS (view), item);
  wide = ferry_test_widgets_find (view, FERRY_TYPE_STEPPER, 0);
  squeezer = gtk_widget_get_ancestor (wide, ADW_TYPE_SQUEEZER);
  gtk_window_set_default_size (GTK_WINDOW (window), PHONE_WIDTH, 600);
  adw_window_set_content (ADW_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (squeezer) == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (adw_squeezer_get_visible_child (ADW_SQUEEZER (squeezer)) != wide);
  g_assert_null (ferry_test_widgets_find (adw_squeezer_get_visible_child (ADW_SQUEEZER (squeezer)),
                                          GTK_TYPE_LABEL, 0));
  gtk_widget_measure (wide, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  for (guint i = 0; i < FERRY_N_STEPS; i++)
    {
      GtkWidget *name = ferry_test_widgets_find (wide, GTK_TYPE_LABEL, i);
      PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (name));
      int text = 0;

      pango_layout_get_pixel_size (layout, &text, NULL);
      /* that of a task which has no volumes to attach is not there */
      if (gtk_widget_get_visible (gtk_widget_get_parent (name)))
        g_assert_cmpint (text + 8, <=, natural / FERRY_STEP_ATTACHED);
    }

  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/tasks/lines", test_lines);
  g_test_add_func ("/tasks/progress", test_progress);
  g_test_add_func ("/tasks/details", test_details);
  g_test_add_func ("/tasks/damaged", test_damaged);
  g_test_add_func ("/tasks/filter", test_filter);
  g_test_add_func ("/tasks/shown", test_shown);
  g_test_add_func ("/tasks/show-newest", test_show_newest);
  g_test_add_func ("/tasks/too-late", test_too_late);
  g_test_add_func ("/tasks/copy", test_copy);
  g_test_add_func ("/tasks/volume", test_volume);
  g_test_add_func ("/tasks/cancelled", test_cancelled);
  g_test_add_func ("/tasks/stepper", test_stepper);

  return g_test_run ();
}
