/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry-test"

#include "config.h"

#include "disk/ferry-disk-verdict.h"
#include "disk/image/ferry-crc.h"
#include "disk/image/ferry-image-bytes.h"
#include "disk-images.h"

#include <glib/gstdio.h>

/* Containers, whole and damaged. What is right is made by qemu-img and tar; the damage is ours. */

#define MIB ((gsize) 1024 * KIB)

static void
run (const char *const *argv)
{
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;

  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

static GByteArray *
read_file (const char *path)
{
  g_autoptr(GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);

  return g_byte_array_new_take ((guint8 *) data, length);
}

/* A disk of 8 MiB: MBR, an active partition from 1 MiB on that begins as ext4 does */
static GByteArray *
make_disk (void)
{
  GByteArray *disk = make_zeros (8 * MIB);

  add_partition (disk, 0, 0x83, TRUE, 2048, 8192);
  put (disk, MIB + 1024 + 56, 2, 0xEF53);

  return disk;
}

static GByteArray *
convert (const GByteArray *disk,
         const char       *format,
         const char       *options)
{
  g_autofree char *folder = g_dir_make_tmp ("ferry-images-XXXXXX", NULL);
  g_autofree char *source = g_build_filename (folder, "disk.raw", NULL);
  g_autofree char *target = g_build_filename (folder, "image", NULL);
  const char *argv[] = {
    "qemu-img", "convert", "-f", "raw", "-O", format, "-o", options, source, target, NULL,
  };
  GByteArray *image;

  g_assert_true (g_file_set_contents (source, (char *) disk->data, disk->len, NULL));
  run (argv);
  image = read_file (target);
  g_unlink (source);
  g_unlink (target);
  g_rmdir (folder);

  return image;
}

static void
put_be32 (GByteArray *image,
          gsize       offset,
          guint32     value)
{
  put (image, offset, 4, GUINT32_SWAP_LE_BE (value));
}

static void
sum_up (GByteArray *image,
        gsize       start,
        gsize       length,
        gsize       position)
{
  guint32 sum = 0;

  for (gsize i = 0; i < length; i++)
    if (i < position || i >= position + 4)
      sum += image->data[start + i];
  put_be32 (image, start + position, ~sum);
}

static void
seal_crc (GByteArray *image,
          gsize       start,
          gsize       length)
{
  put (image, start + 4, 4, 0);
  put (image, start + 4, 4, ferry_crc32c (image->data + start, length));
}

static void
assert_disk (FerryDiskReport *report,
             const char      *name)
{
  const FerryPartition *partition;

  g_assert_cmpstr (report->problem, ==, NULL);
  g_assert_cmpstr (report->format_name, ==, name);
  g_assert_cmpuint (report->scheme, ==, FERRY_PARTITION_SCHEME_MBR);
  g_assert_cmpuint (report->partitions->len, ==, 1);
  partition = g_ptr_array_index (report->partitions, 0);
  g_assert_cmpuint (partition->start, ==, MIB);
  g_assert_cmpuint (partition->size, ==, 4 * MIB);
  g_assert_true (partition->active);
}

static void
test_containers (void)
{
  const struct { const char *format, *options, *name, *file_format; } cases[] = {
    { "vpc", "subformat=fixed,force_size=on", "VHD, fixed", "VHD" },
    { "vpc", "subformat=dynamic,force_size=on", "VHD, dynamic", "VHD" },
    { "vhdx", "subformat=fixed", "VHDX, fixed", NULL },
    { "vhdx", "subformat=dynamic", "VHDX, dynamic", NULL },
    { "vmdk", "subformat=streamOptimized", "VMDK, stream-optimized", "VMDK" },
  };
  g_autoptr(GByteArray) disk = make_disk ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GByteArray) image = convert (disk, cases[i].format, cases[i].options);
      g_autoptr(FerryDiskReport) report = look (image, image->len);

      assert_disk (report, cases[i].name);
      g_assert_cmpuint (report->virtual_size, ==, 8 * MIB);
      g_assert_cmpstr (ferry_disk_report_get_file_format (report), ==, cases[i].file_format);
      g_assert_cmpuint (report->requests, <=, 12);
      g_assert_cmpuint (report->rounds, <=, 6);
    }
}

/* What a change does to an image: @offset from the end where it is negative; the sums are made
 * right again when @seal is set.
 */
