/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "machines-fixture.h"

#include "common/ferry-focus.h"
#include "common/ferry-pick-row.h"
#include "wizard/ferry-field-hint.h"
#include "wizard/ferry-machine-disk-row.h"
#include "wizard/ferry-machine-list.h"
#include "wizard/ferry-tag-row.h"

/* The longest that another machine may take to be shown, in microseconds: one frame. */
#define FRAME_TIME (16 * 1000)

static void
test_alone (void)
{
  static const char *const names[] = { "web01.img", NULL };
  Fixture fixture;

  fixture_open (&fixture, ferry_test_migration_new (names), 1000);
  settle (&fixture);
  g_assert_false (gtk_widget_get_mapped (find (&fixture, FERRY_TYPE_MACHINE_LIST, 0)));
  g_assert_true (says (&fixture, "One Machine from One Disk"));
  g_assert_true (says (&fixture, "the region of acme-exports"));
  fixture_close (&fixture);
}

static void
test_list (void)
{
  static const char *const names[] = {
    "web01-boot.img", "web01-data.img", "blank01.img", "linux01.img", NULL,
  };
  Fixture fixture;
  GtkWidget *row;
  GtkWidget *icon;

  fixture_open (&fixture, ferry_test_migration_new (names), 1000);
  settle (&fixture);
  g_assert_true (says (&fixture, "3 Machines from 4 Disks"));
  g_assert_cmpuint (count_rows (&fixture), ==, 3);
  g_assert_true (says (&fixture, "Debian GNU/Linux 12 · 1 disk"));
  g_assert_true (says (&fixture, "The machine needs a platform"));
  g_assert_false (ferry_wizard_page_is_complete (FERRY_WIZARD_PAGE (fixture.page)));
  g_assert_true (g_str_has_prefix (ferry_wizard_page_get_reason
                                     (FERRY_WIZARD_PAGE (fixture.page)), "blank01: "));

  /* The form is filled in anew; the list's icon has a word. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (&fixture, "Name"))), ==,
                   "blank01");
  row = find (&fixture, FERRY_TYPE_MACHINE_ROW, 2);
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (row)), GTK_LIST_BOX_ROW (row));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (&fixture, "Name"))), ==,
                   "web01");
  row = find (&fixture, FERRY_TYPE_MACHINE_ROW, 0);
  icon = ferry_test_widgets_find (row, GTK_TYPE_IMAGE, 0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (icon),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Blocks");
  fixture_close (&fixture);
}

/* Each setting through its field, as somebody would. */
static void
test_settings (void)
{
  static const char *const names[] = { "web01-boot.img", "web01-data.img", NULL };
  g_autoptr(FerryAccountFacts) facts = ferry_test_facts_new ();
  static const struct { const char *title; const char *property; const char *text; } texts[] = {
    { "Name", "name", "front <&>" },
    { "Instance Type", "instance-type", "t2.medium" },
    { "Zone", "zone", "eu-west-1a" },
    { "Subnet ID", "subnet-id", "subnet-0a" },
    { "Private IP Address", "private-ip", "10.20.4.31" },
    { "Description", "description", "of the shop" },
  };
  static const struct { const char *title; const char *property; } choices[] = {
    { "Platform", "platform" },
    { "Architecture", "architecture" },
    { "Road", "road" },
    { "Tenancy", "tenancy" },
    { "When It Shuts Down", "shutdown" },
    { "Disks in the Bucket", "afterwards" },
  };
  Fixture fixture;
  FerryMachine *machine;
  gboolean monitoring;

  fixture_open (&fixture, ferry_test_migration_new (names), 1000);
  ferry_plan_checker_give_facts (ferry_migration_get_checker (fixture.migration), facts);
  settle (&fixture);
  machine = get_machine (&fixture, 0);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = NULL;

      gtk_editable_set_text (GTK_EDITABLE (find_row (&fixture, texts[i].title)), texts[i].text);
      g_object_get (machine, texts[i].property, &text, NULL);
      g_assert_cmpstr (text, ==, texts[i].text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      int value;

      adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (&fixture, choices[i].title)), 1);
      g_object_get (machine, choices[i].property, &value, NULL);
      g_assert_cmpint (value, ==, 1);
    }
  gtk_editable_set_text (GTK_EDITABLE (find_row (&fixture, "Security Groups")), "sg-01, sg-02");
  g_assert_cmpstr (ferry_machine_get_security_groups (machine)[1], ==, "sg-02");
  gtk_switch_set_active (GTK_SWITCH (find (&fixture, GTK_TYPE_SWITCH, 0)), TRUE);
  g_object_get (machine, "monitoring", &monitoring, NULL);
  g_assert_true (monitoring);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find (&fixture, GTK_TYPE_SPIN_BUTTON, 1)), 50);
  g_assert_cmpuint (ferry_machine_disk_get_size (ferry_machine_get_disk (machine, 1)), ==, 50);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find (&fixture, GTK_TYPE_SPIN_BUTTON, 1)), 1);
  g_assert_cmpuint (ferry_machine_disk_get_size (ferry_machine_get_disk (machine, 1)), ==, 40);
  settle (&fixture);
  g_assert_true (says (&fixture, "prod-a · prod · 10.20.4.0/24 · eu-west-1a · 214 free"));
  g_assert_true (says (&fixture, "default, web"));
  fixture_close (&fixture);
}

