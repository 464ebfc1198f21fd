/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-plan.h"
#include "script-run-fixture.h"

/* Nothing of ours may be left in the bucket. */
static void
assert_no_manifest (Run *run)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryObjectPage) page = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_list_objects_async (run->cloud->client, REGION, BUCKET, "2026-11/ferry-", NULL, NULL,
                               ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  page = ferry_s3_list_objects_finish (run->cloud->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->objects->len, ==, 0);
}

static void
assert_said (Run        *run,
             int         status,
             const char *words)
{
  g_assert_cmpint (run->status, ==, status);
  g_assert_nonnull (strstr (run->said, words));
}

static void
assert_n_tasks (Run   *run,
                guint  n)
{
  g_autoptr(GPtrArray) tasks = run_list_tasks (run);

  g_assert_cmpuint (tasks->len, ==, n);
}

static void
check_migration (FerryClient *client,
                 Run         *run)
{
  g_autofree char *user_data = NULL;
  g_autoptr(FerryDisk) boot = NULL;
  g_autoptr(FerryDisk) data = NULL;
  g_autoptr(FerryPlan) plan = NULL;
  g_autofree char *script = NULL;
  g_autoptr(GPtrArray) tasks = NULL;

  run_write (run->cloud->folder, "user data", "#!/bin/sh\n");
  user_data = g_strdup_printf ("file://%s/user%%20data", run->cloud->folder);
  boot = run_look_at (run, BOOT);
  data = run_look_at (run, DATA);
  plan = run_make_plan (user_data, boot, data);
  script = run_export (run, plan, FERRY_SCRIPT_SHELL);

  run_script (run, script, client, NULL, NULL);
  assert_said (run, 0, "Everything has landed.\n");
  g_assert_nonnull (strstr (run->said, " to web $(touch pwned)"));
  g_assert_nonnull (strstr (run->said, " as /dev/sdf\n"));
  g_assert_nonnull (strstr (run->said, "as the task import-i-"));
  g_assert_nonnull (strstr (run->said, "as the task import-vol-"));
  assert_no_manifest (run);

  tasks = run_list_tasks (run);
  g_assert_cmpuint (tasks->len, ==, 2);
  for (guint i = 0; i < tasks->len; i++)
    {
      FerryConversionTask *task = g_ptr_array_index (tasks, i);

      g_assert_cmpint (task->state, ==, FERRY_CONVERSION_COMPLETED);
      g_assert_nonnull (strstr (task->description, "ferry1:"));
    }

  run_script (run, script, client, NULL, NULL);
  assert_said (run, 1, "This plan has been imported.");
  g_assert_nonnull (strstr (run->said, "the task import-i-"));
  g_assert_nonnull (strstr (run->said, "the task import-vol-"));
  run_script (run, script, client, NULL, "--again");
  assert_said (run, 1, "There is nothing left to import.");
  assert_n_tasks (run, 2);
}

static void
test_migrates (void)
{
  g_auto(Run) run = { NULL };

  run_set_up (&run, TRUE, "--import-seconds", "0");
  check_migration (run.cloud->client, &run);
}

static void
test_migrates_with_temporary_keys (void)
{
  g_auto(Run) run = { NULL };

  run_set_up (&run, TRUE, "--import-seconds", "0");
  check_migration (run.cloud->session, &run);
}

/* A script of a machine with one disk. (transfer full) */
static char *
export_disk (Run       *run,
             FerryDisk *disk)
{
  g_autoptr(FerryPlan) plan = run_make_plan ("", disk, NULL);

  return run_export (run, plan, FERRY_SCRIPT_SHELL);
}

static void
test_keys (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(FerryDisk) disk = NULL;
  g_autofree char *script = NULL;

  run_set_up (&run, FALSE, "--import-seconds", "0");
  disk = run_look_at (&run, BOOT);
  script = export_disk (&run, disk);

  run_script (&run, script, run.cloud->client, "", NULL);
  assert_said (&run, 1, "The variable AWS_SECRET_ACCESS_KEY is not set.");
  run_script (&run, script, run.cloud->client, "wrong", NULL);
  assert_said (&run, 1, "EC2 does not tell which tasks there are (SignatureDoesNotMatch: ");
  run_script (&run, script, run.cloud->client, NULL, "--now");
  assert_said (&run, 1, "Usage: ");
  assert_n_tasks (&run, 0);
}

