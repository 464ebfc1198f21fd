/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/ferry-queue.h"

G_BEGIN_DECLS

/* What the engine does with the queue. Its signal "reordered" says that what a restart should find
 * has changed.
 */

/* @machine may have conversions under way: they count, and it comes to the queue's end whenever it
 * has disks whose turn has not come.
 */
void                ferry_queue_know          (FerryQueue          *self,
                                               FerryMachineImport  *machine);
/* (nullable) (transfer none): the machine that @task is a disk of */
FerryMachineImport *ferry_queue_find          (FerryQueue          *self,
                                               FerryTask           *task);
/* EC2 has told which conversions there are at the places of @client's account, or will not. */
void                ferry_queue_set_answered  (FerryQueue          *self,
                                               FerryClient         *client);
/* The order, the holds and the rest, as ferry_queue_restore() reads them. (transfer full) */
GBytes             *ferry_queue_dup_record    (FerryQueue          *self);
/* Brings what it knows into the order of an earlier run; what is not in @record comes behind. What
 * cannot be read is as if there were none.
 */
void                ferry_queue_restore       (FerryQueue          *self,
                                               GBytes              *record);
/* Its owner goes: no turn comes any more. */
void                ferry_queue_stop          (FerryQueue          *self);

G_END_DECLS
