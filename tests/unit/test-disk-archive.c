/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry-test"

#include "config.h"

#include "disk/ferry-disk-verdict.h"
#include "disk-images.h"

/* OVAs as programs and people write them, and as nobody should: made byte by byte. The disks in
 * them are raw, for what is in them does not matter here.
 */

#define DISK_SIZE (64 * KIB)

static void
add_member (GByteArray *tar,
            const char *name,
            char        kind,
            const void *bytes,
            gsize       length)
{
  guint8 header[SECTOR] = { 0 };
  const guint8 padding[SECTOR] = { 0 };
  guint sum = 0;

  g_strlcpy ((char *) header, name, 100);
  g_snprintf ((char *) header + 124, 12, "%011" G_GSIZE_MODIFIER "o", length);
  header[156] = (guint8) kind;
  memcpy (header + 257, "ustar\00000", 8);
  memset (header + 148, ' ', 8);
  for (guint i = 0; i < SECTOR; i++)
    sum += header[i];
  g_snprintf ((char *) header + 148, 8, "%06o", sum);

  g_byte_array_append (tar, header, SECTOR);
  g_byte_array_append (tar, bytes, length);
  g_byte_array_append (tar, padding, (SECTOR - length % SECTOR) % SECTOR);
}

static char *
describe (const char *first,
          const char *second)
{
  return g_strdup_printf ("<Envelope><References><File id=\"a\" href=\"%s\"/>"
                          "<File id=\"b\" href=\"%s\"/></References>"
                          "<DiskSection><Disk fileRef=\"a\"/><Disk fileRef=\"b\"/></DiskSection>"
                          "</Envelope>", first, second);
}

static GByteArray *
make_disk (gboolean active)
{
  GByteArray *disk = make_zeros (DISK_SIZE);

  disk->data[0] = 0xFA;
  add_partition (disk, 0, 0x07, active, 8, 64);

  return disk;
}

/* @folder: of the description; @hrefs, @members: of a data disk and the boot disk */
static FerryDiskReport *
look_at_ova (const char        *folder,
             const char *const *hrefs,
             const char *const *members)
{
  g_autoptr(GByteArray) tar = g_byte_array_new ();
  g_autoptr(GByteArray) data = make_disk (FALSE);
  g_autoptr(GByteArray) boot = make_disk (TRUE);
  g_autofree char *text = describe (hrefs[0], hrefs[1]);
  g_autofree char *name = g_strconcat (folder, "vm.ovf", NULL);

  add_member (tar, name, '0', text, strlen (text));
  add_member (tar, members[0], '0', data->data, data->len);
  add_member (tar, members[1], '0', boot->data, boot->len);

  return look (tar, tar->len);
}

static void
test_names (void)
{
  const struct { const char *folder, *hrefs[2], *members[2]; } cases[] = {
    { "", { "data.raw", "boot.raw" }, { "data.raw", "boot.raw" } },
    { "./", { "data.raw", "boot.raw" }, { "./data.raw", "./boot.raw" } },
    { "", { "./data.raw", "./boot.raw" }, { "data.raw", "boot.raw" } },
    { "", { "my%20data.raw", "boot%2D1.raw" }, { "my data.raw", "boot-1.raw" } },
    { "", { "100%.raw", "boot.raw" }, { "100%.raw", "boot.raw" } },
    { "vm/", { "data.raw", "boot.raw" }, { "vm/data.raw", "vm/boot.raw" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryDiskReport) report = look_at_ova (cases[i].folder, cases[i].hrefs,
                                                       cases[i].members);
      FerryDiskReport *boot = ferry_disk_report_get_boot_disk (report);

      g_assert_cmpstr (report->problem, ==, NULL);
      g_assert_cmpuint (report->disks->len, ==, 2);
      g_assert_cmpstr (boot->member, ==, cases[i].members[1]);
      g_assert_true (ferry_disk_report_has_active_partition (report));
    }
}

/* What is offered to be pasted into a shell runs nothing that a stranger wrote. */
static void
test_options (void)
{
  const char *names[] = { "data.raw", "--to-command=touch${IFS}owned" };
  g_autoptr(FerryDiskReport) report = look_at_ova ("", names, names);
  g_autofree char *command = ferry_disk_report_dup_command (report, FERRY_IMPORT_CALL_INSTANCE,
                                                            "a.ova");

  g_assert_cmpstr (command, ==, "tar -xf './a.ova' -- '--to-command=touch${IFS}owned'");
}

static void
test_pax (void)
{
  const char *const records[] = {
    "\n1 path=x\n", "1 path=x\n", "999 path=x\n", "0 path=x\n", " 9 path=x\n", "9 path=x",
    "-1 path=x\n", "99999999999999999999 path=x\n", "4 =\n", "14 size=1000\n", "9 path=\xFF\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr(GByteArray) tar = g_byte_array_new ();
      g_autoptr(FerryDiskReport) report = NULL;

      add_member (tar, "pax", 'x', records[i], strlen (records[i]));
      add_member (tar, "vm.ovf", '0', "<Envelope/>", 11);
      report = look (tar, tar->len);
      g_assert_nonnull (report->problem);
    }
}

/* A great description is read in no time, or not at all. */
static void
test_many (void)
{
  g_autoptr(GString) text = g_string_new ("<Envelope><References>");
  g_autoptr(GByteArray) tar = g_byte_array_new ();
  g_autoptr(FerryDiskReport) report = NULL;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 8000; i++)
    g_string_append (text, "<File/>");
  g_string_append (text, "</References><DiskSection>");
  for (guint i = 0; i < 8000; i++)
    g_string_append (text, "<Disk fileRef=\"x\"/>");
  g_string_append (text, "</DiskSection></Envelope>");
  add_member (tar, "vm.ovf", '0', text->str, text->len);
  report = look (tar, tar->len);
  g_assert_nonnull (report->problem);
  g_test_message ("%" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - start) / 1000);
}

/* Not followed to its end when its first member says that it is none. */
static void
test_no_ova (void)
{
  g_autoptr(GByteArray) tar = g_byte_array_new ();
  g_autofree guint8 *bytes = g_malloc0 (200 * KIB);
  g_autoptr(FerryDiskReport) report = NULL;

  for (guint i = 0; i < 20; i++)
    add_member (tar, "notes.txt", '0', bytes, 200 * KIB);
  report = look (tar, tar->len);
  g_assert_cmpstr (report->format_name, ==, "tar archive");
  g_assert_cmpuint (report->requests, <=, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/archive/names", test_names);
  g_test_add_func ("/archive/options", test_options);
  g_test_add_func ("/archive/pax", test_pax);
  g_test_add_func ("/archive/many", test_many);
  g_test_add_func ("/archive/no-ova", test_no_ova);

  return g_test_run ();
}
