/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/renewal/ferry-repair.h"

#include "base/ferry-error.h"
#include "manifest/link/ferry-link-address.h"
#include "manifest/link/ferry-link.h"
#include "manifest/ferry-manifest-disk.h"

#include <string.h>

/* One part, with its place in the document, by which errors name it. */
typedef struct {
  FerryManifestPart *part;
  guint              index;
} Placed;

static void
clear_placed (gpointer data)
{
  g_clear_pointer (&((Placed *) data)->part, ferry_manifest_part_free);
}

static void
set_text (char       **text,
          const char  *value)
{
  char *copy = g_strdup (value);

  g_free (*text);
  *text = copy;
}

static gboolean
refuse (GError     **error,
        const char  *format,
        ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError     **error,
        const char  *format,
        ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error, g_error_new_valist (FERRY_ERROR, FERRY_ERROR_BAD_INPUT, format,
                                                arguments));
  va_end (arguments);

  return FALSE;
}

/* What the links of a part agree on; %NULL where they do not, or say nothing. (transfer full) */
static char *
find_linked_key (const FerryManifestPart *part,
                 const char              *endpoint)
{
  const char * const texts[] = { part->head_url, part->get_url };
  g_autofree char *key = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(FerryLink) link = texts[i] ? ferry_link_parse (texts[i], endpoint) : NULL;

      if (link == NULL || link->key == NULL)
        continue;
      if (key && !g_str_equal (key, link->key))
        return NULL;
      g_free (key);
      key = g_strdup (link->key);
    }

  return g_steal_pointer (&key);
}

/* A key that is missing, padded, or written as links write it, is what the links say. One that is
 * another is nobody's to decide.
 */
static gboolean
mend_key (Placed              *placed,
          FerryManifestFacts  *facts,
          GError             **error)
{
  FerryManifestPart *part = placed->part;
  gboolean is_missing = part->key == NULL || *part->key == '\0';
  g_autofree char *linked = find_linked_key (part, facts->endpoint);

  if (linked && is_missing)
    set_text (&part->key, linked);
  else if (linked && (ferry_link_is_padded (part->key, linked) ||
                      ferry_link_is_encoded (part->key, linked)))
    set_text (&part->key, linked);
  else if (is_missing)
    return refuse (error, "part %u has no key, and its links do not tell it", placed->index);
  else if (linked && !g_str_equal (part->key, linked))
    return refuse (error, "the links of part %u lead to another key than its own", placed->index);

  return TRUE;
}

static gboolean
read_part (GArray                 *parts,
           FerryManifestDocument  *document,
           guint                   index,
           FerryManifestFacts     *facts,
           GError                **error)
{
  Placed placed = { ferry_manifest_document_dup_part (document, index), index };
  guint64 start;
  guint64 end;

  g_array_append_val (parts, placed);
  g_clear_pointer (&placed.part->delete_url, g_free);
  if (!ferry_manifest_document_get_range (document, index, &start, &end))
    return refuse (error, "part %u does not say which bytes it holds", index);
  if (end < start)
    return refuse (error, "part %u ends before it starts", index);

  return mend_key (&placed, facts, error);
}

static int
compare_placed (gconstpointer a,
                gconstpointer b)
{
  const Placed *first = a;
  const Placed *second = b;

  if (first->part->start != second->part->start)
    return first->part->start < second->part->start ? -1 : 1;

  return (first->index > second->index) - (first->index < second->index);
}

/* Whether every end is the next part's start, and the last one the size: ends that are not counted
 * in, all the way. One alone would be an overlap, and a part without a byte is none.
 */
static gboolean
are_ends_exclusive (GArray  *parts,
                    guint64  size)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const FerryManifestPart *part = g_array_index (parts, Placed, i).part;
      guint64 next = i + 1 < parts->len ? g_array_index (parts, Placed, i + 1).part->start : size;

      if (part->end != next || part->end == part->start)
        return FALSE;
    }

  return TRUE;
}

/* The last end is one too many where its object is one byte shorter; where the object is not known,
 * where it is the size.
 */
static gboolean
is_one_too_many (const Placed       *last,
                 guint64             size,
                 FerryManifestFacts *facts)
{
  guint64 length = last->part->end - last->part->start;

  if (facts->objects)
    return ferry_parts_get_size (facts->objects, last->index) == length;

  return last->part->end == size;
}

static void
mend_ends (GArray             *parts,
           guint64             size,
           FerryManifestFacts *facts)
{
  Placed *last = &g_array_index (parts, Placed, parts->len - 1);
  guint64 length = last->part->end - last->part->start;

  if (parts->len > 1 && are_ends_exclusive (parts, size))
    {
      for (guint i = 0; i < parts->len; i++)
        g_array_index (parts, Placed, i).part->end--;
    }
  else if (length > 0 && is_one_too_many (last, size, facts))
    {
      last->part->end--;
    }
}

static gboolean
check_order (GArray  *parts,
             GError **error)
{
  guint64 expected = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const Placed *placed = &g_array_index (parts, Placed, i);
      guint64 start = placed->part->start;

      if (start != expected)
        return refuse (error, "part %u starts at byte %" G_GUINT64_FORMAT ", and %" G_GUINT64_FORMAT
                       " comes next", placed->index, start, expected);
      expected = placed->part->end + 1;
    }

  return TRUE;
}

static gboolean
check_objects (GArray              *parts,
               FerryManifestFacts  *facts,
               GError             **error)
{
  for (guint i = 0; facts->objects && i < parts->len; i++)
    {
      const Placed *placed = &g_array_index (parts, Placed, i);
      guint64 size = ferry_parts_get_size (facts->objects, placed->index);

      if (size == 0 && ferry_parts_get_etag (facts->objects, placed->index) == NULL)
        return refuse (error, "the bucket does not have the object of part %u", placed->index);
      if (size != placed->part->end - placed->part->start + 1)
        return refuse (error, "the object of part %u has %" G_GUINT64_FORMAT " bytes, which is not "
                       "what the manifest says", placed->index, size);
    }

  return TRUE;
}

