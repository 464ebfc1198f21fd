/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "disk-images.h"
#include "ferry-test-server.h"

#include "disk/ferry-disk-findings.h"

/* A bucket where every object holds the same disk, and each request waits until it is let go. */
typedef struct {
  FerryTestServer      *server;
  FerryClient          *client;
  FerryDiskInspections *inspections;
  GByteArray           *image;
  GPtrArray            *held;      /* SoupServerMessage */
  GString              *begun;     /* the key of each look's first request; one letter each */
  GString              *looked;    /* the same of those that ended */
  gboolean              holds;
  char                  free;      /* whose requests are not held */
  guint                 status;    /* 0: well */
  const char           *code;
  char                 *etag;      /* (nullable): If-Match is held against it */
  gboolean              restless;  /* another one after each request */
  guint                 n_heads;
} Fixture;

static void
give (Fixture           *fixture,
      SoupServerMessage *message)
{
  soup_server_message_set_response (message, "application/octet-stream", SOUP_MEMORY_COPY,
                                    (char *) fixture->image->data, fixture->image->len);
}

static void
give_head (Fixture           *fixture,
           SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  fixture->n_heads++;
  soup_message_headers_replace (headers, "ETag", fixture->etag);
  soup_message_headers_set_content_length (headers, fixture->image->len);
}

static void
change (Fixture    *fixture,
        const char *etag)
{
  g_free (fixture->etag);
  fixture->etag = g_strdup (etag);
}

static void
finished_cb (SoupServerMessage *message,
             gpointer           user_data)
{
  Fixture *fixture = user_data;

  g_ptr_array_remove (fixture->held, message);
}

static void
handle (FerryTestServer   *server,
        SoupServerMessage *message,
        const char        *path,
        gpointer           user_data)
{
  Fixture *fixture = user_data;
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  const char *match = soup_message_headers_get_one (asked, "If-Match");
  const char *range = soup_message_headers_get_one (asked, "Range");
  gboolean changed = fixture->etag && g_strcmp0 (match, fixture->etag) != 0;

  if (g_strcmp0 (soup_server_message_get_method (message), "HEAD") == 0)
    {
      give_head (fixture, message);
      if (fixture->restless)
        change (fixture, "\"another\"");
      return;
    }

  if (range != NULL && g_str_has_prefix (range, "bytes=0-"))
    g_string_append_c (fixture->begun, path[strlen ("/disks/")]);
  if (fixture->status)
    {
      g_autofree char *body = g_strdup_printf ("<Error><Code>%s</Code></Error>", fixture->code);

      ferry_test_server_answer (message, fixture->status, "application/xml", body);
    }
  else if (changed)
    ferry_test_server_answer (message, 412, "application/xml",
                              "<Error><Code>PreconditionFailed</Code></Error>");
  else
    give (fixture, message);

  if (fixture->holds && path[strlen ("/disks/")] != fixture->free)
    {
      soup_server_message_pause (message);
      g_ptr_array_add (fixture->held, g_object_ref (message));
      g_signal_connect (message, "finished", G_CALLBACK (finished_cb), fixture);
    }
}

