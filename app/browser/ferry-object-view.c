/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-object-view.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

/* "999.9 MB" and "Today at 04:12", with some room for other languages */
#define SIZE_CHARS 9
#define MODIFIED_CHARS 14

/* where the columns stand that a narrow window leaves out */
#define SIZE_POSITION 1
#define MODIFIED_POSITION 2

struct _FerryObjectView {
  AdwBin               parent_instance;

  GtkColumnView       *column_view;
  GtkColumnViewColumn *name_column;
  GtkColumnViewColumn *size_column;
  GtkColumnViewColumn *modified_column;
  GtkSingleSelection  *selection;

  gboolean             narrow;
  gboolean             sortable;
  FerryObjectOrder     order;
  gboolean             setting_order;
};

G_DEFINE_FINAL_TYPE (FerryObjectView, ferry_object_view, ADW_TYPE_BIN)

typedef enum {
  PROP_NARROW = 1,
} FerryObjectViewProperty;

static GParamSpec *properties[PROP_NARROW + 1];

enum {
  SELECTED,
  ACTIVATED,
  ORDERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_dim (FerryObject *object)
{
  return !ferry_object_is_folder (object) && !ferry_object_looks_like_disk (object);
}

static const char *
get_icon_name (FerryObject *object)
{
  if (ferry_object_is_folder (object))
    return "folder-symbolic";
  if (ferry_object_looks_like_disk (object))
    return "drive-harddisk-symbolic";

  return "text-x-generic-symbolic";
}

static void
set_dim (GtkWidget *widget,
         gboolean   dim)
{
  if (dim)
    gtk_widget_add_css_class (widget, "dim-label");
  else
    gtk_widget_remove_css_class (widget, "dim-label");
}

static char *
describe_caption (FerryObject *object)
{
  g_autofree char *size = NULL;
  g_autofree char *date = NULL;

  if (ferry_object_is_folder (object))
    return g_strdup (_("Folder"));

  size = ferry_format_bytes (ferry_object_get_size (object));
  if (ferry_object_get_modified (object) == NULL)
    return g_steal_pointer (&size);

  date = ferry_format_date (ferry_object_get_modified (object));
  if (ferry_object_is_archived (object))
    /* Translators: the size of a file, and when it was modified */
    return g_strdup_printf (_("%s · %s · in an archive"), size, date);
  /* Translators: the size of a file, and when it was modified */
  return g_strdup_printf (_("%s · %s"), size, date);
}

static void
open_clicked_cb (GtkListItem *item,
                 GtkButton   *button)
{
  FerryObjectView *self = FERRY_OBJECT_VIEW (gtk_widget_get_ancestor (GTK_WIDGET (button),
                                                                      FERRY_TYPE_OBJECT_VIEW));

  g_signal_emit (self, signals[ACTIVATED], 0, gtk_list_item_get_item (item));
}

static void
setup_name_cb (FerryObjectView *self,
               GtkListItem     *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *caption = gtk_label_new (NULL);
  GtkWidget *archived = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (archived, "warning");
  gtk_widget_set_tooltip_text (archived, _("In an archive: restore it in S3 first"));
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_single_line_mode (GTK_LABEL (name), TRUE);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_ellipsize (GTK_LABEL (caption), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "object-name");
  g_object_bind_property (self, "narrow", caption, "visible", G_BINDING_SYNC_CREATE);

  gtk_box_append (GTK_BOX (lines), name);
  gtk_box_append (GTK_BOX (lines), caption);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), archived);
  gtk_list_item_set_child (item, box);
}

/* In GTK 4.8 a row has a name for those who do not see it only if the row itself gets one; it is
 * the cell's parent in a private tree, so it is looked for with care.
 */
static void
name_row (GtkWidget  *child,
          const char *name)
{
  GtkWidget *cell = gtk_widget_get_parent (child);
  GtkWidget *row = cell ? gtk_widget_get_parent (cell) : NULL;

  if (row)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
}

