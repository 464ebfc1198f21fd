/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-plan-file.h"

#include "base/ferry-error.h"
#include "base/ferry-json.h"
#include "base/ferry-small-file.h"

#include <string.h>

/* A thousand machines with all that was found in their disks are a tenth of it. */
#define MAX_BYTES (64 * 1024 * 1024)

GBytes *
ferry_plan_file_to_bytes (FerryPlan *plan)
{
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(JsonGenerator) generator = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GString) lines = NULL;

  g_return_val_if_fail (FERRY_IS_PLAN (plan), NULL);

  object = ferry_plan_to_json (plan);
  root = json_node_init_object (json_node_alloc (), object);
  generator = json_generator_new ();
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_indent (generator, 2);
  text = json_generator_to_data (generator, NULL);
  lines = g_string_new (text);
  g_string_append_c (lines, '\n');

  return g_string_free_to_bytes (g_steal_pointer (&lines));
}

FerryPlan *
ferry_plan_file_from_bytes (GBytes  *bytes,
                            GError **error)
{
  g_autoptr(JsonObject) object = NULL;
  const char *text;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = g_bytes_get_data (bytes, &length);
  if (length > MAX_BYTES || !g_utf8_validate (text, length, NULL))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           length > MAX_BYTES ? "the file is too large for a plan"
                                              : "the file is not UTF-8 text");
      return NULL;
    }

  /* an empty file has no text at all */
  object = ferry_json_parse (text ? text : "", length, error);

  return object ? ferry_plan_from_json (object, error) : NULL;
}

/* The largest take many seconds. */
static void
parse_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  GError *error = NULL;
  FerryPlan *plan = ferry_plan_file_from_bytes (task_data, &error);

  if (plan)
    g_task_return_pointer (task, plan, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GBytes *bytes = ferry_small_file_read_finish (result, &error);

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, bytes, (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, parse_in_thread);
}

void
ferry_plan_file_load_async (GFile               *file,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_plan_file_load_async);
  ferry_small_file_read_async (file, MAX_BYTES, cancellable, loaded_cb, task);
}

FerryPlan *
ferry_plan_file_load_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ferry_plan_file_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct {
  FerryDurableWriter *writer;
  GBytes             *bytes;
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->writer);
  g_bytes_unref (save->bytes);
  g_free (save);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Save *save = g_task_get_task_data (task);
  GError *error = NULL;

  if (ferry_durable_writer_replace_finish (save->writer, result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What is there is only replaced where it is a plan, or where nothing is there. */
static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Save *save = g_task_get_task_data (task);
  GFile *file = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryPlan) old = ferry_plan_file_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_CONFLICT,
                               "what is there is not replaced: %s", error->message);
      return;
    }

  ferry_durable_writer_replace_async (save->writer, file, save->bytes, FALSE,
                                      g_task_get_cancellable (task), written_cb,
                                      g_object_ref (task));
}

/* What is too large, or holds more than a file may, could not be opened again, nor replaced. */
static GBytes *
make_bytes (FerryPlan  *plan,
            GError    **error)
{
  g_autoptr(GBytes) bytes = ferry_plan_file_to_bytes (plan);
  g_autoptr(FerryPlan) read = ferry_plan_file_from_bytes (bytes, error);

  return read ? g_steal_pointer (&bytes) : NULL;
}

void
ferry_plan_file_save_async (GFile               *file,
                            FerryPlan           *plan,
                            FerryDurableWriter  *writer,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  GTask *task;
  Save *save;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (FERRY_IS_PLAN (plan));
  g_return_if_fail (FERRY_IS_DURABLE_WRITER (writer));

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_plan_file_save_async);
  if (!g_file_is_native (file))
    {
      g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_STORAGE,
                               "a plan can be kept on this computer only");
      g_object_unref (task);
      return;
    }

  bytes = make_bytes (plan, &error);
  if (bytes == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
      return;
    }

  save = g_new0 (Save, 1);
  save->writer = g_object_ref (writer);
  save->bytes = g_steal_pointer (&bytes);
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);
  ferry_plan_file_load_async (file, cancellable, looked_cb, task);
}

gboolean
ferry_plan_file_save_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ferry_plan_file_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
