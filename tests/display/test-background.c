/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include "tasks/ferry-background.h"

#include <string.h>

/* What the session and the desktop are told: a session manager and a notification server of the
 * test's own on the session bus.
 */

static const char interfaces_xml[] =
  "<node>"
  "<interface name='org.gnome.SessionManager'>"
  "<method name='RegisterClient'>"
  "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='o' direction='out'/>"
  "</method>"
  "<method name='Inhibit'>"
  "<arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='u' direction='in'/><arg type='u' direction='out'/>"
  "</method>"
  "<method name='Uninhibit'><arg type='u' direction='in'/></method>"
  "</interface>"
  "<interface name='org.gtk.Notifications'>"
  "<method name='AddNotification'>"
  "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
  "</method>"
  "<method name='RemoveNotification'>"
  "<arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "</method>"
  "</interface>"
  "</node>";

/* GNOME's: logout 1, switch 2, suspend 4, idle 8 */
#define SUSPEND 4

static GtkApplication *application;
static guint n_owned;
static guint inhibited;   /* the flags that hold; 0: nothing does */
static guint n_inhibits;
static guint n_told;
static guint n_withdrawn;
static gboolean standing;

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
  GVariant *answer = NULL;

  if (g_str_equal (method, "RegisterClient"))
    {
      answer = g_variant_new ("(o)", "/org/gnome/SessionManager/Client1");
    }
  else if (g_str_equal (method, "Inhibit"))
    {
      g_variant_get_child (parameters, 3, "u", &inhibited);
      n_inhibits++;
      answer = g_variant_new ("(u)", n_inhibits);
    }
  else if (g_str_equal (method, "Uninhibit"))
    {
      guint cookie;

      g_variant_get_child (parameters, 0, "u", &cookie);
      g_assert_cmpuint (cookie, ==, n_inhibits);
      inhibited = 0;
    }
  else
    {
      standing = g_str_equal (method, "AddNotification");
      n_told += standing;
      n_withdrawn += !standing;
    }

  g_dbus_method_invocation_return_value (invocation, answer);
}

static void
named_cb (GDBusConnection *connection,
          const char      *name,
          gpointer         user_data)
{
  n_owned++;
}

static void
start_servers (void)
{
  static const GDBusInterfaceVTable vtable = { .method_call = called_cb };
  static const char *const paths[] = { "/org/gnome/SessionManager", "/org/gtk/Notifications" };
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
  node = g_dbus_node_info_new_for_xml (interfaces_xml, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_dbus_connection_register_object (bus, paths[i], node->interfaces[i], &vtable, NULL, NULL,
                                         &error);
      g_assert_no_error (error);
      g_bus_own_name_on_connection (bus, node->interfaces[i]->name, G_BUS_NAME_OWNER_FLAGS_NONE,
                                    named_cb, NULL, NULL, NULL);
    }
  /* It serves until the program ends. */
  g_steal_pointer (&bus);
}

/* GTK waits for the answer to what it inhibits, so the servers have a thread of their own. */
static gpointer
serve (gpointer data)
{
  g_autoptr(GMainContext) context = g_main_context_new ();
  g_autoptr(GMainLoop) loop = g_main_loop_new (context, FALSE);

  g_main_context_push_thread_default (context);
  start_servers ();
  g_main_loop_run (loop);

  return NULL;
}

typedef struct {
  FerryTaskItems  *items;
  FerryBackground *background;
  GtkWindow       *window;
} Fixture;

static void
show_window (Fixture *fixture)
{
  fixture->window = GTK_WINDOW (gtk_application_window_new (application));
  gtk_window_present (fixture->window);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->items = ferry_task_items_new (NULL, NULL, NULL);
  fixture->background = ferry_background_new (application, fixture->items);
  n_told = 0;
  n_withdrawn = 0;
  n_inhibits = 0;
}

static void
wait_for (const guint *value,
          guint        expected)
{
  while (*(volatile const guint *) value != expected)
    g_main_context_iteration (NULL, FALSE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_set (fixture->background, "needed", FALSE, NULL);
  wait_for (&inhibited, 0);
  g_assert_finalize_object (fixture->background);
  g_assert_finalize_object (fixture->items);
}

static void
need (Fixture  *fixture,
      gboolean  needed)
{
  g_object_set (fixture->background, "needed", needed, NULL);
}

static void
add_machine (Fixture           *fixture,
             const char        *token,
             FerryMachineState  state)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(FerryTask) task = ferry_task_new ("rehearsal", "eu-west-1", token, "web01", now);
  g_autoptr(GListStore) tasks = g_list_store_new (FERRY_TYPE_TASK);
  g_autoptr(FerryTaskItem) item = NULL;

  g_list_store_append (tasks, task);
  item = ferry_task_item_new_shown (NULL, G_LIST_MODEL (tasks));
  ferry_task_item_show (item, state, FERRY_QUESTION_NONE, NULL, NULL);
  ferry_task_items_add (fixture->items, item);
  ferry_task_items_sync (fixture->items);
}

