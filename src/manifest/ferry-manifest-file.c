/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-file.h"

#include "base/ferry-error.h"
#include "disk/ferry-file-error.h"
#include "manifest/reading/ferry-manifest-document.h"

#define ATTRIBUTES G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE
#define SNIFFED 4096

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
        const char *code,
        const char *message)
{
  FerryErrorDetail detail = { .operation = (char *) FERRY_FILE_OPERATION, .code = (char *) code };

  g_task_return_error (task, ferry_error_new_detailed (FERRY_ERROR_BAD_INPUT, &detail, message));
}

static gboolean
check_type (GTask     *task,
            GFileInfo *info)
{
  GFileType type = g_file_info_get_file_type (info);

  if (type == G_FILE_TYPE_DIRECTORY)
    refuse (task, FERRY_FILE_CODE_FOLDER, "It is a folder");
  else if (type != G_FILE_TYPE_REGULAR)
    refuse (task, NULL, "It is no regular file");

  return type == G_FILE_TYPE_REGULAR;
}

static void
return_too_large (GTask *task)
{
  refuse (task, FERRY_FILE_CODE_TOO_LARGE, "The file is larger than a manifest may be");
}

/* As many bytes as the file had when it was asked: what grows meanwhile is read as it was. */
static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_autoptr(GFileInfo) info = NULL;
  g_autoptr(GFileInputStream) stream = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  guint64 size;
  gsize n_read;

  info = g_file_query_info (source, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, &error);
  if (info == NULL)
    {
      return_io_error (task, error);
      return;
    }
  if (!check_type (task, info))
    return;

  size = (guint64) MAX (g_file_info_get_size (info), 0);
  if (size > FERRY_MANIFEST_MOST_BYTES)
    {
      return_too_large (task);
      return;
    }

  stream = g_file_read (source, cancellable, &error);
  text = stream ? g_try_malloc (size + 1) : NULL;
  if (stream && text == NULL)
    return_too_large (task);
  else if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), text, size,
                                                       &n_read, cancellable, &error))
    return_io_error (task, error);
  else
    g_task_return_pointer (task, g_bytes_new_take (g_steal_pointer (&text), n_read),
                           (GDestroyNotify) g_bytes_unref);
}

static void
sniff_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  g_autoptr(GFileInfo) info = NULL;
  g_autoptr(GFileInputStream) stream = NULL;
  char start[SNIFFED];
  gsize n_read = 0;

  info = g_file_query_info (source, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  if (info && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
    stream = g_file_read (source, cancellable, NULL);

  g_task_return_boolean (task,
                         stream &&
                         g_input_stream_read_all (G_INPUT_STREAM (stream), start, sizeof start,
                                                  &n_read, cancellable, NULL) &&
                         ferry_manifest_document_sniff (start, n_read));
}

void
ferry_manifest_file_read_async (GFile               *file,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_manifest_file_read_async);
  g_task_run_in_thread (task, read_thread);
}

GBytes *
ferry_manifest_file_read_finish (GFile         *file,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ferry_manifest_file_sniff_async (GFile               *file,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_manifest_file_sniff_async);
  g_task_run_in_thread (task, sniff_thread);
}

gboolean
ferry_manifest_file_sniff_finish (GFile        *file,
                                  GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}
