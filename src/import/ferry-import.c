/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-import-private.h"

#include "base/ferry-error.h"
#include "manifest/ferry-token.h"

/* EC2's words make no more lines of one disk than this; its states always do. */
#define MOST_MESSAGES 200

G_DEFINE_FINAL_TYPE (FerryImport, ferry_import, G_TYPE_OBJECT)

enum {
  SIGNAL_HELD_BACK,
  SIGNAL_ZONE,
  SIGNAL_READY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

#define TO(state) (1 << FERRY_TASK_##state)
#define TO_EC2 (TO (CONVERTING) | TO (CANCELLING) | TO (LANDED) | TO (CANCELLED))
#define TO_END (TO (PLANNED) | TO (FAILED) | TO (CANCELLED))

static const guint allowed[] = {
  [FERRY_TASK_PLANNED] = TO (STORING) | TO (UNCONFIRMED) | TO_END | TO_EC2,
  [FERRY_TASK_STORING] = TO (PROVING) | TO_END,
  [FERRY_TASK_PROVING] = TO (REQUESTING) | TO_END,
  [FERRY_TASK_REQUESTING] = TO_EC2 | TO (UNCONFIRMED) | TO_END,
  [FERRY_TASK_UNCONFIRMED] = TO_EC2 | TO_END,
  [FERRY_TASK_CONVERTING] = TO_EC2,
  [FERRY_TASK_CANCELLING] = TO_EC2,
  [FERRY_TASK_LANDED] = TO (PLANNED),
  /* EC2's only when it was lost, and EC2 tells of it after all */
  [FERRY_TASK_CANCELLED] = TO_EC2 | TO (PLANNED) | TO (UNCONFIRMED),
  [FERRY_TASK_FAILED] = TO (PLANNED),
};

GDateTime *
ferry_import_dup_now (FerryImport *self)
{
  return self->client ? ferry_client_dup_now (self->client) : g_date_time_new_now_utc ();
}

gboolean
ferry_import_is_abandoned (FerryImport *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

gboolean
ferry_import_makes_volume (FerryImport *self)
{
  return ferry_import_get_position (self) > 0;
}

gboolean
ferry_import_is_at_rest (FerryImport *self)
{
  return ferry_task_state_is_finished (self->state) ||
         (self->is_resting && self->state == FERRY_TASK_PLANNED && !self->is_beginning);
}

Awaited *
ferry_import_await (FerryImport *self)
{
  ferry_activity_begin (self->activity);

  return g_object_ref (self);
}

void
ferry_import_await_end (Awaited *self)
{
  g_autoptr(FerryActivity) activity = g_object_ref (self->activity);

  g_object_unref (self);
  ferry_activity_end (activity);
}

guint
ferry_import_add_timeout (FerryImport *self,
                          gint64       usec,
                          GSourceFunc  callback)
{
  const gint64 most = 60 * G_TIME_SPAN_SECOND;

  return g_timeout_add (CLAMP (usec, 1000, most) / 1000, callback, self);
}

static gboolean
is_before_request (FerryTaskState state)
{
  return state == FERRY_TASK_STORING || state == FERRY_TASK_PROVING ||
         state == FERRY_TASK_REQUESTING;
}

/* The line of the state is on the disk: now its act. */
static void
entered (FerryImport  *self,
         const GError *error)
{
  if (error && is_before_request (self->state))
    {
      ferry_import_move_to (self, FERRY_TASK_FAILED, error);
      return;
    }

  switch (self->state)
    {
    case FERRY_TASK_STORING:
      ferry_import_store (self);
      break;

    case FERRY_TASK_PROVING:
      ferry_import_prove (self);
      break;

    case FERRY_TASK_REQUESTING:
      ferry_import_request (self);
      break;

    case FERRY_TASK_UNCONFIRMED:
      ferry_import_settle (self);
      break;

    case FERRY_TASK_CONVERTING:
    case FERRY_TASK_CANCELLING:
      ferry_import_tag (self);
      ferry_import_cancel_task (self);
      break;

    case FERRY_TASK_LANDED:
      ferry_import_tag (self);
      ferry_import_clean_up (self);
      break;

    case FERRY_TASK_PLANNED:
    case FERRY_TASK_CANCELLED:
    case FERRY_TASK_FAILED:
    default:
      ferry_import_clean_up (self);
      break;
    }
}

void
ferry_import_move_to (FerryImport    *self,
                      FerryTaskState  state,
                      const GError   *error)
{
  g_autoptr(GDateTime) now = ferry_import_dup_now (self);

  g_return_if_fail (allowed[self->state] & (1 << state));

  self->state = state;
  self->is_beginning = FALSE;
  if (!is_before_request (state))
    g_clear_object (&self->draft);
  if (state != FERRY_TASK_UNCONFIRMED)
    ferry_import_stop_settling (self);

  ferry_task_set_error (self->task, error);
  ferry_task_set_wait (self->task, FERRY_TASK_WAIT_NONE, NULL);
  ferry_task_set_state (self->task, state, now);
  if (self->state != state)
    return;

  self->is_lost = ferry_task_is_lost (self->task);
  ferry_import_write (self, NULL, entered);
  ferry_import_check_ready (self);
}

/* Whether the same again may work in a while, without anybody doing anything: with the right time
 * too, which comes with the reply that says that it was wrong.
 */
static gboolean
passes (const GError *error)
{
  return g_error_matches (error, FERRY_ERROR, FERRY_ERROR_LIMIT) ||
         g_error_matches (error, FERRY_ERROR, FERRY_ERROR_THROTTLED) ||
         g_error_matches (error, FERRY_ERROR, FERRY_ERROR_CLOCK) ||
         g_error_matches (error, FERRY_ERROR, FERRY_ERROR_SERVICE) ||
         g_error_matches (error, FERRY_ERROR, FERRY_ERROR_UNREACHABLE) ||
         g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DISCONNECTED);
}

void
ferry_import_give_up (FerryImport  *self,
                      const GError *error)
{
  if (self->wants_cancel)
    {
      ferry_import_move_to (self, FERRY_TASK_CANCELLED, NULL);
    }
  else if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_EXPIRED))
    {
      self->needs_account = TRUE;
      ferry_import_move_to (self, FERRY_TASK_PLANNED, error);
      ferry_task_set_wait (self->task, FERRY_TASK_WAIT_ACCOUNT, NULL);
    }
  else if (passes (error))
    {
      ferry_import_move_to (self, FERRY_TASK_PLANNED, error);
      g_signal_emit (self, signals[SIGNAL_HELD_BACK], 0);
    }
  else
    {
      ferry_import_move_to (self, FERRY_TASK_FAILED, error);
    }
}

