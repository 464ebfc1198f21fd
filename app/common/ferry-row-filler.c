/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "common/ferry-row-filler.h"

/* of a frame's 16, most of which GTK needs */
#define BUDGET_US 3000

/* rows of a screen, until the list has its size */
#define SOME_ROWS 20

struct _FerryRowFiller {
  GObject                  parent_instance;

  GtkListView             *view;                /* (nullable), weak */
  const FerryRowFunctions *functions;
  gpointer                 owner;
  GSignalGroup            *adjustment_signals;
  GPtrArray               *waiting;             /* GtkListItem, bound and not yet filled */
  guint                    top;                 /* the first row that is seen */
  guint                    screen;              /* rows that are seen */
  int                      height;              /* of a row that is filled; 0: not known */
  guint                    tick;
};

G_DEFINE_FINAL_TYPE (FerryRowFiller, ferry_row_filler, G_TYPE_OBJECT)

/* All rows are of one height, or nearly. */
static void
look (FerryRowFiller *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->view));
  double upper = adjustment ? gtk_adjustment_get_upper (adjustment) : 0;
  double a_row = model && upper > 0 ? g_list_model_get_n_items (model) / upper : 0;

  self->top = a_row > 0 ? (guint) (gtk_adjustment_get_value (adjustment) * a_row) : 0;
  self->screen = a_row > 0 ? (guint) (gtk_adjustment_get_page_size (adjustment) * a_row) + 1
                           : SOME_ROWS;
}

/* What is below comes before what is above. */
static guint
get_distance (FerryRowFiller *self,
              GtkListItem    *item)
{
  guint position = gtk_list_item_get_position (item);

  return position >= self->top ? position - self->top : 2 * (self->top - position);
}

/* the nearest last */
static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      user_data)
{
  guint first = get_distance (user_data, *(GtkListItem **) a);
  guint second = get_distance (user_data, *(GtkListItem **) b);

  return (first < second) - (first > second);
}

/* What is seen, a screen before it and one after it. */
static gboolean
has_near (FerryRowFiller *self)
{
  return self->waiting->len > 0 &&
         get_distance (self, self->waiting->pdata[self->waiting->len - 1]) <= 2 * self->screen;
}

/* The row is drawn again, not the child: that has waited to be drawn since it was hidden, and GTK
 * 4.8 then thinks that the rows around it know.
 */
static void
show_child (AdwBin   *row,
            gboolean  shown)
{
  GtkWidget *child = adw_bin_get_child (row);

  if (child == NULL)
    return;

  gtk_widget_set_child_visible (child, shown);
  gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN, !shown, -1);
  gtk_widget_queue_draw (GTK_WIDGET (row));
}

static void
fill (FerryRowFiller *self,
      GtkListItem    *item)
{
  AdwBin *row = ADW_BIN (gtk_list_item_get_child (item));

  if (adw_bin_get_child (row) == NULL)
    self->functions->make (self->owner, row);
  self->functions->fill (self->owner, row, gtk_list_item_get_item (item));
  show_child (row, TRUE);
}

/* GTK's own rows are children in a private tree, so what they hold is looked for with care.
 * (nullable)
 */
static GtkWidget *
get_row (GtkWidget *list_row)
{
  GtkWidget *row = gtk_widget_get_first_child (list_row);

  return ADW_IS_BIN (row) ? row : NULL;
}

/* (nullable) */
static GtkWidget *
find_filled (FerryRowFiller *self)
{
  for (GtkWidget *list_row = gtk_widget_get_first_child (GTK_WIDGET (self->view)); list_row;
       list_row = gtk_widget_get_next_sibling (list_row))
    {
      GtkWidget *row = get_row (list_row);
      GtkWidget *child = row ? adw_bin_get_child (ADW_BIN (row)) : NULL;

      if (child && gtk_widget_get_child_visible (child))
        return child;
    }

  return NULL;
}

/* A row that is filled later must not be higher then: the list would lose its place. */
static void
keep_height (FerryRowFiller *self)
{
  GtkWidget *filled = find_filled (self);
  int height = 0;

  if (filled)
    gtk_widget_measure (filled, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  if (height == 0 || height == self->height)
    return;

  self->height = height;
  for (GtkWidget *list_row = gtk_widget_get_first_child (GTK_WIDGET (self->view)); list_row;
       list_row = gtk_widget_get_next_sibling (list_row))
    if (get_row (list_row))
      gtk_widget_set_size_request (get_row (list_row), -1, height);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  FerryRowFiller *self = user_data;
  gint64 end = g_get_monotonic_time () + BUDGET_US;

  look (self);
  g_ptr_array_sort_with_data (self->waiting, compare_cb, self);
  while (has_near (self))
    {
      g_autoptr(GtkListItem) item =
        g_ptr_array_steal_index (self->waiting, self->waiting->len - 1);

      fill (self, item);
      if (g_get_monotonic_time () >= end)
        {
          keep_height (self);
          return G_SOURCE_CONTINUE;
        }
    }

  keep_height (self);
  self->tick = 0;

  return G_SOURCE_REMOVE;
}

static void
queue (FerryRowFiller *self)
{
  if (self->tick == 0 && self->view)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), tick_cb, self, NULL);
}

