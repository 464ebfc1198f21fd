/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/ferry-journal.h"

G_BEGIN_DECLS

/* What a task leaves in its journal: its ids, EC2's words, how it erred. */
void    ferry_journal_task_add        (JsonObject   *fields,
                                       FerryTask    *task);
/* Gives @task back what the lines said; not its state, and not how it erred. */
void    ferry_journal_task_read       (FerryJournal *journal,
                                       FerryTask    *task);
/* Returns: (transfer full): how it erred */
GError *ferry_journal_task_read_error (FerryJournal *journal);
/* Whether the journal's task was lost: ferry_task_is_lost() */
gboolean ferry_journal_task_is_lost   (FerryJournal *journal);

G_END_DECLS
