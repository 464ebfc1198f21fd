/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-held-side.h"

#include <string.h>

#define KEY FERRY_HELD_SIDE_KEY
#define DISK_SIZE 1048576
#define TASK_ID "import-i-0123456789"
#define N_PAGES 3

static const char *
name_operation (SoupServerMessage *message,
                const char        *path)
{
  const char *method = soup_server_message_get_method (message);
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  gboolean is_link = query && strstr (query, "X-Amz-Signature");
  g_autofree char *action = g_str_equal (method, "POST")
                              ? ferry_test_server_dup_form (message, "Action") : NULL;

  if (action)
    return g_intern_string (action);
  if (g_str_equal (path, "/"))
    return "ListBuckets";
  if (query && strstr (query, "continuation-token"))
    return "ListNextPage";
  if (query && strstr (query, "list-type"))
    return "ListObjectsV2";
  if (g_str_equal (method, "HEAD") && strchr (path + 1, '/') == NULL)
    return "HeadBucket";
  if (strstr (path, "/.ferry-claim-"))
    return "Claim";
  if (g_str_equal (method, "PUT"))
    return "PutObject";
  if (g_str_equal (method, "DELETE"))
    return "DeleteObject";
  if (!g_str_has_suffix (path, KEY))
    return "ProveManifest";
  if (is_link)
    return g_str_equal (method, "HEAD") ? "ProveHead" : "ProveGet";

  return "GetObject";
}

static void
answer_disk (FerryHeldSide     *self,
             SoupServerMessage *message)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *range = soup_message_headers_get_one (asked, "Range");
  g_auto(GStrv) ends = range ? g_strsplit (range + strlen ("bytes="), "-", 2) : NULL;
  guint64 first = ends ? g_ascii_strtoull (ends[0], NULL, 10) : 0;
  guint64 last = ends ? MIN (g_ascii_strtoull (ends[1], NULL, 10), DISK_SIZE - 1) : DISK_SIZE - 1;
  g_autofree char *told = g_strdup_printf ("bytes %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "/%d",
                                           first, last, DISK_SIZE);
  g_autofree char *etag = g_strdup_printf ("\"%u\"", self->version);
  const char *bytes = g_bytes_get_data (self->disk, NULL);

  soup_message_headers_replace (headers, "ETag", etag);
  if (g_str_equal (soup_server_message_get_method (message), "HEAD"))
    {
      soup_message_headers_set_content_length (headers, DISK_SIZE);
      return;
    }
  soup_message_headers_replace (headers, "Content-Range", told);
  soup_server_message_set_status (message, 206, NULL);
  soup_server_message_set_response (message, "application/octet-stream", SOUP_MEMORY_COPY,
                                    bytes + first, last - first + 1);
}

/* A page of one object. */
static void
answer_page (FerryHeldSide     *self,
             SoupServerMessage *message,
             const char        *path)
{
  gboolean has_more = g_strcmp0 (self->held_operation, "ListNextPage") == 0;
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  const char *token = strstr (query, "continuation-token=");
  guint page = token ? (guint) g_ascii_strtoull (strchr (token, '=') + 1, NULL, 10) : 1;
  g_autofree char *more = has_more && page < N_PAGES
    ? g_strdup_printf ("true</IsTruncated><NextContinuationToken>%u</NextContinuationToken>",
                       page + 1)
    : g_strdup ("false</IsTruncated>");
  g_autofree char *key = page == 1 ? g_strdup (KEY) : g_strdup_printf ("web%u.raw", page);
  g_autofree char *body =
    g_strdup_printf ("<ListBucketResult><Contents><Key>%s</Key><Size>%d</Size><ETag>\"%u\"</ETag>"
                     "</Contents><IsTruncated>%s</ListBucketResult>", key, DISK_SIZE,
                     self->version, more);

  self->n_pages++;
  if (g_str_equal (path, "/" FERRY_HELD_SIDE_NAMED))
    self->n_named_pages++;
  ferry_test_server_answer (message, 200, "application/xml", body);
}