static void
bind_name_cb (FerryObjectView *self,
              GtkListItem     *item)
{
  FerryObject *object = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *icon = gtk_widget_get_first_child (box);
  GtkWidget *lines = gtk_widget_get_next_sibling (icon);
  g_autofree char *name = ferry_format_name (ferry_object_get_name (object));
  g_autofree char *caption = describe_caption (object);
  g_autofree char *row_name = NULL;

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), get_icon_name (object));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (lines)), name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (lines)), caption);
  gtk_widget_set_tooltip_text (box, name);
  gtk_widget_set_visible (gtk_widget_get_last_child (box), ferry_object_is_archived (object));
  set_dim (box, is_dim (object));
  /* Translators: %s is the name of an object, for those who do not see the warning beside it */
  row_name = ferry_object_is_archived (object) ? g_strdup_printf (_("%s, in an archive"), name)
                                               : g_strdup (name);
  name_row (box, row_name);
}

static void
unbind_name_cb (FerryObjectView *self,
                GtkListItem     *item)
{
  name_row (gtk_list_item_get_child (item), "");
}

/* Wide enough for any text of its kind, whatever the font. */
static void
set_up_text (GtkListItem *item,
             int          n_chars)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_width_chars (GTK_LABEL (label), n_chars);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_list_item_set_child (item, label);
}

static void
setup_size_cb (FerryObjectView *self,
               GtkListItem     *item)
{
  set_up_text (item, SIZE_CHARS);
}

static void
setup_modified_cb (FerryObjectView *self,
                   GtkListItem     *item)
{
  set_up_text (item, MODIFIED_CHARS);
}

static void
setup_open_cb (FerryObjectView *self,
               GtkListItem     *item)
{
  GtkWidget *open = gtk_button_new_from_icon_name ("go-next-symbolic");

  /* For the pointer. In GTK 4.8 a row gives the focus to what it holds, even where that is hidden,
   * and the arrows end there; Return opens the row.
   */
  gtk_widget_set_focusable (open, FALSE);
  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (open, "flat");
  gtk_widget_add_css_class (open, "circular");
  g_signal_connect_object (open, "clicked", G_CALLBACK (open_clicked_cb), item,
                           G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, open);
}

static void
bind_open_cb (FerryObjectView *self,
              GtkListItem     *item)
{
  FerryObject *object = gtk_list_item_get_item (item);
  GtkWidget *open = gtk_list_item_get_child (item);
  g_autofree char *name = ferry_format_name (ferry_object_get_name (object));
  /* Translators: %s is the name of a folder */
  g_autofree char *label = g_strdup_printf (_("Open %s"), name);

  gtk_widget_set_visible (open, ferry_object_is_folder (object));
  gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
bind_size_cb (FerryObjectView *self,
              GtkListItem     *item)
{
  FerryObject *object = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *size = NULL;
  g_autofree char *exact = NULL;

  if (!ferry_object_is_folder (object))
    {
      size = ferry_format_bytes (ferry_object_get_size (object));
      exact = ferry_format_bytes_exact (ferry_object_get_size (object));
    }
  gtk_label_set_label (GTK_LABEL (label), size ? size : "");
  gtk_widget_set_tooltip_text (label, exact);
}

static void
bind_modified_cb (FerryObjectView *self,
                  GtkListItem     *item)
{
  FerryObject *object = gtk_list_item_get_item (item);
  GDateTime *modified = ferry_object_get_modified (object);
  g_autofree char *date = modified ? ferry_format_date (modified) : NULL;

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), date ? date : "");
}

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

static GtkColumnViewColumn *
get_order_column (FerryObjectView  *self,
                  FerryObjectOrder  order)
{
  switch (order)
    {
    case FERRY_OBJECT_ORDER_LARGEST:
    case FERRY_OBJECT_ORDER_SMALLEST:
      return self->size_column;
    case FERRY_OBJECT_ORDER_NEWEST:
    case FERRY_OBJECT_ORDER_OLDEST:
      return self->modified_column;
    case FERRY_OBJECT_ORDER_NAME:
    case FERRY_OBJECT_ORDER_NAME_REVERSED:
    default:
      return self->name_column;
    }
}

/* The header shows the order; the order itself is carried out elsewhere. */
static void
show_order (FerryObjectView *self)
{
  GtkColumnViewColumn *column = get_order_column (self, self->order);

  self->setting_order = TRUE;
  if (!self->sortable || gtk_column_view_column_get_column_view (column) == NULL)
    column = NULL;
  gtk_column_view_sort_by_column (self->column_view, column,
                                  ferry_object_order_is_descending (self->order)
                                    ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->setting_order = FALSE;
}

static void
header_clicked_cb (FerryObjectView *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->column_view);
  FerryObjectOrder order = ferry_object_order_find (sorter);

  if (self->setting_order || self->order == order)
    return;

  self->order = order;
  g_signal_emit (self, signals[ORDERED], 0, order);
}