static void
setup_cb (FerryRowFiller *self,
          GtkListItem    *item)
{
  GtkWidget *row = adw_bin_new ();

  if (self->height > 0)
    gtk_widget_set_size_request (row, -1, self->height);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (FerryRowFiller *self,
         GtkListItem    *item)
{
  AdwBin *row = ADW_BIN (gtk_list_item_get_child (item));

  /* What it shows is of another item. */
  show_child (row, FALSE);
  self->functions->name (self->owner, row, gtk_list_item_get_item (item));
  g_ptr_array_add (self->waiting, g_object_ref (item));
  queue (self);
}

static void
unbind_cb (FerryRowFiller *self,
           GtkListItem    *item)
{
  if (!g_ptr_array_remove_fast (self->waiting, item))
    self->functions->empty (self->owner, ADW_BIN (gtk_list_item_get_child (item)));
}

static void
adjustment_cb (FerryRowFiller *self)
{
  g_signal_group_set_target (self->adjustment_signals,
                             gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)));
  queue (self);
}

static void
ferry_row_filler_dispose (GObject *object)
{
  FerryRowFiller *self = FERRY_ROW_FILLER (object);

  ferry_row_filler_stop (self);
  g_clear_object (&self->adjustment_signals);

  G_OBJECT_CLASS (ferry_row_filler_parent_class)->dispose (object);
}

static void
ferry_row_filler_finalize (GObject *object)
{
  g_ptr_array_unref (FERRY_ROW_FILLER (object)->waiting);

  G_OBJECT_CLASS (ferry_row_filler_parent_class)->finalize (object);
}

static void
ferry_row_filler_class_init (FerryRowFillerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_row_filler_dispose;
  object_class->finalize = ferry_row_filler_finalize;
}

static void
ferry_row_filler_init (FerryRowFiller *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->adjustment_signals = g_signal_group_new (GTK_TYPE_ADJUSTMENT);
  g_signal_group_connect_swapped (self->adjustment_signals, "changed", G_CALLBACK (queue), self);
  g_signal_group_connect_swapped (self->adjustment_signals, "value-changed", G_CALLBACK (queue),
                                  self);
}

FerryRowFiller *
ferry_row_filler_new (GtkListView             *view,
                      const FerryRowFunctions *functions,
                      gpointer                 owner)
{
  FerryRowFiller *self = g_object_new (FERRY_TYPE_ROW_FILLER, NULL);
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_set_weak_pointer (&self->view, view);
  self->functions = functions;
  self->owner = owner;
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::vadjustment", G_CALLBACK (adjustment_cb), self,
                           G_CONNECT_SWAPPED);
  adjustment_cb (self);
  gtk_list_view_set_factory (view, factory);

  return self;
}

void
ferry_row_filler_stop (FerryRowFiller *self)
{
  g_return_if_fail (FERRY_IS_ROW_FILLER (self));

  if (self->view == NULL)
    return;

  g_signal_group_set_target (self->adjustment_signals, NULL);
  g_signal_handlers_disconnect_by_data (self->view, self);
  gtk_list_view_set_model (self->view, NULL);
  gtk_list_view_set_factory (self->view, NULL);
  if (self->tick > 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->tick);
  self->tick = 0;
  g_clear_weak_pointer (&self->view);
}

/* GTK's own row is the parent in a private tree, so it is looked for with care. (nullable) */
static GtkWidget *
get_list_row (GtkWidget *row)
{
  GtkWidget *bin = ADW_IS_BIN (row) ? row : gtk_widget_get_parent (row);

  return bin ? gtk_widget_get_parent (bin) : NULL;
}

void
ferry_row_filler_name (GtkWidget  *row,
                       const char *name,
                       const char *description)
{
  GtkWidget *list_row = get_list_row (row);

  if (list_row == NULL)
    return;

  gtk_accessible_update_property (GTK_ACCESSIBLE (list_row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description ? description : "",
                                  -1);
}

void
ferry_row_filler_check (GtkWidget *row,
                        gboolean   checkable,
                        gboolean   checked)
{
  GtkWidget *list_row = get_list_row (row);

  if (list_row == NULL)
    return;

  if (checkable)
    gtk_accessible_update_state (GTK_ACCESSIBLE (list_row), GTK_ACCESSIBLE_STATE_CHECKED,
                                 checked ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                         : GTK_ACCESSIBLE_TRISTATE_FALSE,
                                 -1);
  else
    gtk_accessible_reset_state (GTK_ACCESSIBLE (list_row), GTK_ACCESSIBLE_STATE_CHECKED);
}
