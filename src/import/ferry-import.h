/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "base/ferry-activity.h"
#include "import/ferry-record.h"
#include "tasks/ferry-task.h"

G_BEGIN_DECLS

#define FERRY_TYPE_IMPORT (ferry_import_get_type ())
/**
 * FerryImport:
 *
 * The import of one disk of a machine: its boot disk becomes an instance by ImportInstance, any
 * other a volume by ImportVolume. An explicit state machine over FerryTaskState, in attempts: each
 * has a token, a manifest and one request, which is sent once in the life of the attempt, whatever
 * happens.
 *
 *   planned → storing → proving → requesting → converting → landed
 *     ↑  ↘        ↘         ↘        ↘ unconfirmed ↗   ↘ cancelled
 *     │   └ failed, cancelled ┘            │
 *     └────────────────────────────────────┘ settled: EC2 never got it
 *
 * Every step is in the record before it is taken and after. A restart while storing or proving
 * sent no request: the attempt's manifest is removed and the disk is planned again. A request whose
 * outcome is not known is unconfirmed and is settled (FerrySettling); only when EC2 has certainly
 * not got it is the disk planned again. A refusal for now (too many tasks, throttled) ends the
 * attempt, not the import: planned again, "held-back" is emitted. A new attempt begins when the
 * manifest of the one before is gone.
 *
 * Before the first attempt the disk is claimed (FerryClaim), until it has landed or is given up.
 *
 * Signals: "held-back": EC2 refused for now, or could not be reached, the disk is planned again;
 * "zone": EC2 has said where the boot disk's volume is; "ready": it may begin. Owned by its
 * FerryMachineImport; drives its FerryTask.
 */
G_DECLARE_FINAL_TYPE (FerryImport, ferry_import, FERRY, IMPORT, GObject)

/* Takes it up as @record has it, new or after a restart; sends nothing.
 * @run_id: for the tags; @speed: divides all waiting
 * @is_copy: the journal is a copy: what is not finished waits for a person (FERRY_TASK_WAIT_PERSON)
 */
FerryImport  *ferry_import_new        (FerryRecord         *record,
                                       FerryTask           *task,
                                       FerryActivity       *activity,
                                       guint                speed,
                                       gboolean             is_copy);
FerryTask    *ferry_import_get_task   (FerryImport         *self);
guint         ferry_import_get_position (FerryImport       *self);
/* With the account's client at hand: settles what is unconfirmed, removes what is left in the
 * bucket.
 */
void          ferry_import_set_client (FerryImport         *self,
                                       FerryClient         *client);
/* Planned, its last attempt's remains are gone, and nobody has cancelled it: it may begin. */
gboolean      ferry_import_is_ready   (FerryImport         *self);
/* Whether EC2 runs, or may run, a conversion for it, or one is about to be asked for. */
gboolean      ferry_import_is_active  (FerryImport         *self);
/* Its turn has come: signs, stores, proves and requests a new attempt.
 * @zone: (nullable): where a volume is made; @user_data: (nullable): for the instance
 */
void          ferry_import_begin      (FerryImport         *self,
                                       const char          *zone,
                                       GBytes              *user_data);
/* Why it does not begin; only while it is planned. Shown on its task. @until: (nullable) */
void          ferry_import_set_wait   (FerryImport         *self,
                                       FerryTaskWait        wait,
                                       GDateTime           *until);
/* (nullable): the zone that EC2 told for its volume */
const char   *ferry_import_get_zone   (FerryImport         *self);
/* (nullable): when the links of the attempt end: EC2 reads the disk no longer. */
GDateTime    *ferry_import_get_link_expiration (FerryImport *self);
/* Cancels it wherever it is: what has not been requested is not; what converts is cancelled in EC2;
 * an unconfirmed one is settled first and cancelled if it is found. What has landed stays so.
 */
void          ferry_import_cancel     (FerryImport         *self);
/* Of a failed or cancelled one, or of one that has landed and is not wanted so: planned again. A
 * lost one is settled first.
 */
void          ferry_import_retry      (FerryImport         *self);
/* Of one that waits for a person (a copied journal, a damaged one): what EC2 has under the disk's
 * fingerprint is taken up; where there is nothing, the fence of an unconfirmed request counts.
 */
void          ferry_import_go_on      (FerryImport         *self);
/* Its machine has ended: while it is planned it does not wait for a turn, and its claim goes. */
void          ferry_import_set_resting (FerryImport        *self,
                                       gboolean             is_resting);
/* Its owner goes: gives up reads; what is sent or written goes on, but nothing follows it. */
void          ferry_import_abandon    (FerryImport         *self);
/* Whether something is left that only the account can do: follow the task, remove what is left. */
gboolean      ferry_import_needs_client (FerryImport       *self);
/* Whether this computer must do it (see ferry_machine_import_needs_us()). */
gboolean      ferry_import_needs_us   (FerryImport         *self);

G_END_DECLS
