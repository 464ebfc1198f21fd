/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "manifest/ferry-draft.h"

#include "aws/ferry-signer.h"
#include "base/ferry-error.h"
#include "base/ferry-redact.h"
#include "base/ferry-time.h"
#include "ferry-test-schema.h"
#include "ferry-test-server.h"
#include "manifest/reading/ferry-manifest-mask.h"

#include <string.h>

#define GIB (G_GUINT64_CONSTANT (1) << 30)
#define DISK_SIZE G_GUINT64_CONSTANT (6000000001)
#define DISK_KEY "vm & co/web<01>-boot.vmdk"
#define ACCESS_KEY_ID "AKIAFERRYTESTEXAMPLE"
#define SECRET "ferry-test-secret/never+shown"
#define TOKEN "IQoJb3JpZ2luX2VjE+/=SESSION"

static FerryClient *
make_client (GDateTime *expiration)
{
  g_autoptr(FerryAccount) account = ferry_account_new ("00000000-0000-4000-8000-000000000001",
                                                       "Test", "us-east-1", NULL, ACCESS_KEY_ID,
                                                       FALSE);
  g_autoptr(FerryCredentials) credentials = ferry_credentials_new (ACCESS_KEY_ID, SECRET,
                                                                   expiration ? TOKEN : NULL,
                                                                   expiration);

  return ferry_client_new (account, credentials);
}

static FerryDiskReport *
make_report (void)
{
  FerryDiskReport *report = ferry_disk_report_new ();

  report->format = FERRY_DISK_FORMAT_VMDK_STREAM;
  report->has_virtual_size = TRUE;
  report->virtual_size = 40 * GIB - 1;
  report->scheme = FERRY_PARTITION_SCHEME_MBR;
  report->file_size = DISK_SIZE;

  return report;
}

static FerryPlan *
make_plan_for (const char      *key,
               guint64          size,
               FerryDiskReport *report)
{
  g_autoptr(FerryDisk) disk = ferry_disk_new ("eu-west-1", "vm-disks", key, "\"etag\"", NULL, size,
                                              report);
  g_autoptr(FerryMachine) machine = ferry_machine_new (disk);

  g_object_set (machine, "platform", FERRY_PLATFORM_WINDOWS, NULL);

  return ferry_plan_new_for ("00000000-0000-4000-8000-000000000001", machine);
}

static FerryPlan *
make_plan (void)
{
  g_autoptr(FerryDiskReport) report = make_report ();

  return make_plan_for (DISK_KEY, DISK_SIZE, report);
}

static FerryDraft *
draft_boot_disk (FerryClient  *client,
                 FerryPlan    *plan,
                 GError      **error)
{
  return ferry_draft_new (client, plan, ferry_plan_get_machine (plan, 0), 0, NULL, NULL, NULL,
                          error);
}

static FerryDraft *
make_draft (GDateTime *expiration)
{
  g_autoptr(FerryClient) client = make_client (expiration);
  g_autoptr(FerryPlan) plan = make_plan ();
  g_autoptr(GError) error = NULL;
  FerryDraft *draft = draft_boot_disk (client, plan, &error);

  g_assert_no_error (error);

  return draft;
}

static FerryManifest *
read_draft (FerryDraft *draft)
{
  g_autoptr(GError) error = NULL;
  FerryManifest *manifest = ferry_manifest_parse (ferry_draft_get_manifest (draft), &error);

  g_assert_no_error (error);

  return manifest;
}

static char *
dup_parameter (const char *link,
               const char *name)
{
  g_autoptr(GUri) uri = g_uri_parse (link, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr(GHashTable) query = NULL;

  g_assert_nonnull (uri);
  query = g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_NONE, NULL);
  g_assert_nonnull (query);

  return g_strdup (g_hash_table_lookup (query, name));
}

static char *
dup_path (const char *link)
{
  g_autoptr(GUri) uri = g_uri_parse (link, G_URI_FLAGS_ENCODED, NULL);

  return g_uri_unescape_string (g_uri_get_path (uri), NULL);
}

/* What S3 does with a link that is used with @method. */
static gboolean
s3_accepts (const char *link,
            const char *method)
{
  g_autoptr(GUri) uri = g_uri_parse (link, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr(GPtrArray) headers = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_pair_free);
  g_autofree char *date = dup_parameter (link, "X-Amz-Date");
  g_autofree char *given = dup_parameter (link, "X-Amz-Signature");
  g_autofree char *canonical = NULL;
  g_autofree char *signature = NULL;

  g_ptr_array_add (headers, ferry_pair_new ("host", g_uri_get_host (uri)));
  canonical = ferry_signer_canonical_request (method, g_uri_get_path (uri), g_uri_get_query (uri),
                                              headers, "UNSIGNED-PAYLOAD");
  signature = ferry_signer_signature (SECRET, date, "eu-west-1", "s3", canonical);

  return strcmp (given, signature) == 0;
}

