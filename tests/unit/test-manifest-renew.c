/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manifest-fixture.h"

#define NEW_KEY "images/ferry-0123.manifest.xml"
#define GIB (G_GUINT64_CONSTANT (1) << 30)

typedef enum {
  NO_REPORT = 1 << 0,
  NO_OBJECTS = 1 << 1,
  VMDK_DISK = 1 << 2,   /* of 9 GiB */
  VHDX_DISK = 1 << 3,
  GONE = 1 << 4,        /* part 1 */
  SHORT = 1 << 5,       /* part 1 */
  NO_BUCKET = 1 << 6,
} Knowledge;

typedef struct {
  const char  *name;
  FixtureEdit  edits[FIXTURE_MOST_EDITS];
  Knowledge    knowledge;
  const char  *format;       /* what comes of it; RAW */
  guint64      volume_size;  /* 1 */
} Damage;

#define PART_1 FIXTURE_STEM "1"
#define WITH_DELETE "</get-url>\n      <delete-url>TARGET</delete-url>"
#define SWAPPED \
  { 15, "0", "2" }, { 16, "\"0\"", "\"1048576\"" }, { 16, "1048575", "2097151" }, \
  { 22, "\"1048576\"", "\"0\"" }, { 22, "2097151", "1048575" }

/* What other tools write (their last end, their capacity for a size, their verbs), and what people
 * and old ages do to it.
 */
static const Damage damages[] = {
  { "none", { { 0 } } },
  { "end-is-size", { { 28, "3145727", "3145728" } } },
  { "end-is-size-unknown", { { 28, "3145727", "3145728" } }, NO_OBJECTS | NO_REPORT },
  { "end-is-size-of-object", { { 12, "3145728", "1073741824" }, { 28, "3145727", "3145728" } } },
  { "ends-exclusive",
    { { 16, "1048575", "1048576" }, { 22, "2097151", "2097152" }, { 28, "3145727", "3145728" } },
    NO_OBJECTS },
  { "size-is-capacity", { { 4, "RAW", "VMDK" }, { 12, "3145728", "9663676416" } }, VMDK_DISK,
    "VMDK", 9 },
  { "size-is-last-byte", { { 12, "3145728", "3145727" } } },
  { "size-zero", { { 12, "3145728", "0" } } },
  { "size-gone", { { 12, NULL, NULL } } },
  { "volume-small", { { 4, "RAW", "VMDK" } }, VMDK_DISK, "VMDK", 9 },
  { "volume-larger", { { 13, ">1<", ">20<" } }, 0, NULL, 20 },
  { "volume-in-bytes", { { 13, ">1<", ">3145728<" } } },
  { "volume-zero-of-raw", { { 13, ">1<", ">0<" } }, NO_REPORT },
  { "format-small-letters", { { 4, "RAW", " raw " } }, NO_REPORT },
  { "format-of-disk", { { 4, "RAW", "qcow2" } } },
  { "version", { { 3, "2010-11-15", "1.0" } } },
  { "importer-gone",
    { { 5, NULL, NULL }, { 6, NULL, NULL }, { 7, NULL, NULL }, { 8, NULL, NULL },
      { 9, NULL, NULL } } },
  { "importer-empty", { { 6, NULL, "" }, { 8, NULL, "" } } },
  { "count-and-index", { { 14, "3", "7" }, { 15, " index=\"0\"", "" }, { 27, "2", "3" } } },
  { "key-encoded", { { 23, "web server", "web%20server" } } },
  { "key-padded", { { 23, "part1", "part1 " } } },
  { "key-gone", { { 23, NULL, NULL } } },
  { "key-empty", { { 23, NULL, "" } } },
  { "links-gone", { { 18, NULL, NULL }, { 19, NULL, NULL }, { 24, NULL, "" } } },
  { "link-ended",
    { { 18, NULL, NULL, LINK (.verb = "HEAD", .age = 7200, .lifetime = 3600) } } },
  { "link-escaped-twice", { { 24, "&amp;", "&amp;amp;" } } },
  { "link-signature-2", { { 25, NULL, NULL, LINK (.key = PART_1, .signing = FIXTURE_V2) } } },
  { "self-destruct-disk", { { 10, NULL, NULL, LINK (.verb = "DELETE", .key = PART_1) } } },
  { "self-destruct-gone", { { 10, NULL, NULL } } },
  { "deletes-disk",
    { { 19, "</get-url>", WITH_DELETE }, { 19, "TARGET", NULL, LINK (.verb = "DELETE") } } },
  { "unknown-element", { { 4, "<file-format>", "<disk/><file-format>" } } },
};

