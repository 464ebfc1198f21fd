/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include "ferry-about.h"
#include "ferry-window.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The application around the window: shortcuts, help, about, and where a notification leads. It
 * runs under an id of its own and sees none of the applications that are installed here.
 */

#define ID "io.github.vmferry.Ferry.Test"
#define VIEWER "#!/bin/sh\nprintf %%s \"$1\" > '%s/asked.new' && mv '%s/asked.new' '%s/asked'\n"

/* Shortcuts that GTK or a widget makes itself: they belong to no action of the application. */
static const char *const built_in[] = {
  "F10", "F5", "<Control>f", "Delete", "space", "F2", "<Alt>Up", "<Alt>Down", "<Control>z",
  "<Control><Shift>z", "<Control>s", "<Control><Shift>s", "F8", "<Shift>F8",
  "<Shift>F10", NULL,
};

static FerryApplication *application;
static char *folder;

static FerryWindow *
get_window (void)
{
  GList *windows;

  g_application_activate (G_APPLICATION (application));
  windows = gtk_application_get_windows (GTK_APPLICATION (application));
  g_assert_nonnull (windows);
  g_assert_true (FERRY_IS_WINDOW (windows->data));
  while (!gtk_widget_get_mapped (windows->data))
    g_main_context_iteration (NULL, TRUE);

  return windows->data;
}

static GtkWidget *
wait_for (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  while (TRUE)
    {
      for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
        {
          g_autoptr(GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

          if (G_TYPE_CHECK_INSTANCE_TYPE (toplevel, type) && gtk_widget_get_mapped (toplevel))
            return toplevel;
        }
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
activate (const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (application), action, NULL);
}

/* (element-type utf8): the actions that the shortcuts window tells of */
static GHashTable *
read_overlay (GtkWidget *overlay)
{
  GHashTable *actions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkWidget *shortcut;

  for (guint i = 0;
       (shortcut = ferry_test_widgets_find (overlay, GTK_TYPE_SHORTCUTS_SHORTCUT, i));
       i++)
    {
      g_autofree char *action = NULL;
      g_autofree char *accelerator = NULL;
      g_autofree char *title = NULL;

      g_object_get (shortcut, "action-name", &action, "accelerator", &accelerator,
                    "title", &title, NULL);
      g_test_message ("%s: %s", title, action ? action : accelerator);
      g_assert_true (title && *title);
      /* Each is there twice: once more where they are searched. */
      if (action)
        g_hash_table_add (actions, g_steal_pointer (&action));
      else
        g_assert_true (g_strv_contains (built_in, accelerator));
    }

  return actions;
}

/* The shortcuts window tells of every shortcut that there is, and of no other. */
static void
test_shortcuts (void)
{
  FerryWindow *window = get_window ();
  GtkApplicationWindow *host = GTK_APPLICATION_WINDOW (window);
  GtkWidget *overlay = GTK_WIDGET (gtk_application_window_get_help_overlay (host));
  g_autoptr(GHashTable) told = read_overlay (overlay);
  g_auto(GStrv) there =
    gtk_application_list_action_descriptions (GTK_APPLICATION (application));
  GHashTableIter iter;
  gpointer action;

  g_assert_cmpuint (g_strv_length (there), >=, 8);
  for (guint i = 0; there[i]; i++)
    if (!g_hash_table_contains (told, there[i]))
      g_error ("the shortcuts window does not tell of %s", there[i]);

  g_hash_table_iter_init (&iter, told);
  while (g_hash_table_iter_next (&iter, &action, NULL))
    if (!g_strv_contains ((const char *const *) there, action))
      g_error ("%s has no shortcut", (const char *) action);
}

static void
assert_section (GMenuModel *menu,
                int         position,
                const char *wanted)
{
  g_autoptr(GMenuModel) section = g_menu_model_get_item_link (menu, position,
                                                              G_MENU_LINK_SECTION);
  g_autoptr(GString) found = g_string_new (NULL);

  for (int i = 0; i < g_menu_model_get_n_items (section); i++)
    {
      g_autofree char *action = NULL;

      g_assert_true (g_menu_model_get_item_attribute (section, i, G_MENU_ATTRIBUTE_ACTION, "s",
                                                      &action));
      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", action);
    }
  g_assert_cmpstr (found->str, ==, wanted);
}

static void
test_menu (void)
{
  FerryWindow *window = get_window ();
  GtkWidget *button = ferry_test_widgets_find (GTK_WIDGET (window), GTK_TYPE_MENU_BUTTON, 0);
  GMenuModel *menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button));

  assert_section (menu, 0, "app.open-disk app.open-manifest plan.open plan.import "
                           "win.leftovers");
  assert_section (menu, 1, "app.help win.show-help-overlay app.about");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.show-help-overlay", NULL));
  gtk_window_close (GTK_WINDOW (wait_for (GTK_TYPE_SHORTCUTS_WINDOW)));
}

