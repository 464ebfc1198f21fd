/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-review-page.h"

#include "common/ferry-adaptive-bin.h"
#include "common/ferry-placeholder.h"
#include "ferry-application.h"
#include "manifest/ferry-manifest-view.h"
#include "manifest/ferry-request-text.h"
#include "manifest/ferry-script-pane.h"
#include "manifest/ferry-source-pane.h"
#include "wizard/ferry-checks-view.h"
#include "wizard/ferry-policy-window.h"
#include "wizard/ferry-review-checks.h"
#include "wizard/ferry-review-choice.h"
#include "wizard/ferry-review-list.h"
#include "wizard/ferry-review-manifest.h"
#include "wizard/ferry-summary-card.h"

#include <glib/gi18n.h>

/* The Review page of the wizard, owned by the frame; main thread. It works on the migration: plan
 * in, a run out. That is the engine's, which the application owns: closing the window ends nothing.
 * One machine is shown, and of that one disk; only that is drafted, to show what will be sent.
 */
struct _FerryReviewPage {
  FerryWizardPage    parent_instance;

  FerryDrafter      *drafter;
  FerryPlanTrial    *trial;
  FerryPlan         *plan;      /* (nullable): that is watched */
  guint              position;  /* of the disk that is shown */
  FerryDraft        *shown;     /* (nullable): its draft */

  GtkWidget         *switcher;
  GtkStack          *views;
  FerryAdaptiveBin  *adaptive_bin;
  FerryReviewList   *list;
  GtkWidget         *choices;
  FerryReviewChoice *machine_choice;
  FerryReviewChoice *disk_choice;
  FerryChecksView   *checks_view;
  FerrySummaryCard  *summary;
  FerrySummaryCard  *narrow_summary;
  GtkStack          *manifest_stack;
  FerryManifestView *manifest_view;
  FerryPlaceholder  *manifest_placeholder;
  GtkStack          *request_stack;
  FerrySourcePane   *request_pane;
  FerryPlaceholder  *request_placeholder;
  FerryScriptPane   *script_pane;
};

G_DEFINE_FINAL_TYPE (FerryReviewPage, ferry_review_page, FERRY_TYPE_WIZARD_PAGE)

static FerryMigration *
get_migration (FerryReviewPage *self)
{
  return ferry_wizard_page_get_migration (FERRY_WIZARD_PAGE (self));
}

static GPtrArray *
get_checks (FerryReviewPage *self)
{
  return ferry_plan_checker_get_checks (ferry_migration_get_checker (get_migration (self)));
}

static void
show_draft (FerryReviewPage *self,
            FerryDraft      *draft)
{
  FerryClient *client = ferry_migration_get_client (get_migration (self));
  FerryPlanChecker *checker = ferry_migration_get_checker (get_migration (self));
  const FerryBucketFacts *bucket;
  g_autoptr(FerryOpenManifest) manifest = NULL;
  g_autoptr(GPtrArray) drafts = NULL;
  g_autofree char *requests = NULL;

  /* What is being read stays where it is, and as revealed as it is. */
  if (!g_set_object (&self->shown, draft))
    return;

  drafts = ferry_drafter_dup_drafts (self->drafter, ferry_review_list_get_chosen (self->list));
  bucket = g_hash_table_lookup (ferry_plan_checker_get_situation (checker)->buckets,
                                ferry_disk_get_bucket (ferry_draft_get_disk (draft)));
  manifest = ferry_review_manifest_new (client, draft, bucket);
  requests = ferry_request_text_new (client, drafts);
  ferry_manifest_view_set_manifest (self->manifest_view, manifest);
  ferry_source_pane_show_text (self->request_pane, requests);
  gtk_stack_set_visible_child (self->manifest_stack, GTK_WIDGET (self->manifest_view));
  gtk_stack_set_visible_child (self->request_stack, GTK_WIDGET (self->request_pane));
}

static void
show_no_draft (FerryReviewPage *self,
               const GError    *error)
{
  FerryPlaceholder *placeholders[] = { self->manifest_placeholder, self->request_placeholder };

  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    if (ferry_review_checks_is_drafting (error))
      ferry_placeholder_show_loading (placeholders[i], _("Signing the links…"));
    else if (error != NULL)
      ferry_placeholder_show_error (placeholders[i], error, NULL);
    else
      ferry_placeholder_show_message (placeholders[i], "document-edit-symbolic",
                                      _("Nothing to Show Yet"),
                                      _("What blocks the import is listed under Checks"),
                                      NULL);

  g_clear_object (&self->shown);
  ferry_manifest_view_set_manifest (self->manifest_view, NULL);
  ferry_source_pane_clear (self->request_pane);
  gtk_stack_set_visible_child (self->manifest_stack, GTK_WIDGET (self->manifest_placeholder));
  gtk_stack_set_visible_child (self->request_stack, GTK_WIDGET (self->request_placeholder));
}

