/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "connect/ferry-resumption.h"

struct _FerryResumption {
  GObject         parent_instance;

  FerryEngine    *engine;
  FerryConnector *connector;
  FerryAccounts  *accounts;

  GCancellable   *cancellable;
  GPtrArray      *open_accounts;  /* (nullable): ids whose imports wait for a client */
  gboolean        loaded;
};

G_DEFINE_FINAL_TYPE (FerryResumption, ferry_resumption, G_TYPE_OBJECT)

enum {
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(FerryClient) client = NULL;
  g_autoptr(GError) error = NULL;

  client = ferry_connector_connect_finish (FERRY_CONNECTOR (source), result, &error);
  if (client == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("An account with open imports cannot be used: %s", error->message);
}

/* Imports of an earlier run wait for their accounts: so unconfirmed requests get settled without
 * anybody opening a page.
 */
static void
connect_open_accounts (FerryResumption *self)
{
  for (guint i = self->open_accounts ? self->open_accounts->len : 0; i > 0; i--)
    {
      const char *id = g_ptr_array_index (self->open_accounts, i - 1);
      g_autoptr(FerryAccount) account = NULL;

      if (g_strcmp0 (id, FERRY_REHEARSAL_ACCOUNT_ID) == 0)
        account = ferry_connector_make_rehearsal ();
      else
        g_set_object (&account, ferry_accounts_find (self->accounts, id));

      if (account == NULL)
        continue;

      ferry_connector_connect_async (self->connector, account, self->cancellable,
                                     connected_cb, NULL);
      g_ptr_array_remove_index (self->open_accounts, i - 1);
    }
}

static void
client_connected_cb (FerryResumption *self,
                     FerryClient     *client)
{
  if (self->loaded)
    ferry_engine_attach (self->engine, client);
}

static void
journals_loaded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  FerryEngine *engine = FERRY_ENGINE (source);
  g_autoptr(FerryResumption) self = user_data;
  g_autoptr(GList) clients = NULL;
  g_autoptr(GError) error = NULL;

  if (!ferry_engine_load_finish (engine, result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }

  self->loaded = TRUE;
  clients = ferry_connector_list_clients (self->connector);
  for (GList *l = clients; l; l = l->next)
    ferry_engine_attach (engine, l->data);

  self->open_accounts = ferry_engine_dup_open_accounts (engine);
  connect_open_accounts (self);
}

static void
ferry_resumption_finalize (GObject *object)
{
  FerryResumption *self = FERRY_RESUMPTION (object);

  g_clear_pointer (&self->open_accounts, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->accounts);
  g_clear_object (&self->connector);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (ferry_resumption_parent_class)->finalize (object);
}

static void
ferry_resumption_class_init (FerryResumptionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_resumption_finalize;

  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ferry_resumption_init (FerryResumption *self)
{
  self->cancellable = g_cancellable_new ();
}

FerryResumption *
ferry_resumption_new (FerryEngine    *engine,
                      FerryConnector *connector,
                      FerryAccounts  *accounts)
{
  FerryResumption *self;

  g_return_val_if_fail (FERRY_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (FERRY_IS_CONNECTOR (connector), NULL);
  g_return_val_if_fail (FERRY_IS_ACCOUNTS (accounts), NULL);

  self = g_object_new (FERRY_TYPE_RESUMPTION, NULL);
  self->engine = g_object_ref (engine);
  self->connector = g_object_ref (connector);
  self->accounts = g_object_ref (accounts);
  g_signal_connect_object (connector, "connected", G_CALLBACK (client_connected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (accounts, "notify::loaded", G_CALLBACK (connect_open_accounts), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
ferry_resumption_start (FerryResumption *self)
{
  g_return_if_fail (FERRY_IS_RESUMPTION (self));

  ferry_engine_load_async (self->engine, self->cancellable, journals_loaded_cb,
                           g_object_ref (self));
}

void
ferry_resumption_stop (FerryResumption *self)
{
  g_return_if_fail (FERRY_IS_RESUMPTION (self));

  g_cancellable_cancel (self->cancellable);
}
