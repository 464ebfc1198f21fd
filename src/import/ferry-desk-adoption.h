/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/ferry-activity.h"
#include "import/ferry-desk.h"

G_BEGIN_DECLS

/* ferry_desk_adopt() by a worker. That it did not work is logged: the copy is asked about again. */
void ferry_desk_adopt_later (FerryDesk     *desk,
                             GFile         *folder,
                             FerryActivity *activity);

G_END_DECLS
