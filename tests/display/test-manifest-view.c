/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-server.h"
#include "ferry-test-widgets.h"

#include "manifest/ferry-element-card.h"
#include "manifest/ferry-element-text.h"
#include "manifest/ferry-finding-list.h"
#include "manifest/ferry-flaw-text.h"
#include "manifest/ferry-link-clock.h"
#include "manifest/ferry-manifest-saver.h"
#include "manifest/ferry-manifest-search.h"
#include "manifest/ferry-manifest-text.h"
#include "manifest/ferry-manifest-view.h"
#include "manifest/ferry-part-list.h"
#include "manifest/ferry-reveal-pane.h"

#include <glib/gstdio.h>
#include <string.h>

/* Looking at manifests: what is said of them, and that no secret leaves unless it is revealed. */

#define SIGNATURE "5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e7aaaa"
#define HOST "https://acme.s3.eu-west-1.amazonaws.com"

/* lines of a manifest of make_text() */
#define FORMAT_LINE 4
#define SELF_DESTRUCT_LINE 10
#define SIZE_LINE 12
#define VOLUME_LINE 13
#define FIRST_PART 15
#define LINES_OF_A_PART 6

static void
append_link (GString    *text,
             const char *element,
             const char *host,
             const char *key)
{
  g_string_append_printf (text,
                          "<%s>%s/%s?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                          "&amp;X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%%2F20261120%%2Feu-west-1"
                          "%%2Fs3%%2Faws4_request&amp;X-Amz-Date=20261120T000000Z"
                          "&amp;X-Amz-Expires=604800&amp;X-Amz-SignedHeaders=host"
                          "&amp;X-Amz-Signature=%s</%s>\n",
                          element, host, key, SIGNATURE, element);
}

static void
append_part (GString    *text,
             const char *host,
             guint       part)
{
  g_autofree char *key = g_strdup_printf ("web01.vmdk.part%u", part);

  g_string_append_printf (text,
                          "      <part index=\"%u\">\n"
                          "        <byte-range start=\"%u\" end=\"%u\"/>\n"
                          "        <key>%s</key>\n        ",
                          part, part * 1024, part * 1024 + 1023, key);
  append_link (text, "head-url", host, key);
  g_string_append (text, "        ");
  append_link (text, "get-url", host, key);
  g_string_append (text, "      </part>\n");
}

/* @format: "VMDK", or what is wrong in line 4 */
static GBytes *
make_text (const char *host,
           const char *format,
           guint       n_parts)
{
  GString *text = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest>\n"
                                "  <version>2010-11-15</version>\n");

  g_string_append_printf (text,
                          "  <file-format>%s</file-format>\n"
                          "  <importer>\n    <name>Test</name>\n    <version>1.0</version>\n"
                          "    <release>1</release>\n  </importer>\n  ",
                          format);
  append_link (text, "self-destruct-url", host, "web01.vmdkmanifest.xml");
  g_string_append_printf (text,
                          "  <import>\n    <size>%u</size>\n    <volume-size>1</volume-size>\n"
                          "    <parts count=\"%u\">\n",
                          n_parts * 1024, n_parts);
  for (guint i = 0; i < n_parts; i++)
    append_part (text, host, i);
  g_string_append (text, "    </parts>\n  </import>\n</manifest>\n");

  return g_string_free_to_bytes (text);
}

/* Three days after its links were signed, so that they last for four. */
static FerryOpenManifest *
open_text (GBytes      *text,
           FerryClient *client)
{
  g_autoptr(GDateTime) now = g_date_time_new_utc (2026, 11, 23, 0, 0, 0);
  g_autoptr(FerryManifestFacts) facts = ferry_manifest_facts_new (now);

  facts->region = g_strdup ("eu-west-1");
  facts->bucket = g_strdup ("acme");
  facts->key = g_strdup ("web01.vmdkmanifest.xml");
  if (client)
    facts->endpoint = g_strdup (ferry_account_get_endpoint (ferry_client_get_account (client)));

  return ferry_open_manifest_new ("web01.vmdkmanifest.xml", text, facts, client);
}

typedef struct {
  FerryOpenManifest *manifest;
  GtkWidget         *view;
  FerryManifestText *text;
  GtkWindow         *window;
} Fixture;

