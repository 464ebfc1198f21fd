/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-part-list.h"

#include "common/ferry-row-filler.h"
#include "manifest/ferry-part-row.h"

/* Frames after which a part is in sight, or will never be. */
#define MOST_TICKS 60

struct _FerryPartList {
  AdwBin              parent_instance;

  GtkListView        *list_view;
  GtkSingleSelection *selection;
  FerryRowFiller     *filler;
  GPtrArray          *rows;       /* FerryPartRow: those that are filled */

  guint               tick;       /* while the selected part is scrolled to */
  guint               n_ticks;

  FerryPartModel     *model;      /* (nullable) */
  guint               selected;
};

G_DEFINE_FINAL_TYPE (FerryPartList, ferry_part_list, ADW_TYPE_BIN)

typedef enum {
  PROP_SELECTED = 1,
  PROP_SEARCHING,
  PROP_N_SHOWN,
} FerryPartListProperty;

static GParamSpec *properties[PROP_N_SHOWN + 1];

static void
name_row (gpointer  owner,
          AdwBin   *row,
          gpointer  item)
{
  g_autofree char *title = ferry_part_row_make_title (item);

  ferry_row_filler_name (GTK_WIDGET (row), title, NULL);
}

static void
make_row (gpointer  owner,
          AdwBin   *row)
{
  adw_bin_set_child (row, ferry_part_row_new ());
}

static void
fill_row (gpointer  owner,
          AdwBin   *row,
          gpointer  item)
{
  FerryPartList *self = owner;
  GtkWidget *part_row = adw_bin_get_child (row);

  ferry_part_row_fill (FERRY_PART_ROW (part_row), self->model, item);
  g_ptr_array_add (self->rows, part_row);
}

static void
empty_row (gpointer  owner,
           AdwBin   *row)
{
  FerryPartList *self = owner;
  GtkWidget *part_row = adw_bin_get_child (row);

  ferry_part_row_empty (FERRY_PART_ROW (part_row));
  g_ptr_array_remove_fast (self->rows, part_row);
}

static const FerryRowFunctions row_functions = { name_row, make_row, fill_row, empty_row };

static gboolean
is_filled (FerryPartList *self,
           guint          part)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (ferry_part_item_get_part (ferry_part_row_get_item (self->rows->pdata[i])) == part)
      return TRUE;

  return FALSE;
}

