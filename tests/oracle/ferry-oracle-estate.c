/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-oracle-estate.h"

#include "ec2/ferry-plain-reply.h"

#define REGION "eu-west-1"
#define INSTANCE "i-0123456789abcdef0"
#define VOLUME "vol-0123456789abcdef0"

static void
set_text (JsonObject *object,
          const char *name,
          const char *value)
{
  if (value)
    json_object_set_string_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

static void
set_time (JsonObject *object,
          const char *name,
          GDateTime  *time)
{
  if (time)
    json_object_set_int_member (object, name, g_date_time_to_unix (time));
  else
    json_object_set_null_member (object, name);
}

static void
set_words (JsonObject *object,
           const char *name,
           GStrv       words)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; words[i]; i++)
    json_array_add_string_element (array, words[i]);
  json_object_set_array_member (object, name, array);
}

static JsonObject *
describe_volume (const FerryVolume *volume)
{
  JsonObject *value = json_object_new ();

  set_text (value, "id", volume->id);
  set_text (value, "state", volume->state);
  json_object_set_int_member (value, "size", (gint64) volume->size);
  set_text (value, "zone", volume->zone);
  set_text (value, "type", volume->type);
  json_object_set_boolean_member (value, "encrypted", volume->encrypted);
  set_time (value, "created", volume->created);
  set_text (value, "instance", volume->instance_id);
  set_text (value, "device", volume->device);
  set_text (value, "attachment", volume->attachment_state);
  set_words (value, "tags", volume->tags);

  return value;
}

static JsonObject *
describe_instance (const FerryInstance *instance)
{
  JsonObject *value = json_object_new ();

  set_text (value, "id", instance->id);
  set_text (value, "state", instance->state);
  set_text (value, "type", instance->type);
  set_text (value, "zone", instance->zone);
  set_text (value, "subnet", instance->subnet_id);
  set_text (value, "private", instance->private_ip);
  set_text (value, "public", instance->public_ip);
  set_text (value, "root", instance->root_device);
  set_time (value, "launched", instance->launched);
  set_words (value, "devices", instance->devices);
  set_words (value, "tags", instance->tags);

  return value;
}

typedef JsonObject *(*Describe) (gconstpointer item);

static JsonObject *
read_page (GPtrArray  *items,
           const char *token,
           Describe    describe)
{
  JsonArray *array = json_array_new ();
  JsonObject *value = json_object_new ();

  for (guint i = 0; i < items->len; i++)
    json_array_add_object_element (array, describe (g_ptr_array_index (items, i)));
  json_object_set_array_member (value, "items", array);
  set_text (value, "token", token);

  return value;
}

JsonObject *
ferry_oracle_read_volumes (GBytes  *body,
                           GError **error)
{
  g_autofree char *token = NULL;
  g_autoptr(GPtrArray) items = ferry_describe_volumes_parse (body, &token, error);

  return items ? read_page (items, token, (Describe) describe_volume) : NULL;
}

JsonObject *
ferry_oracle_read_instances (GBytes  *body,
                             GError **error)
{
  g_autofree char *token = NULL;
  g_autoptr(GPtrArray) items = ferry_describe_instances_parse (body, &token, error);

  return items ? read_page (items, token, (Describe) describe_instance) : NULL;
}

static JsonObject *
read_plain (GBytes      *body,
            const char  *operation,
            GError     **error)
{
  return ferry_plain_reply_read (body, operation, error) ? json_object_new () : NULL;
}

JsonObject *
ferry_oracle_read_attach (GBytes  *body,
                          GError **error)
{
  return read_plain (body, "AttachVolume", error);
}

JsonObject *
ferry_oracle_read_delete (GBytes  *body,
                          GError **error)
{
  return read_plain (body, "DeleteVolume", error);
}

JsonObject *
ferry_oracle_read_start (GBytes  *body,
                         GError **error)
{
  return read_plain (body, "StartInstances", error);
}

JsonObject *
ferry_oracle_read_terminate (GBytes  *body,
                             GError **error)
{
  return read_plain (body, "TerminateInstances", error);
}

JsonObject *
ferry_oracle_read_tags (GBytes  *body,
                        GError **error)
{
  return read_plain (body, "CreateTags", error);
}

