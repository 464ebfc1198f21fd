/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-server.h"
#include "ferry-test-widgets.h"

#include "browser/ferry-bucket-pane.h"
#include "browser/ferry-disk-words.h"
#include "browser/ferry-object-view.h"
#include "manifest/ferry-request-text.h"
#include "manifest/ferry-source-pane.h"
#include "wizard/ferry-machine-page.h"

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

static FerryDraft *
make_draft (FerryClient  *client,
            FerryPlan    *plan,
            GError      **error)
{
  return ferry_draft_new (client, plan, ferry_plan_get_machine (plan, 0), 0, NULL, NULL, NULL,
                          error);
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

  machine = g_object_ref (ferry_plan_get_machine (ferry_migration_get_plan (migration), 0));
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

/* What has changed is judged before the next frame, or when somebody asks. */
static gboolean
is_complete (FerryWizardPage *page)
{
  FerryMigration *migration = ferry_wizard_page_get_migration (page);

  ferry_plan_checker_get_checks (ferry_migration_get_checker (migration));

  return ferry_wizard_page_is_complete (page);
}

static void
test_machine_complete (void)
{
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01.img", UNTOLD);
  g_autoptr(FerryMigration) migration = migration_new (disk);
  g_autoptr(GtkWidget) widget = g_object_ref_sink (ferry_machine_page_new (migration));
  FerryWizardPage *page = FERRY_WIZARD_PAGE (widget);
  FerryMachine *machine = ferry_plan_get_machine (ferry_migration_get_plan (migration), 0);

  ferry_wizard_page_enter (page);
  g_assert_false (is_complete (page));
  g_assert_nonnull (ferry_wizard_page_get_reason (page));

  g_object_set (machine, "platform", FERRY_PLATFORM_LINUX, "instance-type", "t2.small", NULL);
  g_assert_true (is_complete (page));
  g_assert_null (ferry_wizard_page_get_reason (page));

  g_object_set (machine, "instance-type", "t3.large", NULL);
  g_assert_false (is_complete (page));
  g_object_set (machine, "platform", FERRY_PLATFORM_WINDOWS, NULL);
  g_assert_true (is_complete (page));
  g_object_set (machine, "subnet-id", "10.0.0.0/24", NULL);
  g_assert_false (is_complete (page));
}

/* What the disk says is text, whatever it is. */
static void
test_machine_evidence (void)
{
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01.img", NTFS);
  FerryDiskReport *report = ferry_disk_get_report (disk);
  g_autoptr(FerryMigration) migration = NULL;
  g_autoptr(GtkWidget) page = NULL;
  GtkWidget *name;

  report->platform = g_strdup ("Windows");
  report->system = g_strdup ("Windows <Server> & 2003");
  report->architecture = g_strdup ("i386");
  migration = migration_new (disk);
  page = g_object_ref_sink (ferry_machine_page_new (migration));
  g_assert_true (ferry_test_widgets_mentions (page, "From the disk: Windows <Server> & 2003"));
  g_assert_true (ferry_test_widgets_mentions (page, "From the disk: i386"));
  g_assert_true (is_complete (FERRY_WIZARD_PAGE (page)));

  name = ferry_test_widgets_find (page, ADW_TYPE_ENTRY_ROW, 0);
  g_assert_false (gtk_widget_has_css_class (name, "error"));
  gtk_editable_set_text (GTK_EDITABLE (name), "");
  g_assert_false (is_complete (FERRY_WIZARD_PAGE (page)));
  g_assert_true (gtk_widget_has_css_class (name, "error"));
}

static void
test_machine_arm (void)
{
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01.img", NTFS);
  g_autoptr(FerryMigration) migration = NULL;
  g_autoptr(GtkWidget) page = NULL;

  ferry_disk_get_report (disk)->architecture = g_strdup ("arm64");
  migration = migration_new (disk);
  page = g_object_ref_sink (ferry_machine_page_new (migration));
  g_assert_false (is_complete (FERRY_WIZARD_PAGE (page)));
  g_assert_true (ferry_test_widgets_mentions (page, "ARM systems cannot be imported"));
}

static char *
dup_shown (GtkWidget *pane)
{
  GtkWidget *view = ferry_test_widgets_find (pane, GTK_SOURCE_TYPE_VIEW, 0);
  char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "text", &text, NULL);

  return text;
}

