/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-import-private.h"

#include "base/ferry-json.h"
#include "manifest/ferry-token.h"

/* What the journal says of the other disks of the run. */

/* A desk's clock may be wrong, and another desk may have begun the same plan earlier. */
#define DAYS_BEFORE_RUN 1

static gboolean
is_about (FerryImport       *self,
          FerryJournalEntry *entry)
{
  return entry->machine == ferry_record_get_machine_position (self->record) &&
         entry->disk == ferry_import_get_position (self);
}

/* Whether another disk than this one holds its claim, and has not come to its end. */
static gboolean
has_claim (FerryImport *self,
           guint        machine,
           guint        disk)
{
  g_autoptr(FerryRecord) other = NULL;
  const char *word;

  if (machine == ferry_record_get_machine_position (self->record) &&
      disk == ferry_import_get_position (self))
    return FALSE;

  other = ferry_record_new (ferry_record_get_journal (self->record), machine, disk);
  word = ferry_record_get_state (other);

  return word && g_strcmp0 (ferry_record_get_field (other, "claim"), "taken") == 0 &&
         !ferry_task_state_is_finished (ferry_task_state_from_word (word));
}

GDateTime *
ferry_import_dup_since (FerryImport *self)
{
  GDateTime *started = ferry_journal_get_started (ferry_record_get_journal (self->record));

  return g_date_time_add_days (started, -DAYS_BEFORE_RUN);
}

GHashTable *
ferry_import_dup_made (FerryImport *self)
{
  GPtrArray *entries = ferry_journal_get_entries (ferry_record_get_journal (self->record));
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      FerryJournalEntry *entry = g_ptr_array_index (entries, i);
      const char *instance_id = ferry_json_get_string (entry->fields, "instance-id");
      const char *volume_id = ferry_json_get_string (entry->fields, "volume-id");

      if (instance_id && *instance_id)
        g_hash_table_add (ids, g_strdup (instance_id));
      if (volume_id && *volume_id)
        g_hash_table_add (ids, g_strdup (volume_id));
    }

  return ids;
}

GHashTable *
ferry_import_dup_tokens (FerryImport *self,
                         gboolean     others_only)
{
  GPtrArray *entries = ferry_journal_get_entries (ferry_record_get_journal (self->record));
  GHashTable *tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      FerryJournalEntry *entry = g_ptr_array_index (entries, i);
      const char *token = ferry_json_get_string (entry->fields, "attempt");

      if (token && *token && !(others_only && is_about (self, entry)))
        g_hash_table_add (tokens, g_strdup (token));
    }

  return tokens;
}

gboolean
ferry_import_shares_claim (FerryImport *self)
{
  FerryJournal *journal = ferry_record_get_journal (self->record);
  FerryPlan *plan = ferry_journal_get_plan (journal);
  g_autofree char *fingerprint = ferry_token_fingerprint (self->disk);

  for (guint i = 0; i < ferry_plan_get_n_machines (plan); i++)
    {
      FerryMachine *machine = ferry_plan_get_machine (plan, i);

      for (guint j = 0; j < ferry_machine_get_n_disks (machine); j++)
        {
          FerryMachineDisk *disk = ferry_machine_get_disk (machine, j);
          g_autofree char *other = ferry_token_fingerprint (ferry_machine_disk_get_disk (disk));

          if (g_str_equal (other, fingerprint) && has_claim (self, i, j))
            return TRUE;
        }
    }

  return FALSE;
}
