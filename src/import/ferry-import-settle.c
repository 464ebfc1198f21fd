/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-import-private.h"

#include "base/ferry-backoff.h"
#include "base/ferry-error.h"
#include "bucket/ferry-s3-object.h"
#include "import/ferry-leftover-search.h"
#include "import/ferry-token-search.h"
#include "manifest/ferry-token.h"

/* A task that EC2 has finished may be gone from its answers, and its description with it. Who was
 * not asking so soon after the request cannot tell that from "never sent" by the token alone.
 */
#define SURE_MINUTES 60

/* From when on even what it has left behind, if anything, may be gone or changed. */
#define SURE_HOURS 24

static void step (FerryImport *self);

void
ferry_import_stop_settling (FerryImport *self)
{
  g_clear_handle_id (&self->settle_source, g_source_remove);
  g_clear_pointer (&self->settling, ferry_settling_free);
  self->n_failures = 0;
  self->by_fingerprint = FALSE;
  self->is_denied = FALSE;
}

static gboolean
is_over (FerryImport *self)
{
  return ferry_import_is_abandoned (self) || self->state != FERRY_TASK_UNCONFIRMED ||
         self->needs_person || self->client == NULL;
}

static gboolean
again_cb (gpointer user_data)
{
  FerryImport *self = user_data;

  self->settle_source = 0;
  step (self);

  return G_SOURCE_REMOVE;
}

static void
step_at (FerryImport *self,
         GDateTime   *until)
{
  g_autoptr(GDateTime) now = ferry_import_dup_now (self);

  g_clear_handle_id (&self->settle_source, g_source_remove);
  self->settle_source = ferry_import_add_timeout (self, g_date_time_difference (until, now),
                                                  again_cb);
}

/* The latest time at which the request can have been signed, as far as it is known. */
static GDateTime *
get_base (FerryImport *self)
{
  GDateTime *sent = self->requested ? self->requested : ferry_record_get_changed (self->record);

  return self->fence && g_date_time_compare (self->fence, sent) > 0 ? self->fence : sent;
}

static void
show_wait (FerryImport *self)
{
  g_autoptr(FerrySettling) guess = NULL;
  g_autoptr(GDateTime) end = NULL;

  if (self->is_denied)
    {
      ferry_task_set_wait (self->task, FERRY_TASK_WAIT_DENIED, NULL);
      return;
    }

  if (self->settling == NULL)
    guess = ferry_settling_new (get_base (self), self->speed);
  end = ferry_settling_dup_end (guess ? guess : self->settling);
  ferry_task_set_wait (self->task, FERRY_TASK_WAIT_SETTLING, end);
}

/* A jump of this computer's clock since the last answer is found out by this one, so the earlier
 * of what it showed before and after is not later than when EC2 was asked.
 */
static GDateTime *
dup_earlier (GDateTime *asked,
             GDateTime *answered)
{
  return g_date_time_ref (g_date_time_compare (asked, answered) < 0 ? asked : answered);
}

typedef struct {
  FerryImport *self;
  GDateTime   *asked;
} Question;

static Question *
question_new (FerryImport *self)
{
  Question *question = g_new0 (Question, 1);

  question->self = ferry_import_await (self);
  question->asked = ferry_import_dup_now (self);

  return question;
}

/* Returns: (transfer full): the time that counts */
static GDateTime *
question_end (Question *question)
{
  FerryImport *self = question->self;
  g_autoptr(GDateTime) answered = ferry_import_dup_now (self);
  g_autoptr(GDateTime) asked = question->asked;

  g_free (question);

  return dup_earlier (asked, answered);
}

/* The first answer: from here on it can be counted. A request of another life of Ferry was made now
 * at the latest, by the servers' clock.
 */
static void
start (FerryImport *self)
{
  GDateTime *sent = self->requested ? self->requested : ferry_record_get_changed (self->record);
  g_autoptr(GDateTime) now = ferry_import_dup_now (self);

  /* By the servers' clock, whatever the speed: nobody makes EC2 forget sooner. */
  self->is_late = g_date_time_difference (now, sent) > SURE_MINUTES * G_TIME_SPAN_MINUTE;
  self->is_too_late = g_date_time_difference (now, sent) > SURE_HOURS * G_TIME_SPAN_HOUR;
  if (self->needs_fence && self->fence == NULL)
    {
      self->fence = g_date_time_ref (now);
      ferry_import_write (self, NULL, NULL);
    }
  self->settling = ferry_settling_new (get_base (self), self->speed);
}

