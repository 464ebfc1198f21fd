/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-server.h"

/* What ImportInstance and ImportVolume are told, and how EC2 is asked whether it would. */

#define NAMESPACE "http://ec2.amazonaws.com/doc/2016-11-15/"
#define MANIFEST_URL "https://b.s3.eu-west-1.amazonaws.com/m.xml?X-Amz-Signature=0123456789abcdef"

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

static const FerryImportVolumeInput volume_input = {
  .region = "eu-west-1",
  .zone = "eu-west-1b",
  .description = "logs (Ferry import 7d3c)",
  .image_format = "VMDK",
  .image_bytes = G_GUINT64_CONSTANT (5368709120),
  .manifest_url = MANIFEST_URL,
  .volume_size = 8,
};

static void
test_import_request_whole (void)
{
  static const char *const groups[] = { "sg-1", "sg-2", NULL };
  static const struct {
    const char *name;
    const char *value;
  } expected[] = {
    { "LaunchSpecification.Placement.AvailabilityZone", "eu-west-1b" },
    { "LaunchSpecification.Placement.Tenancy", "dedicated" },
    { "LaunchSpecification.PrivateIpAddress", "10.0.4.20" },
    { "LaunchSpecification.GroupId.1", "sg-1" },
    { "LaunchSpecification.GroupId.2", "sg-2" },
    { "LaunchSpecification.InstanceInitiatedShutdownBehavior", "terminate" },
    { "LaunchSpecification.Monitoring", "true" },
    { "LaunchSpecification.UserData.Data", "I2Nsb3VkLWNvbmZpZwo=" },
    { "DiskImage.1.Description", "boot.vmdk" },
  };
  g_autoptr(GBytes) user_data = g_bytes_new_static ("#cloud-config\n", 14);
  FerryImportInstanceInput whole = input;
  g_autoptr(FerryRequest) request = NULL;

  whole.zone = "eu-west-1b";
  whole.tenancy = "dedicated";
  whole.private_ip = "10.0.4.20";
  whole.group_ids = groups;
  whole.shutdown = "terminate";
  whole.monitoring = TRUE;
  whole.user_data = user_data;
  whole.disk_description = "boot.vmdk";
  request = ferry_import_instance_request (&whole);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (ferry_test_find_form (request, expected[i].name), ==, expected[i].value);
  g_assert_cmpuint (ferry_request_get_form (request)->len, ==, 11 + G_N_ELEMENTS (expected));
}

static void
test_import_volume_request (void)
{
  g_autoptr(FerryRequest) request = ferry_import_volume_request (&volume_input);

  g_assert_true (ferry_request_is_act (request));
  g_assert_cmpstr (ferry_request_get_region (request), ==, "eu-west-1");
  g_assert_cmpstr (ferry_test_find_form (request, "Action"), ==, "ImportVolume");
  g_assert_cmpstr (ferry_test_find_form (request, "AvailabilityZone"), ==, "eu-west-1b");
  g_assert_cmpstr (ferry_test_find_form (request, "Image.Bytes"), ==, "5368709120");
  g_assert_cmpstr (ferry_test_find_form (request, "Image.ImportManifestUrl"), ==, MANIFEST_URL);
  g_assert_cmpstr (ferry_test_find_form (request, "Volume.Size"), ==, "8");
  g_assert_cmpuint (ferry_request_get_form (request)->len, ==, 8);
}

/* All of the request but for what makes it one. */
static void
test_dry_run_request (void)
{
  g_autoptr(FerryRequest) request = ferry_import_instance_request (&input);
  g_autoptr(FerryRequest) trial = ferry_import_dry_run_request (request);

  g_assert_false (ferry_request_is_act (trial));
  g_assert_cmpstr (ferry_request_get_operation (trial), ==, "ImportInstance");
  g_assert_cmpstr (ferry_request_get_region (trial), ==, "eu-west-1");
  g_assert_cmpstr (ferry_test_find_form (trial, "DryRun"), ==, "true");
  g_assert_cmpstr (ferry_test_find_form (trial, "DiskImage.1.Image.ImportManifestUrl"), ==, MANIFEST_URL);
  g_assert_cmpuint (ferry_request_get_form (trial)->len, ==, 12);
}

