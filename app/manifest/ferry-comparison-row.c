/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-comparison-row.h"

#include "common/ferry-format.h"
#include "common/ferry-inscription.h"
#include "common/ferry-row-filler.h"
#include "manifest/ferry-difference-text.h"

#include <glib/gi18n.h>

/* Texts are inscriptions, whose size does not follow from what they say: a list makes 200. */
struct _FerryComparisonRow {
  GtkBox          parent_instance;

  GtkInscription *title_text;
  GtkInscription *how_text;
  GtkBox         *values;
  GtkInscription *left_text;
  GtkInscription *right_text;
};

G_DEFINE_FINAL_TYPE (FerryComparisonRow, ferry_comparison_row, GTK_TYPE_BOX)

typedef enum {
  PROP_NARROW = 1,
} FerryComparisonRowProperty;

static GParamSpec *properties[PROP_NARROW + 1];

/* (transfer full) */
static char *
format_value (const char *value)
{
  return value ? ferry_format_name (value) : g_strdup (C_("a value that is not there", "—"));
}

static void
ferry_comparison_row_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  FerryComparisonRow *self = FERRY_COMPARISON_ROW (object);
  GtkOrientation orientation = gtk_orientable_get_orientation (GTK_ORIENTABLE (self->values));

  switch ((FerryComparisonRowProperty) prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, orientation == GTK_ORIENTATION_VERTICAL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_comparison_row_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  FerryComparisonRow *self = FERRY_COMPARISON_ROW (object);
  gboolean narrow;

  switch ((FerryComparisonRowProperty) prop_id)
    {
    case PROP_NARROW:
      narrow = g_value_get_boolean (value);
      gtk_orientable_set_orientation (GTK_ORIENTABLE (self->values),
                                      narrow ? GTK_ORIENTATION_VERTICAL
                                             : GTK_ORIENTATION_HORIZONTAL);
      gtk_box_set_spacing (self->values, narrow ? 2 : 24);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_comparison_row_class_init (FerryComparisonRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ferry_comparison_row_get_property;
  object_class->set_property = ferry_comparison_row_set_property;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-comparison-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryComparisonRow, title_text);
  gtk_widget_class_bind_template_child (widget_class, FerryComparisonRow, how_text);
  gtk_widget_class_bind_template_child (widget_class, FerryComparisonRow, values);
  gtk_widget_class_bind_template_child (widget_class, FerryComparisonRow, left_text);
  gtk_widget_class_bind_template_child (widget_class, FerryComparisonRow, right_text);
}

static void
ferry_comparison_row_init (FerryComparisonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ferry_comparison_row_new (void)
{
  return g_object_new (FERRY_TYPE_COMPARISON_ROW, NULL);
}

void
ferry_comparison_row_fill (FerryComparisonRow *self,
                           FerryManifestRow   *row)
{
  g_autofree char *title = NULL;
  g_autofree char *how = NULL;
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;
  g_autofree char *description = NULL;
  g_autofree char *tooltip = NULL;
  gboolean differs;

  g_return_if_fail (FERRY_IS_COMPARISON_ROW (self));
  g_return_if_fail (FERRY_IS_MANIFEST_ROW (row));

  title = ferry_difference_make_title (row);
  how = ferry_difference_describe (row);
  left = format_value (ferry_manifest_row_get_left (row));
  right = format_value (ferry_manifest_row_get_right (row));
  differs = ferry_manifest_row_get_difference (row) != FERRY_DIFFERENCE_NONE;
  /* Translators: how two values differ, and both of them */
  description = g_strdup_printf (C_("comparison", "%s. %s. %s"), how, left, right);
  tooltip = g_strdup_printf ("%s\n%s", left, right);

  ferry_inscription_show (self->title_text, title);
  ferry_inscription_show (self->how_text, how);
  ferry_inscription_show_name (self->left_text, left);
  ferry_inscription_show_name (self->right_text, right);
  gtk_widget_remove_css_class (GTK_WIDGET (self->how_text), differs ? "dim-label" : "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self->how_text), differs ? "warning" : "dim-label");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->values), tooltip);
  ferry_row_filler_name (GTK_WIDGET (self), title, description);
}
