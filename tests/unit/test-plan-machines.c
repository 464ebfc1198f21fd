/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-plan.h"

#include "plan/ferry-plan-history.h"

#include <string.h>

/* A plan, what it has told of, and its history. */
typedef struct {
  FerryPlan        *plan;
  FerryPlanHistory *history;
  guint             n_changes;
  char             *last;
} Fixture;

static FerryDisk *
make_disk (const char *key,
           guint8      partition_type)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();

  ((FerryPartition *) g_ptr_array_index (report->partitions, 0))->type = partition_type;

  return ferry_test_disk_new ("eu-west-1", key, NULL, report);
}

static FerryMachine *
add_machine (FerryPlan  *plan,
             const char *name,
             guint       n_disks)
{
  g_autoptr(FerryMachine) machine = NULL;

  for (guint i = 0; i < n_disks; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s-%u.vmdk", name, i);
      g_autoptr(FerryDisk) disk = make_disk (key, i == 0 ? 0x83 : 0x07);
      g_autoptr(FerryMachineDisk) machine_disk = ferry_machine_disk_new (disk);

      if (machine)
        ferry_machine_add_disk (machine, machine_disk);
      else
        machine = ferry_machine_new (disk);
    }
  g_object_set (machine, "name", name, NULL);
  ferry_plan_add_machine (plan, machine);

  return machine;
}

static void
changed_cb (FerryPlan    *plan,
            FerryMachine *machine,
            const char   *what,
            gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->n_changes++;
  g_free (fixture->last);
  fixture->last = g_strdup_printf ("%s %s", machine ? ferry_machine_get_name (machine) : "-",
                                   what ? what : "-");
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  add_machine (fixture->plan, "web", 3);
  add_machine (fixture->plan, "db", 1);
  add_machine (fixture->plan, "mail", 2);
  fixture->history = ferry_plan_history_new (fixture->plan);
  g_signal_connect (fixture->plan, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->history);
  g_assert_finalize_object (g_steal_pointer (&fixture->plan));
  g_free (fixture->last);
}

/* "web: web-0.vmdk web-1.vmdk; db: …" */
static char *
describe (FerryPlan *plan)
{
  GString *text = g_string_new (NULL);
  guint n_machines = ferry_plan_get_n_machines (plan);

  for (guint i = 0; i < n_machines; i++)
    {
      FerryMachine *machine = ferry_plan_get_machine (plan, i);
      guint n_disks = ferry_machine_get_n_disks (machine);

      g_string_append_printf (text, "%s%s:", i > 0 ? "; " : "", ferry_machine_get_name (machine));
      for (guint j = 0; j < n_disks; j++)
        {
          const char *name =
            ferry_disk_get_name (ferry_machine_disk_get_disk (ferry_machine_get_disk (machine, j)));

          g_string_append_printf (text, " %.*s", (int) strcspn (name, "."), name);
        }
    }

  return g_string_free (text, FALSE);
}

static void
assert_plan (Fixture    *fixture,
             const char *wanted)
{
  g_autofree char *text = describe (fixture->plan);

  g_assert_cmpstr (text, ==, wanted);
}

#define AT_FIRST "web: web-0 web-1 web-2; db: db-0; mail: mail-0 mail-1"

/* One change is told once, and undone by one step. */
static void
assert_one_change (Fixture    *fixture,
                   const char *wanted)
{
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpstr (fixture->last, ==, "- -");
  assert_plan (fixture, wanted);
  g_assert_false (ferry_plan_history_is_saved (fixture->history));

  ferry_plan_history_undo (fixture->history);
  assert_plan (fixture, AT_FIRST);
  g_assert_true (ferry_plan_history_is_saved (fixture->history));
  g_assert_false (ferry_plan_history_can_undo (fixture->history));

  ferry_plan_history_redo (fixture->history);
  assert_plan (fixture, wanted);
  g_assert_false (ferry_plan_history_can_redo (fixture->history));
}

