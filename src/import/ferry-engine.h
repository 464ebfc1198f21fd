/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/ferry-durable-writer.h"
#include "import/ferry-import.h"
#include "tasks/ferry-task-list.h"

G_BEGIN_DECLS

#define FERRY_TYPE_ENGINE (ferry_engine_get_type ())
/**
 * FerryEngine:
 *
 * Owns all imports, their journals and the one durable writer. Owned by the application, so closing
 * a window ends nothing.
 */
G_DECLARE_FINAL_TYPE (FerryEngine, ferry_engine, FERRY, ENGINE, GObject)

/* @folder: where the journals are; @tasks gets a row for each import; @activity counts what is to
 * be sent or written, so that quitting waits for it
 */
FerryEngine *ferry_engine_new         (GFile                *folder,
                                       FerryTaskList        *tasks,
                                       FerryActivity        *activity);
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
 * read: what their imports did is not known. The property "damaged" (GPtrArray) notifies.
 */
GPtrArray   *ferry_engine_get_damaged (FerryEngine          *self);
/* (transfer full) (element-type utf8): accounts that have imports which are not finished, or
 * whose manifest is still in the bucket
 */
GPtrArray   *ferry_engine_dup_open_accounts (FerryEngine     *self);
/* An account is at hand: its unconfirmed imports are asked for, its running ones followed. */
void         ferry_engine_attach      (FerryEngine          *self,
                                       FerryClient          *client);
/* Starts what @draft holds, once. Returns: (transfer none): its row, already in the list; failed
 * where the journals cannot be written
 */
FerryTask   *ferry_engine_import      (FerryEngine          *self,
                                       FerryClient          *client,
                                       FerryDraft           *draft);
/* Asks EC2 to cancel; the answer comes through the task's state. FERRY_ERROR_FAILED when the task's
 * account is not attached. A refusal of a task that ends anyhow is none.
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
