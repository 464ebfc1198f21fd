/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-cloud.h"
#include "ferry-test-probe.h"

#include <string.h>

/* What becomes of a link that is tried, by the rehearsal cloud, which verifies signatures as S3
 * does; and that it is tried as it stands.
 */

#define REGION FERRY_REHEARSAL_REGION
#define BUCKET "acme-exports"
#define KEY "2026-11/web01-boot.vmdk"

static guint64
find_cloud_size (FerryClient *client)
{
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_head_object_async (client, REGION, BUCKET, KEY, NULL,
                              ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  object = ferry_s3_head_object_finish (client, result, &error);
  g_assert_no_error (error);

  return ferry_object_get_size (object);
}

/* @manifest is consumed. */
static FerryManifestProbe *
make_probe (FerryClient   *client,
            FerryManifest *manifest)
{
  g_autoptr(FerryManifest) owned = manifest;
  g_autoptr(FerryManifestDocument) document = ferry_test_read_manifest (owned);

  return ferry_manifest_probe_new (client, document);
}

/* The disk of the cloud as a part: as it should be, with its verbs swapped, with a link that lives
 * for a minute.
 */
static FerryManifestProbe *
make_cloud_probe (FerryClient *client)
{
  guint64 size = find_cloud_size (client);
  FerryManifest *manifest = ferry_test_make_manifest ();
  FerryManifestPart *part;
  char *url;

  for (guint i = 0; i < 3; i++)
    part = ferry_test_add_signed (manifest, client, REGION, BUCKET, KEY, size);
  g_free (part->get_url);
  part->get_url = ferry_test_sign_link (client, ferry_s3_get_object_request (REGION, BUCKET, KEY, 0,
                                                                             0, NULL), 60);
  part = g_ptr_array_index (manifest->parts, 1);
  url = part->get_url;
  part->get_url = part->head_url;
  part->head_url = url;

  return make_probe (client, manifest);
}

static void
test_cloud (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(FerryManifestProbe) probe = NULL;

  ferry_test_cloud_start (cloud, NULL, NULL);
  probe = make_cloud_probe (cloud->client);
  ferry_test_run_probe (probe, 0, 3);
  ferry_test_assert_result (probe, 0, FERRY_ELEMENT_HEAD_URL, FERRY_PROBE_GOOD, 200, NULL);
  ferry_test_assert_result (probe, 0, FERRY_ELEMENT_GET_URL, FERRY_PROBE_GOOD, 206, NULL);
  ferry_test_assert_result (probe, 1, FERRY_ELEMENT_HEAD_URL, FERRY_PROBE_REFUSED, 403, NULL);
  ferry_test_assert_result (probe, 1, FERRY_ELEMENT_GET_URL, FERRY_PROBE_REFUSED, 403,
                            "SignatureDoesNotMatch");
  ferry_test_assert_result (probe, 2, FERRY_ELEMENT_GET_URL, FERRY_PROBE_GOOD, 206, NULL);

  g_ptr_array_unref (ferry_test_cloud_tell (cloud, "fault skew:600"));
  ferry_test_run_probe (probe, 2, 1);
  ferry_test_assert_result (probe, 2, FERRY_ELEMENT_HEAD_URL, FERRY_PROBE_GOOD, 200, NULL);
  ferry_test_assert_result (probe, 2, FERRY_ELEMENT_GET_URL, FERRY_PROBE_REFUSED, 403,
                            "AccessDenied");
}

/* A link ends with the session that signed it. */
static void
test_cloud_session (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(FerryManifestProbe) probe = NULL;

  ferry_test_cloud_start (cloud, "--session-seconds", "1200");
  probe = make_cloud_probe (cloud->session);
  g_ptr_array_unref (ferry_test_cloud_tell (cloud, "fault skew:1200"));
  ferry_test_run_probe (probe, 0, 1);
  ferry_test_assert_result (probe, 0, FERRY_ELEMENT_GET_URL, FERRY_PROBE_REFUSED, 400,
                            "ExpiredToken");
}

typedef struct {
  char *lines[2];  /* of the requests */
  guint n_lines;
} Wire;

/* Reads no more than the first line: the answer goes out at once. */
static void
line_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  static const char answer[] = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n"
                               "Connection: close\r\n\r\n";
  g_autoptr(GIOStream) stream = user_data;
  Wire *wire = g_object_get_data (G_OBJECT (stream), "wire");
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (wire->n_lines, <, G_N_ELEMENTS (wire->lines));
  wire->lines[wire->n_lines++] =
    g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), answer, strlen (answer), NULL,
                             NULL, &error);
  g_assert_no_error (error);
  g_io_stream_close (stream, NULL, NULL);
}

static gboolean
wire_cb (GSocketService    *service,
         GSocketConnection *connection,
         GObject           *source,
         gpointer           user_data)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (input);

  g_object_set_data (G_OBJECT (connection), "wire", user_data);
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, line_cb,
                                       g_object_ref (connection));

  return TRUE;
}

/* The bytes of the link are what was signed; a server of libsoup would merge the dots. */
static void
test_wire (void)
{
  static const char address[] = "/disks/a/../b%2f+%C3%a4?X-Amz-Signature=0%2F&b+c";
  g_autoptr(GSocketService) service = g_socket_service_new ();
  g_autoptr(FerryAccount) account = NULL;
  g_autoptr(FerryCredentials) credentials = ferry_credentials_new ("AKIAEXAMPLE", "s", NULL, NULL);
  g_autoptr(FerryClient) client = NULL;
  g_autoptr(FerryManifestProbe) probe = NULL;
  g_autofree char *endpoint = NULL;
  FerryManifest *manifest = ferry_test_make_manifest ();
  FerryManifestPart *part = ferry_test_add_part (manifest, 4096);
  Wire wire = { { NULL }, 0 };
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);

  g_signal_connect (service, "incoming", G_CALLBACK (wire_cb), &wire);
  endpoint = g_strdup_printf ("http://127.0.0.1:%u", port);
  account = ferry_account_new ("00000000-0000-4000-8000-000000000001", "Test", "eu-west-1", endpoint,
                               "AKIAEXAMPLE", FALSE);
  client = ferry_client_new (account, credentials);
  part->key = g_strdup ("k");
  part->head_url = g_strconcat (endpoint, address, NULL);
  part->get_url = g_strdup (part->head_url);
  probe = make_probe (client, manifest);
  ferry_test_run_probe (probe, 0, 1);

  g_assert_cmpuint (wire.n_lines, ==, 2);
  for (guint i = 0; i < wire.n_lines; i++)
    {
      const char *verb = g_str_has_prefix (wire.lines[i], "HEAD") ? "HEAD" : "GET";
      g_autofree char *expected = g_strdup_printf ("%s %s HTTP/1.1", verb, address);

      g_assert_true (g_str_has_prefix (wire.lines[i], expected));
      g_free (wire.lines[i]);
    }
  g_socket_service_stop (service);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest-probe/cloud", test_cloud);
  g_test_add_func ("/manifest-probe/cloud/session", test_cloud_session);
  g_test_add_func ("/manifest-probe/wire", test_wire);

  return g_test_run ();
}
