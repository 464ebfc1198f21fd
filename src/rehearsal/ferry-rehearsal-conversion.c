/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-conversion.h"

#include <libsoup/soup.h>

#include "disk/ferry-disk-probe.h"
#include "manifest/ferry-manifest.h"
#include "rehearsal/ferry-rehearsal-exchange.h"
#include "rehearsal/ferry-rehearsal-judge.h"

#define STEPS 20
/* of an import that takes no time */
#define FEW_STEPS 4
#define MIN_TICK_MS 1
#define MIN_RETRY_MS 200
#define MAX_RETRY_MS 5000
#define TIMEOUT_SECONDS 30

/* What a conversion asks for next. Each answer moves it on; a link that does not work sends it back
 * to the manifest after a while, and a restart begins there too. */
typedef enum {
  STEP_MANIFEST,  /* GET the manifest */
  STEP_PARTS,     /* HEAD each part */
  STEP_PROBE,     /* GET what the probe needs to see what the disk is */
  STEP_READ,      /* GET all of it, a slice each tick */
  STEP_CLEAN,     /* DELETE the manifest, and the parts if their links are there */
} Step;

struct _FerryRehearsalConverter {
  SoupSession            *session;
  guint                   seconds;
  gint64                  skew;
  GPtrArray              *conversions;
  FerryRehearsalTaskFunc  changed;
  FerryRehearsalWaitFunc  waiting;
  gpointer                user_data;
};

/* One task on its way. Reference counted: by the converter and by the request under way. */
typedef struct {
  gatomicrefcount          ref_count;
  FerryRehearsalConverter *converter;  /* not owned; not touched once cancelled */
  FerryRehearsalTask      *task;       /* not owned */
  GCancellable            *cancellable;
  guint                    timer;
  Step                     step;
  FerryManifest           *manifest;
  guint                    part;       /* of STEP_PARTS and STEP_CLEAN */
  FerryDiskProbe          *probe;
  GByteArray              *wanted;     /* what the probe asked for, as far as it has come */
  guint64                  offset;     /* of the next byte of STEP_PROBE */
  gsize                    missing;    /* bytes that STEP_PROBE still needs */
  guint64                  asked;      /* bytes of the request under way */
} Conversion;

static void conversion_next (Conversion *self);

static Conversion *
conversion_ref (Conversion *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

static void
conversion_unref (Conversion *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->manifest, ferry_manifest_free);
  g_clear_pointer (&self->probe, ferry_disk_probe_free);
  g_clear_pointer (&self->wanted, g_byte_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Conversion, conversion_unref)

/* The converter's own reference goes here. */
static void
conversion_stop (Conversion *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  conversion_unref (self);
}

static void
conversion_end (Conversion              *self,
                FerryRehearsalTaskState  state,
                const char              *message)
{
  FerryRehearsalConverter *converter = self->converter;
  FerryRehearsalTask *task = self->task;

  task->state = state;
  ferry_rehearsal_task_set_message (task, message);
  g_ptr_array_remove_fast (converter->conversions, self);
  converter->changed (task, converter->user_data);
}

static gboolean
again_cb (gpointer user_data)
{
  Conversion *self = user_data;

  self->timer = 0;
  conversion_next (self);

  return G_SOURCE_REMOVE;
}

static void
conversion_schedule (Conversion *self,
                     guint       milliseconds)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (milliseconds, again_cb, self);
}

static guint
conversion_get_tick (Conversion *self)
{
  return MAX (self->converter->seconds * 1000 / STEPS, MIN_TICK_MS);
}

/* A link does not work: silence, and another try. */
static void
conversion_wait (Conversion *self,
                 const char *what,
                 guint       status)
{
  FerryRehearsalConverter *converter = self->converter;
  guint retry = CLAMP (converter->seconds * 1000 / 8, MIN_RETRY_MS, MAX_RETRY_MS);

  self->step = STEP_MANIFEST;
  converter->waiting (self->task, what, status, converter->user_data);
  conversion_schedule (self, retry);
}

