/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-application.h"

#include "browser/ferry-disk-opening.h"
#include "common/ferry-error-text.h"
#include "common/ferry-help.h"
#include "connect/ferry-resumption.h"
#include "ferry-about.h"
#include "ferry-settings.h"
#include "ferry-window.h"
#include "manifest/ferry-manifest-opening.h"
#include "tasks/ferry-background.h"
#include "tasks/ferry-task-notifier.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#define REHEARSAL_APPLICATION_ID FERRY_APPLICATION_ID ".Rehearsal"

/* A rehearsed conversion takes seconds, so its list asks more often. */
#define REHEARSAL_SPEED 8

struct _FerryApplication {
  AdwApplication         parent_instance;

  gboolean               rehearsal;
  GSettings             *settings;
  FerryKeyring          *keyring;
  FerryAccounts         *accounts;
  FerryRehearsalProcess *rehearsal_process;
  FerryConnector        *connector;
  FerryTaskList         *task_list;
  FerryActivity         *activity;
  FerryClearedTasks     *cleared_tasks;
  FerryTaskNotifier     *task_notifier;
  FerryBackground       *background;
  FerryEngine           *engine;
  FerryTaskItems        *task_items;
  FerryDiskInspections  *inspections;
  FerryAccountCache     *account_cache;
  FerryResumption       *resumption;
};

G_DEFINE_FINAL_TYPE (FerryApplication, ferry_application, ADW_TYPE_APPLICATION)

static void
refused_cb (AdwMessageDialog *dialog,
            const char       *response,
            gpointer          user_data)
{
  g_application_quit (user_data);
}

/* Without its records Ferry knows nothing of what it has sent, so it goes no further. */
static void
refuse_to_run (FerryApplication *self,
               GError           *error)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autofree char *title = ferry_error_to_title (error);
  g_autofree char *advice = ferry_error_to_advice (error);
  g_autofree char *detail = ferry_error_to_detail (error);
  GtkWidget *dialog = adw_message_dialog_new (window, title, NULL);

  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_IN_USE))
    adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), advice);
  else
    adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), "%s\n\n%s", advice, detail);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Quit"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (refused_cb), self, 0);
  gtk_window_set_application (GTK_WINDOW (dialog), GTK_APPLICATION (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Closing a window never ends an act: what is to be sent or written is, and then Ferry goes. */
static void
busy_changed_cb (FerryApplication *self)
{
  if (ferry_activity_is_busy (self->activity))
    g_application_hold (G_APPLICATION (self));
  else
    g_application_release (G_APPLICATION (self));
}

static void
make_services (FerryApplication *self)
{
  const char *id = g_application_get_application_id (G_APPLICATION (self));
  g_autofree char *path = NULL;
  g_autoptr(GFile) state = NULL;
  g_autoptr(GFile) journals = NULL;
  g_autoptr(GFile) cleared = NULL;
  g_autoptr(GFile) cloud = NULL;
  guint speed;

  path = g_build_filename (g_get_user_state_dir (),
                           self->rehearsal ? "ferry-rehearsal" : "ferry", NULL);
  state = g_file_new_for_path (path);
  journals = g_file_get_child (state, "journal");
  cleared = g_file_get_child (state, "cleared-tasks.json");

  self->settings = ferry_settings_new (self->rehearsal);
  self->keyring = ferry_keyring_new (id);
  self->accounts = ferry_accounts_new (self->keyring);
  if (self->rehearsal)
    {
      cloud = g_file_get_child (state, "cloud");
      self->rehearsal_process = ferry_rehearsal_process_new (cloud);
    }
  self->connector = ferry_connector_new (self->keyring, self->rehearsal_process);
  speed = self->rehearsal ? REHEARSAL_SPEED : 1;
  self->task_list = ferry_task_list_new (speed);
  self->activity = ferry_activity_new ();
  g_signal_connect_object (self->activity, "notify::busy",
                           G_CALLBACK (busy_changed_cb), self, G_CONNECT_SWAPPED);
  self->cleared_tasks = ferry_cleared_tasks_new (cleared, self->activity);
  self->engine = ferry_engine_new (journals, self->task_list, self->activity, speed);
  self->task_items = ferry_task_items_new (G_LIST_MODEL (self->task_list),
                                           ferry_engine_get_runs (self->engine),
                                           G_LIST_MODEL (ferry_engine_get_queue (self->engine)));
  self->task_notifier = ferry_task_notifier_new (GTK_APPLICATION (self), self->task_list,
                                                 self->task_items);
  self->background = ferry_background_new (GTK_APPLICATION (self), self->task_items);
  g_object_bind_property (self->engine, "needs-us", self->background, "needed",
                          G_BINDING_SYNC_CREATE);
  self->inspections = ferry_disk_inspections_new ();
  self->account_cache = ferry_account_cache_new ();
  self->resumption = ferry_resumption_new (self->engine, self->connector, self->accounts);
  g_signal_connect_object (self->resumption, "failed",
                           G_CALLBACK (refuse_to_run), self, G_CONNECT_SWAPPED);
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  FerryApplication *self = user_data;

  ferry_background_quit (self->background);
}

/* The one below what is in front: a dialog belongs to it. Returns: (nullable) */
static FerryWindow *
find_window (FerryApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    if (FERRY_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  FerryApplication *self = user_data;

  ferry_about_show (gtk_application_get_active_window (GTK_APPLICATION (self)), self->rehearsal);
}

static void
help_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  FerryWindow *window = find_window (user_data);

  ferry_help_show (gtk_application_get_active_window (user_data),
                   window ? ferry_window_get_help_page (window) : "index");
}

/* What the desktop entry offers: the desktop asks a Ferry that needs no window for it. */
static void
rehearse_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_autoptr(GError) error = NULL;

  if (!ferry_application_open_rehearsal (user_data, &error))
    g_warning ("A rehearsal cannot be opened: %s", error->message);
}

/* Where a notification leads. */
static void
show_tasks_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  FerryWindow *window;

  g_application_activate (user_data);
  window = find_window (user_data);
  if (window)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.show-view", "s", "tasks");
}

