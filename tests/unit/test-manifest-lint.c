/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manifest-fixture.h"

#define MOST_EXPECTED 4
#define FIRST_FLAW FERRY_FLAW_FORMAT_UNKNOWN

#define N FERRY_SEVERITY_NOTE
#define W FERRY_SEVERITY_WARNING
#define B FERRY_SEVERITY_BLOCKS

/* What is known less, or otherwise. */
typedef enum {
  NO_REPORT = 1 << 0,
  NO_OBJECTS = 1 << 1,
  NO_REGION = 1 << 2,
  NO_PLACE = 1 << 3,       /* neither bucket nor key */
  NO_CREDENTIALS = 1 << 4,
  LARGE_DISK = 1 << 5,     /* of 9 GiB */
  VHD_DISK = 1 << 6,
  GONE = 1 << 7,           /* part 1 */
  SHORT = 1 << 8,          /* part 1 */
  VERSIONS = 1 << 9,
  SESSION = 1 << 10,       /* the account's own credentials end, in a week */
} Knowledge;

typedef struct {
  FerryFlaw      flaw;
  guint          line;
  FerrySeverity  severity;
  const char    *evidence;  /* (nullable): not compared */
} Expected;

typedef struct {
  const char *name;
  FixtureEdit edits[FIXTURE_MOST_EDITS];
  Knowledge   knowledge;
  Expected    expected[MOST_EXPECTED];
  guint       n_parts;  /* 0: three */
} Mutation;

#define PART_1 FIXTURE_STEM "1"
#define DELETE_LINE "</get-url>\n      <delete-url>TARGET</delete-url>"

