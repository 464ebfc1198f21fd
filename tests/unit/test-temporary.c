/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-cloud.h"
#include "ferry-test-link.h"

#include <string.h>

/* Temporary keys from their first request to their end, against the rehearsal cloud, which asks for
 * the token as AWS does. Its clock is told to go on: nothing here waits for an end.
 */

#define BUCKET "acme-exports"
#define DISK "2026-11/web01-boot.vmdk"
#define REGION FERRY_REHEARSAL_REGION

/* A question every 100 ms: the cloud's events stay few. */
#define SPEED 150

static FerryRequest *
list_objects (void)
{
  return ferry_s3_list_objects_request (REGION, BUCKET, "2026-11/", NULL);
}

static FerryRequest *
list_buckets (void)
{
  return ferry_s3_list_buckets_request (NULL);
}

static FerryRequest *
head_disk (void)
{
  return ferry_s3_head_object_request (REGION, BUCKET, DISK);
}

static FerryRequest *
get_part (void)
{
  return ferry_s3_get_object_request (REGION, BUCKET, DISK, 0, 4, NULL);
}

static FerryRequest *
get_disk (void)
{
  return ferry_s3_get_object_request (REGION, BUCKET, DISK, 0, 0, NULL);
}

static FerryRequest *
describe_tasks (void)
{
  return ferry_describe_conversion_tasks_request (REGION, NULL);
}

/* What comes of it with a token that is missing or wrong, and after the session's end. */
static const struct {
  FerryRequest *(*make) (void);
  const char   *no_token;
  const char   *bad_token;
  const char   *ended;
} questions[] = {
  { ferry_sts_get_caller_identity_request,
    "InvalidClientTokenId", "InvalidClientTokenId", "ExpiredToken" },
  { list_buckets, "InvalidAccessKeyId", "InvalidToken", "ExpiredToken" },
  { list_objects, "InvalidAccessKeyId", "InvalidToken", "ExpiredToken" },
  { get_part, "InvalidAccessKeyId", "InvalidToken", "ExpiredToken" },
  { describe_tasks, "AuthFailure", "AuthFailure", "RequestExpired" },
};

/* @make: makes the request. (transfer full) (nullable) */
static FerryReply *
ask (FerryClient    *client,
     FerryRequest *(*make) (void),
     GError        **error)
{
  g_autoptr(FerryRequest) request = make ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_client_send_async (client, request, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_client_send_finish (client, result, error);
}

/* Its first four bytes, through the link alone; (transfer full) (nullable) */
static FerryReply *
use_link (FerryClient  *client,
          GUri         *link,
          GError      **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_client_use_link_async (client, "GET", link, "bytes=0-3", NULL, ferry_test_take_result,
                               &slot);
  result = ferry_test_wait (&slot);

  return ferry_client_send_finish (client, result, error);
}

static GUri *
sign_link (FerryClient *client,
           guint        seconds)
{
  g_autoptr(FerryRequest) request = get_disk ();

  return ferry_test_sign (client, request, seconds);
}

/* Consumes @reply. The four bytes are those of a VMDK. */
static void
assert_part (FerryReply *reply,
             GError     *error)
{
  g_autoptr(FerryReply) owned = reply;

  g_assert_no_error (error);
  g_assert_cmpuint (ferry_reply_get_status (reply), ==, 206);
  g_assert_cmpmem (g_bytes_get_data (ferry_reply_get_body (reply), NULL),
                   g_bytes_get_size (ferry_reply_get_body (reply)), "KDMV", 4);
}

/* Consumes @error. @code: (nullable). S3 gives back the token that it refuses: it goes no further
 * than here.
 */
static void
assert_refused (FerryReply  *reply,
                GError      *error,
                FerryClient *client,
                int          kind,
                const char  *code)
{
  const char *token =
    ferry_credentials_get_session_token (ferry_client_get_credentials (client));
  g_autoptr(GError) owned = error;

  g_assert_null (reply);
  g_assert_error (error, FERRY_ERROR, kind);
  g_assert_cmpstr (ferry_error_get_detail (error)->code, ==, code);
  g_assert_true (token == NULL || strstr (error->message, token) == NULL);
}

static void
test_questions (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(FerryReply) identity = NULL;
  g_autoptr(FerryReply) head = NULL;
  g_autoptr(FerryReply) part = NULL;
  g_autoptr(GError) error = NULL;

  ferry_test_cloud_start (cloud, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr(FerryReply) reply = ask (cloud->session, questions[i].make, &error);

      g_assert_no_error (error);
      g_assert_nonnull (reply);
    }
  head = ask (cloud->session, head_disk, &error);
  g_assert_no_error (error);
  part = ask (cloud->session, get_part, &error);
  assert_part (g_steal_pointer (&part), error);
}

/* A client whose keys are partly those of the session. @token: (nullable) */
static FerryClient *
make_client (FerryTestCloud *cloud,
             FerryClient    *like,
             const char     *token)
{
  FerryCredentials *keys = ferry_client_get_credentials (like);
  g_autoptr(FerryCredentials) credentials =
    ferry_credentials_new (ferry_credentials_get_access_key_id (keys),
                           ferry_credentials_get_secret (keys), token, cloud->session_end);

  return ferry_client_new (ferry_client_get_account (like), credentials);
}

/* On all services, and through a link. @without_token: whether there is none; else it is wrong */
static void
assert_stranger (FerryClient *client,
                 gboolean     without_token)
{
  g_autoptr(GUri) link = sign_link (client, 600);
  GError *error = NULL;
  FerryReply *reply;

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      reply = ask (client, questions[i].make, &error);
      assert_refused (reply, g_steal_pointer (&error), client, FERRY_ERROR_BAD_ACCESS_KEY,
                      without_token ? questions[i].no_token : questions[i].bad_token);
    }
  reply = use_link (client, link, &error);
  assert_refused (reply, g_steal_pointer (&error), client, FERRY_ERROR_BAD_ACCESS_KEY,
                  without_token ? "InvalidAccessKeyId" : "InvalidToken");
}

