/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "base/ferry-activity.h"

struct _FerryActivity {
  GObject parent_instance;

  guint   n_begun;
};

G_DEFINE_FINAL_TYPE (FerryActivity, ferry_activity, G_TYPE_OBJECT)

typedef enum {
  PROP_BUSY = 1,
} FerryActivityProperty;

static GParamSpec *properties[PROP_BUSY + 1];

static void
ferry_activity_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch ((FerryActivityProperty) prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, ferry_activity_is_busy (FERRY_ACTIVITY (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_activity_class_init (FerryActivityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_activity_get_property;

  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_activity_init (FerryActivity *self)
{
}

FerryActivity *
ferry_activity_new (void)
{
  return g_object_new (FERRY_TYPE_ACTIVITY, NULL);
}

void
ferry_activity_begin (FerryActivity *self)
{
  g_return_if_fail (FERRY_IS_ACTIVITY (self));

  self->n_begun++;
  if (self->n_begun == 1)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

void
ferry_activity_end (FerryActivity *self)
{
  g_return_if_fail (FERRY_IS_ACTIVITY (self));
  g_return_if_fail (self->n_begun > 0);

  self->n_begun--;
  if (self->n_begun == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

gboolean
ferry_activity_is_busy (FerryActivity *self)
{
  g_return_val_if_fail (FERRY_IS_ACTIVITY (self), FALSE);

  return self->n_begun > 0;
}
