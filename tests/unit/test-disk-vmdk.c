/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "disk-images.h"

#include <gio/gio.h>

/* Where things are in a sparse extent's header, and in the image of make_vmdk(). */
#define FLAGS       8
#define CAPACITY    12
#define GRAIN_SIZE  20
#define DESCRIPTOR  28
#define GT_ENTRIES  44
#define GD_OFFSET   56
#define NEWLINES    73
#define COMPRESSION 77
#define GD          (2 * SECTOR)
#define GT          (3 * SECTOR)
#define GRAIN       (7 * SECTOR)

static GBytes *
compress (const GByteArray     *data,
          GZlibCompressorFormat format)
{
  g_autoptr(GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (format, 9));
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) stream = g_converter_output_stream_new (memory, compressor);
  g_autoptr(GError) error = NULL;

  g_output_stream_write_all (stream, data->data, data->len, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* The smallest stream-optimized image: a disk of 1 GiB whose first grain holds @grain. */
static GByteArray *
make_vmdk (const GByteArray     *grain,
           GZlibCompressorFormat format)
{
  g_autoptr(GBytes) packed = compress (grain, format);
  gsize length = g_bytes_get_size (packed);
  GByteArray *image = make_zeros ((GRAIN + 12 + length + SECTOR - 1) / SECTOR * SECTOR);

  memcpy (image->data, "KDMV", 4);
  put (image, 4, 4, 3);
  put (image, FLAGS, 4, 0x30001);
  put (image, CAPACITY, 8, GIB / SECTOR);
  put (image, GRAIN_SIZE, 8, 128);
  put (image, DESCRIPTOR, 8, 1);
  put (image, DESCRIPTOR + 8, 8, 1);
  put (image, GT_ENTRIES, 4, 512);
  put (image, GD_OFFSET, 8, GD / SECTOR);
  put (image, 64, 8, GRAIN / SECTOR);
  memcpy (image->data + NEWLINES, "\n \r\n", 4);
  put (image, COMPRESSION, 2, 1);
  strcpy ((char *) image->data + SECTOR, "# Disk DescriptorFile\ncreateType=\"streamOptimized\"\n");
  put (image, GD, 4, GT / SECTOR);
  put (image, GT, 4, GRAIN / SECTOR);
  put (image, GRAIN + 8, 4, length);
  memcpy (image->data + GRAIN + 12, g_bytes_get_data (packed, NULL), length);

  return image;
}

static GByteArray *
make_windows_grain (void)
{
  GByteArray *grain = make_zeros (64 * KIB);

  add_partition (grain, 0, 0x07, TRUE, 2048, 204800);
  add_partition (grain, 1, 0x07, FALSE, 206848, 1000000);

  return grain;
}

static void
test_vmdk (void)
{
  const GZlibCompressorFormat formats[] = {
    G_ZLIB_COMPRESSOR_FORMAT_ZLIB, G_ZLIB_COMPRESSOR_FORMAT_RAW,
  };
  g_autoptr(GByteArray) grain = make_windows_grain ();

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr(GByteArray) image = make_vmdk (grain, formats[i]);
      g_autoptr(FerryDiskReport) report = look (image, image->len);
      const FerryPartition *second;

      g_assert_cmpstr (report->problem, ==, NULL);
      g_assert_cmpuint (report->virtual_size, ==, GIB);
      g_assert_cmpstr (ferry_disk_report_guess_platform (report), ==, "Windows");
      g_assert_cmpuint (report->partitions->len, ==, 2);
      second = g_ptr_array_index (report->partitions, 1);
      g_assert_cmpuint (second->start, ==, 206848 * SECTOR);
      g_assert_cmpuint (second->size, ==, 1000000 * SECTOR);
    }
}

