/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-plan.h"
#include "ferry-test-server.h"

#include "plan/ferry-plan-file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  char               *folder;
  char               *path;
  GFile              *file;
  FerryDurableWriter *writer;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("ferry-plan-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->path = g_build_filename (fixture->folder, "night.ferry-plan", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
  fixture->writer = ferry_durable_writer_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->writer);
  g_unlink (fixture->path);
  /* nothing is left beside the plan */
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_clear_object (&fixture->file);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static FerryPlan *
make_plan (void)
{
  static const char *const groups[] = { "sg-01", "sg-02", NULL };
  static const char *const tags[] = { "Owner", "Zoë", "a=b", "c\n\"d\"", NULL };
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) boot = ferry_test_disk_new ("eu-west-1", "vm/\xff.vmdk", NULL, report);
  g_autoptr(FerryDisk) data = ferry_test_disk_new ("eu-west-1", "vm/data.vmdk", NULL, report);
  g_autoptr(FerryMachineDisk) data_disk = ferry_machine_disk_new (data);
  g_autoptr(FerryMachine) machine = ferry_machine_new (boot);
  g_autoptr(FerryMachine) other = ferry_machine_new (data);
  FerryPlan *plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);

  ferry_machine_disk_set_size (data_disk, 123);
  ferry_machine_add_disk (machine, data_disk);
  g_object_set (machine,
                "name", "web", "road", FERRY_ROAD_IMAGE, "platform", FERRY_PLATFORM_LINUX,
                "architecture", FERRY_ARCHITECTURE_I386, "instance-type", "m3.large",
                "zone", "eu-west-1b", "subnet-id", "subnet-01", "private-ip", "10.0.0.9",
                "user-data", "file:///usr/share/b%20c", "description", "the first one",
                "tenancy", FERRY_TENANCY_DEDICATED, "shutdown", FERRY_SHUTDOWN_TERMINATE,
                "afterwards", FERRY_AFTERWARDS_ASK, "monitoring", TRUE,
                "security-groups", groups, "tags", tags,
                NULL);
  ferry_plan_add_machine (plan, machine);
  ferry_plan_add_machine (plan, other);

  return plan;
}

/* Returns: (nullable) */
static FerryPlan *
load (Fixture  *fixture,
      GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ferry_plan_file_load_async (fixture->file, NULL, ferry_test_take_result, &result);

  return ferry_plan_file_load_finish (ferry_test_wait (&result), error);
}

static gboolean
save (Fixture    *fixture,
      FerryPlan  *plan,
      GError    **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ferry_plan_file_save_async (fixture->file, plan, fixture->writer, NULL, ferry_test_take_result,
                              &result);

  return ferry_plan_file_save_finish (ferry_test_wait (&result), error);
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(FerryPlan) plan = make_plan ();
  g_autoptr(FerryPlan) read = NULL;
  g_autoptr(GBytes) first = ferry_plan_file_to_bytes (plan);
  g_autoptr(GBytes) second = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (save (fixture, plan, &error));
  g_assert_no_error (error);
  read = load (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (ferry_plan_equal (read, plan));
  g_assert_cmpstr (ferry_plan_get_id (read), ==, ferry_plan_get_id (plan));

  second = ferry_plan_file_to_bytes (read);
  g_assert_cmpmem (g_bytes_get_data (second, NULL), g_bytes_get_size (second),
                   g_bytes_get_data (first, NULL), g_bytes_get_size (first));
}

/* A member a line, so that two versions can be compared line by line. */
static void
test_readable (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(FerryPlan) plan = make_plan ();
  g_autoptr(GBytes) bytes = ferry_plan_file_to_bytes (plan);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_true (g_str_has_prefix (text, "{\n  \"format\" : 2,\n  \"id\" : \""));
  g_assert_true (g_str_has_suffix (text, "}\n"));
  g_assert_nonnull (strstr (text, "\n      \"instance-type\" : \"m3.large\",\n"));
  g_assert_nonnull (strstr (text, "Zoë"));
}

/* What a newer Ferry may have added to each kind of object comes back. */
static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const places[] = {
    "\"format\" : 2,", "\"road\" : \"image\",", "\"volume-size\" : 123,", "\"bucket\" : \"vm-disks\",",
  };
  g_autoptr(FerryPlan) plan = make_plan ();
  g_autoptr(GBytes) bytes = ferry_plan_file_to_bytes (plan);
  g_autoptr(GString) text = g_string_new_len (g_bytes_get_data (bytes, NULL),
                                              g_bytes_get_size (bytes));
  g_autoptr(GBytes) written = NULL;
  g_autoptr(GBytes) changed = NULL;
  g_autoptr(FerryPlan) read = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *more =
        g_strdup_printf ("%s \"newer-%u\" : { \"a\" : [ 1, null ] },", places[i], i);

      g_assert_cmpuint (g_string_replace (text, places[i], more, 1), ==, 1);
    }
  changed = g_string_free_to_bytes (g_steal_pointer (&text));
  read = ferry_plan_file_from_bytes (changed, &error);
  g_assert_no_error (error);
  written = ferry_plan_file_to_bytes (read);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *name = g_strdup_printf ("\"newer-%u\"", i);

      g_assert_nonnull (g_strstr_len (g_bytes_get_data (written, NULL),
                                      g_bytes_get_size (written), name));
    }
}

