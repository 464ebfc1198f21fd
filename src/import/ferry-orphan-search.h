/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "import/ferry-orphan-memory.h"

G_BEGIN_DECLS

/* Asks EC2 and S3 for what can be left over, one after the other, and has it judged: the tasks, the
 * volumes that are attached to nothing, the stopped instances of the region, and what is named like
 * Ferry's in the folders that @memory has there. Read only.
 * @memory: (transfer full)
 */
void       ferry_orphan_search_async  (FerryClient          *client,
                                       const char           *region,
                                       FerryOrphanMemory    *memory,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
/* (transfer full) (element-type FerryOrphan); @problems: (out) (transfer full) (element-type
 * GError): what could not be asked. Credentials that do not count (any more) are an error.
 */
GPtrArray *ferry_orphan_search_finish (FerryClient          *client,
                                       GAsyncResult         *result,
                                       GPtrArray           **problems,
                                       GError              **error);

G_END_DECLS
