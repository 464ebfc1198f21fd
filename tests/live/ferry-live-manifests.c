/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-live-tests.h"

#include "ferry-test-probe.h"
#include "ferry-test-server.h"

#include <string.h>

/* What a real server says to the links of a manifest, and whether Ferry said so before. */

#define BUCKET "manifests"
#define MANIFEST_KEY "disk/m.xml"
#define N_PARTS 3

/* The keys need encoding, and their dots must stay. */
static const char *const keys[N_PARTS] = {
  "disk/a b+c/../web.vmdk.part0", "disk/\303\244&'\"<>.part1", "disk/%2F.part2",
};

/* The disk's parts, for which there are no links yet. (transfer full) */
static FerryManifest *
lay_parts (FerryLive *live)
{
  FerryManifest *manifest = ferry_test_make_manifest ();
  static gboolean laid;

  if (!laid)
    ferry_live_make_bucket (live, BUCKET);
  for (guint i = 0; i < N_PARTS; i++)
    {
      if (!laid)
        ferry_live_lay (live, BUCKET, keys[i]);
      ferry_test_add_part (manifest, strlen (FERRY_LIVE_TEXT))->key = g_strdup (keys[i]);
    }
  laid = TRUE;

  return manifest;
}

/* The links that Ferry makes for parts that other tools have cut. (transfer full) */
static FerryManifest *
sign_parts (FerryLive *live)
{
  FerryManifest *manifest = lay_parts (live);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryLinkSigner) signer = ferry_link_signer_new (live->client, &error);

  g_assert_no_error (error);
  ferry_manifest_resign (manifest, signer, live->region, BUCKET, MANIFEST_KEY, &error);
  g_assert_no_error (error);

  return manifest;
}

/* @manifest is consumed. @probe: (out) (transfer full). Returns: (transfer full) what was found */
static GPtrArray *
judge (FerryLive           *live,
       FerryManifest       *manifest,
       FerryManifestProbe **probe)
{
  g_autoptr(FerryManifest) owned = manifest;
  g_autoptr(FerryManifestDocument) document = ferry_test_read_manifest (owned);
  g_autoptr(GDateTime) now = ferry_client_dup_now (live->client);
  g_autoptr(FerryManifestFacts) facts = ferry_manifest_facts_new (now);

  facts->region = g_strdup (live->region);
  facts->bucket = g_strdup (BUCKET);
  facts->key = g_strdup (MANIFEST_KEY);
  facts->endpoint = g_strdup (live->endpoint);
  facts->credentials = ferry_credentials_ref (live->credentials);
  *probe = ferry_manifest_probe_new (live->client, document);
  ferry_test_run_probe (*probe, 0, N_PARTS);

  return ferry_manifest_lint (document, facts);
}

/* (nullable): the finding of that kind about that link, which then is in its line */
static const FerryManifestFinding *
find_flaw (GPtrArray        *findings,
           FerryFlaw         flaw,
           FerryProbeResult *result)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const FerryManifestFinding *finding = g_ptr_array_index (findings, i);

      if (finding->flaw == flaw && finding->line == result->line)
        {
          g_assert_cmpint (finding->element, ==, result->element);
          g_assert_cmpuint (finding->part, ==, result->part);
          return finding;
        }
    }

  return NULL;
}

static void
test_good (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(FerryManifestProbe) probe = NULL;
  g_autoptr(GPtrArray) findings = NULL;

  if (live == NULL)
    return;

  findings = judge (live, sign_parts (live), &probe);
  for (guint i = 0; i < N_PARTS; i++)
    {
      ferry_test_assert_result (probe, i, FERRY_ELEMENT_HEAD_URL, FERRY_PROBE_GOOD, 200, NULL);
      ferry_test_assert_result (probe, i, FERRY_ELEMENT_GET_URL, FERRY_PROBE_GOOD, 206, NULL);
    }
  ferry_test_assert_result (probe, FERRY_MANIFEST_NO_PART, FERRY_ELEMENT_SELF_DESTRUCT_URL,
                            FERRY_PROBE_NOT_TRIED, 0, NULL);
  g_assert_cmpuint (ferry_manifest_probe_get_results (probe)->len, ==, 2 * N_PARTS + 1);
  for (guint i = 0; i < findings->len; i++)
    {
      const FerryManifestFinding *finding = g_ptr_array_index (findings, i);

      g_test_message ("%s", ferry_manifest_fault_get_id (finding->flaw));
      g_assert_cmpint (finding->severity, !=, FERRY_SEVERITY_BLOCKS);
    }
}

