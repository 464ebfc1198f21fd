/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-journal-head.h"

#include "base/ferry-json.h"
#include "base/ferry-time.h"
#include "import/ferry-journal.h"

FerryJournalHead *
ferry_journal_head_new (const char *run_id,
                        const char *desk_id,
                        FerryPlan  *plan,
                        GDateTime  *started)
{
  FerryJournalHead *self = g_new0 (FerryJournalHead, 1);

  self->format = FERRY_JOURNAL_FORMAT;
  self->run_id = g_strdup (run_id);
  self->desk_id = g_strdup (desk_id);
  self->plan = g_object_ref (plan);
  self->started = g_date_time_ref (started);
  self->only_disk = FERRY_JOURNAL_WHOLE;

  return self;
}

void
ferry_journal_head_free (FerryJournalHead *self)
{
  g_clear_pointer (&self->started, g_date_time_unref);
  g_clear_object (&self->plan);
  g_free (self->desk_id);
  g_free (self->run_id);
  g_free (self);
}

char *
ferry_journal_head_make (FerryJournalHead *self)
{
  g_autoptr(JsonObject) head = json_object_new ();
  g_autofree char *started = ferry_time_format (self->started);

  json_object_set_int_member (head, "format", self->format);
  ferry_json_set_string (head, "run", self->run_id);
  ferry_json_set_string (head, "desk", self->desk_id);
  ferry_json_set_string (head, "account", ferry_plan_get_account_id (self->plan));
  ferry_json_set_string (head, "started", started);
  json_object_set_object_member (head, "plan", ferry_plan_to_json (self->plan));

  return ferry_json_to_line (head);
}

/* Format 1 is about one disk of its plan's only machine; without a word about it, the boot disk. */
static gboolean
read_only_disk (FerryJournalHead *self,
                JsonObject       *head)
{
  gint64 position = ferry_json_get_int (head, "disk", 0);

  if (position < 0 || position >= FERRY_JOURNAL_WHOLE ||
      !ferry_journal_head_covers (self, 0, position))
    return FALSE;

  self->only_disk = position;
  self->run_id = g_strdup (ferry_plan_get_id (self->plan));

  return TRUE;
}

static gboolean
read_names (FerryJournalHead *self,
            JsonObject       *head)
{
  const char *run = ferry_json_get_string (head, "run");
  const char *desk = ferry_json_get_string (head, "desk");

  if (run == NULL || !g_uuid_string_is_valid (run) ||
      desk == NULL || !g_uuid_string_is_valid (desk))
    return FALSE;

  self->only_disk = FERRY_JOURNAL_WHOLE;
  self->run_id = g_strdup (run);
  self->desk_id = g_strdup (desk);

  return TRUE;
}

FerryJournalHead *
ferry_journal_head_read (const char *line,
                         gsize       length)
{
  g_autoptr(JsonObject) head = ferry_json_parse (line, length, NULL);
  g_autoptr(FerryJournalHead) self = g_new0 (FerryJournalHead, 1);
  gint64 format = ferry_json_get_int (head, "format", 0);
  JsonObject *plan = ferry_json_get_object (head, "plan");
  const char *started = ferry_json_get_string (head, "started");

  if (format < 1 || plan == NULL || started == NULL)
    return NULL;

  self->format = MIN (format, G_MAXUINT);
  self->plan = ferry_plan_from_json (plan, NULL);
  self->started = ferry_time_parse (started);
  if (self->plan == NULL || self->started == NULL ||
      !(format > 1 ? read_names (self, head) : read_only_disk (self, head)) ||
      g_strcmp0 (ferry_plan_get_account_id (self->plan),
                 ferry_json_get_string (head, "account")) != 0)
    return NULL;

  return g_steal_pointer (&self);
}

gboolean
ferry_journal_head_covers (FerryJournalHead *self,
                           guint             machine,
                           guint             disk)
{
  FerryMachine *found;

  if (machine == FERRY_JOURNAL_WHOLE)
    return disk == FERRY_JOURNAL_WHOLE;
  if (machine >= ferry_plan_get_n_machines (self->plan))
    return FALSE;

  found = ferry_plan_get_machine (self->plan, machine);

  return disk == FERRY_JOURNAL_WHOLE || disk < ferry_machine_get_n_disks (found);
}
