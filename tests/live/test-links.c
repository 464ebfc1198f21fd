/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-live-tests.h"

#include "ferry-test-plan.h"
#include "ferry-test-probe.h"
#include "ferry-test-server.h"
#include "import/ferry-manifest-removal.h"
#include "import/ferry-manifest-store.h"
#include "import/ferry-proof.h"

#include <string.h>

/* Amazon's own sentence, by which an ended link is told from a denied one, is not sent here. */
static const FerryLiveDialect dialect = {
  .ended_link = FERRY_ERROR_DENIED,
  .unknown_key_id = "AKIANOBODY",
  .unknown_key = FERRY_ERROR_BAD_ACCESS_KEY,
};

/* Nothing of a PUT that was refused has come to the other door of the same server. */
static void
assert_tls_refused (FerryLive  *live,
                    const char *endpoint)
{
  g_autoptr(FerryClient) client = ferry_live_make_client (live, endpoint, live->credentials);
  g_autoptr(GError) error = NULL;

  g_assert_false (ferry_live_put (client, "tls", "key", FERRY_LIVE_TEXT, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_TLS);
  g_clear_error (&error);

  g_assert_null (ferry_live_head (live->client, "tls", "key", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
}

/* What the system trusts, Ferry trusts, and has no list of its own: so the system's is changed. */
static void
test_tls (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(FerryClient) client = NULL;
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(GTlsDatabase) authority = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *elsewhere = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "tls");
  assert_tls_refused (live, live->tls_endpoint);

  authority = g_tls_file_database_new (live->authority, &error);
  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), authority);

  /* The certificate is for 127.0.0.1 and for no other name. */
  elsewhere = g_strdup_printf ("https://localhost%s", strrchr (live->tls_endpoint, ':'));
  assert_tls_refused (live, elsewhere);

  client = ferry_live_make_client (live, live->tls_endpoint, live->credentials);
  ferry_live_put (client, "tls", "key", FERRY_LIVE_TEXT, &error);
  g_assert_no_error (error);
  object = ferry_live_head (live->client, "tls", "key", &error);
  g_assert_no_error (error);

  g_tls_backend_set_default_database (g_tls_backend_get_default (), NULL);
}

/* Puts a sample disk as "road/vm/web01.vmdk". Returns: (transfer full): it, as S3 tells of it */
static FerryObject *
put_disk (FerryLive *live)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "samples", "disks", "web01-boot.vmdk",
                                                 NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GMappedFile) file = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  FerryObject *object;

  file = g_mapped_file_new (path, FALSE, &error);
  g_assert_no_error (error);
  bytes = g_mapped_file_get_bytes (file);
  ferry_s3_put_object_async (live->client, live->region, "road", "vm/web01.vmdk", bytes, NULL, NULL,
                             ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  ferry_s3_put_object_finish (live->client, result, NULL, &error);
  g_assert_no_error (error);

  object = ferry_live_head (live->client, "road", "vm/web01.vmdk", &error);
  g_assert_no_error (error);

  return object;
}

static FerryDiskReport *
inspect (FerryLive   *live,
         FerryObject *object)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  FerryDiskReport *report;

  ferry_disk_inspect_async (live->client, live->region, "road", object, NULL,
                            ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  report = ferry_disk_inspect_finish (live->client, result, &error);
  g_assert_no_error (error);

  return report;
}

static FerryDraft *
draft_disk (FerryLive       *live,
            FerryObject     *object,
            FerryDiskReport *report)
{
  g_autoptr(FerryDisk) disk = ferry_disk_new (live->region, "road", ferry_object_get_key (object),
                                              ferry_object_get_etag (object), NULL,
                                              ferry_object_get_size (object), report);
  g_autoptr(FerryMachine) machine = ferry_machine_new (disk);
  g_autoptr(FerryPlan) plan = NULL;
  g_autoptr(GError) error = NULL;
  FerryDraft *draft;

  g_object_set (machine, "platform", FERRY_PLATFORM_WINDOWS, NULL);
  plan = ferry_plan_new_for (FERRY_TEST_ACCOUNT_ID, machine);
  draft = ferry_draft_new (live->client, plan, ferry_plan_get_machine (plan, 0), 0, NULL, NULL,
                           NULL, &error);
  g_assert_no_error (error);

  return draft;
}

