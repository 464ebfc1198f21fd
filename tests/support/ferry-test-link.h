/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* A link for @request that ends after @seconds, as FerryLinkSigner lets nobody choose; by the
 * client's credentials, at its time. (transfer full)
 */
GUri *ferry_test_sign (FerryClient  *client,
                       FerryRequest *request,
                       guint         seconds);

G_END_DECLS
