/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/ferry-durable-writer.h"
#include "plan/ferry-plan.h"

G_BEGIN_DECLS

/* A plan in a file: JSON over several lines, a member a line, so that two versions can be compared.
 * Saving replaces the file as a whole: whatever happens, the old plan or the new one is there. A
 * file that is not a plan, or is damaged, or newer, is never replaced.
 */

/* the text of the file, with its last line feed. (transfer full) */
GBytes    *ferry_plan_file_to_bytes    (FerryPlan            *plan);
/* FERRY_ERROR_BAD_INPUT, with the line where it is no JSON; FERRY_ERROR_NEWER. (transfer full) */
FerryPlan *ferry_plan_file_from_bytes  (GBytes               *bytes,
                                        GError              **error);

/* Errors: the above, G_IO_ERROR where it cannot be read. */
void       ferry_plan_file_load_async  (GFile                *file,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
FerryPlan *ferry_plan_file_load_finish (GAsyncResult         *result,
                                        GError              **error);
/* @writer: the application's. Finishes when the file is on the disk. FERRY_ERROR_CONFLICT: what is
 * there now is not a plan that this version reads; FERRY_ERROR_BAD_INPUT: @plan is more than could
 * be read again; FERRY_ERROR_STORAGE.
 */
void       ferry_plan_file_save_async  (GFile                *file,
                                        FerryPlan            *plan,
                                        FerryDurableWriter   *writer,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean   ferry_plan_file_save_finish (GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
