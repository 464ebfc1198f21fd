/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/ferry-durable-writer.h"
#include "base/ferry-folder-lock.h"
#include "import/ferry-desk.h"

G_BEGIN_DECLS

/**
 * FerryJournalFolder:
 * @lock: held as long as it lives
 * @desk: whose it is
 * @journals: (element-type FerryJournal): the oldest first
 * @damaged: (element-type utf8): the paths, to be shown, of journals whose line 1 cannot be read,
 *   and of copies beside a journal, under another name
 *
 * What an earlier run left. Journals that were cut in line 1 are in neither list: nothing was sent.
 */
typedef struct {
  FerryFolderLock *lock;
  FerryDesk       *desk;
  GPtrArray       *journals;
  GPtrArray       *damaged;
} FerryJournalFolder;

void                ferry_journal_folder_free        (FerryJournalFolder   *self);
/* Locks @folder and reads it, by a worker. @writer: for the journals' further lines */
void                ferry_journal_folder_open_async  (GFile                *folder,
                                                      FerryDurableWriter   *writer,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
/* The callback's source object is %NULL. Errors: FERRY_ERROR_IN_USE, FERRY_ERROR_STORAGE */
FerryJournalFolder *ferry_journal_folder_open_finish (GAsyncResult         *result,
                                                      GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryJournalFolder, ferry_journal_folder_free)

G_END_DECLS
