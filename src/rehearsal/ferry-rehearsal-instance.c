/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-instance.h"

#include "base/ferry-json.h"
#include "rehearsal/ferry-rehearsal-exchange.h"
#include "rehearsal/ferry-rehearsal-tags.h"
#include "rehearsal/ferry-rehearsal-volume.h"

/* The codes are EC2's, too (EC2 API Reference, "InstanceState"). */
static const struct {
  const char *name;
  guint       code;
} states[] = {
  [FERRY_REHEARSAL_INSTANCE_PENDING] = { "pending", 0 },
  [FERRY_REHEARSAL_INSTANCE_RUNNING] = { "running", 16 },
  [FERRY_REHEARSAL_INSTANCE_SHUTTING_DOWN] = { "shutting-down", 32 },
  [FERRY_REHEARSAL_INSTANCE_TERMINATED] = { "terminated", 48 },
  [FERRY_REHEARSAL_INSTANCE_STOPPING] = { "stopping", 64 },
  [FERRY_REHEARSAL_INSTANCE_STOPPED] = { "stopped", 80 },
};

/* The members that are text, in the order of the file. */
static const struct {
  const char *name;
  gsize       offset;
  gboolean    needed;
} texts[] = {
  { "id", G_STRUCT_OFFSET (FerryRehearsalInstance, id), TRUE },
  { "region", G_STRUCT_OFFSET (FerryRehearsalInstance, region), TRUE },
  { "zone", G_STRUCT_OFFSET (FerryRehearsalInstance, zone), TRUE },
  { "type", G_STRUCT_OFFSET (FerryRehearsalInstance, type), TRUE },
  { "architecture", G_STRUCT_OFFSET (FerryRehearsalInstance, architecture), TRUE },
  { "platform", G_STRUCT_OFFSET (FerryRehearsalInstance, platform), TRUE },
  { "task", G_STRUCT_OFFSET (FerryRehearsalInstance, task), TRUE },
  { "subnet-id", G_STRUCT_OFFSET (FerryRehearsalInstance, subnet_id), FALSE },
  { "private-ip", G_STRUCT_OFFSET (FerryRehearsalInstance, private_ip), TRUE },
};

FerryRehearsalInstance *
ferry_rehearsal_instance_new (void)
{
  FerryRehearsalInstance *instance = g_new0 (FerryRehearsalInstance, 1);

  instance->tags = json_object_new ();

  return instance;
}

static char **
get_text (FerryRehearsalInstance *instance,
          guint                   i)
{
  return (char **) G_STRUCT_MEMBER_P (instance, texts[i].offset);
}

void
ferry_rehearsal_instance_free (FerryRehearsalInstance *instance)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*get_text (instance, i));
  json_object_unref (instance->tags);
  g_free (instance);
}

const char *
ferry_rehearsal_instance_get_state_name (FerryRehearsalInstance *instance)
{
  return states[instance->state].name;
}

JsonObject *
ferry_rehearsal_instance_to_json (FerryRehearsalInstance *instance)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    ferry_json_set_string (object, texts[i].name, *get_text (instance, i));
  ferry_json_set_string (object, "state", states[instance->state].name);
  json_object_set_boolean_member (object, "changing", instance->is_changing);
  json_object_set_int_member (object, "launched", instance->launched);
  json_object_set_int_member (object, "shown", instance->shown);
  json_object_set_object_member (object, "tags", ferry_rehearsal_tags_copy (instance->tags));

  return object;
}

FerryRehearsalInstance *
ferry_rehearsal_instance_from_json (JsonObject *object)
{
  g_autoptr(FerryRehearsalInstance) instance = ferry_rehearsal_instance_new ();
  const char *state = ferry_json_get_string (object, "state");
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      *get_text (instance, i) = g_strdup (ferry_json_get_string (object, texts[i].name));
      if (*get_text (instance, i) == NULL && texts[i].needed)
        return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (state, states[i].name) == 0)
      {
        instance->state = i;
        known = TRUE;
      }
  if (!known)
    return NULL;

  instance->is_changing = ferry_json_get_bool (object, "changing");
  instance->launched = ferry_json_get_int (object, "launched", 0);
  instance->shown = ferry_json_get_int (object, "shown", 0);
  json_object_unref (instance->tags);
  instance->tags = ferry_rehearsal_tags_copy (ferry_json_get_object (object, "tags"));

  return g_steal_pointer (&instance);
}

