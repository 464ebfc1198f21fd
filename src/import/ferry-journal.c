/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-journal.h"

#include "base/ferry-error.h"
#include "base/ferry-json.h"
#include "base/ferry-time.h"

#include <string.h>

/* An import writes some ten short lines. */
#define LARGEST_JOURNAL (1024 * 1024)

/* What is in memory is what is on the disk: state and fields change when a line is acknowledged. A
 * line counts only with its line feed: what lies behind the last one was never acknowledged, so
 * nothing was done on the strength of it. Owned by its import; main thread, but for loading.
 */
struct _FerryJournal {
  GObject             parent_instance;

  FerryDurableWriter *writer;
  GFile              *file;
  FerryPlan          *plan;
  guint               position; /* of the machine's disk */
  GDateTime          *started;
  GDateTime          *changed;
  FerryTaskState      state;
  GPtrArray          *events;   /* FerryTaskEvent of each line that was read or written */
  GHashTable         *fields;   /* name → value */
  GError             *damage;   /* (nullable): why it is only read */
  gboolean            has_head; /* line 1 is written */
  gsize               length;   /* bytes up to the last acknowledged line feed */
  GQueue              waiting;  /* GTask: one line at a time, for the first one differs */
};

G_DEFINE_FINAL_TYPE (FerryJournal, ferry_journal, G_TYPE_OBJECT)

static void write_next (FerryJournal *self);

typedef struct {
  FerryTaskState  state;
  GDateTime      *now;
  JsonObject     *fields;
  gsize           length;   /* of its text, once that is made */
} Entry;

static void
entry_free (Entry *entry)
{
  g_clear_pointer (&entry->now, g_date_time_unref);
  g_clear_pointer (&entry->fields, json_object_unref);
  g_free (entry);
}

static void
remember_field_cb (JsonObject *object,
                   const char *name,
                   JsonNode   *node,
                   gpointer    user_data)
{
  FerryJournal *self = user_data;
  const char *value = ferry_json_get_string (object, name);

  if (value)
    g_hash_table_insert (self->fields, g_strdup (name), g_strdup (value));
}

static void
remember (FerryJournal   *self,
          FerryTaskState  state,
          GDateTime      *now,
          JsonObject     *fields)
{
  g_ptr_array_add (self->events, ferry_task_event_new (state, now));
  /* A later line of the same state only adds to it. */
  if (self->state != state)
    {
      self->state = state;
      g_clear_pointer (&self->changed, g_date_time_unref);
      self->changed = g_date_time_ref (now);
    }
  if (fields)
    json_object_foreach_member (fields, remember_field_cb, self);
}

static void
add_line (GString    *text,
          JsonObject *object)
{
  g_autofree char *line = ferry_json_to_line (object);

  g_string_append (text, line);
  g_string_append_c (text, '\n');
}

static void
add_head (GString      *text,
          FerryJournal *self)
{
  g_autoptr(JsonObject) head = json_object_new ();
  g_autofree char *started = ferry_time_format (self->started);

  json_object_set_int_member (head, "format", FERRY_JOURNAL_FORMAT);
  ferry_json_set_string (head, "account", ferry_plan_get_account_id (self->plan));
  ferry_json_set_string (head, "started", started);
  if (self->position > 0)
    json_object_set_int_member (head, "disk", self->position);
  json_object_set_object_member (head, "plan", ferry_plan_to_json (self->plan));
  add_line (text, head);
}

static void
copy_member_cb (JsonObject *object,
                const char *name,
                JsonNode   *node,
                gpointer    user_data)
{
  json_object_set_member (user_data, name, json_node_copy (node));
}

static void
add_entry (GString *text,
           Entry   *entry)
{
  g_autoptr(JsonObject) line = json_object_new ();
  g_autofree char *time = ferry_time_format (entry->now);

  ferry_json_set_string (line, "time", time);
  ferry_json_set_string (line, "state", ferry_task_state_to_word (entry->state));
  if (entry->fields)
    json_object_foreach_member (entry->fields, copy_member_cb, line);
  add_line (text, line);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(FerryJournal) self = user_data;
  GTask *task = g_queue_peek_head (&self->waiting);
  Entry *entry = g_task_get_task_data (task);
  GError *error = NULL;

  if (ferry_durable_writer_append_finish (self->writer, result, &error))
    {
      self->has_head = TRUE;
      self->length += entry->length;
      remember (self, entry->state, entry->now, entry->fields);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      g_task_return_error (task, error);
    }

  /* Only now: the caller may have asked for the next line, which must find this one in the way. */
  g_object_unref (g_queue_pop_head (&self->waiting));
  if (!g_queue_is_empty (&self->waiting))
    write_next (self);
}

