/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-notifier.h"

#include "tasks/ferry-explanation.h"
#include "tasks/ferry-item-text.h"
#include "tasks/ferry-machine-state-text.h"

#include <glib/gi18n.h>

#define SHOW_ACTION "app.show-tasks"

/* What there is to tell of a machine. */
typedef enum {
  NEWS_NONE,    /* it goes its way, or a person has ended it */
  NEWS_LANDED,
  NEWS_NEEDED,  /* it waits for a person */
} News;

/* It lives as long as the application that it points to; main thread. */
struct _FerryTaskNotifier {
  GObject         parent_instance;

  GtkApplication *application;  /* not owned: it owns this */
  FerryTaskList  *tasks;
  FerryTaskItems *items;
  GHashTable     *known;        /* FerryTaskItem -> News: what was last true of it */
  GHashTable     *running;      /* set of ids of runs: seen to run, not ended yet */
  GHashTable     *standing;     /* set of ids: notifications that may be on the screen */
};

G_DEFINE_FINAL_TYPE (FerryTaskNotifier, ferry_task_notifier, G_TYPE_OBJECT)

/* What is only shown is all of one run. */
static const char *
get_run (FerryTaskItem *item)
{
  FerryMachineImport *import = ferry_task_item_get_import (item);

  return import ? ferry_machine_import_get_run_id (import) : "shown";
}

static char *
make_id (FerryTaskItem *item)
{
  FerryMachineImport *import = ferry_task_item_get_import (item);

  if (import == NULL)
    return g_strconcat ("machine-", ferry_task_get_token (ferry_task_item_get_task (item, 0)),
                        NULL);

  return g_strdup_printf ("machine-%s-%u", get_run (item),
                          ferry_machine_import_get_position (import));
}

static void
withdraw (FerryTaskNotifier *self,
          const char        *id)
{
  if (g_hash_table_remove (self->standing, id))
    g_application_withdraw_notification (G_APPLICATION (self->application), id);
}

static void
withdraw_item (FerryTaskNotifier *self,
               FerryTaskItem     *item)
{
  g_autofree char *id = make_id (item);

  withdraw (self, id);
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

/* @title, @body: plain text; the body holds nothing that came from outside but an instance's ID:
 * some desktops read it as markup.
 */
static void
send (FerryTaskNotifier     *self,
      const char            *id,
      const char            *title,
      const char            *body,
      GNotificationPriority  priority)
{
  g_autoptr(GNotification) notification = g_notification_new (title);

  if (body != NULL)
    g_notification_set_body (notification, body);
  g_notification_set_default_action (notification, SHOW_ACTION);
  g_notification_set_priority (notification, priority);
  g_application_send_notification (G_APPLICATION (self->application), id, notification);
  g_hash_table_add (self->standing, g_strdup (id));
}

static News
get_news (FerryTaskItem *item)
{
  if (ferry_task_item_get_question (item) != FERRY_QUESTION_NONE)
    return NEWS_NEEDED;

  switch (ferry_task_item_get_state (item))
    {
    case FERRY_MACHINE_LANDED:
      return NEWS_LANDED;
    case FERRY_MACHINE_FAILED:
    case FERRY_MACHINE_ASKING:
      return NEWS_NEEDED;
    case FERRY_MACHINE_WAITING:
    case FERRY_MACHINE_IMPORTING:
    case FERRY_MACHINE_UNCONFIRMED:
    case FERRY_MACHINE_TAGGING:
    case FERRY_MACHINE_ATTACHING:
    case FERRY_MACHINE_CANCELLING:
    case FERRY_MACHINE_CANCELLED:
    default:
      return NEWS_NONE;
    }
}

/* Why it needs somebody: (transfer full) */
static char *
make_reason (FerryTaskItem *item)
{
  const GError *error = ferry_task_item_get_error (item);
  const char *question = ferry_question_get_name (ferry_task_item_get_question (item));

  if (question != NULL)
    return g_strdup (question);

  for (guint i = 0; i < ferry_task_item_get_n_tasks (item); i++)
    {
      g_autoptr(FerryExplanation) explanation =
        ferry_explanation_new (ferry_task_item_get_task (item, i));

      if (explanation != NULL)
        return g_strdup (explanation->title);
    }

  if (error != NULL)
    return g_strdup (ferry_explanation_get_error_title (error));

  return ferry_item_text_state (item);
}

static void
tell_landed (FerryTaskNotifier *self,
             FerryTaskItem     *item)
{
  g_autofree char *id = make_id (item);
  g_autofree char *name = ferry_item_text_name (item);
  const char *instance_id = ferry_task_item_get_instance_id (item);
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  /* Translators: %s is the name of a machine */
  title = g_strdup_printf (_("%s has landed"), name);
  if (instance_id != NULL)
    /* Translators: %s is the ID of an EC2 instance */
    body = g_strdup_printf (_("It stands as %s and can be started"), instance_id);
  send (self, id, title, body, G_NOTIFICATION_PRIORITY_NORMAL);
}

static void
tell_needed (FerryTaskNotifier *self,
             FerryTaskItem     *item)
{
  g_autofree char *id = make_id (item);
  g_autofree char *name = ferry_item_text_name (item);
  g_autofree char *reason = make_reason (item);
  g_autofree char *title = NULL;

  /* Translators: %s is the name of a machine that waits for a person; why stands below */
  title = g_strdup_printf (_("%s needs you"), name);
  send (self, id, title, reason, G_NOTIFICATION_PRIORITY_HIGH);
}

typedef struct {
  guint n_machines;
  guint n_finished;
  guint n_landed;
} Count;

static Count
count_run (FerryTaskNotifier *self,
           const char        *run)
{
  GListModel *items = G_LIST_MODEL (self->items);
  Count count = { 0, 0, 0 };

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(FerryTaskItem) item = g_list_model_get_item (items, i);

      if (!ferry_task_item_is_machine (item) || g_strcmp0 (get_run (item), run) != 0)
        continue;

      count.n_machines++;
      if (ferry_task_item_is_finished (item))
        count.n_finished++;
      if (ferry_task_item_get_state (item) == FERRY_MACHINE_LANDED)
        count.n_landed++;
    }

  return count;
}

