/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-leftover-text.h"

#include "common/ferry-format.h"
#include "common/ferry-prices.h"

#include <glib/gi18n.h>

#include <string.h>

/* What ImportInstance and ImportVolume make, as the estimate has it. */
#define VOLUME_TYPE "gp2"

static const struct {
  const char *title;
  const char *description;
  const char *answer;
} kinds[FERRY_N_ORPHAN_KINDS] = {
  [FERRY_ORPHAN_MANIFEST] = {
    N_("Manifests"),
    N_("Files in a bucket with links to disks, which no import needs any more."),
    N_("_Delete"),
  },
  [FERRY_ORPHAN_CLAIM] = {
    N_("Claims"),
    N_("Small files in a bucket that keep another Ferry from importing the same disk."),
    N_("_Delete"),
  },
  [FERRY_ORPHAN_VOLUME] = {
    N_("Volumes"),
    N_("Imported disks that are attached to nothing, and are paid for."),
    N_("_Delete"),
  },
  [FERRY_ORPHAN_INSTANCE] = {
    N_("Instances"),
    N_("Stopped machines of imports that failed or were cancelled. Their volumes are paid for."),
    N_("_Terminate"),
  },
  [FERRY_ORPHAN_TASK] = {
    N_("Conversion Tasks"),
    N_("They have stood still for a day, and hold up others."),
    N_("_Cancel the Task"),
  },
};

static const char *const evidences[] = {
  [FERRY_ORPHAN_BY_JOURNAL] = N_("The records on this computer say that Ferry made it"),
  [FERRY_ORPHAN_BY_TAG] = N_("It has Ferry’s tag"),
  [FERRY_ORPHAN_BY_DESCRIPTION] = N_("A task with Ferry’s mark made it"),
  [FERRY_ORPHAN_BY_TASK] = N_("A task that somebody else started made it"),
  [FERRY_ORPHAN_BY_NAME] = N_("Only its name looks like Ferry’s"),
};

const char *
ferry_orphan_kind_get_title (FerryOrphanKind kind)
{
  g_return_val_if_fail ((guint) kind < FERRY_N_ORPHAN_KINDS, NULL);

  return _(kinds[kind].title);
}

const char *
ferry_orphan_kind_get_description (FerryOrphanKind kind)
{
  g_return_val_if_fail ((guint) kind < FERRY_N_ORPHAN_KINDS, NULL);

  return _(kinds[kind].description);
}

/* A manifest or a claim that is surely Ferry's is made anew where it is needed. */
gboolean
ferry_orphan_text_must_ask (FerryOrphan *orphan)
{
  FerryOrphanKind kind = ferry_orphan_get_kind (orphan);
  FerryOrphanEvidence evidence = ferry_orphan_get_evidence (orphan);

  return (kind != FERRY_ORPHAN_MANIFEST && kind != FERRY_ORPHAN_CLAIM) ||
         evidence == FERRY_ORPHAN_BY_NAME || evidence == FERRY_ORPHAN_BY_TASK;
}

const char *
ferry_orphan_text_get_action (FerryOrphan *orphan)
{
  switch (ferry_orphan_get_kind (orphan))
    {
    case FERRY_ORPHAN_INSTANCE:
      return _("Terminate…");
    case FERRY_ORPHAN_TASK:
      return _("Cancel…");
    case FERRY_ORPHAN_MANIFEST:
    case FERRY_ORPHAN_CLAIM:
    case FERRY_ORPHAN_VOLUME:
    default:
      return ferry_orphan_text_must_ask (orphan) ? _("Delete…") : _("Delete");
    }
}

const char *
ferry_orphan_text_get_answer (FerryOrphan *orphan)
{
  return _(kinds[ferry_orphan_get_kind (orphan)].answer);
}

char *
ferry_orphan_text_question (FerryOrphan *orphan)
{
  g_autofree char *name = ferry_orphan_text_name (orphan);

  switch (ferry_orphan_get_kind (orphan))
    {
    case FERRY_ORPHAN_INSTANCE:
      /* Translators: %s is the ID of an EC2 instance */
      return g_strdup_printf (_("Terminate %s?"), name);
    case FERRY_ORPHAN_TASK:
      /* Translators: %s is the ID of a conversion task */
      return g_strdup_printf (_("Cancel %s?"), name);
    case FERRY_ORPHAN_MANIFEST:
    case FERRY_ORPHAN_CLAIM:
    case FERRY_ORPHAN_VOLUME:
    default:
      /* Translators: %s is the ID of a volume, or the name of a file in a bucket */
      return g_strdup_printf (_("Delete %s?"), name);
    }
}