static const GActionEntry action_entries[] = {
  { .name = "quit", .activate = quit_cb },
  { .name = "about", .activate = about_cb },
  { .name = "help", .activate = help_cb },
  { .name = "rehearse", .activate = rehearse_cb },
  { .name = "show-tasks", .activate = show_tasks_cb },
};

static const struct {
  const char *action;
  const char *accels[2];
} accels[] = {
  { "app.help", { "F1" } },
  { "app.open-disk", { "<Control>o" } },
  { "app.open-manifest", { "<Control>m" } },
  { "plan.open", { "<Control><Shift>o" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.back", { "<Alt>Left" } },
  { "win.next", { "<Control>Return" } },
  { "win.show-view::migrate", { "<Control>1" } },
  { "win.show-view::tasks", { "<Control>2" } },
};

static void
ferry_application_startup (GApplication *application)
{
  FerryApplication *self = FERRY_APPLICATION (application);

  G_APPLICATION_CLASS (ferry_application_parent_class)->startup (application);

  /* It asks for this before anything else of it. */
  gtk_source_init ();
  gtk_window_set_default_icon_name (FERRY_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), action_entries,
                                   G_N_ELEMENTS (action_entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    {
      const char *keys[] = { accels[i].accels[0], accels[i].accels[1], NULL };

      gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action, keys);
    }

  ferry_disk_opening_add_action (GTK_APPLICATION (self));
  ferry_manifest_opening_add_action (GTK_APPLICATION (self));
  make_services (self);
  ferry_accounts_load (self->accounts);
  ferry_resumption_start (self->resumption);
}

static void
ferry_application_activate (GApplication *application)
{
  FerryWindow *window = find_window (FERRY_APPLICATION (application));

  if (window == NULL)
    window = ferry_window_new (FERRY_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (window));
}

/* Whoever opens a disk or a manifest wants to see that, and no more: a window for each. */
static void
ferry_application_open (GApplication  *application,
                        GFile        **files,
                        int            n_files,
                        const char    *hint)
{
  for (int i = 0; i < n_files; i++)
    ferry_manifest_opening_open (GTK_APPLICATION (application), files[i]);
}

static void
ferry_application_shutdown (GApplication *application)
{
  FerryApplication *self = FERRY_APPLICATION (application);

  ferry_resumption_stop (self->resumption);

  G_APPLICATION_CLASS (ferry_application_parent_class)->shutdown (application);
}

static int
ferry_application_handle_local_options (GApplication *application,
                                        GVariantDict *options)
{
  FerryApplication *self = FERRY_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("ferry %s\n", FERRY_VERSION);
      return 0;
    }

  /* Before it registers, so that a rehearsal never wakes a real Ferry. */
  self->rehearsal = g_variant_dict_contains (options, "rehearsal");
  g_application_set_application_id (application, self->rehearsal ? REHEARSAL_APPLICATION_ID
                                                                 : FERRY_APPLICATION_ID);
  return -1;
}

static void
ferry_application_finalize (GObject *object)
{
  FerryApplication *self = FERRY_APPLICATION (object);

  g_clear_object (&self->resumption);
  g_clear_object (&self->background);
  g_clear_object (&self->task_notifier);
  g_clear_object (&self->task_items);
  g_clear_object (&self->inspections);
  g_clear_object (&self->account_cache);
  g_clear_object (&self->engine);
  g_clear_object (&self->cleared_tasks);
  g_clear_object (&self->activity);
  g_clear_object (&self->task_list);
  g_clear_object (&self->connector);
  g_clear_object (&self->rehearsal_process);
  g_clear_object (&self->accounts);
  g_clear_object (&self->keyring);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ferry_application_parent_class)->finalize (object);
}