static const Mutation mutations[] = {
  /* what it says of the disk */
  { "format-unknown", { { 4, "RAW", "QCOW2" } }, 0,
    { { FERRY_FLAW_FORMAT_UNKNOWN, 4, B, "QCOW2" } } },
  { "format-case", { { 4, "RAW", "raw" } }, 0, { { FERRY_FLAW_FORMAT_CASE, 4, W, "raw" } } },
  { "format-other", { { 4, "RAW", "VMDK" } }, 0,
    { { FERRY_FLAW_FORMAT_OTHER, 4, B, "VMDK, RAW" } } },
  { "format-of-disk", { { 0 } }, VHD_DISK, { { FERRY_FLAW_FORMAT_OTHER, 4, B, "RAW, VHD" } } },
  { "size-zero", { { 12, "3145728", "0" } }, 0, { { FERRY_FLAW_SIZE_ZERO, 12, B, NULL } } },
  { "size-over-sum", { { 12, "3145728", "3145729" } }, 0,
    { { FERRY_FLAW_SIZE_NOT_SUM, 12, B, "size 3145729, parts together 3145728" } } },
  { "size-of-one-part", { { 12, "3145728", "1048576" } }, 0,
    { { FERRY_FLAW_SIZE_NOT_SUM, 12, B, "size 1048576, parts together 3145728" } } },
  { "size-is-last-byte", { { 12, "3145728", "3145727" } }, 0,
    { { FERRY_FLAW_SIZE_NOT_SUM, 12, B, NULL } } },
  { "size-is-last-byte-unknown", { { 12, "3145728", "3145727" } }, NO_OBJECTS,
    { { FERRY_FLAW_END_IS_SIZE, 28, N, NULL } } },
  { "size-is-capacity", { { 4, "RAW", "VMDK" }, { 12, "3145728", "1073741824" } }, NO_REPORT,
    { { FERRY_FLAW_SIZE_NOT_SUM, 12, W, NULL } } },
  { "volume-zero", { { 13, ">1<", ">0<" } }, 0, { { FERRY_FLAW_VOLUME_ZERO, 13, B, NULL } } },
  { "volume-under-disk", { { 0 } }, LARGE_DISK,
    { { FERRY_FLAW_VOLUME_SMALL, 13, B, "1 GiB, at least 9 GiB" } } },
  { "volume-under-raw",
    { { 12, "3145728", "2147483649" }, { 28, "3145727", "2147483648" } }, NO_REPORT | NO_OBJECTS,
    { { FERRY_FLAW_VOLUME_SMALL, 13, B, "1 GiB, at least 3 GiB" } } },
  { "volume-in-bytes", { { 13, ">1<", ">3145728<" } }, 0,
    { { FERRY_FLAW_VOLUME_LARGE, 13, B, "3145728 GiB" } } },
  { "count-missing", { { 14, " count=\"3\"", "" } }, 0,
    { { FERRY_FLAW_COUNT_MISSING, 14, N, NULL } } },
  { "count-wrong", { { 14, "3", "4" } }, 0,
    { { FERRY_FLAW_COUNT_WRONG, 14, B, "count 4, parts 3" } } },
  { "count-no-number", { { 14, "3", "three" } }, 0, { { FERRY_FLAW_NOT_A_NUMBER, 14, B, NULL } } },

  /* its parts */
  { "index-missing", { { 21, " index=\"1\"", "" } }, 0,
    { { FERRY_FLAW_INDEX_MISSING, 21, N, NULL } } },
  { "index-twice", { { 27, "2", "1" } }, 0, { { FERRY_FLAW_INDEX_TWICE, 27, B, "index 1" } } },
  { "index-from-1", { { 15, "0", "1" }, { 21, "1", "2" }, { 27, "2", "3" } }, 0,
    { { FERRY_FLAW_INDEX_UNORDERED, 15, W, "index 1, expected 0" } } },
  { "index-no-number", { { 21, "1", "one" } }, 0, { { FERRY_FLAW_NOT_A_NUMBER, 21, B, NULL } } },
  { "start-missing", { { 22, " start=\"1048576\"", "" } }, 0,
    { { FERRY_FLAW_RANGE_MISSING, 22, B, NULL } } },
  { "end-missing", { { 28, " end=\"3145727\"", "" } }, 0,
    { { FERRY_FLAW_RANGE_MISSING, 28, B, NULL } } },
  { "start-no-number", { { 22, "1048576", "-1" } }, 0,
    { { FERRY_FLAW_NOT_A_NUMBER, 22, B, NULL } } },
  { "range-gone", { { 22, NULL, NULL } }, 0, { { FERRY_FLAW_MISSING, 21, B, "byte-range" } } },
  { "range-reversed", { { 22, "1048576", "2097152" } }, 0,
    { { FERRY_FLAW_RANGE_REVERSED, 22, B, "start 2097152, end 2097151" } } },
  { "not-from-0", { { 16, "\"0\"", "\"512\"" } }, NO_OBJECTS,
    { { FERRY_FLAW_RANGE_NOT_FROM_0, 16, B, "start 512, expected 0" } } },
  { "gap", { { 22, "1048576", "1048577" } }, NO_OBJECTS,
    { { FERRY_FLAW_GAP, 22, B, "start 1048577, expected 1048576" } } },
  { "gap-by-end", { { 16, "1048575", "1048574" } }, NO_OBJECTS,
    { { FERRY_FLAW_GAP, 22, B, "start 1048576, expected 1048575" } } },
  { "gap-of-part",
    { { 21, NULL, NULL }, { 22, NULL, NULL }, { 23, NULL, NULL }, { 24, NULL, NULL },
      { 25, NULL, NULL }, { 26, NULL, NULL } }, 0,
    { { FERRY_FLAW_COUNT_WRONG, 14, B, NULL }, { FERRY_FLAW_GAP, 22, B, NULL },
      { FERRY_FLAW_INDEX_UNORDERED, 21, W, NULL } } },
  { "overlap", { { 22, "1048576", "1048575" } }, NO_OBJECTS,
    { { FERRY_FLAW_OVERLAP, 22, B, "start 1048575, expected 1048576" } } },
  { "overlap-by-end", { { 16, "1048575", "1048576" } }, NO_OBJECTS,
    { { FERRY_FLAW_OVERLAP, 22, B, "start 1048576, expected 1048577" } } },
  { "end-is-size", { { 28, "3145727", "3145728" } }, 0,
    { { FERRY_FLAW_END_IS_SIZE, 28, N, "end 3145728" } } },
  { "end-is-size-of-object", { { 12, "3145728", "3145729" }, { 28, "3145727", "3145728" } }, 0,
    { { FERRY_FLAW_END_IS_SIZE, 28, N, "end 3145728" } } },
  { "end-beyond-size", { { 28, "3145727", "3145730" } }, NO_OBJECTS,
    { { FERRY_FLAW_RANGE_BEYOND_SIZE, 28, B, "end 3145730, size 3145728" } } },
  { "end-beyond-size-and-gap", { { 28, "2097152", "2097153" }, { 28, "3145727", "3145730" } },
    NO_OBJECTS,
    { { FERRY_FLAW_GAP, 28, B, NULL }, { FERRY_FLAW_RANGE_BEYOND_SIZE, 28, B, NULL } } },
  { "key-twice",
    { { 23, NULL, FIXTURE_STEM "0" }, { 24, NULL, NULL, LINK (.verb = "HEAD") },
      { 25, NULL, NULL, LINK (.verb = "GET") } }, 0,
    { { FERRY_FLAW_KEY_TWICE, 23, B, "part 0" } } },
  { "key-twice-and-other", { { 23, NULL, FIXTURE_STEM "0" } }, 0,
    { { FERRY_FLAW_KEY_TWICE, 23, B, "part 0" }, { FERRY_FLAW_KEY_OTHER, 23, B, PART_1 } } },
  { "key-encoded", { { 23, "web server", "web%20server" } }, 0,
    { { FERRY_FLAW_KEY_ENCODED, 23, W, NULL } } },
  { "key-encoded-as-form", { { 23, "web server", "web+server" } }, 0,
    { { FERRY_FLAW_KEY_ENCODED, 23, W, NULL } } },
  { "key-padded", { { 23, "part1", "part1 " } }, 0, { { FERRY_FLAW_PADDED, 23, W, NULL } } },
  { "key-other", { { 23, "part1", "part9" } }, 0, { { FERRY_FLAW_KEY_OTHER, 23, B, PART_1 } } },
  { "key-other-of-link", { { 25, NULL, NULL, LINK (.key = "images/x&y") } }, 0,
    { { FERRY_FLAW_KEY_OTHER, 25, B, "images/x&y" } } },
  { "part-gone", { { 0 } }, GONE, { { FERRY_FLAW_PART_GONE, 23, B, NULL } } },
  { "part-size", { { 0 } }, SHORT,
    { { FERRY_FLAW_PART_SIZE, 22, B, "range 1048576, object 1000" } } },

  /* its links */
  { "link-unreadable", { { 24, NULL, "images/web" } }, 0,
    { { FERRY_FLAW_LINK_UNREADABLE, 24, B, NULL } } },
  { "link-empty", { { 24, NULL, "" } }, 0, { { FERRY_FLAW_EMPTY, 24, B, NULL } } },
  { "link-escaped-twice", { { 24, "&amp;", "&amp;amp;" } }, 0,
    { { FERRY_FLAW_LINK_ESCAPED_TWICE, 24, B, NULL } } },
  { "link-plain", { { 24, NULL, NULL, LINK (.verb = "HEAD", .key = PART_1, .scheme = "http") } }, 0,
    { { FERRY_FLAW_LINK_PLAIN, 24, W, NULL } } },
  { "link-not-s3",
    { { 24, NULL, NULL, LINK (.verb = "HEAD", .key = PART_1, .host = "cdn.example.com") } }, 0,
    { { FERRY_FLAW_LINK_NOT_S3, 24, W, "cdn.example.com" } } },
  { "link-bucket", { { 24, NULL, NULL, LINK (.verb = "HEAD", .key = PART_1, .bucket = "other") } },
    0, { { FERRY_FLAW_LINK_BUCKET, 24, W, "other" } } },
  { "link-bucket-of-all",
    { { 18, NULL, NULL, LINK (.verb = "HEAD", .bucket = "other") },
      { 19, NULL, NULL, LINK (.verb = "GET", .bucket = "other") } }, 0,
    { { FERRY_FLAW_LINK_BUCKET, 18, W, "other" } }, .n_parts = 1 },
  { "link-region-of-host",
    { { 24, NULL, NULL, LINK (.verb = "HEAD", .key = PART_1, .region = "us-east-1",
                              .host = "vm-disks.s3.eu-west-1.amazonaws.com") } }, 0,
    { { FERRY_FLAW_LINK_REGION, 24, B, "signed for us-east-1, host in eu-west-1" } } },
  { "link-region-of-bucket",
    { { 24, NULL, NULL, LINK (.verb = "HEAD", .key = PART_1, .region = "us-east-1") } }, 0,
    { { FERRY_FLAW_LINK_REGION, 24, B, "us-east-1, bucket in eu-west-1" } } },
  { "link-region-of-global-host",
    { { 24, NULL, NULL, LINK (.verb = "HEAD", .key = PART_1, .region = "us-east-1",
                              .host = "vm-disks.s3.amazonaws.com") } }, 0,
    { { FERRY_FLAW_LINK_REGION, 24, B, NULL } } },
  { "link-unsigned",
    { { 24, NULL, NULL, LINK (.verb = "HEAD", .key = PART_1, .signing = FIXTURE_UNSIGNED) } }, 0,
    { { FERRY_FLAW_LINK_UNSIGNED, 24, W, NULL } } },
  { "links-unsigned",
    { { 18, NULL, NULL, LINK (.signing = FIXTURE_UNSIGNED) },
      { 19, NULL, NULL, LINK (.signing = FIXTURE_UNSIGNED) } }, 0,
    { { FERRY_FLAW_LINK_UNSIGNED, 18, W, NULL }, { FERRY_FLAW_LINK_UNSIGNED, 19, W, NULL } } },
  { "link-signature-2",
    { { 24, NULL, NULL, LINK (.key = PART_1, .signing = FIXTURE_V2, .lifetime = 30 * 86400) } }, 0,
    { { FERRY_FLAW_LINK_SIGNATURE_2, 24, W, "eu-west-1" } } },
  { "link-signature-2-young",
    { { 24, NULL, NULL, LINK (.key = PART_1, .signing = FIXTURE_V2, .region = "eu-central-1") } },
    NO_REGION, { { FERRY_FLAW_LINK_SIGNATURE_2, 24, B, "eu-central-1" } } },
  { "link-malformed", { { 24, "X-Amz-Date=", "x-amz-date=" } }, 0,
    { { FERRY_FLAW_LINK_MALFORMED, 24, B, NULL } } },
  { "link-malformed-of-self-destruct", { { 10, "X-Amz-Expires", "X-Amz-Expire" } }, 0,
    { { FERRY_FLAW_LINK_MALFORMED, 10, W, NULL } } },
  { "link-signed-headers",
    { { 24, NULL, NULL, LINK (.verb = "HEAD", .key = PART_1, .headers = "host;range") } }, 0,
    { { FERRY_FLAW_LINK_SIGNED_HEADERS, 24, B, "host;range" } } },
  { "link-too-long",
    { { 24, NULL, NULL, LINK (.verb = "HEAD", .key = PART_1, .lifetime = 30 * 86400) } }, 0,
    { { FERRY_FLAW_LINK_TOO_LONG, 24, B, "30 days" } } },
  { "link-ended",
    { { 24, NULL, NULL, LINK (.verb = "HEAD", .key = PART_1, .age = 7200, .lifetime = 3600) } }, 0,
    { { FERRY_FLAW_LINK_ENDED, 24, B, NULL } } },
  { "link-ended-of-self-destruct",
    { { 10, NULL, NULL, LINK (.verb = "DELETE", .key = FIXTURE_MANIFEST, .age = 7200,
                              .lifetime = 3600) } }, 0,
    { { FERRY_FLAW_LINK_ENDED, 10, W, NULL } } },
  { "link-ends-soon",
    { { 24, NULL, NULL, LINK (.verb = "HEAD", .key = PART_1, .lifetime = 3600) } }, 0,
    { { FERRY_FLAW_LINK_ENDS_SOON, 24, W, NULL } } },
  { "link-not-yet", { { 24, NULL, NULL, LINK (.verb = "HEAD", .key = PART_1, .age = -3600) } }, 0,
    { { FERRY_FLAW_LINK_NOT_YET, 24, B, NULL } } },
  { "link-skewed", { { 24, NULL, NULL, LINK (.verb = "HEAD", .key = PART_1, .age = -600) } }, 0,
    { { 0 } } },
  { "link-temporary",
    { { 24, NULL, NULL, LINK (.verb = "HEAD", .key = PART_1, .token = FIXTURE_TOKEN) } }, 0,
    { { FERRY_FLAW_LINK_TEMPORARY, 24, W, NULL } } },
  { "link-of-own-session",
    { { 24, NULL, NULL, LINK (.verb = "HEAD", .key = PART_1, .token = FIXTURE_TOKEN) } }, SESSION,
    { { 0 } } },
  { "link-verb", { { 24, NULL, NULL, LINK (.verb = "GET", .key = PART_1, .age = 61) } }, 0,
    { { FERRY_FLAW_LINK_VERB, 24, B, "GET" } } },
  { "link-verb-unknown", { { 24, NULL, NULL, LINK (.verb = "GET", .key = PART_1, .age = 61) } },
    NO_CREDENTIALS, { { 0 } } },
  { "link-verb-of-self-destruct",
    { { 10, NULL, NULL, LINK (.verb = "GET", .key = FIXTURE_MANIFEST) } }, 0,
    { { FERRY_FLAW_LINK_VERB, 10, W, "GET" } } },
  { "link-signature", { { 24, "Expires=604800", "Expires=604799" } }, 0,
    { { FERRY_FLAW_LINK_SIGNATURE, 24, B, NULL } } },
  { "link-of-another-key",
    { { 24, NULL, NULL, LINK (.verb = "PUT", .key = PART_1, .key_id = "AKIAOTHER") } }, 0,
    { { 0 } } },
  { "link-two-parts", { { 24, NULL, NULL, LINK (.verb = "HEAD") } }, 0,
    { { FERRY_FLAW_LINK_TWO_PARTS, 24, B, "part 0" } } },
  { "link-two-verbs", { { 19, NULL, NULL, LINK (.verb = "HEAD") } }, 0,
    { { FERRY_FLAW_LINK_TWO_VERBS, 19, B, "HEAD, GET" } } },
  { "self-destruct-disk", { { 10, NULL, NULL, LINK (.verb = "DELETE", .key = PART_1) } }, 0,
    { { FERRY_FLAW_SELF_DESTRUCT_DISK, 10, B, PART_1 } } },
  { "self-destruct-disk-by-key",
    { { 10, NULL, NULL, LINK (.verb = "DELETE", .key = "images/x") }, { 23, NULL, "images/x" },
      { 24, NULL, "-" }, { 25, NULL, "-" } }, NO_PLACE,
    { { FERRY_FLAW_SELF_DESTRUCT_DISK, 10, B, "images/x" },
      { FERRY_FLAW_LINK_UNREADABLE, 24, B, NULL }, { FERRY_FLAW_LINK_UNREADABLE, 25, B, NULL } } },
  { "self-destruct-other", { { 10, NULL, NULL, LINK (.verb = "DELETE", .key = "images/x") } }, 0,
    { { FERRY_FLAW_SELF_DESTRUCT_OTHER, 10, B, "images/x" } } },
  { "self-destruct-bucket",
    { { 10, NULL, NULL, LINK (.verb = "DELETE", .key = FIXTURE_MANIFEST, .bucket = "other") } }, 0,
    { { FERRY_FLAW_SELF_DESTRUCT_OTHER, 10, B, "bucket other" } } },
  { "self-destruct-unknown",
    { { 10, NULL, NULL, LINK (.verb = "DELETE", .key = "images/x") } }, NO_PLACE, { { 0 } } },
  { "deletes-disk",
    { { 19, "</get-url>", DELETE_LINE }, { 19, "TARGET", NULL, LINK (.verb = "DELETE") } },
    VERSIONS, { { FERRY_FLAW_DELETES_DISK, 20, W, NULL } } },
  { "deletes-only-copy",
    { { 19, "</get-url>", DELETE_LINE }, { 19, "TARGET", NULL, LINK (.verb = "DELETE") } }, 0,
    { { FERRY_FLAW_DELETES_ONLY_COPY, 20, W, NULL } } },
  { "deletes-only-copy-of-one",
    { { 19, "</get-url>", DELETE_LINE }, { 19, "TARGET", NULL, LINK (.verb = "DELETE") } }, 0,
    { { FERRY_FLAW_DELETES_ONLY_COPY, 20, B, NULL } }, .n_parts = 1 },
  { "deletes-version",
    { { 19, "</get-url>", DELETE_LINE },
      { 19, "TARGET", NULL, LINK (.verb = "DELETE", .version_id = "7") } }, VERSIONS,
    { { FERRY_FLAW_DELETES_ONLY_COPY, 20, W, NULL } } },
  { "deletes-no-more",
    { { 19, "</get-url>", DELETE_LINE },
      { 19, "TARGET", NULL, LINK (.verb = "DELETE", .age = 7200, .lifetime = 3600) } }, 0,
    { { FERRY_FLAW_LINK_ENDED, 20, W, NULL } } },
  { "deletes-other",
    { { 19, "</get-url>", DELETE_LINE },
      { 19, "TARGET", NULL, LINK (.verb = "DELETE", .key = "images/x") } }, 0,
    { { FERRY_FLAW_KEY_OTHER, 20, B, "images/x" } } },

  /* what reading finds is told once */
  { "format-gone", { { 4, NULL, NULL } }, 0, { { FERRY_FLAW_MISSING, 2, B, "file-format" } } },
  { "unknown-element", { { 4, "<file-format>", "<disk/><file-format>" } }, 0,
    { { FERRY_FLAW_UNKNOWN_ELEMENT, 4, B, "disk" } } },
};

