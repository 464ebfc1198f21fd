/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ec2/ferry-conversion-task.h"
#include "tasks/ferry-task-event.h"
#include "tasks/ferry-task-state.h"
#include "tasks/ferry-task-wait.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FERRY_TYPE_TASK (ferry_task_get_type ())
/**
 * FerryTask:
 *
 * One disk of a machine on its way, as the Tasks view shows it: an import of ours from the first
 * step on, or a conversion task that somebody else started. The boot disk's is the machine's. It
 * lives as long as the list holds it; only its properties change.
 *
 * Properties (all notify, all readable): "token" (string, (nullable): of the attempt; %NULL for
 * tasks started elsewhere, never for ours), "account-id", "region" (strings, construct-only),
 * "name" (string), "state" (FerryTaskState), "conversion-task-id" (string, (nullable)), "message"
 * (string, (nullable): what EC2 said last, redacted), "percent" (int, -1 when not known),
 * "instance-id" (string, (nullable)), "volume-id" (string, (nullable)), "disk-name" (string,
 * (nullable): of a data disk; %NULL for a machine), "source" (string, (nullable): the disk as
 * "BUCKET/KEY"; %NULL for tasks started elsewhere), "started" (GDateTime; for those, whose
 * beginning EC2 does not tell: when they were first seen), "finished" (GDateTime, (nullable)),
 * "heard" (GDateTime, (nullable): when EC2 was last asked and answered about it), "expiration"
 * (GDateTime, (nullable)), "error" (GError boxed, (nullable)), "wait" (FerryTaskWait: why it does
 * not go on), "until" (GDateTime, (nullable): when that ends), "zone" (string, (nullable): where
 * its volume is), "device" (string, (nullable): "/dev/sdf" once its volume is attached), "position"
 * (uint: of the disk in its machine), "size" (uint64: of the volume, GiB, 0 when not known).
 *
 * Signals: "ghost" (FerryConversionTask *said): EC2 tells of a conversion of an earlier attempt,
 * with each answer; "missed" (GDateTime *asked), a boolean: EC2 does not know the task by its id
 * any more: %TRUE: the handler says what becomes of it.
 *
 * "heard" notifies only while the task is unconfirmed, when it decides what becomes of it. Else
 * each answer would make every task speak, though none has changed; who shows it looks at it
 * when the list says "answered".
 */
G_DECLARE_FINAL_TYPE (FerryTask, ferry_task, FERRY, TASK, GObject)

FerryTask      *ferry_task_new                    (const char          *account_id,
                                                   const char          *region,
                                                   const char          *token,
                                                   const char          *name,
                                                   GDateTime           *started);
const char     *ferry_task_get_account_id         (FerryTask           *self);
const char     *ferry_task_get_region             (FerryTask           *self);
const char     *ferry_task_get_token              (FerryTask           *self);
const char     *ferry_task_get_name               (FerryTask           *self);
FerryTaskState  ferry_task_get_state              (FerryTask           *self);
const char     *ferry_task_get_conversion_task_id (FerryTask           *self);
const char     *ferry_task_get_message            (FerryTask           *self);
int             ferry_task_get_percent            (FerryTask           *self);
const char     *ferry_task_get_instance_id        (FerryTask           *self);
const char     *ferry_task_get_volume_id          (FerryTask           *self);
const char     *ferry_task_get_disk_name          (FerryTask           *self);
const char     *ferry_task_get_source             (FerryTask           *self);
GDateTime      *ferry_task_get_started            (FerryTask           *self);
GDateTime      *ferry_task_get_finished           (FerryTask           *self);
GDateTime      *ferry_task_get_heard              (FerryTask           *self);
GDateTime      *ferry_task_get_expiration         (FerryTask           *self);
const GError   *ferry_task_get_error              (FerryTask           *self);
FerryTaskWait   ferry_task_get_wait               (FerryTask           *self);
GDateTime      *ferry_task_get_until              (FerryTask           *self);
const char     *ferry_task_get_zone               (FerryTask           *self);
const char     *ferry_task_get_device             (FerryTask           *self);
guint           ferry_task_get_position           (FerryTask           *self);
guint64         ferry_task_get_size               (FerryTask           *self);
/* (transfer none) (element-type utf8): of earlier attempts */
GPtrArray      *ferry_task_get_former_tokens      (FerryTask           *self);
/* When EC2 last said something that it had not said before: another state, message or percentage;
 * (nullable). Does not notify by itself, what it said does.
 */
