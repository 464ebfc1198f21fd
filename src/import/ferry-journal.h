/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/ferry-durable-writer.h"
#include "plan/ferry-plan.h"
#include "tasks/ferry-task.h"

G_BEGIN_DECLS

#define FERRY_JOURNAL_FORMAT 1

#define FERRY_TYPE_JOURNAL (ferry_journal_get_type ())
/**
 * FerryJournal:
 *
 * What one import meant to do and what came of it: a file of JSON lines, `ID.journal`, that only
 * grows. Line 1 holds the format, the plan of one machine, which disk of it is imported ("disk": 0,
 * the boot disk, where it is missing), and the account; each further line an *intent* ("about
 * to": manifest, request) or an *outcome* (stored, proven, requested with the task's id, landed,
 * …). An intent is on the disk before the act begins. No link, no key, no token is ever written.
 */
G_DECLARE_FINAL_TYPE (FerryJournal, ferry_journal, FERRY, JOURNAL, GObject)

/* @folder is made when the first line is written. @plan: of one machine; @position: of its disk */
FerryJournal   *ferry_journal_new             (FerryDurableWriter   *writer,
                                               GFile                *folder,
                                               FerryPlan            *plan,
                                               guint                 position,
                                               GDateTime            *started);
FerryPlan      *ferry_journal_get_plan        (FerryJournal         *self);
guint           ferry_journal_get_position    (FerryJournal         *self);
/* the one that is imported */
FerryDisk      *ferry_journal_get_disk        (FerryJournal         *self);
GDateTime      *ferry_journal_get_started     (FerryJournal         *self);

/* Writes that the import is now in @state (and line 1 before the first).
 * @fields: (nullable) (transfer none): what else the line says: "manifest-key", "task-id",
 *   "instance-id", "volume-id", "message", "expiration", "error", "error-code", "link-expiration",
 *   "manifest-version", "manifest-deleted", "outcome"
 */
void            ferry_journal_record_async    (FerryJournal         *self,
                                               FerryTaskState        state,
                                               GDateTime            *now,
                                               JsonObject           *fields,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean        ferry_journal_record_finish   (FerryJournal         *self,
                                               GAsyncResult         *result,
                                               GError              **error);

/* What the last line said. A journal that ends with an intent whose outcome is missing answers with
 * that intent's state: storing, proving, requesting.
 */
FerryTaskState  ferry_journal_get_state       (FerryJournal         *self);
/* when the state was entered; for a journal without a line: when the import began */
GDateTime      *ferry_journal_get_changed     (FerryJournal         *self);
/* Lets @task remember the states that the lines tell of. */
void            ferry_journal_tell_history    (FerryJournal         *self,
                                               FerryTask            *task);
/* the last value of a field over all lines; (nullable) */
const char     *ferry_journal_get_field       (FerryJournal         *self,
                                               const char           *name);

/* Why no line is added any more: a newer Ferry wrote the journal, or a line of it cannot be read.
 * What it said up to there counts, what it said behind that is not known. Recording is then
 * FERRY_ERROR_STORAGE, and the file stays as it is. (nullable)
 */
const GError   *ferry_journal_get_damage      (FerryJournal         *self);

/* Reads one file. A cut last line (power lost while writing) is dropped and cut off before the next
 * one is written. G_IO_ERROR_PARTIAL_INPUT: cut in line 1, so nothing was ever sent;
 * FERRY_ERROR_STORAGE: not even line 1 can be read.
 */
FerryJournal   *ferry_journal_load            (FerryDurableWriter   *writer,
                                               GFile                *file,
                                               GError              **error);

G_END_DECLS
