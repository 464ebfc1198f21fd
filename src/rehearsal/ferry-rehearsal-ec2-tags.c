/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-ec2.h"

#include "rehearsal/ferry-rehearsal-ec2-check.h"
#include "rehearsal/ferry-rehearsal-tags.h"

/* In characters (EC2 User Guide, "Tag restrictions") */
#define MAX_KEY 128
#define MAX_VALUE 256
#define MAX_RESOURCES 1000

/* One of the two. */
typedef struct {
  FerryRehearsalInstance *instance;
  FerryRehearsalVolume   *volume;
} Resource;

static gboolean
check_names (FerryRehearsalExchange *exchange)
{
  static const char *const known[] = { "Action", "Version", "DryRun", NULL };
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, exchange->form);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_strv_contains (known, name) && !g_str_has_prefix (name, "ResourceId.") &&
        !g_str_has_prefix (name, "Tag."))
      return ferry_rehearsal_ec2_refuse (exchange, "UnknownParameter",
                                         "The parameter @ is not recognized", name);

  return TRUE;
}

static gboolean
check_tag (FerryRehearsalExchange *exchange,
           const char             *key,
           const char             *value)
{
  if (*key == '\0' || g_utf8_strlen (key, -1) > MAX_KEY)
    return ferry_rehearsal_ec2_refuse (exchange, "InvalidParameterValue",
                                       "Tag key '@' has to have 1 to 128 characters", key);
  if (g_str_has_prefix (key, "aws:"))
    return ferry_rehearsal_ec2_refuse (exchange, "InvalidParameterValue",
                                       "Tag keys starting with 'aws:' are reserved for internal "
                                       "use", key);

  return g_utf8_strlen (value, -1) <= MAX_VALUE ||
         ferry_rehearsal_ec2_refuse (exchange, "InvalidParameterValue",
                                     "The value of tag '@' exceeds 256 characters", key);
}

/* (nullable) (transfer full): refused already */
static JsonObject *
read_tags (FerryRehearsalExchange *exchange)
{
  g_autoptr(JsonObject) tags = json_object_new ();

  for (guint i = 1; ; i++)
    {
      g_autofree char *key_name = g_strdup_printf ("Tag.%u.Key", i);
      g_autofree char *value_name = g_strdup_printf ("Tag.%u.Value", i);
      const char *key = ferry_rehearsal_exchange_get_form (exchange, key_name);
      const char *value = ferry_rehearsal_exchange_get_form (exchange, value_name);

      if (key == NULL)
        break;
      if (value == NULL)
        value = "";
      if (!check_tag (exchange, key, value))
        return NULL;
      if (json_object_has_member (tags, key))
        {
          ferry_rehearsal_ec2_refuse (exchange, "InvalidParameterValue",
                                      "Duplicate tag key '@' specified.", key);
          return NULL;
        }
      json_object_set_string_member (tags, key, value);
    }
  if (json_object_get_size (tags) > 0)
    return g_steal_pointer (&tags);

  ferry_rehearsal_ec2_refuse (exchange, "MissingParameter",
                              "The request must contain the parameter @", "Tag");

  return NULL;
}

static gboolean
find_resource (FerryRehearsalExchange *exchange,
               FerryRehearsalEstate   *estate,
               const char             *id,
               Resource               *resource)
{
  resource->instance = ferry_rehearsal_estate_find_instance (estate, exchange->region, id);
  resource->volume = ferry_rehearsal_estate_find_volume (estate, exchange->region, id);
  if (resource->instance || resource->volume)
    return TRUE;

  /* A conversion task cannot have any. */
  return ferry_rehearsal_ec2_refuse (exchange, g_str_has_prefix (id, "vol-")
                                                 ? "InvalidVolume.NotFound"
                                               : g_str_has_prefix (id, "i-")
                                                 ? "InvalidInstanceID.NotFound" : "InvalidID",
                                     "The ID '@' is not valid", id);
}

static void
add_cb (JsonObject *tags,
        const char *key,
        JsonNode   *value,
        gpointer    user_data)
{
  json_object_set_string_member (user_data, key, json_node_get_string (value));
}

/* (transfer full) */
static JsonObject *
merge (Resource   *resource,
       JsonObject *tags)
{
  JsonObject *merged = ferry_rehearsal_tags_copy (resource->instance ? resource->instance->tags
                                                                     : resource->volume->tags);

  json_object_foreach_member (tags, add_cb, merged);

  return merged;
}

/* Nothing is written unless all of it can be. (nullable) (transfer full) */
static GArray *
find_resources (FerryRehearsalExchange *exchange,
                FerryRehearsalEstate   *estate,
                JsonObject             *tags)
{
  g_autoptr(GArray) resources = g_array_new (FALSE, TRUE, sizeof (Resource));

  for (guint i = 1; i <= MAX_RESOURCES; i++)
    {
      g_autofree char *name = g_strdup_printf ("ResourceId.%u", i);
      const char *id = ferry_rehearsal_exchange_get_form (exchange, name);
      g_autoptr(JsonObject) merged = NULL;
      Resource resource;

      if (id == NULL)
        break;
      if (!find_resource (exchange, estate, id, &resource))
        return NULL;
      merged = merge (&resource, tags);
      if (json_object_get_size (merged) > FERRY_REHEARSAL_MAX_TAGS)
        {
          ferry_rehearsal_ec2_refuse (exchange, "TagLimitExceeded",
                                      "The maximum number of tags for @ has been reached", id);
          return NULL;
        }
      g_array_append_val (resources, resource);
    }
  if (resources->len > 0)
    return g_steal_pointer (&resources);

  ferry_rehearsal_ec2_refuse (exchange, "MissingParameter",
                              "The request must contain the parameter @", "ResourceId");

  return NULL;
}

static void
write_tags (FerryRehearsalEstate *estate,
            Resource             *resource,
            JsonObject           *tags)
{
  JsonObject **place = resource->instance ? &resource->instance->tags : &resource->volume->tags;
  JsonObject *merged = merge (resource, tags);

  json_object_unref (*place);
  *place = merged;
  if (resource->instance)
    ferry_rehearsal_estate_touch_instance (estate, resource->instance);
  else
    ferry_rehearsal_estate_touch_volume (estate, resource->volume);
}

void
ferry_rehearsal_ec2_create_tags (FerryRehearsalExchange *exchange,
                                 FerryRehearsalStore    *store)
{
  FerryRehearsalEstate *estate = ferry_rehearsal_store_get_estate (store);
  g_autoptr(JsonObject) tags = NULL;
  g_autoptr(GArray) resources = NULL;
  g_autoptr(GString) xml = NULL;

  if (!check_names (exchange) || (tags = read_tags (exchange)) == NULL ||
      (resources = find_resources (exchange, estate, tags)) == NULL ||
      !ferry_rehearsal_ec2_check_dry_run (exchange))
    return;

  for (guint i = 0; i < resources->len; i++)
    write_tags (estate, &g_array_index (resources, Resource, i), tags);
  xml = ferry_rehearsal_ec2_open (exchange);
  ferry_rehearsal_append_element (xml, "return", "true");
  ferry_rehearsal_ec2_close (exchange, xml);
}
