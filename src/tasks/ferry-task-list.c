/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-list.h"

#include "manifest/ferry-token.h"
#include "tasks/ferry-task-row.h"
#include "tasks/ferry-task-watch.h"

/* Answers in a row that may leave a task out before it is asked for by id, or its row goes. */
#define MISSES 2

/* The watches ask, the list merges what they bring and tells them whether anybody still wants to
 * know. Main thread only.
 */
struct _FerryTaskList {
  GObject    parent_instance;

  GPtrArray *rows;      /* FerryTaskRow */
  GPtrArray *watches;   /* FerryTaskWatch */
  guint      speed;
  gboolean   shown;
  guint      n_running;
  gboolean   news;      /* a property that EC2 determines has changed */
  gboolean   merging;   /* an answer is being taken: who counts, counts once, after it */
};

static void ferry_task_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryTaskList, ferry_task_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      ferry_task_list_model_init))

typedef enum {
  PROP_N_RUNNING = 1,
  PROP_SHOWN,
  PROP_SPEED,
} FerryTaskListProperty;

static GParamSpec *properties[PROP_SPEED + 1];

enum {
  SIGNAL_ANSWERED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
update_n_running (FerryTaskList *self)
{
  guint n_running = ferry_task_rows_count_running (self->rows, NULL);

  if (self->n_running == n_running)
    return;

  self->n_running = n_running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_RUNNING]);
}

static void
poke_watches (FerryTaskList *self)
{
  for (guint i = 0; i < self->watches->len; i++)
    ferry_task_watch_poke (g_ptr_array_index (self->watches, i));
}

static void task_notify_cb (FerryTask     *task,
                            GParamSpec    *pspec,
                            FerryTaskList *self);

static void
remove_row (FerryTaskList *self,
            guint          position)
{
  FerryTaskRow *row = g_ptr_array_index (self->rows, position);

  g_signal_handlers_disconnect_by_func (row->task, task_notify_cb, self);
  g_ptr_array_remove_index (self->rows, position);
  update_n_running (self);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* A row that EC2's answer made before the journal told that the task is ours. */
static void
remove_double (FerryTaskList *self,
               FerryTask     *task)
{
  const char *id = ferry_task_get_conversion_task_id (task);
  const char *token = ferry_task_get_token (task);

  for (guint i = self->rows->len; i > 0; i--)
    {
      FerryTaskRow *row = g_ptr_array_index (self->rows, i - 1);

      if (ferry_task_get_token (row->task) != NULL ||
          g_strcmp0 (ferry_task_get_account_id (row->task), ferry_task_get_account_id (task)) != 0)
        continue;

      if ((id && g_strcmp0 (ferry_task_get_conversion_task_id (row->task), id) == 0) ||
          (token && ferry_token_is_of (token, ferry_task_get_name (row->task))))
        remove_row (self, i - 1);
    }
}

static void
task_notify_cb (FerryTask     *task,
                GParamSpec    *pspec,
                FerryTaskList *self)
{
  if (!g_str_equal (pspec->name, "heard"))
    self->news = TRUE;

  /* While an answer is taken its rows stay. */
  if (!self->merging && ferry_task_get_token (task) &&
      (g_str_equal (pspec->name, "token") || g_str_equal (pspec->name, "conversion-task-id")))
    remove_double (self, task);

  if (g_str_equal (pspec->name, "state") && !self->merging)
    {
      update_n_running (self);
      poke_watches (self);
    }
}

static void
insert_row (FerryTaskList *self,
            guint          position,
            FerryTask     *task)
{
  g_ptr_array_insert (self->rows, position, ferry_task_row_new (task));
  g_signal_connect_object (task, "notify", G_CALLBACK (task_notify_cb), self, 0);
}

/* What is needed while one answer is taken. */
typedef struct {
  FerryTaskWatch  *watch;
  GDateTime       *asked;
  GHashTable      *index;      /* id → FerryTaskRow */
  FerryTaskTokens *tokens;
  GPtrArray       *strangers;  /* FerryTask: what has no row yet */
} Merge;

static FerryTask *
make_stranger (Merge               *merge,
               FerryConversionTask *said)
{
  FerryClient *client = ferry_task_watch_get_client (merge->watch);
  const char *account_id = ferry_account_get_id (ferry_client_get_account (client));
  const char *name = said->description ? said->description : said->id;
  FerryTask *task = ferry_task_new (account_id, ferry_task_watch_get_region (merge->watch), NULL,
                                    name, merge->asked);

  ferry_task_update (task, said, merge->asked);

  return task;
}

static void
merge_one (Merge               *merge,
           FerryConversionTask *said)
{
  FerryTaskRow *row = g_hash_table_lookup (merge->index, said->id);
  gboolean is_ghost;
  FerryTaskRow *ours = ferry_task_tokens_find (merge->tokens, said->description, &is_ghost);

  if (ours && is_ghost && ours != row)
    {
      ferry_task_tell_ghost (ours->task, said);
    }
  else if (row == NULL && ours)
    {
      /* The reply to our own request is still on its way and will bring the id. */
      if (ferry_task_get_state (ours->task) != FERRY_TASK_UNCONFIRMED &&
          !ferry_task_is_lost (ours->task))
        return;
      /* The same answer may tell of it twice. */
      g_hash_table_insert (merge->index, said->id, ours);
      row = ours;
    }

  if (row)
    {
      row->misses = 0;
      ferry_task_update (row->task, said, merge->asked);
    }
  else
    {
      g_ptr_array_add (merge->strangers, make_stranger (merge, said));
    }
}

/* EC2 does not tell when a task began: those of the first answer are older than what we know. */
static void
add_strangers (FerryTaskList *self,
               GPtrArray     *strangers,
               gboolean       on_top)
{
  guint position = on_top ? 0 : self->rows->len;

  if (strangers->len == 0)
    return;

  for (guint i = 0; i < strangers->len; i++)
    insert_row (self, position + i, g_ptr_array_index (strangers, i));

  self->news = TRUE;
  update_n_running (self);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, strangers->len);
}

