/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-manifest-probe.h"

#include "base/ferry-error.h"
#include "manifest/link/ferry-link.h"

#include <libsoup/soup.h>
#include <string.h>

#define MOST_AT_ONCE 6
#define FIRST_BYTES "bytes=0-511"

/* Links that nobody is asked about cost little time, but there may be 300,000: after so many the
 * main loop has its turn.
 */
#define MOST_IN_A_TURN 20

/* The longest of S3's codes has some 40 characters. */
#define LONGEST_CODE 64

struct _FerryManifestProbe {
  GObject                parent_instance;

  FerryClient           *client;
  FerryManifestDocument *document;
  GPtrArray             *results;
  gboolean               is_running;
  gboolean               told_self_destruct;
};

G_DEFINE_FINAL_TYPE (FerryManifestProbe, ferry_manifest_probe, G_TYPE_OBJECT)

static guint result_signal;

/* What is next, and what is under way: the data of a run's task. */
typedef struct {
  guint              next;       /* part */
  guint              end;        /* behind the last one */
  guint              next_link;  /* of the part: in part_links */
  FerryManifestPart *part;       /* (nullable): it, once it is read */
  guint              n_asked;    /* that have no answer yet */
  gboolean           has_turn;   /* the main loop will call */
} Run;

/* One link, while it is asked. */
typedef struct {
  GTask            *task;
  FerryProbeResult *result;
  guint64           least;       /* bytes that the part's object has */
  guint64           most;
} Question;

static const FerryManifestElement part_links[] = {
  FERRY_ELEMENT_HEAD_URL,
  FERRY_ELEMENT_GET_URL,
  FERRY_ELEMENT_DELETE_URL,
};

static void go_on (GTask *task);

static void
run_free (Run *run)
{
  g_clear_pointer (&run->part, ferry_manifest_part_free);
  g_free (run);
}

static void
question_free (Question *question)
{
  g_clear_object (&question->task);
  g_clear_pointer (&question->result, ferry_probe_result_unref);
  g_free (question);
}

static void
tell (FerryManifestProbe *self,
      FerryProbeResult   *result)
{
  g_ptr_array_add (self->results, ferry_probe_result_ref (result));
  g_signal_emit (self, result_signal, 0, result);
}

static void
tell_outcome (FerryManifestProbe   *self,
              FerryProbeOutcome     outcome,
              FerryManifestElement  element,
              guint                 part)
{
  guint line = ferry_manifest_document_get_line (self->document, element, part);
  g_autoptr(FerryProbeResult) result = ferry_probe_result_new (outcome, element, part, line);

  tell (self, result);
}

/* Whether @end may be one byte too far: it is the size, or the next part begins there. */
static gboolean
is_end_exclusive (FerryManifestProbe *self,
                  guint               part,
                  guint64             end)
{
  guint64 next_start;
  guint64 next_end;

  if (end == ferry_manifest_document_get_head (self->document)->size)
    return TRUE;

  return part + 1 < ferry_manifest_document_get_n_parts (self->document) &&
         ferry_manifest_document_get_range (self->document, part + 1, &next_start, &next_end) &&
         end == next_start;
}

/* What the part's range says of the size of its object; where it says nothing, any will do. A
 * number that is one too large is a flaw of the number, not of the link.
 */
static void
find_sizes (FerryManifestProbe *self,
            guint               part,
            guint64            *least,
            guint64            *most)
{
  guint64 start;
  guint64 end;

  *least = 0;
  *most = G_MAXUINT64;
  if (!ferry_manifest_document_get_range (self->document, part, &start, &end) || end < start ||
      end == G_MAXUINT64)
    return;

  *most = end - start + 1;
  *least = is_end_exclusive (self, part, end) ? *most - 1 : *most;
}

/* The number behind the slash of "bytes 0-511/10485760". */
static gboolean
read_range (FerryReply *reply,
            guint64    *size)
{
  const char *range = ferry_reply_get_header (reply, "Content-Range");
  const char *slash = range ? strrchr (range, '/') : NULL;

  return slash && g_str_has_prefix (range, "bytes 0-") &&
         g_ascii_string_to_unsigned (slash + 1, 10, 0, G_MAXINT64, size, NULL);
}

static gboolean
read_length (FerryReply *reply,
             guint64    *size)
{
  const char *length = ferry_reply_get_header (reply, "Content-Length");

  return length && g_ascii_string_to_unsigned (length, 10, 0, G_MAXINT64, size, NULL);
}

/* A server that knows no ranges sends all there is, which will do. */
static void
judge_reply (Question   *question,
             FerryReply *reply)
{
  FerryProbeResult *result = question->result;
  gboolean has_size;

  result->status = ferry_reply_get_status (reply);
  has_size = result->status == SOUP_STATUS_PARTIAL_CONTENT ? read_range (reply, &result->size)
                                                           : read_length (reply, &result->size);
  result->outcome = has_size && result->size >= question->least && result->size <= question->most
                      ? FERRY_PROBE_GOOD
                      : FERRY_PROBE_OTHER;
}

