/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Judges a plan of MACHINES machines with three disks each COUNT times, as it is judged on every
 * keystroke, and prints the seconds of one time: first a plan without a fault, then one in which
 * much is wrong with every machine.
 *
 *   ferry-bench-checks MACHINES COUNT
 */

#include "ferry-test-scene.h"

#include <stdlib.h>

static void
add_machine (FerryPlan *plan,
             guint      number,
             gboolean   is_sound)
{
  FerryMachine *machine = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
      g_autofree char *key = g_strdup_printf ("vm/web%u_%u.vmdk", is_sound ? number : 1, i);
      g_autoptr(FerryDisk) object = NULL;

      if (!is_sound)
        report->scheme = FERRY_PARTITION_SCHEME_GPT;
      object = ferry_test_disk_new ("eu-west-1", key, NULL, report);
      if (i == 0)
        {
          machine = ferry_machine_new (object);
          ferry_plan_add_machine (plan, machine);
          g_object_unref (machine);
        }
      else
        {
          g_autoptr(FerryMachineDisk) disk = ferry_machine_disk_new (object);

          ferry_machine_add_disk (machine, disk);
        }
    }
  g_object_set (machine,
                "subnet-id", is_sound ? "subnet-1a" : "subnet-2b",
                "instance-type", is_sound ? "t2.medium" : "m9.none",
                "private-ip", is_sound ? "" : "10.1.0.31",
                "shutdown", is_sound ? FERRY_SHUTDOWN_STOP : FERRY_SHUTDOWN_TERMINATE,
                NULL);
}

static void
measure (guint    n_machines,
         guint    count,
         gboolean is_sound)
{
  g_autoptr(FerryTestScene) scene = ferry_test_scene_new ("machines=0");
  gint64 started;
  guint n_checks = 0;

  for (guint i = 0; i < n_machines; i++)
    add_machine (scene->plan, i, is_sound);

  started = g_get_monotonic_time ();
  for (guint i = 0; i < count; i++)
    {
      g_autoptr(GPtrArray) checks = ferry_check_plan (scene->plan, &scene->situation);

      n_checks = checks->len;
    }
  g_print ("%.6f %u\n", (double) (g_get_monotonic_time () - started) / 1e6 / MAX (count, 1),
           n_checks);
}

int
main (int   argc,
      char *argv[])
{
  if (argc != 3)
    {
      g_printerr ("ferry-bench-checks MACHINES COUNT\n");
      return EXIT_FAILURE;
    }

  measure ((guint) atoi (argv[1]), (guint) atoi (argv[2]), TRUE);
  measure ((guint) atoi (argv[1]), (guint) atoi (argv[2]), FALSE);

  return EXIT_SUCCESS;
}
