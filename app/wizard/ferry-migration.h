/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wizard/ferry-plan-checker.h"

G_BEGIN_DECLS

#define FERRY_TYPE_MIGRATION (ferry_migration_get_type ())
/**
 * FerryMigration:
 *
 * What the wizard's pages work on together, from left to right: the account's client, the disks,
 * the plan made from them. Setting something clears what was made from the old value, when the
 * value is really another one; so a page that is revisited keeps its state, and a later page
 * re-checks when an earlier one changed.
 *
 * Properties (all notify): "client" (FerryClient), "identity" (FerryIdentity, boxed), "disks"
 * (GPtrArray of FerryDisk, boxed, never %NULL), "plan" (FerryPlan: made from the disks). All
 * others (nullable).
 *
 * Signal "plan-opened": the plan is one from a file or a table now.
 */
G_DECLARE_FINAL_TYPE (FerryMigration, ferry_migration, FERRY, MIGRATION, GObject)

FerryMigration      *ferry_migration_new          (void);
FerryClient         *ferry_migration_get_client   (FerryMigration      *self);
const FerryIdentity *ferry_migration_get_identity (FerryMigration      *self);
/* (transfer none) (element-type FerryDisk): in the order they were chosen in; empty for none */
GPtrArray           *ferry_migration_get_disks    (FerryMigration      *self);
/* the first of them; (nullable) */
FerryDisk           *ferry_migration_get_disk     (FerryMigration      *self);
FerryPlan           *ferry_migration_get_plan     (FerryMigration      *self);
/* (nullable): of the plan, while there is one */
FerryPlanHistory    *ferry_migration_get_history  (FerryMigration      *self);
/* of whatever plan there is; the same as long as the migration lives */
FerryPlanChecker    *ferry_migration_get_checker  (FerryMigration      *self);
/* another client clears disks and plan */
void                 ferry_migration_set_client   (FerryMigration      *self,
                                                   FerryClient         *client,
                                                   const FerryIdentity *identity);
/* @disks: (element-type FerryDisk): the plan follows (ferry_plan_disks_follow()), and where none of
 * the old ones is left it is a new one; an empty array clears it
 */
void                 ferry_migration_set_disks    (FerryMigration      *self,
                                                   GPtrArray           *disks);
/* the same with one, or with %NULL for none */
void                 ferry_migration_set_disk     (FerryMigration      *self,
                                                   FerryDisk           *disk);
/* A plan from a file or a table; emits "plan-opened". Its disks are those that are chosen now, its
 * account is the client's.
 */
void                 ferry_migration_set_plan     (FerryMigration      *self,
                                                   FerryPlan           *plan);

G_END_DECLS
