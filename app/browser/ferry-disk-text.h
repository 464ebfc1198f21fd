/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* Translated, plain text in which what the disk itself says is fit to show. All (transfer full). */

/* "VMDK, stream-optimized · 40 GiB disk · MBR · BIOS" */
char *ferry_disk_report_to_facts  (FerryDiskReport *report);
/* "Windows Server 2019 Standard", or what it looks like; (nullable): where it does not matter */
char *ferry_disk_report_to_system (FerryDiskReport *report);
/* "Read 412 KiB in 6 requests." */
char *ferry_disk_report_to_effort (FerryDiskReport *report);

G_END_DECLS
