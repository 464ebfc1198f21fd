/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* What became of a link when it was tried: "HEAD answered 200: 10,485,760 bytes". (transfer full)
 */
char         *ferry_probe_result_to_sentence (FerryProbeResult *result);
/* a note where it was not tried, what blocks where it was refused */
FerrySeverity ferry_probe_result_to_severity (FerryProbeResult *result);
/* of its icon; "emblem-ok-symbolic" for one that is good */
const char   *ferry_probe_result_to_icon     (FerryProbeResult *result);

G_END_DECLS
