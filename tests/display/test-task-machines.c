/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include "tasks/ferry-console-link.h"
#include "tasks/ferry-import-step.h"
#include "tasks/ferry-item-text.h"
#include "tasks/ferry-landed-text.h"
#include "tasks/ferry-machine-state-text.h"
#include "tasks/ferry-question-card.h"
#include "tasks/ferry-queue-strip.h"
#include "tasks/ferry-task-clock.h"
#include "tasks/ferry-task-details.h"
#include "tasks/ferry-task-disk.h"
#include "tasks/ferry-task-line.h"
#include "tasks/ferry-task-wait-text.h"
#include "tasks/ferry-tasks-view.h"

#include <string.h>

/* What the Tasks view says of machines in all their states, without an engine. */

#define PHONE_WIDTH 360

static GtkWindow *
show (FerryTaskItem  *item,
      GtkWidget     **view)
{
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (1);
  GtkWindow *window;

  *view = ferry_tasks_view_new (tasks);
  ferry_task_items_add (ferry_tasks_view_get_items (FERRY_TASKS_VIEW (*view)), item);
  window = ferry_test_widgets_show (*view);
  while (!ferry_test_widgets_says (*view, "web01"))
    g_main_context_iteration (NULL, TRUE);

  return window;
}

/* Every state has a name, a picture and a sentence, in the row and in the details. */
static void
test_states (void)
{
  g_autoptr(FerryTaskItem) item = ferry_test_shown_item_new (FERRY_TASK_CONVERTING);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  GtkWidget *view;
  GtkWindow *window = show (item, &view);
  GtkWidget *details = ferry_test_widgets_find (view, FERRY_TYPE_TASK_DETAILS, 0);

  for (FerryMachineState state = FERRY_MACHINE_WAITING; state <= FERRY_MACHINE_FAILED; state++)
    {
      const char *style;
      const char *icon = ferry_machine_state_get_icon (state, &style);
      g_autofree char *text = NULL;
      g_autofree char *sentence = NULL;
      GtkWidget *line;

      ferry_task_item_show (item, state, FERRY_QUESTION_NONE, NULL, NULL);
      text = ferry_item_text_state (item);
      sentence = ferry_item_text_sentence (item, now);
      line = ferry_test_widgets_find (view, FERRY_TYPE_TASK_LINE, 0);
      g_assert_true (ferry_test_widgets_says (line, text));
      g_assert_true (ferry_test_widgets_says (details, text));
      g_assert_true (ferry_test_widgets_says (details, sentence));
      g_assert_true (gtk_icon_theme_has_icon (gtk_icon_theme_get_for_display (
        gtk_widget_get_display (view)), icon));
      g_assert_cmpuint (strlen (ferry_machine_state_get_name (state)), >, 0);
    }

  gtk_window_destroy (window);
}

/* Every question says what it is about and has a button for each answer; there is none without. */
static void
test_questions (void)
{
  static const struct {
    FerryQuestion  question;
    const char    *title;
    const char    *first;
    const char    *second;
  } cases[] = {
    { FERRY_QUESTION_DEVICE, "A Device Name Is Taken", "Use This Name", NULL },
    { FERRY_QUESTION_RACED, "EC2 Was Faster Than the Cancel", "Keep It", "Terminate…" },
    { FERRY_QUESTION_COPY, "These Records Are a Copy", "Go On", "Leave It" },
    { FERRY_QUESTION_SOURCES, "Delete the Disks in the Bucket?", "Keep Them", "Delete…" },
  };
  g_autoptr(FerryTaskItem) item = ferry_test_shown_item_new (FERRY_TASK_LANDED);
  GtkWidget *view;
  GtkWindow *window = show (item, &view);
  GtkWidget *card = ferry_test_widgets_find (view, FERRY_TYPE_QUESTION_CARD, 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *menu;

      ferry_task_item_show (item, FERRY_MACHINE_ASKING, cases[i].question, "/dev/sdf", NULL);
      g_assert_true (gtk_widget_get_visible (card));
      g_assert_true (ferry_test_widgets_says (card, cases[i].title));
      g_assert_true (ferry_test_widgets_says (card, cases[i].first));
      g_assert_true (cases[i].second == NULL ||
                     ferry_test_widgets_says (card, cases[i].second));
      menu = ferry_test_widgets_find (card, GTK_TYPE_DROP_DOWN, 0);
      g_assert_true (gtk_widget_get_visible (menu) == (i == 0));
    }

  ferry_task_item_show (item, FERRY_MACHINE_ATTACHING, FERRY_QUESTION_NONE, NULL, NULL);
  g_assert_false (gtk_widget_get_visible (card));
  gtk_window_destroy (window);
}