typedef struct {
  goffset     offset;
  guint       width;
  guint64     value;
  gboolean    seal;
  const char *problem;
} Change;

static gsize
get_place (const GByteArray *image,
           goffset           offset)
{
  return offset < 0 ? image->len - (gsize) -offset : (gsize) offset;
}

static void
test_vhd_damaged (void)
{
  const Change cases[] = {
    { -SECTOR + 40, 1, 7, FALSE, "checksum" },
    { -SECTOR + 24, 1, 7, TRUE, "differ" },
    { -SECTOR, 8, 0, FALSE, "no VHD footer" },
    { -SECTOR + 48, 8, 0, TRUE, "makes no sense" },
    { -SECTOR + 48, 8, G_MAXUINT64, TRUE, "makes no sense" },
    { -SECTOR + 63, 1, 9, TRUE, "type 9" },
    { -SECTOR + 63, 1, 4, TRUE, "changes to another disk" },
    { -SECTOR + 16, 8, G_MAXUINT64, TRUE, "dynamic disk header" },
    { SECTOR, 8, 0, FALSE, "dynamic disk header" },
    { SECTOR + 32, 4, 0, FALSE, "wrong checksum" },
    { 1536, 4, 0xFFFFFF7F, FALSE, "beyond the end" },
  };
  g_autoptr(GByteArray) disk = make_disk ();
  g_autoptr(GByteArray) whole = convert (disk, "vpc", "subformat=dynamic,force_size=on");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GByteArray) image = g_byte_array_new ();
      g_autoptr(FerryDiskReport) report = NULL;
      gboolean differ = g_str_equal (cases[i].problem, "differ");

      g_byte_array_append (image, whole->data, whole->len);
      put (image, get_place (image, cases[i].offset), cases[i].width, cases[i].value);
      if (cases[i].seal)
        {
          sum_up (image, image->len - SECTOR, SECTOR, 64);
          if (!differ)
            memcpy (image->data, image->data + image->len - SECTOR, SECTOR);
        }
      report = look (image, image->len);
      assert_problem (report, cases[i].problem);
      g_assert_cmpuint (report->fault, !=, FERRY_DISK_FAULT_NONE);
    }
}

/* The footer that is left tells what the disk is, and the cut is told. */
static void
test_vhd_cut (void)
{
  g_autoptr(GByteArray) disk = make_disk ();
  g_autoptr(GByteArray) image = convert (disk, "vpc", "subformat=dynamic,force_size=on");
  g_autoptr(GByteArray) fixed = convert (disk, "vpc", "subformat=fixed,force_size=on");
  g_autoptr(FerryDiskReport) report = look (image, image->len - SECTOR);
  g_autoptr(FerryDiskReport) longer = NULL;

  g_assert_cmpstr (report->format_name, ==, "VHD, dynamic");
  g_assert_cmpuint (report->fault, ==, FERRY_DISK_FAULT_CUT);
  g_assert_cmpuint (report->virtual_size, ==, 8 * MIB);
  g_assert_cmpuint (report->partitions->len, ==, 1);

  g_byte_array_remove_range (fixed, 4 * MIB, SECTOR);
  longer = look (fixed, fixed->len);
  assert_problem (longer, "footer speaks of 8388608 bytes, and 8388096 precede it");
}

static void
test_vhdx_damaged (void)
{
  const struct { goffset offset; guint width; guint64 value; gsize start, length;
                 const char *problem; } cases[] = {
    { 64 * KIB + 48, 8, 1, 64 * KIB, 4 * KIB, "log holds changes" },
    { 192 * KIB + 8, 4, 0, 192 * KIB, 64 * KIB, "region tables" },
    { 192 * KIB + 8, 4, G_MAXUINT32, 192 * KIB, 64 * KIB, NULL },
    { 192 * KIB + 32, 8, G_MAXUINT64, 192 * KIB, 64 * KIB, "region tables" },
  };
  g_autoptr(GByteArray) disk = make_disk ();
  g_autoptr(GByteArray) whole = convert (disk, "vhdx", "subformat=dynamic");
  gsize current = 64 * KIB;

  if (ferry_image_le64 (whole->data + 128 * KIB + 8) > ferry_image_le64 (whole->data + current + 8))
    current = 128 * KIB;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GByteArray) image = g_byte_array_new ();
      g_autoptr(FerryDiskReport) report = NULL;
      gsize shift = cases[i].start == 64 * KIB ? current - 64 * KIB : 0;

      g_byte_array_append (image, whole->data, whole->len);
      put (image, (gsize) cases[i].offset + shift, cases[i].width, cases[i].value);
      seal_crc (image, cases[i].start + shift, cases[i].length);
      report = look (image, image->len);
      if (cases[i].problem != NULL)
        assert_problem (report, cases[i].problem);
      else
        assert_disk (report, "VHDX, dynamic");
    }
}

