/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads any bytes as a manifest, asks for all that can be asked, judges it, writes it, reads it
 * again, masks it, and asserts what is true of every text. For the fuzzer and for what replays it.
 * Returns whether the strict reader takes it, too.
 */
gboolean ferry_manifest_oracle_try (GBytes *bytes);

G_END_DECLS
