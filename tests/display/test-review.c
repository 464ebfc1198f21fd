/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-server.h"
#include "ferry-test-widgets.h"

#include "manifest/ferry-manifest-view.h"
#include "manifest/ferry-request-text.h"
#include "manifest/ferry-source-pane.h"
#include "wizard/ferry-checks-view.h"
#include "wizard/ferry-drafter.h"
#include "wizard/ferry-plan-trial.h"
#include "wizard/ferry-policy-window.h"
#include "wizard/ferry-review-choice.h"
#include "wizard/ferry-review-list.h"
#include "wizard/ferry-review-page.h"
#include "wizard/ferry-summary-card.h"

#include <gtksourceview/gtksource.h>
#include <string.h>

#define NTFS 0x07
#define ZONE "eu-west-1b"

/* The page of what will be sent: one machine, and several with data disks. */

static FerryMigration *
migration_new (FerryClient *client,
               FerryDisk   *disk)
{
  FerryMigration *migration = ferry_migration_new ();

  ferry_migration_set_client (migration, client, NULL);
  ferry_migration_set_disk (migration, disk);

  return migration;
}

static FerryMigration *
migration_of_one (FerryDisk *disk)
{
  g_autoptr(FerryClient) client = ferry_test_client_new ();

  return migration_new (client, disk);
}

static void
add_data_disk (FerryMachine *machine,
               const char   *name)
{
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new (name, NTFS);
  g_autoptr(FerryMachineDisk) data = ferry_machine_disk_new (disk);

  ferry_machine_add_disk (machine, data);
}

/* web01 with one disk, db01 with three, mail with two: each in a zone, each in order. */
static FerryMigration *
migration_of_three (FerryClient *client)
{
  g_autoptr(FerryDisk) web = ferry_test_shown_disk_new ("web01.img", NTFS);
  g_autoptr(FerryDisk) db = ferry_test_shown_disk_new ("db01.img", NTFS);
  g_autoptr(FerryDisk) mail = ferry_test_shown_disk_new ("mail.img", NTFS);
  g_autoptr(FerryMachine) db_machine = ferry_machine_new (db);
  g_autoptr(FerryMachine) mail_machine = ferry_machine_new (mail);
  FerryMigration *migration = migration_new (client, web);
  FerryPlan *plan = ferry_migration_get_plan (migration);

  add_data_disk (db_machine, "db01-data.img");
  add_data_disk (db_machine, "db01-logs.img");
  add_data_disk (mail_machine, "mail-data.img");
  ferry_plan_add_machine (plan, db_machine);
  ferry_plan_add_machine (plan, mail_machine);
  for (guint i = 0; i < ferry_plan_get_n_machines (plan); i++)
    g_object_set (ferry_plan_get_machine (plan, i),
                  "platform", FERRY_PLATFORM_WINDOWS,
                  "zone", ZONE,
                  NULL);

  return migration;
}

/* What the pane of that number shows: the manifest's is the first. */
static char *
dup_source (GtkWidget *page,
            guint      number)
{
  GtkWidget *view = ferry_test_widgets_find (page, GTK_SOURCE_TYPE_VIEW, number);
  char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "text", &text, NULL);

  return text;
}

/* Whether some label below @widget holds @part. */
static gboolean
mentions (GtkWidget  *widget,
          const char *part)
{
  GtkWidget *label;

  for (guint i = 0; (label = ferry_test_widgets_find (widget, GTK_TYPE_LABEL, i)); i++)
    if (strstr (gtk_label_get_label (GTK_LABEL (label)), part))
      return TRUE;

  return FALSE;
}

/* It is judged by the disk, and by what is in the bucket. */
static void
test_facts (void)
{
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01.img", NTFS);
  g_autoptr(FerryMigration) migration = migration_of_one (disk);
  g_autoptr(GtkWidget) widget = g_object_ref_sink (ferry_review_page_new (migration));
  GtkWidget *view = ferry_test_widgets_find (widget, FERRY_TYPE_MANIFEST_VIEW, 0);
  FerryManifestFacts *facts;

  ferry_wizard_page_enter (FERRY_WIZARD_PAGE (widget));
  facts = ferry_open_manifest_get_facts (
    ferry_manifest_view_get_manifest (FERRY_MANIFEST_VIEW (view)));
  g_assert_true (facts->report == ferry_disk_get_report (disk));
  g_assert_cmpuint (ferry_parts_get_n (facts->objects), ==, 1);
  g_assert_cmpstr (ferry_parts_get_key (facts->objects, 0), ==, ferry_disk_get_key (disk));
  g_assert_cmpuint (ferry_parts_get_size (facts->objects, 0), ==, ferry_disk_get_size (disk));
  g_assert_cmpstr (ferry_parts_get_etag (facts->objects, 0), ==, ferry_disk_get_etag (disk));
}

