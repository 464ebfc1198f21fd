/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-queue-file.h"

#include "base/ferry-small-file.h"
#include "import/ferry-queue-private.h"

/* Ten thousand machines need a tenth of it. */
#define MOST_BYTES (16 * 1024 * 1024)

struct _FerryQueueFile {
  GObject             parent_instance;

  GFile              *file;
  FerryQueue         *queue;
  FerryDurableWriter *writer;
  FerryActivity      *activity;
  GBytes             *kept;     /* (nullable): what is written, or about to be */
  guint               idle;     /* source */
};

G_DEFINE_FINAL_TYPE (FerryQueueFile, ferry_queue_file, G_TYPE_OBJECT)

static void
replaced_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(FerryActivity) activity = user_data;
  g_autoptr(GError) error = NULL;

  if (!ferry_durable_writer_replace_finish (FERRY_DURABLE_WRITER (source), result, &error))
    g_message ("The order of the queue could not be kept: %s", error->message);
  ferry_activity_end (activity);
}

static void
keep (FerryQueueFile *self)
{
  g_autoptr(GBytes) record = ferry_queue_dup_record (self->queue);

  if (self->kept && g_bytes_equal (self->kept, record))
    return;

  g_clear_pointer (&self->kept, g_bytes_unref);
  self->kept = g_bytes_ref (record);
  ferry_activity_begin (self->activity);
  ferry_durable_writer_replace_async (self->writer, self->file, record, TRUE, NULL, replaced_cb,
                                      g_object_ref (self->activity));
}

static gboolean
keep_cb (gpointer user_data)
{
  FerryQueueFile *self = user_data;

  self->idle = 0;
  keep (self);

  return G_SOURCE_REMOVE;
}

static void
reordered_cb (FerryQueueFile *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (keep_cb, self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  GBytes *bytes = ferry_small_file_read_finish (result, &error);

  if (bytes == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_message ("The order of the queue could not be read: %s", error->message);
  g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
}

static void
ferry_queue_file_dispose (GObject *object)
{
  FerryQueueFile *self = FERRY_QUEUE_FILE (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->queue);

  G_OBJECT_CLASS (ferry_queue_file_parent_class)->dispose (object);
}

static void
ferry_queue_file_finalize (GObject *object)
{
  FerryQueueFile *self = FERRY_QUEUE_FILE (object);

  g_clear_pointer (&self->kept, g_bytes_unref);
  g_clear_object (&self->file);
  g_clear_object (&self->writer);
  g_clear_object (&self->activity);

  G_OBJECT_CLASS (ferry_queue_file_parent_class)->finalize (object);
}

static void
ferry_queue_file_class_init (FerryQueueFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_queue_file_dispose;
  object_class->finalize = ferry_queue_file_finalize;
}

static void
ferry_queue_file_init (FerryQueueFile *self)
{
}

FerryQueueFile *
ferry_queue_file_new (GFile              *folder,
                      FerryQueue         *queue,
                      FerryDurableWriter *writer,
                      FerryActivity      *activity)
{
  FerryQueueFile *self = g_object_new (FERRY_TYPE_QUEUE_FILE, NULL);

  self->file = g_file_get_child (folder, "queue.json");
  self->queue = g_object_ref (queue);
  self->writer = g_object_ref (writer);
  self->activity = g_object_ref (activity);

  return self;
}

void
ferry_queue_file_read_async (FerryQueueFile      *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ferry_queue_file_read_async);
  ferry_small_file_read_async (self->file, MOST_BYTES, cancellable, read_cb, task);
}

GBytes *
ferry_queue_file_read_finish (FerryQueueFile *self,
                              GAsyncResult   *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
ferry_queue_file_follow (FerryQueueFile *self)
{
  g_signal_connect_object (self->queue, "reordered", G_CALLBACK (reordered_cb), self,
                           G_CONNECT_SWAPPED);
  reordered_cb (self);
}

void
ferry_queue_file_stop (FerryQueueFile *self)
{
  g_signal_handlers_disconnect_by_data (self->queue, self);
  if (self->idle == 0)
    return;

  g_clear_handle_id (&self->idle, g_source_remove);
  keep (self);
}
