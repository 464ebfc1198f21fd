/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "connect/ferry-account-editor.h"

#include "common/ferry-access.h"
#include "connect/ferry-entry-hint.h"
#include "connect/ferry-expiration.h"
#include "connect/ferry-problem-box.h"
#include "connect/ferry-region-row.h"
#include "connect/ferry-secret-row.h"

#include <glib/gi18n.h>

/* AWS gives temporary access keys IDs of their own. */
#define TEMPORARY_KEY "ASIA"

struct _FerryAccountEditor {
  AdwWindow        parent_instance;

  FerryAccounts   *accounts;
  FerryConnector  *connector;
  FerryKeyring    *keyring;
  FerryAccount    *account;  /* (nullable): the one that is changed */
  GCancellable    *cancellable;
  gboolean         checking;      /* whether AWS takes the keys */
  FerryEntryHint  *hint;

  /* what is being checked and stored, for "anyway" and "this session only" */
  FerryAccount     *new_account;
  FerryCredentials *new_credentials;

  GtkWidget       *save_button;
  GtkSpinner      *spinner;
  FerryProblemBox *problem_box;
  GtkEditable     *name_row;
  FerryRegionRow  *region_row;
  AdwPreferencesGroup *credentials_group;
  GtkEditable     *key_row;
  GtkEditable     *secret_row;
  GtkEditable     *token_row;
  GtkEditable     *ends_row;
  AdwExpanderRow  *advanced_row;
  GtkEditable     *endpoint_row;
  GtkWidget       *remove_button;
};

G_DEFINE_FINAL_TYPE (FerryAccountEditor, ferry_account_editor, ADW_TYPE_WINDOW)

enum {
  SAVED,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
set_busy (FerryAccountEditor *self,
          gboolean            busy)
{
  gtk_widget_set_sensitive (self->save_button, !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

/* Where nothing can be kept, the account may still be used. */
static void
show_error (FerryAccountEditor *self,
            const GError       *error)
{
  gboolean offer_session = self->new_credentials &&
    (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_KEYRING) ||
     g_error_matches (error, FERRY_ERROR, FERRY_ERROR_KEYRING_LOCKED) ||
     g_error_matches (error, FERRY_ERROR, FERRY_ERROR_KEYRING_MISSING));

  set_busy (self, FALSE);
  ferry_problem_box_show (self->problem_box, error, offer_session, FALSE);
}

/* AWS does not take the keys, or could not be asked. All that was typed stays as it is. */
static void
show_refusal (FerryAccountEditor *self,
              const GError       *error)
{
  set_busy (self, FALSE);
  ferry_problem_box_show (self->problem_box, error, FALSE, TRUE);
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_BAD_SECRET))
    gtk_widget_grab_focus (GTK_WIDGET (self->secret_row));
  else if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_BAD_ACCESS_KEY))
    gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
}

static void
refuse (FerryAccountEditor *self,
        GtkEditable        *row,
        const char         *sentence)
{
  ferry_entry_hint_show (self->hint, GTK_LIST_BOX_ROW (row), sentence);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  set_busy (self, FALSE);
}

/* What is being checked is not what stands there any more. */
static void
stop_check (FerryAccountEditor *self)
{
  if (!self->checking)
    return;

  self->checking = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_busy (self, FALSE);
}

static void
changed_cb (FerryAccountEditor *self)
{
  stop_check (self);
  ferry_entry_hint_hide (self->hint);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_box), FALSE);
}

