/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "browser/ferry-object-order.h"

G_BEGIN_DECLS

#define FERRY_TYPE_OBJECT_HEADER (ferry_object_header_get_type ())
/**
 * FerryObjectHeader:
 *
 * The titles over the columns of FerryObjectRow. Each is a button with the action "folder.order"
 * (string, FerryObjectOrder as a word): once more turns the order round. What an object is has no
 * order.
 *
 * Property: "roomy" (boolean): there is room for what it is.
 */
G_DECLARE_FINAL_TYPE (FerryObjectHeader, ferry_object_header, FERRY, OBJECT_HEADER, GtkBox)

/* The order in which the rows are. */
void ferry_object_header_show_order (FerryObjectHeader *self,
                                     FerryObjectOrder   order);
/* Pixels that what it is takes now: the list can do without. */
int  ferry_object_header_get_spare  (FerryObjectHeader *self);

G_END_DECLS
