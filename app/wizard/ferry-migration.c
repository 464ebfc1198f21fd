/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-migration.h"

#include "wizard/ferry-plan-disks.h"

struct _FerryMigration {
  GObject           parent_instance;

  FerryClient      *client;
  FerryIdentity    *identity;
  GPtrArray        *disks;  /* FerryDisk; empty while none is chosen */
  FerryPlan        *plan;
  FerryPlanHistory *history;
  FerryPlanChecker *checker;
};

G_DEFINE_FINAL_TYPE (FerryMigration, ferry_migration, G_TYPE_OBJECT)

typedef enum {
  PROP_CLIENT = 1,
  PROP_IDENTITY,
  PROP_DISKS,
  PROP_PLAN,
} FerryMigrationProperty;

static GParamSpec *properties[PROP_PLAN + 1];

enum {
  PLAN_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Of the same version of an object another look may have found out more. */
static gboolean
is_same_report (FerryDiskReport *one,
                FerryDiskReport *other)
{
  return one->format == other->format && one->has_virtual_size == other->has_virtual_size &&
         one->virtual_size == other->virtual_size;
}

/* Whether both are the same version of the same object. */
static gboolean
is_same_disk (FerryDisk *one,
              FerryDisk *other)
{
  return is_same_report (ferry_disk_get_report (one), ferry_disk_get_report (other)) &&
         g_strcmp0 (ferry_disk_get_region (one), ferry_disk_get_region (other)) == 0 &&
         g_strcmp0 (ferry_disk_get_bucket (one), ferry_disk_get_bucket (other)) == 0 &&
         g_strcmp0 (ferry_disk_get_key (one), ferry_disk_get_key (other)) == 0 &&
         g_strcmp0 (ferry_disk_get_etag (one), ferry_disk_get_etag (other)) == 0 &&
         ferry_disk_get_size (one) == ferry_disk_get_size (other);
}

static gboolean
are_same_disks (GPtrArray *some,
                GPtrArray *others)
{
  if (some->len != others->len)
    return FALSE;

  for (guint i = 0; i < some->len; i++)
    if (!is_same_disk (g_ptr_array_index (some, i), g_ptr_array_index (others, i)))
      return FALSE;

  return TRUE;
}

static gboolean
is_same_identity (const FerryIdentity *one,
                  const FerryIdentity *other)
{
  if (one == NULL || other == NULL)
    return one == other;

  return g_strcmp0 (one->arn, other->arn) == 0 && g_strcmp0 (one->account, other->account) == 0;
}

static gboolean
have_common (GPtrArray *some,
             GPtrArray *others)
{
  for (guint i = 0; i < some->len; i++)
    if (ferry_plan_disks_find (others, g_ptr_array_index (some, i)))
      return TRUE;

  return FALSE;
}

static void
set_plan (FerryMigration *self,
          FerryPlan      *plan)
{
  if (!g_set_object (&self->plan, plan))
    return;

  g_clear_object (&self->history);
  if (plan)
    self->history = ferry_plan_history_new (plan);
  ferry_plan_checker_set_plan (self->checker, self->client, plan);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAN]);
}

/* What was set for disks that are still there stays; else it is another plan. */
static void
make_plan (FerryMigration *self,
           GPtrArray      *old)
{
  g_autoptr(FerryPlan) plan = NULL;

  if (self->disks->len > 0 && self->plan && have_common (old, self->disks))
    {
      ferry_plan_disks_follow (self->plan, old, self->disks);
      return;
    }

  if (self->disks->len > 0)
    {
      plan = ferry_plan_new (ferry_account_get_id (ferry_client_get_account (self->client)));
      ferry_plan_add_disks (plan, self->disks);
    }
  set_plan (self, plan);
}

/* An array of its own: whoever holds the one before still has the disks before. */
static GPtrArray *
copy_disks (GPtrArray *disks)
{
  GPtrArray *copy = g_ptr_array_new_full (disks->len, g_object_unref);

  for (guint i = 0; i < disks->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (disks, i)));

  return copy;
}

static void
ferry_migration_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  FerryMigration *self = FERRY_MIGRATION (object);

  switch ((FerryMigrationProperty) prop_id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_IDENTITY:
      g_value_set_boxed (value, self->identity);
      break;
    case PROP_DISKS:
      g_value_set_boxed (value, self->disks);
      break;
    case PROP_PLAN:
      g_value_set_object (value, self->plan);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_migration_finalize (GObject *object)
{
  FerryMigration *self = FERRY_MIGRATION (object);

  g_clear_object (&self->history);
  g_clear_object (&self->checker);
  g_clear_object (&self->plan);
  g_ptr_array_unref (self->disks);
  g_clear_pointer (&self->identity, ferry_identity_free);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ferry_migration_parent_class)->finalize (object);
}

