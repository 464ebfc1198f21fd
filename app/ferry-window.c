/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-window.h"

#include "browser/ferry-disk-opening.h"
#include "common/ferry-adaptive-bin.h"
#include "common/ferry-notice-bar.h"
#include "tasks/ferry-leftovers-window.h"
#include "tasks/ferry-tasks-view.h"
#include "wizard/ferry-wizard.h"

#include <glib/gi18n.h>

struct _FerryWindow {
  AdwApplicationWindow  parent_instance;

  FerryAdaptiveBin     *adaptive_bin;
  AdwHeaderBar         *header_bar;
  GtkWidget            *step_box;
  GtkWidget            *next_button;
  AdwWindowTitle       *narrow_title;
  FerryNoticeBar       *notice_bar;
  GtkWidget            *drop_hint;
  AdwViewStack         *view_stack;
  AdwViewStackPage     *tasks_page;
  FerryWizard          *wizard;
};

G_DEFINE_FINAL_TYPE (FerryWindow, ferry_window, ADW_TYPE_APPLICATION_WINDOW)

static gboolean
is_migrating (FerryWindow *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->view_stack), "migrate") == 0;
}

static void
update_header (FerryWindow *self)
{
  gboolean migrating = is_migrating (self);
  gboolean last = ferry_wizard_is_last (self->wizard);
  gboolean can_go_next = migrating && ferry_wizard_can_go_next (self->wizard);

  gtk_widget_set_visible (self->step_box, migrating);
  gtk_widget_set_visible (self->next_button, migrating);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back",
                                 migrating && ferry_wizard_can_go_back (self->wizard));
  /* What cannot be undone has an action of its own, without a shortcut. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.next", can_go_next && !last);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import", can_go_next && last);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->next_button),
                                  last ? "win.import" : "win.next");

  adw_window_title_set_title (self->narrow_title,
                              migrating ? ferry_wizard_get_title (self->wizard) : _("Tasks"));
  adw_window_title_set_subtitle (self->narrow_title,
                                 migrating ? ferry_wizard_get_step (self->wizard) : "");
}

/* Minimize and Maximize leave no room for Next on a phone. */
static void
update_controls (FerryWindow *self)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  g_autofree char *layout = NULL;
  g_auto(GStrv) sides = NULL;

  if (!ferry_adaptive_bin_is_narrow (self->adaptive_bin))
    {
      gtk_widget_remove_css_class (self->next_button, "tight");
      adw_header_bar_set_decoration_layout (self->header_bar, NULL);
      return;
    }

  gtk_widget_add_css_class (self->next_button, "tight");
  g_object_get (settings, "gtk-decoration-layout", &layout, NULL);
  sides = g_strsplit (layout ? layout : "", ":", 2);
  adw_header_bar_set_decoration_layout (self->header_bar,
                                        sides[0] && strstr (sides[0], "close") ? "close:"
                                                                               : ":close");
}

static void
visible_view_changed_cb (FerryWindow *self)
{
  /* The stack tells this also while it is filled and while the window goes. */
  if (self->wizard && !gtk_widget_in_destruction (GTK_WIDGET (self)))
    update_header (self);
}

static void
wizard_finished_cb (FerryWindow *self)
{
  GtkWidget *tasks_view = adw_view_stack_page_get_child (self->tasks_page);

  adw_view_stack_set_visible_child_name (self->view_stack, "tasks");
  ferry_tasks_view_show_newest (FERRY_TASKS_VIEW (tasks_view));
}

static void
n_running_changed_cb (FerryWindow    *self,
                      GParamSpec     *pspec,
                      FerryTaskItems *items)
{
  guint n_running = ferry_task_items_get_n_running (items);

  adw_view_stack_page_set_badge_number (self->tasks_page, n_running);
  adw_view_stack_page_set_needs_attention (self->tasks_page, n_running > 0);
}

/* All clients compare the same clock with AWS's: the last one that noticed something is right. */
static void
clock_changed_cb (FerryWindow *self,
                  GParamSpec  *pspec,
                  FerryClient *client)
{
  g_autofree char *text = ferry_notice_describe_clock (ferry_client_get_clock_offset (client));

  ferry_notice_bar_set (self->notice_bar, FERRY_NOTICE_CLOCK, text);
}

static void
client_connected_cb (FerryWindow *self,
                     FerryClient *client)
{
  g_signal_connect_object (client, "notify::clock-offset", G_CALLBACK (clock_changed_cb),
                           self, G_CONNECT_SWAPPED);
  if (ferry_client_get_clock_offset (client) != 0)
    clock_changed_cb (self, NULL, client);
}

