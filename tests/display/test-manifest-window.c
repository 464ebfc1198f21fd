/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include "../unit/manifest-fixture.h"

#include "browser/ferry-disk-window.h"
#include "ferry-window.h"
#include "manifest/ferry-comparison-window.h"
#include "manifest/ferry-manifest-window.h"
#include "manifest/ferry-part-list.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Manifests of this computer by every way that leads to them, and what is done with them. */

#define ID "io.github.vmferry.Ferry.Manifest"
#define N_PARTS 5000

static FerryApplication *application;
static GDateTime *now;
static char *folder;

static void
iterate (void)
{
  g_main_context_iteration (NULL, TRUE);
}

/* (nullable) */
static GtkWindow *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }

  return NULL;
}

static GtkWindow *
wait_for_window (GType type)
{
  GtkWindow *window;

  while ((window = find_window (type)) == NULL)
    iterate ();

  return window;
}

static void
wait_for_text (GtkWindow  *window,
               const char *text)
{
  while (!ferry_test_widgets_mentions (GTK_WIDGET (window), text))
    iterate ();
}

static FerryOpenManifest *
wait_for_manifest (GtkWindow *window)
{
  FerryOpenManifest *manifest;

  while ((manifest = ferry_manifest_window_get_manifest (FERRY_MANIFEST_WINDOW (window))) == NULL ||
         ferry_open_manifest_is_busy (manifest))
    iterate ();

  return manifest;
}

static void
close_all (void)
{
  GList *windows;

  while ((windows = gtk_application_get_windows (GTK_APPLICATION (application))))
    gtk_window_destroy (GTK_WINDOW (windows->data));
}

/* (transfer full) */
static GFile *
write_file (const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}

static GFile *
write_manifest (const char        *name,
                const FixtureEdit *edits)
{
  g_autofree char *text = fixture_edit (edits, 0, now);

  return write_file (name, text);
}

static GtkWindow *
open_file (GFile *file)
{
  g_application_open (G_APPLICATION (application), &file, 1, "");

  return wait_for_window (FERRY_TYPE_MANIFEST_WINDOW);
}

static const FixtureEdit good[FIXTURE_MOST_EDITS] = { { 0 } };

/* By its bytes, whatever it is called. */
static void
test_open (void)
{
  g_autoptr(GFile) file = write_manifest ("mail01 & co", good);
  GtkWindow *window = open_file (file);
  FerryOpenManifest *manifest = wait_for_manifest (window);

  g_assert_cmpstr (gtk_window_get_title (window), ==, "mail01 & co");
  g_assert_cmpuint (ferry_manifest_document_get_n_parts (
                      ferry_open_manifest_get_document (manifest)), ==, 3);
  wait_for_text (window, "No account is connected");
  g_assert_null (find_window (FERRY_TYPE_DISK_WINDOW));
  close_all ();
}

static void
test_open_other (void)
{
  g_autoptr(GFile) file = write_file ("web01.manifest.xml", "no markup at all, but a name");
  g_autofree char *path = g_build_filename (folder, "pipe.manifest.xml", NULL);
  g_autoptr(GFile) pipe = g_file_new_for_path (path);

  g_application_open (G_APPLICATION (application), &file, 1, "");
  wait_for_window (FERRY_TYPE_DISK_WINDOW);
  g_assert_null (find_window (FERRY_TYPE_MANIFEST_WINDOW));
  close_all ();

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_application_open (G_APPLICATION (application), &pipe, 1, "");
  wait_for_window (FERRY_TYPE_DISK_WINDOW);
  close_all ();
}

static void
assert_refused (const char *name,
                const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  FerryManifestWindow *window =
    ferry_manifest_window_new_for_file (GTK_APPLICATION (application), file);

  gtk_window_present (GTK_WINDOW (window));
  wait_for_text (GTK_WINDOW (window), text);
  wait_for_text (GTK_WINDOW (window), "Try Again");
  close_all ();
}