static void
assert_link (const char *link,
             const char *method,
             const char *key)
{
  static const char *const methods[] = { "GET", "HEAD", "DELETE", "PUT" };
  g_autofree char *path = dup_path (link);
  g_autofree char *expected = g_strconcat ("/", key, NULL);

  g_assert_true (g_str_has_prefix (link, "https://vm-disks.s3.eu-west-1.amazonaws.com/"));
  g_assert_cmpstr (path, ==, expected);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    g_assert_cmpint (s3_accepts (link, methods[i]), ==, strcmp (methods[i], method) == 0);
}

static void
assert_same_link (GUri       *uri,
                  const char *link)
{
  g_autofree char *text = g_uri_to_string (uri);

  g_assert_cmpstr (text, ==, link);
}

static void
test_draft_links (void)
{
  g_autoptr(FerryDraft) draft = make_draft (NULL);
  g_autoptr(FerryManifest) manifest = read_draft (draft);
  FerryManifestPart *part = g_ptr_array_index (manifest->parts, 0);
  g_autofree char *manifest_link = g_uri_to_string (ferry_draft_get_manifest_link (draft));
  const char *manifest_key = ferry_draft_get_manifest_key (draft);

  /* Deletes the manifest; no link deletes the disk. */
  assert_link (manifest->self_destruct_url, "DELETE", manifest_key);
  g_assert_null (part->delete_url);

  assert_link (manifest_link, "GET", manifest_key);
  assert_link (part->head_url, "HEAD", DISK_KEY);
  assert_link (part->get_url, "GET", DISK_KEY);
  assert_same_link (ferry_draft_get_head_link (draft), part->head_url);
  assert_same_link (ferry_draft_get_get_link (draft), part->get_url);
}

static void
test_draft_content (void)
{
  g_autoptr(FerryDraft) draft = make_draft (NULL);
  g_autoptr(FerryManifest) manifest = read_draft (draft);
  FerryManifestPart *part = g_ptr_array_index (manifest->parts, 0);
  const char *text = g_bytes_get_data (ferry_draft_get_manifest (draft), NULL);

  g_assert_cmpstr (manifest->file_format, ==, "VMDK");
  g_assert_cmpstr (manifest->importer_name, ==, "Ferry");
  g_assert_cmpstr (manifest->importer_version, ==, FERRY_VERSION);
  g_assert_cmpuint (manifest->size, ==, DISK_SIZE);
  g_assert_cmpuint (manifest->volume_size, ==, 40);
  g_assert_cmpuint (manifest->parts->len, ==, 1);
  g_assert_cmpuint (part->start, ==, 0);
  g_assert_cmpuint (part->end, ==, DISK_SIZE - 1);
  g_assert_cmpstr (part->key, ==, DISK_KEY);
  g_assert_nonnull (strstr (text, "<key>vm &amp; co/web&lt;01&gt;-boot.vmdk</key>"));
  g_assert_null (strstr (text, "&X-Amz-"));
}

static void
test_draft_schema (void)
{
  g_autoptr(FerryDraft) draft = NULL;
  g_autofree char *text = NULL;
  gsize length;
  const char *data;

  if (!ferry_test_has_xmllint ())
    return;

  draft = make_draft (NULL);
  data = g_bytes_get_data (ferry_draft_get_manifest (draft), &length);
  text = g_strndup (data, length);
  g_assert_true (ferry_test_xmllint_accepts (text));
}

static void
test_draft_request (void)
{
  g_autoptr(FerryDraft) draft = make_draft (NULL);
  FerryRequest *request = ferry_draft_get_request (draft);
  const char *description = ferry_test_find_form (request, "Description");
  g_autofree char *expected = ferry_token_describe (ferry_draft_get_token (draft), "web<01>");

  g_assert_true (ferry_request_is_act (request));
  g_assert_cmpstr (ferry_request_get_operation (request), ==, "ImportInstance");
  g_assert_cmpstr (ferry_request_get_region (request), ==, "eu-west-1");
  g_assert_cmpstr (description, ==, expected);
  g_assert_cmpstr (ferry_test_find_form (request, "Platform"), ==, "Windows");
  g_assert_cmpstr (ferry_test_find_form (request, "DiskImage.1.Image.Bytes"), ==, "6000000001");
  g_assert_cmpstr (ferry_test_find_form (request, "DiskImage.1.Image.Format"), ==, "VMDK");
  g_assert_cmpstr (ferry_test_find_form (request, "DiskImage.1.Volume.Size"), ==, "40");
  assert_same_link (ferry_draft_get_manifest_link (draft),
                    ferry_test_find_form (request, "DiskImage.1.Image.ImportManifestUrl"));
}

