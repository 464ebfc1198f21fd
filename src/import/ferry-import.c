/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-import.h"

#include "base/ferry-error.h"
#include "base/ferry-json.h"
#include "base/ferry-time.h"
#include "ec2/ferry-import-instance.h"
#include "ec2/ferry-import-volume.h"
#include "import/ferry-journal-task.h"
#include "import/ferry-manifest-removal.h"
#include "import/ferry-manifest-store.h"
#include "import/ferry-proof.h"

/* After its links have ended EC2 cannot begin; so long it may still take to tell that it has. */
#define GRACE_MINUTES 10

/* No link lives longer. */
#define LONGEST_LINK_DAYS 7

/* move_to() is the one transition: it sets the state, shows it on the task and writes it to the
 * journal; recorded_cb() carries out the state's act once the line is on the disk. Until EC2 has a
 * task the import drives its FerryTask; from then on the list does, and the import follows by
 * task_changed_cb().
 *
 * Callbacks hold a strong reference: an import ends what it has begun. Its owner calls
 * ferry_import_abandon() when it goes, which cancels reads and the storing, never the request.
 */
struct _FerryImport {
  GObject         parent_instance;

  FerryJournal   *journal;
  FerryTask      *task;
  FerryActivity  *activity;
  FerryClient    *client;            /* (nullable): none before the account is at hand */
  FerryDraft     *draft;             /* (nullable): only while it is to be sent */
  FerryTaskState  state;
  GCancellable   *cancellable;       /* of all that may be given up */
  char           *manifest_key;      /* (nullable) */
  char           *manifest_version;  /* (nullable) */
  gboolean        knows_version;     /* it is what S3 said, or S3 said that there is none */
  GDateTime      *link_expiration;   /* (nullable) */
  gboolean        has_stored;        /* our manifest is in the bucket, or may be */
  gboolean        is_removing;       /* it */
  gboolean        is_lost;           /* as the journal knows it */
};

G_DEFINE_FINAL_TYPE (FerryImport, ferry_import, G_TYPE_OBJECT)

#define TO(state) (1 << FERRY_TASK_##state)
#define TO_EC2 (TO (CONVERTING) | TO (CANCELLING) | TO (LANDED) | TO (CANCELLED))

static const guint allowed[] = {
  [FERRY_TASK_PLANNED] = TO (STORING) | TO (FAILED),
  [FERRY_TASK_STORING] = TO (PROVING) | TO (FAILED),
  [FERRY_TASK_PROVING] = TO (REQUESTING) | TO (FAILED),
  [FERRY_TASK_REQUESTING] = TO_EC2 | TO (UNCONFIRMED) | TO (FAILED),
  [FERRY_TASK_UNCONFIRMED] = TO_EC2,
  [FERRY_TASK_CONVERTING] = TO_EC2,
  [FERRY_TASK_CANCELLING] = TO_EC2,
  [FERRY_TASK_LANDED] = 0,
  [FERRY_TASK_CANCELLED] = TO_EC2,  /* only when it was lost, and EC2 tells of it after all */
  [FERRY_TASK_FAILED] = 0,
};

static void move_to (FerryImport    *self,
                     FerryTaskState  state,
                     const GError   *error);
static void record  (FerryImport    *self);

/* A line on its way to the journal. */
typedef struct {
  FerryImport    *self;
  FerryTaskState  state;
} Line;

static GDateTime *
dup_now (FerryImport *self)
{
  return self->client ? ferry_client_dup_now (self->client) : g_date_time_new_now_utc ();
}

/* When the links have ended: where a damaged journal does not tell, the latest that they can.
 * (transfer full)
 */
static GDateTime *
dup_link_end (FerryImport *self)
{
  if (self->link_expiration)
    return g_date_time_ref (self->link_expiration);

  return g_date_time_add_days (ferry_journal_get_started (self->journal), LONGEST_LINK_DAYS);
}

/* An import that is waited for: begun where something is sent or written, ended as its callback
 * returns, so that what follows has begun by then.
 */
typedef FerryImport Awaited;

static Awaited *
begin (FerryImport *self)
{
  ferry_activity_begin (self->activity);

  return g_object_ref (self);
}

static void
end (Awaited *self)
{
  g_autoptr(FerryActivity) activity = g_object_ref (self->activity);

  g_object_unref (self);
  ferry_activity_end (activity);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Awaited, end)

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Awaited) self = user_data;
  g_autoptr(GError) error = NULL;

  self->knows_version = ferry_manifest_store_finish (FERRY_CLIENT (source), result,
                                                     &self->manifest_version, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  /* An object of that name with other bytes is somebody else's: hands off. */
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_CONFLICT))
    self->has_stored = FALSE;

  move_to (self, error ? FERRY_TASK_FAILED : FERRY_TASK_PROVING, error);
}

