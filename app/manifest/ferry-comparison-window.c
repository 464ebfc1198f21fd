/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-comparison-window.h"

#include "common/ferry-adaptive-bin.h"
#include "common/ferry-placeholder.h"
#include "common/ferry-row-filler.h"
#include "manifest/ferry-comparison-row.h"
#include "manifest/ferry-difference-text.h"

#include <glib/gi18n.h>

struct _FerryComparisonWindow {
  AdwWindow                parent_instance;

  FerryAdaptiveBin        *adaptive_bin;
  GtkLabel                *count_label;
  GtkCheckButton          *only_button;
  GtkOrientable           *names;
  GtkLabel                *left_label;
  GtkLabel                *right_label;
  GtkStack                *stack;
  FerryPlaceholder        *placeholder;
  GtkListView             *list_view;
  GtkSingleSelection      *selection;
  FerryRowFiller          *filler;

  FerryOpenManifest       *left;
  FerryManifestSource     *right;
  FerryManifestComparison *comparison;   /* (nullable): until they are compared */
  GCancellable            *cancellable;
};

G_DEFINE_FINAL_TYPE (FerryComparisonWindow, ferry_comparison_window, ADW_TYPE_WINDOW)

static void
name_row (gpointer  owner,
          AdwBin   *row,
          gpointer  item)
{
  g_autofree char *title = ferry_difference_make_title (item);

  ferry_row_filler_name (GTK_WIDGET (row), title, NULL);
}

static void
make_row (gpointer  owner,
          AdwBin   *row)
{
  FerryComparisonWindow *self = owner;
  GtkWidget *comparison_row = ferry_comparison_row_new ();

  g_object_bind_property (self->adaptive_bin, "narrow", comparison_row, "narrow",
                          G_BINDING_SYNC_CREATE);
  adw_bin_set_child (row, comparison_row);
}

static void
fill_row (gpointer  owner,
          AdwBin   *row,
          gpointer  item)
{
  ferry_comparison_row_fill (FERRY_COMPARISON_ROW (adw_bin_get_child (row)), item);
}

static void
empty_row (gpointer  owner,
           AdwBin   *row)
{
}

static const FerryRowFunctions row_functions = { name_row, make_row, fill_row, empty_row };

static void
update_actions (FerryComparisonWindow *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  gboolean next = FALSE;
  gboolean previous = FALSE;

  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;

  if (self->comparison)
    {
      next = ferry_manifest_comparison_find (self->comparison, position, TRUE) !=
             FERRY_COMPARISON_NONE;
      previous = position != GTK_INVALID_LIST_POSITION &&
                 ferry_manifest_comparison_find (self->comparison, position, FALSE) !=
                 FERRY_COMPARISON_NONE;
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "comparison.next", next);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "comparison.previous", previous);
}

static void
go (FerryComparisonWindow *self,
    gboolean               forward)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  position = ferry_manifest_comparison_find (self->comparison, position, forward);
  if (position == FERRY_COMPARISON_NONE)
    return;

  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
}

static void
next_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  go (FERRY_COMPARISON_WINDOW (widget), TRUE);
}

static void
previous_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  go (FERRY_COMPARISON_WINDOW (widget), FALSE);
}

static void
show_rows (FerryComparisonWindow *self)
{
  guint n = ferry_manifest_comparison_count_differences (self->comparison);
  g_autofree char *text = NULL;

  if (n == 0)
    text = g_strdup (_("No differences"));
  else
    text = g_strdup_printf (ngettext ("%'u difference", "%'u differences", n), n);
  gtk_label_set_label (self->count_label, text);

  if (n == 0 && gtk_check_button_get_active (self->only_button))
    {
      ferry_placeholder_show_message (self->placeholder, "emblem-ok-symbolic",
                                      _("No Differences"),
                                      _("Both manifests say the same."), NULL);
      gtk_stack_set_visible_child_name (self->stack, "message");
    }
  else
    {
      gtk_stack_set_visible_child_name (self->stack, "rows");
    }
  update_actions (self);
}

static void
only_toggled_cb (FerryComparisonWindow *self)
{
  ferry_manifest_comparison_set_only_differences (self->comparison,
                                                  gtk_check_button_get_active (self->only_button));
  show_rows (self);
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(FerryComparisonWindow) self = user_data;
  FerryManifestComparison *comparison = ferry_manifest_comparison_new_finish (result, NULL);

  if (comparison == NULL)
    return;

  self->comparison = comparison;
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (comparison));
  gtk_widget_set_sensitive (GTK_WIDGET (self->only_button), TRUE);
  show_rows (self);
}