static void
ferry_application_class_init (FerryApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = ferry_application_finalize;
  application_class->startup = ferry_application_startup;
  application_class->activate = ferry_application_activate;
  application_class->open = ferry_application_open;
  application_class->shutdown = ferry_application_shutdown;
  application_class->handle_local_options = ferry_application_handle_local_options;
}

static void
ferry_application_init (FerryApplication *self)
{
  const GOptionEntry options[] = {
    { "rehearsal", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_("Rehearse with a make-believe cloud on this computer"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and exit"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  /* Translators: in "ferry --help": disk images and manifests to look into */
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FILE…]"));
}

FerryApplication *
ferry_application_new (void)
{
  return g_object_new (FERRY_TYPE_APPLICATION,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/vmferry/Ferry",
                       NULL);
}

FerryApplication *
ferry_application_get (void)
{
  return FERRY_APPLICATION (g_application_get_default ());
}

gboolean
ferry_application_is_rehearsal (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), FALSE);

  return self->rehearsal;
}

FerryKeyring *
ferry_application_get_keyring (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);

  return self->keyring;
}

FerryClearedTasks *
ferry_application_get_cleared_tasks (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);

  return self->cleared_tasks;
}

FerryTaskList *
ferry_application_get_task_list (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);

  return self->task_list;
}

FerryAccountCache *
ferry_application_get_account_cache (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);

  return self->account_cache;
}

FerryDiskInspections *
ferry_application_get_inspections (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);

  return self->inspections;
}

FerryTaskItems *
ferry_application_get_task_items (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);

  return self->task_items;
}

FerryActivity *
ferry_application_get_activity (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);

  return self->activity;
}

FerryEngine *
ferry_application_get_engine (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);

  return self->engine;
}

FerryAccounts *
ferry_application_get_accounts (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);

  return self->accounts;
}

FerryConnector *
ferry_application_get_connector (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);

  return self->connector;
}

GSettings *
ferry_application_get_settings (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);

  return self->settings;
}

FerryClient *
ferry_application_get_client (FerryApplication *self)
{
  FerryWindow *window;

  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);

  window = find_window (self);

  return window ? ferry_window_get_client (window) : NULL;
}

void
ferry_application_show_accounts (FerryApplication *self)
{
  g_return_if_fail (FERRY_IS_APPLICATION (self));

  g_application_activate (G_APPLICATION (self));
  ferry_window_show_accounts (find_window (self));
}

gboolean
ferry_application_import_disk (FerryApplication *self,
                               FerryClient      *client,
                               FerryDisk        *disk)
{
  FerryWindow *window;

  g_return_val_if_fail (FERRY_IS_APPLICATION (self), FALSE);

  window = find_window (self);
  if (window == NULL || !ferry_window_import_disk (window, client, disk))
    return FALSE;

  gtk_window_present (GTK_WINDOW (window));

  return TRUE;
}

void
ferry_application_follow (FerryApplication *self,
                          FerryClient      *client,
                          const char       *region)
{
  g_return_if_fail (FERRY_IS_APPLICATION (self));
  g_return_if_fail (FERRY_IS_CLIENT (client));

  if (ferry_region_is_classic (region))
    ferry_task_list_watch (self->task_list, client, region);
}

gboolean
ferry_application_open_rehearsal (FerryApplication  *self,
                                  GError           **error)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", error);
  g_autoptr(GSubprocess) subprocess = NULL;

  if (program == NULL)
    return FALSE;

  subprocess = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, error, program, "--rehearsal", NULL);
  return subprocess != NULL;
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryClient *client;
  g_autoptr(GError) error = NULL;

  client = ferry_connector_connect_finish (FERRY_CONNECTOR (source), result, &error);
  if (client)
    g_task_return_pointer (task, client, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
ferry_application_connect_async (FerryApplication    *self,
                                 FerryAccount        *account,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (FERRY_IS_APPLICATION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_application_connect_async);
  ferry_connector_connect_async (self->connector, account, cancellable, connected_cb, task);
}

FerryClient *
ferry_application_connect_finish (FerryApplication  *self,
                                  GAsyncResult      *result,
                                  GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
