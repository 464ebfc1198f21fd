/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Ferry's side of tests/bench/run: does one thing COUNT times and prints the seconds that it took.
 *
 *   ferry-bench listing FILE COUNT   reads a page of ListObjectsV2
 *   ferry-bench presign COUNT        signs COUNT links
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry.h"

#include <stdlib.h>

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

  if (!done)
    {
      g_printerr ("ferry-bench: %s\n",
                  error ? error->message : "listing FILE COUNT | presign COUNT");
      return EXIT_FAILURE;
    }

  g_print ("%.6f\n", (g_get_monotonic_time () - started) / 1e6);

  return EXIT_SUCCESS;
}
