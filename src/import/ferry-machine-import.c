/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-machine-import-private.h"

#include "base/ferry-json.h"
#include "import/ferry-journal-error.h"
#include "import/ferry-machine-disks.h"

/* Whatever happens to a disk or to the landing ends in ferry_machine_import_judge(): it finds the
 * state that all of them have together, tells it, writes what nobody else has written, and lets the
 * landing go when all disks have landed.
 *
 * Callbacks hold a strong reference; ferry_machine_import_abandon() cancels what may be given up.
 */
G_DEFINE_FINAL_TYPE (FerryMachineImport, ferry_machine_import, G_TYPE_OBJECT)

typedef enum {
  PROP_STATE = 1,
  PROP_QUESTION,
  PROP_ERROR,
  PROP_NOTICE,
  PROP_HELD,
  PROP_STARTED,
  PROP_FINISHED,
  PROP_INSTANCE_STATE,
  PROP_STARTING,
} FerryMachineImportProperty;

static GParamSpec *properties[PROP_STARTING + 1];

enum {
  CHANGED,
  HELD_BACK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A line on its way to the journal. */
typedef struct {
  FerryMachineImport  *self;
  FerryMachineWritten  written;  /* (nullable) */
  gpointer             user_data;
} Line;

static GDateTime *
dup_now (FerryMachineImport *self)
{
  return self->client ? ferry_client_dup_now (self->client) : g_date_time_new_now_utc ();
}

FerryTask *
ferry_machine_import_get_task (FerryMachineImport *self,
                               guint               index)
{
  return ferry_import_get_task (g_ptr_array_index (self->imports, index));
}

/* On its rows, once they are attached. */
static void
show_devices (FerryMachineImport *self)
{
  for (guint i = 0; i < self->imports->len; i++)
    {
      FerryTask *task = ferry_machine_import_get_task (self, i);
      const char *device = ferry_landing_get_device (self->landing, ferry_task_get_position (task));

      if (g_strcmp0 (device, ferry_task_get_device (task)) != 0)
        ferry_task_set_device (task, device);
    }
}

void
ferry_machine_import_notify (FerryMachineImport *self,
                             const char         *property)
{
  g_object_notify (G_OBJECT (self), property);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Line *line = user_data;
  g_autoptr(FerryMachineImport) self = line->self;
  g_autoptr(FerryActivity) activity = g_object_ref (self->activity);
  g_autoptr(GError) error = NULL;

  if (!ferry_record_write_finish (FERRY_RECORD (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("%s", error->message);

  if (line->written)
    line->written (self, error, line->user_data);
  ferry_activity_end (activity);
}

void
ferry_machine_import_write (FerryMachineImport  *self,
                            FerryMachineState    state,
                            JsonObject          *fields,
                            FerryMachineWritten  written,
                            gpointer             user_data)
{
  g_autoptr(GDateTime) now = dup_now (self);
  Line *line = g_new0 (Line, 1);

  line->self = g_object_ref (self);
  line->written = written;
  line->user_data = user_data;

  g_free (self->word);
  self->word = g_strdup (ferry_machine_state_to_word (state));
  ferry_activity_begin (self->activity);
  ferry_record_write_async (self->record, self->word, now, fields, self->cancellable, written_cb,
                            line);
}

static void
sum_up (FerryMachineImport *self,
        FerryMachineDisks  *disks)
{
  g_autofree FerryTaskState *states = g_new (FerryTaskState, self->imports->len);

  for (guint i = 0; i < self->imports->len; i++)
    states[i] = ferry_task_get_state (ferry_machine_import_get_task (self, i));
  ferry_machine_disks_sum (disks, states, self->imports->len, self->has_boot, self->is_undone);
}

static gboolean
asks_for_sources (FerryMachineImport *self)
{
  const char *answer = ferry_record_get_field (self->record, "sources");

  return ferry_machine_get_afterwards (ferry_record_get_machine (self->record)) ==
           FERRY_AFTERWARDS_ASK &&
         !self->is_old && !self->is_deleting && !ferry_machine_import_is_kept_off (self) &&
         g_strcmp0 (answer, "keep") != 0 &&
         g_strcmp0 (answer, "deleted") != 0;
}

static FerryMachineState
find_landing_state (FerryMachineImport *self,
                    FerryQuestion      *question)
{
  FerryMachineState state = self->is_old ? FERRY_MACHINE_LANDED : FERRY_MACHINE_TAGGING;

  if (self->landing)
    {
      state = ferry_landing_get_state (self->landing);
      *question = ferry_landing_get_question (self->landing);
    }
  if (state == FERRY_MACHINE_LANDED && asks_for_sources (self))
    *question = FERRY_QUESTION_SOURCES;

  return state;
}

static FerryMachineState
find_cancelling_state (FerryMachineImport      *self,
                       const FerryMachineDisks *disks,
                       FerryQuestion           *question)
{
  if (self->is_undoing || disks->n_landed + disks->n_ended < disks->n)
    return FERRY_MACHINE_CANCELLING;

  if (disks->boot_landed)
    {
      *question = FERRY_QUESTION_RACED;
      return FERRY_MACHINE_ASKING;
    }

  return disks->n_landed == disks->n ? FERRY_MACHINE_LANDED : FERRY_MACHINE_CANCELLED;
}

/* What EC2 has may be an import's, or somebody else's, and nobody but a person can tell. */
static gboolean
waits_for_person (FerryMachineImport *self)
{
  for (guint i = 0; i < self->imports->len; i++)
    if (ferry_task_get_wait (ferry_machine_import_get_task (self, i)) == FERRY_TASK_WAIT_PERSON)
      return TRUE;

  return FALSE;
}

static FerryMachineState
find_state (FerryMachineImport *self,
            FerryQuestion      *question)
{
  FerryMachineDisks disks;
  FerryMachineState state;

  sum_up (self, &disks);
  *question = FERRY_QUESTION_NONE;
  if (self->refusal)
    return FERRY_MACHINE_FAILED;
  if (self->is_left)
    return FERRY_MACHINE_CANCELLED;
  if (self->is_copy || waits_for_person (self))
    {
      *question = FERRY_QUESTION_COPY;
      return FERRY_MACHINE_ASKING;
    }
  if (self->is_cancelling)
    return find_cancelling_state (self, &disks, question);

  state = ferry_machine_disks_judge (&disks);

  return state == FERRY_MACHINE_LANDED ? find_landing_state (self, question) : state;
}

static GError *
find_error (FerryMachineImport *self,
            FerryMachineState   state)
{
  const GError *error = self->landing ? ferry_landing_get_error (self->landing) : NULL;

  if (self->refusal)
    return g_error_copy (self->refusal);
  if (error)
    return g_error_copy (error);

  return state == FERRY_MACHINE_FAILED ? ferry_machine_disks_dup_error (self->imports) : NULL;
}

/* The landing writes what it does itself, and the disks write theirs. */
static void
write_end (FerryMachineImport *self)
{
  const char *word = ferry_machine_state_to_word (self->state);
  g_autoptr(JsonObject) fields = NULL;

  if (self->is_old || self->refusal || g_strcmp0 (self->word, word) == 0 ||
      self->question == FERRY_QUESTION_COPY)
    return;
  if (self->state == FERRY_MACHINE_FAILED ? self->landing != NULL
                                          : self->state != FERRY_MACHINE_CANCELLED &&
                                            self->question != FERRY_QUESTION_RACED)
    return;

  fields = json_object_new ();
  if (self->question == FERRY_QUESTION_RACED)
    ferry_json_set_string (fields, "question", "raced");
  if (self->error)
    ferry_journal_error_add (fields, "error", self->error);
  ferry_machine_import_write (self, self->state, fields, NULL, NULL);
}

static gboolean
is_same_error (const GError *error,
               const GError *other)
{
  return error == other ||
         (error && other && g_error_matches (error, other->domain, other->code) &&
          g_str_equal (error->message, other->message));
}

static void
take_state (FerryMachineImport *self,
            FerryMachineState   state,
            FerryQuestion       question)
{
  g_autoptr(GError) error = find_error (self, state);
  gboolean finishes = ferry_machine_state_is_finished (state);

  if (finishes != (self->finished != NULL))
    {
      g_clear_pointer (&self->finished, g_date_time_unref);
      self->finished = finishes ? dup_now (self) : NULL;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FINISHED]);
    }
  if (!is_same_error (error, self->error))
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&error);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }
  if (question != self->question)
    {
      self->question = question;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUESTION]);
    }
  if (state != self->state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
}

