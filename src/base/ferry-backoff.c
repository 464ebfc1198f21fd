/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "base/ferry-backoff.h"

guint
ferry_backoff_delay_ms (guint   attempt,
                        guint   base_ms,
                        guint   cap_ms,
                        guint32 random)
{
  guint64 delay = (guint64) base_ms << MIN (attempt, 31);

  delay = MIN (delay, cap_ms);

  return (guint) (delay / 2 + (delay - delay / 2) * (guint64) random / G_MAXUINT32);
}