/* Names that are taken, by others or by the machine itself, are not offered; and what a person has
 * picked stays while other things change.
 */
static void
test_device_names (void)
{
  g_autoptr(FerryTaskItem) item = ferry_test_shown_item_new (FERRY_TASK_LANDED);
  GtkWidget *card = g_object_ref_sink (g_object_new (FERRY_TYPE_QUESTION_CARD, NULL));
  GtkDropDown *menu = GTK_DROP_DOWN (ferry_test_widgets_find (card, GTK_TYPE_DROP_DOWN, 0));
  GtkStringObject *chosen;

  ferry_task_item_show (item, FERRY_MACHINE_ASKING, FERRY_QUESTION_DEVICE, "/dev/sdf", NULL);
  ferry_question_card_show (FERRY_QUESTION_CARD (card), item);
  chosen = gtk_drop_down_get_selected_item (menu);
  g_assert_cmpstr (gtk_string_object_get_string (chosen), ==, "/dev/sdh");
  gtk_drop_down_set_selected (menu, 2);
  ferry_question_card_show (FERRY_QUESTION_CARD (card), item);
  g_assert_cmpuint (gtk_drop_down_get_selected (menu), ==, 2);
  g_object_unref (card);
}

static void
test_percent (void)
{
  g_autoptr(FerryTaskItem) item = ferry_test_shown_item_new (FERRY_TASK_CONVERTING);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  g_autofree char *sentence = NULL;
  FerryImportStep step;

  g_assert_cmpint (ferry_task_item_get_percent (item), ==, -1);
  ferry_task_set_percent (ferry_task_item_get_task (item, 0), 30);
  g_assert_cmpint (ferry_task_item_get_percent (item), ==, 10);
  ferry_task_set_state (ferry_task_item_get_task (item, 0), FERRY_TASK_LANDED, now);
  ferry_task_set_percent (ferry_task_item_get_task (item, 1), 50);
  g_assert_cmpint (ferry_task_item_get_percent (item), ==, 50);

  ferry_task_item_show (item, FERRY_MACHINE_IMPORTING, FERRY_QUESTION_NONE, NULL, NULL);
  text = ferry_item_text_state (item);
  g_assert_cmpstr (text, ==, "Converting, 50 %");

  /* The row tells of the disks; that one waits says nothing of a machine of which another moves. */
  ferry_task_set_state (ferry_task_item_get_task (item, 2), FERRY_TASK_PLANNED, now);
  ferry_task_set_wait (ferry_task_item_get_task (item, 2), FERRY_TASK_WAIT_TURN, NULL);
  line = ferry_item_text_line (item);
  g_assert_cmpstr (line, ==, "3 disks: boot is done, data 50 %, logs waits");
  sentence = ferry_item_text_sentence (item, now);
  g_assert_cmpstr (sentence, ==, ferry_machine_state_get_sentence (FERRY_MACHINE_IMPORTING));

  /* The steps never go back: while the data disks follow, it converts. */
  step = ferry_import_step_of_item (item);
  g_assert_cmpint (step.step, ==, FERRY_STEP_CONVERTING);
  g_assert_cmpuint (step.n_steps, ==, FERRY_N_STEPS);
}