static void
test_draft_key (void)
{
  static const struct {
    const char *disk_key;
    const char *pattern;
  } cases[] = {
    { "disk.vmdk", "^ferry-[0-9a-f]{32}\\.manifest\\.xml$" },
    { "a/b/disk.vmdk", "^a/b/ferry-[0-9a-f]{32}\\.manifest\\.xml$" },
    { "a//disk.vmdk", "^a//ferry-[0-9a-f]{32}\\.manifest\\.xml$" },
  };
  g_autoptr(FerryClient) client = make_client (NULL);
  g_autoptr(FerryDiskReport) report = make_report ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryPlan) plan = make_plan_for (cases[i].disk_key, DISK_SIZE, report);
      g_autoptr(FerryDraft) first = draft_boot_disk (client, plan, NULL);
      g_autoptr(FerryDraft) second = draft_boot_disk (client, plan, NULL);
      const char *key = ferry_draft_get_manifest_key (first);

      g_assert_true (g_regex_match_simple (cases[i].pattern, key, 0, 0));
      g_assert_cmpstr (key, !=, ferry_draft_get_manifest_key (second));
      g_assert_cmpstr (ferry_plan_get_id (ferry_draft_get_plan (first)), !=,
                       ferry_plan_get_id (ferry_draft_get_plan (second)));
    }
}

/* What was reviewed is what is sent, whatever is typed afterwards. */
static void
test_draft_frozen (void)
{
  g_autoptr(FerryClient) client = make_client (NULL);
  g_autoptr(FerryPlan) plan = make_plan ();
  g_autoptr(FerryDraft) draft = draft_boot_disk (client, plan, NULL);

  ferry_machine_disk_set_size (ferry_machine_get_disk (ferry_plan_get_machine (plan, 0), 0), 500);
  g_assert_cmpuint (ferry_machine_get_volume_size
                      (ferry_plan_get_machine (ferry_draft_get_plan (draft), 0)), ==, 40);
}

static gint64
get_link_end (const char *link)
{
  g_autofree char *date = dup_parameter (link, "X-Amz-Date");
  g_autofree char *seconds = dup_parameter (link, "X-Amz-Expires");
  g_autoptr(GDateTime) time = ferry_time_parse_basic (date);

  g_assert_cmpint (g_ascii_strtoll (seconds, NULL, 10), <=, FERRY_SIGNER_MAX_EXPIRES);
  g_assert_cmpint (g_ascii_strtoll (seconds, NULL, 10), >, 0);

  return g_date_time_to_unix (time) + g_ascii_strtoll (seconds, NULL, 10);
}

static void
assert_links_end (FerryDraft *draft,
                  gint64      earliest,
                  gint64      latest)
{
  g_autoptr(FerryManifest) manifest = read_draft (draft);
  FerryManifestPart *part = g_ptr_array_index (manifest->parts, 0);
  g_autofree char *manifest_link = g_uri_to_string (ferry_draft_get_manifest_link (draft));
  const char *const links[] = {
    manifest_link, manifest->self_destruct_url, part->head_url, part->get_url,
  };
  gint64 told = g_date_time_to_unix (ferry_draft_get_expiration (draft));

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      gint64 end = get_link_end (links[i]);

      g_assert_cmpint (end, >=, earliest);
      g_assert_cmpint (end, <=, latest);
      /* The draft never promises more than its links keep. */
      g_assert_cmpint (told, <=, end);
    }
  g_assert_cmpint (told, >=, earliest);
}

static void
test_draft_lifetime (void)
{
  const int lifetimes[] = { 60, 3600, 129600, FERRY_SIGNER_MAX_EXPIRES,
                            FERRY_SIGNER_MAX_EXPIRES + 60 };

  for (guint i = 0; i < G_N_ELEMENTS (lifetimes); i++)
    {
      g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
      g_autoptr(GDateTime) expiration = g_date_time_add_seconds (now, lifetimes[i]);
      g_autoptr(FerryDraft) draft = make_draft (expiration);
      gint64 end = g_date_time_to_unix (now) + MIN (lifetimes[i], FERRY_SIGNER_MAX_EXPIRES);

      assert_links_end (draft, end - 10, g_date_time_to_unix (expiration));
    }
}

static void
test_draft_lifetime_endless (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(FerryDraft) draft = make_draft (NULL);
  gint64 end = g_date_time_to_unix (now) + FERRY_SIGNER_MAX_EXPIRES;

  assert_links_end (draft, end, end + 60);
}