typedef struct {
  guint       status;
  const char *body;
  char       *action;
} Answer;

static void
answer_cb (FerryTestServer   *server,
           SoupServerMessage *message,
           const char        *path,
           gpointer           user_data)
{
  Answer *answer = user_data;

  answer->action = ferry_test_server_dup_form (message, "Action");
  ferry_test_server_answer (message, answer->status, NULL, answer->body);
}

static void
test_import_volume (void)
{
  Answer answer = {
    200, "<ImportVolumeResponse xmlns=\"" NAMESPACE "\"><conversionTask>"
         "<conversionTaskId>import-vol-1</conversionTaskId><importVolume>"
         "<bytesConverted>0</bytesConverted><availabilityZone>eu-west-1b</availabilityZone>"
         "<description>logs (Ferry import 7d3c)</description><image><format>VMDK</format>"
         "<size>9</size></image><volume><size>8</size><id>vol-1</id></volume></importVolume>"
         "<state>active</state><statusMessage>Pending</statusMessage></conversionTask>"
         "</ImportVolumeResponse>"
  };
  g_autoptr(FerryTestServer) server = ferry_test_server_new (answer_cb, &answer);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  g_autoptr(FerryRequest) request = ferry_import_volume_request (&volume_input);
  g_autoptr(FerryConversionTask) task = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  const FerryConversionVolume *volume;
  GAsyncResult *slot = NULL;

  ferry_import_volume_async (client, request, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  task = ferry_import_volume_finish (client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer.action, ==, "ImportVolume");
  g_assert_cmpstr (task->id, ==, "import-vol-1");
  g_assert_cmpstr (task->description, ==, "logs (Ferry import 7d3c)");
  volume = g_ptr_array_index (task->volumes, 0);
  g_assert_cmpstr (volume->volume_id, ==, "vol-1");
  g_assert_cmpstr (volume->zone, ==, "eu-west-1b");
  g_free (answer.action);
}

#define ERROR_BODY(code) "<Response><Errors><Error><Code>" code "</Code><Message>m</Message>" \
                         "</Error></Errors><RequestID>r-1</RequestID></Response>"

static void
test_dry_run (void)
{
  static const struct {
    guint       status;
    const char *body;
    int         code;  /* -1: it would be done */
  } cases[] = {
    { 412, ERROR_BODY ("DryRunOperation"), -1 },
    { 403, ERROR_BODY ("UnauthorizedOperation"), FERRY_ERROR_DENIED },
    { 400, ERROR_BODY ("InvalidParameterValue"), FERRY_ERROR_REFUSED },
    { 412, ERROR_BODY ("PreconditionFailed"), FERRY_ERROR_CONFLICT },
    { 200, "<ImportInstanceResponse/>", FERRY_ERROR_BAD_REPLY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Answer answer = { cases[i].status, cases[i].body };
      g_autoptr(FerryTestServer) server = ferry_test_server_new (answer_cb, &answer);
      g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
      g_autoptr(FerryRequest) request = ferry_import_instance_request (&input);
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;
      GAsyncResult *slot = NULL;
      gboolean would;

      ferry_import_dry_run_async (client, request, NULL, ferry_test_take_result, &slot);
      result = ferry_test_wait (&slot);
      would = ferry_import_dry_run_finish (client, result, &error);
      g_assert_cmpint (would, ==, cases[i].code < 0);
      if (cases[i].code >= 0)
        g_assert_error (error, FERRY_ERROR, cases[i].code);
      g_free (answer.action);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import-calls/request/whole", test_import_request_whole);
  g_test_add_func ("/import-calls/request/volume", test_import_volume_request);
  g_test_add_func ("/import-calls/request/dry-run", test_dry_run_request);
  g_test_add_func ("/import-calls/volume", test_import_volume);
  g_test_add_func ("/import-calls/dry-run", test_dry_run);

  return g_test_run ();
}