static void
test_tags (void)
{
  static const char *const names[] = { "web01.img", NULL };
  Fixture fixture;
  FerryMachine *machine;
  GtkWidget *row;

  fixture_open (&fixture, ferry_test_migration_new (names), 1000);
  machine = get_machine (&fixture, 0);
  for (guint i = 0;; i++)
    {
      GtkWidget *button = find (&fixture, GTK_TYPE_BUTTON, i);

      g_assert_nonnull (button);
      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), "A_dd Tag") == 0)
        {
          g_signal_emit_by_name (button, "clicked");
          break;
        }
    }

  row = find (&fixture, FERRY_TYPE_TAG_ROW, 0);
  gtk_editable_set_text (GTK_EDITABLE (ferry_test_widgets_find (row, GTK_TYPE_ENTRY, 0)), "team");
  gtk_editable_set_text (GTK_EDITABLE (ferry_test_widgets_find (row, GTK_TYPE_ENTRY, 1)), "shop");
  g_assert_cmpstr (ferry_machine_get_tags (machine)[0], ==, "team");
  g_assert_cmpstr (ferry_machine_get_tags (machine)[1], ==, "shop");

  /* All of the typing is one change; the focus does not go with the row. */
  g_assert_true (gtk_widget_grab_focus (ferry_test_widgets_find (row, GTK_TYPE_ENTRY, 1)));
  act (&fixture, "machines.undo", NULL);
  g_assert_null (ferry_machine_get_tags (machine)[0]);
  g_assert_null (find (&fixture, FERRY_TYPE_TAG_ROW, 0));
  g_assert_true (GTK_IS_BUTTON (gtk_root_get_focus (GTK_ROOT (fixture.window))));
  act (&fixture, "machines.redo", NULL);
  row = find (&fixture, FERRY_TYPE_TAG_ROW, 0);
  g_assert_cmpstr (ferry_tag_row_get_value (FERRY_TAG_ROW (row)), ==, "shop");
  g_signal_emit_by_name (ferry_test_widgets_find (row, GTK_TYPE_BUTTON, 0), "clicked");
  g_assert_null (ferry_machine_get_tags (machine)[0]);
  fixture_close (&fixture);
}

