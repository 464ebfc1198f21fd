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
  FerryTaskItems    *items;
  FerryTaskNotifier *notifier;
  guint              n_told;
  guint              n_withdrawn;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->tasks = ferry_task_list_new (1);
  fixture->items = ferry_task_items_new (NULL, NULL, NULL);
  fixture->notifier = ferry_task_notifier_new (application, fixture->tasks, fixture->items);
  fixture->n_told = n_told;
  fixture->n_withdrawn = n_withdrawn;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->notifier);
  g_assert_finalize_object (fixture->items);
  g_assert_finalize_object (fixture->tasks);
}

static FerryTaskItem *
add_machine (Fixture           *fixture,
             const char        *token,
             FerryMachineState  state)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(FerryTask) task = ferry_task_new ("rehearsal", "eu-west-1", token, "web <&> 01", now);
  g_autoptr(GListStore) tasks = g_list_store_new (FERRY_TYPE_TASK);
  FerryTaskItem *item;

  ferry_task_set_state (task, FERRY_TASK_CONVERTING, now);
  g_list_store_append (tasks, task);
  item = ferry_task_item_new_shown (NULL, G_LIST_MODEL (tasks));
  ferry_task_item_show (item, state, FERRY_QUESTION_NONE, NULL, NULL);
  ferry_task_items_add (fixture->items, item);
  ferry_task_items_sync (fixture->items);

  return item;
}

static void
end_machine (FerryTaskItem     *item,
             FerryMachineState  state)
{
  ferry_task_item_show (item, state, FERRY_QUESTION_NONE, NULL, NULL);
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
  g_autoptr(FerryTaskItem) item = add_machine (fixture, "landed", FERRY_MACHINE_ATTACHING);

  ferry_task_set_ids (ferry_task_item_get_task (item, 0), "import-i-1", "i-0a1b");
  end_machine (item, FERRY_MACHINE_LANDED);
  assert_told (fixture, 1);
  assert_says ("machine-landed", "title", "web <&> 01 has landed");
  assert_says ("machine-landed", "body", "It stands as i-0a1b and can be started");
  assert_says ("machine-landed", "default-action", "app.show-tasks");
  assert_says ("machine-landed", "priority", "normal");
}

static void
end_disk (FerryTaskItem  *item,
          FerryTaskState  state,
          const char     *message,
          const GError   *error)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  FerryTask *task = ferry_task_item_get_task (item, 0);

  ferry_task_set_message (task, message);
  ferry_task_set_error (task, error);
  ferry_task_set_state (task, state, now);
}

/* What needs somebody says why: a disk, a step of the machine's own, or a question. */
static void
test_needed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(FerryTaskItem) ended = add_machine (fixture, "ended", FERRY_MACHINE_IMPORTING);
  g_autoptr(FerryTaskItem) failed = add_machine (fixture, "failed", FERRY_MACHINE_IMPORTING);
  g_autoptr(FerryTaskItem) untagged = add_machine (fixture, "untagged", FERRY_MACHINE_TAGGING);
  g_autoptr(FerryTaskItem) asking = add_machine (fixture, "asking", FERRY_MACHINE_ATTACHING);
  g_autoptr(FerryTaskItem) other = add_machine (fixture, "other", FERRY_MACHINE_WAITING);
  g_autoptr(GError) denied = g_error_new_literal (FERRY_ERROR, FERRY_ERROR_DENIED, "HeadObject");

  end_disk (ended, FERRY_TASK_CANCELLED, "Client.Unsupported: No bootable partition found", NULL);
  end_machine (ended, FERRY_MACHINE_FAILED);
  end_disk (failed, FERRY_TASK_FAILED, NULL, denied);
  end_machine (failed, FERRY_MACHINE_FAILED);
  ferry_task_item_show (untagged, FERRY_MACHINE_FAILED, FERRY_QUESTION_NONE, NULL, denied);
  ferry_task_item_show (asking, FERRY_MACHINE_ASKING, FERRY_QUESTION_DEVICE, "/dev/sdf", NULL);

  assert_told (fixture, 4);
  assert_says ("machine-ended", "title", "web <&> 01 needs you");
  assert_says ("machine-ended", "body", "EC2 found nothing to boot");
  assert_says ("machine-ended", "priority", "high");
  assert_says ("machine-failed", "body", "Access was denied");
  assert_says ("machine-untagged", "body", "Access was denied");
  assert_says ("machine-asking", "body", "A Device Name Is Taken");
}

