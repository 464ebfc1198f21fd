/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes each of @names (element-type utf8, with g_free() as free function) another, whatever its
 * case: the first keeps a name, the next gets " 2" behind it.
 */
void ferry_unique_names_make (GPtrArray *names);

G_END_DECLS
