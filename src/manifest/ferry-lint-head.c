/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-lint.h"

#include <string.h>

#define GIB (G_GUINT64_CONSTANT (1) << 30)
/* EBS's largest volume, and VM Import's largest disk. */
#define MOST_GIB 16384

static const char * const formats[] = { "RAW", "VHD", "VMDK" };

/* Returns: (nullable): the format in capitals */
static const char *
find_format (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (text, formats[i]) == 0)
      return formats[i];

  return NULL;
}

/* What the disk is, as far as it is known to be something. (nullable) */
static const char *
find_disk_format (FerryDiskReport *report)
{
  if (report == NULL || report->format == FERRY_DISK_FORMAT_UNKNOWN)
    return NULL;
  if (ferry_disk_report_get_file_format (report))
    return ferry_disk_report_get_file_format (report);

  return report->format_name;
}

static void
judge_format (FerryLint *self)
{
  g_autofree char *text = g_strstrip (g_strdup (self->head->file_format ? self->head->file_format
                                                                         : ""));
  const char *format = find_format (text);
  const char *disk_format = find_disk_format (self->facts->report);
  g_autofree char *evidence = NULL;

  if (*text == '\0')
    return;

  if (format == NULL)
    {
      evidence = ferry_manifest_dup_evidence (text);
      ferry_lint_add (self, FERRY_FLAW_FORMAT_UNKNOWN, FERRY_ELEMENT_FILE_FORMAT,
                      FERRY_MANIFEST_NO_PART, evidence);
      return;
    }

  if (!g_str_equal (text, format))
    ferry_lint_add (self, FERRY_FLAW_FORMAT_CASE, FERRY_ELEMENT_FILE_FORMAT,
                    FERRY_MANIFEST_NO_PART, text);
  if (disk_format && !g_str_equal (disk_format, format))
    {
      evidence = g_strdup_printf ("%s, %s", format, disk_format);
      ferry_lint_add (self, FERRY_FLAW_FORMAT_OTHER, FERRY_ELEMENT_FILE_FORMAT,
                      FERRY_MANIFEST_NO_PART, evidence);
    }
}

/* In GiB; 0 where it is not known: of a format with a capacity of its own a file does not tell. */
static guint64
find_least_volume (FerryLint *self)
{
  FerryDiskReport *report = self->facts->report;
  guint64 known = report ? ferry_disk_report_get_volume_size (report) : 0;

  if (known > 0)
    return known;
  if (self->head->file_format && g_ascii_strcasecmp (self->head->file_format, "RAW") == 0)
    return self->head->size / GIB + (self->head->size % GIB ? 1 : 0);

  return 0;
}

static void
judge_volume (FerryLint *self)
{
  guint64 volume_size = self->head->volume_size;
  guint64 least = find_least_volume (self);
  g_autofree char *evidence = NULL;

  if (!ferry_manifest_document_has (self->document, FERRY_ELEMENT_VOLUME_SIZE))
    return;

  if (volume_size == 0)
    {
      ferry_lint_add (self, FERRY_FLAW_VOLUME_ZERO, FERRY_ELEMENT_VOLUME_SIZE,
                      FERRY_MANIFEST_NO_PART, NULL);
    }
  else if (volume_size > MOST_GIB)
    {
      evidence = g_strdup_printf ("%" G_GUINT64_FORMAT " GiB", volume_size);
      ferry_lint_add (self, FERRY_FLAW_VOLUME_LARGE, FERRY_ELEMENT_VOLUME_SIZE,
                      FERRY_MANIFEST_NO_PART, evidence);
    }
  else if (volume_size < least)
    {
      evidence = g_strdup_printf ("%" G_GUINT64_FORMAT " GiB, at least %" G_GUINT64_FORMAT " GiB",
                                  volume_size, least);
      ferry_lint_add (self, FERRY_FLAW_VOLUME_SMALL, FERRY_ELEMENT_VOLUME_SIZE,
                      FERRY_MANIFEST_NO_PART, evidence);
    }
}

static void
judge_count (FerryLint *self)
{
  g_autofree char *evidence = NULL;
  guint64 count;

  /* Without parts it is these that are missing. */
  if (self->n_parts == 0 ||
      ferry_lint_is_no_number (self, FERRY_ELEMENT_PARTS, FERRY_MANIFEST_NO_PART))
    return;

  if (!ferry_manifest_document_get_count (self->document, &count))
    {
      ferry_lint_add (self, FERRY_FLAW_COUNT_MISSING, FERRY_ELEMENT_PARTS, FERRY_MANIFEST_NO_PART,
                      NULL);
    }
  else if (count != self->n_parts)
    {
      evidence = ferry_lint_dup_difference ("count", count, "parts", self->n_parts);
      ferry_lint_add (self, FERRY_FLAW_COUNT_WRONG, FERRY_ELEMENT_PARTS, FERRY_MANIFEST_NO_PART,
                      evidence);
    }
}

void
ferry_lint_head (FerryLint *self)
{
  judge_format (self);
  if (ferry_manifest_document_has (self->document, FERRY_ELEMENT_SIZE) && self->head->size == 0)
    ferry_lint_add (self, FERRY_FLAW_SIZE_ZERO, FERRY_ELEMENT_SIZE, FERRY_MANIFEST_NO_PART, NULL);
  judge_volume (self);
  judge_count (self);
}
