/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-disk-source.h"

/* Two reads that lie closer than this become one request: that costs less than a round trip. */
#define NEAR (32 * 1024)

typedef enum {
  READ_DONE,
  READ_WAITING,
  READ_OUTSIDE,
  READ_LIMIT,
  READ_DAMAGED,
} ReadState;

typedef struct {
  guint64  offset;
  gsize    length;
  gboolean taken;
} Request;

typedef struct {
  guint64  offset;
  GBytes  *bytes;
} Range;

/* What all windows into one file share */
typedef struct {
  guint64     file_size;
  guint64     end;
  FerryDiskDepth depth;
  GArray     *ranges;       /* (element-type Range): the newest last */
  GArray     *requests;     /* (element-type Request): of this run */
  GPtrArray  *windows;      /* (element-type FerryDiskSource): of this run */
  GPtrArray  *made;         /* of this run */
  gsize       made_size;
  GHashTable *remembered;   /* (element-type guint64 GBytes) */
  gsize       remembered_size;
  ReadState   state;        /* of the last read */
  gboolean    exhausted;    /* a read of this run was beyond the limits */
  guint64     last_offset;
  guint       n_requests;
  guint       rounds;
  guint64     bytes_read;
  guint64     bytes_wanted; /* those of the requests that have not come */
} Store;

struct _FerryDiskSource {
  Store   *store;
  guint64  start;
  guint64  size;
};

static void
clear_range (gpointer data)
{
  Range *range = data;

  g_bytes_unref (range->bytes);
}

FerryDiskSource *
ferry_disk_source_new (guint64 file_size)
{
  FerryDiskSource *self = g_new0 (FerryDiskSource, 1);
  Store *store = g_new0 (Store, 1);

  /* so that sums of offsets and lengths cannot overflow */
  file_size = MIN (file_size, G_MAXINT64);
  store->file_size = file_size;
  store->end = file_size;
  store->depth = FERRY_DISK_DEPTH_SYSTEM;
  store->ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  g_array_set_clear_func (store->ranges, clear_range);
  store->requests = g_array_new (FALSE, FALSE, sizeof (Request));
  store->windows = g_ptr_array_new_with_free_func (g_free);
  store->made = g_ptr_array_new_with_free_func (g_free);
  store->remembered = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                             (GDestroyNotify) g_bytes_unref);
  self->store = store;
  self->size = file_size;

  return self;
}

void
ferry_disk_source_free (FerryDiskSource *self)
{
  Store *store = self->store;

  g_array_unref (store->ranges);
  g_array_unref (store->requests);
  g_ptr_array_unref (store->windows);
  g_ptr_array_unref (store->made);
  g_hash_table_unref (store->remembered);
  g_free (store);
  g_free (self);
}

FerryDiskSource *
ferry_disk_source_get_window (FerryDiskSource *self,
                              guint64          offset,
                              guint64          size)
{
  FerryDiskSource *window = g_new0 (FerryDiskSource, 1);

  offset = MIN (offset, self->size);
  window->store = self->store;
  window->start = self->start + offset;
  window->size = MIN (size, self->size - offset);
  g_ptr_array_add (self->store->windows, window);

  return window;
}

FerryDiskDepth
ferry_disk_source_get_depth (FerryDiskSource *self)
{
  return self->store->depth;
}

guint64
ferry_disk_source_get_size (FerryDiskSource *self)
{
  return self->size;
}

guint64
ferry_disk_source_get_end (FerryDiskSource *self)
{
  guint64 end = self->store->end;

  return end <= self->start ? 0 : MIN (self->size, end - self->start);
}

static const guint8 *
find (Store   *store,
      guint64  offset,
      gsize    length)
{
  for (guint i = store->ranges->len; i > 0; i--)
    {
      const Range *range = &g_array_index (store->ranges, Range, i - 1);
      gsize size;
      const guint8 *data = g_bytes_get_data (range->bytes, &size);

      if (offset >= range->offset &&
          offset - range->offset <= size &&
          length <= size - (offset - range->offset))
        return data + (offset - range->offset);
    }

  return NULL;
}

