/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* Looks into the disks of a plan that nobody has looked into, those of a table say, and lets the
 * plan know what they are. A disk that cannot be read stays as it is, and a check says so: an error
 * only where it was cancelled.
 */
void     ferry_plan_look_async  (FerryPlan             *plan,
                                 FerryClient           *client,
                                 FerryDiskInspections  *inspections,
                                 GCancellable          *cancellable,
                                 GAsyncReadyCallback    callback,
                                 gpointer               user_data);
gboolean ferry_plan_look_finish (FerryPlan             *plan,
                                 GAsyncResult          *result,
                                 GError               **error);

G_END_DECLS
