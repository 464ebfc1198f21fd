/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "tasks/ferry-task.h"

G_BEGIN_DECLS

#define FERRY_TYPE_TASK_LIST (ferry_task_list_get_type ())
/**
 * FerryTaskList:
 *
 * The GListModel of FerryTask, newest first, refreshed on a timer: every 15 s while something
 * changes, backing off to 60 s while nothing does, at once after ferry_task_list_refresh(); never
 * two questions at once to one place; not at all when nothing runs and nobody looks. The interval
 * is divided by "speed" (for rehearsals and tests).
 *
 * Replies are merged by task id: objects stay, properties change. A task of EC2 whose description
 * carries the token of a task of ours that has no id yet is adopted by it: so an unconfirmed
 * request is settled. Tasks started elsewhere get rows of their own. A task of ours that EC2 leaves
 * out for long, and does not know by its id either, is lost (ferry_task_is_lost()).
 *
 * Properties: "n-running" (uint): tasks not finished; "shown" (boolean, read and write): somebody
 * looks; "speed" (uint, construct-only, 1). Signals "answered" (FerryClient *client): EC2 has told
 * all that it knows of one place, and the tasks say it; a round that tells nothing new says nothing
 * else; "failed" (FerryClient *client, GError *error): a question failed; it will be asked again.
 *
 * Owned by the application.
 */
G_DECLARE_FINAL_TYPE (FerryTaskList, ferry_task_list, FERRY, TASK_LIST, GObject)

FerryTaskList *ferry_task_list_new           (guint          speed);
/* Adds a row of ours on top. */
void           ferry_task_list_add           (FerryTaskList *self,
                                              FerryTask     *task);
/* Other credentials of an account: wherever it is asked about, it is asked with @client. */
void           ferry_task_list_set_client    (FerryTaskList *self,
                                              FerryClient   *client);
/* Asks in this region, as this account, from now on; a known account's client is replaced too. */
void           ferry_task_list_watch         (FerryTaskList *self,
                                              FerryClient   *client,
                                              const char    *region);
/* The account was removed: it is asked about no more, anywhere. Its rows stay as they are. */
void           ferry_task_list_unwatch       (FerryTaskList *self,
                                              const char    *account_id);
void           ferry_task_list_refresh       (FerryTaskList *self);
void           ferry_task_list_set_shown     (FerryTaskList *self,
                                              gboolean       shown);
guint          ferry_task_list_get_n_running (FerryTaskList *self);

G_END_DECLS