/* Adds a member to the first object behind @place. */
static void
add_member (GString    *text,
            const char *place,
            const char *name)
{
  g_autofree char *more = g_strdup_printf ("%s \"%s\" : 1,", place, name);

  g_assert_cmpuint (g_string_replace (text, place, more, 1), ==, 1);
}

static void
assert_written (FerryPlan  *plan,
                const char *name,
                guint       times)
{
  g_autoptr(GBytes) bytes = ferry_plan_file_to_bytes (plan);
  g_autoptr(GString) text = g_string_new_len (g_bytes_get_data (bytes, NULL),
                                              g_bytes_get_size (bytes));

  g_assert_cmpuint (g_string_replace (text, name, "", 0), ==, times);
}

/* It goes with its disk: into a machine of its own, where it is the boot disk, through the file and
 * back, and stays when the disk is looked into again.
 */
static void
test_unknown_moves (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(FerryPlan) plan = make_plan ();
  g_autoptr(GBytes) bytes = ferry_plan_file_to_bytes (plan);
  g_autoptr(GString) text = g_string_new_len (g_bytes_get_data (bytes, NULL),
                                              g_bytes_get_size (bytes));
  g_autoptr(GBytes) changed = NULL;
  g_autoptr(FerryPlan) read = NULL;
  g_autoptr(FerryPlan) again = NULL;
  g_autoptr(FerryPlan) plain = NULL;
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) looked = ferry_test_disk_new ("eu-west-1", "vm/data.vmdk", NULL, report);
  g_autoptr(GError) error = NULL;
  FerryMachine *split;

  plain = ferry_plan_file_from_bytes (bytes, &error);
  add_member (text, "\"volume-size\" : 123,", "newer-volume");
  add_member (text, "\"key\" : \"vm/data.vmdk\",", "newer-disk");
  changed = g_string_free_to_bytes (g_steal_pointer (&text));
  read = ferry_plan_file_from_bytes (changed, &error);
  g_assert_no_error (error);
  g_assert_false (ferry_plan_equal (read, plain));

  split = ferry_plan_split_disk (read, ferry_plan_get_machine (read, 0), 1);
  ferry_plan_update_disk (read, looked);
  assert_written (read, "\"newer-volume\"", 1);
  assert_written (read, "\"newer-disk\"", 1);

  g_assert_true (save (fixture, read, &error));
  again = load (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (ferry_plan_equal (again, read));
  g_assert_true (ferry_plan_find (read, split, NULL));
  ferry_plan_merge (again, ferry_plan_get_machine (again, 1), ferry_plan_get_machine (again, 0));
  assert_written (again, "\"newer-volume\"", 1);
  assert_written (again, "\"boot-disk-kept\"", 0);
}

