/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-oracle.h"
#include "ferry-oracle-facts.h"
#include "ferry-test-server.h"

#include <string.h>

/* Replies that are made up by botocore's models go through the client and the reader of each
 * operation, as from the network: what Ferry understood of them must be what botocore understood.
 */

#define REGION "eu-west-1"
#define KEY "2026-11/web01.vmdk"
#define SEED "20261125"
#define ROUNDS "60"

/* The reply that the far side gives. */
typedef struct {
  guint       status;
  JsonObject *headers;
  const char *body;
} Answer;

typedef struct {
  FerryTestServer *server;
  FerryClient     *client;
  Answer           answer;
} Fixture;

static void
add_header_cb (JsonObject *headers,
               const char *name,
               JsonNode   *node,
               gpointer    user_data)
{
  SoupMessageHeaders *response = user_data;

  if (g_ascii_strcasecmp (name, "Content-Length") == 0)
    soup_message_headers_set_content_length (response,
                                             g_ascii_strtoll (json_node_get_string (node), NULL,
                                                              10));
  else
    soup_message_headers_replace (response, name, json_node_get_string (node));
}

static void
handle (FerryTestServer   *server,
        SoupServerMessage *message,
        const char        *path,
        gpointer           user_data)
{
  Fixture *fixture = user_data;

  ferry_test_server_answer (message, fixture->answer.status,
                            *fixture->answer.body ? "application/xml" : NULL,
                            fixture->answer.body);
  json_object_foreach_member (fixture->answer.headers, add_header_cb,
                              soup_server_message_get_response_headers (message));
}

