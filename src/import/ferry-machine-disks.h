/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/ferry-import.h"
#include "import/ferry-machine-state.h"

G_BEGIN_DECLS

/**
 * FerryMachineDisks:
 * @n: how many there are
 * @n_landed: of them
 * @n_ended: failed, cancelled, or taken back
 * @n_begun: those that have had their turn, landed and ended ones too
 * @n_going: those that are under way, or will have a turn yet
 * @n_unconfirmed: those of whose request the outcome is not known
 * @boot_landed: the instance stands
 *
 * What the states of a machine's disks say together.
 */
typedef struct {
  guint    n;
  guint    n_landed;
  guint    n_ended;
  guint    n_begun;
  guint    n_going;
  guint    n_unconfirmed;
  gboolean boot_landed;
} FerryMachineDisks;

/* Pure. @states: of the disks, by their positions; @has_boot: the first one is the boot disk;
 * @undone: the instance that came of it was terminated
 */
void              ferry_machine_disks_sum   (FerryMachineDisks       *self,
                                             const FerryTaskState    *states,
                                             guint                    n_states,
                                             gboolean                 has_boot,
                                             gboolean                 undone);
/* What the machine's state is by its disks alone: never one of the landing's but
 * FERRY_MACHINE_LANDED, which says that it is the landing's turn.
 */
FerryMachineState ferry_machine_disks_judge (const FerryMachineDisks *self);
/* (nullable) (transfer full): the sentence that says which disk did not make it, and why.
 * @imports: (element-type FerryImport)
 */
GError           *ferry_machine_disks_dup_error (GPtrArray           *imports);

G_END_DECLS