/* Each in the other's place: the server refuses what Ferry says is signed for another verb. */
static void
test_swapped (void)
{
  FerryLive *live = ferry_live_get ();
  FerryManifest *manifest;
  g_autoptr(FerryManifestProbe) probe = NULL;
  g_autoptr(GPtrArray) findings = NULL;

  if (live == NULL)
    return;

  manifest = sign_parts (live);
  for (guint i = 0; i < N_PARTS; i++)
    {
      FerryManifestPart *part = g_ptr_array_index (manifest->parts, i);
      char *url = part->head_url;

      part->head_url = part->get_url;
      part->get_url = url;
    }
  findings = judge (live, manifest, &probe);
  for (guint i = 0; i < N_PARTS; i++)
    {
      FerryProbeResult *head = ferry_test_find_result (probe, i, FERRY_ELEMENT_HEAD_URL);
      FerryProbeResult *get = ferry_test_find_result (probe, i, FERRY_ELEMENT_GET_URL);

      ferry_test_assert_result (probe, i, FERRY_ELEMENT_HEAD_URL, FERRY_PROBE_REFUSED, 403, NULL);
      ferry_test_assert_result (probe, i, FERRY_ELEMENT_GET_URL, FERRY_PROBE_REFUSED, 403,
                                "SignatureDoesNotMatch");
      g_assert_nonnull (find_flaw (findings, FERRY_FLAW_LINK_VERB, head));
      g_assert_cmpstr (find_flaw (findings, FERRY_FLAW_LINK_VERB, head)->evidence, ==, "GET");
      g_assert_nonnull (find_flaw (findings, FERRY_FLAW_LINK_VERB, get));
      g_assert_cmpstr (find_flaw (findings, FERRY_FLAW_LINK_VERB, get)->evidence, ==, "HEAD");
    }
}

static const char *const verbs[] = { "HEAD", "GET", "DELETE" };

static GUri *
sign_for (FerryLive  *live,
          const char *verb,
          const char *key)
{
  if (g_str_equal (verb, "HEAD"))
    return ferry_live_sign (live->client,
                            ferry_s3_head_object_request (live->region, BUCKET, key));
  if (g_str_equal (verb, "GET"))
    return ferry_live_sign (live->client, ferry_s3_get_object_request (live->region, BUCKET, key, 0,
                                                                       0, NULL));

  return ferry_live_sign (live->client,
                          ferry_s3_delete_object_request (live->region, BUCKET, key, NULL));
}

/* What Ferry finds a link to be good for, the server takes it for, and for nothing else: asked by
 * each verb but DELETE, which is asked last.
 */
static void
test_verbs (void)
{
  FerryLive *live = ferry_live_get ();

  if (live == NULL)
    return;

  ferry_manifest_free (lay_parts (live));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr(GUri) uri = sign_for (live, verbs[i], keys[i]);
      g_autofree char *text = g_uri_to_string (uri);
      g_autoptr(FerryLink) link = ferry_link_parse (text, live->endpoint);

      g_assert_nonnull (link);
      g_assert_cmpstr (ferry_link_find_verb (link, live->credentials), ==, verbs[i]);
      g_assert_cmpstr (link->bucket, ==, BUCKET);
      g_assert_cmpstr (link->key, ==, keys[i]);
      for (guint j = 0; j < 2; j++)
        {
          g_autoptr(GError) error = NULL;
          g_autofree char *said = ferry_live_use_link (live->client, verbs[j], link->uri, NULL,
                                                       &error);

          g_assert_true ((i == j) == (said != NULL));
          if (i != j)
            g_assert_cmpuint (ferry_error_get_detail (error)->status, ==, 403);
        }
    }
}