void
ferry_import_check_ready (FerryImport *self)
{
  gboolean is_ready = ferry_import_is_ready (self);

  if (self->was_ready == is_ready)
    return;

  self->was_ready = is_ready;
  if (is_ready)
    g_signal_emit (self, signals[SIGNAL_READY], 0);
}

/* @token: (nullable): keeps what it has */
static void
take_token (FerryImport *self,
            const char  *token)
{
  if (token == NULL)
    return;

  ferry_task_set_token (self->task, token);
  g_free (self->attempt);
  self->attempt = g_strdup (token);
}

void
ferry_import_adopt (FerryImport         *self,
                    FerryConversionTask *said,
                    const char          *token)
{
  g_autoptr(GDateTime) now = ferry_import_dup_now (self);

  self->is_beginning = FALSE;
  g_clear_object (&self->draft);
  take_token (self, token);
  ferry_task_update (self->task, said, now);
}

void
ferry_import_land (FerryImport *self,
                   const char  *instance_id,
                   const char  *volume_id,
                   const char  *token)
{
  self->is_beginning = FALSE;
  take_token (self, token);
  ferry_task_set_ids (self->task, NULL, instance_id);
  if (volume_id)
    ferry_task_set_volume_id (self->task, volume_id);
  ferry_import_move_to (self, FERRY_TASK_LANDED, NULL);
}

static void
state_changed_cb (FerryImport *self)
{
  FerryTaskState state = ferry_task_get_state (self->task);

  if (state == self->state)
    return;

  self->needs_person = FALSE;
  ferry_import_move_to (self, state,
                        ferry_task_is_lost (self->task) ? ferry_task_get_error (self->task) : NULL);
}

static void
error_changed_cb (FerryImport *self)
{
  /* EC2 tells of it after all: it was cancelled in earnest. */
  if (self->is_lost && self->state == FERRY_TASK_CANCELLED &&
      ferry_task_get_state (self->task) == FERRY_TASK_CANCELLED &&
      !ferry_task_is_lost (self->task))
    {
      self->is_lost = FALSE;
      ferry_import_write (self, NULL, NULL);
    }
}

