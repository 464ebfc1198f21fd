/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-policy-window.h"

#include "common/ferry-access.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

struct _FerryPolicyWindow {
  AdwWindow         parent_instance;

  AdwToastOverlay  *toasts;
  GtkSourceBuffer  *buffer;
};

G_DEFINE_FINAL_TYPE (FerryPolicyWindow, ferry_policy_window, ADW_TYPE_WINDOW)

static void
copy_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  FerryPolicyWindow *self = FERRY_POLICY_WINDOW (widget);
  g_autofree char *text = NULL;

  g_object_get (self->buffer, "text", &text, NULL);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Policy copied")));
}

static void
update_scheme (FerryPolicyWindow *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();
  const char *id = dark ? "Adwaita-dark" : "Adwaita";

  gtk_source_buffer_set_style_scheme (self->buffer,
                                      gtk_source_style_scheme_manager_get_scheme (schemes, id));
}

static void
ferry_policy_window_class_init (FerryPolicyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/wizard/"
                                               "ferry-policy-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryPolicyWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, FerryPolicyWindow, buffer);
  gtk_widget_class_install_action (widget_class, "policy.copy", NULL, copy_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_policy_window_init (FerryPolicyWindow *self)
{
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_access_name_once (GTK_WIDGET (self));

  gtk_source_buffer_set_language (self->buffer,
                                  gtk_source_language_manager_get_language (languages, "json"));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_scheme), self, G_CONNECT_SWAPPED);
  update_scheme (self);
}

GtkWindow *
ferry_policy_window_new (GtkWindow *parent,
                         FerryPlan *plan)
{
  FerryPolicyWindow *self = g_object_new (FERRY_TYPE_POLICY_WINDOW,
                                          "transient-for", parent,
                                          "modal", parent != NULL,
                                          NULL);
  g_autofree char *policy = ferry_policy_make (plan, NULL);
  GtkTextIter start;

  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self->buffer), policy, -1);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->buffer), &start);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->buffer), &start);

  return GTK_WINDOW (self);
}
