/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/ferry-durable-writer.h"
#include "import/ferry-journal-check.h"
#include "import/ferry-journal-entry.h"
#include "plan/ferry-plan.h"

G_BEGIN_DECLS

#define FERRY_JOURNAL_FORMAT 2

/* A thousand disks, each of which leaves six hundred lines. What is larger was not written by
 * Ferry, and nothing is written that could not be read again.
 */
#define FERRY_JOURNAL_MOST_BYTES (256 * 1024 * 1024)

#define FERRY_TYPE_JOURNAL (ferry_journal_get_type ())
/**
 * FerryJournal:
 *
 * What one run of a plan meant to do and what came of it: a file of JSON lines, `RUN.journal`, that
 * only grows, each fsynced before the act that it announces. Line 1, the head, holds the format,
 * the run's UUID, the desk's id (see FerryDesk), the account, the time and the whole plan; each
 * further line an entry, with "prev": the SHA-256 of the line before it (its bytes without the line
 * feed, in hexadecimal), so that a line that was changed, lost or put in is seen. No link, no key,
 * no token of a session is ever written.
 *
 * Journals of format 1 (one disk of one machine, `ID.journal`, no chain) are read for ever: the
 * run is the plan's id, the machine is 0, the disk that of the head; lines that are added to one
 * begin the chain. Owned by its run; main thread, but for loading.
 */
G_DECLARE_FINAL_TYPE (FerryJournal, ferry_journal, FERRY, JOURNAL, GObject)

/* @folder is made when the first line is written; @plan: it must not change any more */
FerryJournal   *ferry_journal_new             (FerryDurableWriter   *writer,
                                               GFile                *folder,
                                               const char           *desk_id,
                                               const char           *run_id,
                                               FerryPlan            *plan,
                                               GDateTime            *started);
guint           ferry_journal_get_format      (FerryJournal         *self);
/* a UUID */
const char     *ferry_journal_get_run_id      (FerryJournal         *self);
/* (nullable): format 1 has none */
const char     *ferry_journal_get_desk_id     (FerryJournal         *self);
FerryPlan      *ferry_journal_get_plan        (FerryJournal         *self);
/* FERRY_JOURNAL_WHOLE, but for format 1: the one disk that it is about */
guint           ferry_journal_get_only_disk   (FerryJournal         *self);
GDateTime      *ferry_journal_get_started     (FerryJournal         *self);
GFile          *ferry_journal_get_file        (FerryJournal         *self);
/* (transfer none) (element-type FerryJournalEntry): acknowledged lines, in order; grows */
GPtrArray      *ferry_journal_get_entries     (FerryJournal         *self);
/* (transfer none) (element-type FerryJournalEntry) (nullable): those of one subject, so that many
 * subjects need not look through all; grows. See FerryRecord
 */
GPtrArray      *ferry_journal_get_subject     (FerryJournal         *self,
                                               guint                 machine,
                                               guint                 disk);

/* Appends a line (and the head before the first); called back once it is on the disk, in the order
 * of the calls. What the caller cancels is written nevertheless. A line that could not be written
 * fails, and so do all after it, until one succeeds: the file stays whole. @fields: (nullable)
 * (transfer none). FERRY_ERROR_STORAGE, _STORAGE_FULL, _STORAGE_DENIED
 */
void            ferry_journal_append_async    (FerryJournal         *self,
                                               guint                 machine,
                                               guint                 disk,
                                               const char           *state,
                                               GDateTime            *now,
                                               JsonObject           *fields,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean        ferry_journal_append_finish   (FerryJournal         *self,
                                               GAsyncResult         *result,
                                               GError              **error);

/* Why no line is added any more: a newer Ferry wrote the journal, a line of it cannot be read, or
 * the chain is broken there. What it says up to there counts; what it said behind that is not
 * known. The file stays as it is. (nullable)
 */
const GError   *ferry_journal_get_damage      (FerryJournal         *self);

/* Reads one file. A cut last line (power lost while writing) is no damage: it is cut off before
 * the next one is written. G_IO_ERROR_PARTIAL_INPUT: cut in line 1, so nothing was ever sent;
 * FERRY_ERROR_STORAGE: not even line 1 can be read.
 */
FerryJournal   *ferry_journal_load            (FerryDurableWriter   *writer,
                                               GFile                *file,
                                               GError              **error);

G_END_DECLS
