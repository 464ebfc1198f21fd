/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"

G_BEGIN_DECLS

/* What @client would send for @request now, to be shown: its address, and every header. Pure; the
 * last one holds a signature that is good for some minutes.
 * @uri: (out) (transfer full)
 * Returns: (transfer full) (element-type FerryPair): Host first; %NULL with FERRY_ERROR_BAD_INPUT
 * where there is no such address
 */
GPtrArray *ferry_signed_headers_new (FerryClient   *client,
                                     FerryRequest  *request,
                                     GUri         **uri,
                                     GError       **error);

G_END_DECLS
