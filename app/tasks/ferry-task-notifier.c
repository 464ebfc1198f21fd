/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-notifier.h"

#include "tasks/ferry-explanation.h"
#include "tasks/ferry-task-text.h"

#include <glib/gi18n.h>

#define SHOW_ACTION "app.show-tasks"

/* It lives as long as the application that it points to; main thread. */
struct _FerryTaskNotifier {
  GObject         parent_instance;

  GtkApplication *application;  /* not owned: it owns this */
  FerryTaskList  *tasks;
  GHashTable     *running;      /* set of FerryTask: seen to run, not ended yet */
  GHashTable     *standing;     /* set of ids: notifications that may be on the screen */
};

G_DEFINE_FINAL_TYPE (FerryTaskNotifier, ferry_task_notifier, G_TYPE_OBJECT)

static char *
make_id (FerryTask *task)
{
  return g_strconcat ("task-", ferry_task_get_token (task), NULL);
}

static void
withdraw (FerryTaskNotifier *self,
          FerryTask         *task)
{
  g_autofree char *id = make_id (task);

  if (g_hash_table_remove (self->standing, id))
    g_application_withdraw_notification (G_APPLICATION (self->application), id);
}

static void
withdraw_all (FerryTaskNotifier *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->standing);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_application_withdraw_notification (G_APPLICATION (self->application), id);

  g_hash_table_remove_all (self->standing);
}

static gboolean
has_focus (FerryTaskNotifier *self)
{
  for (GList *l = gtk_application_get_windows (self->application); l; l = l->next)
    if (gtk_window_is_active (l->data))
      return TRUE;

  return FALSE;
}

static gboolean
are_tasks_shown (FerryTaskNotifier *self)
{
  gboolean shown;

  g_object_get (self->tasks, "shown", &shown, NULL);

  return shown;
}

static void
update_seen (FerryTaskNotifier *self)
{
  if (are_tasks_shown (self) && has_focus (self))
    withdraw_all (self);
}

/* How it ended; plain text, and nothing that came from outside but the instance's ID: some desktops
 * read it as markup.
 */
static char *
make_body (FerryTask *task)
{
  g_autoptr(FerryExplanation) explanation = ferry_explanation_new (task);
  const char *instance_id = ferry_task_get_instance_id (task);
  g_autofree char *state = NULL;

  if (explanation)
    {
      state = ferry_task_text_state (task);
      /* Translators: how the import of a machine ended, then why: “Failed: Access was denied” */
      return g_strdup_printf (_("%s: %s"), state, explanation->title);
    }
  if (ferry_task_get_state (task) != FERRY_TASK_LANDED)
    return g_strdup (_("The import was cancelled"));
  if (ferry_task_get_disk_name (task))
    return g_strdup (_("The volume is there"));
  if (instance_id == NULL)
    return g_strdup (_("The machine has landed"));

  /* Translators: %s is the ID of an EC2 instance */
  return g_strdup_printf (_("The machine has landed as %s and is stopped"), instance_id);
}

static void
tell (FerryTaskNotifier *self,
      FerryTask         *task)
{
  g_autofree char *name = ferry_task_text_name (task);
  g_autoptr(GNotification) notification = g_notification_new (name);
  g_autofree char *body = make_body (task);
  g_autofree char *id = make_id (task);

  g_notification_set_body (notification, body);
  g_notification_set_default_action (notification, SHOW_ACTION);
  if (ferry_explanation_is_needed (task))
    g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);

  g_application_send_notification (G_APPLICATION (self->application), id, notification);
  g_hash_table_add (self->standing, g_steal_pointer (&id));
}

static void
state_changed_cb (FerryTaskNotifier *self,
                  GParamSpec        *pspec,
                  FerryTask         *task)
{
  if (!ferry_task_state_is_finished (ferry_task_get_state (task)))
    {
      g_hash_table_add (self->running, g_object_ref (task));
      withdraw (self, task);
      return;
    }

  if (g_hash_table_remove (self->running, task) && !has_focus (self))
    tell (self, task);
}

static void
tasks_changed_cb (FerryTaskNotifier *self,
                  guint              position,
                  guint              removed,
                  guint              added,
                  GListModel        *model)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(FerryTask) task = g_list_model_get_item (model, i);

      if (ferry_task_get_token (task) == NULL)
        continue;

      /* A row that was taken away may come back. */
      g_signal_handlers_disconnect_by_data (task, self);
      g_signal_connect_object (task, "notify::state", G_CALLBACK (state_changed_cb), self,
                               G_CONNECT_SWAPPED);
      if (!ferry_task_state_is_finished (ferry_task_get_state (task)))
        g_hash_table_add (self->running, g_object_ref (task));
    }
}

static void
window_added_cb (FerryTaskNotifier *self,
                 GtkWindow         *window)
{
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (update_seen), self,
                           G_CONNECT_SWAPPED);
}

static void
ferry_task_notifier_finalize (GObject *object)
{
  FerryTaskNotifier *self = FERRY_TASK_NOTIFIER (object);

  g_clear_pointer (&self->standing, g_hash_table_unref);
  g_clear_pointer (&self->running, g_hash_table_unref);
  g_clear_object (&self->tasks);

  G_OBJECT_CLASS (ferry_task_notifier_parent_class)->finalize (object);
}

static void
ferry_task_notifier_class_init (FerryTaskNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_task_notifier_finalize;
}

static void
ferry_task_notifier_init (FerryTaskNotifier *self)
{
  self->running = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->standing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

FerryTaskNotifier *
ferry_task_notifier_new (GtkApplication *application,
                         FerryTaskList  *tasks)
{
  FerryTaskNotifier *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (FERRY_IS_TASK_LIST (tasks), NULL);

  self = g_object_new (FERRY_TYPE_TASK_NOTIFIER, NULL);
  self->application = application;
  self->tasks = g_object_ref (tasks);

  g_signal_connect_object (tasks, "items-changed", G_CALLBACK (tasks_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tasks, "notify::shown", G_CALLBACK (update_seen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (application, "window-added", G_CALLBACK (window_added_cb), self,
                           G_CONNECT_SWAPPED);
  tasks_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (tasks)),
                    G_LIST_MODEL (tasks));
  for (GList *l = gtk_application_get_windows (application); l; l = l->next)
    window_added_cb (self, l->data);

  return self;
}
