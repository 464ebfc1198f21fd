/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A plan of somebody else may name any file of this computer as user data: a private key, say,
 * which the machine could then read, and so whoever made its disk. Nothing of it is read or sent
 * before its user has seen the names of all such files and said yes. Where the answer is to leave
 * them out, @plan names none when this ends; where it names none to begin with, nobody is asked.
 * @parent: (nullable). FALSE with G_IO_ERROR_CANCELLED: the plan is not wanted at all. Main thread.
 */
void     ferry_user_data_ask_async  (FerryPlan            *plan,
                                     GtkWindow            *parent,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean ferry_user_data_ask_finish (FerryPlan            *plan,
                                     GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
