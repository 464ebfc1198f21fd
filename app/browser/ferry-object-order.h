/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryObjectOrder:
 * @FERRY_OBJECT_ORDER_NAME: as S3 lists them, by the bytes of their keys
 *
 * How the objects of a folder are ordered.
 */
typedef enum {
  FERRY_OBJECT_ORDER_NAME,
  FERRY_OBJECT_ORDER_NAME_REVERSED,
  FERRY_OBJECT_ORDER_LARGEST,
  FERRY_OBJECT_ORDER_SMALLEST,
  FERRY_OBJECT_ORDER_NEWEST,
  FERRY_OBJECT_ORDER_OLDEST,
} FerryObjectOrder;

/* "name", "name-reversed", "largest", …: for actions */
const char      *ferry_object_order_to_word       (FerryObjectOrder  order);
/* by name for an unknown word */
FerryObjectOrder ferry_object_order_from_word     (const char       *word);
gboolean         ferry_object_order_is_descending (FerryObjectOrder  order);
/* For FerryObjects. (transfer full) */
GtkSorter       *ferry_object_order_make_sorter   (FerryObjectOrder  order);
G_END_DECLS