static void
store (FerryImport *self)
{
  FerryDisk *disk = ferry_journal_get_disk (self->journal);

  self->has_stored = TRUE;
  ferry_manifest_store_async (self->client, ferry_disk_get_region (disk),
                              ferry_disk_get_bucket (disk), self->manifest_key,
                              ferry_draft_get_manifest (self->draft), self->cancellable,
                              stored_cb, begin (self));
}

static void
proven_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Awaited) self = user_data;
  g_autoptr(GError) error = NULL;

  ferry_proof_finish (FERRY_CLIENT (source), result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  move_to (self, error ? FERRY_TASK_FAILED : FERRY_TASK_REQUESTING, error);
}

/* Whether EC2 has certainly not begun: it said no in words, or never got the request. */
static gboolean
is_refusal (const GError *error)
{
  return error->domain == FERRY_ERROR &&
         error->code != FERRY_ERROR_UNCONFIRMED &&
         error->code != FERRY_ERROR_DISCONNECTED &&
         error->code != FERRY_ERROR_BAD_REPLY &&
         error->code != FERRY_ERROR_SERVICE;
}

static gboolean
is_boot_disk (FerryImport *self)
{
  return ferry_journal_get_position (self->journal) == 0;
}

static void
requested_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  FerryClient *client = FERRY_CLIENT (source);
  g_autoptr(Awaited) self = user_data;
  g_autoptr(FerryConversionTask) said = NULL;
  g_autoptr(GDateTime) now = dup_now (self);
  g_autoptr(GError) error = NULL;

  g_clear_object (&self->draft);

  said = is_boot_disk (self) ? ferry_import_instance_finish (client, result, &error)
                             : ferry_import_volume_finish (client, result, &error);
  if (said)
    ferry_task_update (self->task, said, now);
  else
    move_to (self, is_refusal (error) ? FERRY_TASK_FAILED : FERRY_TASK_UNCONFIRMED, error);
}

/* Not cancellable: the request goes out once, and then only its outcome counts. */
static void
request (FerryImport *self)
{
  FerryRequest *wanted = ferry_draft_get_request (self->draft);
  g_autoptr(GCancellable) never = g_cancellable_new ();

  if (is_boot_disk (self))
    ferry_import_instance_async (self->client, wanted, never, requested_cb, begin (self));
  else
    ferry_import_volume_async (self->client, wanted, never, requested_cb, begin (self));
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Awaited) self = user_data;
  g_autoptr(GError) error = NULL;

  self->is_removing = FALSE;
  if (!ferry_manifest_remove_finish (FERRY_CLIENT (source), result, &error))
    {
      g_message ("A manifest could not be removed, it will be tried again: %s", error->message);
      return;
    }

  self->has_stored = FALSE;
  record (self);
}

/* A task that only its answers lost may still read the manifest, as long as the links live. */
static gboolean
is_in_use (FerryImport *self)
{
  g_autoptr(GDateTime) now = dup_now (self);
  g_autoptr(GDateTime) end = dup_link_end (self);

  return ferry_task_is_lost (self->task) && g_date_time_compare (now, end) <= 0;
}

static void
remove_manifest (FerryImport *self)
{
  FerryDisk *disk = ferry_journal_get_disk (self->journal);

  if (self->client == NULL || !self->has_stored || self->is_removing || is_in_use (self) ||
      g_cancellable_is_cancelled (self->cancellable))
    return;

  self->is_removing = TRUE;
  ferry_manifest_remove_async (self->client, ferry_disk_get_region (disk),
                               ferry_disk_get_bucket (disk), self->manifest_key,
                               self->manifest_version, !self->knows_version, self->cancellable,
                               removed_cb, begin (self));
}

static void
act (FerryImport *self)
{
  switch (self->state)
    {
    case FERRY_TASK_STORING:
      store (self);
      break;

    case FERRY_TASK_PROVING:
      ferry_proof_async (self->client, self->draft, self->cancellable, proven_cb, begin (self));
      break;

    case FERRY_TASK_REQUESTING:
      request (self);
      break;

    case FERRY_TASK_LANDED:
    case FERRY_TASK_CANCELLED:
    case FERRY_TASK_FAILED:
      remove_manifest (self);
      break;

    case FERRY_TASK_PLANNED:
    case FERRY_TASK_UNCONFIRMED:
    case FERRY_TASK_CONVERTING:
    case FERRY_TASK_CANCELLING:
    default:
      break;
    }
}