/* A part's links as they were signed 80 s ago, for a minute. */
static void
let_end (FerryLive         *live,
         FerryManifestPart *part)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) then = g_date_time_add_seconds (now, -80);
  g_autoptr(FerryRequest) request =
    ferry_s3_get_object_request (live->region, BUCKET, part->key, 0, 0, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GUri) uri = ferry_endpoint_resolve (live->endpoint, live->region, request, &error);
  g_autoptr(GUri) head = NULL;
  g_autoptr(GUri) get = NULL;

  g_assert_no_error (error);
  head = ferry_signer_presign (live->credentials, FERRY_SERVICE_S3, live->region, then, "HEAD", uri,
                               60);
  get = ferry_signer_presign (live->credentials, FERRY_SERVICE_S3, live->region, then, "GET", uri,
                              60);
  g_free (part->head_url);
  part->head_url = g_uri_to_string (head);
  g_free (part->get_url);
  part->get_url = g_uri_to_string (get);
}

static void
test_ended (void)
{
  FerryLive *live = ferry_live_get ();
  FerryManifest *manifest;
  g_autoptr(FerryManifestProbe) probe = NULL;
  g_autoptr(GPtrArray) findings = NULL;

  if (live == NULL)
    return;

  manifest = sign_parts (live);
  let_end (live, g_ptr_array_index (manifest->parts, 1));
  findings = judge (live, manifest, &probe);
  for (guint i = 0; i < N_PARTS; i++)
    {
      FerryProbeResult *get = ferry_test_find_result (probe, i, FERRY_ELEMENT_GET_URL);
      FerryProbeResult *head = ferry_test_find_result (probe, i, FERRY_ELEMENT_HEAD_URL);

      g_assert_cmpint (get->outcome, ==, i == 1 ? FERRY_PROBE_REFUSED : FERRY_PROBE_GOOD);
      g_assert_cmpint (head->outcome, ==, get->outcome);
      g_assert_true ((find_flaw (findings, FERRY_FLAW_LINK_ENDED, get) != NULL) == (i == 1));
      g_assert_true ((find_flaw (findings, FERRY_FLAW_LINK_ENDED, head) != NULL) == (i == 1));
    }
  ferry_test_assert_result (probe, 1, FERRY_ELEMENT_GET_URL, FERRY_PROBE_REFUSED, 403,
                            "AccessDenied");
}

/* @document: with the facts of this server. Returns: (transfer full): the new manifest, read */
static FerryManifestDocument *
renew (FerryLive             *live,
       FerryManifestDocument *document)
{
  g_autoptr(GDateTime) now = ferry_client_dup_now (live->client);
  g_autoptr(FerryManifestFacts) facts = ferry_manifest_facts_new (now);
  g_autoptr(FerryLinkSigner) signer = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GBytes) renewed = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  facts->region = g_strdup (live->region);
  facts->bucket = g_strdup (BUCKET);
  facts->endpoint = g_strdup (live->endpoint);
  signer = ferry_link_signer_new (live->client, &error);
  g_assert_no_error (error);
  ferry_manifest_renew_async (document, facts, signer, MANIFEST_KEY, NULL, ferry_test_take_result,
                              &slot);
  result = ferry_test_wait (&slot);
  renewed = ferry_manifest_renew_finish (result, &error);
  g_assert_no_error (error);

  return ferry_manifest_document_new (renewed);
}

