/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* Holds @request against what botocore, AWS's own library, makes of @call: its parameters as JSON,
 * {"Bucket": "b"}. Method, path, query, form and the headers that matter must mean the same. Skips
 * the test, and says so, where botocore is not installed.
 */
void ferry_oracle_compare (FerryRequest *request,
                           const char   *call);

G_END_DECLS
