/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-import-private.h"

#include "base/ferry-backoff.h"
#include "import/ferry-claim.h"
#include "import/ferry-manifest-removal.h"

/* No link lives longer. */
#define LONGEST_LINK_DAYS 7

typedef struct {
  FerryImport     *self;
  FerryImportNext  done;
} Removal;

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Removal *removal = user_data;
  g_autoptr(Awaited) self = removal->self;
  g_autoptr(GError) error = NULL;

  self->is_cleaning = FALSE;
  if (ferry_manifest_remove_finish (FERRY_CLIENT (source), result, &error))
    {
      self->has_stored = FALSE;
      ferry_import_write (self, NULL, NULL);
    }
  else if (!ferry_import_is_abandoned (self))
    {
      g_message ("A manifest could not be removed, it will be tried again: %s", error->message);
    }

  if (!ferry_import_is_abandoned (self))
    removal->done (self, error);
}

void
ferry_import_remove_manifest (FerryImport     *self,
                              FerryImportNext  done)
{
  Removal *removal;

  if (!self->has_stored)
    {
      done (self, NULL);
      return;
    }

  removal = g_new0 (Removal, 1);
  removal->self = ferry_import_await (self);
  removal->done = done;
  self->is_cleaning = TRUE;
  ferry_manifest_remove_async (self->client, ferry_disk_get_region (self->disk),
                               ferry_disk_get_bucket (self->disk), self->manifest_key,
                               self->manifest_version, !self->knows_version, self->cancellable,
                               removed_cb, removal);
}

static gboolean
clean_again_cb (gpointer user_data)
{
  FerryImport *self = user_data;

  self->clean_source = 0;
  ferry_import_clean_up (self);

  return G_SOURCE_REMOVE;
}

/* A new attempt waits for it, and what is left holds links. */
static void
clean_later (FerryImport *self)
{
  const guint ms = ferry_backoff_delay_ms (MIN (self->n_clean_failures++, 16), 2000, 300000,
                                           g_random_int ());

  g_clear_handle_id (&self->clean_source, g_source_remove);
  self->clean_source = ferry_import_add_timeout (self, (gint64) ms * 1000 / self->speed,
                                                 clean_again_cb);
}

static void
released_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Awaited) self = user_data;
  g_autoptr(GError) error = NULL;

  self->is_cleaning = FALSE;
  if (ferry_claim_release_finish (FERRY_CLIENT (source), result, &error))
    {
      self->has_claim = FALSE;
      self->n_clean_failures = 0;
      ferry_import_write (self, NULL, NULL);
    }
  else if (!ferry_import_is_abandoned (self))
    {
      g_message ("A claim could not be released, it will be tried again: %s", error->message);
      clean_later (self);
    }

  if (!ferry_import_is_abandoned (self))
    ferry_import_check_ready (self);
}

static void
release_claim (FerryImport *self)
{
  FerryJournal *journal = ferry_record_get_journal (self->record);

  if (!self->has_claim || !ferry_import_is_at_rest (self) ||
      ferry_journal_get_desk_id (journal) == NULL)
    return;

  if (ferry_import_shares_claim (self))
    {
      self->has_claim = FALSE;
      ferry_import_write (self, NULL, NULL);
      return;
    }

  self->is_cleaning = TRUE;
  ferry_claim_release_async (self->client, self->disk, ferry_journal_get_desk_id (journal),
                             ferry_journal_get_run_id (journal), self->cancellable, released_cb,
                             ferry_import_await (self));
}

static void
manifest_removed (FerryImport  *self,
                  const GError *error)
{
  if (error)
    {
      clean_later (self);
    }
  else
    {
      self->n_clean_failures = 0;
      release_claim (self);
    }
  ferry_import_check_ready (self);
}

/* A task that only its answers lost may still read the manifest, as long as the links live. */
static gboolean
is_in_use (FerryImport *self)
{
  GDateTime *started = ferry_journal_get_started (ferry_record_get_journal (self->record));
  g_autoptr(GDateTime) now = ferry_import_dup_now (self);
  g_autoptr(GDateTime) end = NULL;

  if (!ferry_task_is_lost (self->task))
    return FALSE;

  end = self->link_expiration ? g_date_time_ref (self->link_expiration)
                              : g_date_time_add_days (started, LONGEST_LINK_DAYS);

  return g_date_time_compare (now, end) <= 0;
}

void
ferry_import_clean_up (FerryImport *self)
{
  gboolean is_idle = (self->state == FERRY_TASK_PLANNED && !self->is_beginning) ||
                     ferry_task_state_is_finished (self->state);

  if (self->client == NULL || self->is_cleaning || !is_idle || self->clean_source != 0 ||
      is_in_use (self) || ferry_import_is_abandoned (self))
    return;

  ferry_import_remove_manifest (self, manifest_removed);
}
