/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "connect/ferry-connector.h"

#include <glib/gi18n.h>

struct _FerryConnector {
  GObject                parent_instance;

  FerryKeyring          *keyring;
  FerryRehearsalProcess *rehearsal;
  GHashTable            *clients;  /* account id → FerryClient */
  GHashTable            *session;  /* account id → FerryCredentials */
};

G_DEFINE_FINAL_TYPE (FerryConnector, ferry_connector, G_TYPE_OBJECT)

enum {
  CONNECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Answers with the client of the account, made now unless somebody else made it meanwhile. */
static void
return_client (GTask            *task,
               FerryAccount     *account,
               FerryCredentials *credentials)
{
  FerryConnector *self = g_task_get_source_object (task);
  const char *id = ferry_account_get_id (account);
  FerryClient *client = g_hash_table_lookup (self->clients, id);

  if (client == NULL ||
      g_strcmp0 (ferry_account_get_endpoint (ferry_client_get_account (client)),
                 ferry_account_get_endpoint (account)) != 0)
    {
      client = ferry_client_new (account, credentials);
      g_hash_table_replace (self->clients, g_strdup (id), client);
      g_signal_emit (self, signals[CONNECTED], 0, client);
    }

  g_task_return_pointer (task, g_object_ref (client), g_object_unref);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(FerryCredentials) credentials = NULL;
  g_autoptr(GError) error = NULL;

  credentials = ferry_keyring_lookup_finish (FERRY_KEYRING (source), result, &error);
  if (credentials)
    return_client (task, g_task_get_task_data (task), credentials);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autofree char *endpoint = NULL;
  g_autoptr(FerryAccount) account = NULL;
  g_autoptr(FerryCredentials) credentials = NULL;
  g_autoptr(GError) error = NULL;

  endpoint = ferry_rehearsal_process_start_finish (FERRY_REHEARSAL_PROCESS (source),
                                                   result, &error);
  if (endpoint == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  account = ferry_rehearsal_account_new (endpoint);
  credentials = ferry_rehearsal_credentials_new ();
  return_client (task, account, credentials);
}

static void
ferry_connector_finalize (GObject *object)
{
  FerryConnector *self = FERRY_CONNECTOR (object);

  g_clear_pointer (&self->clients, g_hash_table_unref);
  g_clear_pointer (&self->session, g_hash_table_unref);
  g_clear_object (&self->rehearsal);
  g_clear_object (&self->keyring);

  G_OBJECT_CLASS (ferry_connector_parent_class)->finalize (object);
}

static void
ferry_connector_class_init (FerryConnectorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_connector_finalize;

  signals[CONNECTED] =
    g_signal_new ("connected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, FERRY_TYPE_CLIENT);
}

static void
ferry_connector_init (FerryConnector *self)
{
  self->clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->session = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) ferry_credentials_unref);
}

FerryConnector *
ferry_connector_new (FerryKeyring          *keyring,
                     FerryRehearsalProcess *rehearsal)
{
  FerryConnector *self;

  g_return_val_if_fail (FERRY_IS_KEYRING (keyring), NULL);

  self = g_object_new (FERRY_TYPE_CONNECTOR, NULL);
  self->keyring = g_object_ref (keyring);
  g_set_object (&self->rehearsal, rehearsal);

  return self;
}

void
ferry_connector_add_session (FerryConnector   *self,
                             FerryAccount     *account,
                             FerryCredentials *credentials)
{
  const char *id = ferry_account_get_id (account);

  g_return_if_fail (FERRY_IS_CONNECTOR (self));

  ferry_connector_forget (self, id);
  g_hash_table_replace (self->session, g_strdup (id), ferry_credentials_ref (credentials));
}

FerryCredentials *
ferry_connector_get_session (FerryConnector *self,
                             const char     *account_id)
{
  g_return_val_if_fail (FERRY_IS_CONNECTOR (self), NULL);

  return g_hash_table_lookup (self->session, account_id);
}

void
ferry_connector_forget (FerryConnector *self,
                        const char     *account_id)
{
  g_return_if_fail (FERRY_IS_CONNECTOR (self));

  g_hash_table_remove (self->clients, account_id);
  g_hash_table_remove (self->session, account_id);
}

void
ferry_connector_connect_async (FerryConnector      *self,
                               FerryAccount        *account,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  FerryCredentials *credentials;
  FerryClient *client;

  g_return_if_fail (FERRY_IS_CONNECTOR (self));
  g_return_if_fail (FERRY_IS_ACCOUNT (account));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_connector_connect_async);
  g_task_set_task_data (task, g_object_ref (account), g_object_unref);

  client = g_hash_table_lookup (self->clients, ferry_account_get_id (account));
  credentials = g_hash_table_lookup (self->session, ferry_account_get_id (account));

  /* The rehearsal cloud may have ended meanwhile, so it is asked first every time. */
  if (ferry_account_is_rehearsal (account) && self->rehearsal)
    ferry_rehearsal_process_start_async (self->rehearsal, cancellable, started_cb,
                                         g_steal_pointer (&task));
  else if (ferry_account_is_rehearsal (account))
    g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_FAILED,
                             "a rehearsal runs in an application of its own");
  else if (client)
    g_task_return_pointer (task, g_object_ref (client), g_object_unref);
  else if (credentials)
    return_client (task, account, credentials);
  else
    ferry_keyring_lookup_async (self->keyring, account, cancellable, looked_up_cb,
                                g_steal_pointer (&task));
}

FerryClient *
ferry_connector_connect_finish (FerryConnector  *self,
                                GAsyncResult    *result,
                                GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

FerryAccount *
ferry_connector_make_rehearsal (void)
{
  return ferry_account_new (FERRY_REHEARSAL_ACCOUNT_ID, _("Rehearsal"),
                            FERRY_REHEARSAL_REGION, NULL, NULL, TRUE);
}

GList *
ferry_connector_list_clients (FerryConnector *self)
{
  g_return_val_if_fail (FERRY_IS_CONNECTOR (self), NULL);

  return g_hash_table_get_values (self->clients);
}
