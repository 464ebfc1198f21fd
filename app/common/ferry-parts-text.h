/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is wrong with the parts of a disk, and what to do: one sentence or two. @error: one of
 * FERRY_PARTS_ERROR. (transfer full)
 */
char *ferry_parts_error_to_text (const GError *error);

G_END_DECLS
