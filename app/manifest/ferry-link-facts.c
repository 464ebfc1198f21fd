/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-link-facts.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

/* A duration of more days than that tells nobody anything. */
#define MOST_DAYS_AGO 30

void
ferry_link_fact_free (FerryLinkFact *fact)
{
  g_free (fact->value);
  g_free (fact);
}

void
ferry_link_facts_add (GPtrArray  *facts,
                      const char *label,
                      char       *value)
{
  FerryLinkFact *fact;

  g_return_if_fail (facts != NULL);
  g_return_if_fail (value != NULL);

  fact = g_new0 (FerryLinkFact, 1);
  fact->label = label;
  fact->value = value;
  g_ptr_array_add (facts, fact);
}

/* A link that was encoded once too often has its signature in its key. */
static void
add_name (GPtrArray  *facts,
          const char *label,
          const char *name)
{
  g_autofree char *masked = ferry_manifest_mask_value (name);

  ferry_link_facts_add (facts, label, ferry_format_name (masked));
}

static void
add_place (GPtrArray *facts,
           FerryLink *link)
{
  if (!link->is_s3 || link->bucket == NULL)
    add_name (facts, _("Host"), link->host ? link->host : "");
  if (link->bucket)
    add_name (facts, _("Bucket"), link->bucket);
  if (link->key)
    add_name (facts, _("Key"), link->key);
  if (link->region)
    add_name (facts, _("Region"), link->region);
}

static const char *
name_signer (FerryLink *link)
{
  switch (link->signature)
    {
    case FERRY_LINK_UNSIGNED:
      return _("Nothing: it is not signed");
    case FERRY_LINK_SIGNATURE_2:
      return link->is_temporary ? _("Temporary credentials, in the old way")
                                : _("An access key of a user, in the old way");
    case FERRY_LINK_SIGNATURE_4:
      return link->is_temporary ? _("Temporary credentials") : _("An access key of a user");
    case FERRY_LINK_MALFORMED:
    default:
      return _("Cannot be told: the signature is not complete");
    }
}

static char *
describe_end (GDateTime *expiration,
              GDateTime *now)
{
  GTimeSpan left = g_date_time_difference (expiration, now);
  g_autofree char *date = ferry_format_date (expiration);
  g_autofree char *duration = ferry_format_duration (ABS (left) / G_TIME_SPAN_SECOND);

  if (left < -MOST_DAYS_AGO * G_TIME_SPAN_DAY)
    return g_steal_pointer (&date);
  if (left > 0)
    /* Translators: a date, and a duration: “Tomorrow at 04:12, in 23 h 5 min” */
    return g_strdup_printf (_("%s, in %s"), date, duration);

  /* Translators: a date, and a duration: “12 Nov, 3 d 2 h ago” */
  return g_strdup_printf (_("%s, %s ago"), date, duration);
}

static void
add_verb (GPtrArray        *facts,
          FerryLink        *link,
          FerryCredentials *credentials)
{
  const char *verb = credentials ? ferry_link_find_verb (link, credentials) : NULL;

  if (verb == NULL)
    return;

  ferry_link_facts_add (facts, _("Signed for"),
                        g_strdup (*verb == '\0' ? _("Nothing: the signature is wrong") : verb));
}

GPtrArray *
ferry_link_facts_new (FerryLink        *link,
                      FerryCredentials *credentials,
                      GDateTime        *now)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_link_fact_free);

  g_return_val_if_fail (link != NULL, facts);
  g_return_val_if_fail (now != NULL, facts);

  add_place (facts, link);
  ferry_link_facts_add (facts, _("Signed with"), g_strdup (name_signer (link)));
  add_verb (facts, link, credentials);
  if (link->signed_at)
    ferry_link_facts_add (facts, _("Signed"), ferry_format_date (link->signed_at));
  if (link->expiration)
    ferry_link_facts_add (facts, _("Ends"), describe_end (link->expiration, now));

  return facts;
}
