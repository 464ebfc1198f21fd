/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest-fixture.h"

#include <string.h>

/* Two manifests side by side by what they mean. */

static GDateTime *now;

static FerryManifestDocument *
make_document (guint               n_parts,
               const FixtureEdit  *edits)
{
  g_autofree char *text = fixture_edit (edits, n_parts, now);

  return fixture_document (text);
}

/* (transfer full) */
static FerryManifestComparison *
compare (const FixtureEdit *edits)
{
  static const FixtureEdit none[FIXTURE_MOST_EDITS] = { { 0 } };
  g_autoptr(FerryManifestDocument) left = make_document (3, none);
  g_autoptr(FerryManifestDocument) right = make_document (3, edits);

  return ferry_manifest_comparison_new (left, right);
}

static FerryManifestRow *
get_row (FerryManifestComparison *comparison,
         guint                    position)
{
  return g_list_model_get_item (G_LIST_MODEL (comparison), position);
}

static void
assert_only_difference (FerryManifestComparison *comparison,
                        FerryManifestElement     element,
                        guint                    part,
                        FerryDifference          difference)
{
  g_autoptr(FerryManifestRow) row = NULL;

  g_assert_cmpuint (ferry_manifest_comparison_count_differences (comparison), ==, 1);
  ferry_manifest_comparison_set_only_differences (comparison, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (comparison)), ==, 1);
  row = get_row (comparison, 0);
  g_assert_cmpint (ferry_manifest_row_get_element (row), ==, element);
  g_assert_cmpuint (ferry_manifest_row_get_left_part (row), ==, part);
  g_assert_cmpint (ferry_manifest_row_get_difference (row), ==, difference);
}

static void
test_same (void)
{
  static const FixtureEdit none[FIXTURE_MOST_EDITS] = { { 0 } };
  g_autoptr(FerryManifestComparison) comparison = compare (none);
  g_autoptr(FerryManifestRow) first = get_row (comparison, 0);
  g_autoptr(FerryManifestRow) count = get_row (comparison, 8);
  g_autoptr(FerryManifestRow) index = get_row (comparison, 9);
  g_autoptr(FerryManifestRow) second = get_row (comparison, 9 + 5);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (comparison));

  /* no delete-url in either of them */
  g_assert_cmpuint (n_rows, ==, 9 + 3 * 5);
  g_assert_cmpuint (ferry_manifest_comparison_count_differences (comparison), ==, 0);
  g_assert_cmpint (ferry_manifest_row_get_element (first), ==, FERRY_ELEMENT_VERSION);
  g_assert_cmpint (ferry_manifest_row_get_element (index), ==, FERRY_ELEMENT_PART);
  g_assert_cmpstr (ferry_manifest_row_get_left (count), ==, "3");
  g_assert_cmpstr (ferry_manifest_row_get_left (index), ==, "0");
  g_assert_cmpstr (ferry_manifest_row_get_left (second), ==, "1");
  g_assert_cmpuint (ferry_manifest_comparison_find (comparison, FERRY_COMPARISON_NONE, TRUE), ==,
                    FERRY_COMPARISON_NONE);
  ferry_manifest_comparison_set_only_differences (comparison, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (comparison)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (comparison), 0));
}

static void
test_values (void)
{
  const FixtureEdit format[FIXTURE_MOST_EDITS] = { { 4, NULL, "VHD", NULL } };
  const FixtureEdit key[FIXTURE_MOST_EDITS] = { { 23, NULL, "other", NULL } };
  const FixtureEdit gone[FIXTURE_MOST_EDITS] = { { 23, NULL, NULL, NULL } };
  g_autoptr(FerryManifestComparison) by_format = compare (format);
  g_autoptr(FerryManifestComparison) by_key = compare (key);
  g_autoptr(FerryManifestComparison) by_absence = compare (gone);

  assert_only_difference (by_format, FERRY_ELEMENT_FILE_FORMAT, FERRY_MANIFEST_NO_PART,
                          FERRY_DIFFERENCE_VALUE);
  assert_only_difference (by_key, FERRY_ELEMENT_KEY, 1, FERRY_DIFFERENCE_VALUE);
  assert_only_difference (by_absence, FERRY_ELEMENT_KEY, 1, FERRY_DIFFERENCE_ONLY_LEFT);
}

