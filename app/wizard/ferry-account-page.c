/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-account-page.h"

#include "common/ferry-error-text.h"
#include "common/ferry-format.h"
#include "common/ferry-placeholder.h"
#include "connect/ferry-account-editor.h"
#include "connect/ferry-account-removal.h"
#include "connect/ferry-account-row.h"
#include "ferry-application.h"

#include <glib/gi18n.h>

struct _FerryAccountPage {
  FerryWizardPage      parent_instance;

  GtkListBox          *list_box;
  GtkWidget           *keyring_notice;
  GtkLabel            *keyring_label;
  GtkLabel            *session_label;
  GtkStack            *result_stack;
  FerryPlaceholder    *checking;
  AdwPreferencesGroup *ready_group;
  AdwActionRow        *arn_row;
  AdwActionRow        *number_row;
  AdwPreferencesGroup *failed_group;
  GtkWidget           *retry_button;
  GtkWidget           *edit_button;
  AdwActionRow        *failed_row;
  AdwActionRow        *detail_row;

  GtkCheckButton      *radio_group;  /* never shown: the rows come and go, the group stays */
  FerryAccount        *chosen;
  FerryClient         *client;       /* of the account that is being checked */
  GCancellable        *cancellable;  /* of the check: a newer one cancels it */
};

G_DEFINE_FINAL_TYPE (FerryAccountPage, ferry_account_page, FERRY_TYPE_WIZARD_PAGE)

static gboolean
is_same_account (FerryAccount *one,
                 FerryAccount *other)
{
  return one && other &&
         g_strcmp0 (ferry_account_get_id (one), ferry_account_get_id (other)) == 0;
}

static void
set_group_title (AdwPreferencesGroup *group,
                 const char          *title)
{
  g_autofree char *markup = g_markup_escape_text (title, -1);

  adw_preferences_group_set_title (group, markup);
}

static void
remember (FerryAccountPage *self)
{
  GSettings *settings = ferry_application_get_settings (ferry_application_get ());

  if (settings)
    g_settings_set_string (settings, "last-account", ferry_account_get_id (self->chosen));
}

/* The same secret stays wrong, and a session that has ended has ended. */
static gboolean
can_retry_help (const GError *error)
{
  return !g_error_matches (error, FERRY_ERROR, FERRY_ERROR_BAD_SECRET)
    && !g_error_matches (error, FERRY_ERROR, FERRY_ERROR_EXPIRED);
}

static void
show_failure (FerryAccountPage *self,
              const GError     *error)
{
  g_autofree char *title = ferry_error_to_title (error);
  g_autofree char *advice = ferry_error_to_advice (error);
  g_autofree char *detail = ferry_error_to_detail (error);

  /* Translators: %s is the name of an account */
  g_autofree char *heading = g_strdup_printf (_("%s Is Not Ready"),
                                              ferry_account_get_name (self->chosen));

  set_group_title (self->failed_group, heading);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->failed_row), title);
  adw_action_row_set_subtitle (self->failed_row, advice);
  adw_action_row_set_subtitle (self->detail_row, detail ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail_row), detail != NULL);
  gtk_widget_set_visible (self->edit_button, !ferry_account_is_rehearsal (self->chosen));
  gtk_widget_set_visible (self->retry_button, can_retry_help (error));
  gtk_stack_set_visible_child_name (self->result_stack, "failed");
  ferry_wizard_page_set_complete (FERRY_WIZARD_PAGE (self), FALSE,
                                  _("The chosen account cannot be used yet"));
}

static void
show_identity (FerryAccountPage    *self,
               const FerryIdentity *identity)
{
  const char *name = strrchr (identity->arn, '/');
  g_autofree char *heading = NULL;
  g_autofree char *title = NULL;
  g_autofree char *grouped = ferry_format_account (identity->account);
  g_autofree char *number = NULL;

  /* Translators: %s is the name of an account */
  heading = g_strdup_printf (_("%s Is Ready"), ferry_account_get_name (self->chosen));
  /* Translators: %s is the name of a user or a role of AWS */
  title = g_strdup_printf (_("Signed in as %s"), name ? name + 1 : identity->arn);
  /* Translators: %s is the number of an AWS account */
  number = g_strdup_printf (_("Account number %s"), grouped);

  set_group_title (self->ready_group, heading);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->arn_row), title);
  adw_action_row_set_subtitle (self->arn_row, identity->arn);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->number_row), number);
  gtk_stack_set_visible_child_name (self->result_stack, "ready");
}