static void
watch_clients (FerryWindow    *self,
               FerryConnector *connector)
{
  g_autoptr(GList) clients = ferry_connector_list_clients (connector);

  for (GList *l = clients; l; l = l->next)
    client_connected_cb (self, l->data);
  g_signal_connect_object (connector, "connected", G_CALLBACK (client_connected_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
back_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ferry_wizard_go_back (FERRY_WINDOW (widget)->wizard);
}

static void
next_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ferry_wizard_go_next (FERRY_WINDOW (widget)->wizard);
}

static void
show_migrate (FerryWindow *self)
{
  adw_view_stack_set_visible_child_name (self->view_stack, "migrate");
}

static void
show_view_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  const char *name = g_variant_get_string (parameter, NULL);

  if (g_str_equal (name, "migrate") || g_str_equal (name, "tasks"))
    adw_view_stack_set_visible_child_name (FERRY_WINDOW (widget)->view_stack, name);
}

static void
leftovers_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  ferry_leftovers_show (GTK_WINDOW (widget));
}

static GSettings *
get_settings (FerryWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  return application ? ferry_application_get_settings (FERRY_APPLICATION (application)) : NULL;
}

static gboolean
ferry_window_close_request (GtkWindow *window)
{
  GSettings *settings = get_settings (FERRY_WINDOW (window));
  int width;
  int height;

  if (settings)
    {
      gtk_window_get_default_size (window, &width, &height);
      g_settings_set_int (settings, "window-width", width);
      g_settings_set_int (settings, "window-height", height);
      g_settings_set_boolean (settings, "maximized", gtk_window_is_maximized (window));
    }

  return GTK_WINDOW_CLASS (ferry_window_parent_class)->close_request (window);
}

static void
ferry_window_class_init (FerryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GTK_WINDOW_CLASS (klass)->close_request = ferry_window_close_request;

  g_type_ensure (FERRY_TYPE_ADAPTIVE_BIN);
  g_type_ensure (FERRY_TYPE_NOTICE_BAR);
  g_type_ensure (FERRY_TYPE_TASKS_VIEW);
  g_type_ensure (FERRY_TYPE_WIZARD);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/ferry-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, adaptive_bin);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, header_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, step_box);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, next_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, narrow_title);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, notice_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, drop_hint);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, view_stack);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, tasks_page);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, wizard);
  gtk_widget_class_bind_template_callback (widget_class, update_controls);
  gtk_widget_class_bind_template_callback (widget_class, visible_view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, wizard_finished_cb);

  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "win.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "win.leftovers", NULL, leftovers_cb);
  gtk_widget_class_install_action (widget_class, "win.show-view", "s", show_view_cb);
}

static void
ferry_window_init (FerryWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_disk_opening_accept_drops (GTK_WINDOW (self), self->drop_hint);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "plan",
                                  ferry_wizard_get_plan_actions (self->wizard));
  g_signal_connect_object (self->wizard, "plan-opened", G_CALLBACK (show_migrate), self,
                           G_CONNECT_SWAPPED);

  /* The frame tells all its properties at once, and this is one of them. */
  g_signal_connect_object (self->wizard, "notify::can-go-next", G_CALLBACK (update_header),
                           self, G_CONNECT_SWAPPED);
  update_header (self);
}

FerryWindow *
ferry_window_new (FerryApplication *application)
{
  FerryTaskItems *items = ferry_application_get_task_items (application);
  GSettings *settings = ferry_application_get_settings (application);
  FerryWindow *self;

  self = g_object_new (FERRY_TYPE_WINDOW, "application", application, NULL);

  if (ferry_application_is_rehearsal (application))
    ferry_notice_bar_set (self->notice_bar, FERRY_NOTICE_REHEARSAL,
                          _("Rehearsal: nothing leaves this computer"));
  if (settings)
    {
      gtk_window_set_default_size (GTK_WINDOW (self),
                                   g_settings_get_int (settings, "window-width"),
                                   g_settings_get_int (settings, "window-height"));
      if (g_settings_get_boolean (settings, "maximized"))
        gtk_window_maximize (GTK_WINDOW (self));
    }

  watch_clients (self, ferry_application_get_connector (application));
  g_signal_connect_object (items, "notify::n-running", G_CALLBACK (n_running_changed_cb),
                           self, G_CONNECT_SWAPPED);
  n_running_changed_cb (self, NULL, items);

  return self;
}

const char *
ferry_window_get_help_page (FerryWindow *self)
{
  g_return_val_if_fail (FERRY_IS_WINDOW (self), NULL);

  return is_migrating (self) ? ferry_wizard_get_help_page (self->wizard) : "tasks";
}

FerryClient *
ferry_window_get_client (FerryWindow *self)
{
  g_return_val_if_fail (FERRY_IS_WINDOW (self), NULL);

  return ferry_wizard_get_client (self->wizard);
}

void
ferry_window_show_accounts (FerryWindow *self)
{
  g_return_if_fail (FERRY_IS_WINDOW (self));

  show_migrate (self);
  ferry_wizard_show_accounts (self->wizard);
}

gboolean
ferry_window_import_disk (FerryWindow *self,
                          FerryClient *client,
                          FerryDisk   *disk)
{
  g_return_val_if_fail (FERRY_IS_WINDOW (self), FALSE);

  if (!ferry_wizard_import_disk (self->wizard, client, disk))
    return FALSE;

  show_migrate (self);

  return TRUE;
}