/* (transfer container) (element-type utf8): a set */
static GHashTable *
collect_ids (GPtrArray *said)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < said->len; i++)
    {
      FerryConversionTask *task = g_ptr_array_index (said, i);

      g_hash_table_add (ids, task->id);
    }

  return ids;
}

/* Those of this place that the answer left out. */
static void
count_misses (FerryTaskList  *self,
              FerryTaskWatch *watch,
              GPtrArray      *said,
              GDateTime      *asked)
{
  g_autoptr(GHashTable) told = collect_ids (said);

  for (guint i = self->rows->len; i > 0; i--)
    {
      FerryTaskRow *row = g_ptr_array_index (self->rows, i - 1);
      FerryTask *task = row->task;
      FerryTaskState state = ferry_task_get_state (task);
      const char *id = ferry_task_get_conversion_task_id (task);

      if (!ferry_task_row_is_at (row, watch))
        continue;

      if (state == FERRY_TASK_UNCONFIRMED)
        ferry_task_set_heard (task, asked);

      if (id == NULL || g_hash_table_contains (told, id) ||
          !ferry_task_row_is_missed (row, asked, self->speed))
        continue;
      if (++row->misses < MISSES)
        continue;

      if (ferry_task_get_token (task) == NULL)
        remove_row (self, i - 1);
      else if (!ferry_task_state_is_finished (state))
        ferry_task_watch_ask_about (watch, task);
    }
}

static gboolean
is_wanted (FerryTaskWatch *watch,
           gpointer        user_data)
{
  FerryTaskList *self = user_data;

  return self->shown || ferry_task_rows_count_running (self->rows, watch) > 0;
}

