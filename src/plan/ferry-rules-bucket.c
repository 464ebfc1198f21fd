/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-rule.h"

#include "aws/ferry-region.h"

#include <string.h>

#define DAY (24 * 60 * 60)
#define WEEK (7 * DAY)

/* What the default key of a region is called that is Amazon's own */
#define AMAZON_KEY "alias/aws/ebs"

static void
judge_region (FerryJudge *judge)
{
  const char *region = ferry_machine_get_region (judge->machine);

  if (!ferry_region_is_classic (region))
    ferry_judge_find (judge, FERRY_RULING_LESSON, FERRY_RULING_SILENT, region);
}

/* A plan may come from another desk, or from a table that somebody has typed. */
static void
judge_enabled (FerryJudge *judge)
{
  const char *region = ferry_machine_get_region (judge->machine);
  gboolean enabled;

  if (judge->facts != NULL &&
      ferry_account_facts_is_enabled (judge->facts, region, &enabled) && !enabled)
    ferry_judge_find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, region);
}

static void
judge_regions_mixed (FerryJudge *judge)
{
  const char *region = ferry_disk_get_region (judge->disk->object);

  if (strcmp (region, ferry_machine_get_region (judge->machine)) != 0)
    ferry_judge_find (judge, FERRY_RULING_LESSON, FERRY_RULING_LESSON, region);
}

/* (nullable): of a disk's bucket, where @trait was found */
static const FerryBucketFacts *
find_trait (FerryJudge       *judge,
            const char       *bucket,
            FerryBucketTrait  trait)
{
  const FerryBucketFacts *facts = ferry_judge_find_bucket (judge, bucket);

  return facts != NULL && (facts->traits & trait) != 0 ? facts : NULL;
}

/* A condition may leave exceptions that nobody but S3 can work out, so this is no more than a
 * warning; the vmimport role comes from elsewhere too.
 */
static void
judge_by_address (FerryJudge *judge)
{
  for (guint i = 0; i < judge->disks->len; i++)
    {
      const char *bucket = ferry_disk_get_bucket (ferry_judge_get_disk (judge, i)->object);

      if (find_trait (judge, bucket, FERRY_BUCKET_BY_ADDRESS))
        ferry_judge_find (judge, FERRY_RULING_WARNING, FERRY_RULING_WARNING, bucket);
    }
}

static void
judge_by_age (FerryJudge *judge)
{
  for (guint i = 0; i < judge->disks->len; i++)
    {
      const char *bucket = ferry_disk_get_bucket (ferry_judge_get_disk (judge, i)->object);
      const FerryBucketFacts *facts = find_trait (judge, bucket, FERRY_BUCKET_BY_AGE);
      g_autofree char *evidence = NULL;
      guint age;

      if (facts == NULL)
        continue;

      age = facts->signature_age;
      evidence = age == 0 ? g_strdup (bucket)
                          : g_strdup_printf ("%s, %u h %u min", bucket, age / 3600,
                                             age / 60 % 60);
      ferry_judge_find (judge,
                        age > 0 && age < DAY ? FERRY_RULING_LESSON : FERRY_RULING_WARNING,
                        FERRY_RULING_SILENT, evidence);
    }
}

static void
judge_by_signing (FerryJudge *judge)
{
  for (guint i = 0; i < judge->disks->len; i++)
    {
      const char *bucket = ferry_disk_get_bucket (ferry_judge_get_disk (judge, i)->object);

      if (find_trait (judge, bucket, FERRY_BUCKET_BY_SIGNING))
        ferry_judge_find (judge, FERRY_RULING_LESSON, FERRY_RULING_SILENT, bucket);
    }
}

/* The buckets that manifests will be written to: beside the disks of machines on the classic road.
 * (transfer full) (element-type utf8): of the plan, each once, in its order
 */
static GPtrArray *
list_manifest_buckets (FerryJudge *judge)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *buckets = g_ptr_array_new ();

  for (guint i = 0; i < judge->n_machines; i++)
    {
      FerryMachine *machine = ferry_plan_get_machine (judge->plan, i);
      guint n_disks = ferry_machine_get_n_disks (machine);

      if (ferry_machine_get_road (machine) != FERRY_ROAD_CLASSIC)
        continue;
      for (guint j = 0; j < n_disks; j++)
        {
          FerryMachineDisk *disk = ferry_machine_get_disk (machine, j);
          const char *bucket = ferry_disk_get_bucket (ferry_machine_disk_get_disk (disk));

          if (g_hash_table_add (seen, (gpointer) bucket))
            g_ptr_array_add (buckets, (gpointer) bucket);
        }
    }

  return buckets;
}

static void
judge_dotted (FerryJudge *judge)
{
  g_autoptr(GPtrArray) buckets = list_manifest_buckets (judge);

  for (guint i = 0; i < buckets->len; i++)
    if (strchr (g_ptr_array_index (buckets, i), '.') != NULL)
      ferry_judge_find (judge, FERRY_RULING_NOTE, FERRY_RULING_SILENT,
                        g_ptr_array_index (buckets, i));
}

static void
judge_trait (FerryJudge       *judge,
             FerryBucketTrait  trait,
             FerryRuling       ruling)
{
  g_autoptr(GPtrArray) buckets = NULL;

  if (judge->situation->buckets == NULL)
    return;

  buckets = list_manifest_buckets (judge);
  for (guint i = 0; i < buckets->len; i++)
    if (find_trait (judge, g_ptr_array_index (buckets, i), trait))
      ferry_judge_find (judge, ruling, FERRY_RULING_SILENT, g_ptr_array_index (buckets, i));
}

