/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-plan.h"

#include "plan/ferry-csv.h"
#include "plan/ferry-plan-csv.h"

#include <string.h>

static FerryPlan *
read_plan (const char  *text,
           GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return ferry_plan_csv_read (bytes, FERRY_TEST_ACCOUNT_ID, error);
}

/* "a|b|c//d": fields and records */
static void
test_table (void)
{
  static const struct {
    const char *text;
    const char *wanted;
  } cases[] = {
    { "a,b\nc,d\n", "1:a|b 2:c|d" },
    { "\xef\xbb\xbf" "a;b\r\nc,c;d", "1:a|b 2:c,c|d" },
    { "a\tb\n\n\n \t \nc\td", "1:a|b 5:c|d" },
    { "a,b\n\"x \"\"y\"\", z\",\"1\n2\"\n3,4\n", "1:a|b 2:x \"y\", z|1\n2 4:3|4" },
    { "a,b\n1,\n,2", "1:a|b 2:1| 3:|2" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) records = ferry_csv_read (bytes, &error);
      g_autoptr(GString) found = g_string_new (NULL);

      g_assert_no_error (error);
      for (guint j = 0; j < records->len; j++)
        {
          FerryCsvRecord *record = g_ptr_array_index (records, j);
          g_autofree char *fields = g_strjoinv ("|", record->fields);

          g_string_append_printf (found, "%s%u:%s", j > 0 ? " " : "", record->line, fields);
        }
      g_assert_cmpstr (found->str, ==, cases[i].wanted);
    }
}

static void
test_plan (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryPlan) plan =
    read_plan ("Name,Region,Bucket,Boot Disk,data_disks,Volume-Size,Data-Volume-Sizes,Platform,"
               "Architecture,Instance-Type,Subnet-ID,Private-IP,Security-Groups,Tags,Monitoring,"
               "Shutdown,Tenancy,Afterwards,Road,Description,Zone,User-Data\n"
               "web,eu-west-1,disks,w/boot.vmdk,w/a.vmdk | w/b.vmdk,50,60 70,windows,x86_64,"
               "m3.large,subnet-1,10.0.0.9,sg-1 sg-2,Owner=Zoë|a=b=c,yes,terminate,dedicated,ask,"
               "image,\"first, of all\",eu-west-1a,file:///a\n"
               "db,eu-west-1,disks,db.raw,,,,,,,,,,,,,,,,,,\n", &error);
  static const char *const tags[] = { "Owner", "Zoë", "a", "b=c", NULL };
  FerryMachine *web;
  FerryMachine *db;
  FerryMachineDisk *disk;

  g_assert_no_error (error);
  g_assert_cmpuint (ferry_plan_get_n_machines (plan), ==, 2);
  web = ferry_plan_get_machine (plan, 0);
  g_assert_cmpuint (ferry_machine_get_n_disks (web), ==, 3);
  disk = ferry_machine_get_disk (web, 2);
  g_assert_cmpstr (ferry_disk_get_key (ferry_machine_disk_get_disk (disk)), ==, "w/b.vmdk");
  g_assert_cmpuint (ferry_machine_get_volume_size (web), ==, 50);
  g_assert_cmpuint (ferry_machine_disk_get_size (ferry_machine_get_disk (web, 2)), ==, 70);
  g_assert_cmpint (ferry_machine_get_platform (web), ==, FERRY_PLATFORM_WINDOWS);
  g_assert_cmpint (ferry_machine_get_shutdown (web), ==, FERRY_SHUTDOWN_TERMINATE);
  g_assert_cmpint (ferry_machine_get_road (web), ==, FERRY_ROAD_IMAGE);
  g_assert_cmpint (ferry_machine_get_afterwards (web), ==, FERRY_AFTERWARDS_ASK);
  g_assert_cmpstr (ferry_machine_get_description (web), ==, "first, of all");
  g_assert_cmpstr (ferry_machine_get_security_groups (web)[1], ==, "sg-2");
  g_assert_cmpstrv (ferry_machine_get_tags (web), tags);
  g_assert_true (ferry_machine_get_monitoring (web));

  db = ferry_plan_get_machine (plan, 1);
  g_assert_cmpstr (ferry_machine_get_name (db), ==, "db");
  g_assert_cmpstr (ferry_machine_get_instance_type (db), ==, "t2.medium");
  g_assert_cmpint (ferry_machine_get_platform (db), ==, FERRY_PLATFORM_UNSET);
}