static void
test_errors (void)
{
  assert_refused ("nowhere.xml", "The File Is Gone");
  assert_refused (".", "This Is a Folder");
  assert_refused ("pipe.manifest.xml", "This Is Not a File");
}

/* What was chosen as a manifest is shown as one, with what is wrong. */
static void
test_not_a_manifest (void)
{
  g_autoptr(GFile) file = write_file ("other.xml", "<html><body/></html>");
  FerryManifestWindow *window =
    ferry_manifest_window_new_for_file (GTK_APPLICATION (application), file);
  FerryOpenManifest *manifest;

  gtk_window_present (GTK_WINDOW (window));
  manifest = wait_for_manifest (GTK_WINDOW (window));
  g_assert_cmpuint (ferry_open_manifest_get_findings (manifest)->len, >, 0);
  close_all ();
}

/* As a button says that is there for a moment: GTK 4.8 tells nobody else. */
static gboolean
is_enabled (GtkWindow  *window,
            const char *action)
{
  GtkWidget *button = gtk_button_new ();
  gboolean enabled;

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_parent (button, gtk_widget_get_first_child (GTK_WIDGET (window)));
  enabled = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);

  return enabled;
}

static void
activate (GtkWindow  *window,
          const char *action)
{
  g_assert_true (is_enabled (window, action));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), action, NULL));
}

/* Without an account there is nobody to try links with, and no new ones. */
static void
test_without_account (void)
{
  g_autoptr(GFile) file = write_manifest ("mail01.xml", good);
  GtkWindow *window = open_file (file);

  wait_for_manifest (window);
  g_assert_false (is_enabled (window, "manifest.try-links"));
  g_assert_false (is_enabled (window, "manifest.renew"));
  activate (window, "manifest.import");
  wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (ferry_test_widgets_says (GTK_WIDGET (find_window (ADW_TYPE_MESSAGE_DIALOG)),
                                          "An Account Is Needed"));
  close_all ();
}

/* New ones are not stored. Nobody is asked because a file says so. */
static void
test_renewed (void)
{
  const FixtureEdit edits[FIXTURE_MOST_EDITS] = {
    { 18, NULL, "https://example.com/0", NULL }, { 19, NULL, "https://example.com/1", NULL },
    { 24, NULL, "https://example.com/2", NULL }, { 25, NULL, "https://example.com/3", NULL },
    { 30, NULL, "https://example.com/4", NULL }, { 31, NULL, "https://example.com/5", NULL },
  };
  g_autoptr(FerryClient) client = ferry_test_client_new ();
  g_autofree char *text = fixture_edit (edits, 0, now);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(FerryManifestSource) source =
    ferry_manifest_source_new_for_text (bytes, client, FIXTURE_REGION, FIXTURE_BUCKET,
                                        FIXTURE_MANIFEST);
  FerryManifestWindow *window =
    ferry_manifest_window_new_for_source (GTK_APPLICATION (application), source);

  gtk_window_present (GTK_WINDOW (window));
  wait_for_text (GTK_WINDOW (window), "These links are new.");
  wait_for_manifest (GTK_WINDOW (window));
  activate (GTK_WINDOW (window), "manifest.try-links");
  wait_for_text (GTK_WINDOW (window), "6 links lead to other hosts than S3");
  close_all ();
}

static void
test_compare (void)
{
  const FixtureEdit edits[FIXTURE_MOST_EDITS] = { { 4, NULL, "VHD", NULL } };
  g_autoptr(GFile) file = write_manifest ("first.xml", good);
  g_autoptr(GFile) other = write_manifest ("second.xml", edits);
  g_autoptr(FerryManifestSource) source = ferry_manifest_source_new_for_file (other);
  GtkWindow *window = open_file (file);
  FerryOpenManifest *manifest = wait_for_manifest (window);
  GtkWidget *comparison =
    GTK_WIDGET (ferry_comparison_window_new (GTK_APPLICATION (application), manifest, source));

  gtk_window_present (GTK_WINDOW (comparison));
  wait_for_text (GTK_WINDOW (comparison), "1 difference");
  wait_for_text (GTK_WINDOW (comparison), "Another value");
  g_assert_false (is_enabled (GTK_WINDOW (comparison), "comparison.previous"));
  activate (GTK_WINDOW (comparison), "comparison.next");
  g_assert_false (is_enabled (GTK_WINDOW (comparison), "comparison.next"));
  close_all ();
}

