/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

#define FERRY_TYPE_PART_ITEM (ferry_part_item_get_type ())
/**
 * FerryPartItem:
 *
 * One row of a FerryPartModel: made when a list asks for it, gone when the list lets go. Its key is
 * read from the text when it is asked for. Immutable; holds no link.
 */
G_DECLARE_FINAL_TYPE (FerryPartItem, ferry_part_item, FERRY, PART_ITEM, GObject)

FerryPartItem *ferry_part_item_new          (FerryManifestDocument *document,
                                             guint                  part);
/* from 0, in the text's order */
guint          ferry_part_item_get_part     (FerryPartItem         *self);
/* "Bytes 0 – 10,485,759", or that it has none. For the eye; (transfer full) */
char          *ferry_part_item_dup_range    (FerryPartItem         *self);
/* For the eye: "" where there is none; (transfer full) */
char          *ferry_part_item_dup_key      (FerryPartItem         *self);

G_END_DECLS
