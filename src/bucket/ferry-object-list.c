/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "bucket/ferry-object-list.h"

#include "base/ferry-error.h"
#include "bucket/ferry-page-guard.h"
#include "bucket/ferry-s3-buckets.h"
#include "bucket/ferry-s3-list.h"

/* objects let go of in one turn of the main loop: a millisecond */
#define LET_GO_AT_ONCE 2000

/* Owned by whoever shows it; main thread only. The calls under way hold no reference: dispose
 * cancels them, and a cancelled callback never touches the list.
 */
struct _FerryObjectList {
  GObject         parent_instance;

  FerryClient    *client;
  FerryBucket    *bucket;
  char           *prefix;
  gboolean        deep;         /* what lies below, not a folder */

  GPtrArray      *objects;
  char           *next_token;
  FerryPageGuard *guard;
  GCancellable   *cancellable;  /* of the calls under way; a new one after a stop */
  gboolean        loading;
  gboolean        complete;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryObjectList, ferry_object_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

typedef enum {
  PROP_LOADING = 1,
  PROP_COMPLETE,
} FerryObjectListProperty;

static GParamSpec *properties[PROP_COMPLETE + 1];

enum {
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_loading (FerryObjectList *self,
             gboolean         loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
fail (FerryObjectList *self,
      const GError    *error)
{
  set_loading (self, FALSE);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void load_page (FerryObjectList *self);

static void
take_page (FerryObjectList *self,
           FerryObjectPage *page)
{
  guint position = self->objects->len;
  guint added = page->objects->len;

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (self->objects, g_object_ref (g_ptr_array_index (page->objects, i)));

  g_free (self->next_token);
  self->next_token = g_steal_pointer (&page->next_token);

  if (added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, added);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(FerryObjectList) self = NULL;
  g_autoptr(FerryObjectPage) page = NULL;
  g_autoptr(GError) error = NULL;

  page = ferry_s3_list_objects_finish (FERRY_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = g_object_ref (user_data);
  if (page == NULL ||
      !ferry_page_guard_pass (self->guard, "ListObjectsV2", page->objects->len, page->next_token,
                              &error))
    {
      fail (self, error);
      return;
    }

  take_page (self, page);
  if (self->next_token)
    {
      load_page (self);
      return;
    }

  self->complete = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
  set_loading (self, FALSE);
}

/* Dispose or a stop may have come in a handler of items-changed: then there is nothing to go on
 * for.
 */
static void
load_page (FerryObjectList *self)
{
  const char *region = ferry_bucket_get_region (self->bucket);
  const char *bucket = ferry_bucket_get_name (self->bucket);

  if (!self->loading || g_cancellable_is_cancelled (self->cancellable))
    return;

  if (self->deep)
    ferry_s3_list_below_async (self->client, region, bucket, self->prefix, self->next_token,
                               self->cancellable, listed_cb, self);
  else
    ferry_s3_list_objects_async (self->client, region, bucket, self->prefix, self->next_token,
                                 self->cancellable, listed_cb, self);
}

/* Whoever may not ask for the bucket may still be allowed to list a folder of it. */
static void
headed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(FerryObjectList) self = NULL;
  g_autofree char *region = NULL;
  g_autoptr(GError) error = NULL;
  const FerryErrorDetail *detail;

  region = ferry_s3_head_bucket_finish (FERRY_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = g_object_ref (user_data);
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DENIED))
    {
      detail = ferry_error_get_detail (error);
      region = g_strdup (detail ? detail->region : NULL);
    }

  if (region == NULL)
    {
      fail (self, error);
      return;
    }

  ferry_bucket_set_region (self->bucket, region);
  load_page (self);
}

static GType
ferry_object_list_get_item_type (GListModel *model)
{
  return FERRY_TYPE_OBJECT;
}

static guint
ferry_object_list_get_n_items (GListModel *model)
{
  return FERRY_OBJECT_LIST (model)->objects->len;
}

static gpointer
ferry_object_list_get_item (GListModel *model,
                            guint       position)
{
  FerryObjectList *self = FERRY_OBJECT_LIST (model);

  if (position >= self->objects->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->objects, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ferry_object_list_get_item_type;
  iface->get_n_items = ferry_object_list_get_n_items;
  iface->get_item = ferry_object_list_get_item;
}

static void
ferry_object_list_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  FerryObjectList *self = FERRY_OBJECT_LIST (object);

  switch ((FerryObjectListProperty) prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
ferry_object_list_dispose (GObject *object)
{
  FerryObjectList *self = FERRY_OBJECT_LIST (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (ferry_object_list_parent_class)->dispose (object);
}

static gboolean
let_go_cb (gpointer user_data)
{
  GPtrArray *objects = user_data;

  g_ptr_array_set_size (objects, objects->len - MIN (objects->len, LET_GO_AT_ONCE));

  return objects->len > 0;
}

/* A folder may have a million objects: all at once the main loop would stand still for half a
 * second. (transfer full)
 */
static void
let_go (GPtrArray *objects)
{
  if (objects->len <= LET_GO_AT_ONCE)
    g_ptr_array_unref (objects);
  else
    /* after what is drawn, before what waits for nothing to do */
    g_idle_add_full (G_PRIORITY_HIGH_IDLE + 30, let_go_cb, objects,
                     (GDestroyNotify) g_ptr_array_unref);
}

static void
ferry_object_list_finalize (GObject *object)
{
  FerryObjectList *self = FERRY_OBJECT_LIST (object);

  g_object_unref (self->client);
  g_object_unref (self->bucket);
  g_free (self->prefix);
  let_go (self->objects);
  g_free (self->next_token);
  ferry_page_guard_free (self->guard);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (ferry_object_list_parent_class)->finalize (object);
}

static GParamSpec *
read_only_boolean (const char *name)
{
  return g_param_spec_boolean (name, NULL, NULL, FALSE,
                               G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static void
ferry_object_list_class_init (FerryObjectListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_object_list_get_property;
  object_class->dispose = ferry_object_list_dispose;
  object_class->finalize = ferry_object_list_finalize;

  properties[PROP_LOADING] = read_only_boolean ("loading");
  properties[PROP_COMPLETE] = read_only_boolean ("complete");

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_FAILED] =
    g_signal_new ("failed", FERRY_TYPE_OBJECT_LIST, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ferry_object_list_init (FerryObjectList *self)
{
  self->objects = g_ptr_array_new_with_free_func (g_object_unref);
  self->guard = ferry_page_guard_new ();
  self->cancellable = g_cancellable_new ();
}

FerryObjectList *
ferry_object_list_new (FerryClient *client,
                       FerryBucket *bucket,
                       const char  *prefix)
{
  FerryObjectList *self;

  g_return_val_if_fail (FERRY_IS_CLIENT (client), NULL);
  g_return_val_if_fail (FERRY_IS_BUCKET (bucket), NULL);

  self = g_object_new (FERRY_TYPE_OBJECT_LIST, NULL);
  self->client = g_object_ref (client);
  self->bucket = g_object_ref (bucket);
  self->prefix = g_strdup (prefix ? prefix : "");

  return self;
}

FerryObjectList *
ferry_object_list_new_below (FerryClient *client,
                             FerryBucket *bucket,
                             const char  *prefix)
{
  FerryObjectList *self = ferry_object_list_new (client, bucket, prefix);

  if (self)
    self->deep = TRUE;

  return self;
}

void
ferry_object_list_load (FerryObjectList *self)
{
  g_return_if_fail (FERRY_IS_OBJECT_LIST (self));

  if (self->loading || self->complete)
    return;

  ferry_page_guard_renew (self->guard);
  set_loading (self, TRUE);
  if (ferry_bucket_get_region (self->bucket))
    load_page (self);
  else
    ferry_s3_head_bucket_async (self->client, ferry_bucket_get_name (self->bucket),
                                self->cancellable, headed_cb, self);
}

void
ferry_object_list_stop (FerryObjectList *self)
{
  g_return_if_fail (FERRY_IS_OBJECT_LIST (self));

  if (!self->loading)
    return;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_loading (self, FALSE);
}

gboolean
ferry_object_list_is_loading (FerryObjectList *self)
{
  g_return_val_if_fail (FERRY_IS_OBJECT_LIST (self), FALSE);

  return self->loading;
}

gboolean
ferry_object_list_is_complete (FerryObjectList *self)
{
  g_return_val_if_fail (FERRY_IS_OBJECT_LIST (self), FALSE);

  return self->complete;
}

const char *
ferry_object_list_get_prefix (FerryObjectList *self)
{
  g_return_val_if_fail (FERRY_IS_OBJECT_LIST (self), NULL);

  return self->prefix;
}