/* Rows get their height when they are filled: where a part lies is known only when it is there. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  FerryPartList *self = user_data;
  guint position = self->model ? ferry_part_model_find (self->model, self->selected)
                               : GTK_INVALID_LIST_POSITION;

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (widget, "list.scroll-to-item", "u", position);
  if (position != GTK_INVALID_LIST_POSITION && !is_filled (self, self->selected) &&
      self->n_ticks++ < MOST_TICKS)
    return G_SOURCE_CONTINUE;

  self->tick = 0;

  return G_SOURCE_REMOVE;
}

static void
selection_changed_cb (FerryPartList *self)
{
  FerryPartItem *item = gtk_single_selection_get_selected_item (self->selection);
  guint selected = item ? ferry_part_item_get_part (item) : FERRY_MANIFEST_NO_PART;

  if (self->selected == selected)
    return;

  self->selected = selected;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
shown_changed_cb (FerryPartList *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SHOWN]);
}

static void
searching_changed_cb (FerryPartList *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
}

static void
ferry_part_list_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  FerryPartList *self = FERRY_PART_LIST (object);

  switch ((FerryPartListProperty) prop_id)
    {
    case PROP_SELECTED:
      g_value_set_uint (value, self->selected);
      break;
    case PROP_SEARCHING:
      g_value_set_boolean (value, self->model && ferry_part_model_is_searching (self->model));
      break;
    case PROP_N_SHOWN:
      g_value_set_uint (value, ferry_part_list_get_n_shown (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
let_go (FerryPartList *self)
{
  if (self->model == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->model, self);
  ferry_part_model_set_search (self->model, NULL);
  g_clear_object (&self->model);
}

static void
ferry_part_list_dispose (GObject *object)
{
  FerryPartList *self = FERRY_PART_LIST (object);

  if (self->tick)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->list_view), self->tick);
  self->tick = 0;
  if (self->filler)
    ferry_row_filler_stop (self->filler);
  g_clear_object (&self->filler);
  g_clear_object (&self->selection);
  let_go (self);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (ferry_part_list_parent_class)->dispose (object);
}

static void
ferry_part_list_class_init (FerryPartListClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ferry_part_list_get_property;
  object_class->dispose = ferry_part_list_dispose;

  properties[PROP_SELECTED] =
    g_param_spec_uint ("selected", NULL, NULL, 0, G_MAXUINT, FERRY_MANIFEST_NO_PART, flags);
  properties[PROP_SEARCHING] =
    g_param_spec_boolean ("searching", NULL, NULL, FALSE, flags);
  properties[PROP_N_SHOWN] =
    g_param_spec_uint ("n-shown", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-part-list.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryPartList, list_view);
}

static void
ferry_part_list_init (FerryPartList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->selected = FERRY_MANIFEST_NO_PART;
  self->rows = g_ptr_array_new ();
  self->filler = ferry_row_filler_new (self->list_view, &row_functions, self);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, FALSE);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
ferry_part_list_new (void)
{
  return g_object_new (FERRY_TYPE_PART_LIST, NULL);
}

void
ferry_part_list_set_document (FerryPartList         *self,
                              FerryManifestDocument *document)
{
  g_return_if_fail (FERRY_IS_PART_LIST (self));
  g_return_if_fail (document == NULL || FERRY_IS_MANIFEST_DOCUMENT (document));

  gtk_single_selection_set_model (self->selection, NULL);
  let_go (self);
  if (document)
    {
      self->model = ferry_part_model_new (document);
      g_signal_connect_object (self->model, "items-changed", G_CALLBACK (shown_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->model, "notify::searching",
                               G_CALLBACK (searching_changed_cb), self, G_CONNECT_SWAPPED);
      gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->model));
    }

  selection_changed_cb (self);
  shown_changed_cb (self);
}

void
ferry_part_list_set_findings (FerryPartList *self,
                              GPtrArray     *findings)
{
  g_return_if_fail (FERRY_IS_PART_LIST (self));
  g_return_if_fail (findings != NULL);

  if (self->model == NULL)
    return;

  ferry_part_model_set_findings (self->model, findings);
  for (guint i = 0; i < self->rows->len; i++)
    {
      FerryPartRow *row = g_ptr_array_index (self->rows, i);
      g_autoptr(FerryPartItem) item = g_object_ref (ferry_part_row_get_item (row));

      ferry_part_row_fill (row, self->model, item);
    }
}

void
ferry_part_list_set_search (FerryPartList *self,
                            const char    *text)
{
  g_return_if_fail (FERRY_IS_PART_LIST (self));

  if (self->model)
    ferry_part_model_set_search (self->model, text);
}

guint
ferry_part_list_get_n_shown (FerryPartList *self)
{
  g_return_val_if_fail (FERRY_IS_PART_LIST (self), 0);

  return self->model ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;
}

guint
ferry_part_list_get_selected (FerryPartList *self)
{
  g_return_val_if_fail (FERRY_IS_PART_LIST (self), FERRY_MANIFEST_NO_PART);

  return self->selected;
}

void
ferry_part_list_select (FerryPartList *self,
                        guint          part)
{
  guint position = GTK_INVALID_LIST_POSITION;

  g_return_if_fail (FERRY_IS_PART_LIST (self));

  if (self->model && part != FERRY_MANIFEST_NO_PART)
    {
      position = ferry_part_model_find (self->model, part);
      if (position == GTK_INVALID_LIST_POSITION)
        {
          ferry_part_model_set_search (self->model, NULL);
          position = ferry_part_model_find (self->model, part);
        }
    }

  gtk_single_selection_set_selected (self->selection, position);
  self->n_ticks = 0;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->list_view), tick_cb, self, NULL);
}