/* Only loopback: the rehearsal never asks anybody else, whatever a manifest says. (nullable) */
static SoupMessage *
make_message (const char *method,
              const char *link)
{
  SoupMessage *message = soup_message_new (method, link);
  const char *host = message ? g_uri_get_host (soup_message_get_uri (message)) : NULL;

  if (g_strcmp0 (host, "127.0.0.1") != 0 && g_strcmp0 (host, "localhost") != 0)
    {
      g_clear_object (&message);
      return NULL;
    }
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);

  return message;
}

static FerryManifestPart *
conversion_find_part (Conversion *self,
                      guint64     offset)
{
  for (guint i = 0; i < self->manifest->parts->len; i++)
    {
      FerryManifestPart *part = g_ptr_array_index (self->manifest->parts, i);

      if (offset >= part->start && offset <= part->end)
        return part;
    }

  return NULL;
}

static void
conversion_complete (Conversion *self)
{
  conversion_end (self, FERRY_REHEARSAL_TASK_COMPLETED, NULL);
}

/* @status and @bytes of the manifest, or of what was found in its place */
static void
take_manifest (Conversion *self,
               guint       status,
               GBytes     *bytes)
{
  g_autofree char *verdict = NULL;

  g_clear_pointer (&self->manifest, ferry_manifest_free);
  if (status == 200)
    self->manifest = ferry_manifest_parse (bytes, NULL);
  if (self->manifest == NULL)
    {
      /* Another run had read it all, and was ended while it cleaned up. */
      if (self->task->read_whole && status != 200)
        conversion_complete (self);
      else
        conversion_wait (self, "manifest", status);
      return;
    }
  ferry_rehearsal_bear_manifest (self->manifest);
  verdict = ferry_rehearsal_judge_manifest (self->manifest, self->task);
  if (verdict)
    {
      conversion_end (self, FERRY_REHEARSAL_TASK_CANCELLED, verdict);
      return;
    }
  self->step = STEP_PARTS;
  self->part = 0;
  conversion_next (self);
}

static void
take_part (Conversion  *self,
           guint        status,
           SoupMessage *message)
{
  FerryManifestPart *part = g_ptr_array_index (self->manifest->parts, self->part);
  goffset length;
  g_autofree char *verdict = NULL;

  if (status != 200)
    {
      conversion_wait (self, "part", status);
      return;
    }
  length = soup_message_headers_get_content_length (soup_message_get_response_headers (message));
  verdict = ferry_rehearsal_judge_part (part, length);
  if (verdict)
    {
      conversion_end (self, FERRY_REHEARSAL_TASK_CANCELLED, verdict);
      return;
    }
  self->part++;
  if (self->part == self->manifest->parts->len)
    {
      self->step = STEP_PROBE;
      self->missing = 0;
      g_clear_pointer (&self->wanted, g_byte_array_unref);
      g_clear_pointer (&self->probe, ferry_disk_probe_free);
      self->probe = ferry_disk_probe_new (self->manifest->size);
    }
  conversion_next (self);
}

static void
conversion_refuse_bytes (Conversion *self,
                         guint       status)
{
  if (status == 403)
    conversion_end (self, FERRY_REHEARSAL_TASK_CANCELLED,
                    "ClientError: Disk validation failed [We do not have access to the given "
                    "resource. Reason 403 Forbidden]");
  else
    conversion_wait (self, "bytes", status);
}

static void
take_probed_bytes (Conversion *self,
                   guint       status,
                   GBytes     *bytes)
{
  if (status != 206 || g_bytes_get_size (bytes) != self->asked)
    {
      conversion_refuse_bytes (self, status);
      return;
    }
  g_byte_array_append (self->wanted, g_bytes_get_data (bytes, NULL), self->asked);
  self->offset += self->asked;
  self->missing -= self->asked;
  if (self->missing == 0)
    {
      g_autoptr(GBytes) whole = g_byte_array_free_to_bytes (g_steal_pointer (&self->wanted));

      ferry_disk_probe_feed (self->probe, self->offset - g_bytes_get_size (whole), whole);
    }
  conversion_next (self);
}

