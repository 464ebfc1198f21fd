/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-part-item.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

struct _FerryPartItem {
  GObject                parent_instance;

  FerryManifestDocument *document;
  guint                  part;
};

G_DEFINE_FINAL_TYPE (FerryPartItem, ferry_part_item, G_TYPE_OBJECT)

static void
ferry_part_item_finalize (GObject *object)
{
  g_clear_object (&FERRY_PART_ITEM (object)->document);

  G_OBJECT_CLASS (ferry_part_item_parent_class)->finalize (object);
}

static void
ferry_part_item_class_init (FerryPartItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_part_item_finalize;
}

static void
ferry_part_item_init (FerryPartItem *self)
{
}

FerryPartItem *
ferry_part_item_new (FerryManifestDocument *document,
                     guint                  part)
{
  FerryPartItem *self;

  g_return_val_if_fail (FERRY_IS_MANIFEST_DOCUMENT (document), NULL);

  self = g_object_new (FERRY_TYPE_PART_ITEM, NULL);
  self->document = g_object_ref (document);
  self->part = part;

  return self;
}

guint
ferry_part_item_get_part (FerryPartItem *self)
{
  g_return_val_if_fail (FERRY_IS_PART_ITEM (self), 0);

  return self->part;
}

char *
ferry_part_item_dup_range (FerryPartItem *self)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  guint64 start, end;

  g_return_val_if_fail (FERRY_IS_PART_ITEM (self), NULL);

  if (!ferry_manifest_document_get_range (self->document, self->part, &start, &end))
    return g_strdup (_("No byte range"));

  first = g_strdup_printf ("%'" G_GUINT64_FORMAT, start);
  last = g_strdup_printf ("%'" G_GUINT64_FORMAT, end);

  /* Translators: the first and the last byte of a part of a disk */
  return g_strdup_printf (_("Bytes %s – %s"), first, last);
}

char *
ferry_part_item_dup_key (FerryPartItem *self)
{
  g_autoptr(FerryManifestPart) part = NULL;
  g_autofree char *masked = NULL;

  g_return_val_if_fail (FERRY_IS_PART_ITEM (self), NULL);

  part = ferry_manifest_document_dup_part (self->document, self->part);
  masked = ferry_manifest_mask_value (part && part->key ? part->key : "");

  return ferry_format_name (masked);
}