static FerryMachine *
get (Fixture *fixture,
     guint    position)
{
  return ferry_plan_get_machine (fixture->plan, position);
}

static void
test_move (Fixture       *fixture,
           gconstpointer  data)
{
  ferry_plan_move_disk (fixture->plan, get (fixture, 0), 1, get (fixture, 2));
  assert_one_change (fixture, "web: web-0 web-2; db: db-0; mail: mail-0 mail-1 web-1");
}

/* The machine of the last disk is gone, and the plan is told once all the same. */
static void
test_move_last (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(FerryMachine) db = g_object_ref (get (fixture, 1));

  ferry_plan_move_disk (fixture->plan, db, 0, get (fixture, 0));
  g_assert_true (ferry_machine_get_disk (db, 0) != ferry_machine_get_disk (get (fixture, 0), 3));
  assert_one_change (fixture, "web: web-0 web-1 web-2 db-0; mail: mail-0 mail-1");
}

/* Without its boot disk the next disk is it, and what that tells counts. */
static void
test_move_boot (Fixture       *fixture,
                gconstpointer  data)
{
  FerryMachine *web = get (fixture, 0);

  g_assert_cmpint (ferry_machine_get_platform (web), ==, FERRY_PLATFORM_LINUX);
  ferry_plan_move_disk (fixture->plan, web, 0, get (fixture, 1));
  g_assert_cmpint (ferry_machine_get_platform (web), ==, FERRY_PLATFORM_WINDOWS);
  assert_one_change (fixture, "web: web-1 web-2; db: db-0 web-0; mail: mail-0 mail-1");
  ferry_plan_history_undo (fixture->history);
  g_assert_cmpint (ferry_machine_get_platform (web), ==, FERRY_PLATFORM_LINUX);
}

static void
test_split (Fixture       *fixture,
            gconstpointer  data)
{
  FerryMachine *split;

  ferry_machine_disk_set_size (ferry_machine_get_disk (get (fixture, 0), 1), 77);
  fixture->n_changes = 0;
  ferry_plan_history_undo (fixture->history);
  ferry_plan_history_redo (fixture->history);
  ferry_plan_history_undo (fixture->history);
  fixture->n_changes = 0;

  split = ferry_plan_split_disk (fixture->plan, get (fixture, 0), 1);
  g_assert_true (split == get (fixture, 1));
  assert_one_change (fixture, "web: web-0 web-2; web-1: web-1; db: db-0; mail: mail-0 mail-1");

  g_assert_true (ferry_plan_split_disk (fixture->plan, get (fixture, 2), 0) == get (fixture, 2));
}

static void
test_merge (Fixture       *fixture,
            gconstpointer  data)
{
  ferry_plan_merge (fixture->plan, get (fixture, 2), get (fixture, 1));
  assert_one_change (fixture, "web: web-0 web-1 web-2; db: db-0 mail-0 mail-1");
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  ferry_plan_remove_machine (fixture->plan, get (fixture, 0));
  assert_one_change (fixture, "db: db-0; mail: mail-0 mail-1");
}

static void
test_boot_disk (Fixture       *fixture,
                gconstpointer  data)
{
  ferry_plan_set_boot_disk (fixture->plan, get (fixture, 0), 2);
  assert_one_change (fixture, "web: web-2 web-0 web-1; db: db-0; mail: mail-0 mail-1");
}

static void
test_apply_to_all (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char *const groups[] = { "sg-1", "sg-2", NULL };
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) disk = ferry_test_disk_new ("us-east-1", "far.vmdk", NULL, report);
  g_autoptr(FerryMachine) far = ferry_machine_new (disk);

  ferry_plan_add_machine (fixture->plan, far);
  g_object_set (get (fixture, 0), "instance-type", "m3.large", "security-groups", groups, NULL);
  fixture->n_changes = 0;

  ferry_plan_apply_to_all (fixture->plan, get (fixture, 0), "instance-type");
  ferry_plan_apply_to_all (fixture->plan, get (fixture, 0), "security-groups");
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstrv (ferry_machine_get_security_groups (get (fixture, i)), groups);
  g_assert_cmpstr (ferry_machine_get_instance_type (far), ==, "m3.large");
  g_assert_null (ferry_machine_get_security_groups (far)[0]);

  ferry_plan_history_undo (fixture->history);
  g_assert_null (ferry_machine_get_security_groups (get (fixture, 1))[0]);
  g_assert_cmpstr (ferry_machine_get_instance_type (get (fixture, 1)), ==, "m3.large");
}

