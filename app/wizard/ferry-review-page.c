/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-review-page.h"

#include "common/ferry-adaptive-bin.h"
#include "common/ferry-error-text.h"
#include "common/ferry-placeholder.h"
#include "ferry-application.h"
#include "manifest/ferry-request-text.h"
#include "manifest/ferry-source-pane.h"
#include "wizard/ferry-check-text.h"
#include "wizard/ferry-checks-view.h"
#include "wizard/ferry-summary-card.h"

#include <glib/gi18n.h>

/* A draft's links run from the moment when they were signed, so one that was looked at for long is
 * made anew before it is sent: the same plan, fresh links.
 */
#define DRAFT_SECONDS (15 * 60)

/* The Review page of the wizard, owned by the frame; main thread. It works on the migration: plan
 * in, draft out. The draft goes to the engine, which the application owns: closing the window ends
 * nothing.
 */
struct _FerryReviewPage {
  FerryWizardPage    parent_instance;

  GDateTime         *drafted;  /* (nullable): when the draft was made, the servers' time */

  GtkWidget         *switcher;
  FerryAdaptiveBin  *adaptive_bin;
  FerryChecksView   *checks_view;
  FerrySummaryCard  *summary;
  FerrySummaryCard  *narrow_summary;
  GtkStack          *manifest_stack;
  FerrySourcePane   *manifest_pane;
  FerryPlaceholder  *manifest_placeholder;
  GtkStack          *request_stack;
  FerrySourcePane   *request_pane;
  FerryPlaceholder  *request_placeholder;
};

G_DEFINE_FINAL_TYPE (FerryReviewPage, ferry_review_page, FERRY_TYPE_WIZARD_PAGE)

static void
show_draft (FerryReviewPage *self,
            FerryClient     *client,
            FerryDraft      *draft)
{
  g_autofree char *requests = ferry_request_text_new (client, draft);

  ferry_source_pane_show_manifest (self->manifest_pane, draft, client);
  ferry_source_pane_show_text (self->request_pane, requests);
  gtk_stack_set_visible_child (self->manifest_stack, GTK_WIDGET (self->manifest_pane));
  gtk_stack_set_visible_child (self->request_stack, GTK_WIDGET (self->request_pane));
}

static void
show_no_draft (FerryReviewPage *self,
               const GError    *error)
{
  FerryPlaceholder *placeholders[] = { self->manifest_placeholder, self->request_placeholder };

  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    if (error != NULL)
      ferry_placeholder_show_error (placeholders[i], error, NULL);
    else
      ferry_placeholder_show_message (placeholders[i], "document-edit-symbolic",
                                      _("Nothing to Show Yet"),
                                      _("What blocks the import is listed under Checks"),
                                      NULL);

  ferry_source_pane_clear (self->manifest_pane);
  ferry_source_pane_clear (self->request_pane);
  gtk_stack_set_visible_child (self->manifest_stack, GTK_WIDGET (self->manifest_placeholder));
  gtk_stack_set_visible_child (self->request_stack, GTK_WIDGET (self->request_placeholder));
}

static void
show_complete (FerryReviewPage *self,
               GPtrArray       *checks,
               const GError    *error)
{
  g_autofree char *reason = NULL;

  if (ferry_check_any_blocks (checks))
    reason = ferry_check_to_title (g_ptr_array_index (checks, 0));
  else if (error != NULL)
    reason = ferry_error_to_title (error);

  ferry_wizard_page_set_complete (FERRY_WIZARD_PAGE (self), reason == NULL, reason);
}

static GPtrArray *
judge (FerryClient *client,
       FerryPlan   *plan,
       gboolean     rehearsal)
{
  g_autoptr(GDateTime) now = ferry_client_dup_now (client);
  GDateTime *end = ferry_credentials_get_expiration (ferry_client_get_credentials (client));
  const FerryCheckSituation situation = {
    .rehearsal = rehearsal,
    .link_seconds = ferry_check_link_seconds (now, end),
  };

  return ferry_check_plan (plan, &situation);
}

/* Judges the plan, drafts what will be sent, and shows both.
 * Returns: whether the draft may be sent; @error is set when it could not be made.
 */
static gboolean
review (FerryReviewPage  *self,
        GError          **error)
{
  FerryMigration *migration = ferry_wizard_page_get_migration (FERRY_WIZARD_PAGE (self));
  FerryClient *client = ferry_migration_get_client (migration);
  FerryPlan *plan = ferry_migration_get_plan (migration);
  gboolean rehearsal = ferry_account_is_rehearsal (ferry_client_get_account (client));
  g_autoptr(GPtrArray) checks = judge (client, plan, rehearsal);
  g_autoptr(GPtrArray) real = judge (client, plan, FALSE);
  g_autoptr(FerryDraft) draft = NULL;
  g_autoptr(GError) local_error = NULL;
  gboolean blocked = ferry_check_any_blocks (checks);

  g_clear_pointer (&self->drafted, g_date_time_unref);
  draft = ferry_draft_new (client, plan, ferry_plan_get_machine (plan, 0), 0, NULL, NULL,
                           &local_error);
  if (draft != NULL)
    {
      self->drafted = ferry_client_dup_now (client);
      show_draft (self, client, draft);
    }
  else
    show_no_draft (self, blocked ? NULL : local_error);

  ferry_migration_set_draft (migration, draft);
  ferry_checks_view_show (self->checks_view, checks, real, blocked ? NULL : local_error);
  ferry_summary_card_show (self->summary, plan, ferry_migration_get_identity (migration));
  ferry_summary_card_show (self->narrow_summary, plan, ferry_migration_get_identity (migration));
  show_complete (self, checks, local_error);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (blocked)
    g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT, "a check blocks the import");

  return draft != NULL && !blocked;
}

