/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-seed.h"

#include "rehearsal/ferry-rehearsal-legacy.h"

#include <string.h>

/* 2026-11-20T09:14:00Z: the night's exports are always the same ones. */
#define EXPORTED G_GINT64_CONSTANT (1795166040)
#define CREATED G_GINT64_CONSTANT (1709283600)

static const struct {
  const char *name;
  const char *region;
  const char *prefix;
} buckets[] = {
  { "acme-exports", "eu-west-1", "2026-11/" },
  { "hv-cluster-stockholm", "eu-north-1", "" },
};

static const char readme[] =
  "Exports of the old cluster, one file a machine. The rehearsal cloud made them up: they are "
  "small\ndisks with a partition table and a file system, and nothing that is worth keeping.\n";

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char * const *) a, *(char * const *) b);
}

static gboolean
is_sample (const char *name)
{
  return g_str_has_suffix (name, ".vmdk") || g_str_has_suffix (name, ".raw");
}

static GPtrArray *
list_samples (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)) != NULL)
    if (is_sample (name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  return names;
}

static gboolean
put (FerryRehearsalStore   *store,
     FerryRehearsalBucket  *bucket,
     const char            *prefix,
     const char            *name,
     GBytes                *bytes,
     const char            *content_type,
     GError               **error)
{
  g_autofree char *key = g_strconcat (prefix, name, NULL);

  return ferry_rehearsal_store_put_object (store, bucket, key, bytes, content_type, EXPORTED,
                                           error) != NULL;
}

static gboolean
put_text (FerryRehearsalStore   *store,
          FerryRehearsalBucket  *bucket,
          const char            *prefix,
          const char            *name,
          const char            *text,
          GError               **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return put (store, bucket, prefix, name, bytes, "text/plain", error);
}

static gboolean
fill_bucket (FerryRehearsalStore   *store,
             FerryRehearsalBucket  *bucket,
             const char            *prefix,
             const char            *folder,
             GPtrArray             *samples,
             GError               **error)
{
  g_autoptr(GString) sums = g_string_new (NULL);

  for (guint i = 0; i < samples->len; i++)
    {
      const char *name = g_ptr_array_index (samples, i);
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autoptr(GMappedFile) mapped = g_mapped_file_new (file, FALSE, error);
      g_autoptr(GBytes) bytes = mapped ? g_mapped_file_get_bytes (mapped) : NULL;
      g_autofree char *sum = bytes ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;

      if (bytes == NULL ||
          !put (store, bucket, prefix, name, bytes, "application/octet-stream", error))
        return FALSE;
      g_string_append_printf (sums, "%s  %s\n", sum, name);
    }

  return put_text (store, bucket, prefix, "README.txt", readme, error) &&
         put_text (store, bucket, prefix, "SHA256SUMS", sums->str, error) &&
         put_text (store, bucket, prefix, "logs/export job 1 + 2.log", "exported, no warnings\n",
                   error);
}

gboolean
ferry_rehearsal_seed (FerryRehearsalStore  *store,
                      const char           *samples,
                      GError              **error)
{
  g_autoptr(GPtrArray) names = list_samples (samples);
  g_autofree char *legacy = g_build_filename (samples, "web01-boot.vmdk", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (buckets); i++)
    {
      FerryRehearsalBucket *bucket = ferry_rehearsal_store_add_bucket (store, buckets[i].name,
                                                                       buckets[i].region, CREATED);

      if (!fill_bucket (store, bucket, buckets[i].prefix, samples, names, error))
        return FALSE;
    }

  return ferry_rehearsal_legacy_seed (store,
                                      ferry_rehearsal_store_find_bucket (store, buckets[0].name),
                                      legacy, error);
}
