/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-user-data.h"

#include "common/ferry-format.h"
#include "ferry.h"

#include <glib/gi18n.h>

/* EC2 takes 16 KiB (EC2 User Guide, "User data"). */
#define MOST_BYTES (16 * 1024)

char *
ferry_user_data_describe (const char *reference)
{
  g_autoptr(GFile) file = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (reference != NULL, NULL);

  if (*reference == '\0')
    return g_strdup (_("None"));
  if (g_str_has_prefix (reference, "keyring:"))
    return g_strdup (_("In the keyring"));
  if (!g_str_has_prefix (reference, "file:///"))
    return ferry_format_name (reference);

  file = g_file_new_for_uri (reference);
  path = g_file_get_parse_name (file);

  return ferry_format_name (path);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GBytes *bytes = ferry_small_file_read_finish (result, &error);

  if (bytes == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
}

void
ferry_user_data_read_async (const char          *reference,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(GFile) file = NULL;

  g_return_if_fail (reference != NULL);

  g_task_set_source_tag (task, ferry_user_data_read_async);
  if (!g_str_has_prefix (reference, "file:///"))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "not a file");
      return;
    }

  file = g_file_new_for_uri (reference);
  ferry_small_file_read_async (file, MOST_BYTES, cancellable, read_cb, g_object_ref (task));
}

GBytes *
ferry_user_data_read_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