static void
test_steps (void)
{
  static const struct {
    FerryTaskState     disks;
    FerryMachineState  state;
    FerryStep          step;
    FerryStepMark      mark;
  } cases[] = {
    { FERRY_TASK_PLANNED, FERRY_MACHINE_WAITING, FERRY_STEP_MANIFEST, FERRY_STEP_MARK_CURRENT },
    { FERRY_TASK_REQUESTING, FERRY_MACHINE_IMPORTING, FERRY_STEP_REQUESTED,
      FERRY_STEP_MARK_CURRENT },
    { FERRY_TASK_CONVERTING, FERRY_MACHINE_IMPORTING, FERRY_STEP_FETCHING,
      FERRY_STEP_MARK_CURRENT },
    { FERRY_TASK_UNCONFIRMED, FERRY_MACHINE_UNCONFIRMED, FERRY_STEP_REQUESTED,
      FERRY_STEP_MARK_UNKNOWN },
    { FERRY_TASK_LANDED, FERRY_MACHINE_TAGGING, FERRY_STEP_INSTANCE, FERRY_STEP_MARK_CURRENT },
    { FERRY_TASK_LANDED, FERRY_MACHINE_ATTACHING, FERRY_STEP_ATTACHED, FERRY_STEP_MARK_CURRENT },
    { FERRY_TASK_LANDED, FERRY_MACHINE_LANDED, FERRY_STEP_ATTACHED, FERRY_STEP_MARK_DONE },
    { FERRY_TASK_LANDED, FERRY_MACHINE_FAILED, FERRY_STEP_ATTACHED, FERRY_STEP_MARK_FAILED },
    { FERRY_TASK_FAILED, FERRY_MACHINE_FAILED, FERRY_STEP_MANIFEST, FERRY_STEP_MARK_FAILED },
    { FERRY_TASK_CANCELLED, FERRY_MACHINE_CANCELLED, FERRY_STEP_MANIFEST, FERRY_STEP_MARK_STOPPED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryTaskItem) item = ferry_test_shown_item_new (cases[i].disks);
      FerryImportStep step;

      ferry_task_item_show (item, cases[i].state, FERRY_QUESTION_NONE, NULL, NULL);
      step = ferry_import_step_of_item (item);
      g_assert_cmpint (step.step, ==, cases[i].step);
      g_assert_cmpint (step.mark, ==, cases[i].mark);
    }
}

/* Why it waits, its place in the queue, and that nobody can find it out. */
static void
test_waits (void)
{
  g_autoptr(FerryTaskItem) item = ferry_test_shown_item_new (FERRY_TASK_PLANNED);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) until = g_date_time_add_minutes (now, 12);

  ferry_task_item_set_place (item, 3);
  for (FerryTaskWait wait = FERRY_TASK_WAIT_TURN; wait <= FERRY_TASK_WAIT_PERSON; wait++)
    {
      g_autofree char *state = NULL;
      g_autofree char *sentence = NULL;

      ferry_task_set_wait (ferry_task_item_get_task (item, 0), wait, until);
      state = ferry_item_text_state (item);
      sentence = ferry_item_text_sentence (item, now);
      g_assert_true (wait == FERRY_TASK_WAIT_TURN ||
                     g_str_has_prefix (state, ferry_task_wait_get_name (wait)));
      g_assert_nonnull (strstr (state, "umber 3"));
      g_assert_nonnull (sentence);
      g_assert_true ((wait == FERRY_TASK_WAIT_BACK_OFF || wait == FERRY_TASK_WAIT_SETTLING) ==
                     (strstr (sentence, "12 min") != NULL));
    }
}

/* Those that a person should look at. */
static void
test_attention (void)
{
  g_autoptr(FerryTaskItem) item = ferry_test_shown_item_new (FERRY_TASK_UNCONFIRMED);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  ferry_task_item_show (item, FERRY_MACHINE_UNCONFIRMED, FERRY_QUESTION_NONE, NULL, NULL);
  ferry_task_set_wait (ferry_task_item_get_task (item, 0), FERRY_TASK_WAIT_SETTLING, now);
  g_assert_false (ferry_item_text_needs_attention (item, NULL, now));
  ferry_task_set_wait (ferry_task_item_get_task (item, 0), FERRY_TASK_WAIT_DENIED, NULL);
  g_assert_true (ferry_item_text_needs_attention (item, NULL, now));

  ferry_task_set_wait (ferry_task_item_get_task (item, 0), FERRY_TASK_WAIT_NONE, NULL);
  ferry_task_item_show (item, FERRY_MACHINE_ASKING, FERRY_QUESTION_DEVICE, NULL, NULL);
  g_assert_true (ferry_item_text_needs_attention (item, NULL, now));
  ferry_task_item_show (item, FERRY_MACHINE_FAILED, FERRY_QUESTION_NONE, NULL, NULL);
  g_assert_true (ferry_item_text_needs_attention (item, NULL, now));
  ferry_task_item_show (item, FERRY_MACHINE_CANCELLED, FERRY_QUESTION_NONE, NULL, NULL);
  g_assert_false (ferry_item_text_needs_attention (item, NULL, now));
}

