/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-object-header.h"

#include <glib/gi18n.h>

/* The titles of numbers stand in inscriptions as wide as those of the rows: so they stay one over
 * the other whatever the font, and without a group of sizes over hundreds of rows.
 */
struct _FerryObjectHeader {
  GtkBox     parent_instance;

  GtkButton *name_button;
  GtkButton *size_button;
  GtkButton *modified_button;
  GtkImage  *name_arrow;
  GtkImage  *size_arrow;
  GtkImage  *modified_arrow;
  GtkWidget *content_title;

  gboolean   roomy;
};

G_DEFINE_FINAL_TYPE (FerryObjectHeader, ferry_object_header, GTK_TYPE_BOX)

typedef enum {
  PROP_ROOMY = 1,
} FerryObjectHeaderProperty;

static GParamSpec *properties[PROP_ROOMY + 1];

/* What the arrow says, for those who do not see it. */
static const char *
get_text (FerryObjectOrder order)
{
  switch (order)
    {
    case FERRY_OBJECT_ORDER_NAME:
      return _("Sorted from A to Z");
    case FERRY_OBJECT_ORDER_NAME_REVERSED:
      return _("Sorted from Z to A");
    case FERRY_OBJECT_ORDER_LARGEST:
      return _("Sorted, the largest first");
    case FERRY_OBJECT_ORDER_SMALLEST:
      return _("Sorted, the smallest first");
    case FERRY_OBJECT_ORDER_NEWEST:
      return _("Sorted, the newest first");
    case FERRY_OBJECT_ORDER_OLDEST:
      return _("Sorted, the oldest first");
    default:
      g_return_val_if_reached ("");
    }
}

/* A click brings @first, or @second where @first is there already. */
static void
show_column (GtkButton        *button,
             GtkImage         *arrow,
             FerryObjectOrder  order,
             FerryObjectOrder  first,
             FerryObjectOrder  second)
{
  FerryObjectOrder next = order == first ? second : first;
  gboolean shown = order == first || order == second;
  const char *icon_name = ferry_object_order_is_descending (order) ? "pan-down-symbolic"
                                                                   : "pan-up-symbolic";

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                    ferry_object_order_to_word (next));
  gtk_image_set_from_icon_name (arrow, shown ? icon_name : NULL);
  gtk_widget_set_visible (GTK_WIDGET (arrow), shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  shown ? get_text (order) : "", -1);
}

static void
ferry_object_header_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  FerryObjectHeader *self = FERRY_OBJECT_HEADER (object);

  switch ((FerryObjectHeaderProperty) prop_id)
    {
    case PROP_ROOMY:
      g_value_set_boolean (value, self->roomy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_object_header_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  FerryObjectHeader *self = FERRY_OBJECT_HEADER (object);

  switch ((FerryObjectHeaderProperty) prop_id)
    {
    case PROP_ROOMY:
      if (self->roomy == g_value_get_boolean (value))
        break;
      self->roomy = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_object_header_class_init (FerryObjectHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ferry_object_header_get_property;
  object_class->set_property = ferry_object_header_set_property;

  properties[PROP_ROOMY] =
    g_param_spec_boolean ("roomy", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/browser/"
                                               "ferry-object-header.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryObjectHeader, name_button);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectHeader, size_button);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectHeader, modified_button);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectHeader, name_arrow);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectHeader, size_arrow);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectHeader, modified_arrow);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectHeader, content_title);
}

static void
ferry_object_header_init (FerryObjectHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_object_header_show_order (self, FERRY_OBJECT_ORDER_NAME);
}

void
ferry_object_header_show_order (FerryObjectHeader *self,
                                FerryObjectOrder   order)
{
  g_return_if_fail (FERRY_IS_OBJECT_HEADER (self));

  show_column (self->name_button, self->name_arrow, order,
               FERRY_OBJECT_ORDER_NAME, FERRY_OBJECT_ORDER_NAME_REVERSED);
  show_column (self->size_button, self->size_arrow, order,
               FERRY_OBJECT_ORDER_LARGEST, FERRY_OBJECT_ORDER_SMALLEST);
  show_column (self->modified_button, self->modified_arrow, order,
               FERRY_OBJECT_ORDER_NEWEST, FERRY_OBJECT_ORDER_OLDEST);
}

int
ferry_object_header_get_spare (FerryObjectHeader *self)
{
  int width;

  g_return_val_if_fail (FERRY_IS_OBJECT_HEADER (self), 0);

  gtk_widget_measure (self->content_title, GTK_ORIENTATION_HORIZONTAL, -1, &width,
                      NULL, NULL, NULL);

  /* its margin in the rows */
  return width > 0 ? width + 12 : 0;
}
