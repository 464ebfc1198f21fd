/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "connect/ferry-accounts.h"

struct _FerryAccounts {
  GObject       parent_instance;

  FerryKeyring *keyring;
  GPtrArray    *accounts;  /* (element-type FerryAccount) */
  GHashTable   *session;   /* ids of those used from memory: whether a keyring has an older one */
  GHashTable   *hidden;    /* ids of those on their way out */
  GCancellable *loading;
  GError       *error;
  gboolean      loaded;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryAccounts, ferry_accounts, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

typedef enum {
  PROP_LOADED = 1,
  PROP_ERROR,
} FerryAccountsProperty;

static GParamSpec *properties[PROP_ERROR + 1];

static gboolean
find_position (FerryAccounts *self,
               const char    *id,
               guint         *position)
{
  for (guint i = 0; i < self->accounts->len; i++)
    {
      if (g_strcmp0 (ferry_account_get_id (g_ptr_array_index (self->accounts, i)), id) == 0)
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

static void
put (FerryAccounts *self,
     FerryAccount  *account)
{
  guint position;

  if (find_position (self, ferry_account_get_id (account), &position))
    {
      g_object_unref (g_ptr_array_index (self->accounts, position));
      g_ptr_array_index (self->accounts, position) = g_object_ref (account);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
    }
  else
    {
      g_ptr_array_add (self->accounts, g_object_ref (account));
      g_list_model_items_changed (G_LIST_MODEL (self), self->accounts->len - 1, 0, 1);
    }
}

/* Takes what the keyring holds; those of this session stay, at the end. */
static void
take_accounts (FerryAccounts *self,
               GPtrArray     *accounts)
{
  g_autoptr(GPtrArray) old = g_steal_pointer (&self->accounts);

  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < accounts->len; i++)
    {
      FerryAccount *account = g_ptr_array_index (accounts, i);

      if (!ferry_accounts_is_session (self, account) &&
          !g_hash_table_contains (self->hidden, ferry_account_get_id (account)))
        g_ptr_array_add (self->accounts, g_object_ref (account));
    }
  for (guint i = 0; i < old->len; i++)
    {
      FerryAccount *account = g_ptr_array_index (old, i);

      if (ferry_accounts_is_session (self, account))
        g_ptr_array_add (self->accounts, g_object_ref (account));
    }

  g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, self->accounts->len);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(FerryAccounts) self = user_data;
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GError) error = NULL;