static void
test_tokens (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(FerryClient) without = NULL;
  g_autoptr(FerryClient) other = NULL;
  g_autoptr(FerryClient) permanent = NULL;
  const char *token;

  ferry_test_cloud_start (cloud, NULL, NULL);
  token = ferry_credentials_get_session_token (ferry_client_get_credentials (cloud->session));
  without = make_client (cloud, cloud->session, NULL);
  other = make_client (cloud, cloud->session, "make/believe+token/of+another/session==");
  permanent = make_client (cloud, cloud->client, token);
  assert_stranger (without, TRUE);
  assert_stranger (other, FALSE);
  assert_stranger (permanent, FALSE);
}

/* The machine of the disk as Ferry finds it, ready to be sent. (transfer full) (nullable) */
static FerryDraft *
make_draft (FerryClient  *client,
            GError      **error)
{
  g_autoptr(GAsyncResult) headed = NULL;
  g_autoptr(GAsyncResult) inspected = NULL;
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(FerryDisk) disk = NULL;
  g_autoptr(FerryMachine) machine = NULL;
  g_autoptr(FerryPlan) plan = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_head_object_async (client, REGION, BUCKET, DISK, NULL, ferry_test_take_result, &slot);
  headed = ferry_test_wait (&slot);
  object = ferry_s3_head_object_finish (client, headed, error);
  g_assert_nonnull (object);
  ferry_disk_inspect_async (client, REGION, BUCKET, object, NULL, ferry_test_take_result, &slot);
  inspected = ferry_test_wait (&slot);
  report = ferry_disk_inspect_finish (client, inspected, error);
  g_assert_nonnull (report);

  disk = ferry_disk_new (REGION, BUCKET, DISK, ferry_object_get_etag (object), "STANDARD",
                         ferry_object_get_size (object), report);
  machine = ferry_machine_new (disk);
  g_object_set (machine, "platform", FERRY_PLATFORM_LINUX, "instance-type", "t2.medium", NULL);
  plan = ferry_plan_new_for (ferry_account_get_id (ferry_client_get_account (client)), machine);

  return ferry_draft_new (client, plan, ferry_plan_get_machine (plan, 0), 0, NULL, NULL, NULL,
                          error);
}

/* It carries the token and ends with the session or little before. @link: a URL or a part of one */
static void
assert_link (FerryTestCloud *cloud,
             const char     *link)
{
  const char *token =
    ferry_credentials_get_session_token (ferry_client_get_credentials (cloud->session));
  g_autoptr(GError) error = NULL;
  g_autoptr(GHashTable) query =
    g_uri_parse_params (strchr (link, '?') + 1, -1, "&", G_URI_PARAMS_NONE, &error);
  g_autoptr(GDateTime) signed_at = NULL;
  g_autoptr(GDateTime) end = NULL;
  g_autoptr(GDateTime) much_earlier = g_date_time_add_minutes (cloud->session_end, -5);

  g_assert_no_error (error);
  g_assert_true (g_strcmp0 (g_hash_table_lookup (query, "X-Amz-Security-Token"), token) == 0);
  signed_at = ferry_time_parse_basic (g_hash_table_lookup (query, "X-Amz-Date"));
  end = g_date_time_add_seconds (signed_at, g_ascii_strtoull (g_hash_table_lookup (query,
                                                                                   "X-Amz-Expires"),
                                                              NULL, 10));
  g_assert_cmpint (g_date_time_compare (end, cloud->session_end), <=, 0);
  g_assert_cmpint (g_date_time_compare (end, much_earlier), >, 0);
}

static void
assert_links (FerryTestCloud *cloud,
              FerryDraft     *draft)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryManifest) manifest =
    ferry_manifest_parse (ferry_draft_get_manifest (draft), &error);
  g_autofree char *manifest_link = g_uri_to_string (ferry_draft_get_manifest_link (draft));
  FerryManifestPart *part;

  g_assert_no_error (error);
  part = g_ptr_array_index (manifest->parts, 0);
  assert_link (cloud, part->head_url);
  assert_link (cloud, part->get_url);
  assert_link (cloud, manifest->self_destruct_url);
  assert_link (cloud, manifest_link);
  g_assert_cmpint (g_date_time_compare (ferry_draft_get_expiration (draft), cloud->session_end),
                   <=, 0);
}

