/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-held-side.h"
#include "ferry-test-widgets.h"

#include "browser/ferry-bucket-pane.h"
#include "browser/ferry-folder-pane.h"
#include "browser/ferry-object-view.h"
#include "connect/ferry-account-row.h"
#include "ferry-application.h"
#include "ferry-window.h"
#include "tasks/ferry-task-details.h"
#include "tasks/ferry-tasks-view.h"
#include "wizard/ferry-wizard.h"

/* The window is closed, left or given another account while one of its requests waits for its
 * answer, which then comes all the same. Nothing that has gone may be touched, nothing that is
 * shown may change, and an act that was begun comes to its end, once.
 */

#define TEST_ID "io.github.vmferry.Ferry.Test"

typedef enum {
  CLOSE,
  BACK,
  LEAVE,
  SWITCH,
  N_WAYS,
} Way;

static const char *const ways[] = { "close", "back", "leave", "switch-account" };

/* In the order in which a migration sends them. */
static const char *const operations[] = {
  "GetCallerIdentity", "ListBuckets", "ListObjectsV2", "ListNextPage", "HeadBucket", "GetObject",
  "PutObject", "ProveManifest", "ProveHead", "ProveGet", "ImportInstance",
  "DescribeConversionTasks", "CancelConversionTask", "DeleteObject",
};

/* Those from here on belong to the import, which goes on whatever the window does. */
#define FIRST_OF_IMPORT 6

static FerryHeldSide *far_side;
static FerryApplication *application;

static void
finished_cb (gboolean *finished)
{
  *finished = TRUE;
}

/* Whoever was to hear of an answer that has been sent before has heard of it when this returns. */
static void
ask_round (void)
{
  FerryConnector *connector = ferry_application_get_connector (application);
  g_autoptr(GList) clients = ferry_connector_list_clients (connector);

  for (GList *l = clients; l; l = l->next)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GPtrArray) buckets = NULL;
      GAsyncResult *slot = NULL;

      ferry_s3_list_buckets_async (l->data, NULL, ferry_test_take_result, &slot);
      result = ferry_test_wait (&slot);
      buckets = ferry_s3_list_buckets_finish (l->data, result, NULL);
      g_assert_nonnull (buckets);
    }
}

/* The answer comes, or finds nobody: until the far side is through with it. */
static void
release (void)
{
  g_autoptr(SoupServerMessage) message = g_steal_pointer (&far_side->held);
  gboolean finished = FALSE;

  g_signal_connect_swapped (message, "finished", G_CALLBACK (finished_cb), &finished);
  g_signal_connect_swapped (message, "disconnected", G_CALLBACK (finished_cb), &finished);
  soup_server_message_unpause (message);
  while (!finished)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (message, &finished);
  ask_round ();
  ask_round ();
}

typedef struct {
  FerryWindow *window;
  FerryWizard *wizard;
  FerryTask   *task;   /* (nullable): of the import */
} Fixture;

static GtkWidget *
find (Fixture *fixture,
      GType    type,
      guint    nth)
{
  return ferry_test_widgets_find (GTK_WIDGET (fixture->window), type, nth);
}

/* Whether to go on: the condition, unless the far side holds what the test waits for. */
#define WAIT_UNLESS_HELD(condition) \
  G_STMT_START { \
    while (far_side->held == NULL && !(condition)) \
      g_main_context_iteration (NULL, TRUE); \
    if (far_side->held) \
      return; \
  } G_STMT_END

static FerryMigration *
get_migration (Fixture *fixture)
{
  return ferry_wizard_page_get_migration (FERRY_WIZARD_PAGE (find (fixture, FERRY_TYPE_WIZARD_PAGE,
                                                                   0)));
}

static const char *
get_account_id (Fixture *fixture)
{
  FerryClient *client = ferry_migration_get_client (get_migration (fixture));

  return client ? ferry_account_get_id (ferry_client_get_account (client)) : "none";
}