/* The last one is told, so the ones before it would have been. */
static void
test_not_told (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(FerryTaskItem) old = add_machine (fixture, "old", FERRY_MACHINE_LANDED);
  g_autoptr(FerryTaskItem) cancelled = add_machine (fixture, "cancelled",
                                                    FERRY_MACHINE_CANCELLING);
  g_autoptr(FerryTaskItem) unconfirmed = add_machine (fixture, "unconfirmed",
                                                      FERRY_MACHINE_IMPORTING);
  g_autoptr(FerryTaskItem) last = add_machine (fixture, "last", FERRY_MACHINE_ATTACHING);

  end_machine (cancelled, FERRY_MACHINE_CANCELLED);
  end_machine (unconfirmed, FERRY_MACHINE_UNCONFIRMED);
  end_machine (last, FERRY_MACHINE_LANDED);
  assert_told (fixture, 1);
  assert_says ("machine-last", "title", "web <&> 01 has landed");
}

/* When the last of several has ended, one says so in the place of those that have landed. */
static void
test_summary (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(FerryTaskItem) first = add_machine (fixture, "first", FERRY_MACHINE_ATTACHING);
  g_autoptr(FerryTaskItem) second = add_machine (fixture, "second", FERRY_MACHINE_ATTACHING);
  g_autoptr(FerryTaskItem) third = add_machine (fixture, "third", FERRY_MACHINE_IMPORTING);

  end_machine (first, FERRY_MACHINE_LANDED);
  end_machine (third, FERRY_MACHINE_FAILED);
  end_machine (second, FERRY_MACHINE_LANDED);
  assert_told (fixture, 4);
  assert_withdrawn (fixture, 2);
  assert_says ("run-shown", "title", "2 of 3 machines have landed");
  g_assert_true (g_hash_table_contains (standing, "machine-third"));

  /* Tried again, the run goes on, and ends another time. */
  end_machine (third, FERRY_MACHINE_WAITING);
  assert_withdrawn (fixture, 4);
  end_machine (third, FERRY_MACHINE_LANDED);
  assert_told (fixture, 6);
  assert_says ("run-shown", "title", "All 3 machines have landed");
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
  g_autoptr(FerryTaskItem) first = add_machine (fixture, "first", FERRY_MACHINE_ATTACHING);
  g_autoptr(FerryTaskItem) second = add_machine (fixture, "second", FERRY_MACHINE_ATTACHING);
  g_autoptr(FerryTaskItem) third = add_machine (fixture, "third", FERRY_MACHINE_ATTACHING);
  g_autoptr(FerryTaskItem) waiting = add_machine (fixture, "waiting", FERRY_MACHINE_WAITING);
  GtkWindow *window = GTK_WINDOW (gtk_application_window_new (application));
  GtkWindow *other = GTK_WINDOW (gtk_window_new ());

  focus (window);
  end_machine (first, FERRY_MACHINE_LANDED);

  focus (other);
  g_assert_false (gtk_window_is_active (window));
  end_machine (second, FERRY_MACHINE_LANDED);
  end_machine (third, FERRY_MACHINE_FAILED);
  assert_told (fixture, 2);
  g_assert_false (g_hash_table_contains (standing, "machine-first"));

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
  g_autoptr(FerryTaskItem) item = add_machine (fixture, "behind", FERRY_MACHINE_ATTACHING);
  GtkWindow *window = GTK_WINDOW (gtk_application_window_new (application));
  GtkWindow *other = GTK_WINDOW (gtk_window_new ());

  focus (window);
  focus (other);
  end_machine (item, FERRY_MACHINE_LANDED);
  assert_told (fixture, 1);
  ferry_task_list_set_shown (fixture->tasks, TRUE);
  settle ();
  g_assert_cmpuint (n_withdrawn, ==, fixture->n_withdrawn);
  focus (window);
  assert_withdrawn (fixture, 1);

  gtk_window_destroy (other);
  gtk_window_destroy (window);
}

/* A machine that was answered or is tried again does not need anybody. */
static void
test_goes_on (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(FerryTaskItem) item = add_machine (fixture, "again", FERRY_MACHINE_ATTACHING);

  ferry_task_item_show (item, FERRY_MACHINE_ASKING, FERRY_QUESTION_DEVICE, "/dev/sdf", NULL);
  assert_told (fixture, 1);
  end_machine (item, FERRY_MACHINE_ATTACHING);
  assert_withdrawn (fixture, 1);
  end_machine (item, FERRY_MACHINE_LANDED);
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
  ADD ("/task-notifier/needed", test_needed);
  ADD ("/task-notifier/not-told", test_not_told);
  ADD ("/task-notifier/summary", test_summary);
  ADD ("/task-notifier/focus", test_focus);
  ADD ("/task-notifier/shown-behind", test_shown_behind);
  ADD ("/task-notifier/goes-on", test_goes_on);

  status = g_test_run ();
  g_clear_object (&application);
  g_clear_pointer (&standing, g_hash_table_unref);

  return status;
}