static GDateTime *
make_now (void)
{
  return g_date_time_new_utc (2026, 11, 26, 12, 0, 0);
}

static void
change_facts (FerryManifestFacts *facts,
              Knowledge           knowledge,
              GDateTime          *now)
{
  const gsize sizes[] = {
    FIXTURE_PART_SIZE, knowledge & GONE ? (gsize) -1 : 1000, FIXTURE_PART_SIZE,
  };
  g_autoptr(GDateTime) end = g_date_time_add_days (now, 7);

  if (knowledge & (NO_REPORT | LARGE_DISK | VHD_DISK))
    g_clear_pointer (&facts->report, ferry_disk_report_unref);
  if (knowledge & LARGE_DISK)
    facts->report = fixture_report (FERRY_DISK_FORMAT_RAW, G_GUINT64_CONSTANT (9) << 30);
  if (knowledge & VHD_DISK)
    facts->report = fixture_report (FERRY_DISK_FORMAT_VHD, 1);
  if (knowledge & (NO_OBJECTS | GONE | SHORT))
    g_clear_pointer (&facts->objects, ferry_parts_unref);
  if (knowledge & (GONE | SHORT))
    facts->objects = fixture_objects (3, sizes);
  if (knowledge & NO_REGION)
    g_clear_pointer (&facts->region, g_free);
  if (knowledge & NO_PLACE)
    {
      g_clear_pointer (&facts->bucket, g_free);
      g_clear_pointer (&facts->key, g_free);
    }
  if (knowledge & (NO_CREDENTIALS | SESSION))
    g_clear_pointer (&facts->credentials, ferry_credentials_unref);
  if (knowledge & SESSION)
    facts->credentials = ferry_credentials_new (FIXTURE_KEY_ID, FIXTURE_SECRET, FIXTURE_TOKEN, end);
  facts->keeps_versions = (knowledge & VERSIONS) != 0;
}