/* What was found in a disk is in the file, and so a difference. */
static void
test_reports_differ (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(FerryPlan) plan = make_plan ();
  g_autoptr(FerryPlan) copy = ferry_plan_copy (plan);
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) looked = NULL;

  g_assert_true (ferry_plan_equal (plan, copy));
  report->system = g_strdup ("Debian GNU/Linux 12");
  looked = ferry_test_disk_new ("eu-west-1", "vm/data.vmdk", NULL, report);
  ferry_plan_update_disk (plan, looked);
  g_assert_false (ferry_plan_equal (plan, copy));
}

/* What is no plan, a damaged one or a newer one is told, and not replaced. */
static void
test_not_replaced (Fixture       *fixture,
                   gconstpointer  data)
{
  static const struct {
    const char *text;
    FerryError  code;
    const char *message;
  } cases[] = {
    { "{\n\"format\": 2,\n\"id\": oops\n}", FERRY_ERROR_BAD_INPUT, "*:3:*" },
    { "{\"format\": 4, \"id\": \"\"}", FERRY_ERROR_NEWER, "*newer*" },
    { "{}", FERRY_ERROR_BAD_INPUT, "*not a plan*" },
    { "", FERRY_ERROR_BAD_INPUT, "*" },
    { "Dear Sir,\n", FERRY_ERROR_BAD_INPUT, "*JSON*" },
    { "\xff\xfe", FERRY_ERROR_BAD_INPUT, "*UTF-8*" },
  };
  g_autoptr(FerryPlan) plan = make_plan ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *after = NULL;

      g_file_set_contents (fixture->path, cases[i].text, -1, NULL);
      g_assert_null (load (fixture, &error));
      g_assert_true (error->domain == FERRY_ERROR);
      g_assert_cmpint (error->code, ==, (int) cases[i].code);
      g_assert_true (g_pattern_match_simple (cases[i].message, error->message));
      g_clear_error (&error);

      g_assert_false (save (fixture, plan, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
      g_file_get_contents (fixture->path, &after, NULL, NULL);
      g_assert_cmpstr (after, ==, cases[i].text);
    }
}

/* Nobody writes into that pipe: who reads it waits for ever. */
static void
test_not_regular (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(FerryPlan) plan = make_plan ();
  g_autoptr(GError) error = NULL;
  struct stat info;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_null (load (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  g_clear_error (&error);
  g_assert_false (save (fixture, plan, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpint (lstat (fixture->path, &info), ==, 0);
  g_assert_true (S_ISFIFO (info.st_mode));

  g_clear_object (&fixture->file);
  fixture->file = g_file_new_for_path ("/dev/zero");
  g_assert_null (load (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(FerryPlan) plan = make_plan ();
  g_autoptr(GError) error = NULL;

  g_assert_null (load (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_clear_object (&fixture->file);
  fixture->file = g_file_new_for_path ("/nowhere/at/all/night.ferry-plan");
  g_assert_false (save (fixture, plan, &error));
  g_assert_true (error->domain == FERRY_ERROR);
}

/* What only its owner may read stays so. */
static void
test_mode (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(FerryPlan) plan = make_plan ();
  g_autoptr(GError) error = NULL;
  struct stat info;

  g_assert_true (save (fixture, plan, NULL));
  g_assert_cmpint (chmod (fixture->path, 0600), ==, 0);
  g_assert_true (save (fixture, plan, &error));
  g_assert_no_error (error);
  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
}

/* More than can be read again is not written: the file could never be opened, nor replaced. */
static void
test_too_much (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(FerryPlan) plan = make_plan ();
  g_autoptr(FerryPlan) read = NULL;
  g_autoptr(GError) error = NULL;
  FerryMachine *machine = ferry_plan_get_machine (plan, 0);

  g_assert_true (save (fixture, plan, NULL));
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr(FerryMachineDisk) disk =
        ferry_machine_disk_copy (ferry_machine_get_disk (machine, 1));

      ferry_machine_add_disk (machine, disk);
    }
  g_assert_false (save (fixture, plan, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
  g_clear_error (&error);
  read = load (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_machine_get_n_disks (ferry_plan_get_machine (read, 0)), ==, 2);
}

/* The link stays, and what it points at is the new plan. */
static void
test_link (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autoptr(FerryPlan) plan = make_plan ();
  g_autoptr(FerryPlan) read = NULL;
  g_autoptr(GError) error = NULL;
  struct stat info;

  g_assert_true (save (fixture, plan, NULL));
  g_object_set (ferry_plan_get_machine (plan, 0), "name", "other", NULL);
  g_assert_cmpint (symlink (fixture->path, link), ==, 0);
  g_clear_object (&fixture->file);
  fixture->file = g_file_new_for_path (link);
  g_assert_true (save (fixture, plan, &error));
  g_assert_no_error (error);

  g_assert_cmpint (lstat (link, &info), ==, 0);
  g_assert_true (S_ISLNK (info.st_mode));
  g_unlink (link);
  g_clear_object (&fixture->file);
  fixture->file = g_file_new_for_path (fixture->path);
  read = load (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (ferry_plan_equal (read, plan));
}

/* Format 1, which journals of earlier versions hold in their first line. */
static void
test_old_format (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char text[] =
    "{\"format\": 1, \"id\": \"3d2f6c1e-8a55-4c0e-9c3f-1f0d3f1b2a4c\", \"account\": \"a\", "
    "\"machines\": [{\"name\": \"old\", \"road\": \"classic\", \"platform\": \"Windows\", "
    "\"architecture\": \"x86_64\", \"instance-type\": \"m3.large\", \"subnet-id\": \"\", "
    "\"volume-size\": 50, \"boot-disk\": {\"region\": \"eu-west-1\", \"bucket\": \"b\", "
    "\"key\": \"k\", \"size\": 3}}]}";
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryPlan) plan = ferry_plan_file_from_bytes (bytes, &error);
  FerryMachine *machine;

  g_assert_no_error (error);
  machine = ferry_plan_get_machine (plan, 0);
  g_assert_cmpuint (ferry_machine_get_n_disks (machine), ==, 1);
  g_assert_cmpuint (ferry_machine_get_volume_size (machine), ==, 50);
  g_assert_cmpint (ferry_machine_get_shutdown (machine), ==, FERRY_SHUTDOWN_STOP);
}

/* What nobody wants is not shown, and stops nobody's window. */
static void
test_too_long (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const places[] = {
    "\"web\"", "\"m3.large\"", "\"the first one\"", "\"sg-02\"", "\"Owner\"", "\"vm/data.vmdk\"",
    "\"vm-disks\"", "\"dedicated\"",
  };
  g_autofree char *longer = g_strnfill (FERRY_MACHINE_MOST_TEXT + 1, 'x');
  g_autofree char *with = g_strdup_printf ("\"%s\"", longer);
  g_autoptr(FerryPlan) plan = make_plan ();
  g_autoptr(GBytes) bytes = ferry_plan_file_to_bytes (plan);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr(GString) text = g_string_new_len (g_bytes_get_data (bytes, NULL),
                                                  g_bytes_get_size (bytes));
      g_autoptr(GBytes) changed = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_cmpuint (g_string_replace (text, places[i], with, 1), ==, 1);
      changed = g_string_free_to_bytes (g_steal_pointer (&text));
      g_assert_null (ferry_plan_file_from_bytes (changed, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
      g_assert_cmpuint (strlen (error->message), <, 200);
    }
}

#define ADD(name, function) \
  g_test_add ("/plan/file/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("round-trip", test_round_trip);
  ADD ("readable", test_readable);
  ADD ("unknown", test_unknown);
  ADD ("unknown-moves", test_unknown_moves);
  ADD ("reports-differ", test_reports_differ);
  ADD ("not-replaced", test_not_replaced);
  ADD ("not-regular", test_not_regular);
  ADD ("missing", test_missing);
  ADD ("mode", test_mode);
  ADD ("too-much", test_too_much);
  ADD ("link", test_link);
  ADD ("old-format", test_old_format);
  ADD ("too-long", test_too_long);

  return g_test_run ();
}
