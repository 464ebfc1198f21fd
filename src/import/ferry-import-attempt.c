/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-import-private.h"

#include "base/ferry-error.h"
#include "ec2/ferry-import-instance.h"
#include "ec2/ferry-import-volume.h"
#include "import/ferry-claim.h"
#include "import/ferry-manifest-store.h"
#include "import/ferry-proof.h"
#include "manifest/ferry-token.h"

static gboolean
is_over (FerryImport *self)
{
  return ferry_import_is_abandoned (self);
}

/* Between two steps before the request a person's wish to cancel comes true. */
static gboolean
is_given_up (FerryImport  *self,
             const GError *error)
{
  if (error == NULL && !self->wants_cancel)
    return FALSE;

  ferry_import_give_up (self, error);

  return TRUE;
}

static void
drafted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Awaited) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryDraft) draft = ferry_draft_new_finish (FERRY_CLIENT (source), result, &error);

  if (is_over (self) || !self->is_beginning || is_given_up (self, error))
    return;

  g_set_object (&self->draft, draft);
  g_free (self->manifest_key);
  self->manifest_key = g_strdup (ferry_draft_get_manifest_key (draft));
  g_clear_pointer (&self->manifest_version, g_free);
  self->knows_version = FALSE;
  g_clear_pointer (&self->link_expiration, g_date_time_unref);
  self->link_expiration = g_date_time_ref (ferry_draft_get_expiration (draft));
  /* From the line on that says so: a Ferry that is killed then looks whether it is there. */
  self->has_stored = TRUE;

  ferry_import_move_to (self, FERRY_TASK_STORING, NULL);
}

/* A new attempt: nothing of the last one counts any more. */
static void
draft (FerryImport *self)
{
  FerryPlan *plan = ferry_journal_get_plan (ferry_record_get_journal (self->record));
  g_autofree char *token = ferry_token_new (self->disk);

  g_clear_pointer (&self->requested, g_date_time_unref);
  g_clear_pointer (&self->fence, g_date_time_unref);
  self->needs_fence = FALSE;
  self->is_removing = FALSE;
  g_clear_pointer (&self->request_id, g_free);
  g_clear_pointer (&self->tagged, g_free);
  self->n_tag_failures = 0;
  ferry_task_forget (self->task);
  ferry_task_set_token (self->task, token);
  g_free (self->attempt);
  self->attempt = g_strdup (token);

  ferry_draft_new_async (self->client, plan, ferry_record_get_machine (self->record),
                         ferry_import_get_position (self), token, self->zone, self->user_data,
                         self->cancellable, drafted_cb, ferry_import_await (self));
}

static void
claim_written (FerryImport  *self,
               const GError *error)
{
  if (self->is_beginning && !is_given_up (self, error))
    draft (self);
}

static void
claimed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Awaited) self = user_data;
  g_autoptr(GError) error = NULL;

  ferry_claim_take_finish (FERRY_CLIENT (source), result, &error);
  if (is_over (self))
    return;

  /* Who may not write there has the others' tasks to go by. */
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DENIED))
    {
      g_message ("The disk cannot be claimed: %s", error->message);
      g_clear_error (&error);
      self->has_claim = FALSE;
    }
  else if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_CONFLICT))
    {
      self->has_claim = FALSE;
    }

  if (self->is_beginning && !is_given_up (self, error))
    draft (self);
}

static void
take_claim (FerryImport  *self,
            const GError *error)
{
  FerryJournal *journal = ferry_record_get_journal (self->record);
  FerryMachine *machine = ferry_record_get_machine (self->record);
  g_autoptr(GDateTime) now = ferry_import_dup_now (self);

  if (!self->is_beginning || is_given_up (self, error))
    return;

  ferry_claim_take_async (self->client, self->disk, ferry_journal_get_desk_id (journal),
                          ferry_journal_get_run_id (journal), ferry_machine_get_name (machine), now,
                          self->cancellable, claimed_cb, ferry_import_await (self));
}