static void
landing_changed_cb (FerryMachineImport *self)
{
  show_devices (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INSTANCE_STATE]);
  ferry_machine_import_judge (self);
}

static void
make_landing (FerryMachineImport *self)
{
  self->landing = ferry_landing_new (self->record, self->activity, self->speed);
  show_devices (self);
  g_signal_connect_object (self->landing, "notify", G_CALLBACK (landing_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* A landing that has failed goes on when a person says so. */
static gboolean
may_land (FerryMachineImport *self)
{
  FerryMachineState state;

  if (self->landing == NULL || self->client == NULL || self->goes_on ||
      ferry_machine_import_get_instance_id (self) == NULL)
    return FALSE;

  state = ferry_landing_get_state (self->landing);

  return self->renews || state == FERRY_MACHINE_TAGGING || state == FERRY_MACHINE_ATTACHING ||
         state == FERRY_MACHINE_ASKING;
}

static void
land (FerryMachineImport *self)
{
  g_autoptr(GPtrArray) tokens = g_ptr_array_new ();
  g_autoptr(GPtrArray) volumes = g_ptr_array_new ();

  self->goes_on = TRUE;
  for (guint i = 0; i < self->imports->len; i++)
    {
      FerryTask *task = ferry_machine_import_get_task (self, i);

      g_ptr_array_add (tokens, (gpointer) ferry_task_get_token (task));
      g_ptr_array_add (volumes, (gpointer) ferry_task_get_volume_id (task));
    }
  g_clear_pointer (&self->word, g_free);
  ferry_landing_go (self->landing, self->client, ferry_machine_import_get_instance_id (self),
                    tokens, volumes);
}

static void
see_to_landing (FerryMachineImport *self)
{
  FerryMachineDisks disks;

  sum_up (self, &disks);
  if (self->is_old || ferry_machine_import_is_kept_off (self) || self->is_cancelling ||
      self->refusal ||
      disks.n_landed < disks.n)
    return;

  if (self->landing == NULL)
    make_landing (self);
  if (may_land (self))
    land (self);
}

/* What has not begun by then does not begin any more, unless the machine is tried again. */
static void
let_rest (FerryMachineImport *self)
{
  gboolean is_over = ferry_machine_state_is_finished (self->state);

  for (guint i = 0; i < self->imports->len; i++)
    ferry_import_set_resting (g_ptr_array_index (self->imports, i), is_over);
}

void
ferry_machine_import_judge (FerryMachineImport *self)
{
  FerryQuestion question;
  FerryMachineState state;

  /* What it does may tell it something at once. */
  if (self->judging++ > 0)
    return;

  g_object_ref (self);
  do
    {
      self->judging = 1;
      see_to_landing (self);
      state = find_state (self, &question);
      take_state (self, state, question);
      write_end (self);
      let_rest (self);
    }
  while (self->judging > 1);

  self->judging = 0;
  g_signal_emit (self, signals[CHANGED], 0);
  g_object_unref (self);
}

static void
ferry_machine_import_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  FerryMachineImport *self = FERRY_MACHINE_IMPORT (object);

  switch ((FerryMachineImportProperty) prop_id)
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
      g_value_set_boxed (value, ferry_machine_import_get_notice (self));
      break;

    case PROP_HELD:
      g_value_set_boolean (value, self->held);
      break;

    case PROP_STARTED:
      g_value_set_boxed (value, ferry_machine_import_get_started (self));
      break;

    case PROP_FINISHED:
      g_value_set_boxed (value, self->finished);
      break;

    case PROP_INSTANCE_STATE:
      g_value_set_string (value, ferry_machine_import_get_instance_state (self));
      break;

    case PROP_STARTING:
      g_value_set_boolean (value, self->starting);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_machine_import_dispose (GObject *object)
{
  FerryMachineImport *self = FERRY_MACHINE_IMPORT (object);

  g_clear_handle_id (&self->start_timer, g_source_remove);
  g_clear_object (&self->client);
  g_clear_object (&self->preparing);

  G_OBJECT_CLASS (ferry_machine_import_parent_class)->dispose (object);
}

static void
ferry_machine_import_finalize (GObject *object)
{
  FerryMachineImport *self = FERRY_MACHINE_IMPORT (object);

  g_clear_object (&self->landing);
  g_clear_pointer (&self->imports, g_ptr_array_unref);
  g_clear_object (&self->tasks);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->record);
  g_clear_object (&self->activity);
  g_clear_error (&self->error);
  g_clear_error (&self->refusal);
  g_clear_error (&self->notice);
  g_clear_pointer (&self->finished, g_date_time_unref);
  g_clear_pointer (&self->word, g_free);
  g_clear_pointer (&self->instance_state, g_free);

  G_OBJECT_CLASS (ferry_machine_import_parent_class)->finalize (object);
}

static void
ferry_machine_import_class_init (FerryMachineImportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ferry_machine_import_get_property;
  object_class->dispose = ferry_machine_import_dispose;
  object_class->finalize = ferry_machine_import_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, FERRY_TYPE_MACHINE_STATE,
                                              FERRY_MACHINE_WAITING, flags);
  properties[PROP_QUESTION] = g_param_spec_enum ("question", NULL, NULL, FERRY_TYPE_QUESTION,
                                                 FERRY_QUESTION_NONE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_NOTICE] = g_param_spec_boxed ("notice", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_HELD] = g_param_spec_boolean ("held", NULL, NULL, FALSE, flags);
  properties[PROP_STARTED] = g_param_spec_boxed ("started", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_FINISHED] = g_param_spec_boxed ("finished", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_INSTANCE_STATE] = g_param_spec_string ("instance-state", NULL, NULL, NULL, flags);
  properties[PROP_STARTING] = g_param_spec_boolean ("starting", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[HELD_BACK] = g_signal_new ("held-back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, FERRY_TYPE_IMPORT);
}

static void
ferry_machine_import_init (FerryMachineImport *self)
{
  self->imports = g_ptr_array_new_with_free_func (g_object_unref);
  self->tasks = g_list_store_new (FERRY_TYPE_TASK);
  self->cancellable = g_cancellable_new ();
}
