/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-cloud.h"

#include <glib/gstdio.h>
#include <string.h>

/* A script as it is exported, run by bash against the rehearsal cloud; where it is watched, with
 * every program that it starts behind one that writes its arguments down: all that everybody on a
 * computer could read.
 */

#define BUCKET "acme-exports"
#define BOOT "2026-11/web01-boot.vmdk"
#define DATA "2026-11/db01-boot.raw"
#define REGION "eu-west-1"
#define ZONE "eu-west-1b"

/* Which the scripts may need; "sleep" is replaced, so that nothing waits for time. */
static const char *const script_programs[] = {
  "base64", "curl", "date", "od", "sed", "sha256sum", "tr", "wc", "sleep",
};

typedef struct {
  FerryTestCloud *cloud;
  char           *programs;   /* a folder */
  char           *arguments;  /* a file */
  char           *said;       /* what the last run wrote to both outputs */
  int             status;     /* how it ended */
} Run;

static inline void
run_write (const char *folder,
           const char *name,
           const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
}

static inline void
run_set_up (Run        *run,
            gboolean    watched,
            const char *argument,
            const char *more)
{
  run->cloud = ferry_test_cloud_new ();
  ferry_test_cloud_start (run->cloud, argument, more);
  run->programs = g_build_filename (run->cloud->folder, "programs", NULL);
  run->arguments = g_build_filename (run->cloud->folder, "arguments", NULL);
  run->said = NULL;
  g_assert_cmpint (g_mkdir (run->programs, 0700), ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (script_programs); i++)
    {
      const char *name = script_programs[i];
      gboolean waits = g_str_equal (name, "sleep");
      g_autofree char *path = g_find_program_in_path (name);
      g_autofree char *text = g_strdup_printf ("#!/bin/sh\necho \"%s $*\" >>'%s'\n%s '%s' \"$@\"\n",
                                               name, run->arguments, waits ? ":" : "exec", path);

      g_assert_nonnull (path);
      if (!watched && !waits)
        continue;
      run_write (run->programs, name, text);
    }
}

