/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "disk-images.h"
#include "ferry-test-server.h"

#include <glib/gstdio.h>

static void
test_volume_size (void)
{
  const struct { guint64 bytes, gib; } cases[] = {
    { 1, 1 }, { GIB, 1 }, { GIB + 1, 2 }, { 8 * GIB, 8 }, { G_MAXUINT64, 17179869184 },
  };
  g_autoptr(FerryDiskReport) report = ferry_disk_report_new ();

  g_assert_cmpuint (ferry_disk_report_get_volume_size (report), ==, 0);
  report->has_virtual_size = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      report->virtual_size = cases[i].bytes;
      g_assert_cmpuint (ferry_disk_report_get_volume_size (report), ==, cases[i].gib);
    }
}

static void
test_platform (void)
{
  const struct { guint8 types[4]; const char *platform; } cases[] = {
    { { 0 }, NULL },
    { { 0x07 }, "Windows" },
    { { 0x07, 0x27 }, "Windows" },
    { { 0x83, 0x82 }, "Linux" },
    { { 0x8E, 0x05 }, "Linux" },
    { { 0xFD, 0xEF }, "Linux" },
    { { 0x07, 0x83 }, NULL },
    { { 0x0C, 0xEE }, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GByteArray) image = make_zeros (64 * KIB);
      g_autoptr(FerryDiskReport) report = NULL;

      for (guint j = 0; j < 4; j++)
        add_partition (image, j, cases[i].types[j], FALSE, 2 + j, 1);
      report = look (image, image->len);
      g_assert_cmpstr (ferry_disk_report_guess_platform (report), ==, cases[i].platform);
      g_assert_false (ferry_disk_report_has_active_partition (report));
    }
}

/* Who does not need the system does not pay for it. */
static void
test_depth (void)
{
  g_autoptr(GByteArray) image = load ("web01-boot.vmdk");
  g_autoptr(FerryDiskReport) whole = look (image, image->len);
  g_autoptr(FerryDiskProbe) probe =
    ferry_disk_probe_new_until (image->len, FERRY_DISK_DEPTH_FILE_SYSTEMS);
  g_autoptr(FerryDiskReport) report = NULL;
  guint64 offset;
  gsize length;

  while (ferry_disk_probe_next (probe, &offset, &length))
    {
      g_autoptr(GBytes) bytes = g_bytes_new (image->data + offset, length);

      ferry_disk_probe_feed (probe, offset, bytes);
    }

  report = ferry_disk_probe_dup_report (probe);
  g_assert_cmpuint (report->scheme, ==, whole->scheme);
  g_assert_cmpuint (report->partitions->len, ==, whole->partitions->len);
  g_assert_cmpuint (report->requests, <=, whole->requests);
  g_assert_null (report->system);
}

static void
test_json (void)
{
  g_autoptr(GByteArray) image = load ("web01-boot.vmdk");
  g_autoptr(FerryDiskReport) report = look (image, image->len);
  g_autoptr(JsonObject) object = ferry_disk_report_to_json (report);
  g_autoptr(FerryDiskReport) copy = ferry_disk_report_from_json (object);
  g_autoptr(JsonObject) again = ferry_disk_report_to_json (copy);
  g_autofree char *before = ferry_json_to_line (object);
  g_autofree char *after = ferry_json_to_line (again);

  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (copy->format, ==, FERRY_DISK_FORMAT_VMDK_STREAM);
  g_assert_cmpuint (copy->virtual_size, ==, 8 * GIB);
  g_assert_true (ferry_disk_report_has_active_partition (copy));
}

static void
test_json_foreign (void)
{
  const char *texts[] = {
    "{}",
    "{\"format\":7,\"partitions\":3,\"virtual-size\":-5,\"requests\":-1}",
    "{\"format\":\"floppy\",\"partitions\":[1,null,{\"type\":4711}],\"virtual-size\":\"x\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(JsonObject) object = ferry_json_parse (texts[i], -1, NULL);
      g_autoptr(FerryDiskReport) report = ferry_disk_report_from_json (object);

      g_assert_cmpuint (report->format, ==, FERRY_DISK_FORMAT_UNKNOWN);
      g_assert_false (report->has_virtual_size);
      g_assert_cmpuint (report->partitions->len, ==, i == 2 ? 1 : 0);
      g_assert_null (ferry_disk_report_get_file_format (report));
    }
}

