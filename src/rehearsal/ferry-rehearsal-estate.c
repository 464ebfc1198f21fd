/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-estate.h"

#include "base/ferry-json.h"
#include "plan/ferry-estimate.h"
#include "rehearsal/ferry-rehearsal-history.h"
#include "rehearsal/ferry-rehearsal-making.h"

#define SETTLE_MS 100

struct _FerryRehearsalEstate {
  FerryRehearsalConditions  conditions;
  GPtrArray                *instances;
  GPtrArray                *volumes;
  FerryRehearsalHistory    *history;
  guint                     timer;
  FerryRehearsalEstateFunc  changed;
  gpointer                  user_data;
};

static void
ignore_cb (JsonObject *event,
           gpointer    user_data)
{
}

FerryRehearsalEstate *
ferry_rehearsal_estate_new (void)
{
  FerryRehearsalEstate *estate = g_new0 (FerryRehearsalEstate, 1);

  estate->conditions.slots = FERRY_TASKS_AT_ONCE;
  estate->instances =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_rehearsal_instance_free);
  estate->volumes = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_rehearsal_volume_free);
  estate->history = ferry_rehearsal_history_new ();
  estate->changed = ignore_cb;

  return estate;
}

void
ferry_rehearsal_estate_free (FerryRehearsalEstate *estate)
{
  g_clear_handle_id (&estate->timer, g_source_remove);
  g_ptr_array_unref (estate->instances);
  g_ptr_array_unref (estate->volumes);
  ferry_rehearsal_history_free (estate->history);
  g_free (estate);
}

void
ferry_rehearsal_estate_watch (FerryRehearsalEstate     *estate,
                              FerryRehearsalEstateFunc  changed,
                              gpointer                  user_data)
{
  estate->changed = changed ? changed : ignore_cb;
  estate->user_data = user_data;
}

FerryRehearsalConditions *
ferry_rehearsal_estate_get_conditions (FerryRehearsalEstate *estate)
{
  return &estate->conditions;
}

GPtrArray *
ferry_rehearsal_estate_get_instances (FerryRehearsalEstate *estate)
{
  return estate->instances;
}

GPtrArray *
ferry_rehearsal_estate_get_volumes (FerryRehearsalEstate *estate)
{
  return estate->volumes;
}

FerryRehearsalInstance *
ferry_rehearsal_estate_find_instance (FerryRehearsalEstate *estate,
                                      const char           *region,
                                      const char           *id)
{
  for (guint i = 0; i < estate->instances->len; i++)
    {
      FerryRehearsalInstance *instance = g_ptr_array_index (estate->instances, i);

      if (g_strcmp0 (instance->region, region) == 0 && g_strcmp0 (instance->id, id) == 0)
        return instance;
    }

  return NULL;
}

FerryRehearsalVolume *
ferry_rehearsal_estate_find_volume (FerryRehearsalEstate *estate,
                                    const char           *region,
                                    const char           *id)
{
  for (guint i = 0; i < estate->volumes->len; i++)
    {
      FerryRehearsalVolume *volume = g_ptr_array_index (estate->volumes, i);

      if (volume->state != FERRY_REHEARSAL_VOLUME_DELETED &&
          g_strcmp0 (volume->region, region) == 0 && g_strcmp0 (volume->id, id) == 0)
        return volume;
    }

  return NULL;
}

FerryRehearsalVolume *
ferry_rehearsal_estate_find_device (FerryRehearsalEstate *estate,
                                    const char           *instance_id,
                                    const char           *device)
{
  for (guint i = 0; i < estate->volumes->len; i++)
    {
      FerryRehearsalVolume *volume = g_ptr_array_index (estate->volumes, i);

      if (g_strcmp0 (volume->instance_id, instance_id) == 0 &&
          g_strcmp0 (volume->device, device) == 0)
        return volume;
    }

  return NULL;
}

FerryRehearsalVolume *
ferry_rehearsal_estate_find_made (FerryRehearsalEstate *estate,
                                  FerryRehearsalTask   *task)
{
  for (guint i = 0; i < estate->volumes->len; i++)
    {
      FerryRehearsalVolume *volume = g_ptr_array_index (estate->volumes, i);

      if (g_str_equal (volume->id, task->volume_id))
        return volume;
    }

  return NULL;
}

/* @shown: (inout): of the thing, 0 as long as nobody knows of it */
static gint64
decide_since (FerryRehearsalEstate *estate,
              gint64               *shown)
{
  gint64 since = g_get_real_time () + estate->conditions.describe_delay;

  if (*shown == 0)
    *shown = since;

  return since;
}

