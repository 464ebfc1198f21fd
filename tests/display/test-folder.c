/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-server.h"
#include "ferry-test-widgets.h"

#include "browser/ferry-folder-pane.h"
#include "browser/ferry-listing-strip.h"
#include "browser/ferry-object-header.h"
#include "browser/ferry-object-view.h"
#include "browser/ferry-shown-objects.h"

#include <string.h>

/* A folder on the screen, listed page by page from a far side that holds a page until it is told to
 * go on.
 */
typedef struct {
  FerryTestServer   *server;
  FerryClient       *client;
  FerryBucket       *bucket;
  FerryFolderPane   *pane;
  GtkWindow         *window;
  guint              n_pages;
  gboolean           holds;    /* from the second page on */
  SoupServerMessage *held;
  guint              n_asked;
  guint              status;   /* 0: well */
  guint              n_read;   /* of objects */
} Fixture;

static char *
make_page (guint    n,
           gboolean last)
{
  g_autoptr(GString) xml = g_string_new ("<ListBucketResult>");

  if (n == 0)
    g_string_append (xml, "<CommonPrefixes><Prefix>zz-last/</Prefix></CommonPrefixes>");
  for (guint i = 0; i < 3; i++)
    {
      static const char *const names[] = { "a-readme.txt", "b-Boot.vmdk", "c-data.raw" };

      g_string_append_printf (xml, "<Contents><Key>p%u-%s</Key><LastModified>2026-11-%02uT04:12:33Z"
                                   "</LastModified><Size>%u</Size><StorageClass>%s</StorageClass></Contents>",
                              n, names[i], 10 + (i * 7 + n) % 10, 1000 * ((i * 6 + 5 + n) % 11),
                              i == 2 ? "GLACIER" : "STANDARD");
    }
  g_string_append_printf (xml, "<IsTruncated>%s</IsTruncated>", last ? "false" : "true");
  if (!last)
    g_string_append_printf (xml, "<NextContinuationToken>t%u</NextContinuationToken>", n + 1);
  g_string_append (xml, "</ListBucketResult>");

  return g_string_free (g_steal_pointer (&xml), FALSE);
}

static void
answer (Fixture           *fixture,
        SoupServerMessage *message)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  const char *token = strstr (query, "continuation-token=t");
  guint n = token ? (guint) g_ascii_strtoull (token + strlen ("continuation-token=t"), NULL, 10)
                  : 0;
  g_autofree char *page = make_page (n, n + 1 >= fixture->n_pages);

  if (fixture->status)
    ferry_test_server_answer (message, fixture->status, "application/xml",
                              "<Error><Code>AccessDenied</Code><Message>No</Message></Error>");
  else
    ferry_test_server_answer (message, 200, "application/xml",
                              fixture->n_pages > 0 ? page : "<ListBucketResult/>");
}

static void
handle (FerryTestServer   *server,
        SoupServerMessage *message,
        const char        *path,
        gpointer           user_data)
{
  Fixture *fixture = user_data;
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));

  if (strlen (path) > strlen ("/disks/"))
    {
      static const char zeros[1000];

      fixture->n_read++;
      g_assert_cmpstr (path, ==, "/disks/p1-b-Boot.vmdk");
      soup_server_message_set_response (message, "application/octet-stream", SOUP_MEMORY_STATIC,
                                        zeros, sizeof zeros);
      return;
    }

  fixture->n_asked++;
  if (fixture->holds && strstr (query, "continuation-token"))
    {
      soup_server_message_pause (message);
      g_set_object (&fixture->held, message);
      return;
    }

  answer (fixture, message);
}

static void
go_on (Fixture *fixture)
{
  g_autoptr(SoupServerMessage) message = g_steal_pointer (&fixture->held);

  answer (fixture, message);
  soup_server_message_unpause (message);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->n_pages = GPOINTER_TO_UINT (data);
  fixture->server = ferry_test_server_new (handle, fixture);
  fixture->client = ferry_test_server_make_client (fixture->server);
  fixture->bucket = ferry_bucket_new ("disks", "eu-west-1");
  fixture->pane = g_object_new (FERRY_TYPE_FOLDER_PANE, NULL);
  fixture->window = ferry_test_widgets_show (GTK_WIDGET (fixture->pane));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  g_clear_object (&fixture->held);
  g_clear_object (&fixture->bucket);
  g_clear_object (&fixture->client);
  g_clear_pointer (&fixture->server, ferry_test_server_free);
}