static void
test_enter (void)
{
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01.img", NTFS);
  g_autoptr(FerryMigration) migration = migration_of_one (disk);
  g_autoptr(GtkWidget) widget = g_object_ref_sink (ferry_review_page_new (migration));
  FerryWizardPage *page = FERRY_WIZARD_PAGE (widget);
  FerryMachine *machine = ferry_plan_get_machine (ferry_migration_get_plan (migration), 0);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  ferry_wizard_page_enter (page);
  g_assert_true (ferry_wizard_page_is_complete (page));
  g_assert_cmpstr (ferry_wizard_page_get_next_label (page), ==, "Import 1 Machine");
  g_assert_false (gtk_widget_get_visible (ferry_test_widgets_find (widget, FERRY_TYPE_REVIEW_LIST,
                                                                   0)));
  first = dup_source (widget, 1);
  g_assert_nonnull (strstr (first, "Action=ImportInstance"));

  /* Entered again, it drafts again: another key, other links. */
  ferry_wizard_page_enter (page);
  second = dup_source (widget, 1);
  g_assert_cmpstr (first, !=, second);

  g_object_set (machine, "platform", FERRY_PLATFORM_UNSET, NULL);
  ferry_wizard_page_enter (page);
  g_assert_false (ferry_wizard_page_is_complete (page));
  g_assert_nonnull (ferry_wizard_page_get_reason (page));
  third = dup_source (widget, 1);
  g_assert_cmpstr (third, ==, "");
}