/* @data: by how many seconds AWS's clock is ahead of this computer's */
static void
test_links (gconstpointer data)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autofree char *skew = g_strdup_printf ("skew:%d", GPOINTER_TO_INT (data));
  g_autoptr(FerryDraft) draft = NULL;
  GError *error = NULL;
  FerryReply *part;

  ferry_test_cloud_start (cloud, "--fault", skew);
  draft = make_draft (cloud->session, &error);
  g_assert_no_error (error);
  assert_links (cloud, draft);
  part = use_link (cloud->session, ferry_draft_get_get_link (draft), &error);
  assert_part (part, error);
}

/* The cloud's half went through the links of the manifest, and all of them were good. */
static void
assert_used (GPtrArray *requests)
{
  guint n_links = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      JsonObject *event = g_ptr_array_index (requests, i);

      g_assert_cmpint (ferry_json_get_int (event, "status", 0), <, 300);
      if (g_strcmp0 (ferry_json_get_string (event, "signed"), "query") == 0)
        n_links++;
    }
  /* Ferry's own proof takes three, the conversion at least as many. */
  g_assert_cmpuint (n_links, >=, 6);
}

static void
test_import (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(GFile) folder = g_file_new_build_filename (cloud->folder, "imports", NULL);
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (SPEED);
  g_autoptr(FerryActivity) activity = ferry_activity_new ();
  g_autoptr(FerryEngine) engine = ferry_engine_new (folder, tasks, activity, SPEED);
  g_autoptr(FerryDraft) draft = NULL;
  g_autoptr(GPtrArray) requests = NULL;
  g_autoptr(FerryTask) task = NULL;
  g_autoptr(GError) error = NULL;
  FerryRun *run;

  ferry_test_cloud_start (cloud, "--import-seconds", "0");
  draft = make_draft (cloud->session, &error);
  g_assert_no_error (error);
  assert_links (cloud, draft);
  run = ferry_engine_import (engine, cloud->session, ferry_draft_get_plan (draft));
  while (!ferry_run_is_finished (run) || ferry_activity_is_busy (activity))
    g_main_context_iteration (NULL, TRUE);
  task = g_list_model_get_item (G_LIST_MODEL (tasks), 0);
  g_assert_no_error (ferry_task_get_error (task));
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_LANDED);
  requests = ferry_test_cloud_tell (cloud, "no-faults");
  assert_used (requests);
}

/* At its end nothing of a session is good any more, not even a link that was to live longer; the
 * permanent keys of the account are.
 */
static void
test_ended (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(FerryDraft) draft = NULL;
  g_autoptr(FerryDraft) late = NULL;
  g_autoptr(FerryReply) other = NULL;
  g_autoptr(GUri) long_link = NULL;
  GError *error = NULL;
  FerryReply *reply;

  ferry_test_cloud_start (cloud, "--session-seconds", "1200");
  draft = make_draft (cloud->session, &error);
  g_assert_no_error (error);
  long_link = sign_link (cloud->session, 24 * 60 * 60);
  reply = use_link (cloud->session, long_link, &error);
  assert_part (reply, error);

  g_ptr_array_unref (ferry_test_cloud_tell (cloud, "fault skew:1200"));
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      reply = ask (cloud->session, questions[i].make, &error);
      assert_refused (reply, g_steal_pointer (&error), cloud->session, FERRY_ERROR_EXPIRED,
                      questions[i].ended);
    }
  reply = ask (cloud->session, head_disk, &error);
  assert_refused (reply, g_steal_pointer (&error), cloud->session, FERRY_ERROR_EXPIRED, NULL);
  reply = use_link (cloud->session, long_link, &error);
  assert_refused (reply, g_steal_pointer (&error), cloud->session, FERRY_ERROR_EXPIRED,
                  "ExpiredToken");
  reply = use_link (cloud->session, ferry_draft_get_get_link (draft), &error);
  assert_refused (reply, g_steal_pointer (&error), cloud->session, FERRY_ERROR_EXPIRED,
                  "ExpiredToken");
  late = ferry_draft_new (cloud->session, ferry_draft_get_plan (draft),
                          ferry_draft_get_machine (draft), 0, NULL, NULL, NULL, &error);
  g_assert_null (late);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_EXPIRED);
  g_clear_error (&error);

  other = ask (cloud->client, list_objects, &error);
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/temporary/questions", test_questions);
  g_test_add_func ("/temporary/tokens", test_tokens);
  g_test_add_data_func ("/temporary/links", GINT_TO_POINTER (0), test_links);
  g_test_add_data_func ("/temporary/links/clock-behind", GINT_TO_POINTER (1200), test_links);
  g_test_add_data_func ("/temporary/links/clock-ahead", GINT_TO_POINTER (-1200), test_links);
  g_test_add_func ("/temporary/import", test_import);
  g_test_add_func ("/temporary/ended", test_ended);

  return g_test_run ();
}
