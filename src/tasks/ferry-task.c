/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-private.h"

G_DEFINE_FINAL_TYPE (FerryTask, ferry_task, G_TYPE_OBJECT)

static GParamSpec *properties[FERRY_TASK_PROP_ERROR + 1];

guint ferry_task_signals[FERRY_TASK_N_SIGNALS];

void
ferry_task_notify (FerryTask         *self,
                   FerryTaskProperty  property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
ferry_task_put_text (FerryTask         *self,
                     FerryTaskProperty  property,
                     const char        *value)
{
  if (g_strcmp0 (self->texts[property], value) == 0)
    return;

  g_free (self->texts[property]);
  self->texts[property] = g_strdup (value);
  ferry_task_notify (self, property);
}

void
ferry_task_put_time (FerryTask         *self,
                     FerryTaskProperty  property,
                     GDateTime         *value)
{
  GDateTime **time = &self->times[property];

  if (*time == value || (*time && value && g_date_time_equal (*time, value)))
    return;

  g_clear_pointer (time, g_date_time_unref);
  *time = value ? g_date_time_ref (value) : NULL;
  ferry_task_notify (self, property);
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
    case FERRY_TASK_PROP_ACCOUNT_ID:
    case FERRY_TASK_PROP_REGION:
    case FERRY_TASK_PROP_TOKEN:
    case FERRY_TASK_PROP_NAME:
    case FERRY_TASK_PROP_CONVERSION_TASK_ID:
    case FERRY_TASK_PROP_MESSAGE:
    case FERRY_TASK_PROP_INSTANCE_ID:
    case FERRY_TASK_PROP_VOLUME_ID:
    case FERRY_TASK_PROP_DISK_NAME:
    case FERRY_TASK_PROP_SOURCE:
    case FERRY_TASK_PROP_ZONE:
    case FERRY_TASK_PROP_DEVICE:
      g_value_set_string (value, self->texts[prop_id]);
      break;

    case FERRY_TASK_PROP_STARTED:
    case FERRY_TASK_PROP_FINISHED:
    case FERRY_TASK_PROP_HEARD:
    case FERRY_TASK_PROP_EXPIRATION:
    case FERRY_TASK_PROP_UNTIL:
      g_value_set_boxed (value, self->times[prop_id]);
      break;

    case FERRY_TASK_PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case FERRY_TASK_PROP_WAIT:
      g_value_set_enum (value, self->wait);
      break;

    case FERRY_TASK_PROP_PERCENT:
      g_value_set_int (value, self->percent);
      break;

    case FERRY_TASK_PROP_POSITION:
      g_value_set_uint (value, self->position);
      break;

    case FERRY_TASK_PROP_SIZE:
      g_value_set_uint64 (value, self->size);
      break;

    case FERRY_TASK_PROP_ERROR:
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

  if (prop_id <= FERRY_TASK_PROP_NAME)
    self->texts[prop_id] = g_value_dup_string (value);
  else if (prop_id == FERRY_TASK_PROP_STARTED)
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
  g_clear_pointer (&self->news, g_date_time_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_clear_pointer (&self->formers, g_ptr_array_unref);

  G_OBJECT_CLASS (ferry_task_parent_class)->finalize (object);
}

/* Those with which a task is made come first. */
static const struct {
  FerryTaskProperty  property;
  const char        *name;
} texts[] = {
  { FERRY_TASK_PROP_ACCOUNT_ID, "account-id" },
  { FERRY_TASK_PROP_REGION, "region" },
  { FERRY_TASK_PROP_TOKEN, "token" },
  { FERRY_TASK_PROP_NAME, "name" },
  { FERRY_TASK_PROP_CONVERSION_TASK_ID, "conversion-task-id" },
  { FERRY_TASK_PROP_MESSAGE, "message" },
  { FERRY_TASK_PROP_INSTANCE_ID, "instance-id" },
  { FERRY_TASK_PROP_VOLUME_ID, "volume-id" },
  { FERRY_TASK_PROP_DISK_NAME, "disk-name" },
  { FERRY_TASK_PROP_SOURCE, "source" },
  { FERRY_TASK_PROP_ZONE, "zone" },
  { FERRY_TASK_PROP_DEVICE, "device" },
}, times[] = {
  { FERRY_TASK_PROP_STARTED, "started" },
  { FERRY_TASK_PROP_FINISHED, "finished" },
  { FERRY_TASK_PROP_HEARD, "heard" },
  { FERRY_TASK_PROP_EXPIRATION, "expiration" },
  { FERRY_TASK_PROP_UNTIL, "until" },
};

static void
ferry_task_class_init (FerryTaskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags construct = read | G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY;

  object_class->get_property = ferry_task_get_property;
  object_class->set_property = ferry_task_set_property;
  object_class->finalize = ferry_task_finalize;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    properties[texts[i].property] = g_param_spec_string (texts[i].name, NULL, NULL, NULL,
                                                         i < 4 ? construct : read);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    properties[times[i].property] = g_param_spec_boxed (times[i].name, NULL, NULL,
                                                        G_TYPE_DATE_TIME,
                                                        i < 1 ? construct : read);
  properties[FERRY_TASK_PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, FERRY_TYPE_TASK_STATE, FERRY_TASK_PLANNED, read);
  properties[FERRY_TASK_PROP_WAIT] =
    g_param_spec_enum ("wait", NULL, NULL, FERRY_TYPE_TASK_WAIT, FERRY_TASK_WAIT_NONE, read);
  properties[FERRY_TASK_PROP_PERCENT] =
    g_param_spec_int ("percent", NULL, NULL, -1, 100, -1, read);
  properties[FERRY_TASK_PROP_POSITION] =
    g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[FERRY_TASK_PROP_SIZE] =
    g_param_spec_uint64 ("size", NULL, NULL, 0, G_MAXUINT64, 0, read);
  properties[FERRY_TASK_PROP_ERROR] =
    g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  ferry_task_signals[FERRY_TASK_SIGNAL_GHOST] =
    g_signal_new ("ghost", FERRY_TYPE_TASK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, FERRY_TYPE_CONVERSION_TASK);
  ferry_task_signals[FERRY_TASK_SIGNAL_MISSED] =
    g_signal_new ("missed", FERRY_TYPE_TASK, G_SIGNAL_RUN_LAST, 0,
                  g_signal_accumulator_true_handled, NULL, NULL,
                  G_TYPE_BOOLEAN, 1, G_TYPE_DATE_TIME);
}

static void
ferry_task_init (FerryTask *self)
{
  self->percent = -1;
  self->history = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_task_event_free);
  self->formers = g_ptr_array_new_with_free_func (g_free);
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

  return self->texts[FERRY_TASK_PROP_ACCOUNT_ID];
}

const char *
ferry_task_get_region (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->texts[FERRY_TASK_PROP_REGION];
}

const char *
ferry_task_get_token (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->texts[FERRY_TASK_PROP_TOKEN];
}

const char *
ferry_task_get_name (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->texts[FERRY_TASK_PROP_NAME];
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

  return self->texts[FERRY_TASK_PROP_CONVERSION_TASK_ID];
}

const char *
ferry_task_get_message (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->texts[FERRY_TASK_PROP_MESSAGE];
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

  return self->texts[FERRY_TASK_PROP_INSTANCE_ID];
}

const char *
ferry_task_get_volume_id (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->texts[FERRY_TASK_PROP_VOLUME_ID];
}

const char *
ferry_task_get_disk_name (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->texts[FERRY_TASK_PROP_DISK_NAME];
}

const char *
ferry_task_get_source (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->texts[FERRY_TASK_PROP_SOURCE];
}

GDateTime *
ferry_task_get_started (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->times[FERRY_TASK_PROP_STARTED];
}

GDateTime *
ferry_task_get_finished (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->times[FERRY_TASK_PROP_FINISHED];
}

GDateTime *
ferry_task_get_heard (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->times[FERRY_TASK_PROP_HEARD];
}

GDateTime *
ferry_task_get_expiration (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->times[FERRY_TASK_PROP_EXPIRATION];
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

FerryTaskWait
ferry_task_get_wait (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), FERRY_TASK_WAIT_NONE);

  return self->wait;
}

GDateTime *
ferry_task_get_until (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->times[FERRY_TASK_PROP_UNTIL];
}

GPtrArray *
ferry_task_get_former_tokens (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->formers;
}

GDateTime *
ferry_task_get_news (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->news;
}

const char *
ferry_task_get_zone (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->texts[FERRY_TASK_PROP_ZONE];
}

const char *
ferry_task_get_device (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), NULL);

  return self->texts[FERRY_TASK_PROP_DEVICE];
}

guint
ferry_task_get_position (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), 0);

  return self->position;
}

guint64
ferry_task_get_size (FerryTask *self)
{
  g_return_val_if_fail (FERRY_IS_TASK (self), 0);

  return self->size;
}
