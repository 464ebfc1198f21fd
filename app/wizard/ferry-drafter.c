/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-drafter.h"

/* The same plan, fresh links. */
#define DRAFT_SECONDS (15 * 60)

typedef struct {
  FerryMachine *machine;      /* not owned: only compared */
  guint         position;
  FerryDraft   *draft;        /* (nullable): while it is made, and where it cannot be */
  GError       *error;        /* (nullable): why */
  GCancellable *cancellable;  /* (nullable): while it is made */
  GDateTime    *made;         /* the servers' time */
} Entry;

struct _FerryDrafter {
  GObject         parent_instance;

  FerryMigration *migration;
  FerryPlan      *plan;     /* (nullable): whose drafts these are */
  GPtrArray      *entries;  /* Entry */
  guint           n_plans;  /* as it stood, one after the other */
};

G_DEFINE_FINAL_TYPE (FerryDrafter, ferry_drafter, G_TYPE_OBJECT)

enum {
  DRAFTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One that is made elsewhere; when it has been given up, there is no entry any more. */
typedef struct {
  FerryDrafter *self;
  Entry        *entry;
  GCancellable *cancellable;
} Making;

static void
entry_free (Entry *entry)
{
  if (entry->cancellable)
    g_cancellable_cancel (entry->cancellable);
  g_clear_object (&entry->cancellable);
  g_clear_object (&entry->draft);
  g_clear_error (&entry->error);
  g_date_time_unref (entry->made);
  g_free (entry);
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
  GBytes *drafted = entry->draft ? ferry_draft_get_user_data (entry->draft) : bytes;

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

static void
making_free (Making *making)
{
  g_object_unref (making->self);
  g_object_unref (making->cancellable);
  g_free (making);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Making, making_free)

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Making) making = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryDraft) draft = ferry_draft_new_finish (FERRY_CLIENT (source), result, &error);

  if (g_cancellable_is_cancelled (making->cancellable))
    return;

  g_clear_object (&making->entry->cancellable);
  making->entry->draft = g_steal_pointer (&draft);
  making->entry->error = g_steal_pointer (&error);
  g_signal_emit (making->self, signals[DRAFTED], 0);
}

static Entry *
add_entry (FerryDrafter *self,
           FerryMachine *machine,
           guint         position,
           GDateTime    *now)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->machine = machine;
  entry->position = position;
  entry->made = g_date_time_ref (now);
  g_ptr_array_add (self->entries, entry);

  return entry;
}

/* The window must not wait for signatures of thousands of parts, nor for what S3 says of them. */
static Entry *
make_elsewhere (FerryDrafter *self,
                FerryMachine *machine,
                guint         position,
                GDateTime    *now)
{
  Entry *entry = add_entry (self, machine, position, now);
  Making *making = g_new0 (Making, 1);

  entry->cancellable = g_cancellable_new ();
  making->self = g_object_ref (self);
  making->entry = entry;
  making->cancellable = g_object_ref (entry->cancellable);
  ferry_draft_new_async (ferry_migration_get_client (self->migration), self->plan, machine,
                         position, NULL, find_zone (self, machine),
                         position == 0 ? find_user_data (self, machine) : NULL,
                         entry->cancellable, made_cb, making);

  return entry;
}

static FerryDraft *
get_draft (const Entry  *entry,
           GError      **error)
{
  if (entry->error)
    g_propagate_error (error, g_error_copy (entry->error));
  else if (entry->draft == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PENDING, "the links are being signed");

  return entry->draft;
}

static gboolean
takes_long (FerryMachine *machine,
            guint         position)
{
  FerryMachineDisk *disk = ferry_machine_get_disk (machine, position);

  return ferry_draft_takes_long (ferry_machine_disk_get_disk (disk));
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
  if (entry == NULL && takes_long (machine, position))
    entry = make_elsewhere (self, machine, position, now);
  if (entry)
    return get_draft (entry, error);

  draft = ferry_draft_new (client, self->plan, machine, position, NULL, find_zone (self, machine),
                           position == 0 ? find_user_data (self, machine) : NULL, error);
  if (draft == NULL)
    return NULL;

  entry = add_entry (self, machine, position, now);
  entry->draft = draft;

  return draft;
}

GPtrArray *
ferry_drafter_dup_drafts (FerryDrafter *self,
                          FerryMachine *machine)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (FERRY_IS_DRAFTER (self), drafts);
  g_return_val_if_fail (FERRY_IS_MACHINE (machine), drafts);

  for (guint i = 0; i < ferry_machine_get_n_disks (machine); i++)
    {
      FerryDraft *draft = ferry_drafter_get (self, machine, i, NULL);

      if (draft)
        g_ptr_array_add (drafts, g_object_ref (draft));
    }

  return drafts;
}

GPtrArray *
ferry_drafter_dup_zones (FerryDrafter *self,
                         FerryPlan    *plan)
{
  GPtrArray *zones = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (FERRY_IS_DRAFTER (self), zones);
  g_return_val_if_fail (FERRY_IS_PLAN (plan), zones);

  for (guint i = 0; i < ferry_plan_get_n_machines (plan); i++)
    {
      const char *zone = find_zone (self, ferry_plan_get_machine (plan, i));

      g_ptr_array_add (zones, g_strdup (zone ? zone : ""));
    }

  return zones;
}

void
ferry_drafter_clear (FerryDrafter *self)
{
  gboolean was_making = FALSE;

  g_return_if_fail (FERRY_IS_DRAFTER (self));

  for (guint i = 0; i < self->entries->len; i++)
    was_making |= ((Entry *) g_ptr_array_index (self->entries, i))->cancellable != NULL;
  g_ptr_array_set_size (self->entries, 0);
  if (was_making)
    g_signal_emit (self, signals[DRAFTED], 0);
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

  signals[DRAFTED] = g_signal_new ("drafted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
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
