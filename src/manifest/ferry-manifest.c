/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest.h"

#include "base/ferry-xml-writer.h"
#include "manifest/ferry-manifest-element.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (FerryManifest, ferry_manifest, ferry_manifest_copy, ferry_manifest_free)

void
ferry_manifest_part_free (FerryManifestPart *part)
{
  g_return_if_fail (part != NULL);

  g_free (part->key);
  g_free (part->head_url);
  g_free (part->get_url);
  g_free (part->delete_url);
  g_free (part);
}

FerryManifest *
ferry_manifest_new (void)
{
  FerryManifest *manifest = g_new0 (FerryManifest, 1);

  manifest->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_manifest_part_free);

  return manifest;
}

FerryManifest *
ferry_manifest_copy (const FerryManifest *manifest)
{
  FerryManifest *copy;

  g_return_val_if_fail (manifest != NULL, NULL);

  copy = ferry_manifest_new ();
  copy->version = g_strdup (manifest->version);
  copy->file_format = g_strdup (manifest->file_format);
  copy->importer_name = g_strdup (manifest->importer_name);
  copy->importer_version = g_strdup (manifest->importer_version);
  copy->importer_release = g_strdup (manifest->importer_release);
  copy->self_destruct_url = g_strdup (manifest->self_destruct_url);
  copy->size = manifest->size;
  copy->volume_size = manifest->volume_size;

  for (guint i = 0; i < manifest->parts->len; i++)
    {
      const FerryManifestPart *source = g_ptr_array_index (manifest->parts, i);
      FerryManifestPart *part = ferry_manifest_add_part (copy);

      part->start = source->start;
      part->end = source->end;
      part->key = g_strdup (source->key);
      part->head_url = g_strdup (source->head_url);
      part->get_url = g_strdup (source->get_url);
      part->delete_url = g_strdup (source->delete_url);
    }

  return copy;
}

void
ferry_manifest_free (FerryManifest *manifest)
{
  g_return_if_fail (manifest != NULL);

  g_free (manifest->version);
  g_free (manifest->file_format);
  g_free (manifest->importer_name);
  g_free (manifest->importer_version);
  g_free (manifest->importer_release);
  g_free (manifest->self_destruct_url);
  g_ptr_array_unref (manifest->parts);
  g_free (manifest);
}

FerryManifestPart *
ferry_manifest_add_part (FerryManifest *manifest)
{
  FerryManifestPart *part;

  g_return_val_if_fail (manifest != NULL, NULL);

  part = g_new0 (FerryManifestPart, 1);
  g_ptr_array_add (manifest->parts, part);

  return part;
}

static gboolean
is_same_part (const FerryManifestPart *part,
              const FerryManifestPart *other)
{
  return part->start == other->start && part->end == other->end &&
         g_strcmp0 (part->key, other->key) == 0 &&
         g_strcmp0 (part->head_url, other->head_url) == 0 &&
         g_strcmp0 (part->get_url, other->get_url) == 0 &&
         g_strcmp0 (part->delete_url, other->delete_url) == 0;
}

static const char *
get_version (const FerryManifest *manifest)
{
  return manifest->version ? manifest->version : FERRY_MANIFEST_VERSION;
}

gboolean
ferry_manifest_equal (const FerryManifest *manifest,
                      const FerryManifest *other)
{
  g_return_val_if_fail (manifest != NULL && other != NULL, FALSE);

  if (strcmp (get_version (manifest), get_version (other)) != 0 ||
      g_strcmp0 (manifest->file_format, other->file_format) != 0 ||
      g_strcmp0 (manifest->importer_name, other->importer_name) != 0 ||
      g_strcmp0 (manifest->importer_version, other->importer_version) != 0 ||
      g_strcmp0 (manifest->importer_release, other->importer_release) != 0 ||
      g_strcmp0 (manifest->self_destruct_url, other->self_destruct_url) != 0 ||
      manifest->size != other->size || manifest->volume_size != other->volume_size ||
      manifest->parts->len != other->parts->len)
    return FALSE;

  for (guint i = 0; i < manifest->parts->len; i++)
    if (!is_same_part (g_ptr_array_index (manifest->parts, i), g_ptr_array_index (other->parts, i)))
      return FALSE;

  return TRUE;
}

/* @text: (nullable): %NULL is all right too */
static gboolean
is_writable (const char *text)
{
  return text == NULL || ferry_xml_is_text (text);
}

