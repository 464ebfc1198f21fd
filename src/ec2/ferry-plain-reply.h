/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the changing calls of EC2 share, for the files that make them. */

/* Whether @body is EC2's "yes" to @operation: <return>true</return>, or a reply that has no such
 * element and tells what it did instead. FERRY_ERROR_BAD_REPLY, FERRY_ERROR_REFUSED
 */
gboolean ferry_plain_reply_read    (GBytes        *body,
                                    const char    *operation,
                                    GError       **error);
/* Whether EC2 says that there is no such instance or volume. @error: (nullable) */
gboolean ferry_plain_reply_is_gone (const GError  *error);

G_END_DECLS
