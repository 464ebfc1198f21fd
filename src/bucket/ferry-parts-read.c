/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "bucket/ferry-parts-read.h"

#include "base/ferry-error.h"
#include "bucket/ferry-s3-object.h"

#include <string.h>

/* Parts that are as small as a cluster make one read many. */
#define READS_AT_ONCE 4

typedef struct {
  FerryParts   *parts;
  char         *region;
  char         *bucket;
  guint64       offset;       /* of the whole read */
  guint8       *bytes;
  gsize         length;
  guint         next;         /* the part that is read next */
  guint         end;          /* the first one behind */
  guint         n_running;
  GCancellable *cancellable;  /* of what runs; cancelled by the first that fails */
  gulong        cancelled_id;
  GError       *error;        /* the first one */
} Read;

/* What is read of one part. */
typedef struct {
  GTask *task;
  guint  part;
} Piece;

static void
read_free (gpointer data)
{
  Read *read = data;

  ferry_parts_unref (read->parts);
  g_object_unref (read->cancellable);
  g_clear_error (&read->error);
  g_free (read->region);
  g_free (read->bucket);
  g_free (read->bytes);
  g_free (read);
}

static void
finish (GTask *task)
{
  Read *read = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, read->cancelled_id);

  if (read->error != NULL)
    g_task_return_error (task, g_steal_pointer (&read->error));
  else
    g_task_return_pointer (task, g_bytes_new_take (g_steal_pointer (&read->bytes), read->length),
                           (GDestroyNotify) g_bytes_unref);
}

/* Where in the part begins what is wanted of it, and how much that is. */
static gsize
measure_piece (Read    *read,
               guint    part,
               guint64 *start)
{
  guint64 part_offset = ferry_parts_get_offset (read->parts, part);
  guint64 part_end = part_offset + ferry_parts_get_size (read->parts, part);

  *start = MAX (read->offset, part_offset) - part_offset;

  return MIN (read->offset + read->length, part_end) - part_offset - *start;
}

static GError *
take_bytes (Read   *read,
            guint   part,
            GBytes *bytes)
{
  guint64 start;
  gsize length = measure_piece (read, part, &start);
  guint64 place = ferry_parts_get_offset (read->parts, part) + start - read->offset;

  if (g_bytes_get_size (bytes) != length)
    return g_error_new_literal (FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                                "GetObject: the reply holds less than the part should");

  memcpy (read->bytes + place, g_bytes_get_data (bytes, NULL), length);

  return NULL;
}

static void start_pieces (GTask *task);

static void
piece_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Piece *piece = user_data;
  g_autoptr(GTask) task = piece->task;
  Read *read = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GBytes) bytes =
    ferry_s3_get_object_finish_part (FERRY_CLIENT (source), result,
                                     ferry_parts_get_size (read->parts, piece->part), &error);

  read->n_running--;
  if (bytes != NULL)
    error = take_bytes (read, piece->part, bytes);

  if (error != NULL && read->error == NULL)
    {
      read->error = error;
      g_cancellable_cancel (read->cancellable);
    }
  else
    {
      g_clear_error (&error);
    }
  start_pieces (task);
}

static void
start_pieces (GTask *task)
{
  Read *read = g_task_get_task_data (task);

  while (read->error == NULL && read->next < read->end && read->n_running < READS_AT_ONCE)
    {
      guint part = read->next++;
      guint64 start;
      gsize length = measure_piece (read, part, &start);
      Piece *piece;

      if (length == 0)
        continue;

      piece = g_new0 (Piece, 1);
      piece->task = g_object_ref (task);
      piece->part = part;
      read->n_running++;
      ferry_s3_get_object_async (g_task_get_source_object (task), read->region, read->bucket,
                                 ferry_parts_get_key (read->parts, part), start, length,
                                 ferry_parts_get_etag (read->parts, part),
                                 read->cancellable, piece_cb, piece);
    }

  if (read->n_running == 0)
    finish (task);
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

void
ferry_parts_read_async (FerryClient         *client,
                        const char          *region,
                        const char          *bucket,
                        FerryParts          *parts,
                        guint64              offset,
                        gsize                length,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  guint64 total;
  Read *read;

  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (bucket != NULL);
  g_return_if_fail (parts != NULL);

  total = ferry_parts_get_total (parts);
  read = g_new0 (Read, 1);
  read->parts = ferry_parts_ref (parts);
  read->region = g_strdup (region);
  read->bucket = g_strdup (bucket);
  read->offset = MIN (offset, total);
  read->length = MIN (length, total - read->offset);
  read->bytes = g_malloc (read->length);
  read->cancellable = g_cancellable_new ();
  if (read->length > 0)
    {
      read->next = ferry_parts_find (parts, read->offset);
      read->end = ferry_parts_find (parts, read->offset + read->length - 1) + 1;
    }

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_parts_read_async);
  g_task_set_task_data (task, read, read_free);
  if (cancellable != NULL)
    read->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                                read->cancellable, NULL);
  start_pieces (task);
}

GBytes *
ferry_parts_read_finish (FerryClient   *client,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ferry_parts_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