static void
ferry_migration_class_init (FerryMigrationClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_migration_get_property;
  object_class->finalize = ferry_migration_finalize;

  properties[PROP_CLIENT] =
    g_param_spec_object ("client", NULL, NULL, FERRY_TYPE_CLIENT, flags);
  properties[PROP_IDENTITY] =
    g_param_spec_boxed ("identity", NULL, NULL, FERRY_TYPE_IDENTITY, flags);
  properties[PROP_DISKS] =
    g_param_spec_boxed ("disks", NULL, NULL, G_TYPE_PTR_ARRAY, flags);
  properties[PROP_PLAN] =
    g_param_spec_object ("plan", NULL, NULL, FERRY_TYPE_PLAN, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[PLAN_OPENED] = g_signal_new ("plan-opened", G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_migration_init (FerryMigration *self)
{
  self->disks = g_ptr_array_new_with_free_func (g_object_unref);
  self->checker = ferry_plan_checker_new ();
}

FerryMigration *
ferry_migration_new (void)
{
  return g_object_new (FERRY_TYPE_MIGRATION, NULL);
}

FerryClient *
ferry_migration_get_client (FerryMigration *self)
{
  g_return_val_if_fail (FERRY_IS_MIGRATION (self), NULL);

  return self->client;
}

const FerryIdentity *
ferry_migration_get_identity (FerryMigration *self)
{
  g_return_val_if_fail (FERRY_IS_MIGRATION (self), NULL);

  return self->identity;
}

FerryDisk *
ferry_migration_get_disk (FerryMigration *self)
{
  g_return_val_if_fail (FERRY_IS_MIGRATION (self), NULL);

  return self->disks->len > 0 ? g_ptr_array_index (self->disks, 0) : NULL;
}

GPtrArray *
ferry_migration_get_disks (FerryMigration *self)
{
  g_return_val_if_fail (FERRY_IS_MIGRATION (self), NULL);

  return self->disks;
}

FerryPlan *
ferry_migration_get_plan (FerryMigration *self)
{
  g_return_val_if_fail (FERRY_IS_MIGRATION (self), NULL);

  return self->plan;
}

FerryPlanHistory *
ferry_migration_get_history (FerryMigration *self)
{
  g_return_val_if_fail (FERRY_IS_MIGRATION (self), NULL);

  return self->history;
}

FerryPlanChecker *
ferry_migration_get_checker (FerryMigration *self)
{
  g_return_val_if_fail (FERRY_IS_MIGRATION (self), NULL);

  return self->checker;
}

void
ferry_migration_set_client (FerryMigration      *self,
                            FerryClient         *client,
                            const FerryIdentity *identity)
{
  g_return_if_fail (FERRY_IS_MIGRATION (self));
  g_return_if_fail (client == NULL || FERRY_IS_CLIENT (client));

  g_object_freeze_notify (G_OBJECT (self));

  if (!is_same_identity (self->identity, identity))
    {
      g_clear_pointer (&self->identity, ferry_identity_free);
      self->identity = identity ? ferry_identity_copy (identity) : NULL;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IDENTITY]);
    }
  if (g_set_object (&self->client, client))
    {
      ferry_migration_set_disk (self, NULL);
      ferry_plan_checker_set_plan (self->checker, client, self->plan);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIENT]);
    }

  g_object_thaw_notify (G_OBJECT (self));
}

void
ferry_migration_set_disk (FerryMigration *self,
                          FerryDisk      *disk)
{
  g_autoptr(GPtrArray) disks = g_ptr_array_new ();

  g_return_if_fail (disk == NULL || FERRY_IS_DISK (disk));

  if (disk)
    g_ptr_array_add (disks, disk);
  ferry_migration_set_disks (self, disks);
}

void
ferry_migration_set_disks (FerryMigration *self,
                           GPtrArray      *disks)
{
  g_autoptr(GPtrArray) old = NULL;

  g_return_if_fail (FERRY_IS_MIGRATION (self));
  g_return_if_fail (disks != NULL);
  g_return_if_fail (disks->len == 0 || self->client != NULL);

  if (are_same_disks (self->disks, disks))
    return;

  old = self->disks;
  self->disks = copy_disks (disks);

  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISKS]);
  make_plan (self, old);
  g_object_thaw_notify (G_OBJECT (self));
}

void
ferry_migration_set_plan (FerryMigration *self,
                          FerryPlan      *plan)
{
  FerryAccount *account;

  g_return_if_fail (FERRY_IS_MIGRATION (self));
  g_return_if_fail (self->client != NULL);
  g_return_if_fail (FERRY_IS_PLAN (plan));

  account = ferry_client_get_account (self->client);
  ferry_plan_set_account_id (plan, ferry_account_get_id (account));
  g_ptr_array_unref (self->disks);
  self->disks = ferry_plan_dup_disks (plan);

  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISKS]);
  set_plan (self, plan);
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, signals[PLAN_OPENED], 0);
}