/* @version: (out) (nullable) */
static gboolean
store_as (FerryLive   *live,
          const char  *bucket,
          const char  *key,
          GBytes      *manifest,
          char       **version,
          GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_manifest_store_async (live->client, live->region, bucket, key, manifest, NULL,
                              ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_manifest_store_finish (live->client, result, version, error);
}

static gboolean
store (FerryLive   *live,
       FerryDraft  *draft,
       GBytes      *manifest,
       GError     **error)
{
  g_autofree char *version = NULL;

  return store_as (live, "road", ferry_draft_get_manifest_key (draft), manifest, &version, error);
}

static gboolean
prove (FerryLive   *live,
       FerryDraft  *draft,
       GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_proof_async (live->client, draft, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_proof_finish (live->client, result, error);
}

/* Each of the draft's links as it stands in its manifest. */
static void
try_links (FerryLive  *live,
           FerryDraft *draft)
{
  g_autoptr(FerryManifestDocument) document =
    ferry_manifest_document_new (ferry_draft_get_manifest (draft));
  g_autoptr(FerryManifestProbe) probe = ferry_manifest_probe_new (live->client, document);

  ferry_test_run_probe (probe, 0, 1);
  ferry_test_assert_result (probe, 0, FERRY_ELEMENT_HEAD_URL, FERRY_PROBE_GOOD, 200, NULL);
  ferry_test_assert_result (probe, 0, FERRY_ELEMENT_GET_URL, FERRY_PROBE_GOOD, 206, NULL);
}

/* All that an import does with S3 before it asks EC2, on a disk with a file system in it. */
static void
test_road (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(FerryDraft) draft = NULL;
  g_autoptr(GBytes) other = NULL;
  g_autoptr(GError) error = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "road");
  object = put_disk (live);
  report = inspect (live, object);
  g_assert_cmpint (report->format, ==, FERRY_DISK_FORMAT_VMDK_STREAM);
  g_assert_cmpint (report->scheme, ==, FERRY_PARTITION_SCHEME_MBR);
  draft = draft_disk (live, object, report);

  g_assert_false (prove (live, draft, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
  g_clear_error (&error);

  /* What is there already is our own first copy, or somebody else's. */
  for (guint i = 0; i < 2; i++)
    {
      store (live, draft, ferry_draft_get_manifest (draft), &error);
      g_assert_no_error (error);
    }
  other = g_bytes_new_static (FERRY_LIVE_TEXT, strlen (FERRY_LIVE_TEXT));
  g_assert_false (store (live, draft, other, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
  g_clear_error (&error);
  prove (live, draft, &error);
  g_assert_no_error (error);
  try_links (live, draft);

  ferry_live_delete (live->client, "road", "vm/web01.vmdk", &error);
  g_assert_no_error (error);
  ferry_live_lay (live, "road", "vm/web01.vmdk");
  g_assert_false (prove (live, draft, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
}

static void
remove_manifest (FerryLive  *live,
                 const char *version,
                 gboolean    looks)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_manifest_remove_async (live->client, live->region, "removal", "m.xml", version, looks, NULL,
                               ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  ferry_manifest_remove_finish (live->client, result, &error);
  g_assert_no_error (error);
}

static void
assert_gone (FerryLive *live,
             GUri      *link)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (ferry_live_use_link (live->client, "GET", link, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
}

/* In a bucket that keeps versions neither the manifest's link nor one of that very version leads
 * anywhere any more, whether Ferry knew the version or had to ask.
 */
static void
test_removal (gconstpointer data)
{
  const gboolean looks = GPOINTER_TO_INT (data);
  FerryLive *live = ferry_live_get ();
  g_autoptr(FerryRequest) request = NULL;
  g_autoptr(GBytes) manifest = g_bytes_new_static (FERRY_LIVE_TEXT, strlen (FERRY_LIVE_TEXT));
  g_autoptr(GUri) link = NULL;
  g_autoptr(GUri) version_link = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *version = NULL;
  static gboolean made;

  if (live == NULL)
    return;

  if (!made)
    {
      ferry_live_make_bucket (live, "removal");
      ferry_live_keep_versions (live, "removal");
    }
  made = TRUE;
  store_as (live, "removal", "m.xml", manifest, &version, &error);
  g_assert_no_error (error);
  g_assert_nonnull (version);
  request = ferry_s3_get_object_request (live->region, "removal", "m.xml", 0, 0, NULL);
  link = ferry_live_sign (live->client, ferry_request_ref (request));
  ferry_request_add_query (request, "versionId", version);
  version_link = ferry_live_sign (live->client, g_steal_pointer (&request));
  ferry_live_assert_link (live, "GET", link, FERRY_LIVE_TEXT);
  ferry_live_assert_link (live, "GET", version_link, FERRY_LIVE_TEXT);

  remove_manifest (live, looks ? NULL : version, looks);
  assert_gone (live, link);
  assert_gone (live, version_link);
  remove_manifest (live, NULL, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ferry_live_tests_add_links (&dialect);
  g_test_add_func ("/links/road", test_road);
  ferry_live_tests_add_manifests ();
  g_test_add_func ("/links/tls", test_tls);
  g_test_add_data_func ("/links/removal/known", GINT_TO_POINTER (FALSE), test_removal);
  g_test_add_data_func ("/links/removal/asked", GINT_TO_POINTER (TRUE), test_removal);

  return ferry_live_run ();
}