static void
choose_account (Fixture *fixture,
                guint    nth)
{
  GtkWidget *row;

  while ((row = find (fixture, FERRY_TYPE_ACCOUNT_ROW, nth)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  ferry_account_row_choose (FERRY_ACCOUNT_ROW (row));
}

static gboolean
holds (const char *operation)
{
  return g_strcmp0 (far_side->held_operation, operation) == 0;
}

static FerryFolderPane *
get_folder_pane (Fixture *fixture)
{
  return FERRY_FOLDER_PANE (find (fixture, FERRY_TYPE_FOLDER_PANE, 0));
}

static GListModel *
get_rows (Fixture *fixture)
{
  GtkWidget *view = find (fixture, GTK_TYPE_LIST_VIEW, 0);

  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)));
}

static void
open_by_name (Fixture *fixture)
{
  GtkWidget *entry = ferry_test_widgets_find (find (fixture, FERRY_TYPE_BUCKET_PANE, 0),
                                              GTK_TYPE_ENTRY, 0);

  gtk_editable_set_text (GTK_EDITABLE (entry), FERRY_HELD_SIDE_NAMED);
  g_signal_emit_by_name (entry, "activate");
  gtk_editable_set_text (GTK_EDITABLE (entry), "another");
  WAIT_UNLESS_HELD (FALSE);
}

static void
choose_disk (Fixture *fixture)
{
  GtkWidget *list = ferry_test_widgets_find (find (fixture, FERRY_TYPE_BUCKET_PANE, 0),
                                             GTK_TYPE_LIST_BOX, 0);
  GListModel *rows = get_rows (fixture);

  WAIT_UNLESS_HELD (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  gtk_list_box_select_row (GTK_LIST_BOX (list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  WAIT_UNLESS_HELD (g_list_model_get_n_items (rows) > 0);
  if (holds ("HeadBucket"))
    open_by_name (fixture);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (rows), 0);
  WAIT_UNLESS_HELD (ferry_wizard_can_go_next (fixture->wizard));
}

static GtkWindow *
find_dialog (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      return l->data;

  return NULL;
}

/* The other account sees the same far side, so there may be newer ones than ours. */
static gboolean
select_task (Fixture *fixture)
{
  GtkWidget *view = find (fixture, FERRY_TYPE_TASKS_VIEW, 0);
  GtkWidget *list_view = ferry_test_widgets_find_class (view, "tasks", 0);
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (list_view));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      g_autoptr(FerryTaskItem) item = g_list_model_get_item (G_LIST_MODEL (model), i);

      if (ferry_task_item_get_task (item, 0) == fixture->task)
        return gtk_selection_model_select_item (model, i, TRUE);
    }

  return FALSE;
}

/* As the button of the dialog does. */
static void
cancel_import (Fixture *fixture)
{
  FerryTaskDetails *details = FERRY_TASK_DETAILS (find (fixture, FERRY_TYPE_TASK_DETAILS, 0));
  GtkWindow *dialog;

  while (!select_task (fixture))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (ferry_task_item_get_task (ferry_task_details_get_item (details), 0) ==
                 fixture->task);
  gtk_widget_activate_action (GTK_WIDGET (details), "task.cancel", NULL);
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel-import");
  gtk_window_destroy (dialog);
}

static void
import (Fixture *fixture)
{
  FerryTaskList *tasks = ferry_application_get_task_list (application);
  guint n_tasks = g_list_model_get_n_items (G_LIST_MODEL (tasks));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import", NULL);
  while (g_list_model_get_n_items (G_LIST_MODEL (tasks)) == n_tasks)
    g_main_context_iteration (NULL, TRUE);
  fixture->task = g_list_model_get_item (G_LIST_MODEL (tasks), 0);
  WAIT_UNLESS_HELD (ferry_task_get_state (fixture->task) == FERRY_TASK_CONVERTING);
  ferry_task_list_refresh (tasks);
  if (holds ("DeleteObject"))
    far_side->state = "completed";
  if (holds ("CancelConversionTask"))
    {
      WAIT_UNLESS_HELD (!ferry_activity_is_busy (ferry_application_get_activity (application)));
      cancel_import (fixture);
    }
  WAIT_UNLESS_HELD (FALSE);
}