static void
take_finds (FerryImport     *self,
            FerryTokenFinds *finds,
            GDateTime       *asked)
{
  self->n_failures = 0;
  if (self->settling == NULL)
    start (self);

  if (finds->task)
    ferry_import_adopt (self, finds->task, self->by_fingerprint ? finds->token : NULL);
  else if (finds->is_whole)
    ferry_import_land (self, finds->instance_id, finds->volume_id,
                       self->by_fingerprint ? finds->token : NULL);
  else if (finds->instance_id == NULL && finds->volume_id == NULL)
    ferry_settling_absent (self->settling, asked);
}

/* No question was answered yet, so that nothing says when to ask again. */
static void
step_later (FerryImport *self)
{
  const guint ms = ferry_backoff_delay_ms (self->n_failures++, 5000, 60000, g_random_int ());

  show_wait (self);
  g_clear_handle_id (&self->settle_source, g_source_remove);
  self->settle_source = ferry_import_add_timeout (self, (gint64) ms * 1000 / self->speed,
                                                  again_cb);
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Question *question = user_data;
  g_autoptr(Awaited) self = question->self;
  g_autoptr(GDateTime) asked = question_end (question);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryTokenFinds) finds = ferry_token_search_finish (FERRY_CLIENT (source), result,
                                                                &error);

  self->is_searching = FALSE;
  if (is_over (self))
    return;

  self->is_denied = g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DENIED);
  if (finds)
    take_finds (self, finds, asked);
  if (is_over (self))
    return;
  if (self->settling)
    step (self);
  else
    step_later (self);
}

static void
search (FerryImport *self)
{
  g_autofree char *fingerprint = self->by_fingerprint ? ferry_token_fingerprint (self->disk) : NULL;
  g_autoptr(GDateTime) since = ferry_import_dup_since (self);
  g_autoptr(GHashTable) others = ferry_import_dup_tokens (self, TRUE);
  const char *what = fingerprint ? fingerprint : ferry_task_get_token (self->task);

  self->is_searching = TRUE;
  ferry_token_search_async (self->client, ferry_disk_get_region (self->disk), what,
                            ferry_import_makes_volume (self), NULL, since, others,
                            self->cancellable, searched_cb, question_new (self));
}

static void
removed (FerryImport  *self,
         const GError *error)
{
  g_autoptr(GDateTime) now = ferry_import_dup_now (self);

  if (is_over (self))
    return;

  if (error)
    self->is_denied = g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DENIED);
  else if (self->settling)
    ferry_settling_removed (self->settling, now);
  step (self);
}

static void
ask_person (FerryImport *self)
{
  ferry_import_stop_settling (self);
  self->needs_person = TRUE;
  ferry_task_set_wait (self->task, FERRY_TASK_WAIT_PERSON, NULL);
}

static void
announced (FerryImport  *self,
           const GError *error)
{
  if (is_over (self))
    return;

  if (error)
    removed (self, error);
  else
    ferry_import_remove_manifest (self, removed);
}

/* EC2 removes the manifest when it has read the disk. If it is gone, and not by us, the request did
 * arrive; nothing else may be left to tell so.
 */
static void
seen_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Awaited) self = user_data;
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(GError) error = NULL;

  object = ferry_s3_head_object_finish (FERRY_CLIENT (source), result, &error);
  self->is_looking = FALSE;
  if (is_over (self))
    return;

  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY))
    {
      ask_person (self);
    }
  else if (object || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DENIED))
    {
      self->is_removing = TRUE;
      ferry_import_write (self, NULL, announced);
    }
  else
    {
      step (self);
    }
}

static void
remove_manifest (FerryImport *self)
{
  if (!self->has_stored || !self->knows_version || self->is_removing || self->by_fingerprint)
    {
      ferry_import_remove_manifest (self, removed);
      return;
    }

  self->is_looking = TRUE;
  ferry_s3_head_object_async (self->client, ferry_disk_get_region (self->disk),
                              ferry_disk_get_bucket (self->disk), self->manifest_key,
                              self->cancellable, seen_cb, ferry_import_await (self));
}

