/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/lint/ferry-lint.h"

#include "aws/ferry-signer.h"
#include "base/ferry-time.h"
#include "manifest/link/ferry-link-address.h"

#include <string.h>

/* A conversion takes hours, and some a day ("VM Import/Export User Guide", troubleshooting). */
#define SOON (24 * G_TIME_SPAN_HOUR)
/* By so much clocks may differ for S3: RequestTimeTooSkewed. */
#define SKEW (15 * G_TIME_SPAN_MINUTE)

/* "Signature Version 4 … any new Regions after January 30, 2014 will support only Signature Version
 * 4" (Amazon S3); China's first region came in that year and does so as well.
 */
static const char * const with_signature_2[] = {
  "ap-northeast-1", "ap-southeast-1", "ap-southeast-2", "eu-west-1", "sa-east-1",
  "us-east-1", "us-gov-west-1", "us-west-1", "us-west-2", NULL,
};

static void
tell_time (FerryLint            *self,
           FerryFlaw             flaw,
           FerryManifestElement  element,
           guint                 part,
           GDateTime            *time)
{
  g_autofree char *evidence = ferry_time_format (time);

  ferry_lint_add (self, flaw, element, part, evidence);
}

static gboolean
is_bucket_of_manifest (FerryLint *self,
                       FerryLink *link)
{
  return self->facts->bucket && g_strcmp0 (link->bucket, self->facts->bucket) == 0;
}

/* The parts' bucket is where their first link leads. That it is not the manifest's is told once, of
 * that link; of the self-destruct's target ferry_lint_parts() tells, where it can.
 */
static void
judge_bucket (FerryLint            *self,
              FerryManifestElement  element,
              guint                 part,
              FerryLink            *link)
{
  g_autofree char *evidence = NULL;
  gboolean is_first = self->bucket == NULL;

  if (link->bucket == NULL ||
      (element == FERRY_ELEMENT_SELF_DESTRUCT_URL && self->facts->bucket && self->facts->key))
    return;

  if (is_first)
    self->bucket = g_strdup (link->bucket);
  if (g_str_equal (link->bucket, self->bucket) &&
      (!is_first || self->facts->bucket == NULL || is_bucket_of_manifest (self, link)))
    return;

  evidence = ferry_lint_dup_name (link->bucket);
  ferry_lint_add (self, FERRY_FLAW_LINK_BUCKET, element, part, evidence);
}

/* The regions that are named must be one: the signature's, the host's, the bucket's. */
static void
judge_region (FerryLint            *self,
              FerryManifestElement  element,
              guint                 part,
              FerryLink            *link)
{
  const char *bucket_region = is_bucket_of_manifest (self, link) ? self->facts->region : NULL;
  const char *region = link->region ? link->region : link->host_region;
  g_autofree char *name = region ? ferry_lint_dup_name (region) : NULL;
  g_autofree char *evidence = NULL;

  if (region == NULL)
    return;

  if (link->host_region && !g_str_equal (region, link->host_region))
    evidence = g_strdup_printf ("signed for %s, host in %s", name, link->host_region);
  else if (bucket_region && !g_str_equal (region, bucket_region))
    evidence = g_strdup_printf ("%s, bucket in %s", name, bucket_region);

  if (evidence)
    ferry_lint_add (self, FERRY_FLAW_LINK_REGION, element, part, evidence);
}

static void
judge_address (FerryLint            *self,
               FerryManifestElement  element,
               guint                 part,
               FerryLink            *link)
{
  if (link->is_escaped_twice)
    ferry_lint_add (self, FERRY_FLAW_LINK_ESCAPED_TWICE, element, part, NULL);
  if (link->is_plain && !ferry_link_is_loopback (link->host))
    ferry_lint_add (self, FERRY_FLAW_LINK_PLAIN, element, part, NULL);

  if (link->is_s3)
    {
      judge_bucket (self, element, part, link);
      judge_region (self, element, part, link);
    }
  else
    {
      g_autofree char *host = ferry_lint_dup_name (link->host);

      ferry_lint_add (self, FERRY_FLAW_LINK_NOT_S3, element, part, host);
    }
}

static void
judge_signature_2 (FerryLint            *self,
                   FerryManifestElement  element,
                   guint                 part,
                   FerryLink            *link)
{
  const char *region = link->host_region;
  FerrySeverity severity = FERRY_SEVERITY_WARNING;

  if (region == NULL && is_bucket_of_manifest (self, link))
    region = self->facts->region;
  /* One that deletes does not keep the import. */
  if (region && self->facts->endpoint == NULL && !g_strv_contains (with_signature_2, region) &&
      g_strcmp0 (ferry_manifest_element_get_verb (element), "DELETE") != 0)
    severity = FERRY_SEVERITY_BLOCKS;

  ferry_lint_add_as (self, FERRY_FLAW_LINK_SIGNATURE_2, severity, element, part, region);
}