static gboolean
are_texts_writable (const FerryManifest *manifest)
{
  if (!is_writable (manifest->version) || !is_writable (manifest->file_format) ||
      !is_writable (manifest->importer_name) || !is_writable (manifest->importer_version) ||
      !is_writable (manifest->importer_release) || !is_writable (manifest->self_destruct_url))
    return FALSE;

  for (guint i = 0; i < manifest->parts->len; i++)
    {
      const FerryManifestPart *part = g_ptr_array_index (manifest->parts, i);

      if (!is_writable (part->key) || !is_writable (part->head_url) ||
          !is_writable (part->get_url) || !is_writable (part->delete_url))
        return FALSE;
    }

  return TRUE;
}

/* @text: (nullable): %NULL leaves it out */
static void
write_text (FerryXmlWriter       *writer,
            FerryManifestElement  element,
            const char           *text)
{
  if (text)
    ferry_xml_writer_element (writer, ferry_manifest_element_get_name (element), text);
}

static void
write_number (FerryXmlWriter       *writer,
              FerryManifestElement  element,
              guint64               value)
{
  char text[32];

  g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT, value);
  write_text (writer, element, text);
}

static void
write_attribute (FerryXmlWriter *writer,
                 const char     *name,
                 guint64         value)
{
  char text[32];

  g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT, value);
  ferry_xml_writer_attribute (writer, name, text);
}

static void
open_element (FerryXmlWriter       *writer,
              FerryManifestElement  element)
{
  ferry_xml_writer_open (writer, ferry_manifest_element_get_name (element));
}

static void
write_importer (FerryXmlWriter      *writer,
                const FerryManifest *manifest)
{
  if (manifest->importer_name == NULL && manifest->importer_version == NULL &&
      manifest->importer_release == NULL)
    return;

  open_element (writer, FERRY_ELEMENT_IMPORTER);
  write_text (writer, FERRY_ELEMENT_IMPORTER_NAME, manifest->importer_name);
  write_text (writer, FERRY_ELEMENT_IMPORTER_VERSION, manifest->importer_version);
  write_text (writer, FERRY_ELEMENT_IMPORTER_RELEASE, manifest->importer_release);
  ferry_xml_writer_close (writer);
}

static void
write_part (FerryXmlWriter          *writer,
            const FerryManifestPart *part,
            guint                    index)
{
  open_element (writer, FERRY_ELEMENT_PART);
  write_attribute (writer, "index", index);

  open_element (writer, FERRY_ELEMENT_BYTE_RANGE);
  write_attribute (writer, "start", part->start);
  write_attribute (writer, "end", part->end);
  ferry_xml_writer_close (writer);

  write_text (writer, FERRY_ELEMENT_KEY, part->key);
  write_text (writer, FERRY_ELEMENT_HEAD_URL, part->head_url);
  write_text (writer, FERRY_ELEMENT_GET_URL, part->get_url);
  write_text (writer, FERRY_ELEMENT_DELETE_URL, part->delete_url);

  ferry_xml_writer_close (writer);
}

static void
write_import (FerryXmlWriter      *writer,
              const FerryManifest *manifest)
{
  open_element (writer, FERRY_ELEMENT_IMPORT);
  write_number (writer, FERRY_ELEMENT_SIZE, manifest->size);
  write_number (writer, FERRY_ELEMENT_VOLUME_SIZE, manifest->volume_size);

  open_element (writer, FERRY_ELEMENT_PARTS);
  write_attribute (writer, "count", manifest->parts->len);
  for (guint i = 0; i < manifest->parts->len; i++)
    write_part (writer, g_ptr_array_index (manifest->parts, i), i);
  ferry_xml_writer_close (writer);

  ferry_xml_writer_close (writer);
}

char *
ferry_manifest_to_xml (const FerryManifest *manifest)
{
  FerryXmlWriter *writer;

  g_return_val_if_fail (manifest != NULL, NULL);

  if (!are_texts_writable (manifest))
    return NULL;

  writer = ferry_xml_writer_new ();
  open_element (writer, FERRY_ELEMENT_ROOT);
  write_text (writer, FERRY_ELEMENT_VERSION, get_version (manifest));
  write_text (writer, FERRY_ELEMENT_FILE_FORMAT, manifest->file_format);
  write_importer (writer, manifest);
  write_text (writer, FERRY_ELEMENT_SELF_DESTRUCT_URL, manifest->self_destruct_url);
  write_import (writer, manifest);

  return ferry_xml_writer_finish (writer);
}