/* Through the wizard, until the far side holds an answer back. */
static void
go_until_held (Fixture *fixture)
{
  choose_account (fixture, 0);
  WAIT_UNLESS_HELD (ferry_wizard_can_go_next (fixture->wizard));
  ferry_wizard_go_next (fixture->wizard);
  WAIT_UNLESS_HELD (g_str_equal (ferry_wizard_get_title (fixture->wizard), "Disks"));
  choose_disk (fixture);
  WAIT_UNLESS_HELD (ferry_wizard_can_go_next (fixture->wizard));
  ferry_wizard_go_next (fixture->wizard);
  WAIT_UNLESS_HELD (g_str_equal (ferry_wizard_get_title (fixture->wizard), "Machines"));
  g_object_set (ferry_plan_get_machine (ferry_migration_get_plan (get_migration (fixture)), 0),
                "platform", FERRY_PLATFORM_LINUX, "instance-type", "t2.small", NULL);
  WAIT_UNLESS_HELD (ferry_wizard_can_go_next (fixture->wizard));
  ferry_wizard_go_next (fixture->wizard);
  WAIT_UNLESS_HELD (ferry_wizard_is_last (fixture->wizard) &&
                    ferry_wizard_can_go_next (fixture->wizard));
  import (fixture);
}

/* The other account is ready before the held answer comes. */
static void
switch_account (Fixture *fixture)
{
  while (ferry_wizard_can_go_back (fixture->wizard))
    ferry_wizard_go_back (fixture->wizard);
  choose_account (fixture, 1);
  do
    g_main_context_iteration (NULL, TRUE);
  while (!ferry_wizard_can_go_next (fixture->wizard) ||
         !g_str_equal (get_account_id (fixture), "second"));
}

static void
take_way (Fixture *fixture,
          Way      way)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  if (way == CLOSE)
    gtk_window_close (GTK_WINDOW (window));
  else if (way == BACK)
    gtk_widget_activate_action (window, "win.back", NULL);
  else if (way == LEAVE)
    gtk_widget_activate_action (window, "win.show-view", "s", "tasks");
  else
    switch_account (fixture);
}

/* What was asked of EC2 is in the air, and stays there: whoever quits has to wait for it. */
static void
assert_in_air (Fixture *fixture,
               Way      way)
{
  while (way == CLOSE && fixture->window)
    g_main_context_iteration (NULL, TRUE);
  ask_round ();
  ask_round ();
  g_assert_true (ferry_activity_is_busy (ferry_application_get_activity (application)));
}

/* A page that is left slides away first, and till then it is looked at. */
static void
wait_unseen (Fixture *fixture)
{
  while (gtk_widget_get_mapped (GTK_WIDGET (get_folder_pane (fixture))))
    g_main_context_iteration (NULL, TRUE);
}