/* What is fed is told apart by its offset. */
static gboolean
has_request (Store   *store,
             guint64  offset)
{
  for (guint i = 0; i < store->requests->len; i++)
    if (g_array_index (store->requests, Request, i).offset == offset)
      return TRUE;

  return FALSE;
}

/* Makes a request larger where the read lies in it or near it, which costs no round trip.
 * Returns: whether it was done
 */
static gboolean
join_request (Store   *store,
              guint64  offset,
              gsize    length)
{
  for (guint i = 0; i < store->requests->len; i++)
    {
      Request *request = &g_array_index (store->requests, Request, i);
      guint64 first = MIN (offset, request->offset);
      guint64 last = MAX (offset + length, request->offset + request->length);

      if (offset > request->offset + request->length + NEAR ||
          request->offset > offset + length + NEAR ||
          last - first > FERRY_DISK_SOURCE_MAX_REQUEST ||
          (first != request->offset && has_request (store, first)) ||
          store->bytes_read + store->bytes_wanted + (last - first) - request->length >
            FERRY_DISK_SOURCE_MAX_BYTES)
        continue;

      store->bytes_wanted += last - first - request->length;
      request->offset = first;
      request->length = (gsize) (last - first);

      return TRUE;
    }

  return FALSE;
}

/* Returns: whether it is within the limits */
static gboolean
want (Store   *store,
      guint64  offset,
      gsize    length,
      gsize    ahead)
{
  guint64 left = FERRY_DISK_SOURCE_MAX_BYTES - store->bytes_read - store->bytes_wanted;
  Request request = { .offset = offset };

  ahead = MIN (MAX (length, ahead), FERRY_DISK_SOURCE_MAX_REQUEST);
  ahead = (gsize) MIN (ahead, store->end - offset);
  if (join_request (store, offset, ahead) || join_request (store, offset, length))
    return TRUE;

  if (has_request (store, offset) ||
      store->n_requests + store->requests->len >= FERRY_DISK_SOURCE_MAX_REQUESTS ||
      length > MIN (left, FERRY_DISK_SOURCE_MAX_REQUEST))
    return FALSE;

  request.length = (gsize) MIN (ahead, left);
  store->bytes_wanted += request.length;
  g_array_append_val (store->requests, request);

  return TRUE;
}

const guint8 *
ferry_disk_source_read (FerryDiskSource *self,
                        guint64          offset,
                        gsize            length,
                        gsize            ahead)
{
  Store *store = self->store;
  guint64 end = ferry_disk_source_get_end (self);
  const guint8 *data;

  g_return_val_if_fail (length > 0, NULL);

  store->last_offset = self->start + MIN (offset, self->size);
  store->state = READ_OUTSIDE;
  if (offset >= end || length > end - offset)
    return NULL;

  data = find (store, self->start + offset, length);
  if (data != NULL)
    store->state = READ_DONE;
  else if (want (store, self->start + offset, length, (gsize) MIN (ahead, end - offset)))
    store->state = READ_WAITING;
  else
    store->state = READ_LIMIT;
  store->exhausted |= store->state == READ_LIMIT;

  return data;
}

gboolean
ferry_disk_source_must_wait (FerryDiskSource *self)
{
  return self->store->state == READ_WAITING;
}

void
ferry_disk_source_settle (FerryDiskSource *self,
                          gboolean         must_wait)
{
  self->store->state = must_wait ? READ_WAITING : READ_DAMAGED;
}

void
ferry_disk_source_explain (FerryDiskSource *self,
                           const char      *what,
                           FerryDiskReport *report)
{
  if (self->store->state == READ_OUTSIDE)
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_CUT,
                                "The image is cut or damaged: its %s lies beyond the end of the "
                                "file, at byte %" G_GUINT64_FORMAT ". Copy it again.",
                                what, self->store->last_offset);
  else if (self->store->state == READ_LIMIT)
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_LIMIT,
                                "The image's %s cannot be read without reading more than a look "
                                "may read.", what);
}

