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
};

G_DEFINE_FINAL_TYPE (FerryObjectHeader, ferry_object_header, GTK_TYPE_BOX)

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
ferry_object_header_class_init (FerryObjectHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/browser/"
                                               "ferry-object-header.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryObjectHeader, name_button);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectHeader, size_button);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectHeader, modified_button);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectHeader, name_arrow);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectHeader, size_arrow);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectHeader, modified_arrow);
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
