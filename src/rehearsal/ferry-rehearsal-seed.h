/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rehearsal/ferry-rehearsal-store.h"

G_BEGIN_DECLS

/* Fills a new store: the two buckets with the sample disks (*.vmdk, *.raw) of @samples, and a few
 * small objects that are no disks. A folder without samples makes buckets without disks.
 */
gboolean ferry_rehearsal_seed (FerryRehearsalStore  *store,
                               const char           *samples,
                               GError              **error);

G_END_DECLS
