/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-oracle.h"
#include "ferry-oracle-facts.h"
#include "ferry-test-server.h"

#include <string.h>

/* Each request of src/, many times with random content, against the one that botocore makes of the
 * same parameters: method, path, query, form and the headers that matter must mean the same.
 */

#define ENDPOINT "http://127.0.0.1:9"
#define REGION "eu-west-1"
#define SEED 20261125
#define ROUNDS 40
#define LONGEST_KEY 1024

/* A request, and the parameters of the call that makes it. */
typedef struct {
  GRand      *rand;
  GString    *lines;
  JsonObject *call;
  char       *without;  /* (nullable): what of the newer query is left out on purpose */
} Cases;

static void
set (Cases      *cases,
     const char *name,
     const char *value)
{
  json_object_set_string_member (cases->call, name, value);
}

/* (transfer full): text of all that a person or a tool may put into a name */
static char *
make_text (Cases *cases,
           guint  longest)
{
  static const char *const pieces[] = {
    "a", "Z", "0", " ", "+", "=", "%", "%2F", "&", "<", ">", "\"", "'", "#", "?", ";", ":", "@", "!",
    "~", "*", "(", ")", "[", "]", "{", "}", "|", "\\", "^", "`", ",", "$", "-", "_", ".", "/", "\n",
    "\t", "\xc3\xa9", "\xe4\xb8\xad", "\xf0\x9f\x9a\xa2", "\xe2\x80\xae",
  };
  GString *text = g_string_new (NULL);
  guint length = g_rand_int_range (cases->rand, 1, longest + 1);

  while (text->len < length)
    g_string_append (text, pieces[g_rand_int_range (cases->rand, 0, G_N_ELEMENTS (pieces))]);
  while (text->len > longest)
    {
      const char *last = g_utf8_find_prev_char (text->str, text->str + text->len);

      g_string_truncate (text, last - text->str);
    }

  return g_string_free (text, FALSE);
}

/* botocore takes a leading slash of a key for its own, so here no key begins with one; the real
 * server judges those.
 */
static char *
make_key (Cases *cases)
{
  char *key = make_text (cases, g_rand_boolean (cases->rand) ? 40 : LONGEST_KEY);

  for (char *c = key; *c == '/' || *c == '.'; c++)
    *c = 'k';

  return key;
}

/* What HTTP lets into a header. */
static char *
make_token (Cases *cases)
{
  return g_strdup_printf ("\"%08x-%u\"", g_rand_int (cases->rand), g_rand_int (cases->rand) % 10000);
}

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

/* Takes @request, and the call that stands in @cases. */
static void
add (Cases        *cases,
     FerryRequest *request)
{
  g_autoptr(FerryRequest) owned = request;
  g_autoptr(GError) error = NULL;
  g_autoptr(GUri) uri = ferry_endpoint_resolve (ENDPOINT, REGION, request, &error);
  g_autoptr(GBytes) body = ferry_request_dup_body (request);
  g_autoptr(JsonObject) object = json_object_new ();
  JsonObject *headers = pairs_to_json (ferry_request_get_headers (request));
  gsize length = 0;
  const char *text = body ? g_bytes_get_data (body, &length) : "";
  g_autofree char *body_text = g_strndup (text, length);
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  ferry_json_set_string (object, "service",
                         ferry_service_get_name (ferry_request_get_service (request)));
  ferry_json_set_string (object, "operation", ferry_request_get_operation (request));
  ferry_json_set_string (object, "method", ferry_request_get_method (request));
  ferry_json_set_string (object, "path", g_uri_get_path (uri));
  ferry_json_set_string (object, "query", g_uri_get_query (uri) ? g_uri_get_query (uri) : "");
  ferry_json_set_string (object, "body", body_text);
  ferry_json_set_string (headers, "Content-Type", ferry_request_get_content_type (request));
  json_object_set_object_member (object, "headers", headers);
  json_object_set_object_member (object, "call", g_steal_pointer (&cases->call));
  if (cases->without)
    {
      JsonArray *without = json_array_new ();

      json_array_add_string_element (without, cases->without);
      json_object_set_array_member (object, "without", without);
    }

  line = ferry_json_to_line (object);
  g_string_append_printf (cases->lines, "%s\n", line);
  cases->call = json_object_new ();
  g_clear_pointer (&cases->without, g_free);
}

static void
list_buckets (Cases *cases)
{
  g_autofree char *token = g_rand_boolean (cases->rand) ? make_text (cases, 30) : NULL;

  cases->without = token ? NULL : g_strdup ("continuation-token");
  add (cases, ferry_s3_list_buckets_request (token));
}

