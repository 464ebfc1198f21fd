/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/lint/ferry-lint.h"

#include <string.h>

#define SECTOR 512

typedef struct {
  guint64 start;
  guint64 end;    /* inclusive */
  guint   part;
} Range;

/* The ranges that are there, sorted; without gap and overlap they are one file. */
typedef struct {
  GArray   *ranges;      /* (element-type Range) */
  gboolean  is_complete; /* each part has one */
  gboolean  is_whole;    /* and one follows the other, from 0 on */
} Layout;

typedef struct {
  guint64 index;
  guint   part;
} Index;

static int
compare_ranges (gconstpointer a,
                gconstpointer b)
{
  const Range *first = a;
  const Range *second = b;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;

  return (first->part > second->part) - (first->part < second->part);
}

static int
compare_indexes (gconstpointer a,
                 gconstpointer b)
{
  const Index *first = a;
  const Index *second = b;

  if (first->index != second->index)
    return first->index < second->index ? -1 : 1;

  return (first->part > second->part) - (first->part < second->part);
}

/* The element itself is missed by the document. */
static void
tell_missing (FerryLint *self,
              guint      part)
{
  if (!ferry_lint_is_no_number (self, FERRY_ELEMENT_BYTE_RANGE, part) &&
      (self->told[FERRY_FLAW_RANGE_MISSING] >= FERRY_MANIFEST_MOST_OF_A_FLAW ||
       ferry_manifest_document_get_line (self->document, FERRY_ELEMENT_BYTE_RANGE, part) != 0))
    ferry_lint_add (self, FERRY_FLAW_RANGE_MISSING, FERRY_ELEMENT_BYTE_RANGE, part, NULL);
}

static void
collect_ranges (FerryLint *self,
                Layout    *layout)
{
  layout->ranges = g_array_sized_new (FALSE, FALSE, sizeof (Range), self->n_parts);
  layout->is_complete = TRUE;

  for (guint i = 0; i < self->n_parts; i++)
    {
      Range range = { 0, 0, i };

      if (!ferry_manifest_document_get_range (self->document, i, &range.start, &range.end))
        {
          tell_missing (self, i);
          layout->is_complete = FALSE;
        }
      else if (range.end < range.start)
        {
          g_autofree char *evidence = ferry_lint_dup_difference ("start", range.start,
                                                                 "end", range.end);

          ferry_lint_add (self, FERRY_FLAW_RANGE_REVERSED, FERRY_ELEMENT_BYTE_RANGE, i, evidence);
          layout->is_complete = FALSE;
        }
      else
        {
          g_array_append_val (layout->ranges, range);
        }
    }

  g_array_sort (layout->ranges, compare_ranges);
}

static void
tell_place (FerryLint   *self,
            FerryFlaw    flaw,
            const Range *range,
            guint64      expected)
{
  g_autofree char *evidence = ferry_lint_dup_difference ("start", range->start,
                                                         "expected", expected);

  ferry_lint_add (self, flaw, FERRY_ELEMENT_BYTE_RANGE, range->part, evidence);
}

/* Where a part has no place it may be what a gap lacks, so gaps are told only of all. */
static void
judge_order (FerryLint *self,
             Layout    *layout)
{
  guint64 expected = 0;

  layout->is_whole = layout->is_complete && layout->ranges->len > 0;
  for (guint i = 0; i < layout->ranges->len; i++)
    {
      const Range *range = &g_array_index (layout->ranges, Range, i);

      if (range->start != expected)
        layout->is_whole = FALSE;

      if (range->start > expected && layout->is_complete)
        tell_place (self, i == 0 ? FERRY_FLAW_RANGE_NOT_FROM_0 : FERRY_FLAW_GAP, range, expected);
      else if (range->start < expected)
        tell_place (self, FERRY_FLAW_OVERLAP, range, expected);

      expected = MAX (expected, range->end == G_MAXUINT64 ? range->end : range->end + 1);
    }
}

static void
tell_beyond (FerryLint   *self,
             const Range *range)
{
  g_autofree char *evidence = ferry_lint_dup_difference ("end", range->end,
                                                         "size", self->head->size);

  ferry_lint_add (self, FERRY_FLAW_RANGE_BEYOND_SIZE, FERRY_ELEMENT_BYTE_RANGE, range->part,
                  evidence);
}

/* euca2ools writes a VMDK's capacity instead of its file's size, and was imported from. */
static gboolean
may_be_capacity (FerryLint *self,
                 guint64    sum)
{
  return self->head->size > sum && self->head->size % SECTOR == 0 && self->head->file_format &&
         g_ascii_strcasecmp (self->head->file_format, "VMDK") == 0;
}

static void
tell_sum (FerryLint *self,
          guint64    sum)
{
  g_autofree char *evidence = ferry_lint_dup_difference ("size", self->head->size,
                                                         "parts together", sum);

  ferry_lint_add_as (self, FERRY_FLAW_SIZE_NOT_SUM,
                     may_be_capacity (self, sum) ? FERRY_SEVERITY_WARNING : FERRY_SEVERITY_BLOCKS,
                     FERRY_ELEMENT_SIZE, FERRY_MANIFEST_NO_PART, evidence);
}

static void
tell_end_is_size (FerryLint   *self,
                  const Range *range)
{
  g_autofree char *evidence = g_strdup_printf ("end %" G_GUINT64_FORMAT, range->end);

  ferry_lint_add (self, FERRY_FLAW_END_IS_SIZE, FERRY_ELEMENT_BYTE_RANGE, range->part, evidence);
}

