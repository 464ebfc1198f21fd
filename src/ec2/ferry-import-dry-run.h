/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"

G_BEGIN_DECLS

/* @request with DryRun set: EC2 judges it and does nothing, so it is no act. Pure. (transfer full)
 * @request: made by ferry_import_instance_request() or ferry_import_volume_request()
 */
FerryRequest *ferry_import_dry_run_request (FerryRequest         *request);
/* Asks EC2 whether it would take @request, which is not sent itself. */
void          ferry_import_dry_run_async   (FerryClient          *client,
                                            FerryRequest         *request,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
/* %TRUE: EC2 would (it says so as an error, "DryRunOperation"). FERRY_ERROR_DENIED: the account may
 * not; any other of EC2's refusals: what is wrong with the request. FERRY_ERROR_BAD_REPLY: it was
 * not understood as a trial.
 */
gboolean      ferry_import_dry_run_finish  (FerryClient          *client,
                                            GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS
