/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-drafter.h"

/* The same plan, fresh links. */
#define DRAFT_SECONDS (15 * 60)
/* Of a frame, for signing. */
#define SLICE_USEC 4000

typedef struct {
  FerryMachine *machine;   /* not owned: only compared */
  guint         position;
  FerryDraft   *draft;
  GDateTime    *made;      /* the servers' time */
} Entry;

struct _FerryDrafter {
  GObject         parent_instance;

  FerryMigration *migration;
  FerryPlan      *plan;     /* (nullable): whose drafts these are */
  GPtrArray      *entries;  /* Entry */
  guint           n_plans;  /* as it stood, one after the other */
};

G_DEFINE_FINAL_TYPE (FerryDrafter, ferry_drafter, G_TYPE_OBJECT)

/* How far the drafting of all is. */
typedef struct {
  FerryPlan    *plan;
  guint         n_plans;  /* at the beginning */
  GPtrArray    *drafts;
  FerryMachine *culprit;  /* (nullable) */
  guint         machine;
  guint         position;
  guint         source;
} Round;

static void
entry_free (Entry *entry)
{
  g_object_unref (entry->draft);
  g_date_time_unref (entry->made);
  g_free (entry);
}

static void
round_free (Round *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->plan);
  g_clear_object (&self->culprit);
  g_ptr_array_unref (self->drafts);
  g_free (self);
}

/* The machines are other ones, or one of them is told something else. */
static void
plan_changed_cb (FerryDrafter *self)
{
  self->n_plans++;
  ferry_drafter_clear (self);
}

static void
watch_plan (FerryDrafter *self)
{
  FerryPlan *plan = ferry_migration_get_plan (self->migration);

  if (self->plan == plan)
    return;

  if (self->plan)
    g_signal_handlers_disconnect_by_func (self->plan, plan_changed_cb, self);
  g_set_object (&self->plan, plan);
  if (plan)
    g_signal_connect_object (plan, "changed", G_CALLBACK (plan_changed_cb), self,
                             G_CONNECT_SWAPPED);
  self->n_plans++;
  ferry_drafter_clear (self);
}

/* Where the instance will be: a volume goes to one of its own zone only. (nullable) */
static const char *
find_zone (FerryDrafter *self,
           FerryMachine *machine)
{
  FerryPlanChecker *checker = ferry_migration_get_checker (self->migration);
  const char *subnet_id = ferry_machine_get_subnet_id (machine);
  FerryAccountFacts *facts;
  const FerrySubnet *subnet;

  if (*ferry_machine_get_zone (machine) != '\0')
    return ferry_machine_get_zone (machine);

  facts = ferry_plan_checker_get_facts (checker, ferry_machine_get_region (machine));
  subnet = facts && *subnet_id != '\0' ? ferry_account_facts_find_subnet (facts, subnet_id) : NULL;

  return subnet ? subnet->zone : NULL;
}

/* (nullable) */
static GBytes *
find_user_data (FerryDrafter *self,
                FerryMachine *machine)
{
  FerryPlanChecker *checker = ferry_migration_get_checker (self->migration);
  const FerryCheckSituation *situation = ferry_plan_checker_get_situation (checker);

  return situation->user_data
           ? g_hash_table_lookup (situation->user_data, ferry_machine_get_user_data (machine))
           : NULL;
}

/* A file of user data may have been read again since. */
static gboolean
has_same_user_data (FerryDrafter *self,
                    const Entry  *entry)
{
  GBytes *bytes = entry->position == 0 ? find_user_data (self, entry->machine) : NULL;
  GBytes *drafted = ferry_draft_get_user_data (entry->draft);

  return bytes == drafted || (bytes && drafted && g_bytes_equal (bytes, drafted));
}

static gboolean
is_fresh (FerryDrafter *self,
          const Entry  *entry,
          GDateTime    *now)
{
  return g_date_time_difference (now, entry->made) < DRAFT_SECONDS * G_TIME_SPAN_SECOND &&
         has_same_user_data (self, entry);
}

/* (nullable): removes one that is not fresh */
static Entry *
find_entry (FerryDrafter *self,
            FerryMachine *machine,
            guint         position,
            GDateTime    *now)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (entry->machine != machine || entry->position != position)
        continue;
      if (is_fresh (self, entry, now))
        return entry;

      g_ptr_array_remove_index_fast (self->entries, i);
      return NULL;
    }

  return NULL;
}