static void
test_objects (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(FerryDisk) disk = NULL;
  g_autoptr(FerryDisk) missing = NULL;
  g_autoptr(FerryDisk) other = NULL;
  g_autoptr(FerryDisk) longer = NULL;
  g_autofree char *of_missing = NULL;
  g_autofree char *of_other = NULL;
  g_autofree char *of_longer = NULL;

  run_set_up (&run, FALSE, "--import-seconds", "0");
  disk = run_look_at (&run, DATA);
  missing = ferry_disk_new (REGION, BUCKET, "none.raw", NULL, "STANDARD",
                            ferry_disk_get_size (disk), ferry_disk_get_report (disk));
  other = ferry_disk_new (REGION, BUCKET, DATA, "\"e\"", "STANDARD", ferry_disk_get_size (disk),
                          ferry_disk_get_report (disk));
  longer = ferry_disk_new (REGION, BUCKET, DATA, NULL, "STANDARD", ferry_disk_get_size (disk) + 1,
                           ferry_disk_get_report (disk));
  of_missing = export_disk (&run, missing);
  of_other = export_disk (&run, other);
  of_longer = export_disk (&run, longer);

  run_script (&run, of_missing, run.cloud->client, NULL, NULL);
  assert_said (&run, 1, "The object none.raw in the bucket acme-exports is not there.");
  run_script (&run, of_other, run.cloud->client, NULL, NULL);
  assert_said (&run, 1, "planned was \"e\". It is another one by now.");
  run_script (&run, of_longer, run.cloud->client, NULL, NULL);
  assert_said (&run, 1, "has 262144 bytes; planned were 262145.");
  assert_n_tasks (&run, 0);
  assert_no_manifest (&run);
}

/* Whatever becomes of the answer, EC2 is asked once. */
static void
test_lost_answer (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(FerryDisk) disk = NULL;
  g_autofree char *script = NULL;

  run_set_up (&run, FALSE, "--fault=lose-reply:ImportInstance:1", "--import-seconds=0");
  disk = run_look_at (&run, BOOT);
  script = export_disk (&run, disk);

  run_script (&run, script, run.cloud->client, NULL, NULL);
  assert_said (&run, 0, "EC2 may have begun, and did not say so");
  g_assert_nonnull (strstr (run.said, "Everything has landed."));
  assert_n_tasks (&run, 1);
  assert_no_manifest (&run);
}

static void
test_lost_request (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(FerryDisk) disk = NULL;
  g_autofree char *script = NULL;

  run_set_up (&run, FALSE, "--fault=drop:ImportInstance:1", "--import-seconds=0");
  disk = run_look_at (&run, BOOT);
  script = export_disk (&run, disk);

  run_script (&run, script, run.cloud->client, NULL, NULL);
  assert_said (&run, 3, "EC2 shows no task for it yet.");
  assert_n_tasks (&run, 0);
}

static void
test_refused (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(FerryDisk) disk = NULL;
  g_autofree char *script = NULL;

  run_set_up (&run, FALSE, "--fault=error:ImportInstance:400:ResourceLimitExceeded:1", "--import-seconds=0");
  disk = run_look_at (&run, BOOT);
  script = export_disk (&run, disk);

  run_script (&run, script, run.cloud->client, NULL, NULL);
  assert_said (&run, 2, "EC2 refuses the import: ResourceLimitExceeded");
  assert_n_tasks (&run, 0);
  assert_no_manifest (&run);
}

