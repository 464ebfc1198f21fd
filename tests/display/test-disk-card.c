/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-server.h"
#include "ferry-test-widgets.h"

#include "browser/ferry-disk-card.h"
#include "browser/ferry-disk-layout.h"
#include "browser/ferry-partition-bar.h"
#include "browser/ferry-partition-text.h"
#include "browser/ferry-verdict-text.h"

#include <string.h>

/* What the card tells of a disk, from reports that are made by hand. */

#define MIB ((guint64) 1 << 20)
#define GIB ((guint64) 1 << 30)

static FerryPartition *
add_partition (FerryDiskReport *report,
               guint            number,
               guint8           type,
               guint64          start,
               guint64          size)
{
  FerryPartition *partition = ferry_partition_new ();

  partition->number = number;
  partition->type = type;
  partition->start = start;
  partition->size = size;
  g_ptr_array_add (report->partitions, partition);

  return partition;
}

static void
fill (FerryPartition *partition,
      const char     *type,
      const char     *label)
{
  partition->file_system = ferry_file_system_new (type);
  partition->file_system->label = g_strdup (label);
}

static FerryDiskReport *
make_report (void)
{
  FerryDiskReport *report = ferry_disk_report_new ();

  ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_VMDK_STREAM, "VMDK, stream-optimized");
  report->has_virtual_size = TRUE;
  report->virtual_size = 40 * GIB;
  report->scheme = FERRY_PARTITION_SCHEME_MBR;
  report->has_boot_code = TRUE;
  report->bytes_read = 412000;
  report->requests = 6;

  return report;
}

static FerryDiskReport *
make_windows (void)
{
  FerryDiskReport *report = make_report ();

  fill (add_partition (report, 1, 0x07, MIB, 500 * MIB), "ntfs", "System Reserved");
  fill (add_partition (report, 2, 0x07, 501 * MIB, 39 * GIB), "ntfs", "Windows & <data>");
  ((FerryPartition *) g_ptr_array_index (report->partitions, 0))->active = TRUE;
  report->platform = g_strdup ("Windows");
  report->system = g_strdup ("Windows Server 2019 Standard (1809, build 17763)");
  report->evidence = g_strdup ("the registry");
  report->architecture = g_strdup ("x86_64");

  return report;
}

static GtkWidget *
show (FerryDiskReport *report,
      const char      *etag,
      const char      *region)
{
  GtkWidget *card = g_object_new (FERRY_TYPE_DISK_CARD, NULL);
  g_autoptr(FerryObject) object = ferry_object_new ("2026-11/web 01.vmdk", 4 * GIB, NULL, etag,
                                                    NULL);

  ferry_disk_card_show_report (FERRY_DISK_CARD (card), object, report, region);

  return g_object_ref_sink (card);
}

static void
test_windows (void)
{
  g_autoptr(FerryDiskReport) report = make_windows ();
  g_autoptr(GtkWidget) card = show (report, "\"1\"", "eu-west-1");
  GtkWidget *bar = ferry_test_widgets_find (card, FERRY_TYPE_PARTITION_BAR, 0);
  static const char *const said[] = {
    "web 01.vmdk",
    "VMDK, stream-optimized · 40 GiB disk · MBR · BIOS",
    "Ready for ImportInstance",
    "NTFS “System Reserved”, boots",
    "NTFS “Windows & <data>”",
    "Windows Server 2019 Standard (1809, build 17763)",
    "Known from the registry",
    "x86_64",
    "Storage Class",
  };

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_test_message ("%s", said[i]);
      g_assert_true (ferry_test_widgets_says (card, said[i]));
    }
  g_assert_true (ferry_test_widgets_mentions (card, "in 6 requests."));
  gtk_test_accessible_assert_role (bar, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (
    bar, GTK_ACCESSIBLE_PROPERTY_LABEL,
    "Disk of 40 GiB: partition 1, NTFS “System Reserved”, 500 MiB, boots; partition 2, NTFS "
    "“Windows & <data>”, 39 GiB; Free, 523 MiB");
}

