/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include "browser/ferry-disk-window.h"
#include "ferry-window.h"

/* Disk images of this computer, by every way that leads to them. */

#define ID "io.github.vmferry.Ferry.Disk"

static FerryApplication *application;

static GFile *
get_sample (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "samples", "disks", name, NULL);

  return g_file_new_for_path (path);
}

static guint
count_windows (void)
{
  guint n = 0;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l; l = l->next)
    n += FERRY_IS_DISK_WINDOW (l->data);

  return n;
}

/* (nullable) */
static GtkWindow *
find_window (const char *title)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l; l = l->next)
    if (FERRY_IS_DISK_WINDOW (l->data) &&
        g_strcmp0 (gtk_window_get_title (l->data), title) == 0)
      return l->data;

  return NULL;
}

/* A file is looked at before it is known which window it gets. */
static GtkWindow *
wait_for_window (const char *title)
{
  GtkWindow *window;

  while ((window = find_window (title)) == NULL)
    g_main_context_iteration (NULL, TRUE);

  return window;
}

static void
wait_for_text (GtkWindow  *window,
               const char *text)
{
  while (!ferry_test_widgets_mentions (GTK_WIDGET (window), text))
    g_main_context_iteration (NULL, TRUE);
}

static void
close_all (void)
{
  GtkWindow *window;
  GList *windows;

  while ((windows = gtk_application_get_windows (GTK_APPLICATION (application))))
    {
      window = windows->data;
      gtk_window_destroy (window);
    }
}

static void
test_open (void)
{
  g_autoptr(GFile) web = get_sample ("web01-boot.vmdk");
  g_autoptr(GFile) gpt = get_sample ("gpt01-boot.vmdk");
  GFile *files[] = { web, gpt };

  g_application_open (G_APPLICATION (application), files, G_N_ELEMENTS (files), "");
  wait_for_text (wait_for_window ("web01-boot.vmdk"), "VMDK, stream-optimized · 8 GiB disk");
  wait_for_text (wait_for_window ("gpt01-boot.vmdk"), "this disk has a GPT");
  wait_for_text (find_window ("gpt01-boot.vmdk"), "This disk is on this computer.");
  g_assert_cmpuint (count_windows (), ==, 2);

  /* The main window comes when it is asked for, whatever is open. */
  g_application_activate (G_APPLICATION (application));
  g_assert_true (FERRY_IS_WINDOW (
    gtk_application_get_active_window (GTK_APPLICATION (application))));
  close_all ();
}

static void
assert_says (const char *path,
             const char *title,
             const char *text)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);

  g_application_open (G_APPLICATION (application), &file, 1, "");
  wait_for_text (wait_for_window (title), text);
  wait_for_text (find_window (title), "Try Again");
  close_all ();
}

static void
test_errors (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "samples", "disks", NULL);

  assert_says (folder, "disks", "This Is a Folder");
  assert_says ("/nowhere/web01 & <co>.vmdk", "web01 & <co>.vmdk", "The File Is Gone");
  assert_says ("/dev/null", "null", "This Is Not a File");
}

static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }

  return NULL;
}

static void
test_drop (void)
{
  GtkWidget *window = GTK_WIDGET (ferry_window_new (application));
  GtkWidget *hint = ferry_test_widgets_find_class (window, "drop-hint", 0);
  GtkDropTarget *target = find_drop_target (window);
  g_autoptr(GFile) file = get_sample ("web01-boot.vmdk");
  GSList list = { .data = file };
  g_auto(GValue) value = G_VALUE_INIT;
  GdkDragAction action = 0;
  gboolean taken = FALSE;

  gtk_window_present (GTK_WINDOW (window));
  g_assert_false (gtk_widget_get_visible (hint));
  g_signal_emit_by_name (target, "enter", 5.0, 5.0, &action);
  g_assert_cmpuint (action, ==, GDK_ACTION_COPY);
  g_assert_true (gtk_widget_get_visible (hint));
  g_signal_emit_by_name (target, "leave");
  g_assert_false (gtk_widget_get_visible (hint));

  g_signal_emit_by_name (target, "enter", 5.0, 5.0, &action);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, &list);
  g_signal_emit_by_name (target, "drop", &value, 5.0, 5.0, &taken);
  g_assert_true (taken);
  g_assert_false (gtk_widget_get_visible (hint));
  wait_for_text (wait_for_window ("web01-boot.vmdk"), "Ready for ImportInstance");
  close_all ();
}

static void
gone_cb (gpointer  data,
         GObject  *object)
{
  *(gboolean *) data = TRUE;
}

/* Closed at once, it does not wait for the look, and nothing comes of it. */
static void
test_close (void)
{
  g_autoptr(GFile) file = get_sample ("web01-boot.vmdk");
  GtkWindow *window;
  gboolean gone = FALSE;

  g_application_open (G_APPLICATION (application), &file, 1, "");
  window = wait_for_window ("web01-boot.vmdk");
  g_object_weak_ref (G_OBJECT (window), gone_cb, &gone);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "window.close", NULL));
  while (!gone)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_windows (), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  int status;

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", "/proc/keyring", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "password", TRUE);
  ferry_test_widgets_init (&argc, &argv);
  application = ferry_application_new ();
  g_application_set_application_id (G_APPLICATION (application), ID);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  g_test_add_func ("/disk-window/open", test_open);
  g_test_add_func ("/disk-window/errors", test_errors);
  g_test_add_func ("/disk-window/drop", test_drop);
  g_test_add_func ("/disk-window/close", test_close);
  status = g_test_run ();
  g_clear_object (&application);

  return status;
}
