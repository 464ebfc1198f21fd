/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Reads a plan from a file, or makes one of a table, whose disks are looked into first. Where it
 * names user data, the person is asked before any of it is read.
 * @is_table: CSV, see ferry_plan_csv_read(); @parent: (nullable): of that question
 */
void       ferry_plan_opening_async    (GFile                *file,
                                        gboolean              is_table,
                                        FerryClient          *client,
                                        GtkWindow            *parent,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
/* Errors: those of ferry_plan_file_load_finish() and ferry_plan_csv_read(); G_IO_ERROR_CANCELLED
 * also where the person does not want the plan. (transfer full)
 */
FerryPlan *ferry_plan_opening_finish   (GFile                *file,
                                        GAsyncResult         *result,
                                        GError              **error);
gboolean   ferry_plan_opening_is_table (GAsyncResult         *result);

G_END_DECLS
