/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-plan.h"

G_BEGIN_DECLS

/**
 * FerryJournalHead:
 * @format: 1, FERRY_JOURNAL_FORMAT, or of a newer Ferry
 * @run_id: a UUID; of format 1 the plan's id
 * @desk_id: (nullable): a UUID; format 1 has none
 * @plan: its account is the run's
 * @started: UTC
 * @only_disk: FERRY_JOURNAL_WHOLE; of format 1 the one disk that it is about
 *
 * Line 1 of a journal.
 */
typedef struct {
  guint      format;
  char      *run_id;
  char      *desk_id;
  FerryPlan *plan;
  GDateTime *started;
  guint      only_disk;
} FerryJournalHead;

/* of FERRY_JOURNAL_FORMAT; @plan is referenced */
FerryJournalHead *ferry_journal_head_new    (const char        *run_id,
                                             const char        *desk_id,
                                             FerryPlan         *plan,
                                             GDateTime         *started);
void              ferry_journal_head_free   (FerryJournalHead  *self);
/* without its line feed. (transfer full) */
char             *ferry_journal_head_make   (FerryJournalHead  *self);
/* (nullable): it cannot be read */
FerryJournalHead *ferry_journal_head_read   (const char        *line,
                                             gsize              length);
/* whether the plan has such a machine and disk; either may be %FERRY_JOURNAL_WHOLE */
gboolean          ferry_journal_head_covers (FerryJournalHead  *self,
                                             guint              machine,
                                             guint              disk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryJournalHead, ferry_journal_head_free)

G_END_DECLS
