/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The settings of Ferry or, with others in the same shape, of its rehearsal. (transfer full)
 * (nullable): %NULL where the schema is not installed, or is another one's
 */
GSettings *ferry_settings_new (gboolean rehearsal);

G_END_DECLS
