/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-server.h"
#include "ferry-test-widgets.h"

#include "manifest/ferry-request-text.h"
#include "manifest/ferry-source-pane.h"
#include "wizard/ferry-machine-page.h"
#include "wizard/ferry-review-page.h"

#include <gtksourceview/gtksource.h>
#include <string.h>

#define NTFS 0x07
#define UNTOLD 0x63
#define SIGNATURE "X-Amz-Signature=(?!•)"

static FerryMigration *
migration_new (FerryDisk *disk)
{
  FerryMigration *migration = ferry_migration_new ();
  g_autoptr(FerryClient) client = ferry_test_client_new ();

  ferry_migration_set_client (migration, client, NULL);
  ferry_migration_set_disk (migration, disk);

  return migration;
}

static void
test_machine_fields (void)
{
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01.img", NTFS);
  g_autoptr(FerryDisk) other = ferry_test_shown_disk_new ("db01.img", NTFS);
  g_autoptr(FerryMigration) migration = migration_new (disk);
  g_autoptr(GtkWidget) page = g_object_ref_sink (ferry_machine_page_new (migration));
  g_autoptr(FerryMachine) machine = NULL;
  GtkWidget *name = ferry_test_widgets_find (page, ADW_TYPE_ENTRY_ROW, 0);
  GtkWidget *platform = ferry_test_widgets_find (page, ADW_TYPE_COMBO_ROW, 0);
  GtkWidget *size = ferry_test_widgets_find (page, GTK_TYPE_SPIN_BUTTON, 0);

  machine = g_object_ref (ferry_plan_get_machine (ferry_migration_get_plan (migration)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "web01");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (platform)), ==,
                    FERRY_PLATFORM_WINDOWS);
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (size)), ==, 40);

  gtk_editable_set_text (GTK_EDITABLE (name), "front <&>");
  adw_combo_row_set_selected (ADW_COMBO_ROW (platform), FERRY_PLATFORM_LINUX);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (size), 3);
  g_assert_cmpstr (ferry_machine_get_name (machine), ==, "front <&>");
  g_assert_cmpint (ferry_machine_get_platform (machine), ==, FERRY_PLATFORM_LINUX);
  g_assert_cmpuint (ferry_machine_get_volume_size (machine), ==, 40);

  /* Another disk brings its own machine, and leaves the old one as it was. */
  ferry_migration_set_disk (migration, other);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "db01");
  gtk_editable_set_text (GTK_EDITABLE (name), "back");
  g_assert_cmpstr (ferry_machine_get_name (machine), ==, "front <&>");
}

static void
test_machine_complete (void)
{
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01.img", UNTOLD);
  g_autoptr(FerryMigration) migration = migration_new (disk);
  g_autoptr(GtkWidget) widget = g_object_ref_sink (ferry_machine_page_new (migration));
  FerryWizardPage *page = FERRY_WIZARD_PAGE (widget);
  FerryMachine *machine = ferry_plan_get_machine (ferry_migration_get_plan (migration));

  ferry_wizard_page_enter (page);
  g_assert_false (ferry_wizard_page_is_complete (page));
  g_assert_nonnull (ferry_wizard_page_get_reason (page));

  g_object_set (machine, "platform", FERRY_PLATFORM_LINUX, "instance-type", "t2.small", NULL);
  g_assert_true (ferry_wizard_page_is_complete (page));
  g_assert_null (ferry_wizard_page_get_reason (page));

  g_object_set (machine, "instance-type", "t3.large", NULL);
  g_assert_false (ferry_wizard_page_is_complete (page));
  g_object_set (machine, "platform", FERRY_PLATFORM_WINDOWS, NULL);
  g_assert_true (ferry_wizard_page_is_complete (page));
  g_object_set (machine, "subnet-id", "10.0.0.0/24", NULL);
  g_assert_false (ferry_wizard_page_is_complete (page));
}

static char *
dup_shown (GtkWidget *pane)
{
  GtkWidget *view = ferry_test_widgets_find (pane, GTK_SOURCE_TYPE_VIEW, 0);
  char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "text", &text, NULL);

  return text;
}

static gboolean
shows_secret (GtkWidget *pane)
{
  g_autofree char *text = dup_shown (pane);

  return g_regex_match_simple (SIGNATURE, text, 0, 0);
}

