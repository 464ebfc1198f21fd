/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "bucket/ferry-bucket.h"

struct _FerryBucket {
  GObject  parent_instance;

  char    *name;
  char    *region;
};

G_DEFINE_FINAL_TYPE (FerryBucket, ferry_bucket, G_TYPE_OBJECT)

typedef enum {
  PROP_NAME = 1,
  PROP_REGION,
} FerryBucketProperty;

static GParamSpec *properties[PROP_REGION + 1];

static void
ferry_bucket_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  FerryBucket *self = FERRY_BUCKET (object);

  switch ((FerryBucketProperty) prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_REGION:
      g_value_set_string (value, self->region);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
ferry_bucket_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  FerryBucket *self = FERRY_BUCKET (object);

  switch ((FerryBucketProperty) prop_id)
    {
    case PROP_NAME:
      self->name = g_value_dup_string (value);
      break;
    case PROP_REGION:
      ferry_bucket_set_region (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
ferry_bucket_finalize (GObject *object)
{
  FerryBucket *self = FERRY_BUCKET (object);

  g_free (self->name);
  g_free (self->region);

  G_OBJECT_CLASS (ferry_bucket_parent_class)->finalize (object);
}

static void
ferry_bucket_class_init (FerryBucketClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_bucket_get_property;
  object_class->set_property = ferry_bucket_set_property;
  object_class->finalize = ferry_bucket_finalize;

  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                         G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_REGION] =
    g_param_spec_string ("region", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_bucket_init (FerryBucket *self)
{
}

FerryBucket *
ferry_bucket_new (const char *name,
                  const char *region)
{
  g_return_val_if_fail (name != NULL, NULL);

  return g_object_new (FERRY_TYPE_BUCKET, "name", name, "region", region, NULL);
}

const char *
ferry_bucket_get_name (FerryBucket *self)
{
  g_return_val_if_fail (FERRY_IS_BUCKET (self), NULL);

  return self->name;
}

const char *
ferry_bucket_get_region (FerryBucket *self)
{
  g_return_val_if_fail (FERRY_IS_BUCKET (self), NULL);

  return self->region;
}

void
ferry_bucket_set_region (FerryBucket *self,
                         const char  *region)
{
  g_return_if_fail (FERRY_IS_BUCKET (self));

  if (g_strcmp0 (self->region, region) == 0)
    return;

  g_free (self->region);
  self->region = g_strdup (region);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REGION]);
}
