/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-chosen-disks.h"

struct _FerryChosenDisks {
  GObject               parent_instance;

  FerryDiskInspections *inspections;
  FerryClient          *client;       /* (nullable) */
  GPtrArray            *disks;        /* FerryChosenDisk */
  GHashTable           *by_place;     /* the same by bucket and key */
  GPtrArray            *looks;        /* Look: those under way */
};

/* Owned by its callback; a cancelled one is in no list any more, and touches nothing. */
typedef struct {
  FerryChosenDisks *self;
  FerryChosenDisk  *disk;
  GCancellable     *cancellable;
} Look;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryChosenDisks, ferry_chosen_disks, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint changed_signal;

/* No bucket has a slash in its name. */
static char *
make_place (const char *bucket,
            const char *key)
{
  return g_strconcat (bucket, "/", key, NULL);
}

static char *
dup_place (FerryChosenDisk *disk)
{
  return make_place (ferry_bucket_get_name (ferry_chosen_disk_get_bucket (disk)),
                     ferry_object_get_key (ferry_chosen_disk_get_object (disk)));
}

/* (nullable): what is chosen as one disk, and has this part */
static FerryChosenDisk *
find_whole (FerryChosenDisks *self,
            const char       *bucket,
            const char       *key)
{
  for (guint i = 0; i < self->disks->len; i++)
    {
      if (ferry_chosen_disk_has_part (g_ptr_array_index (self->disks, i), bucket, key))
        return g_ptr_array_index (self->disks, i);
    }

  return NULL;
}

static FerryChosenDisk *
find (FerryChosenDisks *self,
      const char       *bucket,
      const char       *key)
{
  g_autofree char *place = make_place (bucket, key);
  FerryChosenDisk *disk = g_hash_table_lookup (self->by_place, place);

  return disk ? disk : find_whole (self, bucket, key);
}

static const char *
get_region (FerryChosenDisks *self,
            FerryBucket      *bucket)
{
  const char *region = ferry_bucket_get_region (bucket);

  return region ? region : ferry_account_get_region (ferry_client_get_account (self->client));
}

static void
look_free (Look *look)
{
  g_object_unref (look->disk);
  g_object_unref (look->cancellable);
  g_free (look);
}

static Look *
find_look (FerryChosenDisks *self,
           FerryChosenDisk  *disk)
{
  for (guint i = 0; i < self->looks->len; i++)
    {
      Look *look = g_ptr_array_index (self->looks, i);

      if (look->disk == disk)
        return look;
    }

  return NULL;
}

static void
cancel_look (FerryChosenDisks *self,
             FerryChosenDisk  *disk)
{
  Look *look = find_look (self, disk);

  if (look == NULL)
    return;

  g_ptr_array_remove_fast (self->looks, look);
  g_cancellable_cancel (look->cancellable);
}

static void start_looks (FerryChosenDisks *self);

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Look *look = user_data;
  FerryChosenDisks *self = look->self;
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(GError) error = NULL;

  report = ferry_disk_inspections_look_finish (FERRY_DISK_INSPECTIONS (source), result, &object,
                                               &error);
  if (g_cancellable_is_cancelled (look->cancellable))
    {
      look_free (look);
      return;
    }

  g_ptr_array_remove_fast (self->looks, look);
  if (report)
    ferry_chosen_disk_take_report (look->disk, object, report);
  else
    ferry_chosen_disk_take_error (look->disk, error);
  look_free (look);
  start_looks (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
start_look (FerryChosenDisks *self,
            FerryChosenDisk  *disk)
{
  FerryBucket *bucket = ferry_chosen_disk_get_bucket (disk);
  Look *look = g_new0 (Look, 1);

  look->self = self;
  look->disk = g_object_ref (disk);
  look->cancellable = g_cancellable_new ();
  g_ptr_array_add (self->looks, look);
  ferry_disk_inspections_look_async (self->inspections, self->client,
                                     get_region (self, bucket), ferry_bucket_get_name (bucket),
                                     ferry_chosen_disk_get_object (disk),
                                     FERRY_INSPECTION_WAITED_FOR, look->cancellable,
                                     looked_cb, look);
}

static void
start_looks (FerryChosenDisks *self)
{
  if (self->client == NULL)
    return;

  for (guint i = 0; i < self->disks->len && self->looks->len < FERRY_INSPECTIONS_AT_ONCE; i++)
    {
      FerryChosenDisk *disk = g_ptr_array_index (self->disks, i);

      if (ferry_chosen_disk_get_state (disk) == FERRY_CHOSEN_DISK_LOOKING &&
          find_look (self, disk) == NULL)
        start_look (self, disk);
    }
}

/* Takes hold of @disk, unless it is there. Returns: whether there was room */
static gboolean
append (FerryChosenDisks *self,
        FerryChosenDisk  *disk)
{
  g_autofree char *place = dup_place (disk);

  if (find (self, ferry_bucket_get_name (ferry_chosen_disk_get_bucket (disk)),
            ferry_object_get_key (ferry_chosen_disk_get_object (disk))))
    return TRUE;
  if (self->disks->len >= FERRY_CHOSEN_DISKS_MAX)
    return FALSE;

  g_ptr_array_add (self->disks, g_object_ref (disk));
  g_hash_table_insert (self->by_place, g_steal_pointer (&place), disk);

  return TRUE;
}

/* Tells of all that came behind the first @n_before. */
static void
tell_added (FerryChosenDisks *self,
            guint             n_before)
{
  if (self->disks->len == n_before)
    return;

  start_looks (self);
  g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, self->disks->len - n_before);
  g_signal_emit (self, changed_signal, 0);
}

