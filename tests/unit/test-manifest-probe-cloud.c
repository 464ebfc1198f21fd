/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-cloud.h"
#include "ferry-test-probe.h"

/* What becomes of a link that is tried, by the rehearsal cloud, which verifies signatures as S3
 * does.
 */

#define REGION FERRY_REHEARSAL_REGION
#define BUCKET "acme-exports"
#define KEY "2026-11/web01-boot.vmdk"

static guint64
find_cloud_size (FerryClient *client)
{
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_head_object_async (client, REGION, BUCKET, KEY, NULL,
                              ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  object = ferry_s3_head_object_finish (client, result, &error);
  g_assert_no_error (error);

  return ferry_object_get_size (object);
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

/* The disk of the cloud as a part: as it should be, with its verbs swapped, with a link that lives
 * for a minute.
 */
static FerryManifestProbe *
make_cloud_probe (FerryClient *client)
{
  guint64 size = find_cloud_size (client);
  FerryManifest *manifest = ferry_test_make_manifest ();
  FerryManifestPart *part;
  char *url;

  for (guint i = 0; i < 3; i++)
    part = ferry_test_add_signed (manifest, client, REGION, BUCKET, KEY, size);
  g_free (part->get_url);
  part->get_url = ferry_test_sign_link (client, ferry_s3_get_object_request (REGION, BUCKET, KEY, 0,
                                                                             0, NULL), 60);
  part = g_ptr_array_index (manifest->parts, 1);
  url = part->get_url;
  part->get_url = part->head_url;
  part->head_url = url;

  return make_probe (client, manifest);
}

static void
test_cloud (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(FerryManifestProbe) probe = NULL;

  ferry_test_cloud_start (cloud, NULL, NULL);
  probe = make_cloud_probe (cloud->client);
  ferry_test_run_probe (probe, 0, 3);
  ferry_test_assert_result (probe, 0, FERRY_ELEMENT_HEAD_URL, FERRY_PROBE_GOOD, 200, NULL);
  ferry_test_assert_result (probe, 0, FERRY_ELEMENT_GET_URL, FERRY_PROBE_GOOD, 206, NULL);
  ferry_test_assert_result (probe, 1, FERRY_ELEMENT_HEAD_URL, FERRY_PROBE_REFUSED, 403, NULL);
  ferry_test_assert_result (probe, 1, FERRY_ELEMENT_GET_URL, FERRY_PROBE_REFUSED, 403,
                            "SignatureDoesNotMatch");
  ferry_test_assert_result (probe, 2, FERRY_ELEMENT_GET_URL, FERRY_PROBE_GOOD, 206, NULL);

  g_ptr_array_unref (ferry_test_cloud_tell (cloud, "fault skew:600"));
  ferry_test_run_probe (probe, 2, 1);
  ferry_test_assert_result (probe, 2, FERRY_ELEMENT_HEAD_URL, FERRY_PROBE_GOOD, 200, NULL);
  ferry_test_assert_result (probe, 2, FERRY_ELEMENT_GET_URL, FERRY_PROBE_REFUSED, 403,
                            "AccessDenied");
}

/* A link ends with the session that signed it. */
static void
test_cloud_session (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(FerryManifestProbe) probe = NULL;

  ferry_test_cloud_start (cloud, "--session-seconds", "1200");
  probe = make_cloud_probe (cloud->session);
  g_ptr_array_unref (ferry_test_cloud_tell (cloud, "fault skew:1200"));
  ferry_test_run_probe (probe, 0, 1);
  ferry_test_assert_result (probe, 0, FERRY_ELEMENT_GET_URL, FERRY_PROBE_REFUSED, 400,
                            "ExpiredToken");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest-probe/cloud", test_cloud);
  g_test_add_func ("/manifest-probe/cloud/session", test_cloud_session);

  return g_test_run ();
}
