/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/ferry-error.h"

G_BEGIN_DECLS

/**
 * FerryRetry:
 * @FERRY_RETRY_NEVER: the same request would get the same answer
 * @FERRY_RETRY_LATER: the service or the network may have recovered
 * @FERRY_RETRY_CLOCK: once, with the server's time
 * @FERRY_RETRY_REGION: once, in the region that the error's detail names
 *
 * How a request that is safe to repeat may be tried again; an act never is.
 */
typedef enum {
  FERRY_RETRY_NEVER,
  FERRY_RETRY_LATER,
  FERRY_RETRY_CLOCK,
  FERRY_RETRY_REGION,
} FerryRetry;

/* Pure. @error: of any domain */
FerryRetry ferry_retry_for (const GError *error);

G_END_DECLS
