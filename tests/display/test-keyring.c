/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "connect/ferry-secret-row.h"

#include "ferry-test-widgets.h"

static FerrySecretRow *
make_row (void)
{
  return g_object_ref_sink (g_object_new (FERRY_TYPE_SECRET_ROW, NULL));
}

static void
insert (FerrySecretRow *row,
        const char     *text,
        int             position)
{
  gtk_editable_insert_text (gtk_editable_get_delegate (GTK_EDITABLE (row)), text, -1, &position);
}

/* The row follows every edit, and what it shows follows the row without being it. */
static void
test_secret_row_edits (void)
{
  FerrySecretRow *row = make_row ();
  GtkEditable *editable = GTK_EDITABLE (row);

  g_assert_cmpstr (ferry_secret_row_get_secret (row), ==, "");
  gtk_editable_set_text (editable, "wörld");
  insert (row, "hallo ", 0);
  insert (row, "!", 11);
  g_assert_cmpstr (ferry_secret_row_get_secret (row), ==, "hallo wörld!");
  g_assert_cmpstr (gtk_editable_get_text (editable), ==, "************");

  gtk_editable_delete_text (editable, 1, 7);
  g_assert_cmpstr (ferry_secret_row_get_secret (row), ==, "hörld!");
  gtk_editable_delete_text (editable, 2, -1);
  g_assert_cmpstr (ferry_secret_row_get_secret (row), ==, "hö");
  gtk_editable_set_text (editable, "other");
  g_assert_cmpstr (ferry_secret_row_get_secret (row), ==, "other");
  g_assert_cmpstr (gtk_editable_get_text (editable), ==, "*****");
  gtk_editable_set_text (editable, "");
  g_assert_cmpstr (ferry_secret_row_get_secret (row), ==, "");

  g_assert_finalize_object (row);
}

static void
heard_cb (GtkEditable *editable,
          const char  *text,
          int          length,
          int         *position,
          GString     *heard)
{
  g_string_append_len (heard, text, length);
}

/* As GTK's AT-SPI part listens. */
static void
test_secret_row_listener (void)
{
  FerrySecretRow *row = make_row ();
  g_autoptr (GString) heard = g_string_new (NULL);

  g_signal_connect_after (gtk_editable_get_delegate (GTK_EDITABLE (row)), "insert-text",
                          G_CALLBACK (heard_cb), heard);
  insert (row, "make/believe", 0);
  g_assert_cmpstr (heard->str, ==, "************");
  g_assert_cmpstr (ferry_secret_row_get_secret (row), ==, "make/believe");

  g_assert_finalize_object (row);
}

/* Selected, it can be neither copied nor cut, and nothing can be undone. */
static void
test_secret_row_actions (void)
{
  static const char * const actions[] = { "clipboard.copy", "clipboard.cut", "text.undo" };
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  FerrySecretRow *row = make_row ();
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row)));

  gtk_window_set_child (window, GTK_WIDGET (row));
  insert (row, "make/believe", 0);
  gtk_editable_select_region (GTK_EDITABLE (row), 0, -1);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_activate_action (text, actions[i], NULL);
  g_assert_cmpstr (ferry_secret_row_get_secret (row), ==, "make/believe");
  g_assert_true (gdk_clipboard_get_content (gtk_widget_get_clipboard (text)) == NULL);

  gtk_window_destroy (window);
  g_assert_finalize_object (row);
}

int
main (int    argc,
      char **argv)
{
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/keyring/secret-row/edits", test_secret_row_edits);
  g_test_add_func ("/keyring/secret-row/listener", test_secret_row_listener);
  g_test_add_func ("/keyring/secret-row/actions", test_secret_row_actions);

  return g_test_run ();
}
