/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-actions.h"

#include "ferry-application.h"
#include "tasks/ferry-cancel-dialog.h"
#include "tasks/ferry-console-link.h"
#include "tasks/ferry-report-saver.h"
#include "tasks/ferry-task-acts.h"

#include <glib/gi18n.h>

struct _FerryTaskActions {
  GObject             parent_instance;

  GtkWidget          *widget;   /* (nullable), weak */
  GSimpleActionGroup *group;
  FerryTaskItem      *item;     /* (nullable) */
};

G_DEFINE_FINAL_TYPE (FerryTaskActions, ferry_task_actions, G_TYPE_OBJECT)

enum {
  SIGNAL_MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
cancel_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  FerryTaskActions *self = user_data;

  ferry_cancel_dialog_present (self->item, self->widget);
}

static void
retry_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  ferry_task_acts_retry (FERRY_TASK_ACTIONS (user_data)->item);
}

static void
start_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  ferry_task_acts_start (FERRY_TASK_ACTIONS (user_data)->item);
}

static void
hold_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  gboolean held = g_str_equal (g_action_get_name (G_ACTION (action)), "hold");

  ferry_task_acts_hold (FERRY_TASK_ACTIONS (user_data)->item, held);
}

static void
move_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  FerryTaskActions *self = user_data;
  gboolean up = g_str_equal (g_action_get_name (G_ACTION (action)), "move-up");

  ferry_task_acts_move (self->item, up ? -1 : 1);
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

static void
console_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  FerryTaskActions *self = user_data;
  GtkRoot *root = gtk_widget_get_root (self->widget);
  g_autofree char *link =
    ferry_console_link_new (ferry_task_item_get_region (self->item),
                            ferry_task_item_get_instance_id (self->item));

  if (link)
    gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, link, GDK_CURRENT_TIME);
}

void
ferry_task_actions_copy (GtkWidget  *widget,
                         const char *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (_("Copied")));
}

/* (nullable) */
static const char *
find_id (FerryTaskItem *item,
         const char    *action_name)
{
  FerryTask *task = item ? ferry_task_item_get_task (item, 0) : NULL;

  if (task == NULL)
    return NULL;
  if (g_str_equal (action_name, "copy-task-id"))
    return ferry_task_get_conversion_task_id (task);
  if (g_str_equal (action_name, "copy-volume-id"))
    return ferry_task_get_volume_id (task);

  return ferry_task_get_instance_id (task);
}

static void
copy_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  FerryTaskActions *self = user_data;

  ferry_task_actions_copy (self->widget,
                           find_id (self->item, g_action_get_name (G_ACTION (action))));
}

/* (nullable) (transfer none): what the machine is a part of */
static FerryRun *
find_run (FerryTaskItem *item)
{
  FerryMachineImport *import = item ? ferry_task_item_get_import (item) : NULL;
  FerryApplication *application = ferry_application_get ();
  GListModel *runs;

  if (import == NULL || application == NULL)
    return NULL;

  runs = ferry_engine_get_runs (ferry_application_get_engine (application));
  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr(FerryRun) run = g_list_model_get_item (runs, i);

      if (g_strcmp0 (ferry_run_get_id (run), ferry_machine_import_get_run_id (import)) == 0)
        return run;  /* the engine keeps it */
    }

  return NULL;
}

static void
report_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  FerryTaskActions *self = user_data;
  FerryRun *run = find_run (self->item);
  GtkRoot *root = gtk_widget_get_root (self->widget);

  if (run && GTK_IS_WINDOW (root))
    ferry_report_save (GTK_WINDOW (root), run);
}

static const GActionEntry entries[] = {
  { .name = "cancel", .activate = cancel_cb },
  { .name = "retry", .activate = retry_cb },
  { .name = "start", .activate = start_cb },
  { .name = "hold", .activate = hold_cb },
  { .name = "continue", .activate = hold_cb },
  { .name = "move-up", .activate = move_cb },
  { .name = "move-down", .activate = move_cb },
  { .name = "console", .activate = console_cb },
  { .name = "copy-instance-id", .activate = copy_cb },
  { .name = "copy-task-id", .activate = copy_cb },
  { .name = "copy-volume-id", .activate = copy_cb },
  { .name = "report", .activate = report_cb },
};