static void
test_refused (void)
{
  static const struct {
    const char *text;
    const char *message;
  } cases[] = {
    { "", "*names of its columns*" },
    { "region,bucket,boot-disk\n", "*line for each machine*" },
    { "region,bucket\na,b\n", "line 1*no column*boot-disk*" },
    { "region,bucket,boot-disk,colour\na,b,c,d\n", "line 1*colour*not known*" },
    { "region,bucket,boot-disk,Region\na,b,c,d\n", "line 1*Region*twice*" },
    { "region,bucket,boot-disk\na,b,c\n\na,,c\n", "line 4*bucket*needed*" },
    { "region,bucket,boot-disk\na,b\n", "line 2*boot-disk*needed*" },
    { "region,bucket,boot-disk\n../a,b,c\n", "line 2*region*no region*" },
    { "region,bucket,boot-disk\na@evil.example,b,c\n", "line 2*region*no region*" },
    { "region,bucket,boot-disk,platform\na,b,c,BeOS\n", "line 2*platform*linux or windows*" },
    { "region,bucket,boot-disk,volume-size\na,b,c,40 GB\n", "line 2*volume-size*GiB*" },
    { "region,bucket,boot-disk,volume-size\na,b,c,0\n", "line 2*volume-size*GiB*" },
    { "region,bucket,boot-disk,data-volume-sizes\na,b,c,4\n", "line 2*more sizes*" },
    { "region,bucket,boot-disk,monitoring\na,b,c,maybe\n", "line 2*monitoring*yes or no*" },
    { "region,bucket,boot-disk,tags\na,b,c,=x\n", "line 2*tags*key=value*" },
    { "region,bucket,boot-disk,tags\na,b,c,x=1|y=2|x=3\n", "line 2*tags*twice*" },
    { "region,bucket,boot-disk\na,\"b,c\n", "line 2*never closed*" },
    { "region,bucket,boot-disk\na,\"b\"x,c\n", "line 2*behind a closing quote*" },
    { "region,bucket,boot-disk\na,\xff,c\n", "*UTF-8*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (read_plan (cases[i].text, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
      g_test_message ("%s", error->message);
      g_assert_true (g_pattern_match_simple (cases[i].message, error->message));
    }
}

/* A slip of a spreadsheet, or of somebody who means ill, fills no memory. */
static void
test_limits (void)
{
  g_autoptr(GString) disks = g_string_new ("region,bucket,boot-disk,data-disks\na,b,c,");
  g_autoptr(GString) machines = g_string_new ("region,bucket,boot-disk");
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryPlan) plan = NULL;

  for (guint i = 0; i < FERRY_MACHINE_MOST_DATA_DISKS; i++)
    g_string_append (disks, "d|");
  plan = read_plan (disks->str, &error);
  g_assert_no_error (error);
  g_string_append (disks, "d");
  g_assert_null (read_plan (disks->str, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
  g_clear_error (&error);

  for (guint i = 0; i < 6; i++)
    {
      static const char *const columns[] = {
        "name", "user-data", "description", "tags", "security-groups", "data-disks",
      };
      g_autofree char *value = g_strnfill (FERRY_MACHINE_MOST_TEXT + 1, 'x');
      g_autofree char *text = g_strdup_printf ("region,bucket,boot-disk,%s\na,b,c,%s%s", columns[i],
                                               value, i == 3 ? "=y" : "");

      g_clear_error (&error);
      g_assert_null (read_plan (text, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
      g_assert_nonnull (strstr (error->message, "too long"));
    }
  g_clear_error (&error);

  g_string_assign (disks, "region,bucket,boot-disk,data-disks");
  for (guint i = 0; i < FERRY_PLAN_MOST_DISKS / 5 + 1; i++)
    g_string_append (disks, "\na,b,c,d|e|f|g");
  g_assert_null (read_plan (disks->str, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
  g_clear_error (&error);

  for (guint i = 0; i < FERRY_PLAN_MOST_MACHINES + 1; i++)
    g_string_append (machines, "\na,b,c");
  g_assert_null (read_plan (machines->str, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan/csv/table", test_table);
  g_test_add_func ("/plan/csv/plan", test_plan);
  g_test_add_func ("/plan/csv/refused", test_refused);
  g_test_add_func ("/plan/csv/limits", test_limits);

  return g_test_run ();
}
