/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-probe.h"
#include "ferry-test-server.h"

#include <string.h>

/* What becomes of a link that is tried, by a far side that answers as the test says. */

#define REGION "eu-west-1"
#define BUCKET "disks"
#define PART_SIZE 4096
#define MORE_THAN_IS_READ (2 * 1024 * 1024)

typedef struct {
  FerryTestServer *server;
  FerryClient     *client;
  guint            n_deletes;
  guint            n_expected;  /* 0: answered at once; else so many come, and wait as below */
  guint            most_held;
  GQueue           held;        /* messages that have no answer yet */
  char            *path;        /* that was asked for last */
  GSocketService  *stranger;    /* nobody asks it */
  guint            n_strangers;
  char            *stranger_address;
} Fixture;

/* Takes the range away, too: libsoup would cut the body once more. */
static void
assert_headers (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const gboolean is_get = g_str_equal (soup_server_message_get_method (message), "GET");
  static const char *const known[] = {
    "Host", "User-Agent", "Accept-Encoding", "Connection", "Range", NULL,
  };
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    g_assert_true (g_strv_contains (known, name));
  g_assert_cmpstr (soup_message_headers_get_one (headers, "Range"), ==,
                   is_get ? "bytes=0-511" : NULL);
  soup_message_headers_remove (headers, "Range");
}

/* @size: of the object, of which the first bytes are asked for */
static void
answer_bytes (SoupServerMessage *message,
              guint64            size,
              gboolean           knows_ranges)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  gsize length = knows_ranges ? MIN (size, 512) : size;

  if (g_str_equal (soup_server_message_get_method (message), "HEAD"))
    {
      soup_message_headers_set_content_length (headers, size);
      return;
    }

  if (knows_ranges)
    {
      soup_server_message_set_status (message, 206, NULL);
      soup_message_headers_set_content_range (headers, 0, length - 1, size);
    }
  soup_server_message_set_response (message, "application/octet-stream", SOUP_MEMORY_TAKE,
                                    g_malloc0 (length), length);
}

static void
answer_code (SoupServerMessage *message,
             guint              status,
             const char        *code)
{
  g_autofree char *body = g_strdup_printf ("<Error><Code>%s</Code><Message>m</Message></Error>",
                                           code);

  ferry_test_server_answer (message, status, NULL, body);
}

static void
answer_elsewhere (Fixture           *fixture,
                  SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_replace (headers, "Location", fixture->stranger_address);
  soup_server_message_set_status (message, 307, NULL);
}

static void
answer (Fixture           *fixture,
        SoupServerMessage *message,
        const char        *key)
{
  if (g_str_equal (key, "other"))
    answer_bytes (message, PART_SIZE + 1, TRUE);
  else if (g_str_equal (key, "whole"))
    answer_bytes (message, PART_SIZE, FALSE);
  else if (g_str_equal (key, "flood"))
    answer_bytes (message, MORE_THAN_IS_READ, FALSE);
  else if (g_str_equal (key, "empty"))
    answer_code (message, 416, "InvalidRange");
  else if (g_str_equal (key, "denied"))
    answer_code (message, 403, "AccessDenied");
  else if (g_str_equal (key, "gone"))
    answer_code (message, 404, "NoSuchKey");
  else if (g_str_equal (key, "busy"))
    answer_code (message, 503, "SlowDown");
  else if (g_str_equal (key, "odd"))
    answer_code (message, 400, "&lt;b&gt;Odd&lt;/b&gt;");
  else if (g_str_equal (key, "moved"))
    answer_elsewhere (fixture, message);
  else if (g_str_equal (key, "reset"))
    ferry_test_server_drop (message);
  else if (g_str_equal (key, "page"))
    ferry_test_server_answer (message, 200, "text/html", "<html>Sign in</html>");
  else
    answer_bytes (message, PART_SIZE, TRUE);
}

static void
release (Fixture *fixture)
{
  g_autoptr(SoupServerMessage) message = g_queue_pop_head (&fixture->held);

  soup_server_message_unpause (message);
}

/* Each waits until as many have come as the probe has under way at once, or all have. */
static void
hold (Fixture           *fixture,
      SoupServerMessage *message)
{
  soup_server_message_pause (message);
  g_queue_push_tail (&fixture->held, g_object_ref (message));
  fixture->most_held = MAX (fixture->most_held, fixture->held.length);

  if (fixture->held.length == 6)
    release (fixture);
  if (ferry_test_server_count (fixture->server) == fixture->n_expected)
    while (fixture->held.length > 0)
      release (fixture);
}

