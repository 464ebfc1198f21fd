/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-far-side.h"

#include <string.h>

#define DISK_PATH "/disks/vm/web.raw"

static void
answer_error (SoupServerMessage *message,
              guint              status,
              const char        *code)
{
  g_autofree char *body = g_strdup_printf ("<Response><Errors><Error><Code>%s</Code><Message>no"
                                           "</Message></Error></Errors><RequestID>r</RequestID>"
                                           "</Response>", code);

  ferry_test_server_answer (message, status, NULL, body);
}

static void
handle_disk (FerryTestFarSide  *cloud,
             SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageHeaders *request = soup_server_message_get_request_headers (message);
  g_autofree char *range = g_strdup (soup_message_headers_get_one (request, "Range"));
  g_autofree char *sector = g_malloc0 (512);

  soup_message_headers_replace (headers, "ETag", "\"e\"");
  if (g_str_equal (soup_server_message_get_method (message), "HEAD"))
    {
      g_string_append (cloud->log, "HEAD disk\n");
      soup_message_headers_set_content_length (headers, cloud->head_size);
      return;
    }

  g_string_append_printf (cloud->log, "GET disk %s\n", range);
  soup_message_headers_remove (request, "Range");
  soup_server_message_set_status (message, cloud->ignores_range ? 200 : 206, NULL);
  if (!cloud->ignores_range)
    soup_message_headers_set_content_range (headers, 0, 511, FERRY_TEST_DISK_SIZE);
  soup_server_message_set_response (message, "application/octet-stream", SOUP_MEMORY_COPY, sector,
                                    512);
}

static void
tell_version (FerryTestFarSide  *cloud,
              SoupServerMessage *message)
{
  if (cloud->version)
    soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                  "x-amz-version-id", cloud->version);
}

/* As S3 does: a range that reaches beyond the end brings what there is. */
static void
answer_bytes (FerryTestFarSide  *cloud,
              SoupServerMessage *message,
              GBytes            *bytes)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageHeaders *request = soup_server_message_get_request_headers (message);
  const char *range = soup_message_headers_get_one (request, "Range");
  const gsize size = g_bytes_get_size (bytes);
  gsize length = size;

  tell_version (cloud, message);
  if (range)
    {
      g_assert_true (g_str_has_prefix (range, "bytes=0-"));
      length = MIN (g_ascii_strtoull (range + strlen ("bytes=0-"), NULL, 10) + 1, size);
      soup_message_headers_remove (request, "Range");
      soup_message_headers_set_content_range (headers, 0, length - 1, size);
      soup_server_message_set_status (message, 206, NULL);
    }
  soup_server_message_set_response (message, "application/xml", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (bytes, NULL), length);
}

/* Of the claim beside the disk, which is not in the log. */
static void
handle_claim (FerryTestFarSide  *cloud,
              SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);

  if (g_str_equal (method, "PUT") && cloud->claim == NULL)
    cloud->claim = soup_message_body_flatten (soup_server_message_get_request_body (message));
  else if (g_str_equal (method, "PUT"))
    ferry_test_server_answer (message, 412, NULL,
                              "<Error><Code>PreconditionFailed</Code><Message>x</Message></Error>");
  else if (cloud->claim == NULL)
    soup_server_message_set_status (message, g_str_equal (method, "DELETE") ? 204 : 404, NULL);
  else if (g_str_equal (method, "DELETE"))
    {
      g_clear_pointer (&cloud->claim, g_bytes_unref);
      soup_server_message_set_status (message, 204, NULL);
    }
  else
    answer_bytes (cloud, message, cloud->claim);
}

static void
put_manifest (FerryTestFarSide  *cloud,
              SoupServerMessage *message,
              const char        *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  g_string_append (cloud->log, "PUT manifest\n");
  g_assert_cmpstr (soup_message_headers_get_one (headers, "If-None-Match"), ==, "*");
  g_free (cloud->manifest_path);
  cloud->manifest_path = g_strdup (path);

  if (cloud->put_hangs)
    {
      cloud->hanging = g_object_ref (message);
      soup_server_message_pause (message);
      return;
    }

  if (cloud->n_put_conflicts > 0)
    {
      cloud->n_put_conflicts--;
      ferry_test_server_answer (message, 409, NULL,
                                "<Error><Code>ConditionalRequestConflict</Code><Message>x</Message>"
                                "</Error>");
      return;
    }

  tell_version (cloud, message);
  if (cloud->stores_twice && cloud->manifest == NULL)
    cloud->manifest = soup_message_body_flatten (soup_server_message_get_request_body (message));
  if (cloud->manifest || cloud->stored_before)
    {
      if (cloud->manifest == NULL)
        cloud->manifest = g_bytes_ref (cloud->stored_before);
      ferry_test_server_answer (message, 412, NULL,
                                "<Error><Code>PreconditionFailed</Code><Message>x</Message>"
                                "</Error>");
      return;
    }

  cloud->manifest = soup_message_body_flatten (soup_server_message_get_request_body (message));
}

