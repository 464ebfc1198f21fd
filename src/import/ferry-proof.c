/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-proof.h"

#include "base/ferry-error.h"

#include <libsoup/soup.h>

#define SECTOR 512

static gboolean
check_manifest (FerryDraft  *draft,
                FerryReply  *reply,
                GError     **error)
{
  if (g_bytes_equal (ferry_reply_get_body (reply), ferry_draft_get_manifest (draft)))
    return TRUE;

  g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                       "The link to the manifest brings something else than the manifest");
  return FALSE;
}

static gboolean
check_head (FerryDraft  *draft,
            FerryReply  *reply,
            GError     **error)
{
  FerryDisk *disk = ferry_draft_get_disk (draft);
  const char *known_etag = ferry_disk_get_etag (disk);
  const char *etag = ferry_reply_get_header (reply, "ETag");
  const char *length = ferry_reply_get_header (reply, "Content-Length");
  guint64 size;

  if (length == NULL || !g_ascii_string_to_unsigned (length, 10, 0, G_MAXINT64, &size, NULL))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                           "The HEAD link of the disk tells no size");
      return FALSE;
    }

  if (size != ferry_disk_get_size (disk) || (known_etag && g_strcmp0 (known_etag, etag) != 0))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_CONFLICT,
                           "The disk has changed since it was looked at");
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_range (FerryDraft  *draft,
             FerryReply  *reply,
             GError     **error)
{
  const guint64 size = ferry_disk_get_size (ferry_draft_get_disk (draft));
  const char *range = ferry_reply_get_header (reply, "Content-Range");
  g_autofree char *wanted = NULL;

  wanted = g_strdup_printf ("bytes 0-%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT,
                            MIN (SECTOR, size) - 1, size);
  if (ferry_reply_get_status (reply) == SOUP_STATUS_PARTIAL_CONTENT &&
      g_strcmp0 (range, wanted) == 0 &&
      g_bytes_get_size (ferry_reply_get_body (reply)) == MIN (SECTOR, size))
    return TRUE;

  g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                       "The GET link of the disk does not bring the disk's first sector");
  return FALSE;
}

/* Takes a reply and what is wrong with it. Returns: whether to go on; else @task has returned */
static gboolean
passes (GTask        *task,
        GAsyncResult *result,
        gboolean    (*check) (FerryDraft *, FerryReply *, GError **))
{
  g_autoptr(FerryReply) reply = NULL;
  GError *error = NULL;

  reply = ferry_client_send_finish (g_task_get_source_object (task), result, &error);
  if (reply && check (g_task_get_task_data (task), reply, &error))
    return TRUE;

  g_task_return_error (task, error);
  return FALSE;
}

static void
range_tried_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;

  if (passes (task, result, check_range))
    g_task_return_boolean (task, TRUE);
}

static void
head_tried_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryDraft *draft = g_task_get_task_data (task);

  if (passes (task, result, check_head))
    ferry_client_use_link_async (FERRY_CLIENT (source), "GET", ferry_draft_get_get_link (draft),
                                 "bytes=0-511", g_task_get_cancellable (task), range_tried_cb,
                                 g_object_ref (task));
}

static void
manifest_tried_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryDraft *draft = g_task_get_task_data (task);

  if (passes (task, result, check_manifest))
    ferry_client_use_link_async (FERRY_CLIENT (source), "HEAD", ferry_draft_get_head_link (draft),
                                 NULL, g_task_get_cancellable (task), head_tried_cb,
                                 g_object_ref (task));
}

void
ferry_proof_async (FerryClient         *client,
                   FerryDraft          *draft,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);

  g_task_set_source_tag (task, ferry_proof_async);
  g_task_set_task_data (task, g_object_ref (draft), g_object_unref);

  ferry_client_use_link_async (client, "GET", ferry_draft_get_manifest_link (draft), NULL,
                               cancellable, manifest_tried_cb, task);
}

gboolean
ferry_proof_finish (FerryClient   *client,
                    GAsyncResult  *result,
                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
