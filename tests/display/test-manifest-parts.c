/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-cloud.h"
#include "ferry-test-parts.h"
#include "ferry-test-widgets.h"

#include "browser/ferry-chosen-row.h"
#include "browser/ferry-disk-gathering.h"
#include "browser/ferry-parts-box.h"

/* What stands beside a part of a disk: the offer to use all parts, what is wrong with them, and
 * that they are chosen as one disk. The rehearsal cloud has such a disk.
 */

#define BUCKET "acme-exports"
#define DISK "legacy/mail01.vmdk"

typedef struct {
  FerryTestCloud   *cloud;
  FerryBucket      *bucket;
  FerryChosenDisks *chosen;
  GtkWidget        *box;
  GtkWindow        *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(FerryDiskInspections) inspections = ferry_disk_inspections_new ();
  GtkWidget *pane;

  fixture->cloud = ferry_test_cloud_new ();
  ferry_test_cloud_start (fixture->cloud, NULL, NULL);
  fixture->bucket = ferry_bucket_new (BUCKET, "eu-west-1");
  fixture->chosen = ferry_chosen_disks_new (inspections);
  ferry_chosen_disks_set_client (fixture->chosen, fixture->cloud->client);
  fixture->box = g_object_new (FERRY_TYPE_PARTS_BOX, NULL);
  /* nothing is drawn of a box that is hidden */
  pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (pane), gtk_label_new ("card"));
  gtk_box_append (GTK_BOX (pane), fixture->box);
  fixture->window = ferry_test_widgets_show (pane);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  g_assert_finalize_object (fixture->chosen);
  g_object_unref (fixture->bucket);
  ferry_test_cloud_free (fixture->cloud);
}

static void
show_object (Fixture    *fixture,
             const char *key)
{
  g_autoptr(FerryObject) object = ferry_object_new (key, 16384, NULL, "\"etag\"", NULL);

  ferry_parts_box_show (FERRY_PARTS_BOX (fixture->box), fixture->chosen, fixture->cloud->client,
                        fixture->bucket, "eu-west-1", object);
}

static void
use_all (Fixture    *fixture,
         const char *said)
{
  GtkWidget *button = ferry_test_widgets_find (fixture->box, GTK_TYPE_BUTTON, 0);

  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_get_sensitive (button));
  while (!ferry_test_widgets_says (fixture->box, said))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_offered (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const parts[] = { DISK ".part2", "a/part0", "a/web.vmdk_1", "a/web.raw.007" };
  static const char *const others[] = { "a/web.vmdk", "a/web_1", "a/web-2024",
                                        "a/web.vmdkmanifest.xml", "a/log.001" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      show_object (fixture, parts[i]);
      g_assert_true (gtk_widget_get_visible (fixture->box));
    }
  g_assert_true (ferry_test_widgets_says (fixture->box,
                                          "Another tool may have cut “web.raw” into parts."));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      show_object (fixture, others[i]);
      g_assert_false (gtk_widget_get_visible (fixture->box));
    }
}

static void
assert_row (Fixture *fixture)
{
  g_autoptr(FerryChosenDisk) disk = g_list_model_get_item (G_LIST_MODEL (fixture->chosen), 0);
  GtkWidget *row = g_object_ref_sink (ferry_chosen_row_new ());
  GtkInscription *text;

  ferry_chosen_row_set_disk (FERRY_CHOSEN_ROW (row), disk);
  text = GTK_INSCRIPTION (ferry_test_widgets_find (row, GTK_TYPE_INSCRIPTION, 0));
  g_assert_cmpstr (gtk_inscription_get_text (text), ==, "mail01.vmdk");
  text = GTK_INSCRIPTION (ferry_test_widgets_find (row, GTK_TYPE_INSCRIPTION, 1));
  g_assert_true (g_str_has_prefix (gtk_inscription_get_text (text), "5 parts · "));
  g_object_unref (row);
}

static void
assert_in_disk (Fixture  *fixture,
                gboolean  expected)
{
  gboolean in_disk;

  g_object_get (fixture->box, "in-disk", &in_disk, NULL);
  g_assert_cmpint (in_disk, ==, expected);
}

