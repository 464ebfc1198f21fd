/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Imports a plan as the application does, without a window: opens the engine on the journals that
 * an earlier start left, has it go on with them, or begin where there are none, and ends when all
 * machines have landed and nothing of them is left to do. It is made to be killed.
 *
 * Each change of a machine is a JSON line of output. Ends with 0 when all have landed, 1 when one
 * failed or cannot go on without a person, 2 when it cannot begin, 3 when its time is over, 4 when
 * another computer has the disks.
 */

#include "ferry.h"

#include <glib-unix.h>
#include <stdlib.h>

enum {
  STATUS_LANDED,
  STATUS_STUCK,
  STATUS_NOT_BEGUN,
  STATUS_TIME_OVER,
  STATUS_REFUSED,
};

typedef struct {
  GMainLoop     *loop;
  FerryTaskList *tasks;
  FerryActivity *activity;
  FerryEngine   *engine;
  FerryClient   *client;
  FerryPlan     *plan;
  guint          look;      /* an idle source */
  guint          n_retries; /* that a person would still make */
  int            status;    /* what it will end with */
} Runner;

static char *journals;
static char *endpoint;
static char *plan_path;
static char *answer;
static int speed = 1;
static int slots = FERRY_QUEUE_SLOTS;
static int seconds = 60;
static int retries = 100;
static int timeout = 2;
static gboolean no_import;
static gboolean leave_refused;
static gboolean watch;

static const GOptionEntry entries[] = {
  { "journals", 0, 0, G_OPTION_ARG_FILENAME, &journals, "Where the journals are", "DIR" },
  { "endpoint", 0, 0, G_OPTION_ARG_STRING, &endpoint, "Where the rehearsal cloud listens", "URL" },
  { "plan", 0, 0, G_OPTION_ARG_FILENAME, &plan_path, "Imported where there are no journals",
    "FILE" },
  { "no-import", 0, 0, G_OPTION_ARG_NONE, &no_import, "Only go on with the journals", NULL },
  { "leave-refused", 0, 0, G_OPTION_ARG_NONE, &leave_refused,
    "What another computer imports is as good as landed", NULL },
  { "speed", 0, 0, G_OPTION_ARG_INT, &speed, "Divides all waiting (1)", "N" },
  { "slots", 0, 0, G_OPTION_ARG_INT, &slots, "Conversions at once (5)", "N" },
  { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds, "How long it may take (60); 0: for ever", "N" },
  { "retries", 0, 0, G_OPTION_ARG_INT, &retries, "How often Retry is pressed (100)", "N" },
  { "answer", 0, 0, G_OPTION_ARG_STRING, &answer, "The answer to each question", "WORD" },
  { "watch", 0, 0, G_OPTION_ARG_NONE, &watch, "Say when EC2 has answered", NULL },
  { "timeout", 0, 0, G_OPTION_ARG_INT, &timeout, "How long a reply is waited for (2 s)", "N" },
  { NULL }
};

static void
runner_end (Runner *self,
            int     status)
{
  self->status = status;
  g_main_loop_quit (self->loop);
}

static void
say (const char *event,
     const char *machine,
     const char *text)
{
  g_autoptr(JsonObject) line = json_object_new ();
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = ferry_time_format (now);
  g_autofree char *written = NULL;

  ferry_json_set_string (line, "event", event);
  ferry_json_set_string (line, "time", time);
  ferry_json_set_string (line, "machine", machine);
  ferry_json_set_string (line, "text", text);
  written = ferry_json_to_line (line);
  g_print ("%s\n", written);
}

static const char *
get_name (FerryMachineImport *machine)
{
  return ferry_machine_get_name (ferry_machine_import_get_machine (machine));
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  FerryMachineImport *machine = FERRY_MACHINE_IMPORT (source);
  g_autoptr(GError) error = NULL;

  if (!ferry_machine_import_answer_finish (machine, result, &error))
    say ("unanswered", get_name (machine), error->message);
}

