/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-journal-folder.h"

#include "base/ferry-error.h"
#include "import/ferry-journal.h"

/* What the worker gets; not the engine, whose last reference must not be dropped there. */
typedef struct {
  GFile              *folder;
  FerryDurableWriter *writer;
} Open;

static void
open_free (Open *open)
{
  g_clear_object (&open->folder);
  g_clear_object (&open->writer);
  g_free (open);
}

static int
compare_started (gconstpointer a,
                 gconstpointer b)
{
  FerryJournal *first = *(FerryJournal **) a;
  FerryJournal *second = *(FerryJournal **) b;

  return g_date_time_compare (ferry_journal_get_started (first),
                              ferry_journal_get_started (second));
}

/* One that somebody has copied beside itself would be carried out twice. */
static gboolean
is_at_its_place (FerryJournal *journal)
{
  g_autofree char *name = g_file_get_basename (ferry_journal_get_file (journal));
  g_autofree char *wanted = g_strconcat (ferry_journal_get_run_id (journal), ".journal", NULL);

  return g_str_equal (name, wanted);
}

static void
read_journal (FerryJournalFolder *self,
              FerryDurableWriter *writer,
              GFile              *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryJournal) journal = NULL;

  if (!g_str_has_suffix (name, ".journal"))
    return;

  journal = ferry_journal_load (writer, file, &error);
  if (journal && is_at_its_place (journal))
    g_ptr_array_add (self->journals, g_steal_pointer (&journal));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    g_ptr_array_add (self->damaged, g_filename_display_name (g_file_peek_path (file)));
}

static void
open_folder (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Open *open = task_data;
  g_autoptr(FerryJournalFolder) self = g_new0 (FerryJournalFolder, 1);
  g_autoptr(GFileEnumerator) files = NULL;
  g_autoptr(GError) error = NULL;
  GFile *file = NULL;

  self->journals = g_ptr_array_new_with_free_func (g_object_unref);
  self->damaged = g_ptr_array_new_with_free_func (g_free);
  self->lock = ferry_folder_lock_new (open->folder, &error);
  if (self->lock)
    self->desk = ferry_desk_open (open->folder, &error);
  if (self->desk == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  files = g_file_enumerate_children (open->folder, G_FILE_ATTRIBUTE_STANDARD_NAME,
                                     G_FILE_QUERY_INFO_NONE, cancellable, &error);
  while (files && g_file_enumerator_iterate (files, NULL, &file, cancellable, &error) && file)
    read_journal (self, open->writer, file);

  if (error)
    {
      g_task_return_new_error (task, FERRY_ERROR,
                               g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
                                 ? FERRY_ERROR_STORAGE_DENIED : FERRY_ERROR_STORAGE,
                               "Cannot read the folder of journals: %s", error->message);
      return;
    }

  g_ptr_array_sort (self->journals, compare_started);
  g_task_return_pointer (task, g_steal_pointer (&self),
                         (GDestroyNotify) ferry_journal_folder_free);
}

void
ferry_journal_folder_free (FerryJournalFolder *self)
{
  g_clear_pointer (&self->journals, g_ptr_array_unref);
  g_clear_pointer (&self->damaged, g_ptr_array_unref);
  g_clear_pointer (&self->desk, ferry_desk_free);
  g_clear_pointer (&self->lock, ferry_folder_lock_free);
  g_free (self);
}

void
ferry_journal_folder_open_async (GFile               *folder,
                                 FerryDurableWriter  *writer,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Open *open = g_new0 (Open, 1);

  open->folder = g_object_ref (folder);
  open->writer = g_object_ref (writer);
  g_task_set_task_data (task, open, (GDestroyNotify) open_free);
  g_task_set_source_tag (task, ferry_journal_folder_open_async);
  g_task_run_in_thread (task, open_folder);
}

FerryJournalFolder *
ferry_journal_folder_open_finish (GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
