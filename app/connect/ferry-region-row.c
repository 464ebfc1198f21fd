/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "connect/ferry-region-row.h"

#include "common/ferry-choices.h"

#include "ferry.h"

#include <glib/gi18n.h>

struct _FerryRegionRow {
  AdwActionRow  parent_instance;

  GtkDropDown  *drop_down;
  char         *other;  /* (nullable): last of the drop-down, unknown */
};

G_DEFINE_FINAL_TYPE (FerryRegionRow, ferry_region_row, ADW_TYPE_ACTION_ROW)

typedef enum {
  PROP_REGION = 1,
} FerryRegionRowProperty;

static GParamSpec *properties[PROP_REGION + 1];

static void
selected_cb (FerryRegionRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REGION]);
}

static void
fill (FerryRegionRow *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  gsize n_regions;
  const FerryRegion *regions = ferry_region_list (&n_regions);

  for (gsize i = 0; i < n_regions; i++)
    {
      /* Translators: the name of a region, and its id */
      gtk_string_list_take (names, g_strdup_printf (_("%s · %s"), regions[i].name,
                                                    regions[i].id));
    }
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (names));
}

static void
ferry_region_row_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  FerryRegionRow *self = FERRY_REGION_ROW (object);

  switch ((FerryRegionRowProperty) prop_id)
    {
    case PROP_REGION:
      g_value_set_string (value, ferry_region_row_get_region (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
ferry_region_row_finalize (GObject *object)
{
  g_free (FERRY_REGION_ROW (object)->other);

  G_OBJECT_CLASS (ferry_region_row_parent_class)->finalize (object);
}

static void
ferry_region_row_class_init (FerryRegionRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_region_row_get_property;
  object_class->finalize = ferry_region_row_finalize;

  properties[PROP_REGION] =
    g_param_spec_string ("region", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_region_row_init (FerryRegionRow *self)
{
  GtkExpression *name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (NULL, name));
  gtk_drop_down_set_enable_search (self->drop_down, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->drop_down), GTK_ALIGN_CENTER);
  fill (self);
  ferry_choices_set_up (self->drop_down, _("Region"));
  g_signal_connect_swapped (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->drop_down));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->drop_down));
  /* It says the row's title itself, and what is chosen. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->drop_down),
                                 GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

const char *
ferry_region_row_get_region (FerryRegionRow *self)
{
  gsize n_regions;
  const FerryRegion *regions = ferry_region_list (&n_regions);
  guint selected;

  g_return_val_if_fail (FERRY_IS_REGION_ROW (self), NULL);

  selected = gtk_drop_down_get_selected (self->drop_down);

  return selected < n_regions ? regions[selected].id : self->other;
}

void
ferry_region_row_set_region (FerryRegionRow *self,
                             const char     *region)
{
  gsize n_regions;
  const FerryRegion *regions = ferry_region_list (&n_regions);

  g_return_if_fail (FERRY_IS_REGION_ROW (self));

  for (gsize i = 0; i < n_regions; i++)
    {
      if (g_str_equal (regions[i].id, region))
        {
          gtk_drop_down_set_selected (self->drop_down, i);
          return;
        }
    }

  /* A newer Ferry, or a newer AWS: the account keeps its region. */
  self->other = g_strdup (region);
  gtk_string_list_append (GTK_STRING_LIST (gtk_drop_down_get_model (self->drop_down)), region);
  gtk_drop_down_set_selected (self->drop_down, n_regions);
}
