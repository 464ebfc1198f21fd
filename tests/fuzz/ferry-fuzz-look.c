/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-fuzz-look.h"

#include "base/ferry-json.h"
#include "disk/ferry-disk-probe.h"

#define MAX_REQUESTS 64
#define MAX_REQUEST  (1024 * 1024)
#define MAX_BYTES    (8 * 1024 * 1024)

static char *
write_report (FerryDiskReport *report)
{
  g_autoptr(JsonObject) object = ferry_disk_report_to_json (report);

  return ferry_json_to_line (object);
}

static void
check_report (FerryDiskReport *report)
{
  g_autofree char *first = write_report (report);
  g_autofree char *second = NULL;
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(FerryDiskReport) again = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_utf8_validate (first, -1, NULL))
    g_error ("not UTF-8: %s", first);
  object = ferry_json_parse (first, -1, &error);
  g_assert_no_error (error);
  again = ferry_disk_report_from_json (object);
  second = write_report (again);
  g_assert_cmpstr (first, ==, second);
}

/* What is fed has a room of its own, so that the address sanitizer sees each byte that is read
 * beyond it.
 */
void
ferry_fuzz_look (FerryPieces *pieces,
                 guint64      end)
{
  guint64 size = ferry_pieces_get_size (pieces);
  g_autoptr(FerryDiskProbe) probe = ferry_disk_probe_new (size);
  g_autoptr(FerryDiskReport) report = NULL;
  guint64 bytes_read = 0;
  guint64 offset;
  guint requests = 0;
  gsize length;

  while (ferry_disk_probe_next (probe, &offset, &length))
    {
      gsize there = (gsize) MIN (end - MIN (end, offset), length);
      g_autoptr(GBytes) bytes = NULL;

      g_assert_cmpuint (length, >, 0);
      g_assert_cmpuint (length, <=, MAX_REQUEST);
      g_assert_true (offset < size && length <= size - offset);
      g_assert_cmpuint (++requests, <=, MAX_REQUESTS);
      bytes_read += length;
      g_assert_cmpuint (bytes_read, <=, MAX_BYTES);

      bytes = ferry_pieces_read (pieces, offset, there);
      ferry_disk_probe_feed (probe, offset, bytes);
    }

  report = ferry_disk_probe_dup_report (probe);
  g_assert_cmpuint (report->requests, ==, requests);
  check_report (report);
}