static void
handle (FerryTestServer   *server,
        SoupServerMessage *message,
        const char        *path,
        gpointer           user_data)
{
  Fixture *fixture = user_data;

  assert_headers (message);
  g_free (fixture->path);
  fixture->path = g_strdup (path);
  fixture->n_deletes += g_str_equal (soup_server_message_get_method (message), "DELETE");
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "Content-Type", "application/octet-stream");
  answer (fixture, message, strrchr (path, '/') + 1);
  if (fixture->n_expected > 0)
    hold (fixture, message);
}

static gboolean
stranger_cb (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             gpointer           user_data)
{
  Fixture *fixture = user_data;

  fixture->n_strangers++;

  return TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  guint16 port;

  fixture->server = ferry_test_server_new (handle, fixture);
  fixture->client = ferry_test_server_make_client (fixture->server);
  ferry_client_set_patience (fixture->client, 1, 30);
  fixture->stranger = g_socket_service_new ();
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (fixture->stranger), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->stranger, "incoming", G_CALLBACK (stranger_cb), fixture);
  fixture->stranger_address = g_strdup_printf ("127.0.0.1:%u", port);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->n_strangers, ==, 0);
  g_assert_cmpuint (fixture->n_deletes, ==, 0);

  g_assert_finalize_object (g_steal_pointer (&fixture->client));
  g_queue_clear_full (&fixture->held, g_object_unref);
  g_clear_pointer (&fixture->server, ferry_test_server_free);
  g_socket_service_stop (fixture->stranger);
  g_clear_object (&fixture->stranger);
  g_free (fixture->stranger_address);
  g_free (fixture->path);
}

/* @manifest is consumed. */
static FerryManifestProbe *
make_probe (FerryClient   *client,
            FerryManifest *manifest)
{
  g_autoptr(FerryManifest) owned = manifest;
  g_autoptr(FerryManifestDocument) document = ferry_test_read_manifest (owned);

  return ferry_manifest_probe_new (client, document);
}

typedef struct {
  FerryProbeOutcome  outcome;
  guint              status;
  const char        *code;
  guint64            size;
} Expected;

static const struct {
  const char *key;
  Expected    head;
  Expected    get;
} cases[] = {
  { "good", { FERRY_PROBE_GOOD, 200, NULL, PART_SIZE },
    { FERRY_PROBE_GOOD, 206, NULL, PART_SIZE } },
  { "whole", { FERRY_PROBE_GOOD, 200, NULL, PART_SIZE },
    { FERRY_PROBE_GOOD, 200, NULL, PART_SIZE } },
  { "other", { FERRY_PROBE_OTHER, 200, NULL, PART_SIZE + 1 },
    { FERRY_PROBE_OTHER, 206, NULL, PART_SIZE + 1 } },
  { "flood", { FERRY_PROBE_OTHER, 200, NULL, MORE_THAN_IS_READ }, { FERRY_PROBE_FAILED, 0, NULL } },
  { "empty", { FERRY_PROBE_OTHER, 416, NULL }, { FERRY_PROBE_OTHER, 416, "InvalidRange" } },
  { "denied", { FERRY_PROBE_REFUSED, 403, NULL }, { FERRY_PROBE_REFUSED, 403, "AccessDenied" } },
  { "gone", { FERRY_PROBE_REFUSED, 404, NULL }, { FERRY_PROBE_REFUSED, 404, "NoSuchKey" } },
  { "busy", { FERRY_PROBE_REFUSED, 503, NULL }, { FERRY_PROBE_REFUSED, 503, "SlowDown" } },
  { "odd", { FERRY_PROBE_REFUSED, 400, NULL }, { FERRY_PROBE_REFUSED, 400, NULL } },
  { "moved", { FERRY_PROBE_FAILED, 307, NULL }, { FERRY_PROBE_FAILED, 307, NULL } },
  { "page", { FERRY_PROBE_FAILED, 200, NULL }, { FERRY_PROBE_FAILED, 200, NULL } },
  { "reset", { FERRY_PROBE_FAILED, 0, NULL }, { FERRY_PROBE_FAILED, 0, NULL } },
};