/* The first part had been ticked by itself; and it is no disk of its own any more. */
static void
test_chosen (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) disks = NULL;
  FerryDisk *disk;

  g_ptr_array_add (objects, ferry_object_new (DISK ".part0", 16384, NULL, NULL, NULL));
  ferry_chosen_disks_add (fixture->chosen, fixture->bucket, objects);
  show_object (fixture, DISK ".part2");
  use_all (fixture, "Part 3 of 5");
  g_assert_true (ferry_test_widgets_says (fixture->box, "“mail01.vmdk” is chosen as one disk."));
  g_assert_false (gtk_widget_get_visible (ferry_test_widgets_find (fixture->box, GTK_TYPE_BUTTON,
                                                                   0)));

  disks = ferry_chosen_disks_dup_disks (fixture->chosen);
  g_assert_cmpuint (disks->len, ==, 1);
  disk = g_ptr_array_index (disks, 0);
  g_assert_cmpuint (ferry_parts_get_n (ferry_disk_get_parts (disk)), ==, 5);
  g_assert_cmpint (ferry_disk_get_report (disk)->format, ==, FERRY_DISK_FORMAT_VMDK_STREAM);
  g_assert_true (ferry_disk_get_report (disk)->has_virtual_size);
  assert_row (fixture);

  /* Each of its parts stands for it. */
  g_assert_true (ferry_chosen_disks_contains (fixture->chosen, BUCKET, DISK ".part4"));
  g_assert_false (ferry_chosen_disks_contains (fixture->chosen, BUCKET, DISK "manifest.xml"));
  ferry_chosen_disks_add (fixture->chosen, fixture->bucket, objects);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->chosen)), ==, 1);
  assert_in_disk (fixture, TRUE);
  ferry_chosen_disks_remove (fixture->chosen, BUCKET, DISK ".part4");
  assert_in_disk (fixture, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->chosen)), ==, 0);
  g_assert_true (ferry_test_widgets_says (fixture->box, "Part of a Disk"));
}

static void
test_wrong (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("text", 4);

  ferry_test_put (fixture->cloud->client, BUCKET, "cut/web.vmdk.part0", bytes);
  ferry_test_put (fixture->cloud->client, BUCKET, "cut/web.vmdk.part1", bytes);
  ferry_test_put (fixture->cloud->client, BUCKET, "cut/web.vmdk.part3", bytes);
  show_object (fixture, "cut/web.vmdk.part1");
  use_all (fixture, "Part 2 is missing: “web.vmdk.part1” is followed by “web.vmdk.part3”. "
                    "Upload it again.");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->chosen)), ==, 0);

  ferry_test_put (fixture->cloud->client, BUCKET, "cut/web.vmdk.part2", bytes);
  use_all (fixture, "Part 2 of 4");
}

static void
ended_cb (FerryDiskGathering *gathering,
          GError             *error,
          gpointer            user_data)
{
  g_assert_no_error (error);
  g_assert_false (ferry_disk_gathering_is_running (gathering));
  *(gboolean *) user_data = TRUE;
}

static void
gather (Fixture            *fixture,
        FerryDiskGathering *gathering)
{
  gboolean ended = FALSE;
  gulong handler = g_signal_connect (gathering, "ended", G_CALLBACK (ended_cb), &ended);

  ferry_disk_gathering_start (gathering, fixture->cloud->client, fixture->bucket, "legacy/");
  while (!ended)
    {
      g_assert_true (ferry_disk_gathering_is_running (gathering));
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (gathering, handler);
}

/* All disks of a folder: those in parts are disks as well, and one that is not whole is counted. */
static void
test_gathered (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(FerryDiskGathering) gathering = ferry_disk_gathering_new (fixture->chosen);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("text", 4);

  ferry_test_put (fixture->cloud->client, BUCKET, "legacy/web.vmdk.part0", bytes);
  ferry_test_put (fixture->cloud->client, BUCKET, "legacy/web.vmdk.part2", bytes);
  ferry_test_put (fixture->cloud->client, BUCKET, "legacy/log/part-00000", bytes);
  gather (fixture, gathering);
  g_assert_cmpuint (ferry_disk_gathering_get_n_found (gathering), ==, 1);
  g_assert_cmpuint (ferry_disk_gathering_get_n_broken (gathering), ==, 1);
  assert_row (fixture);

  /* What is chosen already is not asked for again. */
  gather (fixture, gathering);
  g_assert_cmpuint (ferry_disk_gathering_get_n_found (gathering), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->chosen)), ==, 1);

  ferry_chosen_disks_remove (fixture->chosen, BUCKET, DISK ".part0");
  ferry_disk_gathering_start (gathering, fixture->cloud->client, fixture->bucket, "legacy/");
  ferry_disk_gathering_stop (gathering);
  g_assert_false (ferry_disk_gathering_is_running (gathering));
}

int
main (int   argc,
      char *argv[])
{
  ferry_test_widgets_init (&argc, &argv);

#define ADD(path, function) \
  g_test_add ("/manifest-parts/" path, Fixture, NULL, set_up, function, tear_down)

  ADD ("offered", test_offered);
  ADD ("chosen", test_chosen);
  ADD ("wrong", test_wrong);
  ADD ("gathered", test_gathered);

  return g_test_run ();
}
