/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/ferry-error.h"
#include "base/ferry-folder-lock.h"
#include "base/ferry-json.h"
#include "base/ferry-time.h"
#include "plan/ferry-estimate.h"
#include "rehearsal/ferry-rehearsal-account.h"
#include "rehearsal/ferry-rehearsal-faults.h"
#include "rehearsal/ferry-rehearsal-fleet.h"
#include "rehearsal/ferry-rehearsal-inventory.h"
#include "rehearsal/ferry-rehearsal-seed.h"
#include "rehearsal/ferry-rehearsal-server.h"
#include "rehearsal/ferry-rehearsal-store.h"

/* The rehearsal cloud as a program: reads the command line, opens the store, serves until its
 * standard input closes or it is told to end. Its first line of output says where it listens and
 * when the session ends whose keys are temporary. Only whoever started it can write to its standard
 * input, and so change its faults.
 */

#define LOCK_WAIT_SECONDS 3

typedef struct {
  GMainLoop            *loop;
  FerryRehearsalFaults *faults;
  FerryRehearsalStore  *store;
  FerryRehearsalServer *server;
} Program;

static char *state_dir;
static char *samples;
static char **fault_specs;
static int port;
static int import_seconds = 40;
static int session_seconds = 60 * 60;
static int latency;
static int slots = FERRY_TASKS_AT_ONCE;
static double describe_delay;
static double age_out;
static char *chaos;
static char *account_size;
static char *versions;
static gboolean fleet;
static gboolean events;

static const GOptionEntry entries[] = {
  { "state-dir", 0, 0, G_OPTION_ARG_FILENAME, &state_dir, "Where its state is kept", "DIR" },
  { "samples", 0, 0, G_OPTION_ARG_FILENAME, &samples, "Sample disks for a new state", "DIR" },
  { "fleet", 0, 0, G_OPTION_ARG_NONE, &fleet, "A new state also has a bucket with 25 machines",
    NULL },
  { "keep-versions", 0, 0, G_OPTION_ARG_STRING, &versions,
    "From now on that bucket keeps what is replaced or deleted", "BUCKET" },
  { "port", 0, 0, G_OPTION_ARG_INT, &port, "Listen there (the port of the last run)", "N" },
  { "import-seconds", 0, 0, G_OPTION_ARG_INT, &import_seconds, "How long an import takes (40)",
    "N" },
  { "session-seconds", 0, 0, G_OPTION_ARG_INT, &session_seconds,
    "How long its temporary keys are good (3600)", "N" },
  { "latency", 0, 0, G_OPTION_ARG_INT, &latency, "Wait before each reply", "MS" },
  { "account-size", 0, 0, G_OPTION_ARG_STRING, &account_size,
    "How many subnets and instance types there are (6,60)", "SUBNETS,TYPES" },
  { "slots", 0, 0, G_OPTION_ARG_INT, &slots, "Conversions at once in a region (5)", "N" },
  { "describe-delay", 0, 0, G_OPTION_ARG_DOUBLE, &describe_delay,
    "What an act does shows itself in Describe… only so long after it", "SECONDS" },
  { "age-out", 0, 0, G_OPTION_ARG_DOUBLE, &age_out,
    "A finished task is not listed any more so long after its end", "SECONDS" },
  { "chaos", 0, 0, G_OPTION_ARG_STRING, &chaos,
    "Lost connections and replies and throttling, by chance", "SEED" },
  { "fault", 0, 0, G_OPTION_ARG_STRING_ARRAY, &fault_specs,
    "Something that goes wrong, see below", "SPEC" },
  { "events", 0, 0, G_OPTION_ARG_NONE, &events, "Print requests and tasks as JSON lines", NULL },
  { NULL }
};

static void
print_line (const char *line,
            gpointer    user_data)
{
  printf ("%s\n", line);
  fflush (stdout);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

/* FALSE: not a number in range */
static gboolean
read_seconds (const char *text,
              double      *seconds)
{
  char *end;
  double value = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || !(value >= 0) || value > G_MAXINT)
    return FALSE;
  *seconds = value;

  return TRUE;
}

