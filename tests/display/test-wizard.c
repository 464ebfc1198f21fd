/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include "common/ferry-adaptive-bin.h"
#include "ferry-application.h"
#include "ferry-window.h"
#include "wizard/ferry-account-page.h"
#include "wizard/ferry-disks-page.h"
#include "wizard/ferry-machine-page.h"
#include "wizard/ferry-review-page.h"
#include "wizard/ferry-wizard.h"

/* The frame around the pages, with the real pages and the application's services behind them. */

#define NTFS 0x07
#define TEST_ID "io.github.vmferry.Ferry.Test"

typedef struct {
  GtkWindow       *window;
  FerryWizard     *wizard;
  FerryMigration  *migration;  /* weak */
  guint            n_notified;
} Frame;

static FerryWizardPage *
get_page (Frame *frame,
          GType  type)
{
  GtkWidget *page = ferry_test_widgets_find (GTK_WIDGET (frame->wizard), type, 0);

  g_assert_nonnull (page);

  return FERRY_WIZARD_PAGE (page);
}

static void
set_up (Frame         *frame,
        gconstpointer  data)
{
  frame->wizard = g_object_new (FERRY_TYPE_WIZARD, NULL);
  frame->window = ferry_test_widgets_show (GTK_WIDGET (frame->wizard));
  g_set_weak_pointer (&frame->migration, ferry_wizard_page_get_migration (
                        get_page (frame, FERRY_TYPE_ACCOUNT_PAGE)));
}

/* With the window goes all that it held, once what was asked for has come back. */
static void
tear_down (Frame         *frame,
           gconstpointer  data)
{
  gtk_window_destroy (frame->window);
  while (frame->migration)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_at (Frame      *frame,
           const char *title,
           const char *step)
{
  g_assert_cmpstr (ferry_wizard_get_title (frame->wizard), ==, title);
  g_assert_cmpstr (ferry_wizard_get_step (frame->wizard), ==, step);
}

static gboolean
is_busy (Frame *frame)
{
  gboolean busy;

  g_object_get (frame->wizard, "busy", &busy, NULL);

  return busy;
}

static void
go_next (Frame *frame)
{
  ferry_wizard_go_next (frame->wizard);
  while (is_busy (frame))
    g_main_context_iteration (NULL, TRUE);
}

static void
notified_cb (Frame *frame)
{
  frame->n_notified++;
}

static void
test_complete (Frame         *frame,
               gconstpointer  data)
{
  FerryWizardPage *page = get_page (frame, FERRY_TYPE_ACCOUNT_PAGE);
  GtkWidget *wizard = GTK_WIDGET (frame->wizard);

  assert_at (frame, "Account", "1 of 4");
  g_assert_false (ferry_wizard_can_go_back (frame->wizard));
  g_assert_false (ferry_wizard_can_go_next (frame->wizard));
  g_assert_true (ferry_test_widgets_says (wizard, "Choose an account"));
  ferry_wizard_go_next (frame->wizard);
  ferry_wizard_go_back (frame->wizard);
  g_assert_false (is_busy (frame));
  assert_at (frame, "Account", "1 of 4");

  g_signal_connect_swapped (frame->wizard, "notify::can-go-next", G_CALLBACK (notified_cb), frame);
  ferry_wizard_page_set_complete (page, TRUE, NULL);
  g_assert_cmpuint (frame->n_notified, >, 0);
  g_assert_true (ferry_wizard_can_go_next (frame->wizard));
  g_assert_false (ferry_test_widgets_says (wizard, "Choose an account"));

  go_next (frame);
  assert_at (frame, "Disks", "2 of 4");
  g_assert_true (ferry_wizard_can_go_back (frame->wizard));
  g_assert_false (ferry_wizard_can_go_next (frame->wizard));
  g_assert_true (ferry_test_widgets_says (wizard, "Choose a bucket"));

  /* A page that is not shown changes nothing on the frame. */
  ferry_wizard_page_set_complete (page, FALSE, "Gone.");
  g_assert_false (ferry_test_widgets_says (wizard, "Gone."));
}

static void
test_back_cancels (Frame         *frame,
                   gconstpointer  data)
{
  ferry_wizard_page_set_complete (get_page (frame, FERRY_TYPE_ACCOUNT_PAGE), TRUE, NULL);

  ferry_wizard_go_next (frame->wizard);
  g_assert_true (is_busy (frame));
  g_assert_false (ferry_wizard_can_go_next (frame->wizard));
  g_assert_true (ferry_wizard_can_go_back (frame->wizard));
  ferry_wizard_go_back (frame->wizard);
  while (is_busy (frame))
    g_main_context_iteration (NULL, TRUE);
  assert_at (frame, "Account", "1 of 4");

  /* Once more, and this time it is left. */
  go_next (frame);
  assert_at (frame, "Disks", "2 of 4");
}

static void
test_keeps_state (Frame         *frame,
                  gconstpointer  data)
{
  g_autoptr(FerryClient) client = ferry_test_client_new ();
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01.img", NTFS);
  FerryWizardPage *machine = get_page (frame, FERRY_TYPE_MACHINE_PAGE);
  GtkEditable *name;

  ferry_wizard_page_set_complete (get_page (frame, FERRY_TYPE_ACCOUNT_PAGE), TRUE, NULL);
  ferry_migration_set_client (frame->migration, client, NULL);
  go_next (frame);
  ferry_migration_set_disk (frame->migration, disk);
  ferry_wizard_page_set_complete (get_page (frame, FERRY_TYPE_DISKS_PAGE), TRUE, NULL);
  go_next (frame);
  assert_at (frame, "Machines", "3 of 4");

  name = GTK_EDITABLE (ferry_test_widgets_find (GTK_WIDGET (machine), ADW_TYPE_ENTRY_ROW, 0));
  gtk_editable_set_text (name, "front");
  ferry_wizard_go_back (frame->wizard);
  ferry_wizard_go_back (frame->wizard);
  assert_at (frame, "Account", "1 of 4");
  go_next (frame);
  g_assert_true (ferry_wizard_can_go_next (frame->wizard));
  go_next (frame);
  assert_at (frame, "Machines", "3 of 4");
  g_assert_cmpstr (gtk_editable_get_text (name), ==, "front");

  /* Nothing chosen, nothing to go on with. */
  ferry_wizard_go_back (frame->wizard);
  ferry_migration_set_disk (frame->migration, NULL);
  g_assert_false (ferry_wizard_can_go_next (frame->wizard));
}

static GtkWidget *
find_button (GtkWidget  *root,
             const char *label)
{
  GtkWidget *button;

  for (guint i = 0; (button = ferry_test_widgets_find (root, GTK_TYPE_BUTTON, i)); i++)
    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
      return button;

  g_error ("no button “%s”", label);
}

/* Opens the real window and goes to its last page. */
static GtkWidget *
open_last_page (Frame *frame)
{
  g_autoptr(FerryClient) client = ferry_test_client_new ();
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01.img", NTFS);
  GtkWidget *window = GTK_WIDGET (ferry_window_new (ferry_application_get ()));

  frame->wizard = FERRY_WIZARD (ferry_test_widgets_find (window, FERRY_TYPE_WIZARD, 0));
  frame->migration = ferry_wizard_page_get_migration (get_page (frame, FERRY_TYPE_ACCOUNT_PAGE));
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 720);
  gtk_window_present (GTK_WINDOW (window));

  ferry_wizard_page_set_complete (get_page (frame, FERRY_TYPE_ACCOUNT_PAGE), TRUE, NULL);
  ferry_migration_set_client (frame->migration, client, NULL);
  go_next (frame);
  ferry_migration_set_disk (frame->migration, disk);
  ferry_wizard_page_set_complete (get_page (frame, FERRY_TYPE_DISKS_PAGE), TRUE, NULL);
  go_next (frame);
  go_next (frame);
  assert_at (frame, "Review", "4 of 4");

  return window;
}