static void
fixture_set_up (Fixture     *fixture,
                const char  *host,
                const char  *format,
                guint        n_parts,
                FerryClient *client)
{
  g_autoptr(GBytes) text = make_text (host, format, n_parts);

  fixture->manifest = open_text (text, client);
  fixture->view = ferry_manifest_view_new ();
  fixture->text = FERRY_MANIFEST_TEXT (ferry_test_widgets_find (fixture->view,
                                                                FERRY_TYPE_MANIFEST_TEXT, 0));
  fixture->window = ferry_test_widgets_show (fixture->view);
  ferry_manifest_view_set_manifest (FERRY_MANIFEST_VIEW (fixture->view), fixture->manifest);
  while (ferry_open_manifest_is_busy (fixture->manifest))
    g_main_context_iteration (NULL, TRUE);
}

static void
fixture_clear (Fixture *fixture)
{
  gtk_window_destroy (fixture->window);
  g_assert_finalize_object (fixture->manifest);
}

static gboolean
is_revealed (Fixture *fixture)
{
  gboolean revealed;

  g_object_get (fixture->view, "revealed", &revealed, NULL);

  return revealed;
}

static gboolean
says_secret (GtkWidget             *widget,
             GtkAccessibleProperty  property)
{
  g_autofree char *said = NULL;

  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), property))
    said = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), property, "");

  return said != NULL && strstr (said, SIGNATURE) != NULL;
}

/* In any text, label, tooltip or accessible name below @widget. */
static gboolean
holds_secret (GtkWidget *widget)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);
  g_autofree char *text = NULL;

  if (GTK_IS_TEXT_VIEW (widget))
    g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "text", &text, NULL);
  else if (GTK_IS_LABEL (widget))
    text = g_strdup (gtk_label_get_label (GTK_LABEL (widget)));
  else if (GTK_IS_INSCRIPTION (widget))
    text = g_strdup (gtk_inscription_get_text (GTK_INSCRIPTION (widget)));

  if ((text && strstr (text, SIGNATURE)) || (tooltip && strstr (tooltip, SIGNATURE)) ||
      says_secret (widget, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
      says_secret (widget, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (holds_secret (child))
      return TRUE;

  return FALSE;
}

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
  Fixture fixture;
  guint n_lines;

  fixture_set_up (&fixture, HOST, "VMDK", 3, NULL);
  n_lines = ferry_manifest_document_get_n_lines (
    ferry_open_manifest_get_document (fixture.manifest));
  g_assert_cmpuint (n_lines, >=, FIRST_PART + 3 * LINES_OF_A_PART + 2);
  for (guint line = 1; line <= FIRST_PART + 3 * LINES_OF_A_PART; line++)
    {
      ferry_manifest_text_go_to (fixture.text, line);
      g_assert_cmpuint (ferry_manifest_text_get_line (fixture.text), ==, line);
      g_assert_false (holds_secret (GTK_WIDGET (fixture.window)));
    }

  fixture_clear (&fixture);
}

static void
test_reveal (void)
{
  Fixture fixture;
  GtkWidget *pane;
  GtkTextBuffer *buffer;

  fixture_set_up (&fixture, HOST, "VMDK", 3, NULL);
  ferry_manifest_text_go_to (fixture.text, SIZE_LINE);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (ferry_manifest_text_get_view (fixture.text)));

  g_object_set (fixture.view, "revealed", TRUE, NULL);
  g_assert_true (is_revealed (&fixture));
  pane = ferry_test_widgets_find (fixture.view, FERRY_TYPE_REVEAL_PANE, 0);
  g_assert_true (holds_secret (pane));
  g_assert_cmpuint (ferry_reveal_pane_get_line (FERRY_REVEAL_PANE (pane)), ==, SIZE_LINE);
  /* not in the view that was there before, whose undo would keep it */
  g_assert_false (holds_secret (GTK_WIDGET (fixture.text)));

  ferry_reveal_pane_pass_time (FERRY_REVEAL_PANE (pane), FERRY_REVEAL_SECONDS - 1);
  while (is_revealed (&fixture))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (ferry_test_widgets_find (fixture.view, FERRY_TYPE_REVEAL_PANE, 0));
  g_assert_false (holds_secret (GTK_WIDGET (fixture.window)));
  gtk_text_buffer_undo (buffer);
  g_assert_false (holds_secret (GTK_WIDGET (fixture.window)));

  fixture_clear (&fixture);
}

