/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ec2/ferry-conversion-task.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryTaskState:
 * @FERRY_TASK_PLANNED: nothing has been sent
 * @FERRY_TASK_STORING: the manifest is being stored
 * @FERRY_TASK_PROVING: the links are being tried
 * @FERRY_TASK_REQUESTING: ImportInstance is on its way
 * @FERRY_TASK_UNCONFIRMED: ImportInstance was or may have been sent; EC2 is asked
 *   whether it knows it
 * @FERRY_TASK_CONVERTING: EC2 has a task and works on it
 * @FERRY_TASK_CANCELLING: EC2 removes what it made
 * @FERRY_TASK_LANDED: completed: the instance stands, stopped
 * @FERRY_TASK_CANCELLED: cancelled by a person, by EC2's failure or by its expiration, or lost:
 *   see ferry_task_is_lost()
 * @FERRY_TASK_FAILED: stopped before EC2 made a task: refused, or a link did not work
 *
 * The one state of an import: what the journal stores and what the window shows.
 */
typedef enum {
  FERRY_TASK_PLANNED,
  FERRY_TASK_STORING,
  FERRY_TASK_PROVING,
  FERRY_TASK_REQUESTING,
  FERRY_TASK_UNCONFIRMED,
  FERRY_TASK_CONVERTING,
  FERRY_TASK_CANCELLING,
  FERRY_TASK_LANDED,
  FERRY_TASK_CANCELLED,
  FERRY_TASK_FAILED,
} FerryTaskState;

#define FERRY_TYPE_TASK_STATE (ferry_task_state_get_type ())
GType       ferry_task_state_get_type    (void);
/* "storing", …: the journal's spelling; -1 for an unknown word */
const char *ferry_task_state_to_word     (FerryTaskState  state);
int         ferry_task_state_from_word   (const char     *word);
/* landed, cancelled or failed */
gboolean    ferry_task_state_is_finished (FerryTaskState  state);

#define FERRY_TYPE_TASK (ferry_task_get_type ())
/**
 * FerryTask:
 *
 * One machine on its way, as the Tasks view shows it: an import of ours from the first step on, or
 * a conversion task that somebody else started. It lives as long as the list holds it; only its
 * properties change.
 *
 * Properties (all notify, all readable): "token" (string, construct-only, (nullable): %NULL for
 * tasks started elsewhere), "account-id", "region" (strings, construct-only), "name" (string),
 * "state" (FerryTaskState), "conversion-task-id" (string, (nullable)), "message" (string,
 * (nullable): what EC2 said last, redacted), "percent" (int, -1 when not known), "instance-id"
 * (string, (nullable)), "volume-id" (string, (nullable)), "source" (string, (nullable): the boot
 * disk as "BUCKET/KEY"; %NULL for tasks started elsewhere), "started" (GDateTime; for those, whose
 * beginning EC2 does not tell: when they were first seen), "finished" (GDateTime,
 * (nullable)), "heard" (GDateTime, (nullable): when EC2 was last asked and answered about it),
 * "expiration" (GDateTime, (nullable)), "error" (GError boxed, (nullable)).
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
const char     *ferry_task_get_source             (FerryTask           *self);
GDateTime      *ferry_task_get_started            (FerryTask           *self);
GDateTime      *ferry_task_get_finished           (FerryTask           *self);
GDateTime      *ferry_task_get_heard              (FerryTask           *self);
GDateTime      *ferry_task_get_expiration         (FerryTask           *self);
const GError   *ferry_task_get_error              (FerryTask           *self);
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