static void
open_top (Fixture *fixture)
{
  ferry_folder_pane_open (fixture->pane, fixture->client, fixture->bucket, "");
}

static GtkWidget *
find (Fixture *fixture,
      GType    type)
{
  return ferry_test_widgets_find (GTK_WIDGET (fixture->pane), type, 0);
}

static GListModel *
get_rows (Fixture *fixture)
{
  GtkWidget *object_view = find (fixture, FERRY_TYPE_OBJECT_VIEW);
  GtkWidget *view = ferry_test_widgets_find (object_view, GTK_TYPE_LIST_VIEW, 0);

  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)));
}

static char *
dup_names (Fixture *fixture)
{
  GListModel *rows = get_rows (fixture);
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr(FerryObject) object = g_list_model_get_item (rows, i);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", ferry_object_get_name (object));
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
wait_rows (Fixture *fixture,
           guint    n_rows)
{
  while (g_list_model_get_n_items (get_rows (fixture)) != n_rows)
    g_main_context_iteration (NULL, TRUE);
}

/* Sorting goes on in idle time. */
static void
wait_names (Fixture    *fixture,
            const char *expected)
{
  gint64 until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  g_autofree char *names = dup_names (fixture);

  while (!g_str_equal (names, expected) && g_get_monotonic_time () < until)
    {
      g_main_context_iteration (NULL, FALSE);
      g_free (names);
      names = dup_names (fixture);
    }
  g_assert_cmpstr (names, ==, expected);
}

static void
wait_said (Fixture    *fixture,
           const char *text)
{
  while (!ferry_test_widgets_says (GTK_WIDGET (fixture->pane), text))
    g_main_context_iteration (NULL, TRUE);
}

/* The titles over the columns: name, size, modified. */
static GtkWidget *
get_title (Fixture *fixture,
           guint    n)
{
  GtkWidget *header = find (fixture, FERRY_TYPE_OBJECT_HEADER);

  return ferry_test_widgets_find (header, GTK_TYPE_BUTTON, n);
}

/* Whether the titles can be clicked. */
static gboolean
can_order (Fixture *fixture)
{
  return gtk_widget_is_sensitive (get_title (fixture, 0));
}

static void
click_title (Fixture *fixture,
             guint    n)
{
  g_signal_emit_by_name (get_title (fixture, n), "clicked");
}

static void
search (Fixture    *fixture,
        const char *text)
{
  GtkWidget *view = find (fixture, FERRY_TYPE_OBJECT_VIEW);

  g_assert_true (gtk_widget_activate_action (view, "folder.search", NULL));
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, GTK_TYPE_SEARCH_ENTRY)), text);
}

#define ALL "zz-last p0-a-readme.txt p0-b-Boot.vmdk p0-c-data.raw"

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct {
    const char *word;
    const char *names;
  } cases[] = {
    { "name-reversed", "zz-last p0-c-data.raw p0-b-Boot.vmdk p0-a-readme.txt" },
    { "largest", "zz-last p0-c-data.raw p0-a-readme.txt p0-b-Boot.vmdk" },
    { "smallest", "zz-last p0-b-Boot.vmdk p0-a-readme.txt p0-c-data.raw" },
    { "newest", "zz-last p0-b-Boot.vmdk p0-c-data.raw p0-a-readme.txt" },
    { "oldest", "zz-last p0-a-readme.txt p0-c-data.raw p0-b-Boot.vmdk" },
    { "name", ALL },
  };
  GtkWidget *view = find (fixture, FERRY_TYPE_OBJECT_VIEW);

  open_top (fixture);
  wait_rows (fixture, 4);
  wait_names (fixture, ALL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (gtk_widget_activate_action (view, "folder.order", "s", cases[i].word));
      wait_names (fixture, cases[i].names);
    }
}

