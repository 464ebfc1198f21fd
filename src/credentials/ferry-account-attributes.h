/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "credentials/ferry-account.h"

G_BEGIN_DECLS

/* An account as the attributes of a keyring's item: string to string, (transfer full) where made.
 *
 * Every item carries all of the attributes, empty for "none": an item is only ever cleared by all
 * of its attributes, and an item that lacked one would match others as well. "application" is there
 * because the keyring's file in a sandbox does not tell schemas apart.
 */

/* ends with %NULL */
extern const char * const ferry_account_attribute_names[];

GHashTable   *ferry_account_attributes_new        (const char   *application,
                                                   FerryAccount *account);
/* What finds the account's items; @id: (nullable): all accounts' */
GHashTable   *ferry_account_attributes_match      (const char   *application,
                                                   const char   *id);
/* Only the attributes of ours: the Secret Service adds the schema's name as one more. */
GHashTable   *ferry_account_attributes_filter     (GHashTable   *attributes);
gboolean      ferry_account_attributes_equal      (GHashTable   *a,
                                                   GHashTable   *b);
/* (nullable): %NULL for an item that is none of ours */
FerryAccount *ferry_account_attributes_to_account (GHashTable   *attributes);

G_END_DECLS