static void
identified_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(FerryAccountPage) self = user_data;
  FerryClient *client = FERRY_CLIENT (source);
  g_autoptr(FerryIdentity) identity = NULL;
  g_autoptr(GError) error = NULL;

  identity = ferry_sts_get_caller_identity_finish (client, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || client != self->client)
    return;

  if (identity == NULL)
    {
      show_failure (self, error);
      return;
    }

  show_identity (self, identity);
  remember (self);
  ferry_application_follow (ferry_application_get (), client,
                            ferry_account_get_region (ferry_client_get_account (client)));
  ferry_migration_set_client (ferry_wizard_page_get_migration (FERRY_WIZARD_PAGE (self)),
                              client, identity);
  ferry_wizard_page_set_complete (FERRY_WIZARD_PAGE (self), TRUE, NULL);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(FerryAccountPage) self = user_data;
  g_autoptr(FerryClient) client = NULL;
  g_autoptr(GError) error = NULL;

  client = ferry_application_connect_finish (FERRY_APPLICATION (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (client == NULL)
    {
      show_failure (self, error);
      return;
    }

  g_set_object (&self->client, client);
  ferry_sts_get_caller_identity_async (client, self->cancellable,
                                       identified_cb, g_object_ref (self));
}

static void
check (FerryAccountPage *self)
{
  g_autofree char *text = NULL;

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  /* Translators: %s is the name of an account */
  text = g_strdup_printf (_("Checking %s…"), ferry_account_get_name (self->chosen));
  ferry_placeholder_show_loading (self->checking, text);
  gtk_stack_set_visible_child_name (self->result_stack, "checking");
  ferry_wizard_page_set_complete (FERRY_WIZARD_PAGE (self), FALSE,
                                  _("The account is being checked"));
  ferry_application_connect_async (ferry_application_get (), self->chosen, self->cancellable,
                                   connected_cb, g_object_ref (self));
}

static void
open_rehearsal (FerryAccountPage *self)
{
  g_autoptr(GError) error = NULL;

  if (!ferry_application_open_rehearsal (ferry_application_get (), &error))
    {
      GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

      g_warning ("The rehearsal cannot be opened: %s", error->message);
      adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay),
                                   adw_toast_new (_("The rehearsal could not be opened")));
    }
}

static void
chosen_cb (FerryAccountPage *self,
           FerryAccountRow  *row)
{
  FerryAccount *account = ferry_account_row_get_account (row);
  gboolean rehearsal = ferry_application_is_rehearsal (ferry_application_get ());

  if (ferry_account_is_rehearsal (account) && !rehearsal)
    {
      open_rehearsal (self);
    }
  else if (self->chosen != account)
    {
      g_set_object (&self->chosen, account);
      check (self);
    }
}

static void
forget_chosen (FerryAccountPage *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->chosen);
  gtk_check_button_set_active (self->radio_group, TRUE);
  gtk_stack_set_visible_child_name (self->result_stack, "none");
  ferry_wizard_page_set_complete (FERRY_WIZARD_PAGE (self), FALSE, _("Choose an account"));
}

static void
choose (FerryAccountPage *self,
        FerryAccount     *account)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list_box));

  for (; child; child = gtk_widget_get_next_sibling (child))
    {
      if (FERRY_IS_ACCOUNT_ROW (child) &&
          ferry_account_row_get_account (FERRY_ACCOUNT_ROW (child)) == account)
        ferry_account_row_choose (FERRY_ACCOUNT_ROW (child));
    }
}

static void
saved_cb (FerryAccountPage *self,
          FerryAccount     *account)
{
  if (is_same_account (self->chosen, account))
    {
      g_set_object (&self->chosen, account);
      check (self);
    }
  else
    {
      choose (self, account);
    }
}

static void
remove_account (FerryAccountPage *self,
                FerryAccount     *account)
{
  ferry_account_removal_start (GTK_WIDGET (self), account);
}

static void
open_editor (FerryAccountPage *self,
             FerryAccount     *account)
{
  FerryApplication *application = ferry_application_get ();
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  FerryAccountEditor *editor;

  editor = ferry_account_editor_new (parent,
                                     ferry_application_get_accounts (application),
                                     ferry_application_get_connector (application),
                                     ferry_application_get_keyring (application),
                                     account);
  g_signal_connect_object (editor, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "remove", G_CALLBACK (remove_account), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (editor));
}

static void
edit_cb (FerryAccountPage *self,
         FerryAccountRow  *row)
{
  open_editor (self, ferry_account_row_get_account (row));
}

static void
edit_chosen_cb (FerryAccountPage *self)
{
  open_editor (self, self->chosen);
}

static void
add_clicked_cb (FerryAccountPage *self)
{
  open_editor (self, NULL);
}

static void
load_again_cb (FerryAccountPage *self)
{
  ferry_accounts_load (ferry_application_get_accounts (ferry_application_get ()));
}

