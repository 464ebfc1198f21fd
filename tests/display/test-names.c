/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-names.h"
#include "ferry-test-widgets.h"

#include "browser/ferry-disk-card.h"
#include "browser/ferry-object-row.h"
#include "browser/ferry-object-view.h"
#include "browser/ferry-path-bar.h"
#include "common/ferry-format.h"
#include "manifest/ferry-source-pane.h"
#include "tasks/ferry-task-details.h"
#include "tasks/ferry-task-line.h"
#include "wizard/ferry-machine-page.h"
#include "wizard/ferry-migration.h"

#include <string.h>

/* Each awkward key wherever the window shows one: as it is, on one line, never as markup, and never
 * in an order that hides what it ends with.
 */

#define NTFS 0x07
#define BIDI "\342\200\256"  /* U+202E, right-to-left override */

/* What the real server does not take, or what only matters to the eye. */
static const FerryTestName others[] = {
  { "not-utf-8", "a\377b.vmdk" },
  { "latin-1", "caf\351.vmdk" },
  { "overlong", "a\300\257b.vmdk" },
  { "override", "web01-" BIDI "gpj.vmdk" },
  { "isolate", "\342\201\247a\342\201\251.vmdk" },
  { "direction-marks", "\342\200\216a\342\200\217.vmdk" },
  { "next-line", "a\302\205b.vmdk" },
  { "line-separator", "a\342\200\250b.vmdk" },
  { "markup", "<b>bold</b> &amp; <span foreground='red'>red</span>.vmdk" },
  { "mnemonic", "_File_.vmdk" },
};

/* What every label that shows a name has to be. */
static void
assert_fit (const char *shown)
{
  g_assert_true (g_utf8_validate (shown, -1, NULL));
  for (const char *in = shown; *in; in = g_utf8_next_char (in))
    {
      gunichar c = g_utf8_get_char (in);

      g_assert_false (g_unichar_iscntrl (c));
      g_assert_true (c != 0x2028 && c != 0x2029);
      g_assert_false ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
                      c == 0x200e || c == 0x200f || c == 0x61c);
    }
}

/* A text below @root that, as it is drawn, is @text; no label may read it as markup. */
static gboolean
draws (GtkWidget  *root,
       const char *text)
{
  if (GTK_IS_LABEL (root))
    {
      PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (root));

      if (g_str_equal (pango_layout_get_text (layout), text))
        return TRUE;
    }

  /* An inscription reads none. */
  if (GTK_IS_INSCRIPTION (root) &&
      g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (root)), text) == 0)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    if (draws (child, text))
      return TRUE;

  return FALSE;
}

static int
measure_height (GtkWidget *widget)
{
  int height = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);

  return height;
}

static const char *
get_last_segment (const char *key)
{
  const char *slash = strrchr (key, '/');

  return slash ? slash + 1 : key;
}

/* The row has one line, and its tooltip tells all of it. */
static void
assert_in_list (const FerryTestName *it,
                const char          *shown)
{
  GtkWidget *view = g_object_new (FERRY_TYPE_OBJECT_VIEW, NULL);
  g_autoptr(GListStore) objects = g_list_store_new (FERRY_TYPE_OBJECT);
  g_autoptr(FerryObject) plain = ferry_object_new ("plain.vmdk", 1, NULL, NULL, NULL);
  g_autoptr(FerryObject) object = ferry_object_new (it->key, 1, NULL, NULL, NULL);
  g_autofree char *tooltip = NULL;
  GtkWidget *plain_box;
  GtkWidget *box;
  GtkWindow *window;

  g_list_store_append (objects, plain);
  g_list_store_append (objects, object);
  ferry_object_view_set_model (FERRY_OBJECT_VIEW (view), G_LIST_MODEL (objects));
  window = ferry_test_widgets_show (view);
  while ((box = ferry_test_widgets_find_class (view, "object-row", 1)) == NULL ||
         !draws (box, shown))
    g_main_context_iteration (NULL, TRUE);

  plain_box = ferry_test_widgets_find_class (view, "object-row", 0);
  g_assert_cmpint (measure_height (box), <, 2 * measure_height (plain_box));
  tooltip = g_strdup_printf ("%s\n1 byte", shown);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (box), ==, tooltip);
  gtk_window_destroy (window);
}

/* Where the window goes from right to left the line begins so, and the name keeps its order. */
static void
test_right_to_left (void)
{
  g_autoptr(FerryObject) object = ferry_object_new ("web01.vmdk", 1, NULL, NULL, NULL);
  GtkWidget *row;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  row = g_object_ref_sink (ferry_object_row_new ());
  ferry_object_row_set_object (FERRY_OBJECT_ROW (row), object);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);

  g_assert_true (draws (row, "\342\200\217\342\201\250web01.vmdk\342\201\251"));
  g_object_unref (row);
}

