/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What can be done with a machine or a disk, as menus of the page's actions; made when they open,
 * for they name the other machines of the plan. (transfer full)
 */
GMenuModel *ferry_machine_menus_new_for_machine (FerryPlan    *plan,
                                                 FerryMachine *machine);
GMenuModel *ferry_machine_menus_new_for_disk    (FerryPlan    *plan,
                                                 FerryMachine *machine,
                                                 guint         position);

G_END_DECLS
