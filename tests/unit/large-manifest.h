/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A manifest of very many parts, as large as signatures of version 4 make it: a test and a bench
 * include it. Its signatures are as long as real ones, and right for nothing: 200,000 would take
 * longer than what is tested.
 */

#pragma once

#include "ferry.h"

#define LARGE_PART_SIZE 10485760

static inline void
large_manifest_add_link (GString    *text,
                         const char *element,
                         guint       part,
                         const char *date)
{
  g_string_append_printf (text,
                          "      <%s>https://vm-disks.s3.eu-west-1.amazonaws.com/images/mail01"
                          ".vmdk.part%u?X-Amz-Algorithm=AWS4-HMAC-SHA256&amp;X-Amz-Credential="
                          "AKIAFERRYTESTEXAMPLE%%2F%.8s%%2Feu-west-1%%2Fs3%%2Faws4_request&amp;"
                          "X-Amz-Date=%s&amp;X-Amz-Expires=604800&amp;X-Amz-SignedHeaders=host"
                          "&amp;X-Amz-Security-Token=", element, part, date, date);
  /* as long as those of STS often are */
  for (guint i = 0; i < 5; i++)
    g_string_append (text, "IQoJb3JpZ2luX2VjEFERRYTESTONLY%2F0123456789abcdefghijklmnopqrstuvwx");
  g_string_append_printf (text, "&amp;X-Amz-Signature=%08x%056x</%s>\n", part, (guint) *element + part,
                          element);
}

/* @now: when it was signed; (transfer full) */
static inline GBytes *
large_manifest_new (guint      n_parts,
                    GDateTime *now)
{
  g_autofree char *date = ferry_time_format_basic (now);
  GString *text = g_string_sized_new ((gsize) n_parts * 1700);
  guint64 size = (guint64) n_parts * LARGE_PART_SIZE;

  g_string_append_printf (text,
                          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest>\n"
                          "  <version>2010-11-15</version>\n  <file-format>VMDK</file-format>\n"
                          "  <importer>\n    <name>another tool</name>\n"
                          "    <version>1.0.0</version>\n    <release>2010-11-15</release>\n"
                          "  </importer>\n  <self-destruct-url>https://vm-disks.s3.eu-west-1"
                          ".amazonaws.com/images/mail01.manifest.xml</self-destruct-url>\n"
                          "  <import>\n    <size>%" G_GUINT64_FORMAT "</size>\n"
                          "    <volume-size>1000</volume-size>\n    <parts count=\"%u\">\n",
                          size, n_parts);
  for (guint i = 0; i < n_parts; i++)
    {
      guint64 start = (guint64) i * LARGE_PART_SIZE;

      g_string_append_printf (text,
                              "    <part index=\"%u\">\n"
                              "      <byte-range start=\"%" G_GUINT64_FORMAT "\" end=\"%"
                              G_GUINT64_FORMAT "\"/>\n      <key>images/mail01.vmdk.part%u</key>\n",
                              i, start, start + LARGE_PART_SIZE - 1, i);
      large_manifest_add_link (text, "head-url", i, date);
      large_manifest_add_link (text, "get-url", i, date);
      g_string_append (text, "    </part>\n");
    }
  g_string_append (text, "    </parts>\n  </import>\n</manifest>\n");

  return g_string_free_to_bytes (text);
}