static char *
dup_text (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static gboolean
is_empty (GtkEditable *row)
{
  return *gtk_editable_get_text (row) == '\0';
}

/* A kept secret may stay only with its own key, and without another token. */
static gboolean
keeps_secret (FerryAccountEditor *self,
              const char         *key)
{
  return self->account && is_empty (self->secret_row) && is_empty (self->token_row) &&
         g_strcmp0 (key, ferry_account_get_access_key_id (self->account)) == 0;
}

/* Returns: whether key, secret and token belong together; what is wrong is shown */
static gboolean
check_keys (FerryAccountEditor *self,
            const char         *key)
{
  if (*key == '\0')
    {
      refuse (self, self->key_row, _("Enter the access key ID."));
      return FALSE;
    }
  if (keeps_secret (self, key))
    return TRUE;

  if (is_empty (self->secret_row))
    {
      refuse (self, self->secret_row, _("Enter the secret access key that belongs to the ID."));
      return FALSE;
    }
  if (is_empty (self->token_row) && g_str_has_prefix (key, TEMPORARY_KEY))
    {
      refuse (self, self->token_row,
              _("Keys whose ID begins with ASIA are temporary and need their session token."));
      return FALSE;
    }

  return TRUE;
}

/* Links must not outlive the credentials that sign them, so a token needs its end.
 * @expiration: (out) (nullable) (transfer full)
 */
static gboolean
check_session (FerryAccountEditor  *self,
               const char          *key,
               GDateTime          **expiration)
{
  g_autoptr(GDateTime) ends = NULL;

  if (keeps_secret (self, key))
    {
      GDateTime *kept = ferry_account_get_expiration (self->account);

      *expiration = kept ? g_date_time_ref (kept) : NULL;
      return TRUE;
    }
  if (is_empty (self->token_row))
    return TRUE;

  if (is_empty (self->ends_row))
    {
      refuse (self, self->ends_row, _("Enter when the session ends. No link may outlive it."));
      return FALSE;
    }
  ends = ferry_expiration_parse (gtk_editable_get_text (self->ends_row));
  if (ends == NULL)
    {
      refuse (self, self->ends_row,
              _("This is no date and time. Write it as in 2026-11-24T09:30:00Z."));
      return FALSE;
    }
  if (ferry_expiration_is_past (ends))
    {
      refuse (self, self->ends_row, _("This session has ended already. Get new keys for it."));
      return FALSE;
    }

  *expiration = g_steal_pointer (&ends);
  return TRUE;
}

/* Returns: (nullable): the account as typed; %NULL when something is wrong, which is then shown */
static FerryAccount *
make_account (FerryAccountEditor *self)
{
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *key = dup_text (self->key_row);
  g_autofree char *endpoint = dup_text (self->endpoint_row);
  g_autofree char *id = NULL;
  g_autoptr(GDateTime) expiration = NULL;

  if (!check_keys (self, key) || !check_session (self, key, &expiration))
    return NULL;

  if (*endpoint && !ferry_endpoint_check (endpoint, NULL))
    {
      adw_expander_row_set_expanded (self->advanced_row, TRUE);
      refuse (self, self->endpoint_row,
              _("An endpoint begins with https:// and has no path. Plain http:// is possible on "
                "this computer only."));
      return NULL;
    }

  id = self->account ? g_strdup (ferry_account_get_id (self->account)) : g_uuid_string_random ();
  return ferry_account_new_ending (id, *name ? name : key,
                                   ferry_region_row_get_region (self->region_row),
                                   *endpoint ? endpoint : NULL, key, expiration);
}

static gboolean
check_double (FerryAccountEditor *self)
{
  FerryAccount *other = ferry_accounts_find_double (self->accounts, self->new_account);
  g_autofree char *sentence = NULL;

  if (other == NULL)
    return TRUE;

  /* Translators: %s is the name of an account */
  sentence = g_strdup_printf (_("“%s” has this access key already. Edit that account instead."),
                              ferry_account_get_name (other));
  refuse (self, self->key_row, sentence);

  return FALSE;
}

static void
finish (FerryAccountEditor *self)
{
  g_autoptr(FerryAccount) account = g_object_ref (self->new_account);

  g_signal_emit (self, signals[SAVED], 0, account);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(FerryAccountEditor) self = user_data;
  g_autoptr(GError) error = NULL;

  if (ferry_accounts_store_finish (FERRY_ACCOUNTS (source), result, &error))
    {
      ferry_connector_forget (self->connector, ferry_account_get_id (self->new_account));
      finish (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_error (self, error);
    }
}

static void
store (FerryAccountEditor *self)
{
  ferry_accounts_store_async (self->accounts, self->new_account, self->new_credentials,
                              self->cancellable, stored_cb, g_object_ref (self));
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(FerryAccountEditor) self = user_data;
  g_autoptr(FerryIdentity) identity = NULL;
  g_autoptr(GError) error = NULL;

  identity = ferry_sts_get_caller_identity_finish (FERRY_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->checking = FALSE;
  if (identity)
    store (self);
  else
    show_refusal (self, error);
}

/* A typing error is best mended where it was made. */
static void
check (FerryAccountEditor *self)
{
  g_autoptr(FerryClient) client = ferry_client_new (self->new_account, self->new_credentials);

  self->checking = TRUE;
  ferry_sts_get_caller_identity_async (client, self->cancellable, checked_cb,
                                       g_object_ref (self));
}

static void
kept_secret_found_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(FerryAccountEditor) self = user_data;
  g_autoptr(FerryCredentials) credentials = NULL;
  g_autoptr(GError) error = NULL;

  credentials = ferry_keyring_lookup_finish (FERRY_KEYRING (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (credentials)
    {
      self->new_credentials = g_steal_pointer (&credentials);
      check (self);
    }
  else if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_KEYRING_EMPTY))
    {
      refuse (self, self->secret_row,
              _("The keyring does not hold the secret any more. Enter it again."));
    }
  else
    {
      show_error (self, error);
    }
}

static void
keep_secret (FerryAccountEditor *self)
{
  FerryCredentials *session =
    ferry_connector_get_session (self->connector, ferry_account_get_id (self->account));

  if (session)
    {
      self->new_credentials = ferry_credentials_ref (session);
      check (self);
    }
  else
    {
      ferry_keyring_lookup_async (self->keyring, self->account, self->cancellable,
                                  kept_secret_found_cb, g_object_ref (self));
    }
}

static void
save_cb (FerryAccountEditor *self)
{
  g_clear_object (&self->new_account);
  g_clear_pointer (&self->new_credentials, ferry_credentials_unref);

  self->new_account = make_account (self);
  if (self->new_account == NULL || !check_double (self))
    return;

  set_busy (self, TRUE);
  if (keeps_secret (self, ferry_account_get_access_key_id (self->new_account)))
    {
      keep_secret (self);
    }
  else
    {
      const char *token = ferry_secret_row_get_secret (FERRY_SECRET_ROW (self->token_row));

      self->new_credentials =
        ferry_credentials_new (ferry_account_get_access_key_id (self->new_account),
                               ferry_secret_row_get_secret (FERRY_SECRET_ROW (self->secret_row)),
                               *token ? token : NULL,
                               ferry_account_get_expiration (self->new_account));
      check (self);
    }
}

/* Without a network, or at an endpoint that has no STS. */
static void
save_anyway_cb (FerryAccountEditor *self)
{
  if (self->new_account == NULL || self->new_credentials == NULL)
    return;

  set_busy (self, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_box), FALSE);
  store (self);
}

static void
use_for_session_cb (FerryAccountEditor *self)
{
  if (self->new_account == NULL || self->new_credentials == NULL)
    return;

  ferry_connector_add_session (self->connector, self->new_account, self->new_credentials);
  ferry_accounts_add_session (self->accounts, self->new_account);
  finish (self);
}

static void
remove_cb (FerryAccountEditor *self)
{
  g_autoptr(FerryAccount) account = g_object_ref (self->account);

  g_signal_emit (self, signals[REMOVE], 0, account);
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
has_text (FerryAccountEditor *self,
          const char         *text)
{
  return text && *text;
}

static gboolean
ferry_account_editor_close_request (GtkWindow *window)
{
  g_cancellable_cancel (FERRY_ACCOUNT_EDITOR (window)->cancellable);

  return GTK_WINDOW_CLASS (ferry_account_editor_parent_class)->close_request (window);
}

static void
ferry_account_editor_finalize (GObject *object)
{
  FerryAccountEditor *self = FERRY_ACCOUNT_EDITOR (object);

  g_clear_object (&self->new_account);
  g_clear_pointer (&self->new_credentials, ferry_credentials_unref);
  g_clear_object (&self->hint);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->account);
  g_clear_object (&self->keyring);
  g_clear_object (&self->connector);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (ferry_account_editor_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/connect/"
                                               "ferry-account-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryAccountEditor, save_button);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountEditor, spinner);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountEditor, problem_box);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountEditor, name_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountEditor, region_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountEditor, credentials_group);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountEditor, key_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountEditor, secret_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountEditor, token_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountEditor, ends_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountEditor, advanced_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountEditor, endpoint_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountEditor, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_anyway_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_for_session_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
ferry_account_editor_class_init (FerryAccountEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ferry_account_editor_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ferry_account_editor_close_request;

  signals[SAVED] =
    g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, FERRY_TYPE_ACCOUNT);
  signals[REMOVE] =
    g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, FERRY_TYPE_ACCOUNT);

  g_type_ensure (FERRY_TYPE_PROBLEM_BOX);
  g_type_ensure (FERRY_TYPE_REGION_ROW);
  g_type_ensure (FERRY_TYPE_SECRET_ROW);

  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

/* The focus of an AdwEntryRow is on a text inside, which has no name of its own. */
static void
name_text (GtkEditable *row)
{
  GtkEditable *text = gtk_editable_get_delegate (row);

  gtk_accessible_update_property (GTK_ACCESSIBLE (text),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                                  -1);
}

static void
ferry_account_editor_init (FerryAccountEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_access_name_lists (GTK_WIDGET (self->advanced_row), _("Advanced"));

  self->cancellable = g_cancellable_new ();
  self->hint = g_object_ref_sink (ferry_entry_hint_new ());
  gtk_window_set_default_widget (GTK_WINDOW (self), self->save_button);
  ferry_region_row_set_region (self->region_row, "us-east-1");
  name_text (self->name_row);
  name_text (self->key_row);
  name_text (self->secret_row);
  name_text (self->token_row);
  name_text (self->ends_row);
  name_text (self->endpoint_row);
}

static void
show_account (FerryAccountEditor *self,
              FerryAccount       *account)
{
  const char *endpoint = ferry_account_get_endpoint (account);
  const char *key = ferry_account_get_access_key_id (account);

  gtk_editable_set_text (self->name_row, ferry_account_get_name (account));
  gtk_editable_set_text (self->key_row, key ? key : "");
  gtk_editable_set_text (self->endpoint_row, endpoint ? endpoint : "");
  ferry_region_row_set_region (self->region_row, ferry_account_get_region (account));
  adw_expander_row_set_expanded (self->advanced_row, endpoint != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->secret_row),
                                 _("Secret Access Key (Unchanged)"));
  if (ferry_account_get_expiration (account))
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->token_row),
                                   _("Session Token (Unchanged)"));
  adw_preferences_group_set_description (self->credentials_group,
                                         ferry_accounts_is_session (self->accounts, account)
                                         ? _("For this session only, until they are saved here. "
                                             "Leave the secret empty to keep it.")
                                         : _("Kept in this computer’s keyring. Leave the secret "
                                             "empty to keep it."));
  gtk_widget_set_visible (self->remove_button, TRUE);
}

FerryAccountEditor *
ferry_account_editor_new (GtkWindow      *parent,
                          FerryAccounts  *accounts,
                          FerryConnector *connector,
                          FerryKeyring   *keyring,
                          FerryAccount   *account)
{
  FerryAccountEditor *self;

  self = g_object_new (FERRY_TYPE_ACCOUNT_EDITOR,
                       "transient-for", parent,
                       "title", account ? _("Edit Account") : _("Add Account"),
                       NULL);
  self->accounts = g_object_ref (accounts);
  self->connector = g_object_ref (connector);
  self->keyring = g_object_ref (keyring);
  g_set_object (&self->account, account);
  if (account)
    show_account (self, account);

  return self;
}
