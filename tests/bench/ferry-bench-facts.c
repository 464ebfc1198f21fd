/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* ferry-bench-facts REHEARSAL FOLDER SUBNETS TYPES: how long the main loop is away at worst while
 * all facts of an account of that size come from a rehearsal cloud, a process of its own with its
 * state in FOLDER, and while they are asked for anew. It prints "LOAD REFRESH": the two worst gaps
 * of a source that wants to run every 5 ms, in milliseconds of this thread's time on the processor,
 * as ferry-bench-stalls does.
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry.h"

#include <stdlib.h>
#include <time.h>

#define BEAT_MS 5
#define REGION "eu-west-1"

typedef struct {
  gint64 last;
  gint64 worst;
} Watch;

/* microseconds */
static gint64
get_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gboolean
beat_cb (gpointer user_data)
{
  Watch *watch = user_data;
  gint64 now = get_time ();

  watch->worst = MAX (watch->worst, now - watch->last);
  watch->last = now;

  return G_SOURCE_CONTINUE;
}

/* Until it is loaded; in milliseconds */
static double
wait_watched (FerryAccountFacts *facts)
{
  Watch watch = { get_time (), 0 };
  guint source = g_timeout_add (BEAT_MS, beat_cb, &watch);

  while (ferry_account_facts_is_loading (facts))
    g_main_context_iteration (NULL, TRUE);
  beat_cb (&watch);
  g_source_remove (source);

  return watch.worst / 1e3;
}

/* (transfer full): its standard input ends it */
static GSubprocess *
start_cloud (const char  *program,
             const char  *folder,
             const char  *size,
             char       **endpoint)
{
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GDataInputStream) lines = NULL;
  g_autoptr(JsonObject) first = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *line = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error, program, "--state-dir", folder, "--samples", folder,
                              "--account-size", size, NULL);
  if (process == NULL)
    g_error ("%s", error->message);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  first = line ? ferry_json_parse (line, -1, NULL) : NULL;
  *endpoint = g_strdup (ferry_json_get_string (first, "endpoint"));
  if (*endpoint == NULL)
    g_error ("the rehearsal cloud does not start");

  return g_steal_pointer (&process);
}

static void
check (FerryAccountFacts *facts,
       guint              n_subnets,
       guint              n_types)
{
  if (ferry_account_facts_get_subnets (facts)->len != n_subnets ||
      ferry_account_facts_get_instance_types (facts)->len != n_types)
    g_error ("not all of the account came");
  for (FerryFact fact = 0; fact < FERRY_N_FACTS; fact++)
    if (!ferry_account_facts_knows (facts, fact))
      g_error ("fact %u: %s", fact, ferry_account_facts_get_error (facts, fact)->message);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *size = NULL;
  g_autofree char *endpoint = NULL;
  g_autoptr(GSubprocess) cloud = NULL;
  g_autoptr(FerryAccount) account = NULL;
  g_autoptr(FerryCredentials) credentials = ferry_rehearsal_credentials_new ();
  g_autoptr(FerryClient) client = NULL;
  g_autoptr(FerryAccountFacts) facts = ferry_account_facts_new (REGION);
  double load, refresh;

  if (argc != 5)
    {
      g_printerr ("ferry-bench-facts REHEARSAL FOLDER SUBNETS TYPES\n");
      return EXIT_FAILURE;
    }

  size = g_strdup_printf ("%s,%s", argv[3], argv[4]);
  cloud = start_cloud (argv[1], argv[2], size, &endpoint);
  account = ferry_rehearsal_account_new (endpoint);
  client = ferry_client_new (account, credentials);

  ferry_account_facts_load (facts, client);
  load = wait_watched (facts);
  ferry_account_facts_refresh (facts, client);
  refresh = wait_watched (facts);
  check (facts, (guint) atoi (argv[3]), (guint) atoi (argv[4]));
  g_print ("%.3f %.3f\n", load, refresh);

  g_output_stream_close (g_subprocess_get_stdin_pipe (cloud), NULL, NULL);
  g_subprocess_wait (cloud, NULL, NULL);

  return EXIT_SUCCESS;
}