/* EC2 never got it, and cannot get it any more. */
static void
plan_again (FerryImport *self)
{
  g_autoptr(GError) error = g_error_new_literal (FERRY_ERROR, FERRY_ERROR_FAILED,
                                                 "EC2 did not get the request");
  FerryJournal *journal = ferry_record_get_journal (self->record);

  if (self->wants_cancel)
    ferry_import_move_to (self, FERRY_TASK_CANCELLED, NULL);
  else if (ferry_journal_get_format (journal) < 2)
    ferry_import_move_to (self, FERRY_TASK_FAILED, error);
  else
    ferry_import_move_to (self, FERRY_TASK_PLANNED, NULL);
}

static void
suspected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Awaited) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean suspects = FALSE;
  gboolean answered = ferry_leftover_search_finish (FERRY_CLIENT (source), result, &suspects,
                                                    &error);

  self->is_looking = FALSE;
  if (is_over (self))
    return;

  self->is_denied = g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DENIED);
  if (answered && suspects)
    {
      ask_person (self);
    }
  else if (answered)
    {
      plan_again (self);
    }
  else
    {
      step_later (self);
    }
}

static void
settled (FerryImport *self)
{
  GDateTime *sent = self->requested ? self->requested : ferry_record_get_changed (self->record);
  g_autoptr(GDateTime) since = g_date_time_add_minutes (sent, -1);
  g_autoptr(GHashTable) known = NULL;

  if (self->by_fingerprint || !self->is_late)
    {
      plan_again (self);
      return;
    }

  if (self->is_too_late)
    {
      ask_person (self);
      return;
    }

  known = ferry_import_dup_made (self);
  self->is_looking = TRUE;
  ferry_leftover_search_async (self->client, ferry_disk_get_region (self->disk),
                               ferry_record_get_machine (self->record),
                               ferry_import_get_position (self), since, known,
                               self->cancellable, suspected_cb, ferry_import_await (self));
}

static void
step (FerryImport *self)
{
  g_autoptr(GDateTime) now = ferry_import_dup_now (self);
  g_autoptr(GDateTime) until = NULL;
  FerrySettlingStep next;

  if (is_over (self) || self->is_searching || self->is_looking || self->is_cleaning)
    return;

  next = self->settling ? ferry_settling_next (self->settling, now, &until) : FERRY_SETTLING_ASK;
  show_wait (self);
  switch (next)
    {
    case FERRY_SETTLING_ASK:
      search (self);
      break;

    case FERRY_SETTLING_REMOVE:
      remove_manifest (self);
      break;

    case FERRY_SETTLING_NOT_SENT:
      settled (self);
      break;

    case FERRY_SETTLING_WAIT:
    default:
      step_at (self, until);
      break;
    }
}

void
ferry_import_settle (FerryImport *self)
{
  if (self->settle_source == 0)
    step (self);
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Question *question = user_data;
  g_autoptr(Awaited) self = question->self;
  g_autoptr(GDateTime) asked = question_end (question);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryTokenFinds) finds = ferry_token_search_finish (FERRY_CLIENT (source), result,
                                                                &error);

  self->is_looking = FALSE;
  if (ferry_import_is_abandoned (self) || (self->state != FERRY_TASK_CONVERTING &&
                                           self->state != FERRY_TASK_CANCELLING))
    return;

  if (finds && finds->task)
    ferry_import_adopt (self, finds->task, NULL);
  else if (finds && finds->is_whole)
    ferry_import_land (self, finds->instance_id, finds->volume_id, NULL);
  else if (finds || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DENIED))
    ferry_task_set_lost (self->task, asked);
}

/* Its task has aged out; what it has made is known by its id, or else by its tag. */
void
ferry_import_look_for_result (FerryImport *self,
                              GDateTime   *asked)
{
  const char *known = ferry_import_makes_volume (self) ? ferry_task_get_volume_id (self->task)
                                                       : ferry_task_get_instance_id (self->task);

  if (self->is_looking)
    return;

  self->is_looking = TRUE;
  ferry_token_search_async (self->client, ferry_disk_get_region (self->disk),
                            ferry_task_get_token (self->task), ferry_import_makes_volume (self),
                            known, NULL, NULL, self->cancellable, result_cb,
                            question_new (self));
}