/* (nullable): what can be a code and nothing else: it came from outside, and is shown */
static char *
dup_code (const char *code)
{
  gsize length = code ? strspn (code, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS ".") : 0;

  return length > 0 && length <= LONGEST_CODE && code[length] == '\0' ? g_strdup (code) : NULL;
}

static void
judge_error (Question     *question,
             const GError *error)
{
  const FerryErrorDetail *detail = ferry_error_get_detail (error);
  FerryProbeResult *result = question->result;

  result->status = detail ? detail->status : 0;
  result->code = detail ? dup_code (detail->code) : NULL;
  if (result->status == 0 || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY))
    result->outcome = FERRY_PROBE_FAILED;
  else if (result->status == SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE)
    /* Only an empty object has no first byte. */
    result->outcome = FERRY_PROBE_OTHER;
  else
    result->outcome = FERRY_PROBE_REFUSED;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Question *question = user_data;
  g_autoptr(GTask) task = g_object_ref (question->task);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryReply) reply = ferry_client_send_finish (FERRY_CLIENT (source), result, &error);
  Run *run = g_task_get_task_data (task);

  run->n_asked--;
  if (reply)
    judge_reply (question, reply);
  else
    judge_error (question, error);
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    tell (g_task_get_source_object (task), question->result);
  question_free (question);

  go_on (task);
}

/* Plain http only where the account itself says so, which it can of this computer alone. */
static gboolean
may_ask (FerryLink  *link,
         const char *endpoint)
{
  g_autoptr(GUri) own = NULL;

  if (!link->is_s3 || link->uri == NULL)
    return FALSE;
  if (!link->is_plain)
    return TRUE;

  own = endpoint ? g_uri_parse (endpoint, G_URI_FLAGS_ENCODED, NULL) : NULL;

  return own && g_str_equal (g_uri_get_scheme (own), "http") &&
         g_ascii_strcasecmp (g_uri_get_host (own), g_uri_get_host (link->uri)) == 0 &&
         g_uri_get_port (own) == g_uri_get_port (link->uri);
}

/* In a rehearsal nothing leaves this computer: its cloud is asked as AWS's host would be.
 * (transfer full)
 */
static GUri *
make_address (FerryLink    *link,
              FerryAccount *account)
{
  g_autoptr(GUri) own = NULL;
  g_autofree char *bucket = NULL;
  g_autofree char *path = NULL;

  if (!ferry_account_is_rehearsal (account))
    return g_uri_ref (link->uri);

  own = g_uri_parse (ferry_account_get_endpoint (account), G_URI_FLAGS_ENCODED, NULL);
  if (own == NULL || g_ascii_strcasecmp (g_uri_get_host (own), link->host) == 0)
    return g_uri_ref (link->uri);

  bucket = g_strconcat (link->bucket ? link->bucket : "", ".", NULL);
  if (g_str_has_prefix (link->host, bucket))
    path = g_strconcat ("/", link->bucket, g_uri_get_path (link->uri), NULL);

  return g_uri_build (G_URI_FLAGS_ENCODED, g_uri_get_scheme (own), NULL, g_uri_get_host (own),
                      g_uri_get_port (own), path ? path : g_uri_get_path (link->uri),
                      g_uri_get_query (link->uri), NULL);
}

static void
ask (GTask                *task,
     FerryManifestElement  element,
     FerryLink            *link)
{
  FerryManifestProbe *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  g_autoptr(GUri) address = make_address (link, ferry_client_get_account (self->client));
  Question *question = g_new0 (Question, 1);
  guint line = ferry_manifest_document_get_line (self->document, element, run->next);

  question->task = g_object_ref (task);
  question->result = ferry_probe_result_new (FERRY_PROBE_FAILED, element, run->next, line);
  find_sizes (self, run->next, &question->least, &question->most);

  run->n_asked++;
  ferry_client_use_link_async (self->client, ferry_manifest_element_get_verb (element), address,
                               element == FERRY_ELEMENT_GET_URL ? FIRST_BYTES : NULL,
                               g_task_get_cancellable (task), answered_cb, question);
}

/* One link of the part that was read. @text: (nullable) */
static void
try_link (GTask                *task,
          FerryManifestElement  element,
          const char           *text)
{
  FerryManifestProbe *self = g_task_get_source_object (task);
  const char *endpoint = ferry_account_get_endpoint (ferry_client_get_account (self->client));
  Run *run = g_task_get_task_data (task);
  g_autoptr(FerryLink) link = NULL;

  if (text == NULL)
    return;

  if (element == FERRY_ELEMENT_DELETE_URL)
    {
      tell_outcome (self, FERRY_PROBE_NOT_TRIED, element, run->next);
      return;
    }

  link = ferry_link_parse (text, endpoint);
  if (link && may_ask (link, endpoint))
    ask (task, element, link);
  else
    tell_outcome (self, FERRY_PROBE_FOREIGN, element, run->next);
}

