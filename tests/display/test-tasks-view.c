/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include "tasks/ferry-explanation.h"
#include "tasks/ferry-stepper.h"
#include "tasks/ferry-task-card.h"
#include "tasks/ferry-task-text.h"
#include "tasks/ferry-tasks-view.h"

#include <glib/gstdio.h>
#include <string.h>

#define PHONE_WIDTH 360

static FerryTask *
task_new (const char     *name,
          FerryTaskState  state)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  FerryTask *task = ferry_task_new ("rehearsal", "eu-west-1", name, name, now);

  ferry_task_set_state (task, state, now);

  return task;
}

static FerryTask *
ended_task_new (const char *message)
{
  g_autoptr(FerryTask) task = task_new ("web01", FERRY_TASK_CONVERTING);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  ferry_task_set_message (task, message);
  ferry_task_set_state (task, FERRY_TASK_CANCELLED, now);

  return g_steal_pointer (&task);
}

static guint
count_cards (GtkWidget *view)
{
  guint n = 0;

  while (ferry_test_widgets_find (view, FERRY_TYPE_TASK_CARD, n) != NULL)
    n++;

  return n;
}

static void
test_cards (void)
{
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (1);
  g_autoptr(FerryTask) first = task_new ("db01", FERRY_TASK_PROVING);
  g_autoptr(FerryTask) second = task_new ("web <&>", FERRY_TASK_UNCONFIRMED);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  GtkWidget *view = ferry_tasks_view_new (tasks);
  GtkWindow *window = ferry_test_widgets_show (view);
  GtkWidget *card;

  g_assert_true (ferry_test_widgets_says (view, "No Tasks Yet"));
  ferry_task_list_add (tasks, first);
  ferry_task_list_add (tasks, second);
  g_assert_cmpuint (count_cards (view), ==, 2);

  card = ferry_test_widgets_find (view, FERRY_TYPE_TASK_CARD, 0);
  gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_LABEL, "web <&>");
  g_assert_true (ferry_test_widgets_says (card, "Unconfirmed"));

  /* The card stays and says what the task has become. */
  card = ferry_test_widgets_find (view, FERRY_TYPE_TASK_CARD, 1);
  g_assert_true (ferry_test_widgets_says (card, "Trying the links"));
  ferry_task_set_ids (first, "import-i-1", "i-0a1b");
  ferry_task_set_state (first, FERRY_TASK_LANDED, now);
  g_assert_true (card == ferry_test_widgets_find (view, FERRY_TYPE_TASK_CARD, 1));
  g_assert_true (ferry_test_widgets_says (card, "Landed"));
  g_assert_true (ferry_test_widgets_says (card, "i-0a1b, stopped"));

  gtk_window_destroy (window);
}

