/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "credentials/ferry-keyring.h"

#include <libsecret/secret.h>

#include "base/ferry-error.h"
#include "credentials/ferry-account-attributes.h"

#define SERVICE_NAME "org.freedesktop.secrets"

/* Owned by the application, used from the main thread. Only secret_password_* and
 * SecretRetrievable are used, which work on the Secret Service of a desktop and on the file of a
 * sandbox alike.
 *
 * libsecret replaces an item only when all attributes agree. What an edit leaves behind is cleared
 * after the new item is safe, and readers take the newest of an id in case that never came about.
 */
struct _FerryKeyring {
  GObject       parent_instance;

  SecretSchema *schema;
  guint         watch;   /* of the service's name on the bus */
};

G_DEFINE_FINAL_TYPE (FerryKeyring, ferry_keyring, G_TYPE_OBJECT)

static GError *
locked_error (void)
{
  return g_error_new_literal (FERRY_ERROR, FERRY_ERROR_KEYRING_LOCKED, "The keyring is locked");
}

/* (transfer full) @error (transfer full) */
static GError *
to_ferry_error (GError *error)
{
  g_autoptr(GError) original = error;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&original);

  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return locked_error ();

  g_dbus_error_strip_remote_error (original);

  return g_error_new (FERRY_ERROR, FERRY_ERROR_KEYRING,
                      "The keyring cannot be used: %s", original->message);
}

/* (nullable) @id: %NULL for all accounts. (transfer full) @task */
static void
search (FerryKeyring        *self,
        const char          *id,
        SecretSearchFlags    flags,
        GAsyncReadyCallback  callback,
        GTask               *task)
{
  g_autoptr(GHashTable) attributes = ferry_account_attributes_match (self->schema->name, id);

  secret_password_searchv (self->schema, attributes, SECRET_SEARCH_ALL | flags,
                           g_task_get_cancellable (task), callback, task);
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  guint64 modified_a = secret_retrievable_get_modified ((SecretRetrievable *) a);
  guint64 modified_b = secret_retrievable_get_modified ((SecretRetrievable *) b);

  return modified_a < modified_b ? 1 : modified_a > modified_b ? -1 : 0;
}

static void
free_items (GList *items)
{
  g_list_free_full (items, g_object_unref);
}

/* List */

static int
compare_by_name (gconstpointer a,
                 gconstpointer b)
{
  FerryAccount *account_a = *(FerryAccount **) a;
  FerryAccount *account_b = *(FerryAccount **) b;

  return g_utf8_collate (ferry_account_get_name (account_a), ferry_account_get_name (account_b));
}

static gboolean
has_id (gconstpointer account,
        gconstpointer id)
{
  return g_str_equal (ferry_account_get_id ((FerryAccount *) account), id);
}

static void
list_searched_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) accounts = NULL;
  GList *items = secret_password_search_finish (result, &error);

  if (error)
    {
      g_task_return_error (task, to_ferry_error (g_steal_pointer (&error)));
      return;
    }

  accounts = g_ptr_array_new_with_free_func (g_object_unref);
  items = g_list_sort (items, compare_newest_first);
  for (GList *l = items; l; l = l->next)
    {
      g_autoptr(GHashTable) attributes = secret_retrievable_get_attributes (l->data);
      g_autoptr(FerryAccount) account = ferry_account_attributes_to_account (attributes);

      if (account == NULL ||
          g_ptr_array_find_with_equal_func (accounts, ferry_account_get_id (account), has_id, NULL))
        continue;

      g_ptr_array_add (accounts, g_steal_pointer (&account));
    }
  free_items (items);

  g_ptr_array_sort (accounts, compare_by_name);
  g_task_return_pointer (task, g_steal_pointer (&accounts), (GDestroyNotify) g_ptr_array_unref);
}

