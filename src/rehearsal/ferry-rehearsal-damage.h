/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rehearsal/ferry-rehearsal-exchange.h"
#include "rehearsal/ferry-rehearsal-faults.h"

G_BEGIN_DECLS

/* Makes a fault of an exchange: instead of its answer (STATUS, ERROR, HTML) or of the answer that
 * has been made.
 */
void ferry_rehearsal_damage (FerryRehearsalExchange    *exchange,
                             const FerryRehearsalFault *fault);

G_END_DECLS
