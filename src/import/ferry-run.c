/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-run-private.h"

#include "import/ferry-machine-import-private.h"

struct _FerryRun {
  GObject        parent_instance;

  char          *id;
  FerryPlan     *plan;
  GDateTime     *started;
  FerryJournal  *journal;      /* (nullable): before it was opened */
  FerryActivity *activity;     /* (nullable): likewise */
  GListStore    *machines;
  GCancellable  *cancellable;
  gboolean       finished;
};

G_DEFINE_FINAL_TYPE (FerryRun, ferry_run, G_TYPE_OBJECT)

typedef enum {
  PROP_FINISHED = 1,
} FerryRunProperty;

static GParamSpec *properties[PROP_FINISHED + 1];

/* (transfer none) */
static FerryMachineImport *
get_machine (FerryRun *self,
             guint     position)
{
  g_autoptr(FerryMachineImport) machine =
    g_list_model_get_item (G_LIST_MODEL (self->machines), position);

  return machine;
}

static guint
count_machines (FerryRun *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->machines));
}

static void
look_whether_finished (FerryRun *self)
{
  gboolean finished = count_machines (self) > 0;

  for (guint i = 0; finished && i < count_machines (self); i++)
    finished =
      ferry_machine_state_is_finished (ferry_machine_import_get_state (get_machine (self, i)));

  if (finished == self->finished)
    return;

  self->finished = finished;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FINISHED]);
}

static void
queued_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(FerryRun) self = user_data;
  g_autoptr(FerryActivity) activity = g_object_ref (self->activity);
  g_autoptr(GError) error = NULL;

  if (!ferry_journal_append_finish (FERRY_JOURNAL (source), result, &error) &&
      !g_cancellable_is_cancelled (self->cancellable))
    {
      g_message ("%s", error->message);
      ferry_run_refuse (self, error);
    }
  ferry_activity_end (activity);
}

static void
ferry_run_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  FerryRun *self = FERRY_RUN (object);

  switch ((FerryRunProperty) prop_id)
    {
    case PROP_FINISHED:
      g_value_set_boolean (value, self->finished);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_run_finalize (GObject *object)
{
  FerryRun *self = FERRY_RUN (object);

  g_clear_object (&self->machines);
  g_clear_object (&self->journal);
  g_clear_object (&self->activity);
  g_clear_object (&self->plan);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->started, g_date_time_unref);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (ferry_run_parent_class)->finalize (object);
}

static void
ferry_run_class_init (FerryRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_run_get_property;
  object_class->finalize = ferry_run_finalize;

  properties[PROP_FINISHED] =
    g_param_spec_boolean ("finished", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_run_init (FerryRun *self)
{
  self->machines = g_list_store_new (FERRY_TYPE_MACHINE_IMPORT);
  self->cancellable = g_cancellable_new ();
}

FerryRun *
ferry_run_new (FerryPlan  *plan,
               const char *id,
               GDateTime  *started)
{
  FerryRun *self = g_object_new (FERRY_TYPE_RUN, NULL);

  self->plan = g_object_ref (plan);
  self->id = g_strdup (id);
  self->started = g_date_time_ref (started);

  return self;
}

void
ferry_run_open (FerryRun      *self,
                FerryJournal  *journal,
                FerryActivity *activity,
                guint          speed,
                gboolean       is_copy,
                gboolean       is_foreign)
{
  self->journal = g_object_ref (journal);
  self->activity = g_object_ref (activity);
  for (guint i = 0; i < ferry_plan_get_n_machines (self->plan); i++)
    {
      g_autoptr(FerryMachineImport) machine =
        ferry_machine_import_new (journal, i, activity, speed, is_copy, is_foreign);

      g_signal_connect_object (machine, "notify::state", G_CALLBACK (look_whether_finished), self,
                               G_CONNECT_SWAPPED);
      g_list_store_append (self->machines, machine);
    }
  look_whether_finished (self);
}

void
ferry_run_begin (FerryRun *self)
{
  ferry_activity_begin (self->activity);
  ferry_journal_append_async (self->journal, FERRY_JOURNAL_WHOLE, FERRY_JOURNAL_WHOLE, "queued",
                              self->started, NULL, self->cancellable, queued_cb,
                              g_object_ref (self));
}

void
ferry_run_refuse (FerryRun     *self,
                  const GError *error)
{
  for (guint i = 0; i < count_machines (self); i++)
    ferry_machine_import_refuse (get_machine (self, i), error);
}

const char *
ferry_run_get_account_id (FerryRun *self)
{
  return ferry_plan_get_account_id (self->plan);
}

void
ferry_run_set_client (FerryRun    *self,
                      FerryClient *client)
{
  for (guint i = 0; i < count_machines (self); i++)
    ferry_machine_import_set_client (get_machine (self, i), client);
}

void
ferry_run_abandon (FerryRun *self)
{
  g_cancellable_cancel (self->cancellable);
  for (guint i = 0; i < count_machines (self); i++)
    ferry_machine_import_abandon (get_machine (self, i));
}

gboolean
ferry_run_is_taken_over (FerryRun *self)
{
  for (guint i = 0; i < count_machines (self); i++)
    if (ferry_machine_import_is_taken_over (get_machine (self, i)))
      return TRUE;

  return FALSE;
}

const char *
ferry_run_get_id (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), NULL);

  return self->id;
}

FerryPlan *
ferry_run_get_plan (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), NULL);

  return self->plan;
}

FerryJournal *
ferry_run_get_journal (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), NULL);

  return self->journal;
}

GListModel *
ferry_run_get_machines (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), NULL);

  return G_LIST_MODEL (self->machines);
}

GDateTime *
ferry_run_get_started (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), NULL);

  return self->started;
}

gboolean
ferry_run_is_finished (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), FALSE);

  return self->finished;
}
