/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-watch.h"

#include "base/ferry-error.h"
#include "ec2/ferry-conversion-tasks.h"

#define SHORTEST_PAUSE_MS 15000
#define LONGEST_PAUSE_MS 60000

struct _FerryTaskWatch {
  FerryClient               *client;
  char                      *region;
  guint                      speed;
  const FerryTaskWatchFuncs *funcs;
  gpointer                   user_data;

  GCancellable              *cancellable; /* of the round under way; NULL between rounds */
  GDateTime                 *asked;
  GQueue                     missing;     /* FerryTask: still to be asked for by id */
  gboolean                   changed;     /* in this round */
  gboolean                   again;       /* asked for while a round was under way */
  gboolean                   answered;    /* at least once */
  guint                      quiet;       /* rounds in a row without news */
  guint                      timer;
};

/* The cancellable is the round's generation: once it is cancelled the watch may be gone. */
typedef struct {
  FerryTaskWatch *watch;
  GCancellable   *cancellable;
  FerryTask      *task;   /* (nullable): whom the question is about */
} Question;

static void begin_round (FerryTaskWatch *watch);
static void ask_next (FerryTaskWatch *watch);

static Question *
question_new (FerryTaskWatch *watch,
              FerryTask      *task)
{
  Question *question = g_new0 (Question, 1);

  question->watch = watch;
  question->cancellable = g_object_ref (watch->cancellable);
  question->task = task;

  return question;
}

static void
question_free (Question *question)
{
  g_clear_object (&question->cancellable);
  g_clear_object (&question->task);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static gboolean
timer_cb (gpointer user_data)
{
  FerryTaskWatch *watch = user_data;

  watch->timer = 0;
  if (watch->funcs->is_wanted (watch, watch->user_data))
    begin_round (watch);

  return G_SOURCE_REMOVE;
}

static void
end_round (FerryTaskWatch *watch)
{
  g_clear_object (&watch->cancellable);
  watch->quiet = watch->changed ? 0 : MIN (watch->quiet + 1, 8);

  if (watch->again)
    ferry_task_watch_ask (watch);
  else
    ferry_task_watch_poke (watch);
}

/* Returns: FALSE when the watch was given up meanwhile */
static gboolean
fail (Question *question,
      GError   *error)
{
  FerryTaskWatch *watch = question->watch;

  g_debug ("Cannot ask for the conversion tasks of %s: %s", watch->region, error->message);
  watch->funcs->failed (watch, error, watch->user_data);

  return !g_cancellable_is_cancelled (question->cancellable);
}

static gboolean
is_gone (const GError *error)
{
  const FerryErrorDetail *detail = ferry_error_get_detail (error);

  return detail && detail->code && g_str_has_prefix (detail->code, "InvalidConversionTaskId");
}

static void
told_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  FerryTaskWatch *watch = question->watch;
  g_autoptr(GDateTime) asked = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) said = NULL;
  gboolean changed = FALSE;

  said = ferry_describe_conversion_tasks_finish (FERRY_CLIENT (source), result, &error);
  if (g_cancellable_is_cancelled (question->cancellable))
    return;

  /* The callback may replace the client, and then another round begins. */
  asked = g_date_time_ref (watch->asked);
  if (said && said->len > 0)
    changed = watch->funcs->told (watch, question->task, g_ptr_array_index (said, 0), asked,
                                  watch->user_data);
  else if (error && is_gone (error))
    changed = watch->funcs->told (watch, question->task, NULL, asked, watch->user_data);
  else if (error && !fail (question, error))
    return;

  if (g_cancellable_is_cancelled (question->cancellable))
    return;

  watch->changed |= changed;
  ask_next (watch);
}

