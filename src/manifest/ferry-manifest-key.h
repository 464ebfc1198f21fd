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
char     *ferry_manifest_key_new    (const char  *disk_key,
                                     GError     **error);
/* Whether Ferry can have named a manifest of the disk @disk_key so, as it does now or as it did at
 * first ("DISK-4e5f.manifest.xml"): what a record names may be anything else of the bucket.
 */
gboolean  ferry_manifest_key_is_for (const char  *key,
                                     const char  *disk_key);

G_END_DECLS