/* An old manifest with ended links, one of which would delete: the new one works. */
static void
test_renewed (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(FerryManifest) manifest = NULL;
  g_autoptr(FerryManifestDocument) document = NULL;
  g_autoptr(FerryManifestDocument) renewed = NULL;
  g_autoptr(FerryManifestProbe) before = NULL;
  g_autoptr(FerryManifestProbe) after = NULL;

  if (live == NULL)
    return;

  manifest = sign_parts (live);
  for (guint i = 0; i < N_PARTS; i++)
    {
      FerryManifestPart *part = g_ptr_array_index (manifest->parts, i);

      let_end (live, part);
      part->delete_url = g_strdup (part->get_url);
    }
  document = ferry_test_read_manifest (manifest);
  before = ferry_manifest_probe_new (live->client, document);
  ferry_test_run_probe (before, 0, N_PARTS);
  renewed = renew (live, document);
  after = ferry_manifest_probe_new (live->client, renewed);
  ferry_test_run_probe (after, 0, N_PARTS);

  for (guint i = 0; i < N_PARTS; i++)
    {
      ferry_test_assert_result (before, i, FERRY_ELEMENT_HEAD_URL, FERRY_PROBE_REFUSED, 403, NULL);
      ferry_test_assert_result (after, i, FERRY_ELEMENT_HEAD_URL, FERRY_PROBE_GOOD, 200, NULL);
      ferry_test_assert_result (after, i, FERRY_ELEMENT_GET_URL, FERRY_PROBE_GOOD, 206, NULL);
    }
  g_assert_cmpuint (ferry_manifest_probe_get_results (after)->len, ==, 2 * N_PARTS + 1);
}

/* One part is another object by now, one is not there: only asking tells. */
static void
test_objects (void)
{
  FerryLive *live = ferry_live_get ();
  FerryManifest *manifest;
  FerryManifestPart *part;
  g_autoptr(FerryManifestProbe) probe = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  g_autoptr(FerryLinkSigner) signer = NULL;
  g_autoptr(GError) error = NULL;

  if (live == NULL)
    return;

  manifest = lay_parts (live);
  part = g_ptr_array_index (manifest->parts, 1);
  part->end += 3;
  part = g_ptr_array_index (manifest->parts, 2);
  part->start += 3;
  part->end += 3;
  manifest->size += 3;
  g_free (part->key);
  part->key = g_strdup ("disk/nowhere");
  signer = ferry_link_signer_new (live->client, &error);
  g_assert_no_error (error);
  ferry_manifest_resign (manifest, signer, live->region, BUCKET, MANIFEST_KEY, &error);
  g_assert_no_error (error);
  findings = judge (live, manifest, &probe);

  ferry_test_assert_result (probe, 0, FERRY_ELEMENT_GET_URL, FERRY_PROBE_GOOD, 206, NULL);
  ferry_test_assert_result (probe, 1, FERRY_ELEMENT_HEAD_URL, FERRY_PROBE_OTHER, 200, NULL);
  ferry_test_assert_result (probe, 1, FERRY_ELEMENT_GET_URL, FERRY_PROBE_OTHER, 206, NULL);
  g_assert_cmpuint (ferry_test_find_result (probe, 1, FERRY_ELEMENT_GET_URL)->size, ==,
                    strlen (FERRY_LIVE_TEXT));
  ferry_test_assert_result (probe, 2, FERRY_ELEMENT_HEAD_URL, FERRY_PROBE_REFUSED, 404, NULL);
  ferry_test_assert_result (probe, 2, FERRY_ELEMENT_GET_URL, FERRY_PROBE_REFUSED, 404, "NoSuchKey");
}

void
ferry_live_tests_add_manifests (void)
{
  g_test_add_func ("/manifests/good", test_good);
  g_test_add_func ("/manifests/swapped", test_swapped);
  g_test_add_func ("/manifests/verbs", test_verbs);
  g_test_add_func ("/manifests/ended", test_ended);
  g_test_add_func ("/manifests/renewed", test_renewed);
  g_test_add_func ("/manifests/objects", test_objects);
}
