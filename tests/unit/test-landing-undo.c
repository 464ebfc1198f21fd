/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "landing-fixture.h"

static gboolean
undo (Fixture     *fixture,
      const char  *instance_id,
      GError     **error)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_landing_undo_async (fixture->client, REGION, instance_id, fixture->volumes, cancellable,
                            ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_landing_undo_finish (fixture->client, result, error);
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  FerryTestVolume *kept;
  g_autoptr(GError) error = NULL;

  go (fixture);
  assert_landed (fixture);
  g_string_truncate (fixture->estate->log, 0);
  g_ptr_array_add (fixture->volumes, (char *) "vol-8");
  g_ptr_array_add (fixture->volumes, (char *) "vol-9");
  kept = ferry_test_estate_add_volume (fixture->estate, "vol-9");
  ferry_test_estate_attach (fixture->estate, kept, "i-9", "/dev/sdf");
  ferry_test_estate_changed (fixture->estate);

  g_assert_true (undo (fixture, "i-1", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->estate->log->str, ==,
                   "TerminateInstances i-1\nDeleteVolume vol-1\nDeleteVolume vol-2\n");
  g_assert_true (undo (fixture, "i-1", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->estate->volumes->len, ==, 1);
}

/* What is refused of one does not hold up the others. */
static void
test_undo_refused (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  ferry_test_estate_fail (fixture->estate, "DescribeVolumes", "UnauthorizedOperation", NULL);
  ferry_test_estate_fail (fixture->estate, "DeleteVolume", "UnauthorizedOperation", NULL);
  g_assert_false (undo (fixture, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_DENIED);
  g_assert_cmpstr (fixture->estate->log->str, ==, "DeleteVolume vol-2\n");

  g_clear_error (&error);
  ferry_test_estate_fail (fixture->estate, "TerminateInstances", "UnauthorizedOperation", NULL);
  g_assert_false (undo (fixture, "i-1", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_DENIED);
  g_assert_cmpstr (fixture->estate->log->str, ==, "DeleteVolume vol-2\n");
}

/* Told of before, it is waited for until it is free. */
static void
test_undo_busy (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  ferry_test_estate_fail (fixture->estate, "DeleteVolume", "VolumeInUse", NULL);
  g_assert_true (undo (fixture, "i-1", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->estate->log->str, ==,
                   "TerminateInstances i-1\nDeleteVolume vol-1\nDeleteVolume vol-2\n");
}

#define ADD(path, name) \
  g_test_add (path, Fixture, NULL, set_up, name, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/landing-undo/all", test_undo);
  ADD ("/landing-undo/refused", test_undo_refused);
  ADD ("/landing-undo/busy", test_undo_busy);

  return g_test_run ();
}