/* The error of a machine, or of the first of its disks that has one; (nullable) */
static const GError *
find_error (FerryMachineImport *machine)
{
  GListModel *tasks = ferry_machine_import_get_tasks (machine);

  if (ferry_machine_import_get_error (machine))
    return ferry_machine_import_get_error (machine);

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr(FerryTask) task = g_list_model_get_item (tasks, i);

      if (ferry_task_get_error (task))
        return ferry_task_get_error (task);
    }

  return NULL;
}

/* Whether that is the first time since it was another. */
static gboolean
is_news (FerryMachineImport *machine,
         const char         *what,
         int                 value)
{
  gboolean news = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (machine), what)) != value;

  g_object_set_data (G_OBJECT (machine), what, GINT_TO_POINTER (value));

  return news;
}

static gboolean
is_refused (FerryMachineImport *machine)
{
  return ferry_machine_import_get_state (machine) == FERRY_MACHINE_FAILED &&
         g_error_matches (find_error (machine), FERRY_ERROR, FERRY_ERROR_CONFLICT);
}

/* As a person would. Where nobody would, it ends with that once all is quiet. */
static void
press_retry (Runner             *self,
             FerryMachineImport *machine)
{
  const GError *error = find_error (machine);
  gboolean refused = is_refused (machine);

  if (is_news (machine, "told", ferry_machine_import_get_state (machine)))
    say (refused ? "refused" : "failed", get_name (machine), error ? error->message : NULL);
  if (refused && leave_refused)
    return;

  if (refused)
    self->status = STATUS_REFUSED;
  else if (self->n_retries == 0 || !ferry_machine_import_can_retry (machine))
    self->status = STATUS_STUCK;
  else
    {
      self->n_retries--;
      is_news (machine, "told", -1);
      ferry_machine_import_retry (machine);
    }
}

static void
give_answer (Runner             *self,
             FerryMachineImport *machine)
{
  FerryQuestion question = ferry_machine_import_get_question (machine);
  g_autofree char *text = NULL;

  if (!is_news (machine, "asked", (int) question))
    return;

  text = g_enum_to_string (FERRY_TYPE_QUESTION, question);
  say ("asks", get_name (machine), text);
  if (answer)
    ferry_machine_import_answer_async (machine, answer, NULL, answered_cb, NULL);
  else
    self->status = STATUS_STUCK;
}

/* Returns: whether it has landed, or does not go on */
static gboolean
look_at_machine (Runner             *self,
                 FerryMachineImport *machine)
{
  FerryMachineState state = ferry_machine_import_get_state (machine);

  if (state == FERRY_MACHINE_FAILED || state == FERRY_MACHINE_CANCELLED)
    press_retry (self, machine);
  else if (state == FERRY_MACHINE_ASKING)
    give_answer (self, machine);

  state = ferry_machine_import_get_state (machine);

  return ferry_machine_state_is_finished (state) ||
         (state == FERRY_MACHINE_ASKING && answer == NULL);
}

static gboolean
look_at_run (Runner   *self,
             FerryRun *run)
{
  GListModel *machines = ferry_run_get_machines (run);
  gboolean done = TRUE;

  for (guint i = 0; i < g_list_model_get_n_items (machines); i++)
    {
      g_autoptr(FerryMachineImport) machine = g_list_model_get_item (machines, i);

      done = look_at_machine (self, machine) && done;
    }

  return done;
}

/* By the file alone. */
static gboolean
is_whole (FerryRun *run)
{
  g_autoptr(GFile) file = g_object_ref (ferry_journal_get_file (ferry_run_get_journal (run)));
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_file_load_bytes (file, NULL, NULL, &error);
  FerryJournalCheck check = { 0 };

  if (bytes == NULL)
    {
      say ("no-journal", NULL, error->message);
      return FALSE;
    }
  if (!ferry_journal_check (bytes, &check) || check.broken || check.tail)
    {
      g_autofree char *text = g_strdup_printf ("line %u, %" G_GSIZE_FORMAT " bytes behind the last",
                                               check.broken, check.tail);

      say ("broken", NULL, text);
      return FALSE;
    }

  return TRUE;
}