static void
test_disks (void)
{
  static const char *const names[] = {
    "db01-boot.img", "db01-data1.img", "web01-boot.img", "web01-data.img", NULL,
  };
  Fixture fixture;
  FerryMachine *db;
  FerryMachine *web;

  fixture_open (&fixture, ferry_test_migration_new (names), 1000);
  settle (&fixture);
  db = get_machine (&fixture, 0);
  web = get_machine (&fixture, 1);

  act (&fixture, "machines.move-disk", g_variant_new ("(uu)", 1, 1));
  g_assert_cmpuint (ferry_machine_get_n_disks (web), ==, 3);
  g_assert_true (ferry_test_widgets_mentions (GTK_WIDGET (fixture.window), "moved to “web01”"));
  act (&fixture, "machines.undo", NULL);
  g_assert_cmpuint (ferry_machine_get_n_disks (db), ==, 2);

  act (&fixture, "machines.split", g_variant_new_uint32 (1));
  g_assert_cmpuint (ferry_plan_get_n_machines (get_plan (&fixture)), ==, 3);
  g_assert_cmpuint (count_rows (&fixture), ==, 3);
  act (&fixture, "machines.undo", NULL);
  act (&fixture, "machines.go", g_variant_new_int32 (-1));

  act (&fixture, "machines.make-boot", g_variant_new_uint32 (1));
  g_assert_cmpstr (ferry_disk_get_name (ferry_machine_get_boot_disk (db)), ==, "db01-data1.img");
  act (&fixture, "machines.undo", NULL);

  act (&fixture, "machines.merge", g_variant_new_uint32 (1));
  g_assert_cmpuint (ferry_plan_get_n_machines (get_plan (&fixture)), ==, 1);
  g_assert_cmpuint (ferry_machine_get_n_disks (web), ==, 4);
  g_assert_nonnull (find (&fixture, FERRY_TYPE_MACHINE_DISK_ROW, 3));
  act (&fixture, "machines.undo", NULL);
  g_assert_cmpuint (count_rows (&fixture), ==, 2);

  /* A disk that was dropped on another machine. */
  act (&fixture, "machines.go", g_variant_new_int32 (-1));
  g_signal_emit_by_name (find (&fixture, FERRY_TYPE_MACHINE_ROW, 1), "disk-dropped",
                         ferry_machine_get_disk (db, 1));
  g_assert_cmpuint (ferry_machine_get_n_disks (web), ==, 3);
  fixture_close (&fixture);
}

static void
test_remove (void)
{
  static const char *const names[] = { "db01.img", "web01.img", NULL };
  Fixture fixture;

  fixture_open (&fixture, ferry_test_migration_new (names), 1000);
  settle (&fixture);
  act (&fixture, "machines.remove", NULL);
  g_assert_cmpuint (ferry_plan_get_n_machines (get_plan (&fixture)), ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (&fixture, "Name"))), ==,
                   "web01");
  act (&fixture, "machines.remove-disk", g_variant_new_uint32 (0));
  g_assert_true (says (&fixture, "Go back and choose their disks"));
  g_assert_false (ferry_wizard_page_is_complete (FERRY_WIZARD_PAGE (fixture.page)));
  act (&fixture, "machines.undo", NULL);
  act (&fixture, "machines.undo", NULL);
  g_assert_cmpuint (count_rows (&fixture), ==, 2);
  act (&fixture, "machines.redo", NULL);
  g_assert_cmpuint (ferry_plan_get_n_machines (get_plan (&fixture)), ==, 1);
  fixture_close (&fixture);
}

static void
test_apply_to_all (void)
{
  Fixture fixture;

  fixture_open (&fixture, ferry_test_migration_new_many (25), 1000);
  settle (&fixture);
  gtk_editable_set_text (GTK_EDITABLE (find_row (&fixture, "Instance Type")), "t2.large");
  act (&fixture, "machines.apply-to-all", g_variant_new_string ("instance-type"));
  for (guint i = 0; i < 25; i++)
    g_assert_cmpstr (ferry_machine_get_instance_type (get_machine (&fixture, i)), ==, "t2.large");
  g_assert_true (says (&fixture, "• 25 Machines from 50 Disks"));
  act (&fixture, "machines.undo", NULL);
  g_assert_cmpstr (ferry_machine_get_instance_type (get_machine (&fixture, 24)), !=, "t2.large");
  fixture_close (&fixture);
}

