/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/lint/ferry-lint.h"

#include "manifest/ferry-manifest-disk.h"

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
  const char *format = ferry_manifest_find_format (text);
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

static void
judge_volume (FerryLint *self)
{
  guint64 volume_size = self->head->volume_size;
  guint64 least = ferry_manifest_find_least_volume (self->head, self->facts->report);
  g_autofree char *evidence = NULL;

  if (!ferry_manifest_document_has (self->document, FERRY_ELEMENT_VOLUME_SIZE))
    return;

  if (volume_size == 0)
    {
      ferry_lint_add (self, FERRY_FLAW_VOLUME_ZERO, FERRY_ELEMENT_VOLUME_SIZE,
                      FERRY_MANIFEST_NO_PART, NULL);
    }
  else if (volume_size > FERRY_MANIFEST_MOST_GIB)
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
