/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The moment at which temporary credentials end, typed and said. */

/* Reads what AWS prints ("2026-11-24T09:30:00Z", "2026-11-24T09:30:00+00:00") and what people
 * type ("2026-11-24 09:30"); UTC unless an offset is given. Returns: (transfer full) (nullable)
 */
GDateTime *ferry_expiration_parse     (const char *text);
gboolean   ferry_expiration_is_past   (GDateTime  *expiration);
/* "Ends in 52 min", "Ended" */
char      *ferry_expiration_to_string (GDateTime  *expiration);

G_END_DECLS
