/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-tick.h"

#include <glib/gi18n.h>

struct _FerryTick {
  GtkWidget  parent_instance;

  GtkWidget *mark;    /* (nullable): until it is ticked for the first time */
  gboolean   ticked;
};

G_DEFINE_FINAL_TYPE (FerryTick, ferry_tick, GTK_TYPE_WIDGET)

static guint toggle_signal;

static void
toggle (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  g_signal_emit (widget, toggle_signal, 0);
}

static void
add_mark (FerryTick *self)
{
  self->mark = g_object_new (GTK_TYPE_IMAGE,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             "icon-name", "object-select-symbolic",
                             NULL);
  gtk_widget_set_parent (self->mark, GTK_WIDGET (self));
}

static void
ferry_tick_dispose (GObject *object)
{
  FerryTick *self = FERRY_TICK (object);

  g_clear_pointer (&self->mark, gtk_widget_unparent);

  G_OBJECT_CLASS (ferry_tick_parent_class)->dispose (object);
}

static void
ferry_tick_class_init (FerryTickClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_tick_dispose;

  toggle_signal = g_signal_new ("toggle", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "tick.toggle", NULL, toggle);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_CHECKBOX);
  /* as within a check button: libadwaita draws it */
  gtk_widget_class_set_css_name (widget_class, "check");
}

static void
ferry_tick_init (FerryTick *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self),
                               GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

void
ferry_tick_show (FerryTick *self,
                 gboolean   ticked)
{
  g_return_if_fail (FERRY_IS_TICK (self));

  if (self->ticked == ticked)
    return;

  self->ticked = ticked;
  if (ticked && self->mark == NULL)
    add_mark (self);
  gtk_widget_set_child_visible (self->mark, ticked);
  if (ticked)
    gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_CHECKED, FALSE);
  else
    gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_CHECKED);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
                               ticked ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                      : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
}

void
ferry_tick_name (FerryTick  *self,
                 const char *name)
{
  g_autofree char *label = NULL;

  g_return_if_fail (FERRY_IS_TICK (self));

  /* Translators: %s is the name of a disk; for screen readers */
  label = g_strdup_printf (_("Choose %s"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
