/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/system/ferry-system.h"

void
ferry_system_look (GPtrArray       *volumes,
                   FerryDiskReport *report)
{
}