static void
assert_expected (FerryManifestProbe   *probe,
                 guint                 part,
                 FerryManifestElement  element,
                 const Expected       *expected)
{
  g_test_message ("%s %s", cases[part].key, ferry_manifest_element_get_name (element));
  ferry_test_assert_result (probe, part, element, expected->outcome, expected->status,
                            expected->code);
  g_assert_cmpuint (ferry_test_find_result (probe, part, element)->size, ==, expected->size);
}

static void
test_outcomes (Fixture       *fixture,
               gconstpointer  data)
{
  FerryManifest *manifest = ferry_test_make_manifest ();
  g_autoptr(FerryManifestProbe) probe = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    ferry_test_add_signed (manifest, fixture->client, REGION, BUCKET, cases[i].key, PART_SIZE);
  probe = make_probe (fixture->client, manifest);
  ferry_test_run_probe (probe, 0, G_MAXUINT);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      assert_expected (probe, i, FERRY_ELEMENT_HEAD_URL, &cases[i].head);
      assert_expected (probe, i, FERRY_ELEMENT_GET_URL, &cases[i].get);
      ferry_test_assert_result (probe, i, FERRY_ELEMENT_DELETE_URL, FERRY_PROBE_NOT_TRIED, 0, NULL);
    }
  ferry_test_assert_result (probe, FERRY_MANIFEST_NO_PART, FERRY_ELEMENT_SELF_DESTRUCT_URL,
                            FERRY_PROBE_NOT_TRIED, 0, NULL);
  g_assert_cmpuint (ferry_manifest_probe_get_results (probe)->len, ==,
                    3 * G_N_ELEMENTS (cases) + 1);
}

/* Each end is one too far, as that of the last part is in AWS's own sample; or the last byte is
 * not counted in the size: flaws of a number, for the objects are the parts.
 */
static void
test_one_too_many (Fixture       *fixture,
                   gconstpointer  data)
{
  const gboolean is_size_short = GPOINTER_TO_INT (data);
  FerryManifest *manifest = ferry_test_make_manifest ();
  g_autoptr(FerryManifestProbe) probe = NULL;

  for (guint i = 0; i < 3; i++)
    {
      FerryManifestPart *part = ferry_test_add_signed (manifest, fixture->client, REGION, BUCKET,
                                                       i == 1 ? "other" : "good", PART_SIZE);

      part->end += is_size_short ? 0 : 1;
    }
  manifest->size -= is_size_short ? 1 : 0;
  probe = make_probe (fixture->client, manifest);
  ferry_test_run_probe (probe, 0, 3);
  for (guint i = 0; i < 3; i += 2)
    {
      ferry_test_assert_result (probe, i, FERRY_ELEMENT_HEAD_URL, FERRY_PROBE_GOOD, 200, NULL);
      ferry_test_assert_result (probe, i, FERRY_ELEMENT_GET_URL, FERRY_PROBE_GOOD, 206, NULL);
    }
  /* One byte more than it should have: what the range says as it stands. */
  ferry_test_assert_result (probe, 1, FERRY_ELEMENT_GET_URL,
                            is_size_short ? FERRY_PROBE_OTHER : FERRY_PROBE_GOOD, 206, NULL);
}

