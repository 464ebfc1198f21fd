/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A good manifest, and links of every kind, signed here without the library's own signer of links.
 * Included by the tests that judge and mend manifests.
 */

#pragma once

#include "ferry.h"

#include <string.h>

#define FIXTURE_KEY_ID "AKIAFERRYTESTEXAMPLE"
#define FIXTURE_SECRET "ferry-test-secret/never+shown"
#define FIXTURE_TOKEN "IQoJb3JpZ2luX2VjE+/=SESSION"
#define FIXTURE_REGION "eu-west-1"
#define FIXTURE_BUCKET "vm-disks"
#define FIXTURE_MANIFEST "images/ferry.manifest.xml"
#define FIXTURE_STEM "images/web server.raw.part"
#define FIXTURE_PART_SIZE 1048576
#define FIXTURE_WEEK 604800

typedef enum {
  FIXTURE_V4,
  FIXTURE_V2,
  FIXTURE_UNSIGNED,
} FixtureSigning;

/* What is left out is as it has to be. */
typedef struct {
  const char     *verb;      /* GET */
  const char     *key;       /* of part 0 */
  const char     *bucket;
  const char     *region;
  const char     *host;      /* the bucket's in the region */
  const char     *scheme;    /* https */
  const char     *token;
  const char     *headers;   /* host */
  const char     *version_id;
  const char     *key_id;
  gint64          age;       /* seconds; 0: a minute */
  guint64         lifetime;  /* seconds */
  FixtureSigning  signing;
} FixtureLink;

/* The lines of three parts:
 *  4 format  10 self-destruct  12 size  13 volume-size  14 parts
 * 15 part 0  16 byte-range  17 key  18 head  19 get
 * 21 part 1  22 byte-range  23 key  24 head  25 get
 * 27 part 2  28 byte-range  29 key  30 head  31 get
 */

/* In @line, counted before all edits, @find becomes @replace, wherever it stands; without @find all
 * that the line's element holds; without both the line goes.
 */
typedef struct {
  guint              line;
  const char        *find;
  const char        *replace;
  const FixtureLink *link;  /* instead of @replace */
} FixtureEdit;

#define FIXTURE_MOST_EDITS 6
#define LINK(...) (&(const FixtureLink) { __VA_ARGS__ })

static inline const char *
fixture_or (const char *text,
            const char *other)
{
  return text ? text : other;
}

static inline char *
fixture_dup_key (guint part)
{
  return g_strdup_printf (FIXTURE_STEM "%u", part);
}

static inline char *
fixture_query_4 (const FixtureLink *link,
                 const char        *date)
{
  g_autofree char *scope =
    g_strdup_printf ("%s%%2F%.8s%%2F%s%%2Fs3%%2Faws4_request",
                     fixture_or (link->key_id, FIXTURE_KEY_ID), date,
                     fixture_or (link->region, FIXTURE_REGION));
  g_autofree char *token = link->token ? ferry_endpoint_encode (link->token, FALSE) : NULL;
  g_autofree char *headers = ferry_endpoint_encode (fixture_or (link->headers, "host"), FALSE);

  return g_strdup_printf ("%s%s%sX-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=%s&X-Amz-Date=%s"
                          "&X-Amz-Expires=%" G_GUINT64_FORMAT "&X-Amz-SignedHeaders=%s%s%s",
                          link->version_id ? "versionId=" : "", fixture_or (link->version_id, ""),
                          link->version_id ? "&" : "", scope, date,
                          link->lifetime ? link->lifetime : FIXTURE_WEEK, headers,
                          token ? "&X-Amz-Security-Token=" : "", fixture_or (token, ""));
}

static inline char *
fixture_sign_4 (const FixtureLink *link,
                const char        *host,
                const char        *path,
                const char        *query,
                const char        *date)
{
  g_autoptr(GPtrArray) headers = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_pair_free);
  g_autofree char *canonical = NULL;

  g_ptr_array_add (headers, ferry_pair_new ("host", host));
  canonical = ferry_signer_canonical_request (fixture_or (link->verb, "GET"), path, query, headers,
                                              "UNSIGNED-PAYLOAD");

  return ferry_signer_signature (FIXTURE_SECRET, date, fixture_or (link->region, FIXTURE_REGION),
                                 "s3", canonical);
}

static inline char *
fixture_link (const FixtureLink *link,
              GDateTime         *now)
{
  g_autoptr(GDateTime) signed_at = g_date_time_add_seconds (now, -(double) (link->age ? link->age
                                                                                      : 60));
  g_autofree char *date = ferry_time_format_basic (signed_at);
  g_autofree char *host = link->host
                            ? g_strdup (link->host)
                            : g_strdup_printf ("%s.s3.%s.amazonaws.com",
                                               fixture_or (link->bucket, FIXTURE_BUCKET),
                                               fixture_or (link->region, FIXTURE_REGION));
  g_autofree char *encoded = ferry_endpoint_encode (fixture_or (link->key, FIXTURE_STEM "0"), TRUE);
  g_autofree char *path = g_strconcat ("/", encoded, NULL);
  g_autofree char *query = fixture_query_4 (link, date);
  g_autofree char *signature = fixture_sign_4 (link, host, path, query, date);
  const char *scheme = fixture_or (link->scheme, "https");
  gint64 end = g_date_time_to_unix (signed_at) +
               (gint64) (link->lifetime ? link->lifetime : FIXTURE_WEEK);

  if (link->signing == FIXTURE_UNSIGNED)
    return g_strdup_printf ("%s://%s%s", scheme, host, path);
  if (link->signing == FIXTURE_V2)
    return g_strdup_printf ("%s://%s%s?AWSAccessKeyId=%s&Expires=%" G_GINT64_FORMAT
                            "&Signature=vjbyPxybdZaNmGa%%2ByT272YEAiv4%%3D",
                            scheme, host, path, fixture_or (link->key_id, FIXTURE_KEY_ID), end);

  return g_strdup_printf ("%s://%s%s?%s&X-Amz-Signature=%s", scheme, host, path, query, signature);
}