static gboolean
answered (FerryTaskWatch *watch,
          GPtrArray      *said,
          GDateTime      *asked,
          gboolean        first,
          gpointer        user_data)
{
  g_autoptr(FerryTaskList) self = g_object_ref (user_data);
  g_autoptr(GPtrArray) strangers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) index = ferry_task_rows_index (self->rows, watch);
  g_autoptr(FerryTaskTokens) tokens = ferry_task_tokens_new (self->rows, watch);
  Merge merge = { watch, asked, index, tokens, strangers };
  gboolean news;

  self->news = FALSE;
  self->merging = TRUE;
  for (guint i = 0; i < said->len; i++)
    merge_one (&merge, g_ptr_array_index (said, i));
  self->merging = FALSE;
  update_n_running (self);
  count_misses (self, watch, said, asked);
  add_strangers (self, strangers, !first);
  news = self->news;
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, ferry_task_watch_get_client (watch));

  return news;
}

static gboolean
told (FerryTaskWatch      *watch,
      FerryTask           *task,
      FerryConversionTask *said,
      GDateTime           *asked,
      gpointer             user_data)
{
  g_autoptr(FerryTaskList) self = g_object_ref (user_data);

  self->news = FALSE;
  if (said)
    {
      FerryTaskRow *row = ferry_task_rows_find_id (self->rows, watch, said->id);

      if (row)
        row->misses = 0;
      ferry_task_update (task, said, asked);
    }
  else
    {
      ferry_task_tell_missed (task, asked);
    }

  return self->news;
}

static void
failed (FerryTaskWatch *watch,
        GError         *error,
        gpointer        user_data)
{
  g_autoptr(FerryTaskList) self = g_object_ref (user_data);

  g_signal_emit (self, signals[SIGNAL_FAILED], 0, ferry_task_watch_get_client (watch), error);
}

static const FerryTaskWatchFuncs watch_funcs = {
  .is_wanted = is_wanted,
  .answered = answered,
  .told = told,
  .failed = failed,
};

static GType
ferry_task_list_get_item_type (GListModel *model)
{
  return FERRY_TYPE_TASK;
}

static guint
ferry_task_list_get_n_items (GListModel *model)
{
  return FERRY_TASK_LIST (model)->rows->len;
}

static gpointer
ferry_task_list_get_item (GListModel *model,
                          guint       position)
{
  FerryTaskList *self = FERRY_TASK_LIST (model);
  FerryTaskRow *row;

  if (position >= self->rows->len)
    return NULL;

  row = g_ptr_array_index (self->rows, position);
  return g_object_ref (row->task);
}

static void
ferry_task_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ferry_task_list_get_item_type;
  iface->get_n_items = ferry_task_list_get_n_items;
  iface->get_item = ferry_task_list_get_item;
}

