/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-pieces.h"

G_BEGIN_DECLS

/* Looks into a recorded image and ends the program where the probe breaks a promise: a request
 * outside the file or beyond the limits, a look that does not end, a report that is not the same
 * after JSON. @end: where the file ends in truth, which may be before its size.
 */
void ferry_fuzz_look (FerryPieces *pieces,
                      guint64      end);

G_END_DECLS
