/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-object-view.h"

#include "browser/ferry-object-header.h"
#include "browser/ferry-object-row.h"
#include "common/ferry-format.h"
#include "common/ferry-row-filler.h"

/* No GtkColumnView: in GTK 4.8 its headers take no focus, and its five widgets for each of 200 rows
 * take several frames at once.
 */
struct _FerryObjectView {
  AdwBin              parent_instance;

  FerryObjectHeader  *header;
  GtkListView        *list_view;
  GtkSingleSelection *selection;
  FerryRowFiller     *filler;

  gboolean            narrow;
};

G_DEFINE_FINAL_TYPE (FerryObjectView, ferry_object_view, ADW_TYPE_BIN)

typedef enum {
  PROP_NARROW = 1,
} FerryObjectViewProperty;

static GParamSpec *properties[PROP_NARROW + 1];

enum {
  SELECTED,
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
open_cb (FerryObjectView *self,
         FerryObject     *object)
{
  g_signal_emit (self, signals[ACTIVATED], 0, object);
}

static void
name_row (gpointer  owner,
          AdwBin   *row,
          gpointer  item)
{
  g_autofree char *name = ferry_format_name (ferry_object_get_name (item));

  ferry_row_filler_name (GTK_WIDGET (row), name, NULL);
}

static void
make_row (gpointer  owner,
          AdwBin   *row)
{
  FerryObjectView *self = owner;
  GtkWidget *object_row = ferry_object_row_new ();

  g_object_bind_property (self, "narrow", object_row, "narrow", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (object_row, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (row, object_row);
}

static void
fill_row (gpointer  owner,
          AdwBin   *row,
          gpointer  item)
{
  ferry_object_row_set_object (FERRY_OBJECT_ROW (adw_bin_get_child (row)), item);
}

static void
empty_row (gpointer  owner,
           AdwBin   *row)
{
  ferry_object_row_set_object (FERRY_OBJECT_ROW (adw_bin_get_child (row)), NULL);
}

static const FerryRowFunctions row_functions = { name_row, make_row, fill_row, empty_row };

static void
activated_cb (FerryObjectView *self,
              guint            position)
{
  g_autoptr(FerryObject) object =
    g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (object)
    g_signal_emit (self, signals[ACTIVATED], 0, object);
}

static void
selection_changed_cb (FerryObjectView *self)
{
  g_signal_emit (self, signals[SELECTED], 0, ferry_object_view_get_selected (self));
}

static void
set_narrow (FerryObjectView *self,
            gboolean         narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
ferry_object_view_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  FerryObjectView *self = FERRY_OBJECT_VIEW (object);

  switch ((FerryObjectViewProperty) prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_object_view_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  FerryObjectView *self = FERRY_OBJECT_VIEW (object);

  switch ((FerryObjectViewProperty) prop_id)
    {
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_object_view_dispose (GObject *object)
{
  FerryObjectView *self = FERRY_OBJECT_VIEW (object);

  if (self->filler)
    ferry_row_filler_stop (self->filler);
  g_clear_object (&self->filler);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (ferry_object_view_parent_class)->dispose (object);
}

static void
ferry_object_view_class_init (FerryObjectViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ferry_object_view_get_property;
  object_class->set_property = ferry_object_view_set_property;
  object_class->dispose = ferry_object_view_dispose;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SELECTED] =
    g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, FERRY_TYPE_OBJECT);
  signals[ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, FERRY_TYPE_OBJECT);

  g_type_ensure (FERRY_TYPE_OBJECT_HEADER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/browser/"
                                               "ferry-object-view.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryObjectView, header);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectView, list_view);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
ferry_object_view_init (FerryObjectView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->filler = ferry_row_filler_new (self->list_view, &row_functions, self);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, FALSE);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
}

void
ferry_object_view_set_model (FerryObjectView *self,
                             GListModel      *objects)
{
  g_return_if_fail (FERRY_IS_OBJECT_VIEW (self));

  /* Not the one for the other: GTK 4.8 then looks for each row that it has in all of the new. */
  gtk_single_selection_set_model (self->selection, NULL);
  gtk_single_selection_set_model (self->selection, objects);
}

FerryObject *
ferry_object_view_get_selected (FerryObjectView *self)
{
  g_return_val_if_fail (FERRY_IS_OBJECT_VIEW (self), NULL);

  return gtk_single_selection_get_selected_item (self->selection);
}

void
ferry_object_view_unselect (FerryObjectView *self)
{
  g_return_if_fail (FERRY_IS_OBJECT_VIEW (self));

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

void
ferry_object_view_show_order (FerryObjectView  *self,
                              FerryObjectOrder  order)
{
  g_return_if_fail (FERRY_IS_OBJECT_VIEW (self));

  ferry_object_header_show_order (self->header, order);
}

void
ferry_object_view_scroll_to_top (FerryObjectView *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list_view));

  g_return_if_fail (FERRY_IS_OBJECT_VIEW (self));

  gtk_adjustment_set_value (adjustment, 0);
}
