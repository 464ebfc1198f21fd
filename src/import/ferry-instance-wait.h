/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ec2/ferry-instance.h"

G_BEGIN_DECLS

/* Waits until volumes can be attached to an instance: it is stopped (or running, somebody started
 * it). Asks at growing intervals, without end. Errors: FERRY_ERROR_FAILED when it is gone or goes;
 * FERRY_ERROR_DENIED, and when the credentials do not count any more those of that; whatever passes
 * is waited out.
 */
void           ferry_instance_wait_async  (FerryClient          *client,
                                           const char           *region,
                                           const char           *instance_id,
                                           guint                 speed,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
/* (transfer full) */
FerryInstance *ferry_instance_wait_finish (FerryClient          *client,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
