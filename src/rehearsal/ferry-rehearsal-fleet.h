/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rehearsal/ferry-rehearsal-store.h"

G_BEGIN_DECLS

#define FERRY_REHEARSAL_FLEET_MACHINES 25
#define FERRY_REHEARSAL_FLEET_DISKS 60

/* Fills a new store with a bucket "acme-fleet" that holds a whole cluster: boot disks (copies of
 * the sample disks in @samples) and data disks, named and filed in the ways that exports are.
 * Nothing where @samples holds no disk that boots.
 */
gboolean ferry_rehearsal_fleet_seed (FerryRehearsalStore  *store,
                                     const char           *samples,
                                     GError              **error);

G_END_DECLS
