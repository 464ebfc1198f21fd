/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "attempt-fixture.h"

#define OTHER_DESK "a1b2c3d4-3c0e-4f0e-8d6e-0d1c2b3a4958"
#define OTHER_RUN "b1b2c3d4-3c0e-4f0e-8d6e-0d1c2b3a4958"

static FerryDisk *
get_disk (Fixture *fixture)
{
  return ferry_machine_get_boot_disk (ferry_plan_get_machine (fixture->plan, 0));
}

static gboolean
take (Fixture     *fixture,
      const char  *desk_id,
      const char  *run_id,
      GError     **error)
{
  g_autoptr(GDateTime) now = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_claim_take_async (get_client (fixture), get_disk (fixture), desk_id, run_id, "web", now,
                          NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_claim_take_finish (get_client (fixture), result, error);
}

static gboolean
release (Fixture     *fixture,
         const char  *desk_id,
         const char  *run_id,
         GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_claim_release_async (get_client (fixture), get_disk (fixture), desk_id, run_id, NULL,
                             ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_claim_release_finish (get_client (fixture), result, error);
}

/* (nullable) (transfer full): what lies at the key of the claim */
static char *
read_claim (Fixture *fixture)
{
  g_autofree char *key = ferry_claim_dup_key (get_disk (fixture));
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GBytes) bytes = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_get_object_async (get_client (fixture), REGION, BUCKET, key, 0, 1000, NULL, NULL,
                             ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  bytes = ferry_s3_get_object_finish (get_client (fixture), result, NULL, NULL);

  return bytes ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

static void
test_key (void)
{
  static const struct {
    const char *key;
    const char *folder;
  } cases[] = {
    { "disk.raw", "" }, { "a/disk.raw", "a/" }, { "a/b/disk.raw", "a/b/" }, { "a/", "a/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryDiskReport) report = ferry_disk_report_new ();
      g_autoptr(FerryDisk) disk = ferry_disk_new (REGION, "b", cases[i].key, "\"e\"", "STANDARD", 1,
                                                  report);
      g_autofree char *fingerprint = ferry_token_fingerprint (disk);
      g_autofree char *expected = g_strconcat (cases[i].folder, ".ferry-claim-", fingerprint, NULL);
      g_autofree char *key = ferry_claim_dup_key (disk);

      g_assert_cmpstr (key, ==, expected);
    }
}

static void
test_take (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) object = NULL;
  g_autofree char *text = NULL;

  g_assert_true (take (fixture, DESK, RUN_ID, &error));
  g_assert_no_error (error);
  text = read_claim (fixture);
  object = ferry_json_parse (text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ferry_json_get_int (object, "format", 0), ==, 1);
  g_assert_cmpstr (ferry_json_get_string (object, "desk"), ==, DESK);
  g_assert_cmpstr (ferry_json_get_string (object, "run"), ==, RUN_ID);
  g_assert_cmpstr (ferry_json_get_string (object, "machine"), ==, "web");
  g_assert_cmpstr (ferry_json_get_string (object, "when"), ==, "2026-11-23T12:00:00Z");

  g_assert_true (take (fixture, DESK, RUN_ID, &error));
  g_assert_true (release (fixture, DESK, RUN_ID, &error));
  g_assert_no_error (error);
  assert_clean (fixture);
  g_assert_true (release (fixture, DESK, RUN_ID, &error));
}

/* Done, but the answer was lost. */
static void
test_lost_reply (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  tell (fixture, "fault lose-reply:PutObject");
  take (fixture, DESK, RUN_ID, &error);
  g_assert_no_error (error);
  tell (fixture, "fault lose-reply:DeleteObject");
  g_assert_true (release (fixture, DESK, RUN_ID, &error));
  g_assert_no_error (error);
  assert_clean (fixture);
}

/* Neither another desk nor another run of this one gets it, nor can they take it away. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const others[][2] = { { OTHER_DESK, RUN_ID }, { DESK, OTHER_RUN } };

  g_assert_true (take (fixture, DESK, RUN_ID, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;

      g_assert_false (take (fixture, others[i][0], others[i][1], &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
      g_assert_nonnull (strstr (error->message, "machine web"));
      g_assert_nonnull (strstr (error->message, RUN_ID));
      g_assert_nonnull (strstr (error->message, "2026-11-23T12:00:00Z"));
      g_clear_error (&error);
      g_assert_true (release (fixture, others[i][0], others[i][1], &error));
      text = read_claim (fixture);
      g_assert_nonnull (text);
    }
}

/* where the bytes are cut there is no end of a character */
#define E_10 "éééééééééé"
#define E_50 E_10 E_10 E_10 E_10 E_10

/* What is no claim is somebody's object, whatever it holds. */
static void
test_odd (Fixture       *fixture,
          gconstpointer  data)
{
  static const char *const texts[] = {
    "x", "{}", "[]", "{\"desk\":7}", "\xff{", "null",
    "{\"desk\":\"d\",\"run\":\"\\n\",\"when\":\"é\\r\",\"machine\":\"-" E_50 E_50 E_50 "\"}",
  };
  g_autofree char *key = ferry_claim_dup_key (get_disk (fixture));

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) body = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr(GAsyncResult) stored = NULL;
      g_autoptr(GAsyncResult) deleted = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;
      GAsyncResult *slot = NULL;

      ferry_s3_put_object_async (get_client (fixture), REGION, BUCKET, key, body, NULL, NULL,
                                 ferry_test_take_result, &slot);
      stored = ferry_test_wait (&slot);
      g_assert_true (ferry_s3_put_object_finish (get_client (fixture), stored, NULL, NULL));

      g_assert_false (take (fixture, DESK, RUN_ID, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strpbrk (error->message, "\r\n"));
      g_assert_true (release (fixture, DESK, RUN_ID, NULL));
      text = read_claim (fixture);
      g_assert_cmpstr (text, ==, texts[i]);

      ferry_s3_delete_object_async (get_client (fixture), REGION, BUCKET, key, NULL, NULL,
                                    ferry_test_take_result, &slot);
      deleted = ferry_test_wait (&slot);
    }
}

static void
test_denied (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) kept = NULL;

  tell (fixture, "fault deny:PutObject");
  g_assert_false (take (fixture, DESK, RUN_ID, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_DENIED);

  tell (fixture, "no-faults");
  g_assert_true (take (fixture, DESK, RUN_ID, NULL));
  tell (fixture, "fault deny:DeleteObject");
  g_assert_false (release (fixture, DESK, RUN_ID, &kept));
  g_assert_error (kept, FERRY_ERROR, FERRY_ERROR_DENIED);
}

/* In a bucket that keeps versions nothing of it is kept. */
static void
test_versions (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *key = ferry_claim_dup_key (get_disk (fixture));
  g_autoptr(GAsyncResult) found = NULL;
  g_autoptr(GAsyncResult) gone = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(FerryRequest) request = NULL;
  g_autofree char *version = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryReply) reply = NULL;
  GAsyncResult *slot = NULL;

  ferry_test_cloud_stop (fixture->run.cloud);
  ferry_test_cloud_start (fixture->run.cloud, "--keep-versions", BUCKET);
  g_assert_true (take (fixture, DESK, RUN_ID, NULL));
  ferry_s3_get_object_async (get_client (fixture), REGION, BUCKET, key, 0, 1000, NULL, NULL,
                             ferry_test_take_result, &slot);
  found = ferry_test_wait (&slot);
  bytes = ferry_s3_get_object_finish (get_client (fixture), found, &version, &error);
  g_assert_no_error (error);
  g_assert_nonnull (version);

  g_assert_true (release (fixture, DESK, RUN_ID, &error));
  g_assert_no_error (error);
  request = ferry_s3_get_object_request (REGION, BUCKET, key, 0, 0, NULL);
  ferry_request_add_query (request, "versionId", version);
  ferry_client_send_async (get_client (fixture), request, NULL, ferry_test_take_result, &slot);
  gone = ferry_test_wait (&slot);
  reply = ferry_client_send_finish (get_client (fixture), gone, &error);
  g_assert_null (reply);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  g_test_add_func ("/claim/key", test_key);
  ADD ("/claim/take", test_take);
  ADD ("/claim/lost-reply", test_lost_reply);
  ADD ("/claim/foreign", test_foreign);
  ADD ("/claim/odd", test_odd);
  ADD ("/claim/denied", test_denied);
  ADD ("/claim/versions", test_versions);
#undef ADD

  return g_test_run ();
}
