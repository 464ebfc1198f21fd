/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include "tasks/ferry-task-notifier.h"

#include <string.h>

/* What reaches the desktop: a notification server of the test's own on the session bus, as GNOME
 * Shell is one, writes down what it is told.
 */

#define SERVER "org.gtk.Notifications"
#define SERVER_PATH "/org/gtk/Notifications"

static const char server_xml[] =
  "<node><interface name='" SERVER "'>"
  "<method name='AddNotification'>"
  "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
  "</method>"
  "<method name='RemoveNotification'>"
  "<arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "</method>"
  "</interface></node>";

static GtkApplication *application;
static GHashTable *standing;    /* id -> what it says, a{sv} */
static guint n_told;
static guint n_withdrawn;
static gboolean serves;
static gboolean settled;

static void
called_cb (GDBusConnection       *connection,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  const char *app_id;
  const char *id;

  g_variant_get_child (parameters, 0, "&s", &app_id);
  g_variant_get_child (parameters, 1, "&s", &id);
  g_assert_cmpstr (app_id, ==, g_application_get_application_id (G_APPLICATION (application)));

  if (g_str_equal (id, "settle"))
    {
      settled = TRUE;
    }
  else if (g_str_equal (method, "AddNotification"))
    {
      g_hash_table_replace (standing, g_strdup (id), g_variant_get_child_value (parameters, 2));
      n_told++;
    }
  else
    {
      g_assert_true (g_hash_table_remove (standing, id));
      n_withdrawn++;
    }

  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
named_cb (GDBusConnection *connection,
          const char      *name,
          gpointer         user_data)
{
  serves = TRUE;
}

static void
start_server (void)
{
  static const GDBusInterfaceVTable vtable = { .method_call = called_cb };
  g_autoptr(GDBusNodeInfo) node = NULL;
  g_autoptr(GDBusConnection) bus = NULL;
  g_autofree char *address = NULL;
  g_autoptr(GError) error = NULL;

  address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  bus = g_dbus_connection_new_for_address_sync (address,
                                                G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                NULL, NULL, &error);
  g_assert_no_error (error);
  node = g_dbus_node_info_new_for_xml (server_xml, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (bus, SERVER_PATH, node->interfaces[0], &vtable, NULL, NULL,
                                     &error);
  g_assert_no_error (error);
  g_bus_own_name_on_connection (bus, SERVER, G_BUS_NAME_OWNER_FLAGS_NONE, named_cb, NULL, NULL,
                                NULL);
  while (!serves)
    g_main_context_iteration (NULL, TRUE);
  /* It serves until the program ends. */
  g_steal_pointer (&bus);
}

typedef struct {
  FerryTaskList     *tasks;
  FerryTaskNotifier *notifier;
  guint              n_told;
  guint              n_withdrawn;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->tasks = ferry_task_list_new (1);
  fixture->notifier = ferry_task_notifier_new (application, fixture->tasks);
  fixture->n_told = n_told;
  fixture->n_withdrawn = n_withdrawn;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->notifier);
  g_assert_finalize_object (fixture->tasks);
}

static FerryTask *
add_task (Fixture        *fixture,
          const char     *token,
          FerryTaskState  state)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  FerryTask *task = ferry_task_new ("rehearsal", "eu-west-1", token, "web <&> 01", now);

  ferry_task_set_state (task, state, now);
  ferry_task_list_add (fixture->tasks, task);

  return task;
}

static void
end_task (FerryTask      *task,
          FerryTaskState  state)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  ferry_task_set_state (task, state, now);
}

static void
assert_told (Fixture *fixture,
             guint    n)
{
  while (n_told - fixture->n_told < n)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_told - fixture->n_told, ==, n);
}

static void
assert_withdrawn (Fixture *fixture,
                  guint    n)
{
  while (n_withdrawn - fixture->n_withdrawn < n)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_withdrawn - fixture->n_withdrawn, ==, n);
}

/* What the desktop was told until now has arrived. */
static void
settle (void)
{
  g_autoptr(GNotification) notification = g_notification_new ("settle");

  settled = FALSE;
  g_application_send_notification (G_APPLICATION (application), "settle", notification);
  while (!settled)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_says (const char *id,
             const char *key,
             const char *expected)
{
  GVariant *notification = g_hash_table_lookup (standing, id);
  const char *said = NULL;

  g_assert_nonnull (notification);
  g_assert_true (g_variant_lookup (notification, key, "&s", &said));
  g_assert_cmpstr (said, ==, expected);
}

static void
test_landed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(FerryTask) task = add_task (fixture, "landed", FERRY_TASK_CONVERTING);

  ferry_task_set_ids (task, "import-i-1", "i-0a1b");
  end_task (task, FERRY_TASK_LANDED);
  assert_told (fixture, 1);
  assert_says ("task-landed", "title", "web <&> 01");
  assert_says ("task-landed", "body", "The machine has landed as i-0a1b and is stopped");
  assert_says ("task-landed", "default-action", "app.show-tasks");
  assert_says ("task-landed", "priority", "normal");
}

