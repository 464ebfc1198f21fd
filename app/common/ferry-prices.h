/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* The prices that came with Ferry, with the user's own over them. (transfer full): never %NULL */
FerryPriceTable *ferry_prices_load    (void);
/* "$419", "419 EUR". (transfer full) */
char            *ferry_prices_format  (double      price,
                                       const char *currency);

G_END_DECLS
