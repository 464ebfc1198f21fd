/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include "ferry-application.h"
#include "wizard/ferry-account-page.h"
#include "wizard/ferry-disks-page.h"
#include "wizard/ferry-machine-page.h"
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
  g_assert_true (ferry_test_widgets_says (wizard, "Choose an account."));
  ferry_wizard_go_next (frame->wizard);
  ferry_wizard_go_back (frame->wizard);
  g_assert_false (is_busy (frame));
  assert_at (frame, "Account", "1 of 4");

  g_signal_connect_swapped (frame->wizard, "notify::can-go-next", G_CALLBACK (notified_cb), frame);
  ferry_wizard_page_set_complete (page, TRUE, NULL);
  g_assert_cmpuint (frame->n_notified, >, 0);
  g_assert_true (ferry_wizard_can_go_next (frame->wizard));
  g_assert_false (ferry_test_widgets_says (wizard, "Choose an account."));

  go_next (frame);
  assert_at (frame, "Disks", "2 of 4");
  g_assert_true (ferry_wizard_can_go_back (frame->wizard));
  g_assert_false (ferry_wizard_can_go_next (frame->wizard));
  g_assert_true (ferry_test_widgets_says (wizard, "Choose a disk."));

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
  assert_at (frame, "Machine", "3 of 4");

  name = GTK_EDITABLE (ferry_test_widgets_find (GTK_WIDGET (machine), ADW_TYPE_ENTRY_ROW, 0));
  gtk_editable_set_text (name, "front");
  ferry_wizard_go_back (frame->wizard);
  ferry_wizard_go_back (frame->wizard);
  assert_at (frame, "Account", "1 of 4");
  go_next (frame);
  g_assert_true (ferry_wizard_can_go_next (frame->wizard));
  go_next (frame);
  assert_at (frame, "Machine", "3 of 4");
  g_assert_cmpstr (gtk_editable_get_text (name), ==, "front");

  /* Nothing chosen, nothing to go on with. */
  ferry_wizard_go_back (frame->wizard);
  ferry_migration_set_disk (frame->migration, NULL);
  g_assert_false (ferry_wizard_can_go_next (frame->wizard));
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

  return g_test_run ();
}
