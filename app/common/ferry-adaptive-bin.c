/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "common/ferry-adaptive-bin.h"

struct _FerryAdaptiveBin {
  AdwBin   parent_instance;

  int      threshold;
  gboolean narrow;
  gboolean wanted;
  guint    idle;
};

G_DEFINE_FINAL_TYPE (FerryAdaptiveBin, ferry_adaptive_bin, ADW_TYPE_BIN)

typedef enum {
  PROP_THRESHOLD = 1,
  PROP_NARROW,
} FerryAdaptiveBinProperty;

static GParamSpec *properties[PROP_NARROW + 1];

/* What the narrowest phone shows; the content is designed for it. */
#define SMALLEST_WIDTH 360

static gboolean
apply_cb (gpointer user_data)
{
  FerryAdaptiveBin *self = user_data;

  self->idle = 0;
  if (self->narrow != self->wanted)
    {
      self->narrow = self->wanted;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
    }

  return G_SOURCE_REMOVE;
}

static void
ferry_adaptive_bin_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));
  int child_width = 0;

  *minimum_baseline = *natural_baseline = -1;
  if (child == NULL || !gtk_widget_should_layout (child))
    return;

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_width, NULL, NULL, NULL);

  gtk_widget_measure (child, orientation, for_size < 0 ? -1 : MAX (for_size, child_width),
                      minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, SMALLEST_WIDTH);
}

static void
ferry_adaptive_bin_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  FerryAdaptiveBin *self = FERRY_ADAPTIVE_BIN (widget);
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));
  int child_width;
  int child_height;

  self->wanted = width < self->threshold;
  if (self->wanted != self->narrow && self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, apply_cb, self, NULL);

  if (child == NULL || !gtk_widget_should_layout (child))
    return;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_width, NULL, NULL, NULL);
  child_width = MAX (child_width, width);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width,
                      &child_height, NULL, NULL, NULL);
  gtk_widget_allocate (child, child_width, MAX (child_height, height), baseline, NULL);
}

static void
ferry_adaptive_bin_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  FerryAdaptiveBin *self = FERRY_ADAPTIVE_BIN (object);

  switch ((FerryAdaptiveBinProperty) prop_id)
    {
    case PROP_THRESHOLD:
      g_value_set_int (value, self->threshold);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_adaptive_bin_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  FerryAdaptiveBin *self = FERRY_ADAPTIVE_BIN (object);

  switch ((FerryAdaptiveBinProperty) prop_id)
    {
    case PROP_THRESHOLD:
      if (self->threshold != g_value_get_int (value))
        {
          self->threshold = g_value_get_int (value);
          gtk_widget_queue_allocate (GTK_WIDGET (self));
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_NARROW:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_adaptive_bin_dispose (GObject *object)
{
  FerryAdaptiveBin *self = FERRY_ADAPTIVE_BIN (object);

  g_clear_handle_id (&self->idle, g_source_remove);

  G_OBJECT_CLASS (ferry_adaptive_bin_parent_class)->dispose (object);
}

static void
ferry_adaptive_bin_class_init (FerryAdaptiveBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ferry_adaptive_bin_get_property;
  object_class->set_property = ferry_adaptive_bin_set_property;
  object_class->dispose = ferry_adaptive_bin_dispose;
  widget_class->measure = ferry_adaptive_bin_measure;
  widget_class->size_allocate = ferry_adaptive_bin_size_allocate;

  properties[PROP_THRESHOLD] =
    g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT, 0,
                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_adaptive_bin_init (FerryAdaptiveBin *self)
{
  /* AdwBin's own layout would never go under the child's minimum. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

gboolean
ferry_adaptive_bin_is_narrow (FerryAdaptiveBin *self)
{
  g_return_val_if_fail (FERRY_IS_ADAPTIVE_BIN (self), FALSE);

  return self->narrow;
}
