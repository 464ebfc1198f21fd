/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-journal-entry.h"

FerryJournalEntry *
ferry_journal_entry_new (guint       number,
                         GDateTime  *time,
                         guint       machine,
                         guint       disk,
                         const char *state,
                         JsonObject *fields)
{
  FerryJournalEntry *self = g_new0 (FerryJournalEntry, 1);

  self->number = number;
  self->time = g_date_time_ref (time);
  self->machine = machine;
  self->disk = disk;
  self->state = g_strdup (state);
  self->fields = fields ? json_object_ref (fields) : NULL;

  return self;
}

void
ferry_journal_entry_free (FerryJournalEntry *self)
{
  g_clear_pointer (&self->fields, json_object_unref);
  g_clear_pointer (&self->time, g_date_time_unref);
  g_free (self->state);
  g_free (self);
}