static void
ferry_task_list_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  FerryTaskList *self = FERRY_TASK_LIST (object);

  switch ((FerryTaskListProperty) prop_id)
    {
    case PROP_N_RUNNING:
      g_value_set_uint (value, self->n_running);
      break;

    case PROP_SHOWN:
      g_value_set_boolean (value, self->shown);
      break;

    case PROP_SPEED:
      g_value_set_uint (value, self->speed);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_task_list_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  FerryTaskList *self = FERRY_TASK_LIST (object);

  switch ((FerryTaskListProperty) prop_id)
    {
    case PROP_SHOWN:
      ferry_task_list_set_shown (self, g_value_get_boolean (value));
      break;

    case PROP_SPEED:
      self->speed = g_value_get_uint (value);
      break;

    case PROP_N_RUNNING:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_task_list_dispose (GObject *object)
{
  FerryTaskList *self = FERRY_TASK_LIST (object);

  g_ptr_array_set_size (self->watches, 0);

  G_OBJECT_CLASS (ferry_task_list_parent_class)->dispose (object);
}

static void
ferry_task_list_finalize (GObject *object)
{
  FerryTaskList *self = FERRY_TASK_LIST (object);

  g_clear_pointer (&self->watches, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (ferry_task_list_parent_class)->finalize (object);
}

static void
ferry_task_list_class_init (FerryTaskListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ferry_task_list_get_property;
  object_class->set_property = ferry_task_list_set_property;
  object_class->dispose = ferry_task_list_dispose;
  object_class->finalize = ferry_task_list_finalize;

  properties[PROP_N_RUNNING] =
    g_param_spec_uint ("n-running", NULL, NULL, 0, G_MAXUINT, 0, flags | G_PARAM_READABLE);
  properties[PROP_SHOWN] =
    g_param_spec_boolean ("shown", NULL, NULL, FALSE, flags | G_PARAM_READWRITE);
  properties[PROP_SPEED] =
    g_param_spec_uint ("speed", NULL, NULL, 1, G_MAXUINT, 1,
                       flags | G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", FERRY_TYPE_TASK_LIST, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, FERRY_TYPE_CLIENT);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", FERRY_TYPE_TASK_LIST, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, FERRY_TYPE_CLIENT, G_TYPE_ERROR);
}

static void
ferry_task_list_init (FerryTaskList *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_task_row_free);
  self->watches = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_task_watch_free);
}

FerryTaskList *
ferry_task_list_new (guint speed)
{
  return g_object_new (FERRY_TYPE_TASK_LIST, "speed", MAX (speed, 1), NULL);
}

void
ferry_task_list_add (FerryTaskList *self,
                     FerryTask     *task)
{
  g_return_if_fail (FERRY_IS_TASK_LIST (self));
  g_return_if_fail (FERRY_IS_TASK (task));

  remove_double (self, task);
  insert_row (self, 0, task);
  update_n_running (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
  poke_watches (self);
}

void
ferry_task_list_set_client (FerryTaskList *self,
                            FerryClient   *client)
{
  const char *account_id = ferry_account_get_id (ferry_client_get_account (client));

  g_return_if_fail (FERRY_IS_TASK_LIST (self));

  for (guint i = 0; i < self->watches->len; i++)
    {
      FerryTaskWatch *watch = g_ptr_array_index (self->watches, i);

      if (ferry_task_watch_covers (watch, account_id, NULL))
        ferry_task_watch_set_client (watch, client);
    }
}

void
ferry_task_list_watch (FerryTaskList *self,
                       FerryClient   *client,
                       const char    *region)
{
  const char *account_id = ferry_account_get_id (ferry_client_get_account (client));
  FerryTaskWatch *watch;

  g_return_if_fail (FERRY_IS_TASK_LIST (self));

  ferry_task_list_set_client (self, client);
  for (guint i = 0; i < self->watches->len; i++)
    if (ferry_task_watch_covers (g_ptr_array_index (self->watches, i), account_id, region))
      return;

  watch = ferry_task_watch_new (client, region, self->speed, &watch_funcs, self);
  g_ptr_array_add (self->watches, watch);
  if (is_wanted (watch, self))
    ferry_task_watch_ask (watch);
}

void
ferry_task_list_unwatch (FerryTaskList *self,
                         const char    *account_id)
{
  g_return_if_fail (FERRY_IS_TASK_LIST (self));
  g_return_if_fail (account_id != NULL);

  for (guint i = self->watches->len; i > 0; i--)
    if (ferry_task_watch_covers (g_ptr_array_index (self->watches, i - 1), account_id, NULL))
      g_ptr_array_remove_index (self->watches, i - 1);
}

void
ferry_task_list_refresh (FerryTaskList *self)
{
  g_return_if_fail (FERRY_IS_TASK_LIST (self));

  for (guint i = 0; i < self->watches->len; i++)
    ferry_task_watch_ask (g_ptr_array_index (self->watches, i));
}

void
ferry_task_list_set_shown (FerryTaskList *self,
                           gboolean       shown)
{
  g_return_if_fail (FERRY_IS_TASK_LIST (self));

  if (self->shown == !!shown)
    return;

  self->shown = !!shown;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
  if (self->shown)
    ferry_task_list_refresh (self);
}

guint
ferry_task_list_get_n_running (FerryTaskList *self)
{
  g_return_val_if_fail (FERRY_IS_TASK_LIST (self), 0);

  return self->n_running;
}