static void
assert_link (const FixtureLink *link,
             FerryDifference    difference,
             guint64            seconds)
{
  const FixtureEdit edits[FIXTURE_MOST_EDITS] = { { 19, NULL, NULL, link } };
  g_autoptr(FerryManifestComparison) comparison = compare (edits);
  g_autoptr(FerryManifestRow) row = NULL;

  assert_only_difference (comparison, FERRY_ELEMENT_GET_URL, 0, difference);
  row = get_row (comparison, 0);
  g_assert_cmpuint (ferry_manifest_row_get_seconds (row), ==, seconds);
  g_assert_null (strstr (ferry_manifest_row_get_left (row), "AKIA"));
  g_assert_null (strstr (ferry_manifest_row_get_right (row), "AKIA"));
}

/* Those of the fixture were signed a minute ago. */
static void
test_links (void)
{
  assert_link (LINK (.age = 60 + 3 * 86400), FERRY_DIFFERENCE_LINK_EARLIER, 3 * 86400);
  assert_link (LINK (.age = 20), FERRY_DIFFERENCE_LINK_LATER, 40);
  assert_link (LINK (.lifetime = 3600), FERRY_DIFFERENCE_LINK, 0);
  assert_link (LINK (.verb = "HEAD"), FERRY_DIFFERENCE_LINK, 0);
  assert_link (LINK (.key = "images/other"), FERRY_DIFFERENCE_LINK_KEY, 0);
  assert_link (LINK (.bucket = "other-disks"), FERRY_DIFFERENCE_LINK_BUCKET, 0);
  assert_link (LINK (.region = "eu-central-1"), FERRY_DIFFERENCE_LINK_HOST, 0);
  assert_link (LINK (.host = "example.com"), FERRY_DIFFERENCE_LINK_HOST, 0);
  assert_link (LINK (.scheme = "http"), FERRY_DIFFERENCE_LINK_HOST, 0);
}

/* The second has no part 1, but one of the number 3. */
static void
test_alignment (void)
{
  static const FixtureEdit none[FIXTURE_MOST_EDITS] = { { 0 } };
  const FixtureEdit renumbered[FIXTURE_MOST_EDITS] = {
    { 21, "index=\"1\"", "index=\"2\"", NULL }, { 27, "index=\"2\"", "index=\"3\"", NULL },
  };
  g_autoptr(FerryManifestDocument) left = make_document (3, none);
  g_autoptr(FerryManifestDocument) right = make_document (3, renumbered);
  g_autoptr(FerryManifestComparison) comparison = ferry_manifest_comparison_new (left, right);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (comparison));
  guint n_left = 0, n_right = 0;

  g_assert_cmpuint (n_rows, ==, 9 + 4 * 5);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr(FerryManifestRow) row = get_row (comparison, i);

      n_left += ferry_manifest_row_get_difference (row) == FERRY_DIFFERENCE_ONLY_LEFT;
      n_right += ferry_manifest_row_get_difference (row) == FERRY_DIFFERENCE_ONLY_RIGHT;
    }
  g_assert_cmpuint (n_left, ==, 5);
  g_assert_cmpuint (n_right, ==, 5);
}

