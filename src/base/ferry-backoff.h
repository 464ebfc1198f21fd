/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The wait before try number @attempt + 1, in milliseconds: min (@cap_ms, @base_ms · 2^attempt),
 * of which the half is fixed and the other half is drawn by @random (the full range of a guint32).
 */
guint ferry_backoff_delay_ms (guint   attempt,
                              guint   base_ms,
                              guint   cap_ms,
                              guint32 random);

G_END_DECLS