static void
end_well (Runner *self)
{
  GListModel *runs = ferry_engine_get_runs (self->engine);
  gboolean whole = TRUE;

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr(FerryRun) run = g_list_model_get_item (runs, i);

      whole = is_whole (run) && whole;
    }

  runner_end (self, whole ? self->status : STATUS_STUCK);
}

static gboolean
look_cb (gpointer user_data)
{
  Runner *self = user_data;
  GListModel *runs = ferry_engine_get_runs (self->engine);
  g_autoptr(GPtrArray) open = NULL;
  gboolean done = TRUE;

  self->look = 0;
  self->status = STATUS_LANDED;
  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr(FerryRun) run = g_list_model_get_item (runs, i);

      done = look_at_run (self, run) && done;
    }

  open = ferry_engine_dup_open_accounts (self->engine);
  /* What waits for a person stays open. */
  if (done && (open->len == 0 || self->status == STATUS_STUCK) &&
      !ferry_engine_get_needs_us (self->engine) && !ferry_activity_is_busy (self->activity))
    end_well (self);

  return G_SOURCE_REMOVE;
}

static void
look_soon (Runner *self)
{
  if (self->look == 0)
    self->look = g_idle_add (look_cb, self);
}

static void
machine_changed_cb (Runner             *self,
                    GParamSpec         *pspec,
                    FerryMachineImport *machine)
{
  g_autofree char *state = g_strdup (ferry_machine_state_to_word (
                                       ferry_machine_import_get_state (machine)));

  if (g_str_equal (g_param_spec_get_name (pspec), "state"))
    say ("state", get_name (machine), state);
  look_soon (self);
}

static void
follow_run (Runner   *self,
            FerryRun *run)
{
  GListModel *machines = ferry_run_get_machines (run);

  for (guint i = 0; i < g_list_model_get_n_items (machines); i++)
    {
      g_autoptr(FerryMachineImport) machine = g_list_model_get_item (machines, i);

      g_signal_connect_swapped (machine, "notify", G_CALLBACK (machine_changed_cb), self);
    }
}

static void
begin (Runner *self)
{
  GListModel *runs = ferry_engine_get_runs (self->engine);
  guint n_runs = g_list_model_get_n_items (runs);

  ferry_queue_set_slots (ferry_engine_get_queue (self->engine), slots);
  for (guint i = 0; i < n_runs; i++)
    {
      g_autoptr(FerryRun) run = g_list_model_get_item (runs, i);

      follow_run (self, run);
    }

  ferry_engine_attach (self->engine, self->client);
  if (n_runs == 0 && self->plan)
    follow_run (self, ferry_engine_import (self->engine, self->client, self->plan));
  say (n_runs == 0 ? "imported" : "resumed", NULL, NULL);
  look_soon (self);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Runner *self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *damaged;

  if (!ferry_engine_load_finish (self->engine, result, &error))
    {
      say ("not-loaded", NULL, error->message);
      runner_end (self, STATUS_NOT_BEGUN);
      return;
    }

  damaged = ferry_engine_get_damaged (self->engine);
  if (damaged && damaged->len > 0)
    {
      say ("damaged", NULL, g_ptr_array_index (damaged, 0));
      runner_end (self, STATUS_NOT_BEGUN);
      return;
    }

  begin (self);
}

/* With the time that the first task still has which EC2 will end by itself. */
static void
answered_list_cb (Runner      *self,
                  FerryClient *client)
{
  GListModel *tasks = G_LIST_MODEL (self->tasks);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *left = NULL;

  for (guint i = 0; left == NULL && i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr(FerryTask) task = g_list_model_get_item (tasks, i);

      if (ferry_task_get_state (task) == FERRY_TASK_CONVERTING &&
          ferry_task_get_expiration (task))
        left = g_strdup_printf ("%" G_GINT64_FORMAT,
                                g_date_time_difference (ferry_task_get_expiration (task), now) /
                                  G_TIME_SPAN_SECOND);
    }
  say ("answered", NULL, left);
}

