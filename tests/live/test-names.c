/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-live.h"

#include "ferry-test-names.h"
#include "ferry-test-plan.h"

#include <string.h>

/* All keys lie side by side, each with a content of its own: one that is encoded wrongly on any way
 * is missing, or is another one.
 */

#define X16 "xxxxxxxxxxxxxxxx"
#define X128 X16 X16 X16 X16 X16 X16 X16 X16
#define X1008 X128 X128 X128 X128 X128 X128 X128 X16 X16 X16 X16 X16 X16 X16

static const char * const buckets[] = { "awkward-names", "vm.disks.example.com" };

static void
put_all (FerryLive *live)
{
  static gboolean done;

  for (guint i = 0; !done && i < G_N_ELEMENTS (buckets); i++)
    {
      ferry_live_make_bucket (live, buckets[i]);
      for (guint j = 0; j < FERRY_TEST_N_NAMES; j++)
        {
          g_autoptr(GError) error = NULL;

          ferry_live_put (live->client, buckets[i], ferry_test_names[j].key,
                          ferry_test_names[j].name, &error);
          g_assert_no_error (error);
        }
    }
  done = TRUE;
}

/* The key in its folder's list, with its size; and something for the eye to hold on to. */
static void
assert_listed (FerryLive  *live,
               const char *bucket,
               const FerryTestName *it)
{
  const char *slash = strrchr (it->key, '/');
  g_autofree char *prefix = g_strndup (it->key, slash ? slash + 1 - it->key : 0);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryObjectPage) page = ferry_live_list (live->client, bucket, prefix, &error);
  guint found = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < page->objects->len; i++)
    {
      FerryObject *object = g_ptr_array_index (page->objects, i);

      g_assert_true (g_utf8_validate (ferry_object_get_name (object), -1, NULL));
      g_assert_cmpstr (ferry_object_get_name (object), !=, "");
      if (!g_str_equal (ferry_object_get_key (object), it->key))
        continue;

      g_assert_cmpuint (ferry_object_get_size (object), ==, strlen (it->name));
      found++;
    }
  g_assert_cmpuint (found, ==, 1);
}

static void
assert_read (FerryLive  *live,
             const char *bucket,
             const FerryTestName *it)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryObject) object = ferry_live_head (live->client, bucket, it->key, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (ferry_object_get_size (object), ==, strlen (it->name));
  text = ferry_live_get_range (live->client, bucket, it->key, 0, 100,
                               ferry_object_get_etag (object), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, it->name);
}

/* A link of a manifest, taken apart without g_uri_parse(), which would merge dot segments. */
static void
assert_text_link (FerryLive  *live,
                  const char *method,
                  const char *text,
                  const char *expected)
{
  g_autofree char *scheme = NULL;
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  g_autofree char *query = NULL;
  g_autofree char *fragment = NULL;
  g_autoptr(GUri) link = NULL;
  g_autoptr(GError) error = NULL;
  int port = -1;

  g_uri_split (text, G_URI_FLAGS_ENCODED, &scheme, NULL, &host, &port, &path, &query, &fragment,
               &error);
  g_assert_no_error (error);
  g_assert_null (fragment);
  link = g_uri_build (G_URI_FLAGS_ENCODED, scheme, NULL, host, port, path, query, NULL);
  ferry_live_assert_link (live, method, link, expected);
}

static void
assert_signed (FerryLive  *live,
               const char *bucket,
               const FerryTestName *it)
{
  g_autoptr(GUri) head =
    ferry_live_sign (live->client, ferry_s3_head_object_request (live->region, bucket, it->key));
  g_autoptr(GUri) get =
    ferry_live_sign (live->client,
                     ferry_s3_get_object_request (live->region, bucket, it->key, 0, 0, NULL));

  ferry_live_assert_link (live, "HEAD", head, "");
  ferry_live_assert_link (live, "GET", get, it->name);
}

static FerryDraft *
make_draft (FerryLive   *live,
            const char  *bucket,
            const FerryTestName  *it,
            GError     **error)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) disk = ferry_disk_new (live->region, bucket, it->key, NULL, NULL,
                                              strlen (it->name), report);
  g_autoptr(FerryMachine) machine = ferry_machine_new (disk);
  g_autoptr(FerryPlan) plan = NULL;

  g_object_set (machine, "platform", FERRY_PLATFORM_WINDOWS, NULL);
  plan = ferry_plan_new_for (FERRY_TEST_ACCOUNT_ID, machine);

  return ferry_draft_new (live->client, plan, ferry_plan_get_machine (plan, 0), 0, NULL, NULL, NULL,
                          error);
}

