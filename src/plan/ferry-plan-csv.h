/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-csv.h"
#include "plan/ferry-plan.h"

G_BEGIN_DECLS

/* A plan from a table as spreadsheets write it (RFC 4180, UTF-8, commas or semicolons or tabs): one
 * line a machine, the first line names the columns, in any order and case. Needed are "region",
 * "bucket" and "boot-disk" (a key); more than one key in "data-disks" are parted by line feeds or
 * by "|". The others are the machine's settings: "name", "platform", "architecture",
 * "instance-type", "zone", "subnet-id", "private-ip", "security-groups" (parted by spaces),
 * "tenancy", "shutdown", "monitoring" ("yes", "no"), "user-data", "tags" (key=value, parted by
 * "|"), "description", "afterwards", "volume-size" and "data-volume-sizes" (GiB, parted by spaces).
 * An empty field is a setting that is not chosen.
 *
 * Nothing has been looked into yet: sizes of objects are 0 and reports empty, until whoever opens
 * the plan has looked.
 */

/* FERRY_ERROR_BAD_INPUT names the line and the column. (transfer full) */
FerryPlan *ferry_plan_csv_read (GBytes      *bytes,
                                const char  *account_id,
                                GError     **error);

G_END_DECLS
