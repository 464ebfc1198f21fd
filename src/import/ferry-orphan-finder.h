/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/ferry-engine.h"
#include "import/ferry-orphan.h"

G_BEGIN_DECLS

/* Looks for what imports left over, at one place: an account in a region. Read only. Buckets are
 * those of the journals (and @bucket), and in them only the folders where disks of runs lie; what a
 * run that is not finished still needs is never an orphan. What could not be asked (denied) is told
 * in @problems (element-type GError), the rest is found nevertheless.
 * @bucket: (nullable)
 */
void       ferry_orphans_find_async  (FerryEngine          *engine,
                                      FerryClient          *client,
                                      const char           *region,
                                      const char           *bucket,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
/* (transfer full) (element-type FerryOrphan); @problems: (out) (transfer full) */
GPtrArray *ferry_orphans_find_finish (FerryEngine          *engine,
                                      GAsyncResult         *result,
                                      GPtrArray           **problems,
                                      GError              **error);
/* Its one action. It is looked at again first: FERRY_ERROR_CONFLICT where it is in use by now. Gone
 * already is fine.
 */
void       ferry_orphan_remove_async  (FerryOrphan         *self,
                                       FerryClient         *client,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
gboolean   ferry_orphan_remove_finish (FerryOrphan         *self,
                                       GAsyncResult        *result,
                                       GError             **error);

G_END_DECLS