static gboolean
is_expected (const Mutation             *mutation,
             const FerryManifestFinding *finding)
{
  for (guint i = 0; i < MOST_EXPECTED && mutation->expected[i].line; i++)
    {
      const Expected *expected = &mutation->expected[i];

      if (expected->flaw != finding->flaw || expected->line != finding->line)
        continue;

      g_assert_cmpint (finding->severity, ==, expected->severity);
      if (expected->evidence)
        g_assert_cmpstr (finding->evidence, ==, expected->evidence);
      return TRUE;
    }

  return FALSE;
}

/* The place is that of the line; nothing of a link is told. */
static void
assert_finding (FerryManifestDocument      *document,
                const FerryManifestFinding *finding)
{
  guint part;

  if (finding->flaw >= FIRST_FLAW)
    {
      g_assert_cmpint (ferry_manifest_document_find (document, finding->line, &part), ==,
                       finding->element);
      g_assert_cmpuint (part, ==, finding->part);
    }

  if (finding->evidence)
    {
      g_assert_true (g_utf8_validate (finding->evidence, -1, NULL));
      g_assert_null (strstr (finding->evidence, "://"));
      g_assert_null (strstr (finding->evidence, "X-Amz"));
      g_assert_null (strstr (finding->evidence, FIXTURE_KEY_ID));
    }
}

