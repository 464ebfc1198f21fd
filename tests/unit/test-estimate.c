/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-plan.h"

#include <string.h>

static FerryPriceTable *
make_prices (void)
{
  const char *text =
    "{\"format\": 1, \"as-of\": \"2025-01-01\", \"currency\": \"USD\", \"regions\": {"
    "\"eu-west-1\": {\"volumes\": {\"gp2\": 0.1}, "
    "\"instances\": {\"t2.medium\": {\"linux\": 0.05, \"windows\": 0.07}}}}}";
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return ferry_price_table_new (bytes, NULL);
}

/* a machine of volumes of 40 GiB, which runs Windows on a t2.medium */
static FerryMachine *
add_machine (FerryPlan  *plan,
             const char *region,
             guint       n_disks)
{
  FerryMachine *machine = NULL;

  for (guint i = 0; i < n_disks; i++)
    {
      g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
      g_autofree char *key = g_strdup_printf ("m%u/disk%u.vmdk", ferry_plan_get_n_machines (plan),
                                              i);
      g_autoptr(FerryDisk) disk = ferry_test_disk_new (region, key, NULL, report);
      g_autoptr(FerryMachineDisk) data = ferry_machine_disk_new (disk);

      if (machine)
        ferry_machine_add_disk (machine, data);
      else
        machine = ferry_machine_new (disk);
    }
  ferry_plan_add_machine (plan, machine);
  g_object_unref (machine);

  return machine;
}

static FerryEstimate *
make_estimate (FerryPlan *plan)
{
  g_autoptr(FerryPriceTable) prices = make_prices ();

  return ferry_estimate_new (plan, prices);
}

static void
test_nothing (void)
{
  g_autoptr(FerryPlan) plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  g_autoptr(FerryEstimate) estimate = make_estimate (plan);

  g_assert_cmpuint (estimate->n_machines, ==, 0);
  g_assert_cmpuint (estimate->n_tasks, ==, 0);
  g_assert_cmpuint (estimate->n_rounds, ==, 0);
  g_assert_cmpfloat (estimate->volumes_a_month, ==, 0);
  for (guint i = 0; i < FERRY_N_PLAN_STEPS; i++)
    g_assert_cmpuint (estimate->leftovers[i], ==, 0);
}

static void
test_sums (void)
{
  g_autoptr(FerryPlan) plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  FerryMachine *first = add_machine (plan, "eu-west-1", 3);
  FerryMachine *second = add_machine (plan, "eu-west-1", 1);
  g_autoptr(FerryEstimate) made = NULL;
  g_autoptr(FerryEstimate) estimate = NULL;

  g_assert_cmpint (ferry_machine_get_platform (first), ==, FERRY_PLATFORM_WINDOWS);
  ferry_machine_disk_set_size (ferry_machine_get_disk (first, 2), 100);
  g_object_set (second, "platform", FERRY_PLATFORM_LINUX, NULL);
  made = make_estimate (plan);
  estimate = ferry_estimate_copy (made);

  g_assert_cmpuint (estimate->n_machines, ==, 2);
  g_assert_cmpuint (estimate->n_volumes, ==, 4);
  g_assert_cmpuint (estimate->n_data_volumes, ==, 2);
  g_assert_cmpuint (estimate->size, ==, 220);
  g_assert_cmpuint (estimate->n_tasks, ==, 4);
  g_assert_cmpuint (estimate->n_rounds, ==, 1);
  g_assert_cmpfloat_with_epsilon (estimate->volumes_a_month, 22, 1e-6);
  g_assert_cmpfloat_with_epsilon (estimate->machines_a_month, 730 * 0.12, 1e-6);
  g_assert_cmpstr (estimate->currency, ==, "USD");
  g_assert_cmpstr (estimate->as_of, ==, "2025-01-01");
  g_assert_cmpuint (estimate->unknown_volumes->len, ==, 0);
  g_assert_cmpuint (estimate->unknown_machines->len, ==, 0);
}

/* Of a file that says any number: too large stays too large. */
static void
test_too_large (void)
{
  g_autoptr(FerryPlan) plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  FerryMachine *machine = add_machine (plan, "eu-west-1", 3);
  g_autoptr(FerryEstimate) estimate = NULL;

  for (guint i = 0; i < 3; i++)
    ferry_machine_disk_set_size (ferry_machine_get_disk (machine, i), G_MAXINT64);
  estimate = make_estimate (plan);
  g_assert_true (estimate->size == G_MAXUINT64);
}

