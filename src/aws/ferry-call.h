/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"

G_BEGIN_DECLS

/* Makes the operation's value of a reply whose status is 2xx. Pure. */
typedef gpointer (*FerryCallReader) (FerryRequest  *request,
                                     FerryReply    *reply,
                                     GError       **error);

/**
 * ferry_call_async:
 * @reader: makes the value
 * @free_value: (nullable): frees a value that nobody takes
 * @tag: the operation's own function, for g_task_set_source_tag()
 *
 * What all operations share: send the request, read the reply. The result's source is @client.
 * For an act a reply that cannot be read is FERRY_ERROR_UNCONFIRMED, and a late cancellation does
 * not hide what became of it.
 */
void     ferry_call_async  (FerryClient          *client,
                            FerryRequest         *request,
                            FerryCallReader       reader,
                            GDestroyNotify        free_value,
                            gpointer              tag,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data);
gpointer ferry_call_finish (FerryClient          *client,
                            GAsyncResult         *result,
                            gpointer              tag,
                            GError              **error);

G_END_DECLS
