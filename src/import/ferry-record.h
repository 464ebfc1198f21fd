/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/ferry-journal.h"

G_BEGIN_DECLS

#define FERRY_TYPE_RECORD (ferry_record_get_type ())
/**
 * FerryRecord:
 *
 * What the journal says of one subject: a disk of a machine, a machine or the whole run. Those who
 * drive a subject write and read through it and need not know who else shares the file.
 *
 * A state that was recorded before its act (an intent) and has no other state behind it is an act
 * whose outcome is not known.
 */
G_DECLARE_FINAL_TYPE (FerryRecord, ferry_record, FERRY, RECORD, GObject)

/* The lines that @journal has of it already count. */
FerryRecord    *ferry_record_new            (FerryJournal         *journal,
                                             guint                 machine,
                                             guint                 disk);
FerryJournal   *ferry_record_get_journal    (FerryRecord          *self);
/* of the plan; of a record of the run %NULL */
FerryMachine   *ferry_record_get_machine    (FerryRecord          *self);
guint           ferry_record_get_machine_position (FerryRecord    *self);
guint           ferry_record_get_disk_position    (FerryRecord    *self);
void            ferry_record_write_async    (FerryRecord          *self,
                                             const char           *state,
                                             GDateTime            *now,
                                             JsonObject           *fields,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean        ferry_record_write_finish   (FerryRecord          *self,
                                             GAsyncResult         *result,
                                             GError              **error);
/* The last acknowledged one; (nullable): no line yet */
const char     *ferry_record_get_state      (FerryRecord          *self);
/* when that state was entered (a later line of the same state only adds to it); when the run
 * began, while there is none
 */
GDateTime      *ferry_record_get_changed    (FerryRecord          *self);
/* The last value of a field over all its lines; an empty string takes a field back. (nullable) */
const char     *ferry_record_get_field      (FerryRecord          *self,
                                             const char           *name);
/* (transfer container) (element-type FerryJournalEntry): its lines, in order */
GPtrArray      *ferry_record_get_entries    (FerryRecord          *self);

G_END_DECLS
