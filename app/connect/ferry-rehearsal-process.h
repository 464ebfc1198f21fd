/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

#define FERRY_TYPE_REHEARSAL_PROCESS (ferry_rehearsal_process_get_type ())
/**
 * FerryRehearsalProcess:
 *
 * The rehearsal cloud as a child process: `ferry-rehearsal --state-dir DIR`, whose first line of
 * output is {"endpoint": "http://127.0.0.1:PORT"}. It ends when its standard input closes, which
 * happens when this object or the whole application goes, however it goes.
 *
 * The program is $FERRY_REHEARSAL where that is set (uninstalled builds), else the installed one.
 * $FERRY_REHEARSAL_ARGUMENTS adds arguments (shell quoting) for tests.
 */
G_DECLARE_FINAL_TYPE (FerryRehearsalProcess, ferry_rehearsal_process,
                      FERRY, REHEARSAL_PROCESS, GObject)

FerryRehearsalProcess *ferry_rehearsal_process_new          (GFile                  *state_folder);
/* Starts it, or answers at once when it runs. */
void                   ferry_rehearsal_process_start_async  (FerryRehearsalProcess  *self,
                                                             GCancellable           *cancellable,
                                                             GAsyncReadyCallback     callback,
                                                             gpointer                user_data);
/* (transfer full): the endpoint */
char                  *ferry_rehearsal_process_start_finish (FerryRehearsalProcess  *self,
                                                             GAsyncResult           *result,
                                                             GError                **error);

G_END_DECLS
