/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "ferry-test-server.h"

#define NAMESPACE "http://ec2.amazonaws.com/doc/2016-11-15/"
#define MANIFEST_URL "https://b.s3.eu-west-1.amazonaws.com/m.xml?X-Amz-Credential=AKIA%2F20261123" \
                     "&X-Amz-Signature=0123456789abcdef"

static const FerryImportInstanceInput input = {
  .region = "eu-west-1",
  .description = "Ferry 7d3c+web & co",
  .platform = "Linux",
  .architecture = "x86_64",
  .instance_type = "t3.small",
  .subnet_id = "subnet-0a1b2c3d",
  .image_format = "VMDK",
  .image_bytes = G_GUINT64_CONSTANT (5368709120),
  .manifest_url = MANIFEST_URL,
  .volume_size = 8,
};

static GBytes *
bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

/* Requests */

static void
test_import_request (void)
{
  g_autoptr(FerryRequest) request = ferry_import_instance_request (&input);
  FerryImportInstanceInput default_vpc = input;
  g_autoptr(FerryRequest) smaller = NULL;

  g_assert_true (ferry_request_is_act (request));
  g_assert_cmpstr (ferry_request_get_region (request), ==, "eu-west-1");
  g_assert_cmpstr (ferry_request_get_method (request), ==, "POST");
  g_assert_cmpstr (ferry_test_find_form (request, "Version"), ==, "2016-11-15");
  g_assert_cmpstr (ferry_test_find_form (request, "DiskImage.1.Image.Bytes"), ==, "5368709120");
  g_assert_cmpstr (ferry_test_find_form (request, "DiskImage.1.Image.ImportManifestUrl"), ==, MANIFEST_URL);
  g_assert_cmpuint (ferry_request_get_form (request)->len, ==, 11);

  default_vpc.subnet_id = NULL;
  smaller = ferry_import_instance_request (&default_vpc);
  g_assert_null (ferry_test_find_form (smaller, "LaunchSpecification.SubnetId"));
  g_assert_cmpuint (ferry_request_get_form (smaller)->len, ==, 10);
}

static void
test_other_requests (void)
{
  g_autoptr(FerryRequest) all = ferry_describe_conversion_tasks_request ("eu-west-1", NULL);
  g_autoptr(FerryRequest) one = ferry_describe_conversion_tasks_request ("eu-west-1", "import-i-1");
  g_autoptr(FerryRequest) cancel =
    ferry_cancel_conversion_task_request ("eu-west-1", "import-i-1", NULL);

  g_assert_cmpuint (ferry_request_get_form (all)->len, ==, 2);
  g_assert_cmpstr (ferry_test_find_form (one, "ConversionTaskId.1"), ==, "import-i-1");
  g_assert_cmpstr (ferry_test_find_form (cancel, "ConversionTaskId"), ==, "import-i-1");
  g_assert_null (ferry_test_find_form (cancel, "ReasonMessage"));
  g_assert_false (ferry_request_is_act (all));
  g_assert_false (ferry_request_is_act (cancel));
}

/* Replies */

#define TASK(id, state, message) \
  "<conversionTaskId>" id "</conversionTaskId>" \
  "<expirationTime>2026-11-30T12:01Z</expirationTime>" \
  "<importInstance><volumes><item>" \
    "<bytesConverted>1024</bytesConverted><availabilityZone>eu-west-1a</availabilityZone>" \
    "<image><format>VMDK</format><size>131072</size>" \
      "<importManifestUrl>https://b/m.xml?a=1&amp;X-Amz-Signature=5ec7e7</importManifestUrl>" \
    "</image>" \
    "<volume><size>8</size><id>vol-1</id></volume><status>active</status>" \
    "<statusMessage>" message "</statusMessage>" \
  "</item></volumes>" \
  "<instanceId>i-1</instanceId><platform>Linux</platform><description>Ferry 7d3c</description>" \
  "</importInstance>" \
  "<state>" state "</state><statusMessage>Pending</statusMessage>"

#define TASKS(items) \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" \
  "<DescribeConversionTasksResponse xmlns=\"" NAMESPACE "\">" \
  "<requestId>r</requestId><conversionTasks>" items "</conversionTasks>" \
  "</DescribeConversionTasksResponse>"