/* The import ends, well or as it was told to, whatever became of the window. */
static void
assert_import (Fixture *fixture)
{
  FerryTaskList *tasks = ferry_application_get_task_list (application);
  FerryTaskState end = holds ("CancelConversionTask") ? FERRY_TASK_CANCELLED : FERRY_TASK_LANDED;

  g_assert_nonnull (fixture->task);
  while (ferry_task_get_state (fixture->task) < FERRY_TASK_CONVERTING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (far_side->n_imports, ==, 1);

  if (end == FERRY_TASK_LANDED)
    far_side->state = "completed";
  ferry_task_list_refresh (tasks);
  while (!ferry_task_state_is_finished (ferry_task_get_state (fixture->task)) ||
         ferry_activity_is_busy (ferry_application_get_activity (application)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ferry_task_get_state (fixture->task), ==, end);
  g_assert_null (ferry_task_get_error (fixture->task));
  g_assert_cmpuint (far_side->n_imports, ==, 1);
  g_assert_cmpuint (far_side->n_cancels, ==, end == FERRY_TASK_CANCELLED ? 1 : 0);
}

/* A bucket may have a million objects: nobody looks, so no page is asked for. Whoever comes back
 * finds the listing going on, or the bucket that was asked for by its name; another account finds
 * its own.
 */
static void
assert_listing (Fixture *fixture,
                Way      way)
{
  g_assert_cmpuint (far_side->n_pages, ==, holds ("ListNextPage") ? 2 : 1);

  if (way == BACK || way == SWITCH)
    ferry_wizard_go_next (fixture->wizard);
  else if (way == LEAVE)
    gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-view", "s", "migrate");
  else
    return;

  if (way == SWITCH || holds ("ListNextPage"))
    while (g_list_model_get_n_items (get_rows (fixture)) < (holds ("ListNextPage") ? 3 : 1))
      g_main_context_iteration (NULL, TRUE);
  else
    while (far_side->n_named_pages == 0)
      g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (far_side->n_named_pages, ==, way == SWITCH || holds ("ListNextPage") ? 0 : 1);
}

static void
assert_window (Fixture *fixture,
               Way      way)
{
  while (way == CLOSE && fixture->window)
    g_main_context_iteration (NULL, TRUE);
  if (way == SWITCH)
    {
      g_assert_cmpstr (get_account_id (fixture), ==, "second");
      g_assert_true (ferry_wizard_can_go_next (fixture->wizard));
      g_assert_cmpstr (ferry_wizard_get_title (fixture->wizard), ==, "Account");
      g_assert_null (ferry_migration_get_disk (get_migration (fixture)));
      g_assert_null (ferry_folder_pane_get_bucket (get_folder_pane (fixture)));
    }
}

/* Who has gone, or is another, opens no bucket. */
static void
opened_cb (FerryBucketPane *pane,
           FerryBucket     *bucket,
           gpointer         user_data)
{
  g_error ("%s was opened for nobody", ferry_bucket_get_name (bucket));
}

static void
test_cell (gconstpointer data)
{
  const guint operation = GPOINTER_TO_UINT (data) / N_WAYS;
  const Way way = GPOINTER_TO_UINT (data) % N_WAYS;
  Fixture fixture = { NULL };
  g_autoptr(GtkWidget) pane = NULL;
  gboolean is_listing;

  ferry_held_side_reset (far_side, operations[operation]);
  is_listing = holds ("ListNextPage") || holds ("HeadBucket");
  fixture.window = ferry_window_new (application);
  g_object_add_weak_pointer (G_OBJECT (fixture.window), (gpointer *) &fixture.window);
  fixture.wizard = FERRY_WIZARD (find (&fixture, FERRY_TYPE_WIZARD, 0));
  gtk_window_present (GTK_WINDOW (fixture.window));
  while (gtk_widget_get_width (GTK_WIDGET (fixture.window)) == 0)
    g_main_context_iteration (NULL, TRUE);

  go_until_held (&fixture);
  g_assert_nonnull (far_side->held);
  pane = g_object_ref (find (&fixture, FERRY_TYPE_BUCKET_PANE, 0));
  take_way (&fixture, way);
  if (way == CLOSE)
    g_signal_connect (pane, "opened", G_CALLBACK (opened_cb), NULL);
  if (holds ("CancelConversionTask"))
    assert_in_air (&fixture, way);
  if (is_listing && way != CLOSE)
    wait_unseen (&fixture);
  release ();
  assert_window (&fixture, way);
  if (is_listing)
    assert_listing (&fixture, way);
  if (operation >= FIRST_OF_IMPORT)
    assert_import (&fixture);
  else
    g_assert_cmpuint (far_side->n_imports, ==, 0);

  if (fixture.window)
    gtk_window_close (GTK_WINDOW (fixture.window));
  while (fixture.window)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&fixture.task);
}

static void
add_account (const char *id)
{
  g_autoptr(FerryAccount) account =
    ferry_account_new (id, id, "eu-west-1", ferry_test_server_get_endpoint (far_side->server),
                       "AKIAEXAMPLE", FALSE);
  g_autoptr(FerryCredentials) credentials =
    ferry_credentials_new ("AKIAEXAMPLE", "secret", NULL, NULL);

  ferry_connector_add_session (ferry_application_get_connector (application), account, credentials);
  ferry_accounts_add_session (ferry_application_get_accounts (application), account);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  int status;

  ferry_test_widgets_init (&argc, &argv);
  /* There is nobody who shows notifications, and GIO warns of that. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  far_side = ferry_held_side_new ();
  application = ferry_application_new ();
  g_application_set_application_id (G_APPLICATION (application), TEST_ID);
  g_application_set_default (G_APPLICATION (application));
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  add_account ("first");
  add_account ("second");

  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    for (guint j = 0; j < N_WAYS; j++)
      {
        g_autofree char *path = g_strdup_printf ("/cancel/%s/%s", operations[i], ways[j]);

        g_test_add_data_func (path, GUINT_TO_POINTER (i * N_WAYS + j), test_cell);
      }
  status = g_test_run ();

  g_clear_object (&application);
  ferry_held_side_free (far_side);

  return status;
}