static void
looked_cb (Fixture    *fixture,
           const char *bucket,
           const char *key)
{
  g_assert_cmpstr (bucket, ==, "disks");
  g_string_append_c (fixture->looked, *key);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->server = ferry_test_server_new (handle, fixture);
  fixture->client = ferry_test_server_make_client (fixture->server);
  fixture->inspections = ferry_disk_inspections_new ();
  fixture->image = load ("db01-boot.raw");
  fixture->held = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->begun = g_string_new (NULL);
  fixture->looked = g_string_new (NULL);
  g_signal_connect_swapped (fixture->inspections, "looked", G_CALLBACK (looked_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->inspections);
  g_object_unref (fixture->client);
  ferry_test_server_free (fixture->server);
  g_byte_array_unref (fixture->image);
  g_ptr_array_unref (fixture->held);
  g_string_free (fixture->begun, TRUE);
  g_string_free (fixture->looked, TRUE);
  g_free (fixture->etag);
}

static FerryObject *
make_object (Fixture    *fixture,
             char        letter,
             const char *etag)
{
  const char key[] = { letter, '\0' };

  return ferry_object_new (key, fixture->image->len, NULL, etag, NULL);
}

static void
ask (Fixture                 *fixture,
     char                     letter,
     FerryInspectionPriority  priority,
     GCancellable            *cancellable,
     GAsyncResult           **slot)
{
  g_autoptr(FerryObject) object = make_object (fixture, letter, "\"1\"");

  ferry_disk_inspections_look_async (fixture->inspections, fixture->client, NULL, "disks", object,
                                     priority, cancellable, slot ? ferry_test_take_result : NULL,
                                     slot);
}

static void
ask_many (Fixture    *fixture,
          const char *letters)
{
  for (const char *p = letters; *p; p++)
    ask (fixture, *p, FERRY_INSPECTION_BACKGROUND, NULL, NULL);
}

/* Those that begin at once have a connection each, so they may arrive in any order. */
static void
wait_begun (Fixture    *fixture,
            const char *begun)
{
  while (fixture->begun->len < strlen (begun))
    g_main_context_iteration (NULL, TRUE);
  /* what could begin without leave would do so now */
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (fixture->begun->len, ==, strlen (begun));
  g_assert_cmpuint (strspn (fixture->begun->str, begun), ==, strlen (begun));
}

static void
wait_looked (Fixture *fixture,
             guint    n)
{
  while (fixture->looked->len < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
let_go (Fixture *fixture)
{
  fixture->holds = FALSE;
  while (fixture->held->len > 0)
    {
      g_autoptr(SoupServerMessage) message = g_ptr_array_steal_index (fixture->held, 0);

      soup_server_message_unpause (message);
    }
}

/* Lets one look come to its end. */
static void
let_one_go (Fixture *fixture,
            char     letter)
{
  fixture->free = letter;
  for (guint i = 0; i < fixture->held->len; i++)
    {
      g_autoptr(SoupServerMessage) message = g_object_ref (fixture->held->pdata[i]);
      const char *path = g_uri_get_path (soup_server_message_get_uri (message));

      if (path[strlen ("/disks/")] == letter)
        {
          g_ptr_array_remove_index (fixture->held, i--);
          soup_server_message_unpause (message);
        }
    }
}

static FerryDiskReport *
finish (Fixture       *fixture,
        GAsyncResult **slot,
        FerryObject  **object,
        GError       **error)
{
  g_autoptr(GAsyncResult) result = ferry_test_wait (slot);

  return ferry_disk_inspections_look_finish (fixture->inspections, result, object, error);
}

static void
assert_error (Fixture       *fixture,
              GAsyncResult **slot,
              GQuark         domain,
              int            code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryDiskReport) report = finish (fixture, slot, NULL, &error);

  g_assert_null (report);
  g_assert_error (error, domain, code);
}

static void
assert_report (Fixture       *fixture,
               GAsyncResult **slot)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryDiskReport) report = finish (fixture, slot, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (report->format, ==, FERRY_DISK_FORMAT_RAW);
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  fixture->holds = TRUE;
  ask_many (fixture, "abcdefg");
  wait_begun (fixture, "abcd");

  let_one_go (fixture, 'c');
  wait_begun (fixture, "abcde");
  let_one_go (fixture, 'a');
  wait_begun (fixture, "abcdef");
  g_assert_cmpstr (fixture->looked->str, ==, "ca");
  let_go (fixture);
  wait_looked (fixture, 7);
}

static void
test_waited_for_first (Fixture       *fixture,
                       gconstpointer  data)
{
  GAsyncResult *slots[3] = { NULL };

  fixture->holds = TRUE;
  ask_many (fixture, "abcdef");
  wait_begun (fixture, "abcd");

  /* The youngest gives way, and comes back before those that have not begun. */
  ask (fixture, 'x', FERRY_INSPECTION_WAITED_FOR, NULL, &slots[0]);
  wait_begun (fixture, "abcdx");
  ask (fixture, 'y', FERRY_INSPECTION_WAITED_FOR, NULL, &slots[1]);
  wait_begun (fixture, "abcdxy");
  /* what runs already is not begun again */
  ask (fixture, 'a', FERRY_INSPECTION_WAITED_FOR, NULL, &slots[2]);
  wait_begun (fixture, "abcdxy");

  let_one_go (fixture, 'x');
  wait_begun (fixture, "abcdxyc");
  let_go (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    assert_report (fixture, &slots[i]);
  wait_looked (fixture, 8);
}

/* One that waits in the queue is taken out of turn once somebody waits for it. */
static void
test_waited_for_later (Fixture       *fixture,
                       gconstpointer  data)
{
  GAsyncResult *slot = NULL;

  fixture->holds = TRUE;
  ask_many (fixture, "abcdefg");
  wait_begun (fixture, "abcd");
  ask (fixture, 'g', FERRY_INSPECTION_WAITED_FOR, NULL, &slot);
  wait_begun (fixture, "abcdg");

  let_go (fixture);
  assert_report (fixture, &slot);
  wait_looked (fixture, 7);
}

static void
test_shared (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(FerryDiskReport) first = NULL;
  g_autoptr(FerryDiskReport) second = NULL;
  GAsyncResult *slots[2] = { NULL };

  ask (fixture, 'a', FERRY_INSPECTION_BACKGROUND, NULL, &slots[0]);
  ask (fixture, 'a', FERRY_INSPECTION_WAITED_FOR, NULL, &slots[1]);
  first = finish (fixture, &slots[0], NULL, NULL);
  second = finish (fixture, &slots[1], NULL, NULL);
  g_assert_true (first == second);
  g_assert_cmpuint (ferry_test_server_count (fixture->server), ==, first->requests);
  g_assert_cmpstr (fixture->looked->str, ==, "a");
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GCancellable) other = g_cancellable_new ();
  GAsyncResult *slots[3] = { NULL };

  fixture->holds = TRUE;
  ask (fixture, 'a', FERRY_INSPECTION_WAITED_FOR, cancellable, &slots[0]);
  ask (fixture, 'a', FERRY_INSPECTION_WAITED_FOR, NULL, &slots[1]);
  ask (fixture, 'b', FERRY_INSPECTION_WAITED_FOR, other, &slots[2]);
  wait_begun (fixture, "ab");
  g_cancellable_cancel (cancellable);
  g_cancellable_cancel (other);
  g_assert_null (slots[0]);
  assert_error (fixture, &slots[0], G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_error (fixture, &slots[2], G_IO_ERROR, G_IO_ERROR_CANCELLED);

  let_go (fixture);
  assert_report (fixture, &slots[1]);
  g_assert_cmpstr (fixture->looked->str, ==, "a");

  ask (fixture, 'c', FERRY_INSPECTION_WAITED_FOR, cancellable, &slots[0]);
  assert_error (fixture, &slots[0], G_IO_ERROR, G_IO_ERROR_CANCELLED);
  wait_begun (fixture, "ab");
}

static void
test_cancel_background (Fixture       *fixture,
                        gconstpointer  data)
{
  GAsyncResult *slots[4] = { NULL };

  fixture->holds = TRUE;
  ask (fixture, 'a', FERRY_INSPECTION_BACKGROUND, NULL, &slots[0]);
  ask (fixture, 'b', FERRY_INSPECTION_BACKGROUND, NULL, &slots[1]);
  ask (fixture, 'b', FERRY_INSPECTION_WAITED_FOR, NULL, &slots[2]);
  ask_many (fixture, "cde");
  ask (fixture, 'f', FERRY_INSPECTION_BACKGROUND, NULL, &slots[3]);
  wait_begun (fixture, "abcd");

  ferry_disk_inspections_cancel_background (fixture->inspections);
  assert_error (fixture, &slots[0], G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_error (fixture, &slots[1], G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_error (fixture, &slots[3], G_IO_ERROR, G_IO_ERROR_CANCELLED);
  let_go (fixture);
  assert_report (fixture, &slots[2]);
  wait_begun (fixture, "abcd");
  g_assert_cmpstr (fixture->looked->str, ==, "b");

  /* what was cut off may be asked for again */
  ask (fixture, 'a', FERRY_INSPECTION_BACKGROUND, NULL, &slots[0]);
  assert_report (fixture, &slots[0]);
}

static void
test_remembered (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(FerryObject) object = make_object (fixture, 'a', "\"1\"");
  g_autoptr(FerryObject) newer = make_object (fixture, 'a', "\"2\"");
  GAsyncResult *slot = NULL;
  guint count;

  g_assert_null (ferry_disk_inspections_peek (fixture->inspections, fixture->client, NULL, "disks",
                                              object));
  ask (fixture, 'a', FERRY_INSPECTION_BACKGROUND, NULL, &slot);
  assert_report (fixture, &slot);
  count = ferry_test_server_count (fixture->server);
  g_assert_nonnull (ferry_disk_inspections_peek (fixture->inspections, fixture->client, "eu-west-1",
                                                 "disks", object));
  ask (fixture, 'a', FERRY_INSPECTION_WAITED_FOR, NULL, &slot);
  assert_report (fixture, &slot);
  g_assert_cmpuint (ferry_test_server_count (fixture->server), ==, count);

  g_assert_null (ferry_disk_inspections_peek (fixture->inspections, fixture->client, NULL, "disks",
                                              newer));
  g_assert_null (ferry_disk_inspections_peek (fixture->inspections, fixture->client, NULL, "other",
                                              object));
}

static void
test_replaced (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(FerryObject) newer = NULL;
  g_autoptr(FerryObject) read = NULL;
  g_autoptr(FerryObject) again = NULL;
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(FerryDiskReport) second = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  change (fixture, "\"2\"");
  ask (fixture, 'a', FERRY_INSPECTION_WAITED_FOR, NULL, &slot);
  g_byte_array_set_size (fixture->image, fixture->image->len - 1024);
  report = finish (fixture, &slot, &read, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ferry_object_get_etag (read), ==, "\"2\"");
  g_assert_cmpuint (ferry_object_get_size (read), ==, fixture->image->len);
  g_assert_cmpuint (report->file_size, ==, fixture->image->len);
  g_assert_cmpuint (fixture->n_heads, ==, 1);

  /* It is known by both. */
  newer = make_object (fixture, 'a', "\"2\"");
  g_assert_true (ferry_disk_inspections_peek (fixture->inspections, fixture->client, NULL, "disks",
                                              newer) == report);
  fixture->image->len += 1024;
  ask (fixture, 'a', FERRY_INSPECTION_WAITED_FOR, NULL, &slot);
  second = finish (fixture, &slot, &again, &error);
  g_assert_true (second == report && again == read);
}

static void
test_restless (Fixture       *fixture,
               gconstpointer  data)
{
  GAsyncResult *slot = NULL;

  fixture->restless = TRUE;
  change (fixture, "\"2\"");
  ask (fixture, 'a', FERRY_INSPECTION_WAITED_FOR, NULL, &slot);
  assert_error (fixture, &slot, FERRY_ERROR, FERRY_ERROR_CONFLICT);
  g_assert_cmpuint (fixture->n_heads, ==, 1);
}

static void
test_archived (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(FerryObject) object = ferry_object_new ("a", fixture->image->len, NULL, "\"1\"",
                                                    "GLACIER");
  GAsyncResult *slot = NULL;

  ferry_disk_inspections_look_async (fixture->inspections, fixture->client, NULL, "disks", object,
                                     FERRY_INSPECTION_BACKGROUND, NULL,
                                     ferry_test_take_result, &slot);
  assert_error (fixture, &slot, FERRY_ERROR, FERRY_ERROR_ARCHIVED);
  g_assert_cmpuint (ferry_test_server_count (fixture->server), ==, 0);

  fixture->status = 403;
  fixture->code = "InvalidObjectState";
  ask (fixture, 'a', FERRY_INSPECTION_WAITED_FOR, NULL, &slot);
  assert_error (fixture, &slot, FERRY_ERROR, FERRY_ERROR_ARCHIVED);

  /* It was restored meanwhile. */
  fixture->status = 0;
  ask (fixture, 'a', FERRY_INSPECTION_WAITED_FOR, NULL, &slot);
  assert_report (fixture, &slot);
}

static void
test_denied (Fixture       *fixture,
             gconstpointer  data)
{
  GAsyncResult *slot = NULL;
  guint count;

  fixture->status = 403;
  fixture->code = "AccessDenied";
  ask (fixture, 'a', FERRY_INSPECTION_BACKGROUND, NULL, &slot);
  assert_error (fixture, &slot, FERRY_ERROR, FERRY_ERROR_DENIED);
  count = ferry_test_server_count (fixture->server);
  ferry_disk_inspections_cancel_background (fixture->inspections);
  ask (fixture, 'a', FERRY_INSPECTION_BACKGROUND, NULL, &slot);
  assert_error (fixture, &slot, FERRY_ERROR, FERRY_ERROR_DENIED);
  g_assert_cmpuint (ferry_test_server_count (fixture->server), ==, count);

  fixture->status = 0;
  ask (fixture, 'a', FERRY_INSPECTION_WAITED_FOR, NULL, &slot);
  assert_report (fixture, &slot);
}

static void
test_failed (Fixture       *fixture,
             gconstpointer  data)
{
  GAsyncResult *slot = NULL;
  guint count;

  fixture->status = 404;
  fixture->code = "NoSuchKey";
  ask (fixture, 'a', FERRY_INSPECTION_BACKGROUND, NULL, &slot);
  assert_error (fixture, &slot, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
  count = ferry_test_server_count (fixture->server);
  ask (fixture, 'a', FERRY_INSPECTION_BACKGROUND, NULL, &slot);
  assert_error (fixture, &slot, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
  g_assert_cmpuint (ferry_test_server_count (fixture->server), ==, count);

  ferry_disk_inspections_cancel_background (fixture->inspections);
  fixture->status = 0;
  ask (fixture, 'a', FERRY_INSPECTION_BACKGROUND, NULL, &slot);
  assert_report (fixture, &slot);
}

static void
test_findings (void)
{
  g_autoptr(FerryDiskFindings) findings = ferry_disk_findings_new (3);
  g_autoptr(FerryObject) object = ferry_object_new ("a", 1, NULL, NULL, NULL);
  g_autoptr(FerryDiskReport) report = ferry_disk_report_new ();
  g_autoptr(GError) denied = g_error_new_literal (FERRY_ERROR, FERRY_ERROR_DENIED, "no");
  g_autoptr(GError) dropped = g_error_new_literal (FERRY_ERROR, FERRY_ERROR_DISCONNECTED, "gone");

  ferry_disk_findings_put (findings, "1", object, report, NULL);
  ferry_disk_findings_put (findings, "2", object, NULL, denied);
  ferry_disk_findings_put (findings, "3", object, NULL, dropped);
  ferry_disk_findings_put (findings, "1", object, report, NULL);
  ferry_disk_findings_put (findings, "4", object, report, NULL);
  g_assert_null (ferry_disk_findings_find (findings, "2"));
  g_assert_nonnull (ferry_disk_findings_find (findings, "1"));
  g_assert_nonnull (ferry_disk_findings_find (findings, "3"));

  ferry_disk_findings_drop_errors (findings);
  g_assert_null (ferry_disk_findings_find (findings, "3"));
  ferry_disk_findings_put (findings, "2", object, NULL, denied);
  ferry_disk_findings_drop_errors (findings);
  g_assert_nonnull (ferry_disk_findings_find (findings, "2")->error);
  g_assert_nonnull (ferry_disk_findings_find (findings, "4")->report);
}

int
main (int   argc,
      char *argv[])
{
  static const struct {
    const char *path;
    void      (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "/disk/inspections/order", test_order },
    { "/disk/inspections/waited-for/first", test_waited_for_first },
    { "/disk/inspections/waited-for/later", test_waited_for_later },
    { "/disk/inspections/shared", test_shared },
    { "/disk/inspections/cancel", test_cancel },
    { "/disk/inspections/cancel-background", test_cancel_background },
    { "/disk/inspections/remembered", test_remembered },
    { "/disk/inspections/replaced", test_replaced },
    { "/disk/inspections/restless", test_restless },
    { "/disk/inspections/archived", test_archived },
    { "/disk/inspections/denied", test_denied },
    { "/disk/inspections/failed", test_failed },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  g_test_add_func ("/disk/inspections/findings", test_findings);

  return g_test_run ();
}
