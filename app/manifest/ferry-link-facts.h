/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* One thing to know of a link: "Ends", "12 Nov at 04:12". */
typedef struct {
  const char *label;  /* translated, static */
  char       *value;
} FerryLinkFact;

void       ferry_link_fact_free (FerryLinkFact      *fact);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryLinkFact, ferry_link_fact_free)

/* What can be told of a link without telling its secrets: where it leads, when and how it was
 * signed, when it ends. @credentials: (nullable): tell the verb of what was signed with them.
 * (transfer full) (element-type FerryLinkFact)
 */
GPtrArray *ferry_link_facts_new (FerryLink          *link,
                                 FerryCredentials   *credentials,
                                 GDateTime          *now);
/* A row of the same kind. @value: (transfer full) */
void       ferry_link_facts_add (GPtrArray          *facts,
                                 const char         *label,
                                 char               *value);

G_END_DECLS
