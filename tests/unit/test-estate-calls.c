/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-server.h"

/* What describes and changes instances and volumes: all pages of it, and what a refusal means. */

#define REGION "eu-west-1"
#define XMLNS " xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\""

#define VOLUME(id, rest) "<item><volumeId>" id "</volumeId><size>8</size>" rest "</item>"
#define VOLUMES(items, rest) "<DescribeVolumesResponse" XMLNS "><volumeSet>" items "</volumeSet>" \
                             rest "</DescribeVolumesResponse>"
#define ERROR_BODY(code) "<Response><Errors><Error><Code>" code "</Code><Message>m</Message>" \
                         "</Error></Errors><RequestID>r-1</RequestID></Response>"

/* The far side: what it answers, one after the other, and what it was asked. */
typedef struct {
  guint        status;
  const char  *bodies[4];
  guint        n_asked;
  GString     *asked;    /* of each request: Action NextToken MaxResults; */
  gboolean     drops;
} FarSide;

static void
answer_cb (FerryTestServer   *server,
           SoupServerMessage *message,
           const char        *path,
           gpointer           user_data)
{
  FarSide *far_side = user_data;
  g_autofree char *action = ferry_test_server_dup_form (message, "Action");
  g_autofree char *token = ferry_test_server_dup_form (message, "NextToken");
  g_autofree char *most = ferry_test_server_dup_form (message, "MaxResults");

  g_string_append_printf (far_side->asked, "%s %s %s;", action, token ? token : "-",
                          most ? most : "-");
  if (far_side->drops)
    ferry_test_server_drop (message);
  else
    ferry_test_server_answer (message, far_side->status, NULL,
                              far_side->bodies[far_side->n_asked++]);
}

typedef struct {
  FarSide          far_side;
  FerryTestServer *server;
  FerryClient     *client;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->far_side.status = 200;
  fixture->far_side.asked = g_string_new (NULL);
  fixture->server = ferry_test_server_new (answer_cb, &fixture->far_side);
  fixture->client = ferry_test_server_make_client (fixture->server);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->client);
  ferry_test_server_free (fixture->server);
  g_string_free (fixture->far_side.asked, TRUE);
}

static GPtrArray *
describe_volumes (Fixture            *fixture,
                  GPtrArray          *ids,
                  const char *const  *filters,
                  GError            **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_describe_volumes_async (fixture->client, REGION, ids, filters, NULL, ferry_test_take_result,
                                &slot);
  result = ferry_test_wait (&slot);

  return ferry_describe_volumes_finish (fixture->client, result, error);
}

static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  const char *const filters[] = { "tag:ferry:run", "r", NULL };
  g_autoptr(GPtrArray) volumes = NULL;
  g_autoptr(GError) error = NULL;
  const FerryVolume *volume;

  fixture->far_side.bodies[0] =
    VOLUMES (VOLUME ("vol-1", "<status>in-use</status><availabilityZone>eu-west-1a"
                     "</availabilityZone><createTime>2026-11-21T22:00:00.000Z</createTime>"
                     "<attachmentSet><item><volumeId>vol-1</volumeId><instanceId>i-1</instanceId>"
                     "<device>/dev/sdf</device><status>attached</status></item></attachmentSet>"
                     "<tagSet><item><key>Name</key><value>a &amp; b</value></item>"
                     "<item><key>none</key><value/></item></tagSet>"
                     "<volumeType>gp2</volumeType><encrypted>true</encrypted>"),
             "<nextToken>two</nextToken>");
  fixture->far_side.bodies[1] = VOLUMES ("", "<nextToken>three</nextToken>");
  fixture->far_side.bodies[2] = VOLUMES (VOLUME ("vol-2", "<status>available</status>"), "");
  volumes = describe_volumes (fixture, NULL, filters, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (volumes->len, ==, 2);
  g_assert_cmpstr (fixture->far_side.asked->str, ==,
                   "DescribeVolumes - 500;DescribeVolumes two 500;DescribeVolumes three 500;");

  volume = g_ptr_array_index (volumes, 0);
  g_assert_cmpstr (volume->id, ==, "vol-1");
  g_assert_cmpstr (volume->state, ==, "in-use");
  g_assert_cmpuint (volume->size, ==, 8);
  g_assert_cmpstr (volume->zone, ==, "eu-west-1a");
  g_assert_true (volume->encrypted);
  g_assert_cmpint (g_date_time_to_unix (volume->created), ==, 1795298400);
  g_assert_cmpstr (volume->instance_id, ==, "i-1");
  g_assert_cmpstr (volume->device, ==, "/dev/sdf");
  g_assert_cmpstr (volume->attachment_state, ==, "attached");
  g_assert_cmpuint (g_strv_length (volume->tags), ==, 4);
  g_assert_cmpstr (volume->tags[1], ==, "a & b");
  g_assert_cmpstr (volume->tags[3], ==, "");
  volume = g_ptr_array_index (volumes, 1);
  g_assert_null (volume->instance_id);
  g_assert_null (volume->created);
}