/* What becomes known meanwhile does not take away what is being read. */
static void
test_reading (void)
{
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01.img", NTFS);
  g_autoptr(FerryMigration) migration = migration_of_one (disk);
  GtkWidget *page = ferry_review_page_new (migration);
  GtkWindow *window = ferry_test_widgets_show (page);
  GtkWidget *view = ferry_test_widgets_find (page, FERRY_TYPE_MANIFEST_VIEW, 0);
  FerryManifestView *shown = FERRY_MANIFEST_VIEW (view);
  gboolean revealed = FALSE;

  ferry_wizard_page_enter (FERRY_WIZARD_PAGE (page));
  for (GtkWidget *child = view; child != page; child = gtk_widget_get_parent (child))
    if (GTK_IS_STACK (gtk_widget_get_parent (child)))
      gtk_stack_set_visible_child (GTK_STACK (gtk_widget_get_parent (child)), child);
  while (!gtk_widget_get_mapped (view))
    g_main_context_iteration (NULL, TRUE);

  while (ferry_open_manifest_get_document (ferry_manifest_view_get_manifest (shown)) == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_object_set (view, "revealed", TRUE, NULL);
  g_object_notify (G_OBJECT (ferry_migration_get_checker (migration)), "checks");
  g_object_get (view, "revealed", &revealed, NULL);
  g_assert_true (revealed);

  gtk_window_destroy (window);
}

#define REHEARSED "Would block on a real account. Rehearsed anyway, to show what EC2 answers."

static void
test_rehearsed (void)
{
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01.img", NTFS);
  g_autoptr(FerryMigration) migration = migration_of_one (disk);
  FerryMachine *machine = ferry_plan_get_machine (ferry_migration_get_plan (migration), 0);
  g_autoptr(GtkWidget) page = g_object_ref_sink (ferry_review_page_new (migration));

  ferry_wizard_page_enter (FERRY_WIZARD_PAGE (page));
  g_assert_false (mentions (page, REHEARSED));

  /* The test's client is a rehearsal's. */
  ferry_disk_get_report (disk)->scheme = FERRY_PARTITION_SCHEME_GPT;
  g_object_set (machine, "monitoring", TRUE, NULL);
  ferry_wizard_page_enter (FERRY_WIZARD_PAGE (page));
  g_assert_true (ferry_wizard_page_is_complete (FERRY_WIZARD_PAGE (page)));
  g_assert_true (mentions (page, REHEARSED));
}

static void
test_three (void)
{
  g_autoptr(FerryClient) client = ferry_test_client_new ();
  g_autoptr(FerryMigration) migration = migration_of_three (client);
  FerryPlan *plan = ferry_migration_get_plan (migration);
  g_autoptr(GtkWidget) widget = g_object_ref_sink (ferry_review_page_new (migration));
  FerryWizardPage *page = FERRY_WIZARD_PAGE (widget);
  GtkWidget *list = ferry_test_widgets_find (widget, FERRY_TYPE_REVIEW_LIST, 0);
  GtkWidget *summary = ferry_test_widgets_find (widget, FERRY_TYPE_SUMMARY_CARD, 0);
  GtkWidget *disks = ferry_test_widgets_find (widget, FERRY_TYPE_REVIEW_CHOICE, 1);
  GtkWidget *drop_down = ferry_test_widgets_find (disks, GTK_TYPE_DROP_DOWN, 0);
  g_autofree char *boot = NULL;
  g_autofree char *data = NULL;

  ferry_wizard_page_enter (page);
  g_assert_cmpstr (ferry_wizard_page_get_reason (page), ==, NULL);
  g_assert_true (ferry_wizard_page_is_complete (page));
  g_assert_cmpstr (ferry_wizard_page_get_next_label (page), ==, "Import 3 Machines");
  g_assert_true (gtk_widget_get_visible (list));
  g_assert_true (mentions (list, "db01"));
  g_assert_true (mentions (summary, "3, stopped"));
  g_assert_true (mentions (summary, "6, 5 at once"));
  g_assert_true (mentions (summary, "240 GiB"));

  ferry_review_list_choose (FERRY_REVIEW_LIST (list), ferry_plan_get_machine (plan, 1));
  boot = dup_source (widget, 1);
  g_assert_nonnull (strstr (boot, "Action=ImportInstance"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), 2);
  data = dup_source (widget, 1);
  g_assert_nonnull (strstr (data, "Action=ImportVolume"));
  g_assert_nonnull (strstr (data, "AvailabilityZone=" ZONE));
  g_assert_nonnull (strstr (data, "Description=ferry1:"));
  g_assert_nonnull (strstr (data, " db01, db01-logs.img"));
}

/* The machine that blocks is named, and its row says so; the others stay as they are. */
static void
test_blocked (void)
{
  g_autoptr(FerryClient) client = ferry_test_client_new ();
  g_autoptr(FerryMigration) migration = migration_of_three (client);
  FerryMachine *db = ferry_plan_get_machine (ferry_migration_get_plan (migration), 1);
  g_autoptr(GtkWidget) widget = g_object_ref_sink (ferry_review_page_new (migration));
  FerryWizardPage *page = FERRY_WIZARD_PAGE (widget);
  GtkWidget *list = ferry_test_widgets_find (widget, FERRY_TYPE_REVIEW_LIST, 0);

  g_object_set (db, "platform", FERRY_PLATFORM_UNSET, NULL);
  ferry_wizard_page_enter (page);
  g_assert_false (ferry_wizard_page_is_complete (page));
  g_assert_true (g_str_has_prefix (ferry_wizard_page_get_reason (page), "db01: "));
  g_assert_true (mentions (list, "1 check blocks"));
}

static void
test_user_data_hidden (void)
{
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01.img", NTFS);
  g_autoptr(FerryMigration) migration = migration_of_one (disk);
  FerryClient *client = ferry_migration_get_client (migration);
  FerryPlan *plan = ferry_migration_get_plan (migration);
  FerryMachine *machine = ferry_plan_get_machine (plan, 0);
  g_autoptr(GBytes) user_data = g_bytes_new_static ("password=hunter2", 16);
  g_autofree char *encoded = g_base64_encode ((const guchar *) "password=hunter2", 16);
  g_autoptr(FerryDraft) draft = NULL;
  g_autoptr(GPtrArray) drafts = g_ptr_array_new ();
  g_autofree char *text = NULL;

  g_object_set (machine, "user-data", "file:///data/web.sh",
                "description", "a\nLaunchSpecification.InstanceType=t2.nano", NULL);
  draft = ferry_draft_new (client, plan, machine, 0, NULL, NULL, user_data, NULL);
  g_ptr_array_add (drafts, draft);
  text = ferry_request_text_new (client, drafts);
  g_assert_nonnull (strstr (text, "UserData.Data=(the user data, 16 bytes, from "
                                  "file:///data/web.sh)\n"));
  g_assert_null (strstr (text, "\nLaunchSpecification.InstanceType=t2.nano"));
  g_assert_null (strstr (text, encoded));
  g_assert_null (strstr (text, "hunter2"));
}

static FerryDisk *
make_cut_disk (guint n_parts)
{
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(FerryParts) parts = NULL;
  g_autoptr(FerryDisk) whole = ferry_test_shown_disk_new ("web01.img", NTFS);

  for (guint i = 0; i < n_parts; i++)
    {
      g_autofree char *key = g_strdup_printf ("web01.img.part%u", i);

      g_ptr_array_add (objects, ferry_object_new (key, 512, NULL, "\"e\"", NULL));
    }
  parts = ferry_parts_new (objects, NULL);

  return ferry_disk_new_cut ("eu-west-1", "vm-disks", parts, NULL, ferry_disk_get_report (whole));
}

static guint
count (const char *text,
       const char *needle)
{
  g_auto(GStrv) pieces = g_strsplit (text, needle, -1);

  return g_strv_length (pieces) - 1;
}

/* All that is tried of a disk in parts is told, and of very many how many more there are. */
static void
test_requests_of_parts (void)
{
  g_autoptr(FerryDisk) disk = make_cut_disk (62);
  g_autoptr(FerryMigration) migration = migration_of_one (disk);
  FerryClient *client = ferry_migration_get_client (migration);
  FerryPlan *plan = ferry_migration_get_plan (migration);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryDraft) draft = ferry_draft_new (client, plan, ferry_plan_get_machine (plan, 0), 0,
                                                 NULL, NULL, NULL, &error);
  g_autoptr(GPtrArray) drafts = g_ptr_array_new ();
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_ptr_array_add (drafts, draft);
  text = ferry_request_text_new (client, drafts);
  g_assert_cmpuint (count (text, "\nHEAD "), ==, 50);
  g_assert_nonnull (strstr (text, "(and the same of 12 more parts)"));
  g_assert_cmpuint (count (text, "\nRange: bytes=0-511"), ==, 2);
}

