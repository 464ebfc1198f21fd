/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-disk-gathering.h"

struct _FerryDiskGathering {
  GObject           parent_instance;

  FerryChosenDisks *chosen;
  FerryBucket      *bucket;    /* (nullable) */
  FerryObjectList  *objects;   /* (nullable): while it runs */
  guint             n_seen;
  guint             n_found;
  gboolean          too_many;
};

G_DEFINE_FINAL_TYPE (FerryDiskGathering, ferry_disk_gathering, G_TYPE_OBJECT)

enum {
  CHANGED,
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Returns: whether it ran */
static gboolean
drop_listing (FerryDiskGathering *self)
{
  if (self->objects == NULL)
    return FALSE;

  g_signal_handlers_disconnect_by_data (self->objects, self);
  ferry_object_list_stop (self->objects);
  g_clear_object (&self->objects);

  return TRUE;
}

static void
end (FerryDiskGathering *self,
     const GError       *error)
{
  drop_listing (self);
  g_signal_emit (self, signals[CHANGED], 0);
  g_signal_emit (self, signals[ENDED], 0, error);
}

static void
failed_cb (FerryDiskGathering *self,
           GError             *error)
{
  end (self, error);
}

static void
complete_cb (FerryDiskGathering *self)
{
  end (self, NULL);
}

static void
items_changed_cb (FerryDiskGathering *self,
                  guint               position,
                  guint               removed,
                  guint               added)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++)
    {
      g_autoptr(FerryObject) object =
        g_list_model_get_item (G_LIST_MODEL (self->objects), position + i);

      if (ferry_object_looks_like_disk (object))
        g_ptr_array_add (found, g_steal_pointer (&object));
    }

  self->n_seen += added;
  self->n_found += found->len;
  self->too_many = !ferry_chosen_disks_add (self->chosen, self->bucket, found);
  if (self->too_many)
    end (self, NULL);
  else
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
ferry_disk_gathering_dispose (GObject *object)
{
  FerryDiskGathering *self = FERRY_DISK_GATHERING (object);

  drop_listing (self);
  g_clear_object (&self->bucket);
  g_clear_object (&self->chosen);

  G_OBJECT_CLASS (ferry_disk_gathering_parent_class)->dispose (object);
}

static void
ferry_disk_gathering_class_init (FerryDiskGatheringClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_disk_gathering_dispose;

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ferry_disk_gathering_init (FerryDiskGathering *self)
{
}

FerryDiskGathering *
ferry_disk_gathering_new (FerryChosenDisks *chosen)
{
  FerryDiskGathering *self;

  g_return_val_if_fail (FERRY_IS_CHOSEN_DISKS (chosen), NULL);

  self = g_object_new (FERRY_TYPE_DISK_GATHERING, NULL);
  self->chosen = g_object_ref (chosen);

  return self;
}

void
ferry_disk_gathering_start (FerryDiskGathering *self,
                            FerryClient        *client,
                            FerryBucket        *bucket,
                            const char         *prefix)
{
  g_return_if_fail (FERRY_IS_DISK_GATHERING (self));

  drop_listing (self);
  self->n_seen = self->n_found = 0;
  self->too_many = FALSE;
  g_set_object (&self->bucket, bucket);
  self->objects = ferry_object_list_new_below (client, bucket, prefix);
  g_signal_connect_object (self->objects, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->objects, "failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->objects, "notify::complete", G_CALLBACK (complete_cb), self,
                           G_CONNECT_SWAPPED);
  ferry_object_list_load (self->objects);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
ferry_disk_gathering_stop (FerryDiskGathering *self)
{
  g_return_if_fail (FERRY_IS_DISK_GATHERING (self));

  if (drop_listing (self))
    g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
ferry_disk_gathering_is_running (FerryDiskGathering *self)
{
  g_return_val_if_fail (FERRY_IS_DISK_GATHERING (self), FALSE);

  return self->objects != NULL;
}

guint
ferry_disk_gathering_get_n_seen (FerryDiskGathering *self)
{
  g_return_val_if_fail (FERRY_IS_DISK_GATHERING (self), 0);

  return self->n_seen;
}

guint
ferry_disk_gathering_get_n_found (FerryDiskGathering *self)
{
  g_return_val_if_fail (FERRY_IS_DISK_GATHERING (self), 0);

  return self->n_found;
}

gboolean
ferry_disk_gathering_was_too_many (FerryDiskGathering *self)
{
  g_return_val_if_fail (FERRY_IS_DISK_GATHERING (self), FALSE);

  return self->too_many;
}
