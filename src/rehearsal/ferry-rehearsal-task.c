/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-task.h"

#include "base/ferry-json.h"
#include "base/ferry-time.h"
#include "rehearsal/ferry-rehearsal-exchange.h"

/* The end of the year 9999, where GDateTime ends. */
#define MAX_TIME G_GINT64_CONSTANT (253402300799)

static const char * const state_names[] = {
  [FERRY_REHEARSAL_TASK_ACTIVE] = "active",
  [FERRY_REHEARSAL_TASK_CANCELLING] = "cancelling",
  [FERRY_REHEARSAL_TASK_CANCELLED] = "cancelled",
  [FERRY_REHEARSAL_TASK_COMPLETED] = "completed",
};

typedef enum {
  NEVER,
  ALWAYS,
  OF_INSTANCE,
} Need;

/* The members that are text, in the order of the file. */
static const struct {
  const char *name;
  gsize       offset;
  Need        needed;
} texts[] = {
  { "id", G_STRUCT_OFFSET (FerryRehearsalTask, id), ALWAYS },
  { "instance-id", G_STRUCT_OFFSET (FerryRehearsalTask, instance_id), NEVER },
  { "volume-id", G_STRUCT_OFFSET (FerryRehearsalTask, volume_id), ALWAYS },
  { "region", G_STRUCT_OFFSET (FerryRehearsalTask, region), ALWAYS },
  { "description", G_STRUCT_OFFSET (FerryRehearsalTask, description), NEVER },
  { "disk-description", G_STRUCT_OFFSET (FerryRehearsalTask, disk_description), NEVER },
  { "platform", G_STRUCT_OFFSET (FerryRehearsalTask, platform), OF_INSTANCE },
  { "architecture", G_STRUCT_OFFSET (FerryRehearsalTask, architecture), OF_INSTANCE },
  { "instance-type", G_STRUCT_OFFSET (FerryRehearsalTask, instance_type), OF_INSTANCE },
  { "subnet-id", G_STRUCT_OFFSET (FerryRehearsalTask, subnet_id), NEVER },
  { "zone", G_STRUCT_OFFSET (FerryRehearsalTask, zone), NEVER },
  { "private-ip", G_STRUCT_OFFSET (FerryRehearsalTask, private_ip), NEVER },
  { "format", G_STRUCT_OFFSET (FerryRehearsalTask, format), ALWAYS },
  { "manifest-url", G_STRUCT_OFFSET (FerryRehearsalTask, manifest_url), ALWAYS },
  { "status-message", G_STRUCT_OFFSET (FerryRehearsalTask, status_message), NEVER },
};

static char **
get_text (FerryRehearsalTask *task,
          guint               i)
{
  return (char **) G_STRUCT_MEMBER_P (task, texts[i].offset);
}

void
ferry_rehearsal_task_free (FerryRehearsalTask *task)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*get_text (task, i));
  g_free (task);
}

gboolean
ferry_rehearsal_task_is_finished (FerryRehearsalTask *task)
{
  return task->state == FERRY_REHEARSAL_TASK_CANCELLED ||
         task->state == FERRY_REHEARSAL_TASK_COMPLETED;
}

const char *
ferry_rehearsal_task_get_state_name (FerryRehearsalTask *task)
{
  return state_names[task->state];
}

void
ferry_rehearsal_task_set_message (FerryRehearsalTask *task,
                                  const char         *message)
{
  char *copy = g_strdup (message);

  g_free (task->status_message);
  task->status_message = copy;
}

char *
ferry_rehearsal_task_dup_zone (FerryRehearsalTask *task)
{
  return task->zone ? g_strdup (task->zone) : g_strconcat (task->region, "a", NULL);
}

JsonObject *
ferry_rehearsal_task_to_json (FerryRehearsalTask *task)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    ferry_json_set_string (object, texts[i].name, *get_text (task, i));
  ferry_json_set_string (object, "state", state_names[task->state]);
  json_object_set_int_member (object, "image-bytes", task->image_bytes);
  json_object_set_int_member (object, "volume-size", task->volume_size);
  json_object_set_int_member (object, "bytes-converted", task->bytes_converted);
  json_object_set_int_member (object, "expiration", task->expiration);
  json_object_set_int_member (object, "shown", task->shown);
  json_object_set_int_member (object, "ended", task->ended);
  json_object_set_boolean_member (object, "read-whole", task->read_whole);
  json_object_set_boolean_member (object, "wrapped", task->wrapped);

  return object;
}

