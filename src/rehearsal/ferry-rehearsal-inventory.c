/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-inventory.h"

#include "base/ferry-json.h"
#include "rehearsal/ferry-rehearsal-tags.h"

#include <string.h>

static JsonArray *
list_tasks (FerryRehearsalStore *store)
{
  GPtrArray *tasks = ferry_rehearsal_store_get_tasks (store);
  FerryRehearsalEstate *estate = ferry_rehearsal_store_get_estate (store);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < tasks->len; i++)
    {
      FerryRehearsalTask *task = g_ptr_array_index (tasks, i);
      JsonObject *object = json_object_new ();
      g_autofree char *zone = ferry_rehearsal_task_dup_zone (task);

      ferry_json_set_string (object, "id", task->id);
      ferry_json_set_string (object, "region", task->region);
      ferry_json_set_string (object, "state", ferry_rehearsal_task_get_state_name (task));
      ferry_json_set_string (object, "description", task->description);
      ferry_json_set_string (object, "instance", task->instance_id);
      ferry_json_set_string (object, "volume", task->volume_id);
      ferry_json_set_string (object, "zone", zone);
      ferry_json_set_string (object, "format", task->format);
      json_object_set_int_member (object, "image-bytes", task->image_bytes);
      json_object_set_boolean_member (object, "aged-out",
                                      ferry_rehearsal_estate_has_aged_out (estate, task));
      json_array_add_object_element (array, object);
    }

  return array;
}

static void
set_task (JsonObject          *object,
          FerryRehearsalStore *store,
          const char          *region,
          const char          *id)
{
  FerryRehearsalTask *task = ferry_rehearsal_store_find_task (store, region, id);

  ferry_json_set_string (object, "task", id);
  ferry_json_set_string (object, "description", task ? task->description : NULL);
}

static JsonObject *
list_devices (FerryRehearsalEstate   *estate,
              FerryRehearsalInstance *instance)
{
  GPtrArray *volumes = ferry_rehearsal_estate_get_volumes (estate);
  JsonObject *devices = json_object_new ();

  for (guint i = 0; i < volumes->len; i++)
    {
      FerryRehearsalVolume *volume = g_ptr_array_index (volumes, i);

      if (g_strcmp0 (volume->instance_id, instance->id) == 0)
        ferry_json_set_string (devices, volume->device, volume->id);
    }

  return devices;
}

static JsonArray *
list_instances (FerryRehearsalStore *store)
{
  FerryRehearsalEstate *estate = ferry_rehearsal_store_get_estate (store);
  GPtrArray *instances = ferry_rehearsal_estate_get_instances (estate);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < instances->len; i++)
    {
      FerryRehearsalInstance *instance = g_ptr_array_index (instances, i);
      JsonObject *object;

      if (instance->state == FERRY_REHEARSAL_INSTANCE_TERMINATED)
        continue;
      object = json_object_new ();
      ferry_json_set_string (object, "id", instance->id);
      ferry_json_set_string (object, "region", instance->region);
      ferry_json_set_string (object, "state", ferry_rehearsal_instance_get_state_name (instance));
      ferry_json_set_string (object, "zone", instance->zone);
      ferry_json_set_string (object, "type", instance->type);
      set_task (object, store, instance->region, instance->task);
      json_object_set_object_member (object, "devices", list_devices (estate, instance));
      json_object_set_object_member (object, "tags", ferry_rehearsal_tags_copy (instance->tags));
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonArray *
list_volumes (FerryRehearsalStore *store)
{
  GPtrArray *volumes =
    ferry_rehearsal_estate_get_volumes (ferry_rehearsal_store_get_estate (store));
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < volumes->len; i++)
    {
      FerryRehearsalVolume *volume = g_ptr_array_index (volumes, i);
      JsonObject *object;

      if (volume->state == FERRY_REHEARSAL_VOLUME_DELETED)
        continue;
      object = json_object_new ();
      ferry_json_set_string (object, "id", volume->id);
      ferry_json_set_string (object, "region", volume->region);
      ferry_json_set_string (object, "state", ferry_rehearsal_volume_get_state_name (volume));
      json_object_set_int_member (object, "size", volume->size);
      ferry_json_set_string (object, "zone", volume->zone);
      ferry_json_set_string (object, "type", volume->type);
      set_task (object, store, volume->region, volume->task);
      ferry_json_set_string (object, "instance", volume->instance_id);
      ferry_json_set_string (object, "device", volume->device);
      json_object_set_object_member (object, "tags", ferry_rehearsal_tags_copy (volume->tags));
      json_array_add_object_element (array, object);
    }

  return array;
}

/* (nullable): of no interest */
static const char *
find_kind (const char *key)
{
  const char *slash = strrchr (key, '/');
  const char *name = slash ? slash + 1 : key;

  if (g_str_has_prefix (name, ".ferry-claim-"))
    return "claim";

  return g_str_has_prefix (name, "ferry-") && g_str_has_suffix (name, ".manifest.xml") ? "manifest"
                                                                                       : NULL;
}

static void
list_object (JsonArray            *array,
             FerryRehearsalBucket *bucket,
             FerryRehearsalObject *object,
             gboolean              hidden)
{
  const char *kind = find_kind (object->key);
  JsonObject *listed;

  if (kind == NULL)
    return;
  listed = json_object_new ();
  ferry_json_set_string (listed, "bucket", bucket->name);
  ferry_json_set_string (listed, "key", object->key);
  ferry_json_set_string (listed, "kind", kind);
  ferry_json_set_string (listed, "version", object->version_id);
  json_object_set_boolean_member (listed, "hidden", hidden);
  json_array_add_object_element (array, listed);
}

static JsonArray *
list_objects (FerryRehearsalStore *store)
{
  GPtrArray *buckets = ferry_rehearsal_store_get_buckets (store);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < buckets->len; i++)
    {
      FerryRehearsalBucket *bucket = g_ptr_array_index (buckets, i);

      for (GTreeNode *node = g_tree_node_first (bucket->objects); node;
           node = g_tree_node_next (node))
        list_object (array, bucket, g_tree_node_value (node), FALSE);
      for (guint j = 0; j < bucket->hidden->len; j++)
        list_object (array, bucket, g_ptr_array_index (bucket->hidden, j), TRUE);
    }

  return array;
}

JsonObject *
ferry_rehearsal_inventory (FerryRehearsalStore *store)
{
  JsonObject *inventory = json_object_new ();

  ferry_json_set_string (inventory, "event", "inventory");
  json_object_set_array_member (inventory, "tasks", list_tasks (store));
  json_object_set_array_member (inventory, "instances", list_instances (store));
  json_object_set_array_member (inventory, "volumes", list_volumes (store));
  json_object_set_array_member (inventory, "objects", list_objects (store));

  return inventory;
}
