/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "bucket/ferry-page-guard.h"

#include "base/ferry-error.h"

struct _FerryPageGuard {
  GHashTable *tokens;   /* (element-type utf8): of all pages so far */
  guint       n_empty;  /* pages in a row */
};

FerryPageGuard *
ferry_page_guard_new (void)
{
  FerryPageGuard *guard = g_new0 (FerryPageGuard, 1);

  guard->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return guard;
}

void
ferry_page_guard_free (FerryPageGuard *guard)
{
  g_hash_table_unref (guard->tokens);
  g_free (guard);
}

void
ferry_page_guard_renew (FerryPageGuard *guard)
{
  guard->n_empty = 0;
}

gboolean
ferry_page_guard_pass (FerryPageGuard  *guard,
                       const char      *operation,
                       guint            n_items,
                       const char      *next_token,
                       GError         **error)
{
  if (next_token == NULL)
    return TRUE;

  guard->n_empty = n_items > 0 ? 0 : guard->n_empty + 1;
  if (guard->n_empty > FERRY_PAGE_GUARD_MAX_EMPTY)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                   "%s: more than %u pages in a row were empty", operation,
                   FERRY_PAGE_GUARD_MAX_EMPTY);
      return FALSE;
    }

  if (!g_hash_table_add (guard->tokens, g_strdup (next_token)))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY, "%s: the same page came twice",
                   operation);
      return FALSE;
    }

  return TRUE;
}