/* Records that tell nothing are told of, even where nothing else is. */
static void
test_damaged (void)
{
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (1);
  g_autoptr(GPtrArray) damaged = g_ptr_array_new ();
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(FerryTask) task = task_new ("web01", FERRY_TASK_UNCONFIRMED);
  g_autoptr(GError) damage = g_error_new_literal (FERRY_ERROR, FERRY_ERROR_STORAGE, "Its record");
  g_autoptr(FerryExplanation) explanation = NULL;
  GtkWidget *view = ferry_tasks_view_new (tasks);
  GtkWindow *window = ferry_test_widgets_show (view);

  g_ptr_array_add (damaged, (char *) "/a <b>/x.journal");
  g_object_set (view, "damaged", damaged, NULL);
  g_assert_false (ferry_test_widgets_says (view, "No Tasks Yet"));
  g_assert_true (ferry_test_widgets_mentions (view, "/a <b>/x.journal"));
  g_assert_true (ferry_test_widgets_mentions (view, "cannot be read"));
  g_object_set (view, "damaged", none, NULL);
  g_assert_false (ferry_test_widgets_mentions (view, "cannot be read"));
  g_assert_true (ferry_test_widgets_says (view, "No Tasks Yet"));

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
  g_autoptr(FerryTask) running = task_new ("db01", FERRY_TASK_PROVING);
  g_autoptr(FerryTask) lost = task_new ("web01", FERRY_TASK_UNCONFIRMED);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  GtkWidget *view = ferry_tasks_view_new (tasks);
  GtkWindow *window = ferry_test_widgets_show (view);

  ferry_task_list_add (tasks, running);
  ferry_task_list_add (tasks, lost);
  g_assert_true (gtk_widget_activate_action (view, "tasks.filter", "s", "attention"));
  g_assert_cmpuint (count_cards (view), ==, 1);
  g_assert_true (gtk_widget_activate_action (view, "tasks.filter", "s", "finished"));
  g_assert_cmpuint (count_cards (view), ==, 0);
  g_assert_true (ferry_test_widgets_says (view, "Nothing Has Finished Yet"));

  /* A task that changes comes into the filter without anybody asking. */
  ferry_task_set_state (running, FERRY_TASK_LANDED, now);
  g_assert_cmpuint (count_cards (view), ==, 1);
  g_assert_true (gtk_widget_activate_action (view, "tasks.filter", "s", "all"));
  g_assert_cmpuint (count_cards (view), ==, 2);

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

static void
test_explanations (void)
{
  static const struct {
    const char *message;
    const char *title;  /* NULL where nothing needs attention */
  } cases[] = {
    { "ClientError: Client.Unsupported: No bootable partition found", "EC2 found nothing to boot" },
    { "Disk validation failed [Unsupported VMDK File Format]", "The VMDK is not stream-optimized" },
    { "FIRSTBOOTFAILURE: This import request failed because the Windows instance failed to boot",
      "Windows started, but never came onto the network" },
    { "Linux is not supported on the requested instance",
      "Linux cannot be imported onto this instance type" },
    { "SERVER_ERROR : conversion : AWS initiated task cancellation",
      "EC2 had a problem of its own" },
    { "Task expired and automatically canceled",
      "EC2 waited for the disk until the time was over" },
    { "Something that nobody has seen before", "EC2 ended the import" },
    { "Progress: 12%", NULL },
    { "User initiated task cancellation", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryTask) task = ended_task_new (cases[i].message);
      g_autoptr(FerryExplanation) explanation = ferry_explanation_new (task);
      g_autofree char *state = ferry_task_text_state (task);

      g_assert_cmpstr (explanation != NULL ? explanation->title : NULL, ==, cases[i].title);
      g_assert_cmpstr (state, ==, explanation != NULL ? "Ended by EC2" : "Cancelled");
      if (explanation != NULL)
        g_assert_nonnull (strstr (explanation->said, cases[i].message));
    }
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

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("old %u", i);
      g_autoptr(FerryTask) task = task_new (name, FERRY_TASK_LANDED);

      ferry_task_list_add (tasks, task);
    }
  card = ferry_test_widgets_find (view, FERRY_TYPE_TASK_CARD, 0);
  scroller = gtk_widget_get_ancestor (card, GTK_TYPE_SCROLLED_WINDOW);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  while (gtk_adjustment_get_upper (adjustment) <= 2 * gtk_adjustment_get_page_size (adjustment))
    g_main_context_iteration (NULL, TRUE);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 0);
  g_assert_true (gtk_widget_activate_action (view, "tasks.filter", "s", "finished"));

  g_autoptr(FerryTask) task = task_new ("new", FERRY_TASK_STORING);
  ferry_task_list_add (tasks, task);
  g_assert_false (ferry_test_widgets_says (view, "new"));
  ferry_tasks_view_show_newest (FERRY_TASKS_VIEW (view));
  card = ferry_test_widgets_find (view, FERRY_TYPE_TASK_CARD, 0);
  g_assert_true (ferry_test_widgets_says (card, "new"));
  g_assert_cmpuint (count_cards (view), ==, 21);
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
      g_autoptr(FerryTask) task = task_new ("web <1>", FERRY_TASK_CONVERTING);
      g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
      GtkWidget *view = ferry_tasks_view_new (tasks);
      GtkWindow *window = show_with_toasts (view);
      GtkWidget *card;

      ferry_task_set_ids (task, "import-i-1", NULL);
      ferry_task_list_add (tasks, task);
      g_assert_true (gtk_widget_activate_action (view, "tasks.filter", "s", cases[i].filter));
      card = ferry_test_widgets_find (view, FERRY_TYPE_TASK_CARD, 0);
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
  g_autoptr(FerryTask) task = task_new ("web01", FERRY_TASK_CONVERTING);
  GtkWidget *view = ferry_tasks_view_new (tasks);
  GtkWindow *window = show_with_toasts (view);
  GtkWidget *card;

  ferry_task_set_ids (task, "import-i-1", NULL);
  ferry_task_list_add (tasks, task);
  card = ferry_test_widgets_find (view, FERRY_TYPE_TASK_CARD, 0);
  g_assert_false (ferry_test_widgets_says (GTK_WIDGET (window), "Copied"));
  g_assert_true (gtk_widget_activate_action (card, "task.copy-task-id", NULL));
  g_assert_true (ferry_test_widgets_says (GTK_WIDGET (window), "Copied"));

  gtk_window_destroy (window);
}

