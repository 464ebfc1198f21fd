/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-server.h"

#include <string.h>

/* What is asked for a machine and for each of its disks. */

#define GIB (G_GUINT64_CONSTANT (1) << 30)
#define ACCOUNT "00000000-0000-4000-8000-000000000001"
#define TOKEN "ferry1:0b5c54a4-2f7e-4a3f-9c11-5a0d8a2f6c010123456789ab"

static FerryClient *
make_client (void)
{
  g_autoptr(FerryAccount) account = ferry_account_new (ACCOUNT, "Test", "us-east-1", NULL,
                                                       "AKIAFERRYTESTEXAMPLE", FALSE);
  g_autoptr(FerryCredentials) credentials = ferry_credentials_new ("AKIAFERRYTESTEXAMPLE", "secret",
                                                                   NULL, NULL);

  return ferry_client_new (account, credentials);
}

static FerryDisk *
make_disk (const char *key,
           guint64     size)
{
  g_autoptr(FerryDiskReport) report = ferry_disk_report_new ();

  report->format = FERRY_DISK_FORMAT_RAW;
  report->has_virtual_size = TRUE;
  report->virtual_size = size;

  return ferry_disk_new ("eu-west-1", "vm-disks", key, "\"etag\"", NULL, size, report);
}

/* A machine whose second disk is data. */
static FerryPlan *
make_plan (void)
{
  g_autoptr(FerryDisk) boot = make_disk ("vm/web<01>-boot.raw", 40 * GIB);
  g_autoptr(FerryDisk) disk = make_disk ("data/logs.raw", 9 * GIB);
  g_autoptr(FerryMachineDisk) data = ferry_machine_disk_new (disk);
  g_autoptr(FerryMachine) machine = ferry_machine_new (boot);

  g_object_set (machine, "platform", FERRY_PLATFORM_WINDOWS, NULL);
  ferry_machine_disk_set_size (data, 12);
  ferry_machine_add_disk (machine, data);

  return ferry_plan_new_for (ACCOUNT, machine);
}

static FerryDraft *
draft_boot_disk (FerryClient *client,
                 FerryPlan   *plan)
{
  return ferry_draft_new (client, plan, ferry_plan_get_machine (plan, 0), 0, NULL, NULL, NULL,
                          NULL);
}

static void
assert_link (GUri       *uri,
             const char *text)
{
  g_autofree char *link = g_uri_to_string (uri);

  g_assert_cmpstr (link, ==, text);
}

/* All that was chosen for the machine is asked for; what was not is left to EC2. */
static void
test_draft_request_settings (void)
{
  static const char *const groups[] = { "sg-0a1b2c3d", "sg-0123abcd", NULL };
  g_autoptr(FerryClient) client = make_client ();
  g_autoptr(FerryPlan) plan = make_plan ();
  FerryMachine *machine = ferry_plan_get_machine (plan, 0);
  g_autoptr(GBytes) user_data = g_bytes_new_static ("#!/bin/sh\n", 10);
  g_autoptr(FerryDraft) bare = draft_boot_disk (client, plan);
  g_autoptr(FerryDraft) draft = NULL;
  FerryRequest *request = ferry_draft_get_request (bare);

  g_assert_null (ferry_test_find_form (request, "LaunchSpecification.Placement.AvailabilityZone"));
  g_assert_null (ferry_test_find_form (request, "LaunchSpecification.Placement.Tenancy"));
  g_assert_null (ferry_test_find_form (request, "LaunchSpecification.PrivateIpAddress"));
  g_assert_null (ferry_test_find_form (request, "LaunchSpecification.InstanceInitiatedShutdownBehavior"));
  g_assert_null (ferry_test_find_form (request, "LaunchSpecification.UserData.Data"));
  g_assert_cmpstr (ferry_test_find_form (request, "DiskImage.1.Description"), ==, "web<01>-boot.raw");

  g_object_set (machine, "zone", "eu-west-1b", "subnet-id", "subnet-0a1b2c3d", "private-ip",
                "10.0.4.20", "security-groups", groups, "tenancy", FERRY_TENANCY_DEDICATED,
                "shutdown", FERRY_SHUTDOWN_TERMINATE, "monitoring", TRUE, "user-data",
                "file:///data/web.sh", "description", "the shop", NULL);
  draft = ferry_draft_new (client, plan, machine, 0, NULL, "eu-west-1c", user_data, NULL);
  request = ferry_draft_get_request (draft);
  g_assert_cmpstr (ferry_test_find_form (request, "LaunchSpecification.Placement.AvailabilityZone"), ==,
                   "eu-west-1b");
  g_assert_cmpstr (ferry_test_find_form (request, "LaunchSpecification.Placement.Tenancy"), ==, "dedicated");
  g_assert_cmpstr (ferry_test_find_form (request, "LaunchSpecification.SubnetId"), ==, "subnet-0a1b2c3d");
  g_assert_cmpstr (ferry_test_find_form (request, "LaunchSpecification.PrivateIpAddress"), ==, "10.0.4.20");
  g_assert_cmpstr (ferry_test_find_form (request, "LaunchSpecification.GroupId.2"), ==, "sg-0123abcd");
  g_assert_cmpstr (ferry_test_find_form (request, "LaunchSpecification.InstanceInitiatedShutdownBehavior"),
                   ==, "terminate");
  g_assert_cmpstr (ferry_test_find_form (request, "LaunchSpecification.Monitoring"), ==, "true");
  g_assert_cmpstr (ferry_test_find_form (request, "LaunchSpecification.UserData.Data"), ==,
                   "IyEvYmluL3NoCg==");
  g_assert_true (ferry_draft_get_user_data (draft) == user_data);
  g_assert_true (g_str_has_suffix (ferry_test_find_form (request, "Description"), " the shop"));
}