/* The intent is written first: a claim that is taken without a word would stay for ever. */
void
ferry_import_claim (FerryImport *self)
{
  gboolean had_claim = self->has_claim;

  if (ferry_journal_get_desk_id (ferry_record_get_journal (self->record)) == NULL)
    {
      ferry_import_write (self, NULL, claim_written);
      return;
    }

  self->has_claim = TRUE;
  if (had_claim)
    take_claim (self, NULL);
  else
    ferry_import_write (self, NULL, take_claim);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Awaited) self = user_data;
  g_autoptr(GError) error = NULL;

  self->knows_version = ferry_manifest_store_finish (FERRY_CLIENT (source), result,
                                                     &self->manifest_version, &error);
  if (is_over (self))
    return;

  /* An object of that name with other bytes is somebody else's: hands off. */
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_CONFLICT))
    self->has_stored = FALSE;

  if (!is_given_up (self, error))
    ferry_import_move_to (self, FERRY_TASK_PROVING, NULL);
}

void
ferry_import_store (FerryImport *self)
{
  if (is_given_up (self, NULL))
    return;

  ferry_manifest_store_async (self->client, ferry_disk_get_region (self->disk),
                              ferry_disk_get_bucket (self->disk), self->manifest_key,
                              ferry_draft_get_manifest (self->draft), self->cancellable,
                              stored_cb, ferry_import_await (self));
}

static void
proven_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Awaited) self = user_data;
  g_autoptr(GError) error = NULL;

  ferry_proof_finish (FERRY_CLIENT (source), result, &error);
  if (is_over (self) || is_given_up (self, error))
    return;

  g_clear_pointer (&self->requested, g_date_time_unref);
  self->requested = ferry_import_dup_now (self);
  ferry_import_move_to (self, FERRY_TASK_REQUESTING, NULL);
}

void
ferry_import_prove (FerryImport *self)
{
  if (is_given_up (self, NULL))
    return;

  ferry_proof_async (self->client, self->draft, self->cancellable, proven_cb,
                     ferry_import_await (self));
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

static void
requested_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  FerryClient *client = FERRY_CLIENT (source);
  g_autoptr(Awaited) self = user_data;
  g_autoptr(FerryConversionTask) said = NULL;
  g_autoptr(GDateTime) now = ferry_import_dup_now (self);
  g_autoptr(GError) error = NULL;
  const FerryErrorDetail *detail;

  said = ferry_import_makes_volume (self) ? ferry_import_volume_finish (client, result, &error)
                                          : ferry_import_instance_finish (client, result, &error);
  detail = error ? ferry_error_get_detail (error) : NULL;
  g_free (self->request_id);
  self->request_id = g_strdup (said ? said->request_id : detail ? detail->request_id : NULL);
  if (said)
    ferry_task_update (self->task, said, now);
  else if (is_refusal (error))
    ferry_import_give_up (self, error);
  else
    ferry_import_move_to (self, FERRY_TASK_UNCONFIRMED, error);
}

/* Not cancellable: the request goes out once, and then only its outcome counts. */
void
ferry_import_request (FerryImport *self)
{
  g_autoptr(FerryDraft) draft = NULL;
  g_autoptr(GCancellable) never = g_cancellable_new ();
  FerryRequest *wanted;

  if (self->draft == NULL || is_given_up (self, NULL))
    return;

  /* Whatever calls here again finds nothing to send. */
  draft = g_steal_pointer (&self->draft);
  wanted = ferry_draft_get_request (draft);
  if (ferry_import_makes_volume (self))
    ferry_import_volume_async (self->client, wanted, never, requested_cb,
                               ferry_import_await (self));
  else
    ferry_import_instance_async (self->client, wanted, never, requested_cb,
                                 ferry_import_await (self));
  /* It is signed by now: until then the time may have gone on, or the clock been set. */
  g_clear_pointer (&self->requested, g_date_time_unref);
  self->requested = ferry_import_dup_now (self);
}
