/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads what AWS writes: "2010-12-22T12:01Z", "2019-02-05T03:35:36Z", "2019-02-05T03:35:36.000Z",
 * always UTC. Returns: (transfer full) (nullable)
 */
GDateTime *ferry_time_parse (const char *text);
/* "2019-02-05T03:35:36Z", seconds cut */
char      *ferry_time_format (GDateTime *time);
/* "20190205T033536Z", the form that signatures use */
char      *ferry_time_format_basic (GDateTime *time);
GDateTime *ferry_time_parse_basic (const char *text);

G_END_DECLS