/* What is not seen any more is masked at once; and another manifest is not revealed. */
static void
test_reveal_ends (void)
{
  Fixture fixture;

  fixture_set_up (&fixture, HOST, "VMDK", 3, NULL);
  g_object_set (fixture.view, "revealed", TRUE, NULL);
  gtk_widget_set_visible (fixture.view, FALSE);
  g_assert_false (holds_secret (GTK_WIDGET (fixture.window)));
  while (is_revealed (&fixture))
    g_main_context_iteration (NULL, TRUE);
  g_object_set (fixture.view, "revealed", TRUE, NULL);
  g_assert_false (is_revealed (&fixture));

  gtk_widget_set_visible (fixture.view, TRUE);
  g_object_set (fixture.view, "revealed", TRUE, NULL);
  g_assert_true (is_revealed (&fixture));
  ferry_manifest_view_set_manifest (FERRY_MANIFEST_VIEW (fixture.view), NULL);
  g_assert_false (is_revealed (&fixture));
  g_assert_false (holds_secret (GTK_WIDGET (fixture.window)));

  fixture_clear (&fixture);
}

/* The clipboard, the primary selection and what is dragged. */
static void
test_copy (void)
{
  Fixture fixture;
  GdkClipboard *clipboard;
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  g_autoptr(GdkContentProvider) dragged = NULL;
  g_auto(GValue) value = G_VALUE_INIT;
  g_autofree char *drag_text = NULL;
  g_autofree char *masked = NULL;
  g_autofree char *selected = NULL;
  g_autofree char *revealed = NULL;

  fixture_set_up (&fixture, HOST, "VMDK", 3, NULL);
  clipboard = gtk_widget_get_clipboard (fixture.view);
  g_assert_true (gtk_widget_activate_action (fixture.view, "manifest-view.copy", NULL));
  masked = read_clipboard (clipboard);
  g_assert_nonnull (strstr (masked, "<manifest>"));
  g_assert_null (strstr (masked, SIGNATURE));

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
  g_assert_null (strstr (drag_text, SIGNATURE));

  g_object_set (fixture.view, "revealed", TRUE, NULL);
  g_assert_true (gtk_widget_activate_action (fixture.view, "manifest-view.copy", NULL));
  revealed = read_clipboard (clipboard);
  g_assert_nonnull (strstr (revealed, SIGNATURE));

  fixture_clear (&fixture);
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
  Fixture fixture;
  g_autoptr(FerryManifestSaver) saver = NULL;
  g_autofree char *folder = g_dir_make_tmp ("ferry-manifest-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "web01.xml", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *masked = NULL;
  g_autofree char *revealed = NULL;
  GStatBuf status;

  fixture_set_up (&fixture, HOST, "VMDK", 3, NULL);
  saver = ferry_manifest_saver_new (fixture.view);
  save (saver, fixture.manifest, file, FALSE);
  g_assert_true (g_file_get_contents (path, &masked, NULL, NULL));
  g_assert_nonnull (strstr (masked, "<manifest>"));
  g_assert_null (strstr (masked, SIGNATURE));

  /* Others might read it; what comes into its place they may not. */
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  save (saver, fixture.manifest, file, TRUE);
  g_assert_true (g_file_get_contents (path, &revealed, NULL, NULL));
  g_assert_nonnull (strstr (revealed, SIGNATURE));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, 0600);

  g_unlink (path);
  g_rmdir (folder);
  fixture_clear (&fixture);
}

static guint
count_rows (Fixture *fixture)
{
  GtkWidget *list = ferry_test_widgets_find (fixture->view, FERRY_TYPE_FINDING_LIST, 0);
  GtkWidget *view = ferry_test_widgets_find (list, GTK_TYPE_LIST_VIEW, 0);

  return g_list_model_get_n_items (
    G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view))));
}

static void
activate_row (Fixture *fixture,
              guint    position)
{
  GtkWidget *list = ferry_test_widgets_find (fixture->view, FERRY_TYPE_FINDING_LIST, 0);
  GtkWidget *view = ferry_test_widgets_find (list, GTK_TYPE_LIST_VIEW, 0);

  g_signal_emit_by_name (view, "activate", position);
}

