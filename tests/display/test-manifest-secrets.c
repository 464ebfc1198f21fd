/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-manifest.h"
#include "ferry-test-server.h"
#include "ferry-test-widgets.h"

#include "manifest/ferry-manifest-saver.h"
#include "manifest/ferry-reveal-pane.h"

#include <glib/gstdio.h>
#include <string.h>

/* No secret of a manifest leaves its view, and none is seen there, unless it is revealed. */

static char *
read_clipboard (GdkClipboard *clipboard)
{
  GAsyncResult *slot = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  gdk_clipboard_read_text_async (clipboard, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return gdk_clipboard_read_text_finish (clipboard, result, NULL);
}

static void
test_masked (void)
{
  FerryTestManifest fixture;
  guint n_lines;

  ferry_test_manifest_set_up (&fixture, FERRY_TEST_S3, "VMDK", 3, NULL);
  n_lines = ferry_manifest_document_get_n_lines (
    ferry_open_manifest_get_document (fixture.manifest));
  g_assert_cmpuint (n_lines, >=, FERRY_TEST_FIRST_PART + 3 * FERRY_TEST_LINES_OF_A_PART + 2);
  for (guint line = 1; line <= FERRY_TEST_FIRST_PART + 3 * FERRY_TEST_LINES_OF_A_PART; line++)
    {
      ferry_manifest_text_go_to (fixture.text, line);
      g_assert_cmpuint (ferry_manifest_text_get_line (fixture.text), ==, line);
      g_assert_false (ferry_test_manifest_holds_secret (GTK_WIDGET (fixture.window)));
    }

  ferry_test_manifest_clear (&fixture);
}

/* A link that was encoded once too often has its signature in its key. */
static void
test_encoded_twice (void)
{
  FerryTestManifest fixture;
  guint line = FERRY_TEST_FIRST_PART + FERRY_TEST_LINES_OF_A_PART;

  ferry_test_manifest_set_up (&fixture,
                              FERRY_TEST_S3 "/x%3FX-Amz-Signature%3D" FERRY_TEST_SIGNATURE "%26",
                              "VMDK", 1, NULL);
  for (; line > 0; line--)
    {
      ferry_manifest_text_go_to (fixture.text, line);
      g_assert_false (ferry_test_manifest_holds_secret (GTK_WIDGET (fixture.window)));
    }

  ferry_test_manifest_clear (&fixture);
}

static void
test_reveal (void)
{
  FerryTestManifest fixture;
  GtkWidget *pane;
  GtkTextBuffer *buffer;

  ferry_test_manifest_set_up (&fixture, FERRY_TEST_S3, "VMDK", 3, NULL);
  ferry_manifest_text_go_to (fixture.text, FERRY_TEST_SIZE_LINE);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (ferry_manifest_text_get_view (fixture.text)));

  g_object_set (fixture.view, "revealed", TRUE, NULL);
  g_assert_true (ferry_test_manifest_is_revealed (&fixture));
  pane = ferry_test_widgets_find (fixture.view, FERRY_TYPE_REVEAL_PANE, 0);
  g_assert_true (ferry_test_manifest_holds_secret (pane));
  g_assert_cmpuint (ferry_reveal_pane_get_line (FERRY_REVEAL_PANE (pane)), ==,
                    FERRY_TEST_SIZE_LINE);
  /* not in the view that was there before, whose undo would keep it */
  g_assert_false (ferry_test_manifest_holds_secret (GTK_WIDGET (fixture.text)));

  ferry_reveal_pane_pass_time (FERRY_REVEAL_PANE (pane), FERRY_REVEAL_SECONDS - 1);
  while (ferry_test_manifest_is_revealed (&fixture))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (ferry_test_widgets_find (fixture.view, FERRY_TYPE_REVEAL_PANE, 0));
  g_assert_false (ferry_test_manifest_holds_secret (GTK_WIDGET (fixture.window)));
  gtk_text_buffer_undo (buffer);
  g_assert_false (ferry_test_manifest_holds_secret (GTK_WIDGET (fixture.window)));

  ferry_test_manifest_clear (&fixture);
}

/* What is not seen any more is masked at once; and another manifest is not revealed. */
static void
test_reveal_ends (void)
{
  FerryTestManifest fixture;

  ferry_test_manifest_set_up (&fixture, FERRY_TEST_S3, "VMDK", 3, NULL);
  g_object_set (fixture.view, "revealed", TRUE, NULL);
  gtk_widget_set_visible (fixture.view, FALSE);
  g_assert_false (ferry_test_manifest_holds_secret (GTK_WIDGET (fixture.window)));
  while (ferry_test_manifest_is_revealed (&fixture))
    g_main_context_iteration (NULL, TRUE);
  g_object_set (fixture.view, "revealed", TRUE, NULL);
  g_assert_false (ferry_test_manifest_is_revealed (&fixture));

  gtk_widget_set_visible (fixture.view, TRUE);
  g_object_set (fixture.view, "revealed", TRUE, NULL);
  g_assert_true (ferry_test_manifest_is_revealed (&fixture));
  ferry_manifest_view_set_manifest (FERRY_MANIFEST_VIEW (fixture.view), NULL);
  g_assert_false (ferry_test_manifest_is_revealed (&fixture));
  g_assert_false (ferry_test_manifest_holds_secret (GTK_WIDGET (fixture.window)));

  ferry_test_manifest_clear (&fixture);
}

