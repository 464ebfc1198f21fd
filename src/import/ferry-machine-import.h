/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/ferry-activity.h"
#include "import/ferry-import.h"
#include "import/ferry-machine-state.h"

G_BEGIN_DECLS

#define FERRY_TYPE_MACHINE_IMPORT (ferry_machine_import_get_type ())
/**
 * FerryMachineImport:
 *
 * One machine on its way: its disks' imports, the boot disk first, the data disks once EC2 has said
 * in which zone that stands; then its landing (tags, volumes attached); and what a person does with
 * it. Its disks are rows of the task list; this is what holds them together.
 *
 *   waiting → importing → tagging → attaching → landed
 *                ↕            ↘ asking ↗
 *           unconfirmed      failed, cancelling → cancelled
 *
 * Properties (all notify, all readable): "state" (FerryMachineState), "question" (FerryQuestion),
 * "error" (GError boxed, (nullable)), "notice" (GError boxed, (nullable): what did not work but
 * does not matter), "held" (boolean: this machine's turn does not come),
 * "started", "finished" (GDateTime; finished is (nullable)), "instance-state" (string, (nullable):
 * EC2's word, once it was asked: "stopped", "running"), "starting" (boolean: StartInstances is on
 * its way). Owned by its run; main thread.
 */
G_DECLARE_FINAL_TYPE (FerryMachineImport, ferry_machine_import, FERRY, MACHINE_IMPORT, GObject)

/* of the plan; not to be changed */
FerryMachine      *ferry_machine_import_get_machine     (FerryMachineImport   *self);
/* its position in the plan */
guint              ferry_machine_import_get_position    (FerryMachineImport   *self);
const char        *ferry_machine_import_get_run_id      (FerryMachineImport   *self);
const char        *ferry_machine_import_get_account_id  (FerryMachineImport   *self);
const char        *ferry_machine_import_get_region      (FerryMachineImport   *self);
FerryRoad          ferry_machine_import_get_road        (FerryMachineImport   *self);
FerryMachineState  ferry_machine_import_get_state       (FerryMachineImport   *self);
FerryQuestion      ferry_machine_import_get_question    (FerryMachineImport   *self);
/* what the question is about: the device name that is taken; (nullable) */
const char        *ferry_machine_import_get_subject     (FerryMachineImport   *self);
const GError      *ferry_machine_import_get_error       (FerryMachineImport   *self);
const GError      *ferry_machine_import_get_notice      (FerryMachineImport   *self);
gboolean           ferry_machine_import_get_held        (FerryMachineImport   *self);
GDateTime         *ferry_machine_import_get_started     (FerryMachineImport   *self);
/* (nullable) */
GDateTime         *ferry_machine_import_get_finished    (FerryMachineImport   *self);
/* (transfer none): FerryTask, by the position of the disk; all of them from the beginning */
GListModel        *ferry_machine_import_get_tasks       (FerryMachineImport   *self);
/* (nullable): the boot disk's */
const char        *ferry_machine_import_get_instance_id (FerryMachineImport   *self);
const char        *ferry_machine_import_get_instance_state (FerryMachineImport *self);
/* The device name of the volume at @position once it is attached; (nullable) */
const char        *ferry_machine_import_get_device      (FerryMachineImport   *self,
                                                         guint                 position);
gboolean           ferry_machine_import_get_starting    (FerryMachineImport   *self);
/* Whether something is left that this computer must do: the next request, tags, volumes, removing
 * what is in the bucket. Not while EC2 works alone, nor while a person is waited for.
 */
gboolean           ferry_machine_import_needs_us        (FerryMachineImport   *self);

/* What a person may do now. */
gboolean           ferry_machine_import_can_cancel      (FerryMachineImport   *self);
gboolean           ferry_machine_import_can_retry       (FerryMachineImport   *self);
gboolean           ferry_machine_import_can_start       (FerryMachineImport   *self);

/* Ends what runs and removes what Ferry made, but for volumes that have landed: they are kept for a
 * retry. Where EC2 was faster: FERRY_QUESTION_RACED. Called back when it was asked for; what
 * becomes of it is in the state.
 */
void               ferry_machine_import_cancel_async    (FerryMachineImport   *self,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean           ferry_machine_import_cancel_finish   (FerryMachineImport   *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);
/* Of a failed or cancelled one: new attempts for what has not landed, at the queue's end. */
void               ferry_machine_import_retry           (FerryMachineImport   *self);
/* @answer: one of those of the question. Called back when what it wants is done or has failed. */
void               ferry_machine_import_answer_async    (FerryMachineImport   *self,
                                                         const char           *answer,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean           ferry_machine_import_answer_finish   (FerryMachineImport   *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);
/* Of one that has landed: StartInstances, which is safe to repeat. */
void               ferry_machine_import_start_async     (FerryMachineImport   *self,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean           ferry_machine_import_start_finish    (FerryMachineImport   *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);
void               ferry_machine_import_set_held        (FerryMachineImport   *self,
                                                         gboolean              held);

G_END_DECLS
