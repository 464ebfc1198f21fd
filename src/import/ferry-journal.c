/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-journal.h"

#include "base/ferry-error.h"
#include "base/ferry-json.h"
#include "base/ferry-time.h"
#include "import/ferry-journal-head.h"
#include "import/ferry-journal-line.h"
#include "tasks/ferry-task-state.h"

#include <string.h>

/* What is in memory is what is on the disk: entries are added when their line is acknowledged. A
 * line counts only with its line feed: what lies behind the last one was never acknowledged, so
 * nothing was done on the strength of it.
 */
struct _FerryJournal {
  GObject             parent_instance;

  FerryDurableWriter *writer;
  GFile              *file;
  FerryJournalHead   *head;
  GPtrArray          *entries;
  GHashTable         *subjects;  /* what get_key() makes → GPtrArray of the same entries */
  GError             *damage;    /* (nullable): why it is only read */
  gboolean            has_chain; /* the lines that follow must have "prev" */
  char               *last;      /* (nullable): hash of the last acknowledged line; none: no head */
  gsize               length;    /* bytes up to the last acknowledged line feed */
  GQueue              waiting;   /* GTask: one line at a time, each chained to the one before */
};

G_DEFINE_FINAL_TYPE (FerryJournal, ferry_journal, G_TYPE_OBJECT)

static void write_next (FerryJournal *self);

/* A line that is to be written. */
typedef struct {
  FerryJournalEntry *entry;  /* its number is not known before it is its turn */
  gsize              length; /* of all that is written with it, once that is made */
  char              *hash;   /* its line's */
} Line;

static void
line_free (Line *line)
{
  g_clear_pointer (&line->entry, ferry_journal_entry_free);
  g_free (line->hash);
  g_free (line);
}

static GError *
storage_error (GFile      *file,
               FerryError  code,
               const char *what)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);

  return g_error_new (FERRY_ERROR, code, "The journal “%s” %s", shown, what);
}

static gint64
get_key (guint machine,
         guint disk)
{
  return (gint64) (((guint64) machine << 32) | disk);
}

