/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-private.h"

#include "base/ferry-error.h"
#include "base/ferry-redact.h"

/* What changes a task: those who drive it, and what EC2 says. */

void
ferry_task_remember (FerryTask      *self,
                     FerryTaskState  state,
                     GDateTime      *time)
{
  FerryTaskEvent *last;

  g_return_if_fail (FERRY_IS_TASK (self));

  last = self->history->len ? g_ptr_array_index (self->history, self->history->len - 1) : NULL;
  if (last == NULL || last->state != state)
    g_ptr_array_add (self->history, ferry_task_event_new (state, time));
}

void
ferry_task_set_state (FerryTask      *self,
                      FerryTaskState  state,
                      GDateTime      *now)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  if (self->state == state)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  self->state = state;
  ferry_task_remember (self, state, now);
  ferry_task_notify (self, FERRY_TASK_PROP_STATE);
  ferry_task_put_time (self, FERRY_TASK_PROP_FINISHED,
                       ferry_task_state_is_finished (state) ? now : NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

void
ferry_task_set_error (FerryTask    *self,
                      const GError *error)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  if (self->error == error)
    return;

  g_clear_error (&self->error);
  self->error = error ? g_error_copy (error) : NULL;
  ferry_task_notify (self, FERRY_TASK_PROP_ERROR);
}

void
ferry_task_set_ids (FerryTask  *self,
                    const char *conversion_task_id,
                    const char *instance_id)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  if (conversion_task_id)
    ferry_task_put_text (self, FERRY_TASK_PROP_CONVERSION_TASK_ID, conversion_task_id);
  if (instance_id)
    ferry_task_put_text (self, FERRY_TASK_PROP_INSTANCE_ID, instance_id);
}

void
ferry_task_set_volume_id (FerryTask  *self,
                          const char *volume_id)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  ferry_task_put_text (self, FERRY_TASK_PROP_VOLUME_ID, volume_id);
}

void
ferry_task_set_disk_name (FerryTask  *self,
                          const char *disk_name)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  ferry_task_put_text (self, FERRY_TASK_PROP_DISK_NAME, disk_name);
}

void
ferry_task_set_source (FerryTask  *self,
                       const char *source)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  ferry_task_put_text (self, FERRY_TASK_PROP_SOURCE, source);
}

void
ferry_task_set_expiration (FerryTask *self,
                           GDateTime *expiration)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  ferry_task_put_time (self, FERRY_TASK_PROP_EXPIRATION, expiration);
}

void
ferry_task_set_message (FerryTask  *self,
                        const char *message)
{
  g_autofree char *masked = message ? ferry_redact (message) : NULL;

  g_return_if_fail (FERRY_IS_TASK (self));

  ferry_task_put_text (self, FERRY_TASK_PROP_MESSAGE, masked);
}

void
ferry_task_set_heard (FerryTask *self,
                      GDateTime *now)
{
  GDateTime **heard = &self->times[FERRY_TASK_PROP_HEARD];

  g_return_if_fail (FERRY_IS_TASK (self));

  if (self->state == FERRY_TASK_UNCONFIRMED)
    {
      ferry_task_put_time (self, FERRY_TASK_PROP_HEARD, now);
      return;
    }

  g_clear_pointer (heard, g_date_time_unref);
  *heard = now ? g_date_time_ref (now) : NULL;
}

void
ferry_task_set_lost (FerryTask *self,
                     GDateTime *now)
{
  const char *instance_id = ferry_task_get_instance_id (self);
  g_autoptr(GError) error = NULL;

  g_return_if_fail (FERRY_IS_TASK (self));

  if (ferry_task_state_is_finished (self->state))
    return;

  error = g_error_new (FERRY_ERROR, FERRY_ERROR_FAILED,
                       "EC2 does not tell of this import, or no longer, so its outcome is not "
                       "known; look in EC2 for the instance %s",
                       instance_id ? instance_id : ferry_task_get_name (self));

  g_object_freeze_notify (G_OBJECT (self));
  ferry_task_set_error (self, error);
  ferry_task_set_state (self, FERRY_TASK_CANCELLED, now);
  g_object_thaw_notify (G_OBJECT (self));
}

gboolean
ferry_task_is_lost (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), FALSE);

  return self->state == FERRY_TASK_CANCELLED &&
         g_error_matches (self->error, FERRY_ERROR, FERRY_ERROR_FAILED);
}

void
ferry_task_set_percent (FerryTask *self,
                        int        percent)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  if (self->percent == percent)
    return;

  self->percent = percent;
  ferry_task_notify (self, FERRY_TASK_PROP_PERCENT);
}

void
ferry_task_set_token (FerryTask  *self,
                      const char *token)
{
  const char *former = ferry_task_get_token (self);
  guint position;

  g_return_if_fail (FERRY_IS_TASK (self));
  g_return_if_fail (token != NULL);

  if (g_strcmp0 (former, token) == 0)
    return;

  if (former)
    g_ptr_array_add (self->formers, g_strdup (former));
  if (g_ptr_array_find_with_equal_func (self->formers, token, g_str_equal, &position))
    g_ptr_array_remove_index (self->formers, position);
  ferry_task_put_text (self, FERRY_TASK_PROP_TOKEN, token);
}