typedef struct {
  const char  *name;
  FixtureEdit  edits[FIXTURE_MOST_EDITS];
  Knowledge    knowledge;
  const char  *said;
} Refusal;

static const Refusal refusals[] = {
  { "gap", { { 22, "1048576", "1048577" } }, NO_OBJECTS, "part 1 starts at byte 1048577" },
  { "overlap", { { 22, "1048576", "1048575" } }, NO_OBJECTS, "part 1 starts at byte 1048575" },
  { "empty-part-exclusive",
    { { 16, "1048575", "0" }, { 22, "\"1048576\"", "\"0\"" }, { 22, "2097151", "2097152" },
      { 28, "3145727", "3145728" } },
    NO_OBJECTS, "part 1 starts at byte" },
  { "empty-part-between",
    { { 16, "1048575", "2097152" }, { 22, "\"1048576\"", "\"2097152\"" },
      { 22, "2097151", "2097152" }, { 28, "3145727", "3145728" } },
    NO_OBJECTS, "starts at byte" },
  { "one-end-exclusive", { { 16, "1048575", "1048576" } }, NO_OBJECTS, "part 1 starts at byte" },
  { "not-from-0", { { 16, "\"0\"", "\"512\"" } }, NO_OBJECTS, "part 0 starts at byte 512" },
  { "range-gone", { { 22, NULL, NULL } }, 0, "part 1 does not say" },
  { "start-gone", { { 22, " start=\"1048576\"", "" } }, 0, "part 1 does not say" },
  { "reversed", { { 22, "1048576", "2097152" } }, 0, "part 1 ends before" },
  { "key-gone", { { 23, NULL, NULL }, { 24, NULL, NULL }, { 25, NULL, "-" } }, 0,
    "part 1 has no key" },
  { "key-disputed", { { 23, NULL, "" }, { 25, NULL, NULL, LINK (.key = "images/x") } }, 0,
    "part 1 has no key" },
  { "key-other", { { 23, "part1", "part9" } }, 0, "part 1 lead" },
  { "key-twice",
    { { 23, NULL, FIXTURE_STEM "0" }, { 24, NULL, NULL }, { 25, NULL, NULL } }, NO_OBJECTS,
    "part 1 has the key of another" },
  { "part-gone", { { 0 } }, GONE, "object of part 1" },
  { "part-short", { { 0 } }, SHORT, "object of part 1 has 1000 bytes" },
  { "format", { { 4, "RAW", "qcow2" } }, NO_REPORT, "none of RAW, VHD, VMDK" },
  { "format-of-disk", { { 0 } }, VHDX_DISK, "which no manifest can name" },
  { "volume", { { 4, "RAW", "VMDK" }, { 13, ">1<", ">0<" } }, NO_REPORT, "size of the volume" },
  { "other-bucket", { { 24, NULL, NULL, LINK (.key = PART_1, .bucket = "other") } }, NO_OBJECTS,
    "another bucket" },
  { "no-bucket", { { 0 } }, NO_BUCKET, "bucket of the parts is not known" },
  { "no-manifest", { { 2, "<manifest>", "<disk>" } }, 0, "no manifest" },
};

static GDateTime *
make_now (void)
{
  return g_date_time_new_now_utc ();
}

static FerryClient *
make_client (void)
{
  g_autoptr(FerryAccount) account = ferry_account_new ("1", "Test", "us-east-1", NULL,
                                                       FIXTURE_KEY_ID, FALSE);
  g_autoptr(FerryCredentials) credentials = ferry_credentials_new (FIXTURE_KEY_ID, FIXTURE_SECRET,
                                                                   NULL, NULL);

  return ferry_client_new (account, credentials);
}

