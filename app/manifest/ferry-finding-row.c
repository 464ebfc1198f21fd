/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-finding-row.h"

#include "common/ferry-inscription.h"
#include "wizard/ferry-check-text.h"

/* Texts are inscriptions: all rows of the list are of one height, whatever they say. */
struct _FerryFindingRow {
  GtkBox          parent_instance;

  GtkImage       *icon;
  GtkInscription *title_text;
  GtkInscription *caption_text;
};

G_DEFINE_FINAL_TYPE (FerryFindingRow, ferry_finding_row, GTK_TYPE_BOX)

static const char *const styles[] = { "error", "warning", "accent" };

static void
ferry_finding_row_class_init (FerryFindingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-finding-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryFindingRow, icon);
  gtk_widget_class_bind_template_child (widget_class, FerryFindingRow, title_text);
  gtk_widget_class_bind_template_child (widget_class, FerryFindingRow, caption_text);
}

static void
ferry_finding_row_init (FerryFindingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ferry_finding_row_new (void)
{
  return g_object_new (FERRY_TYPE_FINDING_ROW, NULL);
}

void
ferry_finding_row_show (FerryFindingRow  *self,
                        FerryFindingItem *item)
{
  g_autofree char *title = NULL;
  g_autofree char *caption = NULL;
  FerrySeverity severity;

  g_return_if_fail (FERRY_IS_FINDING_ROW (self));
  g_return_if_fail (FERRY_IS_FINDING_ITEM (item));

  title = ferry_finding_item_dup_title (item);
  caption = ferry_finding_item_dup_caption (item);
  severity = ferry_finding_item_get_finding (item)->severity;
  ferry_inscription_show (self->title_text, title);
  ferry_inscription_show (self->caption_text, caption);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->caption_text), caption);

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), styles[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), ferry_severity_to_style (severity));
  gtk_image_set_from_icon_name (self->icon, ferry_severity_to_icon (severity));
  gtk_widget_set_opacity (GTK_WIDGET (self->icon), ferry_finding_item_is_rest (item) ? 0 : 1);
}