/* What clicks on titles do, both ways; and the order outlives the folder. */
static void
test_headers (Fixture       *fixture,
              gconstpointer  data)
{
  open_top (fixture);
  wait_rows (fixture, 4);
  g_assert_true (can_order (fixture));

  click_title (fixture, 1);
  wait_names (fixture, "zz-last p0-c-data.raw p0-a-readme.txt p0-b-Boot.vmdk");
  gtk_test_accessible_assert_property (get_title (fixture, 1), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Sorted, the largest first");
  click_title (fixture, 1);
  wait_names (fixture, "zz-last p0-b-Boot.vmdk p0-a-readme.txt p0-c-data.raw");
  click_title (fixture, 2);
  wait_names (fixture, "zz-last p0-b-Boot.vmdk p0-c-data.raw p0-a-readme.txt");
  click_title (fixture, 2);
  wait_names (fixture, "zz-last p0-a-readme.txt p0-c-data.raw p0-b-Boot.vmdk");
  gtk_test_accessible_assert_property (get_title (fixture, 1), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "");
  click_title (fixture, 0);
  wait_names (fixture, ALL);
  click_title (fixture, 0);
  wait_names (fixture, "zz-last p0-c-data.raw p0-b-Boot.vmdk p0-a-readme.txt");

  /* Narrow there are no headers, and the order stays. */
  g_object_set (fixture->pane, "narrow", TRUE, NULL);
  g_object_set (fixture->pane, "narrow", FALSE, NULL);
  wait_names (fixture, "zz-last p0-c-data.raw p0-b-Boot.vmdk p0-a-readme.txt");
  open_top (fixture);
  wait_rows (fixture, 4);
  wait_names (fixture, "zz-last p0-c-data.raw p0-b-Boot.vmdk p0-a-readme.txt");
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *pane = GTK_WIDGET (fixture->pane);
  GtkWidget *view = find (fixture, FERRY_TYPE_OBJECT_VIEW);

  open_top (fixture);
  wait_rows (fixture, 4);
  search (fixture, "BOOT");
  wait_names (fixture, "p0-b-Boot.vmdk");
  wait_said (fixture, "1 of 4 objects");

  search (fixture, "no such thing");
  wait_said (fixture, "Nothing Found");
  gtk_widget_activate_action (view, "folder.only-disks", NULL);
  g_signal_emit_by_name (find (fixture, g_type_from_name ("FerryPlaceholder")), "activated");
  wait_names (fixture, ALL);
  g_assert_false (ferry_test_widgets_says (pane, "1 of 4 objects"));

  gtk_widget_activate_action (view, "folder.only-disks", NULL);
  wait_names (fixture, "zz-last p0-b-Boot.vmdk p0-c-data.raw");
}

/* No sorting, no end, and no silence before all objects are there. */
static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  fixture->holds = TRUE;
  open_top (fixture);
  wait_rows (fixture, 4);
  wait_said (fixture, "Listing, 4 objects so far…");
  while (fixture->held == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (can_order (fixture));
  gtk_widget_activate_action (find (fixture, FERRY_TYPE_OBJECT_VIEW), "folder.order", "s",
                              "largest");

  go_on (fixture);
  wait_rows (fixture, 7);
  while (fixture->held == NULL)
    g_main_context_iteration (NULL, TRUE);
  go_on (fixture);
  wait_rows (fixture, 3 * fixture->n_pages + 1);
  while (!can_order (fixture))
    g_main_context_iteration (NULL, TRUE);
  wait_names (fixture, "zz-last p0-a-readme.txt p0-b-Boot.vmdk p0-c-data.raw p1-a-readme.txt "
                       "p1-b-Boot.vmdk p1-c-data.raw p2-a-readme.txt p2-b-Boot.vmdk p2-c-data.raw");
  g_assert_false (gtk_widget_get_visible (find (fixture, FERRY_TYPE_LISTING_STRIP)));
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  guint n_asked;

  fixture->holds = TRUE;
  open_top (fixture);
  wait_rows (fixture, 4);
  while (fixture->held == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_signal_emit_by_name (find (fixture, FERRY_TYPE_LISTING_STRIP), "stop");
  wait_said (fixture, "Stopped after 4 objects");
  n_asked = fixture->n_asked;
  g_clear_object (&fixture->held);

  /* Off the screen and back: a person's stop is not undone. */
  gtk_widget_set_visible (GTK_WIDGET (fixture->pane), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (fixture->pane), TRUE);
  g_assert_cmpuint (fixture->n_asked, ==, n_asked);
  g_assert_true (ferry_test_widgets_says (GTK_WIDGET (fixture->pane), "Stopped after 4 objects"));

  fixture->holds = FALSE;
  g_signal_emit_by_name (find (fixture, FERRY_TYPE_LISTING_STRIP), "go-on");
  wait_rows (fixture, 3 * fixture->n_pages + 1);
}

/* Nobody looks: nothing is asked for. */
static void
test_pause (Fixture       *fixture,
            gconstpointer  data)
{
  fixture->holds = TRUE;
  open_top (fixture);
  wait_rows (fixture, 4);
  while (fixture->held == NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (fixture->pane), FALSE);
  g_clear_object (&fixture->held);
  fixture->holds = FALSE;
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (fixture)), ==, 4);

  gtk_widget_set_visible (GTK_WIDGET (fixture->pane), TRUE);
  wait_rows (fixture, 3 * fixture->n_pages + 1);
}

