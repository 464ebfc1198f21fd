/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-landing-private.h"

#include "base/ferry-json.h"
#include "import/ferry-attaching.h"
#include "import/ferry-journal-error.h"

G_DEFINE_FINAL_TYPE (FerryLanding, ferry_landing, G_TYPE_OBJECT)

typedef enum {
  PROP_STATE = 1,
  PROP_QUESTION,
  PROP_ERROR,
  PROP_NOTICE,
  PROP_INSTANCE_STATE,
} FerryLandingProperty;

static GParamSpec *properties[PROP_INSTANCE_STATE + 1];

static void
ferry_landing_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  FerryLanding *self = FERRY_LANDING (object);

  switch ((FerryLandingProperty) property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_QUESTION:
      g_value_set_enum (value, self->question);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case PROP_NOTICE:
      g_value_set_boxed (value, self->notice);
      break;

    case PROP_INSTANCE_STATE:
      g_value_set_string (value, self->instance_state);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
ferry_landing_finalize (GObject *object)
{
  FerryLanding *self = FERRY_LANDING (object);

  g_clear_object (&self->record);
  g_clear_object (&self->activity);
  g_clear_error (&self->error);
  g_clear_error (&self->notice);
  g_clear_pointer (&self->instance_state, g_free);
  g_clear_object (&self->client);
  g_clear_object (&self->used);
  g_clear_pointer (&self->instance_id, g_free);
  g_clear_pointer (&self->tokens, g_ptr_array_unref);
  g_clear_pointer (&self->volumes, g_ptr_array_unref);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (ferry_landing_parent_class)->finalize (object);
}

static void
ferry_landing_class_init (FerryLandingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ferry_landing_get_property;
  object_class->finalize = ferry_landing_finalize;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, FERRY_TYPE_MACHINE_STATE, FERRY_MACHINE_TAGGING,
                       flags);
  properties[PROP_QUESTION] =
    g_param_spec_enum ("question", NULL, NULL, FERRY_TYPE_QUESTION, FERRY_QUESTION_NONE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_NOTICE] = g_param_spec_boxed ("notice", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_INSTANCE_STATE] =
    g_param_spec_string ("instance-state", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_landing_init (FerryLanding *self)
{
  self->state = FERRY_MACHINE_TAGGING;
  self->cancellable = g_cancellable_new ();
}

/* Whether the last line is one that a landing has ended with. */
static gboolean
is_own (FerryRecord *record)
{
  g_autoptr(GPtrArray) entries = ferry_record_get_entries (record);
  FerryJournalEntry *last = entries->len > 0 ? g_ptr_array_index (entries, entries->len - 1) : NULL;

  return last && last->fields && ferry_json_get_string (last->fields, FERRY_LANDING_MARK);
}

/* States that are not a landing's, and none, mean that it has not begun, or goes on. */
static void
read_record (FerryLanding *self)
{
  const char *word = ferry_record_get_state (self->record);
  int state = word ? ferry_machine_state_from_word (word) : -1;

  if (state == FERRY_MACHINE_ATTACHING || state == FERRY_MACHINE_LANDED ||
      ((state == FERRY_MACHINE_ASKING || state == FERRY_MACHINE_FAILED) &&
       is_own (self->record)))
    self->state = state;
  if (self->state == FERRY_MACHINE_ASKING)
    self->question = FERRY_QUESTION_DEVICE;
  if (self->state == FERRY_MACHINE_FAILED || self->state == FERRY_MACHINE_ASKING)
    self->error = ferry_journal_error_read (self->record, "error");
  self->notice = ferry_journal_error_read (self->record, "notice");
}

FerryLanding *
ferry_landing_new (FerryRecord   *record,
                   FerryActivity *activity,
                   guint          speed)
{
  FerryLanding *self = g_object_new (FERRY_TYPE_LANDING, NULL);

  self->record = g_object_ref (record);
  self->activity = g_object_ref (activity);
  self->speed = speed;
  read_record (self);

  return self;
}

/* (transfer full): of the machine's disks, whatever @ids has */
static GPtrArray *
copy_ids (FerryLanding *self,
          GPtrArray    *ids)
{
  guint n = ferry_machine_get_n_disks (ferry_record_get_machine (self->record));
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (copy, i < ids->len ? g_strdup (g_ptr_array_index (ids, i)) : NULL);

  return copy;
}

void
ferry_landing_go (FerryLanding *self,
                  FerryClient  *client,
                  const char   *instance_id,
                  GPtrArray    *tokens,
                  GPtrArray    *volumes)
{
  g_return_if_fail (FERRY_IS_LANDING (self));
  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (instance_id != NULL);

  g_set_object (&self->client, client);
  if (self->is_under_way || g_cancellable_is_cancelled (self->cancellable))
    return;

  if (g_strcmp0 (self->instance_id, instance_id) != 0)
    self->has_stopped = FALSE;
  g_free (self->instance_id);
  self->instance_id = g_strdup (instance_id);
  g_clear_pointer (&self->tokens, g_ptr_array_unref);
  self->tokens = copy_ids (self, tokens);
  g_clear_pointer (&self->volumes, g_ptr_array_unref);
  self->volumes = copy_ids (self, volumes);

  if (self->state == FERRY_MACHINE_ASKING)
    return;

  ferry_landing_set_error (self, NULL);
  ferry_landing_next (self);
}

FerryMachineState
ferry_landing_get_state (FerryLanding *self)
{
  g_return_val_if_fail (FERRY_IS_LANDING (self), FERRY_MACHINE_FAILED);

  return self->state;
}

FerryQuestion
ferry_landing_get_question (FerryLanding *self)
{
  g_return_val_if_fail (FERRY_IS_LANDING (self), FERRY_QUESTION_NONE);

  return self->question;
}

const char *
ferry_landing_get_subject (FerryLanding *self,
                           guint        *position)
{
  const char *number;

  g_return_val_if_fail (FERRY_IS_LANDING (self), NULL);

  if (self->question != FERRY_QUESTION_DEVICE)
    return NULL;

  number = ferry_record_get_field (self->record, "taken-disk");
  *position = number ? (guint) g_ascii_strtoull (number, NULL, 10) : 0;

  return ferry_record_get_field (self->record, "taken");
}

void
ferry_landing_answer (FerryLanding *self,
                      const char   *device)
{
  guint position = 0;

  g_return_if_fail (FERRY_IS_LANDING (self));
  g_return_if_fail (device != NULL && *device != '\0');

  if (self->question != FERRY_QUESTION_DEVICE || self->is_under_way)
    return;

  ferry_landing_get_subject (self, &position);
  ferry_landing_set_question (self, FERRY_QUESTION_NONE);
  ferry_landing_set_error (self, NULL);
  ferry_landing_go_on_with (self, position, device);
}

const GError *
ferry_landing_get_error (FerryLanding *self)
{
  g_return_val_if_fail (FERRY_IS_LANDING (self), NULL);

  return self->error;
}

const GError *
ferry_landing_get_notice (FerryLanding *self)
{
  g_return_val_if_fail (FERRY_IS_LANDING (self), NULL);

  return self->notice;
}

const char *
ferry_landing_get_device (FerryLanding *self,
                          guint         position)
{
  g_autofree char *field = ferry_attaching_field ("device", position);

  g_return_val_if_fail (FERRY_IS_LANDING (self), NULL);

  return ferry_record_get_field (self->record, field);
}

const char *
ferry_landing_get_instance_state (FerryLanding *self)
{
  g_return_val_if_fail (FERRY_IS_LANDING (self), NULL);

  return self->instance_state;
}

void
ferry_landing_abandon (FerryLanding *self)
{
  g_return_if_fail (FERRY_IS_LANDING (self));

  g_cancellable_cancel (self->cancellable);
}

void
ferry_landing_set_state (FerryLanding      *self,
                         FerryMachineState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
ferry_landing_set_question (FerryLanding  *self,
                            FerryQuestion  question)
{
  if (self->question == question)
    return;

  self->question = question;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUESTION]);
}

/* @error: (nullable) */
void
ferry_landing_set_error (FerryLanding *self,
                         const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

void
ferry_landing_set_notice (FerryLanding *self,
                          const GError *notice)
{
  g_clear_error (&self->notice);
  self->notice = g_error_copy (notice);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

void
ferry_landing_set_instance_state (FerryLanding *self,
                                  const char   *state)
{
  if (g_strcmp0 (self->instance_state, state) == 0)
    return;

  g_free (self->instance_state);
  self->instance_state = g_strdup (state);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INSTANCE_STATE]);
}