void
ferry_keyring_list_async (FerryKeyring        *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (FERRY_IS_KEYRING (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_keyring_list_async);

  search (self, NULL, SECRET_SEARCH_NONE, list_searched_cb, task);
}

GPtrArray *
ferry_keyring_list_finish (FerryKeyring  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Store */

typedef struct {
  FerryAccount *account;
  GHashTable   *attributes;
  GPtrArray    *stale;       /* (element-type GHashTable) */
} StoreData;

static void
store_data_free (StoreData *data)
{
  g_object_unref (data->account);
  g_hash_table_unref (data->attributes);
  g_ptr_array_unref (data->stale);
  g_free (data);
}

static void store_clear_next (GTask *task);

/* The account is stored by now: what goes wrong with the leftovers does not undo that. */
static void
store_cleared_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  g_autoptr(GError) error = NULL;

  secret_password_clear_finish (result, &error);
  if (error)
    g_debug ("An older item of the account stays in the keyring: %s", error->message);

  store_clear_next (task);
}

/* (transfer full) @task */
static void
store_clear_next (GTask *task)
{
  FerryKeyring *self = g_task_get_source_object (task);
  StoreData *data = g_task_get_task_data (task);
  g_autoptr(GHashTable) attributes = NULL;

  if (data->stale->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  attributes = g_ptr_array_steal_index_fast (data->stale, data->stale->len - 1);
  secret_password_clearv (self->schema, attributes, g_task_get_cancellable (task),
                          store_cleared_cb, task);
}

static void
store_searched_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  StoreData *data = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  GList *items = secret_password_search_finish (result, &error);

  if (error)
    g_debug ("Older items of the account are not looked for: %s", error->message);

  for (GList *l = items; l; l = l->next)
    {
      g_autoptr(GHashTable) all = secret_retrievable_get_attributes (l->data);
      g_autoptr(GHashTable) attributes = ferry_account_attributes_filter (all);

      if (!ferry_account_attributes_equal (attributes, data->attributes))
        g_ptr_array_add (data->stale, g_steal_pointer (&attributes));
    }
  free_items (items);

  store_clear_next (task);
}

/* Without a keyring libsecret asks for one to be made, and when that was dismissed it stores into
 * the one that was not made: the service does not know the object, in words of the bus.
 */
static gboolean
is_missing (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT) ||
         g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  FerryKeyring *self = g_task_get_source_object (task);
  StoreData *data = g_task_get_task_data (task);

  if (!secret_password_store_finish (result, &error))
    {
      if (is_missing (error))
        g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_KEYRING_MISSING,
                                 "There is no keyring, and none was made");
      else
        g_task_return_error (task, to_ferry_error (g_steal_pointer (&error)));
      return;
    }

  search (self, ferry_account_get_id (data->account), SECRET_SEARCH_NONE,
          store_searched_cb, g_steal_pointer (&task));
}

void
ferry_keyring_store_async (FerryKeyring        *self,
                           FerryAccount        *account,
                           FerryCredentials    *credentials,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autofree char *label = NULL;
  StoreData *data;
  GTask *task;
  char *secret;

  g_return_if_fail (FERRY_IS_KEYRING (self));
  g_return_if_fail (FERRY_IS_ACCOUNT (account));
  g_return_if_fail (credentials != NULL);

  data = g_new0 (StoreData, 1);
  data->account = g_object_ref (account);
  data->attributes = ferry_account_attributes_new (self->schema->name, account);
  data->stale = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_keyring_store_async);
  g_task_set_task_data (task, data, (GDestroyNotify) store_data_free);

  label = g_strdup_printf ("Ferry: %s", ferry_account_get_name (account));
  secret = ferry_credentials_to_secret (credentials);
  secret_password_storev (self->schema, data->attributes, SECRET_COLLECTION_DEFAULT, label, secret,
                          cancellable, stored_cb, task);
  secret_password_free (secret);
}

gboolean
ferry_keyring_store_finish (FerryKeyring  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Lookup */

static void
lookup_retrieved_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(SecretValue) value = NULL;
  g_autoptr(FerryCredentials) credentials = NULL;
  g_autoptr(GError) error = NULL;
  const char *text;

  value = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &error);
  if (error)
    {
      g_task_return_error (task, to_ferry_error (g_steal_pointer (&error)));
      return;
    }

  if (value == NULL)
    {
      g_task_return_error (task, locked_error ());
      return;
    }

  text = secret_value_get_text (value);
  credentials = ferry_credentials_from_secret (text ? text : "", &error);
  if (credentials == NULL)
    g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_KEYRING, "%s", error->message);
  else
    g_task_return_pointer (task, g_steal_pointer (&credentials),
                           (GDestroyNotify) ferry_credentials_unref);
}

