/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-server.h"
#include "ferry-test-widgets.h"

#include "browser/ferry-bucket-pane.h"
#include "browser/ferry-object-view.h"
#include "connect/ferry-account-row.h"
#include "ferry-application.h"
#include "ferry-window.h"
#include "wizard/ferry-wizard.h"

#include <string.h>

/* The window is closed, left or given another account while one of its requests waits for its
 * answer, which then comes all the same. Nothing that has gone may be touched, nothing that is
 * shown may change, and an act that was begun comes to its end, once.
 */

#define TEST_ID "io.github.vmferry.Ferry.Test"
#define KEY "web.raw"
#define DISK_SIZE 1048576
#define TASK_ID "import-i-0123456789"

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
  "GetCallerIdentity", "ListBuckets", "ListObjectsV2", "GetObject", "PutObject", "ProveManifest",
  "ProveHead", "ProveGet", "ImportInstance", "DescribeConversionTasks", "DeleteObject",
};

/* Those from here on belong to the import, which goes on whatever the window does. */
#define FIRST_OF_IMPORT 4

/* S3 with one disk, EC2 with at most one task; it holds the answer of one operation. */
typedef struct {
  FerryTestServer   *server;
  const char        *held_operation;  /* (nullable) */
  SoupServerMessage *held;
  gboolean           was_held;
  GBytes            *manifest;
  char              *description;     /* of the task; NULL: there is none */
  gboolean           completed;
  guint              n_imports;
} FarSide;

static FarSide far_side;
static FerryApplication *application;
static GBytes *disk;

static const char *
name_operation (SoupServerMessage *message,
                const char        *path)
{
  const char *method = soup_server_message_get_method (message);
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  gboolean is_link = query && strstr (query, "X-Amz-Signature");
  g_autofree char *action = g_str_equal (method, "POST")
                              ? ferry_test_server_dup_form (message, "Action") : NULL;

  if (action)
    return g_intern_string (action);
  if (g_str_equal (path, "/"))
    return "ListBuckets";
  if (query && strstr (query, "list-type"))
    return "ListObjectsV2";
  if (g_str_equal (method, "PUT"))
    return "PutObject";
  if (g_str_equal (method, "DELETE"))
    return "DeleteObject";
  if (!g_str_has_suffix (path, KEY))
    return "ProveManifest";
  if (is_link)
    return g_str_equal (method, "HEAD") ? "ProveHead" : "ProveGet";

  return "GetObject";
}

static void
answer_disk (SoupServerMessage *message)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *range = soup_message_headers_get_one (asked, "Range");
  g_auto(GStrv) ends = range ? g_strsplit (range + strlen ("bytes="), "-", 2) : NULL;
  guint64 first = ends ? g_ascii_strtoull (ends[0], NULL, 10) : 0;
  guint64 last = ends ? MIN (g_ascii_strtoull (ends[1], NULL, 10), DISK_SIZE - 1) : DISK_SIZE - 1;
  g_autofree char *told = g_strdup_printf ("bytes %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "/%d",
                                           first, last, DISK_SIZE);
  const char *bytes = g_bytes_get_data (disk, NULL);

  soup_message_headers_replace (headers, "ETag", "\"e\"");
  if (g_str_equal (soup_server_message_get_method (message), "HEAD"))
    {
      soup_message_headers_set_content_length (headers, DISK_SIZE);
      return;
    }
  soup_message_headers_replace (headers, "Content-Range", told);
  soup_server_message_set_status (message, 206, NULL);
  soup_server_message_set_response (message, "application/octet-stream", SOUP_MEMORY_COPY,
                                    bytes + first, last - first + 1);
}

static char *
describe_task (void)
{
  return g_strdup_printf ("<conversionTaskId>" TASK_ID "</conversionTaskId><state>%s</state>"
                          "<importInstance><description>%s</description>"
                          "<instanceId>i-1</instanceId></importInstance>",
                          far_side.completed ? "completed" : "active", far_side.description);
}

