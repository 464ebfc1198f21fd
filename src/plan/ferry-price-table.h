/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-machine-choices.h"

G_BEGIN_DECLS

#define FERRY_TYPE_PRICE_TABLE (ferry_price_table_get_type ())
/**
 * FerryPriceTable:
 *
 * What volumes and instances cost, as a file says (data/prices.json): Ferry asks nobody. What the
 * file lacks is not known, and never guessed. Boxed, immutable, reference counted.
 */
typedef struct _FerryPriceTable FerryPriceTable;

GType            ferry_price_table_get_type     (void);
/* Reads a table. Members that this version does not know are passed over. FERRY_ERROR_BAD_INPUT
 * says the line.
 */
FerryPriceTable *ferry_price_table_new          (GBytes           *bytes,
                                                 GError          **error);
/* What @over says counts before what @base says. A table in another currency replaces it. */
FerryPriceTable *ferry_price_table_merge        (FerryPriceTable  *base,
                                                 FerryPriceTable  *over);
/* @shipped: the file that came with Ferry; @own: (nullable): the user's, which need not exist.
 * @problem: (out) (optional): why one of them could not be used. Returns: (transfer full): never
 * %NULL; empty where there is no usable file
 */
FerryPriceTable *ferry_price_table_load         (const char       *shipped,
                                                 const char       *own,
                                                 GError          **problem);
/* "~/.config/ferry/prices.json", or where XDG_CONFIG_HOME says. (transfer full) */
char            *ferry_price_table_dup_own_path (void);
FerryPriceTable *ferry_price_table_ref          (FerryPriceTable  *self);
void             ferry_price_table_unref        (FerryPriceTable  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryPriceTable, ferry_price_table_unref)

/* "2025-01-01": the prices of that day, of merged tables the older one; (nullable) */
const char      *ferry_price_table_get_as_of    (FerryPriceTable  *self);
/* "USD"; (nullable) */
const char      *ferry_price_table_get_currency (FerryPriceTable  *self);
/* @type: "gp2". @price: (out): of a GiB and month. Returns: whether it is known */
gboolean         ferry_price_table_find_volume  (FerryPriceTable  *self,
                                                 const char       *region,
                                                 const char       *type,
                                                 double           *price);
/* @type: "t2.medium". @price: (out): of an hour, on demand, shared tenancy. Returns: whether it is
 * known
 */
gboolean         ferry_price_table_find_hour    (FerryPriceTable  *self,
                                                 const char       *region,
                                                 const char       *type,
                                                 FerryPlatform     platform,
                                                 double           *price);

G_END_DECLS