GDateTime      *ferry_task_get_news               (FerryTask           *self);
/* (transfer none) (element-type FerryTaskEvent): the states, in the order in which they came; not
 * to be changed
 */
GPtrArray      *ferry_task_get_history            (FerryTask           *self);
/* A state of before this object was made, from a journal: before the first set_state(), the oldest
 * first. A state that follows itself is one.
 */
void            ferry_task_remember               (FerryTask           *self,
                                                   FerryTaskState       state,
                                                   GDateTime           *time);
/* Entering a finished state sets "finished" to @now. */
void            ferry_task_set_state              (FerryTask           *self,
                                                   FerryTaskState       state,
                                                   GDateTime           *now);
/* (nullable) @error, copied */
void            ferry_task_set_error              (FerryTask           *self,
                                                   const GError        *error);
/* What a journal remembers. @conversion_task_id, @instance_id: (nullable): keeps what is known */
void            ferry_task_set_ids                (FerryTask           *self,
                                                   const char          *conversion_task_id,
                                                   const char          *instance_id);
/* (nullable) @volume_id */
void            ferry_task_set_volume_id          (FerryTask           *self,
                                                   const char          *volume_id);
/* @disk_name: (nullable): valid UTF-8 */
void            ferry_task_set_disk_name          (FerryTask           *self,
                                                   const char          *disk_name);
/* @source: (nullable): valid UTF-8 */
void            ferry_task_set_source             (FerryTask           *self,
                                                   const char          *source);
/* (nullable) @expiration */
void            ferry_task_set_expiration         (FerryTask           *self,
                                                   GDateTime           *expiration);
/* (nullable) @message, redacted here */
void            ferry_task_set_message            (FerryTask           *self,
                                                   const char          *message);
/* -1: not known */
void            ferry_task_set_percent            (FerryTask           *self,
                                                   int                  percent);
/* Another attempt: it has a token of its own. The one before becomes a former one. */
void            ferry_task_set_token              (FerryTask           *self,
                                                   const char          *token);
/* (nullable) @until */
void            ferry_task_set_wait               (FerryTask           *self,
                                                   FerryTaskWait        wait,
                                                   GDateTime           *until);
/* (nullable) @zone */
void            ferry_task_set_zone               (FerryTask           *self,
                                                   const char          *zone);
/* (nullable) @device */
void            ferry_task_set_device             (FerryTask           *self,
                                                   const char          *device);
/* @size: GiB, 0 when not known */
void            ferry_task_set_place              (FerryTask           *self,
                                                   guint                position,
                                                   guint64              size);
/* (nullable) @time */
void            ferry_task_set_news               (FerryTask           *self,
                                                   GDateTime           *time);
/* Before another attempt: what EC2 said of the last one does not count any more. */
void            ferry_task_forget                 (FerryTask           *self);
/* EC2 tells of a conversion with a former token: emits "ghost". */
void            ferry_task_tell_ghost             (FerryTask           *self,
                                                   FerryConversionTask *said);
/* EC2, asked at @asked by the task's id, does not know it: who handles "missed" looks further, else
 * it is lost.
 */
void            ferry_task_tell_missed            (FerryTask           *self,
                                                   GDateTime           *asked);
/* EC2, asked at @now, answered with all that it knows. */
void            ferry_task_set_heard              (FerryTask           *self,
                                                   GDateTime           *now);
/* EC2 no longer tells of the task, asked at @now: it ends as cancelled, with an error that says so.
 * No other cancelled task has an error.
 */
void            ferry_task_set_lost               (FerryTask           *self,
                                                   GDateTime           *now);
/* Whether it ended so: there may be an instance, or not. */
gboolean        ferry_task_is_lost                (FerryTask           *self);
/* Takes what EC2 says: id, state, message, percent, ids. Of the finished tasks only a lost one
 * comes back.
 */
void            ferry_task_update                 (FerryTask           *self,
                                                   FerryConversionTask *said,
                                                   GDateTime           *now);

G_END_DECLS
