/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-legacy.h"

#include <string.h>

/* 2019-03-11T08:15:00Z */
#define STORED G_GINT64_CONSTANT (1552292100)
#define DISK "legacy/mail01.vmdk"
#define N_PARTS 5
#define PART_SIZE 16384
#define VOLUME_SIZE 8

/* A signature that nobody made: the links ended before anybody could try them here. */
static void
add_link (GString              *text,
          FerryRehearsalBucket *bucket,
          const char           *element,
          const char           *key)
{
  g_autofree char *seed = g_strconcat (element, key, NULL);
  g_autofree char *signature = g_compute_checksum_for_string (G_CHECKSUM_SHA256, seed, -1);

  g_string_append_printf (text, "<%s>https://%s.s3.%s.amazonaws.com/%s"
                          "?X-Amz-Expires=604800&amp;X-Amz-Algorithm=AWS4-HMAC-SHA256"
                          "&amp;X-Amz-Credential=AKIAIOSFODNN7EXAMPLE/20190311/%s/s3/aws4_request"
                          "&amp;X-Amz-Date=20190311T081500Z&amp;X-Amz-SignedHeaders=host"
                          "&amp;X-Amz-Signature=%s</%s>\n",
                          element, bucket->name, bucket->region, key, bucket->region, signature,
                          element);
}

static void
add_part (GString              *text,
          FerryRehearsalBucket *bucket,
          guint                 part,
          gsize                 end)
{
  static const char *const elements[] = { "head-url", "get-url", "delete-url" };
  g_autofree char *key = g_strdup_printf (DISK ".part%u", part);

  g_string_append_printf (text, "            <part index=\"%u\">\n"
                          "                <byte-range end=\"%" G_GSIZE_FORMAT "\" start=\"%u\"/>\n"
                          "                <key>%s</key>\n", part, end, part * PART_SIZE, key);
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    {
      g_string_append (text, "                ");
      add_link (text, bucket, elements[i], key);
    }
  g_string_append (text, "            </part>\n");
}

/* (transfer full) */
static GBytes *
make_manifest (FerryRehearsalBucket *bucket,
               gsize                 size)
{
  GString *text = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                                "<manifest>\n"
                                "    <version>2010-11-15</version>\n"
                                "    <file-format>VMDK</file-format>\n"
                                "    <importer>\n"
                                "        <name>ec2-upload-disk-image</name>\n"
                                "        <version>1.0.0</version>\n"
                                "        <release>2010-11-15</release>\n"
                                "    </importer>\n"
                                "    ");

  add_link (text, bucket, "self-destruct-url", DISK "manifest.xml");
  g_string_append_printf (text, "    <import>\n"
                          "        <size>%" G_GSIZE_FORMAT "</size>\n"
                          "        <volume-size>%d</volume-size>\n"
                          "        <parts count=\"%d\">\n", size, VOLUME_SIZE, N_PARTS);
  for (guint i = 0; i < N_PARTS; i++)
    add_part (text, bucket, i, MIN ((i + 1) * PART_SIZE, size) - 1);
  g_string_append (text, "        </parts>\n"
                         "    </import>\n"
                         "</manifest>\n");

  return g_string_free_to_bytes (text);
}

static gboolean
put (FerryRehearsalStore   *store,
     FerryRehearsalBucket  *bucket,
     const char            *key,
     GBytes                *bytes,
     const char            *content_type,
     GError               **error)
{
  return ferry_rehearsal_store_put_object (store, bucket, key, bytes, content_type, STORED,
                                           error) != NULL;
}

gboolean
ferry_rehearsal_legacy_seed (FerryRehearsalStore   *store,
                             FerryRehearsalBucket  *bucket,
                             const char            *sample,
                             GError               **error)
{
  g_autoptr(GMappedFile) mapped = g_mapped_file_new (sample, FALSE, NULL);
  g_autoptr(GBytes) bytes = mapped ? g_mapped_file_get_bytes (mapped) : NULL;
  g_autoptr(GBytes) manifest = NULL;
  gsize size = bytes ? g_bytes_get_size (bytes) : 0;

  /* Who has other samples than ours has no such disk. */
  if (size <= (N_PARTS - 1) * PART_SIZE || size > N_PARTS * PART_SIZE)
    return TRUE;

  for (guint i = 0; i < N_PARTS; i++)
    {
      g_autofree char *key = g_strdup_printf (DISK ".part%u", i);
      g_autoptr(GBytes) part = g_bytes_new_from_bytes (bytes, i * PART_SIZE,
                                                       MIN (PART_SIZE, size - i * PART_SIZE));

      if (!put (store, bucket, key, part, "application/octet-stream", error))
        return FALSE;
    }

  manifest = make_manifest (bucket, size);

  return put (store, bucket, DISK "manifest.xml", manifest, "text/xml", error);
}
