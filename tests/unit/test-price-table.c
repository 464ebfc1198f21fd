/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-plan.h"

#include <glib/gstdio.h>
#include <string.h>

#define HEAD "{\"format\": 1, \"as-of\": \"2025-01-01\", \"currency\": \"USD\", "

static FerryPriceTable *
parse (const char  *text,
       GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return ferry_price_table_new (bytes, error);
}

static void
assert_volume (FerryPriceTable *table,
               const char      *region,
               double           expected)
{
  double price = -1;

  g_assert_cmpint (ferry_price_table_find_volume (table, region, "gp2", &price), ==, expected >= 0);
  g_assert_cmpfloat_with_epsilon (price, expected, 1e-9);
}

static void
test_look_up (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryPriceTable) table =
    parse (HEAD "\"note\": 7, \"regions\": {\"eu-west-1\": {\"volumes\": {\"gp2\": 0.11, \"x\": 1}, "
           "\"other\": [], \"instances\": {\"t2.micro\": {\"linux\": 0.0126, \"windows\": 2}}}}}",
           &error);
  double price = -1;

  g_assert_no_error (error);
  g_assert_cmpstr (ferry_price_table_get_as_of (table), ==, "2025-01-01");
  g_assert_cmpstr (ferry_price_table_get_currency (table), ==, "USD");
  assert_volume (table, "eu-west-1", 0.11);
  assert_volume (table, "eu-west-2", -1);
  g_assert_true (ferry_price_table_find_hour (table, "eu-west-1", "t2.micro", FERRY_PLATFORM_LINUX,
                                              &price));
  g_assert_cmpfloat (price, ==, 0.0126);
  g_assert_true (ferry_price_table_find_hour (table, "eu-west-1", "t2.micro",
                                              FERRY_PLATFORM_WINDOWS, &price));
  g_assert_cmpfloat (price, ==, 2);
  g_assert_false (ferry_price_table_find_hour (table, "eu-west-1", "t2.micro",
                                               FERRY_PLATFORM_UNSET, &price));
  g_assert_false (ferry_price_table_find_hour (table, "eu-west-1", "t2.small",
                                               FERRY_PLATFORM_LINUX, &price));
  g_assert_false (ferry_price_table_find_hour (table, "eu-west-1", "", FERRY_PLATFORM_LINUX,
                                               &price));
}