/* Each thing that VHDX keeps twice may be lost once. */
static void
test_vhdx_copies (void)
{
  const gsize places[] = { 64 * KIB, 128 * KIB, 192 * KIB, 256 * KIB };
  g_autoptr(GByteArray) disk = make_disk ();
  g_autoptr(GByteArray) image = convert (disk, "vhdx", "subformat=dynamic");

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr(FerryDiskReport) report = NULL;
      guint8 byte = image->data[places[i] + 20];

      image->data[places[i] + 20] ^= 0x55;
      report = look (image, image->len);
      assert_disk (report, "VHDX, dynamic");
      image->data[places[i] + 20] = byte;
    }

  image->data[64 * KIB + 20] ^= 0x55;
  image->data[128 * KIB + 20] ^= 0x55;
  {
    g_autoptr(FerryDiskReport) report = look (image, image->len);

    assert_problem (report, "neither of its VHDX headers");
  }
}

static const char ovf_text[] =
  "<?xml version=\"1.0\"?>\n"
  "<Envelope xmlns=\"http://schemas.dmtf.org/ovf/envelope/1\""
  " xmlns:ovf=\"http://schemas.dmtf.org/ovf/envelope/1\" xmlns:rasd=\"urn:rasd\">\n"
  " <References><File ovf:id=\"f2\" ovf:href=\"data.vmdk\"%s/>"
  "<File ovf:id=\"f1\" ovf:href=\"web-disk1.vmdk\"/></References>\n"
  " <DiskSection><Disk ovf:diskId=\"d1\" ovf:fileRef=\"f1\" ovf:capacity=\"8\""
  " ovf:capacityAllocationUnits=\"byte * 2^20\"/>"
  "<Disk ovf:diskId=\"d2\" ovf:fileRef=\"f2\" ovf:capacity=\"8388608\"/></DiskSection>\n"
  " <VirtualSystem ovf:id=\"web\"><VirtualHardwareSection>"
  "<Item><rasd:ResourceType>3</rasd:ResourceType>"
  "<rasd:VirtualQuantity>4</rasd:VirtualQuantity></Item>"
  "<Item><rasd:ResourceType>4</rasd:ResourceType>"
  "<rasd:AllocationUnits>byte * 2^20</rasd:AllocationUnits>"
  "<rasd:VirtualQuantity>2048</rasd:VirtualQuantity></Item>"
  "</VirtualHardwareSection></VirtualSystem></Envelope>\n";

/* @packing: put into the File element of the second disk. @format: of tar */
static GByteArray *
make_ova (const char *packing,
          const char *format)
{
  g_autofree char *folder = g_dir_make_tmp ("ferry-ova-XXXXXX", NULL);
  g_autofree char *ova = g_build_filename (folder, "web.ova", NULL);
  g_autofree char *text = NULL;
  g_autofree char *option = g_strconcat ("--format=", format, NULL);
  const char *names[] = { "web.ovf", "web-disk1.vmdk", "data.vmdk" };
  const char *argv[] = { "tar", option, "-C", folder, "-cf", ova, names[0], names[1], names[2],
                         NULL };
  g_autoptr(GByteArray) disk = make_disk ();
  g_autoptr(GByteArray) empty = make_zeros (8 * MIB);
  g_autoptr(GByteArray) boot = convert (disk, "vmdk", "subformat=streamOptimized");
  g_autoptr(GByteArray) data = convert (empty, "vmdk", "subformat=streamOptimized");
  g_autoptr(GString) description = g_string_new (ovf_text);
  GByteArray *image;

  g_string_replace (description, "%s", packing, 1);
  text = g_string_free (g_steal_pointer (&description), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      const GByteArray *bytes = i == 1 ? boot : data;

      g_assert_true (i == 0 ? g_file_set_contents (path, text, -1, NULL)
                            : g_file_set_contents (path, (char *) bytes->data, bytes->len, NULL));
    }
  run (argv);
  image = read_file (ova);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_unlink (ova);
  g_rmdir (folder);

  return image;
}