gboolean
ferry_disk_source_is_exhausted (FerryDiskSource *self)
{
  return self->store->exhausted;
}

guint8 *
ferry_disk_source_make (FerryDiskSource *self,
                        gsize            size)
{
  Store *store = self->store;
  guint8 *room;

  store->state = READ_LIMIT;
  if (size > FERRY_DISK_SOURCE_MAX_MADE - store->made_size)
    {
      store->exhausted = TRUE;
      return NULL;
    }

  room = g_malloc0 (MAX (size, 1));
  store->state = READ_DONE;
  store->made_size += size;
  g_ptr_array_add (store->made, room);

  return room;
}

GBytes *
ferry_disk_source_recall (FerryDiskSource *self,
                          guint64          offset)
{
  guint64 key = self->start + offset;

  return g_hash_table_lookup (self->store->remembered, &key);
}

gboolean
ferry_disk_source_remember (FerryDiskSource *self,
                            guint64          offset,
                            GBytes          *bytes)
{
  Store *store = self->store;
  guint64 key = self->start + offset;
  gsize size = g_bytes_get_size (bytes);

  if (size > FERRY_DISK_SOURCE_MAX_MADE - store->remembered_size)
    {
      store->state = READ_LIMIT;
      store->exhausted = TRUE;
      g_bytes_unref (bytes);
      return FALSE;
    }

  store->remembered_size += size;
  g_hash_table_replace (store->remembered, g_memdup2 (&key, sizeof key), bytes);

  return TRUE;
}

void
ferry_disk_source_set_depth (FerryDiskSource *self,
                             FerryDiskDepth   depth)
{
  self->store->depth = depth;
}

void
ferry_disk_source_begin (FerryDiskSource *self)
{
  g_ptr_array_set_size (self->store->windows, 0);
  g_ptr_array_set_size (self->store->made, 0);
  self->store->made_size = 0;
  self->store->exhausted = FALSE;
}

gboolean
ferry_disk_source_is_waiting (FerryDiskSource *self)
{
  return self->store->requests->len > 0;
}

gboolean
ferry_disk_source_take (FerryDiskSource *self,
                        guint64         *offset,
                        gsize           *length)
{
  for (guint i = 0; i < self->store->requests->len; i++)
    {
      Request *request = &g_array_index (self->store->requests, Request, i);

      if (request->taken)
        continue;

      request->taken = TRUE;
      *offset = request->offset;
      *length = request->length;

      return TRUE;
    }

  return FALSE;
}

gboolean
ferry_disk_source_feed (FerryDiskSource *self,
                        guint64          offset,
                        GBytes          *bytes)
{
  Store *store = self->store;

  for (guint i = 0; i < store->requests->len; i++)
    {
      Request *request = &g_array_index (store->requests, Request, i);
      gsize got = MIN (g_bytes_get_size (bytes), request->length);
      Range range = { offset, NULL };

      if (!request->taken || request->offset != offset)
        continue;

      range.bytes = g_bytes_new_from_bytes (bytes, 0, got);
      if (got < request->length)
        store->end = MIN (store->end, offset + got);
      store->n_requests++;
      store->bytes_read += got;
      store->bytes_wanted -= request->length;
      g_array_append_val (store->ranges, range);
      g_array_remove_index (store->requests, i);
      if (store->requests->len == 0)
        store->rounds++;

      return TRUE;
    }

  return FALSE;
}

void
ferry_disk_source_count (FerryDiskSource *self,
                         FerryDiskReport *report)
{
  Store *store = self->store;

  report->requests = store->n_requests;
  report->rounds = store->rounds;
  report->bytes_read = store->bytes_read;
  if (store->end < store->file_size)
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_CUT,
                                "The image is cut: it ends after %" G_GUINT64_FORMAT " of %"
                                G_GUINT64_FORMAT " bytes.", store->end, store->file_size);
}
