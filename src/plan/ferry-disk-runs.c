/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-disk-runs.h"

#include "base/ferry-error.h"
#include "base/ferry-json.h"
#include "bucket/ferry-parts-builder.h"
#include "plan/ferry-disk.h"

#include <string.h>

#define MOST_DIGITS 18
/* What a part takes beside its key */
#define PART_BYTES 64

/* A key, taken apart at its last number. */
typedef struct {
  const char *key;
  gsize       prefix_length;
  gsize       n_digits;
  guint64     number;
} Numbered;

void
ferry_disk_set_bytes (JsonObject *object,
                      const char *name,
                      const char *bytes)
{
  g_autofree char *readable = g_utf8_make_valid (bytes, -1);

  json_object_set_string_member (object, name, readable);
  if (strcmp (readable, bytes) != 0)
    {
      g_autofree char *encoded = g_base64_encode ((const guchar *) bytes, strlen (bytes));
      g_autofree char *encoded_name = g_strconcat (name, "-base64", NULL);

      json_object_set_string_member (object, encoded_name, encoded);
    }
}

char *
ferry_disk_dup_bytes (JsonObject *object,
                      const char *name)
{
  g_autofree char *encoded_name = g_strconcat (name, "-base64", NULL);
  const char *encoded = ferry_json_get_string (object, encoded_name);
  g_autofree guchar *decoded = NULL;
  gsize length;

  if (encoded == NULL)
    return g_strdup (ferry_json_get_string (object, name));

  decoded = g_base64_decode (encoded, &length);
  if (decoded == NULL || memchr (decoded, '\0', length))
    return NULL;

  return g_strndup ((const char *) decoded, length);
}

static gboolean
take_apart (const char *key,
            Numbered   *numbered)
{
  gsize end = strlen (key);
  gsize start;

  while (end > 0 && !g_ascii_isdigit (key[end - 1]))
    end--;
  start = end;
  while (start > 0 && g_ascii_isdigit (key[start - 1]))
    start--;

  numbered->key = key;
  numbered->prefix_length = start;
  numbered->n_digits = end - start;
  if (numbered->n_digits == 0 || numbered->n_digits > MOST_DIGITS)
    return FALSE;

  numbered->number = g_ascii_strtoull (key + start, NULL, 10);

  return TRUE;
}

static guint
count_least_digits (const Numbered *numbered)
{
  return numbered->key[numbered->prefix_length] == '0' && numbered->n_digits > 1
           ? numbered->n_digits : 0;
}

/* Whether @key is what a reader would make of the run at this place. */
static gboolean
goes_on (const Numbered *first,
         guint           place,
         const char     *key)
{
  Numbered numbered;
  guint least = count_least_digits (first);
  char number[32];
  gsize n_digits;

  if (!take_apart (key, &numbered) || numbered.prefix_length != first->prefix_length ||
      memcmp (key, first->key, first->prefix_length) != 0 ||
      strcmp (key + numbered.prefix_length + numbered.n_digits,
              first->key + first->prefix_length + first->n_digits) != 0)
    return FALSE;

  n_digits = g_snprintf (number, sizeof number, "%0*" G_GUINT64_FORMAT, (int) MAX (least, 1),
                         first->number + place);

  return n_digits == numbered.n_digits &&
         memcmp (number, key + numbered.prefix_length, n_digits) == 0;
}

static guint
count_run (FerryParts     *parts,
           guint           from,
           const Numbered *first)
{
  guint n = ferry_parts_get_n (parts);
  guint64 size = ferry_parts_get_size (parts, from);
  guint count = 1;

  while (from + count < n && ferry_parts_get_size (parts, from + count) == size &&
         goes_on (first, count, ferry_parts_get_key (parts, from + count)))
    count++;

  return count;
}

static JsonObject *
make_run (const Numbered *first,
          guint           count)
{
  JsonObject *run = json_object_new ();
  g_autofree char *prefix = g_strndup (first->key, first->prefix_length);

  ferry_disk_set_bytes (run, "prefix", prefix);
  json_object_set_int_member (run, "first", first->number);
  json_object_set_int_member (run, "digits", count_least_digits (first));
  ferry_disk_set_bytes (run, "suffix", first->key + first->prefix_length + first->n_digits);
  json_object_set_int_member (run, "count", count);

  return run;
}