static void
test_draft_expired (void)
{
  const int lifetimes[] = { -3600, 0, 2 };

  for (guint i = 0; i < G_N_ELEMENTS (lifetimes); i++)
    {
      g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
      g_autoptr(GDateTime) expiration = g_date_time_add_seconds (now, lifetimes[i]);
      g_autoptr(FerryClient) client = make_client (expiration);
      g_autoptr(FerryPlan) plan = make_plan ();
      g_autoptr(GError) error = NULL;

      g_assert_null (draft_boot_disk (client, plan, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_EXPIRED);
    }
}

static void
test_draft_masked (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) expiration = g_date_time_add_hours (now, 36);
  g_autoptr(FerryDraft) draft = make_draft (expiration);
  g_autoptr(FerryManifest) manifest = read_draft (draft);
  FerryManifestPart *part = g_ptr_array_index (manifest->parts, 0);
  const char *const links[] = { manifest->self_destruct_url, part->head_url, part->get_url };
  g_autofree char *text = g_strndup (g_bytes_get_data (ferry_draft_get_manifest (draft), NULL),
                                     g_bytes_get_size (ferry_draft_get_manifest (draft)));
  g_autofree char *masked = ferry_manifest_mask (text, -1);

  /* The test can fail: all this is in the document itself. */
  g_assert_nonnull (strstr (text, ACCESS_KEY_ID));
  g_assert_nonnull (strstr (text, "IQoJb3JpZ2luX2VjE"));
  g_assert_null (strstr (text, SECRET));

  g_assert_nonnull (strstr (masked, FERRY_REDACTED));
  g_assert_null (strstr (masked, ACCESS_KEY_ID));
  g_assert_null (strstr (masked, "IQoJb3JpZ2luX2VjE"));
  g_assert_null (strstr (masked, "SESSION"));
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *signature = dup_parameter (links[i], "X-Amz-Signature");

      g_assert_nonnull (strstr (text, signature));
      g_assert_null (strstr (masked, signature));
    }
}

static void
assert_refused (const char      *key,
                guint64          size,
                FerryDiskReport *report,
                const char      *property,
                const char      *message)
{
  g_autoptr(FerryClient) client = make_client (NULL);
  g_autoptr(FerryPlan) plan = make_plan_for (key, size, report);
  g_autoptr(GError) error = NULL;

  if (g_strcmp0 (property, "instance-type") == 0)
    g_object_set (ferry_plan_get_machine (plan, 0), "instance-type", "", NULL);
  else if (g_strcmp0 (property, "platform") == 0)
    g_object_set (ferry_plan_get_machine (plan, 0), "platform", FERRY_PLATFORM_UNSET, NULL);
  else if (g_strcmp0 (property, "volume-size") == 0)
    ferry_machine_disk_set_size (ferry_machine_get_disk (ferry_plan_get_machine (plan, 0), 0), 39);

  g_assert_null (draft_boot_disk (client, plan, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (error->message, message));
}

static void
test_draft_refused (void)
{
  g_autoptr(FerryDiskReport) good = make_report ();
  g_autoptr(FerryDiskReport) formatless = make_report ();
  g_autoptr(FerryDiskReport) sizeless = make_report ();
  g_autofree char *folder = g_strnfill (1000, 'f');
  g_autofree char *long_key = g_strconcat (folder, "/d.raw", NULL);

  formatless->format = FERRY_DISK_FORMAT_OTHER;
  sizeless->has_virtual_size = FALSE;

  assert_refused (DISK_KEY, DISK_SIZE, formatless, NULL, "format");
  assert_refused (DISK_KEY, DISK_SIZE, sizeless, NULL, "size");
  assert_refused (DISK_KEY, 0, good, NULL, "empty");
  assert_refused ("a\xff", DISK_SIZE, good, NULL, "key");
  assert_refused ("a\x01", DISK_SIZE, good, NULL, "key");
  assert_refused (long_key, DISK_SIZE, good, NULL, "folder");
  assert_refused (DISK_KEY, DISK_SIZE, good, "instance-type", "instance type");
  assert_refused (DISK_KEY, DISK_SIZE, good, "platform", "platform");
  assert_refused (DISK_KEY, DISK_SIZE, good, "volume-size", "volume");
}

static void
test_draft_finalizes (void)
{
  FerryDraft *draft = make_draft (NULL);

  g_assert_finalize_object (draft);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/draft/links", test_draft_links);
  g_test_add_func ("/draft/content", test_draft_content);
  g_test_add_func ("/draft/schema", test_draft_schema);
  g_test_add_func ("/draft/request", test_draft_request);
  g_test_add_func ("/draft/key", test_draft_key);
  g_test_add_func ("/draft/frozen", test_draft_frozen);
  g_test_add_func ("/draft/lifetime", test_draft_lifetime);
  g_test_add_func ("/draft/lifetime/endless", test_draft_lifetime_endless);
  g_test_add_func ("/draft/expired", test_draft_expired);
  g_test_add_func ("/draft/masked", test_draft_masked);
  g_test_add_func ("/draft/refused", test_draft_refused);
  g_test_add_func ("/draft/finalizes", test_draft_finalizes);

  return g_test_run ();
}
