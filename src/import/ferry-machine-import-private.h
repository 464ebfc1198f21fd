/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/ferry-machine-import.h"

G_BEGIN_DECLS

/* What the run, the queue and the engine do with a machine's import. Its signal "changed" says that
 * something did that turns depend on; "held-back" (FerryImport *import) that EC2 refused for now.
 */

/* Takes it up as @journal has it; sends nothing. @is_copy: see FerryDesk */
FerryMachineImport *ferry_machine_import_new          (FerryJournal        *journal,
                                                       guint                position,
                                                       FerryActivity       *activity,
                                                       guint                speed,
                                                       gboolean             is_copy);
/* It cannot be imported at all; nothing is sent or written. */
void                ferry_machine_import_refuse       (FerryMachineImport  *self,
                                                       const GError        *error);
/* The account is at hand: it goes on. */
void                ferry_machine_import_set_client   (FerryMachineImport  *self,
                                                       FerryClient         *client);
/* (transfer none) (element-type FerryImport) */
GPtrArray          *ferry_machine_import_get_imports  (FerryMachineImport  *self);
/* Whether it has disks whose turn has not come. */
gboolean            ferry_machine_import_is_queued    (FerryMachineImport  *self);
/* Whether one of its disks has had its turn. */
gboolean            ferry_machine_import_is_begun     (FerryMachineImport  *self);
/* (nullable): the disk that could begin now */
FerryImport        *ferry_machine_import_get_ready    (FerryMachineImport  *self);
/* Conversions that EC2 runs for it, or may run, or that are about to be asked for. */
guint               ferry_machine_import_count_active (FerryMachineImport  *self);
/* The turn of @import has come. */
void                ferry_machine_import_begin        (FerryMachineImport  *self,
                                                       FerryImport         *import);
/* Why its planned disks wait, as far as the queue knows. @until: (nullable) */
void                ferry_machine_import_set_wait     (FerryMachineImport  *self,
                                                       FerryTaskWait        wait,
                                                       GDateTime           *until);
/* Whether something is left that only the account can do. */
gboolean            ferry_machine_import_needs_client (FerryMachineImport  *self);
/* Its owner goes. */
void                ferry_machine_import_abandon      (FerryMachineImport  *self);

G_END_DECLS