/* The writer gets no cancellable: whatever the caller gives up, the outcome must be known here. It
 * cuts off what a line that failed, or that a power cut interrupted, may have left behind.
 */
static void
write_next (FerryJournal *self)
{
  Entry *entry = g_task_get_task_data (g_queue_peek_head (&self->waiting));
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GBytes) bytes = NULL;

  if (!self->has_head)
    add_head (text, self);
  add_entry (text, entry);
  bytes = g_bytes_new (text->str, text->len);
  entry->length = text->len;
  ferry_durable_writer_append_async (self->writer, self->file, self->length, bytes, NULL,
                                     written_cb, g_object_ref (self));
}

static GError *
storage_error (GFile      *file,
               const char *what)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);

  return g_error_new (FERRY_ERROR, FERRY_ERROR_STORAGE, "The journal “%s” %s", shown, what);
}

/* What is imported is one disk of the one machine; without a word about it, the boot disk. */
static gboolean
load_position (FerryJournal *self,
               JsonObject   *head)
{
  gint64 position = ferry_json_get_int (head, "disk", 0);

  if (ferry_plan_get_n_machines (self->plan) == 0 || position < 0 ||
      position >= ferry_machine_get_n_disks (ferry_plan_get_machine (self->plan, 0)))
    return FALSE;

  self->position = position;
  return TRUE;
}

static gboolean
load_head (FerryJournal  *self,
           const char    *line,
           gsize          length,
           GError       **error)
{
  g_autoptr(JsonObject) head = ferry_json_parse (line, length, NULL);
  gint64 format = head ? ferry_json_get_int (head, "format", 0) : 0;
  JsonObject *plan;
  const char *started;

  if (format > FERRY_JOURNAL_FORMAT)
    self->damage = storage_error (self->file, "was written by a newer Ferry");

  plan = format > 0 ? ferry_json_get_object (head, "plan") : NULL;
  started = format > 0 ? ferry_json_get_string (head, "started") : NULL;
  if (plan && started)
    {
      self->plan = ferry_plan_from_json (plan, NULL);
      self->started = ferry_time_parse (started);
    }

  if (self->plan == NULL || self->started == NULL || !load_position (self, head) ||
      g_strcmp0 (ferry_plan_get_account_id (self->plan),
                 ferry_json_get_string (head, "account")) != 0)
    {
      g_propagate_error (error, storage_error (self->file, "is damaged in its first line"));
      return FALSE;
    }

  self->has_head = TRUE;
  self->changed = g_date_time_ref (self->started);
  return TRUE;
}

static gboolean
load_entry (FerryJournal *self,
            const char   *line,
            gsize         length)
{
  g_autoptr(JsonObject) entry = ferry_json_parse (line, length, NULL);
  const char *word = entry ? ferry_json_get_string (entry, "state") : NULL;
  const char *when = entry ? ferry_json_get_string (entry, "time") : NULL;
  g_autoptr(GDateTime) time = when ? ferry_time_parse (when) : NULL;
  int state = word ? ferry_task_state_from_word (word) : -1;

  if (state < 0 || time == NULL)
    return FALSE;

  json_object_remove_member (entry, "state");
  json_object_remove_member (entry, "time");
  remember (self, state, time, entry);
  return TRUE;
}

/* Where an unreadable line stands, reading ends: the lines behind it build on it. */
static gboolean
load_lines (FerryJournal  *self,
            GBytes        *bytes,
            GError       **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *end;

  while ((end = memchr (data + self->length, '\n', size - self->length)))
    {
      const char *line = data + self->length;

      if (!self->has_head && !load_head (self, line, end - line, error))
        return FALSE;
      if (line > data && !load_entry (self, line, end - line))
        {
          if (self->damage == NULL)
            self->damage = storage_error (self->file, "holds a line that cannot be read");
          return TRUE;
        }

      self->length = end + 1 - data;
    }

  if (self->has_head)
    return TRUE;

  if (size == 0 || data[0] == '{')
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT,
                         "A journal was cut off in its first line, so nothing was sent");
  else
    g_propagate_error (error, storage_error (self->file, "is damaged in its first line"));

  return FALSE;
}

static void
ferry_journal_finalize (GObject *object)
{
  FerryJournal *self = FERRY_JOURNAL (object);

  g_clear_error (&self->damage);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_hash_table_unref);
  g_clear_pointer (&self->changed, g_date_time_unref);
  g_clear_pointer (&self->started, g_date_time_unref);
  g_clear_object (&self->plan);
  g_clear_object (&self->file);
  g_clear_object (&self->writer);

  G_OBJECT_CLASS (ferry_journal_parent_class)->finalize (object);
}

