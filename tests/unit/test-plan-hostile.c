/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-plan.h"

#include "plan/ferry-check.h"
#include "plan/ferry-plan-csv.h"
#include "plan/ferry-plan-file.h"
#include "plan/ferry-policy.h"

#include <string.h>

/* Plan files and tables of somebody who means ill. Whatever is in them, they are read or refused; a
 * plan that was read is judged, written, and read again as the same. tests/tools/sanitize runs the
 * same under the sanitizers; "-m slow" tries ten times as much.
 */

#define MUTATIONS 1000
#define SLOW      10000

typedef FerryPlan *(*Reader) (GBytes  *bytes,
                              GError **error);

static const char plan_text[] =
  "{\"format\": 2, \"id\": \"3d2f6c1e-8a55-4c0e-9c3f-1f0d3f1b2a4c\", \"account\": \"a\", "
  "\"machines\": [{\"name\": \"web\\u0041\", \"road\": \"classic\", \"platform\": \"Windows\", "
  "\"architecture\": \"x86_64\", \"instance-type\": \"m3.large\", \"zone\": \"eu-west-1a\", "
  "\"subnet-id\": \"subnet-1\", \"private-ip\": \"10.0.0.4\", \"tenancy\": \"default\", "
  "\"security-groups\": [\"sg-1\", \"sg-2\"], \"monitoring\": true, \"user-data\": \"file:///a\", "
  "\"tags\": {\"a\": \"b\", \"c\": \"d\"}, \"description\": \"e\", \"newer\": [1.5, null], "
  "\"volume-size\": 50, \"boot-disk\": {\"region\": \"eu-west-1\", \"bucket\": \"b\", "
  "\"key\": \"k\\ud83d\\ude00\", \"key-base64\": \"a/8=\", \"etag\": \"e\", \"size\": 3, \"report\": "
  "{\"format\": 1, \"size\": 3, \"volume-size\": 4}}, \"data-disks\": [{\"volume-size\": 7, "
  "\"disk\": {\"region\": \"eu-west-1\", \"bucket\": \"b\", \"key\": \"l\", \"size\": 3}}]}]}\n";

static const char table_text[] =
  "Name,Region,Bucket,Boot Disk,data_disks,Volume-Size,Data-Volume-Sizes,Platform,Architecture,"
  "Instance-Type,Subnet-ID,Private-IP,Security-Groups,Tags,Monitoring,Shutdown,Tenancy,"
  "Afterwards,Road,Description,Zone,User-Data\r\n"
  "web,eu-west-1,disks,w/boot.vmdk,w/a.vmdk | w/b.vmdk,50,60 70,windows,x86_64,m3.large,subnet-1,"
  "10.0.0.9,sg-1 sg-2,Owner=Zo\xc3\xab|a=b=c,yes,terminate,dedicated,ask,image,"
  "\"first, \"\"of\"\" all\",eu-west-1a,file:///a\n"
  "db,eu-west-1,disks,db.raw,,,,,,,,,,,,,,,,,,\n";

/* What means something to one of the readers, or to those behind them */
static const char *const pieces[] = {
  "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-1", "0", "1e308", "1e999",
  "NaN", "0x7f", "007", "18446744073709551616", "\\u0000", "\\ud800", "\\udc00\\ud800", "\\uffff",
  "\\", "\"", "\"\"", "[", "]", "{", "}", "{}", "[]", "[[]]", "null", "true", ",", ":", "\n", "\r\n",
  "\xef\xbb\xbf", "\xe2\x80\xae", "\xff", "\xc3", "\x01", "\x7f", "|", "=", "/", "../", "*", "${a}",
  "%00", "%s%n", "<b>&amp;", "keyring:", "file:///dev/zero", "''", "/**/", "#", ";", "\t", " ",
};

static void
change_once (GRand   *rand,
             GString *text)
{
  gint32 end = (gint32) text->len;
  gint32 at = g_rand_int_range (rand, 0, end + 1);
  gint32 length = g_rand_int_range (rand, 0, MIN (40, end - at + 1));
  gint32 kind = g_rand_int_range (rand, 0, 5);
  const char *piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))];
  g_autofree char *part = g_strndup (text->str + at, (gsize) length);

  if (kind == 0 || kind == 1)
    g_string_erase (text, at, length);
  if (kind == 1 || kind == 2)
    g_string_insert (text, at, piece);
  else if (kind == 3)
    g_string_insert (text, g_rand_int_range (rand, 0, end + 1), part);
  else if (kind == 4 && at < end)
    text->str[at] = (char) g_rand_int_range (rand, 0, 136);
}

/* (transfer full) */
static GBytes *
change (GRand      *rand,
        const char *good)
{
  GString *text = g_string_new (good);
  gint32 n = g_rand_int_range (rand, 1, 4);

  for (gint32 i = 0; i < n; i++)
    change_once (rand, text);

  return g_string_free_to_bytes (text);
}

static void
try_plan (FerryPlan *plan)
{
  const FerryCheckSituation situation = { 0 };
  g_autoptr(GPtrArray) checks = ferry_check_plan (plan, &situation);
  g_autofree char *policy = ferry_policy_make (plan, NULL);
  g_autoptr(GBytes) first = ferry_plan_file_to_bytes (plan);
  g_autoptr(GBytes) second = NULL;
  g_autoptr(FerryPlan) again = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (checks);
  g_assert_true (g_utf8_validate (policy, -1, NULL));
  again = ferry_plan_file_from_bytes (first, &error);
  g_assert_no_error (error);
  g_assert_true (ferry_plan_equal (plan, again));
  second = ferry_plan_file_to_bytes (again);
  g_assert_true (g_bytes_equal (first, second));
}

static void
try_reader (const char *good,
            Reader      reader)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (6);
  g_autoptr(GBytes) nothing = g_bytes_new (NULL, 0);
  guint n = g_test_slow () ? SLOW : MUTATIONS;
  guint n_read = 0;

  g_assert_null (reader (nothing, NULL));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GBytes) bytes = change (rand, good);
      g_autoptr(GError) error = NULL;
      g_autoptr(FerryPlan) plan = reader (bytes, &error);

      g_assert_true ((plan == NULL) == (error != NULL));
      if (plan)
        try_plan (plan);
      else
        g_assert_true (g_utf8_validate (error->message, -1, NULL));
      n_read += plan != NULL;
    }

  /* both ways were gone */
  g_test_message ("%u of %u were read", n_read, n);
  g_assert_cmpuint (n_read, >, n / 100);
  g_assert_cmpuint (n_read, <, n);
}

static void
test_plan (void)
{
  try_reader (plan_text, ferry_plan_file_from_bytes);
}

static FerryPlan *
read_table (GBytes  *bytes,
            GError **error)
{
  return ferry_plan_csv_read (bytes, FERRY_TEST_ACCOUNT_ID, error);
}

static void
test_table (void)
{
  try_reader (table_text, read_table);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan/hostile/plan", test_plan);
  g_test_add_func ("/plan/hostile/table", test_table);

  return g_test_run ();
}
