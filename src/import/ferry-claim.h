/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "plan/ferry-disk.h"

G_BEGIN_DECLS

/* That a Ferry imports a disk, told to those on other computers: an object beside it, whose key
 * depends on the disk alone: its folder, then ".ferry-claim-" and the disk's fingerprint (see
 * ferry-token.h). It holds JSON: format, desk, run, machine, when; no secret.
 */
/* (transfer full) */
char     *ferry_claim_dup_key        (FerryDisk            *disk);
/* Stores it (If-None-Match: *). Where there is one of the same desk and run, that is success, so a
 * lost reply does no harm. FERRY_ERROR_CONFLICT: somebody else has claimed the disk; the message
 * says which machine of which run since when. Where the account may not write such objects:
 * FERRY_ERROR_DENIED.
 */
void      ferry_claim_take_async     (FerryClient          *client,
                                      FerryDisk            *disk,
                                      const char           *desk_id,
                                      const char           *run_id,
                                      const char           *machine,
                                      GDateTime            *now,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean  ferry_claim_take_finish    (FerryClient          *client,
                                      GAsyncResult         *result,
                                      GError              **error);
/* Removes it if it is of this desk and run, in every version where the bucket keeps them; one of
 * others stays, and none is fine.
 */
void      ferry_claim_release_async  (FerryClient          *client,
                                      FerryDisk            *disk,
                                      const char           *desk_id,
                                      const char           *run_id,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean  ferry_claim_release_finish (FerryClient          *client,
                                      GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
