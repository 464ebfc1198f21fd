/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What @reference names, in words for people: a path, as a rule. (transfer full) */
char   *ferry_user_data_describe    (const char           *reference);

G_END_DECLS