/* Numbers stand at the end of their columns, so their titles do as well. The header is a private
 * tree: whatever is not as expected is left alone.
 */
static void
align_headers (FerryObjectView *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->column_view));
  GtkWidget *title = header ? gtk_widget_get_first_child (header) : NULL;

  for (title = title ? gtk_widget_get_next_sibling (title) : NULL; title;
       title = gtk_widget_get_next_sibling (title))
    {
      GtkWidget *box = gtk_widget_get_first_child (title);

      if (GTK_IS_BOX (box))
        gtk_widget_set_halign (box, GTK_ALIGN_END);
    }
}

/* Columns are taken out, for an invisible one may keep its width in GTK 4.8. The template's
 * references hold them meanwhile.
 */
static void
show_columns (FerryObjectView *self,
              gboolean         show)
{
  if (show)
    {
      gtk_column_view_insert_column (self->column_view, SIZE_POSITION, self->size_column);
      gtk_column_view_insert_column (self->column_view, MODIFIED_POSITION,
                                     self->modified_column);
      align_headers (self);
    }
  else
    {
      /* Taking the column out by which the header sorts is no click on it. */
      self->setting_order = TRUE;
      gtk_column_view_remove_column (self->column_view, self->modified_column);
      gtk_column_view_remove_column (self->column_view, self->size_column);
      self->setting_order = FALSE;
    }
  show_order (self);
}

static void
set_narrow (FerryObjectView *self,
            gboolean         narrow)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->column_view));

  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  show_columns (self, !narrow);
  if (header && header != gtk_widget_get_last_child (GTK_WIDGET (self->column_view)))
    gtk_widget_set_visible (header, !narrow);
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

  /* The column view takes its columns out, which is no click on a header either. */
  self->setting_order = TRUE;
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
  signals[ORDERED] =
    g_signal_new ("ordered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/browser/"
                                               "ferry-object-view.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryObjectView, column_view);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectView, name_column);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectView, size_column);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectView, modified_column);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_name_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_name_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_name_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_size_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_modified_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_size_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_modified_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_open_cb);
}

static void
ferry_object_view_init (FerryObjectView *self)
{
  GtkWidget *header;

  gtk_widget_init_template (GTK_WIDGET (self));
  header = gtk_widget_get_first_child (GTK_WIDGET (self->column_view));

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, FALSE);
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (header_clicked_cb), self, G_CONNECT_SWAPPED);
  align_headers (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (header), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Order"), -1);
}

void
ferry_object_view_set_model (FerryObjectView *self,
                             GListModel      *objects)
{
  g_return_if_fail (FERRY_IS_OBJECT_VIEW (self));

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

static void
set_column_order (GtkColumnViewColumn *column,
                  gboolean             sortable,
                  FerryObjectOrder     ascending)
{
  g_autoptr(GtkSorter) sorter = sortable ? ferry_object_order_make_sorter (ascending) : NULL;

  gtk_column_view_column_set_sorter (column, sorter);
}

void
ferry_object_view_set_sortable (FerryObjectView *self,
                                gboolean         sortable)
{
  g_return_if_fail (FERRY_IS_OBJECT_VIEW (self));

  if (self->sortable == sortable)
    return;

  self->sortable = sortable;
  self->setting_order = TRUE;
  set_column_order (self->name_column, sortable, FERRY_OBJECT_ORDER_NAME);
  set_column_order (self->size_column, sortable, FERRY_OBJECT_ORDER_SMALLEST);
  set_column_order (self->modified_column, sortable, FERRY_OBJECT_ORDER_OLDEST);
  self->setting_order = FALSE;
  show_order (self);
}

void
ferry_object_view_show_order (FerryObjectView  *self,
                              FerryObjectOrder  order)
{
  g_return_if_fail (FERRY_IS_OBJECT_VIEW (self));

  self->order = order;
  show_order (self);
}

void
ferry_object_view_scroll_to_top (FerryObjectView *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->column_view));

  g_return_if_fail (FERRY_IS_OBJECT_VIEW (self));

  gtk_adjustment_set_value (adjustment, 0);
}
