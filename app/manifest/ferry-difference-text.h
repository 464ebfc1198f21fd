/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* What a row of two manifests that are compared says; all (transfer full), plain text. */

/* "Byte range", "Part 17 · Key" */
char *ferry_difference_make_title (FerryManifestRow *row);
/* How its two values differ: "Signed 3 d later, same object"; "Same" */
char *ferry_difference_describe   (FerryManifestRow *row);

G_END_DECLS