static void
test_part_list (void)
{
  g_autoptr(FerryManifest) value = ferry_manifest_new ();
  g_autofree char *xml = NULL;
  g_autoptr(FerryManifestDocument) document = NULL;
  FerryPartList *list = FERRY_PART_LIST (ferry_part_list_new ());
  GtkWindow *window;

  for (guint i = 0; i < N_PARTS; i++)
    {
      FerryManifestPart *part = ferry_manifest_add_part (value);

      part->key = g_strdup_printf ("images/Mail01.part%u", i);
      part->start = i;
      part->end = i;
    }
  xml = ferry_manifest_to_xml (value);
  document = fixture_document (xml);

  window = ferry_test_widgets_show (GTK_WIDGET (list));
  ferry_part_list_set_document (list, document);
  g_assert_cmpuint (ferry_part_list_get_n_shown (list), ==, N_PARTS);
  g_assert_cmpuint (ferry_part_list_get_selected (list), ==, FERRY_MANIFEST_NO_PART);
  ferry_part_list_select (list, 4321);
  g_assert_cmpuint (ferry_part_list_get_selected (list), ==, 4321);
  wait_for_text (window, "images/Mail01.part4321");

  ferry_part_list_set_search (list, "mail01.PART432");
  while (ferry_part_list_get_n_shown (list) == N_PARTS)
    iterate ();
  g_assert_cmpuint (ferry_part_list_get_n_shown (list), ==, 11);
  /* one that the search leaves out */
  ferry_part_list_select (list, 7);
  g_assert_cmpuint (ferry_part_list_get_n_shown (list), ==, N_PARTS);
  g_assert_cmpuint (ferry_part_list_get_selected (list), ==, 7);
  gtk_window_destroy (window);
}

static void
gone_cb (gpointer  data,
         GObject  *object)
{
  *(gboolean *) data = TRUE;
}

/* Closed while it reads, it goes, and its text with it. */
static void
test_close (void)
{
  g_autoptr(GFile) file = write_manifest ("closed.xml", good);
  FerryManifestWindow *window =
    ferry_manifest_window_new_for_file (GTK_APPLICATION (application), file);
  gboolean gone = FALSE;

  g_object_weak_ref (G_OBJECT (window), gone_cb, &gone);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "window.close", NULL));
  while (!gone)
    iterate ();
}

static void
remove_folder (void)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_dir_close (dir);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

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
  now = g_date_time_new_now_utc ();
  folder = g_dir_make_tmp ("ferry-manifest-XXXXXX", &error);
  g_assert_no_error (error);
  application = ferry_application_new ();
  g_application_set_application_id (G_APPLICATION (application), ID);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  g_test_add_func ("/manifest-window/open", test_open);
  g_test_add_func ("/manifest-window/open-other", test_open_other);
  g_test_add_func ("/manifest-window/errors", test_errors);
  g_test_add_func ("/manifest-window/not-a-manifest", test_not_a_manifest);
  g_test_add_func ("/manifest-window/without-account", test_without_account);
  g_test_add_func ("/manifest-window/renewed", test_renewed);
  g_test_add_func ("/manifest-window/compare", test_compare);
  g_test_add_func ("/manifest-window/part-list", test_part_list);
  g_test_add_func ("/manifest-window/close", test_close);
  status = g_test_run ();
  g_clear_object (&application);
  g_date_time_unref (now);
  remove_folder ();

  return status;
}
