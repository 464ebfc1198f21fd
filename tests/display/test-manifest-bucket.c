/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-manifest.h"
#include "ferry-test-server.h"
#include "ferry-test-widgets.h"

#include "ferry-application.h"
#include "manifest/ferry-manifest-bucket.h"
#include "manifest/ferry-manifest-window.h"

#include <string.h>

/* When the bucket that a manifest's links name is asked, and when not. The server counts. */

#define ID "io.github.vmferry.Ferry.Bucket"
#define NAME "acme"

static FerryApplication *application;

typedef struct {
  FerryTestServer     *server;
  FerryClient         *client;
  GBytes              *text;
  guint                n_asked;   /* other than the beacon */
  gboolean             versions;  /* were asked for */
  gboolean             beacon;
  FerryManifestSource *source;
  FerryOpenManifest   *manifest;
  FerryManifestBucket *bucket;
} Fixture;

static void
iterate (void)
{
  g_main_context_iteration (NULL, TRUE);
}

/* It shows nothing of its objects, and keeps versions. */
static void
answer_cb (FerryTestServer   *server,
           SoupServerMessage *message,
           const char        *path,
           gpointer           user_data)
{
  Fixture *fixture = user_data;
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));

  if (strstr (path, "beacon"))
    {
      fixture->beacon = TRUE;
      return;
    }

  fixture->n_asked++;
  if (query && strstr (query, "versioning"))
    {
      fixture->versions = TRUE;
      ferry_test_server_answer (message, 200, "application/xml",
                                "<VersioningConfiguration><Status>Enabled</Status>"
                                "</VersioningConfiguration>");
    }
  else
    {
      ferry_test_server_answer (message, 403, "application/xml",
                                "<Error><Code>AccessDenied</Code></Error>");
    }
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *host = NULL;

  fixture->server = ferry_test_server_new (answer_cb, fixture);
  fixture->client = ferry_test_server_make_client (fixture->server);
  host = g_strdup_printf ("%s/" NAME, ferry_test_server_get_endpoint (fixture->server));
  fixture->text = ferry_test_manifest_text (host, "VMDK", 3);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->bucket)
    ferry_manifest_bucket_stop (fixture->bucket);
  g_clear_object (&fixture->bucket);
  g_clear_object (&fixture->manifest);
  g_clear_object (&fixture->source);
  g_bytes_unref (fixture->text);
  g_object_unref (fixture->client);
  ferry_test_server_free (fixture->server);
}

/* What was sent before it has come when it has. */
static void
light_beacon (Fixture *fixture)
{
  g_autoptr(GUri) link = NULL;
  g_autofree char *text = g_strconcat (ferry_test_server_get_endpoint (fixture->server), "/beacon",
                                       NULL);
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  link = g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL);
  ferry_client_use_link_async (fixture->client, "GET", link, NULL, NULL, ferry_test_take_result,
                               &slot);
  result = ferry_test_wait (&slot);
  g_assert_true (fixture->beacon);
}

static void
wait_until_judged (FerryOpenManifest *manifest)
{
  while (ferry_open_manifest_is_busy (manifest))
    iterate ();
}

static void
open_source (Fixture             *fixture,
             FerryManifestSource *source)
{
  g_autoptr(FerryManifestFacts) facts = ferry_manifest_source_make_facts (source);

  fixture->source = source;
  fixture->bucket = ferry_manifest_bucket_new (source);
  fixture->manifest = ferry_open_manifest_new ("web01.xml", fixture->text, facts, fixture->client);
  ferry_manifest_bucket_set_manifest (fixture->bucket, fixture->manifest);
  wait_until_judged (fixture->manifest);
  ferry_manifest_bucket_set_manifest (fixture->bucket, fixture->manifest);
  g_assert_cmpstr (ferry_manifest_bucket_get_name (fixture->bucket), ==, NAME);
  g_assert_cmpstr (ferry_manifest_bucket_get_region (fixture->bucket), ==, "eu-west-1");
}

/* Judged again by what the bucket has told. */
static void
wait_until_told (Fixture *fixture)
{
  FerryManifestFacts *facts;

  while (!(facts = ferry_open_manifest_get_facts (fixture->manifest))->keeps_versions)
    iterate ();
  g_assert_true (fixture->versions);
  g_assert_null (facts->objects);
  wait_until_judged (fixture->manifest);
}