static void
enable (FerryTaskActions *self,
        const char       *name,
        gboolean          enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->group), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* A rehearsal, or a cloud that only speaks like AWS's, has no console there. */
static gboolean
has_console (FerryTaskItem *item)
{
  FerryApplication *application = ferry_application_get ();
  FerryClient *client;
  FerryAccount *account;

  if (item == NULL || application == NULL)
    return FALSE;

  client = ferry_engine_get_client (ferry_application_get_engine (application),
                                    ferry_task_item_get_account_id (item));
  account = client ? ferry_client_get_account (client) : NULL;

  return account && !ferry_account_is_rehearsal (account) &&
         ferry_account_get_endpoint (account) == NULL;
}

/* Only a machine of ours that has not ended is in the queue, or comes back to it. */
static gboolean
can_hold (FerryTaskItem *item)
{
  return item && ferry_task_item_get_import (item) && !ferry_task_item_is_finished (item) &&
         ferry_task_item_get_state (item) != FERRY_MACHINE_CANCELLING;
}

void
ferry_task_actions_update (FerryTaskActions *self)
{
  FerryTaskItem *item = self->item;

  g_return_if_fail (FERRY_IS_TASK_ACTIONS (self));

  enable (self, "cancel", item && ferry_task_item_can_cancel (item));
  enable (self, "retry", item && ferry_task_item_can_retry (item));
  enable (self, "start", item && ferry_task_item_can_start (item));
  enable (self, "hold", can_hold (item) && !ferry_task_item_get_held (item));
  enable (self, "continue", can_hold (item) && ferry_task_item_get_held (item));
  enable (self, "move-up", item && ferry_task_acts_can_move (item, -1));
  enable (self, "move-down", item && ferry_task_acts_can_move (item, 1));
  enable (self, "console", has_console (item));
  enable (self, "copy-instance-id", find_id (item, "copy-instance-id") != NULL);
  enable (self, "copy-task-id", find_id (item, "copy-task-id") != NULL);
  enable (self, "copy-volume-id", find_id (item, "copy-volume-id") != NULL);
  enable (self, "report", find_run (item) != NULL);
}

static void
ferry_task_actions_dispose (GObject *object)
{
  FerryTaskActions *self = FERRY_TASK_ACTIONS (object);

  if (self->item)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
  g_clear_object (&self->group);
  g_clear_weak_pointer (&self->widget);

  G_OBJECT_CLASS (ferry_task_actions_parent_class)->dispose (object);
}

static void
ferry_task_actions_class_init (FerryTaskActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_task_actions_dispose;

  signals[SIGNAL_MOVED] = g_signal_new ("moved", FERRY_TYPE_TASK_ACTIONS, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_task_actions_init (FerryTaskActions *self)
{
  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries),
                                   self);
}

FerryTaskActions *
ferry_task_actions_new (GtkWidget *widget)
{
  FerryTaskActions *self = g_object_new (FERRY_TYPE_TASK_ACTIONS, NULL);

  g_set_weak_pointer (&self->widget, widget);
  gtk_widget_insert_action_group (widget, "task", G_ACTION_GROUP (self->group));
  ferry_task_actions_update (self);

  return self;
}

void
ferry_task_actions_set_item (FerryTaskActions *self,
                             FerryTaskItem    *item)
{
  g_return_if_fail (FERRY_IS_TASK_ACTIONS (self));

  if (self->item == item)
    return;

  if (self->item)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item)
    g_signal_connect_object (item, "changed", G_CALLBACK (ferry_task_actions_update), self,
                             G_CONNECT_SWAPPED);
  ferry_task_actions_update (self);
}
