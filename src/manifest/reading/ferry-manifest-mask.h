/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A manifest's text with the secrets of its links masked (ferry_link_mask()), however they are
 * escaped, and of all else what ferry_redact() masks: as many lines, each with the same elements.
 * What cannot be understood is masked whole. @text: any bytes; @length: -1 for a C string.
 * (transfer full): valid UTF-8
 */
char *ferry_manifest_mask       (const char *text,
                                 gssize      length);

/* A value that was read from a manifest, be it a key or the name of a bucket: people paste links
 * where they do not belong, and a link that was encoded once too often has its signature in its
 * key. (transfer full): valid UTF-8
 */
char *ferry_manifest_mask_value (const char *value);

G_END_DECLS
