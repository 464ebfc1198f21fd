/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "large-manifest.h"

/* A hundred thousand parts are read, judged and compared, each by its own line, and nothing takes
 * so long that this test would not end. What the window does with as many: tests/bench/run
 * manifest-100k.
 */

#define N_PARTS 100000

static FerryManifestDocument *document;
static GDateTime *now;

static void
test_read (void)
{
  const guint last = N_PARTS - 1;
  g_autoptr(FerryManifestPart) part = ferry_manifest_document_dup_part (document, last);
  guint64 start = 0, end = 0;
  guint found = 0;
  guint line;

  g_assert_true (ferry_manifest_document_is_manifest (document));
  g_assert_cmpuint (ferry_manifest_document_get_n_parts (document), ==, N_PARTS);
  /* only that it has no link that deletes it */
  g_assert_cmpuint (ferry_manifest_document_get_findings (document)->len, <=, 1);
  g_assert_true (ferry_manifest_document_get_range (document, last, &start, &end));
  g_assert_cmpuint (start, ==, (guint64) last * LARGE_PART_SIZE);
  g_assert_cmpstr (part->key, ==, "images/mail01.vmdk.part99999");
  line = ferry_manifest_document_get_line (document, FERRY_ELEMENT_GET_URL, last);
  g_assert_cmpint (ferry_manifest_document_find (document, line, &found), ==,
                   FERRY_ELEMENT_GET_URL);
  g_assert_cmpuint (found, ==, last);
}

static void
test_judge (void)
{
  g_autoptr(FerryManifestFacts) facts = ferry_manifest_facts_new (now);
  g_autoptr(GPtrArray) findings = ferry_manifest_lint (document, facts);

  /* each of its links is signed by a session, and that is told a hundred times */
  for (guint i = 0; i < findings->len; i++)
    {
      const FerryManifestFinding *finding = g_ptr_array_index (findings, i);

      if (finding->severity == FERRY_SEVERITY_BLOCKS)
        g_test_message ("%s", ferry_manifest_fault_get_id (finding->flaw));
      g_assert_cmpint (finding->severity, !=, FERRY_SEVERITY_BLOCKS);
    }
  g_assert_cmpuint (findings->len, <, FERRY_N_FLAWS * FERRY_MANIFEST_MOST_OF_A_FLAW);
}

static void
test_compare (void)
{
  g_autoptr(FerryManifestComparison) comparison =
    ferry_manifest_comparison_new (document, document);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (comparison)), >, N_PARTS * 5);
  g_assert_cmpuint (ferry_manifest_comparison_count_differences (comparison), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GBytes) text = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  now = g_date_time_new_now_utc ();
  text = large_manifest_new (N_PARTS, now);
  document = ferry_manifest_document_new (text);

  g_test_add_func ("/manifest-large/read", test_read);
  g_test_add_func ("/manifest-large/judge", test_judge);
  g_test_add_func ("/manifest-large/compare", test_compare);
  status = g_test_run ();
  g_clear_object (&document);
  g_date_time_unref (now);

  return status;
}