static void
document_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(FerryComparisonWindow) self = user_data;
  g_autoptr(FerryManifestDocument) document =
    ferry_manifest_document_read_finish (result, NULL);

  if (document == NULL)
    return;

  if (ferry_manifest_document_is_manifest (document))
    ferry_manifest_comparison_new_async (ferry_open_manifest_get_document (self->left), document,
                                         self->cancellable, compared_cb, g_object_ref (self));
  else
    ferry_placeholder_show_message (self->placeholder, "dialog-warning-symbolic",
                                    _("This Is Not a Manifest"),
                                    _("The second file is something else, so there is nothing to "
                                      "compare."), NULL);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(FerryComparisonWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) text = NULL;

  text = ferry_manifest_source_read_finish (FERRY_MANIFEST_SOURCE (source), result, &error);
  if (text)
    ferry_manifest_document_read_async (text, self->cancellable, document_read_cb,
                                        g_object_ref (self));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ferry_placeholder_show_error (self->placeholder, error, _("Try Again"));
}

static void
read_right (FerryComparisonWindow *self)
{
  ferry_placeholder_show_loading (self->placeholder, _("Comparing the manifests…"));
  gtk_stack_set_visible_child_name (self->stack, "message");
  ferry_manifest_source_read_async (self->right, self->cancellable, read_cb, g_object_ref (self));
}

static void
message_activated_cb (FerryComparisonWindow *self)
{
  read_right (self);
}

static void
narrow_changed_cb (FerryComparisonWindow *self)
{
  gtk_orientable_set_orientation (self->names, ferry_adaptive_bin_is_narrow (self->adaptive_bin)
                                               ? GTK_ORIENTATION_VERTICAL
                                               : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->names),
                       ferry_adaptive_bin_is_narrow (self->adaptive_bin) ? 2 : 24);
}

static gboolean
ferry_comparison_window_close_request (GtkWindow *window)
{
  g_cancellable_cancel (FERRY_COMPARISON_WINDOW (window)->cancellable);

  return GTK_WINDOW_CLASS (ferry_comparison_window_parent_class)->close_request (window);
}

static void
ferry_comparison_window_dispose (GObject *object)
{
  FerryComparisonWindow *self = FERRY_COMPARISON_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->filler)
    ferry_row_filler_stop (self->filler);
  g_clear_object (&self->filler);
  g_clear_object (&self->selection);
  g_clear_object (&self->comparison);
  g_clear_object (&self->left);
  g_clear_object (&self->right);

  G_OBJECT_CLASS (ferry_comparison_window_parent_class)->dispose (object);
}

static void
ferry_comparison_window_finalize (GObject *object)
{
  g_clear_object (&FERRY_COMPARISON_WINDOW (object)->cancellable);

  G_OBJECT_CLASS (ferry_comparison_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-comparison-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryComparisonWindow, adaptive_bin);
  gtk_widget_class_bind_template_child (widget_class, FerryComparisonWindow, count_label);
  gtk_widget_class_bind_template_child (widget_class, FerryComparisonWindow, only_button);
  gtk_widget_class_bind_template_child (widget_class, FerryComparisonWindow, names);
  gtk_widget_class_bind_template_child (widget_class, FerryComparisonWindow, left_label);
  gtk_widget_class_bind_template_child (widget_class, FerryComparisonWindow, right_label);
  gtk_widget_class_bind_template_child (widget_class, FerryComparisonWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryComparisonWindow, placeholder);
  gtk_widget_class_bind_template_child (widget_class, FerryComparisonWindow, list_view);
  gtk_widget_class_bind_template_callback (widget_class, message_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, only_toggled_cb);
}

static void
ferry_comparison_window_class_init (FerryComparisonWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_comparison_window_dispose;
  object_class->finalize = ferry_comparison_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ferry_comparison_window_close_request;

  g_type_ensure (FERRY_TYPE_ADAPTIVE_BIN);
  g_type_ensure (FERRY_TYPE_PLACEHOLDER);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "comparison.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "comparison.previous", NULL, previous_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK,
                                       "comparison.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK,
                                       "comparison.previous", NULL);
}

static void
ferry_comparison_window_init (FerryComparisonWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->cancellable = g_cancellable_new ();
  self->filler = ferry_row_filler_new (self->list_view, &row_functions, self);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->adaptive_bin, "notify::narrow", G_CALLBACK (narrow_changed_cb),
                           self, G_CONNECT_SWAPPED);
  update_actions (self);
}

FerryComparisonWindow *
ferry_comparison_window_new (GtkApplication      *application,
                             FerryOpenManifest   *left,
                             FerryManifestSource *right)
{
  FerryComparisonWindow *self;

  g_return_val_if_fail (FERRY_IS_OPEN_MANIFEST (left), NULL);
  g_return_val_if_fail (ferry_open_manifest_get_document (left) != NULL, NULL);
  g_return_val_if_fail (FERRY_IS_MANIFEST_SOURCE (right), NULL);

  self = g_object_new (FERRY_TYPE_COMPARISON_WINDOW, "application", application, NULL);
  self->left = g_object_ref (left);
  self->right = g_object_ref (right);
  gtk_label_set_label (self->left_label, ferry_open_manifest_get_title (left));
  gtk_label_set_label (self->right_label, ferry_manifest_source_get_title (right));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->left_label),
                               ferry_open_manifest_get_title (left));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->right_label),
                               ferry_manifest_source_get_title (right));
  read_right (self);

  return self;
}
