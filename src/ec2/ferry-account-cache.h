/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ec2/ferry-account-facts.h"

G_BEGIN_DECLS

#define FERRY_TYPE_ACCOUNT_CACHE (ferry_account_cache_get_type ())
/**
 * FerryAccountCache:
 *
 * What is known of each account in each region that was asked for, in memory only. Owned by the
 * application. Main thread.
 */
G_DECLARE_FINAL_TYPE (FerryAccountCache, ferry_account_cache, FERRY, ACCOUNT_CACHE, GObject)

FerryAccountCache *ferry_account_cache_new          (void);
/* How long what was asked is good (5 minutes). The value of a new cache is right for people; tests
 * have less time.
 */
void               ferry_account_cache_set_lifetime (FerryAccountCache *self,
                                                     guint              seconds);
/* The facts of @client's account in @region, which are asked for by and by. It is the same object
 * as long as the account has the same access key and endpoint; once they are old, it asks anew at
 * the next call, with what is known still there (ferry_account_facts_refresh()).
 * (transfer none): owned by the cache
 */
FerryAccountFacts *ferry_account_cache_get          (FerryAccountCache *self,
                                                     FerryClient       *client,
                                                     const char        *region);

G_END_DECLS