static guint
count_expected (const Mutation *mutation)
{
  guint n = 0;

  while (n < MOST_EXPECTED && mutation->expected[n].line)
    n++;

  return n;
}

static void
test_mutation (gconstpointer data)
{
  const Mutation *mutation = data;
  g_autoptr(GDateTime) now = make_now ();
  g_autoptr(FerryManifestFacts) facts = fixture_facts (mutation->n_parts ? mutation->n_parts : 3,
                                                       now);
  g_autofree char *text = fixture_edit (mutation->edits, mutation->n_parts, now);
  g_autoptr(FerryManifestDocument) document = fixture_document (text);
  g_autoptr(GPtrArray) findings = NULL;

  change_facts (facts, mutation->knowledge, now);
  findings = ferry_manifest_lint (document, facts);

  for (guint i = 0; i < findings->len; i++)
    {
      const FerryManifestFinding *finding = g_ptr_array_index (findings, i);

      g_test_message ("line %u: %s: %s", finding->line,
                      ferry_manifest_fault_get_id (finding->flaw), finding->evidence);
      if (!is_expected (mutation, finding))
        g_test_fail_printf ("%s in line %u was not expected",
                            ferry_manifest_fault_get_id (finding->flaw), finding->line);
      assert_finding (document, finding);
    }
  g_assert_cmpuint (findings->len, ==, count_expected (mutation));
}

