/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/ferry-machine-import.h"

G_BEGIN_DECLS

#define FERRY_TYPE_RUN (ferry_run_get_type ())
/**
 * FerryRun:
 *
 * One import of a plan: its journal and its machines. Properties: "finished" (boolean, notifies):
 * all machines are. Owned by the engine; main thread.
 */
G_DECLARE_FINAL_TYPE (FerryRun, ferry_run, FERRY, RUN, GObject)

const char   *ferry_run_get_id       (FerryRun *self);
FerryPlan    *ferry_run_get_plan     (FerryRun *self);
FerryJournal *ferry_run_get_journal  (FerryRun *self);
/* (transfer none): FerryMachineImport, by their positions in the plan */
GListModel   *ferry_run_get_machines (FerryRun *self);
GDateTime    *ferry_run_get_started  (FerryRun *self);
gboolean      ferry_run_is_finished  (FerryRun *self);

G_END_DECLS
