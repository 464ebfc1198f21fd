/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "base/ferry-activity.h"
#include "import/ferry-record.h"

G_BEGIN_DECLS

/* Attaches the volume of one disk to the machine's instance, and sees to it that it is. Before
 * AttachVolume is sent a line is in @record, "attaching" with "instance", "volume" and "device";
 * once it is known what came of it another takes "volume" back. So a "volume" that stands is an act
 * whose outcome is not known, of this run or of one before: it is settled by describing the volume.
 * Only when EC2 goes on to say, for longer than its lists may be behind, that it is attached to
 * nothing, it is tried anew. When it is attached, "device-N" and "volume-N" say so.
 *
 * @position: of the disk in the machine; @activity: counts lines and the act, not the waiting
 *
 * Errors: FERRY_ERROR_CONFLICT: it is attached to another instance; FERRY_ERROR_FAILED: it or the
 * instance is gone; FERRY_ERROR_DENIED: it may not be attached, or, after a lost reply, not be
 * asked for; FERRY_ERROR_STORAGE and its like; FERRY_ERROR_REFUSED, with what EC2 said, among it
 * FERRY_ANSWER_DEVICE. After an error nothing is under way but where it says so.
 */
void  ferry_attaching_async  (FerryClient          *client,
                              FerryRecord          *record,
                              FerryActivity        *activity,
                              const char           *instance_id,
                              guint                 position,
                              const char           *volume_id,
                              const char           *device,
                              guint                 speed,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
/* The device under which it is attached (transfer full). @notice: (out) (transfer full) (nullable):
 * that it is another one than was asked for, or that EC2 could not be asked
 */
char *ferry_attaching_finish (FerryClient          *client,
                              GAsyncResult         *result,
                              GError              **notice,
                              GError              **error);

/* Whether it ended in an error because the volume is gone. */
gboolean ferry_attaching_is_gone (GAsyncResult       *result);

/* "device-1": where a record keeps what is known of the disk at @position. (transfer full) */
char *ferry_attaching_field  (const char           *name,
                              guint                 position);

G_END_DECLS