static gboolean
is_before_request (FerryTaskState state)
{
  return state == FERRY_TASK_STORING || state == FERRY_TASK_PROVING ||
         state == FERRY_TASK_REQUESTING;
}

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree Line *line = user_data;
  g_autoptr(Awaited) self = line->self;
  g_autoptr(GError) error = NULL;

  ferry_journal_record_finish (self->journal, result, &error);
  if (self->state != line->state || g_cancellable_is_cancelled (self->cancellable))
    return;

  if (error)
    g_message ("%s", error->message);

  if (error && is_before_request (line->state))
    move_to (self, FERRY_TASK_FAILED, error);
  else
    act (self);
}

/* Whatever is known now; later lines repeat what earlier ones said. */
static void
record (FerryImport *self)
{
  g_autoptr(JsonObject) fields = json_object_new ();
  g_autoptr(GDateTime) now = dup_now (self);
  g_autofree char *expiration = NULL;
  Line *line = g_new0 (Line, 1);

  line->self = begin (self);
  line->state = self->state;

  if (self->state == FERRY_TASK_STORING)
    {
      expiration = ferry_time_format (self->link_expiration);
      ferry_json_set_string (fields, "manifest-key", self->manifest_key);
      ferry_json_set_string (fields, "link-expiration", expiration);
    }
  ferry_json_set_string (fields, "manifest-version", self->manifest_version);
  ferry_journal_task_add (fields, self->task);
  if (ferry_task_state_is_finished (self->state) && !self->has_stored)
    ferry_json_set_string (fields, "manifest-deleted", "yes");

  ferry_journal_record_async (self->journal, self->state, now, fields, self->cancellable,
                              recorded_cb, line);
}

static void
move_to (FerryImport    *self,
         FerryTaskState  state,
         const GError   *error)
{
  g_autoptr(GDateTime) now = dup_now (self);

  g_return_if_fail (allowed[self->state] & (1 << state));

  self->state = state;
  if (ferry_task_state_is_finished (state))
    g_clear_object (&self->draft);

  ferry_task_set_error (self->task, error);
  ferry_task_set_state (self->task, state, now);
  self->is_lost = ferry_task_is_lost (self->task);
  record (self);
}

static void
state_changed_cb (FerryImport *self)
{
  FerryTaskState state = ferry_task_get_state (self->task);

  if (state != self->state)
    move_to (self, state, ferry_task_is_lost (self->task) ? ferry_task_get_error (self->task)
                                                          : NULL);
}

/* Whether the links have ended by EC2's clock and by this computer's: one of them may be wrong, and
 * who believes it gives up an import that runs.
 */
static gboolean
is_over (FerryImport *self,
         GDateTime   *heard)
{
  g_autoptr(GDateTime) local = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) link_end = dup_link_end (self);
  g_autoptr(GDateTime) end = g_date_time_add_minutes (link_end, GRACE_MINUTES);

  return g_date_time_compare (heard, end) > 0 && g_date_time_compare (local, end) > 0;
}

static void
heard_changed_cb (FerryImport *self)
{
  GDateTime *heard = ferry_task_get_heard (self->task);
  FerryTaskState state = ferry_task_get_state (self->task);

  if (state != self->state || heard == NULL)
    return;

  /* It may have begun and ended, and be forgotten, while nobody asked. */
  if (state == FERRY_TASK_UNCONFIRMED && is_over (self, heard))
    {
      ferry_task_set_lost (self->task, heard);
    }
  else if (self->is_lost && !ferry_task_is_lost (self->task))
    {
      /* EC2 tells of it after all: it was cancelled in earnest. */
      self->is_lost = FALSE;
      record (self);
    }
}

/* Whether there is a line that was written after the manifest was stored, as far as the last one
 * shows: what failed may have failed before.
 */
static gboolean
tells_of_storing (FerryJournal *journal)
{
  FerryTaskState state = ferry_journal_get_state (journal);

  return ferry_journal_get_damage (journal) == NULL && state != FERRY_TASK_PLANNED &&
         state != FERRY_TASK_STORING && state != FERRY_TASK_FAILED;
}

static void
ferry_import_dispose (GObject *object)
{
  FerryImport *self = FERRY_IMPORT (object);

  g_clear_object (&self->client);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (ferry_import_parent_class)->dispose (object);
}

