/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wizard/ferry-migration.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_PLAN_EDITOR (ferry_plan_editor_get_type ())
/**
 * FerryPlanEditor:
 *
 * What is done with the machines and disks of the migration's plan as wholes. Each is one change,
 * and where something has gone or moved a toast says so and can take it back, as long as nothing
 * else has been changed.
 */
G_DECLARE_FINAL_TYPE (FerryPlanEditor, ferry_plan_editor, FERRY, PLAN_EDITOR, GObject)

/* @widget: in a window with toasts; it owns the editor */
FerryPlanEditor *ferry_plan_editor_new            (FerryMigration  *migration,
                                                   GtkWidget       *widget);
void             ferry_plan_editor_undo           (FerryPlanEditor *self);
void             ferry_plan_editor_redo           (FerryPlanEditor *self);
void             ferry_plan_editor_remove_machine (FerryPlanEditor *self,
                                                   FerryMachine    *machine);
void             ferry_plan_editor_merge          (FerryPlanEditor *self,
                                                   FerryMachine    *machine,
                                                   FerryMachine    *into);
void             ferry_plan_editor_remove_disk    (FerryPlanEditor *self,
                                                   FerryMachine    *machine,
                                                   guint            position);
void             ferry_plan_editor_move_disk      (FerryPlanEditor *self,
                                                   FerryMachine    *machine,
                                                   guint            position,
                                                   FerryMachine    *to);
/* Returns: (transfer none): the new machine */
FerryMachine    *ferry_plan_editor_split_disk     (FerryPlanEditor *self,
                                                   FerryMachine    *machine,
                                                   guint            position);
/* Does what the finding of @code says: about the disk at @position, or about @machine as a whole
 * where it has none there. Nothing where there is no such finding any more.
 */
void             ferry_plan_editor_fix            (FerryPlanEditor *self,
                                                   FerryMachine    *machine,
                                                   guint            code,
                                                   guint            position);
void             ferry_plan_editor_apply_to_all   (FerryPlanEditor *self,
                                                   FerryMachine    *machine,
                                                   const char      *property);

G_END_DECLS
