/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ec2/ferry-account-facts.h"

G_BEGIN_DECLS

/* Asks for one fact, all its pages one after the other; for FerryAccountFacts. A page guard sees to
 * it that it ends.
 */
void       ferry_fact_load_async  (FerryClient          *client,
                                   const char           *region,
                                   FerryFact             fact,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
/* Returns: (transfer full): what ferry_account_facts_take() takes */
GPtrArray *ferry_fact_load_finish (FerryClient          *client,
                                   GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