/* As EC2 goes: the manifest by its link, then the disk by the links in it, then the manifest's
 * removal.
 */
static void
assert_manifest (FerryLive  *live,
                 const char *bucket,
                 const FerryTestName *it)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryDraft) draft = make_draft (live, bucket, it, &error);
  g_autoptr(FerryManifest) manifest = NULL;
  g_autoptr(GBytes) stored = NULL;
  g_autofree char *xml = NULL;
  const FerryManifestPart *part;
  GBytes *sent;

  if (it->refusal)
    {
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
      g_assert_cmpstr (error->message, ==, it->refusal);
      return;
    }

  g_assert_no_error (error);
  sent = ferry_draft_get_manifest (draft);
  xml = g_strndup (g_bytes_get_data (sent, NULL), g_bytes_get_size (sent));
  ferry_live_put (live->client, bucket, ferry_draft_get_manifest_key (draft), xml, &error);
  g_assert_no_error (error);

  ferry_live_assert_link (live, "GET", ferry_draft_get_manifest_link (draft), xml);
  stored = g_bytes_new (xml, strlen (xml));
  manifest = ferry_manifest_parse (stored, &error);
  g_assert_no_error (error);
  part = g_ptr_array_index (manifest->parts, 0);
  g_assert_cmpstr (part->key, ==, it->key);
  assert_text_link (live, "HEAD", part->head_url, "");
  assert_text_link (live, "GET", part->get_url, it->name);

  assert_text_link (live, "DELETE", manifest->self_destruct_url, "");
  g_assert_null (ferry_live_head (live->client, bucket, ferry_draft_get_manifest_key (draft),
                                  &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
}

static void
test_name (gconstpointer data)
{
  const FerryTestName *it = data;
  FerryLive *live = ferry_live_get ();

  if (live == NULL)
    return;

  put_all (live);
  for (guint i = 0; i < G_N_ELEMENTS (buckets); i++)
    {
      assert_listed (live, buckets[i], it);
      assert_read (live, buckets[i], it);
      assert_signed (live, buckets[i], it);
      assert_manifest (live, buckets[i], it);
    }
}

/* A key is UTF-8 of at most 1,024 bytes (Amazon S3 User Guide, "Naming Amazon S3 objects"), which
 * this server enforces: a sentence, and no object.
 */
static void
test_refused (void)
{
  static const char * const keys[] = { "a\377b.vmdk", "caf\351.vmdk", "a\300\257b", X1008 X16 "x" };
  FerryLive *live = ferry_live_get ();

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "refused-names");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr(FerryObjectPage) page = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_false (ferry_live_put (live->client, "refused-names", keys[i], "text", &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_clear_error (&error);

      page = ferry_live_list (live->client, "refused-names", NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (page->objects->len, ==, 0);
    }
}

/* The folders of such keys, as a browser goes down them: each leads on. */
static void
test_folders (void)
{
  static const struct {
    const char *prefix;
    const char *folder;
  } steps[] = {
    { "", "/" }, { "/", "//" }, { "", "a/" }, { "a/", "a//" }, { "a//", "a///" },
    { "a/", "a/./" }, { "a/", "a/../" }, { "", "../" }, { "../", "../../" }, { "", "https:/" },
  };
  FerryLive *live = ferry_live_get ();

  if (live == NULL)
    return;

  put_all (live);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(FerryObjectPage) page = ferry_live_list (live->client, buckets[0], steps[i].prefix,
                                                         &error);
      guint found = 0;

      g_assert_no_error (error);
      for (guint j = 0; j < page->objects->len; j++)
        {
          FerryObject *object = g_ptr_array_index (page->objects, j);

          found += ferry_object_is_folder (object) &&
                   g_str_equal (ferry_object_get_key (object), steps[i].folder);
        }
      g_assert_cmpuint (found, ==, 1);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < FERRY_TEST_N_NAMES; i++)
    {
      g_autofree char *path = g_strconcat ("/names/", ferry_test_names[i].name, NULL);

      g_test_add_data_func (path, &ferry_test_names[i], test_name);
    }
  g_test_add_func ("/names/refused", test_refused);
  g_test_add_func ("/names/folders", test_folders);

  return ferry_live_run ();
}
