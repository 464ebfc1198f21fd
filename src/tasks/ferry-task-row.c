/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-row.h"

#include "manifest/ferry-token.h"

/* EC2's answers are only eventually consistent: for so long after a task of ours was requested, or
 * was last told of, an answer without it means nothing.
 */
#define GRACE_MINUTES 10

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

static gboolean
is_after_grace (GDateTime *asked,
                GDateTime *time,
                guint      speed)
{
  const GTimeSpan grace = GRACE_MINUTES * G_TIME_SPAN_MINUTE / MAX (speed, 1);

  return time == NULL || g_date_time_difference (asked, time) >= grace;
}

gboolean
ferry_task_row_is_missed (FerryTaskRow *row,
                          GDateTime    *asked,
                          guint         speed)
{
  FerryTask *task = row->task;

  return ferry_task_get_token (task) == NULL ||
         (is_after_grace (asked, ferry_task_get_started (task), speed) &&
          is_after_grace (asked, ferry_task_get_heard (task), speed));
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

struct _FerryTaskTokens {
  GHashTable *rows;     /* token → FerryTaskRow */
  GPtrArray  *old;      /* FerryTaskRow whose token only a search finds: of journals of format 1 */
};

FerryTaskTokens *
ferry_task_tokens_new (GPtrArray      *rows,
                       FerryTaskWatch *watch)
{
  FerryTaskTokens *tokens = g_new0 (FerryTaskTokens, 1);

  tokens->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  tokens->old = g_ptr_array_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      FerryTaskRow *row = g_ptr_array_index (rows, i);
      const char *token = ferry_task_get_token (row->task);
      GPtrArray *formers = ferry_task_get_former_tokens (row->task);

      if (token == NULL || !ferry_task_row_is_at (row, watch))
        continue;

      if (g_str_has_prefix (token, FERRY_TOKEN_PREFIX))
        g_hash_table_insert (tokens->rows, g_strdup (token), row);
      else
        g_ptr_array_add (tokens->old, row);
      for (guint j = 0; j < formers->len; j++)
        g_hash_table_insert (tokens->rows, g_strdup (g_ptr_array_index (formers, j)), row);
    }

  return tokens;
}

void
ferry_task_tokens_free (FerryTaskTokens *tokens)
{
  g_hash_table_unref (tokens->rows);
  g_ptr_array_unref (tokens->old);
  g_free (tokens);
}

static gboolean
has_id (FerryTaskRow *row)
{
  return ferry_task_get_conversion_task_id (row->task) != NULL;
}

/* Whether the row may take up a task that EC2 tells of under its token: not once it was held that
 * EC2 does not have it.
 */
static gboolean
is_open (FerryTaskRow *row)
{
  return !has_id (row) && ((is_running (row) &&
                            ferry_task_get_state (row->task) != FERRY_TASK_PLANNED) ||
                           ferry_task_is_lost (row->task));
}

static FerryTaskRow *
find_old (FerryTaskTokens *tokens,
          const char      *description)
{
  for (guint i = 0; i < tokens->old->len; i++)
    {
      FerryTaskRow *row = g_ptr_array_index (tokens->old, i);

      if (is_open (row) && ferry_token_is_in (ferry_task_get_token (row->task), description))
        return row;
    }

  return NULL;
}

FerryTaskRow *
ferry_task_tokens_find (FerryTaskTokens *tokens,
                        const char      *description,
                        gboolean        *is_ghost)
{
  g_autofree char *token = ferry_token_of (description);
  FerryTaskRow *row = token ? g_hash_table_lookup (tokens->rows, token) : NULL;

  *is_ghost = row && (g_strcmp0 (ferry_task_get_token (row->task), token) != 0 ||
                      (!has_id (row) && !is_open (row)));
  if (token == NULL)
    return find_old (tokens, description);

  return row && (*is_ghost || is_open (row)) ? row : NULL;
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
