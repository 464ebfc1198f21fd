/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-folder-looks.h"

#include "browser/ferry-cut-disk.h"

#include "browser/ferry-disk-words.h"

/* Objects in a folder from which on none is looked into by itself */
#define MAX_OBJECTS 200

struct _FerryFolderLooks {
  GObject               parent_instance;

  FerryDiskInspections *inspections;  /* (nullable) */
  GSignalGroup         *signals;      /* theirs */
  FerryClient          *client;       /* (nullable) */
  FerryBucket          *bucket;       /* (nullable) */
  FerryObjectList      *objects;      /* (nullable) */
  GSignalGroup         *list_signals;
  GPtrArray            *wanted;       /* FerryObject: those whose rows were seen */
  guint                 n_judged;     /* objects, until one may be or hold a disk */
  gboolean              has_disks;    /* one was such */
  gboolean              shown;
  gboolean              active;       /* what is wanted is asked for */
};

G_DEFINE_FINAL_TYPE (FerryFolderLooks, ferry_folder_looks, G_TYPE_OBJECT)

static guint looked_signal;

static void
looked_cb (FerryFolderLooks *self,
           const char       *bucket,
           const char       *key)
{
  if (self->bucket && g_strcmp0 (ferry_bucket_get_name (self->bucket), bucket) == 0)
    g_signal_emit (self, looked_signal, 0, key);
}

static void
ask (FerryFolderLooks *self,
     FerryObject      *object)
{
  if (ferry_folder_looks_peek (self, object) == NULL)
    ferry_disk_inspections_look_async (self->inspections, self->client,
                                       ferry_bucket_get_region (self->bucket),
                                       ferry_bucket_get_name (self->bucket), object,
                                       FERRY_INSPECTION_BACKGROUND, NULL, NULL, NULL);
}

static void
update (FerryFolderLooks *self)
{
  gboolean active = self->inspections && self->objects && self->shown &&
                    ferry_object_list_is_complete (self->objects) &&
                    g_list_model_get_n_items (G_LIST_MODEL (self->objects)) < MAX_OBJECTS;

  if (self->active == active)
    return;

  self->active = active;
  if (!active && self->inspections)
    ferry_disk_inspections_cancel_background (self->inspections);
  for (guint i = 0; active && i < self->wanted->len; i++)
    ask (self, g_ptr_array_index (self->wanted, i));
}

/* An archived object cannot be read, and each request would cost. */
static gboolean
is_worth_it (FerryObject *object)
{
  g_autofree char *guess = ferry_disk_words_of_object (object);

  return guess != NULL && ferry_object_get_size (object) > 0 && !ferry_object_is_archived (object);
}

static void
ferry_folder_looks_dispose (GObject *object)
{
  FerryFolderLooks *self = FERRY_FOLDER_LOOKS (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->list_signals);
  g_clear_object (&self->objects);
  g_clear_object (&self->inspections);
  g_clear_object (&self->client);
  g_clear_object (&self->bucket);

  G_OBJECT_CLASS (ferry_folder_looks_parent_class)->dispose (object);
}

static void
ferry_folder_looks_finalize (GObject *object)
{
  g_ptr_array_unref (FERRY_FOLDER_LOOKS (object)->wanted);

  G_OBJECT_CLASS (ferry_folder_looks_parent_class)->finalize (object);
}

static void
ferry_folder_looks_class_init (FerryFolderLooksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_folder_looks_dispose;
  object_class->finalize = ferry_folder_looks_finalize;

  looked_signal = g_signal_new ("looked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ferry_folder_looks_init (FerryFolderLooks *self)
{
  self->wanted = g_ptr_array_new_with_free_func (g_object_unref);
  self->signals = g_signal_group_new (FERRY_TYPE_DISK_INSPECTIONS);
  g_signal_group_connect_swapped (self->signals, "looked", G_CALLBACK (looked_cb), self);
  self->list_signals = g_signal_group_new (FERRY_TYPE_OBJECT_LIST);
  g_signal_group_connect_swapped (self->list_signals, "notify", G_CALLBACK (update), self);
}

FerryFolderLooks *
ferry_folder_looks_new (void)
{
  return g_object_new (FERRY_TYPE_FOLDER_LOOKS, NULL);
}

void
ferry_folder_looks_set_inspections (FerryFolderLooks     *self,
                                    FerryDiskInspections *inspections)
{
  g_return_if_fail (FERRY_IS_FOLDER_LOOKS (self));

  g_set_object (&self->inspections, inspections);
  g_signal_group_set_target (self->signals, inspections);
}

void
ferry_folder_looks_set_folder (FerryFolderLooks *self,
                               FerryClient      *client,
                               FerryBucket      *bucket,
                               FerryObjectList  *objects)
{
  g_return_if_fail (FERRY_IS_FOLDER_LOOKS (self));

  g_clear_object (&self->objects);
  update (self);
  g_ptr_array_set_size (self->wanted, 0);
  self->n_judged = 0;
  self->has_disks = FALSE;
  g_set_object (&self->client, client);
  g_set_object (&self->bucket, bucket);
  g_set_object (&self->objects, objects);
  g_signal_group_set_target (self->list_signals, objects);
  update (self);
}

void
ferry_folder_looks_set_shown (FerryFolderLooks *self,
                              gboolean          shown)
{
  g_return_if_fail (FERRY_IS_FOLDER_LOOKS (self));

  self->shown = shown;
  update (self);
}

void
ferry_folder_looks_want (FerryFolderLooks *self,
                         FerryObject      *object)
{
  g_return_if_fail (FERRY_IS_FOLDER_LOOKS (self));
  g_return_if_fail (FERRY_IS_OBJECT (object));

  /* More of them are in no folder that is looked into. */
  if (self->inspections == NULL || self->wanted->len >= MAX_OBJECTS ||
      g_ptr_array_find (self->wanted, object, NULL) || !is_worth_it (object))
    return;

  g_ptr_array_add (self->wanted, g_object_ref (object));
  if (self->active)
    ask (self, object);
}

/* Of many objects each is judged once, and none after the first that is one. */
gboolean
ferry_folder_looks_may_hold_disks (FerryFolderLooks *self)
{
  guint n;

  g_return_val_if_fail (FERRY_IS_FOLDER_LOOKS (self), FALSE);

  n = self->objects ? g_list_model_get_n_items (G_LIST_MODEL (self->objects)) : 0;
  for (; self->n_judged < n && !self->has_disks; self->n_judged++)
    {
      g_autoptr(FerryObject) object =
        g_list_model_get_item (G_LIST_MODEL (self->objects), self->n_judged);
      g_autofree char *disk_key = ferry_cut_disk_dup_key (object);

      self->has_disks = ferry_object_is_folder (object) || ferry_object_looks_like_disk (object) ||
                        disk_key != NULL;
    }

  return self->has_disks;
}

FerryDiskReport *
ferry_folder_looks_peek (FerryFolderLooks *self,
                         FerryObject      *object)
{
  g_return_val_if_fail (FERRY_IS_FOLDER_LOOKS (self), NULL);

  if (self->inspections == NULL || self->bucket == NULL || ferry_object_is_folder (object))
    return NULL;

  return ferry_disk_inspections_peek (self->inspections, self->client,
                                      ferry_bucket_get_region (self->bucket),
                                      ferry_bucket_get_name (self->bucket), object);
}