/* @call's member @name: a list of one, or of two */
static GPtrArray *
set_list (JsonObject *call,
          const char *name,
          const char *first,
          const char *second)
{
  GPtrArray *values = g_ptr_array_new ();
  JsonArray *array = json_array_new ();

  g_ptr_array_add (values, (char *) first);
  if (second)
    g_ptr_array_add (values, (char *) second);
  for (guint i = 0; i < values->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (values, i));
  json_object_set_array_member (call, name, array);

  return values;
}

/* A filter or a tag, for botocore. */
static void
add_pair (JsonArray  *array,
          const char *name_name,
          const char *name,
          const char *value)
{
  JsonObject *pair = json_object_new ();

  json_object_set_string_member (pair, name_name, name);
  if (g_str_equal (name_name, "Key"))
    json_object_set_string_member (pair, "Value", value);
  else
    g_ptr_array_unref (set_list (pair, "Values", value, NULL));
  json_array_add_object_element (array, pair);
}

typedef FerryRequest *(*MakePage) (const char        *region,
                                   GPtrArray         *ids,
                                   const char *const *filters,
                                   const char        *token);

/* By ids, by filters, or all of them; a page, or one behind another. */
static FerryRequest *
make_page (GRand      *rand,
           const char *text,
           JsonObject *call,
           MakePage    make,
           const char *ids_name,
           const char *id)
{
  const char *const filters[] = { "tag:ferry:run", text, "availability-zone", "eu-west-1?", NULL };
  gboolean filtered = g_rand_boolean (rand);
  gboolean behind = g_rand_boolean (rand);
  JsonArray *array;

  if (g_rand_int_range (rand, 0, 3) == 0)
    {
      g_autoptr(GPtrArray) ids = set_list (call, ids_name, id, behind ? "x-1" : NULL);

      return make (REGION, ids, NULL, NULL);
    }
  if (filtered)
    {
      array = json_array_new ();
      add_pair (array, "Name", filters[0], filters[1]);
      add_pair (array, "Name", filters[2], filters[3]);
      json_object_set_array_member (call, "Filters", array);
    }
  json_object_set_int_member (call, "MaxResults", 500);
  if (behind)
    json_object_set_string_member (call, "NextToken", text);

  return make (REGION, NULL, filtered ? filters : NULL, behind ? text : NULL);
}

FerryRequest *
ferry_oracle_make_volumes (GRand      *rand,
                           const char *text,
                           JsonObject *call)
{
  return make_page (rand, text, call, ferry_describe_volumes_request, "VolumeIds", VOLUME);
}

FerryRequest *
ferry_oracle_make_instances (GRand      *rand,
                             const char *text,
                             JsonObject *call)
{
  return make_page (rand, text, call, ferry_describe_instances_request, "InstanceIds", INSTANCE);
}

FerryRequest *
ferry_oracle_make_attach (GRand      *rand,
                          const char *text,
                          JsonObject *call)
{
  json_object_set_string_member (call, "VolumeId", VOLUME);
  json_object_set_string_member (call, "InstanceId", INSTANCE);
  json_object_set_string_member (call, "Device", text);

  return ferry_attach_volume_request (REGION, VOLUME, INSTANCE, text);
}

FerryRequest *
ferry_oracle_make_delete (GRand      *rand,
                          const char *text,
                          JsonObject *call)
{
  json_object_set_string_member (call, "VolumeId", text);

  return ferry_delete_volume_request (REGION, text);
}

FerryRequest *
ferry_oracle_make_start (GRand      *rand,
                         const char *text,
                         JsonObject *call)
{
  g_ptr_array_unref (set_list (call, "InstanceIds", text, NULL));

  return ferry_start_instance_request (REGION, text);
}

FerryRequest *
ferry_oracle_make_terminate (GRand      *rand,
                             const char *text,
                             JsonObject *call)
{
  g_ptr_array_unref (set_list (call, "InstanceIds", text, NULL));

  return ferry_terminate_instance_request (REGION, text);
}

FerryRequest *
ferry_oracle_make_tags (GRand      *rand,
                        const char *text,
                        JsonObject *call)
{
  const char *const tags[] = { "Name", text, text, "", NULL };
  g_autoptr(GPtrArray) resources = set_list (call, "Resources", INSTANCE,
                                             g_rand_boolean (rand) ? VOLUME : NULL);
  JsonArray *array = json_array_new ();

  add_pair (array, "Key", tags[0], tags[1]);
  add_pair (array, "Key", tags[2], tags[3]);
  json_object_set_array_member (call, "Tags", array);

  return ferry_create_tags_request (REGION, resources, tags);
}