static gboolean
can_pick (GtkWidget *row)
{
  return gtk_widget_get_visible (ferry_test_widgets_find (row, GTK_TYPE_MENU_BUTTON, 0));
}

static void
test_denied (void)
{
  static const char *const names[] = { "web01.img", NULL };
  g_autoptr(FerryAccountFacts) facts = ferry_account_facts_new (FERRY_TEST_REGION);
  g_autoptr(GError) denied = g_error_new_literal (FERRY_ERROR, FERRY_ERROR_DENIED, "denied");
  g_autoptr(GError) failed = g_error_new_literal (FERRY_ERROR, FERRY_ERROR_SERVICE, "broken");
  Fixture fixture;
  GtkWidget *subnet;
  GtkWidget *groups;

  fixture_open (&fixture, ferry_test_migration_new (names), 1000);
  subnet = find_row (&fixture, "Subnet ID");
  groups = find_row (&fixture, "Security Groups");
  ferry_plan_checker_give_facts (ferry_migration_get_checker (fixture.migration), facts);
  ferry_account_facts_fail (facts, FERRY_FACT_SUBNETS, denied);
  ferry_account_facts_fail (facts, FERRY_FACT_GROUPS, failed);
  settle (&fixture);
  g_assert_true (says (&fixture, "This account may not list subnets: type the ID"));
  g_assert_false (can_pick (subnet));
  g_assert_true (says (&fixture, "The security groups could not be listed"));
  g_assert_true (ferry_test_widgets_says (groups, "Try Again"));
  gtk_editable_set_text (GTK_EDITABLE (subnet), "subnet-0123");
  g_assert_cmpstr (ferry_machine_get_subnet_id (get_machine (&fixture, 0)), ==, "subnet-0123");
  fixture_close (&fixture);
}

static void
pick (GtkWidget  *row,
      const char *value)
{
  GtkWidget *button = ferry_test_widgets_find (row, GTK_TYPE_MENU_BUTTON, 0);

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  g_signal_emit_by_name (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)), "picked", value);
}