static char *
describe_task (FerryHeldSide *self)
{
  return g_strdup_printf ("<conversionTaskId>" TASK_ID "</conversionTaskId><state>%s</state>"
                          "<importInstance><description>%s</description>"
                          "<instanceId>i-1</instanceId></importInstance>",
                          self->state, self->description);
}

static void
answer_ec2 (FerryHeldSide     *self,
            SoupServerMessage *message,
            const char        *operation)
{
  g_autofree char *task = NULL;
  g_autofree char *body = NULL;

  if (g_str_equal (operation, "ImportInstance") && self->description == NULL)
    self->description = ferry_test_server_dup_form (message, "Description");
  task = self->description ? describe_task (self) : g_strdup ("");
  if (g_str_equal (operation, "CancelConversionTask"))
    body = g_strdup ("<CancelConversionTaskResponse><return>true</return>"
                     "</CancelConversionTaskResponse>");
  else if (g_str_equal (operation, "ImportInstance"))
    body = g_strdup_printf ("<ImportInstanceResponse><conversionTask>%s</conversionTask>"
                            "</ImportInstanceResponse>", task);
  else if (g_str_equal (operation, "CreateTags"))
    body = g_strdup ("<CreateTagsResponse><return>true</return></CreateTagsResponse>");
  else if (g_str_equal (operation, "DescribeInstances"))
    body = g_strdup ("<DescribeInstancesResponse><reservationSet><item><instancesSet><item>"
                     "<instanceId>i-1</instanceId><instanceState><name>stopped</name>"
                     "</instanceState></item></instancesSet></item></reservationSet>"
                     "</DescribeInstancesResponse>");
  else if (g_str_equal (operation, "DescribeVolumes"))
    body = g_strdup ("<DescribeVolumesResponse><volumeSet/></DescribeVolumesResponse>");
  else
    body = g_strdup_printf ("<DescribeConversionTasksResponse><conversionTasks>%s%s%s"
                            "</conversionTasks></DescribeConversionTasksResponse>",
                            *task ? "<item>" : "", task, *task ? "</item>" : "");
  ferry_test_server_answer (message, 200, "text/xml", body);
}

/* libsoup 3.2 fails over a range of what is shorter than it, so this cuts. */
static void
answer_bytes (SoupServerMessage *message,
              GBytes            *bytes)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  gsize size = g_bytes_get_size (bytes);

  if (soup_message_headers_get_one (asked, "Range"))
    {
      soup_message_headers_remove (asked, "Range");
      soup_message_headers_set_content_range (soup_server_message_get_response_headers (message),
                                              0, size - 1, size);
      soup_server_message_set_status (message, 206, NULL);
    }
  soup_server_message_set_response (message, "application/xml", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (bytes, NULL), size);
}

/* Nobody else has any, so it is only told back. */
static void
answer_claim (FerryHeldSide     *self,
              SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);

  if (g_str_equal (method, "PUT"))
    {
      g_clear_pointer (&self->claim, g_bytes_unref);
      self->claim = soup_message_body_flatten (soup_server_message_get_request_body (message));
      ferry_test_server_answer (message, 200, NULL, NULL);
    }
  else if (g_str_equal (method, "DELETE"))
    {
      g_clear_pointer (&self->claim, g_bytes_unref);
      soup_server_message_set_status (message, 204, NULL);
    }
  else if (self->claim == NULL)
    ferry_test_server_answer (message, 404, NULL, NULL);
  else
    answer_bytes (message, self->claim);
}