/* What must be restored first says so where it is chosen. */
static void
test_archived (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *view = find (fixture, FERRY_TYPE_OBJECT_VIEW);
  guint n_warnings = 0;
  GtkWidget *image;
  GtkWidget *text;

  open_top (fixture);
  wait_rows (fixture, 4);
  while (gtk_widget_get_height (view) == 0 || !ferry_test_widgets_says (view, "p0-c-data.raw"))
    g_main_context_iteration (NULL, TRUE);

  for (guint i = 0; (image = ferry_test_widgets_find (view, GTK_TYPE_IMAGE, i)); i++)
    if (g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (image)), "dialog-warning-symbolic") == 0 &&
        gtk_widget_get_visible (image))
      n_warnings++;
  g_assert_cmpuint (n_warnings, ==, 1);
  /* GTK 4.8 does not expect a text that is none where a screen reader asks for it. */
  for (guint i = 0; (text = ferry_test_widgets_find (view, GTK_TYPE_INSCRIPTION, i)); i++)
    g_assert_nonnull (gtk_inscription_get_text (GTK_INSCRIPTION (text)));
  g_object_set (fixture->pane, "narrow", TRUE, NULL);
  g_assert_true (ferry_test_widgets_mentions (view, "in an archive"));
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_true (ferry_test_widgets_says (GTK_WIDGET (fixture->pane), "No Bucket Chosen"));
  open_top (fixture);
  wait_said (fixture, "The Bucket Is Empty");

  fixture->n_pages = 1;
  g_signal_emit_by_name (find (fixture, g_type_from_name ("FerryPlaceholder")), "activated");
  wait_rows (fixture, 4);
  ferry_folder_pane_clear (fixture->pane);
  g_assert_true (ferry_test_widgets_says (GTK_WIDGET (fixture->pane), "No Bucket Chosen"));
}

static void
test_denied (Fixture       *fixture,
             gconstpointer  data)
{
  fixture->status = 403;
  open_top (fixture);
  wait_said (fixture, "Access Denied");
  fixture->status = 0;
  g_signal_emit_by_name (find (fixture, g_type_from_name ("FerryPlaceholder")), "activated");
  wait_rows (fixture, 4);
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  for (guint i = 0; ; i++)
    {
      GtkWidget *inscription = ferry_test_widgets_find (GTK_WIDGET (fixture->pane),
                                                        GTK_TYPE_INSCRIPTION, i);

      if (inscription == NULL)
        return FALSE;
      if (g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (inscription)), text) == 0)
        return TRUE;
    }
}

/* An empty file, an archived one, and what is no disk by its name are left alone. */
static void
test_looks (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(FerryDiskInspections) inspections = ferry_disk_inspections_new ();

  ferry_folder_pane_set_inspections (fixture->pane, inspections);
  fixture->holds = TRUE;
  open_top (fixture);
  wait_rows (fixture, 4);
  while (fixture->held == NULL || !shows (fixture, "VMDK, by its name") ||
         !shows (fixture, "In an archive"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->n_read, ==, 0);

  go_on (fixture);
  while (!shows (fixture, "Not a disk"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (shows (fixture, "VMDK, by its name"));
  g_assert_cmpuint (fixture->n_read, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  ferry_test_widgets_init (&argc, &argv);

#define ADD(path, n_pages, func) \
  g_test_add ("/folder/" path, Fixture, GUINT_TO_POINTER (n_pages), set_up, func, tear_down)
  ADD ("order", 1, test_order);
  ADD ("headers", 1, test_headers);
  ADD ("search", 1, test_search);
  ADD ("pages", 3, test_pages);
  ADD ("stop", 3, test_stop);
  ADD ("pause", 3, test_pause);
  ADD ("archived", 1, test_archived);
  ADD ("empty", 0, test_empty);
  ADD ("denied", 1, test_denied);
  ADD ("looks", 2, test_looks);
#undef ADD

  return g_test_run ();
}
