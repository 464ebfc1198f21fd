/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "common/ferry-prices.h"

#include <glib/gi18n.h>

#define SHIPPED FERRY_PKGDATADIR "/prices.json"

/* The table that came with Ferry, for one that is not installed. (nullable) */
static FerryPriceTable *
load_built_in (void)
{
  g_autoptr(GBytes) bytes = g_resources_lookup_data ("/io/github/vmferry/Ferry/prices.json",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  return bytes ? ferry_price_table_new (bytes, NULL) : NULL;
}

FerryPriceTable *
ferry_prices_load (void)
{
  FerryPriceTable *prices = NULL;
  g_autofree char *own = NULL;
  g_autoptr(GError) problem = NULL;

  if (!g_file_test (SHIPPED, G_FILE_TEST_EXISTS))
    prices = load_built_in ();
  if (prices)
    return prices;

  own = ferry_price_table_dup_own_path ();
  prices = ferry_price_table_load (SHIPPED, own, &problem);
  if (problem)
    g_message ("Prices: %s", problem->message);

  return prices;
}

char *
ferry_prices_format (double      price,
                     const char *currency)
{
  g_return_val_if_fail (currency != NULL, NULL);

  if (g_str_equal (currency, "USD"))
    return g_strdup_printf ("$%.0f", price);

  /* Translators: an amount of money and its currency: "419 EUR" */
  return g_strdup_printf (_("%.0f %s"), price, currency);
}
