/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* What botocore, AWS's own library, says: by a program of this folder, once for many cases. Where
 * it is not installed a test is skipped, and says so.
 */

/* Runs "/usr/bin/python3 tests/oracle/@script". @arguments, @input: (nullable).
 * Returns: (nullable) (transfer full): what it printed; %NULL after g_test_skip()
 */
char *ferry_oracle_run (const char         *script,
                        const char *const  *arguments,
                        const char         *input);

G_END_DECLS
