/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-oracle.h"

/* Debian's own Python: another one in PATH does not see Debian's modules. */
#define PYTHON "/usr/bin/python3"
#define ENDPOINT "http://127.0.0.1:9"
#define EXIT_SKIPPED 77

static JsonObject *
pairs_to_json (GPtrArray *pairs)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < pairs->len; i++)
    {
      const FerryPair *pair = g_ptr_array_index (pairs, i);

      g_assert_false (json_object_has_member (object, pair->name));
      json_object_set_string_member (object, pair->name, pair->value);
    }

  return object;
}

static char *
describe (FerryRequest *request,
          const char   *call)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GUri) uri = ferry_endpoint_resolve (ENDPOINT, "eu-west-1", request, &error);
  g_autoptr(GBytes) body = ferry_request_dup_body (request);
  g_autoptr(JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  const char *query = g_uri_get_query (uri);
  gsize length = 0;
  const char *text = body ? g_bytes_get_data (body, &length) : "";
  g_autofree char *body_text = g_strndup (text, length);

  g_assert_no_error (error);
  json_object_set_string_member (object, "service",
                                 ferry_service_get_name (ferry_request_get_service (request)));
  json_object_set_string_member (object, "operation", ferry_request_get_operation (request));
  json_object_set_string_member (object, "method", ferry_request_get_method (request));
  json_object_set_string_member (object, "path", g_uri_get_path (uri));
  json_object_set_string_member (object, "query", query ? query : "");
  json_object_set_string_member (object, "body", body_text);
  json_object_set_object_member (object, "headers",
                                 pairs_to_json (ferry_request_get_headers (request)));
  if (ferry_request_get_content_type (request))
    json_object_set_string_member (json_object_get_object_member (object, "headers"),
                                   "Content-Type", ferry_request_get_content_type (request));
  json_object_set_member (object, "call", json_from_string (call, &error));
  g_assert_no_error (error);

  json_node_take_object (root, object);

  return json_to_string (root, FALSE);
}

void
ferry_oracle_compare (FerryRequest *request,
                      const char   *call)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "oracle", "compare.py", NULL);
  g_autofree char *input = describe (request, call);
  g_autofree char *output = NULL;
  g_autoptr(GSubprocess) judge = NULL;
  g_autoptr(GError) error = NULL;

  judge = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                            PYTHON, script, NULL);
  if (judge == NULL)
    {
      g_test_skip ("NOT COMPARED: " PYTHON " cannot be run");
      return;
    }

  g_subprocess_communicate_utf8 (judge, input, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_exit_status (judge) == EXIT_SKIPPED)
    {
      g_test_skip ("NOT COMPARED: botocore is not installed (package python3-botocore)");
      return;
    }

  if (g_subprocess_get_exit_status (judge) != 0)
    g_test_message ("%s", output);
  g_assert_cmpint (g_subprocess_get_exit_status (judge), ==, 0);
}
