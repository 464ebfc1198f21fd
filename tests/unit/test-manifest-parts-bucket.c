/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-cloud.h"
#include "ferry-test-parts.h"

#include <string.h>

/* Parts in a bucket: the rehearsal cloud is asked for what another tool has left there. */

#define BUCKET "acme-exports"
#define SAMPLE "web01-boot.vmdk"

static void
set_up (FerryTestCloud **cloud,
        gconstpointer    data)
{
  *cloud = ferry_test_cloud_new ();
  ferry_test_cloud_start (*cloud, NULL, NULL);
}

static void
tear_down (FerryTestCloud **cloud,
           gconstpointer    data)
{
  ferry_test_cloud_free (*cloud);
}

static void
put_text (FerryTestCloud *cloud,
          const char     *key)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("text", 4);

  ferry_test_put (cloud->client, BUCKET, key, bytes);
}

static FerryDiskReport *
inspect (FerryTestCloud  *cloud,
         FerryParts      *parts,
         GError         **error)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_disk_inspect_parts_async (cloud->client, NULL, BUCKET, parts, cancellable,
                                  ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_disk_inspect_finish (cloud->client, result, error);
}

static FerryDiskReport *
inspect_whole (FerryTestCloud *cloud)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) headed = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  FerryDiskReport *report;

  ferry_s3_head_object_async (cloud->client, NULL, BUCKET, "2026-11/" SAMPLE, cancellable,
                              ferry_test_take_result, &slot);
  headed = ferry_test_wait (&slot);
  object = ferry_s3_head_object_finish (cloud->client, headed, &error);
  g_assert_no_error (error);

  slot = NULL;
  ferry_disk_inspect_async (cloud->client, NULL, BUCKET, object, cancellable,
                            ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  report = ferry_disk_inspect_finish (cloud->client, result, &error);
  g_assert_no_error (error);

  return report;
}

/* What lies beside the parts does not count; and across their seams the disk is the same. */
static void
test_found_and_inspected (FerryTestCloud **fixture,
                          gconstpointer    data)
{
  FerryTestCloud *cloud = *fixture;
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(FerryDiskReport) whole = NULL;
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(JsonObject) whole_object = NULL;
  g_autoptr(FerryParts) parts = NULL;
  g_autoptr(GError) error = NULL;
  guint n;

  /* an odd size, so that a sector lies in two parts, and structures in many */
  n = ferry_test_put_parts (cloud->client, BUCKET, "cut/web.vmdk.part", SAMPLE, 3001);
  put_text (cloud, "cut/web.vmdkmanifest.xml");
  put_text (cloud, "cut/web.vmdk.partial");
  put_text (cloud, "cut/web.vmdk.part3/readme.1");
  put_text (cloud, "cut/web.vmdk.part.0");

  parts = ferry_test_find_parts (cloud->client, BUCKET, "cut/web.vmdk.part9", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_parts_get_n (parts), ==, n);
  g_assert_cmpstr (ferry_parts_get_key (parts, 10), ==, "cut/web.vmdk.part10");
  g_assert_nonnull (ferry_parts_get_etag (parts, 10));
  g_assert_cmpstr (ferry_parts_get_stem (parts), ==, "cut/web.vmdk");

  report = inspect (cloud, parts, &error);
  g_assert_no_error (error);
  whole = inspect_whole (cloud);
  g_assert_cmpint (report->format, ==, FERRY_DISK_FORMAT_VMDK_STREAM);
  object = ferry_disk_report_to_json (report);
  whole_object = ferry_disk_report_to_json (whole);
  g_assert_true (json_object_equal (object, whole_object));
}

static void
test_gap (FerryTestCloud **fixture,
          gconstpointer    data)
{
  FerryTestCloud *cloud = *fixture;
  g_autoptr(GError) error = NULL;

  put_text (cloud, "cut/web.0");
  put_text (cloud, "cut/web.part0");
  put_text (cloud, "cut/web.part1");
  put_text (cloud, "cut/web.part3");
  g_assert_null (ferry_test_find_parts (cloud->client, BUCKET, "cut/web.part0", &error));
  g_assert_error (error, FERRY_PARTS_ERROR, FERRY_PARTS_ERROR_MISSING);
  g_assert_cmpuint (ferry_parts_error_get_detail (error)->number, ==, 2);

  g_clear_error (&error);
  g_assert_null (ferry_test_find_parts (cloud->client, BUCKET, "2026-11/" SAMPLE, &error));
  g_assert_error (error, FERRY_PARTS_ERROR, FERRY_PARTS_ERROR_NOT_A_PART);

  g_clear_error (&error);
  g_assert_null (ferry_test_find_parts (cloud->client, BUCKET, "cut/none.part0", &error));
  g_assert_error (error, FERRY_PARTS_ERROR, FERRY_PARTS_ERROR_NONE);
}

