/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-manifest.h"
#include "manifest-fixture.h"

#define OF_2026 "2026-03-01T10:12:00Z"
#define NEW_KEY "ferry-0123.manifest.xml"

/* What the manifests of other writers are worth on the day on which they were made: with nothing
 * else known, as of a file that was opened.
 */
typedef struct {
  const char *name;
  const char *now;
  const char *findings;
} Dialect;

static const Dialect dialects[] = {
  { "aws-net", OF_2026,
    "deletes-only-copy warning 3" },
  { "aws-object", OF_2026,
    "self-destruct-disk blocks 1; "
    "end-is-size note 1; "
    "deletes-only-copy blocks 1" },
  { "aws-parts", "2011-02-25T00:00:00Z",
    "link-signature-2 warning 7; "
    "deletes-only-copy warning 2" },
  { "bosh", OF_2026,
    "end-is-size note 1; "
    "link-ends-soon warning 4; "
    "deletes-only-copy blocks 1" },
  { "bsdec2", OF_2026,
    "deletes-only-copy warning 3" },
  { "cloudscraper", "2013-07-01T00:00:00Z",
    "link-signature-2 warning 7; "
    "deletes-only-copy warning 2" },
  { "ec2-tools", "2012-02-10T00:00:00Z",
    "link-signature-2 warning 7; "
    "deletes-only-copy warning 2" },
  { "euca2ools", "2016-02-01T00:00:00Z",
    "link-signature-2 warning 7; "
    "deletes-only-copy warning 2; "
    "end-is-size note 1" },
  { "node", OF_2026,
    "link-ends-soon warning 7; "
    "deletes-only-copy warning 2; "
    "end-is-size note 1" },
  { "powershell", OF_2026,
    "byte-order-mark note 1; "
    "deletes-only-copy warning 2" },
  { "rust", OF_2026,
    "link-ends-soon warning 4; "
    "link-temporary warning 4; "
    "deletes-only-copy blocks 1" },
  { "univention", OF_2026,
    "link-signature-2 warning 10; "
    "deletes-only-copy warning 3" },
};

static FerryManifestDocument *
read_dialect (const Dialect *dialect)
{
  g_autofree char *name = g_strconcat (dialect->name, ".manifest", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "manifest", "dialects", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return fixture_document (text);
}

/* "link-ended blocks 4; end-is-size note 1": each flaw where it was first found. */
static char *
count_findings (GPtrArray *findings)
{
  static const char * const severities[] = { "note", "warning", "blocks" };
  guint counts[FERRY_N_FLAWS][G_N_ELEMENTS (severities)] = { { 0 } };
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < findings->len; i++)
    {
      const FerryManifestFinding *finding = g_ptr_array_index (findings, i);

      counts[finding->flaw][finding->severity] += 1 + finding->n_more;
    }

  for (guint i = 0; i < findings->len; i++)
    {
      const FerryManifestFinding *finding = g_ptr_array_index (findings, i);
      guint *count = &counts[finding->flaw][finding->severity];

      if (*count > 0)
        g_ptr_array_add (texts, g_strdup_printf ("%s %s %u",
                                                 ferry_manifest_fault_get_id (finding->flaw),
                                                 severities[finding->severity], *count));
      *count = 0;
    }
  g_ptr_array_add (texts, NULL);

  return g_strjoinv ("; ", (char **) texts->pdata);
}

static void
test_judged (gconstpointer data)
{
  const Dialect *dialect = data;
  g_autoptr(FerryManifestDocument) document = read_dialect (dialect);
  g_autoptr(GDateTime) now = ferry_time_parse (dialect->now);
  g_autoptr(FerryManifestFacts) facts = ferry_manifest_facts_new (now);
  g_autoptr(GPtrArray) findings = ferry_manifest_lint (document, facts);
  g_autofree char *counted = count_findings (findings);

  g_assert_cmpstr (counted, ==, dialect->findings);
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static FerryLinkSigner *
make_signer (FerryManifestFacts *facts)
{
  g_autoptr(FerryAccount) account = ferry_account_new ("1", "Test", "us-east-1", NULL,
                                                       FIXTURE_KEY_ID, FALSE);
  g_autoptr(FerryClient) client = ferry_client_new (account, facts->credentials);

  return ferry_link_signer_new (client, NULL);
}

/* The bucket is where its links lead; nobody has looked into the disk. */
static FerryManifestFacts *
make_facts (FerryManifestDocument *document)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(FerryManifestPart) part = ferry_manifest_document_dup_part (document, 0);
  g_autoptr(FerryLink) link = ferry_link_parse (part->get_url, NULL);
  FerryManifestFacts *facts = ferry_manifest_facts_new (now);

  facts->region = g_strdup (link->region ? link->region : "us-east-1");
  facts->bucket = g_strdup (link->bucket);
  facts->key = g_strdup (NEW_KEY);
  facts->credentials = ferry_credentials_new (FIXTURE_KEY_ID, FIXTURE_SECRET, NULL, NULL);

  return facts;
}

/* Anew, nothing is wrong with it, and it is the same disk. */
static void
test_renewed (gconstpointer data)
{
  g_autoptr(FerryManifestDocument) document = read_dialect (data);
  g_autoptr(FerryManifestFacts) facts = make_facts (document);
  g_autoptr(FerryLinkSigner) signer = make_signer (facts);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GBytes) text = NULL;
  g_autoptr(FerryManifestDocument) renewed = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  g_autofree char *described = NULL;
  g_autoptr(GError) error = NULL;

  ferry_manifest_renew_async (document, facts, signer, NEW_KEY, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  text = ferry_manifest_renew_finish (result, &error);
  g_assert_no_error (error);

  renewed = ferry_manifest_document_new (text);
  findings = ferry_manifest_lint (renewed, facts);
  described = ferry_test_manifest_describe (findings);
  g_assert_cmpstr (described, ==, "");

  g_assert_cmpuint (ferry_manifest_document_get_n_parts (renewed), ==,
                    ferry_manifest_document_get_n_parts (document));
  for (guint i = 0; i < ferry_manifest_document_get_n_parts (document); i++)
    {
      g_autoptr(FerryManifestPart) was = ferry_manifest_document_dup_part (document, i);
      g_autoptr(FerryManifestPart) is = ferry_manifest_document_dup_part (renewed, i);

      g_assert_cmpstr (is->key, ==, was->key);
      g_assert_cmpuint (is->start, ==, was->start);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      g_autofree char *judged = g_strconcat ("/manifest/writers/judged/", dialects[i].name, NULL);
      g_autofree char *renewed = g_strconcat ("/manifest/writers/renewed/", dialects[i].name, NULL);

      g_test_add_data_func (judged, &dialects[i], test_judged);
      g_test_add_data_func (renewed, &dialects[i], test_renewed);
    }

  return g_test_run ();
}