static void
test_pick (void)
{
  static const char *const names[] = { "linux01.img", NULL };
  g_autoptr(FerryAccountFacts) facts = ferry_test_facts_new ();
  Fixture fixture;
  FerryMachine *machine;
  GtkWidget *type;
  GtkWidget *popover;

  fixture_open (&fixture, ferry_test_migration_new (names), 1000);
  ferry_plan_checker_give_facts (ferry_migration_get_checker (fixture.migration), facts);
  settle (&fixture);
  machine = get_machine (&fixture, 0);

  /* Only what can work: of the right architecture, and for Linux of the old list. */
  type = find_row (&fixture, "Instance Type");
  gtk_menu_button_popup (GTK_MENU_BUTTON (ferry_test_widgets_find (type, GTK_TYPE_MENU_BUTTON,
                                                                   0)));
  popover = GTK_WIDGET (gtk_menu_button_get_popover
                          (GTK_MENU_BUTTON (ferry_test_widgets_find (type, GTK_TYPE_MENU_BUTTON,
                                                                     0))));
  while (!ferry_test_widgets_says (popover, "2 vCPU, 2 GiB"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (ferry_test_widgets_says (popover, "t2.medium"));
  g_assert_false (ferry_test_widgets_says (popover, "m5.large"));
  g_assert_false (ferry_test_widgets_says (popover, "a1.large"));
  pick (type, "t2.medium");
  g_assert_cmpstr (ferry_machine_get_instance_type (machine), ==, "t2.medium");

  pick (find_row (&fixture, "Subnet ID"), "subnet-0b");
  g_assert_cmpstr (ferry_machine_get_subnet_id (machine), ==, "subnet-0b");
  g_assert_false (gtk_widget_get_visible (find_row (&fixture, "Zone")));
  pick (find_row (&fixture, "Security Groups"), "sg-01");
  pick (find_row (&fixture, "Security Groups"), "sg-02");
  g_assert_cmpstr (ferry_machine_get_security_groups (machine)[1], ==, "sg-02");
  pick (find_row (&fixture, "Security Groups"), "sg-01");
  g_assert_cmpstr (ferry_machine_get_security_groups (machine)[0], ==, "sg-02");
  g_assert_null (ferry_machine_get_security_groups (machine)[1]);
  fixture_close (&fixture);
}

static void
test_fix (void)
{
  static const char *const names[] = { "linux01.img", NULL };
  g_autoptr(FerryAccountFacts) facts = ferry_test_facts_new ();
  Fixture fixture;
  FerryMachine *machine;
  GtkWidget *type;
  GtkWidget *hint;
  GtkWidget *button;

  fixture_open (&fixture, ferry_test_migration_new (names), 1000);
  ferry_plan_checker_give_facts (ferry_migration_get_checker (fixture.migration), facts);
  machine = get_machine (&fixture, 0);
  type = find_row (&fixture, "Instance Type");
  gtk_editable_set_text (GTK_EDITABLE (type), "m5.large");
  settle (&fixture);
  g_assert_true (gtk_widget_has_css_class (type, "error"));
  hint = gtk_widget_get_next_sibling (type);
  g_assert_true (FERRY_IS_FIELD_HINT (hint));
  button = ferry_test_widgets_find (hint, GTK_TYPE_BUTTON, 0);
  g_assert_true (gtk_widget_get_visible (button));

  g_assert_true (gtk_widget_grab_focus (button));
  g_signal_emit_by_name (button, "clicked");
  settle (&fixture);
  g_assert_true (ferry_focus_is_in (type));
  g_assert_cmpstr (ferry_machine_get_instance_type (machine), !=, "m5.large");
  g_assert_false (gtk_widget_has_css_class (type, "error"));
  fixture_close (&fixture);
}

/* A second of a person's time must hold a hundred machines, and a frame one of them. */
static void
test_hundred (void)
{
  g_autoptr(FerryAccountFacts) facts = ferry_test_facts_new ();
  Fixture fixture;
  gint64 start;
  double fill;
  double type;

  fixture_open (&fixture, ferry_test_migration_new_many (100), 1000);
  ferry_plan_checker_give_facts (ferry_migration_get_checker (fixture.migration), facts);
  settle (&fixture);
  g_assert_cmpuint (count_rows (&fixture), ==, 100);

  act (&fixture, "machines.go", g_variant_new_int32 (1));
  start = g_get_monotonic_time ();
  for (guint i = 0; i < 50; i++)
    gtk_widget_activate_action (fixture.page, "machines.go", "i", 1);
  fill = (g_get_monotonic_time () - start) / 50.0;
  g_test_message ("to fill in the form: %.1f ms", fill / 1000);

  start = g_get_monotonic_time ();
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("front%u", i);

      gtk_editable_set_text (GTK_EDITABLE (find_row (&fixture, "Name")), name);
      ferry_plan_checker_get_checks (ferry_migration_get_checker (fixture.migration));
    }
  type = (g_get_monotonic_time () - start) / 20.0;
  g_test_message ("a key, with its checks: %.1f ms", type / 1000);
  if (g_test_perf ())
    g_assert_cmpfloat (fill, <, FRAME_TIME);
  fixture_close (&fixture);
}

int
main (int    argc,
      char **argv)
{
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/machines/alone", test_alone);
  g_test_add_func ("/machines/list", test_list);
  g_test_add_func ("/machines/settings", test_settings);
  g_test_add_func ("/machines/tags", test_tags);
  g_test_add_func ("/machines/disks", test_disks);
  g_test_add_func ("/machines/remove", test_remove);
  g_test_add_func ("/machines/apply-to-all", test_apply_to_all);
  g_test_add_func ("/machines/denied", test_denied);
  g_test_add_func ("/machines/pick", test_pick);
  g_test_add_func ("/machines/fix", test_fix);
  g_test_add_func ("/machines/hundred", test_hundred);

  return g_test_run ();
}
