/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/ferry-activity.h"
#include "aws/ferry-client.h"
#include "import/ferry-machine-state.h"
#include "import/ferry-record.h"

G_BEGIN_DECLS

#define FERRY_TYPE_LANDING (ferry_landing_get_type ())
/**
 * FerryLanding:
 *
 * What comes after the conversions of a machine: tags for its instance and volumes (the plan's,
 * "Name", FERRY_TAG_ATTEMPT, FERRY_TAG_RUN), waiting until the instance is stopped, and its data
 * volumes attached under the machine's device names. Each act is in the machine's record before it
 * is sent, and after. A lost reply is settled by describing the volume: in use by our instance is
 * success, by another instance a failure, available means that it may be tried again. A device name
 * that another volume has asks (FERRY_QUESTION_DEVICE). An import of one disk is only tagged. That
 * tags are denied is told ("notice"), and does not hold up the volumes.
 *
 *   tagging → attaching → landed;  attaching → asking → attaching;  any → failed
 *
 * Properties (notify): "state" (FerryMachineState: one of these), "question" (FerryQuestion),
 * "error" (GError boxed, (nullable): why it failed, or asks, or that it waits for
 * ferry_landing_go() with a client whose credentials count), "notice" (GError boxed, (nullable):
 * what did not work but does not matter), "instance-state" (string, (nullable)). Owned by its
 * FerryMachineImport, which holds the record; main thread.
 */
G_DECLARE_FINAL_TYPE (FerryLanding, ferry_landing, FERRY, LANDING, GObject)

/* Takes it up as @record (of the machine) has it; sends nothing. */
FerryLanding      *ferry_landing_new          (FerryRecord         *record,
                                               FerryActivity       *activity,
                                               guint                speed);
/* Goes on from where it stands, also after a failure; while it is under way, only @client is taken.
 * @tokens: (element-type utf8): the attempt's token of each disk; @volumes: (element-type utf8):
 *   the volume of each disk by its position; [0], the boot disk's, is only tagged and may be %NULL
 */
void               ferry_landing_go           (FerryLanding        *self,
                                               FerryClient         *client,
                                               const char          *instance_id,
                                               GPtrArray           *tokens,
                                               GPtrArray           *volumes);
FerryMachineState  ferry_landing_get_state    (FerryLanding        *self);
FerryQuestion      ferry_landing_get_question (FerryLanding        *self);
/* the device name that is taken, by the volume of which disk; (nullable) */
const char        *ferry_landing_get_subject  (FerryLanding        *self,
                                               guint               *position);
/* Another device name for it; goes on. */
void               ferry_landing_answer       (FerryLanding        *self,
                                               const char          *device);
const GError      *ferry_landing_get_error    (FerryLanding        *self);
const GError      *ferry_landing_get_notice   (FerryLanding        *self);
/* the name under which the volume at @position is attached; (nullable) */
const char        *ferry_landing_get_device   (FerryLanding        *self,
                                               guint                position);
/* (nullable) */
const char        *ferry_landing_get_instance_state (FerryLanding  *self);
/* Its owner goes: gives up reads and waiting; what is sent goes on. */
void               ferry_landing_abandon      (FerryLanding        *self);

/* What Ferry made of a machine and is not wanted any more: terminates @instance_id and deletes
 * @volumes (element-type utf8) that belong to nothing. Gone already is fine. */
void               ferry_landing_undo_async   (FerryClient         *client,
                                               const char          *region,
                                               const char          *instance_id,
                                               GPtrArray           *volumes,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
gboolean           ferry_landing_undo_finish  (FerryClient         *client,
                                               GAsyncResult        *result,
                                               GError             **error);

G_END_DECLS