static void
test_samples (void)
{
  const struct {
    const char *name;
    FerryDiskFormat format;
    const char *file_format;
    guint64 virtual_size;
    FerryPartitionScheme scheme;
    const char *platform;
    gboolean active;
  } cases[] = {
    { "web01-boot.vmdk", FERRY_DISK_FORMAT_VMDK_STREAM, "VMDK", 8 * GIB,
      FERRY_PARTITION_SCHEME_MBR, "Linux", TRUE },
    { "db01-boot.raw", FERRY_DISK_FORMAT_RAW, "RAW", 256 * KIB,
      FERRY_PARTITION_SCHEME_MBR, "Linux", TRUE },
    { "gpt01-boot.vmdk", FERRY_DISK_FORMAT_VMDK_STREAM, "VMDK", GIB / 16,
      FERRY_PARTITION_SCHEME_GPT, "Linux", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GByteArray) image = load (cases[i].name);
      g_autoptr(FerryDiskReport) report = look (image, image->len);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpuint (image->len, <=, 256 * KIB);
      g_assert_cmpstr (report->problem, ==, NULL);
      g_assert_cmpuint (report->format, ==, cases[i].format);
      g_assert_cmpstr (ferry_disk_report_get_file_format (report), ==, cases[i].file_format);
      g_assert_true (report->has_virtual_size);
      g_assert_cmpuint (report->virtual_size, ==, cases[i].virtual_size);
      g_assert_cmpuint (report->scheme, ==, cases[i].scheme);
      g_assert_cmpstr (ferry_disk_report_guess_platform (report), ==, cases[i].platform);
      g_assert_true (ferry_disk_report_has_active_partition (report) == cases[i].active);
      g_assert_cmpuint (report->partitions->len, ==, 1);
      g_assert_cmpuint (report->requests, <=, 4);
    }
}

static void
test_signatures (void)
{
  const struct { gsize offset; const char *bytes; gsize length; const char *name; } cases[] = {
    { 0, "QFI\xFB", 4, "QCOW2" },
    { 0x40, "\x7F\x10\xDA\xBE", 4, "VDI" },
    { 0, "COWD", 4, "VMDK, ESX sparse" },
    { 0, "\xBE\xBA\xFE\xCA\0\0\0\0", 8, "VMDK, SEsparse" },
    { 0, "# Disk DescriptorFile\nversion=1\n", 32, "VMDK descriptor without its data" },
    { 0, "\x1F\x8B\x08", 3, "gzip archive" },
    { 0, "\xFD" "7zXZ\0", 6, "xz archive" },
    { 0, "\x28\xB5\x2F\xFD", 4, "zstd archive" },
    { 0, "BZh91AY&SY", 10, "bzip2 archive" },
    { 0, "PK\x03\x04", 4, "zip archive" },
    { 0, "7z\xBC\xAF\x27\x1C", 6, "7z archive" },
    { 257, "ustar", 5, "tar archive" },
    { 0, "<?xml version=\"1.0\"?><Envelope", 30, "OVF descriptor" },
    { 0x8001, "CD001", 5, "ISO 9660 image" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GByteArray) image = make_zeros (200 * KIB);
      g_autoptr(FerryDiskReport) report = NULL;

      memcpy (image->data + cases[i].offset, cases[i].bytes, cases[i].length);
      report = look (image, image->len);
      g_assert_cmpstr (report->format_name, ==, cases[i].name);
      g_assert_cmpuint (report->format, ==, FERRY_DISK_FORMAT_OTHER);
      g_assert_cmpuint (report->scheme, ==, FERRY_PARTITION_SCHEME_UNKNOWN);
      g_assert_nonnull (report->problem);
      g_assert_null (ferry_disk_report_get_file_format (report));
    }
}

