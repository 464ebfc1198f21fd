/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "base/ferry-durable-writer.h"

#include "base/ferry-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The main thread puts an Operation into the queue, the writer's thread carries it out and hands it
 * back to the main context that asked, where its GTask returns. The task belongs to the main thread
 * alone and has no source object: the thread never drops the last reference of a task or of the
 * writer, and a writer that is let go with a full queue is finalized (and so drained) at once.
 */
struct _FerryDurableWriter {
  GObject      parent_instance;

  GAsyncQueue *queue;
  GThread     *thread;
};

G_DEFINE_FINAL_TYPE (FerryDurableWriter, ferry_durable_writer, G_TYPE_OBJECT)

typedef struct {
  char         *path;
  GBytes       *bytes;
  goffset       length;        /* of what is known to be there; -1: all of it is replaced */
  gboolean      is_private;    /* nobody else may read it, whatever the old one allowed */
  GMainContext *context;
  GTask        *task;          /* main thread only; NULL once it has returned */
  GSource      *cancel_source; /* main thread only; (nullable) */
  GError       *error;
} Operation;

/* What tells the thread to end. */
static Operation end_of_queue;

static void
operation_free (Operation *operation)
{
  if (operation->cancel_source)
    g_source_destroy (operation->cancel_source);
  g_clear_pointer (&operation->cancel_source, g_source_unref);
  g_clear_object (&operation->task);
  g_clear_error (&operation->error);
  g_main_context_unref (operation->context);
  g_bytes_unref (operation->bytes);
  g_free (operation->path);
  g_free (operation);
}

/* What a person can do about it differs. */
static FerryError
to_storage_error (int code)
{
  switch (code)
    {
    case ENOSPC:
    case EDQUOT:
      return FERRY_ERROR_STORAGE_FULL;
    case EACCES:
    case EPERM:
    case EROFS:
      return FERRY_ERROR_STORAGE_DENIED;
    default:
      return FERRY_ERROR_STORAGE;
    }
}

static void
set_storage_error (GError     **error,
                   const char  *act,
                   const char  *path,
                   int          code)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, FERRY_ERROR, to_storage_error (code), "Cannot %s “%s”: %s", act, name,
               g_strerror (code));
}

static gboolean
sync_folder (const char  *path,
             GError     **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0 || fsync (fd) < 0)
    {
      set_storage_error (error, "sync the folder", path, errno);
      if (fd >= 0)
        close (fd);
      return FALSE;
    }

  close (fd);
  return TRUE;
}

static gboolean
ensure_folder (const char  *path,
               GError     **error)
{
  g_autofree char *parent = g_path_get_dirname (path);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;

  if (!g_str_equal (parent, path) && !ensure_folder (parent, error))
    return FALSE;

  if (g_mkdir (path, 0700) < 0 && errno != EEXIST)
    {
      set_storage_error (error, "make the folder", path, errno);
      return FALSE;
    }

  return sync_folder (parent, error);
}

/* Returns: the descriptor, or -1. @created: (out) */
static int
open_file (const char  *path,
           gboolean    *created,
           GError     **error)
{
  int flags = O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW;
  int fd;

  *created = FALSE;
  fd = open (path, flags);
  if (fd < 0 && errno == ENOENT)
    {
      fd = open (path, flags | O_CREAT | O_EXCL, 0600);
      *created = fd >= 0;
    }
  if (fd < 0)
    set_storage_error (error, "open", path, errno);

  return fd;
}

static gboolean
write_all (int          fd,
           GBytes      *bytes,
           const char  *path,
           GError     **error)
{
  gsize left;
  const char *data = g_bytes_get_data (bytes, &left);

  while (left > 0)
    {
      gssize written = write (fd, data, left);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        {
          set_storage_error (error, "write", path, written < 0 ? errno : ENOSPC);
          return FALSE;
        }
      data += written;
      left -= written;
    }

  return TRUE;
}

/* Whether what lies behind @offset holds no line feed: only an interrupted line may be cut off. */
static gboolean
is_piece (int          fd,
          goffset      offset,
          const char  *path,
          GError     **error)
{
  char buffer[4096];
  gssize n_read;

  while ((n_read = pread (fd, buffer, sizeof buffer, offset)) != 0)
    {
      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read < 0 || memchr (buffer, '\n', n_read))
        {
          set_storage_error (error, n_read < 0 ? "read" : "add to what another program wrote to",
                             path, n_read < 0 ? errno : EBUSY);
          return FALSE;
        }
      offset += n_read;
    }

  return TRUE;
}

/* On failure the file is as it was: a half line must not stand before a later one. */
static gboolean
append (int          fd,
        Operation   *operation,
        GError     **error)
{
  struct stat info;

  if (fstat (fd, &info) < 0)
    {
      set_storage_error (error, "read the length of", operation->path, errno);
      return FALSE;
    }

  if (info.st_size < operation->length)
    {
      set_storage_error (error, "find all that was written to", operation->path, EIO);
      return FALSE;
    }

  if (info.st_size > operation->length &&
      !is_piece (fd, operation->length, operation->path, error))
    return FALSE;

  if (info.st_size > operation->length && ftruncate (fd, operation->length) < 0)
    {
      set_storage_error (error, "cut", operation->path, errno);
      return FALSE;
    }

  if (write_all (fd, operation->bytes, operation->path, error))
    {
      if (fsync (fd) == 0)
        return TRUE;
      set_storage_error (error, "sync", operation->path, errno);
    }

  if (ftruncate (fd, operation->length) < 0 || fsync (fd) < 0)
    g_warning ("Cannot take back a half written line: %s", g_strerror (errno));

  return FALSE;
}