static void
show_script (FerryReviewPage *self,
             FerryMachine    *machine)
{
  FerryClient *client = ferry_migration_get_client (get_migration (self));
  g_autoptr(GPtrArray) zones = ferry_drafter_dup_zones (self->drafter, self->plan);

  ferry_script_pane_show (self->script_pane, self->plan, machine, zones,
                          ferry_account_get_endpoint (ferry_client_get_account (client)));
}

static void
show_checks (FerryReviewPage *self,
             FerryMachine    *machine,
             const GError    *error)
{
  FerryPlanChecker *checker = ferry_migration_get_checker (get_migration (self));
  g_autoptr(GPtrArray) real = ferry_review_checks_judge_in_earnest (checker, self->plan);
  g_autoptr(GPtrArray) own = ferry_review_checks_filter (get_checks (self), machine);
  g_autoptr(GPtrArray) own_real = ferry_review_checks_filter (real, machine);
  gboolean explained = ferry_check_any_blocks (own) || ferry_review_checks_is_drafting (error);

  ferry_checks_view_show (self->checks_view, own, own_real, explained ? NULL : error);
}

static void
show_trial (FerryReviewPage *self)
{
  FerryMachine *machine = ferry_review_list_get_chosen (self->list);
  const GError *error = NULL;
  FerryTrialState state;

  if (machine == NULL)
    return;

  state = ferry_plan_trial_get_state (self->trial, machine, &error);
  ferry_checks_view_show_trial (self->checks_view, state, error);
  ferry_review_list_show_checks (self->list, get_checks (self), self->trial);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.try",
                                 !ferry_plan_trial_is_running (self->trial));
}

/* Beside a list there is no need for its choice, and only a manifest is of one disk. */
static void
show_choices (FerryReviewPage *self)
{
  const char *view = gtk_stack_get_visible_child_name (self->views);
  gboolean narrow = ferry_adaptive_bin_is_narrow (self->adaptive_bin);
  gboolean machines = narrow && ferry_review_choice_is_needed (self->machine_choice);
  gboolean disks = g_strcmp0 (view, "manifest") == 0 &&
                   ferry_review_choice_is_needed (self->disk_choice);

  gtk_widget_set_visible (GTK_WIDGET (self->machine_choice), machines);
  gtk_widget_set_visible (GTK_WIDGET (self->disk_choice), disks);
  gtk_widget_set_visible (self->choices, machines || disks);
}

static void
show_summary (FerryReviewPage *self)
{
  const FerryIdentity *identity = ferry_migration_get_identity (get_migration (self));
  gboolean several = ferry_plan_get_n_machines (self->plan) > 1;

  gtk_widget_set_visible (GTK_WIDGET (self->list), several);
  gtk_widget_set_valign (GTK_WIDGET (self->summary), several ? GTK_ALIGN_END : GTK_ALIGN_START);
  ferry_summary_card_show (self->summary, self->plan, identity);
  ferry_summary_card_show (self->narrow_summary, self->plan, identity);
}

/* A phone's header has no room for the number. */
static void
update_next_label (FerryReviewPage *self)
{
  guint n_machines = self->plan ? ferry_plan_get_n_machines (self->plan) : 1;
  g_autofree char *label = NULL;

  if (ferry_adaptive_bin_is_narrow (self->adaptive_bin))
    label = g_strdup (_("Import"));
  else
    /* Translators: the number of machines */
    label = g_strdup_printf (ngettext ("Import %u Machine", "Import %u Machines", n_machines),
                             n_machines);

  ferry_wizard_page_set_next_label (FERRY_WIZARD_PAGE (self), label);
}