static void
test_ova (void)
{
  const char *formats[] = { "ustar", "gnu", "pax" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr(GByteArray) image = make_ova ("", formats[i]);
      g_autoptr(FerryDiskReport) report = look (image, image->len);
      FerryDiskReport *boot = ferry_disk_report_get_boot_disk (report);
      FerryDiskVerdict verdict;
      g_autofree char *command = NULL;

      g_assert_cmpstr (report->problem, ==, NULL);
      g_assert_cmpstr (report->format_name, ==, "OVA");
      g_assert_cmpuint (report->n_processors, ==, 4);
      g_assert_cmpuint (report->memory, ==, 2 * GIB);
      g_assert_cmpuint (report->disks->len, ==, 2);
      g_assert_cmpstr (boot->member, ==, "web-disk1.vmdk");
      assert_disk (boot, "VMDK, stream-optimized");
      g_assert_cmpuint (report->virtual_size, ==, 8 * MIB);
      g_assert_cmpstr (ferry_disk_report_guess_platform (report), ==, "Linux");

      ferry_disk_report_judge (report, FERRY_IMPORT_CALL_IMAGE, &verdict);
      g_assert_cmpuint (verdict.reason, ==, FERRY_VERDICT_REASON_SYSTEM);
      ferry_disk_report_judge (report, FERRY_IMPORT_CALL_INSTANCE, &verdict);
      g_assert_cmpuint (verdict.reason, ==, FERRY_VERDICT_REASON_FORMAT);
      command = ferry_disk_report_dup_command (report, FERRY_IMPORT_CALL_INSTANCE, "-my web.ova");
      g_assert_cmpstr (command, ==, "tar -xf './-my web.ova' -- 'web-disk1.vmdk'");
    }
}

static void
test_ova_damaged (void)
{
  const struct { const char *packing, *problem; } cases[] = {
    { " ovf:chunkSize=\"1000\"", "several files" },
    { " ovf:compression=\"gzip\"", "compressed once more" },
  };
  g_autoptr(GByteArray) image = make_ova ("", "ustar");
  const guint8 *second = memchr (image->data + 10, 'w', 10 * KIB);
  gsize place;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GByteArray) packed = make_ova (cases[i].packing, "ustar");
      g_autoptr(FerryDiskReport) report = look (packed, packed->len);

      assert_problem (report, cases[i].problem);
    }

  while (memcmp (second, "web-disk1.vmdk", 15) != 0)
    second++;
  place = (gsize) (second - image->data);

  {
    g_autoptr(FerryDiskReport) cut = look (image, place + 200 * KIB);
    g_autoptr(FerryDiskReport) bare = look (image, place);

    g_assert_cmpuint (cut->fault, ==, FERRY_DISK_FAULT_CUT);
    assert_problem (bare, "lacks");
  }

  image->data[place] = 'W';
  {
    g_autoptr(FerryDiskReport) renamed = look (image, image->len);

    assert_problem (renamed, "no sound header at byte");
  }
}

/* A chain of logical partitions, and one that goes back to where it came from */
static void
test_logical (void)
{
  g_autoptr(GByteArray) image = make_zeros (4 * MIB);
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(FerryDiskReport) looping = NULL;
  const FerryPartition *last;

  add_partition (image, 0, 0x83, TRUE, 64, 64);
  add_partition (image, 2, 0x05, FALSE, 1024, 4096);
  for (guint i = 0; i < 3; i++)
    {
      gsize table = (1024 + 1024 * i) * SECTOR;

      put (image, table + 446 + 4, 1, 0x8E);
      put (image, table + 446 + 8, 4, 64);
      put (image, table + 446 + 12, 4, 512);
      put (image, table + 510, 2, 0xAA55);
      if (i < 2)
        {
          put (image, table + 462 + 4, 1, 0x05);
          put (image, table + 462 + 8, 4, 1024 * (i + 1));
          put (image, table + 462 + 12, 4, 1024);
        }
    }
  report = look (image, image->len);
  g_assert_cmpstr (report->problem, ==, NULL);
  g_assert_cmpuint (report->partitions->len, ==, 5);
  last = g_ptr_array_index (report->partitions, 4);
  g_assert_cmpuint (last->number, ==, 7);
  g_assert_cmpuint (last->start, ==, (3072 + 64) * SECTOR);

  /* back to where it came from */
  put (image, 2048 * SECTOR + 462 + 8, 4, 0);
  looping = look (image, image->len);
  g_assert_cmpuint (looping->partitions->len, ==, 4);

  /* the second lies behind the third, and holds nothing: it has no number */
  put (image, 1024 * SECTOR + 462 + 8, 4, 2048);
  put (image, 3072 * SECTOR + 446 + 4, 1, 0);
  put (image, 3072 * SECTOR + 462 + 4, 1, 0x05);
  put (image, 3072 * SECTOR + 462 + 8, 4, 1024);
  put (image, 3072 * SECTOR + 462 + 12, 4, 1024);
  put (image, 2048 * SECTOR + 462 + 4, 1, 0);
  {
    g_autoptr(FerryDiskReport) back = look (image, image->len);

    g_assert_cmpuint (back->partitions->len, ==, 4);
    last = g_ptr_array_index (back->partitions, 3);
    g_assert_cmpuint (last->number, ==, 6);
    g_assert_cmpuint (last->start, ==, (2048 + 64) * SECTOR);
  }
}

