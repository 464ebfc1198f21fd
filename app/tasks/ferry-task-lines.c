/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-lines.h"

#include "common/ferry-row-filler.h"
#include "tasks/ferry-item-text.h"
#include "tasks/ferry-task-line.h"

struct _FerryTaskLines {
  GObject         parent_instance;

  GtkListView    *view;     /* (nullable), weak */
  FerryRowFiller *filler;   /* (nullable) once disposed */
  GHashTable     *lines;    /* set of FerryTaskLine: those with an item */
  gpointer        pressed;  /* the row under the pointer then: to compare, no more */
};

G_DEFINE_FINAL_TYPE (FerryTaskLines, ferry_task_lines, G_TYPE_OBJECT)

enum {
  SIGNAL_CLICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
name_row (gpointer  owner,
          AdwBin   *row,
          gpointer  item)
{
  g_autofree char *name = ferry_item_text_name (item);

  ferry_row_filler_name (GTK_WIDGET (row), name, NULL);
}

/* The actions of a menu are those of the row that is chosen. */
static void
menu_cb (FerryTaskLines *self,
         FerryTaskLine  *line)
{
  GListModel *model = self->view ? G_LIST_MODEL (gtk_list_view_get_model (self->view)) : NULL;
  g_autoptr(FerryTaskItem) item = NULL;

  g_object_get (line, "item", &item, NULL);
  for (guint i = 0; model && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(FerryTaskItem) other = g_list_model_get_item (model, i);

      if (other == item)
        gtk_selection_model_select_item (GTK_SELECTION_MODEL (model), i, TRUE);
    }
}

static void
make_row (gpointer  owner,
          AdwBin   *row)
{
  GtkWidget *line = ferry_task_line_new ();

  g_signal_connect_object (line, "menu", G_CALLBACK (menu_cb), owner, G_CONNECT_SWAPPED);
  adw_bin_set_child (row, line);
}

static void
fill_row (gpointer  owner,
          AdwBin   *row,
          gpointer  item)
{
  ferry_task_line_set_item (FERRY_TASK_LINE (adw_bin_get_child (row)), item);
  g_hash_table_add (FERRY_TASK_LINES (owner)->lines, adw_bin_get_child (row));
}

static void
empty_row (gpointer  owner,
           AdwBin   *row)
{
  g_hash_table_remove (FERRY_TASK_LINES (owner)->lines, adw_bin_get_child (row));
  ferry_task_line_set_item (FERRY_TASK_LINE (adw_bin_get_child (row)), NULL);
}

static const FerryRowFunctions row_functions = { name_row, make_row, fill_row, empty_row };

/* (nullable) */
static GtkWidget *
pick_row (FerryTaskLines *self,
          double          x,
          double          y)
{
  GtkWidget *list = GTK_WIDGET (self->view);
  GtkWidget *row = list ? gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT) : NULL;

  while (row && row != list && gtk_widget_get_parent (row) != list)
    row = gtk_widget_get_parent (row);

  return row == list ? NULL : row;
}

static void
pressed_cb (FerryTaskLines *self,
            int             n_press,
            double          x,
            double          y)
{
  self->pressed = pick_row (self, x, y);
}

/* GTK's own single click would also select whatever the pointer is over. */
static void
released_cb (FerryTaskLines *self,
             int             n_press,
             double          x,
             double          y)
{
  if (self->pressed && pick_row (self, x, y) == self->pressed)
    g_signal_emit (self, signals[SIGNAL_CLICKED], 0);
}

static void
ferry_task_lines_dispose (GObject *object)
{
  FerryTaskLines *self = FERRY_TASK_LINES (object);

  if (self->filler)
    ferry_row_filler_stop (self->filler);
  g_clear_object (&self->filler);
  g_clear_weak_pointer (&self->view);

  G_OBJECT_CLASS (ferry_task_lines_parent_class)->dispose (object);
}

static void
ferry_task_lines_finalize (GObject *object)
{
  g_hash_table_unref (FERRY_TASK_LINES (object)->lines);

  G_OBJECT_CLASS (ferry_task_lines_parent_class)->finalize (object);
}

static void
ferry_task_lines_class_init (FerryTaskLinesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_task_lines_dispose;
  object_class->finalize = ferry_task_lines_finalize;

  signals[SIGNAL_CLICKED] = g_signal_new ("clicked", FERRY_TYPE_TASK_LINES, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_task_lines_init (FerryTaskLines *self)
{
  self->lines = g_hash_table_new (NULL, NULL);
}

FerryTaskLines *
ferry_task_lines_new (GtkListView *view)
{
  FerryTaskLines *self = g_object_new (FERRY_TYPE_TASK_LINES, NULL);
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (click));
  g_set_weak_pointer (&self->view, view);
  self->filler = ferry_row_filler_new (view, &row_functions, self);

  return self;
}

void
ferry_task_lines_tick (FerryTaskLines *self,
                       GDateTime      *now)
{
  GHashTableIter iter;
  gpointer line;

  g_return_if_fail (FERRY_IS_TASK_LINES (self));

  g_hash_table_iter_init (&iter, self->lines);
  while (g_hash_table_iter_next (&iter, &line, NULL))
    ferry_task_line_tick (line, now);
}

void
ferry_task_lines_show_menu (FerryTaskLines *self,
                            FerryTaskItem  *item)
{
  GHashTableIter iter;
  gpointer line;

  g_return_if_fail (FERRY_IS_TASK_LINES (self));

  g_hash_table_iter_init (&iter, self->lines);
  while (g_hash_table_iter_next (&iter, &line, NULL))
    {
      g_autoptr(FerryTaskItem) shown = NULL;

      g_object_get (line, "item", &shown, NULL);
      if (shown == item)
        ferry_task_line_show_menu (line);
    }
}
