/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "connect/ferry-entry-hint.h"

/* A row of its own, because an AdwEntryRow has no subtitle. The dialog owns it: a list box drops
 * its rows when it goes, so the hint holds its row weakly. Main thread.
 */
struct _FerryEntryHint {
  AdwPreferencesRow  parent_instance;

  GtkLabel          *label;
  GtkListBoxRow     *row;          /* weak (nullable): which it is below */
  gboolean           has_caption;  /* the row, below the hint */
};

G_DEFINE_FINAL_TYPE (FerryEntryHint, ferry_entry_hint, ADW_TYPE_PREFERENCES_ROW)

static void
set_invalid (GtkListBoxRow *row,
             gboolean       invalid)
{
  GtkWidget *text = GTK_IS_EDITABLE (row)
                      ? GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row)))
                      : GTK_WIDGET (row);

  gtk_accessible_update_state (GTK_ACCESSIBLE (text),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (invalid)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

/* No line is drawn below a row of that style: row, hint and caption are one. */
static void
set_joined (GtkWidget *widget,
            gboolean   joined)
{
  if (joined)
    gtk_widget_add_css_class (widget, "has-hint");
  else
    gtk_widget_remove_css_class (widget, "has-hint");
}

/* The scrolled window follows the focus, which is on the row above. */
static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  GtkWidget *window = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  double top;

  if (window == NULL)
    return G_SOURCE_REMOVE;
  if (gtk_widget_get_height (widget) == 0)
    return G_SOURCE_CONTINUE;

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window));
  if (gtk_widget_translate_coordinates (widget, window, 0, 0, NULL, &top))
    {
      top += gtk_adjustment_get_value (adjustment);
      gtk_adjustment_clamp_page (adjustment, top, top + gtk_widget_get_height (widget));
    }

  return G_SOURCE_REMOVE;
}

static void
ferry_entry_hint_dispose (GObject *object)
{
  g_clear_weak_pointer (&FERRY_ENTRY_HINT (object)->row);

  G_OBJECT_CLASS (ferry_entry_hint_parent_class)->dispose (object);
}

static void
ferry_entry_hint_class_init (FerryEntryHintClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_entry_hint_dispose;
}

static void
ferry_entry_hint_init (FerryEntryHint *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-error-symbolic");

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "error");
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

FerryEntryHint *
ferry_entry_hint_new (void)
{
  return g_object_new (FERRY_TYPE_ENTRY_HINT, NULL);
}

void
ferry_entry_hint_show (FerryEntryHint *self,
                       GtkListBoxRow  *row,
                       const char     *sentence)
{
  GtkWidget *list;

  g_return_if_fail (FERRY_IS_ENTRY_HINT (self));
  g_return_if_fail (GTK_IS_LIST_BOX_ROW (row));

  ferry_entry_hint_hide (self);
  list = gtk_widget_get_parent (GTK_WIDGET (row));
  g_return_if_fail (GTK_IS_LIST_BOX (list));

  gtk_label_set_label (self->label, sentence);
  gtk_list_box_insert (GTK_LIST_BOX (list), GTK_WIDGET (self),
                       gtk_list_box_row_get_index (row) + 1);
  g_set_weak_pointer (&self->row, row);
  self->has_caption = gtk_widget_has_css_class (GTK_WIDGET (row), "has-hint");
  set_joined (GTK_WIDGET (self), self->has_caption);
  set_joined (GTK_WIDGET (row), TRUE);
  set_invalid (row, TRUE);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

void
ferry_entry_hint_hide (FerryEntryHint *self)
{
  GtkWidget *list;

  g_return_if_fail (FERRY_IS_ENTRY_HINT (self));

  list = gtk_widget_get_parent (GTK_WIDGET (self));
  if (list)
    gtk_list_box_remove (GTK_LIST_BOX (list), GTK_WIDGET (self));
  if (self->row)
    {
      set_joined (GTK_WIDGET (self->row), self->has_caption);
      set_invalid (self->row, FALSE);
    }
  g_clear_weak_pointer (&self->row);
}

const char *
ferry_entry_hint_get_sentence (FerryEntryHint *self)
{
  g_return_val_if_fail (FERRY_IS_ENTRY_HINT (self), NULL);

  return self->row ? gtk_label_get_label (self->label) : NULL;
}
