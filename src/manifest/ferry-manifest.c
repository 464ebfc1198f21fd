/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest.h"

#include "base/ferry-xml-writer.h"

G_DEFINE_BOXED_TYPE (FerryManifest, ferry_manifest, ferry_manifest_copy, ferry_manifest_free)

static void
free_part (FerryManifestPart *part)
{
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

  manifest->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) free_part);

  return manifest;
}

FerryManifest *
ferry_manifest_copy (const FerryManifest *manifest)
{
  FerryManifest *copy;

  g_return_val_if_fail (manifest != NULL, NULL);

  copy = ferry_manifest_new ();
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

static void
write_number (FerryXmlWriter *writer,
              const char     *name,
              guint64         value)
{
  char text[32];

  g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT, value);
  ferry_xml_writer_element (writer, name, text);
}

static void
write_number_attribute (FerryXmlWriter *writer,
                        const char     *name,
                        guint64         value)
{
  char text[32];

  g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT, value);
  ferry_xml_writer_attribute (writer, name, text);
}

static void
write_importer (FerryXmlWriter      *writer,
                const FerryManifest *manifest)
{
  ferry_xml_writer_open (writer, "importer");
  ferry_xml_writer_element (writer, "name", manifest->importer_name);
  ferry_xml_writer_element (writer, "version", manifest->importer_version);
  ferry_xml_writer_element (writer, "release", manifest->importer_release);
  ferry_xml_writer_close (writer);
}

static void
write_part (FerryXmlWriter          *writer,
            const FerryManifestPart *part,
            guint                    index)
{
  ferry_xml_writer_open (writer, "part");
  write_number_attribute (writer, "index", index);

  ferry_xml_writer_open (writer, "byte-range");
  write_number_attribute (writer, "start", part->start);
  write_number_attribute (writer, "end", part->end);
  ferry_xml_writer_close (writer);

  ferry_xml_writer_element (writer, "key", part->key);
  ferry_xml_writer_element (writer, "head-url", part->head_url);
  ferry_xml_writer_element (writer, "get-url", part->get_url);
  if (part->delete_url)
    ferry_xml_writer_element (writer, "delete-url", part->delete_url);

  ferry_xml_writer_close (writer);
}

static void
write_import (FerryXmlWriter      *writer,
              const FerryManifest *manifest)
{
  ferry_xml_writer_open (writer, "import");
  write_number (writer, "size", manifest->size);
  write_number (writer, "volume-size", manifest->volume_size);

  ferry_xml_writer_open (writer, "parts");
  write_number_attribute (writer, "count", manifest->parts->len);
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

  writer = ferry_xml_writer_new ();
  ferry_xml_writer_open (writer, "manifest");
  ferry_xml_writer_element (writer, "version", FERRY_MANIFEST_VERSION);
  ferry_xml_writer_element (writer, "file-format", manifest->file_format);
  write_importer (writer, manifest);
  ferry_xml_writer_element (writer, "self-destruct-url", manifest->self_destruct_url);
  write_import (writer, manifest);

  return ferry_xml_writer_finish (writer);
}