static void
answer (FerryHeldSide     *self,
        SoupServerMessage *message,
        const char        *operation,
        const char        *path)
{
  if (g_str_equal (operation, "GetCallerIdentity"))
    ferry_test_server_answer (message, 200, "text/xml",
                              "<GetCallerIdentityResponse><GetCallerIdentityResult>"
                              "<Arn>arn:aws:iam::123456789012:user/a</Arn><UserId>A</UserId>"
                              "<Account>123456789012</Account></GetCallerIdentityResult>"
                              "</GetCallerIdentityResponse>");
  else if (g_str_equal (operation, "ListBuckets"))
    ferry_test_server_answer (message, 200, "application/xml",
                              "<ListAllMyBucketsResult><Buckets><Bucket><Name>disks</Name>"
                              "<BucketRegion>eu-west-1</BucketRegion></Bucket></Buckets>"
                              "</ListAllMyBucketsResult>");
  else if (g_str_equal (operation, "Claim"))
    answer_claim (self, message);
  else if (g_str_has_prefix (operation, "List"))
    answer_page (self, message, path);
  else if (g_str_equal (operation, "HeadBucket"))
    soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                  "x-amz-bucket-region", "eu-west-1");
  else if (g_str_equal (operation, "ProveManifest") && self->manifest)
    answer_bytes (message, self->manifest);
  else if (g_str_equal (operation, "ProveManifest"))
    ferry_test_server_answer (message, 404, NULL, NULL);
  else if (g_str_equal (soup_server_message_get_method (message), "POST"))
    answer_ec2 (self, message, operation);
  else if (g_str_equal (operation, "PutObject") || g_str_equal (operation, "DeleteObject"))
    ferry_test_server_answer (message, 200, NULL, NULL);
  else
    answer_disk (self, message);
}

static void
note (FerryHeldSide     *self,
      SoupServerMessage *message,
      const char        *operation)
{
  if (g_str_equal (operation, "PutObject"))
    {
      g_clear_pointer (&self->manifest, g_bytes_unref);
      self->manifest = soup_message_body_flatten (soup_server_message_get_request_body (message));
    }
  if (g_str_equal (operation, "ImportInstance"))
    self->n_imports++;
  if (g_str_equal (operation, "CancelConversionTask"))
    {
      self->n_cancels++;
      self->state = "cancelled";
    }
}

static void
handle_cb (FerryTestServer   *server,
           SoupServerMessage *message,
           const char        *path,
           gpointer           user_data)
{
  FerryHeldSide *self = user_data;
  const char *operation = name_operation (message, path);

  note (self, message, operation);
  answer (self, message, operation, path);
  /* The list of tasks asks by itself too, before there is anything to tell. */
  if (g_strcmp0 (operation, self->held_operation) == 0 && !self->was_held &&
      (self->description || !g_str_has_suffix (operation, "ConversionTasks")))
    {
      self->was_held = TRUE;
      soup_server_message_pause (message);
      self->held = g_object_ref (message);
    }
}

static GBytes *
make_disk (void)
{
  char *bytes = g_malloc0 (DISK_SIZE);

  bytes[446] = (char) 0x80;  /* active */
  bytes[446 + 4] = (char) 0x83;
  bytes[446 + 8] = 1;
  bytes[446 + 13] = 4;
  bytes[510] = 0x55;
  bytes[511] = (char) 0xaa;

  return g_bytes_new_take (bytes, DISK_SIZE);
}

FerryHeldSide *
ferry_held_side_new (void)
{
  FerryHeldSide *self = g_new0 (FerryHeldSide, 1);

  self->disk = make_disk ();
  self->server = ferry_test_server_new (handle_cb, self);

  return self;
}

void
ferry_held_side_free (FerryHeldSide *self)
{
  ferry_held_side_reset (self, NULL);
  ferry_test_server_free (self->server);
  g_bytes_unref (self->disk);
  g_free (self);
}

void
ferry_held_side_reset (FerryHeldSide *self,
                       const char    *held_operation)
{
  self->held_operation = held_operation;
  self->was_held = FALSE;
  self->version++;
  self->state = "active";
  self->n_imports = 0;
  self->n_cancels = 0;
  self->n_pages = 0;
  self->n_named_pages = 0;
  g_clear_pointer (&self->description, g_free);
  g_clear_pointer (&self->manifest, g_bytes_unref);
  g_clear_pointer (&self->claim, g_bytes_unref);
}