/* A format that nobody knows, and links that are not for this account's bucket. */
static void
test_findings (void)
{
  Fixture fixture;
  const char *title = ferry_flaw_to_title (FERRY_FLAW_FORMAT_UNKNOWN);
  GPtrArray *findings;

  fixture_set_up (&fixture, HOST, "QCOW2", 3, NULL);
  findings = ferry_open_manifest_get_findings (fixture.manifest);
  g_assert_cmpuint (findings->len, >, 0);
  g_assert_cmpuint (count_rows (&fixture), >=, findings->len);
  for (guint i = 0; i < findings->len; i++)
    {
      FerryManifestFinding *finding = g_ptr_array_index (findings, i);
      const char *mark = ferry_manifest_text_get_mark (fixture.text, finding->line);

      g_assert_nonnull (strstr (mark, ferry_flaw_to_title (finding->flaw)));
    }
  g_assert_cmpstr (ferry_manifest_text_get_mark (fixture.text, FORMAT_LINE), ==, title);
  g_assert_null (ferry_manifest_text_get_mark (fixture.text, FORMAT_LINE + 1));

  /* The worst is the first. */
  activate_row (&fixture, 0);
  g_assert_cmpuint (ferry_manifest_text_get_line (fixture.text), ==, FORMAT_LINE);
  g_assert_true (ferry_test_widgets_mentions (fixture.view, title));
  g_assert_true (ferry_test_widgets_mentions (
    fixture.view, ferry_flaw_to_advice (FERRY_FLAW_FORMAT_UNKNOWN)));

  ferry_manifest_text_go_to (fixture.text, 1);
  g_assert_true (gtk_widget_activate_action (fixture.view, "manifest-view.next-finding", NULL));
  g_assert_cmpuint (ferry_manifest_text_get_line (fixture.text), ==,
                    ((FerryManifestFinding *) g_ptr_array_index (findings, 0))->line);

  fixture_clear (&fixture);
}

static void
test_explained (void)
{
  static const struct {
    guint                line;
    FerryManifestElement element;
  } lines[] = {
    { 2, FERRY_ELEMENT_ROOT },
    { 3, FERRY_ELEMENT_VERSION },
    { FORMAT_LINE, FERRY_ELEMENT_FILE_FORMAT },
    { 6, FERRY_ELEMENT_IMPORTER_NAME },
    { SELF_DESTRUCT_LINE, FERRY_ELEMENT_SELF_DESTRUCT_URL },
    { SIZE_LINE, FERRY_ELEMENT_SIZE },
    { VOLUME_LINE, FERRY_ELEMENT_VOLUME_SIZE },
    { FIRST_PART - 1, FERRY_ELEMENT_PARTS },
    { FIRST_PART, FERRY_ELEMENT_PART },
    { FIRST_PART + 1, FERRY_ELEMENT_BYTE_RANGE },
    { FIRST_PART + 2, FERRY_ELEMENT_KEY },
    { FIRST_PART + 3, FERRY_ELEMENT_HEAD_URL },
    { FIRST_PART + LINES_OF_A_PART + 4, FERRY_ELEMENT_GET_URL },
  };
  Fixture fixture;
  GtkWidget *card;

  fixture_set_up (&fixture, HOST, "VMDK", 3, NULL);
  card = ferry_test_widgets_find (fixture.view, FERRY_TYPE_ELEMENT_CARD, 0);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      ferry_manifest_text_go_to (fixture.text, lines[i].line);
      g_assert_true (ferry_test_widgets_says (card, ferry_element_to_title (lines[i].element)));
      g_assert_true (ferry_test_widgets_says (card,
                                              ferry_element_to_explanation (lines[i].element)));
    }

  g_assert_true (ferry_test_widgets_says (card, "acme"));
  g_assert_true (ferry_test_widgets_says (card, "web01.vmdk.part1"));
  g_assert_true (ferry_test_widgets_says (card, "An access key of a user"));
  g_assert_true (ferry_test_widgets_mentions (card, ", in 4 d"));

  fixture_clear (&fixture);
}

