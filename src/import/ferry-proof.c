/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-proof.h"

#include "base/ferry-error.h"

#include <libsoup/soup.h>

#define SECTOR 512
#define LINKS_AT_ONCE 6

typedef struct {
  FerryDraft   *draft;
  guint         next;          /* the part whose HEAD link comes next */
  guint         n_running;
  gboolean      ranges_tried;
  GCancellable *cancellable;   /* of what runs; cancelled by the first that fails */
  gulong        cancelled_id;
  GError       *error;         /* the first one */
} Proof;

static void
proof_free (Proof *proof)
{
  g_object_unref (proof->draft);
  g_object_unref (proof->cancellable);
  g_clear_error (&proof->error);
  g_free (proof);
}

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
check_head (const FerryDraftPart *part,
            FerryReply           *reply,
            GError              **error)
{
  const char *etag = ferry_reply_get_header (reply, "ETag");
  const char *length = ferry_reply_get_header (reply, "Content-Length");
  guint64 size;

  if (length == NULL || !g_ascii_string_to_unsigned (length, 10, 0, G_MAXINT64, &size, NULL))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                           "The HEAD link of the disk tells no size");
      return FALSE;
    }

  if (size != part->size || (part->etag && g_strcmp0 (part->etag, etag) != 0))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_CONFLICT,
                           "The disk has changed since it was looked at");
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_range (const FerryDraftPart *part,
             FerryReply           *reply,
             GError              **error)
{
  const char *range = ferry_reply_get_header (reply, "Content-Range");
  g_autofree char *wanted = NULL;

  wanted = g_strdup_printf ("bytes 0-%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT,
                            MIN (SECTOR, part->size) - 1, part->size);
  if (ferry_reply_get_status (reply) == SOUP_STATUS_PARTIAL_CONTENT &&
      g_strcmp0 (range, wanted) == 0 &&
      g_bytes_get_size (ferry_reply_get_body (reply)) == MIN (SECTOR, part->size))
    return TRUE;

  g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                       "The GET link of the disk does not bring the disk's first sector");
  return FALSE;
}

/* One link that is being used. */
typedef struct {
  GTask                *task;
  const FerryDraftPart *part;
  gboolean              is_head;
} Trial;

static void go_on (GTask *task);

static void
tried_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Trial *trial = user_data;
  g_autoptr(GTask) task = trial->task;
  Proof *proof = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryReply) reply = ferry_client_send_finish (FERRY_CLIENT (source), result, &error);

  proof->n_running--;
  if (reply && trial->is_head)
    check_head (trial->part, reply, &error);
  else if (reply)
    check_range (trial->part, reply, &error);

  if (error && proof->error == NULL)
    {
      proof->error = g_steal_pointer (&error);
      g_cancellable_cancel (proof->cancellable);
    }
  go_on (task);
}

static void
try_link (GTask                *task,
          const FerryDraftPart *part,
          gboolean              is_head)
{
  Proof *proof = g_task_get_task_data (task);
  Trial *trial = g_new0 (Trial, 1);

  trial->task = g_object_ref (task);
  trial->part = part;
  trial->is_head = is_head;
  proof->n_running++;
  ferry_client_use_link_async (g_task_get_source_object (task), is_head ? "HEAD" : "GET",
                               is_head ? part->head_link : part->get_link,
                               is_head ? NULL : "bytes=0-511", proof->cancellable, tried_cb,
                               trial);
}

/* The first bytes of the whole and of the last part, when all parts are there. */
static void
try_ranges (GTask     *task,
            GPtrArray *parts)
{
  Proof *proof = g_task_get_task_data (task);

  proof->ranges_tried = TRUE;
  try_link (task, g_ptr_array_index (parts, 0), FALSE);
  if (parts->len > 1)
    try_link (task, g_ptr_array_index (parts, parts->len - 1), FALSE);
}

static void
finish (GTask *task)
{
  Proof *proof = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable)
    g_cancellable_disconnect (cancellable, proof->cancelled_id);
  if (proof->error)
    g_task_return_error (task, g_steal_pointer (&proof->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
go_on (GTask *task)
{
  Proof *proof = g_task_get_task_data (task);
  GPtrArray *parts = ferry_draft_get_tried (proof->draft);

  while (proof->error == NULL && proof->next < parts->len && proof->n_running < LINKS_AT_ONCE)
    try_link (task, g_ptr_array_index (parts, proof->next++), TRUE);

  if (proof->n_running > 0)
    return;

  if (proof->error == NULL && !proof->ranges_tried)
    try_ranges (task, parts);
  else
    finish (task);
}

static void
manifest_tried_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Proof *proof = g_task_get_task_data (task);
  g_autoptr(FerryReply) reply = NULL;

  reply = ferry_client_send_finish (FERRY_CLIENT (source), result, &proof->error);
  if (reply)
    check_manifest (proof->draft, reply, &proof->error);
  go_on (task);
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

void
ferry_proof_async (FerryClient         *client,
                   FerryDraft          *draft,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Proof *proof = g_new0 (Proof, 1);

  proof->draft = g_object_ref (draft);
  proof->cancellable = g_cancellable_new ();
  g_task_set_source_tag (task, ferry_proof_async);
  g_task_set_task_data (task, proof, (GDestroyNotify) proof_free);
  if (cancellable)
    proof->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                                 proof->cancellable, NULL);

  ferry_client_read_link_async (client, ferry_draft_get_manifest_link (draft),
                                g_bytes_get_size (ferry_draft_get_manifest (draft)),
                                proof->cancellable, manifest_tried_cb, task);
}

gboolean
ferry_proof_finish (FerryClient   *client,
                    GAsyncResult  *result,
                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