/* (transfer full) (element-type FerryChosenDisk): all that were there */
static GPtrArray *
take_all (FerryChosenDisks *self)
{
  GPtrArray *disks = g_steal_pointer (&self->disks);

  g_hash_table_remove_all (self->by_place);
  while (self->looks->len > 0)
    {
      Look *look = g_ptr_array_index (self->looks, 0);

      cancel_look (self, look->disk);
    }
  self->disks = g_ptr_array_new_with_free_func (g_object_unref);

  return disks;
}

static GType
ferry_chosen_disks_get_item_type (GListModel *model)
{
  return FERRY_TYPE_CHOSEN_DISK;
}

static guint
ferry_chosen_disks_get_n_items (GListModel *model)
{
  return FERRY_CHOSEN_DISKS (model)->disks->len;
}

static gpointer
ferry_chosen_disks_get_item (GListModel *model,
                             guint       position)
{
  FerryChosenDisks *self = FERRY_CHOSEN_DISKS (model);

  return position < self->disks->len ? g_object_ref (g_ptr_array_index (self->disks, position))
                                     : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ferry_chosen_disks_get_item_type;
  iface->get_n_items = ferry_chosen_disks_get_n_items;
  iface->get_item = ferry_chosen_disks_get_item;
}

static void
ferry_chosen_disks_dispose (GObject *object)
{
  FerryChosenDisks *self = FERRY_CHOSEN_DISKS (object);

  g_ptr_array_unref (take_all (self));
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ferry_chosen_disks_parent_class)->dispose (object);
}

static void
ferry_chosen_disks_finalize (GObject *object)
{
  FerryChosenDisks *self = FERRY_CHOSEN_DISKS (object);

  g_clear_object (&self->inspections);
  g_ptr_array_unref (self->disks);
  g_ptr_array_unref (self->looks);
  g_hash_table_unref (self->by_place);

  G_OBJECT_CLASS (ferry_chosen_disks_parent_class)->finalize (object);
}

