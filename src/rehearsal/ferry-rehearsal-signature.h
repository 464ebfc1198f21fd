/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "credentials/ferry-credentials.h"
#include "rehearsal/ferry-rehearsal-exchange.h"

G_BEGIN_DECLS

/* Verifies Signature Version 4 of a request, in its headers or in its query, as the service does,
 * and sets the exchange's region. FALSE: not validly signed, and the service's refusal is the
 * reply.
 * @known: (element-type FerryCredentials): whose signatures count; temporary ones, which have a
 *   token, until they end
 * @expired: whether the credentials have run out (a fault)
 */
gboolean ferry_rehearsal_signature_check (FerryRehearsalExchange *exchange,
                                          GPtrArray              *known,
                                          gboolean                expired);

G_END_DECLS
