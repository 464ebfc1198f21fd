/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-pace.h"

#define MINUTE ((gint64) 60)

/* EC2's first percents say little about the rest. */
#define LEAST_PERCENT 5

/* What was seen of a task that converts. */
typedef struct {
  gint64   last;     /* UTC seconds: when EC2 last said something new; 0: not yet */
  gint64   longest;  /* seconds of silence before that */
} Watched;

struct _FerryPace {
  GObject     parent_instance;

  GListModel *tasks;
  GHashTable *watched;  /* FerryTask -> Watched: those that convert */
  gint64      usual;    /* seconds: the longest silence of imports that landed; 0: none has */
};

G_DEFINE_FINAL_TYPE (FerryPace, ferry_pace, G_TYPE_OBJECT)

static gint64
to_seconds (GDateTime *time)
{
  return time != NULL ? g_date_time_to_unix (time) : 0;
}

/* When it was last in @state; 0: never */
static gint64
find_entry (FerryTask      *task,
            FerryTaskState  state)
{
  GPtrArray *history = ferry_task_get_history (task);

  for (guint i = history->len; i > 0; i--)
    {
      const FerryTaskEvent *event = g_ptr_array_index (history, i - 1);

      if (event->state == state)
        return to_seconds (event->time);
    }

  return 0;
}

/* When EC2 last said something new: that it had begun, if nothing else */
static gint64
get_news (FerryTask *task)
{
  GDateTime *news = ferry_task_get_news (task);
  gint64 begun = find_entry (task, FERRY_TASK_CONVERTING);

  if (begun == 0)
    begun = to_seconds (ferry_task_get_started (task));

  return MAX (to_seconds (news), begun);
}

/* What was said before this Ferry began is not known: that is no silence. */
static void
note (FerryPace *self,
      FerryTask *task)
{
  Watched *watched = g_hash_table_lookup (self->watched, task);
  gint64 last = to_seconds (ferry_task_get_news (task));

  if (watched == NULL)
    {
      watched = g_new0 (Watched, 1);
      g_hash_table_insert (self->watched, g_object_ref (task), watched);
    }

  if (watched->last > 0)
    watched->longest = MAX (watched->longest, last - watched->last);
  watched->last = last;
}

/* The longest silence of an import that has landed, as far as is known */
static gint64
find_longest (FerryPace *self,
              FerryTask *task)
{
  Watched *watched = g_hash_table_lookup (self->watched, task);
  gint64 begun = find_entry (task, FERRY_TASK_CONVERTING);
  gint64 ended = to_seconds (ferry_task_get_finished (task));

  if (watched != NULL && watched->last > 0)
    return MAX (watched->longest, ended - watched->last);

  /* A long import need not have been silent for long. */
  return begun > 0 ? MIN (ended - begun, FERRY_PACE_SILENCE_MINUTES * MINUTE) : 0;
}

static void
look (FerryPace *self,
      FerryTask *task)
{
  switch (ferry_task_get_state (task))
    {
    case FERRY_TASK_CONVERTING:
      note (self, task);
      break;
    case FERRY_TASK_LANDED:
      self->usual = MAX (self->usual, find_longest (self, task));
      g_hash_table_remove (self->watched, task);
      break;
    case FERRY_TASK_PLANNED:
    case FERRY_TASK_STORING:
    case FERRY_TASK_PROVING:
    case FERRY_TASK_REQUESTING:
    case FERRY_TASK_UNCONFIRMED:
    case FERRY_TASK_CANCELLING:
    case FERRY_TASK_CANCELLED:
    case FERRY_TASK_FAILED:
    default:
      g_hash_table_remove (self->watched, task);
      break;
    }
}

static void
changed_cb (FerryTask  *task,
            GParamSpec *pspec,
            FerryPace  *self)
{
  look (self, task);
}

/* A task that was moved in the list is removed and added: what was seen of it stays. */
static void
tasks_changed_cb (FerryPace  *self,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GListModel *tasks)
{
  static const char *const words[] = { "notify::state", "notify::message", "notify::percent" };

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(FerryTask) task = g_list_model_get_item (tasks, i);

      if (g_signal_handler_find (task, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0, 0, NULL,
                                 changed_cb, self) != 0)
        continue;

      for (guint j = 0; j < G_N_ELEMENTS (words); j++)
        g_signal_connect_object (task, words[j], G_CALLBACK (changed_cb), self, 0);
      look (self, task);
    }
}

static void
ferry_pace_finalize (GObject *object)
{
  FerryPace *self = FERRY_PACE (object);

  g_clear_pointer (&self->watched, g_hash_table_unref);
  g_clear_object (&self->tasks);

  G_OBJECT_CLASS (ferry_pace_parent_class)->finalize (object);
}

static void
ferry_pace_class_init (FerryPaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_pace_finalize;
}

static void
ferry_pace_init (FerryPace *self)
{
  self->watched = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
}

FerryPace *
ferry_pace_new (GListModel *tasks)
{
  FerryPace *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (tasks), NULL);

  self = g_object_new (FERRY_TYPE_PACE, NULL);
  self->tasks = g_object_ref (tasks);
  g_signal_connect_object (tasks, "items-changed", G_CALLBACK (tasks_changed_cb), self,
                           G_CONNECT_SWAPPED);
  tasks_changed_cb (self, 0, 0, g_list_model_get_n_items (tasks), tasks);

  return self;
}

gboolean
ferry_pace_is_silent (FerryPace *self,
                      FerryTask *task,
                      GDateTime *now,
                      gint64    *silent,
                      gint64    *usual)
{
  gint64 limit = FERRY_PACE_SILENCE_MINUTES * MINUTE;

  g_return_val_if_fail (FERRY_IS_PACE (self), FALSE);
  g_return_val_if_fail (FERRY_IS_TASK (task), FALSE);
  g_return_val_if_fail (now != NULL && silent != NULL && usual != NULL, FALSE);

  *silent = 0;
  *usual = self->usual;
  if (ferry_task_get_state (task) != FERRY_TASK_CONVERTING)
    return FALSE;

  *silent = MAX (to_seconds (now) - get_news (task), 0);
  if (self->usual > 0)
    limit = MAX (self->usual, FERRY_PACE_LEAST_MINUTES * MINUTE);

  return *silent > limit;
}

/* What EC2 said of the percent held when it said so; since then time has gone on. */
gint64
ferry_pace_get_left (FerryPace *self,
                     FerryTask *task,
                     GDateTime *now)
{
  int percent;
  gint64 begun;
  gint64 news;
  gint64 left;

  g_return_val_if_fail (FERRY_IS_PACE (self), -1);
  g_return_val_if_fail (FERRY_IS_TASK (task), -1);
  g_return_val_if_fail (now != NULL, -1);

  percent = ferry_task_get_percent (task);
  begun = find_entry (task, FERRY_TASK_CONVERTING);
  if (ferry_task_get_state (task) != FERRY_TASK_CONVERTING || percent < LEAST_PERCENT ||
      percent >= 100 || begun == 0)
    return -1;

  news = get_news (task);
  left = (news - begun) * (100 - percent) / percent - (to_seconds (now) - news);

  return left > 0 ? left : -1;
}
