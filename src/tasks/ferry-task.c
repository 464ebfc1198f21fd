/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task.h"

#include "base/ferry-error.h"
#include "base/ferry-redact.h"

typedef enum {
  PROP_ACCOUNT_ID = 1,
  PROP_REGION,
  PROP_TOKEN,
  PROP_NAME,
  PROP_CONVERSION_TASK_ID,
  PROP_MESSAGE,
  PROP_INSTANCE_ID,
  PROP_VOLUME_ID,
  PROP_DISK_NAME,
  PROP_SOURCE,
  PROP_STARTED,
  PROP_FINISHED,
  PROP_HEARD,
  PROP_EXPIRATION,
  PROP_STATE,
  PROP_PERCENT,
  PROP_ERROR,
} FerryTaskProperty;

/* A value that others drive (the import, the list); it does nothing by itself. Texts and times are
 * stored by their property, for there are many and all are alike.
 */
struct _FerryTask {
  GObject         parent_instance;

  char           *texts[PROP_SOURCE + 1];
  GDateTime      *times[PROP_EXPIRATION + 1];
  FerryTaskState  state;
  int             percent;
  GError         *error;
  GPtrArray      *history;  /* FerryTaskEvent */
};

G_DEFINE_FINAL_TYPE (FerryTask, ferry_task, G_TYPE_OBJECT)

static GParamSpec *properties[PROP_ERROR + 1];

static void
set_text (FerryTask         *self,
          FerryTaskProperty  property,
          const char        *value)
{
  if (g_strcmp0 (self->texts[property], value) == 0)
    return;

  g_free (self->texts[property]);
  self->texts[property] = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_time (FerryTask         *self,
          FerryTaskProperty  property,
          GDateTime         *value)
{
  GDateTime **time = &self->times[property];

  if (*time == value || (*time && value && g_date_time_equal (*time, value)))
    return;

  g_clear_pointer (time, g_date_time_unref);
  *time = value ? g_date_time_ref (value) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
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

static void
ferry_task_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  FerryTask *self = FERRY_TASK (object);

  switch ((FerryTaskProperty) prop_id)
    {
    case PROP_ACCOUNT_ID:
    case PROP_REGION:
    case PROP_TOKEN:
    case PROP_NAME:
    case PROP_CONVERSION_TASK_ID:
    case PROP_MESSAGE:
    case PROP_INSTANCE_ID:
    case PROP_VOLUME_ID:
    case PROP_DISK_NAME:
    case PROP_SOURCE:
      g_value_set_string (value, self->texts[prop_id]);
      break;

    case PROP_STARTED:
    case PROP_FINISHED:
    case PROP_HEARD:
    case PROP_EXPIRATION:
      g_value_set_boxed (value, self->times[prop_id]);
      break;

    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_PERCENT:
      g_value_set_int (value, self->percent);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_task_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  FerryTask *self = FERRY_TASK (object);

  if (prop_id <= PROP_NAME)
    self->texts[prop_id] = g_value_dup_string (value);
  else if (prop_id == PROP_STARTED)
    self->times[prop_id] = g_value_dup_boxed (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ferry_task_finalize (GObject *object)
{
  FerryTask *self = FERRY_TASK (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_clear_pointer (&self->texts[i], g_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->times); i++)
    g_clear_pointer (&self->times[i], g_date_time_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->history, g_ptr_array_unref);

  G_OBJECT_CLASS (ferry_task_parent_class)->finalize (object);
}

static void
ferry_task_class_init (FerryTaskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags construct = read | G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY;
  GParamSpec **p = properties;

  object_class->get_property = ferry_task_get_property;
  object_class->set_property = ferry_task_set_property;
  object_class->finalize = ferry_task_finalize;

  p[PROP_ACCOUNT_ID] = g_param_spec_string ("account-id", NULL, NULL, NULL, construct);
  p[PROP_REGION] = g_param_spec_string ("region", NULL, NULL, NULL, construct);
  p[PROP_TOKEN] = g_param_spec_string ("token", NULL, NULL, NULL, construct);
  p[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, construct);
  p[PROP_CONVERSION_TASK_ID] =
    g_param_spec_string ("conversion-task-id", NULL, NULL, NULL, read);
  p[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, read);
  p[PROP_INSTANCE_ID] = g_param_spec_string ("instance-id", NULL, NULL, NULL, read);
  p[PROP_VOLUME_ID] = g_param_spec_string ("volume-id", NULL, NULL, NULL, read);
  p[PROP_DISK_NAME] = g_param_spec_string ("disk-name", NULL, NULL, NULL, read);
  p[PROP_SOURCE] = g_param_spec_string ("source", NULL, NULL, NULL, read);
  p[PROP_STARTED] = g_param_spec_boxed ("started", NULL, NULL, G_TYPE_DATE_TIME, construct);
  p[PROP_FINISHED] = g_param_spec_boxed ("finished", NULL, NULL, G_TYPE_DATE_TIME, read);
  p[PROP_HEARD] = g_param_spec_boxed ("heard", NULL, NULL, G_TYPE_DATE_TIME, read);
  p[PROP_EXPIRATION] = g_param_spec_boxed ("expiration", NULL, NULL, G_TYPE_DATE_TIME, read);
  p[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, FERRY_TYPE_TASK_STATE,
                                     FERRY_TASK_PLANNED, read);
  p[PROP_PERCENT] = g_param_spec_int ("percent", NULL, NULL, -1, 100, -1, read);
  p[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_task_init (FerryTask *self)
{
  self->percent = -1;
  self->history = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_task_event_free);
}

FerryTask *
ferry_task_new (const char *account_id,
                const char *region,
                const char *token,
                const char *name,
                GDateTime  *started)
{
  return g_object_new (FERRY_TYPE_TASK,
                       "account-id", account_id,
                       "region", region,
                       "token", token,
                       "name", name,
                       "started", started,
                       NULL);
}

const char *
ferry_task_get_account_id (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->texts[PROP_ACCOUNT_ID];
}

const char *
ferry_task_get_region (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->texts[PROP_REGION];
}

const char *
ferry_task_get_token (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->texts[PROP_TOKEN];
}

const char *
ferry_task_get_name (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->texts[PROP_NAME];
}

FerryTaskState
ferry_task_get_state (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), FERRY_TASK_PLANNED);

  return self->state;
}

const char *
ferry_task_get_conversion_task_id (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->texts[PROP_CONVERSION_TASK_ID];
}

const char *
ferry_task_get_message (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->texts[PROP_MESSAGE];
}

int
ferry_task_get_percent (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), -1);

  return self->percent;
}

const char *
ferry_task_get_instance_id (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->texts[PROP_INSTANCE_ID];
}

const char *
ferry_task_get_volume_id (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->texts[PROP_VOLUME_ID];
}

const char *
ferry_task_get_disk_name (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->texts[PROP_DISK_NAME];
}

const char *
ferry_task_get_source (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->texts[PROP_SOURCE];
}

GDateTime *
ferry_task_get_started (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->times[PROP_STARTED];
}

GDateTime *
ferry_task_get_finished (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->times[PROP_FINISHED];
}

GDateTime *
ferry_task_get_heard (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->times[PROP_HEARD];
}

GDateTime *
ferry_task_get_expiration (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->times[PROP_EXPIRATION];
}

const GError *
ferry_task_get_error (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->error;
}

GPtrArray *
ferry_task_get_history (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->history;
}

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
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  set_time (self, PROP_FINISHED, ferry_task_state_is_finished (state) ? now : NULL);
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
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

void
ferry_task_set_ids (FerryTask  *self,
                    const char *conversion_task_id,
                    const char *instance_id)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  if (conversion_task_id)
    set_text (self, PROP_CONVERSION_TASK_ID, conversion_task_id);
  if (instance_id)
    set_text (self, PROP_INSTANCE_ID, instance_id);
}

