/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/image/ferry-ova.h"

gboolean
ferry_ova_look (FerryDiskSource *source,
                FerryDiskReport *report)
{
  return FALSE;
}
