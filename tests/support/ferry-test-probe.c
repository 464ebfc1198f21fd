/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-probe.h"

#include "ferry-test-link.h"
#include "ferry-test-server.h"

#include <string.h>

#define LINK_SECONDS 3600

char *
ferry_test_sign_link (FerryClient  *client,
                      FerryRequest *request,
                      guint         seconds)
{
  g_autoptr(FerryRequest) owned = request;
  g_autoptr(GUri) link = ferry_test_sign (client, owned, seconds);

  return g_uri_to_string (link);
}

FerryManifest *
ferry_test_make_manifest (void)
{
  FerryManifest *manifest = ferry_manifest_new ();

  manifest->file_format = g_strdup ("RAW");
  manifest->importer_name = g_strdup ("test");
  manifest->importer_version = g_strdup ("1");
  manifest->importer_release = g_strdup ("1");
  manifest->self_destruct_url = g_strdup ("https://disks.s3.eu-west-1.amazonaws.com/m.xml?a=b");
  manifest->volume_size = 1;

  return manifest;
}

FerryManifestPart *
ferry_test_add_part (FerryManifest *manifest,
                     guint64        size)
{
  FerryManifestPart *part = ferry_manifest_add_part (manifest);

  part->start = manifest->size;
  part->end = part->start + size - 1;
  manifest->size += size;

  return part;
}

FerryManifestPart *
ferry_test_add_signed (FerryManifest *manifest,
                       FerryClient   *client,
                       const char    *region,
                       const char    *bucket,
                       const char    *key,
                       guint64        size)
{
  FerryManifestPart *part = ferry_test_add_part (manifest, size);
  FerryRequest *head = ferry_s3_head_object_request (region, bucket, key);
  FerryRequest *get = ferry_s3_get_object_request (region, bucket, key, 0, 0, NULL);
  FerryRequest *removal = ferry_s3_delete_object_request (region, bucket, key, NULL);

  part->key = g_strdup (key);
  part->head_url = ferry_test_sign_link (client, head, LINK_SECONDS);
  part->get_url = ferry_test_sign_link (client, get, LINK_SECONDS);
  part->delete_url = ferry_test_sign_link (client, removal, LINK_SECONDS);

  return part;
}

FerryManifestDocument *
ferry_test_read_manifest (const FerryManifest *manifest)
{
  char *text = ferry_manifest_to_xml (manifest);
  g_autoptr(GBytes) bytes = g_bytes_new_take (text, strlen (text));
  FerryManifestDocument *document = ferry_manifest_document_new (bytes);

  g_assert_cmpuint (ferry_manifest_document_get_n_parts (document), ==, manifest->parts->len);

  return document;
}

void
ferry_test_run_probe (FerryManifestProbe *probe,
                      guint               first,
                      guint               n_parts)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_manifest_probe_run_async (probe, first, n_parts, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  ferry_manifest_probe_run_finish (probe, result, &error);
  g_assert_no_error (error);
}

FerryProbeResult *
ferry_test_find_result (FerryManifestProbe   *probe,
                        guint                 part,
                        FerryManifestElement  element)
{
  GPtrArray *results = ferry_manifest_probe_get_results (probe);
  FerryProbeResult *found = NULL;

  for (guint i = 0; i < results->len; i++)
    {
      FerryProbeResult *result = g_ptr_array_index (results, i);

      if (result->part != part || result->element != element)
        continue;
      g_assert_null (found);
      found = result;
    }

  g_assert_nonnull (found);

  return found;
}

void
ferry_test_assert_result (FerryManifestProbe   *probe,
                          guint                 part,
                          FerryManifestElement  element,
                          FerryProbeOutcome     outcome,
                          guint                 status,
                          const char           *code)
{
  FerryProbeResult *result = ferry_test_find_result (probe, part, element);

  g_assert_cmpint (result->outcome, ==, outcome);
  g_assert_cmpuint (result->status, ==, status);
  g_assert_cmpstr (result->code, ==, code);
  g_assert_cmpuint (result->line, >, 0);
}
