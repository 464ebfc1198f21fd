/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include "tasks/ferry-explanation.h"
#include "tasks/ferry-task-card.h"
#include "tasks/ferry-task-text.h"
#include "tasks/ferry-tasks-view.h"

#include <string.h>

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

int
main (int    argc,
      char **argv)
{
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/tasks/cards", test_cards);
  g_test_add_func ("/tasks/filter", test_filter);
  g_test_add_func ("/tasks/shown", test_shown);
  g_test_add_func ("/tasks/explanations", test_explanations);

  return g_test_run ();
}