static void
ferry_review_page_enter (FerryWizardPage *page)
{
  FerryMigration *migration = ferry_wizard_page_get_migration (page);

  if (ferry_migration_get_client (migration) == NULL ||
      ferry_migration_get_plan (migration) == NULL)
    {
      ferry_wizard_page_set_complete (page, FALSE, _("Choose a disk first"));
      return;
    }

  review (FERRY_REVIEW_PAGE (page), NULL);
}

static gboolean
is_draft_fresh (FerryReviewPage *self,
                FerryMigration  *migration)
{
  g_autoptr(GDateTime) now = ferry_client_dup_now (ferry_migration_get_client (migration));

  return ferry_migration_get_draft (migration) != NULL
    && self->drafted != NULL
    && g_date_time_difference (now, self->drafted) < DRAFT_SECONDS * G_TIME_SPAN_SECOND;
}

static void
ferry_review_page_leave_async (FerryWizardPage     *page,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  FerryReviewPage *self = FERRY_REVIEW_PAGE (page);
  FerryMigration *migration = ferry_wizard_page_get_migration (page);
  FerryClient *client = ferry_migration_get_client (migration);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(FerryDraft) draft = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, ferry_review_page_leave_async);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (!is_draft_fresh (self, migration) && !review (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  /* Out of the migration first: what was sent once is never sent from here again. */
  g_set_object (&draft, ferry_migration_get_draft (migration));
  ferry_migration_set_draft (migration, NULL);
  g_clear_pointer (&self->drafted, g_date_time_unref);
  ferry_wizard_page_set_complete (page, FALSE, _("This machine is on its way: see Tasks"));

  ferry_engine_import (ferry_application_get_engine (ferry_application_get ()), client, draft);
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
ferry_review_page_dispose (GObject *object)
{
  FerryReviewPage *self = FERRY_REVIEW_PAGE (object);

  g_clear_pointer (&self->drafted, g_date_time_unref);

  G_OBJECT_CLASS (ferry_review_page_parent_class)->dispose (object);
}

static void
ferry_review_page_class_init (FerryReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  FerryWizardPageClass *page_class = FERRY_WIZARD_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_review_page_dispose;
  page_class->enter = ferry_review_page_enter;
  page_class->leave_async = ferry_review_page_leave_async;
  page_class->leave_finish = ferry_review_page_leave_finish;

  g_type_ensure (FERRY_TYPE_ADAPTIVE_BIN);
  g_type_ensure (FERRY_TYPE_CHECKS_VIEW);
  g_type_ensure (FERRY_TYPE_PLACEHOLDER);
  g_type_ensure (FERRY_TYPE_SOURCE_PANE);
  g_type_ensure (FERRY_TYPE_SUMMARY_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/wizard/"
                                               "ferry-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, adaptive_bin);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, checks_view);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, summary);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, narrow_summary);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, manifest_stack);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, manifest_pane);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, manifest_placeholder);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, request_stack);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, request_pane);
  gtk_widget_class_bind_template_child (widget_class, FerryReviewPage, request_placeholder);
}

/* A phone's header has no room for the number. */
static void
update_next_label (FerryReviewPage *self)
{
  g_autofree char *label = NULL;

  if (ferry_adaptive_bin_is_narrow (self->adaptive_bin))
    label = g_strdup (_("Import"));
  else
    /* Translators: the number of machines; one until plans hold more */
    label = g_strdup_printf (ngettext ("Import %u Machine", "Import %u Machines", 1), 1);

  ferry_wizard_page_set_next_label (FERRY_WIZARD_PAGE (self), label);
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
  gtk_widget_init_template (GTK_WIDGET (self));
  let_titles_shrink (self->switcher);

  ferry_checks_view_set_footer (self->checks_view, GTK_WIDGET (self->narrow_summary));
  g_signal_connect_object (self->adaptive_bin, "notify::narrow",
                           G_CALLBACK (update_next_label), self, G_CONNECT_SWAPPED);
  update_next_label (self);
}

GtkWidget *
ferry_review_page_new (FerryMigration *migration)
{
  return g_object_new (FERRY_TYPE_REVIEW_PAGE, "migration", migration, NULL);
}
