/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-plan-trial.h"

typedef struct {
  FerryTrialState  state;
  GError          *error;
} Outcome;

struct _FerryPlanTrial {
  GObject       parent_instance;

  FerryClient  *client;       /* (nullable): while it runs */
  FerryPlan    *plan;
  FerryDrafter *drafter;
  GHashTable   *outcomes;     /* FerryMachine → Outcome */
  guint         machine;      /* that is asked about */
  guint         position;     /* its disk */
  gboolean      waiting;      /* for its draft, which takes long */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (FerryPlanTrial, ferry_plan_trial, G_TYPE_OBJECT)

typedef enum {
  PROP_RUNNING = 1,
} FerryPlanTrialProperty;

static GParamSpec *properties[PROP_RUNNING + 1];

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A request on its way. An answer to a trial that has ended, or gone, is not heard: what is asked
 * keeps none alive.
 */
typedef struct {
  FerryPlanTrial *self;
  GCancellable   *cancellable;
} Question;

static void ask_next (FerryPlanTrial *self);

static Question *
question_new (FerryPlanTrial *self)
{
  Question *question = g_new0 (Question, 1);

  question->self = self;
  question->cancellable = g_object_ref (self->cancellable);

  return question;
}

static void
question_free (Question *question)
{
  g_object_unref (question->cancellable);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
outcome_free (Outcome *outcome)
{
  g_clear_error (&outcome->error);
  g_free (outcome);
}

/* @error: (transfer full) (nullable) */
static void
set_outcome (FerryPlanTrial  *self,
             FerryMachine    *machine,
             FerryTrialState  state,
             GError          *error)
{
  Outcome *outcome = g_new0 (Outcome, 1);

  outcome->state = state;
  outcome->error = error;
  g_hash_table_replace (self->outcomes, g_object_ref (machine), outcome);
}

static void
finish (FerryPlanTrial *self)
{
  g_clear_object (&self->client);
  g_clear_object (&self->plan);
  g_signal_handlers_disconnect_by_data (self->drafter, self);
  g_clear_object (&self->drafter);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
go_on (FerryPlanTrial *self)
{
  self->machine++;
  self->position = 0;
  ask_next (self);
}

static void
tried_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(GError) error = NULL;
  gboolean would = ferry_import_dry_run_finish (FERRY_CLIENT (source), result, &error);
  g_autoptr(FerryPlanTrial) self = NULL;
  FerryMachine *machine;

  if (g_cancellable_is_cancelled (question->cancellable))
    return;

  self = g_object_ref (question->self);
  machine = ferry_plan_get_machine (self->plan, self->machine);
  if (!would)
    {
      set_outcome (self, machine, FERRY_TRIAL_REFUSED, g_steal_pointer (&error));
      go_on (self);
    }
  else if (++self->position < ferry_machine_get_n_disks (machine))
    {
      ask_next (self);
    }
  else
    {
      set_outcome (self, machine, FERRY_TRIAL_ALLOWED, NULL);
      go_on (self);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ask_next (FerryPlanTrial *self)
{
  FerryMachine *machine;
  FerryDraft *draft;
  GError *error = NULL;

  if (self->machine >= ferry_plan_get_n_machines (self->plan))
    {
      finish (self);
      return;
    }

  machine = ferry_plan_get_machine (self->plan, self->machine);
  draft = ferry_drafter_get (self->drafter, machine, self->position, &error);
  if (draft)
    {
      ferry_import_dry_run_async (self->client, ferry_draft_get_request (draft), self->cancellable,
                                  tried_cb, question_new (self));
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PENDING))
    {
      g_error_free (error);
      self->waiting = TRUE;
    }
  else
    {
      set_outcome (self, machine, FERRY_TRIAL_REFUSED, error);
      go_on (self);
    }
}

static void
drafted_cb (FerryPlanTrial *self)
{
  if (!self->waiting || !ferry_plan_trial_is_running (self))
    return;

  self->waiting = FALSE;
  ask_next (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
ferry_plan_trial_clear (FerryPlanTrial *self)
{
  gboolean was_running;

  g_return_if_fail (FERRY_IS_PLAN_TRIAL (self));

  was_running = ferry_plan_trial_is_running (self);
  if (!was_running && g_hash_table_size (self->outcomes) == 0)
    return;

  g_cancellable_cancel (self->cancellable);
  g_hash_table_remove_all (self->outcomes);
  if (was_running)
    finish (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ferry_plan_trial_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  FerryPlanTrial *self = FERRY_PLAN_TRIAL (object);

  switch ((FerryPlanTrialProperty) property_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, ferry_plan_trial_is_running (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
ferry_plan_trial_dispose (GObject *object)
{
  FerryPlanTrial *self = FERRY_PLAN_TRIAL (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->plan);
  g_clear_object (&self->drafter);

  G_OBJECT_CLASS (ferry_plan_trial_parent_class)->dispose (object);
}

static void
ferry_plan_trial_finalize (GObject *object)
{
  FerryPlanTrial *self = FERRY_PLAN_TRIAL (object);

  g_hash_table_unref (self->outcomes);

  G_OBJECT_CLASS (ferry_plan_trial_parent_class)->finalize (object);
}

static void
ferry_plan_trial_class_init (FerryPlanTrialClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_plan_trial_get_property;
  object_class->dispose = ferry_plan_trial_dispose;
  object_class->finalize = ferry_plan_trial_finalize;

  properties[PROP_RUNNING] =
    g_param_spec_boolean ("running", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_plan_trial_init (FerryPlanTrial *self)
{
  self->outcomes = g_hash_table_new_full (NULL, NULL, g_object_unref,
                                          (GDestroyNotify) outcome_free);
  self->cancellable = g_cancellable_new ();
}

FerryPlanTrial *
ferry_plan_trial_new (void)
{
  return g_object_new (FERRY_TYPE_PLAN_TRIAL, NULL);
}

void
ferry_plan_trial_start (FerryPlanTrial *self,
                        FerryClient    *client,
                        FerryPlan      *plan,
                        FerryDrafter   *drafter)
{
  guint n_machines;

  g_return_if_fail (FERRY_IS_PLAN_TRIAL (self));
  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (FERRY_IS_PLAN (plan));

  ferry_plan_trial_clear (self);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
  self->drafter = g_object_ref (drafter);
  self->machine = 0;
  self->position = 0;
  self->waiting = FALSE;
  g_signal_connect_object (drafter, "drafted", G_CALLBACK (drafted_cb), self, G_CONNECT_SWAPPED);

  n_machines = ferry_plan_get_n_machines (plan);
  for (guint i = 0; i < n_machines; i++)
    set_outcome (self, ferry_plan_get_machine (plan, i), FERRY_TRIAL_WAITING, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  ask_next (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
ferry_plan_trial_is_running (FerryPlanTrial *self)
{
  g_return_val_if_fail (FERRY_IS_PLAN_TRIAL (self), FALSE);

  return self->client != NULL;
}

FerryTrialState
ferry_plan_trial_get_state (FerryPlanTrial  *self,
                            FerryMachine    *machine,
                            const GError   **error)
{
  Outcome *outcome;

  g_return_val_if_fail (FERRY_IS_PLAN_TRIAL (self), FERRY_TRIAL_NONE);

  outcome = g_hash_table_lookup (self->outcomes, machine);
  if (error)
    *error = outcome ? outcome->error : NULL;

  return outcome ? outcome->state : FERRY_TRIAL_NONE;
}
