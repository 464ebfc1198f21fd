/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* A manifest of many parts is shown in pieces: what stands in front of the first part, then each
 * part with what stands between it and the next one. Each line is in one of them.
 */

/* @part: FERRY_MANIFEST_NO_PART for what is in front of the first one
 * @first_line: (out) (optional): from 1
 *
 * At most FERRY_MANIFEST_MOST_SHOWN_LINE bytes of it. (transfer full): a secret, which shares the
 * document's memory
 */
GBytes *ferry_manifest_piece_new  (FerryManifestDocument *document,
                                   guint                  part,
                                   guint                 *first_line);
/* The piece in which @line is; FERRY_MANIFEST_NO_PART for the one in front of the parts. */
guint   ferry_manifest_piece_find (FerryManifestDocument *document,
                                   guint                  line);

G_END_DECLS