static inline void
run_clear (Run *run)
{
  g_free (run->programs);
  g_free (run->arguments);
  g_free (run->said);
  ferry_test_cloud_free (run->cloud);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* A curl that runs @body where what it is told holds @words, and what is there else. */
static inline void
run_intercept (Run        *run,
               const char *words,
               const char *body)
{
  g_autofree char *path = g_find_program_in_path ("curl");
  g_autofree char *text =
    g_strdup_printf ("#!/bin/bash\n[[ $* == *--help* ]] && exec '%s' \"$@\"\ntold=$(cat)\n"
                     "if [[ $told == *%s* ]]; then\n%s\nfi\n"
                     "printf '%%s\\n' \"$told\" | '%s' \"$@\"\n",
                     path, words, body, path);

  run_write (run->programs, "curl", text);
}

/* What no other program, no argument and no script may tell. */
static inline void
run_assert_silent (const char  *text,
                   FerryClient *client)
{
  FerryCredentials *credentials = ferry_client_get_credentials (client);
  const char *token = ferry_credentials_get_session_token (credentials);

  g_assert_null (strstr (text, ferry_credentials_get_secret (credentials)));
  g_assert_null (strstr (text, "X-Amz-Signature=0"));
  for (const char *p = strstr (text, "X-Amz-Signature="); p; p = strstr (p + 1, "X-Amz-Signature="))
    g_assert_false (g_ascii_isxdigit (p[strlen ("X-Amz-Signature=")]));
  if (token)
    g_assert_null (strstr (text, token));
}

/* Runs @script with @client's keys. @secret: (nullable): the right one. @option: (nullable) */
static inline void
run_script (Run         *run,
            const char  *script,
            FerryClient *client,
            const char  *secret,
            const char  *option)
{
  FerryCredentials *credentials = ferry_client_get_credentials (client);
  const char *token = ferry_credentials_get_session_token (credentials);
  g_autoptr(GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr(GSubprocess) process = NULL;
  g_autofree char *path = g_strdup_printf ("%s:%s", run->programs, g_getenv ("PATH"));
  g_autofree char *file = g_build_filename (run->cloud->folder, "script", NULL);
  g_autofree char *arguments = NULL;
  g_autoptr(GError) error = NULL;

  run_write (run->cloud->folder, "script", script);
  run_write (run->cloud->folder, "arguments", "");
  g_subprocess_launcher_set_cwd (launcher, run->cloud->folder);
  g_subprocess_launcher_setenv (launcher, "PATH", path, TRUE);
  g_subprocess_launcher_setenv (launcher, "TMPDIR", run->programs, TRUE);
  g_subprocess_launcher_setenv (launcher, "AWS_ACCESS_KEY_ID",
                                ferry_credentials_get_access_key_id (credentials), TRUE);
  g_subprocess_launcher_setenv (launcher, "AWS_SECRET_ACCESS_KEY",
                                secret ? secret : ferry_credentials_get_secret (credentials), TRUE);
  if (token)
    g_subprocess_launcher_setenv (launcher, "AWS_SESSION_TOKEN", token, TRUE);
  else
    g_subprocess_launcher_unsetenv (launcher, "AWS_SESSION_TOKEN");

  process = g_subprocess_launcher_spawn (launcher, &error, "bash", file, option, NULL);
  g_assert_no_error (error);
  g_clear_pointer (&run->said, g_free);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &run->said, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  run->status = g_subprocess_get_exit_status (process);
  g_test_message ("ended with %d: %s", run->status, run->said);

  g_assert_true (g_file_get_contents (run->arguments, &arguments, NULL, NULL));
  g_assert_true (run->status != 0 || strstr (arguments, "sleep 15\n"));
  run_assert_silent (arguments, client);
  run_assert_silent (run->said, client);
}

/* (transfer full) (element-type FerryConversionTask) */
static inline GPtrArray *
run_list_tasks (Run *run)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  GPtrArray *tasks;

  ferry_describe_conversion_tasks_async (run->cloud->client, REGION, NULL, NULL,
                                         ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  tasks = ferry_describe_conversion_tasks_finish (run->cloud->client, result, &error);
  g_assert_no_error (error);

  return tasks;
}

/* Stores bytes @from to @to of the data disk under @key. Returns: (transfer full) */
static inline FerryObject *
run_store (Run        *run,
           const char *key,
           gsize       from,
           gsize       to)
{
  FerryClient *client = run->cloud->client;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "samples", "disks", "db01-boot.raw",
                                                 NULL);
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr(GBytes) whole = g_mapped_file_get_bytes (file);
  g_autoptr(GBytes) part = g_bytes_new_from_bytes (whole, from, to - from);
  g_autoptr(GAsyncResult) put = NULL;
  g_autoptr(GAsyncResult) headed = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  FerryObject *object;

  ferry_s3_put_object_async (client, REGION, BUCKET, key, part, NULL, NULL, ferry_test_take_result,
                             &slot);
  put = ferry_test_wait (&slot);
  ferry_s3_put_object_finish (client, put, NULL, &error);
  g_assert_no_error (error);
  ferry_s3_head_object_async (client, REGION, BUCKET, key, NULL, ferry_test_take_result, &slot);
  headed = ferry_test_wait (&slot);
  object = ferry_s3_head_object_finish (client, headed, &error);
  g_assert_no_error (error);

  return object;
}

/* (transfer full): as Ferry finds it */
static inline FerryDisk *
run_look_at (Run        *run,
             const char *key)
{
  FerryClient *client = run->cloud->client;
  g_autoptr(GAsyncResult) headed = NULL;
  g_autoptr(GAsyncResult) inspected = NULL;
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_head_object_async (client, REGION, BUCKET, key, NULL, ferry_test_take_result, &slot);
  headed = ferry_test_wait (&slot);
  object = ferry_s3_head_object_finish (client, headed, &error);
  g_assert_no_error (error);
  ferry_disk_inspect_async (client, REGION, BUCKET, object, NULL, ferry_test_take_result, &slot);
  inspected = ferry_test_wait (&slot);
  report = ferry_disk_inspect_finish (client, inspected, &error);
  g_assert_no_error (error);

  return ferry_disk_new (REGION, BUCKET, key, ferry_object_get_etag (object), "STANDARD",
                         ferry_object_get_size (object), report);
}

/* One machine with this disk, and @data ((nullable)) as a second. (transfer full) */
static inline FerryPlan *
run_make_plan (const char *user_data,
               FerryDisk  *boot,
               FerryDisk  *data)
{
  static const char *const groups[] = { "sg-0a1b2c3d", NULL };
  g_autoptr(FerryMachine) machine = ferry_machine_new (boot);

  if (data)
    {
      g_autoptr(FerryMachineDisk) machine_disk = ferry_machine_disk_new (data);

      ferry_machine_add_disk (machine, machine_disk);
    }
  g_object_set (machine,
                "name", "web $(touch pwned) `touch pwned` ';\"\\ \342\200\256 x",
                "platform", FERRY_PLATFORM_LINUX,
                "instance-type", "t2.medium",
                "zone", ZONE,
                "subnet-id", "subnet-0a1b2c3d",
                "private-ip", "10.0.4.20",
                "security-groups", groups,
                "monitoring", TRUE,
                "shutdown", FERRY_SHUTDOWN_TERMINATE,
                "user-data", user_data,
                NULL);

  return ferry_plan_new_for (FERRY_TEST_ACCOUNT_ID, machine);
}

/* (transfer full) */
static inline char *
run_export (Run             *run,
            FerryPlan       *plan,
            FerryScriptKind  kind)
{
  g_autoptr(GPtrArray) zones = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  char *script;

  for (guint i = 0; i < ferry_plan_get_n_machines (plan); i++)
    g_ptr_array_add (zones, (char *) ZONE);
  script = ferry_script_new (plan, NULL, kind, zones, run->cloud->endpoint, &error);
  g_assert_no_error (error);
  run_assert_silent (script, run->cloud->client);

  return script;
}