static void
remember (FerryJournal      *self,
          FerryJournalEntry *entry)
{
  gint64 key = get_key (entry->machine, entry->disk);
  GPtrArray *subject = g_hash_table_lookup (self->subjects, &key);

  if (subject == NULL)
    {
      subject = g_ptr_array_new ();
      g_hash_table_insert (self->subjects, g_memdup2 (&key, sizeof key), subject);
    }

  g_ptr_array_add (subject, entry);
  g_ptr_array_add (self->entries, entry);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(FerryJournal) self = user_data;
  GTask *task = g_queue_peek_head (&self->waiting);
  Line *line = g_task_get_task_data (task);
  GError *error = NULL;

  if (ferry_durable_writer_append_finish (self->writer, result, &error))
    {
      self->length += line->length;
      self->has_chain = TRUE;
      g_free (self->last);
      self->last = g_steal_pointer (&line->hash);
      remember (self, g_steal_pointer (&line->entry));
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

/* Imports whose plan could not be read after a restart would be lost. */
static gboolean
add_head (FerryJournal  *self,
          GString       *text,
          GError       **error)
{
  g_autofree char *line = ferry_journal_head_make (self->head);
  gsize length = strlen (line);
  g_autoptr(FerryJournalHead) read = ferry_journal_head_read (line, length);

  if (read == NULL)
    {
      g_propagate_error (error, storage_error (self->file, FERRY_ERROR_STORAGE,
                                               "cannot keep this plan"));
      return FALSE;
    }

  g_string_append_len (text, line, length);
  g_string_append_c (text, '\n');

  return TRUE;
}

/* Returns: (nullable) (transfer full): what is to be added to the file */
static GBytes *
make_text (FerryJournal  *self,
           Line          *line,
           GError       **error)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *prev = g_strdup (self->last);
  g_autofree char *own = NULL;

  if (prev == NULL)
    {
      if (!add_head (self, text, error))
        return NULL;
      prev = ferry_journal_line_hash (text->str, text->len - 1);
    }

  line->entry->number = self->entries->len + 2;
  own = ferry_journal_line_make (line->entry, prev);
  g_string_append (text, own);
  g_string_append_c (text, '\n');

  g_free (line->hash);
  line->hash = ferry_journal_line_hash (own, strlen (own));
  line->length = text->len;
  if (self->length + line->length > FERRY_JOURNAL_MOST_BYTES)
    {
      g_propagate_error (error, storage_error (self->file, FERRY_ERROR_STORAGE_FULL, "is full"));
      return NULL;
    }

  return g_string_free_to_bytes (g_steal_pointer (&text));
}

/* The writer gets no cancellable: whatever the caller gives up, the outcome must be known here. It
 * cuts off what a line that failed, or that a power cut interrupted, may have left behind.
 */
static void
write_next (FerryJournal *self)
{
  GTask *task;

  while ((task = g_queue_peek_head (&self->waiting)))
    {
      GError *error = NULL;
      g_autoptr(GBytes) bytes = make_text (self, g_task_get_task_data (task), &error);

      if (bytes)
        {
          ferry_durable_writer_append_async (self->writer, self->file, self->length, bytes, NULL,
                                             written_cb, g_object_ref (self));
          return;
        }

      g_task_return_error (task, error);
      g_object_unref (g_queue_pop_head (&self->waiting));
    }
}

static gboolean
load_head (FerryJournal  *self,
           const char    *line,
           gsize          length,
           GError       **error)
{
  self->head = ferry_journal_head_read (line, length);
  if (self->head == NULL)
    {
      g_propagate_error (error, storage_error (self->file, FERRY_ERROR_STORAGE,
                                               "is damaged in its first line"));
      return FALSE;
    }

  if (self->head->format > FERRY_JOURNAL_FORMAT)
    self->damage = storage_error (self->file, FERRY_ERROR_STORAGE, "was written by a newer Ferry");
  self->has_chain = self->head->format > 1;

  return TRUE;
}

/* Returns: (nullable): what is wrong with it */
static const char *
load_entry (FerryJournal *self,
            const char   *line,
            gsize         length)
{
  g_autofree char *prev = NULL;
  g_autoptr(FerryJournalEntry) entry = NULL;

  entry = ferry_journal_line_read (line, length, self->entries->len + 2, &prev);
  if (entry && prev == NULL && !self->has_chain)
    {
      entry->machine = 0;
      entry->disk = self->head->only_disk;
      if (ferry_task_state_from_word (entry->state) < 0)
        return "holds a line that cannot be read";
    }
  else if (entry && g_strcmp0 (prev, self->last) != 0)
    return "is not as it was written: its chain is broken";

  if (entry == NULL || !ferry_journal_head_covers (self->head, entry->machine, entry->disk))
    return "holds a line that cannot be read";

  self->has_chain = self->has_chain || prev;
  remember (self, g_steal_pointer (&entry));

  return NULL;
}

/* Returns: whether reading may go on; with @error where not even line 1 could be read */
static gboolean
load_line (FerryJournal  *self,
           const char    *line,
           gsize          length,
           GError       **error)
{
  const char *wrong;

  if (self->last == NULL)
    {
      if (!load_head (self, line, length, error))
        return FALSE;
    }
  else if ((wrong = load_entry (self, line, length)))
    {
      if (self->damage == NULL)
        self->damage = storage_error (self->file, FERRY_ERROR_STORAGE, wrong);
      return FALSE;
    }

  g_free (self->last);
  self->last = ferry_journal_line_hash (line, length);
  self->length += length + 1;

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
  GError *wrong = NULL;
  const char *end;

  while (size > 0 && (end = memchr (data + self->length, '\n', size - self->length)) &&
         load_line (self, data + self->length, end - data - self->length, &wrong))
    continue;

  if (wrong)
    {
      g_propagate_error (error, wrong);
      return FALSE;
    }

  if (self->last)
    return TRUE;

  if (size == 0 || data[0] == '{')
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT,
                         "A journal was cut off in its first line, so nothing was sent");
  else
    g_propagate_error (error, storage_error (self->file, FERRY_ERROR_STORAGE,
                                             "is damaged in its first line"));

  return FALSE;
}