static void
test_caption (void)
{
  g_autoptr(FerryTask) task = task_new ("web01", FERRY_TASK_CONVERTING);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *without = ferry_task_text_caption (task, now);
  g_autofree char *with = NULL;

  g_assert_cmpstr (without, ==, "Europe (Ireland)");
  ferry_task_set_source (task, "acme-exports/2026-11/web01-boot.vmdk");
  with = ferry_task_text_caption (task, now);
  g_assert_cmpstr (with, ==, "web01-boot.vmdk in acme-exports · Europe (Ireland)");
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  ferry_engine_load_finish (FERRY_ENGINE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* The disk is known from the first step on, and again when Ferry has been started again. */
static void
test_source (void)
{
  g_autofree char *path = g_dir_make_tmp ("ferry-tasks-XXXXXX", NULL);
  g_autoptr(GFile) folder = g_file_new_for_path (path);
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (1);
  g_autoptr(FerryTaskList) again = ferry_task_list_new (1);
  g_autoptr(FerryClient) client = ferry_test_client_new ();
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01-boot.raw", 0x83);
  g_autoptr(FerryMachine) machine = ferry_machine_new (disk);
  g_autoptr(FerryPlan) plan = NULL;
  g_autoptr(FerryDraft) draft = NULL;
  g_autoptr(FerryEngine) engine = ferry_engine_new (folder, tasks);
  g_autoptr(FerryTask) resumed = NULL;
  g_autofree char *journal = NULL;
  g_autofree char *lock = NULL;
  g_autoptr(GError) error = NULL;
  gboolean loaded = FALSE;
  FerryTask *task;

  g_object_set (machine, "platform", FERRY_PLATFORM_LINUX, "instance-type", "t2.small", NULL);
  plan = ferry_plan_new ("rehearsal", machine);
  draft = ferry_draft_new (client, plan, &error);
  g_assert_no_error (error);
  task = ferry_engine_import (engine, client, draft);
  g_assert_cmpstr (ferry_task_get_source (task), ==, "acme-exports/2026-11/web01-boot.raw");
  while (ferry_engine_is_busy (engine))
    g_main_context_iteration (NULL, TRUE);
  journal = g_strdup_printf ("%s/%s.journal", path, ferry_task_get_token (task));
  g_clear_object (&engine);

  engine = ferry_engine_new (folder, again);
  ferry_engine_load_async (engine, NULL, loaded_cb, &loaded);
  while (!loaded || ferry_engine_is_busy (engine))
    g_main_context_iteration (NULL, TRUE);
  resumed = g_list_model_get_item (G_LIST_MODEL (again), 0);
  g_assert_cmpstr (ferry_task_get_source (resumed), ==, "acme-exports/2026-11/web01-boot.raw");

  lock = g_build_filename (path, "lock", NULL);
  g_assert_cmpint (g_unlink (lock), ==, 0);
  g_assert_cmpint (g_unlink (journal), ==, 0);
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
assert_icon (GtkWidget  *card,
             const char *name)
{
  GtkImage *icon = GTK_IMAGE (ferry_test_widgets_find (card, GTK_TYPE_IMAGE, 0));

  g_assert_cmpstr (gtk_image_get_icon_name (icon), ==, name);
}

static void
test_cancelled (void)
{
  const char *remains = "EC2 has removed what it made; the disk in the bucket is untouched.";
  g_autoptr(FerryTask) cancelled = ended_task_new ("User initiated task cancellation");
  g_autoptr(FerryTask) ended = ended_task_new ("No bootable partition found");
  g_autoptr(FerryTask) lost = task_new ("db01", FERRY_TASK_CONVERTING);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  GtkWidget *card;

  card = g_object_ref_sink (ferry_task_card_new (cancelled));
  g_assert_true (ferry_test_widgets_says (card, remains));
  assert_icon (card, "process-stop-symbolic");
  g_object_unref (card);

  card = g_object_ref_sink (ferry_task_card_new (ended));
  g_assert_false (ferry_test_widgets_says (card, remains));
  assert_icon (card, "dialog-error-symbolic");
  g_object_unref (card);

  ferry_task_set_lost (lost, now);
  card = g_object_ref_sink (ferry_task_card_new (lost));
  g_assert_false (ferry_test_widgets_says (card, remains));
  assert_icon (card, "dialog-warning-symbolic");
  g_object_unref (card);
}

/* As wide as the names of the steps are, they keep apart; on a phone there are none. */
static void
test_stepper (void)
{
  g_autoptr(FerryTask) task = task_new ("web01", FERRY_TASK_CONVERTING);
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (1);
  GtkWidget *view = ferry_tasks_view_new (tasks);
  GtkWidget *window = adw_window_new ();
  GtkWidget *squeezer;
  GtkWidget *wide;
  int natural = 0;

  ferry_task_list_add (tasks, task);
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
      g_assert_cmpint (text + 8, <=, natural / FERRY_N_STEPS);
    }

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_refusals (void)
{
  static const struct {
    const char *region;
    FerryError  code;
    const char *service_code;
    const char *title;
    const char *advice;  /* a part of it */
  } cases[] = {
    { "eu-north-1", FERRY_ERROR_REFUSED, "UnsupportedOperation",
      "ImportInstance does not exist in this region", "one of the 15 regions" },
    { "eu-west-1", FERRY_ERROR_REFUSED, "UnsupportedOperation",
      "AWS refused the import", "import the disk again" },
    { "eu-west-1", FERRY_ERROR_REFUSED, "InvalidParameterValue",
      "EC2 does not accept a value of the request", "Machine page" },
    { "eu-west-1", FERRY_ERROR_NO_SUCH_BUCKET, "NoSuchBucket",
      "There is no such bucket", "spelling" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FerryErrorDetail detail = {
        .service = (char *) "ec2",
        .operation = (char *) "ImportInstance",
        .code = (char *) cases[i].service_code,
        .message = (char *) "What EC2 says of it",
      };
      g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
      g_autoptr(GError) error = ferry_error_new_detailed (cases[i].code, &detail, NULL);
      g_autoptr(FerryTask) task = ferry_task_new ("rehearsal", cases[i].region, "t", "web01", now);
      g_autoptr(FerryExplanation) explanation = NULL;

      ferry_task_set_error (task, error);
      ferry_task_set_state (task, FERRY_TASK_FAILED, now);
      explanation = ferry_explanation_new (task);
      g_assert_cmpstr (explanation->title, ==, cases[i].title);
      g_assert_nonnull (strstr (explanation->said, "What EC2 says of it"));
      g_assert_nonnull (strstr (explanation->advice, cases[i].advice));
    }
}

int
main (int    argc,
      char **argv)
{
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/tasks/cards", test_cards);
  g_test_add_func ("/tasks/damaged", test_damaged);
  g_test_add_func ("/tasks/filter", test_filter);
  g_test_add_func ("/tasks/shown", test_shown);
  g_test_add_func ("/tasks/explanations", test_explanations);
  g_test_add_func ("/tasks/refusals", test_refusals);
  g_test_add_func ("/tasks/show-newest", test_show_newest);
  g_test_add_func ("/tasks/too-late", test_too_late);
  g_test_add_func ("/tasks/copy", test_copy);
  g_test_add_func ("/tasks/caption", test_caption);
  g_test_add_func ("/tasks/source", test_source);
  g_test_add_func ("/tasks/cancelled", test_cancelled);
  g_test_add_func ("/tasks/stepper", test_stepper);

  return g_test_run ();
}