static const char *
get_text (FerryManifestPart    *part,
          FerryManifestElement  element)
{
  if (element == FERRY_ELEMENT_HEAD_URL)
    return part->head_url;

  return element == FERRY_ELEMENT_GET_URL ? part->get_url : part->delete_url;
}

static void
try_next (GTask *task)
{
  FerryManifestProbe *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  FerryManifestElement element = part_links[run->next_link];

  if (run->part == NULL)
    run->part = ferry_manifest_document_dup_part (self->document, run->next);
  try_link (task, element, get_text (run->part, element));

  run->next_link++;
  if (run->next_link == G_N_ELEMENTS (part_links))
    {
      run->next_link = 0;
      run->next++;
      g_clear_pointer (&run->part, ferry_manifest_part_free);
    }
}

static void
tell_self_destruct (FerryManifestProbe *self)
{
  if (self->told_self_destruct)
    return;

  self->told_self_destruct = TRUE;
  if (ferry_manifest_document_get_head (self->document)->self_destruct_url)
    tell_outcome (self, FERRY_PROBE_NOT_TRIED, FERRY_ELEMENT_SELF_DESTRUCT_URL,
                  FERRY_MANIFEST_NO_PART);
}

static gboolean
turn_cb (gpointer user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);

  run->has_turn = FALSE;
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    tell_self_destruct (g_task_get_source_object (task));
  go_on (task);

  return G_SOURCE_REMOVE;
}

static void
wait_for_turn (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  g_autoptr(GSource) source = NULL;

  if (run->has_turn)
    return;

  run->has_turn = TRUE;
  source = g_idle_source_new ();
  g_source_set_callback (source, turn_cb, g_object_ref (task), g_object_unref);
  g_source_set_static_name (source, "[ferry] manifest probe");
  g_source_attach (source, g_task_get_context (task));
}

/* Asks as many as may be, and ends the run when there is neither a link nor an answer to come. */
static void
go_on (GTask *task)
{
  FerryManifestProbe *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  guint n_tried = 0;

  while (run->next < run->end && run->n_asked < MOST_AT_ONCE && n_tried < MOST_IN_A_TURN &&
         !g_cancellable_is_cancelled (cancellable))
    {
      try_next (task);
      n_tried++;
    }

  if (n_tried == MOST_IN_A_TURN)
    wait_for_turn (task);
  if (run->n_asked > 0 || run->has_turn)
    return;

  self->is_running = FALSE;
  g_task_return_boolean (task, TRUE);
}

/* The results of parts that will be tried again. */
static void
forget (FerryManifestProbe *self,
        Run                *run)
{
  gpointer *results = self->results->pdata;
  guint n_kept = 0;

  for (guint i = 0; i < self->results->len; i++)
    {
      FerryProbeResult *result = results[i];

      if (result->part >= run->next && result->part < run->end)
        continue;

      results[i] = results[n_kept];
      results[n_kept++] = result;
    }
  g_ptr_array_set_size (self->results, (int) n_kept);
}

static void
ferry_manifest_probe_dispose (GObject *object)
{
  FerryManifestProbe *self = FERRY_MANIFEST_PROBE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->document);
  g_clear_pointer (&self->results, g_ptr_array_unref);

  G_OBJECT_CLASS (ferry_manifest_probe_parent_class)->dispose (object);
}

static void
ferry_manifest_probe_class_init (FerryManifestProbeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_manifest_probe_dispose;

  result_signal = g_signal_new ("result", FERRY_TYPE_MANIFEST_PROBE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, FERRY_TYPE_PROBE_RESULT);
}

static void
ferry_manifest_probe_init (FerryManifestProbe *self)
{
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_probe_result_unref);
}

FerryManifestProbe *
ferry_manifest_probe_new (FerryClient           *client,
                          FerryManifestDocument *document)
{
  FerryManifestProbe *self = g_object_new (FERRY_TYPE_MANIFEST_PROBE, NULL);

  self->client = g_object_ref (client);
  self->document = g_object_ref (document);

  return self;
}

void
ferry_manifest_probe_run_async (FerryManifestProbe  *self,
                                guint                first,
                                guint                n_parts,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  guint n_all;
  Run *run;

  g_return_if_fail (FERRY_IS_MANIFEST_PROBE (self) && !self->is_running);

  n_all = ferry_manifest_document_get_n_parts (self->document);
  run = g_new0 (Run, 1);
  run->next = MIN (first, n_all);
  run->end = run->next + MIN (n_parts, n_all - run->next);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_manifest_probe_run_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);

  self->is_running = TRUE;
  forget (self, run);
  wait_for_turn (task);
}

gboolean
ferry_manifest_probe_run_finish (FerryManifestProbe  *self,
                                 GAsyncResult        *result,
                                 GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

GPtrArray *
ferry_manifest_probe_get_results (FerryManifestProbe *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_PROBE (self), NULL);

  return self->results;
}