static void
set_text (JsonObject *object,
          const char *name,
          const char *value)
{
  if (value)
    json_object_set_string_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

static void
set_time (JsonObject *object,
          const char *name,
          GDateTime  *time)
{
  if (time)
    json_object_set_int_member (object, name, g_date_time_to_unix (time));
  else
    json_object_set_null_member (object, name);
}

/* Each sends its request, takes up what came of it, and says what Ferry knows now. */
typedef JsonObject *(*Call) (Fixture  *fixture,
                             GError  **error);

static JsonObject *
list_buckets (Fixture  *fixture,
              GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) buckets = NULL;
  GAsyncResult *slot = NULL;
  JsonObject *value;
  JsonArray *names;

  ferry_s3_list_buckets_async (fixture->client, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  buckets = ferry_s3_list_buckets_finish (fixture->client, result, error);
  if (buckets == NULL)
    return NULL;

  names = json_array_new ();
  for (guint i = 0; i < buckets->len; i++)
    json_array_add_string_element (names,
                                   ferry_bucket_get_name (g_ptr_array_index (buckets, i)));
  value = json_object_new ();
  json_object_set_array_member (value, "buckets", names);

  return value;
}

static JsonObject *
head_bucket (Fixture  *fixture,
             GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *region = NULL;
  GAsyncResult *slot = NULL;
  JsonObject *value;

  ferry_s3_head_bucket_async (fixture->client, "disks", NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  region = ferry_s3_head_bucket_finish (fixture->client, result, error);
  if (region == NULL)
    return NULL;

  value = json_object_new ();
  set_text (value, "region", region);

  return value;
}

static void
describe_object (JsonObject  *value,
                 FerryObject *object)
{
  json_object_set_int_member (value, "size", ferry_object_get_size (object));
  set_time (value, "modified", ferry_object_get_modified (object));
  set_text (value, "etag", ferry_object_get_etag (object));
  set_text (value, "class", ferry_object_get_storage_class (object));
}

static JsonObject *
list_objects (Fixture  *fixture,
              GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryObjectPage) page = NULL;
  GAsyncResult *slot = NULL;
  JsonObject *value;
  JsonArray *rows;

  ferry_s3_list_objects_async (fixture->client, REGION, "disks", NULL, NULL, NULL,
                               ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  page = ferry_s3_list_objects_finish (fixture->client, result, error);
  if (page == NULL)
    return NULL;

  rows = json_array_new ();
  for (guint i = 0; i < page->objects->len; i++)
    {
      FerryObject *object = g_ptr_array_index (page->objects, i);
      JsonObject *row = json_object_new ();

      set_text (row, "key", ferry_object_get_key (object));
      json_object_set_boolean_member (row, "folder", ferry_object_is_folder (object));
      if (!ferry_object_is_folder (object))
        describe_object (row, object);
      json_array_add_object_element (rows, row);
    }
  value = json_object_new ();
  json_object_set_array_member (value, "rows", rows);
  set_text (value, "token", page->next_token);

  return value;
}

static JsonObject *
head_object (Fixture  *fixture,
             GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryObject) object = NULL;
  GAsyncResult *slot = NULL;
  JsonObject *value;

  ferry_s3_head_object_async (fixture->client, REGION, "disks", KEY, NULL, ferry_test_take_result,
                              &slot);
  result = ferry_test_wait (&slot);
  object = ferry_s3_head_object_finish (fixture->client, result, error);
  if (object == NULL)
    return NULL;

  value = json_object_new ();
  describe_object (value, object);

  return value;
}

static JsonObject *
get_object (Fixture  *fixture,
            GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *version = NULL;
  g_autofree char *text = NULL;
  gsize length = MAX (strlen (fixture->answer.body), 1);
  GAsyncResult *slot = NULL;
  JsonObject *value;

  ferry_s3_get_object_async (fixture->client, REGION, "disks", KEY, 0, length, NULL, NULL,
                             ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  bytes = ferry_s3_get_object_finish (fixture->client, result, &version, error);
  if (bytes == NULL)
    return NULL;

  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  value = json_object_new ();
  set_text (value, "body", text);
  set_text (value, "version", version);

  return value;
}

static JsonObject *
put_object (Fixture  *fixture,
            GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static ("<manifest/>", 11);
  g_autofree char *version = NULL;
  GAsyncResult *slot = NULL;
  JsonObject *value;

  ferry_s3_put_object_async (fixture->client, REGION, "disks", KEY, bytes, "application/xml", NULL,
                             ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  if (!ferry_s3_put_object_finish (fixture->client, result, &version, error))
    return NULL;

  value = json_object_new ();
  set_text (value, "version", version);

  return value;
}

static JsonObject *
delete_object (Fixture  *fixture,
               GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_delete_object_async (fixture->client, REGION, "disks", KEY, NULL, NULL,
                                ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_s3_delete_object_finish (fixture->client, result, error) ? json_object_new () : NULL;
}

static JsonObject *
describe_volume (FerryConversionVolume *volume)
{
  JsonObject *value = json_object_new ();

  json_object_set_int_member (value, "converted", volume->bytes_converted);
  set_text (value, "status", volume->status);
  set_text (value, "message", volume->status_message);
  set_text (value, "zone", volume->zone);
  set_text (value, "format", volume->format);
  json_object_set_int_member (value, "image", volume->image_size);
  set_text (value, "id", volume->volume_id);
  json_object_set_int_member (value, "size", volume->volume_size);

  return value;
}

static JsonObject *
describe_task (FerryConversionTask *task)
{
  static const char *const states[] = {
    [FERRY_CONVERSION_UNKNOWN] = "unknown", [FERRY_CONVERSION_ACTIVE] = "active",
    [FERRY_CONVERSION_CANCELLING] = "cancelling", [FERRY_CONVERSION_CANCELLED] = "cancelled",
    [FERRY_CONVERSION_COMPLETED] = "completed",
  };
  JsonObject *value = json_object_new ();
  JsonArray *volumes = json_array_new ();

  set_text (value, "id", task->id);
  set_text (value, "message", task->status_message);
  set_text (value, "state", states[task->state]);
  set_time (value, "expiration", task->expiration);
  set_text (value, "platform", task->platform);
  set_text (value, "instance", task->instance_id);
  set_text (value, "description", task->description);
  for (guint i = 0; i < task->volumes->len; i++)
    json_array_add_object_element (volumes, describe_volume (g_ptr_array_index (task->volumes, i)));
  json_object_set_array_member (value, "volumes", volumes);

  return value;
}

static JsonObject *
import_instance (Fixture  *fixture,
                 GError  **error)
{
  const FerryImportInstanceInput input = {
    .region = REGION, .description = "d", .platform = "Linux", .architecture = "x86_64",
    .instance_type = "t2.small", .image_format = "RAW", .image_bytes = 512,
    .manifest_url = "https://b.s3.amazonaws.com/m", .volume_size = 8,
  };
  g_autoptr(FerryRequest) request = ferry_import_instance_request (&input);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryConversionTask) task = NULL;
  GAsyncResult *slot = NULL;

  ferry_import_instance_async (fixture->client, request, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  task = ferry_import_instance_finish (fixture->client, result, error);

  return task ? describe_task (task) : NULL;
}

static JsonObject *
import_volume (Fixture  *fixture,
               GError  **error)
{
  const FerryImportVolumeInput input = {
    .region = REGION, .zone = "eu-west-1a", .description = "d", .image_format = "RAW",
    .image_bytes = 512, .manifest_url = "https://b.s3.amazonaws.com/m", .volume_size = 8,
  };
  g_autoptr(FerryRequest) request = ferry_import_volume_request (&input);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryConversionTask) task = NULL;
  GAsyncResult *slot = NULL;

  ferry_import_volume_async (fixture->client, request, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  task = ferry_import_volume_finish (fixture->client, result, error);

  return task ? describe_task (task) : NULL;
}

static JsonObject *
describe_conversion_tasks (Fixture  *fixture,
                           GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) tasks = NULL;
  GAsyncResult *slot = NULL;
  JsonObject *value;
  JsonArray *array;

  ferry_describe_conversion_tasks_async (fixture->client, REGION, NULL, NULL,
                                         ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  tasks = ferry_describe_conversion_tasks_finish (fixture->client, result, error);
  if (tasks == NULL)
    return NULL;

  array = json_array_new ();
  for (guint i = 0; i < tasks->len; i++)
    json_array_add_object_element (array, describe_task (g_ptr_array_index (tasks, i)));
  value = json_object_new ();
  json_object_set_array_member (value, "tasks", array);

  return value;
}

static JsonObject *
cancel_conversion_task (Fixture  *fixture,
                        GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_cancel_conversion_task_async (fixture->client, REGION, "import-i-1", NULL, NULL,
                                      ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_cancel_conversion_task_finish (fixture->client, result, error) ? json_object_new ()
                                                                              : NULL;
}

static JsonObject *
get_caller_identity (Fixture  *fixture,
                     GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryIdentity) identity = NULL;
  GAsyncResult *slot = NULL;
  JsonObject *value;

  ferry_sts_get_caller_identity_async (fixture->client, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  identity = ferry_sts_get_caller_identity_finish (fixture->client, result, error);
  if (identity == NULL)
    return NULL;

  value = json_object_new ();
  set_text (value, "account", identity->account);
  set_text (value, "arn", identity->arn);
  set_text (value, "user", identity->user_id);

  return value;
}

static JsonObject *
tell_fact (Fixture                *fixture,
           const FerryOracleFact  *fact,
           GError                **error)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(JsonObject) call = json_object_new ();
  g_autoptr(FerryRequest) request =
    fact->make ? fact->make (rand, "x", call)
    : fact->request ? fact->request (REGION, NULL) : fact->bucket_request (REGION, "disks");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryReply) reply = NULL;
  GAsyncResult *slot = NULL;

  ferry_client_send_async (fixture->client, request, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  reply = ferry_client_send_finish (fixture->client, result, error);

  return reply ? fact->read (ferry_reply_get_body (reply), error) : NULL;
}

static const struct {
  const char *operation;
  Call        call;
} operations[] = {
  { "ListBuckets", list_buckets },
  { "HeadBucket", head_bucket },
  { "ListObjectsV2", list_objects },
  { "HeadObject", head_object },
  { "GetObject", get_object },
  { "PutObject", put_object },
  { "DeleteObject", delete_object },
  { "ImportInstance", import_instance },
  { "ImportVolume", import_volume },
  { "DescribeConversionTasks", describe_conversion_tasks },
  { "CancelConversionTask", cancel_conversion_task },
  { "GetCallerIdentity", get_caller_identity },
};

/* Both say the same. @expected is null where the reply holds nothing that Ferry can go on with. */
static void
assert_value (JsonNode   *expected,
              JsonObject *value,
              GError     *error,
              const char *line)
{
  g_autoptr(JsonNode) ours = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *said = NULL;
  g_autofree char *wanted = NULL;

  if (JSON_NODE_HOLDS_NULL (expected))
    {
      g_assert_null (value);
      g_assert_nonnull (error);
      return;
    }

  g_assert_no_error (error);
  json_node_set_object (ours, value);
  if (json_node_equal (ours, expected))
    return;

  said = json_to_string (ours, FALSE);
  wanted = json_to_string (expected, FALSE);
  g_error ("Ferry    %s\nbotocore %s\nof %s", said, wanted, line);
}

static void
assert_error (JsonObject *expected,
              GError     *error)
{
  const FerryErrorDetail *detail;

  g_assert_nonnull (error);
  g_assert_true (error->domain == FERRY_ERROR);
  detail = ferry_error_get_detail (error);
  g_assert_cmpstr (detail->code, ==, ferry_json_get_string (expected, "code"));
  g_assert_cmpstr (detail->message, ==, ferry_json_get_string (expected, "message"));
  g_assert_cmpstr (detail->request_id, ==, ferry_json_get_string (expected, "request_id"));
}

#define N_OPERATIONS (G_N_ELEMENTS (operations) + FERRY_ORACLE_N_FACTS)

static const char *
get_name (gsize n)
{
  if (n < G_N_ELEMENTS (operations))
    return operations[n].operation;

  return ferry_oracle_facts[n - G_N_ELEMENTS (operations)].operation;
}

static void
judge (const char *line,
       gsize       n)
{
  g_autoptr(JsonObject) reply = ferry_json_parse (line, -1, NULL);
  g_autoptr(JsonObject) value = NULL;
  g_autoptr(GError) error = NULL;
  Fixture fixture = { NULL };

  fixture.answer.status = ferry_json_get_int (reply, "status", 0);
  fixture.answer.headers = ferry_json_get_object (reply, "headers");
  fixture.answer.body = ferry_json_get_string (reply, "body");
  fixture.server = ferry_test_server_new (handle, &fixture);
  fixture.client = ferry_test_server_make_client (fixture.server);

  if (n < G_N_ELEMENTS (operations))
    value = operations[n].call (&fixture, &error);
  else
    value = tell_fact (&fixture, &ferry_oracle_facts[n - G_N_ELEMENTS (operations)], &error);
  if (json_object_has_member (reply, "error"))
    assert_error (ferry_json_get_object (reply, "error"), error);
  else
    assert_value (json_object_get_member (reply, "value"), value, error, line);

  g_clear_object (&fixture.client);
  ferry_test_server_free (fixture.server);
}

static void
test_operation (gconstpointer data)
{
  const guint n = GPOINTER_TO_UINT (data);
  const char *const arguments[] = { SEED, ROUNDS, get_name (n), NULL };
  g_autofree char *output = ferry_oracle_run ("wire_replies.py", arguments, NULL);
  g_auto(GStrv) lines = output ? g_strsplit (g_strchomp (output), "\n", -1) : NULL;

  if (lines == NULL)
    return;

  g_assert_cmpuint (g_strv_length (lines), ==, 2 * atoi (ROUNDS));
  for (guint i = 0; lines[i]; i++)
    judge (lines[i], n);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 2 && g_str_equal (argv[1], "--operations"))
    {
      for (gsize i = 0; i < N_OPERATIONS; i++)
        g_print ("%s\n", get_name (i));
      return 0;
    }

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < N_OPERATIONS; i++)
    {
      g_autofree char *path = g_strconcat ("/replies/", get_name (i), NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_operation);
    }

  return g_test_run ();
}
