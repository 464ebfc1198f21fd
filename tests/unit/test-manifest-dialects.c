/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-manifest.h"
#include "ferry-test-schema.h"

#include <string.h>

/* Manifests as a dozen writers write them: their order of attributes, their indentation, their
 * sizes of parts, their mistakes. Names and signatures are invented. The mistakes that are of
 * meaning (a byte too many, a link of another verb) are not for the reader, and stay when they are
 * written again.
 */
typedef struct {
  const char *name;
  const char *format;
  const char *importer;
  const char *version;
  const char *release;
  guint64     size;
  guint64     volume_size;
  guint       n_parts;
  guint64     last_end;
  const char *last_key;
  guint       n_lines;
  guint       last_get_line;
  const char *findings;
} Dialect;

static const Dialect dialects[] = {
  { "aws-net", "VMDK", "ec2-upload-disk-image", "1.0.0", "2010-11-15", 25000000, 8, 3, 24999999,
    "5c1d3f0a-7a51-4d0e-8c55-0b3f6f2d9e11/web server.vmdk.part2", 39, 33, "" },
  { "aws-object", "VMDK", "server.vmdk", "1.0.0", "2010-11-15", 994433536, 1, 1, 994433536,
    "server.vmdk", 25, 19, "" },
  { "aws-parts", "VMDK", "ec2-upload-disk-image", "1.0.0", "2010-11-15", 12595200, 1, 2, 12595199,
    "d1f0c1aa-0000-4000-8000-000000000001/disk.vmdk.part1", 32, 26, "" },
  { "bosh", "RAW", "aws-light-stemcell-builder", "0.1.0", "beta", 3221225472, 3, 1, 3221225472,
    "bosh-machine-image-1712345678901234567", 2, 2, "" },
  { "bsdec2", "RAW", "bsdec2-image-upload", "1.4.6", "2025-05-01", 31457280, 1, 3, 31457279,
    "9f2ab7c4d1e03856/part2", 2, 1, "" },
  { "cloudscraper", "VHD", "ec2-upload-disk-image", "1.0.0", "2010-11-15", 15728640, 40, 2, 15728639,
    "backup/srv 1/system00001", 32, 26, "" },
  { "ec2-tools", "VHD", "ec2-upload-disk-image", "1.0.0", "2010-11-15", 20971520, 30, 2, 20971519,
    "3fa85f64-5717-4562-b3fc-2c963f66afa6/win2008.vhd.part1", 32, 26, "" },
  { "euca2ools", "RAW", "euca2ools", "3.4.1", "0", 20971520, 1, 2, 20971520,
    "0b9f1c86-51a4-4c3f-9dd3-ec1f3f1b2a4c/disk.raw.part.1", 32, 26, "" },
  { "node", "VMDK", "ec2-upload-disk-image", "1.0.0", "2010-11-15", 200000000, 20, 2, 200000000,
    "import_vmdk_key/box.vmdk_1", 32, 26, "" },
  { "powershell", "VHD", "ec2-upload-disk-image", "1.0.0", "2010-11-15", 10485761, 8, 2, 10485760,
    "imports/8f14e45f-ceea-467f-a1d2-5c1d3f0a7a51/dc & file.vhd.part1", 32, 26,
    "byte-order-mark note document 1" },
  { "rust", "RAW", "rust-disk-import", "1.0.0", "2020-08-06", 2147483648, 2, 1, 2147483647,
    "img/disk.raw", 25, 19, "" },
  { "univention", "VMDK", "generate_appliance", "2.1", "1", 24000001, 50, 3, 24000000,
    "6d0f3c1e-8a55-4c0e-9c3f-1f0d3f1b2a4c/appliance.vmdk.part2", 38, 32, "" },
};

/* (transfer full) */
static FerryManifestDocument *
read_dialect (const Dialect *dialect)
{
  g_autofree char *name = g_strconcat (dialect->name, ".manifest", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "manifest", "dialects", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  g_test_message ("%s", dialect->name);
  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (g_steal_pointer (&text), length);

  return ferry_manifest_document_new (bytes);
}

static void
test_head (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      const Dialect *dialect = &dialects[i];
      g_autoptr(FerryManifestDocument) document = read_dialect (dialect);
      const FerryManifest *head = ferry_manifest_document_get_head (document);
      g_autofree char *findings =
        ferry_test_manifest_describe (ferry_manifest_document_get_findings (document));

      g_assert_cmpstr (findings, ==, dialect->findings);
      g_assert_cmpstr (head->version, ==, FERRY_MANIFEST_VERSION);
      g_assert_cmpstr (head->file_format, ==, dialect->format);
      g_assert_cmpstr (head->importer_name, ==, dialect->importer);
      g_assert_cmpstr (head->importer_version, ==, dialect->version);
      g_assert_cmpstr (head->importer_release, ==, dialect->release);
      g_assert_true (g_str_has_prefix (head->self_destruct_url, "https://"));
      g_assert_cmpuint (head->size, ==, dialect->size);
      g_assert_cmpuint (head->volume_size, ==, dialect->volume_size);
      g_assert_cmpuint (ferry_manifest_document_get_n_lines (document), ==, dialect->n_lines);
    }
}

static void
test_parts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      const Dialect *dialect = &dialects[i];
      g_autoptr(FerryManifestDocument) document = read_dialect (dialect);
      guint last = dialect->n_parts - 1;
      g_autoptr(FerryManifestPart) part = NULL;
      guint64 value;

      g_assert_cmpuint (ferry_manifest_document_get_n_parts (document), ==, dialect->n_parts);
      g_assert_true (ferry_manifest_document_get_count (document, &value));
      g_assert_cmpuint (value, ==, dialect->n_parts);
      g_assert_true (ferry_manifest_document_get_index (document, last, &value));
      g_assert_cmpuint (value, ==, last);
      value = ferry_manifest_document_get_line (document, FERRY_ELEMENT_GET_URL, last);
      g_assert_cmpuint (value, ==, dialect->last_get_line);

      part = ferry_manifest_document_dup_part (document, last);
      g_assert_cmpuint (part->end, ==, dialect->last_end);
      g_assert_cmpstr (part->key, ==, dialect->last_key);
      g_assert_nonnull (strstr (part->get_url, "Signature="));
      g_assert_null (strstr (part->get_url, "&amp;"));
    }
}

/* Read, written, and read again it is the same, and as the schema wants it. */
static void
test_written (void)
{
  gboolean has_xmllint = ferry_test_has_xmllint ();

  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      g_autoptr(FerryManifestDocument) document = read_dialect (&dialects[i]);
      g_autoptr(FerryManifest) manifest = ferry_manifest_document_dup_manifest (document);
      g_autofree char *xml = ferry_manifest_to_xml (manifest);
      g_autoptr(FerryManifestDocument) again = ferry_test_manifest_read (xml);
      g_autoptr(FerryManifest) same = ferry_manifest_document_dup_manifest (again);
      g_autoptr(FerryManifest) strict = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_true (ferry_manifest_equal (manifest, same));
      strict = ferry_manifest_parse (ferry_manifest_document_get_text (again), &error);
      g_assert_no_error (error);
      g_assert_true (ferry_manifest_equal (manifest, strict));
      g_assert_cmpuint (ferry_manifest_document_get_findings (again)->len, ==, 0);
      g_assert_true (!has_xmllint || ferry_test_xmllint_accepts (xml));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest-dialects/head", test_head);
  g_test_add_func ("/manifest-dialects/parts", test_parts);
  g_test_add_func ("/manifest-dialects/written", test_written);

  return g_test_run ();
}