static gboolean
read_count (const char *text,
            int         *count)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &value, NULL))
    return FALSE;
  *count = (int) value;

  return TRUE;
}

static gboolean
start_chaos (FerryRehearsalFaults *faults,
             const char           *text)
{
  guint64 seed;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &seed, NULL))
    return FALSE;
  ferry_rehearsal_faults_add_chaos (faults, seed);

  return TRUE;
}

static void
apply_conditions (FerryRehearsalStore *store)
{
  FerryRehearsalConditions *conditions =
    ferry_rehearsal_estate_get_conditions (ferry_rehearsal_store_get_estate (store));

  conditions->slots = slots;
  conditions->describe_delay = describe_delay * G_USEC_PER_SEC;
  conditions->age_out = age_out * G_USEC_PER_SEC;
}

/* A line that does what the option of its name does. */
static gboolean
obey_option (Program    *program,
             const char *line)
{
  g_auto(GStrv) words = g_strsplit (line, " ", 2);
  const char *name = words[0] ? words[0] : "";
  const char *value = words[0] && words[1] ? words[1] : "";
  gboolean understood = FALSE;

  if (g_str_equal (name, "slots"))
    understood = read_count (value, &slots);
  else if (g_str_equal (name, "import-seconds"))
    understood = read_count (value, &import_seconds);
  else if (g_str_equal (name, "describe-delay"))
    understood = read_seconds (value, &describe_delay);
  else if (g_str_equal (name, "age-out"))
    understood = read_seconds (value, &age_out);
  else if (g_str_equal (name, "chaos"))
    understood = start_chaos (program->faults, value);
  apply_conditions (program->store);
  ferry_rehearsal_server_set_import_seconds (program->server, import_seconds);

  return understood;
}

static void
print_inventory (Program *program)
{
  g_autoptr(JsonObject) inventory = ferry_rehearsal_inventory (program->store);
  g_autofree char *text = ferry_json_to_line (inventory);

  print_line (text, NULL);
}

/* Answers with an event, so that whoever wrote the line knows from when on it counts. */
static void
obey (Program    *program,
      const char *line)
{
  g_autoptr(JsonObject) event = json_object_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_str_equal (line, "no-faults"))
    ferry_rehearsal_faults_clear (program->faults);
  else if (g_str_has_prefix (line, "fault "))
    ferry_rehearsal_faults_add (program->faults, line + strlen ("fault "), &error);
  else if (g_str_equal (line, "inventory"))
    print_inventory (program);
  else if (!obey_option (program, line))
    g_set_error_literal (&error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT, "not understood");

  ferry_json_set_string (event, "event", "obeyed");
  ferry_json_set_string (event, "line", line);
  ferry_json_set_string (event, "error", error ? error->message : NULL);
  text = ferry_json_to_line (event);
  print_line (text, NULL);
}

static void
line_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Program *program = user_data;
  g_autofree char *line =
    g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (line == NULL)
    {
      g_main_loop_quit (program->loop);
      return;
    }

  obey (program, line);
  g_data_input_stream_read_line_async (G_DATA_INPUT_STREAM (source), G_PRIORITY_DEFAULT, NULL,
                                       line_cb, program);
}

static gboolean
read_arguments (int                    *argc,
                char                 ***argv,
                FerryRehearsalAccount  *account,
                FerryRehearsalFaults   *faults,
                GError                **error)
{
  g_autoptr(GOptionContext) context = g_option_context_new ("— a cloud that runs on this computer");

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_description (context, ferry_rehearsal_faults_get_help ());
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (state_dir == NULL || port < 0 || port > G_MAXUINT16 || import_seconds < 0 ||
      session_seconds < 0 || latency < 0 || slots < 0 || !(describe_delay >= 0) ||
      !(age_out >= 0) || (chaos && !start_chaos (faults, chaos)) ||
      (account_size && !ferry_rehearsal_account_read (account, account_size)))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "--state-dir is needed, and numbers must be in range");
      return FALSE;
    }
  for (guint i = 0; fault_specs && fault_specs[i]; i++)
    if (!ferry_rehearsal_faults_add (faults, fault_specs[i], error))
      return FALSE;
  if (samples == NULL)
    samples = g_strdup (g_getenv ("FERRY_SAMPLES"));
  if (samples == NULL)
    samples = g_build_filename (FERRY_PKGDATADIR, "samples", NULL);

  return TRUE;
}