void
ferry_rehearsal_estate_touch_instance (FerryRehearsalEstate   *estate,
                                       FerryRehearsalInstance *instance)
{
  g_autoptr(JsonObject) event = json_object_new ();
  gint64 since = decide_since (estate, &instance->shown);

  ferry_rehearsal_history_take (estate->history, instance->id, since,
                                ferry_rehearsal_instance_to_json (instance));
  ferry_json_set_string (event, "event", "instance");
  ferry_json_set_string (event, "instance", instance->id);
  ferry_json_set_string (event, "region", instance->region);
  ferry_json_set_string (event, "state", ferry_rehearsal_instance_get_state_name (instance));
  estate->changed (event, estate->user_data);
}

void
ferry_rehearsal_estate_touch_volume (FerryRehearsalEstate *estate,
                                     FerryRehearsalVolume *volume)
{
  g_autoptr(JsonObject) event = json_object_new ();
  gint64 since = decide_since (estate, &volume->shown);

  ferry_rehearsal_history_take (estate->history, volume->id, since,
                                ferry_rehearsal_volume_to_json (volume));
  ferry_json_set_string (event, "event", "volume");
  ferry_json_set_string (event, "volume", volume->id);
  ferry_json_set_string (event, "region", volume->region);
  ferry_json_set_string (event, "state", ferry_rehearsal_volume_get_state_name (volume));
  ferry_json_set_string (event, "instance", volume->instance_id);
  estate->changed (event, estate->user_data);
}

static void
keep_task (FerryRehearsalEstate *estate,
           FerryRehearsalTask   *task,
           gint64                since)
{
  if (ferry_rehearsal_task_is_finished (task) && task->ended == 0)
    task->ended = g_get_real_time ();
  ferry_rehearsal_history_take (estate->history, task->id, since,
                                ferry_rehearsal_task_to_json (task));
  ferry_rehearsal_making_follow (estate, task);
}

void
ferry_rehearsal_estate_follow (FerryRehearsalEstate *estate,
                               FerryRehearsalTask   *task)
{
  keep_task (estate, task, decide_since (estate, &task->shown));
}

void
ferry_rehearsal_estate_remember (FerryRehearsalEstate *estate,
                                 FerryRehearsalTask   *task)
{
  keep_task (estate, task, task->shown);
}

/* The root volume goes with its instance, the others are free again. */
static void
release_volumes (FerryRehearsalEstate   *estate,
                 FerryRehearsalInstance *instance)
{
  for (guint i = 0; i < estate->volumes->len; i++)
    {
      FerryRehearsalVolume *volume = g_ptr_array_index (estate->volumes, i);

      if (g_strcmp0 (volume->instance_id, instance->id) != 0)
        continue;
      ferry_rehearsal_volume_detach (volume);
      if (volume->is_root)
        volume->state = FERRY_REHEARSAL_VOLUME_DELETED;
      ferry_rehearsal_estate_touch_volume (estate, volume);
    }
}

static void
settle (FerryRehearsalEstate   *estate,
        FerryRehearsalInstance *instance)
{
  instance->is_changing = FALSE;
  if (instance->state == FERRY_REHEARSAL_INSTANCE_SHUTTING_DOWN)
    {
      release_volumes (estate, instance);
      instance->state = FERRY_REHEARSAL_INSTANCE_TERMINATED;
    }
  else
    {
      instance->state = FERRY_REHEARSAL_INSTANCE_RUNNING;
    }
  ferry_rehearsal_estate_touch_instance (estate, instance);
}

static void
settle_all (FerryRehearsalEstate *estate)
{
  for (guint i = 0; i < estate->instances->len; i++)
    {
      FerryRehearsalInstance *instance = g_ptr_array_index (estate->instances, i);

      if (instance->is_changing)
        settle (estate, instance);
    }
}

static gboolean
settle_cb (gpointer user_data)
{
  FerryRehearsalEstate *estate = user_data;

  estate->timer = 0;
  settle_all (estate);

  return G_SOURCE_REMOVE;
}

static void
change (FerryRehearsalEstate        *estate,
        FerryRehearsalInstance      *instance,
        FerryRehearsalInstanceState  state)
{
  instance->state = state;
  instance->is_changing = TRUE;
  ferry_rehearsal_estate_touch_instance (estate, instance);
  if (estate->timer == 0)
    estate->timer = g_timeout_add (SETTLE_MS, settle_cb, estate);
}