/* There is no viewer here: that is said, not passed over. */
static void
test_help (void)
{
  FerryWindow *window = get_window ();
  GtkWidget *dialog;

  activate ("help");
  dialog = wait_for (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "Help Cannot Be Opened");
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (dialog)) == GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
write_file (const char *path,
            const char *text)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr(GError) error = NULL;

  g_mkdir_with_parents (parent, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* A viewer that writes down what it is asked for. */
static void
install_viewer (void)
{
  g_autofree char *viewer = g_build_filename (folder, "viewer", NULL);
  g_autofree char *entry =
    g_build_filename (g_get_user_data_dir (), "applications", "viewer.desktop", NULL);
  g_autofree char *list = g_build_filename (g_get_user_config_dir (), "mimeapps.list", NULL);
  g_autofree char *script = g_strdup_printf (VIEWER, folder, folder, folder);
  g_autofree char *text =
    g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Viewer\nExec=%s %%u\n"
                     "MimeType=x-scheme-handler/help;\n", viewer);

  write_file (viewer, script);
  g_chmod (viewer, 0700);
  write_file (entry, text);
  write_file (list, "[Default Applications]\nx-scheme-handler/help=viewer.desktop\n");
}

static void
test_help_viewer_subprocess (void)
{
  g_autofree char *path = g_build_filename (folder, "asked", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileMonitor) monitor = NULL;
  g_autofree char *asked = NULL;
  g_autoptr(GError) error = NULL;

  monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, &error);
  g_assert_no_error (error);
  get_window ();
  activate ("help");
  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, TRUE);

  g_file_get_contents (path, &asked, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (asked, ==, "help:ferry/account");
}

/* A program of its own, for an application learns once which viewers there are. */
static void
test_help_viewer (void)
{
  g_test_trap_subprocess ("/application/help/viewer/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_help_page (void)
{
  FerryWindow *window = get_window ();

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.show-view", "s",
                                             "migrate"));
  g_assert_cmpstr (ferry_window_get_help_page (window), ==, "account");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.show-view", "s", "tasks"));
  g_assert_cmpstr (ferry_window_get_help_page (window), ==, "tasks");
}

static void
test_about (void)
{
  GtkWidget *about;
  g_autofree char *text = ferry_about_dup_debug_info (TRUE);

  get_window ();
  activate ("about");
  about = wait_for (ADW_TYPE_ABOUT_WINDOW);
  g_assert_cmpstr (adw_about_window_get_version (ADW_ABOUT_WINDOW (about)), ==, FERRY_VERSION);
  g_assert_true (g_str_has_prefix (adw_about_window_get_debug_info (ADW_ABOUT_WINDOW (about)),
                                   "Ferry " FERRY_VERSION "\n"));
  gtk_window_destroy (GTK_WINDOW (about));

  g_assert_true (g_str_has_prefix (text, "Ferry " FERRY_VERSION ", rehearsal\n"));
  g_assert_nonnull (strstr (text, "\nlibsoup 3."));
  g_assert_null (strstr (text, g_get_home_dir ()));
  g_assert_null (strstr (text, g_get_host_name ()));
}

/* As the desktop asks for it when a notification is clicked: with a window, and without one. */
static void
test_show_tasks (void)
{
  FerryWindow *window = get_window ();

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.show-view", "s",
                                             "migrate"));
  activate ("show-tasks");
  g_assert_true (get_window () == window);
  g_assert_cmpstr (ferry_window_get_help_page (window), ==, "tasks");

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_null (gtk_application_get_windows (GTK_APPLICATION (application)));
  activate ("show-tasks");
  g_assert_cmpstr (ferry_window_get_help_page (get_window ()), ==, "tasks");
}

/* A data folder with all but the applications; it goes with the desktop that the test runs in. */
static void
hide_applications (void)
{
  static const char *const shared[] = { "glib-2.0", "icons", "mime", "fonts" };

  folder = g_build_filename (g_get_user_runtime_dir (), "ferry-application-XXXXXX", NULL);
  g_assert_nonnull (g_mkdtemp (folder));
  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    {
      g_autofree char *target = g_build_filename ("/usr/share", shared[i], NULL);
      g_autofree char *link = g_build_filename (folder, shared[i], NULL);

      g_assert_cmpint (symlink (target, link), ==, 0);
    }

  g_setenv ("XDG_DATA_DIRS", folder, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  int status;

  hide_applications ();
  /* Two cannot work with the same records. */
  if (g_strv_contains ((const char *const *) argv, "--GTestSubprocess"))
    g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", "/proc/keyring", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "password", TRUE);
  ferry_test_widgets_init (&argc, &argv);
  if (g_test_subprocess ())
    install_viewer ();

  application = ferry_application_new ();
  g_application_set_application_id (G_APPLICATION (application),
                                    g_test_subprocess () ? ID ".Subprocess" : ID);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  g_test_add_func ("/application/shortcuts", test_shortcuts);
  g_test_add_func ("/application/menu", test_menu);
  g_test_add_func ("/application/help/no-viewer", test_help);
  g_test_add_func ("/application/help/viewer", test_help_viewer);
  g_test_add_func ("/application/help/viewer/subprocess", test_help_viewer_subprocess);
  g_test_add_func ("/application/help/page", test_help_page);
  g_test_add_func ("/application/about", test_about);
  g_test_add_func ("/application/show-tasks", test_show_tasks);

  status = g_test_run ();
  gtk_window_destroy (GTK_WINDOW (get_window ()));
  g_clear_object (&application);
  g_free (folder);

  return status;
}
