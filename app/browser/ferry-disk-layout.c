/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-disk-layout.h"

/* Partitions begin at whole MiB, and the last sectors hold the second table of a GPT. */
#define SMALLEST_GAP (2 * 1024 * 1024 + 1)

static guint64
get_end (guint64 start,
         guint64 size)
{
  guint64 end;

  return g_uint64_checked_add (&end, start, size) ? end : G_MAXUINT64;
}

static gboolean
is_in_extended (FerryDiskReport *report,
                guint64          place)
{
  for (guint i = 0; i < report->partitions->len; i++)
    {
      const FerryPartition *it = g_ptr_array_index (report->partitions, i);

      if (ferry_partition_is_extended (it) &&
          place >= it->start && place < get_end (it->start, it->size))
        return TRUE;
    }

  return FALSE;
}

static GArray *
collect (FerryDiskReport *report)
{
  GArray *segments = g_array_new (FALSE, TRUE, sizeof (FerryDiskSegment));

  for (guint i = 0; i < report->partitions->len; i++)
    {
      const FerryPartition *it = g_ptr_array_index (report->partitions, i);
      FerryDiskSegment segment = {
        .partition = it,
        .file_system = it->file_system,
        .start = it->start,
        .size = it->size,
        .colour = segments->len,
        .logical = is_in_extended (report, it->start),
      };

      if (!ferry_partition_is_extended (it))
        g_array_append_val (segments, segment);
    }
  if (report->partitions->len == 0 && report->file_system)
    {
      FerryDiskSegment whole = { .file_system = report->file_system,
                                 .size = report->virtual_size };

      g_array_append_val (segments, whole);
    }

  return segments;
}

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  const FerryDiskSegment *one = a;
  const FerryDiskSegment *other = b;

  return (one->start > other->start) - (one->start < other->start);
}

static void
append_gap (GArray          *segments,
            FerryDiskReport *report,
            guint64          start,
            guint64          end)
{
  FerryDiskSegment gap = { .start = start, .logical = is_in_extended (report, start) };

  if (end <= start || end - start < SMALLEST_GAP)
    return;

  gap.size = end - start;
  g_array_append_val (segments, gap);
}

/* What is free reaches into an extended partition and out of it again. */
static void
append_free (GArray          *segments,
             FerryDiskReport *report,
             guint64          start,
             guint64          end)
{
  for (guint i = 0; i < report->partitions->len; i++)
    {
      const FerryPartition *it = g_ptr_array_index (report->partitions, i);
      guint64 it_end = get_end (it->start, it->size);

      if (!ferry_partition_is_extended (it))
        continue;
      if (it->start > start && it->start < end)
        {
          append_gap (segments, report, start, it->start);
          start = it->start;
        }
      if (it_end > start && it_end < end)
        {
          append_gap (segments, report, start, it_end);
          start = it_end;
        }
    }

  append_gap (segments, report, start, end);
}

GArray *
ferry_disk_layout_new (FerryDiskReport *report)
{
  g_autoptr(GArray) filled = collect (report);
  GArray *segments = g_array_new (FALSE, TRUE, sizeof (FerryDiskSegment));
  guint64 end = 0;

  g_array_sort (filled, compare_starts);
  for (guint i = 0; i < filled->len; i++)
    {
      const FerryDiskSegment *it = &g_array_index (filled, FerryDiskSegment, i);

      append_free (segments, report, end, it->start);
      g_array_append_vals (segments, it, 1);
      end = MAX (end, get_end (it->start, it->size));
    }
  if (report->has_virtual_size && filled->len > 0)
    append_free (segments, report, end, report->virtual_size);

  return segments;
}

gboolean
ferry_disk_segment_is_free (const FerryDiskSegment *segment)
{
  return segment->partition == NULL && segment->file_system == NULL;
}

const char *
ferry_disk_segment_get_class (const FerryDiskSegment *segment)
{
  static const char *const classes[] = {
    "partition-1", "partition-2", "partition-3", "partition-4",
  };

  return ferry_disk_segment_is_free (segment) ? "partition-free"
                                              : classes[segment->colour % G_N_ELEMENTS (classes)];
}