static void
judge_signature (FerryLint            *self,
                 FerryManifestElement  element,
                 guint                 part,
                 FerryLink            *link)
{
  switch (link->signature)
    {
    case FERRY_LINK_UNSIGNED:
      if (link->is_s3)
        ferry_lint_add (self, FERRY_FLAW_LINK_UNSIGNED, element, part, NULL);
      break;
    case FERRY_LINK_SIGNATURE_2:
      judge_signature_2 (self, element, part, link);
      break;
    case FERRY_LINK_SIGNATURE_4:
      if (g_ascii_strcasecmp (link->signed_headers, "host") != 0)
        {
          g_autofree char *evidence = ferry_lint_dup_name (link->signed_headers);

          ferry_lint_add (self, FERRY_FLAW_LINK_SIGNED_HEADERS, element, part, evidence);
        }
      break;
    case FERRY_LINK_MALFORMED:
    default:
      ferry_lint_add (self, FERRY_FLAW_LINK_MALFORMED, element, part, NULL);
      break;
    }
}

/* Whether the link ends with its credentials at the latest, as Ferry's own do. */
static gboolean
is_within_credentials (FerryLint *self,
                       FerryLink *link)
{
  FerryCredentials *credentials = self->facts->credentials;
  GDateTime *end = credentials ? ferry_credentials_get_expiration (credentials) : NULL;

  return end && link->expiration &&
         g_strcmp0 (link->access_key_id, ferry_credentials_get_access_key_id (credentials)) == 0 &&
         g_date_time_compare (link->expiration, end) <= 0;
}

static void
judge_times (FerryLint            *self,
             FerryManifestElement  element,
             guint                 part,
             FerryLink            *link)
{
  GDateTime *now = self->facts->now;
  GTimeSpan left = link->expiration ? g_date_time_difference (link->expiration, now) : SOON;

  if (link->lifetime > FERRY_SIGNER_MAX_EXPIRES)
    {
      g_autofree char *evidence = g_strdup_printf ("%" G_GUINT64_FORMAT " days",
                                                   link->lifetime / (24 * 60 * 60));

      ferry_lint_add (self, FERRY_FLAW_LINK_TOO_LONG, element, part, evidence);
    }

  if (left <= 0)
    {
      tell_time (self, FERRY_FLAW_LINK_ENDED, element, part, link->expiration);
      return;
    }

  if (link->signed_at && g_date_time_difference (link->signed_at, now) > SKEW)
    tell_time (self, FERRY_FLAW_LINK_NOT_YET, element, part, link->signed_at);
  if (left < SOON)
    tell_time (self, FERRY_FLAW_LINK_ENDS_SOON, element, part, link->expiration);
  if (link->is_temporary && !is_within_credentials (self, link))
    {
      g_autofree char *end = link->expiration ? ferry_time_format (link->expiration) : NULL;

      ferry_lint_add (self, FERRY_FLAW_LINK_TEMPORARY, element, part, end);
    }
}

FerryLink *
ferry_lint_link (FerryLint            *self,
                 FerryManifestElement  element,
                 guint                 part,
                 const char           *text)
{
  g_autoptr(FerryLink) link = NULL;

  /* That it is missing or empty the document has told. */
  if (text == NULL || *text == '\0')
    return NULL;

  link = ferry_link_parse (text, self->facts->endpoint);
  if (link == NULL)
    {
      ferry_lint_add (self, FERRY_FLAW_LINK_UNREADABLE, element, part, NULL);
      return NULL;
    }

  judge_address (self, element, part, link);
  judge_signature (self, element, part, link);
  /* Of what is not a signature the times mean nothing. */
  if (link->signature != FERRY_LINK_MALFORMED)
    judge_times (self, element, part, link);

  return g_steal_pointer (&link);
}

void
ferry_lint_verb (FerryLint            *self,
                 FerryManifestElement  element,
                 guint                 part,
                 FerryLink            *link)
{
  const char *expected = ferry_manifest_element_get_verb (element);
  const char *verb = self->verifier ? ferry_link_verifier_find (self->verifier, link, expected)
                                    : NULL;

  if (verb == NULL)
    return;

  if (*verb == '\0')
    ferry_lint_add (self, FERRY_FLAW_LINK_SIGNATURE, element, part, NULL);
  else if (!g_str_equal (verb, expected))
    ferry_lint_add (self, FERRY_FLAW_LINK_VERB, element, part, verb);
}