/* Whoever wrote the file says whom to ask: that is not enough. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const addresses[] = {
    "http://%s/disks/good?X-Amz-Signature=0",
    "https://%s/disks/good?X-Amz-Signature=0",
    "http://s3.amazonaws.com@%s/disks/good",
    "https://disks.s3.amazonaws.com.%s/good",
    "ftp://%s/disks/good",
    "//%s/disks/good",
    "%s",
    "http://disks.s3.eu-west-1.amazonaws.com/good?X-Amz-Signature=%s",
  };
  const char *own = ferry_test_server_get_endpoint (fixture->server) + strlen ("http://");
  FerryManifest *manifest = ferry_test_make_manifest ();
  FerryManifestPart *part;
  g_autoptr(FerryManifestProbe) probe = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_auto(GStrv) halves = g_strsplit (addresses[i], "%s", 2);

      part = ferry_test_add_part (manifest, PART_SIZE);
      part->key = g_strdup ("good");
      part->head_url = g_strconcat (halves[0], fixture->stranger_address, halves[1], NULL);
      part->get_url = g_strdup (part->head_url);
    }
  part = g_ptr_array_index (manifest->parts, 2);
  g_free (part->get_url);
  part->get_url = g_strdup_printf ("http://%s@%s/disks/good", own, fixture->stranger_address);
  probe = make_probe (fixture->client, manifest);
  ferry_test_run_probe (probe, 0, G_N_ELEMENTS (addresses));

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      ferry_test_assert_result (probe, i, FERRY_ELEMENT_HEAD_URL, FERRY_PROBE_FOREIGN, 0, NULL);
      ferry_test_assert_result (probe, i, FERRY_ELEMENT_GET_URL, FERRY_PROBE_FOREIGN, 0, NULL);
    }
  g_assert_cmpuint (ferry_test_server_count (fixture->server), ==, 0);
}

/* Nothing leaves this computer: the rehearsal cloud is asked in AWS's place. */
static void
test_rehearsal (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *const addresses[] = {
    "https://disks.s3.eu-west-1.amazonaws.com/a/denied?X-Amz-Signature=0",
    "https://s3.eu-west-1.amazonaws.com/disks/a/denied?X-Amz-Signature=0",
  };
  const char *endpoint = ferry_test_server_get_endpoint (fixture->server);
  g_autoptr(FerryAccount) account = ferry_rehearsal_account_new (endpoint);
  g_autoptr(FerryCredentials) credentials = ferry_rehearsal_credentials_new ();
  g_autoptr(FerryClient) client = ferry_client_new (account, credentials);

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      FerryManifest *manifest = ferry_test_make_manifest ();
      FerryManifestPart *part = ferry_test_add_part (manifest, PART_SIZE);
      g_autoptr(FerryManifestProbe) probe = NULL;

      part->key = g_strdup ("a/denied");
      part->head_url = g_strdup (addresses[i]);
      part->get_url = g_strdup (addresses[i]);
      probe = make_probe (client, manifest);
      ferry_test_run_probe (probe, 0, 1);
      ferry_test_assert_result (probe, 0, FERRY_ELEMENT_HEAD_URL, FERRY_PROBE_REFUSED, 403, NULL);
      ferry_test_assert_result (probe, 0, FERRY_ELEMENT_GET_URL, FERRY_PROBE_REFUSED, 403,
                                "AccessDenied");
      g_assert_cmpstr (fixture->path, ==, "/disks/a/denied");
    }
}

static void
count_cb (FerryManifestProbe *probe,
          FerryProbeResult   *result,
          gpointer            user_data)
{
  GPtrArray *results = ferry_manifest_probe_get_results (probe);

  (*(guint *) user_data)++;
  g_assert_true (g_ptr_array_index (results, results->len - 1) == result);
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  FerryManifest *manifest = ferry_test_make_manifest ();
  g_autoptr(FerryManifestProbe) probe = NULL;
  guint n_told = 0;

  for (guint i = 0; i < 1000; i++)
    ferry_test_add_signed (manifest, fixture->client, REGION, BUCKET, "good", PART_SIZE);
  fixture->n_expected = 2000;
  probe = make_probe (fixture->client, manifest);
  g_signal_connect (probe, "result", G_CALLBACK (count_cb), &n_told);
  ferry_test_run_probe (probe, 0, 1000);

  g_assert_cmpuint (fixture->most_held, ==, 6);
  g_assert_cmpuint (ferry_test_server_count (fixture->server), ==, 2000);
  g_assert_cmpuint (n_told, ==, 3001);
  g_assert_cmpuint (ferry_manifest_probe_get_results (probe)->len, ==, 3001);
}

static gboolean
turn_cb (gpointer user_data)
{
  (*(guint *) user_data)++;

  return G_SOURCE_CONTINUE;
}

/* Links that nobody is asked about leave the main loop its turns. */
static void
test_turns (Fixture       *fixture,
            gconstpointer  data)
{
  FerryManifest *manifest = ferry_test_make_manifest ();
  g_autoptr(FerryManifestProbe) probe = NULL;
  guint n_turns = 0;
  guint source;

  for (guint i = 0; i < 10000; i++)
    {
      FerryManifestPart *part = ferry_test_add_part (manifest, PART_SIZE);

      part->key = g_strdup_printf ("%u", i);
      part->head_url = g_strdup ("https://example.com/");
      part->get_url = g_strdup ("https://example.com/");
    }
  probe = make_probe (fixture->client, manifest);
  source = g_idle_add (turn_cb, &n_turns);
  ferry_test_run_probe (probe, 0, 10000);
  g_source_remove (source);

  g_assert_cmpuint (ferry_manifest_probe_get_results (probe)->len, ==, 20001);
  g_assert_cmpuint (n_turns, >=, 1000);
}

