/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include "wizard/ferry-check-text.h"

#include <string.h>

/* What is said of a check. */

static void
test_sentences (void)
{
  g_autoptr(GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint code = 0; code < FERRY_N_CHECKS; code++)
    {
      FerryCheck check = { .code = code, .severity = FERRY_SEVERITY_WARNING };
      char *title = ferry_check_to_title (&check);
      g_autofree char *advice = ferry_check_to_advice (&check);

      g_test_message ("%s: %s: %s", ferry_check_get_id (code), title, advice);
      g_assert_nonnull (title);
      g_assert_false (g_str_has_suffix (title, "."));
      g_assert_true (g_hash_table_add (titles, title));
      g_assert_nonnull (advice);
      g_assert_nonnull (strpbrk (advice + strlen (advice) - 1, ".?"));
    }
}

/* A name out of a bucket cannot turn a sentence round, or be more than a line of it. */
static void
test_evidence (void)
{
  FerryCheck check = { .code = FERRY_CHECK_GPT, .severity = FERRY_SEVERITY_BLOCKS,
                       .evidence = (char *) "a\n\xe2\x80\xae" "b",
                       .roads = 1 << FERRY_ROAD_IMAGE };
  g_autofree char *advice = ferry_check_to_advice (&check);
  g_autofree char *bare = NULL;

  g_assert_null (strchr (advice, '\n'));
  g_assert_null (strstr (advice, "\xe2\x80\xae"));
  g_assert_true (g_str_has_prefix (advice, "Found: a"));
  g_assert_nonnull (strstr (advice, "ImportImage"));

  check.evidence = NULL;
  check.roads = 0;
  bare = ferry_check_to_advice (&check);
  g_assert_null (strstr (bare, "Found"));
  g_assert_null (strstr (bare, "ImportImage"));
}

static void
test_labels (void)
{
  static const struct {
    FerryFix    fix;
    const char *choice;
    const char *label;
  } cases[] = {
    { FERRY_FIX_NONE, NULL, NULL },
    { FERRY_FIX_RAISE_VOLUME, "41", "Raise to 41 GiB" },
    { FERRY_FIX_LOWER_VOLUME, "16384", "Lower to 16384 GiB" },
    { FERRY_FIX_CHANGE_TYPE, "t2.medium", "Use t2.medium" },
    { FERRY_FIX_SET_PLATFORM, "Linux", "Use Linux" },
    { FERRY_FIX_SET_ARCHITECTURE, "i386", "Use i386" },
    { FERRY_FIX_SET_ZONE, "eu-west-1a", "Use eu-west-1a" },
    { FERRY_FIX_CLEAR_IP, NULL, "Clear Address" },
    { FERRY_FIX_DROP_GROUP, "sg-1", "Remove sg-1" },
    { FERRY_FIX_STOP_AT_SHUTDOWN, NULL, "Stop Instead" },
    { FERRY_FIX_REMOVE_DISK, NULL, "Remove Disk" },
    { FERRY_FIX_SPLIT_DISK, NULL, "Make Own Machine" },
    { FERRY_FIX_CHOOSE_BOOT_DISK, "web.vmdk", "Boot from web.vmdk" },
    { FERRY_FIX_RENAME, "web-2", "Rename to web-2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FerryCheck check = { .fix = cases[i].fix, .choice = (char *) cases[i].choice };
      g_autofree char *label = ferry_fix_to_label (&check);

      g_assert_cmpstr (label, ==, cases[i].label);
    }
}

static void
test_fields (void)
{
  FerryCheck ip = { .code = FERRY_CHECK_IP_TAKEN };
  FerryCheck bucket = { .code = FERRY_CHECK_BUCKET_LOCKED };
  FerryCheck worse = { .code = FERRY_CHECK_IP_FORM, .severity = FERRY_SEVERITY_BLOCKS };
  g_autoptr(GPtrArray) checks = g_ptr_array_new ();

  g_ptr_array_add (checks, &ip);
  g_ptr_array_add (checks, &bucket);
  g_ptr_array_add (checks, &worse);

  g_assert_cmpint (ferry_check_get_field (&bucket), ==, FERRY_CHECK_FIELD_NONE);
  g_assert_true (ferry_check_find (checks, FERRY_CHECK_FIELD_IP) == &worse);
  g_assert_null (ferry_check_find (checks, FERRY_CHECK_FIELD_NAME));
}

int
main (int    argc,
      char **argv)
{
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/check-text/sentences", test_sentences);
  g_test_add_func ("/check-text/evidence", test_evidence);
  g_test_add_func ("/check-text/labels", test_labels);
  g_test_add_func ("/check-text/fields", test_fields);

  return g_test_run ();
}