/* What a file of this computer does not have is not told. */
static void
test_local (void)
{
  g_autoptr(FerryDiskReport) report = make_windows ();
  g_autoptr(GtkWidget) card = show (report, NULL, NULL);

  g_assert_true (ferry_test_widgets_says (card, "File Size"));
  g_assert_false (ferry_test_widgets_says (card, "Storage Class"));
}

static void
test_problems (void)
{
  g_autoptr(FerryDiskReport) report = make_windows ();
  g_autoptr(GtkWidget) card = NULL;
  g_autofree char *problem = NULL;

  report->scheme = FERRY_PARTITION_SCHEME_GPT;
  card = show (report, "\"1\"", "eu-north-1");
  g_assert_true (ferry_test_widgets_mentions (card, "this disk has a GPT\nThere is no "
                                                    "ImportInstance in Europe"));
  problem = ferry_disk_card_judge (report, "eu-north-1");
  g_assert_cmpstr (problem, ==, "ImportInstance needs an MBR, and this disk has a GPT");
}

/* Gaps in the middle, in an extended partition and after it; what only holds others is left out. */
static void
test_layout (void)
{
  static const struct {
    guint    number;  /* 0: free */
    guint64  start;   /* in GiB */
    guint64  size;
    gboolean logical;
  } expected[] = {
    { 1, 0, 4, FALSE },
    { 0, 4, 2, FALSE },
    { 5, 6, 4, TRUE },
    { 0, 10, 2, TRUE },
    { 6, 12, 4, TRUE },
    { 0, 16, 2, TRUE },
    { 0, 18, 12, FALSE },
    { 3, 30, 10, FALSE },
  };
  g_autoptr(FerryDiskReport) report = make_report ();
  g_autoptr(GArray) segments = NULL;

  add_partition (report, 1, 0x83, MIB, 4 * GIB - MIB);
  add_partition (report, 2, 0x0F, 6 * GIB, 12 * GIB);
  add_partition (report, 3, 0x83, 30 * GIB, 10 * GIB - MIB);
  add_partition (report, 5, 0x83, 6 * GIB + MIB, 4 * GIB - MIB);
  add_partition (report, 6, 0x82, 12 * GIB + MIB, 4 * GIB - MIB);

  segments = ferry_disk_layout_new (report);
  g_assert_cmpuint (segments->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < segments->len; i++)
    {
      const FerryDiskSegment *it = &g_array_index (segments, FerryDiskSegment, i);

      g_test_message ("segment %u", i);
      g_assert_cmpuint (it->partition ? it->partition->number : 0, ==, expected[i].number);
      g_assert_cmpuint ((it->start + GIB / 2) / GIB, ==, expected[i].start);
      g_assert_cmpuint ((it->size + GIB / 2) / GIB, ==, expected[i].size);
      g_assert_cmpint (it->logical, ==, expected[i].logical);
      g_assert_cmpint (ferry_disk_segment_is_free (it), ==, expected[i].number == 0);
    }
}

/* An image chooses its numbers freely: nothing wraps, nothing is drawn twice. */
static void
test_layout_wild (void)
{
  g_autoptr(FerryDiskReport) report = make_report ();
  g_autoptr(GArray) segments = NULL;

  add_partition (report, 1, 0x05, G_MAXUINT64 - 5, 1000);
  add_partition (report, 2, 0x83, G_MAXUINT64 - 5, G_MAXUINT64);
  add_partition (report, 3, 0x83, 0, G_MAXUINT64);
  add_partition (report, 4, 0x83, MIB, GIB);
  segments = ferry_disk_layout_new (report);

  g_assert_cmpuint (segments->len, ==, 3);
  for (guint i = 0; i < segments->len; i++)
    g_assert_false (ferry_disk_segment_is_free (&g_array_index (segments, FerryDiskSegment, i)));
  g_object_unref (show (report, NULL, NULL));
}

