/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-widgets.h"

#include "wizard/ferry-migration.h"

G_BEGIN_DECLS

#define FERRY_TEST_REGION "eu-west-1"

/* A migration of the rehearsal account, its disks in one bucket in eu-west-1, all of them of
 * Windows but for those whose names hold "linux" (Linux) or "blank" (nothing tells). @names: ended by %NULL.
 * (transfer full)
 */
FerryMigration    *ferry_test_migration_new (const char *const *names);
/* @n_machines machines "web000", each with a boot disk and a data disk */
FerryMigration    *ferry_test_migration_new_many (guint         n_machines);
/* Two VPCs, three subnets, two zones, groups and types; all facts are known. (transfer full) */
FerryAccountFacts *ferry_test_facts_new     (void);
/* The page on the screen. (transfer full): gtk_window_destroy() it */
GtkWindow         *ferry_test_page_show     (GtkWidget         *page,
                                             int                width);

G_END_DECLS
