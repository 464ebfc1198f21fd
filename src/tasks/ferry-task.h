/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ec2/ferry-conversion-task.h"
#include "tasks/ferry-task-event.h"
#include "tasks/ferry-task-state.h"

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
 * Properties (all notify, all readable): "token" (string, construct-only, (nullable): %NULL for
 * tasks started elsewhere), "account-id", "region" (strings, construct-only), "name" (string),
 * "state" (FerryTaskState), "conversion-task-id" (string, (nullable)), "message" (string,
 * (nullable): what EC2 said last, redacted), "percent" (int, -1 when not known), "instance-id"
 * (string, (nullable)), "volume-id" (string, (nullable)), "disk-name" (string, (nullable): of a
 * data disk; %NULL for a machine), "source" (string, (nullable): the disk as "BUCKET/KEY"; %NULL
 * for tasks started elsewhere), "started" (GDateTime; for those, whose beginning EC2 does not
 * tell: when they were first seen), "finished" (GDateTime, (nullable)), "heard" (GDateTime,
 * (nullable): when EC2 was last asked and answered about it), "expiration" (GDateTime,
 * (nullable)), "error" (GError boxed, (nullable)).
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