static gboolean
check_keys (GArray  *parts,
            GError **error)
{
  g_autoptr(GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < parts->len; i++)
    {
      const Placed *placed = &g_array_index (parts, Placed, i);

      if (!g_hash_table_add (keys, placed->part->key))
        return refuse (error, "part %u has the key of another part", placed->index);
    }

  return TRUE;
}

static gboolean
repair_parts (FerryManifest          *manifest,
              FerryManifestDocument  *document,
              FerryManifestFacts     *facts,
              GCancellable           *cancellable,
              GError                **error)
{
  guint n_parts = ferry_manifest_document_get_n_parts (document);
  g_autoptr(GArray) parts = g_array_sized_new (FALSE, FALSE, sizeof (Placed), n_parts);

  g_array_set_clear_func (parts, clear_placed);
  if (n_parts == 0)
    return refuse (error, "the manifest has no parts");
  if (facts->objects && ferry_parts_get_n (facts->objects) != n_parts)
    return refuse (error, "what the bucket has is of another manifest");

  for (guint i = 0; i < n_parts; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !read_part (parts, document, i, facts, error))
      return FALSE;

  g_array_sort (parts, compare_placed);
  mend_ends (parts, manifest->size, facts);
  if (!check_order (parts, error) || !check_objects (parts, facts, error) ||
      !check_keys (parts, error))
    return FALSE;

  for (guint i = 0; i < parts->len; i++)
    g_ptr_array_add (manifest->parts,
                     g_steal_pointer (&g_array_index (parts, Placed, i).part));

  return TRUE;
}

static gboolean
repair_format (FerryManifest       *manifest,
               FerryManifestFacts  *facts,
               GError             **error)
{
  FerryDiskReport *report = facts->report;
  const char *known = report ? ferry_disk_report_get_file_format (report) : NULL;
  const char *written = manifest->file_format
                          ? ferry_manifest_find_format (manifest->file_format) : NULL;

  if (known)
    set_text (&manifest->file_format, known);
  else if (report && report->format != FERRY_DISK_FORMAT_UNKNOWN)
    return refuse (error, "the disk is %s, which no manifest can name", report->format_name);
  else if (written)
    set_text (&manifest->file_format, written);
  else
    return refuse (error, "the format is none of RAW, VHD, VMDK, and the disk does not tell it");

  return TRUE;
}

/* The least that holds the disk; what was asked for beyond it stays. */
static gboolean
repair_volume (FerryManifest       *manifest,
               FerryManifestFacts  *facts,
               GError             **error)
{
  guint64 least = ferry_manifest_find_least_volume (manifest, facts->report);

  if (least == 0 && (manifest->volume_size == 0 || manifest->volume_size > FERRY_MANIFEST_MOST_GIB))
    return refuse (error, "the size of the volume is not told, and the disk does not tell it");
  if (least > FERRY_MANIFEST_MOST_GIB)
    return refuse (error, "the disk is larger than a volume can be");

  /* bytes where GiB are meant */
  if (manifest->volume_size > FERRY_MANIFEST_MOST_GIB)
    manifest->volume_size = least;
  manifest->volume_size = MAX (manifest->volume_size, least);

  return TRUE;
}

static void
fill_text (char       **text,
           const char  *other)
{
  if (*text == NULL || **text == '\0')
    set_text (text, other);
}

/* The links that delete are left out where they would delete a part. */
static void
repair_self_destruct (FerryManifest      *manifest,
                      FerryManifestFacts *facts)
{
  g_autoptr(FerryLink) link = manifest->self_destruct_url
                                ? ferry_link_parse (manifest->self_destruct_url, facts->endpoint)
                                : NULL;

  if (link == NULL || link->key == NULL)
    return;

  for (guint i = 0; i < manifest->parts->len; i++)
    {
      const FerryManifestPart *part = g_ptr_array_index (manifest->parts, i);

      if (g_str_equal (part->key, link->key))
        {
          g_clear_pointer (&manifest->self_destruct_url, g_free);
          return;
        }
    }
}

FerryManifest *
ferry_manifest_repair (FerryManifestDocument  *document,
                       FerryManifestFacts     *facts,
                       GCancellable           *cancellable,
                       GError                **error)
{
  g_autoptr(FerryManifest) manifest = NULL;
  const FerryManifestPart *last;

  g_return_val_if_fail (FERRY_IS_MANIFEST_DOCUMENT (document), NULL);
  g_return_val_if_fail (facts != NULL, NULL);

  if (!ferry_manifest_document_is_manifest (document))
    {
      refuse (error, "this is no manifest");
      return NULL;
    }

  manifest = ferry_manifest_copy (ferry_manifest_document_get_head (document));
  if (!repair_parts (manifest, document, facts, cancellable, error))
    return NULL;

  last = g_ptr_array_index (manifest->parts, manifest->parts->len - 1);
  manifest->size = last->end + 1;
  if (!repair_format (manifest, facts, error) || !repair_volume (manifest, facts, error))
    return NULL;

  set_text (&manifest->version, FERRY_MANIFEST_VERSION);
  fill_text (&manifest->importer_name, FERRY_IMPORTER_NAME);
  fill_text (&manifest->importer_version, FERRY_VERSION);
  fill_text (&manifest->importer_release, FERRY_IMPORTER_RELEASE);
  repair_self_destruct (manifest, facts);

  return g_steal_pointer (&manifest);
}
