/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-row.h"

#include "manifest/link/ferry-link.h"
#include "manifest/reading/ferry-manifest-mask.h"

struct _FerryManifestRow {
  GObject               parent_instance;

  FerryManifestElement  element;
  guint                 left_part;
  guint                 right_part;
  char                 *left;        /* (nullable) */
  char                 *right;       /* (nullable) */
  FerryDifference       difference;
  guint64               seconds;
};

G_DEFINE_FINAL_TYPE (FerryManifestRow, ferry_manifest_row, G_TYPE_OBJECT)

static FerryDifference
compare_times (FerryManifestRow *self,
               FerryLink        *left,
               FerryLink        *right)
{
  GTimeSpan span;

  if (left->signed_at == NULL || right->signed_at == NULL)
    return FERRY_DIFFERENCE_LINK;

  span = g_date_time_difference (right->signed_at, left->signed_at);
  self->seconds = (guint64) (ABS (span) / G_TIME_SPAN_SECOND);
  if (self->seconds == 0)
    return FERRY_DIFFERENCE_LINK;

  return span > 0 ? FERRY_DIFFERENCE_LINK_LATER : FERRY_DIFFERENCE_LINK_EARLIER;
}

/* What may be an account's own endpoint is compared as any host: by what stands there. */
static FerryDifference
compare_links (FerryManifestRow *self,
               const char       *left_text,
               const char       *right_text)
{
  g_autoptr(FerryLink) left = ferry_link_parse (left_text, NULL);
  g_autoptr(FerryLink) right = ferry_link_parse (right_text, NULL);

  if (left == NULL || right == NULL)
    return FERRY_DIFFERENCE_VALUE;
  if (!left->is_s3 || !right->is_s3)
    {
      if (g_strcmp0 (left->host, right->host) != 0 || left->is_plain != right->is_plain)
        return FERRY_DIFFERENCE_LINK_HOST;
      return g_strcmp0 (g_uri_get_path (left->uri), g_uri_get_path (right->uri)) == 0
             ? compare_times (self, left, right) : FERRY_DIFFERENCE_LINK_KEY;
    }
  if (g_strcmp0 (left->bucket, right->bucket) != 0)
    return FERRY_DIFFERENCE_LINK_BUCKET;
  if (g_strcmp0 (left->key, right->key) != 0)
    return FERRY_DIFFERENCE_LINK_KEY;
  if (g_strcmp0 (left->host, right->host) != 0 || left->is_plain != right->is_plain)
    return FERRY_DIFFERENCE_LINK_HOST;

  return compare_times (self, left, right);
}

static FerryDifference
compare (FerryManifestRow *self,
         const char       *left,
         const char       *right)
{
  if (g_strcmp0 (left, right) == 0)
    return FERRY_DIFFERENCE_NONE;
  if (left == NULL)
    return FERRY_DIFFERENCE_ONLY_RIGHT;
  if (right == NULL)
    return FERRY_DIFFERENCE_ONLY_LEFT;

  return ferry_manifest_element_get_verb (self->element) ? compare_links (self, left, right)
                                                         : FERRY_DIFFERENCE_VALUE;
}

static char *
mask (FerryManifestElement  element,
      const char           *text)
{
  if (text == NULL)
    return NULL;
  if (ferry_manifest_element_get_verb (element))
    return ferry_link_mask (text);

  return ferry_manifest_mask_value (text);
}

static void
ferry_manifest_row_finalize (GObject *object)
{
  FerryManifestRow *self = FERRY_MANIFEST_ROW (object);

  g_free (self->left);
  g_free (self->right);

  G_OBJECT_CLASS (ferry_manifest_row_parent_class)->finalize (object);
}

static void
ferry_manifest_row_class_init (FerryManifestRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_manifest_row_finalize;
}

static void
ferry_manifest_row_init (FerryManifestRow *self)
{
}

FerryManifestRow *
ferry_manifest_row_new (FerryManifestElement  element,
                        guint                 left_part,
                        guint                 right_part,
                        const char           *left,
                        const char           *right)
{
  FerryManifestRow *self = g_object_new (FERRY_TYPE_MANIFEST_ROW, NULL);

  self->element = element;
  self->left_part = left_part;
  self->right_part = right_part;
  self->difference = compare (self, left, right);
  self->left = mask (element, left);
  self->right = mask (element, right);

  return self;
}

FerryManifestElement
ferry_manifest_row_get_element (FerryManifestRow *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_ROW (self), FERRY_ELEMENT_DOCUMENT);

  return self->element;
}

guint
ferry_manifest_row_get_left_part (FerryManifestRow *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_ROW (self), FERRY_MANIFEST_NO_PART);

  return self->left_part;
}

guint
ferry_manifest_row_get_right_part (FerryManifestRow *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_ROW (self), FERRY_MANIFEST_NO_PART);

  return self->right_part;
}

const char *
ferry_manifest_row_get_left (FerryManifestRow *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_ROW (self), NULL);

  return self->left;
}

const char *
ferry_manifest_row_get_right (FerryManifestRow *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_ROW (self), NULL);

  return self->right;
}

FerryDifference
ferry_manifest_row_get_difference (FerryManifestRow *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_ROW (self), FERRY_DIFFERENCE_NONE);

  return self->difference;
}

guint64
ferry_manifest_row_get_seconds (FerryManifestRow *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_ROW (self), 0);

  return self->seconds;
}
