/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/ferry-run.h"

G_BEGIN_DECLS

/* What the engine does with a run. */

/* A run that has no journal yet, and so no machines. @plan: the run's own */
FerryRun *ferry_run_new        (FerryPlan            *plan,
                                const char           *id,
                                GDateTime            *started);
/* Its machines as @journal has them; nothing is sent or written. @is_copy, @is_foreign: see
 * ferry_machine_import_new()
 */
void      ferry_run_open       (FerryRun             *self,
                                FerryJournal         *journal,
                                FerryActivity        *activity,
                                guint                 speed,
                                gboolean              is_copy,
                                gboolean              is_foreign);
/* Writes that it was wished for, so that a restart finds it; where that cannot be written it is
 * refused.
 */
void      ferry_run_begin      (FerryRun             *self);
/* It is not carried out: its machines say why. */
void      ferry_run_refuse     (FerryRun             *self,
                                const GError         *error);
const char *ferry_run_get_account_id (FerryRun       *self);
void      ferry_run_set_client (FerryRun             *self,
                                FerryClient          *client);
void      ferry_run_abandon    (FerryRun             *self);
/* Whether a person has said of a journal of another desk that it goes on here. */
gboolean  ferry_run_is_taken_over (FerryRun          *self);

G_END_DECLS