static void
answer_ec2 (SoupServerMessage *message,
            const char        *operation)
{
  g_autofree char *task = NULL;
  g_autofree char *body = NULL;

  if (g_str_equal (operation, "ImportInstance") && far_side.description == NULL)
    far_side.description = ferry_test_server_dup_form (message, "Description");
  task = far_side.description ? describe_task () : g_strdup ("");
  if (g_str_equal (operation, "ImportInstance"))
    body = g_strdup_printf ("<ImportInstanceResponse><conversionTask>%s</conversionTask>"
                            "</ImportInstanceResponse>", task);
  else
    body = g_strdup_printf ("<DescribeConversionTasksResponse><conversionTasks>%s%s%s"
                            "</conversionTasks></DescribeConversionTasksResponse>",
                            *task ? "<item>" : "", task, *task ? "</item>" : "");
  ferry_test_server_answer (message, 200, "text/xml", body);
}

static void
answer (SoupServerMessage *message,
        const char        *operation)
{
  if (g_str_equal (operation, "GetCallerIdentity"))
    ferry_test_server_answer (message, 200, "text/xml",
                              "<GetCallerIdentityResponse><GetCallerIdentityResult>"
                              "<Arn>arn:aws:iam::123456789012:user/a</Arn><UserId>A</UserId>"
                              "<Account>123456789012</Account></GetCallerIdentityResult>"
                              "</GetCallerIdentityResponse>");
  else if (g_str_equal (operation, "ListBuckets"))
    ferry_test_server_answer (message, 200, "application/xml",
                              "<ListAllMyBucketsResult><Buckets><Bucket><Name>disks</Name>"
                              "<BucketRegion>eu-west-1</BucketRegion></Bucket></Buckets>"
                              "</ListAllMyBucketsResult>");
  else if (g_str_equal (operation, "ListObjectsV2"))
    ferry_test_server_answer (message, 200, "application/xml",
                              "<ListBucketResult><Contents><Key>" KEY "</Key><Size>1048576</Size>"
                              "<ETag>\"e\"</ETag></Contents><IsTruncated>false</IsTruncated>"
                              "</ListBucketResult>");
  else if (g_str_equal (operation, "ProveManifest") && far_side.manifest)
    soup_server_message_set_response (message, "application/xml", SOUP_MEMORY_COPY,
                                      g_bytes_get_data (far_side.manifest, NULL),
                                      g_bytes_get_size (far_side.manifest));
  else if (g_str_equal (operation, "ProveManifest"))
    ferry_test_server_answer (message, 404, NULL, NULL);
  else if (g_str_has_suffix (operation, "ConversionTasks") ||
           g_str_equal (operation, "ImportInstance"))
    answer_ec2 (message, operation);
  else if (g_str_equal (operation, "PutObject") || g_str_equal (operation, "DeleteObject"))
    ferry_test_server_answer (message, 200, NULL, NULL);
  else
    answer_disk (message);
}

static void
handle_cb (FerryTestServer   *server,
           SoupServerMessage *message,
           const char        *path,
           gpointer           user_data)
{
  const char *operation = name_operation (message, path);

  if (g_str_equal (operation, "PutObject"))
    {
      g_clear_pointer (&far_side.manifest, g_bytes_unref);
      far_side.manifest =
        soup_message_body_flatten (soup_server_message_get_request_body (message));
    }
  if (g_str_equal (operation, "ImportInstance"))
    far_side.n_imports++;

  answer (message, operation);
  /* The list of tasks asks by itself too, before there is anything to tell. */
  if (g_strcmp0 (operation, far_side.held_operation) == 0 && !far_side.was_held &&
      (far_side.description || !g_str_has_suffix (operation, "ConversionTasks")))
    {
      far_side.was_held = TRUE;
      soup_server_message_pause (message);
      far_side.held = g_object_ref (message);
    }
}

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
  g_autoptr(SoupServerMessage) message = g_steal_pointer (&far_side.held);
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
    while (far_side.held == NULL && !(condition)) \
      g_main_context_iteration (NULL, TRUE); \
    if (far_side.held) \
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