static void
test_ended (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(FerryTask) failed = add_task (fixture, "failed", FERRY_TASK_PROVING);
  g_autoptr(FerryTask) ended = add_task (fixture, "ended", FERRY_TASK_CONVERTING);
  g_autoptr(FerryTask) cancelled = add_task (fixture, "cancelled", FERRY_TASK_CANCELLING);
  g_autoptr(GError) denied = g_error_new_literal (FERRY_ERROR, FERRY_ERROR_DENIED, "HeadObject");

  ferry_task_set_error (failed, denied);
  end_task (failed, FERRY_TASK_FAILED);
  ferry_task_set_message (ended, "Client.Unsupported: No bootable partition found");
  end_task (ended, FERRY_TASK_CANCELLED);
  end_task (cancelled, FERRY_TASK_CANCELLED);

  assert_told (fixture, 3);
  assert_says ("task-failed", "body", "Failed: Access was denied");
  assert_says ("task-failed", "priority", "high");
  assert_says ("task-ended", "body", "Ended by EC2: EC2 found nothing to boot");
  assert_says ("task-cancelled", "body", "The import was cancelled");
  assert_says ("task-cancelled", "priority", "normal");
}

/* The last one is told, so the ones before it would have been. */
static void
test_not_told (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(FerryTask) old = add_task (fixture, "old", FERRY_TASK_LANDED);
  g_autoptr(FerryTask) foreign = add_task (fixture, NULL, FERRY_TASK_CONVERTING);
  g_autoptr(FerryTask) unconfirmed = add_task (fixture, "unconfirmed", FERRY_TASK_REQUESTING);
  g_autoptr(FerryTask) last = add_task (fixture, "last", FERRY_TASK_CONVERTING);

  end_task (foreign, FERRY_TASK_LANDED);
  end_task (unconfirmed, FERRY_TASK_UNCONFIRMED);
  end_task (last, FERRY_TASK_LANDED);
  assert_told (fixture, 1);
  assert_says ("task-last", "body", "The machine has landed");
}

static void
focus (GtkWindow *window)
{
  gtk_window_present (window);
  while (!gtk_widget_get_mapped (GTK_WIDGET (window)))
    g_main_context_iteration (NULL, TRUE);
  /* Where nobody manages windows, only one that is there already takes the focus. */
  gtk_window_present (window);
  while (!gtk_window_is_active (window))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_focus (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(FerryTask) first = add_task (fixture, "first", FERRY_TASK_CONVERTING);
  g_autoptr(FerryTask) second = add_task (fixture, "second", FERRY_TASK_CONVERTING);
  g_autoptr(FerryTask) third = add_task (fixture, "third", FERRY_TASK_CONVERTING);
  GtkWindow *window = GTK_WINDOW (gtk_application_window_new (application));
  GtkWindow *other = GTK_WINDOW (gtk_window_new ());

  focus (window);
  end_task (first, FERRY_TASK_LANDED);

  focus (other);
  g_assert_false (gtk_window_is_active (window));
  end_task (second, FERRY_TASK_LANDED);
  end_task (third, FERRY_TASK_FAILED);
  assert_told (fixture, 2);
  g_assert_false (g_hash_table_contains (standing, "task-first"));

  /* The window alone is not enough, the tasks have to be seen. */
  focus (window);
  settle ();
  g_assert_cmpuint (n_withdrawn, ==, fixture->n_withdrawn);
  ferry_task_list_set_shown (fixture->tasks, TRUE);
  assert_withdrawn (fixture, 2);

  gtk_window_destroy (other);
  gtk_window_destroy (window);
}

/* Tasks that are shown by a window behind another one are not seen. */
static void
test_shown_behind (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(FerryTask) task = add_task (fixture, "behind", FERRY_TASK_CONVERTING);
  GtkWindow *window = GTK_WINDOW (gtk_application_window_new (application));
  GtkWindow *other = GTK_WINDOW (gtk_window_new ());

  focus (window);
  focus (other);
  end_task (task, FERRY_TASK_LANDED);
  assert_told (fixture, 1);
  ferry_task_list_set_shown (fixture->tasks, TRUE);
  settle ();
  g_assert_cmpuint (n_withdrawn, ==, fixture->n_withdrawn);
  focus (window);
  assert_withdrawn (fixture, 1);

  gtk_window_destroy (other);
  gtk_window_destroy (window);
}

/* A task that was lost and is found again has not ended. */
static void
test_runs_again (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(FerryTask) task = add_task (fixture, "again", FERRY_TASK_CONVERTING);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  ferry_task_set_lost (task, now);
  assert_told (fixture, 1);
  assert_says ("task-again", "body", "Outcome not known: How the import ended is not known");
  end_task (task, FERRY_TASK_CONVERTING);
  assert_withdrawn (fixture, 1);
  end_task (task, FERRY_TASK_LANDED);
  assert_told (fixture, 2);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  int status;

  ferry_test_widgets_init (&argc, &argv);
  standing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                    (GDestroyNotify) g_variant_unref);
  start_server ();
  application = gtk_application_new ("io.github.vmferry.Ferry.Test", G_APPLICATION_DEFAULT_FLAGS);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/task-notifier/landed", test_landed);
  ADD ("/task-notifier/ended", test_ended);
  ADD ("/task-notifier/not-told", test_not_told);
  ADD ("/task-notifier/focus", test_focus);
  ADD ("/task-notifier/shown-behind", test_shown_behind);
  ADD ("/task-notifier/runs-again", test_runs_again);

  status = g_test_run ();
  g_clear_object (&application);
  g_clear_pointer (&standing, g_hash_table_unref);

  return status;
}
