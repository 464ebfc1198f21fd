/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-orphan-memory.h"

#include <string.h>

#include "base/ferry-json.h"
#include "base/ferry-time.h"
#include "import/ferry-claim.h"
#include "import/ferry-record.h"
#include "tasks/ferry-task-state.h"

/* One disk of a run. */
typedef struct {
  FerryRecord       *record;
  const char        *machine;
  FerryDisk         *disk;
  FerryMachineState  machine_state;
  gboolean           is_over;    /* nothing is under way for the disk */
  gboolean           has_landed; /* and it has become what it was to become */
} Subject;

static void
note_free (FerryOrphanNote *note)
{
  g_free (note->machine);
  g_free (note);
}

static void
folder_free (FerryOrphanFolder *folder)
{
  g_free (folder->region);
  g_free (folder->bucket);
  g_free (folder->prefix);
  g_free (folder);
}

FerryOrphanMemory *
ferry_orphan_memory_new (void)
{
  FerryOrphanMemory *self = g_new0 (FerryOrphanMemory, 1);

  self->folders = g_ptr_array_new_with_free_func ((GDestroyNotify) folder_free);
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) note_free);

  return self;
}

void
ferry_orphan_memory_free (FerryOrphanMemory *self)
{
  g_ptr_array_unref (self->folders);
  g_hash_table_unref (self->notes);
  g_free (self);
}

/* @id: (nullable) */
static void
note (FerryOrphanMemory *self,
      const char        *id,
      const char        *machine,
      FerryOrphanUse     use)
{
  FerryOrphanNote *known;

  if (id == NULL || *id == '\0')
    return;

  known = g_hash_table_lookup (self->notes, id);
  if (known && known->use <= use)
    return;

  known = g_new0 (FerryOrphanNote, 1);
  known->machine = g_strdup (machine);
  known->use = use;
  g_hash_table_insert (self->notes, g_strdup (id), known);
}

/* The names of buckets have no slash, and EC2's ids and tokens neither. (transfer full) */
static char *
name_object (const char *bucket,
             const char *key)
{
  return g_strconcat (bucket, "/", key, NULL);
}

/* Any run's claim of a disk has the same key. (transfer full) */
static char *
name_claim (const char *run_id,
            const char *object)
{
  return g_strconcat (run_id, " ", object, NULL);
}

/* A task that only its answers lost may still read its manifest, as long as the links live. */
static gboolean
may_be_read (FerryRecord *record,
             GDateTime   *now)
{
  const char *text = ferry_record_get_field (record, "link-expiration");
  g_autoptr(GDateTime) end = text ? ferry_time_parse (text) : NULL;

  return g_strcmp0 (ferry_record_get_field (record, "outcome"), "unknown") == 0 &&
         (end == NULL || g_date_time_compare (now, end) < 0);
}

static void
note_manifest (FerryOrphanMemory *self,
               const Subject     *subject,
               FerryJournalEntry *entry,
               GDateTime         *now)
{
  const char *key = ferry_json_get_string (entry->fields, "manifest-key");
  const char *current = ferry_record_get_field (subject->record, "manifest-key");
  gboolean is_needed = g_strcmp0 (key, current) == 0 &&
                       !ferry_record_get_field (subject->record, "manifest-deleted") &&
                       (!subject->is_over || may_be_read (subject->record, now));
  g_autofree char *name = NULL;

  if (key == NULL || *key == '\0')
    return;

  name = name_object (ferry_disk_get_bucket (subject->disk), key);
  note (self, name, subject->machine, is_needed ? FERRY_ORPHAN_NEEDED : FERRY_ORPHAN_OVER);
}

/* What an attempt has made has use as long as it is the disk's last one and may still come to
 * something.
 */
static void
note_made (FerryOrphanMemory *self,
           const Subject     *subject,
           FerryJournalEntry *entry,
           const char        *field)
{
  const char *id = ferry_json_get_string (entry->fields, field);
  const char *current = ferry_record_get_field (subject->record, field);
  FerryOrphanUse use = FERRY_ORPHAN_NEEDED;

  if (g_strcmp0 (id, current) != 0)
    use = FERRY_ORPHAN_OVER;
  else if (subject->machine_state == FERRY_MACHINE_FAILED ||
           subject->machine_state == FERRY_MACHINE_CANCELLED)
    use = subject->has_landed ? FERRY_ORPHAN_KEPT : FERRY_ORPHAN_OVER;

  note (self, id, subject->machine, use);
}

static void
note_task (FerryOrphanMemory *self,
           const Subject     *subject,
           FerryJournalEntry *entry)
{
  const char *id = ferry_json_get_string (entry->fields, "task-id");
  gboolean is_needed = !subject->is_over &&
                       g_strcmp0 (id, ferry_record_get_field (subject->record, "task-id")) == 0;

  note (self, id, subject->machine, is_needed ? FERRY_ORPHAN_NEEDED : FERRY_ORPHAN_OVER);
}