static void
test_good (void)
{
  g_autoptr(GDateTime) now = make_now ();

  for (guint n_parts = 1; n_parts < 20; n_parts += 6)
    {
      g_autoptr(FerryManifest) manifest = fixture_manifest (n_parts, now);
      g_autoptr(FerryManifestFacts) facts = fixture_facts (n_parts, now);
      g_autofree char *xml = ferry_manifest_to_xml (manifest);
      g_autoptr(FerryManifestDocument) document = fixture_document (xml);
      g_autoptr(GPtrArray) findings = ferry_manifest_lint (document, facts);

      g_assert_cmpuint (findings->len, ==, 0);
    }
}

static FerryDraft *
make_draft (FerryClient     *client,
            FerryDiskReport *report)
{
  g_autoptr(FerryDisk) disk = ferry_disk_new (FIXTURE_REGION, "vm.disks", "a/../vm & co/é+1.vmdk",
                                              "\"etag\"", NULL, 6000000001, report);
  g_autoptr(FerryMachine) machine = ferry_machine_new (disk);
  g_autoptr(FerryPlan) plan = ferry_plan_new_for ("1", machine);
  g_autoptr(GError) error = NULL;
  FerryDraft *draft;

  g_object_set (machine, "platform", FERRY_PLATFORM_WINDOWS, NULL);
  draft = ferry_draft_new (client, plan, ferry_plan_get_machine (plan, 0), 0, NULL, NULL, NULL,
                           &error);
  g_assert_no_error (error);

  return draft;
}