static void
test_draft_volume (void)
{
  g_autoptr(FerryClient) client = make_client ();
  g_autoptr(FerryPlan) plan = make_plan ();
  FerryMachine *machine = ferry_plan_get_machine (plan, 0);
  g_autoptr(GBytes) user_data = g_bytes_new_static ("secret", 6);
  g_autoptr(FerryDraft) draft = NULL;
  g_autoptr(FerryManifest) manifest = NULL;
  FerryRequest *request;

  /* An instance's needs are not a volume's. */
  g_object_set (machine, "platform", FERRY_PLATFORM_UNSET, "instance-type", "", NULL);
  draft = ferry_draft_new (client, plan, machine, 1, TOKEN, "eu-west-1b", user_data, NULL);
  manifest = ferry_manifest_parse (ferry_draft_get_manifest (draft), NULL);
  request = ferry_draft_get_request (draft);

  g_assert_cmpuint (ferry_draft_get_position (draft), ==, 1);
  g_assert_cmpstr (ferry_disk_get_key (ferry_draft_get_disk (draft)), ==, "data/logs.raw");
  g_assert_null (ferry_draft_get_user_data (draft));
  g_assert_true (g_str_has_prefix (ferry_draft_get_manifest_key (draft), "data/ferry-"));
  g_assert_cmpstr (manifest->file_format, ==, "RAW");
  g_assert_cmpuint (manifest->volume_size, ==, 12);
  g_assert_true (ferry_request_is_act (request));
  g_assert_cmpstr (ferry_test_find_form (request, "Action"), ==, "ImportVolume");
  g_assert_cmpstr (ferry_test_find_form (request, "AvailabilityZone"), ==, "eu-west-1b");
  g_assert_cmpstr (ferry_test_find_form (request, "Volume.Size"), ==, "12");
  g_assert_cmpstr (ferry_test_find_form (request, "Image.Bytes"), ==, "9663676416");
  g_assert_cmpstr (ferry_draft_get_token (draft), ==, TOKEN);
  g_assert_cmpstr (ferry_test_find_form (request, "Description"), ==, TOKEN " web<01>, logs.raw");
  assert_link (ferry_draft_get_manifest_link (draft),
                    ferry_test_find_form (request, "Image.ImportManifestUrl"));
}

/* Each disk is told apart in EC2's answers, and none of a machine's disks stands for another. */
static void
test_draft_tokens (void)
{
  g_autoptr(FerryClient) client = make_client ();
  g_autoptr(FerryPlan) plan = make_plan ();
  FerryMachine *machine = ferry_plan_get_machine (plan, 0);
  g_autoptr(FerryDraft) boot = draft_boot_disk (client, plan);
  g_autoptr(FerryDraft) data = ferry_draft_new (client, plan, machine, 1, NULL, "eu-west-1b", NULL,
                                                NULL);

  g_assert_cmpstr (ferry_draft_get_token (boot), !=, ferry_draft_get_token (data));
  g_assert_cmpstr (ferry_token_get_fingerprint (ferry_draft_get_token (boot)), !=,
                   ferry_token_get_fingerprint (ferry_draft_get_token (data)));
  g_assert_cmpuint (ferry_machine_get_n_disks (ferry_draft_get_machine (data)), ==, 2);
}

static void
test_draft_of_machine_refused (void)
{
  g_autoptr(FerryClient) client = make_client ();
  g_autoptr(FerryPlan) plan = make_plan ();
  FerryMachine *machine = ferry_plan_get_machine (plan, 0);
  g_autoptr(GError) zoneless = NULL;
  g_autoptr(GError) silent = NULL;
  g_autoptr(GError) elsewhere = NULL;

  g_assert_null (ferry_draft_new (client, plan, machine, 1, NULL, NULL, NULL, &zoneless));
  g_assert_error (zoneless, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (zoneless->message, "zone"));

  g_object_set (machine, "user-data", "file:///data/web.sh", NULL);
  g_assert_null (ferry_draft_new (client, plan, machine, 0, NULL, NULL, NULL, &silent));
  g_assert_error (silent, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (silent->message, "user data"));

  g_object_set (machine, "road", FERRY_ROAD_IMAGE, NULL);
  g_assert_null (ferry_draft_new (client, plan, machine, 1, NULL, "eu-west-1b", NULL, &elsewhere));
  g_assert_error (elsewhere, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (elsewhere->message, "road"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/draft/machine/settings", test_draft_request_settings);
  g_test_add_func ("/draft/machine/volume", test_draft_volume);
  g_test_add_func ("/draft/machine/tokens", test_draft_tokens);
  g_test_add_func ("/draft/machine/refused", test_draft_of_machine_refused);

  return g_test_run ();
}
