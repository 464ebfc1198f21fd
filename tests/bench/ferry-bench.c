/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Ferry's side of tests/bench/run: does one thing COUNT times and prints the seconds that it took.
 *
 *   ferry-bench listing FILE COUNT   reads a page of ListObjectsV2
 *   ferry-bench presign COUNT        signs COUNT links
 *   ferry-bench objects COUNT        lists a bucket of COUNT objects into a FerryObjectList; prints
 *                                    also the bytes of memory an object takes there, and those that
 *                                    its bare strings in a struct take
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-bench-cloud.h"

#include <malloc.h>
#include <stdlib.h>

/* What of an object cannot be left out: the measure for what FerryObject adds. */
typedef struct {
  char   *key;
  char   *etag;
  guint64 size;
  gint64  modified;
} Bare;

static gboolean
read_listing (const char  *path,
              guint        count,
              GError     **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;

  g_autoptr(GBytes) page = g_bytes_new_static (text, length);
  for (guint i = 0; i < count; i++)
    {
      g_autoptr(FerryObjectPage) parsed = ferry_s3_list_objects_parse (page, error);

      if (!parsed)
        return FALSE;
    }

  return TRUE;
}

static gboolean
presign (guint    count,
         GError **error)
{
  g_autoptr(FerryCredentials) credentials = ferry_rehearsal_credentials_new ();
  g_autoptr(GDateTime) now = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *path = g_strdup_printf ("/acme-exports/2026-11/disk-%u.vmdk", i);
      g_autoptr(GUri) uri = g_uri_build (G_URI_FLAGS_ENCODED, "https", NULL,
                                         "s3.eu-west-1.amazonaws.com", -1, path, NULL, NULL);
      g_autoptr(GUri) link = ferry_signer_presign (credentials, FERRY_SERVICE_S3, "eu-west-1", now,
                                                   "GET", uri, 3600);

      if (!link)
        {
          g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_FAILED, "no link");
          return FALSE;
        }
    }

  return TRUE;
}

static gsize
count_bytes (void)
{
  struct mallinfo2 info;

  malloc_trim (0);
  info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

static gsize
measure_bare (FerryObjectList *list)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  gsize before = count_bytes ();
  g_autofree Bare *bare = g_new (Bare, n);
  gsize taken;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(FerryObject) object = g_list_model_get_item (G_LIST_MODEL (list), i);

      bare[i] = (Bare) {
        g_strdup (ferry_object_get_key (object)),
        g_strdup (ferry_object_get_etag (object)),
        ferry_object_get_size (object),
        g_date_time_to_unix (ferry_object_get_modified (object)),
      };
    }
  taken = count_bytes () - before;
  for (guint i = 0; i < n; i++)
    {
      g_free (bare[i].key);
      g_free (bare[i].etag);
    }

  return taken;
}

static void
failed_cb (FerryObjectList *list,
           GError          *failed,
           GError         **error)
{
  *error = g_error_copy (failed);
}

/* The bucket lives in a thread, but in the same heap: it is asked once before anything is counted,
 * and keeps nothing of a page.
 */
static gboolean
list_objects (guint    count,
              GError **error)
{
  g_autoptr(FerryBenchCloud) cloud = ferry_bench_cloud_new (count);
  g_autoptr(FerryClient) client = ferry_bench_cloud_make_client (cloud);
  g_autoptr(FerryBucket) bucket = ferry_bucket_new ("acme-exports", "eu-west-1");
  g_autoptr(FerryObjectList) list = NULL;
  GError *failure = NULL;
  gint64 started = 0;
  gsize before = 0;
  gsize taken;

  for (guint i = 0; i < 2; i++)
    {
      g_clear_object (&list);
      /* A list lets go of its objects in turns of the main loop. */
      while (g_main_context_iteration (NULL, FALSE));
      list = ferry_object_list_new (client, bucket, "");
      before = count_bytes ();
      started = g_get_monotonic_time ();
      g_signal_connect (list, "failed", G_CALLBACK (failed_cb), &failure);
      ferry_object_list_load (list);
      while (ferry_object_list_is_loading (list))
        g_main_context_iteration (NULL, TRUE);
      if (failure)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, count);
    }

  g_print ("%.6f ", (g_get_monotonic_time () - started) / 1e6);
  taken = count_bytes () - before;
  g_print ("%.1f %.1f ", (double) taken / count, (double) measure_bare (list) / count);

  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  gint64 started = g_get_monotonic_time ();
  gboolean done = FALSE;

  if (argc == 4 && g_str_equal (argv[1], "listing"))
    done = read_listing (argv[2], atoi (argv[3]), &error);
  else if (argc == 3 && g_str_equal (argv[1], "presign"))
    done = presign (atoi (argv[2]), &error);
  else if (argc == 3 && g_str_equal (argv[1], "objects"))
    done = list_objects (atoi (argv[2]), &error);

  if (!done)
    {
      g_printerr ("ferry-bench: %s\n",
                  error ? error->message : "listing FILE COUNT | presign COUNT | objects COUNT");
      return EXIT_FAILURE;
    }

  g_print ("%.6f\n", (g_get_monotonic_time () - started) / 1e6);

  return EXIT_SUCCESS;
}