typedef struct {
  guint n_asked;
  guint refused;  /* the number of the request that the account may not make */
} Answers;

static void
answer_trial (FerryTestServer   *server,
              SoupServerMessage *message,
              const char        *path,
              gpointer           user_data)
{
  Answers *answers = user_data;
  g_autofree char *dry_run = ferry_test_server_dup_form (message, "DryRun");

  g_assert_cmpstr (dry_run, ==, "true");
  if (++answers->n_asked == answers->refused)
    ferry_test_server_answer (message, 403, NULL,
                              "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>"
                              "You are not authorized. Encoded authorization failure message: Zm9v"
                              "</Message></Error></Errors><RequestID>r</RequestID></Response>");
  else
    ferry_test_server_answer (message, 412, NULL,
                              "<Response><Errors><Error><Code>DryRunOperation</Code><Message>yes"
                              "</Message></Error></Errors><RequestID>r</RequestID></Response>");
}

static void
gone_cb (gpointer  data,
         GObject  *where)
{
  gboolean *gone = data;

  *gone = TRUE;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
wait_trial (FerryPlanTrial *trial)
{
  while (ferry_plan_trial_is_running (trial))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_trial (void)
{
  Answers answers = { .refused = 3 };
  g_autoptr(FerryTestServer) server = ferry_test_server_new (answer_trial, &answers);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  g_autoptr(FerryMigration) migration = migration_of_three (client);
  FerryPlan *plan = ferry_migration_get_plan (migration);
  g_autoptr(FerryDrafter) drafter = ferry_drafter_new (migration);
  g_autoptr(FerryPlanTrial) trial = ferry_plan_trial_new ();
  const GError *error = NULL;
  guint n_changes = 0;

  g_signal_connect_swapped (trial, "changed", G_CALLBACK (count_cb), &n_changes);
  ferry_plan_trial_start (trial, client, plan, drafter);
  g_assert_cmpint (ferry_plan_trial_get_state (trial, ferry_plan_get_machine (plan, 2), NULL), ==,
                   FERRY_TRIAL_WAITING);
  g_assert_cmpuint (n_changes, ==, 1);
  wait_trial (trial);
  g_assert_cmpint (ferry_plan_trial_get_state (trial, ferry_plan_get_machine (plan, 0), NULL), ==,
                   FERRY_TRIAL_ALLOWED);
  g_assert_cmpint (ferry_plan_trial_get_state (trial, ferry_plan_get_machine (plan, 1), &error), ==,
                   FERRY_TRIAL_REFUSED);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_DENIED);
  g_assert_cmpint (ferry_plan_trial_get_state (trial, ferry_plan_get_machine (plan, 2), NULL), ==,
                   FERRY_TRIAL_ALLOWED);
  /* What is refused once is not asked on. */
  g_assert_cmpuint (answers.n_asked, ==, 5);

  ferry_plan_trial_start (trial, client, plan, drafter);
  ferry_plan_trial_clear (trial);
  g_assert_false (ferry_plan_trial_is_running (trial));
  g_assert_cmpint (ferry_plan_trial_get_state (trial, ferry_plan_get_machine (plan, 0), NULL), ==,
                   FERRY_TRIAL_NONE);
}

/* What is asked does not keep alive who asks, nor goes on to ask. */
static void
test_trial_gone (void)
{
  Answers answers = { 0, };
  g_autoptr(FerryTestServer) server = ferry_test_server_new (answer_trial, &answers);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  g_autoptr(FerryMigration) migration = migration_of_three (client);
  g_autoptr(FerryDrafter) drafter = ferry_drafter_new (migration);
  FerryPlanTrial *trial = ferry_plan_trial_new ();
  gboolean gone = FALSE;

  g_object_weak_ref (G_OBJECT (trial), gone_cb, &gone);
  ferry_plan_trial_start (trial, client, ferry_migration_get_plan (migration), drafter);
  g_object_unref (trial);
  g_assert_true (gone);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (answers.n_asked, <=, 1);
}

static void
test_trial_shown (void)
{
  g_autoptr(GtkWidget) view = g_object_ref_sink (g_object_new (FERRY_TYPE_CHECKS_VIEW, NULL));
  const FerryErrorDetail detail = {
    .service = (char *) "ec2", .operation = (char *) "ImportVolume", .status = 403,
    .code = (char *) "UnauthorizedOperation",
    .message = (char *) "You are <not> authorized. Encoded authorization failure message: Zm9v",
  };
  g_autoptr(GError) error = ferry_error_new_detailed (FERRY_ERROR_DENIED, &detail, NULL);

  ferry_checks_view_show_trial (FERRY_CHECKS_VIEW (view), FERRY_TRIAL_ALLOWED, NULL);
  g_assert_true (mentions (view, "Allowed: EC2 would take"));
  ferry_checks_view_show_trial (FERRY_CHECKS_VIEW (view), FERRY_TRIAL_REFUSED, error);
  g_assert_true (mentions (view, "Not allowed: “You are <not> authorized.”"));
}

static void
test_policy (void)
{
  g_autoptr(FerryClient) client = ferry_test_client_new ();
  g_autoptr(FerryMigration) migration = migration_of_three (client);
  GtkWindow *window = ferry_policy_window_new (NULL, ferry_migration_get_plan (migration));
  g_autofree char *shown = dup_source (GTK_WIDGET (window), 0);

  g_assert_nonnull (strstr (shown, "ec2:ImportInstance"));
  g_assert_nonnull (strstr (shown, "ec2:ImportVolume"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "policy.copy", NULL));
  gtk_window_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/review/facts", test_facts);
  g_test_add_func ("/review/enter", test_enter);
  g_test_add_func ("/review/reading", test_reading);
  g_test_add_func ("/review/rehearsed", test_rehearsed);
  g_test_add_func ("/review/three", test_three);
  g_test_add_func ("/review/blocked", test_blocked);
  g_test_add_func ("/review/user-data-hidden", test_user_data_hidden);
  g_test_add_func ("/review/requests-of-parts", test_requests_of_parts);
  g_test_add_func ("/review/trial", test_trial);
  g_test_add_func ("/review/trial-gone", test_trial_gone);
  g_test_add_func ("/review/trial-shown", test_trial_shown);
  g_test_add_func ("/review/policy", test_policy);

  return g_test_run ();
}