static FerryManifestFacts *
make_facts (Knowledge  knowledge,
            GDateTime *now)
{
  FerryManifestFacts *facts = fixture_facts (3, now);
  const gsize sizes[] = {
    FIXTURE_PART_SIZE, knowledge & GONE ? (gsize) -1 : 1000, FIXTURE_PART_SIZE,
  };

  if (knowledge & (NO_OBJECTS | GONE | SHORT))
    g_clear_pointer (&facts->objects, ferry_parts_unref);
  if (knowledge & (GONE | SHORT))
    facts->objects = fixture_objects (3, sizes);
  if (knowledge & (NO_REPORT | VMDK_DISK | VHDX_DISK))
    g_clear_pointer (&facts->report, ferry_disk_report_unref);
  if (knowledge & VMDK_DISK)
    facts->report = fixture_report (FERRY_DISK_FORMAT_VMDK_STREAM, 9 * GIB);
  if (knowledge & VHDX_DISK)
    facts->report = fixture_report (FERRY_DISK_FORMAT_VHDX, GIB);
  if (knowledge & NO_BUCKET)
    g_clear_pointer (&facts->bucket, g_free);

  return facts;
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GBytes *
renew (FerryManifestDocument  *document,
       FerryManifestFacts     *facts,
       GCancellable           *cancellable,
       GError                **error)
{
  g_autoptr(FerryClient) client = make_client ();
  g_autoptr(FerryLinkSigner) signer = ferry_link_signer_new (client, NULL);
  g_autoptr(GAsyncResult) result = NULL;

  ferry_manifest_renew_async (document, facts, signer, NEW_KEY, cancellable, keep_result_cb,
                              &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return ferry_manifest_renew_finish (result, error);
}

static void
assert_link (const char       *text,
             const char       *verb,
             const char       *key,
             FerryCredentials *credentials)
{
  g_autoptr(FerryLink) link = ferry_link_parse (text, NULL);

  g_assert_cmpstr (link->bucket, ==, FIXTURE_BUCKET);
  g_assert_cmpstr (link->key, ==, key);
  g_assert_cmpstr (link->region, ==, FIXTURE_REGION);
  g_assert_cmpstr (ferry_link_find_verb (link, credentials), ==, verb);
}

/* The same disk, whatever was around it. */
static void
assert_renewed (FerryManifest      *manifest,
                const Damage       *damage,
                FerryManifestFacts *facts)
{
  g_assert_cmpstr (manifest->version, ==, FERRY_MANIFEST_VERSION);
  g_assert_cmpstr (manifest->file_format, ==, fixture_or (damage->format, "RAW"));
  g_assert_cmpuint (manifest->size, ==, 3 * FIXTURE_PART_SIZE);
  g_assert_cmpuint (manifest->volume_size, ==, damage->volume_size ? damage->volume_size : 1);
  g_assert_cmpuint (manifest->parts->len, ==, 3);
  assert_link (manifest->self_destruct_url, "DELETE", NEW_KEY, facts->credentials);

  for (guint i = 0; i < manifest->parts->len; i++)
    {
      const FerryManifestPart *part = g_ptr_array_index (manifest->parts, i);
      g_autofree char *key = fixture_dup_key (i);

      g_assert_cmpuint (part->start, ==, i * FIXTURE_PART_SIZE);
      g_assert_cmpuint (part->end, ==, (i + 1) * FIXTURE_PART_SIZE - 1);
      g_assert_cmpstr (part->key, ==, key);
      g_assert_null (part->delete_url);
      assert_link (part->head_url, "HEAD", key, facts->credentials);
      assert_link (part->get_url, "GET", key, facts->credentials);
    }
}

static void
assert_no_findings (FerryManifestDocument *document,
                    FerryManifestFacts    *facts)
{
  g_autoptr(GPtrArray) findings = ferry_manifest_lint (document, facts);

  for (guint i = 0; i < findings->len; i++)
    {
      const FerryManifestFinding *finding = g_ptr_array_index (findings, i);

      g_test_fail_printf ("line %u: %s: %s", finding->line,
                          ferry_manifest_fault_get_id (finding->flaw), finding->evidence);
    }
}

static void
test_damage (gconstpointer data)
{
  const Damage *damage = data;
  g_autoptr(GDateTime) now = make_now ();
  g_autoptr(FerryManifestFacts) facts = make_facts (damage->knowledge, now);
  g_autofree char *text = fixture_edit (damage->edits, 0, now);
  g_autoptr(FerryManifestDocument) document = fixture_document (text);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) renewed = renew (document, facts, NULL, &error);
  g_autoptr(FerryManifest) manifest = NULL;
  g_autoptr(FerryManifestDocument) again = NULL;

  g_assert_no_error (error);
  manifest = ferry_manifest_parse (renewed, &error);
  g_assert_no_error (error);
  assert_renewed (manifest, damage, facts);

  g_free (facts->key);
  facts->key = g_strdup (NEW_KEY);
  again = ferry_manifest_document_new (renewed);
  assert_no_findings (again, facts);
}

/* Parts in another order, and written in theirs. */
static void
test_order (void)
{
  const FixtureEdit edits[FIXTURE_MOST_EDITS] = { SWAPPED };
  g_autoptr(GDateTime) now = make_now ();
  g_autoptr(FerryManifestFacts) facts = make_facts (NO_OBJECTS, now);
  g_autofree char *text = fixture_edit (edits, 0, now);
  g_autoptr(FerryManifestDocument) document = fixture_document (text);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryManifest) manifest = ferry_manifest_repair (document, facts, NULL, &error);
  const char * const keys[] = { FIXTURE_STEM "1", FIXTURE_STEM "0", FIXTURE_STEM "2" };

  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    {
      const FerryManifestPart *part = g_ptr_array_index (manifest->parts, i);

      g_assert_cmpuint (part->start, ==, i * FIXTURE_PART_SIZE);
      g_assert_cmpstr (part->key, ==, keys[i]);
    }
}

