/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"

G_BEGIN_DECLS

/* Asks EC2 to cancel the conversion @id. A refusal of one that ends anyhow is none. */
void     ferry_task_cancel_async  (FerryClient          *client,
                                   const char           *region,
                                   const char           *id,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean ferry_task_cancel_finish (FerryClient          *client,
                                   GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
