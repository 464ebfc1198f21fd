/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands in the place of a secret: sixteen bullets, U+2022. */
#define FERRY_REDACTED "••••••••••••••••"

/**
 * ferry_redact:
 * @text: any text: a link, a manifest, a reply, a log line
 *
 * Masks the values of X-Amz-Signature, X-Amz-Security-Token and X-Amz-Credential (and of the older
 * Signature= and AWSAccessKeyId=, and of Google's copies of them) wherever they stand, escaped as
 * XML, as a query, or doubly percent-encoded inside a form body. Of a link alone ferry_link_mask()
 * masks more.
 *
 * Returns: (transfer full): the text without its bearer secrets
 */
char *ferry_redact (const char *text);

G_END_DECLS