static void
assert_task (FerryConversionTask *task)
{
  const FerryConversionVolume *volume;
  g_autofree char *expiration = ferry_time_format (task->expiration);

  g_assert_cmpstr (task->id, ==, "import-i-1");
  g_assert_cmpint (task->state, ==, FERRY_CONVERSION_ACTIVE);
  g_assert_cmpstr (task->status_message, ==, "Pending");
  g_assert_cmpstr (expiration, ==, "2026-11-30T12:01:00Z");
  g_assert_cmpstr (task->platform, ==, "Linux");
  g_assert_cmpstr (task->instance_id, ==, "i-1");
  g_assert_cmpstr (task->description, ==, "Ferry 7d3c");
  g_assert_cmpuint (task->volumes->len, ==, 1);

  volume = g_ptr_array_index (task->volumes, 0);
  g_assert_cmpuint (volume->bytes_converted, ==, 1024);
  g_assert_cmpstr (volume->status, ==, "active");
  g_assert_cmpstr (volume->zone, ==, "eu-west-1a");
  g_assert_cmpstr (volume->format, ==, "VMDK");
  g_assert_cmpuint (volume->image_size, ==, 131072);
  g_assert_cmpstr (volume->volume_id, ==, "vol-1");
  g_assert_cmpuint (volume->volume_size, ==, 8);
  g_assert_cmpint (ferry_conversion_task_get_percent (task), ==, 20);
  g_assert_cmpstr (ferry_conversion_task_get_message (task), ==, "Progress: 20%");
}

