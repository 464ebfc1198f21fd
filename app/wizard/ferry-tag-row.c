/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-tag-row.h"

#include <glib/gi18n.h>

struct _FerryTagRow {
  AdwPreferencesRow  parent_instance;

  GtkEditable       *key;
  GtkEditable       *value;
};

G_DEFINE_FINAL_TYPE (FerryTagRow, ferry_tag_row, ADW_TYPE_PREFERENCES_ROW)

enum {
  CHANGED,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (FerryTagRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_cb (FerryTagRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

/* The row itself takes no focus. */
static gboolean
ferry_tag_row_focus (GtkWidget        *widget,
                     GtkDirectionType  direction)
{
  return gtk_widget_child_focus (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget)), direction);
}

static void
ferry_tag_row_class_init (FerryTagRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = ferry_tag_row_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkEditable *
add_entry (FerryTagRow *self,
           GtkBox      *box,
           const char  *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  /* The plan's own undo takes back what is typed. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (changed_cb), self);
  gtk_box_append (box, entry);

  return GTK_EDITABLE (entry);
}

static void
ferry_tag_row_init (FerryTagRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "tag");

  self->key = add_entry (self, GTK_BOX (box), _("Key of the tag"));
  self->value = add_entry (self, GTK_BOX (box), _("Value of the tag"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Remove Tag"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Remove Tag"), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (box), button);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

GtkWidget *
ferry_tag_row_new (void)
{
  return g_object_new (FERRY_TYPE_TAG_ROW, NULL);
}

static void
set_text (GtkEditable *entry,
          const char  *text)
{
  if (!g_str_equal (gtk_editable_get_text (entry), text))
    gtk_editable_set_text (entry, text);
}

void
ferry_tag_row_set (FerryTagRow *self,
                   const char  *key,
                   const char  *value)
{
  g_return_if_fail (FERRY_IS_TAG_ROW (self));
  g_return_if_fail (key != NULL);
  g_return_if_fail (value != NULL);

  set_text (self->key, key);
  set_text (self->value, value);
}

const char *
ferry_tag_row_get_key (FerryTagRow *self)
{
  g_return_val_if_fail (FERRY_IS_TAG_ROW (self), NULL);

  return gtk_editable_get_text (self->key);
}

const char *
ferry_tag_row_get_value (FerryTagRow *self)
{
  g_return_val_if_fail (FERRY_IS_TAG_ROW (self), NULL);

  return gtk_editable_get_text (self->value);
}