static void
test_source_masked (void)
{
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01.img", NTFS);
  g_autoptr(FerryMigration) migration = migration_new (disk);
  FerryClient *client = ferry_migration_get_client (migration);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryDraft) draft = NULL;
  g_autoptr(GPtrArray) drafts = g_ptr_array_new ();
  g_autofree char *requests = NULL;

  draft = make_draft (client, ferry_migration_get_plan (migration), &error);
  g_assert_no_error (error);
  g_ptr_array_add (drafts, draft);
  requests = ferry_request_text_new (client, drafts);
  g_assert_nonnull (strstr (requests, "Action=ImportInstance"));
  g_assert_false (g_regex_match_simple (SIGNATURE, requests, 0, 0));
}

static void
test_source_copy (void)
{
  GAsyncResult *slot = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *copied = NULL;
  GtkWidget *pane = g_object_new (FERRY_TYPE_SOURCE_PANE, NULL);
  GtkWindow *window = ferry_test_widgets_show (pane);
  GdkClipboard *clipboard;

  ferry_source_pane_show_program (FERRY_SOURCE_PANE (pane), "#!/bin/bash\n", "sh", "A program");
  g_assert_true (ferry_test_widgets_says (pane, "A program"));
  g_assert_true (gtk_widget_activate_action (pane, "source.copy", NULL));

  clipboard = gtk_widget_get_clipboard (pane);
  gdk_clipboard_read_text_async (clipboard, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  copied = gdk_clipboard_read_text_finish (clipboard, result, NULL);
  g_assert_cmpstr (copied, ==, "#!/bin/bash\n");

  ferry_source_pane_clear (FERRY_SOURCE_PANE (pane));
  shown = dup_shown (pane);
  g_assert_cmpstr (shown, ==, "");

  gtk_window_destroy (window);
}

/* Space on the chosen row leaves it chosen; only the page itself takes the choice back. */
static void
test_words_of_report (void)
{
  static const struct {
    FerryDiskFormat  format;
    const char      *format_name;
    FerryDiskFault   fault;
    const char      *platform;
    const char      *system;
    guint64          gib;
    const char      *words;
  } cases[] = {
    { FERRY_DISK_FORMAT_RAW, "Raw disk", 0, "Windows", "Windows Server 2019", 40,
      "Windows Server 2019, 40 GiB" },
    { FERRY_DISK_FORMAT_VMDK_STREAM, "VMDK, stream-optimized", 0, "Linux", NULL, 8,
      "Linux, 8 GiB" },
    { FERRY_DISK_FORMAT_VHDX, "VHDX, dynamic", 0, NULL, NULL, 64, "VHDX, 64 GiB" },
    { FERRY_DISK_FORMAT_OTHER, "VMDK, sparse (not stream-optimized)",
      FERRY_DISK_FAULT_NOT_STREAM, NULL, NULL, 0, "VMDK, not stream-optimized" },
    { FERRY_DISK_FORMAT_OTHER, "gzip archive", FERRY_DISK_FAULT_PACKED, NULL, NULL, 0,
      "gzip archive" },
    { FERRY_DISK_FORMAT_OTHER, "QCOW2", FERRY_DISK_FAULT_FORMAT, NULL, NULL, 0, "QCOW2" },
    { FERRY_DISK_FORMAT_VHD, "VHD, dynamic", FERRY_DISK_FAULT_CUT, NULL, NULL, 4,
      "Cut or damaged" },
    { FERRY_DISK_FORMAT_RAW, "Raw disk", FERRY_DISK_FAULT_ENCRYPTED, NULL, NULL, 4,
      "Encrypted, 4 GiB" },
    { FERRY_DISK_FORMAT_OVA, "OVA", 0, NULL, NULL, 0, "OVA" },
    { FERRY_DISK_FORMAT_UNKNOWN, "Unknown", 0, NULL, NULL, 0, "Not a disk" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryDiskReport) report = ferry_disk_report_new ();
      g_autofree char *words = NULL;

      ferry_disk_report_set_format (report, cases[i].format, cases[i].format_name);
      report->fault = cases[i].fault;
      report->platform = g_strdup (cases[i].platform);
      report->system = g_strdup (cases[i].system);
      report->has_virtual_size = cases[i].gib > 0;
      report->virtual_size = cases[i].gib << 30;
      words = ferry_disk_words_of_report (report);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_words_of_object (void)
{
  static const struct { const char *key; guint64 size; const char *words; } cases[] = {
    { "a/web.VMDK", 10, "VMDK, by its name" },
    { "a/web.raw", 10, "Disk, by its name" },
    { "a/notes.txt", (guint64) 2 << 30, NULL },
    { "a/web01", (guint64) 1 << 30, "Disk, by its size" },
    { "a/web01", 1000, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryObject) object = ferry_object_new (cases[i].key, cases[i].size, NULL, NULL,
                                                        NULL);
      g_autofree char *words = ferry_disk_words_of_object (object);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_objects_stay_selected (void)
{
  g_autoptr(GListStore) objects = g_list_store_new (FERRY_TYPE_OBJECT);
  g_autoptr(FerryObject) object = ferry_object_new ("web01.vmdk", 1, NULL, NULL, NULL);
  g_autoptr(GtkWidget) widget = g_object_ref_sink (g_object_new (FERRY_TYPE_OBJECT_VIEW, NULL));
  FerryObjectView *view = FERRY_OBJECT_VIEW (widget);
  GtkWidget *list_view = ferry_test_widgets_find (widget, GTK_TYPE_LIST_VIEW, 0);
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (list_view));

  g_list_store_append (objects, object);
  ferry_object_view_set_model (view, G_LIST_MODEL (objects));
  g_assert_null (ferry_object_view_get_selected (view));

  gtk_selection_model_select_item (model, 0, TRUE);
  gtk_selection_model_unselect_item (model, 0);
  g_assert_true (ferry_object_view_get_selected (view) == object);
  ferry_object_view_unselect (view);
  g_assert_null (ferry_object_view_get_selected (view));
}

#define TWO_BUCKETS \
  "<ListAllMyBucketsResult><Buckets>" \
  "<Bucket><Name>attic</Name></Bucket><Bucket><Name>cellar</Name></Bucket>" \
  "</Buckets></ListAllMyBucketsResult>"

static void
answer_buckets (FerryTestServer   *server,
                SoupServerMessage *message,
                const char        *path,
                gpointer           user_data)
{
  if (g_str_equal (path, "/"))
    ferry_test_server_answer (message, 200, "application/xml", TWO_BUCKETS);
}

static void
take_bucket (GString     *opened,
             FerryBucket *bucket)
{
  g_string_append_printf (opened, "%s ", ferry_bucket_get_name (bucket));
}

/* The arrow keys pass a bucket; only Enter, Space and a click open it. */
static void
test_buckets_activated (void)
{
  g_autoptr(FerryTestServer) server = ferry_test_server_new (answer_buckets, NULL);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  g_autoptr(GString) opened = g_string_new (NULL);
  GtkWidget *pane = g_object_new (FERRY_TYPE_BUCKET_PANE, NULL);
  GtkWindow *window = ferry_test_widgets_show (pane);
  GtkWidget *list = NULL;
  GtkListBoxRow *rows[2] = { NULL };

  g_signal_connect_swapped (pane, "opened", G_CALLBACK (take_bucket), opened);
  ferry_bucket_pane_set_client (FERRY_BUCKET_PANE (pane), client);
  list = ferry_test_widgets_find (pane, GTK_TYPE_LIST_BOX, 0);
  while (!(rows[1] = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1)))
    g_main_context_iteration (NULL, TRUE);
  rows[0] = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0);

  gtk_list_box_select_row (GTK_LIST_BOX (list), rows[1]);
  g_assert_null (gtk_list_box_get_selected_row (GTK_LIST_BOX (list)));
  g_assert_cmpstr (opened->str, ==, "");

  gtk_widget_activate (GTK_WIDGET (rows[0]));
  g_assert_true (gtk_list_box_get_selected_row (GTK_LIST_BOX (list)) == rows[0]);
  g_signal_emit_by_name (list, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, FALSE, FALSE);
  g_assert_true (gtk_list_box_get_selected_row (GTK_LIST_BOX (list)) == rows[0]);
  g_assert_cmpstr (opened->str, ==, "attic ");

  gtk_window_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/machine/fields", test_machine_fields);
  g_test_add_func ("/machine/complete", test_machine_complete);
  g_test_add_func ("/machine/evidence", test_machine_evidence);
  g_test_add_func ("/machine/arm", test_machine_arm);
  g_test_add_func ("/words/report", test_words_of_report);
  g_test_add_func ("/words/object", test_words_of_object);
  g_test_add_func ("/source/masked", test_source_masked);
  g_test_add_func ("/source/copy", test_source_copy);
  g_test_add_func ("/objects/stay-selected", test_objects_stay_selected);
  g_test_add_func ("/buckets/activated", test_buckets_activated);

  return g_test_run ();
}