static gboolean
follows_ec2 (FerryImport *self)
{
  return self->state == FERRY_TASK_CONVERTING || self->state == FERRY_TASK_CANCELLING ||
         self->state == FERRY_TASK_LANDED;
}

static void
said_changed_cb (FerryImport *self,
                 GParamSpec  *pspec)
{
  /* What comes with a change of the state is in that state's line. */
  if (ferry_task_get_state (self->task) != self->state || !follows_ec2 (self))
    return;

  if (!g_str_equal (pspec->name, "message") || self->n_messages++ < MOST_MESSAGES)
    ferry_import_write (self, NULL, NULL);
  ferry_import_tag (self);
}

static void
zone_changed_cb (FerryImport *self)
{
  if (ferry_task_get_zone (self->task))
    g_signal_emit (self, signals[SIGNAL_ZONE], 0);
}

static void
ghost_cb (FerryImport         *self,
          FerryConversionTask *said)
{
  ferry_import_cancel_ghost (self, said);
}

static gboolean
missed_cb (FerryImport *self,
           GDateTime   *asked)
{
  if (self->client == NULL || ferry_import_is_abandoned (self) || !follows_ec2 (self))
    return FALSE;

  ferry_import_look_for_result (self, asked);

  return TRUE;
}

static void
ferry_import_dispose (GObject *object)
{
  FerryImport *self = FERRY_IMPORT (object);

  ferry_import_stop_settling (self);
  g_clear_handle_id (&self->clean_source, g_source_remove);
  g_clear_handle_id (&self->cancel_source, g_source_remove);
  g_clear_object (&self->client);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (ferry_import_parent_class)->dispose (object);
}

static void
ferry_import_finalize (GObject *object)
{
  FerryImport *self = FERRY_IMPORT (object);

  g_clear_pointer (&self->ghosts, g_hash_table_unref);
  g_clear_pointer (&self->tagged, g_free);
  g_clear_pointer (&self->fence, g_date_time_unref);
  g_clear_pointer (&self->request_id, g_free);
  g_clear_pointer (&self->requested, g_date_time_unref);
  g_clear_pointer (&self->link_expiration, g_date_time_unref);
  g_clear_pointer (&self->attempt, g_free);
  g_clear_pointer (&self->rivals, g_free);
  g_clear_pointer (&self->manifest_key, g_free);
  g_clear_pointer (&self->manifest_version, g_free);
  g_clear_pointer (&self->user_data, g_bytes_unref);
  g_clear_pointer (&self->zone, g_free);
  g_clear_pointer (&self->written, g_hash_table_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->activity);
  g_clear_object (&self->task);
  g_clear_object (&self->record);

  G_OBJECT_CLASS (ferry_import_parent_class)->finalize (object);
}

