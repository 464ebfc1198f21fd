/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_BUCKET_PANE (ferry_bucket_pane_get_type ())
/**
 * FerryBucketPane:
 *
 * The buckets of an account with their regions, and a way to open one by its name, for those who
 * may not list. Regions that the list does not tell are asked for, one after the other.
 *
 * Signals: "opened" (FerryBucket *bucket): another bucket is the chosen one; "activated": the
 * person means to go into the chosen one.
 */
G_DECLARE_FINAL_TYPE (FerryBucketPane, ferry_bucket_pane, FERRY, BUCKET_PANE, AdwBin)

/* Another client empties the list and asks for its buckets; %NULL asks for nothing. */
void ferry_bucket_pane_set_client (FerryBucketPane *self,
                                   FerryClient     *client);
/* The bucket to open once it is seen in the list, if nothing else is opened before. */
void ferry_bucket_pane_set_wanted (FerryBucketPane *self,
                                   const char      *name);

G_END_DECLS