FerryRehearsalTask *
ferry_rehearsal_task_from_json (JsonObject *object)
{
  g_autoptr(FerryRehearsalTask) task = g_new0 (FerryRehearsalTask, 1);
  const char *state = ferry_json_get_string (object, "state");
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      *get_text (task, i) = g_strdup (ferry_json_get_string (object, texts[i].name));
      if (*get_text (task, i) == NULL &&
          (texts[i].needed == ALWAYS || (texts[i].needed == OF_INSTANCE && task->instance_id)))
        return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_strcmp0 (state, state_names[i]) == 0)
      {
        task->state = i;
        known = TRUE;
      }
  task->expiration = ferry_json_get_int (object, "expiration", 0);
  if (!known || task->expiration < 0 || task->expiration > MAX_TIME)
    return NULL;

  task->image_bytes = ferry_json_get_int (object, "image-bytes", 0);
  task->volume_size = ferry_json_get_int (object, "volume-size", 1);
  task->bytes_converted = ferry_json_get_int (object, "bytes-converted", 0);
  task->shown = ferry_json_get_int (object, "shown", 0);
  task->ended = ferry_json_get_int (object, "ended", 0);
  task->read_whole = ferry_json_get_bool (object, "read-whole");
  task->wrapped = ferry_json_get_bool (object, "wrapped");

  return g_steal_pointer (&task);
}

/* What is said of a disk, for an instance and for a volume alike. */
static void
append_disk (FerryRehearsalTask *task,
             const char         *description,
             GString            *xml)
{
  gboolean has_volume = task->bytes_converted > 0 && task->state != FERRY_REHEARSAL_TASK_CANCELLED;
  g_autofree char *zone = ferry_rehearsal_task_dup_zone (task);

  ferry_rehearsal_append_number (xml, "bytesConverted", task->bytes_converted);
  ferry_rehearsal_append_element (xml, "availabilityZone", zone);
  ferry_rehearsal_append_element (xml, "description", description);
  g_string_append (xml, "<image>");
  ferry_rehearsal_append_element (xml, "format", task->format);
  ferry_rehearsal_append_number (xml, "size", task->image_bytes);
  ferry_rehearsal_append_element (xml, "importManifestUrl", task->manifest_url);
  g_string_append (xml, "</image><volume>");
  ferry_rehearsal_append_number (xml, "size", task->volume_size);
  /* EC2 names the volume late. */
  if (has_volume)
    ferry_rehearsal_append_element (xml, "id", task->volume_id);
  g_string_append (xml, "</volume>");
}

static void
append_instance (FerryRehearsalTask *task,
                 GString            *xml)
{
  g_string_append (xml, "<importInstance><volumes><item>");
  append_disk (task, task->disk_description, xml);
  ferry_rehearsal_append_element (xml, "status", state_names[task->state]);
  ferry_rehearsal_append_element (xml, "statusMessage",
                                  task->status_message ? task->status_message : "");
  g_string_append (xml, "</item></volumes>");
  ferry_rehearsal_append_element (xml, "instanceId", task->instance_id);
  ferry_rehearsal_append_element (xml, "platform", task->platform);
  ferry_rehearsal_append_element (xml, "description", task->description ? task->description : "");
  g_string_append (xml, "</importInstance>");
}

void
ferry_rehearsal_task_append_xml (FerryRehearsalTask *task,
                                 GString            *xml)
{
  g_autoptr(GDateTime) expiration = g_date_time_new_from_unix_utc (task->expiration);
  g_autofree char *expiration_text = ferry_time_format (expiration);

  ferry_rehearsal_append_element (xml, "conversionTaskId", task->id);
  ferry_rehearsal_append_element (xml, "expirationTime", expiration_text);
  if (task->instance_id)
    {
      append_instance (task, xml);
    }
  else
    {
      g_string_append (xml, "<importVolume>");
      append_disk (task, task->description ? task->description : "", xml);
      g_string_append (xml, "</importVolume>");
    }
  ferry_rehearsal_append_element (xml, "state", state_names[task->state]);
  ferry_rehearsal_append_element (xml, "statusMessage", task->status_message);
}