/* What Ferry writes itself is without a flaw, with credentials that end as well. */
static void
assert_own_is_good (FerryCredentials *credentials)
{
  g_autoptr(FerryAccount) account = ferry_account_new ("1", "Test", "us-east-1", NULL,
                                                       FIXTURE_KEY_ID, FALSE);
  g_autoptr(FerryClient) client = ferry_client_new (account, credentials);
  g_autoptr(FerryDiskReport) report = fixture_report (FERRY_DISK_FORMAT_VMDK_STREAM,
                                                      G_GUINT64_CONSTANT (40) << 30);
  g_autoptr(FerryDraft) draft = make_draft (client, report);
  g_autoptr(FerryManifestDocument) document =
    ferry_manifest_document_new (ferry_draft_get_manifest (draft));
  g_autoptr(GDateTime) now = ferry_client_dup_now (client);
  g_autoptr(FerryManifestFacts) facts = ferry_manifest_facts_new (now);
  g_autoptr(GPtrArray) findings = NULL;

  facts->region = g_strdup (FIXTURE_REGION);
  facts->bucket = g_strdup ("vm.disks");
  facts->key = g_strdup (ferry_draft_get_manifest_key (draft));
  facts->credentials = ferry_credentials_ref (credentials);
  facts->report = ferry_disk_report_ref (report);
  findings = ferry_manifest_lint (document, facts);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", ferry_manifest_fault_get_id (
                            ((FerryManifestFinding *) g_ptr_array_index (findings, i))->flaw));
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_own (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) end = g_date_time_add_days (now, 3);
  g_autoptr(FerryCredentials) lasting = ferry_credentials_new (FIXTURE_KEY_ID, FIXTURE_SECRET, NULL,
                                                               NULL);
  g_autoptr(FerryCredentials) session = ferry_credentials_new (FIXTURE_KEY_ID, FIXTURE_SECRET,
                                                               FIXTURE_TOKEN, end);

  assert_own_is_good (lasting);
  assert_own_is_good (session);
}