/* What only its owner may read stays so. */
static int
get_mode (Operation *operation)
{
  struct stat info;

  if (operation->is_private)
    return 0600;

  return stat (operation->path, &info) == 0 ? (int) (info.st_mode & 0666) : 0666;
}

/* Whoever reads or stops the power at any time finds one of the two, so it is written beside the
 * old and renamed (GLib syncs the new bytes first and the folder after).
 */
static gboolean
replace (Operation  *operation,
         GError    **error)
{
  g_autofree char *real = realpath (operation->path, NULL);
  g_autoptr(GError) local_error = NULL;
  gsize length;
  const char *data = g_bytes_get_data (operation->bytes, &length);
  int code;

  if (g_file_set_contents_full (real ? real : operation->path, data, length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                get_mode (operation), &local_error))
    return TRUE;

  code = g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? ENOSPC
         : g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_ACCES) ? EACCES
         : g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_PERM) ? EPERM
         : g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_ROFS) ? EROFS : EIO;
  g_set_error_literal (error, FERRY_ERROR, to_storage_error (code), local_error->message);

  return FALSE;
}

static gboolean
carry_out (Operation  *operation,
           GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (operation->path);
  gboolean created;
  gboolean done;
  int fd;

  if (operation->length < 0)
    return replace (operation, error);

  if (!ensure_folder (folder, error))
    return FALSE;

  fd = open_file (operation->path, &created, error);
  if (fd < 0)
    return FALSE;

  done = append (fd, operation, error) && (!created || sync_folder (folder, error));
  if (!done && created)
    g_unlink (operation->path);
  close (fd);

  return done;
}

static gboolean
returned_cb (gpointer user_data)
{
  Operation *operation = user_data;

  if (operation->task == NULL)
    return G_SOURCE_REMOVE;

  if (operation->error)
    g_task_return_error (operation->task, g_steal_pointer (&operation->error));
  else
    g_task_return_boolean (operation->task, TRUE);

  return G_SOURCE_REMOVE;
}

static gpointer
writer_thread (gpointer data)
{
  g_autoptr(GAsyncQueue) queue = data;

  while (TRUE)
    {
      Operation *operation = g_async_queue_pop (queue);
      g_autoptr(GSource) source = NULL;

      if (operation == &end_of_queue)
        return NULL;

      carry_out (operation, &operation->error);

      source = g_idle_source_new ();
      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_static_name (source, "[ferry] written");
      g_source_set_callback (source, returned_cb, operation, (GDestroyNotify) operation_free);
      g_source_attach (source, operation->context);
    }
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Operation *operation = user_data;
  g_autoptr(GTask) task = g_steal_pointer (&operation->task);

  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
push (FerryDurableWriter  *self,
      GFile               *file,
      goffset              length,
      GBytes              *bytes,
      gboolean             is_private,
      gpointer             source_tag,
      GCancellable        *cancellable,
      GAsyncReadyCallback  callback,
      gpointer             user_data)
{
  Operation *operation;

  operation = g_new0 (Operation, 1);
  operation->path = g_file_get_path (file);
  operation->bytes = g_bytes_ref (bytes);
  operation->length = length;
  operation->is_private = is_private;
  operation->task = g_task_new (NULL, cancellable, callback, user_data);
  operation->context = g_main_context_ref (g_task_get_context (operation->task));
  g_task_set_source_tag (operation->task, source_tag);

  if (cancellable)
    {
      operation->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_callback (operation->cancel_source, G_SOURCE_FUNC (cancelled_cb), operation,
                             NULL);
      g_source_attach (operation->cancel_source, operation->context);
    }

  g_async_queue_push (self->queue, operation);
}

static void
ferry_durable_writer_finalize (GObject *object)
{
  FerryDurableWriter *self = FERRY_DURABLE_WRITER (object);

  g_async_queue_push (self->queue, &end_of_queue);
  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_pointer (&self->queue, g_async_queue_unref);

  G_OBJECT_CLASS (ferry_durable_writer_parent_class)->finalize (object);
}

static void
ferry_durable_writer_class_init (FerryDurableWriterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_durable_writer_finalize;
}

static void
ferry_durable_writer_init (FerryDurableWriter *self)
{
  self->queue = g_async_queue_new ();
  self->thread = g_thread_new ("ferry-writer", writer_thread, g_async_queue_ref (self->queue));
}

FerryDurableWriter *
ferry_durable_writer_new (void)
{
  return g_object_new (FERRY_TYPE_DURABLE_WRITER, NULL);
}

void
ferry_durable_writer_append_async (FerryDurableWriter  *self,
                                   GFile               *file,
                                   guint64              length,
                                   GBytes              *bytes,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (FERRY_IS_DURABLE_WRITER (self));
  g_return_if_fail (g_file_is_native (file));
  g_return_if_fail (length <= G_MAXINT64);

  push (self, file, length, bytes, TRUE, ferry_durable_writer_append_async,
        cancellable, callback, user_data);
}

gboolean
ferry_durable_writer_append_finish (FerryDurableWriter  *self,
                                    GAsyncResult        *result,
                                    GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ferry_durable_writer_replace_async (FerryDurableWriter  *self,
                                    GFile               *file,
                                    GBytes              *bytes,
                                    gboolean             is_private,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (FERRY_IS_DURABLE_WRITER (self));
  g_return_if_fail (g_file_is_native (file));

  push (self, file, -1, bytes, is_private, ferry_durable_writer_replace_async,
        cancellable, callback, user_data);
}

gboolean
ferry_durable_writer_replace_finish (FerryDurableWriter  *self,
                                     GAsyncResult        *result,
                                     GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
