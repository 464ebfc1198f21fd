/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry.h"

#include "bucket/ferry-parts-collector.h"

#include <string.h>

static void
test_names (void)
{
  static const struct {
    const char *key;
    const char *stem;  /* NULL: no part */
    guint64     number;
  } cases[] = {
    { "images/web.vmdk.part0", "images/web.vmdk", 0 },
    { "images/web.vmdk.part.12", "images/web.vmdk", 12 },
    { "4f1c/part17", "4f1c", 17 },
    { "part17", "", 17 },
    { "a/b/PART3", "a/b", 3 },
    { "web.vmdk_part_03", "web.vmdk", 3 },
    { "vm/web.vmdk_3", "vm/web.vmdk", 3 },
    { "vm/file_3", "vm/file", 3 },
    { "disk.vmdk.007", "disk.vmdk", 7 },
    { "disk.vmdk.7", "disk.vmdk", 7 },
    { "disk-00007", "disk", 7 },
    { "d.part0000000000000000000000000000000000000009", "d", 9 },
    { "d.part123456789012345678", "d", G_GUINT64_CONSTANT (123456789012345678) },
    { "d\xff.part1", "d\xff", 1 },
    { "d.part1234567890123456789" },
    { "d.part99999999999999999999999999999999999999" },
    { "" }, { "7" }, { "a/7" }, { "/7" }, { "a/_7" }, { "_7" }, { "a/.007" },
    { "web7" }, { "web-2" }, { "web.2" }, { "web-01" }, { "apart7" }, { "web.part" },
    { "web.vmdk" }, { "web.vmdkmanifest.xml" }, { "web.part1.gz" }, { "web.part1/" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *stem = NULL;
      guint64 number = 0;
      gboolean is_part = ferry_parts_parse_key (cases[i].key, &stem, &number);

      g_test_message ("%s", cases[i].key);
      g_assert_cmpstr (stem, ==, cases[i].stem);
      g_assert_cmpuint (number, ==, cases[i].number);
      g_assert_cmpint (is_part, ==, cases[i].stem != NULL);
    }
}

/* "KEY SIZE" pairs, parted by commas; each with an ETag of its own */
static GPtrArray *
make_objects (const char *words)
{
  GPtrArray *objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto(GStrv) pairs = g_strsplit (words, ",", -1);

  for (char **pair = pairs; *pair; pair++)
    {
      g_auto(GStrv) words_of_pair = g_strsplit (*pair, " ", 2);
      g_autofree char *etag = g_strdup_printf ("\"%s\"", words_of_pair[0]);

      g_ptr_array_add (objects, ferry_object_new (words_of_pair[0],
                                                  g_ascii_strtoull (words_of_pair[1], NULL, 10),
                                                  NULL, etag, NULL));
    }

  return objects;
}

static char *
join_keys (FerryParts *parts)
{
  GString *keys = g_string_new (NULL);

  for (guint i = 0; i < ferry_parts_get_n (parts); i++)
    g_string_append_printf (keys, "%s%s", i > 0 ? " " : "", ferry_parts_get_key (parts, i));

  return g_string_free (keys, FALSE);
}

static FerryParts *
collect (GPtrArray   *objects,
         const char  *key,
         GError     **error)
{
  g_autoptr(FerryPartsCollector) collector = ferry_parts_collector_new (key, error);

  if (collector == NULL || !ferry_parts_collector_add (collector, objects, error))
    return NULL;

  return ferry_parts_collector_end (collector, error);
}

static void
test_collect (void)
{
  static const struct {
    const char *objects;
    const char *key;
    const char *keys;
    const char *stem;
  } cases[] = {
    { "v/w.part0 9,v/w.part1 9,v/w.part10 4,v/w.part2 9,v/w.part3 9,v/w.part4 9,v/w.part5 9,"
      "v/w.part6 9,v/w.part7 9,v/w.part8 9,v/w.part9 9,v/wmanifest.xml 7,v/w.part.0 1,v/w.partx 3",
      "v/w.part10",
      "v/w.part0 v/w.part1 v/w.part2 v/w.part3 v/w.part4 v/w.part5 v/w.part6 v/w.part7 v/w.part8 "
      "v/w.part9 v/w.part10", "v/w" },
    { "d.001 5,d.002 5,d.003 5", "d.002", "d.001 d.002 d.003", "d" },
    { "n/part0 5", "n/part0", "n/part0", "n" },
    { "part1 5,part2 1", "part1", "part1 part2", "part1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) objects = make_objects (cases[i].objects);
      g_autoptr(GError) error = NULL;
      g_autoptr(FerryParts) parts = collect (objects, cases[i].key, &error);
      g_autofree char *keys = NULL;

      g_assert_no_error (error);
      keys = join_keys (parts);
      g_assert_cmpstr (keys, ==, cases[i].keys);
      g_assert_cmpstr (ferry_parts_get_stem (parts), ==, cases[i].stem);
      g_assert_cmpstr (ferry_parts_get_storage_class (parts), ==, "STANDARD");
    }
}

static void
test_collect_wrong (void)
{
  static const struct {
    const char      *objects;
    FerryPartsError  code;
    guint64          number;
    const char      *key;
    const char      *other_key;
  } cases[] = {
    { "w.part0 5,w.part1 5,w.part3 5", FERRY_PARTS_ERROR_MISSING, 2, "w.part1", "w.part3" },
    { "w.part0 5,w.part1 5,w.part01 5", FERRY_PARTS_ERROR_TWICE, 1, "w.part01", "w.part1" },
    { "w.part2 5,w.part3 5", FERRY_PARTS_ERROR_BEGINNING, 2, "w.part2" },
    { "w.part0 5,w.part1 4,w.part2 5", FERRY_PARTS_ERROR_SIZE, 1, "w.part1", "w.part0" },
    { "w.part0 5,w.part1 6", FERRY_PARTS_ERROR_SIZE, 1, "w.part1", "w.part0" },
    { "w.part0 5,w.part1 5,w.part2 0", FERRY_PARTS_ERROR_EMPTY, 2, "w.part2" },
    { "w.part0 0", FERRY_PARTS_ERROR_EMPTY, 0, "w.part0" },
    { "v.part0 5", FERRY_PARTS_ERROR_NONE, 0, NULL },
    { "w.part0 9223372036854775807,w.part1 9223372036854775807", FERRY_PARTS_ERROR_TOO_MANY, 2,
      "w.part1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) objects = make_objects (cases[i].objects);
      g_autoptr(GError) error = NULL;
      const FerryPartsErrorDetail *detail;

      g_test_message ("%s", cases[i].objects);
      g_assert_null (collect (objects, "w.part0", &error));
      g_assert_error (error, FERRY_PARTS_ERROR, (int) cases[i].code);
      detail = ferry_parts_error_get_detail (error);
      g_assert_cmpuint (detail->number, ==, cases[i].number);
      g_assert_cmpstr (detail->key, ==, cases[i].key);
      g_assert_cmpstr (detail->other_key, ==, cases[i].other_key);
    }
}

static void
test_not_a_part (void)
{
  g_autoptr(GPtrArray) objects = make_objects ("web.vmdk 5");
  g_autoptr(GError) error = NULL;

  g_assert_null (collect (objects, "web.vmdk", &error));
  g_assert_error (error, FERRY_PARTS_ERROR, FERRY_PARTS_ERROR_NOT_A_PART);
}

/* Which part holds a byte: at both ends of each, and beside parts without bytes, which only a
 * list that is looked up has.
 */
static void
test_find (void)
{
  g_autoptr(GPtrArray) objects = make_objects ("a 3,b 0,c 1,d 0,e 5,f 0");
  g_autoptr(FerryParts) parts = ferry_parts_new (objects, NULL);
  const guint places[] = { 0, 0, 0, 2, 4, 4, 4, 4, 4 };

  g_assert_cmpuint (ferry_parts_get_total (parts), ==, G_N_ELEMENTS (places));
  for (guint64 i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_cmpuint (ferry_parts_find (parts, i), ==, places[i]);
  g_assert_cmpuint (ferry_parts_get_offset (parts, 4), ==, 4);
  g_assert_cmpuint (ferry_parts_get_size (parts, 4), ==, 5);
  g_assert_cmpstr (ferry_parts_get_etag (parts, 4), ==, "\"e\"");
  g_assert_cmpstr (ferry_parts_get_stem (parts), ==, "a");
}

static FerryParts *
make_parts (const char *words)
{
  g_autoptr(GPtrArray) objects = make_objects (words);
  g_autoptr(GError) error = NULL;
  FerryParts *parts = ferry_parts_new (objects, &error);

  g_assert_no_error (error);

  return parts;
}

static void
test_version (void)
{
  g_autoptr(FerryParts) parts = make_parts ("w.part0 5,w.part1 5");
  g_autoptr(FerryParts) again = make_parts ("w.part0 5,w.part1 5");
  g_autoptr(FerryParts) smaller = make_parts ("w.part0 5,w.part1 4");
  g_autoptr(FerryParts) swapped = make_parts ("w.part1 5,w.part0 5");

  g_assert_true (g_str_has_suffix (ferry_parts_get_version (parts), "-2\""));
  g_assert_cmpuint (strlen (ferry_parts_get_version (parts)), ==, 64 + 4);
  g_assert_cmpstr (ferry_parts_get_version (parts), ==, ferry_parts_get_version (again));
  g_assert_true (ferry_parts_equal (parts, again));
  g_assert_cmpstr (ferry_parts_get_version (parts), !=, ferry_parts_get_version (smaller));
  g_assert_cmpstr (ferry_parts_get_version (parts), !=, ferry_parts_get_version (swapped));
  g_assert_false (ferry_parts_equal (parts, swapped));
}

/* One part in an archive, and the disk cannot be read. */
static void
test_archived (void)
{
  g_autoptr(GPtrArray) objects = make_objects ("w.part0 5");
  g_autoptr(FerryParts) parts = NULL;

  g_ptr_array_add (objects, ferry_object_new ("w.part1", 5, NULL, NULL, "GLACIER"));
  g_ptr_array_add (objects, ferry_object_new ("w.part2", 5, NULL, NULL, "STANDARD_IA"));
  parts = ferry_parts_new (objects, NULL);
  g_assert_cmpstr (ferry_parts_get_storage_class (parts), ==, "GLACIER");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest-parts/names", test_names);
  g_test_add_func ("/manifest-parts/collect", test_collect);
  g_test_add_func ("/manifest-parts/collect-wrong", test_collect_wrong);
  g_test_add_func ("/manifest-parts/not-a-part", test_not_a_part);
  g_test_add_func ("/manifest-parts/find", test_find);
  g_test_add_func ("/manifest-parts/version", test_version);
  g_test_add_func ("/manifest-parts/archived", test_archived);

  return g_test_run ();
}