/* five at once in each region; an image is one task, and not of the five */
static void
test_rounds (void)
{
  static const struct {
    guint here;
    guint there;
    guint images;
    guint tasks;
    guint rounds;
  } cases[] = {
    { 1, 0, 0, 1, 1 },
    { 5, 0, 0, 5, 1 },
    { 6, 0, 0, 6, 2 },
    { 5, 5, 0, 10, 1 },
    { 3, 11, 0, 14, 3 },
    { 0, 0, 9, 1, 1 },
    { 5, 0, 4, 6, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryPlan) plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
      g_autoptr(FerryEstimate) estimate = NULL;

      if (cases[i].here)
        add_machine (plan, "eu-west-1", cases[i].here);
      if (cases[i].there)
        add_machine (plan, "us-east-1", cases[i].there);
      if (cases[i].images)
        g_object_set (add_machine (plan, "eu-west-1", cases[i].images),
                      "road", FERRY_ROAD_IMAGE, NULL);
      estimate = make_estimate (plan);

      g_assert_cmpuint (estimate->n_tasks, ==, cases[i].tasks);
      g_assert_cmpuint (estimate->n_rounds, ==, cases[i].rounds);
    }
}

static void
test_unknown (void)
{
  g_autoptr(FerryPlan) plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  g_autoptr(FerryEstimate) estimate = NULL;

  add_machine (plan, "eu-north-1", 2);
  add_machine (plan, "eu-north-1", 1);
  g_object_set (add_machine (plan, "eu-west-1", 1), "instance-type", "m1.small", NULL);
  g_object_set (add_machine (plan, "eu-west-1", 1), "platform", FERRY_PLATFORM_UNSET, NULL);
  g_object_set (add_machine (plan, "eu-west-1", 1), "tenancy", FERRY_TENANCY_DEDICATED, NULL);
  g_object_set (add_machine (plan, "eu-west-1", 1), "instance-type", "", NULL);
  add_machine (plan, "eu-west-1", 1);
  estimate = make_estimate (plan);

  g_assert_cmpuint (estimate->unknown_volumes->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (estimate->unknown_volumes, 0), ==, "gp2, eu-north-1");
  g_assert_cmpuint (estimate->unknown_machines->len, ==, 5);
  g_assert_cmpstr (g_ptr_array_index (estimate->unknown_machines, 0), ==,
                   "t2.medium, Windows, eu-north-1");
  g_assert_cmpstr (g_ptr_array_index (estimate->unknown_machines, 1), ==,
                   "m1.small, Windows, eu-west-1");
  g_assert_cmpstr (g_ptr_array_index (estimate->unknown_machines, 2), ==,
                   "t2.medium, ?, eu-west-1");
  g_assert_cmpstr (g_ptr_array_index (estimate->unknown_machines, 3), ==,
                   "t2.medium, Windows, eu-west-1, dedicated");
  g_assert_cmpstr (g_ptr_array_index (estimate->unknown_machines, 4), ==,
                   "?, Windows, eu-west-1");
  /* what is known counts all the same */
  g_assert_cmpfloat_with_epsilon (estimate->volumes_a_month, 5 * 40 * 0.1, 1e-6);
  g_assert_cmpfloat_with_epsilon (estimate->machines_a_month, 730 * 0.07, 1e-6);
}

static void
test_leftovers (void)
{
  g_autoptr(FerryPlan) single = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  g_autoptr(FerryPlan) several = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  g_autoptr(FerryPlan) image = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  g_autoptr(FerryEstimate) of_single = NULL;
  g_autoptr(FerryEstimate) of_several = NULL;
  g_autoptr(FerryEstimate) of_image = NULL;

  add_machine (single, "eu-west-1", 1);
  add_machine (several, "eu-west-1", 2);
  g_object_set (add_machine (image, "eu-west-1", 2), "road", FERRY_ROAD_IMAGE, NULL);
  of_single = make_estimate (single);
  of_several = make_estimate (several);
  of_image = make_estimate (image);

  g_assert_cmpuint (of_single->leftovers[FERRY_PLAN_STEP_IMPORT_BOOT], ==,
                    FERRY_LEFTOVER_DISKS | FERRY_LEFTOVER_MANIFEST | FERRY_LEFTOVER_BOOT_VOLUME);
  g_assert_cmpuint (of_single->leftovers[FERRY_PLAN_STEP_IMPORT_DATA], ==, 0);
  g_assert_cmpuint (of_single->leftovers[FERRY_PLAN_STEP_ATTACH], ==, 0);
  g_assert_cmpuint (of_several->leftovers[FERRY_PLAN_STEP_ATTACH], ==,
                    FERRY_LEFTOVER_DISKS | FERRY_LEFTOVER_INSTANCE | FERRY_LEFTOVER_BOOT_VOLUME |
                      FERRY_LEFTOVER_DATA_VOLUMES);
  g_assert_cmpuint (of_image->leftovers[FERRY_PLAN_STEP_WRITE_MANIFESTS], ==, 0);
  g_assert_cmpuint (of_image->leftovers[FERRY_PLAN_STEP_IMPORT_BOOT], ==,
                    FERRY_LEFTOVER_DISKS | FERRY_LEFTOVER_IMAGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/estimate/nothing", test_nothing);
  g_test_add_func ("/estimate/sums", test_sums);
  g_test_add_func ("/estimate/too-large", test_too_large);
  g_test_add_func ("/estimate/rounds", test_rounds);
  g_test_add_func ("/estimate/unknown", test_unknown);
  g_test_add_func ("/estimate/leftovers", test_leftovers);

  return g_test_run ();
}