static void
ferry_journal_class_init (FerryJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_journal_finalize;
}

static void
ferry_journal_init (FerryJournal *self)
{
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_task_event_free);
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_queue_init (&self->waiting);
}

FerryJournal *
ferry_journal_new (FerryDurableWriter *writer,
                   GFile              *folder,
                   FerryPlan          *plan,
                   guint               position,
                   GDateTime          *started)
{
  FerryJournal *self = g_object_new (FERRY_TYPE_JOURNAL, NULL);
  g_autofree char *name = g_strconcat (ferry_plan_get_id (plan), ".journal", NULL);

  self->writer = g_object_ref (writer);
  self->file = g_file_get_child (folder, name);
  self->plan = g_object_ref (plan);
  self->position = position;
  self->started = g_date_time_ref (started);
  self->changed = g_date_time_ref (started);

  return self;
}

FerryPlan *
ferry_journal_get_plan (FerryJournal *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL (self), NULL);

  return self->plan;
}

guint
ferry_journal_get_position (FerryJournal *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL (self), 0);

  return self->position;
}

FerryDisk *
ferry_journal_get_disk (FerryJournal *self)
{
  FerryMachine *machine;

  g_return_val_if_fail (FERRY_IS_JOURNAL (self), NULL);

  machine = ferry_plan_get_machine (self->plan, 0);

  return ferry_machine_disk_get_disk (ferry_machine_get_disk (machine, self->position));
}

GDateTime *
ferry_journal_get_started (FerryJournal *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL (self), NULL);

  return self->started;
}

void
ferry_journal_record_async (FerryJournal        *self,
                            FerryTaskState       state,
                            GDateTime           *now,
                            JsonObject          *fields,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;
  Entry *entry;

  g_return_if_fail (FERRY_IS_JOURNAL (self));

  entry = g_new0 (Entry, 1);
  entry->state = state;
  entry->now = g_date_time_ref (now);
  entry->fields = fields ? json_object_ref (fields) : NULL;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_journal_record_async);
  g_task_set_task_data (task, entry, (GDestroyNotify) entry_free);

  if (self->damage)
    {
      g_task_return_error (task, g_error_copy (self->damage));
      g_object_unref (task);
      return;
    }

  g_queue_push_tail (&self->waiting, task);
  if (self->waiting.length == 1)
    write_next (self);
}

gboolean
ferry_journal_record_finish (FerryJournal  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

FerryTaskState
ferry_journal_get_state (FerryJournal *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL (self), FERRY_TASK_PLANNED);

  return self->state;
}

GDateTime *
ferry_journal_get_changed (FerryJournal *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL (self), NULL);

  return self->changed;
}

void
ferry_journal_tell_history (FerryJournal *self,
                            FerryTask    *task)
{
  g_return_if_fail (FERRY_IS_JOURNAL (self));

  for (guint i = 0; i < self->events->len; i++)
    {
      FerryTaskEvent *event = g_ptr_array_index (self->events, i);

      ferry_task_remember (task, event->state, event->time);
    }
}

const char *
ferry_journal_get_field (FerryJournal *self,
                         const char   *name)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL (self), NULL);

  return g_hash_table_lookup (self->fields, name);
}

const GError *
ferry_journal_get_damage (FerryJournal *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL (self), NULL);

  return self->damage;
}

FerryJournal *
ferry_journal_load (FerryDurableWriter  *writer,
                    GFile               *file,
                    GError             **error)
{
  g_autoptr(FerryJournal) self = g_object_new (FERRY_TYPE_JOURNAL, NULL);
  g_autoptr(GFileInfo) info = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) io_error = NULL;

  self->writer = g_object_ref (writer);
  self->file = g_object_ref (file);

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                            G_FILE_QUERY_INFO_NONE, NULL, &io_error);
  if (info && (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR ||
               g_file_info_get_size (info) > LARGEST_JOURNAL))
    {
      g_propagate_error (error, storage_error (file, "is not a journal"));
      return NULL;
    }

  if (info)
    bytes = g_file_load_bytes (file, NULL, NULL, &io_error);
  if (bytes == NULL)
    {
      g_set_error (error, FERRY_ERROR,
                   g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
                     ? FERRY_ERROR_STORAGE_DENIED : FERRY_ERROR_STORAGE,
                   "Cannot read a journal: %s", io_error->message);
      return NULL;
    }

  return load_lines (self, bytes, error) ? g_steal_pointer (&self) : NULL;
}
