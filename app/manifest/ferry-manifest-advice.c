/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-advice.h"

#include <glib/gi18n.h>

static gboolean
has_ended (FerryOpenManifest *manifest)
{
  GDateTime *end = ferry_open_manifest_get_expiration (manifest);
  FerryManifestFacts *facts = ferry_open_manifest_get_facts (manifest);

  return end && facts->now && g_date_time_compare (end, facts->now) <= 0;
}

gboolean
ferry_manifest_advise (FerryManifestSource *source,
                       FerryOpenManifest   *manifest,
                       FerryManifestAdvice *advice)
{
  gboolean is_read = manifest && ferry_open_manifest_get_document (manifest);

  if (ferry_manifest_source_is_new (source))
    *advice = (FerryManifestAdvice) {
      _("These links are new. The manifest is not stored anywhere yet."),
      _("_Store in Bucket"), "manifest.store"
    };
  else if (is_read && ferry_manifest_source_get_client (source) == NULL)
    *advice = (FerryManifestAdvice) {
      _("No account is connected, so links can be neither tried nor verified."),
      _("Choose _Account"), "manifest.account"
    };
  else if (is_read && has_ended (manifest))
    *advice = (FerryManifestAdvice) {
      _("Links have ended, so EC2 cannot read the disk with this manifest."),
      _("_New Links…"), "manifest.renew"
    };
  else
    return FALSE;

  return TRUE;
}