/* What needs no mending stays as it was, links and all. */
static void
test_identity (void)
{
  g_autoptr(GDateTime) now = make_now ();
  g_autoptr(FerryManifest) manifest = fixture_manifest (40, now);
  g_autofree char *xml = ferry_manifest_to_xml (manifest);
  g_autoptr(FerryManifestDocument) document = fixture_document (xml);
  g_autoptr(FerryManifestFacts) facts = fixture_facts (40, now);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryManifest) repaired = ferry_manifest_repair (document, facts, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (ferry_manifest_equal (manifest, repaired));
}

static void
test_refusal (gconstpointer data)
{
  const Refusal *refusal = data;
  g_autoptr(GDateTime) now = make_now ();
  g_autoptr(FerryManifestFacts) facts = make_facts (refusal->knowledge, now);
  g_autofree char *edited = fixture_edit (refusal->edits, 0, now);
  g_autofree char *text = g_str_equal (refusal->name, "no-manifest")
                            ? fixture_replace_all (edited, "</manifest>", "</disk>")
                            : g_strdup (edited);
  g_autoptr(FerryManifestDocument) document = fixture_document (text);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) renewed = renew (document, facts, NULL, &error);

  g_assert_null (renewed);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, refusal->said));
  g_assert_null (strstr (error->message, "://"));
}