static void
take_slice (Conversion *self,
            guint       status,
            GBytes     *bytes)
{
  FerryRehearsalTask *task = self->task;
  g_autofree char *message = NULL;

  if (status != 206 || g_bytes_get_size (bytes) != self->asked)
    {
      conversion_wait (self, "bytes", status);
      return;
    }
  task->bytes_converted += self->asked;
  task->read_whole = task->bytes_converted >= self->manifest->size;
  message = g_strdup_printf ("Progress: %u%%",
                             (guint) (task->bytes_converted * 100.0 / self->manifest->size));
  ferry_rehearsal_task_set_message (task, message);
  self->converter->changed (task, self->converter->user_data);
  conversion_schedule (self, task->read_whole ? MIN_TICK_MS : conversion_get_tick (self));
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Conversion) self = user_data;
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (source), result);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result,
                                                               &error);
  guint status = bytes ? soup_message_get_status (message) : 0;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  switch (self->step)
    {
    case STEP_MANIFEST:
      take_manifest (self, status, bytes);
      break;
    case STEP_PARTS:
      take_part (self, status, message);
      break;
    case STEP_PROBE:
      take_probed_bytes (self, status, bytes);
      break;
    case STEP_READ:
      take_slice (self, status, bytes);
      break;
    case STEP_CLEAN:
      /* EC2 does not mind whether its cleaning up worked. */
      self->part++;
      conversion_next (self);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* @length: 0 for no range */
static void
conversion_ask (Conversion *self,
                const char *method,
                const char *link,
                guint64     offset,
                guint64     length)
{
  g_autoptr(SoupMessage) message = make_message (method, link);

  if (message == NULL)
    {
      conversion_wait (self, "link", 0);
      return;
    }
  if (length > 0)
    soup_message_headers_set_range (soup_message_get_request_headers (message),
                                    offset, offset + length - 1);
  self->asked = length;
  soup_session_send_and_read_async (self->converter->session, message, G_PRIORITY_DEFAULT,
                                    self->cancellable, answered_cb, conversion_ref (self));
}

/* Asks for bytes of the image: of one part, for a part is an object of its own. */
static void
conversion_ask_bytes (Conversion *self,
                      guint64     offset,
                      guint64     length)
{
  FerryManifestPart *part = conversion_find_part (self, offset);

  if (part == NULL)
    {
      conversion_end (self, FERRY_REHEARSAL_TASK_CANCELLED, "ClientError: Disk validation failed");
      return;
    }
  conversion_ask (self, "GET", part->get_url, offset - part->start,
                  MIN (length, part->end - offset + 1));
}

static void
conversion_probe (Conversion *self)
{
  g_autoptr(FerryDiskReport) report = NULL;
  g_autofree char *verdict = NULL;

  if (self->missing > 0 ||
      ferry_disk_probe_next (self->probe, &self->offset, &self->missing))
    {
      if (self->wanted == NULL)
        self->wanted = g_byte_array_new ();
      conversion_ask_bytes (self, self->offset, self->missing);
      return;
    }

  report = ferry_disk_probe_dup_report (self->probe);
  verdict = ferry_rehearsal_judge_disk (self->manifest, report, self->task);
  if (verdict)
    {
      conversion_end (self, FERRY_REHEARSAL_TASK_CANCELLED, verdict);
      return;
    }
  self->step = STEP_READ;
  conversion_schedule (self, conversion_get_tick (self));
}

static void
conversion_read (Conversion *self)
{
  guint64 size = self->manifest->size;
  guint steps = self->converter->seconds > 0 ? STEPS : FEW_STEPS;
  guint64 slice = MAX (size / steps + (size % steps > 0), 1);

  if (self->task->read_whole)
    {
      self->step = STEP_CLEAN;
      self->part = 0;
      conversion_next (self);
      return;
    }
  conversion_ask_bytes (self, self->task->bytes_converted, slice);
}

/* First the manifest, then the parts whose deletion somebody has asked for. */
static void
conversion_clean (Conversion *self)
{
  const char *link = NULL;

  if (self->part == 0)
    link = self->manifest->self_destruct_url;
  while (link == NULL && self->part <= self->manifest->parts->len)
    {
      FerryManifestPart *part = g_ptr_array_index (self->manifest->parts, self->part - 1);

      link = part->delete_url;
      if (link == NULL)
        self->part++;
    }
  if (link)
    conversion_ask (self, "DELETE", link, 0, 0);
  else
    conversion_complete (self);
}

static void
conversion_next (Conversion *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC + self->converter->skew;
  FerryManifestPart *part;

  if (self->task->state == FERRY_REHEARSAL_TASK_CANCELLING)
    {
      conversion_end (self, FERRY_REHEARSAL_TASK_CANCELLED, NULL);
      return;
    }
  if (now >= self->task->expiration)
    {
      conversion_end (self, FERRY_REHEARSAL_TASK_CANCELLED,
                      "Task expired and automatically canceled");
      return;
    }

  switch (self->step)
    {
    case STEP_MANIFEST:
      conversion_ask (self, "GET", self->task->manifest_url, 0, 0);
      break;
    case STEP_PARTS:
      part = g_ptr_array_index (self->manifest->parts, self->part);
      conversion_ask (self, "HEAD", part->head_url, 0, 0);
      break;
    case STEP_PROBE:
      conversion_probe (self);
      break;
    case STEP_READ:
      conversion_read (self);
      break;
    case STEP_CLEAN:
      conversion_clean (self);
      break;
    default:
      g_assert_not_reached ();
    }
}

FerryRehearsalConverter *
ferry_rehearsal_converter_new (guint                  seconds,
                               gint64                 skew,
                               FerryRehearsalTaskFunc changed,
                               FerryRehearsalWaitFunc waiting,
                               gpointer               user_data)
{
  FerryRehearsalConverter *converter = g_new0 (FerryRehearsalConverter, 1);

  /* Whose import takes a week lets its clock run: an answer takes minutes by that. */
  converter->session = soup_session_new_with_options ("timeout",
                                                      MAX (TIMEOUT_SECONDS, seconds / STEPS),
                                                      "user-agent", FERRY_REHEARSAL_AGENT,
                                                      NULL);
  converter->seconds = seconds;
  converter->skew = skew;
  converter->conversions = g_ptr_array_new_with_free_func ((GDestroyNotify) conversion_stop);
  converter->changed = changed;
  converter->waiting = waiting;
  converter->user_data = user_data;

  return converter;
}

void
ferry_rehearsal_converter_free (FerryRehearsalConverter *converter)
{
  g_ptr_array_unref (converter->conversions);
  g_object_unref (converter->session);
  g_free (converter);
}

void
ferry_rehearsal_converter_set_seconds (FerryRehearsalConverter *converter,
                                       guint                    seconds)
{
  converter->seconds = seconds;
}

static Conversion *
find_conversion (FerryRehearsalConverter *converter,
                 FerryRehearsalTask      *task)
{
  for (guint i = 0; i < converter->conversions->len; i++)
    {
      Conversion *conversion = g_ptr_array_index (converter->conversions, i);

      if (conversion->task == task)
        return conversion;
    }

  return NULL;
}

void
ferry_rehearsal_converter_start (FerryRehearsalConverter *converter,
                                 FerryRehearsalTask      *task)
{
  Conversion *self;

  if (task->state == FERRY_REHEARSAL_TASK_CANCELLED ||
      task->state == FERRY_REHEARSAL_TASK_COMPLETED)
    return;

  self = g_new0 (Conversion, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->converter = converter;
  self->task = task;
  self->cancellable = g_cancellable_new ();
  g_ptr_array_add (converter->conversions, self);
  converter->changed (task, converter->user_data);
  conversion_schedule (self, MIN_TICK_MS);
}

void
ferry_rehearsal_converter_cancel (FerryRehearsalConverter *converter,
                                  FerryRehearsalTask      *task)
{
  Conversion *conversion = find_conversion (converter, task);

  if (conversion == NULL || task->state != FERRY_REHEARSAL_TASK_ACTIVE)
    return;

  task->state = FERRY_REHEARSAL_TASK_CANCELLING;
  ferry_rehearsal_task_set_message (task, NULL);
  /* The request under way is given up; what is left to do needs no other. */
  g_cancellable_cancel (conversion->cancellable);
  conversion_schedule (conversion, conversion_get_tick (conversion));
  converter->changed (task, converter->user_data);
}
