/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* @disk of an entry that is about the machine, @machine of one that is about the run */
#define FERRY_JOURNAL_WHOLE G_MAXUINT

/**
 * FerryJournalEntry:
 * @number: of its line, from 1; line 1 is the head, so the first entry has 2
 * @time: when it was written, UTC
 * @machine: its position in the plan, or %FERRY_JOURNAL_WHOLE
 * @disk: its position in the machine, or %FERRY_JOURNAL_WHOLE
 * @state: what is about to be done or what came of it, a word: "storing", "attaching"
 * @fields: (nullable): strings by name. Never a secret
 *
 * One line of a journal, as it was read or written. Immutable.
 */
typedef struct {
  guint       number;
  GDateTime  *time;
  guint       machine;
  guint       disk;
  char       *state;
  JsonObject *fields;
} FerryJournalEntry;

/* All arguments are copied or referenced. */
FerryJournalEntry *ferry_journal_entry_new  (guint              number,
                                             GDateTime         *time,
                                             guint              machine,
                                             guint              disk,
                                             const char        *state,
                                             JsonObject        *fields);
void               ferry_journal_entry_free (FerryJournalEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryJournalEntry, ferry_journal_entry_free)

G_END_DECLS