/* Whether the object holds all that the range says. */
static gboolean
is_as_object (FerryLint   *self,
              const Range *range)
{
  FerryParts *objects = self->facts->objects;

  return objects && ferry_parts_get_n (objects) == self->n_parts &&
         ferry_parts_get_size (objects, range->part) == range->end - range->start + 1;
}

/* Parts that agree with each other are right against the size, unless only the end of the last of
 * them is beyond it. Where they do not agree, each is held against the size.
 */
static void
judge_size (FerryLint    *self,
            const Layout *layout)
{
  const Range *last = NULL;
  guint64 size = self->head->size;

  if (size == 0)
    return;

  for (guint i = 0; i < layout->ranges->len; i++)
    {
      const Range *range = &g_array_index (layout->ranges, Range, i);

      if (!layout->is_whole && range->end > size)
        tell_beyond (self, range);
      if (last == NULL || range->end > last->end)
        last = range;
    }

  if (last && last->end == size && layout->is_whole && is_as_object (self, last))
    tell_sum (self, last->end + 1);
  else if (last && last->end == size)
    tell_end_is_size (self, last);
  else if (last && layout->is_whole && last->end > size && last->start < size)
    tell_beyond (self, last);
  else if (last && layout->is_whole && last->end + 1 != size)
    tell_sum (self, last->end + 1);
}

static void
judge_object (FerryLint   *self,
              const Range *range,
              gboolean     is_last)
{
  FerryParts *objects = self->facts->objects;
  guint64 size = ferry_parts_get_size (objects, range->part);
  guint64 length = range->end - range->start + 1;
  g_autofree char *evidence = NULL;

  if (size == length || (size == 0 && ferry_parts_get_etag (objects, range->part) == NULL))
    return;

  if (is_last && size + 1 == length)
    {
      if (self->told[FERRY_FLAW_END_IS_SIZE] == 0)
        tell_end_is_size (self, range);
      return;
    }

  evidence = ferry_lint_dup_difference ("range", length, "object", size);
  ferry_lint_add (self, FERRY_FLAW_PART_SIZE, FERRY_ELEMENT_BYTE_RANGE, range->part, evidence);
}

static void
judge_objects (FerryLint    *self,
               const Layout *layout)
{
  FerryParts *objects = self->facts->objects;

  if (objects == NULL || ferry_parts_get_n (objects) != self->n_parts)
    return;

  for (guint i = 0; i < self->n_parts; i++)
    if (ferry_parts_get_size (objects, i) == 0 && ferry_parts_get_etag (objects, i) == NULL)
      ferry_lint_add (self, FERRY_FLAW_PART_GONE, FERRY_ELEMENT_KEY, i, NULL);

  for (guint i = 0; i < layout->ranges->len; i++)
    judge_object (self, &g_array_index (layout->ranges, Range, i), i + 1 == layout->ranges->len);
}

static GArray *
collect_indexes (FerryLint *self)
{
  GArray *indexes = g_array_sized_new (FALSE, FALSE, sizeof (Index), self->n_parts);

  for (guint i = 0; i < self->n_parts; i++)
    {
      Index index = { 0, i };

      if (ferry_manifest_document_get_index (self->document, i, &index.index))
        g_array_append_val (indexes, index);
      else if (!ferry_lint_is_no_number (self, FERRY_ELEMENT_PART, i))
        ferry_lint_add (self, FERRY_FLAW_INDEX_MISSING, FERRY_ELEMENT_PART, i, NULL);
    }

  return indexes;
}

/* Only the first that is out of order: all behind it follow from it. */
static void
judge_index_order (FerryLint *self,
                   GArray    *indexes)
{
  for (guint i = 0; i < indexes->len; i++)
    {
      const Index *index = &g_array_index (indexes, Index, i);
      g_autofree char *evidence = NULL;

      if (index->index == index->part)
        continue;

      evidence = ferry_lint_dup_difference ("index", index->index, "expected", index->part);
      ferry_lint_add (self, FERRY_FLAW_INDEX_UNORDERED, FERRY_ELEMENT_PART, index->part, evidence);
      return;
    }
}

static void
judge_indexes (FerryLint *self)
{
  g_autoptr(GArray) indexes = collect_indexes (self);
  g_autoptr(GArray) sorted = g_array_copy (indexes);
  gboolean is_distinct = TRUE;

  g_array_sort (sorted, compare_indexes);
  for (guint i = 1; i < sorted->len; i++)
    {
      const Index *index = &g_array_index (sorted, Index, i);
      g_autofree char *evidence = NULL;

      if (index->index != g_array_index (sorted, Index, i - 1).index)
        continue;

      is_distinct = FALSE;
      evidence = g_strdup_printf ("index %" G_GUINT64_FORMAT, index->index);
      ferry_lint_add (self, FERRY_FLAW_INDEX_TWICE, FERRY_ELEMENT_PART, index->part, evidence);
    }

  if (is_distinct && indexes->len == self->n_parts)
    judge_index_order (self, indexes);
}

void
ferry_lint_ranges (FerryLint *self)
{
  Layout layout = { NULL, FALSE, FALSE };

  collect_ranges (self, &layout);
  judge_order (self, &layout);
  judge_size (self, &layout);
  judge_objects (self, &layout);
  judge_indexes (self);

  g_array_unref (layout.ranges);
}
