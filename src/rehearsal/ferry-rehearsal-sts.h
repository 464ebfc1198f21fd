/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rehearsal/ferry-rehearsal-exchange.h"

G_BEGIN_DECLS

/* Answers a request that is validly signed (AWS STS API Reference, version 2011-06-15). */
void ferry_rehearsal_sts_answer (FerryRehearsalExchange *exchange);

G_END_DECLS