/* As EC2 tells of them. */
static void
test_landed (void)
{
  g_autoptr(FerryTaskItem) item = ferry_test_shown_item_new (FERRY_TASK_LANDED);
  FerryInstance instance = { .id = (char *) "i-0a1b", .state = (char *) "stopped",
                             .private_ip = (char *) "10.20.4.31" };
  FerryVolume boot = { .id = (char *) "vol-1", .size = 40, .type = (char *) "gp2",
                       .device = (char *) "/dev/sda1" };
  FerryVolume data = { .id = (char *) "vol-2", .size = 40, .type = (char *) "gp3",
                       .encrypted = TRUE };
  g_autoptr(GPtrArray) volumes = g_ptr_array_new ();
  g_autofree char *named = NULL;
  g_autofree char *reach = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (volumes, &boot);
  g_ptr_array_add (volumes, &data);
  ferry_task_set_ids (ferry_task_item_get_task (item, 0), "import-i-1", "i-0a1b");
  named = ferry_landed_text_instance (item, &instance);
  reach = ferry_landed_text_reach (item, &instance);
  text = ferry_landed_text_volumes (item, volumes);
  g_assert_cmpstr (named, ==, "i-0a1b, stopped");
  g_assert_true (g_str_has_prefix (reach, "10.20.4.31 over "));
  g_assert_cmpstr (text, ==, "1 of 3 attached\n/dev/sda1: vol-1, 40 GiB, gp2, not encrypted\n"
                             "vol-2: not attached, 40 GiB, gp3, encrypted");
}

