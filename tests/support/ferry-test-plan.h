/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

#define FERRY_TEST_ACCOUNT_ID "00000000-0000-4000-8000-000000000001"

/* Flawless values for tests to spoil: a stream-optimized VMDK of 6 GB that holds a Windows disk of
 * 40 GiB with an MBR and an active partition. All (transfer full).
 */
FerryDiskReport *ferry_test_report_new (void);
FerryDisk       *ferry_test_disk_new   (const char      *region,
                                        const char      *key,
                                        const char      *storage_class,
                                        FerryDiskReport *report);
FerryPlan       *ferry_test_plan_new   (const char      *region,
                                        const char      *key,
                                        const char      *storage_class,
                                        FerryDiskReport *report);

G_END_DECLS