/* The clipboard, the primary selection and what is dragged. */
static void
test_copy (void)
{
  FerryTestManifest fixture;
  GdkClipboard *clipboard;
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  g_autoptr(GdkContentProvider) dragged = NULL;
  g_auto(GValue) value = G_VALUE_INIT;
  g_autofree char *drag_text = NULL;
  g_autofree char *masked = NULL;
  g_autofree char *selected = NULL;
  g_autofree char *revealed = NULL;

  ferry_test_manifest_set_up (&fixture, FERRY_TEST_S3, "VMDK", 3, NULL);
  clipboard = gtk_widget_get_clipboard (fixture.view);
  g_assert_true (gtk_widget_activate_action (fixture.view, "manifest-view.copy", NULL));
  masked = read_clipboard (clipboard);
  g_assert_nonnull (strstr (masked, "<manifest>"));
  g_assert_null (strstr (masked, FERRY_TEST_SIGNATURE));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (ferry_manifest_text_get_view (fixture.text)));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_select_range (buffer, &start, &end);
  selected = read_clipboard (gtk_widget_get_primary_clipboard (fixture.view));
  g_assert_cmpstr (selected, ==, masked);
  dragged = gtk_text_buffer_get_selection_content (buffer);
  g_value_init (&value, GTK_TYPE_TEXT_BUFFER);
  g_assert_true (gdk_content_provider_get_value (dragged, &value, NULL));
  g_object_get (g_value_get_object (&value), "text", &drag_text, NULL);
  g_assert_nonnull (strstr (drag_text, "<manifest>"));
  g_assert_null (strstr (drag_text, FERRY_TEST_SIGNATURE));

  g_object_set (fixture.view, "revealed", TRUE, NULL);
  g_assert_true (gtk_widget_activate_action (fixture.view, "manifest-view.copy", NULL));
  revealed = read_clipboard (clipboard);
  g_assert_nonnull (strstr (revealed, FERRY_TEST_SIGNATURE));

  ferry_test_manifest_clear (&fixture);
}

static void
saved_cb (FerryManifestSaver *saver,
          gboolean            with_links,
          int                *saved)
{
  *saved = with_links;
}

static void
save (FerryManifestSaver *saver,
      FerryOpenManifest  *manifest,
      GFile              *file,
      gboolean            with_links)
{
  int saved = -1;
  gulong id = g_signal_connect (saver, "saved", G_CALLBACK (saved_cb), &saved);

  ferry_manifest_saver_save_to (saver, manifest, file, with_links);
  while (saved < 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (saved, ==, with_links);
  g_signal_handler_disconnect (saver, id);
}

static void
test_save (void)
{
  FerryTestManifest fixture;
  g_autoptr(FerryManifestSaver) saver = NULL;
  g_autofree char *folder = g_dir_make_tmp ("ferry-manifest-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "web01.xml", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *masked = NULL;
  g_autofree char *revealed = NULL;
  GStatBuf status;

  ferry_test_manifest_set_up (&fixture, FERRY_TEST_S3, "VMDK", 3, NULL);
  saver = ferry_manifest_saver_new (fixture.view);
  save (saver, fixture.manifest, file, FALSE);
  g_assert_true (g_file_get_contents (path, &masked, NULL, NULL));
  g_assert_nonnull (strstr (masked, "<manifest>"));
  g_assert_null (strstr (masked, FERRY_TEST_SIGNATURE));

  /* Others might read it; what comes into its place they may not. */
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  save (saver, fixture.manifest, file, TRUE);
  g_assert_true (g_file_get_contents (path, &revealed, NULL, NULL));
  g_assert_nonnull (strstr (revealed, FERRY_TEST_SIGNATURE));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, 0600);

  g_unlink (path);
  g_rmdir (folder);
  ferry_test_manifest_clear (&fixture);
}

static gboolean
has_tooltip (GtkWidget  *root,
             const char *text)
{
  GtkWidget *button;

  for (guint i = 0; (button = ferry_test_widgets_find (root, GTK_TYPE_BUTTON, i)); i++)
    if (g_strcmp0 (gtk_widget_get_tooltip_text (button), text) == 0)
      return TRUE;

  return FALSE;
}

/* Of many parts one is revealed, but all are saved: that is said. */
static void
test_save_large (void)
{
  FerryTestManifest fixture;

  ferry_test_manifest_set_up (&fixture, FERRY_TEST_S3, "VMDK", FERRY_OPEN_MANIFEST_MOST_PARTS + 1,
                              NULL);
  g_assert_true (has_tooltip (fixture.view, "Save Without Secrets…"));
  g_object_set (fixture.view, "revealed", TRUE, NULL);
  g_assert_true (has_tooltip (fixture.view, "Save All Parts With Links…"));
  g_object_set (fixture.view, "revealed", FALSE, NULL);
  g_assert_true (has_tooltip (fixture.view, "Save Without Secrets…"));
  ferry_test_manifest_clear (&fixture);
}

int
main (int    argc,
      char **argv)
{
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/manifest-secrets/masked", test_masked);
  g_test_add_func ("/manifest-secrets/encoded-twice", test_encoded_twice);
  g_test_add_func ("/manifest-secrets/reveal", test_reveal);
  g_test_add_func ("/manifest-secrets/reveal-ends", test_reveal_ends);
  g_test_add_func ("/manifest-secrets/copy", test_copy);
  g_test_add_func ("/manifest-secrets/save", test_save);
  g_test_add_func ("/manifest-secrets/save-large", test_save_large);

  return g_test_run ();
}