static void
test_parse_both_shapes (void)
{
  static const char * const shapes[] = {
    TASKS ("<item>" TASK ("import-i-1", "active", "Progress: 20%") "</item>"),
    TASKS ("<item><conversionTask>" TASK ("import-i-1", "active", "Progress: 20%")
           "</conversionTask></item>"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr(GBytes) body = bytes (shapes[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) tasks = ferry_describe_conversion_tasks_parse (body, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (tasks->len, ==, 1);
      assert_task (g_ptr_array_index (tasks, 0));
    }
}

static void
test_parse_volume_task (void)
{
  g_autoptr(GBytes) body =
    bytes (TASKS ("<item><conversionTaskId>import-vol-1</conversionTaskId>"
                  "<expirationTime>2019-02-05T03:35:36Z</expirationTime>"
                  "<importVolume><bytesConverted>0</bytesConverted>"
                  "<availabilityZone>us-east-1a</availabilityZone><description/>"
                  "<image><format>RAW</format><size>9</size></image><volume><size>1</size></volume>"
                  "</importVolume><state>completed</state><statusMessage/></item>"));
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) tasks = ferry_describe_conversion_tasks_parse (body, &error);
  FerryConversionTask *task;
  const FerryConversionVolume *volume;
  g_autofree char *expiration = NULL;

  g_assert_no_error (error);
  task = g_ptr_array_index (tasks, 0);
  volume = g_ptr_array_index (task->volumes, 0);
  expiration = ferry_time_format (task->expiration);
  g_assert_cmpstr (expiration, ==, "2019-02-05T03:35:36Z");
  g_assert_cmpint (task->state, ==, FERRY_CONVERSION_COMPLETED);
  g_assert_null (task->instance_id);
  g_assert_null (task->description);
  g_assert_null (volume->volume_id);
  g_assert_cmpstr (volume->format, ==, "RAW");
  g_assert_null (ferry_conversion_task_get_message (task));
  g_assert_cmpint (ferry_conversion_task_get_percent (task), ==, -1);
}

static void
test_parse_states (void)
{
  static const struct {
    const char *text;
    FerryConversionState state;
  } states[] = {
    { "active", FERRY_CONVERSION_ACTIVE },
    { "cancelling", FERRY_CONVERSION_CANCELLING },
    { "cancelled", FERRY_CONVERSION_CANCELLED },
    { "completed", FERRY_CONVERSION_COMPLETED },
    { "pending", FERRY_CONVERSION_UNKNOWN },
    { "", FERRY_CONVERSION_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("<item><conversionTaskId>t</conversionTaskId><state>%s</state></item>",
                         states[i].text);
      g_autoptr(GBytes) body = bytes (text);
      g_autoptr(FerryXml) root = ferry_xml_parse (body, NULL);
      g_autoptr(FerryConversionTask) task = ferry_conversion_task_from_xml (root, NULL);

      g_assert_cmpint (task->state, ==, states[i].state);
      g_assert_null (task->expiration);
      g_assert_cmpuint (task->volumes->len, ==, 0);
    }
}

static void
test_percent (void)
{
  static const struct {
    const char *message;
    int percent;
  } cases[] = {
    { "Progress: 0%", 0 },
    { "Progress: 100%", 100 },
    { "Progress:7%", 7 },
    { "Pending", -1 },
    { "Progress: many%", -1 },
    { "Progress: 20", -1 },
    { "Progress: 101%", -1 },
    { "Progress: -1%", -1 },
    { "Progress: 99999999999999999999999%", -1 },
    { "ClientError: the disk is 20% damaged", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("<item><conversionTaskId>t</conversionTaskId>"
                         "<statusMessage>%s</statusMessage></item>", cases[i].message);
      g_autoptr(GBytes) body = bytes (text);
      g_autoptr(FerryXml) root = ferry_xml_parse (body, NULL);
      g_autoptr(FerryConversionTask) task = ferry_conversion_task_from_xml (root, NULL);

      g_assert_cmpint (ferry_conversion_task_get_percent (task), ==, cases[i].percent);
    }
}

/* EC2 quotes the link in its sentences: whoever reads them must not be able to use it. */
static void
test_redacted (void)
{
  g_autoptr(GBytes) body =
    bytes (TASKS ("<item>" TASK ("import-i-1", "cancelled",
                                 "ClientError: https://b/m?X-Amz-Signature=5ec7e7&amp;x=1")
                  "</item>"));
  g_autoptr(GPtrArray) tasks = ferry_describe_conversion_tasks_parse (body, NULL);
  FerryConversionTask *task = g_ptr_array_index (tasks, 0);

  g_assert_nonnull (strstr (ferry_conversion_task_get_message (task), "ClientError"));
  g_assert_nonnull (strstr (ferry_conversion_task_get_message (task), FERRY_REDACTED));
  g_assert_null (strstr (ferry_conversion_task_get_message (task), "5ec7e7"));
}

static void
test_parse_bad_replies (void)
{
  static const char * const replies[] = {
    "", "<html><body>maintenance</body></html>", "<DescribeConversionTasksResponse>",
    TASKS ("<item><state>active</state></item>"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr(GBytes) body = bytes (replies[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) tasks = ferry_describe_conversion_tasks_parse (body, &error);

      g_assert_null (tasks);
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY);
    }
}

static void
test_parse_identity (void)
{
  g_autoptr(GBytes) body =
    bytes ("<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
           "<GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/Ann</Arn>"
           "<UserId>AIDAEXAMPLE</UserId><Account>123456789012</Account></GetCallerIdentityResult>"
           "<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>"
           "</GetCallerIdentityResponse>");
  g_autoptr(GBytes) other = bytes ("<html/>");
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryIdentity) identity = ferry_sts_get_caller_identity_parse (body, &error);
  g_autoptr(FerryIdentity) copy = ferry_identity_copy (identity);

  g_assert_no_error (error);
  g_assert_cmpstr (copy->account, ==, "123456789012");
  g_assert_cmpstr (copy->arn, ==, "arn:aws:iam::123456789012:user/Ann");
  g_assert_cmpstr (copy->user_id, ==, "AIDAEXAMPLE");

  g_assert_null (ferry_sts_get_caller_identity_parse (other, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY);
}

/* Calls */

typedef struct {
  guint         status;
  const char   *body;
  char         *action;
  GCancellable *cancel;  /* cancelled once the request is here */
} Answer;

static void
answer_cb (FerryTestServer   *server,
           SoupServerMessage *message,
           const char        *path,
           gpointer           user_data)
{
  Answer *answer = user_data;

  g_free (answer->action);
  answer->action = ferry_test_server_dup_form (message, "Action");
  ferry_test_server_answer (message, answer->status, NULL, answer->body);
  if (answer->cancel)
    g_cancellable_cancel (answer->cancel);
}

static FerryConversionTask *
import (Answer  *answer,
        GError **error)
{
  g_autoptr(FerryTestServer) server = ferry_test_server_new (answer_cb, answer);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  g_autoptr(FerryRequest) request = ferry_import_instance_request (&input);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  FerryConversionTask *task;
  GAsyncResult *slot = NULL;

  if (answer->cancel)
    g_set_object (&cancellable, answer->cancel);
  ferry_import_instance_async (client, request, cancellable, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  task = ferry_import_instance_finish (client, result, error);

  g_assert_cmpuint (ferry_test_server_count (server), ==, 1);
  g_assert_cmpstr (answer->action, ==, "ImportInstance");
  g_clear_pointer (&answer->action, g_free);

  return task;
}

static void
test_import (void)
{
  Answer answer = {
    200, "<ImportInstanceResponse xmlns=\"" NAMESPACE "\"><requestId>r</requestId><conversionTask>"
         TASK ("import-i-1", "active", "Progress: 20%") "</conversionTask></ImportInstanceResponse>"
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryConversionTask) task = import (&answer, &error);

  g_assert_no_error (error);
  assert_task (task);
}

static void
test_import_unreadable (void)
{
  static const char * const bodies[] = {
    "", "<html/>", "<ImportInstanceResponse><conversionTask><conversionTaskId>impo",
    "<ImportInstanceResponse><requestId>r</requestId></ImportInstanceResponse>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      Answer answer = { 200, bodies[i] };
      g_autoptr(GError) error = NULL;
      g_autoptr(FerryConversionTask) task = import (&answer, &error);

      g_assert_null (task);
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNCONFIRMED);
      g_assert_cmpstr (ferry_error_get_detail (error)->operation, ==, "ImportInstance");
      g_assert_cmpuint (ferry_error_get_detail (error)->status, ==, 200);
    }
}

static void
test_import_refused (void)
{
  Answer answer = {
    400, "<Response><Errors><Error><Code>InvalidParameter</Code>"
         "<Message>no https://b/m?X-Amz-Signature=5ec7e7</Message>"
         "</Error></Errors><RequestID>r-1</RequestID></Response>"
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryConversionTask) task = import (&answer, &error);

  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_assert_cmpstr (ferry_error_get_detail (error)->code, ==, "InvalidParameter");
  g_assert_cmpstr (ferry_error_get_detail (error)->request_id, ==, "r-1");
  g_assert_null (strstr (error->message, "5ec7e7"));
}

/* Cancelled while the act is under way: not the plain "cancelled", which
 * means "nothing happened".
 */
static void
test_import_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Answer answer = { 200, "<ImportInstanceResponse/>", NULL, cancellable };
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryConversionTask) task = import (&answer, &error);

  g_assert_null (task);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNCONFIRMED);
}

static void
test_describe_and_cancel (void)
{
  Answer answer = {
    200, TASKS ("<item>" TASK ("import-i-1", "active", "Progress: 20%") "</item>")
  };
  g_autoptr(FerryTestServer) server = ferry_test_server_new (answer_cb, &answer);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) described = NULL;
  g_autoptr(GAsyncResult) cancelled = NULL;
  g_autoptr(GAsyncResult) refused = NULL;
  g_autoptr(GPtrArray) tasks = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_describe_conversion_tasks_async (client, "eu-west-1", NULL, cancellable,
                                         ferry_test_take_result, &slot);
  described = ferry_test_wait (&slot);
  tasks = ferry_describe_conversion_tasks_finish (client, described, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tasks->len, ==, 1);
  g_assert_cmpstr (answer.action, ==, "DescribeConversionTasks");

  answer.body = "<CancelConversionTaskResponse><return>true</return>"
                "</CancelConversionTaskResponse>";
  ferry_cancel_conversion_task_async (client, "eu-west-1", "import-i-1", "why", cancellable,
                                      ferry_test_take_result, &slot);
  cancelled = ferry_test_wait (&slot);
  g_assert_true (ferry_cancel_conversion_task_finish (client, cancelled, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (answer.action, ==, "CancelConversionTask");

  answer.body = "<CancelConversionTaskResponse><return>false</return>"
                "</CancelConversionTaskResponse>";
  ferry_cancel_conversion_task_async (client, "eu-west-1", "import-i-1", NULL, cancellable,
                                      ferry_test_take_result, &slot);
  refused = ferry_test_wait (&slot);
  g_assert_false (ferry_cancel_conversion_task_finish (client, refused, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_free (answer.action);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ec2/import/request", test_import_request);
  g_test_add_func ("/ec2/other-requests", test_other_requests);
  g_test_add_func ("/ec2/task/both-shapes", test_parse_both_shapes);
  g_test_add_func ("/ec2/task/volume", test_parse_volume_task);
  g_test_add_func ("/ec2/task/states", test_parse_states);
  g_test_add_func ("/ec2/task/percent", test_percent);
  g_test_add_func ("/ec2/task/redacted", test_redacted);
  g_test_add_func ("/ec2/task/bad-replies", test_parse_bad_replies);
  g_test_add_func ("/sts/identity", test_parse_identity);
  g_test_add_func ("/ec2/import", test_import);
  g_test_add_func ("/ec2/import/unreadable", test_import_unreadable);
  g_test_add_func ("/ec2/import/refused", test_import_refused);
  g_test_add_func ("/ec2/import/cancelled", test_import_cancelled);
  g_test_add_func ("/ec2/describe-and-cancel", test_describe_and_cancel);

  return g_test_run ();
}
