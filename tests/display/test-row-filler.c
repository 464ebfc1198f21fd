/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "common/ferry-row-filler.h"

#include "ferry-test-widgets.h"

#include <math.h>

#define N_ITEMS 1000
#define ROW_HEIGHT 30
#define EMPTY_HEIGHT 9
#define VIEW_HEIGHT 300

/* A list of numbers whose rows are filled with them. */
typedef struct {
  GtkWindow      *window;
  GtkListView    *view;
  GtkAdjustment  *adjustment;
  GtkStringList  *numbers;
  FerryRowFiller *filler;
  int             child_height;
  guint           n_made;
  GHashTable     *filled;   /* set of labels that show a number */
} Fixture;

static void
name_row (gpointer  owner,
          AdwBin   *row,
          gpointer  item)
{
  ferry_row_filler_name (GTK_WIDGET (row), gtk_string_object_get_string (item), NULL);
}

static void
make_row (gpointer  owner,
          AdwBin   *row)
{
  Fixture *fixture = owner;

  GtkWidget *label = gtk_label_new (NULL);

  fixture->n_made++;
  gtk_widget_set_size_request (label, -1, fixture->child_height);
  adw_bin_set_child (row, label);
}

static void
fill_row (gpointer  owner,
          AdwBin   *row,
          gpointer  item)
{
  Fixture *fixture = owner;
  GtkWidget *label = adw_bin_get_child (row);

  gtk_label_set_label (GTK_LABEL (label), gtk_string_object_get_string (item));
  g_assert_true (g_hash_table_add (fixture->filled, label));
}

static void
empty_row (gpointer  owner,
           AdwBin   *row)
{
  Fixture *fixture = owner;

  g_assert_true (g_hash_table_remove (fixture->filled, adw_bin_get_child (row)));
}

static const FerryRowFunctions functions = { name_row, make_row, fill_row, empty_row };

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr(GtkCssProvider) style = gtk_css_provider_new ();
  g_autofree char *css = g_strdup_printf ("row { min-height: %dpx; padding: 0; }", EMPTY_HEIGHT);

  gtk_css_provider_load_from_data (style, css, -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  fixture->child_height = ROW_HEIGHT;
  fixture->filled = g_hash_table_new (NULL, NULL);
  fixture->numbers = gtk_string_list_new (NULL);
  for (guint i = 0; i < N_ITEMS; i++)
    gtk_string_list_take (fixture->numbers, g_strdup_printf ("%u", i));

  fixture->view = GTK_LIST_VIEW (gtk_list_view_new (NULL, NULL));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (fixture->view));
  gtk_widget_set_size_request (scroller, -1, VIEW_HEIGHT);
  fixture->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  fixture->filler = ferry_row_filler_new (fixture->view, &functions, fixture);
  fixture->window = ferry_test_widgets_show (scroller);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ferry_row_filler_stop (fixture->filler);
  g_assert_finalize_object (fixture->filler);
  g_assert_cmpuint (g_hash_table_size (fixture->filled), ==, 0);
  g_hash_table_unref (fixture->filled);
  gtk_window_destroy (fixture->window);
  g_object_unref (fixture->numbers);
}

static void
show_numbers (Fixture *fixture)
{
  g_autoptr(GtkSelectionModel) selection =
    GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (fixture->numbers))));

  gtk_list_view_set_model (fixture->view, selection);
}

/* The row at a height of the list's part that is seen. */
static GtkWidget *
pick_row (Fixture *fixture,
          double   y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (fixture->view), 5, y, GTK_PICK_INSENSITIVE);

  return widget == GTK_WIDGET (fixture->view) ? NULL : widget;
}

static gboolean
shows (GtkWidget  *row,
       const char *number)
{
  return row && ferry_test_widgets_says (row, number);
}

/* Until every row that can be seen shows its number, which is @first for the first item. */
static void
wait_seen (Fixture *fixture,
           guint    first)
{
  double value = gtk_adjustment_get_value (fixture->adjustment);

  for (guint i = ceil (value / ROW_HEIGHT);
       (i + 1) * ROW_HEIGHT <= value + gtk_adjustment_get_page_size (fixture->adjustment); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", first + i);

      while (!shows (pick_row (fixture, (i + 0.5) * ROW_HEIGHT - value), number))
        g_main_context_iteration (NULL, TRUE);
    }
}