static void
ferry_journal_finalize (GObject *object)
{
  FerryJournal *self = FERRY_JOURNAL (object);

  g_clear_error (&self->damage);
  g_clear_pointer (&self->subjects, g_hash_table_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->last, g_free);
  g_clear_pointer (&self->head, ferry_journal_head_free);
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
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_journal_entry_free);
  self->subjects = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                          (GDestroyNotify) g_ptr_array_unref);
  g_queue_init (&self->waiting);
}

FerryJournal *
ferry_journal_new (FerryDurableWriter *writer,
                   GFile              *folder,
                   const char         *desk_id,
                   const char         *run_id,
                   FerryPlan          *plan,
                   GDateTime          *started)
{
  FerryJournal *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (g_uuid_string_is_valid (desk_id), NULL);
  g_return_val_if_fail (g_uuid_string_is_valid (run_id), NULL);

  self = g_object_new (FERRY_TYPE_JOURNAL, NULL);
  name = g_strconcat (run_id, ".journal", NULL);
  self->writer = g_object_ref (writer);
  self->file = g_file_get_child (folder, name);
  self->head = ferry_journal_head_new (run_id, desk_id, plan, started);

  return self;
}

guint
ferry_journal_get_format (FerryJournal *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL (self), 0);

  return self->head->format;
}

const char *
ferry_journal_get_run_id (FerryJournal *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL (self), NULL);

  return self->head->run_id;
}

const char *
ferry_journal_get_desk_id (FerryJournal *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL (self), NULL);

  return self->head->desk_id;
}

FerryPlan *
ferry_journal_get_plan (FerryJournal *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL (self), NULL);

  return self->head->plan;
}

guint
ferry_journal_get_only_disk (FerryJournal *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL (self), FERRY_JOURNAL_WHOLE);

  return self->head->only_disk;
}

GDateTime *
ferry_journal_get_started (FerryJournal *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL (self), NULL);

  return self->head->started;
}

GFile *
ferry_journal_get_file (FerryJournal *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL (self), NULL);

  return self->file;
}

GPtrArray *
ferry_journal_get_entries (FerryJournal *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL (self), NULL);

  return self->entries;
}

GPtrArray *
ferry_journal_get_subject (FerryJournal *self,
                           guint         machine,
                           guint         disk)
{
  gint64 key = get_key (machine, disk);

  g_return_val_if_fail (FERRY_IS_JOURNAL (self), NULL);

  return g_hash_table_lookup (self->subjects, &key);
}

void
ferry_journal_append_async (FerryJournal        *self,
                            guint                machine,
                            guint                disk,
                            const char          *state,
                            GDateTime           *now,
                            JsonObject          *fields,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(JsonObject) kept = NULL;
  g_autofree char *time = NULL;
  g_autoptr(GDateTime) written = NULL;
  GTask *task;
  Line *line;

  g_return_if_fail (FERRY_IS_JOURNAL (self));
  g_return_if_fail (state != NULL && *state != '\0');
  g_return_if_fail (machine != FERRY_JOURNAL_WHOLE || disk == FERRY_JOURNAL_WHOLE);

  /* What is remembered is what would be read: whole seconds, and only what a line takes. */
  time = ferry_time_format (now);
  written = ferry_time_parse (time);
  kept = ferry_journal_line_keep (fields);
  line = g_new0 (Line, 1);
  line->entry = ferry_journal_entry_new (0, written, machine, disk, state, kept);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_journal_append_async);
  g_task_set_task_data (task, line, (GDestroyNotify) line_free);

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
ferry_journal_append_finish (FerryJournal  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
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
               g_file_info_get_size (info) > (goffset) FERRY_JOURNAL_MOST_BYTES))
    {
      g_propagate_error (error, storage_error (file, FERRY_ERROR_STORAGE, "is not a journal"));
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
