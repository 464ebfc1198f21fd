/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-parts.h"

FerryParts *
ferry_test_parts_new (const char *prefix,
                      guint       n,
                      guint64     size,
                      guint64     last)
{
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) error = NULL;
  FerryParts *parts;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s%u", prefix, i);
      g_autofree char *etag = g_strdup_printf ("\"%032x\"", i);

      g_ptr_array_add (objects, ferry_object_new (key, i + 1 < n ? size : last, NULL, etag, NULL));
    }

  parts = ferry_parts_new (objects, &error);
  g_assert_no_error (error);

  return parts;
}

void
ferry_test_put (FerryClient *client,
                const char  *bucket,
                const char  *key,
                GBytes      *bytes)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_put_object_async (client, NULL, bucket, key, bytes, "application/octet-stream",
                             cancellable, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  ferry_s3_put_object_finish (client, result, NULL, &error);
  g_assert_no_error (error);
}

guint
ferry_test_put_parts (FerryClient *client,
                      const char  *bucket,
                      const char  *prefix,
                      const char  *name,
                      gsize        size)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "samples", "disks", name, NULL);
  g_autoptr(GMappedFile) mapped = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr(GBytes) bytes = g_mapped_file_get_bytes (mapped);
  gsize total = g_bytes_get_size (bytes);
  guint n = 0;

  for (gsize offset = 0; offset < total; offset += size)
    {
      g_autofree char *key = g_strdup_printf ("%s%u", prefix, n++);
      g_autoptr(GBytes) piece = g_bytes_new_from_bytes (bytes, offset, MIN (size, total - offset));

      ferry_test_put (client, bucket, key, piece);
    }

  return n;
}

FerryParts *
ferry_test_find_parts (FerryClient  *client,
                       const char   *bucket,
                       const char   *key,
                       GError      **error)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_parts_find_async (client, NULL, bucket, key, cancellable, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_parts_finish (client, result, error);
}
