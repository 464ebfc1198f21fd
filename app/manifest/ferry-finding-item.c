/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-finding-item.h"

#include "manifest/ferry-flaw-text.h"
#include "wizard/ferry-check-text.h"

#include <glib/gi18n.h>

struct _FerryFindingItem {
  GObject               parent_instance;

  FerryManifestFinding *finding;
  gboolean              is_rest;
};

G_DEFINE_FINAL_TYPE (FerryFindingItem, ferry_finding_item, G_TYPE_OBJECT)

static void
ferry_finding_item_finalize (GObject *object)
{
  ferry_manifest_finding_unref (FERRY_FINDING_ITEM (object)->finding);

  G_OBJECT_CLASS (ferry_finding_item_parent_class)->finalize (object);
}

static void
ferry_finding_item_class_init (FerryFindingItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_finding_item_finalize;
}

static void
ferry_finding_item_init (FerryFindingItem *self)
{
}

FerryFindingItem *
ferry_finding_item_new (FerryManifestFinding *finding,
                        gboolean              is_rest)
{
  FerryFindingItem *self;

  g_return_val_if_fail (finding != NULL, NULL);

  self = g_object_new (FERRY_TYPE_FINDING_ITEM, NULL);
  self->finding = ferry_manifest_finding_ref (finding);
  self->is_rest = is_rest;

  return self;
}

FerryManifestFinding *
ferry_finding_item_get_finding (FerryFindingItem *self)
{
  g_return_val_if_fail (FERRY_IS_FINDING_ITEM (self), NULL);

  return self->finding;
}

gboolean
ferry_finding_item_is_rest (FerryFindingItem *self)
{
  g_return_val_if_fail (FERRY_IS_FINDING_ITEM (self), FALSE);

  return self->is_rest;
}

char *
ferry_finding_item_dup_title (FerryFindingItem *self)
{
  g_return_val_if_fail (FERRY_IS_FINDING_ITEM (self), NULL);

  return self->is_rest ? ferry_finding_to_more (self->finding)
                       : g_strdup (ferry_flaw_to_title (self->finding->flaw));
}

char *
ferry_finding_item_dup_caption (FerryFindingItem *self)
{
  g_autofree char *place = NULL;

  g_return_val_if_fail (FERRY_IS_FINDING_ITEM (self), NULL);

  if (self->is_rest)
    return g_strdup (ferry_flaw_to_title (self->finding->flaw));

  place = ferry_finding_to_place (self->finding);

  /* Translators: how bad it is, and where: “Blocks · Line 17: VHDX” */
  return g_strdup_printf (_("%s · %s"), ferry_severity_to_word (self->finding->severity), place);
}
