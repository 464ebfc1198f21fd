/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

#define FERRY_TYPE_TASK_ITEM (ferry_task_item_get_type ())
/**
 * FerryTaskItem:
 *
 * What has a row of its own in the list of tasks: a machine of ours with all its disks, or a task
 * that somebody else started. It stays one object for as long as that is known, and says of it what
 * the window shows; it is not what acts.
 *
 * Signals: "changed": something else is true of it or of one of its disks; "mattered": of what
 * lists are sorted and counted by, too. Owned by FerryTaskItems; main thread.
 */
G_DECLARE_FINAL_TYPE (FerryTaskItem, ferry_task_item, FERRY, TASK_ITEM, GObject)

FerryTaskItem      *ferry_task_item_new_for_machine (FerryMachineImport  *import);
FerryTaskItem      *ferry_task_item_new_for_task    (FerryTask           *task);
/* A machine that no engine moves, for those who only show it.
 * @tasks: of FerryTask, at least one; @machine: (nullable)
 */
FerryTaskItem      *ferry_task_item_new_shown       (FerryMachine        *machine,
                                                     GListModel          *tasks);
/* What one of those says. @subject, @error: (nullable) */
void                ferry_task_item_show            (FerryTaskItem       *self,
                                                     FerryMachineState    state,
                                                     FerryQuestion        question,
                                                     const char          *subject,
                                                     const GError        *error);

/* %FALSE: a task that somebody else started */
gboolean            ferry_task_item_is_machine      (FerryTaskItem       *self);
/* (nullable) */
FerryMachineImport *ferry_task_item_get_import      (FerryTaskItem       *self);
/* (nullable): of the plan */
FerryMachine       *ferry_task_item_get_machine     (FerryTaskItem       *self);
guint               ferry_task_item_get_n_tasks     (FerryTaskItem       *self);
/* (transfer none): the boot disk's is the first */
FerryTask          *ferry_task_item_get_task        (FerryTaskItem       *self,
                                                     guint                position);
/* GiB: the volume of the disk at @position; 0: not known */
guint64             ferry_task_item_get_size        (FerryTaskItem       *self,
                                                     guint                position);
/* where the volume of the disk at @position is, or will be, attached; (nullable) (transfer full) */
char               *ferry_task_item_dup_device      (FerryTaskItem       *self,
                                                     guint                position);
FerryMachineState   ferry_task_item_get_state       (FerryTaskItem       *self);
gboolean            ferry_task_item_is_finished     (FerryTaskItem       *self);
/* Whether disks of it are on their way, so that a percentage says something. */
gboolean            ferry_task_item_is_converting   (FerryTaskItem       *self);
FerryQuestion       ferry_task_item_get_question    (FerryTaskItem       *self);
/* (nullable) */
const char         *ferry_task_item_get_subject     (FerryTaskItem       *self);
const GError       *ferry_task_item_get_error       (FerryTaskItem       *self);
gboolean            ferry_task_item_get_held        (FerryTaskItem       *self);
gboolean            ferry_task_item_get_starting    (FerryTaskItem       *self);
const char         *ferry_task_item_get_instance_id (FerryTaskItem       *self);
const char         *ferry_task_item_get_instance_state (FerryTaskItem    *self);
const char         *ferry_task_item_get_region      (FerryTaskItem       *self);
const char         *ferry_task_item_get_account_id  (FerryTaskItem       *self);
GDateTime          *ferry_task_item_get_started     (FerryTaskItem       *self);
/* (nullable) */
GDateTime          *ferry_task_item_get_finished    (FerryTaskItem       *self);
/* (nullable): when EC2 last spoke of any of it */
GDateTime          *ferry_task_item_get_heard       (FerryTaskItem       *self);
/* Over all its disks, by their GiB; -1: EC2 has told of none */
int                 ferry_task_item_get_percent     (FerryTaskItem       *self);

gboolean            ferry_task_item_can_cancel      (FerryTaskItem       *self);
gboolean            ferry_task_item_can_retry       (FerryTaskItem       *self);
gboolean            ferry_task_item_can_start       (FerryTaskItem       *self);

/* Its place in the queue, from 1; 0: it is not in it. */
guint               ferry_task_item_get_place       (FerryTaskItem       *self);
void                ferry_task_item_set_place       (FerryTaskItem       *self,
                                                     guint                place);
/* Whether something is being asked of EC2 for it, so that it need not be asked twice. */
gboolean            ferry_task_item_is_pending      (FerryTaskItem       *self);
/* What was last wanted of it and did not work; (nullable): a sentence */
const char         *ferry_task_item_get_problem     (FerryTaskItem       *self);
void                ferry_task_item_set_pending     (FerryTaskItem       *self,
                                                     gboolean             pending,
                                                     const char          *problem);

G_END_DECLS
