/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tasks/ferry-list-change.h"

/* After so many places that differ, a view is better told of one large change. */
#define MOST_CHANGES 16

typedef struct {
  guint position;   /* in the new order, when all changes before it have been told */
  guint removed;
  guint added;
} Change;

static GHashTable *
make_set (GPtrArray *items)
{
  GHashTable *set = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < items->len; i++)
    g_hash_table_add (set, g_ptr_array_index (items, i));

  return set;
}

/* All between what is the same at the beginning and what is the same at the end. */
static Change
compare_ends (GPtrArray *before,
              GPtrArray *after)
{
  guint most = MIN (before->len, after->len);
  guint head = 0;
  guint tail = 0;

  while (head < most && before->pdata[head] == after->pdata[head])
    head++;
  while (tail < most - head &&
         before->pdata[before->len - 1 - tail] == after->pdata[after->len - 1 - tail])
    tail++;

  return (Change) { head, before->len - head - tail, after->len - head - tail };
}

/* Walks both side by side, for most only come and go. (element-type Change) */
static GArray *
compare (GPtrArray *before,
         GPtrArray *after)
{
  g_autoptr(GHashTable) had = make_set (before);
  g_autoptr(GHashTable) has = make_set (after);
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (Change));
  guint b = 0;
  guint a = 0;

  while (b < before->len || a < after->len)
    {
      Change change = { a, 0, 0 };

      for (; b < before->len && !g_hash_table_contains (has, before->pdata[b]); b++)
        change.removed++;
      for (; a < after->len && !g_hash_table_contains (had, after->pdata[a]); a++)
        change.added++;

      if (change.removed > 0 || change.added > 0)
        g_array_append_val (changes, change);
      else if (before->pdata[b] == after->pdata[a])
        b++, a++;
      else
        break;  /* some have changed places */
    }

  if (b < before->len || a < after->len || changes->len > MOST_CHANGES)
    {
      Change all = compare_ends (before, after);

      g_array_set_size (changes, 0);
      g_array_append_val (changes, all);
    }

  return changes;
}

/* While a change is told the model must be as it then is, so each is made by itself. */
static void
make_change (GListModel   *model,
             GPtrArray    *items,
             GPtrArray    *after,
             const Change *change)
{
  if (change->removed > 0)
    g_ptr_array_remove_range (items, change->position, change->removed);
  for (guint i = 0; i < change->added; i++)
    g_ptr_array_insert (items, change->position + i,
                        g_object_ref (after->pdata[change->position + i]));
  g_list_model_items_changed (model, change->position, change->removed, change->added);
}

gboolean
ferry_list_change_apply (GListModel *model,
                         GPtrArray  *items,
                         GPtrArray  *after)
{
  g_autoptr(GArray) changes = compare (items, after);

  for (guint i = 0; i < changes->len; i++)
    make_change (model, items, after, &g_array_index (changes, Change, i));

  return changes->len > 0;
}