/* What is typed into one setting of one machine is one step. */
static void
test_typing (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const typed[] = { "m", "m3", "m3.", "m3.large" };
  FerryMachine *web = get (fixture, 0);

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    g_object_set (web, "instance-type", typed[i], NULL);
  g_assert_cmpuint (fixture->n_changes, ==, G_N_ELEMENTS (typed));
  g_assert_cmpstr (fixture->last, ==, "web instance-type");
  g_object_set (web, "zone", "eu-west-1a", NULL);
  ferry_machine_disk_set_size (ferry_machine_get_disk (web, 1), 50);
  g_assert_cmpstr (fixture->last, ==, "web volume-size/1");
  ferry_machine_disk_set_size (ferry_machine_get_disk (web, 2), 51);

  ferry_plan_history_undo (fixture->history);
  g_assert_cmpuint (ferry_machine_disk_get_size (ferry_machine_get_disk (web, 1)), ==, 50);
  g_assert_cmpuint (ferry_machine_disk_get_size (ferry_machine_get_disk (web, 2)), ==, 40);
  ferry_plan_history_undo (fixture->history);
  ferry_plan_history_undo (fixture->history);
  g_assert_cmpstr (ferry_machine_get_zone (web), ==, "");
  g_assert_cmpstr (ferry_machine_get_instance_type (web), ==, "m3.large");
  ferry_plan_history_undo (fixture->history);
  g_assert_cmpstr (ferry_machine_get_instance_type (web), ==, "t2.medium");
  g_assert_false (ferry_plan_history_can_undo (fixture->history));

  /* another change leaves nothing to redo */
  g_assert_true (ferry_plan_history_can_redo (fixture->history));
  g_object_set (web, "name", "www", NULL);
  g_assert_false (ferry_plan_history_can_redo (fixture->history));
}

static void
test_saved (Fixture       *fixture,
            gconstpointer  data)
{
  FerryMachine *web = get (fixture, 0);

  g_object_set (web, "name", "www", NULL);
  ferry_plan_history_mark_saved (fixture->history);
  g_assert_true (ferry_plan_history_is_saved (fixture->history));
  /* typing goes on, and is a step of its own: what was saved can be had again */
  g_object_set (web, "name", "www2", NULL);
  g_assert_false (ferry_plan_history_is_saved (fixture->history));
  ferry_plan_history_undo (fixture->history);
  g_assert_true (ferry_plan_history_is_saved (fixture->history));
  g_assert_cmpstr (ferry_machine_get_name (web), ==, "www");
  ferry_plan_history_undo (fixture->history);
  g_assert_false (ferry_plan_history_is_saved (fixture->history));
}

/* What is changed while the file is being written is not in it. */
static void
test_saving (Fixture       *fixture,
             gconstpointer  data)
{
  FerryMachine *web = get (fixture, 0);

  g_object_set (web, "name", "www", NULL);
  ferry_plan_history_begin_save (fixture->history);
  g_object_set (web, "name", "www2", NULL);
  ferry_plan_history_mark_saved (fixture->history);
  g_assert_false (ferry_plan_history_is_saved (fixture->history));
  ferry_plan_history_undo (fixture->history);
  g_assert_cmpstr (ferry_machine_get_name (web), ==, "www");
  g_assert_true (ferry_plan_history_is_saved (fixture->history));
}