static gboolean
time_over_cb (gpointer user_data)
{
  Runner *self = user_data;
  g_autoptr(GPtrArray) open = ferry_engine_dup_open_accounts (self->engine);
  g_autofree char *text = g_strdup_printf ("%u open accounts%s%s", open->len,
                                           ferry_engine_get_needs_us (self->engine)
                                             ? ", something needs us" : "",
                                           ferry_activity_is_busy (self->activity)
                                             ? ", busy" : "");

  say ("time-over", NULL, text);
  runner_end (self, STATUS_TIME_OVER);

  return G_SOURCE_REMOVE;
}

static gboolean
terminated_cb (gpointer user_data)
{
  Runner *self = user_data;

  runner_end (self, STATUS_TIME_OVER);

  return G_SOURCE_REMOVE;
}

static FerryPlan *
read_plan (GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gsize length;

  if (!g_file_get_contents (plan_path, &text, &length, error))
    return NULL;

  bytes = g_bytes_new_take (g_steal_pointer (&text), length);

  return ferry_plan_file_from_bytes (bytes, error);
}

static gboolean
read_arguments (int       *argc,
                char    ***argv,
                Runner    *self,
                GError   **error)
{
  g_autoptr(GOptionContext) context = g_option_context_new ("— imports a plan without a window");

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (journals == NULL || endpoint == NULL || speed < 1 || seconds < 0 || timeout < 1 ||
      slots < 1 || retries < 0 || (plan_path == NULL && !no_import))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "--journals, --endpoint and --plan are needed");
      return FALSE;
    }

  self->n_retries = retries;
  if (!no_import)
    self->plan = read_plan (error);

  return no_import || self->plan != NULL;
}

static void
run (Runner *self)
{
  g_autoptr(FerryAccount) account = ferry_rehearsal_account_new (endpoint);
  g_autoptr(FerryCredentials) credentials = ferry_rehearsal_credentials_new ();
  g_autoptr(GFile) folder = g_file_new_for_path (journals);

  self->loop = g_main_loop_new (NULL, FALSE);
  self->client = ferry_client_new (account, credentials);
  ferry_client_set_patience (self->client, MAX (1, 200 / speed), timeout);
  self->tasks = ferry_task_list_new (speed);
  self->activity = ferry_activity_new ();
  self->engine = ferry_engine_new (folder, self->tasks, self->activity, speed);
  g_signal_connect_swapped (self->activity, "notify::busy", G_CALLBACK (look_soon), self);
  g_signal_connect_swapped (self->engine, "notify::needs-us", G_CALLBACK (look_soon), self);
  if (watch)
    g_signal_connect_swapped (self->tasks, "answered", G_CALLBACK (answered_list_cb), self);
  g_unix_signal_add (SIGTERM, terminated_cb, self);
  if (seconds > 0)
    g_timeout_add_seconds (seconds, time_over_cb, self);

  ferry_engine_load_async (self->engine, NULL, loaded_cb, self);
  g_main_loop_run (self->loop);

  g_clear_handle_id (&self->look, g_source_remove);
  g_clear_object (&self->engine);
  g_clear_object (&self->tasks);
  g_clear_object (&self->activity);
  g_clear_object (&self->client);
  g_clear_pointer (&self->loop, g_main_loop_unref);
}

int
main (int   argc,
      char *argv[])
{
  Runner self = { 0 };
  g_autoptr(GError) error = NULL;

  if (!read_arguments (&argc, &argv, &self, &error))
    {
      g_printerr ("ferry-import-runner: %s\n", error->message);
      return STATUS_NOT_BEGUN;
    }

  run (&self);
  g_clear_object (&self.plan);

  return self.status;
}
