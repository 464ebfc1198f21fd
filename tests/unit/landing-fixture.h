/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-estate.h"
#include "ferry-test-plan.h"

#include <glib/gstdio.h>
#include <string.h>

/* A machine of three disks that have become an instance and two volumes, the journal of its run,
 * and EC2 as far as it is needed. Only the journal's file survives a restart.
 */

#define DESK "00000000-0000-4000-8000-00000000de5c"
#define RUN  "00000000-0000-4000-8000-000000000b0b"
#define REGION "eu-west-1"

/* So fast that no pause is felt, nor how far EC2's lists may be behind: 36 ms */
#define SPEED 10000
/* Here those are 360 ms. */
#define SLOW_SPEED 1000
#define LAG_MS 300

typedef struct {
  char            *root;
  GFile           *folder;
  GFile           *file;
  FerryPlan       *plan;
  FerryMachine    *machine;
  FerryTestEstate *estate;
  FerryTestVolume *volume[3];   /* the first is not used */
  FerryTestInstance *instance;
  GPtrArray       *tokens;
  GPtrArray       *volumes;
  guint            speed;

  FerryClient     *client;
  FerryDurableWriter *writer;
  FerryJournal    *journal;
  FerryActivity   *activity;
  FerryLanding    *landing;
} Fixture;

static inline FerryClient *
make_client (Fixture *fixture)
{
  FerryClient *client = ferry_test_server_make_client (fixture->estate->server);

  ferry_client_set_patience (client, 1, 5);

  return client;
}

static inline void
end_landing (Fixture *fixture)
{
  ferry_landing_abandon (fixture->landing);
  while (ferry_activity_is_busy (fixture->activity))
    g_main_context_iteration (NULL, TRUE);
  /* A question whose answer nobody wants still holds it. */
  while (G_OBJECT (fixture->landing)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (g_steal_pointer (&fixture->landing));
  g_assert_finalize_object (g_steal_pointer (&fixture->activity));
}

static inline void
make_landing (Fixture *fixture)
{
  g_autoptr(FerryRecord) record = ferry_record_new (fixture->journal, 0, FERRY_JOURNAL_WHOLE);

  fixture->activity = ferry_activity_new ();
  fixture->landing = ferry_landing_new (record, fixture->activity, fixture->speed);
}

/* Ferry starts again. @n_lines: so many of the journal's, 0 for all */
static inline void
restart (Fixture *fixture,
         guint    n_lines)
{
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  char *end;

  end_landing (fixture);
  g_clear_object (&fixture->journal);

  g_assert_true (g_file_get_contents (g_file_peek_path (fixture->file), &text, NULL, NULL));
  end = text;
  for (guint i = 0; i < n_lines; i++)
    end = strchr (end, '\n') + 1;
  if (n_lines > 0)
    g_assert_true (g_file_set_contents (g_file_peek_path (fixture->file), text, end - text, NULL));

  fixture->journal = ferry_journal_load (fixture->writer, fixture->file, &error);
  g_assert_no_error (error);
  g_assert_null (ferry_journal_get_damage (fixture->journal));
  make_landing (fixture);
}

static inline void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();

  fixture->root = g_dir_make_tmp ("ferry-landing-XXXXXX", NULL);
  fixture->folder = g_file_new_build_filename (fixture->root, "imports", NULL);
  fixture->file = g_file_get_child (fixture->folder, RUN ".journal");
  fixture->plan = ferry_test_plan_new (REGION, "vm/web.vmdk", "STANDARD", report);
  fixture->machine = ferry_plan_get_machine (fixture->plan, 0);
  g_object_set (fixture->machine, "name", "web", "platform", FERRY_PLATFORM_LINUX, NULL);
  for (guint i = 1; i < 3; i++)
    {
      g_autofree char *key = g_strdup_printf ("vm/data%u.vmdk", i);
      g_autoptr(FerryDisk) disk = ferry_test_disk_new (REGION, key, "STANDARD", report);
      g_autoptr(FerryMachineDisk) added = ferry_machine_disk_new (disk);

      ferry_machine_add_disk (fixture->machine, added);
    }

  fixture->estate = ferry_test_estate_new ();
  fixture->instance = ferry_test_estate_add_instance (fixture->estate, "i-1", "stopped");
  fixture->volume[1] = ferry_test_estate_add_volume (fixture->estate, "vol-1");
  fixture->volume[2] = ferry_test_estate_add_volume (fixture->estate, "vol-2");
  ferry_test_estate_changed (fixture->estate);

  fixture->tokens = g_ptr_array_new ();
  fixture->volumes = g_ptr_array_new ();
  g_ptr_array_add (fixture->tokens, (char *) "ferry1:a");
  g_ptr_array_add (fixture->tokens, (char *) "ferry1:b");
  g_ptr_array_add (fixture->tokens, (char *) "ferry1:c");
  g_ptr_array_add (fixture->volumes, NULL);
  g_ptr_array_add (fixture->volumes, (char *) "vol-1");
  g_ptr_array_add (fixture->volumes, (char *) "vol-2");

  fixture->speed = SPEED;
  fixture->client = make_client (fixture);
  fixture->writer = ferry_durable_writer_new ();
  fixture->journal = ferry_journal_new (fixture->writer, fixture->folder, DESK, RUN, fixture->plan,
                                        now);
  make_landing (fixture);
}