static void
head_bucket (Cases *cases)
{
  const char *bucket = g_rand_boolean (cases->rand) ? "my.dotted.bucket" : "disks";

  set (cases, "Bucket", bucket);
  add (cases, ferry_s3_head_bucket_request (bucket));
}

static void
list_objects (Cases *cases)
{
  g_autofree char *prefix = g_rand_boolean (cases->rand) ? make_text (cases, 60) : NULL;
  g_autofree char *token = g_rand_boolean (cases->rand) ? make_text (cases, 60) : NULL;
  gboolean below = g_rand_boolean (cases->rand);

  set (cases, "Bucket", "disks");
  if (!below)
    set (cases, "Delimiter", "/");
  /* Sent without one too: a policy that allows a prefix of "" denies a request that has none. */
  set (cases, "Prefix", prefix ? prefix : "");
  if (token)
    set (cases, "ContinuationToken", token);
  add (cases, below ? ferry_s3_list_below_request (REGION, "disks", prefix, token)
                    : ferry_s3_list_objects_request (REGION, "disks", prefix, token));
}

static void
set_object (Cases      *cases,
            const char *key)
{
  set (cases, "Bucket", "disks");
  set (cases, "Key", key);
}

static void
head_object (Cases *cases)
{
  g_autofree char *key = make_key (cases);

  set_object (cases, key);
  add (cases, ferry_s3_head_object_request (REGION, "disks", key));
}

static void
get_object (Cases *cases)
{
  g_autofree char *key = make_key (cases);
  g_autofree char *etag = g_rand_boolean (cases->rand) ? make_token (cases) : NULL;
  guint64 offset = ((guint64) g_rand_int (cases->rand)) << g_rand_int_range (cases->rand, 0, 14);
  gsize length = g_rand_boolean (cases->rand) ? g_rand_int_range (cases->rand, 1, 1 << 20) : 0;

  set_object (cases, key);
  if (etag)
    set (cases, "IfMatch", etag);
  if (length > 0)
    {
      g_autofree char *range = g_strdup_printf ("bytes=%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT,
                                                offset, offset + length - 1);

      set (cases, "Range", range);
    }
  add (cases, ferry_s3_get_object_request (REGION, "disks", key, length > 0 ? offset : 0, length,
                                           etag));
}

