/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-unique-names.h"

#include "plan/ferry-natural.h"

/* @next: the numbers to go on with, by name, so that a thousand equal names cost little */
static char *
find_free_name (const char *name,
                GHashTable *taken,
                GHashTable *next)
{
  g_autofree char *fold = ferry_natural_fold (name);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (next, fold));

  for (number = MAX (number, 2);; number++)
    {
      g_autofree char *free_name = g_strdup_printf ("%s %u", name, number);

      if (g_hash_table_add (taken, ferry_natural_fold (free_name)))
        {
          g_hash_table_insert (next, g_steal_pointer (&fold), GUINT_TO_POINTER (number + 1));
          return g_steal_pointer (&free_name);
        }
    }
}

void
ferry_unique_names_make (GPtrArray *names)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) next = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GArray) doubles = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_if_fail (names != NULL);

  for (guint i = 0; i < names->len; i++)
    {
      if (!g_hash_table_add (taken, ferry_natural_fold (g_ptr_array_index (names, i))))
        g_array_append_val (doubles, i);
    }

  /* only now, for "web01 2" may be somebody's own name */
  for (guint i = 0; i < doubles->len; i++)
    {
      char **name = (char **) &g_ptr_array_index (names, g_array_index (doubles, guint, i));
      g_autofree char *old = *name;

      *name = find_free_name (old, taken, next);
    }
}
