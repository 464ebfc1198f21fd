/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/ferry-machine-import.h"
#include "tasks/ferry-task-list.h"

G_BEGIN_DECLS

/* So many conversions EC2 runs at once in a region for an account, unless it was raised (VM
 * Import/Export User Guide, limits: 5, adjustable to 20).
 */
#define FERRY_QUEUE_SLOTS 5
#define FERRY_QUEUE_MOST_SLOTS 20

#define FERRY_TYPE_QUEUE (ferry_queue_get_type ())
/**
 * FerryQueue:
 *
 * The GListModel of the FerryMachineImport that have disks whose turn has not come, in the order in
 * which it will. At each place (an account in a region) no more conversions are under way than
 * there are slots, those of other people and tools included; a data volume counts like a boot disk.
 * Disks of machines that have begun go before new machines. Where EC2 says that there are too many,
 * the place rests: for a minute, then longer, with chance, 15 minutes at most (divided by speed).
 *
 * Properties (read and write, notify): "paused" (boolean): no turn comes; "slots" (uint, 5, at most
 * 20). Signal "turn" (FerryImport *import): it may begin now, and counts from here on. Owned by the
 * engine, main thread.
 */
G_DECLARE_FINAL_TYPE (FerryQueue, ferry_queue, FERRY, QUEUE, GObject)

FerryQueue *ferry_queue_new        (FerryTaskList      *tasks,
                                    guint               speed);
gboolean    ferry_queue_get_paused (FerryQueue         *self);
void        ferry_queue_set_paused (FerryQueue         *self,
                                    gboolean            paused);
guint       ferry_queue_get_slots  (FerryQueue         *self);
void        ferry_queue_set_slots  (FerryQueue         *self,
                                    guint               slots);
/* at its end; one that is in it already stays where it is */
void        ferry_queue_add        (FerryQueue         *self,
                                    FerryMachineImport *machine);
/* @position: among all, as the model has them */
void        ferry_queue_move       (FerryQueue         *self,
                                    FerryMachineImport *machine,
                                    guint               position);
/* EC2 refused a request of @import for now: its place rests. Returns: (transfer full): until when
 */
GDateTime  *ferry_queue_back_off   (FerryQueue         *self,
                                    FerryImport        *import,
                                    GDateTime          *now);
/* Conversions under way at the place of @machine, and those of them that are not Ferry's. */
void        ferry_queue_count      (FerryQueue         *self,
                                    FerryMachineImport *machine,
                                    guint              *n_active,
                                    guint              *n_foreign);

G_END_DECLS