static void
assert_in_path (const FerryTestName *it)
{
  GtkWidget *bar = g_object_new (FERRY_TYPE_PATH_BAR, NULL);
  GtkWindow *window = ferry_test_widgets_show (bar);
  g_autofree char *prefix = g_strconcat ("top/", it->key, "/", NULL);
  GtkWidget *button;

  ferry_path_bar_set_path (FERRY_PATH_BAR (bar), "bucket", prefix);
  for (guint i = 0; (button = ferry_test_widgets_find (bar, GTK_TYPE_BUTTON, i)); i++)
    {
      assert_fit (gtk_widget_get_tooltip_text (button));
      assert_fit (gtk_label_get_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)))));
    }
  gtk_window_destroy (window);
}

static void
assert_in_card (const FerryTestName *it,
                const char          *shown)
{
  GtkWidget *card = g_object_new (FERRY_TYPE_DISK_CARD, NULL);
  GtkWindow *window = ferry_test_widgets_show (card);
  g_autoptr(FerryObject) object = ferry_object_new (it->key, 1, NULL, NULL, NULL);

  ferry_disk_card_show_looking (FERRY_DISK_CARD (card), object);
  g_assert_true (draws (card, shown));
  gtk_window_destroy (window);
}

static void
assert_on_machine_page (const FerryTestName *it,
                        const char          *shown)
{
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new (it->key, NTFS);
  g_autoptr(FerryMigration) migration = ferry_migration_new ();
  g_autoptr(FerryClient) client = ferry_test_client_new ();
  GtkWidget *page;
  GtkWindow *window;

  ferry_migration_set_client (migration, client, NULL);
  ferry_migration_set_disk (migration, disk);
  page = ferry_machine_page_new (migration);
  window = ferry_test_widgets_show (page);
  g_assert_true (draws (page, shown));
  gtk_window_destroy (window);
}

static void
assert_in_task (const FerryTestName *it,
                const char          *shown)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *valid = g_utf8_make_valid (it->key, -1);
  g_autofree char *source = g_strconcat ("disks/", valid, NULL);
  g_autoptr(FerryTask) task = ferry_task_new ("rehearsal", "eu-west-1", "token", valid, now);
  g_autofree char *name = ferry_format_name (valid);
  g_autoptr(GListStore) tasks = g_list_store_new (FERRY_TYPE_TASK);
  g_autoptr(FerryTaskItem) item = NULL;
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *line = ferry_task_line_new ();
  GtkWidget *details = ferry_task_details_new ();
  GtkWindow *window;
  GtkWidget *label;

  ferry_task_set_source (task, source);
  g_list_store_append (tasks, task);
  item = ferry_task_item_new_shown (NULL, G_LIST_MODEL (tasks));
  ferry_task_line_set_item (FERRY_TASK_LINE (line), item);
  ferry_task_details_set_item (FERRY_TASK_DETAILS (details), item);
  gtk_box_append (GTK_BOX (list), line);
  gtk_box_append (GTK_BOX (list), details);
  window = ferry_test_widgets_show (list);
  g_assert_true (ferry_test_widgets_says (line, name));
  g_assert_true (draws (details, name));
  for (guint i = 0; (label = ferry_test_widgets_find (details, GTK_TYPE_LABEL, i)); i++)
    assert_fit (gtk_label_get_text (GTK_LABEL (label)));
  gtk_window_destroy (window);
}

static void
test_name (gconstpointer data)
{
  const FerryTestName *it = data;
  const char *last = get_last_segment (it->key);
  g_autofree char *shown = ferry_format_name (last);

  assert_fit (shown);
  g_assert_true ((*last == '\0') == (*shown == '\0'));
  assert_in_path (it);
  assert_in_task (it, shown);
  /* A key that ends with a slash is a folder, not an object. */
  if (*last == '\0')
    return;

  assert_in_list (it, shown);
  assert_in_card (it, shown);
  assert_on_machine_page (it, shown);
}

static void
add (const FerryTestName *it)
{
  g_autofree char *path = g_strconcat ("/names/shown/", it->name, NULL);

  g_test_add_data_func (path, it, test_name);
}

int
main (int   argc,
      char *argv[])
{
  ferry_test_widgets_init (&argc, &argv);
  /* GTK 4.8 warns of a text that is narrower than the "…" which might stand for it. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  for (guint i = 0; i < FERRY_TEST_N_NAMES; i++)
    add (&ferry_test_names[i]);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    add (&others[i]);
  g_test_add_func ("/names/right-to-left", test_right_to_left);

  return g_test_run ();
}
