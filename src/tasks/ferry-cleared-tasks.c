/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-cleared-tasks.h"

#include "base/ferry-json.h"

#define FORMAT 1

struct _FerryClearedTasks {
  GObject        parent_instance;

  GFile         *file;
  FerryActivity *activity;
  GHashTable    *keys;       /* set of strings */
  gboolean       loading;
  gboolean       read_only;  /* the file is not ours to write */
  gboolean       unsaved;    /* and waited for */
  gboolean       dirty;      /* changed since the writing began */
};

G_DEFINE_FINAL_TYPE (FerryClearedTasks, ferry_cleared_tasks, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void write_file (FerryClearedTasks *self);

/* Returns: (nullable) (transfer full): %NULL where EC2 has not named it yet */
static char *
make_key (FerryTask *task)
{
  const char *token = ferry_task_get_token (task);
  const char *id = ferry_task_get_conversion_task_id (task);

  if (token)
    return g_strdup (token);
  if (id == NULL)
    return NULL;

  return g_strjoin ("/", ferry_task_get_account_id (task), ferry_task_get_region (task), id, NULL);
}

static void
end_saving (FerryClearedTasks *self)
{
  self->unsaved = FALSE;
  ferry_activity_end (self->activity);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(FerryClearedTasks) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_message ("Which tasks were cleared could not be kept: %s", error->message);
  if (self->dirty)
    write_file (self);
  else
    end_saving (self);
}

static GBytes *
to_bytes (FerryClearedTasks *self)
{
  g_autoptr(JsonObject) object = json_object_new ();
  JsonArray *keys = json_array_new ();
  g_autoptr(GString) text = NULL;
  g_autofree char *line = NULL;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    json_array_add_string_element (keys, key);
  json_object_set_int_member (object, "format", FORMAT);
  json_object_set_array_member (object, "cleared", keys);
  line = ferry_json_to_line (object);
  text = g_string_new (line);
  g_string_append_c (text, '\n');

  return g_string_free_to_bytes (g_steal_pointer (&text));
}

static void
write_file (FerryClearedTasks *self)
{
  g_autoptr(GBytes) bytes = to_bytes (self);

  self->dirty = FALSE;
  g_file_replace_contents_bytes_async (self->file, bytes, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL, saved_cb, g_object_ref (self));
}

/* One writing at a time, so that the last word is the one that stays; none before the file is read,
 * which is nothing that anybody waits for.
 */
static void
save (FerryClearedTasks *self)
{
  gboolean writes = self->unsaved && !self->loading;

  if (self->read_only)
    return;

  self->dirty = TRUE;
  if (!self->unsaved)
    ferry_activity_begin (self->activity);
  self->unsaved = TRUE;
  if (!self->loading && !writes)
    write_file (self);
}

/* Returns: whether the file was understood */
static gboolean
read_keys (FerryClearedTasks *self,
           const char        *text,
           gsize              length)
{
  g_autoptr(JsonObject) object = ferry_json_parse (text, length, NULL);
  JsonNode *node = object ? json_object_get_member (object, "cleared") : NULL;
  JsonArray *keys = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (keys == NULL || ferry_json_get_int (object, "format", 0) != FORMAT)
    return FALSE;

  for (guint i = 0; i < json_array_get_length (keys); i++)
    {
      JsonNode *key = json_array_get_element (keys, i);

      if (JSON_NODE_HOLDS_VALUE (key) && json_node_get_value_type (key) == G_TYPE_STRING)
        g_hash_table_add (self->keys, g_strdup (json_node_get_string (key)));
    }

  return TRUE;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(FerryClearedTasks) self = user_data;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  gsize length = 0;

  self->loading = FALSE;
  if (g_file_load_contents_finish (G_FILE (source), result, &text, &length, NULL, &error))
    self->read_only = !read_keys (self, text, length);
  else
    self->read_only = !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  if (self->read_only)
    g_message ("Which tasks were cleared cannot be read: %s",
               error ? error->message : "damaged, or written by a newer Ferry");
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (self->unsaved && self->read_only)
    end_saving (self);
  else if (self->unsaved)
    write_file (self);
}

static void
ferry_cleared_tasks_finalize (GObject *object)
{
  FerryClearedTasks *self = FERRY_CLEARED_TASKS (object);

  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_object (&self->activity);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (ferry_cleared_tasks_parent_class)->finalize (object);
}

static void
ferry_cleared_tasks_class_init (FerryClearedTasksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_cleared_tasks_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", FERRY_TYPE_CLEARED_TASKS, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_cleared_tasks_init (FerryClearedTasks *self)
{
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

FerryClearedTasks *
ferry_cleared_tasks_new (GFile         *file,
                         FerryActivity *activity)
{
  FerryClearedTasks *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (FERRY_TYPE_CLEARED_TASKS, NULL);
  self->file = g_object_ref (file);
  self->activity = g_object_ref (activity);
  self->loading = TRUE;
  g_file_load_contents_async (file, NULL, loaded_cb, g_object_ref (self));

  return self;
}

gboolean
ferry_cleared_tasks_contains (FerryClearedTasks *self,
                              FerryTask         *task)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (FERRY_IS_CLEARED_TASKS (self), FALSE);

  if (g_hash_table_size (self->keys) == 0 ||
      !ferry_task_state_is_finished (ferry_task_get_state (task)))
    return FALSE;

  key = make_key (task);
  return key && g_hash_table_contains (self->keys, key);
}

gboolean
ferry_cleared_tasks_can_clear (FerryClearedTasks *self,
                               FerryTask         *task)
{
  g_return_val_if_fail (FERRY_IS_CLEARED_TASKS (self), FALSE);

  return ferry_task_state_is_finished (ferry_task_get_state (task)) &&
         (ferry_task_get_token (task) || ferry_task_get_conversion_task_id (task)) &&
         !ferry_task_is_lost (task) &&
         !ferry_cleared_tasks_contains (self, task);
}

gboolean
ferry_cleared_tasks_clear (FerryClearedTasks *self,
                           GPtrArray         *tasks)
{
  gboolean changed = FALSE;

  g_return_val_if_fail (FERRY_IS_CLEARED_TASKS (self), FALSE);

  for (guint i = 0; i < tasks->len; i++)
    if (ferry_cleared_tasks_can_clear (self, g_ptr_array_index (tasks, i)))
      changed |= g_hash_table_add (self->keys, make_key (g_ptr_array_index (tasks, i)));

  if (!changed)
    return FALSE;

  save (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return TRUE;
}

void
ferry_cleared_tasks_restore (FerryClearedTasks *self,
                             GPtrArray         *tasks)
{
  gboolean changed = FALSE;

  g_return_if_fail (FERRY_IS_CLEARED_TASKS (self));

  for (guint i = 0; i < tasks->len; i++)
    {
      g_autofree char *key = make_key (g_ptr_array_index (tasks, i));

      changed |= key && g_hash_table_remove (self->keys, key);
    }

  if (!changed)
    return;

  save (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