static void
assert_cancelled (FerryManifestProbe *probe,
                  GCancellable       *cancellable)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_manifest_probe_run_async (probe, 0, G_MAXUINT, cancellable, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  g_assert_false (ferry_manifest_probe_run_finish (probe, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
cancel_cb (FerryManifestProbe *probe,
           FerryProbeResult   *result,
           gpointer            user_data)
{
  GCancellable *cancellable = user_data;

  g_assert_false (g_cancellable_is_cancelled (cancellable));
  if (result->outcome != FERRY_PROBE_NOT_TRIED)
    g_cancellable_cancel (cancellable);
}

/* Nothing is told after it, not even what is under way. */
static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  FerryManifest *manifest = ferry_test_make_manifest ();
  g_autoptr(FerryManifestProbe) probe = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  for (guint i = 0; i < 100; i++)
    ferry_test_add_signed (manifest, fixture->client, REGION, BUCKET, "good", PART_SIZE);
  fixture->n_expected = 200;
  probe = make_probe (fixture->client, manifest);
  g_signal_connect (probe, "result", G_CALLBACK (cancel_cb), cancellable);
  assert_cancelled (probe, cancellable);
  g_assert_cmpuint (ferry_test_server_count (fixture->server), <=, 6);
}

static void
test_cancelled_before (Fixture       *fixture,
                       gconstpointer  data)
{
  FerryManifest *manifest = ferry_test_make_manifest ();
  g_autoptr(FerryManifestProbe) probe = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  ferry_test_add_signed (manifest, fixture->client, REGION, BUCKET, "good", PART_SIZE);
  probe = make_probe (fixture->client, manifest);
  g_cancellable_cancel (cancellable);
  assert_cancelled (probe, cancellable);
  g_assert_cmpuint (ferry_manifest_probe_get_results (probe)->len, ==, 0);
  g_assert_cmpuint (ferry_test_server_count (fixture->server), ==, 0);
}

/* Tried again, a part has its new results only; the others keep theirs. */
static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  FerryManifest *manifest = ferry_test_make_manifest ();
  g_autoptr(FerryManifestProbe) probe = NULL;
  g_autoptr(FerryProbeResult) kept = NULL;

  for (guint i = 0; i < 3; i++)
    ferry_test_add_signed (manifest, fixture->client, REGION, BUCKET, "good", PART_SIZE);
  probe = make_probe (fixture->client, manifest);
  ferry_test_run_probe (probe, 0, 2);
  g_assert_cmpuint (ferry_manifest_probe_get_results (probe)->len, ==, 7);
  kept = ferry_probe_result_ref (ferry_test_find_result (probe, 0, FERRY_ELEMENT_GET_URL));

  ferry_test_run_probe (probe, 1, 7);
  g_assert_cmpuint (ferry_manifest_probe_get_results (probe)->len, ==, 10);
  for (guint i = 0; i < 3; i++)
    ferry_test_assert_result (probe, i, FERRY_ELEMENT_GET_URL, FERRY_PROBE_GOOD, 206, NULL);
  g_assert_true (ferry_test_find_result (probe, 0, FERRY_ELEMENT_GET_URL) == kept);

  ferry_test_run_probe (probe, 3, 1);
  g_assert_cmpuint (ferry_manifest_probe_get_results (probe)->len, ==, 10);
  g_assert_cmpuint (ferry_test_server_count (fixture->server), ==, 8);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/manifest-probe/outcomes", test_outcomes);
  g_test_add ("/manifest-probe/one-too-many/end", Fixture, GINT_TO_POINTER (FALSE), set_up,
              test_one_too_many, tear_down);
  g_test_add ("/manifest-probe/one-too-many/size", Fixture, GINT_TO_POINTER (TRUE), set_up,
              test_one_too_many, tear_down);
  ADD ("/manifest-probe/foreign", test_foreign);
  ADD ("/manifest-probe/rehearsal", test_rehearsal);
  ADD ("/manifest-probe/many", test_many);
  ADD ("/manifest-probe/turns", test_turns);
  ADD ("/manifest-probe/cancel", test_cancel);
  ADD ("/manifest-probe/cancelled-before", test_cancelled_before);
  ADD ("/manifest-probe/again", test_again);
#undef ADD

  return g_test_run ();
}
