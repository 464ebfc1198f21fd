/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "connect/ferry-accounts.h"
#include "connect/ferry-connector.h"
#include "tasks/ferry-task-items.h"

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_APPLICATION (ferry_application_get_type ())
/**
 * FerryApplication:
 *
 * Owns what outlives a window: the keyring, the task list, the import engine, what is known about
 * disks, the rehearsal cloud's process. Windows only observe. With `--rehearsal` it runs under an
 * id of its own (io.github.vmferry.Ferry.Rehearsal), with its own settings, state and keyring
 * items.
 */
G_DECLARE_FINAL_TYPE (FerryApplication, ferry_application, FERRY, APPLICATION, AdwApplication)

FerryApplication *ferry_application_new            (void);
/* the running one */
FerryApplication *ferry_application_get            (void);
gboolean          ferry_application_is_rehearsal   (FerryApplication *self);
FerryKeyring     *ferry_application_get_keyring    (FerryApplication *self);
FerryClearedTasks *
                  ferry_application_get_cleared_tasks
                                                   (FerryApplication *self);
FerryTaskList    *ferry_application_get_task_list  (FerryApplication *self);
/* what the application waits for before it ends */
FerryActivity    *ferry_application_get_activity   (FerryApplication *self);
FerryEngine      *ferry_application_get_engine     (FerryApplication *self);
/* the machines of the engine and the tasks of others, as the windows show them */
FerryTaskItems   *ferry_application_get_task_items (FerryApplication *self);
/* what is known about accounts */
FerryAccountCache *
                  ferry_application_get_account_cache
                                                   (FerryApplication *self);
FerryDiskInspections *
                  ferry_application_get_inspections
                                                   (FerryApplication *self);
FerryAccounts    *ferry_application_get_accounts   (FerryApplication *self);
FerryConnector   *ferry_application_get_connector  (FerryApplication *self);
/* (nullable): %NULL where the schema is not installed; then nothing is remembered */
GSettings        *ferry_application_get_settings   (FerryApplication *self);

/* (nullable) (transfer none): of the account that is chosen in the main window */
FerryClient      *ferry_application_get_client     (FerryApplication *self);
/* Brings the main window, where accounts are chosen. */
void              ferry_application_show_accounts  (FerryApplication *self);
/* Brings the main window, with @disk among those that are migrated. Returns: FALSE where @client is
 * not that of the account that is chosen there; then nothing comes
 */
gboolean          ferry_application_import_disk    (FerryApplication *self,
                                                    FerryClient      *client,
                                                    FerryDisk        *disk);
/* From now on the tasks of this region are shown, whoever started them. Not of regions without
 * ImportInstance: there are none.
 */
void              ferry_application_follow         (FerryApplication  *self,
                                                    FerryClient       *client,
                                                    const char        *region);
/* Opens a rehearsal, which is an application of its own. */
gboolean          ferry_application_open_rehearsal (FerryApplication  *self,
                                                    GError           **error);

/* A client for the account: asks the keyring, or starts the rehearsal cloud where @account is the
 * rehearsal account; then attaches it to the engine. The same client is given to all who ask.
 */
void              ferry_application_connect_async  (FerryApplication     *self,
                                                    FerryAccount         *account,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
/* (transfer full) */
FerryClient      *ferry_application_connect_finish (FerryApplication     *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

G_END_DECLS