/* A far side that names a page for ever, or one volume that cannot be read, spoil all of it: "it is
 * not there" must be true.
 */
static void
test_spoilt (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) circle = NULL;
  g_autoptr(GError) unreadable = NULL;

  fixture->far_side.bodies[0] = VOLUMES ("", "<nextToken>two</nextToken>");
  fixture->far_side.bodies[1] = VOLUMES ("", "<nextToken>two</nextToken>");
  g_assert_null (describe_volumes (fixture, NULL, NULL, &circle));
  g_assert_error (circle, FERRY_ERROR, FERRY_ERROR_BAD_REPLY);

  fixture->far_side.bodies[2] = VOLUMES (VOLUME ("vol-1", "<status>available</status>")
                                         VOLUME ("vol-2", ""), "");
  g_assert_null (describe_volumes (fixture, NULL, NULL, &unreadable));
  g_assert_error (unreadable, FERRY_ERROR, FERRY_ERROR_BAD_REPLY);
}

/* Ids are not asked for in pages, and none of them is not all of them. */
static void
test_ids (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GPtrArray) volumes = NULL;
  g_autoptr(GError) error = NULL;

  none = describe_volumes (fixture, ids, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpstr (fixture->far_side.asked->str, ==, "");

  g_ptr_array_add (ids, (char *) "vol-2");
  fixture->far_side.bodies[0] = VOLUMES (VOLUME ("vol-2", "<status>creating</status>"), "");
  volumes = describe_volumes (fixture, ids, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (volumes->len, ==, 1);
  g_assert_cmpstr (fixture->far_side.asked->str, ==, "DescribeVolumes - -;");

  fixture->far_side.status = 400;
  fixture->far_side.bodies[1] = ERROR_BODY ("InvalidVolume.NotFound");
  g_assert_null (describe_volumes (fixture, ids, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
  g_assert_cmpstr (ferry_error_get_detail (error)->code, ==, "InvalidVolume.NotFound");
}

static void
test_instances (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  g_autoptr(GPtrArray) instances = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  const FerryInstance *instance;

  g_ptr_array_add (ids, (char *) "i-2");
  fixture->far_side.bodies[0] =
    "<DescribeInstancesResponse" XMLNS "><reservationSet><item><instancesSet/></item><item>"
    "<instancesSet><item><instanceId>i-2</instanceId><instanceState><code>80</code><name>stopped"
    "</name></instanceState><instanceType>t2.micro</instanceType><placement><availabilityZone>"
    "eu-west-1b</availabilityZone></placement><rootDeviceName>/dev/sda1</rootDeviceName>"
    "<blockDeviceMapping><item><deviceName>/dev/sda1</deviceName><ebs><volumeId>vol-1</volumeId>"
    "</ebs></item><item><deviceName>ephemeral0</deviceName></item></blockDeviceMapping>"
    "</item></instancesSet></item></reservationSet></DescribeInstancesResponse>";
  ferry_describe_instances_async (fixture->client, REGION, ids, NULL, NULL, ferry_test_take_result,
                                  &slot);
  /* what becomes of the caller's array is no matter of the call */
  g_ptr_array_set_size (ids, 0);
  result = ferry_test_wait (&slot);
  instances = ferry_describe_instances_finish (fixture->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (instances->len, ==, 1);
  instance = g_ptr_array_index (instances, 0);
  g_assert_cmpstr (instance->id, ==, "i-2");
  g_assert_cmpstr (instance->state, ==, "stopped");
  g_assert_cmpstr (instance->zone, ==, "eu-west-1b");
  g_assert_cmpuint (g_strv_length (instance->devices), ==, 2);
  g_assert_cmpstr (instance->devices[1], ==, "vol-1");
  g_assert_cmpuint (g_strv_length (instance->tags), ==, 0);
}

static gboolean
attach (Fixture  *fixture,
        GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_attach_volume_async (fixture->client, REGION, "vol-1", "i-1", "/dev/sdf", NULL,
                             ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_attach_volume_finish (fixture->client, result, error);
}

static void
test_attach (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(FerryRequest) request = ferry_attach_volume_request (REGION, "vol-1", "i-1", "/dev/sdf");
  g_autoptr(GError) refused = NULL;
  g_autoptr(GError) unreadable = NULL;
  g_autoptr(GError) lost = NULL;

  g_assert_true (ferry_request_is_act (request));
  fixture->far_side.bodies[0] = "<AttachVolumeResponse" XMLNS "><volumeId>vol-1</volumeId>"
                                "<status>attaching</status></AttachVolumeResponse>";
  g_assert_true (attach (fixture, NULL));

  fixture->far_side.bodies[1] = "<AttachVolumeRes";
  g_assert_false (attach (fixture, &unreadable));
  g_assert_error (unreadable, FERRY_ERROR, FERRY_ERROR_UNCONFIRMED);

  fixture->far_side.status = 400;
  fixture->far_side.bodies[2] = ERROR_BODY ("VolumeInUse");
  g_assert_false (attach (fixture, &refused));
  g_assert_error (refused, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_assert_cmpstr (ferry_error_get_detail (refused)->code, ==, "VolumeInUse");

  fixture->far_side.drops = TRUE;
  g_string_truncate (fixture->far_side.asked, 0);
  g_assert_false (attach (fixture, &lost));
  g_assert_error (lost, FERRY_ERROR, FERRY_ERROR_UNCONFIRMED);
  g_assert_cmpstr (fixture->far_side.asked->str, ==, "AttachVolume - -;");
}

static gboolean
delete_volume (Fixture  *fixture,
               GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_delete_volume_async (fixture->client, REGION, "vol-1", NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_delete_volume_finish (fixture->client, result, error);
}

static gboolean
terminate (Fixture  *fixture,
           GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_terminate_instance_async (fixture->client, REGION, "i-1", NULL, ferry_test_take_result,
                                  &slot);
  result = ferry_test_wait (&slot);

  return ferry_terminate_instance_finish (fixture->client, result, error);
}

/* What is gone already has gone well. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->far_side.status = 400;
  fixture->far_side.bodies[0] = ERROR_BODY ("InvalidVolume.NotFound");
  fixture->far_side.bodies[1] = ERROR_BODY ("InvalidInstanceID.NotFound");
  fixture->far_side.bodies[2] = ERROR_BODY ("VolumeInUse");
  g_assert_true (delete_volume (fixture, &error));
  g_assert_no_error (error);
  g_assert_true (terminate (fixture, &error));
  g_assert_no_error (error);
  g_assert_false (delete_volume (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
}

static gboolean
start (Fixture  *fixture,
       GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_start_instance_async (fixture->client, REGION, "i-1", NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_start_instance_finish (fixture->client, result, error);
}

/* "It is gone" is no success of what was to be started. */
static void
test_start (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->far_side.bodies[0] = "<StartInstancesResponse" XMLNS "><instancesSet/>"
                                "</StartInstancesResponse>";
  g_assert_true (start (fixture, &error));
  g_assert_no_error (error);
  fixture->far_side.status = 400;
  fixture->far_side.bodies[1] = ERROR_BODY ("InvalidInstanceID.NotFound");
  g_assert_false (start (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
}

static void
test_tags (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const tags[] = { "Name", "web01", "empty", "", NULL };
  g_autoptr(GPtrArray) resources = g_ptr_array_new ();
  g_autoptr(FerryRequest) request = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  g_ptr_array_add (resources, (char *) "i-1");
  g_ptr_array_add (resources, (char *) "vol-1");
  request = ferry_create_tags_request (REGION, resources, tags);
  g_assert_false (ferry_request_is_act (request));
  g_assert_cmpstr (ferry_test_find_form (request, "ResourceId.2"), ==, "vol-1");
  g_assert_cmpstr (ferry_test_find_form (request, "Tag.1.Value"), ==, "web01");
  g_assert_cmpstr (ferry_test_find_form (request, "Tag.2.Value"), ==, "");

  fixture->far_side.bodies[0] = "<CreateTagsResponse" XMLNS "><return>false</return>"
                                "</CreateTagsResponse>";
  ferry_create_tags_async (fixture->client, REGION, resources, tags, NULL, ferry_test_take_result,
                           &slot);
  result = ferry_test_wait (&slot);
  g_assert_false (ferry_create_tags_finish (fixture->client, result, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add ("/estate-calls/" path, Fixture, NULL, set_up, test, tear_down)

  ADD ("volumes/pages", test_pages);
  ADD ("volumes/spoilt", test_spoilt);
  ADD ("volumes/ids", test_ids);
  ADD ("instances", test_instances);
  ADD ("attach", test_attach);
  ADD ("gone", test_gone);
  ADD ("start", test_start);
  ADD ("tags", test_tags);

  return g_test_run ();
}