/* Two clouds over one state would take each other's tasks and port. An older one may be ending. */
static FerryFolderLock *
lock_state (GError **error)
{
  g_autoptr(GFile) folder = g_file_new_for_path (state_dir);
  gint64 until = g_get_monotonic_time () + LOCK_WAIT_SECONDS * G_USEC_PER_SEC;

  while (TRUE)
    {
      g_autoptr(GError) local_error = NULL;
      FerryFolderLock *lock = ferry_folder_lock_new (folder, &local_error);

      if (lock)
        return lock;
      if (!g_error_matches (local_error, FERRY_ERROR, FERRY_ERROR_IN_USE) ||
          g_get_monotonic_time () > until)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      g_usleep (G_USEC_PER_SEC / 50);
    }
}

static gboolean
keep_versions (FerryRehearsalStore  *store,
               GError              **error)
{
  FerryRehearsalBucket *bucket = ferry_rehearsal_store_find_bucket (store, versions);

  if (bucket == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "There is no bucket “%s”",
                   versions);
      return FALSE;
    }

  bucket->keeps_versions = TRUE;

  return ferry_rehearsal_store_save (store, error);
}

/* By the cloud's own clock, and to the second, as it is told. */
static GDateTime *
decide_session_end (FerryRehearsalFaults *faults)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC + ferry_rehearsal_faults_get_skew (faults);

  return g_date_time_new_from_unix_utc (now + session_seconds);
}

static void
announce (guint      listening,
          GDateTime *session_end)
{
  g_autofree char *end = ferry_time_format (session_end);
  g_autofree char *endpoint = g_strdup_printf ("http://127.0.0.1:%u", listening);
  g_autoptr(JsonObject) first = json_object_new ();
  g_autofree char *line = NULL;

  ferry_json_set_string (first, "endpoint", endpoint);
  ferry_json_set_string (first, "session-end", end);
  line = ferry_json_to_line (first);
  print_line (line, NULL);
}

static gboolean
run (const FerryRehearsalAccount  *account,
     FerryRehearsalFaults         *faults,
     GError                      **error)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(FerryFolderLock) lock = lock_state (error);
  g_autoptr(FerryRehearsalStore) store = lock ? ferry_rehearsal_store_open (state_dir, error)
                                              : NULL;
  g_autoptr(FerryRehearsalServer) server = NULL;
  g_autoptr(GDateTime) session_end = decide_session_end (faults);
  g_autoptr(GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (input);
  Program program = { loop, faults, store };
  guint listening;

  if (store == NULL)
    return FALSE;
  if (ferry_rehearsal_store_is_new (store) &&
      (!ferry_rehearsal_seed (store, samples, error) ||
       (fleet && !ferry_rehearsal_fleet_seed (store, samples, error))))
    return FALSE;
  if (versions && !keep_versions (store, error))
    return FALSE;

  apply_conditions (store);
  server = ferry_rehearsal_server_new (store, account, faults, session_end, import_seconds,
                                       latency, events ? print_line : NULL, NULL);
  program.server = server;
  listening = ferry_rehearsal_server_listen (server, port, error);
  if (listening == 0)
    return FALSE;
  announce (listening, session_end);
  ferry_rehearsal_server_resume (server);

  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, line_cb, &program);
  g_main_loop_run (loop);

  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(FerryRehearsalFaults) faults = ferry_rehearsal_faults_new ();
  FerryRehearsalAccount account = { 0 };
  g_autoptr(GError) error = NULL;

  /* Nobody may be reading the events any more. */
  signal (SIGPIPE, SIG_IGN);
  if (read_arguments (&argc, &argv, &account, faults, &error) && run (&account, faults, &error))
    return EXIT_SUCCESS;

  g_printerr ("ferry-rehearsal: %s\n", error->message);

  return EXIT_FAILURE;
}
