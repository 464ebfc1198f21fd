/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/reading/ferry-manifest-document.h"

G_BEGIN_DECLS

/**
 * FerryDifference:
 * @FERRY_DIFFERENCE_VALUE: another value
 * @FERRY_DIFFERENCE_LINK: two links that lead to the same object, and no more can be told
 *
 * How two manifests differ in one place.
 */
typedef enum {
  FERRY_DIFFERENCE_NONE,
  FERRY_DIFFERENCE_ONLY_LEFT,
  FERRY_DIFFERENCE_ONLY_RIGHT,
  FERRY_DIFFERENCE_VALUE,
  FERRY_DIFFERENCE_LINK,
  FERRY_DIFFERENCE_LINK_LATER,    /* the same object; the right one was signed later */
  FERRY_DIFFERENCE_LINK_EARLIER,
  FERRY_DIFFERENCE_LINK_KEY,      /* another object of the bucket */
  FERRY_DIFFERENCE_LINK_BUCKET,
  FERRY_DIFFERENCE_LINK_HOST,     /* the same object as another host names it, or no S3 at all */
} FerryDifference;

#define FERRY_TYPE_MANIFEST_ROW (ferry_manifest_row_get_type ())
/**
 * FerryManifestRow:
 *
 * One place of two manifests that are compared. Its values are masked: no secret. Immutable.
 */
G_DECLARE_FINAL_TYPE (FerryManifestRow, ferry_manifest_row, FERRY, MANIFEST_ROW, GObject)

/* @left, @right: (nullable): as they stand, links and all: what is kept is masked */
FerryManifestRow    *ferry_manifest_row_new            (FerryManifestElement  element,
                                                        guint                 left_part,
                                                        guint                 right_part,
                                                        const char           *left,
                                                        const char           *right);
FerryManifestElement ferry_manifest_row_get_element    (FerryManifestRow     *self);
/* FERRY_MANIFEST_NO_PART: it is not within one, or that manifest has no such part */
guint                ferry_manifest_row_get_left_part  (FerryManifestRow     *self);
guint                ferry_manifest_row_get_right_part (FerryManifestRow     *self);
/* (nullable): it is not there */
const char          *ferry_manifest_row_get_left       (FerryManifestRow     *self);
const char          *ferry_manifest_row_get_right      (FerryManifestRow     *self);
FerryDifference      ferry_manifest_row_get_difference (FerryManifestRow     *self);
/* of LINK_LATER and LINK_EARLIER: by how much; 0 else */
guint64              ferry_manifest_row_get_seconds    (FerryManifestRow     *self);

G_END_DECLS