static inline FerryManifest *
fixture_manifest (guint      n_parts,
                  GDateTime *now)
{
  FerryManifest *manifest = ferry_manifest_new ();

  manifest->file_format = g_strdup ("RAW");
  manifest->importer_name = g_strdup ("another tool");
  manifest->importer_version = g_strdup ("1.0.0");
  manifest->importer_release = g_strdup ("2010-11-15");
  manifest->self_destruct_url = fixture_link (&(FixtureLink) { .verb = "DELETE",
                                                               .key = FIXTURE_MANIFEST }, now);
  manifest->size = (guint64) n_parts * FIXTURE_PART_SIZE;
  manifest->volume_size = 1;

  for (guint i = 0; i < n_parts; i++)
    {
      FerryManifestPart *part = ferry_manifest_add_part (manifest);

      part->start = (guint64) i * FIXTURE_PART_SIZE;
      part->end = part->start + FIXTURE_PART_SIZE - 1;
      part->key = fixture_dup_key (i);
      part->head_url = fixture_link (&(FixtureLink) { .verb = "HEAD", .key = part->key }, now);
      part->get_url = fixture_link (&(FixtureLink) { .verb = "GET", .key = part->key }, now);
    }

  return manifest;
}

static inline char *
fixture_replace_all (const char *text,
                     const char *find,
                     const char *replace)
{
  g_auto(GStrv) pieces = g_strsplit (text, find, -1);

  g_assert_cmpuint (g_strv_length (pieces), >, 1);

  return g_strjoinv (replace, pieces);
}

static inline char *
fixture_replace_content (const char *line,
                         const char *replace)
{
  const char *begin = strchr (line, '>') + 1;
  const char *end = strrchr (line, '<');

  return g_strdup_printf ("%.*s%s%s", (int) (begin - line), line, replace, end);
}

static inline void
fixture_apply (char              **lines,
               const FixtureEdit  *edit,
               GDateTime          *now)
{
  char **line = &lines[edit->line - 1];
  g_autofree char *link = edit->link ? fixture_link (edit->link, now) : NULL;
  g_autofree char *escaped = link ? g_markup_escape_text (link, -1) : NULL;
  const char *replace = escaped ? escaped : edit->replace;
  char *edited;

  if (edit->find)
    edited = fixture_replace_all (*line, edit->find, replace);
  else if (replace)
    edited = fixture_replace_content (*line, replace);
  else
    edited = g_strdup ("\001");

  g_free (*line);
  *line = edited;
}

/* A good manifest with some lines changed, or gone. @n_parts: 0 for three */
static inline char *
fixture_edit (const FixtureEdit *edits,
              guint              n_parts,
              GDateTime         *now)
{
  g_autoptr(FerryManifest) manifest = fixture_manifest (n_parts ? n_parts : 3, now);
  g_autofree char *xml = ferry_manifest_to_xml (manifest);
  g_auto(GStrv) lines = g_strsplit (xml, "\n", -1);
  g_autofree char *joined = NULL;

  for (guint i = 0; i < FIXTURE_MOST_EDITS && edits[i].line; i++)
    fixture_apply (lines, &edits[i], now);
  joined = g_strjoinv ("\n", lines);

  return strchr (joined, '\001') ? fixture_replace_all (joined, "\001\n", "") : g_strdup (joined);
}

static inline FerryManifestDocument *
fixture_document (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return ferry_manifest_document_new (bytes);
}

/* @sizes: (nullable): of the objects; (gsize) -1 for none */
static inline FerryParts *
fixture_objects (guint        n_parts,
                 const gsize *sizes)
{
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_parts; i++)
    {
      g_autofree char *key = fixture_dup_key (i);
      gsize size = sizes ? sizes[i] : FIXTURE_PART_SIZE;
      gboolean is_gone = size == (gsize) -1;

      g_ptr_array_add (objects, ferry_object_new (key, is_gone ? 0 : size, NULL,
                                                  is_gone ? NULL : "\"etag\"", NULL));
    }

  return ferry_parts_new (objects, NULL);
}

static inline FerryDiskReport *
fixture_report (FerryDiskFormat format,
                guint64         virtual_size)
{
  FerryDiskReport *report = ferry_disk_report_new ();

  ferry_disk_report_set_format (report, format, "a disk");
  report->has_virtual_size = TRUE;
  report->virtual_size = virtual_size;

  return report;
}

/* All that there is to know. */
static inline FerryManifestFacts *
fixture_facts (guint      n_parts,
               GDateTime *now)
{
  FerryManifestFacts *facts = ferry_manifest_facts_new (now);

  facts->region = g_strdup (FIXTURE_REGION);
  facts->bucket = g_strdup (FIXTURE_BUCKET);
  facts->key = g_strdup (FIXTURE_MANIFEST);
  facts->credentials = ferry_credentials_new (FIXTURE_KEY_ID, FIXTURE_SECRET, NULL, NULL);
  facts->report = fixture_report (FERRY_DISK_FORMAT_RAW, (guint64) n_parts * FIXTURE_PART_SIZE);
  facts->objects = fixture_objects (n_parts, NULL);

  return facts;
}