/* If-None-Match of PutObject is newer than the oracle, so it is looked at here. */
static void
put_object (Cases *cases)
{
  g_autofree char *key = make_key (cases);
  g_autofree char *text = make_text (cases, 200);
  g_autoptr(GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr(FerryRequest) request =
    ferry_s3_put_object_request (REGION, "disks", key, body, "application/xml");
  const FerryPair *pair = g_ptr_array_index (ferry_request_get_headers (request), 0);

  g_assert_false (ferry_request_is_act (request));
  g_assert_cmpstr (pair->name, ==, "If-None-Match");
  g_assert_cmpstr (pair->value, ==, "*");
  set_object (cases, key);
  set (cases, "Body", text);
  set (cases, "ContentType", "application/xml");
  add (cases, g_steal_pointer (&request));
}

static void
delete_object (Cases *cases)
{
  g_autofree char *key = make_key (cases);
  g_autofree char *version = g_rand_boolean (cases->rand) ? make_text (cases, 40) : NULL;

  set_object (cases, key);
  if (version)
    set (cases, "VersionId", version);
  add (cases, ferry_s3_delete_object_request (REGION, "disks", key, version));
}

/* (transfer full): an object with one member; (nullable) @value leaves it out */
static JsonObject *
member (const char *name,
        const char *value)
{
  JsonObject *object = json_object_new ();

  ferry_json_set_string (object, name, value);

  return object;
}

/* (transfer full): where the instance is made, and how it is run */
static JsonObject *
launch_call (const FerryImportInstanceInput *input,
             const char                     *user_data)
{
  JsonObject *launch = member ("Architecture", input->architecture);
  JsonObject *placement = json_object_new ();
  JsonArray *groups = json_array_new ();

  ferry_json_set_string (launch, "InstanceType", input->instance_type);
  ferry_json_set_string (launch, "SubnetId", input->subnet_id);
  ferry_json_set_string (launch, "PrivateIpAddress", input->private_ip);
  ferry_json_set_string (launch, "InstanceInitiatedShutdownBehavior", input->shutdown);
  ferry_json_set_string (placement, "AvailabilityZone", input->zone);
  ferry_json_set_string (placement, "Tenancy", input->tenancy);
  json_object_set_object_member (launch, "Placement", placement);
  for (guint i = 0; input->group_ids && input->group_ids[i]; i++)
    json_array_add_string_element (groups, input->group_ids[i]);
  json_object_set_array_member (launch, "GroupIds", groups);
  if (input->monitoring)
    json_object_set_boolean_member (launch, "Monitoring", TRUE);
  if (user_data)
    json_object_set_object_member (launch, "UserData", member ("Data", user_data));

  return launch;
}

/* (transfer full) */
static JsonObject *
image_call (const char *format,
            guint64     bytes,
            const char *url)
{
  JsonObject *image = member ("Format", format);

  ferry_json_set_string (image, "ImportManifestUrl", url);
  json_object_set_int_member (image, "Bytes", bytes);

  return image;
}

/* (transfer full) */
static JsonObject *
volume_call (guint64 size)
{
  JsonObject *volume = json_object_new ();

  json_object_set_int_member (volume, "Size", size);

  return volume;
}

static void
set_disk (Cases                          *cases,
          const FerryImportInstanceInput *input)
{
  JsonObject *disk = json_object_new ();
  JsonArray *disks = json_array_new ();

  ferry_json_set_string (disk, "Description", input->disk_description);
  json_object_set_object_member (disk, "Image", image_call (input->image_format, input->image_bytes,
                                                            input->manifest_url));
  json_object_set_object_member (disk, "Volume", volume_call (input->volume_size));
  json_array_add_object_element (disks, disk);
  json_object_set_array_member (cases->call, "DiskImages", disks);
}

static void
import_instance (Cases *cases)
{
  static const char *const groups[] = { "sg-0a1b2c3d", "sg-0123456789abcdef0", NULL };
  g_autofree char *description = make_text (cases, 60);
  g_autofree char *disk = g_rand_boolean (cases->rand) ? make_text (cases, 60) : NULL;
  g_autofree char *secret = make_text (cases, 60);
  g_autofree char *url = g_strconcat ("https://b.s3.amazonaws.com/m?", secret, NULL);
  g_autofree char *told = make_text (cases, 200);
  g_autoptr(GBytes) user_data = g_rand_boolean (cases->rand) ? g_bytes_new (told, strlen (told))
                                                             : NULL;
  g_autofree char *encoded = user_data ? g_base64_encode ((guchar *) told, strlen (told)) : NULL;
  gboolean subnet = g_rand_boolean (cases->rand);
  FerryImportInstanceInput input = {
    .region = REGION, .description = description, .architecture = "x86_64",
    .platform = g_rand_boolean (cases->rand) ? "Linux" : "Windows",
    .instance_type = "t3.small", .subnet_id = subnet ? "subnet-0a1b2c3d" : NULL,
    .private_ip = subnet ? "10.0.4.20" : NULL,
    .zone = g_rand_boolean (cases->rand) ? "eu-west-1b" : NULL,
    .tenancy = g_rand_boolean (cases->rand) ? "dedicated" : NULL,
    .group_ids = g_rand_boolean (cases->rand) ? groups : NULL,
    .shutdown = g_rand_boolean (cases->rand) ? "terminate" : NULL,
    .monitoring = g_rand_boolean (cases->rand), .user_data = user_data, .disk_description = disk,
    .image_format = g_rand_boolean (cases->rand) ? "VMDK" : "RAW",
    .image_bytes = ((guint64) g_rand_int (cases->rand)) << 12, .manifest_url = url,
    .volume_size = g_rand_int_range (cases->rand, 1, 16385),
  };

  set (cases, "Description", description);
  set (cases, "Platform", input.platform);
  json_object_set_object_member (cases->call, "LaunchSpecification", launch_call (&input, encoded));
  set_disk (cases, &input);
  if (g_rand_boolean (cases->rand))
    {
      g_autoptr(FerryRequest) request = ferry_import_instance_request (&input);

      json_object_set_boolean_member (cases->call, "DryRun", TRUE);
      add (cases, ferry_import_dry_run_request (request));
    }
  else
    {
      add (cases, ferry_import_instance_request (&input));
    }
}

static void
import_volume (Cases *cases)
{
  g_autofree char *description = make_text (cases, 60);
  g_autofree char *secret = make_text (cases, 60);
  g_autofree char *url = g_strconcat ("https://b.s3.amazonaws.com/m?", secret, NULL);
  FerryImportVolumeInput input = {
    .region = REGION, .zone = "eu-west-1b", .description = description,
    .image_format = g_rand_boolean (cases->rand) ? "VMDK" : "VHD",
    .image_bytes = ((guint64) g_rand_int (cases->rand)) << 12, .manifest_url = url,
    .volume_size = g_rand_int_range (cases->rand, 1, 16385),
  };

  set (cases, "AvailabilityZone", input.zone);
  set (cases, "Description", description);
  json_object_set_object_member (cases->call, "Image",
                                 image_call (input.image_format, input.image_bytes, url));
  json_object_set_object_member (cases->call, "Volume", volume_call (input.volume_size));
  add (cases, ferry_import_volume_request (&input));
}

static void
describe_conversion_tasks (Cases *cases)
{
  const char *id = g_rand_boolean (cases->rand) ? "import-i-abcd1234" : NULL;

  if (id)
    {
      JsonArray *ids = json_array_new ();

      json_array_add_string_element (ids, id);
      json_object_set_array_member (cases->call, "ConversionTaskIds", ids);
    }
  add (cases, ferry_describe_conversion_tasks_request (REGION, id));
}

static void
cancel_conversion_task (Cases *cases)
{
  g_autofree char *reason = g_rand_boolean (cases->rand) ? make_text (cases, 60) : NULL;

  set (cases, "ConversionTaskId", "import-i-abcd1234");
  if (reason)
    set (cases, "ReasonMessage", reason);
  add (cases, ferry_cancel_conversion_task_request (REGION, "import-i-abcd1234", reason));
}

static void
get_caller_identity (Cases *cases)
{
  add (cases, ferry_sts_get_caller_identity_request ());
}

static void
tell_fact (Cases                 *cases,
           const FerryOracleFact *fact)
{
  g_autofree char *token = g_rand_boolean (cases->rand) ? make_text (cases, 60) : NULL;

  if (fact->make)
    {
      g_autofree char *text = make_text (cases, 60);

      add (cases, fact->make (cases->rand, text, cases->call));
      return;
    }
  if (fact->bucket_request)
    {
      set (cases, "Bucket", "disks");
      add (cases, fact->bucket_request (REGION, "disks"));
      return;
    }

  if (fact->page_size > 0)
    json_object_set_int_member (cases->call, "MaxResults", fact->page_size);
  if (g_str_equal (fact->operation, "DescribeInstanceTypeOfferings"))
    set (cases, "LocationType", "availability-zone");
  if (fact->page_size > 0 && token)
    set (cases, "NextToken", token);
  add (cases, fact->request (REGION, fact->page_size > 0 ? token : NULL));
}

static const struct {
  const char *operation;
  void      (*make) (Cases *cases);
} operations[] = {
  { "ListBuckets", list_buckets },
  { "HeadBucket", head_bucket },
  { "ListObjectsV2", list_objects },
  { "HeadObject", head_object },
  { "GetObject", get_object },
  { "PutObject", put_object },
  { "DeleteObject", delete_object },
  { "ImportInstance", import_instance },
  { "ImportVolume", import_volume },
  { "DescribeConversionTasks", describe_conversion_tasks },
  { "CancelConversionTask", cancel_conversion_task },
  { "GetCallerIdentity", get_caller_identity },
};

#define N_OPERATIONS (G_N_ELEMENTS (operations) + FERRY_ORACLE_N_FACTS)

static const char *
get_name (gsize n)
{
  if (n < G_N_ELEMENTS (operations))
    return operations[n].operation;

  return ferry_oracle_facts[n - G_N_ELEMENTS (operations)].operation;
}

static void
test_operation (gconstpointer data)
{
  const guint n = GPOINTER_TO_UINT (data);
  Cases cases = {
    .rand = g_rand_new_with_seed (SEED + n),
    .lines = g_string_new (NULL),
    .call = json_object_new (),
  };
  g_autofree char *expected = g_strdup_printf ("judged %d\n", ROUNDS);
  g_autofree char *output = NULL;

  for (guint i = 0; i < ROUNDS; i++)
    if (n < G_N_ELEMENTS (operations))
      operations[n].make (&cases);
    else
      tell_fact (&cases, &ferry_oracle_facts[n - G_N_ELEMENTS (operations)]);
  output = ferry_oracle_run ("wire_requests.py", NULL, cases.lines->str);
  if (output)
    g_assert_cmpstr (output, ==, expected);

  json_object_unref (cases.call);
  g_string_free (cases.lines, TRUE);
  g_rand_free (cases.rand);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 2 && g_str_equal (argv[1], "--operations"))
    {
      for (gsize i = 0; i < N_OPERATIONS; i++)
        g_print ("%s\n", get_name (i));
      return 0;
    }

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < N_OPERATIONS; i++)
    {
      g_autofree char *path = g_strconcat ("/requests/", get_name (i), NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_operation);
    }

  return g_test_run ();
}