static void
test_damaged (void)
{
  static const struct {
    const char *text;
    const char *told;
  } cases[] = {
    { "", "JSON" },
    { "[]", "object" },
    { "{\n\"format\": 1,\n\"regions\": {,}\n}", ":3:" },
    { "{\"regions\": {}}", "line 1: \"format\"" },
    { "{\n\n\"format\": 2, \"regions\": {}}", "line 3: \"format\"" },
    { "{\"format\": 1}", "\"regions\"" },
    { "{\"format\": 1, \"regions\": 7}", "\"regions\"" },
    { "{\"format\": 1,\n\"as-of\": \"soon\", \"regions\": {}}", "line 2: \"as-of\"" },
    { "{\"format\": 1,\n\"as-of\": \"2025-13-01\", \"regions\": {}}", "line 2: \"as-of\"" },
    { "{\"format\": 1,\n\n\"currency\": \"$\", \"regions\": {}}", "line 3: \"currency\"" },
    { "{\"format\": 1, \"currency\": 8, \"regions\": {}}", "\"currency\"" },
    { HEAD "\n\"regions\": {\n\"eu-west-1\": null}}", "line 3: \"regions/eu-west-1\"" },
    { HEAD "\"regions\": {\"a\": {\n\"volumes\": 1}}}", "line 2: \"regions/a/volumes\"" },
    { HEAD "\"regions\": {\"a\": {\"volumes\": {\"gp2\": 1}},\n"
      "\"b\": {\"volumes\":\n{\"gp2\": \"0.1\"}}}}", "line 3: \"regions/b/volumes/gp2\"" },
    { HEAD "\"regions\": {\"b\": {\"volumes\": {\"gp2\": -0.1}}}}", "is not a price" },
    { HEAD "\"regions\": {\"b\": {\"volumes\": {\"gp2\": 1e300}}}}", "is not a price" },
    { HEAD "\"regions\": {\"b\": {\"volumes\": {\"gp2\": true}}}}", "is not a price" },
    { HEAD "\"regions\": {\"b\": {\"instances\": {\"t2.micro\": 0.1}}}}", "is not an object" },
    { HEAD "\"regions\": {\"b\": {\"instances\":\n{\"t2.micro\":\n{\"linux\": []}}}}}",
      "line 3: \"regions/b/instances/t2.micro/linux\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(FerryPriceTable) table = parse (cases[i].text, &error);

      g_assert_null (table);
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
      if (strstr (error->message, cases[i].told) == NULL)
        g_error ("%s: %s", cases[i].text, error->message);
    }
}

/* whatever was cut off or changed in the file, one of the two comes of it */
static void
test_spoiled (void)
{
  const char *text = HEAD "\"regions\": {\"b\": {\"volumes\": {\"gp2\": 1}, \"instances\": "
                          "{\"t2.micro\": {\"linux\": 0.1}}}}}";
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    {
      static const char changes[] = { '\0', '"', '{', '}', '[', '-', '\xff' };

      for (guint j = 0; j < G_N_ELEMENTS (changes); j++)
        {
          g_autofree char *spoiled = g_memdup2 (text, length);
          g_autoptr(GBytes) bytes = NULL;
          g_autoptr(GError) error = NULL;
          g_autoptr(FerryPriceTable) table = NULL;

          spoiled[i] = changes[j];
          bytes = g_bytes_new (spoiled, j == 0 ? i : length);
          table = ferry_price_table_new (bytes, &error);
          g_assert_true ((table == NULL) == (error != NULL));
        }
    }
}

static void
test_merge (void)
{
  g_autoptr(FerryPriceTable) base =
    parse (HEAD "\"regions\": {\"a\": {\"volumes\": {\"gp2\": 1}}, "
           "\"b\": {\"volumes\": {\"gp2\": 2}}}}", NULL);
  g_autoptr(FerryPriceTable) over =
    parse ("{\"format\": 1, \"as-of\": \"2026-01-01\", "
           "\"regions\": {\"b\": {\"volumes\": {\"gp2\": 3}}, "
           "\"c\": {\"volumes\": {\"gp2\": 0}}}}", NULL);
  g_autoptr(FerryPriceTable) yuan =
    parse ("{\"format\": 1, \"currency\": \"CNY\", "
           "\"regions\": {\"b\": {\"volumes\": {\"gp2\": 3}}}}", NULL);
  g_autoptr(FerryPriceTable) merged = ferry_price_table_merge (base, over);
  g_autoptr(FerryPriceTable) other = ferry_price_table_merge (base, yuan);

  assert_volume (merged, "a", 1);
  assert_volume (merged, "b", 3);
  assert_volume (merged, "c", 0);
  g_assert_cmpstr (ferry_price_table_get_as_of (merged), ==, "2025-01-01");
  g_assert_cmpstr (ferry_price_table_get_currency (merged), ==, "USD");

  /* nobody adds yuan and dollars */
  assert_volume (other, "a", -1);
  assert_volume (other, "b", 3);
  g_assert_cmpstr (ferry_price_table_get_currency (other), ==, "CNY");
}

static void
test_files (void)
{
  g_autofree char *shipped = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "data",
                                               "prices.json", NULL);
  g_autofree char *folder = g_dir_make_tmp ("ferry-prices-XXXXXX", NULL);
  g_autofree char *own = g_build_filename (folder, "prices.json", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryPriceTable) plain = ferry_price_table_load (shipped, own, &error);
  g_autoptr(FerryPriceTable) merged = NULL;
  g_autoptr(FerryPriceTable) kept = NULL;
  g_autoptr(FerryPriceTable) empty = NULL;

  g_assert_no_error (error);
  assert_volume (plain, "eu-west-1", 0.11);

  g_assert_true (g_file_set_contents (own, "{\"format\": 1, \"regions\": {\"eu-west-1\": "
                                           "{\"volumes\": {\"gp2\": 0.5}}}}", -1, NULL));
  merged = ferry_price_table_load (shipped, own, &error);
  g_assert_no_error (error);
  assert_volume (merged, "eu-west-1", 0.5);
  assert_volume (merged, "us-east-1", 0.1);

  g_assert_true (g_file_set_contents (own, "{\"format\": 1,\n\"regions\": {]}", -1, NULL));
  kept = ferry_price_table_load (shipped, own, &error);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (error->message, own));
  g_assert_nonnull (strstr (error->message, ":2:"));
  assert_volume (kept, "eu-west-1", 0.11);
  g_clear_error (&error);

  empty = ferry_price_table_load (folder, NULL, &error);
  g_assert_nonnull (error);
  assert_volume (empty, "eu-west-1", -1);
  g_assert_null (ferry_price_table_get_currency (empty));

  g_unlink (own);
  g_rmdir (folder);
}

/* What the shipped file must not lack: the classic regions but China's, whose currency is another,
 * and what Ferry offers first.
 */
static void
test_shipped (void)
{
  g_autofree char *shipped = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "data",
                                               "prices.json", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryPriceTable) table = ferry_price_table_load (shipped, NULL, &error);
  gsize n_regions;
  const FerryRegion *regions = ferry_region_list (&n_regions);

  g_assert_no_error (error);
  g_assert_nonnull (ferry_price_table_get_as_of (table));
  for (gsize i = 0; i < n_regions; i++)
    {
      static const char *const types[] = { "t2.medium", "t3.medium", "m5.large", "c5.large" };
      double volume;

      if (!regions[i].classic || g_str_has_prefix (regions[i].id, "cn-"))
        continue;
      g_assert_true (ferry_price_table_find_volume (table, regions[i].id, "gp2", &volume));
      for (guint j = 0; j < G_N_ELEMENTS (types); j++)
        {
          double gnu_linux;
          double windows;

          g_assert_true (ferry_price_table_find_hour (table, regions[i].id, types[j],
                                                      FERRY_PLATFORM_LINUX, &gnu_linux));
          g_assert_true (ferry_price_table_find_hour (table, regions[i].id, types[j],
                                                      FERRY_PLATFORM_WINDOWS, &windows));
          g_assert_cmpfloat (windows, >, gnu_linux);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/price-table/look-up", test_look_up);
  g_test_add_func ("/price-table/damaged", test_damaged);
  g_test_add_func ("/price-table/spoiled", test_spoiled);
  g_test_add_func ("/price-table/merge", test_merge);
  g_test_add_func ("/price-table/files", test_files);
  g_test_add_func ("/price-table/shipped", test_shipped);

  return g_test_run ();
}