static void
wait_until_said (GtkWidget  *widget,
                 const char *text)
{
  while (!ferry_test_widgets_says (widget, text))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_search (void)
{
  Fixture fixture;
  GtkWidget *search;
  GtkWidget *entry;

  fixture_set_up (&fixture, HOST, "VMDK", 3, NULL);
  search = ferry_test_widgets_find (fixture.view, FERRY_TYPE_MANIFEST_SEARCH, 0);
  entry = ferry_test_widgets_find (search, GTK_TYPE_SEARCH_ENTRY, 0);
  g_assert_true (gtk_widget_activate_action (fixture.view, "manifest-view.search", NULL));

  gtk_editable_set_text (GTK_EDITABLE (entry), "<head-url>");
  wait_until_said (search, "3 matches");
  g_signal_emit_by_name (entry, "activate");
  wait_until_said (search, "1 of 3");
  g_assert_cmpuint (ferry_manifest_text_get_line (fixture.text), ==, FIRST_PART + 3);
  g_assert_true (gtk_widget_activate_action (search, "search.previous", NULL));
  wait_until_said (search, "3 of 3");

  /* What is masked cannot be found out letter by letter. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "5ec2e7");
  wait_until_said (search, "Not found");

  fixture_clear (&fixture);
}

static char *
dup_text (Fixture *fixture)
{
  GtkTextView *view = GTK_TEXT_VIEW (ferry_manifest_text_get_view (fixture->text));
  char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (view), "text", &text, NULL);

  return text;
}

static void
test_large (void)
{
  const guint n_parts = FERRY_OPEN_MANIFEST_MOST_PARTS + 1;
  const guint line = FIRST_PART + 1500 * LINES_OF_A_PART;
  Fixture fixture;
  GtkWidget *list;
  GtkWidget *pane;
  g_autofree char *front = NULL;
  g_autofree char *part = NULL;
  g_autofree char *front_again = NULL;

  fixture_set_up (&fixture, HOST, "VMDK", n_parts, NULL);
  list = ferry_test_widgets_find (fixture.view, FERRY_TYPE_PART_LIST, 0);
  g_assert_true (gtk_widget_get_mapped (list));
  g_assert_cmpuint (ferry_part_list_get_n_shown (FERRY_PART_LIST (list)), ==, n_parts);
  g_assert_null (ferry_open_manifest_get_masked (fixture.manifest));
  front = dup_text (&fixture);
  g_assert_nonnull (strstr (front, "<size>"));
  g_assert_null (strstr (front, "<part "));

  ferry_part_list_select (FERRY_PART_LIST (list), 1500);
  part = dup_text (&fixture);
  g_assert_nonnull (strstr (part, "part index=\"1500\""));
  g_assert_null (strstr (part, "part index=\"1501\""));
  g_assert_null (strstr (part, SIGNATURE));
  g_assert_true (ferry_manifest_text_has_line (fixture.text, line));
  ferry_manifest_text_go_to (fixture.text, line + 2);
  g_assert_true (ferry_test_widgets_says (fixture.view, "Key"));

  g_object_set (fixture.view, "revealed", TRUE, NULL);
  pane = ferry_test_widgets_find (fixture.view, FERRY_TYPE_REVEAL_PANE, 0);
  g_assert_true (holds_secret (pane));
  ferry_part_list_select (FERRY_PART_LIST (list), 3);
  g_assert_false (is_revealed (&fixture));

  g_assert_true (gtk_widget_activate_action (gtk_widget_get_parent (list),
                                             "manifest-body.go-to-front", NULL));
  front_again = dup_text (&fixture);
  g_assert_cmpstr (front_again, ==, front);

  fixture_clear (&fixture);
}

/* Lines that a text view would stall at are shown part by part as well. */
static void
test_long_line (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GBytes) bytes = make_text (HOST, "VMDK", 200);
  g_autoptr(GBytes) one_line = NULL;
  g_autoptr(FerryOpenManifest) manifest = NULL;
  g_autofree char *part = NULL;

  g_string_append_len (text, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_string_replace (text, "\n", " ", 0);
  one_line = g_bytes_new (text->str, text->len);
  manifest = open_text (one_line, NULL);
  while (ferry_open_manifest_is_busy (manifest))
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (ferry_open_manifest_is_large (manifest));
  part = ferry_open_manifest_dup_masked_part (manifest, 7);
  g_assert_nonnull (strstr (part, "part index=\"7\""));
  g_assert_null (strstr (part, "part index=\"8\""));
}

static void
refuse_cb (FerryTestServer   *server,
           SoupServerMessage *message,
           const char        *path,
           gpointer           user_data)
{
  ferry_test_server_answer (message, 403, NULL, "");
}

static void
test_probed (void)
{
  g_autoptr(FerryTestServer) server = ferry_test_server_new (refuse_cb, NULL);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  g_autofree char *host = g_strconcat (ferry_test_server_get_endpoint (server), "/acme", NULL);
  Fixture fixture;
  gboolean probing = TRUE;
  GtkWidget *card;

  fixture_set_up (&fixture, host, "VMDK", 2, client);
  ferry_open_manifest_probe (fixture.manifest, 1);
  while (probing)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (fixture.manifest, "probing", &probing, NULL);
    }

  g_assert_nonnull (strstr (ferry_manifest_text_get_mark (fixture.text, FIRST_PART + 3),
                            "HEAD was refused: 403"));
  g_assert_nonnull (strstr (ferry_manifest_text_get_mark (fixture.text, SELF_DESTRUCT_LINE),
                            "Not tried, because it deletes"));
  ferry_manifest_text_go_to (fixture.text, FIRST_PART + 3);
  card = ferry_test_widgets_find (fixture.view, FERRY_TYPE_ELEMENT_CARD, 0);
  g_assert_true (ferry_test_widgets_says (card, "HEAD was refused: 403"));

  fixture_clear (&fixture);
}

/* Of each there are words, and no two say the same. */
static void
test_words (void)
{
  g_autoptr(GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < FERRY_N_FLAWS; i++)
    {
      const char *title = ferry_flaw_to_title (i);

      g_assert_nonnull (title);
      g_assert_cmpstr (title, !=, "");
      g_assert_true (g_hash_table_add (titles, (gpointer) title));
      g_assert_nonnull (ferry_flaw_to_advice (i));
      g_assert_true (g_str_has_suffix (ferry_flaw_to_advice (i), "."));
    }
  for (guint i = 0; i < FERRY_N_MANIFEST_ELEMENTS; i++)
    {
      g_assert_nonnull (ferry_element_to_title (i));
      g_assert_nonnull (ferry_element_to_explanation (i));
    }
}

static void
test_clock (void)
{
  static const struct {
    int         seconds;
    gboolean    together;
    const char *words;
  } cases[] = {
    { 6 * 86400 + 23 * 3600, TRUE, "Links last 6 d 23 h" },
    { 5 * 3600, FALSE, "The first link ends in 5 h" },
    { -3 * 86400, TRUE, "Links ended 3 d" },
    { -60, FALSE, "The first link ended 1 min" },
  };
  g_autoptr(GDateTime) now = g_date_time_new_utc (2026, 11, 23, 0, 0, 0);
  g_autofree char *none = ferry_link_clock_say (NULL, TRUE, now);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GDateTime) end = g_date_time_add_seconds (now, cases[i].seconds);
      g_autofree char *words = ferry_link_clock_say (end, cases[i].together, now);

      g_assert_true (g_str_has_prefix (words, cases[i].words));
    }
  g_assert_cmpstr (none, ==, "No link says when it ends");
}

int
main (int    argc,
      char **argv)
{
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/manifest-view/masked", test_masked);
  g_test_add_func ("/manifest-view/reveal", test_reveal);
  g_test_add_func ("/manifest-view/reveal-ends", test_reveal_ends);
  g_test_add_func ("/manifest-view/copy", test_copy);
  g_test_add_func ("/manifest-view/save", test_save);
  g_test_add_func ("/manifest-view/findings", test_findings);
  g_test_add_func ("/manifest-view/explained", test_explained);
  g_test_add_func ("/manifest-view/search", test_search);
  g_test_add_func ("/manifest-view/large", test_large);
  g_test_add_func ("/manifest-view/long-line", test_long_line);
  g_test_add_func ("/manifest-view/probed", test_probed);
  g_test_add_func ("/manifest-view/words", test_words);
  g_test_add_func ("/manifest-view/clock", test_clock);

  return g_test_run ();
}
