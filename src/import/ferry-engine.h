/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/ferry-activity.h"
#include "import/ferry-queue.h"
#include "import/ferry-run.h"
#include "tasks/ferry-task-list.h"

G_BEGIN_DECLS

#define FERRY_TYPE_ENGINE (ferry_engine_get_type ())
/**
 * FerryEngine:
 *
 * Owns all runs, their journals, the queue and the one durable writer. Owned by the application, so
 * closing a window ends nothing.
 *
 * Properties (notify): "damaged" (GPtrArray of paths, boxed), "needs-us" (boolean: something is
 * left that this computer must do, so it should neither sleep nor be shut down).
 */
G_DECLARE_FINAL_TYPE (FerryEngine, ferry_engine, FERRY, ENGINE, GObject)

/* @folder: where the journals are; @tasks gets a row for each disk; @activity counts what is to be
 * sent or written, so that quitting waits for it; @speed: divides all waiting (rehearsals, tests)
 */
FerryEngine *ferry_engine_new         (GFile                *folder,
                                       FerryTaskList        *tasks,
                                       FerryActivity        *activity,
                                       guint                 speed);
/* Locks the folder and reads the journals that an earlier run left. FERRY_ERROR_IN_USE: another
 * Ferry has it; FERRY_ERROR_STORAGE: it cannot be used. Nothing can be imported then.
 */
void         ferry_engine_load_async  (FerryEngine          *self,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean     ferry_engine_load_finish (FerryEngine          *self,
                                       GAsyncResult         *result,
                                       GError              **error);
/* (transfer none) (element-type utf8): the paths of journals of which not even line 1 could be
 * read: what their imports did is not known.
 */
GPtrArray   *ferry_engine_get_damaged (FerryEngine          *self);
/* (transfer full) (element-type utf8): accounts whose machines are not finished, or that have
 * something of ours in a bucket
 */
GPtrArray   *ferry_engine_dup_open_accounts (FerryEngine     *self);
/* An account is at hand: its unconfirmed imports are asked for, its running ones followed, its
 * queue goes on.
 */
void         ferry_engine_attach      (FerryEngine          *self,
                                       FerryClient          *client);
/* (nullable) (transfer none): of an account that is at hand */
FerryClient *ferry_engine_get_client  (FerryEngine          *self,
                                       const char           *account_id);
/* Puts the machines of @plan in the queue, once however often the button is pressed: a plan whose
 * run is not finished is not run again. The run has a copy of @plan. Returns: (transfer none)
 */
FerryRun    *ferry_engine_import      (FerryEngine          *self,
                                       FerryClient          *client,
                                       FerryPlan            *plan);
/* (transfer none): FerryRun, the newest first */
GListModel  *ferry_engine_get_runs    (FerryEngine          *self);
FerryQueue  *ferry_engine_get_queue   (FerryEngine          *self);
/* (nullable) (transfer none): the machine that @task is a disk of; none for a task of others */
FerryMachineImport *ferry_engine_find_machine (FerryEngine  *self,
                                       FerryTask            *task);
gboolean     ferry_engine_get_needs_us (FerryEngine         *self);
/* Asks EC2 to cancel one task, whoever started it; the answer comes through the task's state.
 * FERRY_ERROR_FAILED when the task's account is not at hand. A refusal of a task that ends anyhow
 * is none.
 */
void         ferry_engine_cancel_async  (FerryEngine         *self,
                                         FerryTask           *task,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
gboolean     ferry_engine_cancel_finish (FerryEngine         *self,
                                         GAsyncResult        *result,
                                         GError             **error);

G_END_DECLS