/* What EC2 cancels it says why, and only who asks for it gets another attempt. */
static void
test_cancelled (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(FerryDisk) disk = NULL;
  g_autoptr(FerryDisk) damaged = NULL;
  g_autoptr(FerryDiskReport) report = NULL;
  g_autofree char *script = NULL;

  run_set_up (&run, FALSE, "--import-seconds", "0");
  disk = run_look_at (&run, DATA);
  report = ferry_disk_report_new ();
  report->format = FERRY_DISK_FORMAT_VHD;
  report->has_virtual_size = TRUE;
  report->virtual_size = ferry_disk_get_size (disk);
  damaged = ferry_disk_new (REGION, BUCKET, DATA, NULL, "STANDARD", ferry_disk_get_size (disk),
                            report);
  script = export_disk (&run, damaged);

  run_script (&run, script, run.cloud->client, NULL, NULL);
  assert_said (&run, 2, "EC2 has cancelled it: ClientError: ");
  assert_no_manifest (&run);
  run_script (&run, script, run.cloud->client, NULL, NULL);
  assert_said (&run, 1, "This plan has been imported. To import what was cancelled");
  assert_n_tasks (&run, 1);
  run_script (&run, script, run.cloud->client, NULL, "--again");
  assert_said (&run, 2, "EC2 has cancelled it: ClientError: ");
  assert_n_tasks (&run, 2);
}

/* (transfer full): what EC2 says of tasks with the script's token; as bash prints it */
static char *
make_answer (const char *script,
             const char *first,
             const char *second)
{
  const char *token = strstr (script, " token='");

  g_assert_nonnull (token);
  token += strlen (" token='");

  return g_strdup_printf ("printf '<DescribeConversionTasksResponse><conversionTasks>"
                          "<item><conversionTaskId>import-i-1</conversionTaskId>"
                          "<state>%s</state><importInstance><description>%.55s web"
                          "</description></importInstance></item>"
                          "<item><conversionTaskId>import-i-2</conversionTaskId>"
                          "<state>%s</state><importInstance><description>%.55s web"
                          "</description></importInstance></item></conversionTasks>"
                          "</DescribeConversionTasksResponse>\\n200'; exit 0",
                          first, token, second, token);
}

/* One attempt was cancelled and the next was not, in whatever order EC2 tells of them. */
static void
test_one_was_cancelled (void)
{
  static const char *const states[] = { "completed", "cancelled", "active" };

  for (guint i = 0; i + 1 < G_N_ELEMENTS (states); i++)
    {
      g_auto(Run) run = { NULL };
      g_autoptr(FerryDisk) disk = NULL;
      g_autofree char *script = NULL;
      g_autofree char *answer = NULL;

      run_set_up (&run, FALSE, "--import-seconds", "0");
      disk = run_look_at (&run, BOOT);
      script = export_disk (&run, disk);
      answer = make_answer (script, states[i], states[i + 1]);
      run_intercept (&run, "Action=DescribeConversionTasks", answer);

      run_script (&run, script, run.cloud->client, NULL, "--again");
      assert_said (&run, 1, "There is nothing left to import.");
      assert_n_tasks (&run, 0);
    }
}

/* Another run begins between the first look and the request. */
static void
test_meanwhile (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(FerryDisk) disk = NULL;
  g_autofree char *script = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *body = NULL;

  run_set_up (&run, FALSE, "--import-seconds", "0");
  disk = run_look_at (&run, BOOT);
  script = export_disk (&run, disk);
  answer = make_answer (script, "active", "cancelled");
  body = g_strdup_printf ("if [[ -e '%s/again' ]]; then\n%s\nfi\n>'%s/again'", run.programs,
                          answer, run.programs);
  run_intercept (&run, "Action=DescribeConversionTasks", body);

  run_script (&run, script, run.cloud->client, NULL, NULL);
  assert_said (&run, 2, "EC2 has the task import-i-1 by now. It is not asked for.");
  assert_n_tasks (&run, 0);
  assert_no_manifest (&run);
}

/* Who ends the script while EC2 is asked is told that it may have begun. */
static void
test_killed (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(FerryDisk) disk = NULL;
  g_autofree char *script = NULL;

  run_set_up (&run, FALSE, "--import-seconds", "0");
  disk = run_look_at (&run, BOOT);
  script = export_disk (&run, disk);
  run_intercept (&run, "Action=ImportInstance",
                 "kill -TERM $(sed 's/.*) . \\([0-9]*\\).*/\\1/' /proc/$PPID/stat)");

  run_script (&run, script, run.cloud->client, NULL, NULL);
  assert_said (&run, 3, "EC2 may have begun, and this has ended before it said so.");
  assert_n_tasks (&run, 1);
  run_script (&run, script, run.cloud->client, NULL, NULL);
  assert_said (&run, 1, "This plan has been imported.");
  assert_n_tasks (&run, 1);
}