void
ferry_rehearsal_estate_start (FerryRehearsalEstate   *estate,
                              FerryRehearsalInstance *instance)
{
  change (estate, instance, FERRY_REHEARSAL_INSTANCE_PENDING);
}

void
ferry_rehearsal_estate_terminate (FerryRehearsalEstate   *estate,
                                  FerryRehearsalInstance *instance)
{
  change (estate, instance, FERRY_REHEARSAL_INSTANCE_SHUTTING_DOWN);
}

static void
load_instance_cb (JsonArray *array,
                  guint      index,
                  JsonNode  *node,
                  gpointer   user_data)
{
  FerryRehearsalEstate *estate = user_data;
  FerryRehearsalInstance *instance =
    JSON_NODE_HOLDS_OBJECT (node) ? ferry_rehearsal_instance_from_json (json_node_get_object (node))
                                  : NULL;

  if (instance == NULL)
    return;
  g_ptr_array_add (estate->instances, instance);
  ferry_rehearsal_history_take (estate->history, instance->id, instance->shown,
                                ferry_rehearsal_instance_to_json (instance));
}

static void
load_volume_cb (JsonArray *array,
                guint      index,
                JsonNode  *node,
                gpointer   user_data)
{
  FerryRehearsalEstate *estate = user_data;
  FerryRehearsalVolume *volume =
    JSON_NODE_HOLDS_OBJECT (node) ? ferry_rehearsal_volume_from_json (json_node_get_object (node))
                                  : NULL;

  if (volume == NULL)
    return;
  g_ptr_array_add (estate->volumes, volume);
  ferry_rehearsal_history_take (estate->history, volume->id, volume->shown,
                                ferry_rehearsal_volume_to_json (volume));
}

void
ferry_rehearsal_estate_load (FerryRehearsalEstate *estate,
                             JsonObject           *state)
{
  JsonArray *instances = ferry_json_get_array (state, "instances");
  JsonArray *volumes = ferry_json_get_array (state, "volumes");

  if (instances)
    json_array_foreach_element (instances, load_instance_cb, estate);
  if (volumes)
    json_array_foreach_element (volumes, load_volume_cb, estate);
  settle_all (estate);
}

void
ferry_rehearsal_estate_save (FerryRehearsalEstate *estate,
                             JsonObject           *state)
{
  JsonArray *instances = json_array_new ();
  JsonArray *volumes = json_array_new ();

  for (guint i = 0; i < estate->instances->len; i++)
    json_array_add_object_element (instances, ferry_rehearsal_instance_to_json (
                                                g_ptr_array_index (estate->instances, i)));
  for (guint i = 0; i < estate->volumes->len; i++)
    json_array_add_object_element (volumes, ferry_rehearsal_volume_to_json (
                                              g_ptr_array_index (estate->volumes, i)));
  json_object_set_array_member (state, "instances", instances);
  json_object_set_array_member (state, "volumes", volumes);
}

gboolean
ferry_rehearsal_estate_has_aged_out (FerryRehearsalEstate *estate,
                                     FerryRehearsalTask   *task)
{
  return ferry_rehearsal_task_is_finished (task) && estate->conditions.age_out > 0 &&
         g_get_real_time () - task->ended >= estate->conditions.age_out;
}

FerryRehearsalTask *
ferry_rehearsal_estate_show_task (FerryRehearsalEstate *estate,
                                  FerryRehearsalTask   *task)
{
  JsonObject *told = ferry_rehearsal_history_find (estate->history, task->id, g_get_real_time ());

  return told && !ferry_rehearsal_estate_has_aged_out (estate, task)
           ? ferry_rehearsal_task_from_json (told) : NULL;
}

FerryRehearsalInstance *
ferry_rehearsal_estate_show_instance (FerryRehearsalEstate   *estate,
                                      FerryRehearsalInstance *instance)
{
  JsonObject *told = ferry_rehearsal_history_find (estate->history, instance->id,
                                                   g_get_real_time ());

  return told ? ferry_rehearsal_instance_from_json (told) : NULL;
}

FerryRehearsalVolume *
ferry_rehearsal_estate_show_volume (FerryRehearsalEstate *estate,
                                    FerryRehearsalVolume *volume)
{
  JsonObject *told = ferry_rehearsal_history_find (estate->history, volume->id,
                                                   g_get_real_time ());
  g_autoptr(FerryRehearsalVolume) shown = told ? ferry_rehearsal_volume_from_json (told) : NULL;

  return shown && shown->state != FERRY_REHEARSAL_VOLUME_DELETED ? g_steal_pointer (&shown) : NULL;
}