static void
delete_manifest (FerryTestFarSide  *cloud,
                 SoupServerMessage *message)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));

  g_string_append_printf (cloud->log, "DELETE manifest%s%s\n", query ? "?" : "",
                          query ? query : "");
  if (query && cloud->denies_version)
    {
      answer_error (message, 403, "AccessDenied");
      return;
    }

  g_clear_pointer (&cloud->manifest, g_bytes_unref);
  soup_server_message_set_status (message, 204, NULL);
}

static void
handle_manifest (FerryTestFarSide  *cloud,
                 SoupServerMessage *message,
                 const char        *path)
{
  const char *method = soup_server_message_get_method (message);

  if (g_str_equal (method, "PUT"))
    {
      put_manifest (cloud, message, path);
      return;
    }

  g_assert_cmpstr (path, ==, cloud->manifest_path);
  if (g_str_equal (method, "DELETE"))
    {
      delete_manifest (cloud, message);
      return;
    }

  g_string_append_printf (cloud->log, "%s manifest\n", method);
  if (cloud->vanishes)
    {
      cloud->vanishes = FALSE;
      g_clear_pointer (&cloud->stored_before, g_bytes_unref);
      g_clear_pointer (&cloud->manifest, g_bytes_unref);
    }

  if (cloud->manifest)
    {
      answer_bytes (cloud, message, cloud->manifest);
    }
  else
    {
      soup_server_message_set_status (message, 404, NULL);
    }
}

static char *
describe_task (FerryTestFarSide *cloud)
{
  if (cloud->zone)
    return g_strdup_printf ("<conversionTaskId>" FERRY_TEST_TASK_ID "</conversionTaskId>"
                            "<state>%s</state><importVolume><bytesConverted>0</bytesConverted>"
                            "<availabilityZone>%s</availabilityZone><description>%s</description>"
                            "<volume><id>vol-1</id><size>1</size></volume></importVolume>%s",
                            cloud->state, cloud->zone, cloud->description,
                            cloud->details ? cloud->details : "");

  return g_strdup_printf ("<conversionTaskId>" FERRY_TEST_TASK_ID "</conversionTaskId>"
                          "<state>%s</state><importInstance><instanceId>i-1</instanceId>"
                          "<description>%s</description></importInstance>%s",
                          cloud->state, cloud->description, cloud->details ? cloud->details : "");
}

static void
handle_import (FerryTestFarSide  *cloud,
               SoupServerMessage *message,
               const char        *action)
{
  g_autofree char *task = NULL;
  g_autofree char *body = NULL;

  g_string_append_printf (cloud->log, "%s\n", action);
  cloud->n_requests++;
  g_free (cloud->journal_at_request);
  cloud->journal_at_request = ferry_test_far_side_read_journal (cloud);

  if (cloud->refuses)
    {
      answer_error (message, 400, "UnsupportedOperation");
      return;
    }

  g_free (cloud->description);
  g_free (cloud->zone);
  cloud->description = ferry_test_server_dup_form (message, "Description");
  cloud->zone = ferry_test_server_dup_form (message, "AvailabilityZone");
  cloud->state = "active";
  if (cloud->loses_reply)
    {
      ferry_test_server_drop (message);
      return;
    }

  task = describe_task (cloud);
  body = g_strdup_printf ("<%sResponse><conversionTask>%s</conversionTask></%sResponse>", action,
                          task, action);
  ferry_test_server_answer (message, 200, NULL, body);
}

static void
handle_cancel (FerryTestFarSide  *cloud,
               SoupServerMessage *message)
{
  g_string_append (cloud->log, "CancelConversionTask\n");
  cloud->state = cloud->state_after_cancel;
  if (cloud->refuses_cancel)
    answer_error (message, 400, "IncorrectState");
  else
    ferry_test_server_answer (message, 200, NULL, "<CancelConversionTaskResponse><return>true"
                                                  "</return></CancelConversionTaskResponse>");
}