/* A file that somebody sent names a bucket. */
static void
test_file (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GFile) file = g_file_new_for_path ("/nowhere/web01.xml");
  FerryManifestSource *source = ferry_manifest_source_new_for_file (file);

  g_assert_true (ferry_manifest_source_set_client (source, fixture->client));
  open_source (fixture, source);
  light_beacon (fixture);
  g_assert_cmpuint (fixture->n_asked, ==, 0);

  ferry_manifest_bucket_look (fixture->bucket);
  wait_until_told (fixture);

  /* What one account was asked to do the next one was not. */
  fixture->n_asked = 0;
  fixture->beacon = FALSE;
  ferry_manifest_bucket_change_client (fixture->bucket);
  g_assert_false (ferry_open_manifest_get_facts (fixture->manifest)->keeps_versions);
  light_beacon (fixture);
  g_assert_cmpuint (fixture->n_asked, ==, 0);
}

static FerryManifestSource *
make_object_source (Fixture    *fixture,
                    const char *bucket)
{
  g_autoptr(FerryObject) object = ferry_object_new ("web01.xml", 1, NULL, NULL, NULL);

  return ferry_manifest_source_new_for_object (fixture->client, "eu-west-1", bucket, object);
}

static void
test_own_bucket (Fixture       *fixture,
                 gconstpointer  data)
{
  open_source (fixture, make_object_source (fixture, NAME));
  wait_until_told (fixture);
}

static void
test_other_bucket (Fixture       *fixture,
                   gconstpointer  data)
{
  open_source (fixture, make_object_source (fixture, "other"));
  light_beacon (fixture);
  g_assert_cmpuint (fixture->n_asked, ==, 0);
}

static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  open_source (fixture, ferry_manifest_source_new_for_text (fixture->text, fixture->client,
                                                            "eu-west-1", NAME, "new.xml"));
  wait_until_told (fixture);
}

/* Stopped while the bucket is asked, nobody is told, and the manifest is nobody's. */
static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  open_source (fixture, make_object_source (fixture, NAME));
  ferry_manifest_bucket_stop (fixture->bucket);
  light_beacon (fixture);
  g_assert_finalize_object (g_steal_pointer (&fixture->manifest));
}

/* (transfer none) */
static GtkWindow *
open_window (Fixture *fixture,
             GFile   *file)
{
  g_autoptr(FerryManifestSource) source = ferry_manifest_source_new_for_file (file);
  FerryManifestWindow *window;
  FerryOpenManifest *manifest;
  g_autoptr(GError) error = NULL;

  g_file_replace_contents (file, g_bytes_get_data (fixture->text, NULL),
                           g_bytes_get_size (fixture->text), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                           NULL, &error);
  g_assert_no_error (error);
  ferry_manifest_source_set_client (source, fixture->client);
  window = ferry_manifest_window_new_for_source (GTK_APPLICATION (application), source);
  gtk_window_present (GTK_WINDOW (window));
  while ((manifest = ferry_manifest_window_get_manifest (window)) == NULL)
    iterate ();
  wait_until_judged (manifest);
  light_beacon (fixture);
  g_assert_cmpuint (fixture->n_asked, ==, 0);

  return GTK_WINDOW (window);
}

static void
answer_dialog (const char *response)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (;;)
    {
      for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
        {
          g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

          if (!ADW_IS_MESSAGE_DIALOG (window))
            continue;

          adw_message_dialog_response (ADW_MESSAGE_DIALOG (window), response);
          return;
        }
      iterate ();
    }
}

/* Each act asks, and trying the links for all that is judged by; a dialog alone does not. */
static void
test_acts (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const acts[] = { "manifest.try-links", "manifest.renew", "manifest.import" };
  g_autoptr(GFileIOStream) stream = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = g_file_new_tmp ("ferry-bucket-XXXXXX.xml", &stream, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      GtkWindow *window = open_window (fixture, file);

      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), acts[i], NULL));
      if (g_str_equal (acts[i], "manifest.renew"))
        {
          light_beacon (fixture);
          g_assert_cmpuint (fixture->n_asked, ==, 0);
          answer_dialog ("renew");
        }
      while (!(i == 0 ? fixture->versions : fixture->n_asked > 0))
        iterate ();
      gtk_window_destroy (window);
      light_beacon (fixture);
      fixture->n_asked = 0;
      fixture->versions = FALSE;
    }
  g_file_delete (file, NULL, &error);
  g_assert_no_error (error);
}

#define ADD(path, function) \
  g_test_add ("/manifest-bucket/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  int status;

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", "/proc/keyring", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "password", TRUE);
  ferry_test_widgets_init (&argc, &argv);
  application = ferry_application_new ();
  g_application_set_application_id (G_APPLICATION (application), ID);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  ADD ("file", test_file);
  ADD ("own-bucket", test_own_bucket);
  ADD ("other-bucket", test_other_bucket);
  ADD ("new", test_new);
  ADD ("stop", test_stop);
  ADD ("acts", test_acts);
  status = g_test_run ();
  g_clear_object (&application);

  return status;
}
