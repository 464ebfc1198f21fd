/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-machine-import-private.h"

#include "base/ferry-error.h"
#include "base/ferry-json.h"
#include "import/ferry-journal-error.h"
#include "plan/ferry-user-data.h"

/* How a machine's import is taken up, and how its disks get their turns: the boot disk first, the
 * others in the zone where that stands.
 */

/* What a person tells it by: "BUCKET/KEY". (transfer full) */
static char *
make_source (FerryDisk *disk)
{
  g_autofree char *key = g_utf8_make_valid (ferry_disk_get_key (disk), -1);

  return g_strconcat (ferry_disk_get_bucket (disk), "/", key, NULL);
}

static FerryTask *
make_task (FerryMachineImport *self,
           guint               position)
{
  FerryJournal *journal = ferry_record_get_journal (self->record);
  FerryMachine *machine = ferry_record_get_machine (self->record);
  FerryMachineDisk *machine_disk = ferry_machine_get_disk (machine, position);
  FerryDisk *disk = ferry_machine_disk_get_disk (machine_disk);
  g_autofree char *source = make_source (disk);
  FerryTask *task;

  task = ferry_task_new (ferry_plan_get_account_id (ferry_journal_get_plan (journal)),
                         ferry_disk_get_region (disk), NULL, ferry_machine_get_name (machine),
                         ferry_journal_get_started (journal));
  ferry_task_set_source (task, source);
  ferry_task_set_place (task, position, ferry_machine_disk_get_size (machine_disk));
  if (position > 0)
    ferry_task_set_disk_name (task, ferry_disk_get_name (disk));

  return task;
}

static void
held_back_cb (FerryMachineImport *self,
              FerryImport        *import)
{
  g_signal_emit_by_name (self, "held-back", import);
  ferry_machine_import_judge (self);
}

/* The queue sets most of them, which changes nothing else. */
static void
wait_changed_cb (FerryMachineImport *self,
                 GParamSpec         *pspec,
                 FerryTask          *task)
{
  if ((ferry_task_get_wait (task) == FERRY_TASK_WAIT_PERSON) !=
      (self->question == FERRY_QUESTION_COPY))
    ferry_machine_import_judge (self);
}

/* (nullable): where the instance stands, or will */
static const char *
get_boot_zone (FerryMachineImport *self)
{
  FerryTaskState state = ferry_task_get_state (ferry_machine_import_get_task (self, 0));
  const char *zone = ferry_import_get_zone (g_ptr_array_index (self->imports, 0));

  if (self->is_undone || (state != FERRY_TASK_CONVERTING && state != FERRY_TASK_LANDED))
    return NULL;
  /* EC2 always tells; where it did not, the plan may. */
  if (zone == NULL && state == FERRY_TASK_LANDED)
    zone = ferry_machine_get_zone (ferry_record_get_machine (self->record));

  return zone && *zone != '\0' ? zone : NULL;
}

static void
renewed_cb (FerryMachineImport *self,
            const GError       *error,
            gpointer            user_data)
{
  FerryImport *import = user_data;

  if (error == NULL)
    ferry_import_retry (import);
  g_object_unref (import);
}

static void
set_notice (FerryMachineImport *self,
            GError             *notice)
{
  g_clear_error (&self->notice);
  self->notice = notice;
  ferry_machine_import_notify (self, "notice");
}

/* A volume is of one zone for ever: one of an earlier try that is elsewhere is of no use to this
 * instance. It is kept, for it may be somebody's only copy.
 */
static void
zone_cb (FerryMachineImport *self)
{
  const char *zone = self->has_boot ? get_boot_zone (self) : NULL;

  for (guint i = 1; zone && i < self->imports->len; i++)
    {
      FerryImport *import = g_ptr_array_index (self->imports, i);
      FerryTask *task = ferry_import_get_task (import);
      const char *other = ferry_import_get_zone (import);
      g_autoptr(JsonObject) fields = NULL;

      if (ferry_task_get_state (task) != FERRY_TASK_LANDED || other == NULL ||
          g_str_equal (zone, other))
        continue;

      set_notice (self, g_error_new (FERRY_ERROR, FERRY_ERROR_CONFLICT,
                                     "The volume %s is in %s, the instance in %s: it is imported "
                                     "anew, the old volume is kept",
                                     ferry_task_get_volume_id (task), other, zone));
      fields = json_object_new ();
      ferry_json_set_string (fields, "kept-volume", ferry_task_get_volume_id (task));
      ferry_machine_import_write (self, FERRY_MACHINE_IMPORTING, fields, renewed_cb,
                                  g_object_ref (import));
    }

  ferry_machine_import_judge (self);
}

