/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The address of AWS's console in a browser, by the partition that the region is in (AWS General
 * Reference; AWS Management Console User Guide, "Supported Regions"), of one instance, or of all
 * that there are.
 * @instance_id: (nullable). (transfer full) (nullable): not where @region or the id is no name
 */
char *ferry_console_link_new (const char *region,
                              const char *instance_id);

G_END_DECLS