/* However many there are, and however narrow the card is, each has its place in the picture. */
static void
test_many (void)
{
  g_autoptr(FerryDiskReport) report = make_report ();
  GtkWidget *card;
  GtkWindow *window;
  GtkWidget *bar;
  int end = 0;

  report->scheme = FERRY_PARTITION_SCHEME_GPT;
  for (guint i = 0; i < 128; i++)
    add_partition (report, i + 1, 0x83, i * 300 * MIB + MIB, i % 2 ? 10 * MIB : 250 * MIB);
  card = show (report, NULL, NULL);
  window = ferry_test_widgets_show (card);
  bar = ferry_test_widgets_find (card, FERRY_TYPE_PARTITION_BAR, 0);
  while (gtk_widget_get_width (bar) == 0)
    g_main_context_iteration (NULL, TRUE);

  for (GtkWidget *part = gtk_widget_get_first_child (bar); part;
       part = gtk_widget_get_next_sibling (part))
    {
      GtkAllocation allocation;

      gtk_widget_get_allocation (part, &allocation);
      g_assert_cmpint (allocation.x, >=, end - 1);
      g_assert_cmpint (allocation.width, >=, 1);
      end = allocation.x + allocation.width;
    }
  g_assert_cmpint (end, <=, gtk_widget_get_width (bar) + 1);

  gtk_window_destroy (window);
  g_object_unref (card);
}

static void
test_whole_disk (void)
{
  g_autoptr(FerryDiskReport) report = make_report ();
  g_autoptr(GtkWidget) card = NULL;

  report->scheme = FERRY_PARTITION_SCHEME_NONE;
  report->file_system = ferry_file_system_new ("ext4");
  report->file_system->label = g_strdup ("data");
  card = show (report, NULL, NULL);
  g_assert_true (ferry_test_widgets_says (card, "ext4 “data”"));
  g_assert_true (ferry_test_widgets_says (card, "There are no partitions: this looks like a data "
                                                "disk"));
}

static void
test_ova (void)
{
  g_autoptr(FerryDiskReport) report = ferry_disk_report_new ();
  g_autoptr(FerryDiskReport) member = make_windows ();
  g_autoptr(GtkWidget) card = NULL;

  ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_OVA, "OVA");
  member->member = g_strdup ("web01-disk1.vmdk");
  g_ptr_array_add (report->disks, ferry_disk_report_ref (member));
  report->n_processors = 4;
  report->memory = 8 * GIB;
  card = show (report, NULL, NULL);
  g_assert_true (ferry_test_widgets_says (card, "web01-disk1.vmdk"));
  g_assert_true (ferry_test_widgets_mentions (card, "40 GiB disk · MBR · BIOS · Windows Server"));
  g_assert_true (ferry_test_widgets_says (card, "4"));
  g_assert_true (ferry_test_widgets_says (card, "8 GiB"));
  g_assert_true (ferry_test_widgets_says (card, "ImportInstance does not take OVA"));
}