static void
add_disk (FerryMachineImport *self,
          guint               position)
{
  FerryJournal *journal = ferry_record_get_journal (self->record);
  guint machine = ferry_record_get_machine_position (self->record);
  g_autoptr(FerryRecord) record = ferry_record_new (journal, machine, position);
  g_autoptr(FerryTask) task = make_task (self, position);
  FerryImport *import;

  import = ferry_import_new (record, task, self->activity, self->speed,
                             self->is_copy || self->is_left);
  g_ptr_array_add (self->imports, import);
  g_list_store_append (self->tasks, task);
  g_signal_connect_object (task, "notify::state", G_CALLBACK (ferry_machine_import_judge), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (task, "notify::wait", G_CALLBACK (wait_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (import, "held-back", G_CALLBACK (held_back_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (import, "zone", G_CALLBACK (zone_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (import, "ready", G_CALLBACK (ferry_machine_import_judge), self,
                           G_CONNECT_SWAPPED);
}

static gboolean
has_field (FerryMachineImport *self,
           const char         *name,
           const char         *value)
{
  return g_strcmp0 (ferry_record_get_field (self->record, name), value) == 0;
}

static gboolean
is_finished (FerryMachineImport *self)
{
  const char *word = ferry_record_get_state (self->record);
  int state = word ? ferry_machine_state_from_word (word) : -1;

  return state >= 0 && ferry_machine_state_is_finished (state);
}

static void
add_disks (FerryMachineImport *self)
{
  FerryMachine *machine = ferry_record_get_machine (self->record);
  guint only = ferry_journal_get_only_disk (ferry_record_get_journal (self->record));

  self->is_old = only != FERRY_JOURNAL_WHOLE;
  self->has_boot = !self->is_old || only == 0;
  if (self->is_old)
    add_disk (self, only);
  for (guint i = 0; !self->is_old && i < ferry_machine_get_n_disks (machine); i++)
    add_disk (self, i);
}

static gboolean
is_any_open (FerryMachineImport *self)
{
  for (guint i = 0; i < self->imports->len; i++)
    {
      FerryTask *task = ferry_machine_import_get_task (self, i);

      if (!ferry_task_state_is_finished (ferry_task_get_state (task)))
        return TRUE;
    }

  return FALSE;
}

/* When it ended, as far as the journal knows. */
static void
read_finished (FerryMachineImport *self)
{
  GDateTime *latest = is_finished (self) ? ferry_record_get_changed (self->record) : NULL;

  for (guint i = 0; i < self->imports->len && !is_finished (self); i++)
    {
      GDateTime *finished = ferry_task_get_finished (ferry_machine_import_get_task (self, i));

      if (finished && (latest == NULL || g_date_time_compare (finished, latest) > 0))
        latest = finished;
    }

  if (self->finished && latest)
    {
      g_date_time_unref (self->finished);
      self->finished = g_date_time_ref (latest);
    }
}

FerryMachineImport *
ferry_machine_import_new (FerryJournal  *journal,
                          guint          position,
                          FerryActivity *activity,
                          guint          speed,
                          gboolean       is_copy,
                          gboolean       is_foreign)
{
  FerryMachineImport *self = g_object_new (FERRY_TYPE_MACHINE_IMPORT, NULL);
  const char *undone;

  self->record = ferry_record_new (journal, position, FERRY_JOURNAL_WHOLE);
  self->activity = g_object_ref (activity);
  self->speed = speed;
  self->word = g_strdup (ferry_record_get_state (self->record));
  self->is_left = has_field (self, "copy", "leave");
  /* What the lines that cannot be read said is as unknown as what a copy's original did. */
  self->is_copy = is_foreign ||
                  ((is_copy || ferry_journal_get_damage (journal)) && !is_finished (self));
  add_disks (self);
  self->is_foreign = is_foreign;
  self->is_copy = self->is_copy && !self->is_left &&
                  (is_any_open (self) || (is_foreign && !is_finished (self)));
  self->is_cancelling = has_field (self, "wish", "cancel");
  undone = ferry_record_get_field (self->record, "undone");
  self->is_undone = undone &&
                    g_strcmp0 (undone, ferry_machine_import_get_instance_id (self)) == 0;
  if (g_strcmp0 (self->word, "failed") == 0 && has_field (self, "refused", "yes"))
    self->refusal = ferry_journal_error_read (self->record, "error");

  if (!is_foreign)
    ferry_machine_import_take_renewal (self);
  if (self->is_left)
    ferry_machine_import_leave (self);
  /* What a journal of another desk says was not said here. */
  else if (self->is_copy && !is_foreign && has_field (self, "copy", "go-on"))
    ferry_machine_import_go_on_with_copy (self);
  ferry_machine_import_judge (self);
  read_finished (self);

  return self;
}

void
ferry_machine_import_refuse (FerryMachineImport *self,
                             const GError       *error)
{
  g_clear_error (&self->refusal);
  self->refusal = g_error_copy (error);
  ferry_machine_import_judge (self);
}

void
ferry_machine_import_set_client (FerryMachineImport *self,
                                 FerryClient        *client)
{
  g_set_object (&self->client, client);
  /* Of a copy nothing is touched before somebody has said that it goes on here. */
  if (ferry_machine_import_is_kept_off (self))
    return;

  self->goes_on = FALSE;
  for (guint i = 0; i < self->imports->len; i++)
    ferry_import_set_client (g_ptr_array_index (self->imports, i), client);
  ferry_machine_import_go_on_with (self);
  ferry_machine_import_judge (self);
}

GPtrArray *
ferry_machine_import_get_imports (FerryMachineImport *self)
{
  return self->imports;
}

gboolean
ferry_machine_import_is_ended (FerryMachineImport *self,
                               guint               index)
{
  FerryTaskState state = ferry_task_get_state (ferry_machine_import_get_task (self, index));

  return state == FERRY_TASK_FAILED || state == FERRY_TASK_CANCELLED ||
         (index == 0 && self->is_undone);
}

static gboolean
may_begin (FerryMachineImport *self)
{
  return self->refusal == NULL && !self->is_left && !self->is_copy && !self->is_cancelling &&
         !ferry_machine_state_is_finished (self->state) && !(self->has_boot &&
         ferry_machine_import_is_ended (self, 0));
}

static gboolean
is_waiting (FerryMachineImport *self,
            guint               index)
{
  FerryImport *import = g_ptr_array_index (self->imports, index);

  return import != self->preparing && !ferry_import_is_active (import) &&
         ferry_task_get_state (ferry_import_get_task (import)) == FERRY_TASK_PLANNED;
}

gboolean
ferry_machine_import_is_queued (FerryMachineImport *self)
{
  for (guint i = 0; i < self->imports->len; i++)
    if (is_waiting (self, i))
      return may_begin (self);

  return FALSE;
}

gboolean
ferry_machine_import_is_begun (FerryMachineImport *self)
{
  for (guint i = 0; i < self->imports->len; i++)
    {
      FerryTask *task = ferry_machine_import_get_task (self, i);

      if (ferry_task_get_state (task) != FERRY_TASK_PLANNED)
        return TRUE;
    }

  return ferry_machine_import_count_active (self) > 0;
}

FerryImport *
ferry_machine_import_get_ready (FerryMachineImport *self)
{
  if (self->client == NULL || !may_begin (self))
    return NULL;

  for (guint i = 0; i < self->imports->len; i++)
    {
      FerryImport *import = g_ptr_array_index (self->imports, i);

      if (!is_waiting (self, i) || !ferry_import_is_ready (import))
        continue;
      if (i == 0 || get_boot_zone (self))
        return import;
    }

  return NULL;
}

guint
ferry_machine_import_count_active (FerryMachineImport *self)
{
  guint n_active = self->preparing ? 1 : 0;

  for (guint i = 0; i < self->imports->len; i++)
    {
      FerryImport *import = g_ptr_array_index (self->imports, i);

      if (import != self->preparing && ferry_import_is_active (import))
        n_active++;
    }

  return n_active;
}

/* (nullable): where the disk is to go */
static const char *
find_zone (FerryMachineImport *self,
           FerryImport        *import)
{
  if (!self->has_boot)
    {
      const char *zone = ferry_import_get_zone (import);

      return zone ? zone : ferry_machine_get_zone (ferry_record_get_machine (self->record));
    }

  if (import != g_ptr_array_index (self->imports, 0))
    return get_boot_zone (self);

  /* To where the volumes of an earlier try are. */
  for (guint i = 1; i < self->imports->len; i++)
    {
      FerryTask *task = ferry_machine_import_get_task (self, i);
      const char *zone = ferry_import_get_zone (g_ptr_array_index (self->imports, i));

      if (ferry_task_get_state (task) == FERRY_TASK_LANDED && zone)
        return zone;
    }

  return NULL;
}

/* Nothing has been sent: the machine cannot be what the plan says. */
static void
refuse_for_good (FerryMachineImport *self,
                 const GError       *error)
{
  g_autoptr(JsonObject) fields = json_object_new ();

  ferry_json_set_string (fields, "refused", "yes");
  ferry_journal_error_add (fields, "error", error);
  ferry_machine_import_write (self, FERRY_MACHINE_FAILED, fields, NULL, NULL);
  ferry_machine_import_refuse (self, error);
}

static void
user_data_read_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(FerryMachineImport) self = user_data;
  g_autoptr(FerryActivity) activity = g_object_ref (self->activity);
  g_autoptr(FerryImport) import = g_steal_pointer (&self->preparing);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  bytes = ferry_user_data_read_finish (result, &error);
  if (bytes && g_bytes_get_size (bytes) > FERRY_USER_DATA_MOST_BYTES)
    error = g_error_new (FERRY_ERROR, FERRY_ERROR_BAD_INPUT, "The user data is longer than the "
                         "%d bytes that EC2 takes", FERRY_USER_DATA_MOST_BYTES);

  if (g_cancellable_is_cancelled (self->cancellable) || import == NULL || !may_begin (self))
    ferry_machine_import_judge (self);
  else if (error)
    refuse_for_good (self, error);
  else
    ferry_import_begin (import, find_zone (self, import), bytes);
  ferry_machine_import_judge (self);
  ferry_activity_end (activity);
}

void
ferry_machine_import_begin (FerryMachineImport *self,
                            FerryImport        *import)
{
  const char *reference = ferry_machine_get_user_data (ferry_record_get_machine (self->record));

  if (self->has_boot && import == g_ptr_array_index (self->imports, 0) && *reference != '\0')
    {
      g_set_object (&self->preparing, import);
      ferry_activity_begin (self->activity);
      ferry_user_data_read_async (reference, self->cancellable, user_data_read_cb,
                                  g_object_ref (self));
    }
  else
    {
      ferry_import_begin (import, find_zone (self, import), NULL);
    }

  ferry_machine_import_judge (self);
}

void
ferry_machine_import_set_wait (FerryMachineImport *self,
                               FerryTaskWait       wait,
                               GDateTime          *until)
{
  gboolean waits_for_boot = self->has_boot && get_boot_zone (self) == NULL;

  if (self->client == NULL)
    wait = FERRY_TASK_WAIT_ACCOUNT;

  for (guint i = 0; i < self->imports->len; i++)
    {
      FerryImport *import = g_ptr_array_index (self->imports, i);
      gboolean stays = wait == FERRY_TASK_WAIT_PAUSED || wait == FERRY_TASK_WAIT_ACCOUNT;

      if (!is_waiting (self, i))
        continue;
      if (i > 0 && waits_for_boot && !stays)
        ferry_import_set_wait (import, FERRY_TASK_WAIT_BOOT, NULL);
      else
        ferry_import_set_wait (import, wait, wait == FERRY_TASK_WAIT_BACK_OFF ? until : NULL);
    }
}

gboolean
ferry_machine_import_needs_client (FerryMachineImport *self)
{
  if (self->is_left || self->refusal)
    return FALSE;
  /* Nothing that a finished one names is touched, and nobody is asked about it. */
  if (ferry_machine_import_is_kept_off (self) && !self->is_copy)
    return FALSE;

  for (guint i = 0; i < self->imports->len; i++)
    if (ferry_import_needs_client (g_ptr_array_index (self->imports, i)))
      return TRUE;

  return !ferry_machine_state_is_finished (self->state) || self->is_deleting ||
         has_field (self, "sources", "deleting");
}

void
ferry_machine_import_abandon (FerryMachineImport *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->start_timer, g_source_remove);
  for (guint i = 0; i < self->imports->len; i++)
    ferry_import_abandon (g_ptr_array_index (self->imports, i));
  if (self->landing)
    {
      g_signal_handlers_disconnect_by_data (self->landing, self);
      ferry_landing_abandon (self->landing);
    }
}