/* What AWS says of a wrong signature may have the token in it. */
static void
test_told_token (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(FerryDisk) disk = NULL;
  g_autofree char *script = NULL;
  g_autofree char *body = NULL;
  FerryClient *client;

  run_set_up (&run, FALSE, "--import-seconds", "0");
  client = run.cloud->session;
  disk = run_look_at (&run, BOOT);
  script = export_disk (&run, disk);
  body = g_strdup_printf ("printf '<Response><Errors><Error><Code>SignatureDoesNotMatch</Code>"
                          "<Message>It should have been POST x-amz-security-token:%s and X-Amz-"
                          "Signature=0a</Message></Error></Errors></Response>\\n403'; exit 0",
                          ferry_credentials_get_session_token (
                            ferry_client_get_credentials (client)));
  run_intercept (&run, "Action=DescribeConversionTasks", body);

  run_script (&run, script, client, NULL, NULL);
  assert_said (&run, 1, "should have been POST x-amz-security-token:...");
}

/* A task of the same disk that another plan made, as Ferry does with each import. */
static void
test_similar (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(FerryDisk) disk = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  run_set_up (&run, FALSE, "--import-seconds", "0");
  disk = run_look_at (&run, BOOT);
  first = export_disk (&run, disk);
  second = export_disk (&run, disk);
  g_assert_cmpstr (first, !=, second);

  run_script (&run, first, run.cloud->client, NULL, NULL);
  assert_said (&run, 0, "Everything has landed.");
  run_script (&run, second, run.cloud->client, NULL, NULL);
  assert_said (&run, 1, "Ferry may have imported this plan itself.");
  assert_n_tasks (&run, 1);
  run_script (&run, second, run.cloud->client, NULL, "--again");
  assert_said (&run, 0, "Everything has landed.");
  assert_n_tasks (&run, 2);
}

static void
assert_not_pwned (Run *run)
{
  g_autofree char *path = g_build_filename (run->cloud->folder, "pwned", NULL);

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test ("pwned", G_FILE_TEST_EXISTS));
}

#define X16 "xxxxxxxxxxxxxxxx"
#define X128 X16 X16 X16 X16 X16 X16 X16 X16

/* Pairs: a boot disk and its data disk. A segment that is dots only does not reach the rehearsal's
 * store: libsoup's server merges it.
 */
static const char *const nasty_keys[] = {
  "2026-11/'; touch pwned; '$(touch pwned)`touch pwned`\".raw", "..a",
  "--config", "a\nb\\n\r\t\"; touch pwned\n",
  "a/..b%2e%2e//100% + &amp;<x>]]>?versionId=1#{1,2}[1-3]",
  "\327\251\342\200\256 \360\237\220\242",
  X128 X128 X128 X128 X128 X128 X128 "/" X16 X16 X16 X16 X16 X16 X16 "xxxxxxxxxxxxxxx", " \177*~!",
};

static void
test_nasty_keys (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (nasty_keys); i += 2)
    {
      g_auto(Run) run = { NULL };
      g_autoptr(FerryObject) boot_object = NULL;
      g_autoptr(FerryObject) data_object = NULL;
      g_autoptr(FerryDisk) boot = NULL;
      g_autoptr(FerryDisk) data = NULL;
      g_autoptr(FerryPlan) plan = NULL;
      g_autofree char *script = NULL;

      run_set_up (&run, FALSE, "--import-seconds", "0");
      boot_object = run_store (&run, nasty_keys[i], 0, 262144);
      data_object = run_store (&run, nasty_keys[i + 1], 0, 262144);
      boot = run_look_at (&run, nasty_keys[i]);
      data = run_look_at (&run, nasty_keys[i + 1]);
      plan = run_make_plan ("", boot, data);
      script = run_export (&run, plan, FERRY_SCRIPT_SHELL);

      run_script (&run, script, run.cloud->client, NULL, NULL);
      assert_said (&run, 0, "Everything has landed.");
      assert_not_pwned (&run);
    }
}