/* Until the list knows of all its rows. */
static void
wait_height (Fixture *fixture,
             guint    n_rows)
{
  while (gtk_adjustment_get_upper (fixture->adjustment) != n_rows * ROW_HEIGHT)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  guint *n = user_data;

  (*n)--;

  return *n > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
wait_frames (Fixture *fixture,
             guint    n)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (fixture->window), count_frame_cb, &n, NULL);
  while (n > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Far rows stay empty, also where time is left. */
static void
test_near (Fixture       *fixture,
           gconstpointer  data)
{
  guint n_seen;

  show_numbers (fixture);
  wait_height (fixture, N_ITEMS);
  wait_seen (fixture, 0);
  n_seen = gtk_adjustment_get_page_size (fixture->adjustment) / ROW_HEIGHT;
  g_assert_cmpuint (n_seen, >, 0);
  wait_frames (fixture, 20);
  g_assert_cmpuint (g_hash_table_size (fixture->filled), <=, 3 * (n_seen + 1));
}

/* To the end in one go, and back: rows are used again, and never show what they showed before. */
static void
test_jump (Fixture       *fixture,
           gconstpointer  data)
{
  guint n_made;

  show_numbers (fixture);
  wait_height (fixture, N_ITEMS);
  wait_seen (fixture, 0);
  gtk_adjustment_set_value (fixture->adjustment, N_ITEMS * ROW_HEIGHT);
  g_assert_false (ferry_test_widgets_says (GTK_WIDGET (fixture->view), "0"));
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), >, N_ITEMS * ROW_HEIGHT / 2);
  wait_seen (fixture, 0);

  n_made = fixture->n_made;
  gtk_adjustment_set_value (fixture->adjustment, 0);
  wait_seen (fixture, 0);
  g_assert_cmpuint (fixture->n_made, <, 2 * n_made);
}

/* A short way off, where most rows are not filled yet: each is as high as it will be. */
static void
test_step (Fixture       *fixture,
           gconstpointer  data)
{
  show_numbers (fixture);
  wait_height (fixture, N_ITEMS);
  for (guint i = 1; i < 8; i++)
    {
      gtk_adjustment_set_value (fixture->adjustment, i * 2.5 * VIEW_HEIGHT);
      wait_seen (fixture, 0);
    }
}

/* Another model in one go, before the rows of the first had their turn, and after. */
static void
test_swap (Fixture       *fixture,
           gconstpointer  data)
{
  show_numbers (fixture);
  show_numbers (fixture);
  wait_height (fixture, N_ITEMS);
  wait_seen (fixture, 0);
  gtk_adjustment_set_value (fixture->adjustment, N_ITEMS / 2 * ROW_HEIGHT);
  show_numbers (fixture);
  wait_frames (fixture, 3);
  wait_height (fixture, N_ITEMS);
  wait_seen (fixture, 0);
}

/* A name is there before anything else, for the focus may come at once. */
static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  guint n = 0;

  show_numbers (fixture);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (fixture->view)); row;
       row = gtk_widget_get_next_sibling (row))
    {
      g_autofree char *number = g_strdup_printf ("%u", n++);

      gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, number);
    }
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (fixture->n_made, ==, 0);
}

/* Rows that go before their turn, and those that go after it. */
static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  show_numbers (fixture);
  gtk_string_list_splice (fixture->numbers, 0, N_ITEMS / 2, NULL);
  wait_height (fixture, N_ITEMS / 2);
  wait_seen (fixture, N_ITEMS / 2);
  gtk_string_list_splice (fixture->numbers, 0, N_ITEMS / 2, NULL);
  g_assert_cmpuint (g_hash_table_size (fixture->filled), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  ferry_test_widgets_init (&argc, &argv);

  g_test_add ("/row-filler/near", Fixture, NULL, set_up, test_near, tear_down);
  g_test_add ("/row-filler/jump", Fixture, NULL, set_up, test_jump, tear_down);
  g_test_add ("/row-filler/step", Fixture, NULL, set_up, test_step, tear_down);
  g_test_add ("/row-filler/swap", Fixture, NULL, set_up, test_swap, tear_down);
  g_test_add ("/row-filler/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/row-filler/remove", Fixture, NULL, set_up, test_remove, tear_down);

  return g_test_run ();
}