gboolean
ferry_rehearsal_instance_look_up (FerryRehearsalInstance  *instance,
                                  const char              *name,
                                  const char             **value)
{
  if (g_str_equal (name, "instance-state-name"))
    *value = states[instance->state].name;
  else if (g_str_equal (name, "instance-id"))
    *value = instance->id;
  else if (g_str_equal (name, "instance-type"))
    *value = instance->type;
  else if (g_str_equal (name, "availability-zone"))
    *value = instance->zone;
  else if (g_str_equal (name, "subnet-id"))
    *value = instance->subnet_id;
  else if (g_str_equal (name, "private-ip-address"))
    *value = instance->private_ip;
  else
    return FALSE;

  return TRUE;
}

void
ferry_rehearsal_instance_append_state (FerryRehearsalInstanceState  state,
                                       const char                  *name,
                                       GString                     *xml)
{
  g_string_append_printf (xml, "<%s><code>%u</code><name>%s</name></%s>", name, states[state].code,
                          states[state].name, name);
}

static void
append_devices (GPtrArray *volumes,
                GString   *xml)
{
  g_string_append (xml, "<rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/sda1"
                        "</rootDeviceName><blockDeviceMapping>");
  for (guint i = 0; i < volumes->len; i++)
    {
      FerryRehearsalVolume *volume = g_ptr_array_index (volumes, i);

      g_string_append (xml, "<item>");
      ferry_rehearsal_append_element (xml, "deviceName", volume->device);
      g_string_append (xml, "<ebs>");
      ferry_rehearsal_append_element (xml, "volumeId", volume->id);
      g_string_append (xml, "<status>attached</status>");
      ferry_rehearsal_append_element (xml, "deleteOnTermination",
                                      volume->is_root ? "true" : "false");
      g_string_append (xml, "</ebs></item>");
    }
  g_string_append (xml, "</blockDeviceMapping>");
}

void
ferry_rehearsal_instance_append_xml (FerryRehearsalInstance *instance,
                                     GPtrArray              *volumes,
                                     GString                *xml)
{
  g_autoptr(GDateTime) launched = g_date_time_new_from_unix_utc (instance->launched);
  g_autofree char *time = launched ? g_date_time_format (launched, "%Y-%m-%dT%H:%M:%S.000Z") : NULL;

  ferry_rehearsal_append_element (xml, "instanceId", instance->id);
  ferry_rehearsal_instance_append_state (instance->state, "instanceState", xml);
  ferry_rehearsal_append_element (xml, "instanceType", instance->type);
  ferry_rehearsal_append_element (xml, "launchTime", time);
  g_string_append (xml, "<placement>");
  ferry_rehearsal_append_element (xml, "availabilityZone", instance->zone);
  g_string_append (xml, "<tenancy>default</tenancy></placement>");
  if (g_str_equal (instance->platform, "Windows"))
    ferry_rehearsal_append_element (xml, "platform", "windows");
  if (instance->state != FERRY_REHEARSAL_INSTANCE_TERMINATED)
    {
      ferry_rehearsal_append_element (xml, "subnetId", instance->subnet_id);
      ferry_rehearsal_append_element (xml, "privateIpAddress", instance->private_ip);
    }
  if (instance->state == FERRY_REHEARSAL_INSTANCE_RUNNING)
    ferry_rehearsal_append_element (xml, "ipAddress", "203.0.113.20");
  ferry_rehearsal_append_element (xml, "architecture", instance->architecture);
  append_devices (volumes, xml);
  ferry_rehearsal_tags_append_xml (instance->tags, xml);
}