/* Of a flaw that each part has the first are told, and the rest are counted. */
static void
test_many (void)
{
  const guint n_parts = 150;
  g_autoptr(GDateTime) now = make_now ();
  g_autoptr(GDateTime) later = g_date_time_add_days (now, 8);
  g_autoptr(FerryManifest) manifest = fixture_manifest (n_parts, now);
  g_autoptr(FerryManifestFacts) facts = fixture_facts (n_parts, later);
  g_autofree char *xml = ferry_manifest_to_xml (manifest);
  g_autoptr(FerryManifestDocument) document = fixture_document (xml);
  g_autoptr(GPtrArray) findings = ferry_manifest_lint (document, facts);
  guint n = 0;

  g_assert_cmpuint (findings->len, ==, FERRY_MANIFEST_MOST_OF_A_FLAW);
  for (guint i = 0; i < findings->len; i++)
    {
      const FerryManifestFinding *finding = g_ptr_array_index (findings, i);

      g_assert_cmpint (finding->flaw, ==, FERRY_FLAW_LINK_ENDED);
      g_assert_cmpuint (finding->line, >, 0);
      n += 1 + finding->n_more;
    }
  g_assert_cmpuint (n, ==, 2 * n_parts + 1);
}

/* A text that is none has its own findings, and no others. */
static void
test_no_manifest (void)
{
  const char * const texts[] = { "", "<", "<html/>", "\xff", "<manifest>", "<manifest/>" };
  g_autoptr(GDateTime) now = make_now ();
  g_autoptr(FerryManifestFacts) facts = fixture_facts (3, now);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(FerryManifestDocument) document = fixture_document (texts[i]);
      g_autoptr(GPtrArray) findings = ferry_manifest_lint (document, facts);

      g_assert_cmpuint (findings->len, >, 0);
      for (guint n = 0; n < findings->len; n++)
        g_assert_cmpint (((FerryManifestFinding *) g_ptr_array_index (findings, n))->flaw, <,
                         FIRST_FLAW);
    }
}

/* Each flaw that judging may find is in the table. */
static void
test_all_flaws (void)
{
  for (FerryFlaw flaw = FIRST_FLAW; flaw < FERRY_N_FLAWS; flaw++)
    {
      gboolean is_there = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (mutations); i++)
        for (guint n = 0; n < count_expected (&mutations[i]); n++)
          is_there |= mutations[i].expected[n].flaw == flaw;

      if (!is_there)
        g_test_fail_printf ("no mutation for %s", ferry_manifest_fault_get_id (flaw));
    }

  g_assert_cmpuint (G_N_ELEMENTS (mutations), >=, 45);
}

static void
add_tests (void)
{
  g_test_add_func ("/manifest/lint/good", test_good);
  g_test_add_func ("/manifest/lint/own", test_own);
  g_test_add_func ("/manifest/lint/many", test_many);
  g_test_add_func ("/manifest/lint/no-manifest", test_no_manifest);
  g_test_add_func ("/manifest/lint/all-flaws", test_all_flaws);
  for (gsize i = 0; i < G_N_ELEMENTS (mutations); i++)
    {
      g_autofree char *path = g_strconcat ("/manifest/lint/mutation/", mutations[i].name, NULL);

      g_test_add_data_func (path, &mutations[i], test_mutation);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_tests ();

  return g_test_run ();
}