static void
test_cancelled (void)
{
  g_autoptr(GDateTime) now = make_now ();
  g_autoptr(FerryManifest) manifest = fixture_manifest (50, now);
  g_autofree char *xml = ferry_manifest_to_xml (manifest);
  g_autoptr(FerryManifestDocument) document = fixture_document (xml);
  g_autoptr(FerryManifestFacts) facts = fixture_facts (50, now);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) lint_error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (renew (document, facts, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  ferry_manifest_lint_async (document, facts, cancellable, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (ferry_manifest_lint_finish (result, &lint_error));
  g_assert_error (lint_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The new manifest must not take the place of a part. */
static void
test_key_of_part (void)
{
  g_autoptr(GDateTime) now = make_now ();
  g_autoptr(FerryManifest) manifest = fixture_manifest (2, now);
  g_autoptr(FerryManifestFacts) facts = fixture_facts (2, now);
  FerryManifestPart *part = g_ptr_array_index (manifest->parts, 1);
  g_autoptr(FerryManifestDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *xml = NULL;

  g_free (part->key);
  part->key = g_strdup (NEW_KEY);
  g_clear_pointer (&part->head_url, g_free);
  g_clear_pointer (&part->get_url, g_free);
  xml = ferry_manifest_to_xml (manifest);
  document = fixture_document (xml);

  g_assert_null (renew (document, facts, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
}

/* A piece of the text is copied to another place, or left out, or a digit becomes another. */
static void
damage_somewhere (GString *text,
                  GRand   *random)
{
  gsize length = text->len;
  gsize from = g_rand_int_range (random, 0, (gint32) length);
  gsize wanted = g_rand_int_range (random, 1, 60);
  gsize n = MIN (length - from, wanted);
  gsize to = g_rand_int_range (random, 0, (gint32) length);
  g_autofree char *piece = g_strndup (text->str + from, n);

  switch (g_rand_int_range (random, 0, 3))
    {
    case 0:
      g_string_insert (text, (gssize) to, piece);
      break;
    case 1:
      g_string_erase (text, (gssize) from, (gssize) n);
      break;
    default:
      while (from < length && !g_ascii_isdigit (text->str[from]))
        from++;
      if (from < length)
        text->str[from] = (char) ('0' + g_rand_int_range (random, 0, 10));
      break;
    }
}

/* What is not masked of @text, without the sign that it was cut, which may be in a mask */
static char *
dup_readable (const char *text)
{
  g_autoptr(GString) readable = g_string_new (text);

  g_string_replace (readable, "•", "", 0);
  g_string_replace (readable, "…", "", 0);

  return g_strdup (readable->str);
}

static void
assert_evidence (const char *evidence)
{
  g_autofree char *masked = NULL;
  g_autofree char *readable = NULL;
  g_autofree char *left = NULL;

  if (evidence == NULL)
    return;

  g_assert_true (g_utf8_validate (evidence, -1, NULL));
  masked = ferry_redact (evidence);
  readable = dup_readable (evidence);
  left = dup_readable (masked);
  g_assert_cmpstr (left, ==, readable);
}

/* Whatever happens to a manifest: nothing breaks, no secret is told, and what can be mended is
 * without a flaw when it has been.
 */
static void
test_random (void)
{
  g_autoptr(GDateTime) now = make_now ();
  g_autoptr(FerryManifest) manifest = fixture_manifest (3, now);
  g_autofree char *xml = ferry_manifest_to_xml (manifest);
  g_autoptr(FerryClient) client = make_client ();
  g_autoptr(FerryLinkSigner) signer = ferry_link_signer_new (client, NULL);
  GRand *random = g_rand_new_with_seed (7);
  guint n_mended = 0;

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr(GString) text = g_string_new (xml);
      g_autoptr(FerryManifestFacts) facts = make_facts (i % 2 ? NO_OBJECTS : 0, now);
      g_autoptr(FerryManifestDocument) document = NULL;
      g_autoptr(FerryManifest) mended = NULL;
      g_autoptr(GPtrArray) findings = NULL;

      for (guint n = 0; n <= i % 3; n++)
        damage_somewhere (text, random);
      document = fixture_document (text->str);
      findings = ferry_manifest_lint (document, facts);
      for (guint n = 0; n < findings->len; n++)
        {
          const FerryManifestFinding *finding = g_ptr_array_index (findings, n);

          g_assert_cmpuint (finding->line, >, 0);
          assert_evidence (finding->evidence);
        }

      /* Where there are other parts than the bucket's, what is known of it is of another. */
      if (ferry_manifest_document_get_n_parts (document) != 3)
        g_clear_pointer (&facts->objects, ferry_parts_unref);
      mended = ferry_manifest_repair (document, facts, NULL, NULL);
      if (mended && ferry_manifest_resign (mended, signer, FIXTURE_REGION, FIXTURE_BUCKET, NEW_KEY,
                                           NULL))
        {
          g_autofree char *written = ferry_manifest_to_xml (mended);
          g_autoptr(FerryManifestDocument) again = fixture_document (written);

          g_free (facts->key);
          facts->key = g_strdup (NEW_KEY);
          assert_no_findings (again, facts);
          n_mended++;
        }
    }

  g_test_message ("%u mended", n_mended);
  g_assert_cmpuint (n_mended, >, 500);
  g_rand_free (random);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest/renew/order", test_order);
  g_test_add_func ("/manifest/renew/identity", test_identity);
  g_test_add_func ("/manifest/renew/cancelled", test_cancelled);
  g_test_add_func ("/manifest/renew/key-of-part", test_key_of_part);
  g_test_add_func ("/manifest/renew/random", test_random);
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/manifest/renew/damage/", damages[i].name, NULL);

      g_test_add_data_func (path, &damages[i], test_damage);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/manifest/renew/refusal/", refusals[i].name, NULL);

      g_test_add_data_func (path, &refusals[i], test_refusal);
    }

  return g_test_run ();
}
