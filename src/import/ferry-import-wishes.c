/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-import-private.h"

#include "base/ferry-error.h"
#include "manifest/ferry-token.h"

/* What its owner wants of it. */

void
ferry_import_begin (FerryImport *self,
                    const char  *zone,
                    GBytes      *user_data)
{
  g_return_if_fail (FERRY_IS_IMPORT (self));

  if (!ferry_import_is_ready (self))
    return;

  self->is_beginning = TRUE;
  self->was_ready = FALSE;
  g_free (self->zone);
  self->zone = g_strdup (zone);
  g_clear_pointer (&self->user_data, g_bytes_unref);
  self->user_data = user_data ? g_bytes_ref (user_data) : NULL;
  ferry_task_set_error (self->task, NULL);
  ferry_task_set_wait (self->task, FERRY_TASK_WAIT_NONE, NULL);
  ferry_import_prepare (self);
}

void
ferry_import_set_wait (FerryImport   *self,
                       FerryTaskWait  wait,
                       GDateTime     *until)
{
  g_return_if_fail (FERRY_IS_IMPORT (self));

  if (self->state == FERRY_TASK_PLANNED && !self->is_beginning && !self->needs_person &&
      !self->needs_account)
    ferry_task_set_wait (self->task, wait, until);
}

void
ferry_import_set_resting (FerryImport *self,
                          gboolean     is_resting)
{
  g_return_if_fail (FERRY_IS_IMPORT (self));

  if (self->is_resting == is_resting)
    return;

  self->is_resting = is_resting;
  if (is_resting)
    ferry_import_clean_up (self);
}

/* Nobody can say what the copied journal's import has become: it is left to the other desk. */
static void
leave (FerryImport *self)
{
  g_autoptr(GError) error = g_error_new_literal (FERRY_ERROR, FERRY_ERROR_FAILED,
                                                 "It was left as it is; what EC2 has of it is "
                                                 "not known");

  self->needs_person = FALSE;
  ferry_import_move_to (self, FERRY_TASK_CANCELLED,
                        self->state == FERRY_TASK_UNCONFIRMED ? error : NULL);
}

void
ferry_import_cancel (FerryImport *self)
{
  g_return_if_fail (FERRY_IS_IMPORT (self));

  if (ferry_task_state_is_finished (self->state) || self->wants_cancel)
    return;

  if (self->needs_person)
    {
      leave (self);
    }
  else if (self->state == FERRY_TASK_PLANNED && !self->is_beginning)
    {
      ferry_import_move_to (self, FERRY_TASK_CANCELLED, NULL);
    }
  else
    {
      self->wants_cancel = TRUE;
      ferry_import_write (self, NULL, NULL);
      if (self->state == FERRY_TASK_CONVERTING)
        ferry_import_cancel_task (self);
    }
}

/* What EC2 says of the last attempt is of no account any more. */
static void
plan_again (FerryImport *self)
{
  g_autofree char *token = ferry_token_new (self->disk);

  self->state = FERRY_TASK_PLANNED;
  ferry_task_forget (self->task);
  ferry_task_set_token (self->task, token);
  ferry_import_move_to (self, FERRY_TASK_PLANNED, NULL);
}

void
ferry_import_retry (FerryImport *self)
{
  g_return_if_fail (FERRY_IS_IMPORT (self));

  if (!ferry_task_state_is_finished (self->state))
    return;

  self->wants_cancel = FALSE;
  if (ferry_task_is_lost (self->task))
    ferry_import_move_to (self, FERRY_TASK_UNCONFIRMED, ferry_task_get_error (self->task));
  else
    plan_again (self);
}

void
ferry_import_go_on (FerryImport *self)
{
  g_return_if_fail (FERRY_IS_IMPORT (self));

  if (!self->needs_person)
    return;

  self->needs_person = FALSE;
  self->by_fingerprint = TRUE;
  self->needs_fence = TRUE;
  g_clear_pointer (&self->fence, g_date_time_unref);
  ferry_task_set_wait (self->task, FERRY_TASK_WAIT_NONE, NULL);
  if (self->state == FERRY_TASK_UNCONFIRMED)
    ferry_import_settle (self);
  else
    ferry_import_move_to (self, FERRY_TASK_UNCONFIRMED, NULL);
}