/* A data disk in three objects, beside one that is whole. */
static void
test_cut (void)
{
  static const gsize ends[] = { 0, 100000, 200000, 262144 };
  g_auto(Run) run = { NULL };
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(FerryDisk) boot = NULL;
  g_autoptr(FerryDisk) whole = NULL;
  g_autoptr(FerryParts) parts = NULL;
  g_autoptr(FerryDisk) cut = NULL;
  g_autoptr(FerryPlan) plan = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *script = NULL;

  run_set_up (&run, FALSE, "--import-seconds", "0");
  for (guint i = 0; i + 1 < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *key = g_strdup_printf ("2026-11/it's $(touch pwned).raw.part%u", i);

      g_ptr_array_add (objects, run_store (&run, key, ends[i], ends[i + 1]));
    }
  boot = run_look_at (&run, BOOT);
  whole = run_look_at (&run, DATA);
  parts = ferry_parts_new (objects, &error);
  g_assert_no_error (error);
  cut = ferry_disk_new_cut (REGION, BUCKET, parts, "STANDARD", ferry_disk_get_report (whole));
  plan = run_make_plan ("", boot, cut);
  script = run_export (&run, plan, FERRY_SCRIPT_SHELL);

  run_script (&run, script, run.cloud->client, NULL, NULL);
  assert_said (&run, 0, "from 3 object(s)");
  g_assert_nonnull (strstr (run.said, "Everything has landed."));
  assert_not_pwned (&run);
  assert_no_manifest (&run);
}

/* The headers that are shown of a request are those that a server takes, temporary keys and all. */
static void
test_shown_headers (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(FerryRequest) request = ferry_describe_conversion_tasks_request (REGION, NULL);
  g_autoptr(GBytes) body = ferry_request_dup_body (request);
  g_autoptr(SoupSession) session = soup_session_new ();
  g_autoptr(SoupMessage) message = NULL;
  g_autoptr(GPtrArray) headers = NULL;
  g_autoptr(GBytes) reply = NULL;
  g_autoptr(GUri) uri = NULL;
  g_autoptr(GError) error = NULL;

  run_set_up (&run, FALSE, "--import-seconds", "0");
  headers = ferry_signed_headers_new (run.cloud->session, request, &uri, &error);
  g_assert_no_error (error);
  message = soup_message_new_from_uri (ferry_request_get_method (request), uri);
  soup_message_set_request_body_from_bytes (message, ferry_request_get_content_type (request),
                                            body);
  for (guint i = 0; i < headers->len; i++)
    {
      const FerryPair *header = g_ptr_array_index (headers, i);

      soup_message_headers_replace (soup_message_get_request_headers (message), header->name,
                                    header->value);
    }
  g_assert_cmpuint (headers->len, ==, 5);
  reply = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest-script/migrates", test_migrates);
  g_test_add_func ("/manifest-script/migrates-with-temporary-keys",
                   test_migrates_with_temporary_keys);
  g_test_add_func ("/manifest-script/keys", test_keys);
  g_test_add_func ("/manifest-script/objects", test_objects);
  g_test_add_func ("/manifest-script/lost-answer", test_lost_answer);
  g_test_add_func ("/manifest-script/lost-request", test_lost_request);
  g_test_add_func ("/manifest-script/refused", test_refused);
  g_test_add_func ("/manifest-script/cancelled", test_cancelled);
  g_test_add_func ("/manifest-script/one-was-cancelled", test_one_was_cancelled);
  g_test_add_func ("/manifest-script/meanwhile", test_meanwhile);
  g_test_add_func ("/manifest-script/killed", test_killed);
  g_test_add_func ("/manifest-script/told-token", test_told_token);
  g_test_add_func ("/manifest-script/similar", test_similar);
  g_test_add_func ("/manifest-script/nasty-keys", test_nasty_keys);
  g_test_add_func ("/manifest-script/cut", test_cut);
  g_test_add_func ("/manifest-script/shown-headers", test_shown_headers);

  return g_test_run ();
}