/* Judges the plan, drafts what is shown of it, and shows both. */
static void
review (FerryReviewPage *self)
{
  GPtrArray *checks = get_checks (self);
  FerryMachine *machine;
  g_autoptr(GError) error = NULL;
  g_autofree char *reason = NULL;
  FerryDraft *draft;

  ferry_review_list_set_plan (self->list, self->plan);
  machine = ferry_review_list_get_chosen (self->list);
  if (machine == NULL)
    {
      ferry_wizard_page_set_complete (FERRY_WIZARD_PAGE (self), FALSE, _("Choose a disk first"));
      return;
    }

  self->position = MIN (self->position, ferry_machine_get_n_disks (machine) - 1);
  draft = ferry_drafter_get (self->drafter, machine, self->position, &error);
  if (draft)
    show_draft (self, draft);
  else
    show_no_draft (self, ferry_check_any_blocks (checks) ? NULL : error);

  ferry_review_choice_show_machines (self->machine_choice, self->plan, machine);
  ferry_review_choice_show_disks (self->disk_choice, machine, self->position);
  show_choices (self);
  show_script (self, machine);
  show_checks (self, machine, error);
  show_trial (self);
  show_summary (self);
  update_next_label (self);
  reason = ferry_review_checks_find_reason (self->plan, checks, error);
  ferry_wizard_page_set_complete (FERRY_WIZARD_PAGE (self), reason == NULL, reason);
}

static gboolean
is_shown (FerryReviewPage *self)
{
  return self->plan != NULL && gtk_widget_get_mapped (GTK_WIDGET (self));
}

static void
checks_changed_cb (FerryReviewPage *self)
{
  if (is_shown (self))
    review (self);
}

static void
plan_changed_cb (FerryReviewPage *self)
{
  ferry_plan_trial_clear (self->trial);
}

static void
watch_plan (FerryReviewPage *self,
            FerryPlan       *plan)
{
  if (self->plan == plan)
    return;

  if (self->plan)
    g_signal_handlers_disconnect_by_func (self->plan, plan_changed_cb, self);
  g_set_object (&self->plan, plan);
  ferry_plan_trial_clear (self->trial);
  if (plan)
    g_signal_connect_object (plan, "changed", G_CALLBACK (plan_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
ferry_review_page_enter (FerryWizardPage *page)
{
  FerryReviewPage *self = FERRY_REVIEW_PAGE (page);
  FerryMigration *migration = get_migration (self);

  watch_plan (self, ferry_migration_get_plan (migration));
  if (ferry_migration_get_client (migration) == NULL || self->plan == NULL)
    {
      ferry_wizard_page_set_complete (page, FALSE, _("Choose a disk first"));
      return;
    }

  ferry_drafter_clear (self->drafter);
  ferry_plan_checker_look_again (ferry_migration_get_checker (migration));
  review (self);
}

static void
chosen_cb (FerryReviewPage *self)
{
  self->position = 0;
  if (self->plan)
    review (self);
}

static void
machine_chosen_cb (FerryReviewPage *self)
{
  guint selected = ferry_review_choice_get_selected (self->machine_choice);

  if (self->plan && selected < ferry_plan_get_n_machines (self->plan))
    ferry_review_list_choose (self->list, ferry_plan_get_machine (self->plan, selected));
}

static void
disk_chosen_cb (FerryReviewPage *self)
{
  self->position = ferry_review_choice_get_selected (self->disk_choice);
  if (self->plan)
    review (self);
}

static void
fix_cb (FerryReviewPage  *self,
        const FerryCheck *check)
{
  ferry_check_fix (check, self->plan);
}

static void
narrow_cb (FerryReviewPage *self)
{
  update_next_label (self);
  show_choices (self);
}

static void
try_cb (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  FerryReviewPage *self = FERRY_REVIEW_PAGE (widget);

  if (self->plan)
    ferry_plan_trial_start (self->trial, ferry_migration_get_client (get_migration (self)),
                            self->plan, self->drafter);
}

static void
permissions_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  FerryReviewPage *self = FERRY_REVIEW_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (self->plan)
    gtk_window_present (ferry_policy_window_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                 self->plan));
}

/* Each disk is drafted anew when its turn comes, with links that begin then. */
static void
import_plan (FerryReviewPage *self)
{
  FerryEngine *engine = ferry_application_get_engine (ferry_application_get ());
  FerryPlan *plan = self->plan;

  ferry_drafter_clear (self->drafter);
  g_clear_object (&self->shown);
  ferry_wizard_page_set_complete (FERRY_WIZARD_PAGE (self), FALSE,
                                  ngettext ("This machine is on its way: see Tasks",
                                            "These machines are on their way: see Tasks",
                                            ferry_plan_get_n_machines (plan)));
  ferry_engine_import (engine, ferry_migration_get_client (get_migration (self)), plan);
  watch_plan (self, NULL);
}

static void
ferry_review_page_leave_async (FerryWizardPage     *page,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  FerryReviewPage *self = FERRY_REVIEW_PAGE (page);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ferry_review_page_leave_async);

  if (self->plan == NULL || ferry_check_any_blocks (get_checks (self)))
    {
      if (self->plan)
        review (self);
      g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                               "a check blocks the import");
      return;
    }

  ferry_plan_trial_clear (self->trial);
  import_plan (self);
  g_task_return_boolean (task, TRUE);
}