/* A plain lookup would call a locked keyring "not found": the search returns locked items too. */
static void
lookup_searched_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  GCancellable *cancellable = g_task_get_cancellable (task);
  GList *items = secret_password_search_finish (result, &error);

  if (error)
    {
      g_task_return_error (task, to_ferry_error (g_steal_pointer (&error)));
      return;
    }

  if (items == NULL)
    {
      g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_KEYRING_EMPTY,
                               "The keyring holds no credentials of this account");
      return;
    }

  items = g_list_sort (items, compare_newest_first);
  secret_retrievable_retrieve_secret (items->data, cancellable,
                                      lookup_retrieved_cb, g_steal_pointer (&task));
  free_items (items);
}

void
ferry_keyring_lookup_async (FerryKeyring        *self,
                            FerryAccount        *account,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (FERRY_IS_KEYRING (self));
  g_return_if_fail (FERRY_IS_ACCOUNT (account));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_keyring_lookup_async);

  search (self, ferry_account_get_id (account), SECRET_SEARCH_UNLOCK, lookup_searched_cb, task);
}

FerryCredentials *
ferry_keyring_lookup_finish (FerryKeyring  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Remove */

static void
remove_cleared_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  gboolean removed = secret_password_clear_finish (result, &error);

  if (error)
    g_task_return_error (task, to_ferry_error (g_steal_pointer (&error)));
  else if (!removed)
    g_task_return_error (task, locked_error ());
  else
    g_task_return_boolean (task, TRUE);
}

/* Clearing passes over locked items in silence, so the search asks to unlock them first. */
static void
remove_searched_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GHashTable) attributes = NULL;
  g_autoptr(GError) error = NULL;
  FerryKeyring *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GList *items = secret_password_search_finish (result, &error);

  if (error)
    {
      g_task_return_error (task, to_ferry_error (g_steal_pointer (&error)));
      return;
    }

  if (items == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  free_items (items);
  attributes = ferry_account_attributes_match (self->schema->name, g_task_get_task_data (task));
  secret_password_clearv (self->schema, attributes, cancellable,
                          remove_cleared_cb, g_steal_pointer (&task));
}

void
ferry_keyring_remove_async (FerryKeyring        *self,
                            FerryAccount        *account,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (FERRY_IS_KEYRING (self));
  g_return_if_fail (FERRY_IS_ACCOUNT (account));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_keyring_remove_async);
  g_task_set_task_data (task, g_strdup (ferry_account_get_id (account)), g_free);

  search (self, ferry_account_get_id (account), SECRET_SEARCH_UNLOCK, remove_searched_cb, task);
}

gboolean
ferry_keyring_remove_finish (FerryKeyring  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Class */

/* libsecret goes on with the session that it had with a service that is gone, so one that was
 * replaced or started again would refuse everything ("The session does not exist") from then on.
 */
static void
service_vanished_cb (GDBusConnection *bus,
                     const char      *name,
                     gpointer         user_data)
{
  secret_service_disconnect ();
}

static void
ferry_keyring_dispose (GObject *object)
{
  FerryKeyring *self = FERRY_KEYRING (object);

  g_clear_handle_id (&self->watch, g_bus_unwatch_name);

  G_OBJECT_CLASS (ferry_keyring_parent_class)->dispose (object);
}

static void
ferry_keyring_finalize (GObject *object)
{
  FerryKeyring *self = FERRY_KEYRING (object);

  g_clear_pointer (&self->schema, secret_schema_unref);

  G_OBJECT_CLASS (ferry_keyring_parent_class)->finalize (object);
}

static void
ferry_keyring_class_init (FerryKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_keyring_dispose;
  object_class->finalize = ferry_keyring_finalize;
}

static void
ferry_keyring_init (FerryKeyring *self)
{
  self->watch = g_bus_watch_name (G_BUS_TYPE_SESSION, SERVICE_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                  NULL, service_vanished_cb, NULL, NULL);
}

FerryKeyring *
ferry_keyring_new (const char *schema_name)
{
  g_autoptr(GHashTable) types = g_hash_table_new (g_str_hash, g_str_equal);
  FerryKeyring *self;

  g_return_val_if_fail (schema_name != NULL, NULL);

  for (gsize i = 0; ferry_account_attribute_names[i]; i++)
    g_hash_table_insert (types, (char *) ferry_account_attribute_names[i],
                         GINT_TO_POINTER (SECRET_SCHEMA_ATTRIBUTE_STRING));

  self = g_object_new (FERRY_TYPE_KEYRING, NULL);
  self->schema = secret_schema_newv (schema_name, SECRET_SCHEMA_NONE, types);

  return self;
}
