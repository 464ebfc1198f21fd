/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* What a machine and a plan are in a few words. All plain text, (transfer full). */

/* "web01", or what stands for a name that is missing */
char *ferry_machine_text_name     (FerryMachine *machine);
/* "Windows Server 2019 · 2 disks · m5.large" */
char *ferry_machine_text_describe (FerryMachine *machine);
/* "25 Machines from 60 Disks" */
char *ferry_machine_text_count    (FerryPlan    *plan);
/* "Europe (Ireland), the region of acme-exports"; "In 2 regions" */
char *ferry_machine_text_region   (FerryPlan    *plan);
/* Why the Machines page is not complete, said of the first machine of which it can be said;
 * (nullable). What is wrong with a disk or a region is the Review page's business.
 * @checks: (element-type FerryCheck)
 */
char *ferry_machine_text_reason   (FerryPlan    *plan,
                                   GPtrArray    *checks);
/* what a setting is called, by its property: "Instance Type"; (transfer none) */
const char *
      ferry_machine_text_setting  (const char   *property);

G_END_DECLS