static void
test_console (void)
{
  static const struct {
    const char *region;
    const char *instance;
    const char *link;
  } cases[] = {
    { "eu-west-1", "i-0a1b", "https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1"
                             "#InstanceDetails:instanceId=i-0a1b" },
    { "cn-north-1", NULL, "https://console.amazonaws.cn/ec2/home?region=cn-north-1#Instances:" },
    { "us-gov-west-1", NULL,
      "https://console.amazonaws-us-gov.com/ec2/home?region=us-gov-west-1#Instances:" },
    { "eu-west-1/x", NULL, NULL },
    { "eu-west-1", "i-1#x", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *link = ferry_console_link_new (cases[i].region, cases[i].instance);

      g_assert_cmpstr (link, ==, cases[i].link);
    }
}

static void
test_strip (void)
{
  FerryQueueStrip *strip = g_object_ref_sink (g_object_new (FERRY_TYPE_QUEUE_STRIP, NULL));
  GtkWidget *widget = GTK_WIDGET (strip);

  g_assert_false (gtk_widget_get_visible (widget));
  ferry_queue_strip_show (strip, 4, 5, 2, FALSE);
  g_assert_true (ferry_test_widgets_says (widget, "4 machines wait; EC2 runs 5 at once here, "
                                                  "2 of them other people’s."));
  ferry_queue_strip_show (strip, 4, 5, 0, TRUE);
  g_assert_true (ferry_test_widgets_says (widget, "4 machines wait; the queue is paused."));
  ferry_queue_strip_show (strip, 0, 5, 0, FALSE);
  g_assert_false (gtk_widget_get_visible (widget));
  g_object_unref (strip);
}

/* One row a machine; its disks are in its details, each with what EC2 says of it. */
static void
test_disks (void)
{
  g_autoptr(FerryTaskItem) item = ferry_test_shown_item_new (FERRY_TASK_CONVERTING);
  GtkWidget *view;
  GtkWindow *window = show (item, &view);
  GtkWidget *disk = ferry_test_widgets_find (view, FERRY_TYPE_TASK_DISK, 1);

  g_assert_nonnull (ferry_test_widgets_find (view, FERRY_TYPE_TASK_DISK, 2));
  g_assert_null (ferry_test_widgets_find (view, FERRY_TYPE_TASK_DISK, 3));
  g_assert_true (ferry_test_widgets_says (disk, "web01-data.vmdk"));
  g_assert_true (ferry_test_widgets_says (disk, "40 GiB · /dev/sdf"));
  ferry_task_set_percent (ferry_task_item_get_task (item, 1), 12);
  g_assert_true (ferry_test_widgets_says (disk, "Converting, 12 %"));

  gtk_window_destroy (window);
}

/* Whatever it says, it fits a phone. */
static void
test_narrow (void)
{
  g_autoptr(FerryTaskItem) item = ferry_test_shown_item_new (FERRY_TASK_CONVERTING);
  GtkWidget *details = g_object_ref_sink (ferry_task_details_new ());

  for (FerryMachineState state = FERRY_MACHINE_WAITING; state <= FERRY_MACHINE_FAILED; state++)
    for (FerryQuestion question = FERRY_QUESTION_NONE; question <= FERRY_QUESTION_SOURCES;
         question++)
      {
        int minimum = 0;

        ferry_task_item_show (item, state, question, "/dev/sdf", NULL);
        ferry_task_details_set_item (FERRY_TASK_DETAILS (details), item);
        gtk_widget_measure (details, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
        g_assert_cmpint (minimum, <=, PHONE_WIDTH);
      }

  g_object_unref (details);
}

/* A machine keeps its object, and stands where it was begun; what others started is beside it. */
static void
test_items (void)
{
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (1);
  g_autoptr(FerryTaskItems) items = ferry_task_items_new (G_LIST_MODEL (tasks), NULL, NULL);
  g_autoptr(FerryTaskItem) machine = ferry_test_shown_item_new (FERRY_TASK_CONVERTING);
  g_autoptr(FerryTask) foreign = ferry_test_shown_task_new ("other", FERRY_TASK_CONVERTING);
  g_autoptr(FerryTaskItem) second = NULL;
  g_autoptr(FerryTaskItem) again = NULL;
  g_autofree char *caption = NULL;

  ferry_task_items_add (items, machine);
  ferry_task_list_add (tasks, foreign);
  for (guint i = 0; i < ferry_task_item_get_n_tasks (machine); i++)
    ferry_task_list_add (tasks, ferry_task_item_get_task (machine, i));
  ferry_task_items_sync (items);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (items)), ==, 2);
  second = g_list_model_get_item (G_LIST_MODEL (items), 1);
  g_assert_false (ferry_task_item_is_machine (second));
  caption = ferry_item_text_caption (second);
  g_assert_true (g_str_has_prefix (caption, "Started elsewhere"));

  ferry_task_item_show (machine, FERRY_MACHINE_LANDED, FERRY_QUESTION_NONE, NULL, NULL);
  ferry_task_items_sync (items);
  g_assert_cmpuint (ferry_task_items_get_n_running (items), ==, 1);
  again = g_list_model_get_item (G_LIST_MODEL (items), 1);
  g_assert_true (again == second);
}

int
main (int    argc,
      char **argv)
{
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/task-machines/states", test_states);
  g_test_add_func ("/task-machines/questions", test_questions);
  g_test_add_func ("/task-machines/device-names", test_device_names);
  g_test_add_func ("/task-machines/percent", test_percent);
  g_test_add_func ("/task-machines/steps", test_steps);
  g_test_add_func ("/task-machines/waits", test_waits);
  g_test_add_func ("/task-machines/attention", test_attention);
  g_test_add_func ("/task-machines/landed", test_landed);
  g_test_add_func ("/task-machines/console", test_console);
  g_test_add_func ("/task-machines/strip", test_strip);
  g_test_add_func ("/task-machines/disks", test_disks);
  g_test_add_func ("/task-machines/narrow", test_narrow);
  g_test_add_func ("/task-machines/items", test_items);

  return g_test_run ();
}