  accounts = ferry_keyring_list_finish (FERRY_KEYRING (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->loading);
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&error);
  self->loaded = TRUE;
  /* A keyring that fails now takes away nothing that it has told before. */
  if (accounts)
    take_accounts (self, accounts);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryAccounts *self = g_task_get_source_object (task);
  FerryAccount *account = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (!ferry_keyring_store_finish (FERRY_KEYRING (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_hash_table_remove (self->session, ferry_account_get_id (account));
  put (self, account);
  g_task_return_boolean (task, TRUE);
}

static void
finish_removal (GTask *task)
{
  FerryAccounts *self = g_task_get_source_object (task);

  g_hash_table_remove (self->session, g_task_get_task_data (task));
  g_hash_table_remove (self->hidden, g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (ferry_keyring_remove_finish (FERRY_KEYRING (source), result, &error))
    finish_removal (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static GType
ferry_accounts_get_item_type (GListModel *model)
{
  return FERRY_TYPE_ACCOUNT;
}

static guint
ferry_accounts_get_n_items (GListModel *model)
{
  return FERRY_ACCOUNTS (model)->accounts->len;
}

static gpointer
ferry_accounts_get_item (GListModel *model,
                         guint       position)
{
  FerryAccounts *self = FERRY_ACCOUNTS (model);

  if (position >= self->accounts->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->accounts, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = ferry_accounts_get_item_type;
  iface->get_n_items = ferry_accounts_get_n_items;
  iface->get_item = ferry_accounts_get_item;
}

static void
ferry_accounts_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  FerryAccounts *self = FERRY_ACCOUNTS (object);

  switch ((FerryAccountsProperty) prop_id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_accounts_finalize (GObject *object)
{
  FerryAccounts *self = FERRY_ACCOUNTS (object);

  g_clear_object (&self->loading);
  g_clear_error (&self->error);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  g_clear_pointer (&self->session, g_hash_table_unref);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_object (&self->keyring);

  G_OBJECT_CLASS (ferry_accounts_parent_class)->finalize (object);
}

static void
ferry_accounts_class_init (FerryAccountsClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_accounts_get_property;
  object_class->finalize = ferry_accounts_finalize;

  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_accounts_init (FerryAccounts *self)
{
  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
  self->session = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

FerryAccounts *
ferry_accounts_new (FerryKeyring *keyring)
{
  FerryAccounts *self;

  g_return_val_if_fail (FERRY_IS_KEYRING (keyring), NULL);

  self = g_object_new (FERRY_TYPE_ACCOUNTS, NULL);
  self->keyring = g_object_ref (keyring);

  return self;
}

void
ferry_accounts_load (FerryAccounts *self)
{
  g_return_if_fail (FERRY_IS_ACCOUNTS (self));

  if (self->loading)
    {
      g_cancellable_cancel (self->loading);
      g_object_unref (self->loading);
    }
  self->loading = g_cancellable_new ();
  ferry_keyring_list_async (self->keyring, self->loading, listed_cb, g_object_ref (self));
}

gboolean
ferry_accounts_is_loaded (FerryAccounts *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNTS (self), FALSE);

  return self->loaded;
}

const GError *
ferry_accounts_get_error (FerryAccounts *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNTS (self), NULL);

  return self->error;
}

FerryAccount *
ferry_accounts_find (FerryAccounts *self,
                     const char    *id)
{
  guint position;

  g_return_val_if_fail (FERRY_IS_ACCOUNTS (self), NULL);

  return find_position (self, id, &position) ? g_ptr_array_index (self->accounts, position) : NULL;
}

void
ferry_accounts_store_async (FerryAccounts       *self,
                            FerryAccount        *account,
                            FerryCredentials    *credentials,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (FERRY_IS_ACCOUNTS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_accounts_store_async);
  g_task_set_task_data (task, g_object_ref (account), g_object_unref);
  ferry_keyring_store_async (self->keyring, account, credentials, cancellable, stored_cb, task);
}

gboolean
ferry_accounts_store_finish (FerryAccounts  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ferry_accounts_add_session (FerryAccounts *self,
                            FerryAccount  *account)
{
  const char *id = ferry_account_get_id (account);
  gboolean kept;

  g_return_if_fail (FERRY_IS_ACCOUNTS (self));

  kept = g_hash_table_contains (self->session, id)
    ? GPOINTER_TO_INT (g_hash_table_lookup (self->session, id))
    : ferry_accounts_find (self, id) != NULL;
  g_hash_table_replace (self->session, g_strdup (id), GINT_TO_POINTER (kept));
  put (self, account);
}

gboolean
ferry_accounts_is_session (FerryAccounts *self,
                           FerryAccount  *account)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNTS (self), FALSE);

  return g_hash_table_contains (self->session, ferry_account_get_id (account));
}

char *
ferry_accounts_dup_session_names (FerryAccounts *self)
{
  g_autoptr(GString) names = g_string_new (NULL);

  g_return_val_if_fail (FERRY_IS_ACCOUNTS (self), NULL);

  for (guint i = 0; i < self->accounts->len; i++)
    {
      FerryAccount *account = g_ptr_array_index (self->accounts, i);

      if (ferry_accounts_is_session (self, account))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                                ferry_account_get_name (account));
    }

  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

FerryAccount *
ferry_accounts_find_double (FerryAccounts *self,
                            FerryAccount  *account)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNTS (self), NULL);

  for (guint i = 0; i < self->accounts->len; i++)
    {
      FerryAccount *other = g_ptr_array_index (self->accounts, i);

      if (g_strcmp0 (ferry_account_get_id (other), ferry_account_get_id (account)) != 0 &&
          g_strcmp0 (ferry_account_get_access_key_id (other),
                     ferry_account_get_access_key_id (account)) == 0 &&
          g_strcmp0 (ferry_account_get_endpoint (other), ferry_account_get_endpoint (account)) == 0)
        return other;
    }

  return NULL;
}

void
ferry_accounts_hide (FerryAccounts *self,
                     FerryAccount  *account)
{
  guint position;

  g_return_if_fail (FERRY_IS_ACCOUNTS (self));

  g_hash_table_add (self->hidden, g_strdup (ferry_account_get_id (account)));

  if (find_position (self, ferry_account_get_id (account), &position))
    {
      g_ptr_array_remove_index (self->accounts, position);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
    }
}

void
ferry_accounts_unhide (FerryAccounts *self,
                       FerryAccount  *account)
{
  g_return_if_fail (FERRY_IS_ACCOUNTS (self));

  g_hash_table_remove (self->hidden, ferry_account_get_id (account));
  put (self, account);
}

void
ferry_accounts_remove_async (FerryAccounts       *self,
                             FerryAccount        *account,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  const char *id = ferry_account_get_id (account);
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (FERRY_IS_ACCOUNTS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_accounts_remove_async);
  g_task_set_task_data (task, g_strdup (id), g_free);

  ferry_accounts_hide (self, account);
  if (ferry_accounts_is_session (self, account) &&
      !GPOINTER_TO_INT (g_hash_table_lookup (self->session, id)))
    finish_removal (task);
  else
    ferry_keyring_remove_async (self->keyring, account, cancellable, removed_cb,
                                g_steal_pointer (&task));
}

gboolean
ferry_accounts_remove_finish (FerryAccounts  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