static void
ask_next (FerryTaskWatch *watch)
{
  FerryTask *task = g_queue_pop_head (&watch->missing);

  if (task)
    ferry_describe_conversion_tasks_async (watch->client, watch->region,
                                           ferry_task_get_conversion_task_id (task),
                                           watch->cancellable, told_cb, question_new (watch, task));
  else
    end_round (watch);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  FerryTaskWatch *watch = question->watch;
  g_autoptr(GDateTime) asked = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) said = NULL;
  gboolean changed;
  gboolean first;

  said = ferry_describe_conversion_tasks_finish (FERRY_CLIENT (source), result, &error);
  if (g_cancellable_is_cancelled (question->cancellable))
    return;

  if (said == NULL)
    {
      if (fail (question, error))
        end_round (watch);
      return;
    }

  first = !watch->answered;
  watch->answered = TRUE;
  asked = g_date_time_ref (watch->asked);
  changed = watch->funcs->answered (watch, said, asked, first, watch->user_data);
  if (g_cancellable_is_cancelled (question->cancellable))
    return;

  watch->changed |= changed;
  ask_next (watch);
}

static void
begin_round (FerryTaskWatch *watch)
{
  g_clear_handle_id (&watch->timer, g_source_remove);
  g_clear_pointer (&watch->asked, g_date_time_unref);
  watch->asked = ferry_client_dup_now (watch->client);
  watch->again = FALSE;
  watch->changed = FALSE;
  watch->cancellable = g_cancellable_new ();
  ferry_describe_conversion_tasks_async (watch->client, watch->region, NULL, watch->cancellable,
                                         answered_cb, question_new (watch, NULL));
}

static void
give_up_round (FerryTaskWatch *watch)
{
  if (watch->cancellable)
    g_cancellable_cancel (watch->cancellable);
  g_clear_object (&watch->cancellable);
  g_queue_clear_full (&watch->missing, g_object_unref);
}

FerryTaskWatch *
ferry_task_watch_new (FerryClient               *client,
                      const char                *region,
                      guint                      speed,
                      const FerryTaskWatchFuncs *funcs,
                      gpointer                   user_data)
{
  FerryTaskWatch *watch = g_new0 (FerryTaskWatch, 1);

  watch->client = g_object_ref (client);
  watch->region = g_strdup (region);
  watch->speed = speed;
  watch->funcs = funcs;
  watch->user_data = user_data;
  g_queue_init (&watch->missing);

  return watch;
}

void
ferry_task_watch_free (FerryTaskWatch *watch)
{
  give_up_round (watch);
  g_clear_handle_id (&watch->timer, g_source_remove);
  g_clear_pointer (&watch->asked, g_date_time_unref);
  g_clear_pointer (&watch->region, g_free);
  g_clear_object (&watch->client);
  g_free (watch);
}

FerryClient *
ferry_task_watch_get_client (FerryTaskWatch *watch)
{
  return watch->client;
}

const char *
ferry_task_watch_get_region (FerryTaskWatch *watch)
{
  return watch->region;
}

void
ferry_task_watch_set_client (FerryTaskWatch *watch,
                             FerryClient    *client)
{
  gboolean was_asking = watch->cancellable != NULL;

  if (!g_set_object (&watch->client, client))
    return;

  give_up_round (watch);
  if (was_asking || watch->funcs->is_wanted (watch, watch->user_data))
    ferry_task_watch_ask (watch);
}

gboolean
ferry_task_watch_covers (FerryTaskWatch *watch,
                         const char     *account_id,
                         const char     *region)
{
  FerryAccount *account = ferry_client_get_account (watch->client);

  return g_strcmp0 (ferry_account_get_id (account), account_id) == 0 &&
         (region == NULL || g_str_equal (watch->region, region));
}

void
ferry_task_watch_ask (FerryTaskWatch *watch)
{
  if (watch->cancellable)
    {
      watch->again = TRUE;
      return;
    }

  watch->quiet = 0;
  begin_round (watch);
}

void
ferry_task_watch_ask_about (FerryTaskWatch *watch,
                            FerryTask      *task)
{
  g_return_if_fail (watch->cancellable != NULL);

  g_queue_push_tail (&watch->missing, g_object_ref (task));
}

void
ferry_task_watch_poke (FerryTaskWatch *watch)
{
  guint pause = MIN (SHORTEST_PAUSE_MS << watch->quiet, LONGEST_PAUSE_MS);

  if (watch->cancellable || watch->timer || !watch->funcs->is_wanted (watch, watch->user_data))
    return;

  watch->timer = g_timeout_add (MAX (pause / watch->speed, 1), timer_cb, watch);
  g_source_set_name_by_id (watch->timer, "[ferry] task list");
}