/* The parts were replaced since they were listed, even if only one was. */
static void
test_replaced (FerryTestCloud **fixture,
               gconstpointer    data)
{
  FerryTestCloud *cloud = *fixture;
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(FerryParts) parts = NULL;
  g_autoptr(FerryParts) old = NULL;
  g_autoptr(GError) error = NULL;

  ferry_test_put_parts (cloud->client, BUCKET, "cut/web.part", SAMPLE, 30000);
  parts = ferry_test_find_parts (cloud->client, BUCKET, "cut/web.part0", &error);
  g_assert_no_error (error);

  for (guint i = 0; i < ferry_parts_get_n (parts); i++)
    g_ptr_array_add (objects, ferry_object_new (ferry_parts_get_key (parts, i),
                                                ferry_parts_get_size (parts, i), NULL,
                                                i == 2 ? "\"old\""
                                                       : ferry_parts_get_etag (parts, i), NULL));
  old = ferry_parts_new (objects, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ferry_parts_get_version (old), !=, ferry_parts_get_version (parts));
  g_assert_null (inspect (cloud, old, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
}

static FerryParts *
look_up (FerryTestCloud     *cloud,
         const char * const *keys)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  FerryParts *parts;

  ferry_parts_look_up_async (cloud->client, NULL, BUCKET, keys, cancellable,
                             ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  parts = ferry_parts_finish (cloud->client, result, &error);
  g_assert_no_error (error);

  return parts;
}

/* In the order they were asked for, also one that is asked for twice, and one that is not there. */
static void
assert_looked_up (FerryTestCloud *cloud,
                  guint           n)
{
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(FerryParts) parts = NULL;

  g_ptr_array_add (keys, g_strdup ("2026-11/" SAMPLE));
  for (guint i = n; i > 0; i--)
    g_ptr_array_add (keys, g_strdup_printf ("cut/web.part%u", i - 1));
  g_ptr_array_add (keys, g_strdup ("cut/web.part99"));
  g_ptr_array_add (keys, g_strdup ("cut/web.part1"));
  g_ptr_array_add (keys, NULL);

  parts = look_up (cloud, (const char * const *) keys->pdata);
  g_assert_cmpuint (ferry_parts_get_n (parts), ==, n + 3);
  for (guint i = 0; i < n + 3; i++)
    {
      g_assert_cmpstr (ferry_parts_get_key (parts, i), ==, g_ptr_array_index (keys, i));
      if (i == n + 1)
        {
          g_assert_cmpuint (ferry_parts_get_size (parts, i), ==, 0);
          g_assert_null (ferry_parts_get_etag (parts, i));
        }
      else
        {
          g_assert_cmpuint (ferry_parts_get_size (parts, i), >, 0);
          g_assert_nonnull (ferry_parts_get_etag (parts, i));
        }
    }
  g_assert_cmpuint (ferry_parts_get_size (parts, n), ==, 5000);
  g_assert_cmpuint (ferry_parts_get_size (parts, n + 2), ==, 5000);
}

static guint
count_requests (GPtrArray  *events,
                const char *operation)
{
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    {
      JsonObject *event = g_ptr_array_index (events, i);

      if (g_strcmp0 (ferry_json_get_string (event, "operation"), operation) == 0)
        n++;
    }

  return n;
}

/* Few are asked for one by one; many are listed; and one by one again where that is denied. */
static void
test_looked_up (FerryTestCloud **fixture,
                gconstpointer    data)
{
  FerryTestCloud *cloud = *fixture;
  guint n = ferry_test_put_parts (cloud->client, BUCKET, "cut/web.part", SAMPLE, 5000);
  g_autoptr(GPtrArray) before = ferry_test_cloud_tell (cloud, "no-faults");
  g_autoptr(GPtrArray) few = NULL;
  g_autoptr(GPtrArray) many = NULL;
  g_autoptr(GPtrArray) denied = NULL;

  assert_looked_up (cloud, 2);
  few = ferry_test_cloud_tell (cloud, "no-faults");
  g_assert_cmpuint (count_requests (few, "HeadObject"), ==, 4);
  g_assert_cmpuint (count_requests (few, "ListObjectsV2"), ==, 0);

  assert_looked_up (cloud, n);
  many = ferry_test_cloud_tell (cloud, "fault error:ListObjectsV2:403:AccessDenied:always");
  g_assert_cmpuint (count_requests (many, "HeadObject"), ==, 1);
  g_assert_cmpuint (count_requests (many, "ListObjectsV2"), ==, 1);

  assert_looked_up (cloud, n);
  denied = ferry_test_cloud_tell (cloud, "no-faults");
  g_assert_cmpuint (count_requests (denied, "HeadObject"), ==, n + 2);
}

/* Every call returns once, and at once. */
static void
test_cancelled (FerryTestCloud **fixture,
                gconstpointer    data)
{
  FerryTestCloud *cloud = *fixture;
  g_autoptr(FerryParts) parts = ferry_test_parts_new ("cut/web.part", 9, 4096, 100);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const char * const keys[] = { "a", "b", NULL };

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;
      GAsyncResult *slot = NULL;

      g_cancellable_reset (cancellable);
      if (i == 0)
        ferry_parts_find_async (cloud->client, NULL, BUCKET, "cut/web.part0", cancellable,
                                ferry_test_take_result, &slot);
      else if (i == 1)
        ferry_parts_look_up_async (cloud->client, NULL, BUCKET, keys, cancellable,
                                   ferry_test_take_result, &slot);
      else
        ferry_disk_inspect_parts_async (cloud->client, NULL, BUCKET, parts, cancellable,
                                        ferry_test_take_result, &slot);
      g_cancellable_cancel (cancellable);
      result = ferry_test_wait (&slot);
      if (i < 2)
        g_assert_null (ferry_parts_finish (cloud->client, result, &error));
      else
        g_assert_null (ferry_disk_inspect_finish (cloud->client, result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/manifest-parts-bucket/" path, FerryTestCloud *, NULL, set_up, function, tear_down)

  ADD ("found-and-inspected", test_found_and_inspected);
  ADD ("gap", test_gap);
  ADD ("replaced", test_replaced);
  ADD ("looked-up", test_looked_up);
  ADD ("cancelled", test_cancelled);

  return g_test_run ();
}
