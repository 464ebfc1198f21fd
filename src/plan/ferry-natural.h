/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text in the form in which names are compared: case and composition do not count. Bytes that are
 * not UTF-8 stay as they are. (transfer full)
 */
char *ferry_natural_fold    (const char *text);
/* Like strcmp(), but "disk2" comes before "disk10"; 0 only for equal bytes. The same in every
 * locale.
 */
int   ferry_natural_compare (const char *a,
                             const char *b);

G_END_DECLS