static const char *
get_consequence (FerryOrphanKind kind)
{
  switch (kind)
    {
    case FERRY_ORPHAN_INSTANCE:
      return _("The instance and what is on its volumes are gone for good. The disk in the bucket "
               "stays as it is.");
    case FERRY_ORPHAN_TASK:
      return _("EC2 removes what the task has made so far. The disk in the bucket stays as it is.");
    case FERRY_ORPHAN_VOLUME:
      return _("What is on the volume is gone for good. The disk in the bucket stays as it is.");
    case FERRY_ORPHAN_MANIFEST:
    case FERRY_ORPHAN_CLAIM:
    default:
      return _("If another program made the file, that program may still need it.");
    }
}

char *
ferry_orphan_text_consequence (FerryOrphan *orphan)
{
  const char *text = get_consequence (ferry_orphan_get_kind (orphan));

  if (!ferry_orphan_is_kept (orphan))
    return g_strdup (text);

  return g_strdup_printf ("%s\n\n%s", text,
                          _("Trying its machine again would use it, and fails without it."));
}

char *
ferry_orphan_text_name (FerryOrphan *orphan)
{
  const char *id = ferry_orphan_get_id (orphan);
  const char *slash = strrchr (id, '/');

  if (ferry_orphan_get_bucket (orphan) != NULL && slash != NULL && slash[1] != '\0')
    return ferry_format_name (slash + 1);

  return ferry_format_name (id);
}

static char *
describe_place (FerryOrphan *orphan)
{
  const char *bucket = ferry_orphan_get_bucket (orphan);
  const char *machine = ferry_orphan_get_machine (orphan);
  g_autofree char *region = ferry_format_region (ferry_orphan_get_region (orphan));
  g_autofree char *shown = NULL;

  if (bucket != NULL)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s", bucket, ferry_orphan_get_id (orphan));

      return ferry_format_name (path);
    }
  if (machine == NULL)
    return g_steal_pointer (&region);

  shown = ferry_format_name (machine);

  /* Translators: what something was made for, a machine’s name, and the region where it is */
  return g_strdup_printf (_("For %s, in %s"), shown, region);
}

/* (nullable) */
static char *
describe_cost (FerryOrphan     *orphan,
               FerryPriceTable *prices)
{
  guint64 size = ferry_orphan_get_size (orphan);
  const char *currency = prices != NULL ? ferry_price_table_get_currency (prices) : NULL;
  g_autofree char *shown = NULL;
  g_autofree char *amount = NULL;
  double price;

  if (size == 0)
    return NULL;

  shown = ferry_format_disk (size << 30);
  if (currency == NULL || !ferry_price_table_find_volume (prices, ferry_orphan_get_region (orphan),
                                                          VOLUME_TYPE, &price))
    return g_steal_pointer (&shown);

  amount = ferry_prices_format ((double) size * price, currency);

  /* Translators: a size, then an amount of money: “40 GiB, about $4 a month” */
  return g_strdup_printf (_("%s, about %s a month"), shown, amount);
}

static void
add_line (GString    *text,
          const char *line)
{
  if (line == NULL)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

char *
ferry_orphan_text_details (FerryOrphan     *orphan,
                           FerryPriceTable *prices)
{
  GDateTime *since = ferry_orphan_get_since (orphan);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *place = describe_place (orphan);
  g_autofree char *cost = describe_cost (orphan, prices);
  g_autofree char *date = since != NULL ? ferry_format_date (since) : NULL;
  g_autofree char *line = NULL;

  add_line (text, _(evidences[ferry_orphan_get_evidence (orphan)]));
  add_line (text, place);
  if (date != NULL)
    /* Translators: since when something is there: “Since 12 Nov” */
    line = g_strdup_printf (_("Since: %s"), date);
  add_line (text, line);
  add_line (text, cost);
  if (ferry_orphan_is_kept (orphan))
    add_line (text, _("Trying its machine again would use it"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}