/* What the shortcut does ends before the last page: an import needs a press of its button. */
static void
test_shortcut (void)
{
  Frame frame = { NULL };
  GtkWidget *window = open_last_page (&frame);
  GtkWidget *button;

  ferry_wizard_go_back (frame.wizard);
  button = find_button (window, "Next");
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, "win.next");
  gtk_widget_activate_action (window, "win.next", NULL);
  while (is_busy (&frame))
    g_main_context_iteration (NULL, TRUE);
  assert_at (&frame, "Review", "4 of 4");

  g_assert_true (ferry_wizard_can_go_next (frame.wizard));
  gtk_widget_activate_action (window, "win.next", NULL);
  g_assert_false (is_busy (&frame));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, "win.import");
  g_assert_true (gtk_widget_get_sensitive (button));

  gtk_window_destroy (GTK_WINDOW (window));
}

/* On a phone, with a large font, nothing of the last page is cut off. */
static void
test_narrow (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  Frame frame = { NULL };
  GtkWidget *window;
  GtkWidget *bin;
  int width;

  g_object_set (settings, "gtk-font-name", "Cantarell 16", NULL);
  window = open_last_page (&frame);
  bin = ferry_test_widgets_find (window, FERRY_TYPE_ADAPTIVE_BIN, 0);
  while (!ferry_adaptive_bin_is_narrow (FERRY_ADAPTIVE_BIN (bin)) ||
         g_strcmp0 (ferry_wizard_page_get_next_label (get_page (&frame, FERRY_TYPE_REVIEW_PAGE)),
                    "Import") != 0)
    g_main_context_iteration (NULL, TRUE);

  for (GtkWidget *child = gtk_widget_get_first_child (adw_bin_get_child (ADW_BIN (bin)));
       child;
       child = gtk_widget_get_next_sibling (child))
    {
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      g_test_message ("%s: %d", G_OBJECT_TYPE_NAME (child), width);
      g_assert_cmpint (width, <=, 360);
    }
  bin = ferry_test_widgets_find (GTK_WIDGET (frame.wizard), FERRY_TYPE_REVIEW_PAGE, 0);
  bin = ferry_test_widgets_find (bin, FERRY_TYPE_ADAPTIVE_BIN, 0);
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (bin)), GTK_ORIENTATION_HORIZONTAL, -1,
                      &width, NULL, NULL, NULL);
  g_test_message ("page: %d", width);
  g_assert_cmpint (width, <=, 360);

  gtk_window_destroy (GTK_WINDOW (window));
  gtk_settings_reset_property (settings, "gtk-font-name");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(FerryApplication) application = NULL;
  g_autoptr(GError) error = NULL;

  ferry_test_widgets_init (&argc, &argv);

  application = ferry_application_new ();
  g_application_set_application_id (G_APPLICATION (application), TEST_ID);
  g_application_set_default (G_APPLICATION (application));
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

#define ADD(path, function) g_test_add (path, Frame, NULL, set_up, function, tear_down)
  ADD ("/wizard/complete", test_complete);
  ADD ("/wizard/back-cancels", test_back_cancels);
  ADD ("/wizard/keeps-state", test_keeps_state);
#undef ADD
  g_test_add_func ("/wizard/shortcut", test_shortcut);
  g_test_add_func ("/wizard/narrow", test_narrow);

  return g_test_run ();
}
