/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/ferry-orphan-finder.h"
#include "import/ferry-orphan-memory.h"

G_BEGIN_DECLS

/* What the journals of @engine know of the account of @client, as things are now. */
FerryOrphanMemory *ferry_orphan_memory_of  (FerryEngine *engine,
                                            FerryClient *client);
/* Who is asked again, before @self is removed, whether something has use for it by now. Held
 * weakly.
 */
void               ferry_orphan_set_engine (FerryOrphan *self,
                                            GObject     *engine);
/* (nullable) (transfer full) */
GObject           *ferry_orphan_dup_engine (FerryOrphan *self);

G_END_DECLS