static void
ferry_import_finalize (GObject *object)
{
  FerryImport *self = FERRY_IMPORT (object);

  g_clear_pointer (&self->link_expiration, g_date_time_unref);
  g_clear_pointer (&self->manifest_key, g_free);
  g_clear_pointer (&self->manifest_version, g_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->activity);
  g_clear_object (&self->task);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (ferry_import_parent_class)->finalize (object);
}

static void
ferry_import_class_init (FerryImportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_import_dispose;
  object_class->finalize = ferry_import_finalize;
}

static void
ferry_import_init (FerryImport *self)
{
  self->cancellable = g_cancellable_new ();
}

FerryImport *
ferry_import_new (FerryJournal  *journal,
                  FerryTask     *task,
                  FerryActivity *activity)
{
  FerryImport *self = g_object_new (FERRY_TYPE_IMPORT, NULL);

  self->journal = g_object_ref (journal);
  self->task = g_object_ref (task);
  self->activity = g_object_ref (activity);
  g_signal_connect_object (task, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (task, "notify::heard", G_CALLBACK (heard_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (task, "notify::error", G_CALLBACK (heard_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
ferry_import_start (FerryImport *self,
                    FerryClient *client,
                    FerryDraft  *draft)
{
  g_return_if_fail (FERRY_IS_IMPORT (self));
  g_return_if_fail (self->state == FERRY_TASK_PLANNED && self->draft == NULL);

  self->client = g_object_ref (client);
  self->draft = g_object_ref (draft);
  self->manifest_key = g_strdup (ferry_draft_get_manifest_key (draft));
  self->link_expiration = g_date_time_ref (ferry_draft_get_expiration (draft));

  move_to (self, FERRY_TASK_STORING, NULL);
}

void
ferry_import_refuse (FerryImport  *self,
                     const GError *error,
                     GDateTime    *now)
{
  g_return_if_fail (FERRY_IS_IMPORT (self));
  g_return_if_fail (self->state == FERRY_TASK_PLANNED && self->draft == NULL);

  self->state = FERRY_TASK_FAILED;
  ferry_task_set_error (self->task, error);
  ferry_task_set_state (self->task, self->state, now);
}

void
ferry_import_resume (FerryImport *self,
                     GDateTime   *now)
{
  FerryJournal *journal = self->journal;
  const char *expiration = ferry_journal_get_field (journal, "link-expiration");
  g_autoptr(GError) error = NULL;

  g_return_if_fail (FERRY_IS_IMPORT (self));
  g_return_if_fail (self->state == FERRY_TASK_PLANNED && self->draft == NULL);

  self->manifest_key = g_strdup (ferry_journal_get_field (journal, "manifest-key"));
  self->manifest_version = g_strdup (ferry_journal_get_field (journal, "manifest-version"));
  self->knows_version = self->manifest_version || tells_of_storing (journal);
  self->has_stored = self->manifest_key && !ferry_journal_get_field (journal, "manifest-deleted");
  self->link_expiration = expiration ? ferry_time_parse (expiration) : NULL;
  ferry_journal_task_read (journal, self->task);
  error = ferry_journal_task_settle (journal, self->task, &self->state);
  if (self->state == FERRY_TASK_PLANNED)
    {
      move_to (self, FERRY_TASK_FAILED, error);
      return;
    }

  ferry_task_set_error (self->task, error);
  ferry_task_set_state (self->task, self->state,
                        ferry_task_state_is_finished (self->state)
                          ? ferry_journal_get_changed (journal) : now);
  self->is_lost = ferry_task_is_lost (self->task);
}

void
ferry_import_set_client (FerryImport *self,
                         FerryClient *client)
{
  g_return_if_fail (FERRY_IS_IMPORT (self));

  g_set_object (&self->client, client);
  if (ferry_task_state_is_finished (self->state))
    remove_manifest (self);
}

void
ferry_import_abandon (FerryImport *self)
{
  g_return_if_fail (FERRY_IS_IMPORT (self));

  g_cancellable_cancel (self->cancellable);
}

gboolean
ferry_import_needs_client (FerryImport *self)
{
  g_return_val_if_fail (FERRY_IS_IMPORT (self), FALSE);

  return !ferry_task_state_is_finished (self->state) || self->has_stored;
}

FerryTask *
ferry_import_get_task (FerryImport *self)
{
  g_return_val_if_fail (FERRY_IS_IMPORT (self), NULL);

  return self->task;
}
