/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-fault-bench.h"

#include <string.h>

/* Try again at once: the waits are tested where they are made. */
#define BACKOFF_MS 1
#define PATIENCE_SECONDS 30

static void
tls_cb (SoupServer        *server,
        SoupServerMessage *message,
        const char        *path,
        GHashTable        *query,
        gpointer           user_data)
{
  FerryFaultBench *bench = user_data;

  bench->tls_requests++;
}

static char *
listen (SoupServer              *server,
        SoupServerListenOptions  options,
        const char              *scheme)
{
  g_autoptr(GError) error = NULL;
  g_autoslist(GUri) uris = NULL;

  soup_server_listen_local (server, 0, options | SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);

  return g_strdup_printf ("%s://127.0.0.1:%d", scheme, g_uri_get_port (uris->data));
}

static void
start_tls_server (FerryFaultBench *bench)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "faults", "self-signed.pem", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GTlsCertificate) certificate = g_tls_certificate_new_from_file (file, &error);

  g_assert_no_error (error);
  bench->tls_server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (bench->tls_server, NULL, tls_cb, bench, NULL);
  bench->tls_endpoint = listen (bench->tls_server, SOUP_SERVER_LISTEN_HTTPS, "https");
}

static const char estate[] =
  "\"instances\":[{\"id\":\"" FERRY_FAULT_INSTANCE "\",\"region\":\"" FERRY_FAULT_REGION "\","
  "\"zone\":\"" FERRY_FAULT_REGION "a\",\"type\":\"t2.micro\",\"architecture\":\"x86_64\","
  "\"platform\":\"Linux\",\"task\":\"import-i-1\",\"private-ip\":\"10.0.0.4\","
  "\"state\":\"stopped\"}],"
  "\"volumes\":[{\"id\":\"vol-00000000000000001\",\"region\":\"" FERRY_FAULT_REGION "\","
  "\"zone\":\"" FERRY_FAULT_REGION "a\",\"type\":\"gp2\",\"task\":\"import-i-1\","
  "\"state\":\"in-use\",\"instance\":\"" FERRY_FAULT_INSTANCE "\",\"device\":\"/dev/sda1\"},"
  "{\"id\":\"" FERRY_FAULT_VOLUME "\",\"region\":\"" FERRY_FAULT_REGION "\","
  "\"zone\":\"" FERRY_FAULT_REGION "a\",\"type\":\"gp2\",\"task\":\"import-vol-1\","
  "\"state\":\"available\"}]";

/* Writes it into the state of a cloud that is not running. */
static void
add_estate (FerryTestCloud *cloud)
{
  g_autofree char *file = g_build_filename (cloud->folder, "state.json", NULL);
  g_autofree char *text = NULL;
  g_autofree char *changed = NULL;
  const char *rest;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  rest = strstr (text, "\"instances\":[],\"volumes\":[]");
  g_assert_nonnull (rest);
  changed = g_strdup_printf ("%.*s%s%s", (int) (rest - text), text, estate,
                             rest + strlen ("\"instances\":[],\"volumes\":[]"));
  g_file_set_contents (file, changed, -1, &error);
  g_assert_no_error (error);
}

FerryFaultBench *
ferry_fault_bench_new (void)
{
  FerryFaultBench *bench = g_new0 (FerryFaultBench, 1);
  g_autoptr(SoupServer) gone = soup_server_new (NULL, NULL);

  bench->cloud = ferry_test_cloud_new ();
  ferry_test_cloud_start (bench->cloud, NULL, NULL);
  ferry_test_cloud_stop (bench->cloud);
  add_estate (bench->cloud);
  ferry_test_cloud_start (bench->cloud, "--import-seconds", "0");
  start_tls_server (bench);
  bench->closed_endpoint = listen (gone, 0, "http");
  soup_server_disconnect (gone);

  return bench;
}

void
ferry_fault_bench_free (FerryFaultBench *bench)
{
  ferry_test_cloud_free (bench->cloud);
  soup_server_disconnect (bench->tls_server);
  g_object_unref (bench->tls_server);
  g_free (bench->tls_endpoint);
  g_free (bench->closed_endpoint);
  g_free (bench);
}

FerryClient *
ferry_fault_bench_make_client (FerryFaultBench *bench,
                               const char      *endpoint,
                               const char      *key,
                               const char      *secret,
                               gboolean         temporary,
                               guint            timeout)
{
  FerryTestCloud *cloud = bench->cloud;
  FerryCredentials *known =
    ferry_client_get_credentials (temporary ? cloud->session : cloud->client);
  g_autoptr(FerryCredentials) credentials =
    ferry_credentials_new (key ? key : ferry_credentials_get_access_key_id (known),
                           secret ? secret : ferry_credentials_get_secret (known),
                           ferry_credentials_get_session_token (known),
                           ferry_credentials_get_expiration (known));
  g_autoptr(FerryAccount) account =
    ferry_account_new ("00000000-0000-4000-8000-000000000001", "Faults", FERRY_FAULT_REGION,
                       endpoint ? endpoint : cloud->endpoint,
                       ferry_credentials_get_access_key_id (credentials), FALSE);
  FerryClient *client = ferry_client_new (account, credentials);

  ferry_client_set_patience (client, BACKOFF_MS, timeout ? timeout : PATIENCE_SECONDS);

  return client;
}

/* Its manifest lies where nobody listens, so that the cloud asks itself nothing. */
FerryRequest *
ferry_fault_bench_make_import (void)
{
  const FerryImportInstanceInput input = {
    .region = FERRY_FAULT_REGION,
    .description = "fault",
    .platform = "Linux",
    .architecture = "x86_64",
    .instance_type = "t2.medium",
    .image_format = "VMDK",
    .image_bytes = 512,
    .manifest_url = "http://127.0.0.1:1/manifest.xml",
    .volume_size = 8,
  };

  return ferry_import_instance_request (&input);
}

char *
ferry_fault_bench_make_task (FerryFaultBench *bench)
{
  g_autoptr(FerryRequest) request = ferry_fault_bench_make_import ();
  g_autoptr(FerryConversionTask) task = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_import_instance_async (bench->cloud->client, request, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  task = ferry_import_instance_finish (bench->cloud->client, result, &error);
  g_assert_no_error (error);

  return g_strdup (task->id);
}

static void
end_task (FerryFaultBench *bench,
          const char      *id)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_cancel_conversion_task_async (bench->cloud->client, FERRY_FAULT_REGION, id, NULL, NULL,
                                      ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  ferry_cancel_conversion_task_finish (bench->cloud->client, result, &error);
  g_assert_no_error (error);
}

void
ferry_fault_bench_end_tasks (FerryFaultBench *bench)
{
  g_autoptr(GPtrArray) tasks = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_describe_conversion_tasks_async (bench->cloud->client, FERRY_FAULT_REGION, NULL, NULL,
                                         ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  tasks = ferry_describe_conversion_tasks_finish (bench->cloud->client, result, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < tasks->len; i++)
    {
      FerryConversionTask *task = g_ptr_array_index (tasks, i);

      if (task->state == FERRY_CONVERSION_ACTIVE)
        end_task (bench, task->id);
    }
}