static void
test_unknown (void)
{
  const struct { gsize size; const char *text; const char *problem; } cases[] = {
    { 0, "", "empty" },
    { 1, "", "empty" },
    { 511, "", "empty" },
    { 1000, "", "empty" },
    { 300 * KIB, "", "empty" },
    { 100, "Shopping list: bread, FAT16, milk", "Nothing" },
    { 8192, "<?xml version=\"1.0\"?><html/>", "Nothing" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GByteArray) image = make_zeros (cases[i].size);
      g_autoptr(FerryDiskReport) report = NULL;

      if (cases[i].size > 0)
        memcpy (image->data, cases[i].text, strlen (cases[i].text));
      report = look (image, image->len);
      g_assert_cmpuint (report->format, ==, FERRY_DISK_FORMAT_UNKNOWN);
      g_assert_false (report->has_virtual_size);
      g_assert_null (ferry_disk_report_get_file_format (report));
      assert_problem (report, cases[i].problem);
      if (cases[i].size > 0)
        g_assert_cmpuint (report->scheme, ==, FERRY_PARTITION_SCHEME_NONE);
    }
}

static void
test_raw (void)
{
  const struct { gsize offset; const char *bytes; gsize length; const char *problem; } volumes[] = {
    { 0, "LUKS\xBA\xBE\0\1", 8, "encrypted" },
    { 510, "\x55\xAA", 2, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (volumes); i++)
    {
      g_autoptr(GByteArray) image = make_zeros (128 * KIB);
      g_autoptr(FerryDiskReport) report = NULL;

      memcpy (image->data + volumes[i].offset, volumes[i].bytes, volumes[i].length);
      report = look (image, image->len);
      g_assert_cmpuint (report->format, ==, FERRY_DISK_FORMAT_RAW);
      g_assert_cmpuint (report->virtual_size, ==, 128 * KIB);
      g_assert_cmpuint (report->scheme, ==,
                        i == 1 ? FERRY_PARTITION_SCHEME_MBR : FERRY_PARTITION_SCHEME_NONE);
      if (volumes[i].problem != NULL)
        assert_problem (report, volumes[i].problem);
      else
        g_assert_cmpstr (report->problem, ==, NULL);
    }
}

static void
test_raw_problems (void)
{
  g_autoptr(GByteArray) image = make_zeros (64 * KIB + 7);
  g_autoptr(FerryDiskReport) odd = NULL;
  g_autoptr(FerryDiskReport) cut = NULL;
  g_autoptr(FerryDiskReport) ntfs = NULL;
  g_autoptr(FerryDiskReport) stale = NULL;
  g_autoptr(FerryDiskReport) gpt = NULL;

  add_partition (image, 0, 0x83, TRUE, 8, 120);
  odd = look (image, image->len);
  g_assert_cmpuint (odd->format, ==, FERRY_DISK_FORMAT_RAW);
  assert_problem (odd, "512-byte sectors");

  add_partition (image, 0, 0x83, TRUE, 8, 121);
  cut = look (image, 64 * KIB);
  assert_problem (cut, "Partition 1 ends beyond");

  /* left over from before, unless the MBR speaks of it */
  memcpy (image->data + SECTOR, "EFI PART", 8);
  stale = look (image, 64 * KIB);
  g_assert_cmpuint (stale->scheme, ==, FERRY_PARTITION_SCHEME_MBR);
  image->data[446 + 4] = 0xEE;
  gpt = look (image, 64 * KIB);
  g_assert_cmpuint (gpt->scheme, ==, FERRY_PARTITION_SCHEME_GPT);

  memset (image->data + SECTOR, 0, 8);
  memcpy (image->data + 3, "NTFS    ", 8);
  ntfs = look (image, 64 * KIB);
  g_assert_cmpuint (ntfs->format, ==, FERRY_DISK_FORMAT_RAW);
  g_assert_cmpuint (ntfs->scheme, ==, FERRY_PARTITION_SCHEME_NONE);
  g_assert_cmpuint (ntfs->partitions->len, ==, 0);
}

/* The virtual size as qemu-img sees it. */
static guint64
ask_qemu (const char *path,
          const char *format)
{
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *output = NULL;
  g_autoptr(JsonObject) object = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                              "qemu-img", "info", "--output=json", "-f", format, path, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  object = ferry_json_parse (output, -1, &error);
  g_assert_no_error (error);

  return (guint64) ferry_json_get_int (object, "virtual-size", 0);
}

static void
convert (const char *source,
         const char *format,
         const char *options,
         const char *target)
{
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "qemu-img", "convert", "-f", "raw",
                              "-O", format, "-o", options, source, target, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

static FerryDiskReport *
look_at_file (const char *path)
{
  g_autoptr(GByteArray) image = NULL;
  g_autoptr(GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  image = g_byte_array_new_take ((guint8 *) data, length);

  return look (image, image->len);
}

static void
test_qemu_samples (void)
{
  const char *names[] = { "web01-boot.vmdk", "gpt01-boot.vmdk", "db01-boot.raw" };
  g_autofree char *program = g_find_program_in_path ("qemu-img");

  if (program == NULL)
    {
      g_test_skip ("qemu-img is not installed");
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "samples", "disks", names[i],
                                                     NULL);
      g_autoptr(FerryDiskReport) report = look_at_file (path);

      g_assert_true (report->has_virtual_size);
      g_assert_cmpuint (report->virtual_size, ==, ask_qemu (path, g_str_has_suffix (path, ".raw") ? "raw"
                                                                                     : "vmdk"));
    }
}

/* What qemu-img writes is known for what it is; the sizes agree where Ferry reads one. */
static void
test_qemu_formats (void)
{
  const struct { const char *format, *options, *name; } cases[] = {
    { "raw", "preallocation=off", "Raw disk" },
    { "vmdk", "subformat=streamOptimized", "VMDK, stream-optimized" },
    { "vmdk", "subformat=streamOptimized,hwversion=10,adapter_type=lsilogic",
      "VMDK, stream-optimized" },
    { "vmdk", "subformat=monolithicSparse", "VMDK, sparse (not stream-optimized)" },
    { "vmdk", "subformat=monolithicFlat", "VMDK descriptor without its data" },
    { "vpc", "subformat=fixed,force_size=on", "VHD, fixed" },
    { "vpc", "subformat=dynamic", "VHD, dynamic" },
    { "vhdx", "subformat=dynamic", "VHDX, dynamic" },
    { "qcow2", "compat=1.1", "QCOW2" },
    { "vdi", "static=off", "VDI" },
  };
  g_autofree char *program = g_find_program_in_path ("qemu-img");
  g_autofree char *folder = NULL;
  g_autofree char *source = NULL;
  g_autofree char *target = NULL;
  g_autofree char *flat = NULL;
  g_autoptr(GByteArray) disk = make_zeros (1024 * KIB);

  if (program == NULL)
    {
      g_test_skip ("qemu-img is not installed");
      return;
    }

  folder = g_dir_make_tmp ("ferry-disk-XXXXXX", NULL);
  source = g_build_filename (folder, "source", NULL);
  target = g_build_filename (folder, "target", NULL);
  flat = g_build_filename (folder, "target-flat", NULL);
  add_partition (disk, 0, 0x83, TRUE, 64, 1024);
  g_assert_true (g_file_set_contents (source, (char *) disk->data, disk->len, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryDiskReport) report = NULL;

      convert (source, cases[i].format, cases[i].options, target);
      report = look_at_file (target);
      g_assert_cmpstr (report->format_name, ==, cases[i].name);
      if (report->has_virtual_size)
        g_assert_cmpuint (report->virtual_size, ==, ask_qemu (target, cases[i].format));
      if (ferry_disk_report_get_file_format (report) != NULL)
        {
          g_assert_cmpstr (report->problem, ==, NULL);
          g_assert_cmpuint (report->scheme, ==, FERRY_PARTITION_SCHEME_MBR);
        }
      g_unlink (target);
    }

  g_unlink (flat);
  g_unlink (source);
  g_assert_no_errno (g_rmdir (folder));
}

typedef struct {
  GByteArray *image;
  guint       status;  /* other than 200: what each request is answered */
  char       *etag;    /* of the last request */
  const char *page;    /* (nullable): what a proxy puts in the disk's place */
  gsize       listed_size;  /* 0: as the image's */
} Store;

static void
serve_cb (FerryTestServer   *server,
          SoupServerMessage *message,
          const char        *path,
          gpointer           user_data)
{
  Store *store = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  g_assert_cmpstr (path, ==, "/disks/a%20folder/web.vmdk");
  g_free (store->etag);
  store->etag = g_strdup (soup_message_headers_get_one (headers, "If-Match"));

  if (store->page)
    {
      soup_message_headers_remove (headers, "Range");
      ferry_test_server_answer (message, 200, "text/plain", store->page);
    }
  else if (store->status != 200)
    ferry_test_server_answer (message, store->status, "application/xml",
                              "<Error><Code>PreconditionFailed</Code></Error>");
  else
    /* SoupServer cuts the range out */
    soup_server_message_set_response (message, "application/octet-stream", SOUP_MEMORY_COPY,
                                      (char *) store->image->data, store->image->len);
}

static FerryDiskReport *
inspect (Store         *store,
         guint         *requests,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autoptr(FerryTestServer) server = ferry_test_server_new (serve_cb, store);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  guint64 size = store->listed_size ? store->listed_size : store->image->len;
  g_autoptr(FerryObject) object = ferry_object_new ("a folder/web.vmdk", size, NULL, "\"1234\"",
                                                    NULL);
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_disk_inspect_async (client, "eu-west-1", "disks", object, cancellable,
                            ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  *requests = ferry_test_server_count (server);

  return ferry_disk_inspect_finish (client, result, error);
}

static void
test_inspect (void)
{
  g_autoptr(GByteArray) image = load ("web01-boot.vmdk");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(GError) error = NULL;
  Store store = { image, 200, NULL };
  guint requests;

  report = inspect (&store, &requests, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->problem, ==, NULL);
  g_assert_cmpuint (report->virtual_size, ==, 8 * GIB);
  g_assert_cmpuint (report->scheme, ==, FERRY_PARTITION_SCHEME_MBR);
  g_assert_cmpuint (report->requests, ==, requests);
  g_assert_cmpuint (report->bytes_read, >, 0);
  g_assert_cmpstr (store.etag, ==, "\"1234\"");
  g_free (store.etag);
}

static void
test_inspect_changed (void)
{
  g_autoptr(GByteArray) image = load ("web01-boot.vmdk");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(GError) error = NULL;
  Store store = { image, 412, NULL };
  guint requests;

  report = inspect (&store, &requests, cancellable, &error);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
  g_assert_null (report);
  g_assert_cmpuint (requests, ==, 1);
  g_free (store.etag);
}

/* A page in the disk's place, whole or cut into ranges, is no damage of the disk. */
static void
test_inspect_replaced (void)
{
  g_autoptr(GByteArray) image = load ("web01-boot.vmdk");
  g_autoptr(GByteArray) longer = load ("web01-boot.vmdk");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  Store page = { image, 200, NULL, "<html>Sign in</html>" };
  Store other = { longer, 200, NULL };
  guint requests;

  g_assert_null (inspect (&page, &requests, cancellable, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY);
  g_clear_error (&error);
  g_free (page.etag);

  other.listed_size = longer->len;
  g_byte_array_set_size (longer, longer->len + 512);
  g_assert_null (inspect (&other, &requests, cancellable, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY);
  g_free (other.etag);
}

static void
test_inspect_cancelled (void)
{
  g_autoptr(GByteArray) image = load ("web01-boot.vmdk");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(GError) error = NULL;
  Store store = { image, 200, NULL };
  guint requests;

  g_cancellable_cancel (cancellable);
  report = inspect (&store, &requests, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (report);
  g_free (store.etag);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/disk/report/volume-size", test_volume_size);
  g_test_add_func ("/disk/report/platform", test_platform);
  g_test_add_func ("/disk/depth", test_depth);
  g_test_add_func ("/disk/report/json", test_json);
  g_test_add_func ("/disk/report/json-foreign", test_json_foreign);
  g_test_add_func ("/disk/samples", test_samples);
  g_test_add_func ("/disk/signatures", test_signatures);
  g_test_add_func ("/disk/unknown", test_unknown);
  g_test_add_func ("/disk/raw", test_raw);
  g_test_add_func ("/disk/raw-problems", test_raw_problems);
  g_test_add_func ("/disk/qemu/samples", test_qemu_samples);
  g_test_add_func ("/disk/qemu/formats", test_qemu_formats);
  g_test_add_func ("/disk/inspect", test_inspect);
  g_test_add_func ("/disk/inspect-changed", test_inspect_changed);
  g_test_add_func ("/disk/inspect-replaced", test_inspect_replaced);
  g_test_add_func ("/disk/inspect-cancelled", test_inspect_cancelled);

  return g_test_run ();
}
