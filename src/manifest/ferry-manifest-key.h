/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The key of a new manifest: beside the object @disk_key, with 128 random bits in its name, so that
 * it replaces nothing and nobody finds it by guessing. FERRY_ERROR_BAD_INPUT where the folder's
 * name leaves no room for it. (transfer full)
 */
char *ferry_manifest_key_new (const char  *disk_key,
                              GError     **error);

G_END_DECLS