static gboolean
ferry_review_page_leave_finish (FerryWizardPage  *page,
                                GAsyncResult     *result,
                                GError          **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ferry_review_page_constructed (GObject *object)
{
  FerryReviewPage *self = FERRY_REVIEW_PAGE (object);

  G_OBJECT_CLASS (ferry_review_page_parent_class)->constructed (object);

  self->drafter = ferry_drafter_new (get_migration (self));
  g_signal_connect_object (self->drafter, "drafted", G_CALLBACK (checks_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (ferry_migration_get_checker (get_migration (self)), "notify::checks",
                           G_CALLBACK (checks_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
ferry_review_page_dispose (GObject *object)
{
  FerryReviewPage *self = FERRY_REVIEW_PAGE (object);

  watch_plan (self, NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->drafter);
  g_clear_object (&self->trial);

  G_OBJECT_CLASS (ferry_review_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, adaptive_bin);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, checks_view);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, choices);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, disk_choice);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, list);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, machine_choice);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, manifest_placeholder);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, manifest_stack);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, manifest_view);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, narrow_summary);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, request_pane);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, request_placeholder);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, request_stack);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, script_pane);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, summary);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, views);
}

static void
ferry_review_page_class_init (FerryReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  FerryWizardPageClass *page_class = FERRY_WIZARD_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = ferry_review_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = ferry_review_page_dispose;
  page_class->enter = ferry_review_page_enter;
  page_class->leave_async = ferry_review_page_leave_async;
  page_class->leave_finish = ferry_review_page_leave_finish;

  g_type_ensure (FERRY_TYPE_ADAPTIVE_BIN);
  g_type_ensure (FERRY_TYPE_CHECKS_VIEW);
  g_type_ensure (FERRY_TYPE_MANIFEST_VIEW);
  g_type_ensure (FERRY_TYPE_PLACEHOLDER);
  g_type_ensure (FERRY_TYPE_REVIEW_CHOICE);
  g_type_ensure (FERRY_TYPE_REVIEW_LIST);
  g_type_ensure (FERRY_TYPE_SCRIPT_PANE);
  g_type_ensure (FERRY_TYPE_SOURCE_PANE);
  g_type_ensure (FERRY_TYPE_SUMMARY_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/wizard/"
                                               "ferry-review-page.ui");
  bind_children (widget_class);

  gtk_widget_class_install_action (widget_class, "review.try", NULL, try_cb);
  gtk_widget_class_install_action (widget_class, "review.permissions", NULL, permissions_cb);
}

/* Where text is large and the window is narrow they are cut, and not the window. */
static void
let_titles_shrink (GtkWidget *switcher)
{
  for (GtkWidget *button = gtk_widget_get_first_child (switcher); button;
       button = gtk_widget_get_next_sibling (button))
    {
      GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

      if (GTK_IS_LABEL (label))
        gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    }
}

static void
ferry_review_page_init (FerryReviewPage *self)
{
  self->trial = ferry_plan_trial_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  let_titles_shrink (self->switcher);

  ferry_checks_view_set_footer (self->checks_view, GTK_WIDGET (self->narrow_summary));
  g_signal_connect_object (self->adaptive_bin, "notify::narrow", G_CALLBACK (narrow_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->views, "notify::visible-child", G_CALLBACK (show_choices), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->machine_choice, "chosen", G_CALLBACK (machine_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->disk_choice, "chosen", G_CALLBACK (disk_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->checks_view, "fix", G_CALLBACK (fix_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->trial, "changed", G_CALLBACK (show_trial), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->trial, "notify::running", G_CALLBACK (show_trial), self,
                           G_CONNECT_SWAPPED);
  update_next_label (self);
}

GtkWidget *
ferry_review_page_new (FerryMigration *migration)
{
  return g_object_new (FERRY_TYPE_REVIEW_PAGE, "migration", migration, NULL);
}
