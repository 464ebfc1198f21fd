/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ec2/ferry-account-facts.h"

G_BEGIN_DECLS

/**
 * FerryFactRecord:
 *
 * One fact of FerryAccountFacts, which owns it: its state, and its items as they are asked for.
 */
typedef struct {
  FerryFact       fact;
  FerryFactState  state;
  GError         *error;  /* (nullable) */
  GPtrArray      *items;  /* sorted, each once; empty where nothing is known */
  GHashTable     *index;  /* (key-type utf8): the items by what they are asked for */
} FerryFactRecord;

void          ferry_fact_record_init  (FerryFactRecord       *record,
                                       FerryFact              fact);
void          ferry_fact_record_clear (FerryFactRecord       *record);
/* What is known is let go of. @items: (transfer full) (nullable): none. @error: (transfer full)
 * (nullable)
 */
void          ferry_fact_record_set   (FerryFactRecord       *record,
                                       FerryFactState         state,
                                       GPtrArray             *items,
                                       GError                *error);
/* @key: a name or id; "subnet-1/10.0.0.4"; "t2.micro/eu-west-1a" or "t2.micro"; "max-instances".
 * (nullable): no such item
 */
gconstpointer ferry_fact_record_find  (const FerryFactRecord *record,
                                       const char            *key);

G_END_DECLS
