/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include "manifest/ferry-script-pane.h"
#include "manifest/ferry-script-saver.h"

#include <glib/gstdio.h>
#include <gtksourceview/gtksource.h>
#include <string.h>
#include <sys/stat.h>

#define NTFS 0x07

static void
add_machine (FerryPlan  *plan,
             const char *name)
{
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new (name, NTFS);
  g_autoptr(FerryMachine) machine = ferry_machine_new (disk);

  g_object_set (machine, "platform", FERRY_PLATFORM_WINDOWS, "instance-type", "m3.large", NULL);
  ferry_plan_add_machine (plan, machine);
}

static FerryPlan *
make_plan (void)
{
  FerryPlan *plan = ferry_plan_new ("00000000-0000-4000-8000-000000000001");

  add_machine (plan, "web01.img");
  add_machine (plan, "db01.img");

  return plan;
}

static GtkWidget *
show (GtkWidget *pane,
      FerryPlan *plan)
{
  g_autoptr(GPtrArray) zones = g_ptr_array_new ();

  ferry_script_pane_show (FERRY_SCRIPT_PANE (pane), plan, ferry_plan_get_machine (plan, 0), zones,
                          NULL);

  return pane;
}

static void
choose (GtkWidget *pane,
        guint      drop_down,
        guint      item)
{
  GtkWidget *widget = ferry_test_widgets_find (pane, GTK_TYPE_DROP_DOWN, drop_down);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (widget), item);
}

static gboolean
shows (GtkWidget  *pane,
       const char *part)
{
  GtkWidget *view = ferry_test_widgets_find (pane, GTK_SOURCE_TYPE_VIEW, 0);
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "text", &text, NULL);

  return strstr (text, part) != NULL;
}

/* One machine or all, and only those whose road it is. */
static void
test_choices (void)
{
  g_autoptr(FerryPlan) plan = make_plan ();
  GtkWidget *pane = g_object_new (FERRY_TYPE_SCRIPT_PANE, NULL);
  GtkWindow *window = ferry_test_widgets_show (pane);

  show (pane, plan);
  g_assert_true (shows (pane, "#!/bin/bash"));
  g_assert_true (shows (pane, "\nn_disks=1\n"));
  choose (pane, 1, 1);
  g_assert_true (shows (pane, "\nn_disks=2\n"));

  choose (pane, 0, FERRY_SCRIPT_CLI);
  g_assert_false (shows (pane, "#!/bin/bash"));
  g_assert_true (ferry_test_widgets_mentions (pane, "has no ImportInstance"));
  g_assert_true (ferry_test_widgets_mentions (pane, "Not for This Road"));

  g_object_set (ferry_plan_get_machine (plan, 1), "road", FERRY_ROAD_IMAGE, NULL);
  show (pane, plan);
  g_assert_true (shows (pane, "\nn_machines=1\n"));
  g_assert_true (ferry_test_widgets_mentions (pane, "1 machine travels another road"));
  choose (pane, 0, FERRY_SCRIPT_POWERSHELL);
  g_assert_true (shows (pane, "Import-EC2Image"));
  g_assert_true (ferry_test_widgets_mentions (pane, "is gone"));

  gtk_window_destroy (window);
}

/* What blocks it is said elsewhere; nothing of an older plan stays. */
static void
test_blocked (void)
{
  g_autoptr(FerryPlan) plan = make_plan ();
  GtkWidget *pane = g_object_new (FERRY_TYPE_SCRIPT_PANE, NULL);
  GtkWindow *window = ferry_test_widgets_show (pane);

  show (pane, plan);
  g_assert_true (shows (pane, "#!/bin/bash"));
  g_object_set (ferry_plan_get_machine (plan, 0), "instance-type", "", NULL);
  show (pane, plan);
  g_assert_false (shows (pane, "#!/bin/bash"));
  g_assert_true (ferry_test_widgets_mentions (pane, "Nothing to Show Yet"));

  gtk_window_destroy (window);
}

/* The file can be started; the saver lives as long as it writes. */
static void
test_saved (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ferry-script-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "it's.sh", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (NULL));
  FerryScriptSaver *saver = ferry_script_saver_new (widget);
  struct stat status = { 0 };

  ferry_script_saver_save_to (saver, file, "#!/bin/bash\n", TRUE);
  while (g_stat (path, &status) != 0 || (status.st_mode & 0777) != 0755)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (status.st_size, ==, strlen ("#!/bin/bash\n"));
  while (G_OBJECT (saver)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);

  g_assert_finalize_object (saver);
  g_object_unref (widget);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/script-pane/choices", test_choices);
  g_test_add_func ("/script-pane/blocked", test_blocked);
  g_test_add_func ("/script-pane/saved", test_saved);

  return g_test_run ();
}
