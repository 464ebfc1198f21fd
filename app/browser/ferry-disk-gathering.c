/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-disk-gathering.h"

#include "browser/ferry-cut-disk.h"

struct _FerryDiskGathering {
  GObject           parent_instance;

  FerryChosenDisks *chosen;
  FerryClient      *client;       /* (nullable) */
  FerryBucket      *bucket;       /* (nullable) */
  FerryObjectList  *objects;      /* (nullable): while the listing comes */
  GHashTable       *cut;          /* set of the keys of disks that lie in parts */
  GPtrArray        *cut_parts;    /* the key of a part of each that is to be put together */
  GCancellable     *cancellable;  /* (nullable): while they are put together */
  guint             n_seen;
  guint             n_found;
  guint             n_broken;
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
drop (FerryDiskGathering *self)
{
  gboolean ran = ferry_disk_gathering_is_running (self);

  if (self->objects)
    {
      g_signal_handlers_disconnect_by_data (self->objects, self);
      ferry_object_list_stop (self->objects);
    }
  g_clear_object (&self->objects);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  return ran;
}

static void
end (FerryDiskGathering *self,
     const GError       *error)
{
  drop (self);
  g_signal_emit (self, signals[CHANGED], 0);
  g_signal_emit (self, signals[ENDED], 0, error);
}

static void
failed_cb (FerryDiskGathering *self,
           GError             *error)
{
  end (self, error);
}

static void put_together (FerryDiskGathering *self);

static void
put_together_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(FerryDiskGathering) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryDisk) disk = ferry_cut_disk_finish (FERRY_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (disk == NULL)
    self->n_broken++;
  else if (ferry_chosen_disks_add_disk (self->chosen, disk))
    self->n_found++;
  else
    self->too_many = TRUE;
  put_together (self);
}

/* One after the other. */
static void
put_together (FerryDiskGathering *self)
{
  const char *region = ferry_bucket_get_region (self->bucket);
  g_autofree char *key = NULL;

  if (self->cut_parts->len == 0 || self->too_many)
    {
      end (self, NULL);
      return;
    }

  g_signal_emit (self, signals[CHANGED], 0);
  if (region == NULL)
    region = ferry_account_get_region (ferry_client_get_account (self->client));
  key = g_ptr_array_steal_index (self->cut_parts, 0);
  ferry_cut_disk_find_async (self->client, region, ferry_bucket_get_name (self->bucket), key,
                             self->cancellable, put_together_cb, g_object_ref (self));
}

static void
complete_cb (FerryDiskGathering *self)
{
  self->cancellable = g_cancellable_new ();
  g_signal_handlers_disconnect_by_data (self->objects, self);
  g_clear_object (&self->objects);
  put_together (self);
}

/* Each disk is put together once, whichever of its parts comes first, and not again. */
static void
take_part (FerryDiskGathering *self,
           FerryObject        *object)
{
  char *disk_key = ferry_cut_disk_dup_key (object);

  if (disk_key == NULL || !g_hash_table_add (self->cut, disk_key))
    return;

  if (ferry_chosen_disks_find_cut (self->chosen, ferry_bucket_get_name (self->bucket),
                                   ferry_object_get_key (object)))
    self->n_found++;
  else if (self->cut_parts->len < FERRY_CHOSEN_DISKS_MAX)
    g_ptr_array_add (self->cut_parts, g_strdup (ferry_object_get_key (object)));
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
      else
        take_part (self, object);
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

  drop (self);
  g_clear_object (&self->client);
  g_clear_object (&self->bucket);
  g_clear_object (&self->chosen);

  G_OBJECT_CLASS (ferry_disk_gathering_parent_class)->dispose (object);
}

static void
ferry_disk_gathering_finalize (GObject *object)
{
  FerryDiskGathering *self = FERRY_DISK_GATHERING (object);

  g_hash_table_unref (self->cut);
  g_ptr_array_unref (self->cut_parts);

  G_OBJECT_CLASS (ferry_disk_gathering_parent_class)->finalize (object);
}

static void
ferry_disk_gathering_class_init (FerryDiskGatheringClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_disk_gathering_dispose;
  G_OBJECT_CLASS (klass)->finalize = ferry_disk_gathering_finalize;

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ferry_disk_gathering_init (FerryDiskGathering *self)
{
  self->cut = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cut_parts = g_ptr_array_new_with_free_func (g_free);
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

  drop (self);
  self->n_seen = self->n_found = self->n_broken = 0;
  self->too_many = FALSE;
  g_hash_table_remove_all (self->cut);
  g_ptr_array_set_size (self->cut_parts, 0);
  g_set_object (&self->client, client);
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

  if (drop (self))
    g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
ferry_disk_gathering_is_running (FerryDiskGathering *self)
{
  g_return_val_if_fail (FERRY_IS_DISK_GATHERING (self), FALSE);

  return self->objects != NULL || self->cancellable != NULL;
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

guint
ferry_disk_gathering_get_n_broken (FerryDiskGathering *self)
{
  g_return_val_if_fail (FERRY_IS_DISK_GATHERING (self), 0);

  return self->n_broken;
}

gboolean
ferry_disk_gathering_was_too_many (FerryDiskGathering *self)
{
  g_return_val_if_fail (FERRY_IS_DISK_GATHERING (self), FALSE);

  return self->too_many;
}
