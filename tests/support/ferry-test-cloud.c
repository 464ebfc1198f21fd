/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-cloud.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
read_line (FerryTestCloud *cloud)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  char *line;

  g_data_input_stream_read_line_async (cloud->events, G_PRIORITY_DEFAULT, NULL,
                                       ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  line = g_data_input_stream_read_line_finish (cloud->events, result, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);

  return line;
}

/* An event never holds a link or a signature. */
static JsonObject *
read_event (FerryTestCloud *cloud)
{
  g_autofree char *line = read_line (cloud);
  g_autoptr(GError) error = NULL;
  JsonObject *event = ferry_json_parse (line, -1, &error);

  g_assert_no_error (error);
  g_assert_null (strstr (line, "X-Amz-"));

  return event;
}

FerryTestCloud *
ferry_test_cloud_new (void)
{
  FerryTestCloud *cloud = g_new0 (FerryTestCloud, 1);
  g_autoptr(GError) error = NULL;

  cloud->folder = g_dir_make_tmp ("ferry-rehearsal-XXXXXX", &error);
  g_assert_no_error (error);

  return cloud;
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
ferry_test_cloud_free (FerryTestCloud *cloud)
{
  if (cloud->process)
    ferry_test_cloud_stop (cloud);
  remove_folder (cloud->folder);
  g_free (cloud->folder);
  g_free (cloud);
}

/* @first: its first line of output */
static void
make_clients (FerryTestCloud *cloud,
              JsonObject     *first)
{
  g_autoptr(FerryCredentials) credentials = ferry_rehearsal_credentials_new ();
  g_autoptr(FerryCredentials) temporary = NULL;
  g_autoptr(FerryAccount) account = NULL;
  g_autoptr(FerryAccount) session = NULL;

  cloud->endpoint = g_strdup (ferry_json_get_string (first, "endpoint"));
  g_assert_nonnull (cloud->endpoint);
  account = ferry_rehearsal_account_new (cloud->endpoint);
  cloud->client = ferry_client_new (account, credentials);

  cloud->session_end = ferry_time_parse (ferry_json_get_string (first, "session-end"));
  g_assert_nonnull (cloud->session_end);
  temporary = ferry_rehearsal_session_new (cloud->session_end);
  session = ferry_account_new_ending ("session", "Session", FERRY_REHEARSAL_REGION, cloud->endpoint,
                                      ferry_credentials_get_access_key_id (temporary),
                                      cloud->session_end);
  cloud->session = ferry_client_new (session, temporary);
}

void
ferry_test_cloud_start (FerryTestCloud *cloud,
                        const char     *argument,
                        const char     *more)
{
  g_autofree char *samples = g_test_build_filename (G_TEST_DIST, "samples", "disks", NULL);
  const char *arguments[] = { g_getenv ("FERRY_REHEARSAL"), "--events", "--samples", samples,
                              "--state-dir", cloud->folder,
                              argument, argument ? more : NULL, NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *line = NULL;
  g_autoptr(JsonObject) first = NULL;

  g_assert_nonnull (arguments[0]);
  cloud->process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                                 G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  cloud->events = g_data_input_stream_new (g_subprocess_get_stdout_pipe (cloud->process));
  line = read_line (cloud);
  first = ferry_json_parse (line, -1, &error);
  g_assert_no_error (error);
  make_clients (cloud, first);
}

static void
forget (FerryTestCloud *cloud)
{
  g_clear_object (&cloud->client);
  g_clear_object (&cloud->session);
  g_clear_pointer (&cloud->session_end, g_date_time_unref);
  g_clear_object (&cloud->events);
  g_clear_object (&cloud->process);
  g_clear_pointer (&cloud->endpoint, g_free);
}

void
ferry_test_cloud_stop (FerryTestCloud *cloud)
{
  g_autoptr(GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (cloud->process), NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (cloud->process, NULL, &error);
  g_assert_no_error (error);
  forget (cloud);
}

void
ferry_test_cloud_kill (FerryTestCloud *cloud)
{
  g_autoptr(GError) error = NULL;

  g_subprocess_force_exit (cloud->process);
  g_subprocess_wait (cloud->process, NULL, &error);
  g_assert_no_error (error);
  forget (cloud);
}

JsonObject *
ferry_test_cloud_wait (FerryTestCloud *cloud,
                       const char     *name,
                       const char     *value,
                       const char     *other,
                       const char     *other_value)
{
  for (;;)
    {
      g_autoptr(JsonObject) event = read_event (cloud);

      if (g_strcmp0 (ferry_json_get_string (event, name), value) == 0 &&
          g_strcmp0 (ferry_json_get_string (event, other), other_value) == 0)
        return g_steal_pointer (&event);
    }
}

GPtrArray *
ferry_test_cloud_tell (FerryTestCloud *cloud,
                       const char     *line)
{
  g_autoptr(GPtrArray) requests =
    g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autofree char *text = g_strconcat (line, "\n", NULL);
  g_autoptr(GError) error = NULL;

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (cloud->process), text, strlen (text),
                             NULL, NULL, &error);
  g_assert_no_error (error);

  for (;;)
    {
      g_autoptr(JsonObject) event = read_event (cloud);
      const char *name = ferry_json_get_string (event, "event");

      if (g_strcmp0 (name, "request") == 0)
        g_ptr_array_add (requests, g_steal_pointer (&event));
      else if (g_strcmp0 (name, "obeyed") == 0)
        {
          g_assert_cmpstr (ferry_json_get_string (event, "line"), ==, line);
          g_assert_cmpstr (ferry_json_get_string (event, "error"), ==, NULL);
          return g_steal_pointer (&requests);
        }
    }
}

JsonObject *
ferry_test_cloud_inventory (FerryTestCloud *cloud)
{
  g_autoptr(JsonObject) inventory = NULL;
  g_autoptr(JsonObject) obeyed = NULL;
  g_autoptr(GError) error = NULL;

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (cloud->process), "inventory\n",
                             strlen ("inventory\n"), NULL, NULL, &error);
  g_assert_no_error (error);
  inventory = ferry_test_cloud_wait (cloud, "event", "inventory", "line", NULL);
  obeyed = ferry_test_cloud_wait (cloud, "event", "obeyed", "line", "inventory");

  return g_steal_pointer (&inventory);
}