static inline void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static inline void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  end_landing (fixture);
  g_clear_object (&fixture->journal);
  g_clear_object (&fixture->writer);
  g_clear_object (&fixture->client);
  ferry_test_estate_free (fixture->estate);
  g_ptr_array_unref (fixture->tokens);
  g_ptr_array_unref (fixture->volumes);
  g_clear_object (&fixture->plan);
  g_clear_object (&fixture->file);
  g_clear_object (&fixture->folder);
  remove_tree (fixture->root);
  g_free (fixture->root);
}

/* With lists that are behind, and as slow as they are. */
static inline void
be_slow (Fixture *fixture)
{
  fixture->speed = SLOW_SPEED;
  fixture->estate->lag_ms = LAG_MS;
  end_landing (fixture);
  make_landing (fixture);
}

static inline void
go (Fixture *fixture)
{
  ferry_landing_go (fixture->landing, fixture->client, "i-1", fixture->tokens, fixture->volumes);
}

static inline void
wait_state (Fixture           *fixture,
            FerryMachineState  state)
{
  while (ferry_landing_get_state (fixture->landing) != state)
    g_main_context_iteration (NULL, TRUE);
  while (ferry_activity_is_busy (fixture->activity))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ferry_landing_get_state (fixture->landing), ==, state);
}

static inline void
wait_error (Fixture *fixture)
{
  while (ferry_landing_get_error (fixture->landing) == NULL ||
         ferry_activity_is_busy (fixture->activity))
    g_main_context_iteration (NULL, TRUE);
}

#define TAGGED "CreateTags i-1\nCreateTags vol-1\nCreateTags vol-2\n"
#define FIRST "AttachVolume vol-1 i-1 /dev/sdf\n"
#define SECOND "AttachVolume vol-2 i-1 /dev/sdg\n"

static inline void
assert_landed (Fixture *fixture)
{
  wait_state (fixture, FERRY_MACHINE_LANDED);
  g_assert_null (ferry_landing_get_error (fixture->landing));
  g_assert_cmpstr (ferry_landing_get_device (fixture->landing, 1), ==, "/dev/sdf");
  g_assert_cmpstr (ferry_landing_get_device (fixture->landing, 2), ==, "/dev/sdg");
  g_assert_cmpstr (fixture->volume[1]->instance_id, ==, "i-1");
  g_assert_cmpstr (fixture->volume[2]->instance_id, ==, "i-1");
}

static inline void
assert_failed (Fixture    *fixture,
               FerryError  code,
               const char *text)
{
  wait_state (fixture, FERRY_MACHINE_FAILED);
  g_assert_error (ferry_landing_get_error (fixture->landing), FERRY_ERROR, (int) code);
  if (strstr (ferry_landing_get_error (fixture->landing)->message, text) == NULL)
    g_error ("%s", ferry_landing_get_error (fixture->landing)->message);
}