void
ferry_task_set_volume_id (FerryTask  *self,
                          const char *volume_id)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  set_text (self, PROP_VOLUME_ID, volume_id);
}

void
ferry_task_set_disk_name (FerryTask  *self,
                          const char *disk_name)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  set_text (self, PROP_DISK_NAME, disk_name);
}

void
ferry_task_set_source (FerryTask  *self,
                       const char *source)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  set_text (self, PROP_SOURCE, source);
}

void
ferry_task_set_expiration (FerryTask *self,
                           GDateTime *expiration)
{
  g_return_if_fail (FERRY_IS_TASK (self));

  set_time (self, PROP_EXPIRATION, expiration);
}

void
ferry_task_set_message (FerryTask  *self,
                        const char *message)
{
  g_autofree char *masked = message ? ferry_redact (message) : NULL;

  g_return_if_fail (FERRY_IS_TASK (self));

  set_text (self, PROP_MESSAGE, masked);
}

void
ferry_task_set_heard (FerryTask *self,
                      GDateTime *now)
{
  GDateTime **heard = &self->times[PROP_HEARD];

  g_return_if_fail (FERRY_IS_TASK (self));

  if (self->state == FERRY_TASK_UNCONFIRMED)
    {
      set_time (self, PROP_HEARD, now);
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
ferry_task_update (FerryTask           *self,
                   FerryConversionTask *said,
                   GDateTime           *now)
{
  int percent = ferry_conversion_task_get_percent (said);

  g_return_if_fail (FERRY_IS_TASK (self));

  g_object_freeze_notify (G_OBJECT (self));

  ferry_task_set_heard (self, now);
  if (!ferry_task_state_is_finished (self->state) || ferry_task_is_lost (self))
    {
      if (ferry_task_is_lost (self))
        ferry_task_set_error (self, NULL);
      ferry_task_set_ids (self, said->id, said->instance_id);
      ferry_task_set_message (self, ferry_conversion_task_get_message (said));
      if (self->percent != percent)
        {
          self->percent = percent;
          g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERCENT]);
        }
      if (said->volumes && said->volumes->len > 0)
        {
          FerryConversionVolume *volume = g_ptr_array_index (said->volumes, 0);

          if (volume->volume_id)
            ferry_task_set_volume_id (self, volume->volume_id);
        }
      if (said->expiration)
        ferry_task_set_expiration (self, said->expiration);
      ferry_task_set_state (self, state_from_conversion (said->state), now);
    }

  g_object_thaw_notify (G_OBJECT (self));
}
