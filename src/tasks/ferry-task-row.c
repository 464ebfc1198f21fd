/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-row.h"

#include "manifest/ferry-token.h"

static gboolean
is_running (FerryTaskRow *row)
{
  return !ferry_task_state_is_finished (ferry_task_get_state (row->task));
}

FerryTaskRow *
ferry_task_row_new (FerryTask *task)
{
  FerryTaskRow *row = g_new0 (FerryTaskRow, 1);

  row->task = g_object_ref (task);

  return row;
}

void
ferry_task_row_free (FerryTaskRow *row)
{
  g_clear_object (&row->task);
  g_free (row);
}

gboolean
ferry_task_row_is_at (FerryTaskRow   *row,
                      FerryTaskWatch *watch)
{
  return ferry_task_watch_covers (watch, ferry_task_get_account_id (row->task),
                                  ferry_task_get_region (row->task));
}

FerryTaskRow *
ferry_task_rows_find_id (GPtrArray      *rows,
                         FerryTaskWatch *watch,
                         const char     *id)
{
  for (guint i = 0; i < rows->len; i++)
    {
      FerryTaskRow *row = g_ptr_array_index (rows, i);

      if (g_strcmp0 (ferry_task_get_conversion_task_id (row->task), id) == 0 &&
          ferry_task_row_is_at (row, watch))
        return row;
    }

  return NULL;
}

GHashTable *
ferry_task_rows_index (GPtrArray      *rows,
                       FerryTaskWatch *watch)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++)
    {
      FerryTaskRow *row = g_ptr_array_index (rows, i);
      const char *id = ferry_task_get_conversion_task_id (row->task);

      /* The first, as find_id() says: where an id was used before, the newest. */
      if (id && ferry_task_row_is_at (row, watch) && !g_hash_table_contains (index, id))
        g_hash_table_insert (index, (char *) id, row);
    }

  return index;
}

FerryTaskRow *
ferry_task_rows_find_token (GPtrArray      *rows,
                            FerryTaskWatch *watch,
                            const char     *description)
{
  for (guint i = 0; i < rows->len; i++)
    {
      FerryTaskRow *row = g_ptr_array_index (rows, i);
      const char *token = ferry_task_get_token (row->task);

      if (token && ferry_task_get_conversion_task_id (row->task) == NULL &&
          (is_running (row) || ferry_task_is_lost (row->task)) &&
          ferry_task_row_is_at (row, watch) && ferry_token_is_in (token, description))
        return row;
    }

  return NULL;
}

guint
ferry_task_rows_count_running (GPtrArray      *rows,
                               FerryTaskWatch *watch)
{
  guint n_running = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      FerryTaskRow *row = g_ptr_array_index (rows, i);

      if (is_running (row) && (watch == NULL || ferry_task_row_is_at (row, watch)))
        n_running++;
    }

  return n_running;
}
