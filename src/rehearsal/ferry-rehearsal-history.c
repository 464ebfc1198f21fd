/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-history.h"

typedef struct {
  gint64      since;
  JsonObject *json;
} Version;

struct _FerryRehearsalHistory {
  GHashTable *things;  /* id to GPtrArray of Version, the oldest first */
};

static void
version_free (Version *version)
{
  json_object_unref (version->json);
  g_free (version);
}

FerryRehearsalHistory *
ferry_rehearsal_history_new (void)
{
  FerryRehearsalHistory *history = g_new0 (FerryRehearsalHistory, 1);

  history->things = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) g_ptr_array_unref);

  return history;
}

void
ferry_rehearsal_history_free (FerryRehearsalHistory *history)
{
  g_hash_table_unref (history->things);
  g_free (history);
}

static GPtrArray *
get_versions (FerryRehearsalHistory *history,
              const char            *id)
{
  GPtrArray *versions = g_hash_table_lookup (history->things, id);

  if (versions == NULL)
    {
      versions = g_ptr_array_new_with_free_func ((GDestroyNotify) version_free);
      g_hash_table_insert (history->things, g_strdup (id), versions);
    }

  return versions;
}

/* The place of the last one whose time has come; -1 for none. */
static int
find_last (GPtrArray *versions,
           gint64     now)
{
  for (guint i = versions->len; i > 0; i--)
    if (((Version *) g_ptr_array_index (versions, i - 1))->since <= now)
      return i - 1;

  return -1;
}

void
ferry_rehearsal_history_take (FerryRehearsalHistory *history,
                              const char            *id,
                              gint64                 since,
                              JsonObject            *json)
{
  GPtrArray *versions = get_versions (history, id);
  int told = find_last (versions, g_get_real_time ());
  Version *version = g_new0 (Version, 1);

  version->since = since;
  version->json = json;
  if (versions->len > 0)
    {
      const Version *last = g_ptr_array_index (versions, versions->len - 1);

      version->since = MAX (since, last->since);
    }
  g_ptr_array_add (versions, version);
  /* Nobody goes back behind what is told by now. */
  if (told > 0)
    g_ptr_array_remove_range (versions, 0, told);
}

JsonObject *
ferry_rehearsal_history_find (FerryRehearsalHistory *history,
                              const char            *id,
                              gint64                 now)
{
  GPtrArray *versions = g_hash_table_lookup (history->things, id);
  int told = versions ? find_last (versions, now) : -1;

  return told < 0 ? NULL : ((Version *) g_ptr_array_index (versions, told))->json;
}
