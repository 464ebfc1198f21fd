/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* Something that was left over, and who may remove it. */
typedef struct {
  FerryOrphan *orphan;
  FerryClient *client;  /* (nullable): nobody, where it is only shown */
} FerryRemnant;

/* @client: (nullable) */
FerryRemnant *ferry_remnant_new  (FerryOrphan   *orphan,
                                    FerryClient   *client);
void           ferry_remnant_free (FerryRemnant *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRemnant, ferry_remnant_free)

/* Looks for what was left over at all places of which Ferry knows: the regions of the runs of
 * accounts that are at hand, and the region of @client. One place after the other, reading only.
 * @client: (nullable): of the account that is chosen
 */
void       ferry_leftovers_search_async  (FerryEngine          *engine,
                                          FerryClient          *client,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
/* @problems: (out) (transfer full) (element-type GError): what could not be asked. Returns:
 * (transfer full) (nullable) (element-type FerryRemnant); FERRY_ERROR_FAILED where no account is
 * at hand
 */
GPtrArray *ferry_leftovers_search_finish (FerryEngine          *engine,
                                          GAsyncResult         *result,
                                          GPtrArray           **problems,
                                          GError              **error);

G_END_DECLS