static void
judge_versioned (FerryJudge *judge)
{
  judge_trait (judge, FERRY_BUCKET_VERSIONED, FERRY_RULING_NOTE);
}

static void
judge_locked (FerryJudge *judge)
{
  judge_trait (judge, FERRY_BUCKET_LOCKED, FERRY_RULING_WARNING);
}

static void
judge_replicated (FerryJudge *judge)
{
  judge_trait (judge, FERRY_BUCKET_REPLICATED, FERRY_RULING_WARNING);
}

/* Links are of the classic road only. */
static gboolean
has_links (FerryJudge *judge)
{
  for (guint i = 0; i < judge->n_machines; i++)
    if (ferry_machine_get_road (ferry_plan_get_machine (judge->plan, i)) == FERRY_ROAD_CLASSIC)
      return judge->situation->link_seconds > 0;

  return FALSE;
}

static char *
format_link_seconds (FerryJudge *judge)
{
  guint seconds = judge->situation->link_seconds;

  return g_strdup_printf ("%u h %u min", seconds / 3600, seconds / 60 % 60);
}

static void
judge_links_too_short (FerryJudge *judge)
{
  g_autofree char *evidence = format_link_seconds (judge);

  if (has_links (judge) && judge->situation->link_seconds < DAY)
    ferry_judge_find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_SILENT, evidence);
}

static void
judge_links_outlive (FerryJudge *judge)
{
  g_autofree char *evidence = format_link_seconds (judge);

  if (has_links (judge) && judge->situation->link_seconds >= DAY &&
      judge->situation->link_seconds < WEEK)
    ferry_judge_find (judge, FERRY_RULING_NOTE, FERRY_RULING_SILENT, evidence);
}

/* (nullable): the facts of the machine's region, where it is known how its volumes are encrypted */
static FerryAccountFacts *
find_encryption (FerryJudge   *judge,
                 FerryMachine *machine)
{
  FerryAccountFacts *facts = NULL;

  if (judge->situation->accounts != NULL)
    facts = g_hash_table_lookup (judge->situation->accounts, ferry_machine_get_region (machine));

  return facts != NULL && ferry_account_facts_knows (facts, FERRY_FACT_ENCRYPTION) ? facts : NULL;
}

static void
judge_volumes_encrypted (FerryJudge *judge)
{
  for (guint i = 0; i < judge->n_machines; i++)
    {
      FerryAccountFacts *facts =
        find_encryption (judge, ferry_plan_get_machine (judge->plan, i));
      const char *key = facts != NULL ? ferry_account_facts_get_key (facts) : NULL;

      if (facts != NULL && ferry_account_facts_is_encrypting (facts) &&
          key != NULL && strcmp (key, AMAZON_KEY) != 0)
        ferry_judge_find (judge, FERRY_RULING_WARNING, FERRY_RULING_WARNING, key);
    }
}

static void
judge_volumes_plain (FerryJudge *judge)
{
  for (guint i = 0; i < judge->n_machines; i++)
    {
      FerryMachine *machine = ferry_plan_get_machine (judge->plan, i);
      FerryAccountFacts *facts = find_encryption (judge, machine);

      if (ferry_machine_get_road (machine) == FERRY_ROAD_CLASSIC && facts != NULL &&
          !ferry_account_facts_is_encrypting (facts))
        ferry_judge_find (judge, FERRY_RULING_NOTE, FERRY_RULING_SILENT,
                          ferry_machine_get_region (machine));
    }
}

const FerryRule ferry_rules_bucket[] = {
  { FERRY_CHECK_REGION_NOT_CLASSIC, "region-not-classic", FERRY_RULE_MACHINE, judge_region },
  { FERRY_CHECK_REGION_NOT_ENABLED, "region-not-enabled", FERRY_RULE_MACHINE, judge_enabled },
  { FERRY_CHECK_REGIONS_MIXED, "regions-mixed", FERRY_RULE_DISK, judge_regions_mixed },
  { FERRY_CHECK_BUCKET_BY_ADDRESS, "bucket-by-address", FERRY_RULE_MACHINE, judge_by_address },
  { FERRY_CHECK_BUCKET_BY_AGE, "bucket-by-age", FERRY_RULE_MACHINE, judge_by_age },
  { FERRY_CHECK_BUCKET_BY_SIGNING, "bucket-by-signing", FERRY_RULE_MACHINE, judge_by_signing },
  { FERRY_CHECK_BUCKET_DOTTED, "bucket-dotted", FERRY_RULE_PLAN, judge_dotted },
  { FERRY_CHECK_BUCKET_VERSIONED, "bucket-versioned", FERRY_RULE_PLAN, judge_versioned },
  { FERRY_CHECK_BUCKET_LOCKED, "bucket-locked", FERRY_RULE_PLAN, judge_locked },
  { FERRY_CHECK_BUCKET_REPLICATED, "bucket-replicated", FERRY_RULE_PLAN, judge_replicated },
  { FERRY_CHECK_LINKS_TOO_SHORT, "links-too-short", FERRY_RULE_PLAN, judge_links_too_short },
  { FERRY_CHECK_LINKS_OUTLIVE, "links-outlive", FERRY_RULE_PLAN, judge_links_outlive },
  { FERRY_CHECK_VOLUMES_ENCRYPTED, "volumes-encrypted", FERRY_RULE_PLAN,
    judge_volumes_encrypted },
  { FERRY_CHECK_VOLUMES_PLAIN, "volumes-plain", FERRY_RULE_PLAN, judge_volumes_plain },
  { .id = NULL },
};