/* The session may sleep whenever only EC2 works. */
static void
test_awake (Fixture       *fixture,
            gconstpointer  data)
{
  show_window (fixture);
  need (fixture, TRUE);
  wait_for (&inhibited, SUSPEND);
  need (fixture, TRUE);
  need (fixture, FALSE);
  wait_for (&inhibited, 0);
  g_assert_cmpuint (n_inhibits, ==, 1);
  need (fixture, TRUE);
  wait_for (&inhibited, SUSPEND);
  need (fixture, FALSE);
  wait_for (&inhibited, 0);
  gtk_window_destroy (fixture->window);
}

/* Closing the last window is told once, and not at all where nothing is left to do. */
static void
test_goes_on (Fixture       *fixture,
              gconstpointer  data)
{
  g_application_hold (G_APPLICATION (application));
  show_window (fixture);
  gtk_window_destroy (fixture->window);
  g_assert_cmpuint (n_told, ==, 0);

  show_window (fixture);
  need (fixture, TRUE);
  gtk_window_destroy (fixture->window);
  wait_for (&n_told, 1);
  g_assert_true (standing);

  show_window (fixture);
  while (standing)
    g_main_context_iteration (NULL, FALSE);
  gtk_window_destroy (fixture->window);
  need (fixture, FALSE);
  wait_for (&inhibited, 0);
  g_assert_cmpuint (n_told, ==, 1);
  g_application_release (G_APPLICATION (application));
}

/* Returns: (nullable): the question */
static GtkWidget *
find_dialog (void)
{
  for (GList *l = gtk_application_get_windows (application); l; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      return l->data;

  return NULL;
}

static gboolean
has_window (Fixture *fixture)
{
  return g_list_find (gtk_application_get_windows (application), fixture->window) != NULL;
}

static void
test_quit_at_once (Fixture       *fixture,
                   gconstpointer  data)
{
  show_window (fixture);
  ferry_background_quit (fixture->background);
  g_assert_null (find_dialog ());
  g_assert_false (has_window (fixture));
}

static void
answer (GtkWidget  *dialog,
        const char *response)
{
  g_object_ref (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_object_unref (dialog);
}

/* What will wait is said, and nothing is closed before it is answered. */
static void
test_quit_asks (Fixture       *fixture,
                gconstpointer  data)
{
  static const char waiting[] =
    "2 machines still wait in the queue; they go on when Ferry is started again.";
  GtkWidget *dialog;
  const char *body;

  add_machine (fixture, "1", FERRY_MACHINE_WAITING);
  add_machine (fixture, "2", FERRY_MACHINE_WAITING);
  add_machine (fixture, "3", FERRY_MACHINE_ATTACHING);
  add_machine (fixture, "4", FERRY_MACHINE_LANDED);
  show_window (fixture);
  need (fixture, TRUE);

  ferry_background_quit (fixture->background);
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  body = adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog));
  g_assert_true (g_str_has_prefix (body, waiting));
  g_assert_nonnull (strstr (body, "1 machine is under way."));
  ferry_background_quit (fixture->background);
  answer (dialog, "keep");
  g_assert_true (has_window (fixture));

  ferry_background_quit (fixture->background);
  answer (find_dialog (), "quit");
  g_assert_false (has_window (fixture));
  /* It ends, so it does not say that it goes on. */
  g_assert_cmpuint (n_told, ==, 0);
}

/* What is left need not be a machine. */
static void
test_quit_of_rest (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *dialog;

  show_window (fixture);
  need (fixture, TRUE);
  ferry_background_quit (fixture->background);
  dialog = find_dialog ();
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)),
                            "is still to be removed"));
  answer (dialog, "keep");
  gtk_window_destroy (fixture->window);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  GThread *thread;
  int status;

  ferry_test_widgets_init (&argc, &argv);
  thread = g_thread_new ("servers", serve, NULL);
  while (g_atomic_int_get ((int *) &n_owned) < 2)
    g_thread_yield ();
  application = gtk_application_new ("io.github.vmferry.Ferry.Test", G_APPLICATION_DEFAULT_FLAGS);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/background/awake", test_awake);
  ADD ("/background/goes-on", test_goes_on);
  ADD ("/background/quit-at-once", test_quit_at_once);
  ADD ("/background/quit-asks", test_quit_asks);
  ADD ("/background/quit-of-rest", test_quit_of_rest);

  status = g_test_run ();
  g_clear_object (&application);
  g_thread_unref (thread);

  return status;
}