/* Any changes, all taken back, leave the plan as it was; all done again, as it became. */
static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (2026);
  g_autoptr(FerryPlan) before = ferry_plan_copy (fixture->plan);
  g_autoptr(FerryPlan) after = NULL;

  for (guint i = 0; i < 400 && ferry_plan_get_n_machines (fixture->plan) > 1; i++)
    {
      guint n_machines = ferry_plan_get_n_machines (fixture->plan);
      FerryMachine *machine = get (fixture, g_rand_int_range (random, 0, n_machines));
      FerryMachine *other = get (fixture, g_rand_int_range (random, 0, n_machines));
      guint position = g_rand_int_range (random, 0, ferry_machine_get_n_disks (machine));
      g_autofree char *text = g_strdup_printf ("text %u", i);

      switch (g_rand_int_range (random, 0, 8))
        {
        case 0: ferry_plan_move_disk (fixture->plan, machine, position, other); break;
        case 1:
        case 2: ferry_plan_split_disk (fixture->plan, machine, position); break;
        case 3: ferry_plan_set_boot_disk (fixture->plan, machine, position); break;
        case 4: g_object_set (machine, "name", text, "monitoring", i % 2 == 0, NULL); break;
        case 5: ferry_plan_apply_to_all (fixture->plan, machine, "description"); break;
        case 6: g_object_set (machine, "description", text, NULL); break;
        default:
          ferry_machine_disk_set_size (ferry_machine_get_disk (machine, position), i + 1);
        }
    }
  after = ferry_plan_copy (fixture->plan);

  while (ferry_plan_history_can_undo (fixture->history))
    ferry_plan_history_undo (fixture->history);
  g_assert_true (ferry_plan_equal (fixture->plan, before));
  while (ferry_plan_history_can_redo (fixture->history))
    ferry_plan_history_redo (fixture->history);
  g_assert_true (ferry_plan_equal (fixture->plan, after));
  g_assert_false (ferry_plan_equal (before, after));
}

static void
test_devices (Fixture       *fixture,
              gconstpointer  data)
{
  FerryMachine *web = get (fixture, 0);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *linux_data = ferry_machine_dup_device (web, 1);
  g_autofree char *windows_data = NULL;

  g_assert_cmpstr (linux_data, ==, "/dev/sdf");
  for (guint i = 0; i < 100; i++)
    g_assert_true (g_hash_table_add (seen, ferry_machine_dup_device (web, i)));
  g_assert_true (g_hash_table_contains (seen, "/dev/sda1"));
  g_assert_true (g_hash_table_contains (seen, "/dev/sdp"));
  g_assert_true (g_hash_table_contains (seen, "/dev/sdba"));

  g_object_set (web, "platform", FERRY_PLATFORM_WINDOWS, NULL);
  windows_data = ferry_machine_dup_device (web, 1);
  g_assert_cmpstr (windows_data, ==, "xvdf");
}

/* What is found in a disk later makes its volume larger, never smaller. */
static void
test_update (Fixture       *fixture,
             gconstpointer  data)
{
  FerryMachine *db = get (fixture, 1);
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) disk = NULL;

  report->virtual_size = G_GUINT64_CONSTANT (100) << 30;
  disk = ferry_test_disk_new ("eu-west-1", "db-0.vmdk", NULL, report);
  g_object_set (db, "platform", FERRY_PLATFORM_UNSET, NULL);
  fixture->n_changes = 0;
  ferry_plan_update_disk (fixture->plan, disk);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_true (ferry_machine_get_boot_disk (db) == disk);
  g_assert_cmpuint (ferry_machine_get_volume_size (db), ==, 100);
  g_assert_cmpint (ferry_machine_get_platform (db), ==, FERRY_PLATFORM_WINDOWS);

  ferry_machine_disk_set_size (ferry_machine_get_disk (db, 0), 120);
  g_assert_cmpstr (fixture->last, ==, "db volume-size/0");
  fixture->n_changes = 0;
  ferry_plan_update_disk (fixture->plan, disk);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  g_assert_cmpuint (ferry_machine_get_volume_size (db), ==, 120);
}