static void
test_source_masked (void)
{
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01.img", NTFS);
  g_autoptr(FerryMigration) migration = migration_new (disk);
  FerryClient *client = ferry_migration_get_client (migration);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryDraft) draft = NULL;
  g_autofree char *requests = NULL;
  GtkWidget *pane = g_object_new (FERRY_TYPE_SOURCE_PANE, NULL);
  GtkWindow *window = ferry_test_widgets_show (pane);

  draft = ferry_draft_new (client, ferry_migration_get_plan (migration), &error);
  g_assert_no_error (error);
  requests = ferry_request_text_new (client, draft);
  g_assert_nonnull (strstr (requests, "Action=ImportInstance"));
  g_assert_false (g_regex_match_simple (SIGNATURE, requests, 0, 0));

  ferry_source_pane_show_manifest (FERRY_SOURCE_PANE (pane), draft, client);
  g_assert_false (shows_secret (pane));
  g_object_set (pane, "revealed", TRUE, NULL);
  g_assert_true (shows_secret (pane));

  /* What cannot be seen any more is masked again, and Undo does not bring it back. */
  gtk_widget_set_visible (pane, FALSE);
  g_assert_false (shows_secret (pane));
  gtk_widget_set_visible (pane, TRUE);
  gtk_text_buffer_undo (gtk_text_view_get_buffer (
    GTK_TEXT_VIEW (ferry_test_widgets_find (pane, GTK_SOURCE_TYPE_VIEW, 0))));
  g_assert_false (shows_secret (pane));

  gtk_window_destroy (window);
}

static void
test_source_copy (void)
{
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01.img", NTFS);
  g_autoptr(FerryMigration) migration = migration_new (disk);
  FerryClient *client = ferry_migration_get_client (migration);
  g_autoptr(FerryDraft) draft = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *copied = NULL;
  GtkWidget *pane = g_object_new (FERRY_TYPE_SOURCE_PANE, NULL);
  GtkWindow *window = ferry_test_widgets_show (pane);
  GdkClipboard *clipboard;

  draft = ferry_draft_new (client, ferry_migration_get_plan (migration), NULL);
  ferry_source_pane_show_manifest (FERRY_SOURCE_PANE (pane), draft, client);
  g_object_set (pane, "revealed", TRUE, NULL);
  g_assert_true (gtk_widget_activate_action (pane, "source.copy", NULL));

  clipboard = gtk_widget_get_clipboard (pane);
  gdk_clipboard_read_text_async (clipboard, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  copied = gdk_clipboard_read_text_finish (clipboard, result, NULL);
  g_assert_nonnull (strstr (copied, "<manifest>"));
  g_assert_false (g_regex_match_simple (SIGNATURE, copied, 0, 0));

  gtk_window_destroy (window);
}

static void
test_review (void)
{
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01.img", NTFS);
  g_autoptr(FerryMigration) migration = migration_new (disk);
  g_autoptr(GtkWidget) widget = g_object_ref_sink (ferry_review_page_new (migration));
  FerryWizardPage *page = FERRY_WIZARD_PAGE (widget);
  FerryMachine *machine = ferry_plan_get_machine (ferry_migration_get_plan (migration));
  g_autoptr(FerryDraft) draft = NULL;

  ferry_wizard_page_enter (page);
  g_assert_true (ferry_wizard_page_is_complete (page));
  g_set_object (&draft, ferry_migration_get_draft (migration));
  g_assert_nonnull (draft);

  /* Entered again, it drafts again: another key, other links. */
  ferry_wizard_page_enter (page);
  g_assert_true (draft != ferry_migration_get_draft (migration));

  g_object_set (machine, "platform", FERRY_PLATFORM_UNSET, NULL);
  ferry_wizard_page_enter (page);
  g_assert_false (ferry_wizard_page_is_complete (page));
  g_assert_nonnull (ferry_wizard_page_get_reason (page));
  g_assert_null (ferry_migration_get_draft (migration));
}

int
main (int    argc,
      char **argv)
{
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/machine/fields", test_machine_fields);
  g_test_add_func ("/machine/complete", test_machine_complete);
  g_test_add_func ("/source/masked", test_source_masked);
  g_test_add_func ("/source/copy", test_source_copy);
  g_test_add_func ("/review/enter", test_review);

  return g_test_run ();
}
