/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "base/ferry-activity.h"
#include "import/ferry-journal.h"
#include "manifest/ferry-draft.h"
#include "tasks/ferry-task.h"

G_BEGIN_DECLS

#define FERRY_TYPE_IMPORT (ferry_import_get_type ())
/**
 * FerryImport:
 *
 * The import of one disk of a machine: its boot disk becomes an instance by ImportInstance, any
 * other a volume by ImportVolume. An explicit state machine over FerryTaskState:
 *
 *   planned → storing → proving → requesting → converting → landed
 *                 ↘        ↘          ↘ unconfirmed ↗↘   ↘ cancelled
 *                  failed   failed     failed         cancelled
 *
 * Every step is in the journal before it is taken (storing, requesting) and after. The request
 * is sent once in the life of an import, whatever happens; when its outcome is not known the import
 * is unconfirmed until the task list finds its token in EC2's answers, or until the links have
 * ended and with them EC2's ability to begin: then it is lost, cancelled with an error, for it may
 * have come and gone unseen. The manifest of a lost import stays until its links have ended, and
 * when EC2 tells of it after all it is taken up again. An import whose journal is damaged is
 * unconfirmed, unless the journal could be read to its end or past the request. A
 * restart while storing or proving sends nothing: the import is failed, plainly, for its links died
 * with the old process.
 *
 * Owned by the engine; drives its FerryTask.
 */
G_DECLARE_FINAL_TYPE (FerryImport, ferry_import, FERRY, IMPORT, GObject)

/* @activity: counts what is to be sent or written, so that quitting waits for it */
FerryImport  *ferry_import_new        (FerryJournal  *journal,
                                       FerryTask     *task,
                                       FerryActivity *activity);
/* Begins a new import. */
void          ferry_import_start      (FerryImport  *self,
                                       FerryClient  *client,
                                       FerryDraft   *draft);
/* Ends a new import before it began, without a line in the journal: its folder cannot be used. */
void          ferry_import_refuse     (FerryImport  *self,
                                       const GError *error,
                                       GDateTime    *now);
/* Takes up an import from its journal after a restart; sends nothing. @now: for expiry */
void          ferry_import_resume     (FerryImport  *self,
                                       GDateTime    *now);
/* With the account's client at hand: removes the manifest once the import is finished. */
void          ferry_import_set_client (FerryImport  *self,
                                       FerryClient  *client);
/* Its owner goes: gives up reads; what is sent or written goes on, but nothing follows it. */
void          ferry_import_abandon    (FerryImport  *self);
/* Whether something is left that only the account can do: follow the task, remove the manifest. */
gboolean      ferry_import_needs_client (FerryImport *self);
FerryTask    *ferry_import_get_task   (FerryImport  *self);

G_END_DECLS