static void
handle_describe (FerryTestFarSide  *cloud,
                 SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autofree char *id = ferry_test_server_dup_form (message, "ConversionTaskId.1");
  g_autofree char *task = NULL;
  g_autofree char *body = NULL;

  cloud->n_lists++;
  if (soup_message_headers_get_one (headers, "X-Amz-Security-Token"))
    cloud->n_temporary++;

  if (cloud->denies_lists)
    {
      answer_error (message, 403, "UnauthorizedOperation");
      return;
    }
  if (id && cloud->hides_task)
    {
      answer_error (message, 400, "InvalidConversionTaskId.NotFound");
      return;
    }

  if (cloud->description && !cloud->hides_task)
    task = describe_task (cloud);
  body = g_strdup_printf ("<DescribeConversionTasksResponse><conversionTasks>%s%s%s"
                          "</conversionTasks></DescribeConversionTasksResponse>",
                          task ? "<item>" : "", task ? task : "", task ? "</item>" : "");
  ferry_test_server_answer (message, 200, NULL, body);
}

static void
handle_instances (SoupServerMessage *message)
{
  g_autofree char *id = ferry_test_server_dup_form (message, "InstanceId.1");
  g_autofree char *body = NULL;

  body = g_strdup_printf ("<DescribeInstancesResponse><reservationSet>%s</reservationSet>"
                          "</DescribeInstancesResponse>",
                          id ? "<item><instancesSet><item><instanceId>i-1</instanceId>"
                               "<instanceState><name>stopped</name></instanceState>"
                               "<placement><availabilityZone>eu-west-1a</availabilityZone>"
                               "</placement></item></instancesSet></item>" : "");
  ferry_test_server_answer (message, 200, NULL, body);
}

static void
handle_ec2 (FerryTestFarSide  *cloud,
            SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *action = ferry_test_server_dup_form (message, "Action");

  if (cloud->days_ahead != 0)
    {
      g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
      g_autoptr(GDateTime) then = g_date_time_add_days (now, cloud->days_ahead);
      g_autofree char *date = soup_date_time_to_string (then, SOUP_DATE_HTTP);

      soup_message_headers_replace (headers, "Date", date);
      soup_message_headers_replace (headers, "x-amzn-requestid", "r1");
    }

  if (g_str_equal (action, "ImportInstance") || g_str_equal (action, "ImportVolume"))
    {
      handle_import (cloud, message, action);
    }
  else if (g_str_equal (action, "CancelConversionTask"))
    {
      handle_cancel (cloud, message);
    }
  else if (g_str_equal (action, "CreateTags"))
    {
      ferry_test_server_answer (message, 200, NULL, "<CreateTagsResponse><return>true</return>"
                                                    "</CreateTagsResponse>");
    }
  else if (g_str_equal (action, "DescribeInstances"))
    {
      handle_instances (message);
    }
  else if (g_str_equal (action, "DescribeVolumes"))
    {
      ferry_test_server_answer (message, 200, NULL, "<DescribeVolumesResponse><volumeSet/>"
                                                    "</DescribeVolumesResponse>");
    }
  else
    {
      handle_describe (cloud, message);
    }
}

static void
handle (FerryTestServer   *server,
        SoupServerMessage *message,
        const char        *path,
        gpointer           user_data)
{
  if (g_str_equal (path, "/"))
    handle_ec2 (user_data, message);
  else if (g_str_equal (path, DISK_PATH))
    handle_disk (user_data, message);
  else if (strstr (path, "/.ferry-claim-"))
    handle_claim (user_data, message);
  else
    handle_manifest (user_data, message, path);
}

FerryTestFarSide *
ferry_test_far_side_new (GFile *folder)
{
  FerryTestFarSide *cloud = g_new0 (FerryTestFarSide, 1);

  cloud->folder = g_object_ref (folder);
  cloud->server = ferry_test_server_new (handle, cloud);
  cloud->log = g_string_new (NULL);
  cloud->head_size = FERRY_TEST_DISK_SIZE;
  cloud->state_after_cancel = "cancelled";

  return cloud;
}

void
ferry_test_far_side_free (FerryTestFarSide *cloud)
{
  g_clear_object (&cloud->hanging);
  ferry_test_server_free (cloud->server);
  g_clear_object (&cloud->folder);
  g_string_free (cloud->log, TRUE);
  g_clear_pointer (&cloud->manifest, g_bytes_unref);
  g_clear_pointer (&cloud->stored_before, g_bytes_unref);
  g_clear_pointer (&cloud->claim, g_bytes_unref);
  g_free (cloud->manifest_path);
  g_free (cloud->description);
  g_free (cloud->zone);
  g_free (cloud->journal_at_request);
  g_free (cloud);
}

char *
ferry_test_far_side_read_journal (FerryTestFarSide *cloud)
{
  g_autoptr(GDir) dir = g_dir_open (g_file_peek_path (cloud->folder), 0, NULL);
  const char *name;
  char *text = NULL;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (g_file_peek_path (cloud->folder), name, NULL);

      if (!g_str_has_suffix (name, ".journal"))
        continue;
      g_assert_null (text);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    }

  return text;
}
