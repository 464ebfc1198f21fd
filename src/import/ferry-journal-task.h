/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/ferry-journal.h"

G_BEGIN_DECLS

/* What a task leaves in its journal: its ids, EC2's words, how it erred. */
void    ferry_journal_task_add    (JsonObject     *fields,
                                   FerryTask      *task);
/* Gives @task back what the lines said; not its state, and not how it erred. */
void    ferry_journal_task_read   (FerryJournal   *journal,
                                   FerryTask      *task);
/* The state in which an import goes on after a restart; planned: nothing was requested.
 * @state: (out). Returns: (nullable) (transfer full): why it is there
 */
GError *ferry_journal_task_settle (FerryJournal   *journal,
                                   FerryTask      *task,
                                   FerryTaskState *state);

G_END_DECLS