JsonArray *
ferry_disk_runs_to_json (FerryParts *parts)
{
  JsonArray *runs = json_array_new ();
  guint n = ferry_parts_get_n (parts);
  guint count;

  for (guint i = 0; i < n; i += count)
    {
      const char *key = ferry_parts_get_key (parts, i);
      JsonObject *run;
      Numbered first;

      count = take_apart (key, &first) ? count_run (parts, i, &first) : 1;
      if (count > 1)
        {
          run = make_run (&first, count);
        }
      else
        {
          run = json_object_new ();
          ferry_disk_set_bytes (run, "key", key);
        }
      json_object_set_int_member (run, "size", ferry_parts_get_size (parts, i));
      json_array_add_object_element (runs, run);
    }

  return runs;
}

/* A run as a file has it: @count is 1 and @number nothing where it is a key by itself. */
typedef struct {
  char    *prefix;
  char    *suffix;  /* (nullable) */
  guint64  first;
  guint    digits;
  guint64  count;
  guint64  size;
} Run;

static void
run_clear (Run *run)
{
  g_free (run->prefix);
  g_free (run->suffix);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static gboolean
read_run (JsonNode *node,
          Run      *run)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  gint64 first, digits, count, size;

  if (object == NULL)
    return FALSE;

  size = ferry_json_get_int (object, "size", 0);
  run->size = MAX (size, 0);
  run->prefix = ferry_disk_dup_bytes (object, "key");
  run->count = 1;
  if (run->prefix != NULL)
    return size > 0;

  first = ferry_json_get_int (object, "first", -1);
  digits = ferry_json_get_int (object, "digits", 0);
  count = ferry_json_get_int (object, "count", 0);
  run->prefix = ferry_disk_dup_bytes (object, "prefix");
  run->suffix = ferry_disk_dup_bytes (object, "suffix");
  if (run->prefix == NULL || run->suffix == NULL || first < 0 || digits < 0 ||
      digits > MOST_DIGITS || count < 1 || count > FERRY_PARTS_MOST || size < 1 ||
      first > G_MAXINT64 - count)
    return FALSE;

  run->first = first;
  run->digits = digits;
  run->count = count;

  return TRUE;
}

/* Returns: (transfer full) */
static char *
make_key (const Run *run,
          guint      place)
{
  if (run->suffix == NULL)
    return g_strdup (run->prefix);

  return g_strdup_printf ("%s%0*" G_GUINT64_FORMAT "%s", run->prefix,
                          (int) MAX (run->digits, 1), run->first + place, run->suffix);
}

static gboolean
add_run (FerryPartsBuilder *builder,
         JsonNode          *node)
{
  g_auto(Run) run = { NULL };

  if (!read_run (node, &run))
    return FALSE;

  for (guint i = 0; i < run.count; i++)
    {
      g_autofree char *key = make_key (&run, i);

      if (*key == '\0' || strlen (key) > FERRY_DISK_MOST_KEY ||
          !ferry_parts_builder_add (builder, i, key, run.size, NULL, NULL, NULL))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_runs (FerryPartsBuilder *builder,
          JsonArray         *runs)
{
  guint n = runs ? json_array_get_length (runs) : 0;

  for (guint i = 0; i < n; i++)
    {
      if (!add_run (builder, json_array_get_element (runs, i)))
        return FALSE;
    }

  return n > 0;
}

FerryParts *
ferry_disk_runs_from_json (JsonObject  *object,
                           GError     **error)
{
  g_autoptr(FerryPartsBuilder) builder = ferry_parts_builder_new ();
  const char *version = ferry_json_get_string (object, "etag");
  FerryParts *parts = NULL;

  if (version != NULL && ferry_disk_runs_measure (object) <= FERRY_DISK_RUNS_MOST_BYTES &&
      add_runs (builder, ferry_json_get_array (object, "parts")))
    parts = ferry_parts_builder_end (builder, version, NULL);

  if (parts == NULL)
    g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                         "a disk of the plan has no usable \"parts\"");

  return parts;
}

guint64
ferry_disk_runs_measure (JsonObject *object)
{
  JsonArray *runs = ferry_json_get_array (object, "parts");
  guint n = runs ? json_array_get_length (runs) : 0;
  guint64 bytes = 0;

  for (guint i = 0; i < n; i++)
    {
      g_auto(Run) run = { NULL };

      if (!read_run (json_array_get_element (runs, i), &run))
        return G_MAXUINT64;
      bytes += run.count * (PART_BYTES + strlen (run.prefix) +
                            (run.suffix ? strlen (run.suffix) : 0));
      if (bytes > FERRY_DISK_RUNS_MOST_BYTES)
        return G_MAXUINT64;
    }

  return bytes;
}