static void
ferry_chosen_disks_class_init (FerryChosenDisksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_chosen_disks_dispose;
  object_class->finalize = ferry_chosen_disks_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_chosen_disks_init (FerryChosenDisks *self)
{
  self->disks = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_place = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->looks = g_ptr_array_new ();
}

FerryChosenDisks *
ferry_chosen_disks_new (FerryDiskInspections *inspections)
{
  FerryChosenDisks *self;

  g_return_val_if_fail (FERRY_IS_DISK_INSPECTIONS (inspections), NULL);

  self = g_object_new (FERRY_TYPE_CHOSEN_DISKS, NULL);
  self->inspections = g_object_ref (inspections);

  return self;
}

void
ferry_chosen_disks_set_client (FerryChosenDisks *self,
                               FerryClient      *client)
{
  g_return_if_fail (FERRY_IS_CHOSEN_DISKS (self));

  if (self->client == client)
    return;

  g_ptr_array_unref (ferry_chosen_disks_clear (self));
  g_set_object (&self->client, client);
}

gboolean
ferry_chosen_disks_contains (FerryChosenDisks *self,
                             const char       *bucket,
                             const char       *key)
{
  g_return_val_if_fail (FERRY_IS_CHOSEN_DISKS (self), FALSE);

  return find (self, bucket, key) != NULL;
}

gboolean
ferry_chosen_disks_add (FerryChosenDisks *self,
                        FerryBucket      *bucket,
                        GPtrArray        *objects)
{
  guint n_before;
  gboolean all = TRUE;

  g_return_val_if_fail (FERRY_IS_CHOSEN_DISKS (self), FALSE);
  g_return_val_if_fail (self->client != NULL, FALSE);

  n_before = self->disks->len;
  for (guint i = 0; i < objects->len && all; i++)
    {
      g_autoptr(FerryChosenDisk) disk =
        ferry_chosen_disk_new (bucket, g_ptr_array_index (objects, i), get_region (self, bucket));

      all = append (self, disk);
    }
  tell_added (self, n_before);

  return all;
}

/* Its parts by themselves, and an older version of it. */
static void
remove_what_is_in (FerryChosenDisks *self,
                   FerryChosenDisk  *disk)
{
  const char *bucket = ferry_bucket_get_name (ferry_chosen_disk_get_bucket (disk));
  const char *first = ferry_object_get_key (ferry_chosen_disk_get_object (disk));

  for (guint i = self->disks->len; i > 0; i--)
    {
      FerryChosenDisk *other = g_ptr_array_index (self->disks, i - 1);
      g_autofree char *key =
        g_strdup (ferry_object_get_key (ferry_chosen_disk_get_object (other)));

      if (ferry_chosen_disk_has_part (disk, bucket, key) &&
          g_str_equal (ferry_bucket_get_name (ferry_chosen_disk_get_bucket (other)), bucket))
        ferry_chosen_disks_remove (self, bucket, key);
    }
  ferry_chosen_disks_remove (self, bucket, first);
}

gboolean
ferry_chosen_disks_add_disk (FerryChosenDisks *self,
                             FerryDisk        *disk)
{
  g_autoptr(FerryChosenDisk) chosen = NULL;
  guint n_before;
  gboolean added;

  g_return_val_if_fail (FERRY_IS_CHOSEN_DISKS (self), FALSE);
  g_return_val_if_fail (FERRY_IS_DISK (disk), FALSE);

  chosen = ferry_chosen_disk_new_known (disk);
  remove_what_is_in (self, chosen);
  n_before = self->disks->len;
  added = append (self, chosen);
  tell_added (self, n_before);

  return added;
}

FerryDisk *
ferry_chosen_disks_find_cut (FerryChosenDisks *self,
                             const char       *bucket,
                             const char       *key)
{
  FerryChosenDisk *disk;

  g_return_val_if_fail (FERRY_IS_CHOSEN_DISKS (self), NULL);

  disk = find_whole (self, bucket, key);

  return disk ? ferry_chosen_disk_get_disk (disk) : NULL;
}

void
ferry_chosen_disks_remove (FerryChosenDisks *self,
                           const char       *bucket,
                           const char       *key)
{
  FerryChosenDisk *disk;
  guint position;
  g_autofree char *place = NULL;

  g_return_if_fail (FERRY_IS_CHOSEN_DISKS (self));

  disk = find (self, bucket, key);
  if (disk == NULL || !g_ptr_array_find (self->disks, disk, &position))
    return;

  place = dup_place (disk);
  cancel_look (self, disk);
  g_hash_table_remove (self->by_place, place);
  g_ptr_array_remove_index (self->disks, position);
  start_looks (self);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  g_signal_emit (self, changed_signal, 0);
}

guint
ferry_chosen_disks_stop (FerryChosenDisks *self)
{
  g_autoptr(GPtrArray) disks = NULL;

  g_return_val_if_fail (FERRY_IS_CHOSEN_DISKS (self), 0);

  disks = take_all (self);
  for (guint i = 0; i < disks->len; i++)
    {
      FerryChosenDisk *disk = g_ptr_array_index (disks, i);

      if (ferry_chosen_disk_get_state (disk) != FERRY_CHOSEN_DISK_LOOKING)
        append (self, disk);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, disks->len, self->disks->len);
  g_signal_emit (self, changed_signal, 0);

  return disks->len - self->disks->len;
}

void
ferry_chosen_disks_retry (FerryChosenDisks *self)
{
  g_return_if_fail (FERRY_IS_CHOSEN_DISKS (self));

  for (guint i = 0; i < self->disks->len; i++)
    {
      FerryChosenDisk *disk = g_ptr_array_index (self->disks, i);

      if (ferry_chosen_disk_get_state (disk) == FERRY_CHOSEN_DISK_FAILED)
        ferry_chosen_disk_forget (disk);
    }
  start_looks (self);
  g_signal_emit (self, changed_signal, 0);
}

void
ferry_chosen_disks_learn (FerryChosenDisks *self,
                          const char       *bucket,
                          FerryObject      *object,
                          FerryDiskReport  *report)
{
  FerryChosenDisk *disk;

  g_return_if_fail (FERRY_IS_CHOSEN_DISKS (self));

  disk = find (self, bucket, ferry_object_get_key (object));
  if (disk == NULL || ferry_chosen_disk_get_parts (disk))
    return;

  cancel_look (self, disk);
  ferry_chosen_disk_take_report (disk, object, report);
  start_looks (self);
  g_signal_emit (self, changed_signal, 0);
}

void
ferry_chosen_disks_set (FerryChosenDisks *self,
                        GPtrArray        *disks)
{
  g_autoptr(GPtrArray) old = NULL;

  g_return_if_fail (FERRY_IS_CHOSEN_DISKS (self));

  old = take_all (self);
  for (guint i = 0; i < disks->len; i++)
    {
      g_autoptr(FerryChosenDisk) disk =
        ferry_chosen_disk_new_known (g_ptr_array_index (disks, i));

      append (self, disk);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, self->disks->len);
  g_signal_emit (self, changed_signal, 0);
}

GPtrArray *
ferry_chosen_disks_clear (FerryChosenDisks *self)
{
  GPtrArray *disks;

  g_return_val_if_fail (FERRY_IS_CHOSEN_DISKS (self), NULL);

  disks = take_all (self);
  if (disks->len > 0)
    {
      g_list_model_items_changed (G_LIST_MODEL (self), 0, disks->len, 0);
      g_signal_emit (self, changed_signal, 0);
    }

  return disks;
}

void
ferry_chosen_disks_restore (FerryChosenDisks *self,
                            GPtrArray        *disks)
{
  guint n_before;

  g_return_if_fail (FERRY_IS_CHOSEN_DISKS (self));

  n_before = self->disks->len;
  for (guint i = 0; i < disks->len; i++)
    append (self, g_ptr_array_index (disks, i));
  tell_added (self, n_before);
}

GPtrArray *
ferry_chosen_disks_dup_disks (FerryChosenDisks *self)
{
  GPtrArray *disks;

  g_return_val_if_fail (FERRY_IS_CHOSEN_DISKS (self), NULL);

  disks = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->disks->len; i++)
    {
      FerryDisk *disk = ferry_chosen_disk_get_disk (g_ptr_array_index (self->disks, i));

      if (disk)
        g_ptr_array_add (disks, g_object_ref (disk));
    }

  return disks;
}

void
ferry_chosen_disks_sum_up (FerryChosenDisks   *self,
                           FerryChosenSummary *summary)
{
  g_return_if_fail (FERRY_IS_CHOSEN_DISKS (self));

  *summary = (FerryChosenSummary) { .n_disks = self->disks->len };
  for (guint i = 0; i < self->disks->len; i++)
    {
      FerryChosenDisk *disk = g_ptr_array_index (self->disks, i);
      FerryChosenDiskState state = ferry_chosen_disk_get_state (disk);
      FerryDisk *known = ferry_chosen_disk_get_disk (disk);

      summary->n_looking += state == FERRY_CHOSEN_DISK_LOOKING;
      summary->n_failed += state == FERRY_CHOSEN_DISK_FAILED;
      summary->n_refused += ferry_chosen_disk_is_refused (disk);
      summary->file_size += ferry_object_get_size (ferry_chosen_disk_get_object (disk));
      if (known)
        summary->volume_size += ferry_disk_report_get_volume_size (ferry_disk_get_report (known));
    }
}
