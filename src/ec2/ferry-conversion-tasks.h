/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "ec2/ferry-conversion-task.h"

G_BEGIN_DECLS

/* EC2 API Reference: "DescribeConversionTasks" (not paginated) and "CancelConversionTask". */

/* @task_id: (nullable): %NULL for all of the region */
FerryRequest *ferry_describe_conversion_tasks_request (const char           *region,
                                                       const char           *task_id);
/* Reads both shapes: the task directly in <item>, and once more wrapped in <conversionTask>.
 * Returns: (transfer full) (element-type FerryConversionTask)
 */
GPtrArray    *ferry_describe_conversion_tasks_parse   (GBytes               *body,
                                                       GError              **error);
void          ferry_describe_conversion_tasks_async   (FerryClient          *client,
                                                       const char           *region,
                                                       const char           *task_id,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
GPtrArray    *ferry_describe_conversion_tasks_finish  (FerryClient          *client,
                                                       GAsyncResult         *result,
                                                       GError              **error);

/* Safe to repeat: a task that is already cancelled stays so. @reason: (nullable) */
FerryRequest *ferry_cancel_conversion_task_request    (const char           *region,
                                                       const char           *task_id,
                                                       const char           *reason);
void          ferry_cancel_conversion_task_async      (FerryClient          *client,
                                                       const char           *region,
                                                       const char           *task_id,
                                                       const char           *reason,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gboolean      ferry_cancel_conversion_task_finish     (FerryClient          *client,
                                                       GAsyncResult         *result,
                                                       GError              **error);

G_END_DECLS
