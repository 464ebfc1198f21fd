/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "plan/ferry-machine.h"

G_BEGIN_DECLS

/* Whether there is something that a forgotten request for the disk at @position of @machine may
 * have made: an instance of its type that began after @since, or a volume of its size, without a
 * tag of Ferry and not one of @known (element-type utf8), a set of ids. For a token alone does not
 * find what was made while nobody asked: EC2 drops a finished task, its description with it, and
 * what has come of it carries no mark.
 */
void     ferry_leftover_search_async  (FerryClient         *client,
                                       const char          *region,
                                       FerryMachine        *machine,
                                       guint                position,
                                       GDateTime           *since,
                                       GHashTable          *known,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
/* @suspects: (out): there is. FALSE with @error where it is not known */
gboolean ferry_leftover_search_finish (FerryClient         *client,
                                       GAsyncResult        *result,
                                       gboolean            *suspects,
                                       GError             **error);

G_END_DECLS
