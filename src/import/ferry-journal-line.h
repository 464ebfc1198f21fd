/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/ferry-journal-entry.h"

G_BEGIN_DECLS

/* How a journal spells an entry: {"prev": …, "time": …, "machine": 0, "disk": 1, "state": …}, and
 * its fields. A number that is missing is %FERRY_JOURNAL_WHOLE. Lines are without their line feed.
 */

/* What "prev" of the next line is. (transfer full) */
char              *ferry_journal_line_hash (const char         *line,
                                            gsize               length);
/* What of @fields a line takes: strings, made valid UTF-8, none endlessly long, none under a name
 * that the line itself uses. @fields: (nullable). (transfer full) (nullable)
 */
JsonObject        *ferry_journal_line_keep (JsonObject         *fields);
/* (transfer full) */
char              *ferry_journal_line_make (FerryJournalEntry  *entry,
                                            const char         *prev);
/* @prev: (out) (transfer full) (nullable): format 1 has none. (nullable): it cannot be read */
FerryJournalEntry *ferry_journal_line_read (const char         *line,
                                            gsize               length,
                                            guint               number,
                                            char              **prev);

G_END_DECLS
