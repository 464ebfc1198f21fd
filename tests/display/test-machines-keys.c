/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "machines-fixture.h"

#include "wizard/ferry-machine-form.h"
#include "wizard/ferry-machine-list.h"
#include "wizard/ferry-plan-store.h"
#include "wizard/ferry-plan-strip.h"

#include <glib/gstdio.h>
#include <string.h>

/* (nullable): the title of the row in which the focus is */
static const char *
get_focused_title (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  GtkWidget *row = focus ? gtk_widget_get_ancestor (focus, ADW_TYPE_PREFERENCES_ROW) : NULL;

  return row ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)) : NULL;
}

/* With Tab alone, past the sentences below the fields. */
static void
test_tab (void)
{
  static const char *const names[] = { "web01-boot.img", "web01-data.img", NULL };
  static const char *const titles[] = {
    "Name", "Platform", "Architecture", "Instance Type", "Road", "web01-boot.img",
    "web01-data.img", "Subnet ID", "Zone", "Security Groups", "Private IP Address", "Tenancy",
    "When It Shuts Down", "Detailed Monitoring", "User Data", "Description",
    "Disks in the Bucket",
  };
  g_autoptr(FerryAccountFacts) facts = ferry_test_facts_new ();
  g_autoptr(GHashTable) reached = g_hash_table_new (g_str_hash, g_str_equal);
  Fixture fixture;

  fixture_open (&fixture, ferry_test_migration_new (names), 1000);
  ferry_plan_checker_give_facts (ferry_migration_get_checker (fixture.migration), facts);
  settle (&fixture);
  ferry_wizard_page_enter (FERRY_WIZARD_PAGE (fixture.page));
  gtk_window_set_focus (fixture.window, NULL);
  g_assert_true (gtk_widget_child_focus (fixture.page, GTK_DIR_TAB_FORWARD));
  g_assert_cmpstr (get_focused_title (&fixture), ==, "Name");
  do
    {
      const char *title = get_focused_title (&fixture);

      if (title)
        g_hash_table_add (reached, (gpointer) title);
    }
  while (gtk_widget_child_focus (fixture.page, GTK_DIR_TAB_FORWARD));

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (!g_hash_table_contains (reached, titles[i]))
      {
        g_test_message ("Tab never comes to %s", titles[i]);
        g_test_fail ();
      }
  fixture_close (&fixture);
}

/* What is typed into one field is one change; it is the plan's undo that takes it back. */
static void
test_undo (void)
{
  static const char *const names[] = { "db01.img", "web01.img", NULL };
  Fixture fixture;
  GtkWidget *name;

  fixture_open (&fixture, ferry_test_migration_new (names), 1000);
  settle (&fixture);
  name = find_row (&fixture, "Name");
  g_assert_false (gtk_editable_get_enable_undo (GTK_EDITABLE (name)));
  gtk_editable_set_text (GTK_EDITABLE (name), "a");
  gtk_editable_set_text (GTK_EDITABLE (name), "ab");
  act (&fixture, "machines.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "db01");
  act (&fixture, "machines.redo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "ab");

  /* The focus does not go with what had it. */
  ferry_machine_list_focus (FERRY_MACHINE_LIST (find (&fixture, FERRY_TYPE_MACHINE_LIST, 0)));
  act (&fixture, "machines.remove", NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture.window)),
                                         fixture.page));
  fixture_close (&fixture);
}

static void
test_store (void)
{
  static const char *const names[] = { "db01.img", "web01.img", NULL };
  g_autofree char *folder = g_dir_make_tmp ("ferry-plan-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "night.json", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(FerryPlanStore) store = NULL;
  g_autoptr(FerryPlan) before = NULL;
  Fixture fixture;

  fixture_open (&fixture, ferry_test_migration_new (names), 1000);
  settle (&fixture);
  store = ferry_plan_store_new (fixture.migration, fixture.page);
  gtk_editable_set_text (GTK_EDITABLE (find_row (&fixture, "Name")), "front");
  g_assert_true (says (&fixture, "• 2 Machines"));

  ferry_plan_store_save_to (store, file);
  while (says (&fixture, "• 2 Machines"))
    g_main_context_iteration (NULL, TRUE);
  before = g_object_ref (get_plan (&fixture));
  act (&fixture, "machines.remove", NULL);
  ferry_plan_history_mark_saved (ferry_migration_get_history (fixture.migration));

  ferry_plan_store_open (store, file);
  while (get_plan (&fixture) == before)
    g_main_context_iteration (NULL, TRUE);
  settle (&fixture);
  g_assert_true (says (&fixture, "2 Machines from 2 Disks"));
  g_assert_cmpstr (ferry_machine_get_name (get_machine (&fixture, 0)), ==, "front");
  g_assert_cmpuint (ferry_migration_get_disks (fixture.migration)->len, ==, 2);
  g_assert_cmpuint (g_menu_model_get_n_items (ferry_plan_store_get_recent (store)), ==, 1);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  fixture_close (&fixture);
}

static AdwMessageDialog *
wait_for_dialog (void)
{
  while (TRUE)
    {
      g_autoptr(GList) windows = gtk_window_list_toplevels ();

      for (GList *l = windows; l; l = l->next)
        if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_widget_get_mapped (l->data))
          return l->data;
      g_main_context_iteration (NULL, TRUE);
    }
}

