/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-import-private.h"

#include "base/ferry-json.h"
#include "ec2/ferry-conversion-tasks.h"
#include "ec2/ferry-instance.h"
#include "manifest/ferry-token.h"

/* Who may not write tags is not asked for ever. */
#define MOST_TAG_FAILURES 2

/* (nullable) (transfer full): "i-1,vol-1": what is there to be tagged */
static char *
list_made (FerryImport *self)
{
  const char *instance_id = ferry_task_get_instance_id (self->task);
  const char *volume_id = ferry_task_get_volume_id (self->task);

  if (instance_id && volume_id)
    return g_strdup_printf ("%s,%s", instance_id, volume_id);

  return g_strdup (instance_id ? instance_id : volume_id);
}

typedef struct {
  FerryImport *self;
  char        *made;
} Tagging;

static void
tagged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Tagging *tagging = user_data;
  g_autoptr(Awaited) self = tagging->self;
  g_autofree char *made = tagging->made;
  g_autoptr(GError) error = NULL;

  self->is_tagging = FALSE;
  if (ferry_create_tags_finish (FERRY_CLIENT (source), result, &error))
    {
      g_free (self->tagged);
      self->tagged = g_steal_pointer (&made);
      self->n_tag_failures = 0;
      ferry_import_write (self, NULL, NULL);
      if (!ferry_import_is_abandoned (self))
        ferry_import_tag (self);
    }
  else if (!ferry_import_is_abandoned (self))
    {
      self->n_tag_failures++;
      g_message ("%s cannot be tagged: %s", made, error->message);
    }
}

/* A task ages out and its description with it; the tags stay. */
void
ferry_import_tag (FerryImport *self)
{
  g_autofree char *made = list_made (self);
  const char *token = ferry_task_get_token (self->task);
  const char *run_id = ferry_journal_get_run_id (ferry_record_get_journal (self->record));
  const char *tags[] = { FERRY_TAG_ATTEMPT, token, FERRY_TAG_RUN, run_id, NULL };
  g_autoptr(GPtrArray) ids = NULL;
  g_auto(GStrv) parts = NULL;
  Tagging *tagging;

  if (made == NULL || self->client == NULL || self->is_tagging ||
      self->n_tag_failures >= MOST_TAG_FAILURES || g_strcmp0 (made, self->tagged) == 0 ||
      !g_str_has_prefix (token, FERRY_TOKEN_PREFIX) || ferry_import_is_abandoned (self))
    return;

  parts = g_strsplit (made, ",", -1);
  ids = g_ptr_array_new ();
  for (guint i = 0; parts[i]; i++)
    g_ptr_array_add (ids, parts[i]);

  tagging = g_new0 (Tagging, 1);
  tagging->self = ferry_import_await (self);
  tagging->made = g_steal_pointer (&made);
  self->is_tagging = TRUE;
  ferry_create_tags_async (self->client, ferry_disk_get_region (self->disk), ids, tags,
                           self->cancellable, tagged_cb, tagging);
}

static gboolean
cancel_again_cb (gpointer user_data)
{
  FerryImport *self = user_data;

  self->cancel_source = 0;
  ferry_import_cancel_task (self);

  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Awaited) self = user_data;
  g_autoptr(GError) error = NULL;

  self->is_cancelling = FALSE;
  if (ferry_cancel_conversion_task_finish (FERRY_CLIENT (source), result, &error) ||
      ferry_import_is_abandoned (self))
    return;

  /* It may be at its end; then the next answer says so, and it is not asked again. */
  g_message ("A task cannot be cancelled: %s", error->message);
  g_clear_handle_id (&self->cancel_source, g_source_remove);
  self->cancel_source = ferry_import_add_timeout (self, 30 * G_TIME_SPAN_SECOND / self->speed,
                                                  cancel_again_cb);
}

void
ferry_import_cancel_task (FerryImport *self)
{
  const char *id = ferry_task_get_conversion_task_id (self->task);

  if (!self->wants_cancel || self->state != FERRY_TASK_CONVERTING || self->client == NULL ||
      id == NULL || self->is_cancelling || self->cancel_source != 0 ||
      ferry_import_is_abandoned (self))
    return;

  self->is_cancelling = TRUE;
  ferry_cancel_conversion_task_async (self->client, ferry_disk_get_region (self->disk), id, NULL,
                                      self->cancellable, cancelled_cb, ferry_import_await (self));
}

typedef struct {
  FerryImport         *self;
  FerryConversionTask *said;
} Ghost;

static void
ghost_free (Ghost *ghost)
{
  g_object_unref (ghost->self);
  ferry_conversion_task_unref (ghost->said);
  g_free (ghost);
}

/* No newer attempt has begun, or it is looked for by the disk alone: then it is what we wait for.
 */
static gboolean
is_wanted (FerryImport *self)
{
  return (self->state == FERRY_TASK_PLANNED && !self->is_beginning) ||
         (self->state == FERRY_TASK_UNCONFIRMED && self->by_fingerprint);
}

/* Not while the list takes an answer. */
static gboolean
take_up_cb (gpointer user_data)
{
  Ghost *ghost = user_data;
  FerryImport *self = ghost->self;
  g_autofree char *token = ferry_token_of (ghost->said->description);

  if (is_wanted (self) && !self->needs_person && !ferry_import_is_abandoned (self))
    ferry_import_adopt (self, ghost->said, token);

  return G_SOURCE_REMOVE;
}

static void
ghost_cancelled_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  Ghost *ghost = user_data;
  Awaited *self = ghost->self;
  g_autoptr(JsonObject) fields = NULL;
  g_autoptr(GError) error = NULL;

  if (ferry_cancel_conversion_task_finish (FERRY_CLIENT (source), result, &error))
    {
      fields = json_object_new ();
      ferry_json_set_string (fields, "ghost", ghost->said->id);
      ferry_import_write (self, g_steal_pointer (&fields), NULL);
    }
  else
    {
      /* It will be told again. */
      g_hash_table_remove (self->ghosts, ghost->said->id);
      g_message ("%s", error->message);
    }

  ferry_conversion_task_unref (ghost->said);
  g_free (ghost);
  ferry_import_await_end (self);
}

void
ferry_import_cancel_ghost (FerryImport         *self,
                           FerryConversionTask *said)
{
  Ghost *ghost;

  if (said->state != FERRY_CONVERSION_ACTIVE || self->client == NULL || self->needs_person ||
      ferry_import_is_abandoned (self) || g_hash_table_contains (self->ghosts, said->id))
    return;

  ghost = g_new0 (Ghost, 1);
  ghost->said = ferry_conversion_task_ref (said);
  if (is_wanted (self))
    {
      ghost->self = g_object_ref (self);
      g_idle_add_full (G_PRIORITY_DEFAULT, take_up_cb, ghost, (GDestroyNotify) ghost_free);
      return;
    }

  g_hash_table_add (self->ghosts, g_strdup (said->id));
  ghost->self = ferry_import_await (self);
  ferry_cancel_conversion_task_async (self->client, ferry_disk_get_region (self->disk), said->id,
                                      NULL, self->cancellable, ghost_cancelled_cb, ghost);
}