static void
ferry_import_class_init (FerryImportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_import_dispose;
  object_class->finalize = ferry_import_finalize;

  signals[SIGNAL_HELD_BACK] = g_signal_new ("held-back", FERRY_TYPE_IMPORT, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ZONE] = g_signal_new ("zone", FERRY_TYPE_IMPORT, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_READY] = g_signal_new ("ready", FERRY_TYPE_IMPORT, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_import_init (FerryImport *self)
{
  self->cancellable = g_cancellable_new ();
  self->written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->ghosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* The first token is there from the beginning: by it the list knows that the task is ours. */
static void
show_disk (FerryImport *self)
{
  FerryMachine *machine = ferry_record_get_machine (self->record);
  FerryJournal *journal = ferry_record_get_journal (self->record);
  const guint position = ferry_import_get_position (self);
  FerryMachineDisk *machine_disk = ferry_machine_get_disk (machine, position);
  g_autofree char *token = NULL;

  self->disk = ferry_machine_disk_get_disk (machine_disk);
  token = ferry_journal_get_format (journal) < 2 ? g_strdup (ferry_journal_get_run_id (journal))
                                                 : ferry_token_new (self->disk);
  ferry_task_set_token (self->task, token);
  ferry_task_set_place (self->task, position, ferry_machine_disk_get_size (machine_disk));
}

static void
follow_task (FerryImport *self)
{
  static const struct {
    const char *signal;
    GCallback   callback;
  } handlers[] = {
    { "notify::state", G_CALLBACK (state_changed_cb) },
    { "notify::error", G_CALLBACK (error_changed_cb) },
    { "notify::message", G_CALLBACK (said_changed_cb) },
    { "notify::instance-id", G_CALLBACK (said_changed_cb) },
    { "notify::volume-id", G_CALLBACK (said_changed_cb) },
    { "notify::zone", G_CALLBACK (said_changed_cb) },
    { "notify::zone", G_CALLBACK (zone_changed_cb) },
    { "ghost", G_CALLBACK (ghost_cb) },
    { "missed", G_CALLBACK (missed_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (self->task, handlers[i].signal, handlers[i].callback, self,
                             G_CONNECT_SWAPPED);
}

FerryImport *
ferry_import_new (FerryRecord   *record,
                  FerryTask     *task,
                  FerryActivity *activity,
                  guint          speed,
                  gboolean       is_copy)
{
  FerryImport *self;

  g_return_val_if_fail (FERRY_IS_RECORD (record), NULL);
  g_return_val_if_fail (FERRY_IS_TASK (task), NULL);

  self = g_object_new (FERRY_TYPE_IMPORT, NULL);
  self->record = g_object_ref (record);
  self->task = g_object_ref (task);
  self->activity = g_object_ref (activity);
  self->speed = MAX (speed, 1);
  show_disk (self);
  ferry_import_resume (self, is_copy);
  follow_task (self);

  return self;
}

FerryTask *
ferry_import_get_task (FerryImport *self)
{
  g_return_val_if_fail (FERRY_IS_IMPORT (self), NULL);

  return self->task;
}

guint
ferry_import_get_position (FerryImport *self)
{
  g_return_val_if_fail (FERRY_IS_IMPORT (self), 0);

  return ferry_record_get_disk_position (self->record);
}

void
ferry_import_set_client (FerryImport *self,
                         FerryClient *client)
{
  g_return_if_fail (FERRY_IS_IMPORT (self));

  g_set_object (&self->client, client);
  if (self->needs_account && client)
    {
      self->needs_account = FALSE;
      ferry_task_set_wait (self->task, FERRY_TASK_WAIT_NONE, NULL);
    }
  /* Before the request each step calls the next, and none is to be taken twice. */
  if (client && !self->needs_person && !is_before_request (self->state))
    entered (self, NULL);
  ferry_import_check_ready (self);
}

gboolean
ferry_import_is_ready (FerryImport *self)
{
  g_return_val_if_fail (FERRY_IS_IMPORT (self), FALSE);

  return self->state == FERRY_TASK_PLANNED && self->client && !self->is_beginning &&
         !self->has_stored && !self->is_cleaning && !self->needs_account && !self->needs_person &&
         !self->wants_cancel && !ferry_import_is_abandoned (self);
}

gboolean
ferry_import_is_active (FerryImport *self)
{
  g_return_val_if_fail (FERRY_IS_IMPORT (self), FALSE);

  return self->is_beginning || (self->state != FERRY_TASK_PLANNED &&
                                !ferry_task_state_is_finished (self->state));
}

const char *
ferry_import_get_zone (FerryImport *self)
{
  g_return_val_if_fail (FERRY_IS_IMPORT (self), NULL);

  return ferry_task_get_zone (self->task);
}

GDateTime *
ferry_import_get_link_expiration (FerryImport *self)
{
  g_return_val_if_fail (FERRY_IS_IMPORT (self), NULL);

  return self->link_expiration;
}

void
ferry_import_abandon (FerryImport *self)
{
  g_return_if_fail (FERRY_IS_IMPORT (self));

  g_cancellable_cancel (self->cancellable);
  ferry_import_stop_settling (self);
  g_clear_handle_id (&self->clean_source, g_source_remove);
  g_clear_handle_id (&self->cancel_source, g_source_remove);
}

gboolean
ferry_import_needs_client (FerryImport *self)
{
  g_return_val_if_fail (FERRY_IS_IMPORT (self), FALSE);

  return !ferry_import_is_at_rest (self) || self->has_stored || self->has_claim;
}

gboolean
ferry_import_needs_us (FerryImport *self)
{
  g_return_val_if_fail (FERRY_IS_IMPORT (self), FALSE);

  if (self->needs_person || self->is_denied)
    return FALSE;
  if (ferry_import_is_at_rest (self))
    return self->has_stored || self->has_claim;

  return self->state != FERRY_TASK_CONVERTING && self->state != FERRY_TASK_CANCELLING;
}