FerryDraft *
ferry_drafter_get (FerryDrafter  *self,
                   FerryMachine  *machine,
                   guint          position,
                   GError       **error)
{
  FerryClient *client;
  g_autoptr(GDateTime) now = NULL;
  FerryDraft *draft;
  Entry *entry;

  g_return_val_if_fail (FERRY_IS_DRAFTER (self), NULL);
  g_return_val_if_fail (FERRY_IS_MACHINE (machine), NULL);

  watch_plan (self);
  client = ferry_migration_get_client (self->migration);
  now = ferry_client_dup_now (client);
  entry = find_entry (self, machine, position, now);
  if (entry)
    return entry->draft;

  draft = ferry_draft_new (client, self->plan, machine, position, find_zone (self, machine),
                           position == 0 ? find_user_data (self, machine) : NULL, error);
  if (draft == NULL)
    return NULL;

  entry = g_new0 (Entry, 1);
  entry->machine = machine;
  entry->position = position;
  entry->draft = draft;
  entry->made = g_steal_pointer (&now);
  g_ptr_array_add (self->entries, entry);

  return draft;
}

/* Drafts the next disk. Returns: whether there may be another one */
static gboolean
draft_next (FerryDrafter  *self,
            Round         *round,
            GError       **error)
{
  FerryMachine *machine = ferry_plan_get_machine (round->plan, round->machine);
  FerryDraft *draft = ferry_drafter_get (self, machine, round->position, error);

  if (draft == NULL)
    {
      g_set_object (&round->culprit, machine);
      return FALSE;
    }

  g_ptr_array_add (round->drafts, g_object_ref (draft));
  if (++round->position == ferry_machine_get_n_disks (machine))
    {
      round->machine++;
      round->position = 0;
    }

  return round->machine < ferry_plan_get_n_machines (round->plan);
}

static gboolean
draft_cb (gpointer user_data)
{
  GTask *task = user_data;
  FerryDrafter *self = g_task_get_source_object (task);
  Round *round = g_task_get_task_data (task);
  gint64 end = g_get_monotonic_time () + SLICE_USEC;
  GError *error = NULL;
  gboolean more = ferry_plan_get_n_machines (round->plan) > round->machine;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    more = FALSE;
  else if (round->n_plans != self->n_plans)
    g_set_error_literal (&error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                         "the plan has changed meanwhile");

  while (more && error == NULL && g_get_monotonic_time () < end)
    more = draft_next (self, round, &error);
  if (more && error == NULL)
    return G_SOURCE_CONTINUE;

  round->source = 0;
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_ptr_array_ref (round->drafts),
                           (GDestroyNotify) g_ptr_array_unref);

  return G_SOURCE_REMOVE;
}

void
ferry_drafter_all_async (FerryDrafter        *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;
  Round *round;

  g_return_if_fail (FERRY_IS_DRAFTER (self));

  watch_plan (self);
  round = g_new0 (Round, 1);
  round->plan = g_object_ref (self->plan);
  round->n_plans = self->n_plans;
  round->drafts = g_ptr_array_new_with_free_func (g_object_unref);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_drafter_all_async);
  g_task_set_task_data (task, round, (GDestroyNotify) round_free);
  round->source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, draft_cb, task, g_object_unref);
}

GPtrArray *
ferry_drafter_all_finish (FerryDrafter  *self,
                          GAsyncResult  *result,
                          FerryMachine **culprit,
                          GError       **error)
{
  Round *round;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  round = g_task_get_task_data (G_TASK (result));
  if (culprit)
    *culprit = g_steal_pointer (&round->culprit);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ferry_drafter_clear (FerryDrafter *self)
{
  g_return_if_fail (FERRY_IS_DRAFTER (self));

  g_ptr_array_set_size (self->entries, 0);
}

static void
ferry_drafter_dispose (GObject *object)
{
  FerryDrafter *self = FERRY_DRAFTER (object);

  g_clear_object (&self->plan);
  g_clear_object (&self->migration);

  G_OBJECT_CLASS (ferry_drafter_parent_class)->dispose (object);
}

static void
ferry_drafter_finalize (GObject *object)
{
  FerryDrafter *self = FERRY_DRAFTER (object);

  g_ptr_array_unref (self->entries);

  G_OBJECT_CLASS (ferry_drafter_parent_class)->finalize (object);
}

static void
ferry_drafter_class_init (FerryDrafterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_drafter_dispose;
  object_class->finalize = ferry_drafter_finalize;
}

static void
ferry_drafter_init (FerryDrafter *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
}

FerryDrafter *
ferry_drafter_new (FerryMigration *migration)
{
  FerryDrafter *self;

  g_return_val_if_fail (FERRY_IS_MIGRATION (migration), NULL);

  self = g_object_new (FERRY_TYPE_DRAFTER, NULL);
  self->migration = g_object_ref (migration);

  return self;
}