static void
note_claim (FerryOrphanMemory *self,
            const Subject     *subject)
{
  g_autofree char *key = ferry_claim_dup_key (subject->disk);
  const char *run_id = ferry_journal_get_run_id (ferry_record_get_journal (subject->record));
  g_autofree char *object = name_object (ferry_disk_get_bucket (subject->disk), key);
  g_autofree char *name = name_claim (run_id, object);

  note (self, name, subject->machine,
        subject->is_over ? FERRY_ORPHAN_OVER : FERRY_ORPHAN_NEEDED);
}

static void
add_folder_of (FerryOrphanMemory *self,
               FerryDisk         *disk)
{
  const char *key = ferry_disk_get_key (disk);
  const char *slash = strrchr (key, '/');
  g_autofree char *prefix = g_strndup (key, slash ? slash + 1 - key : 0);

  ferry_orphan_memory_add_folder (self, ferry_disk_get_region (disk),
                                  ferry_disk_get_bucket (disk), prefix);
}

static void
add_disk (FerryOrphanMemory *self,
          FerryJournal      *journal,
          guint              machine,
          guint              position,
          FerryMachineState  state,
          GDateTime         *now)
{
  g_autoptr(FerryRecord) record = ferry_record_new (journal, machine, position);
  g_autoptr(GPtrArray) entries = ferry_record_get_entries (record);
  const char *word = ferry_record_get_state (record);
  int disk_state = word ? ferry_task_state_from_word (word) : -1;
  FerryMachine *planned = ferry_plan_get_machine (ferry_journal_get_plan (journal), machine);
  Subject subject = {
    .record = record,
    .machine = ferry_machine_get_name (planned),
    .disk = ferry_machine_disk_get_disk (ferry_machine_get_disk (planned, position)),
    .machine_state = state,
    .is_over = disk_state >= 0 && ferry_task_state_is_finished (disk_state),
    .has_landed = disk_state == FERRY_TASK_LANDED,
  };

  add_folder_of (self, subject.disk);
  note_claim (self, &subject);
  for (guint i = 0; i < entries->len; i++)
    {
      FerryJournalEntry *entry = g_ptr_array_index (entries, i);

      if (entry->fields == NULL)
        continue;

      note_manifest (self, &subject, entry, now);
      note_made (self, &subject, entry, "attempt");
      note_made (self, &subject, entry, "instance-id");
      note_made (self, &subject, entry, "volume-id");
      note_task (self, &subject, entry);
    }
}

void
ferry_orphan_memory_add_run (FerryOrphanMemory       *self,
                             FerryJournal            *journal,
                             const FerryMachineState *states,
                             GDateTime               *now)
{
  FerryPlan *plan = ferry_journal_get_plan (journal);
  guint only = ferry_journal_get_only_disk (journal);

  for (guint i = 0; i < ferry_plan_get_n_machines (plan); i++)
    {
      FerryMachine *machine = ferry_plan_get_machine (plan, i);

      for (guint j = 0; j < ferry_machine_get_n_disks (machine); j++)
        if (only == FERRY_JOURNAL_WHOLE || only == j)
          add_disk (self, journal, i, j, states[i], now);
    }
}

void
ferry_orphan_memory_add_folder (FerryOrphanMemory *self,
                                const char        *region,
                                const char        *bucket,
                                const char        *prefix)
{
  FerryOrphanFolder *folder;

  for (guint i = 0; i < self->folders->len; i++)
    {
      folder = g_ptr_array_index (self->folders, i);
      if (g_str_equal (folder->bucket, bucket) && g_str_equal (folder->prefix, prefix))
        return;
    }

  folder = g_new0 (FerryOrphanFolder, 1);
  folder->region = g_strdup (region);
  folder->bucket = g_strdup (bucket);
  folder->prefix = g_strdup (prefix);
  g_ptr_array_add (self->folders, folder);
}

const FerryOrphanNote *
ferry_orphan_memory_find_manifest (FerryOrphanMemory *self,
                                   const char        *bucket,
                                   const char        *key)
{
  g_autofree char *name = name_object (bucket, key);

  return g_hash_table_lookup (self->notes, name);
}

const FerryOrphanNote *
ferry_orphan_memory_find_claim (FerryOrphanMemory *self,
                                const char        *run_id,
                                const char        *bucket,
                                const char        *key)
{
  g_autofree char *object = name_object (bucket, key);
  g_autofree char *name = run_id ? name_claim (run_id, object) : NULL;

  return name ? g_hash_table_lookup (self->notes, name) : NULL;
}

const FerryOrphanNote *
ferry_orphan_memory_find (FerryOrphanMemory *self,
                          const char        *id)
{
  return id ? g_hash_table_lookup (self->notes, id) : NULL;
}