/* What a flipped field does: the format that is left, and what the problem speaks of. */
static void
test_vmdk_hostile (void)
{
  const struct {
    gsize offset;
    guint width;
    guint64 value;
    gboolean stream;
    const char *problem;
  } cases[] = {
    { FLAGS, 4, 1, FALSE, "streamOptimized" },
    { COMPRESSION, 2, 0, FALSE, "streamOptimized" },
    { SECTOR + 34, 1, 'x', FALSE, "stream-optimized" },
    { DESCRIPTOR, 8, 0, FALSE, "stream-optimized" },
    { DESCRIPTOR, 8, G_MAXUINT64, FALSE, "descriptor" },
    { DESCRIPTOR + 8, 8, G_MAXUINT64, FALSE, "descriptor" },
    { 4, 4, 9, FALSE, "version 9" },
    { NEWLINES, 1, '\r', FALSE, "as text" },
    { CAPACITY, 8, 0, FALSE, "no sense" },
    { CAPACITY, 8, G_MAXUINT64, FALSE, "no sense" },
    { CAPACITY, 8, (guint64) 1 << 54, FALSE, "no sense" },
    { CAPACITY, 8, 1000, TRUE, "Partition 1" },
    { GRAIN_SIZE, 8, 0, TRUE, "no sense" },
    { GRAIN_SIZE, 8, 127, TRUE, "no sense" },
    { GRAIN_SIZE, 8, (guint64) 1 << 40, TRUE, "no sense" },
    { GT_ENTRIES, 4, 0, TRUE, "no sense" },
    { GT_ENTRIES, 4, G_MAXUINT32, TRUE, "no sense" },
    { GD_OFFSET, 8, 0, TRUE, "no grain directory" },
    { GD_OFFSET, 8, 1 << 20, TRUE, "grain directory" },
    { GD_OFFSET, 8, (guint64) 1 << 63, TRUE, "grain directory" },
    { GD_OFFSET, 8, G_MAXUINT64, TRUE, "no footer" },
    { GD, 4, G_MAXUINT32, TRUE, "grain table" },
    { GD, 4, GD / SECTOR, TRUE, "grain" },
    { GT, 4, GT / SECTOR, TRUE, "grain" },
    { GT, 4, G_MAXUINT32, TRUE, "grain" },
    { GT + 4, 4, G_MAXUINT32, TRUE, "last grain" },
    { GRAIN, 8, 128, TRUE, "grain" },
    { GRAIN + 8, 4, 0, TRUE, "grain" },
    { GRAIN + 8, 4, G_MAXUINT32, TRUE, "grain" },
    { GRAIN + 8, 4, 60000, TRUE, "grain" },
    { GRAIN + 12, 2, 0xFFFF, TRUE, "decompressed" },
  };
  g_autoptr(GByteArray) grain = make_windows_grain ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GByteArray) image = make_vmdk (grain, G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
      g_autoptr(FerryDiskReport) report = NULL;

      put (image, cases[i].offset, cases[i].width, cases[i].value);
      report = look (image, image->len);
      assert_problem (report, cases[i].problem);
      g_assert_true ((report->format == FERRY_DISK_FORMAT_VMDK_STREAM) == cases[i].stream);
    }
}

static void
test_vmdk_holes (void)
{
  const struct { gsize offset; guint value; } cases[] = { { GD, 0 }, { GT, 0 }, { GT, 1 } };
  g_autoptr(GByteArray) grain = make_windows_grain ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GByteArray) image = make_vmdk (grain, G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
      g_autoptr(FerryDiskReport) report = NULL;

      put (image, cases[i].offset, 4, cases[i].value);
      report = look (image, image->len);
      g_assert_cmpstr (report->problem, ==, NULL);
      g_assert_cmpuint (report->scheme, ==, FERRY_PARTITION_SCHEME_NONE);
    }
}

