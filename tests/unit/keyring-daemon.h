/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib/gstdio.h>

#include "keyring-fixture.h"

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

G_GNUC_UNUSED static void
lock_collection (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SecretService) service =
    secret_service_get_sync (SECRET_SERVICE_LOAD_COLLECTIONS, NULL, &error);
  GList *collections;
  int locked;

  g_assert_no_error (error);
  collections = secret_service_get_collections (service);
  locked = secret_service_lock_sync (service, collections, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (locked, >, 0);
  g_list_free_full (collections, g_object_unref);
}

static void
appeared_cb (GDBusConnection *bus,
             const char      *name,
             const char      *owner,
             gpointer         user_data)
{
  *(int *) user_data = TRUE;
}

static void
vanished_cb (GDBusConnection *bus,
             const char      *name,
             gpointer         user_data)
{
  *(int *) user_data = FALSE;
}

/* Until there is a service on the bus, or none. */
static void
wait_for_service (gboolean there)
{
  int now = -1;
  guint watch = g_bus_watch_name (G_BUS_TYPE_SESSION, "org.freedesktop.secrets",
                                  G_BUS_NAME_WATCHER_FLAGS_NONE,
                                  appeared_cb, vanished_cb, &now, NULL);

  while (now != there)
    g_main_context_iteration (NULL, TRUE);
  g_bus_unwatch_name (watch);
}

/* Starts the keyring's daemon on this bus and waits until it has taken its password, if it is to
 * unlock its keyring, or make one, with it.
 */
static GSubprocess *
start_daemon_with (gboolean unlock)
{
  g_autoptr(GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                               G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr(GError) error = NULL;
  GSubprocess *daemon;
  char byte;

  /* The daemon's own criticals are none of ours. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  daemon = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon",
                                        "--components=secrets", "--foreground",
                                        unlock ? "--unlock" : NULL, NULL);
  g_assert_no_error (error);
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (daemon), "password", 8, NULL, NULL,
                             &error);
  g_output_stream_close (g_subprocess_get_stdin_pipe (daemon), NULL, NULL);
  g_assert_no_error (error);

  /* It prints the address of its control socket when it is ready. */
  g_input_stream_read (g_subprocess_get_stdout_pipe (daemon), &byte, 1, NULL, &error);
  g_assert_no_error (error);
  wait_for_service (TRUE);

  return daemon;
}

G_GNUC_UNUSED static GSubprocess *
start_daemon (void)
{
  return start_daemon_with (TRUE);
}

static void
stop (GSubprocess *service)
{
  g_subprocess_force_exit (service);
  g_subprocess_wait (service, NULL, NULL);
  wait_for_service (FALSE);
}
