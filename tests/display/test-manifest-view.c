/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-manifest.h"
#include "ferry-test-server.h"
#include "ferry-test-widgets.h"

#include "manifest/ferry-element-card.h"
#include "manifest/ferry-element-text.h"
#include "manifest/ferry-finding-list.h"
#include "manifest/ferry-flaw-text.h"
#include "manifest/ferry-link-clock.h"
#include "manifest/ferry-manifest-search.h"
#include "manifest/ferry-part-list.h"
#include "manifest/ferry-reveal-pane.h"

#include <string.h>

/* Looking at manifests: what is said of them, and where. */

static guint
count_rows (FerryTestManifest *fixture)
{
  GtkWidget *list = ferry_test_widgets_find (fixture->view, FERRY_TYPE_FINDING_LIST, 0);
  GtkWidget *view = ferry_test_widgets_find (list, GTK_TYPE_LIST_VIEW, 0);

  return g_list_model_get_n_items (
    G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view))));
}

static void
activate_row (FerryTestManifest *fixture,
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
  FerryTestManifest fixture;
  const char *title = ferry_flaw_to_title (FERRY_FLAW_FORMAT_UNKNOWN);
  GPtrArray *findings;

  ferry_test_manifest_set_up (&fixture, FERRY_TEST_S3, "QCOW2", 3, NULL);
  findings = ferry_open_manifest_get_findings (fixture.manifest);
  g_assert_cmpuint (findings->len, >, 0);
  g_assert_cmpuint (count_rows (&fixture), >=, findings->len);
  for (guint i = 0; i < findings->len; i++)
    {
      FerryManifestFinding *finding = g_ptr_array_index (findings, i);
      const char *mark = ferry_manifest_text_get_mark (fixture.text, finding->line);

      g_assert_nonnull (strstr (mark, ferry_flaw_to_title (finding->flaw)));
    }
  g_assert_cmpstr (ferry_manifest_text_get_mark (fixture.text, FERRY_TEST_FORMAT_LINE), ==, title);
  g_assert_null (ferry_manifest_text_get_mark (fixture.text, FERRY_TEST_FORMAT_LINE + 1));

  /* The worst is the first. */
  activate_row (&fixture, 0);
  g_assert_cmpuint (ferry_manifest_text_get_line (fixture.text), ==, FERRY_TEST_FORMAT_LINE);
  g_assert_true (ferry_test_widgets_mentions (fixture.view, title));
  g_assert_true (ferry_test_widgets_mentions (
    fixture.view, ferry_flaw_to_advice (FERRY_FLAW_FORMAT_UNKNOWN)));

  ferry_manifest_text_go_to (fixture.text, 1);
  g_assert_true (gtk_widget_activate_action (fixture.view, "manifest-view.next-finding", NULL));
  g_assert_cmpuint (ferry_manifest_text_get_line (fixture.text), ==,
                    ((FerryManifestFinding *) g_ptr_array_index (findings, 0))->line);

  ferry_test_manifest_clear (&fixture);
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
    { FERRY_TEST_FORMAT_LINE, FERRY_ELEMENT_FILE_FORMAT },
    { 6, FERRY_ELEMENT_IMPORTER_NAME },
    { FERRY_TEST_SELF_DESTRUCT_LINE, FERRY_ELEMENT_SELF_DESTRUCT_URL },
    { FERRY_TEST_SIZE_LINE, FERRY_ELEMENT_SIZE },
    { FERRY_TEST_VOLUME_LINE, FERRY_ELEMENT_VOLUME_SIZE },
    { FERRY_TEST_FIRST_PART - 1, FERRY_ELEMENT_PARTS },
    { FERRY_TEST_FIRST_PART, FERRY_ELEMENT_PART },
    { FERRY_TEST_FIRST_PART + 1, FERRY_ELEMENT_BYTE_RANGE },
    { FERRY_TEST_FIRST_PART + 2, FERRY_ELEMENT_KEY },
    { FERRY_TEST_FIRST_PART + 3, FERRY_ELEMENT_HEAD_URL },
    { FERRY_TEST_FIRST_PART + FERRY_TEST_LINES_OF_A_PART + 4, FERRY_ELEMENT_GET_URL },
  };
  FerryTestManifest fixture;
  GtkWidget *card;

  ferry_test_manifest_set_up (&fixture, FERRY_TEST_S3, "VMDK", 3, NULL);
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

  ferry_test_manifest_clear (&fixture);
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
  FerryTestManifest fixture;
  GtkWidget *search;
  GtkWidget *entry;

  ferry_test_manifest_set_up (&fixture, FERRY_TEST_S3, "VMDK", 3, NULL);
  search = ferry_test_widgets_find (fixture.view, FERRY_TYPE_MANIFEST_SEARCH, 0);
  entry = ferry_test_widgets_find (search, GTK_TYPE_SEARCH_ENTRY, 0);
  g_assert_true (gtk_widget_activate_action (fixture.view, "manifest-view.search", NULL));

  gtk_editable_set_text (GTK_EDITABLE (entry), "<head-url>");
  wait_until_said (search, "3 matches");
  g_signal_emit_by_name (entry, "activate");
  wait_until_said (search, "1 of 3");
  g_assert_cmpuint (ferry_manifest_text_get_line (fixture.text), ==, FERRY_TEST_FIRST_PART + 3);
  g_assert_true (gtk_widget_activate_action (search, "search.previous", NULL));
  wait_until_said (search, "3 of 3");

  /* What is masked cannot be found out letter by letter. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "5ec2e7");
  wait_until_said (search, "Not found");

  ferry_test_manifest_clear (&fixture);
}

static char *
dup_text (FerryTestManifest *fixture)
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
  const guint line = FERRY_TEST_FIRST_PART + 1500 * FERRY_TEST_LINES_OF_A_PART;
  FerryTestManifest fixture;
  GtkWidget *list;
  GtkWidget *pane;
  g_autofree char *front = NULL;
  g_autofree char *part = NULL;
  g_autofree char *front_again = NULL;

  ferry_test_manifest_set_up (&fixture, FERRY_TEST_S3, "VMDK", n_parts, NULL);
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
  g_assert_null (strstr (part, FERRY_TEST_SIGNATURE));
  g_assert_true (ferry_manifest_text_has_line (fixture.text, line));
  ferry_manifest_text_go_to (fixture.text, line + 2);
  g_assert_true (ferry_test_widgets_says (fixture.view, "Key"));

  g_object_set (fixture.view, "revealed", TRUE, NULL);
  pane = ferry_test_widgets_find (fixture.view, FERRY_TYPE_REVEAL_PANE, 0);
  g_assert_true (ferry_test_manifest_holds_secret (pane));
  ferry_part_list_select (FERRY_PART_LIST (list), 3);
  g_assert_false (ferry_test_manifest_is_revealed (&fixture));

  g_assert_true (gtk_widget_activate_action (gtk_widget_get_parent (list),
                                             "manifest-body.go-to-front", NULL));
  front_again = dup_text (&fixture);
  g_assert_cmpstr (front_again, ==, front);

  ferry_test_manifest_clear (&fixture);
}

/* Lines that a text view would stall at are shown part by part as well. */
static void
test_long_line (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GBytes) bytes = ferry_test_manifest_text (FERRY_TEST_S3, "VMDK", 200);
  g_autoptr(GBytes) one_line = NULL;
  g_autoptr(FerryOpenManifest) manifest = NULL;
  g_autofree char *part = NULL;

  g_string_append_len (text, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_string_replace (text, "\n", " ", 0);
  one_line = g_bytes_new (text->str, text->len);
  manifest = ferry_test_manifest_open (one_line, NULL);
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
  FerryTestManifest fixture;
  gboolean probing = TRUE;
  GtkWidget *card;

  ferry_test_manifest_set_up (&fixture, host, "VMDK", 2, client);
  ferry_open_manifest_probe (fixture.manifest, 1);
  while (probing)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (fixture.manifest, "probing", &probing, NULL);
    }

  g_assert_nonnull (strstr (ferry_manifest_text_get_mark (fixture.text, FERRY_TEST_FIRST_PART + 3),
                            "HEAD was refused: 403"));
  g_assert_nonnull (strstr (ferry_manifest_text_get_mark (fixture.text,
                                                          FERRY_TEST_SELF_DESTRUCT_LINE),
                            "Not tried, because it deletes"));
  ferry_manifest_text_go_to (fixture.text, FERRY_TEST_FIRST_PART + 3);
  card = ferry_test_widgets_find (fixture.view, FERRY_TYPE_ELEMENT_CARD, 0);
  g_assert_true (ferry_test_widgets_says (card, "HEAD was refused: 403"));

  ferry_test_manifest_clear (&fixture);
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
    { -2810 * 86400, TRUE, "Links ended on 1" },
    { -2810 * 86400, FALSE, "The first link ended on 1" },
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