static GByteArray *
make_gpt (guint sector_size)
{
  g_autofree char *path = NULL;
  g_autofree char *size_option = g_strdup_printf ("--sector-size=%u", sector_size);
  g_autoptr(GByteArray) empty = make_zeros (16 * MIB);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  GByteArray *image;
  int fd = g_file_open_tmp ("ferry-gpt-XXXXXX", &path, NULL);

  g_assert_no_errno (close (fd));
  g_assert_true (g_file_set_contents (path, (char *) empty->data, empty->len, NULL));
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                              &error, "fdisk", size_option, path, NULL);
  g_assert_no_error (error);
  /* sfdisk knows no sectors of 4096 bytes */
  g_subprocess_communicate_utf8 (process, "g\nn\n1\n\n+1M\nn\n2\n\n\nt\n1\n1\n"
                                 "x\nn\n1\nGrün\nr\nw\n", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  image = read_file (path);
  g_unlink (path);

  return image;
}

static void
test_gpt (void)
{
  const guint sizes[] = { 512, 4096 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GByteArray) image = make_gpt (sizes[i]);
      g_autoptr(FerryDiskReport) report = look (image, image->len);
      g_autoptr(FerryDiskReport) copied = NULL;
      g_autoptr(FerryDiskReport) lost = NULL;
      const FerryPartition *first;

      g_assert_cmpstr (report->problem, ==, NULL);
      g_assert_cmpuint (report->scheme, ==, FERRY_PARTITION_SCHEME_GPT);
      g_assert_cmpuint (report->sector_size, ==, sizes[i]);
      g_assert_cmpuint (report->partitions->len, ==, 2);
      first = g_ptr_array_index (report->partitions, 0);
      g_assert_cmpstr (first->name, ==, "Grün");
      g_assert_cmpstr (first->type_id, ==, FERRY_GPT_ESP);
      g_assert_cmpuint (first->size, ==, MIB);
      g_assert_true (ferry_disk_report_boots_uefi (report));
      g_assert_false (ferry_disk_report_boots_bios (report));

      /* an entry of the table at the head, then the one at the end as well */
      image->data[2 * sizes[i] + 40] ^= 1;
      copied = look (image, image->len);
      assert_problem (copied, "its copy at the end is whole");
      g_assert_cmpuint (copied->partitions->len, ==, 2);
      g_assert_cmpuint (((FerryPartition *) g_ptr_array_index (copied->partitions, 0))->size,
                        ==, MIB);

      image->data[image->len - sizes[i] + 40] ^= 1;
      lost = look (image, image->len);
      assert_problem (lost, "so is its copy");
      g_assert_cmpuint (lost->scheme, ==, FERRY_PARTITION_SCHEME_GPT);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/disk/containers", test_containers);
  g_test_add_func ("/disk/vhd/damaged", test_vhd_damaged);
  g_test_add_func ("/disk/vhd/cut", test_vhd_cut);
  g_test_add_func ("/disk/vhdx/damaged", test_vhdx_damaged);
  g_test_add_func ("/disk/vhdx/copies", test_vhdx_copies);
  g_test_add_func ("/disk/ova/whole", test_ova);
  g_test_add_func ("/disk/ova/damaged", test_ova_damaged);
  g_test_add_func ("/disk/table/logical", test_logical);
  g_test_add_func ("/disk/table/gpt", test_gpt);

  return g_test_run ();
}