static void
test_find (void)
{
  const FixtureEdit edits[FIXTURE_MOST_EDITS] = {
    { 4, NULL, "VHD", NULL }, { 23, NULL, "other", NULL },
  };
  g_autoptr(FerryManifestComparison) comparison = compare (edits);
  guint first = ferry_manifest_comparison_find (comparison, FERRY_COMPARISON_NONE, TRUE);
  guint second = ferry_manifest_comparison_find (comparison, first, TRUE);

  g_assert_cmpuint (first, ==, 1);
  g_assert_cmpuint (second, ==, 9 + 5 + 2);
  g_assert_cmpuint (ferry_manifest_comparison_find (comparison, second, TRUE), ==,
                    FERRY_COMPARISON_NONE);
  g_assert_cmpuint (ferry_manifest_comparison_find (comparison, second, FALSE), ==, first);
  g_assert_cmpuint (ferry_manifest_comparison_find (comparison, first, FALSE), ==,
                    FERRY_COMPARISON_NONE);
  g_assert_cmpuint (ferry_manifest_comparison_find (comparison, FERRY_COMPARISON_NONE, FALSE), ==,
                    second);
  ferry_manifest_comparison_set_only_differences (comparison, TRUE);
  g_assert_cmpuint (ferry_manifest_comparison_find (comparison, 0, TRUE), ==, 1);
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryManifestComparison) comparison =
    ferry_manifest_comparison_new_finish (result, &error);

  g_assert_null (comparison);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) user_data = TRUE;
}

static void
test_cancel (void)
{
  static const FixtureEdit none[FIXTURE_MOST_EDITS] = { { 0 } };
  g_autoptr(FerryManifestDocument) document = make_document (3, none);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  gboolean done = FALSE;

  g_cancellable_cancel (cancellable);
  ferry_manifest_comparison_new_async (document, document, cancellable, compared_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_place (void)
{
  static const FixtureEdit none[FIXTURE_MOST_EDITS] = { { 0 } };
  const FixtureEdit elsewhere[FIXTURE_MOST_EDITS] = {
    { 18, NULL, "https://example.com/a", NULL }, { 19, NULL, "https://example.com/a", NULL },
  };
  g_autoptr(FerryManifestDocument) good = make_document (3, none);
  g_autoptr(FerryManifestDocument) foreign = make_document (3, elsewhere);
  g_autofree char *region = NULL;
  g_autofree char *bucket = NULL;
  g_autofree char *no_region = NULL;
  g_autofree char *no_bucket = NULL;

  g_assert_true (ferry_manifest_find_place (good, NULL, &region, &bucket));
  g_assert_cmpstr (region, ==, FIXTURE_REGION);
  g_assert_cmpstr (bucket, ==, FIXTURE_BUCKET);
  g_assert_false (ferry_manifest_find_place (foreign, NULL, &no_region, &no_bucket));
  g_assert_null (no_region);
  g_assert_null (no_bucket);
}

/* People paste links where they do not belong. */
static void
test_secrets (void)
{
  static const char secret[] = "0a1b2c3d4e5f";
  g_autofree char *link = g_strdup_printf ("https://b/k?X-Amz-Signature=%s&sig=%s", secret, secret);

  for (FerryManifestElement i = FERRY_ELEMENT_DOCUMENT; i < FERRY_N_MANIFEST_ELEMENTS; i++)
    {
      g_autoptr(FerryManifestRow) row = ferry_manifest_row_new (i, 0, 0, link, link);

      g_assert_null (strstr (ferry_manifest_row_get_left (row), secret));
      g_assert_null (strstr (ferry_manifest_row_get_right (row), secret));
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  now = g_date_time_new_utc (2026, 11, 26, 12, 0, 0);

  g_test_add_func ("/manifest-comparison/same", test_same);
  g_test_add_func ("/manifest-comparison/values", test_values);
  g_test_add_func ("/manifest-comparison/links", test_links);
  g_test_add_func ("/manifest-comparison/alignment", test_alignment);
  g_test_add_func ("/manifest-comparison/find", test_find);
  g_test_add_func ("/manifest-comparison/cancel", test_cancel);
  g_test_add_func ("/manifest-comparison/place", test_place);
  g_test_add_func ("/manifest-comparison/secrets", test_secrets);
  status = g_test_run ();
  g_date_time_unref (now);

  return status;
}