/* What is found in a disk is no step, and no undo forgets it. */
static void
test_update_undo (Fixture       *fixture,
                  gconstpointer  data)
{
  FerryMachine *web = get (fixture, 0);
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) disk = NULL;

  g_object_set (web, "name", "www", NULL);
  report->system = g_strdup ("Debian GNU/Linux 12");
  disk = ferry_test_disk_new ("eu-west-1", "web-1.vmdk", NULL, report);
  ferry_plan_update_disk (fixture->plan, disk);
  ferry_plan_remove_disk (fixture->plan, web, 1);
  ferry_plan_history_undo (fixture->history);
  g_assert_true (ferry_machine_disk_get_disk (ferry_machine_get_disk (web, 1)) == disk);

  ferry_plan_history_undo (fixture->history);
  g_assert_cmpstr (ferry_machine_get_name (web), ==, "web");
  g_assert_true (ferry_machine_disk_get_disk (ferry_machine_get_disk (web, 1)) == disk);
  g_assert_false (ferry_plan_history_can_undo (fixture->history));
  g_assert_true (ferry_plan_history_is_saved (fixture->history));

  ferry_plan_history_redo (fixture->history);
  ferry_plan_history_redo (fixture->history);
  g_assert_cmpuint (ferry_machine_get_n_disks (web), ==, 2);
}

/* What was typed and deleted again leaves no step, and no step before it grows by what follows. */
static void
test_typed_back (Fixture       *fixture,
                 gconstpointer  data)
{
  FerryMachine *web = get (fixture, 0);

  g_object_set (web, "name", "webs", NULL);
  ferry_plan_history_mark_saved (fixture->history);
  g_object_set (web, "name", "webs2", NULL);
  g_object_set (web, "name", "webs", NULL);
  g_object_set (web, "name", "webs3", NULL);
  ferry_plan_history_undo (fixture->history);
  g_assert_cmpstr (ferry_machine_get_name (web), ==, "webs");
  ferry_plan_history_undo (fixture->history);
  g_assert_cmpstr (ferry_machine_get_name (web), ==, "web");
  g_assert_false (ferry_plan_history_can_undo (fixture->history));
}

/* Whoever hears of the disks of a machine that is given back finds its settings given back, too. */
static void
disks_cb (FerryMachine *machine,
          const char   *what,
          char        **name)
{
  if (strcmp (what, "disks") == 0 && *name == NULL)
    *name = g_strdup (ferry_machine_get_name (machine));
}

static void
test_assign (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *name = NULL;

  g_signal_connect (get (fixture, 0), "changed", G_CALLBACK (disks_cb), &name);
  ferry_machine_assign (get (fixture, 0), get (fixture, 1));
  g_assert_cmpstr (name, ==, "db");
}

/* A machine that left the plan is not listened to. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(FerryMachine) db = g_object_ref (get (fixture, 1));

  ferry_plan_remove_machine (fixture->plan, db);
  fixture->n_changes = 0;
  g_object_set (db, "name", "gone", NULL);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
}

#define ADD(name, function) \
  g_test_add ("/plan/machines/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("move", test_move);
  ADD ("move-last", test_move_last);
  ADD ("move-boot", test_move_boot);
  ADD ("split", test_split);
  ADD ("merge", test_merge);
  ADD ("remove", test_remove);
  ADD ("boot-disk", test_boot_disk);
  ADD ("apply-to-all", test_apply_to_all);
  ADD ("typing", test_typing);
  ADD ("saved", test_saved);
  ADD ("saving", test_saving);
  ADD ("random", test_random);
  ADD ("devices", test_devices);
  ADD ("update", test_update);
  ADD ("update-undo", test_update_undo);
  ADD ("typed-back", test_typed_back);
  ADD ("assign", test_assign);
  ADD ("gone", test_gone);

  return g_test_run ();
}