/* Whether the plan of the file has taken the place of the other one. */
static gboolean
open_and_answer (Fixture        *fixture,
                 FerryPlanStore *store,
                 GFile          *file,
                 const char     *response)
{
  g_autoptr(FerryPlan) before = g_object_ref (get_plan (fixture));
  AdwMessageDialog *dialog;

  ferry_plan_history_mark_saved (ferry_migration_get_history (fixture->migration));
  ferry_plan_store_open (store, file);
  dialog = wait_for_dialog ();
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "/data/.ssh/id"));
  g_assert_null (strstr (adw_message_dialog_get_body (dialog), "id\nrsa"));
  g_assert_true (get_plan (fixture) == before);
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
  settle (fixture);

  return get_plan (fixture) != before;
}

/* A plan of somebody else names a file: nothing of it is read, or sent, before its user knows. */
static void
test_user_data (void)
{
  static const char reference[] = "file:///data/.ssh/id%0Arsa";
  static const char *const names[] = { "db01.img", "web01.img", NULL };
  g_autofree char *folder = g_dir_make_tmp ("ferry-plan-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "night.json", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(FerryPlanStore) store = NULL;
  g_autoptr(GBytes) bytes = NULL;
  Fixture fixture;

  fixture_open (&fixture, ferry_test_migration_new (names), 1000);
  settle (&fixture);
  store = ferry_plan_store_new (fixture.migration, fixture.page);
  g_object_set (get_machine (&fixture, 1), "user-data", reference, NULL);
  bytes = ferry_plan_file_to_bytes (get_plan (&fixture));
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  g_object_set (get_machine (&fixture, 1), "user-data", "", NULL);

  g_assert_false (open_and_answer (&fixture, store, file, "cancel"));
  g_assert_true (open_and_answer (&fixture, store, file, "leave-out"));
  g_assert_cmpstr (ferry_machine_get_user_data (get_machine (&fixture, 1)), ==, "");
  g_assert_true (open_and_answer (&fixture, store, file, "send"));
  g_assert_cmpstr (ferry_machine_get_user_data (get_machine (&fixture, 1)), ==, reference);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  fixture_close (&fixture);
}

static void
test_narrow (void)
{
  static const char *const names[] = { "db01.img", "web01.img", NULL };
  Fixture fixture;
  GtkWidget *leaflet;
  GtkWidget *form;

  fixture_open (&fixture, ferry_test_migration_new (names), 360);
  leaflet = find (&fixture, ADW_TYPE_LEAFLET, 0);
  form = find (&fixture, FERRY_TYPE_MACHINE_FORM, 0);
  while (!adw_leaflet_get_folded (ADW_LEAFLET (leaflet)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (adw_leaflet_get_visible_child (ADW_LEAFLET (leaflet)) != form);
  act (&fixture, "machines.rename", NULL);
  g_assert_true (adw_leaflet_get_visible_child (ADW_LEAFLET (leaflet)) == form);
  act (&fixture, "machines.back", NULL);
  g_assert_true (adw_leaflet_get_visible_child (ADW_LEAFLET (leaflet)) != form);
  fixture_close (&fixture);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  guint *n_frames = user_data;

  return ++*n_frames < 3 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* The way back comes while the page is laid out; GTK warns where it is drawn half done. */
static void
test_fold (void)
{
  static const char *const names[] = { "db01.img", "web01.img", NULL };
  Fixture fixture;
  GtkWidget *leaflet;
  GtkWidget *back;
  guint n_frames = 0;

  fixture_open (&fixture, ferry_test_migration_new (names), 1000);
  leaflet = find (&fixture, ADW_TYPE_LEAFLET, 0);
  back = ferry_test_widgets_find (find (&fixture, FERRY_TYPE_PLAN_STRIP, 0), GTK_TYPE_BUTTON, 0);
  act (&fixture, "machines.rename", NULL);
  g_assert_false (gtk_widget_get_visible (back));

  gtk_window_set_default_size (fixture.window, 360, 720);
  while (!adw_leaflet_get_folded (ADW_LEAFLET (leaflet)))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_add_tick_callback (fixture.page, tick_cb, &n_frames, NULL);
  while (n_frames < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_get_mapped (back));
  g_assert_cmpint (gtk_widget_get_width (back), >, 0);
  fixture_close (&fixture);
}

int
main (int    argc,
      char **argv)
{
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/machines-keys/tab", test_tab);
  g_test_add_func ("/machines-keys/undo", test_undo);
  g_test_add_func ("/machines-keys/store", test_store);
  g_test_add_func ("/machines-keys/user-data", test_user_data);
  g_test_add_func ("/machines-keys/narrow", test_narrow);
  g_test_add_func ("/machines-keys/fold", test_fold);

  return g_test_run ();
}