static void
choose_disk (Fixture *fixture)
{
  GtkWidget *list = ferry_test_widgets_find (find (fixture, FERRY_TYPE_BUCKET_PANE, 0),
                                             GTK_TYPE_LIST_BOX, 0);
  GtkColumnView *view = GTK_COLUMN_VIEW (find (fixture, GTK_TYPE_COLUMN_VIEW, 0));
  GtkSelectionModel *rows = gtk_column_view_get_model (view);

  WAIT_UNLESS_HELD (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  gtk_list_box_select_row (GTK_LIST_BOX (list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  WAIT_UNLESS_HELD (g_list_model_get_n_items (G_LIST_MODEL (rows)) > 0);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (rows), 0);
  WAIT_UNLESS_HELD (ferry_wizard_can_go_next (fixture->wizard));
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
  if (g_str_equal (far_side.held_operation, "DeleteObject"))
    far_side.completed = TRUE;
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
  WAIT_UNLESS_HELD (g_str_equal (ferry_wizard_get_title (fixture->wizard), "Machine"));
  g_object_set (ferry_plan_get_machine (ferry_migration_get_plan (get_migration (fixture))),
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

/* The import ends well, whatever became of the window. */
static void
assert_import (Fixture *fixture)
{
  FerryTaskList *tasks = ferry_application_get_task_list (application);

  g_assert_nonnull (fixture->task);
  while (ferry_task_get_state (fixture->task) < FERRY_TASK_CONVERTING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (far_side.n_imports, ==, 1);

  far_side.completed = TRUE;
  ferry_task_list_refresh (tasks);
  while (!ferry_task_state_is_finished (ferry_task_get_state (fixture->task)) ||
         ferry_engine_is_busy (ferry_application_get_engine (application)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ferry_task_get_state (fixture->task), ==, FERRY_TASK_LANDED);
  g_assert_cmpuint (far_side.n_imports, ==, 1);
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
    }
}

static void
test_cell (gconstpointer data)
{
  const guint operation = GPOINTER_TO_UINT (data) / N_WAYS;
  const Way way = GPOINTER_TO_UINT (data) % N_WAYS;
  Fixture fixture = { NULL };

  far_side.held_operation = operations[operation];
  far_side.was_held = FALSE;
  far_side.completed = FALSE;
  far_side.n_imports = 0;
  g_clear_pointer (&far_side.description, g_free);
  g_clear_pointer (&far_side.manifest, g_bytes_unref);

  fixture.window = ferry_window_new (application);
  g_object_add_weak_pointer (G_OBJECT (fixture.window), (gpointer *) &fixture.window);
  fixture.wizard = FERRY_WIZARD (find (&fixture, FERRY_TYPE_WIZARD, 0));
  gtk_window_present (GTK_WINDOW (fixture.window));

  go_until_held (&fixture);
  g_assert_nonnull (far_side.held);
  take_way (&fixture, way);
  release ();
  far_side.held_operation = NULL;
  assert_window (&fixture, way);
  if (operation >= FIRST_OF_IMPORT)
    assert_import (&fixture);
  else
    g_assert_cmpuint (far_side.n_imports, ==, 0);

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
    ferry_account_new (id, id, "eu-west-1", ferry_test_server_get_endpoint (far_side.server),
                       "AKIAEXAMPLE", FALSE);
  g_autoptr(FerryCredentials) credentials =
    ferry_credentials_new ("AKIAEXAMPLE", "secret", NULL, NULL);

  ferry_connector_add_session (ferry_application_get_connector (application), account, credentials);
  ferry_accounts_add_session (ferry_application_get_accounts (application), account);
}

static void
make_disk (void)
{
  char *bytes = g_malloc0 (DISK_SIZE);

  bytes[446] = (char) 0x80;  /* active */
  bytes[446 + 4] = (char) 0x83;
  bytes[446 + 8] = 1;
  bytes[446 + 13] = 4;
  bytes[510] = 0x55;
  bytes[511] = (char) 0xaa;
  disk = g_bytes_new_take (bytes, DISK_SIZE);
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
  make_disk ();
  far_side.server = ferry_test_server_new (handle_cb, NULL);
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
  ferry_test_server_free (far_side.server);
  g_bytes_unref (disk);

  return status;
}
