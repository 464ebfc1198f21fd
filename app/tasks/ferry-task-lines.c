/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-lines.h"

#include "common/ferry-row-filler.h"
#include "tasks/ferry-task-line.h"
#include "tasks/ferry-task-text.h"

struct _FerryTaskLines {
  GObject         parent_instance;

  FerryRowFiller *filler;   /* (nullable) once disposed */
  GHashTable     *lines;    /* set of FerryTaskLine: those with a task */
};

G_DEFINE_FINAL_TYPE (FerryTaskLines, ferry_task_lines, G_TYPE_OBJECT)

static void
name_row (gpointer  owner,
          AdwBin   *row,
          gpointer  item)
{
  g_autofree char *name = ferry_task_text_name (item);

  ferry_row_filler_name (GTK_WIDGET (row), name, NULL);
}

static void
make_row (gpointer  owner,
          AdwBin   *row)
{
  adw_bin_set_child (row, ferry_task_line_new ());
}

static void
fill_row (gpointer  owner,
          AdwBin   *row,
          gpointer  item)
{
  ferry_task_line_set_task (FERRY_TASK_LINE (adw_bin_get_child (row)), item);
  g_hash_table_add (FERRY_TASK_LINES (owner)->lines, adw_bin_get_child (row));
}

static void
empty_row (gpointer  owner,
           AdwBin   *row)
{
  g_hash_table_remove (FERRY_TASK_LINES (owner)->lines, adw_bin_get_child (row));
  ferry_task_line_set_task (FERRY_TASK_LINE (adw_bin_get_child (row)), NULL);
}

static const FerryRowFunctions row_functions = { name_row, make_row, fill_row, empty_row };

static void
ferry_task_lines_dispose (GObject *object)
{
  FerryTaskLines *self = FERRY_TASK_LINES (object);

  if (self->filler)
    ferry_row_filler_stop (self->filler);
  g_clear_object (&self->filler);

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
