/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-server.h"
#include "ferry-test-widgets.h"

#include "browser/ferry-bucket-pane.h"
#include "common/ferry-notice-bar.h"
#include "ferry-application.h"
#include "ferry-window.h"
#include "wizard/ferry-disks-page.h"

#include <string.h>

/* The disks page against a far side: what it says of a bucket's region, and that nobody is asked
 * for more when nobody looks. And the window's bar for a clock that is off.
 */

#define TEST_ID "io.github.vmferry.Ferry.Test"
#define BUCKETS "<ListAllMyBucketsResult><Buckets>" \
                "<Bucket><Name>far</Name><BucketRegion>eu-north-1</BucketRegion></Bucket>" \
                "<Bucket><Name>near</Name><BucketRegion>eu-west-1</BucketRegion></Bucket>" \
                "</Buckets></ListAllMyBucketsResult>"
#define FAR "In Europe (Stockholm), not in the account’s Europe (Ireland). The machine is made " \
            "where the bucket is."

/* Two buckets, each an endless folder. */
typedef struct {
  guint n_pages;
} FarSide;

static void
far_side_cb (FerryTestServer   *server,
             SoupServerMessage *message,
             const char        *path,
             gpointer           user_data)
{
  FarSide *far_side = user_data;
  g_autofree char *page = NULL;

  if (g_str_equal (path, "/"))
    {
      ferry_test_server_answer (message, 200, NULL, BUCKETS);
      return;
    }

  page = g_strdup_printf ("<ListBucketResult><Contents><Key>k%u</Key><Size>1</Size></Contents>"
                          "<IsTruncated>true</IsTruncated><NextContinuationToken>t%u"
                          "</NextContinuationToken></ListBucketResult>",
                          far_side->n_pages, far_side->n_pages);
  far_side->n_pages++;
  ferry_test_server_answer (message, 200, NULL, page);
}

typedef struct {
  FarSide          far_side;
  FerryTestServer *server;
  FerryMigration  *migration;
  GtkWidget       *stack;      /* the page, and another one */
  GtkWidget       *page;
  GtkWindow       *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(FerryClient) client = NULL;

  fixture->server = ferry_test_server_new (far_side_cb, &fixture->far_side);
  client = ferry_test_server_make_client (fixture->server);
  fixture->migration = ferry_migration_new ();
  fixture->page = g_object_new (FERRY_TYPE_DISKS_PAGE, "migration", fixture->migration, NULL);
  fixture->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (fixture->stack), fixture->page, "disks");
  gtk_stack_add_named (GTK_STACK (fixture->stack), gtk_label_new ("elsewhere"), "elsewhere");
  fixture->window = ferry_test_widgets_show (fixture->stack);
  ferry_migration_set_client (fixture->migration, client, NULL);
  ferry_wizard_page_enter (FERRY_WIZARD_PAGE (fixture->page));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  g_object_unref (fixture->migration);
  ferry_test_server_free (fixture->server);
}

static void
open_bucket (Fixture *fixture,
             guint    row)
{
  GtkWidget *pane = ferry_test_widgets_find (fixture->page, FERRY_TYPE_BUCKET_PANE, 0);
  GtkWidget *list = ferry_test_widgets_find (pane, GTK_TYPE_LIST_BOX, 0);

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), row) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (list, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), row));
}

static void
wait_pages (Fixture *fixture,
            guint    more)
{
  guint wanted = fixture->far_side.n_pages + more;

  while (fixture->far_side.n_pages < wanted)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_region (Fixture       *fixture,
             gconstpointer  data)
{
  open_bucket (fixture, 0);
  wait_pages (fixture, 1);
  g_assert_true (ferry_test_widgets_says (fixture->page, FAR));

  open_bucket (fixture, 1);
  wait_pages (fixture, 1);
  g_assert_false (ferry_test_widgets_says (fixture->page, FAR));
}

/* Left, the page asks for nothing more; looked at again, it goes on. */
static void
test_leave (Fixture       *fixture,
            gconstpointer  data)
{
  guint n_pages;

  open_bucket (fixture, 1);
  wait_pages (fixture, 3);
  gtk_stack_set_visible_child_name (GTK_STACK (fixture->stack), "elsewhere");
  while (gtk_widget_get_mapped (fixture->page))
    g_main_context_iteration (NULL, TRUE);

  /* A request that is on its way may still arrive, and is the last. */
  n_pages = fixture->far_side.n_pages;
  for (guint i = 0; i < 300; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (fixture->far_side.n_pages, <=, n_pages + 1);

  gtk_stack_set_visible_child_name (GTK_STACK (fixture->stack), "disks");
  wait_pages (fixture, 3);
}

static void
answer_late_cb (FerryTestServer   *server,
                SoupServerMessage *message,
                const char        *path,
                gpointer           user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const int *minutes = user_data;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) theirs = g_date_time_add_minutes (now, *minutes);
  g_autofree char *date = soup_date_time_to_string (theirs, SOUP_DATE_HTTP);

  soup_message_headers_replace (headers, "Date", date);
  soup_message_headers_replace (headers, "x-amzn-requestid", "r1");
  ferry_test_server_answer (message, 200, NULL, BUCKETS);
}

static FerryClient *
connect_account (FerryConnector *connector,
                 const char     *endpoint)
{
  g_autoptr(FerryAccount) account =
    ferry_account_new ("clock", "Clock", "eu-west-1", endpoint, "AKIAEXAMPLE", FALSE);
  g_autoptr(FerryCredentials) credentials =
    ferry_credentials_new ("AKIAEXAMPLE", "secret", NULL, NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  FerryClient *client;

  ferry_connector_add_session (connector, account, credentials);
  ferry_connector_connect_async (connector, account, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  client = ferry_connector_connect_finish (connector, result, &error);
  g_assert_no_error (error);

  return client;
}

static void
ask (FerryClient *client)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) buckets = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_list_buckets_async (client, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  buckets = ferry_s3_list_buckets_finish (client, result, &error);
  g_assert_no_error (error);
}

/* A clock that is off is told for as long as it is off. */
static void
test_clock (void)
{
  int minutes = 20;
  g_autoptr(FerryTestServer) server = ferry_test_server_new (answer_late_cb, &minutes);
  FerryApplication *application = ferry_application_get ();
  g_autoptr(FerryClient) client = NULL;
  g_autofree char *behind = ferry_notice_describe_clock (20);
  GtkWidget *window = GTK_WIDGET (ferry_window_new (application));

  gtk_window_present (GTK_WINDOW (window));
  g_assert_false (ferry_test_widgets_says (window, behind));
  client = connect_account (ferry_application_get_connector (application),
                            ferry_test_server_get_endpoint (server));
  ask (client);
  g_assert_true (ferry_test_widgets_says (window, behind));

  minutes = 0;
  ask (client);
  g_assert_false (ferry_test_widgets_says (window, behind));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(FerryApplication) application = NULL;
  g_autoptr(GError) error = NULL;

  ferry_test_widgets_init (&argc, &argv);

  application = ferry_application_new ();
  g_application_set_application_id (G_APPLICATION (application), TEST_ID);
  g_application_set_default (G_APPLICATION (application));
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  g_test_add ("/disks/region", Fixture, NULL, set_up, test_region, tear_down);
  g_test_add ("/disks/leave", Fixture, NULL, set_up, test_leave, tear_down);
  g_test_add_func ("/window/clock", test_clock);

  return g_test_run ();
}
