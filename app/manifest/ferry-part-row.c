/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-part-row.h"

#include "common/ferry-inscription.h"
#include "common/ferry-row-filler.h"
#include "wizard/ferry-check-text.h"

#include <glib/gi18n.h>

/* Texts are inscriptions, whose size does not follow from what they say: a list makes 200. */
struct _FerryPartRow {
  GtkBox          parent_instance;

  FerryPartItem  *item;          /* (nullable) */
  GtkImage       *icon;
  GtkInscription *key_text;
  GtkInscription *caption_text;
};

G_DEFINE_FINAL_TYPE (FerryPartRow, ferry_part_row, GTK_TYPE_BOX)

static const char *const styles[] = { "error", "warning", "accent" };

static void
show_icon (FerryPartRow *self,
           gboolean      is_flawed,
           FerrySeverity worst)
{
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), styles[i]);
  gtk_widget_set_opacity (GTK_WIDGET (self->icon), is_flawed ? 1 : 0);
  gtk_image_set_from_icon_name (self->icon, ferry_severity_to_icon (worst));
  if (is_flawed)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), ferry_severity_to_style (worst));
}

static void
ferry_part_row_dispose (GObject *object)
{
  g_clear_object (&FERRY_PART_ROW (object)->item);

  G_OBJECT_CLASS (ferry_part_row_parent_class)->dispose (object);
}

static void
ferry_part_row_class_init (FerryPartRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_part_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-part-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryPartRow, icon);
  gtk_widget_class_bind_template_child (widget_class, FerryPartRow, key_text);
  gtk_widget_class_bind_template_child (widget_class, FerryPartRow, caption_text);
}

static void
ferry_part_row_init (FerryPartRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ferry_part_row_new (void)
{
  return g_object_new (FERRY_TYPE_PART_ROW, NULL);
}

void
ferry_part_row_fill (FerryPartRow   *self,
                     FerryPartModel *model,
                     FerryPartItem  *item)
{
  g_autofree char *title = NULL;
  g_autofree char *key = NULL;
  g_autofree char *range = NULL;
  g_autofree char *caption = NULL;
  g_autofree char *description = NULL;
  FerrySeverity worst = FERRY_SEVERITY_NOTE;
  gboolean is_flawed;

  g_return_if_fail (FERRY_IS_PART_ROW (self));
  g_return_if_fail (FERRY_IS_PART_MODEL (model));
  g_return_if_fail (FERRY_IS_PART_ITEM (item));

  title = ferry_part_row_make_title (item);
  key = ferry_part_item_dup_key (item);
  range = ferry_part_item_dup_range (item);
  is_flawed = ferry_part_model_get_worst (model, ferry_part_item_get_part (item), &worst);
  /* Translators: "Part 18", and its bytes */
  caption = g_strdup_printf (C_("part", "%s · %s"), title, range);
  /* Translators: of a part: its key, how bad it is ("Warning"), its bytes */
  description = is_flawed ? g_strdup_printf (C_("part", "%s, %s, %s"), key,
                                             ferry_severity_to_word (worst), range)
                          : g_strdup_printf ("%s, %s", key, range);

  g_set_object (&self->item, item);
  ferry_inscription_show_name (self->key_text, key);
  ferry_inscription_show (self->caption_text, caption);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), key);
  show_icon (self, is_flawed, worst);
  ferry_row_filler_name (GTK_WIDGET (self), title, description);
}

void
ferry_part_row_empty (FerryPartRow *self)
{
  g_return_if_fail (FERRY_IS_PART_ROW (self));

  g_clear_object (&self->item);
}

FerryPartItem *
ferry_part_row_get_item (FerryPartRow *self)
{
  g_return_val_if_fail (FERRY_IS_PART_ROW (self), NULL);

  return self->item;
}

char *
ferry_part_row_make_title (FerryPartItem *item)
{
  g_return_val_if_fail (FERRY_IS_PART_ITEM (item), NULL);

  /* Translators: a part of a disk, counted from 0 as its manifest does */
  return g_strdup_printf (_("Part %'u"), ferry_part_item_get_part (item));
}
