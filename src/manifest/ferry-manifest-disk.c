/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-disk.h"

#define GIB (G_GUINT64_CONSTANT (1) << 30)

static const char * const formats[] = { "RAW", "VHD", "VMDK" };

const char *
ferry_manifest_find_format (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (stripped, formats[i]) == 0)
      return formats[i];

  return NULL;
}

guint64
ferry_manifest_find_least_volume (const FerryManifest *manifest,
                                  FerryDiskReport     *report)
{
  guint64 known = report ? ferry_disk_report_get_volume_size (report) : 0;
  const char *format = manifest->file_format ? ferry_manifest_find_format (manifest->file_format)
                                             : NULL;

  if (known == 0 && g_strcmp0 (format, "RAW") == 0)
    return manifest->size / GIB + (manifest->size % GIB ? 1 : 0);

  return known;
}