static void
test_vmdk_grain_size (void)
{
  g_autoptr(GByteArray) vast = make_zeros (32 * 1024 * KIB);
  g_autoptr(GByteArray) bomb = make_vmdk (vast, G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr(FerryDiskReport) too_long = look (bomb, bomb->len);
  g_autoptr(GByteArray) little = make_zeros (100);
  g_autoptr(GByteArray) stump = make_vmdk (little, G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr(FerryDiskReport) too_short = look (stump, stump->len);

  assert_problem (too_long, "proper size");
  assert_problem (too_short, "proper size");
  g_assert_cmpuint (too_short->scheme, ==, FERRY_PARTITION_SCHEME_UNKNOWN);
}

/* Every cut at a sector's edge and beside it must be told, whichever way the directory lies. Only
 * the zeros that qemu-img leaves behind the last grain may go.
 */
static void
test_truncations (void)
{
  const struct { const char *name; gsize content; } cases[] = {
    { "web01-boot.vmdk", G_MAXSIZE },
    { "gpt01-boot.vmdk", 68608 },
    { "db01-boot.raw", G_MAXSIZE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GByteArray) image = load (cases[i].name);

      for (gsize size = image->len - 1; size > 0; size--)
        {
          gboolean whole = size >= cases[i].content && size % SECTOR == 0;
          g_autoptr(FerryDiskReport) report = NULL;

          if (size % SECTOR > 1 && size % SECTOR < SECTOR - 1)
            continue;

          report = look (image, size);
          if ((report->problem == NULL) != whole)
            g_error ("%s cut at %" G_GSIZE_FORMAT ": “%s”", cases[i].name, size, report->problem);
        }
    }
}

static void
test_short_feed (void)
{
  const char *names[] = { "web01-boot.vmdk", "gpt01-boot.vmdk", "db01-boot.raw" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GByteArray) image = load (names[i]);
      guint64 size = image->len;
      g_autoptr(FerryDiskReport) report = NULL;

      g_byte_array_set_size (image, 70000);
      report = look (image, size);
      assert_problem (report, "cut");
    }
}

/* The footer is found before what was added to the file, and the partitions still are. */
static void
test_padded (void)
{
  g_autoptr(GByteArray) image = load ("web01-boot.vmdk");
  gsize size = image->len;
  const gsize extra[] = { 1, 511, 512, 4096, 60 * KIB };

  for (guint i = 0; i < G_N_ELEMENTS (extra); i++)
    {
      g_autoptr(FerryDiskReport) report = NULL;
      g_autofree char *words = g_strdup_printf ("by %" G_GSIZE_FORMAT " bytes", extra[i]);

      g_byte_array_set_size (image, size + extra[i]);
      memset (image->data + size, 0, extra[i]);
      report = look (image, image->len);
      assert_problem (report, words);
      g_assert_cmpuint (report->scheme, ==, FERRY_PARTITION_SCHEME_MBR);
    }

  g_byte_array_set_size (image, size);
  put (image, size - 2 * SECTOR + CAPACITY, 8, 77);
  {
    g_autoptr(FerryDiskReport) report = look (image, size);

    assert_problem (report, "header and footer differ");
  }
}

static gsize
pick_offset (GRand *random,
             gsize  size)
{
  switch (g_rand_int_range (random, 0, 4))
    {
    case 0:
      return g_rand_int_range (random, 0, 80);
    case 1:
      return g_rand_int_range (random, 0, MIN (size, 4096));
    case 2:
      return size - 1 - g_rand_int_range (random, 0, MIN (size, 6144));
    default:
      return g_rand_int_range (random, 0, size);
    }
}

/* look() holds the limits; this brings it images that nobody meant. */
static void
test_mutations (void)
{
  const guint8 values[] = { 0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF };
  g_autoptr(GRand) random = g_rand_new_with_seed (20260101);
  g_autoptr(GByteArray) grain = make_windows_grain ();
  g_autoptr(GByteArray) stream = load ("web01-boot.vmdk");
  g_autoptr(GByteArray) head = load ("gpt01-boot.vmdk");
  g_autoptr(GByteArray) raw = load ("db01-boot.raw");
  g_autoptr(GByteArray) made = make_vmdk (grain, G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  const GByteArray *const images[] = { stream, head, raw, made };

  for (guint round = 0; round < 1200; round++)
    {
      const GByteArray *original = images[round % G_N_ELEMENTS (images)];
      g_autoptr(GByteArray) image = g_byte_array_new ();
      g_autoptr(FerryDiskReport) report = NULL;
      guint64 size;

      g_byte_array_append (image, original->data, original->len);
      for (gint n = g_rand_int_range (random, 1, 10); n > 0; n--)
        image->data[pick_offset (random, image->len)] =
          g_rand_boolean (random) ? values[g_rand_int_range (random, 0, G_N_ELEMENTS (values))]
                                  : (guint8) g_rand_int (random);

      size = g_rand_int_range (random, 0, 8) == 0 ? pick_offset (random, image->len) : image->len;
      if (g_rand_int_range (random, 0, 8) == 0)
        size += (guint64) g_rand_int (random) << g_rand_int_range (random, 0, 32);
      report = look (image, size);
      g_assert_nonnull (report->format_name);
      g_assert_cmpuint (report->partitions->len, <=, 4);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/disk/vmdk/stream", test_vmdk);
  g_test_add_func ("/disk/vmdk/hostile", test_vmdk_hostile);
  g_test_add_func ("/disk/vmdk/holes", test_vmdk_holes);
  g_test_add_func ("/disk/vmdk/grain-size", test_vmdk_grain_size);
  g_test_add_func ("/disk/vmdk/padded", test_padded);
  g_test_add_func ("/disk/truncations", test_truncations);
  g_test_add_func ("/disk/short-feed", test_short_feed);
  g_test_add_func ("/disk/mutations", test_mutations);

  return g_test_run ();
}
