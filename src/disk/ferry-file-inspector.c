/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-file-inspector.h"

#include "base/ferry-error.h"
#include "disk/ferry-disk-probe.h"
#include "disk/ferry-file-error.h"

#define TYPE_ATTRIBUTES G_FILE_ATTRIBUTE_STANDARD_TYPE
/* What changes when somebody writes to a file */
#define VERSION_ATTRIBUTES \
  G_FILE_ATTRIBUTE_STANDARD_SIZE "," \
  G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC

typedef struct {
  FerryDiskProbe   *probe;
  GFileInputStream *stream;
  GFileInfo        *version;  /* as it was opened */
  guint64           offset;   /* of the read that runs */
  gsize             length;
  guint8           *buffer;
} Inspection;

static void
inspection_free (gpointer data)
{
  Inspection *inspection = data;

  g_clear_pointer (&inspection->probe, ferry_disk_probe_free);
  g_clear_object (&inspection->stream);
  g_clear_object (&inspection->version);
  g_free (inspection->buffer);
  g_free (inspection);
}

/* @error: (transfer full): one of GIO's */
static void
return_io_error (GTask  *task,
                 GError *error)
{
  g_autoptr(GError) owned = error;

  g_task_return_error (task, ferry_file_error_new (owned));
}

static void
refuse (GTask      *task,
        FerryError  error,
        const char *code,
        const char *message)
{
  FerryErrorDetail detail = { .operation = (char *) FERRY_FILE_OPERATION, .code = (char *) code };

  g_task_return_error (task, ferry_error_new_detailed (error, &detail, message));
}

static gboolean
is_same_version (GFileInfo *a,
                 GFileInfo *b)
{
  g_autoptr(GDateTime) time_a = g_file_info_get_modification_date_time (a);
  g_autoptr(GDateTime) time_b = g_file_info_get_modification_date_time (b);

  return g_file_info_get_size (a) == g_file_info_get_size (b) &&
         (time_a == NULL) == (time_b == NULL) &&
         (time_a == NULL || g_date_time_equal (time_a, time_b));
}

static void
queried_again_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Inspection *inspection = g_task_get_task_data (task);
  g_autoptr(GFileInfo) info =
    g_file_input_stream_query_info_finish (G_FILE_INPUT_STREAM (source), result, &error);

  if (info == NULL)
    return_io_error (task, g_steal_pointer (&error));
  else if (!is_same_version (inspection->version, info))
    refuse (task, FERRY_ERROR_CONFLICT, NULL, "The file was written to while it was read");
  else
    g_task_return_pointer (task, ferry_disk_probe_dup_report (inspection->probe),
                           (GDestroyNotify) ferry_disk_report_unref);
}

static void read_next (GTask *task);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  Inspection *inspection = g_task_get_task_data (task);
  gsize n_read = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &n_read, &error))
    {
      return_io_error (task, g_steal_pointer (&error));
      return;
    }

  bytes = g_bytes_new_take (g_steal_pointer (&inspection->buffer), n_read);
  ferry_disk_probe_feed (inspection->probe, inspection->offset, bytes);
  read_next (task);
}

/* One place after the other: a disk of this computer gains nothing by more at a time. */
static void
read_next (GTask *task)
{
  Inspection *inspection = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr(GError) error = NULL;

  if (!ferry_disk_probe_next (inspection->probe, &inspection->offset, &inspection->length))
    {
      g_file_input_stream_query_info_async (inspection->stream, VERSION_ATTRIBUTES,
                                            G_PRIORITY_DEFAULT, cancellable, queried_again_cb,
                                            g_object_ref (task));
      return;
    }

  if (!g_seekable_seek (G_SEEKABLE (inspection->stream), (goffset) inspection->offset, G_SEEK_SET,
                        cancellable, &error))
    {
      return_io_error (task, g_steal_pointer (&error));
      return;
    }

  inspection->buffer = g_malloc (inspection->length);
  g_input_stream_read_all_async (G_INPUT_STREAM (inspection->stream), inspection->buffer,
                                 inspection->length, G_PRIORITY_DEFAULT, cancellable, read_cb,
                                 g_object_ref (task));
}

static void
queried_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Inspection *inspection = g_task_get_task_data (task);
  goffset size;

  inspection->version =
    g_file_input_stream_query_info_finish (G_FILE_INPUT_STREAM (source), result, &error);
  if (inspection->version == NULL)
    {
      return_io_error (task, g_steal_pointer (&error));
      return;
    }

  size = g_file_info_get_size (inspection->version);
  if (size <= 0)
    {
      refuse (task, FERRY_ERROR_BAD_INPUT, FERRY_FILE_CODE_EMPTY, "The file is empty");
      return;
    }

  inspection->probe = ferry_disk_probe_new ((guint64) size);
  read_next (task);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Inspection *inspection = g_task_get_task_data (task);

  inspection->stream = g_file_read_finish (G_FILE (source), result, &error);
  if (inspection->stream == NULL)
    {
      return_io_error (task, g_steal_pointer (&error));
      return;
    }

  g_file_input_stream_query_info_async (inspection->stream, VERSION_ATTRIBUTES, G_PRIORITY_DEFAULT,
                                        g_task_get_cancellable (task), queried_cb,
                                        g_object_ref (task));
}

static void
typed_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);
  GFileType type;

  if (info == NULL)
    {
      return_io_error (task, g_steal_pointer (&error));
      return;
    }

  type = g_file_info_get_file_type (info);
  if (type == G_FILE_TYPE_DIRECTORY)
    refuse (task, FERRY_ERROR_BAD_INPUT, FERRY_FILE_CODE_FOLDER, "It is a folder");
  else if (type != G_FILE_TYPE_REGULAR)
    refuse (task, FERRY_ERROR_BAD_INPUT, NULL, "It is no regular file");
  else
    g_file_read_async (G_FILE (source), G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                       opened_cb, g_object_ref (task));
}

void
ferry_disk_inspect_file_async (GFile               *file,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_disk_inspect_file_async);
  g_task_set_task_data (task, g_new0 (Inspection, 1), inspection_free);
  /* First of all, for opening a pipe waits until somebody writes into it. */
  g_file_query_info_async (file, TYPE_ATTRIBUTES, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT,
                           cancellable, typed_cb, g_steal_pointer (&task));
}

FerryDiskReport *
ferry_disk_inspect_file_finish (GFile         *file,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