/* Says which accounts are in no keyring, and lets go of a chosen one that was removed. */
static void
accounts_changed_cb (FerryAccountPage *self,
                     guint             position,
                     guint             n_removed,
                     guint             n_added,
                     FerryAccounts    *accounts)
{
  g_autofree char *names = ferry_accounts_dup_session_names (accounts);

  gtk_widget_set_visible (GTK_WIDGET (self->session_label), names != NULL);
  if (names)
    {
      /* Translators: %s is one or more names of accounts */
      g_autofree char *text = g_strdup_printf (_("For this session only: %s. Ferry does not keep "
                                                 "the keys and forgets them when it closes. To "
                                                 "keep them, edit the account and save it again."),
                                               names);

      gtk_label_set_label (self->session_label, text);
    }

  if (self->chosen && !ferry_account_is_rehearsal (self->chosen) &&
      ferry_accounts_find (accounts, ferry_account_get_id (self->chosen)) == NULL)
    forget_chosen (self);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  FerryAccountPage *self = user_data;
  FerryAccount *account = item;
  FerryAccounts *accounts = ferry_application_get_accounts (ferry_application_get ());
  gboolean opens = ferry_account_is_rehearsal (account) &&
                   !ferry_application_is_rehearsal (ferry_application_get ());
  GtkWidget *row = ferry_account_row_new (account, opens);

  ferry_account_row_set_group (FERRY_ACCOUNT_ROW (row), self->radio_group);
  if (is_same_account (self->chosen, account))
    ferry_account_row_choose (FERRY_ACCOUNT_ROW (row));
  ferry_account_row_set_session (FERRY_ACCOUNT_ROW (row),
                                 ferry_accounts_is_session (accounts, account));
  g_signal_connect_object (row, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "edit", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static void
accounts_loaded_cb (FerryAccountPage *self,
                    GParamSpec       *pspec,
                    FerryAccounts    *accounts)
{
  GSettings *settings = ferry_application_get_settings (ferry_application_get ());
  const GError *error = ferry_accounts_get_error (accounts);
  g_autofree char *last = NULL;

  gtk_widget_set_visible (self->keyring_notice, error != NULL);
  if (error)
    {
      g_autofree char *title = ferry_error_to_title (error);
      g_autofree char *advice = ferry_error_to_advice (error);
      /* Translators: what happened, and what to do about it: two sentences */
      g_autofree char *text = g_strdup_printf (_("%s. %s"), title, advice);

      gtk_label_set_label (self->keyring_label, text);
    }

  if (settings && self->chosen == NULL)
    {
      FerryAccount *account;

      last = g_settings_get_string (settings, "last-account");
      account = ferry_accounts_find (accounts, last);
      if (account)
        choose (self, account);
    }
}

/* In a rehearsal the make-believe account comes first, else last. */
static GListModel *
make_model (FerryAccount  *rehearsal,
            FerryAccounts *accounts,
            gboolean       rehearsal_first)
{
  g_autoptr(GListStore) own = g_list_store_new (FERRY_TYPE_ACCOUNT);
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);

  g_list_store_append (own, rehearsal);
  if (rehearsal_first)
    g_list_store_append (parts, own);
  g_list_store_append (parts, accounts);
  if (!rehearsal_first)
    g_list_store_append (parts, own);

  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)));
}

static void
ferry_account_page_unroot (GtkWidget *widget)
{
  FerryAccountPage *self = FERRY_ACCOUNT_PAGE (widget);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);

  GTK_WIDGET_CLASS (ferry_account_page_parent_class)->unroot (widget);
}

static void
ferry_account_page_dispose (GObject *object)
{
  FerryAccountPage *self = FERRY_ACCOUNT_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->chosen);
  g_clear_object (&self->radio_group);

  G_OBJECT_CLASS (ferry_account_page_parent_class)->dispose (object);
}

static void
ferry_account_page_class_init (FerryAccountPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_account_page_dispose;
  widget_class->unroot = ferry_account_page_unroot;

  g_type_ensure (FERRY_TYPE_PLACEHOLDER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/wizard/"
                                               "ferry-account-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryAccountPage, list_box);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountPage, keyring_notice);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountPage, keyring_label);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountPage, session_label);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountPage, result_stack);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountPage, checking);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountPage, ready_group);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountPage, arn_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountPage, number_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountPage, failed_group);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountPage, edit_button);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountPage, failed_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountPage, detail_row);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, edit_chosen_cb);
}

static void
ferry_account_page_init (FerryAccountPage *self)
{
  FerryApplication *application = ferry_application_get ();
  FerryAccounts *accounts = ferry_application_get_accounts (application);
  gboolean rehearsing = ferry_application_is_rehearsal (application);
  g_autoptr(FerryAccount) rehearsal = ferry_connector_make_rehearsal ();
  g_autoptr(GListModel) model = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->radio_group = g_object_ref_sink (GTK_CHECK_BUTTON (gtk_check_button_new ()));
  ferry_wizard_page_set_complete (FERRY_WIZARD_PAGE (self), FALSE, _("Choose an account"));

  model = make_model (rehearsal, accounts, rehearsing);
  gtk_list_box_bind_model (self->list_box, model, create_row, self, NULL);
  if (rehearsing)
    choose (self, rehearsal);

  g_signal_connect_object (accounts, "notify::loaded", G_CALLBACK (accounts_loaded_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb),
                           self, G_CONNECT_SWAPPED);
  accounts_changed_cb (self, 0, 0, 0, accounts);
  if (ferry_accounts_is_loaded (accounts))
    accounts_loaded_cb (self, NULL, accounts);
}
