/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-object-view.h"

#include "browser/ferry-object-header.h"
#include "browser/ferry-object-row.h"
#include "browser/ferry-object-ticks.h"
#include "common/ferry-format.h"
#include "common/ferry-row-filler.h"

/* of what it is, in the templates of row and header */
#define LETTERS 24

/* No GtkColumnView: in GTK 4.8 its headers take no focus, and its five widgets for each of 200 rows
 * take several frames at once.
 */
struct _FerryObjectView {
  AdwBin              parent_instance;

  FerryObjectHeader  *header;
  GtkListView        *list_view;
  GtkSingleSelection *selection;
  FerryRowFiller     *filler;
  FerryObjectTicks   *ticks;

  FerryFolderLooks   *looks;     /* (nullable) */
  GHashTable         *rows;      /* FerryObjectRow of a key: those that are filled */
  gboolean            narrow;
  gboolean            roomy;
  gboolean            roomy_wanted;
  guint               idle;
};

G_DEFINE_FINAL_TYPE (FerryObjectView, ferry_object_view, ADW_TYPE_BIN)

typedef enum {
  PROP_NARROW = 1,
  PROP_ROOMY,
} FerryObjectViewProperty;

static GParamSpec *properties[PROP_ROOMY + 1];

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
tick_cb (FerryObjectView *self,
         FerryObject     *object)
{
  ferry_object_ticks_toggle (self->ticks, object);
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
  g_object_bind_property (self, "roomy", object_row, "roomy", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (object_row, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (object_row, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (row, object_row);
}

static void
fill_row (gpointer  owner,
          AdwBin   *row,
          gpointer  item)
{
  FerryObjectView *self = owner;
  FerryObjectRow *object_row = FERRY_OBJECT_ROW (adw_bin_get_child (row));
  FerryDiskReport *report = self->looks ? ferry_folder_looks_peek (self->looks, item) : NULL;

  ferry_object_row_set_object (object_row, item);
  ferry_object_row_show_report (object_row, report);
  ferry_object_ticks_show (self->ticks, object_row);
  if (self->looks && report == NULL)
    ferry_folder_looks_want (self->looks, item);
  g_hash_table_insert (self->rows, g_strdup (ferry_object_get_key (item)), object_row);
}

static void
empty_row (gpointer  owner,
           AdwBin   *row)
{
  FerryObjectView *self = owner;
  FerryObjectRow *object_row = FERRY_OBJECT_ROW (adw_bin_get_child (row));
  FerryObject *object = ferry_object_row_get_object (object_row);

  /* Two rows may be of one key for a moment, while a list is filled anew. */
  if (object && g_hash_table_lookup (self->rows, ferry_object_get_key (object)) == object_row)
    g_hash_table_remove (self->rows, ferry_object_get_key (object));
  ferry_object_row_set_object (object_row, NULL);
}

static void
looked_cb (FerryObjectView *self,
           const char      *key)
{
  FerryObjectRow *row = g_hash_table_lookup (self->rows, key);

  if (row)
    ferry_object_row_show_report (row,
                                  ferry_folder_looks_peek (self->looks,
                                                           ferry_object_row_get_object (row)));
}

static void
ticks_changed_cb (FerryObjectView *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    ferry_object_ticks_show (self->ticks, row);
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

static gboolean
apply_room_cb (gpointer user_data)
{
  FerryObjectView *self = user_data;

  self->idle = 0;
  if (self->roomy != self->roomy_wanted)
    {
      self->roomy = self->roomy_wanted;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROOMY]);
    }

  return G_SOURCE_REMOVE;
}

/* As many letters as the column has, and the name beside it as many again. */
static int
get_room_needed (FerryObjectView *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self->list_view));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int letter = PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_char_width (metrics));

  pango_font_metrics_unref (metrics);

  return 2 * LETTERS * letter;
}

/* What it is does not count: that there is room for it must not make it needed. */
static void
ferry_object_view_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  FerryObjectView *self = FERRY_OBJECT_VIEW (widget);
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));
  int child_width = 0;

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_width, NULL, NULL, NULL);
  gtk_widget_measure (child, orientation, for_size < 0 ? -1 : MAX (for_size, child_width),
                      minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int spare = ferry_object_header_get_spare (self->header);

      *minimum = MAX (*minimum - spare, 0);
      *natural = MAX (*natural - spare, *minimum);
    }
}

/* Nothing may be shown or hidden while sizes are given: it comes a frame later. */
static void
ferry_object_view_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  FerryObjectView *self = FERRY_OBJECT_VIEW (widget);
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));
  int child_width;
  int child_height;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_width, NULL, NULL, NULL);
  self->roomy_wanted = !self->narrow &&
                       width >= child_width - ferry_object_header_get_spare (self->header) +
                                get_room_needed (self);
  if (self->roomy_wanted != self->roomy && self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, apply_room_cb, self, NULL);

  child_width = MAX (child_width, width);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, &child_height,
                      NULL, NULL, NULL);
  gtk_widget_allocate (child, child_width, MAX (child_height, height), baseline, NULL);
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
    case PROP_ROOMY:
      g_value_set_boolean (value, self->roomy);
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
    case PROP_ROOMY:
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
  g_clear_object (&self->ticks);
  g_clear_object (&self->selection);
  g_clear_object (&self->looks);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_handle_id (&self->idle, g_source_remove);

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
  widget_class->measure = ferry_object_view_measure;
  widget_class->size_allocate = ferry_object_view_size_allocate;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ROOMY] =
    g_param_spec_boolean ("roomy", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
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
  /* AdwBin's own would count what it is as needed. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->filler = ferry_row_filler_new (self->list_view, &row_functions, self);
  self->ticks = ferry_object_ticks_new (self->list_view);
  g_signal_connect_object (self->ticks, "changed", G_CALLBACK (ticks_changed_cb), self,
                           G_CONNECT_SWAPPED);
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

void
ferry_object_view_set_looks (FerryObjectView  *self,
                             FerryFolderLooks *looks)
{
  g_return_if_fail (FERRY_IS_OBJECT_VIEW (self));
  g_return_if_fail (self->looks == NULL);

  self->looks = g_object_ref (looks);
  g_signal_connect_object (looks, "looked", G_CALLBACK (looked_cb), self, G_CONNECT_SWAPPED);
}

void
ferry_object_view_set_chosen (FerryObjectView  *self,
                              FerryChosenDisks *chosen)
{
  g_return_if_fail (FERRY_IS_OBJECT_VIEW (self));

  ferry_object_ticks_set_chosen (self->ticks, chosen);
}

void
ferry_object_view_set_bucket (FerryObjectView *self,
                              FerryBucket     *bucket)
{
  g_return_if_fail (FERRY_IS_OBJECT_VIEW (self));

  ferry_object_ticks_set_bucket (self->ticks, bucket);
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