/* In the place of those that say of single machines that they have landed. */
static void
withdraw_landed (FerryTaskNotifier *self,
                 const char        *run)
{
  GListModel *items = G_LIST_MODEL (self->items);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(FerryTaskItem) item = g_list_model_get_item (items, i);

      if (ferry_task_item_is_machine (item) && g_strcmp0 (get_run (item), run) == 0 &&
          get_news (item) == NEWS_LANDED)
        withdraw_item (self, item);
    }
}

static void
tell_summary (FerryTaskNotifier *self,
              const char        *run,
              Count              count)
{
  g_autofree char *id = g_strconcat ("run-", run, NULL);
  g_autofree char *title = NULL;

  withdraw_landed (self, run);
  if (count.n_landed == count.n_machines)
    title = g_strdup_printf (ngettext ("%u machine has landed", "All %u machines have landed",
                                       count.n_landed), count.n_landed);
  else
    /* Translators: of several machines, some have landed, and the others will not by themselves */
    title = g_strdup_printf (ngettext ("%u of %u machine has landed",
                                       "%u of %u machines have landed", count.n_machines),
                             count.n_landed, count.n_machines);
  send (self, id, title, _("The import of the plan is finished"), G_NOTIFICATION_PRIORITY_NORMAL);
}

/* Once, when the last of several has ended; a machine that is tried again begins another time. */
static void
look_at_run (FerryTaskNotifier *self,
             const char        *run)
{
  Count count = count_run (self, run);
  g_autofree char *id = g_strconcat ("run-", run, NULL);

  if (count.n_finished < count.n_machines)
    {
      g_hash_table_add (self->running, g_strdup (run));
      withdraw (self, id);
    }
  else if (g_hash_table_remove (self->running, run) && count.n_machines > 1 && !has_focus (self))
    tell_summary (self, run, count);
}

static void
look (FerryTaskNotifier *self,
      FerryTaskItem     *item)
{
  News before = GPOINTER_TO_INT (g_hash_table_lookup (self->known, item));
  News news = get_news (item);

  g_hash_table_insert (self->known, g_object_ref (item), GINT_TO_POINTER (news));
  if (news != before)
    {
      withdraw_item (self, item);
      if (news == NEWS_LANDED && before == NEWS_NONE && !has_focus (self))
        tell_landed (self, item);
      else if (news == NEWS_NEEDED && !has_focus (self))
        tell_needed (self, item);
    }

  look_at_run (self, get_run (item));
}

static void
item_changed_cb (FerryTaskItem     *item,
                 FerryTaskNotifier *self)
{
  look (self, item);
}

/* What has ended before it was seen is known as it is. */
static void
items_changed_cb (FerryTaskNotifier *self,
                  guint              position,
                  guint              removed,
                  guint              added,
                  GListModel        *model)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(FerryTaskItem) item = g_list_model_get_item (model, i);

      if (!ferry_task_item_is_machine (item) || g_hash_table_contains (self->known, item))
        continue;

      g_hash_table_insert (self->known, g_object_ref (item), GINT_TO_POINTER (get_news (item)));
      if (!ferry_task_item_is_finished (item))
        g_hash_table_add (self->running, g_strdup (get_run (item)));
      g_signal_connect_object (item, "mattered", G_CALLBACK (item_changed_cb), self, 0);
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
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_object (&self->items);
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
  self->known = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->standing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

FerryTaskNotifier *
ferry_task_notifier_new (GtkApplication *application,
                         FerryTaskList  *tasks,
                         FerryTaskItems *items)
{
  FerryTaskNotifier *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (FERRY_IS_TASK_LIST (tasks), NULL);
  g_return_val_if_fail (FERRY_IS_TASK_ITEMS (items), NULL);

  self = g_object_new (FERRY_TYPE_TASK_NOTIFIER, NULL);
  self->application = application;
  self->tasks = g_object_ref (tasks);
  self->items = g_object_ref (items);

  g_signal_connect_object (items, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tasks, "notify::shown", G_CALLBACK (update_seen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (application, "window-added", G_CALLBACK (window_added_cb), self,
                           G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (items)),
                    G_LIST_MODEL (items));
  for (GList *l = gtk_application_get_windows (application); l; l = l->next)
    window_added_cb (self, l->data);

  return self;
}