void
ferry_task_tell_ghost (FerryTask           *self,
                       FerryConversionTask *said)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  g_signal_emit (self, ferry_task_signals[FERRY_TASK_SIGNAL_GHOST], 0, said);
}

void
ferry_task_tell_missed (FerryTask *self,
                        GDateTime *asked)
{
  gboolean handled = FALSE;

  g_return_if_fail (FERRY_IS_TASK (self));

  g_signal_emit (self, ferry_task_signals[FERRY_TASK_SIGNAL_MISSED], 0, asked, &handled);
  if (!handled)
    ferry_task_set_lost (self, asked);
}

void
ferry_task_set_wait (FerryTask     *self,
                     FerryTaskWait  wait,
                     GDateTime     *until)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  g_object_freeze_notify (G_OBJECT (self));
  ferry_task_put_time (self, FERRY_TASK_PROP_UNTIL, until);
  if (self->wait != wait)
    {
      self->wait = wait;
      ferry_task_notify (self, FERRY_TASK_PROP_WAIT);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

void
ferry_task_set_zone (FerryTask  *self,
                     const char *zone)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  ferry_task_put_text (self, FERRY_TASK_PROP_ZONE, zone);
}

void
ferry_task_set_device (FerryTask  *self,
                       const char *device)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  ferry_task_put_text (self, FERRY_TASK_PROP_DEVICE, device);
}

void
ferry_task_set_place (FerryTask *self,
                      guint      position,
                      guint64    size)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  if (self->position != position)
    {
      self->position = position;
      ferry_task_notify (self, FERRY_TASK_PROP_POSITION);
    }
  if (self->size != size)
    {
      self->size = size;
      ferry_task_notify (self, FERRY_TASK_PROP_SIZE);
    }
}

void
ferry_task_set_news (FerryTask *self,
                     GDateTime *time)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  g_clear_pointer (&self->news, g_date_time_unref);
  self->news = time ? g_date_time_ref (time) : NULL;
}

void
ferry_task_forget (FerryTask *self)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  g_object_freeze_notify (G_OBJECT (self));
  ferry_task_put_text (self, FERRY_TASK_PROP_CONVERSION_TASK_ID, NULL);
  ferry_task_put_text (self, FERRY_TASK_PROP_INSTANCE_ID, NULL);
  ferry_task_put_text (self, FERRY_TASK_PROP_VOLUME_ID, NULL);
  ferry_task_put_text (self, FERRY_TASK_PROP_MESSAGE, NULL);
  ferry_task_put_text (self, FERRY_TASK_PROP_ZONE, NULL);
  ferry_task_put_time (self, FERRY_TASK_PROP_EXPIRATION, NULL);
  ferry_task_set_percent (self, -1);
  ferry_task_set_error (self, NULL);
  ferry_task_set_news (self, NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

static FerryTaskState
state_from_conversion (FerryConversionState state)
{
  switch (state)
    {
    case FERRY_CONVERSION_CANCELLING:
      return FERRY_TASK_CANCELLING;

    case FERRY_CONVERSION_CANCELLED:
      return FERRY_TASK_CANCELLED;

    case FERRY_CONVERSION_COMPLETED:
      return FERRY_TASK_LANDED;

    case FERRY_CONVERSION_UNKNOWN:
    case FERRY_CONVERSION_ACTIVE:
    default:
      return FERRY_TASK_CONVERTING;
    }
}

/* What EC2 says of the volume; the first one's, for Ferry asks for one. */
static void
update_volume (FerryTask           *self,
               FerryConversionTask *said)
{
  FerryConversionVolume *volume;

  if (said->volumes == NULL || said->volumes->len == 0)
    return;

  volume = g_ptr_array_index (said->volumes, 0);
  if (volume->volume_id)
    ferry_task_set_volume_id (self, volume->volume_id);
  if (volume->zone)
    ferry_task_set_zone (self, volume->zone);
  if (volume->volume_size > 0)
    ferry_task_set_place (self, self->position, volume->volume_size);
}

static gboolean
is_news (FerryTask           *self,
         FerryConversionTask *said)
{
  const char *message = ferry_conversion_task_get_message (said);
  g_autofree char *masked = message ? ferry_redact (message) : NULL;

  return state_from_conversion (said->state) != self->state ||
         ferry_conversion_task_get_percent (said) != self->percent ||
         g_strcmp0 (masked, ferry_task_get_message (self)) != 0;
}

void
ferry_task_update (FerryTask           *self,
                   FerryConversionTask *said,
                   GDateTime           *now)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  g_object_freeze_notify (G_OBJECT (self));

  ferry_task_set_heard (self, now);
  if (!ferry_task_state_is_finished (self->state) || ferry_task_is_lost (self))
    {
      if (ferry_task_is_lost (self))
        ferry_task_set_error (self, NULL);
      if (is_news (self, said))
        ferry_task_set_news (self, now);
      ferry_task_set_ids (self, said->id, said->instance_id);
      ferry_task_set_message (self, ferry_conversion_task_get_message (said));
      ferry_task_set_percent (self, ferry_conversion_task_get_percent (said));
      update_volume (self, said);
      if (said->expiration)
        ferry_task_set_expiration (self, said->expiration);
      ferry_task_set_state (self, state_from_conversion (said->state), now);
    }

  g_object_thaw_notify (G_OBJECT (self));
}