/* The command is copied as it is, and what VM Import would say is quoted. */
static void
test_command (void)
{
  g_autoptr(FerryDiskReport) report = make_windows ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *copied = NULL;
  GAsyncResult *slot = NULL;
  GtkWidget *card;
  GtkWindow *window;
  GtkWidget *row;

  ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_OTHER, "VMDK, sparse");
  ferry_disk_report_complain (report, FERRY_DISK_FAULT_NOT_STREAM, "It is sparse: convert it.");
  card = show (report, NULL, NULL);
  window = ferry_test_widgets_show (card);
  g_assert_true (ferry_test_widgets_says (card, "It is sparse: convert it."));
  g_assert_true (ferry_test_widgets_says (card, "Refused: The VMDK is not stream-optimized"));

  row = ferry_test_widgets_find (card, ADW_TYPE_EXPANDER_ROW, 0);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  g_assert_true (ferry_test_widgets_says (row, "After hours EC2 would say: “File uses unsupported "
                                               "compression algorithm 0”"));
  g_signal_emit_by_name (ferry_test_widgets_find (row, GTK_TYPE_BUTTON, 0), "clicked");

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (card), NULL, ferry_test_take_result,
                                 &slot);
  result = ferry_test_wait (&slot);
  copied = gdk_clipboard_read_text_finish (gtk_widget_get_clipboard (card), result, NULL);
  g_assert_cmpstr (copied, ==, "qemu-img convert -f vmdk -O vmdk -o subformat=streamOptimized "
                               "'./web 01.vmdk' './web 01-stream.vmdk'");

  gtk_window_destroy (window);
  g_object_unref (card);
}

static void
test_region (void)
{
  g_autoptr(FerryDiskReport) report = make_windows ();
  g_autoptr(GtkWidget) card = show (report, "\"1\"", "eu-north-1");

  g_assert_true (ferry_test_widgets_mentions (card, "Refused: There is no ImportVolume in"));
  g_assert_true (ferry_test_widgets_says (card, "Accepted"));
}

/* Each reason has its words, for each call, and no two have the same. */
static void
test_reasons (void)
{
  g_autoptr(GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(FerryDiskReport) report = make_report ();

  for (guint call = 0; call < FERRY_N_IMPORT_CALLS; call++)
    {
      g_hash_table_remove_all (texts);
      g_assert_null (ferry_verdict_reason_to_text (FERRY_VERDICT_REASON_NONE, call, report));
      g_assert_null (ferry_verdict_reason_to_advice (FERRY_VERDICT_REASON_NONE, call));
      for (guint i = FERRY_VERDICT_REASON_NONE + 1; i < FERRY_N_VERDICT_REASONS; i++)
        {
          char *text = ferry_verdict_reason_to_text (i, call, report);
          g_autofree char *advice = ferry_verdict_reason_to_advice (i, call);

          g_test_message ("%u: %s. %s", i, text, advice);
          g_assert_true (text && *text && !g_str_has_suffix (text, "."));
          g_assert_true (advice && g_str_has_suffix (advice, "."));
          g_assert_true (g_hash_table_add (texts, text));
        }
    }
}

/* What a disk says is no markup and keeps to its line. */
static void
test_foreign_words (void)
{
  g_autoptr(FerryDiskReport) report = make_windows ();
  g_autoptr(GtkWidget) card = NULL;
  FerryPartition *partition = g_ptr_array_index (report->partitions, 0);

  g_free (partition->file_system->label);
  partition->file_system->label = g_strdup ("<b>\n\xe2\x80\xae");
  g_free (report->system);
  report->system = g_strdup ("<i>Win & Co\nII");
  card = show (report, NULL, NULL);
  g_assert_true (ferry_test_widgets_mentions (card, "“<b>␊"));
  g_assert_true (ferry_test_widgets_mentions (card, "<i>Win & Co␊II"));
}

int
main (int    argc,
      char **argv)
{
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/card/windows", test_windows);
  g_test_add_func ("/card/local", test_local);
  g_test_add_func ("/card/problems", test_problems);
  g_test_add_func ("/card/whole-disk", test_whole_disk);
  g_test_add_func ("/card/ova", test_ova);
  g_test_add_func ("/card/command", test_command);
  g_test_add_func ("/card/region", test_region);
  g_test_add_func ("/card/foreign-words", test_foreign_words);
  g_test_add_func ("/card/many", test_many);
  g_test_add_func ("/layout/gaps", test_layout);
  g_test_add_func ("/layout/wild", test_layout_wild);
  g_test_add_func ("/verdict/reasons", test_reasons);

  return g_test_run ();
}
