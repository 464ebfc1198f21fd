/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-volume.h"

#include "base/ferry-json.h"
#include "base/ferry-time.h"
#include "rehearsal/ferry-rehearsal-exchange.h"
#include "rehearsal/ferry-rehearsal-tags.h"

static const char * const state_names[] = {
  [FERRY_REHEARSAL_VOLUME_CREATING] = "creating",
  [FERRY_REHEARSAL_VOLUME_AVAILABLE] = "available",
  [FERRY_REHEARSAL_VOLUME_IN_USE] = "in-use",
  [FERRY_REHEARSAL_VOLUME_DELETED] = "deleted",
};

/* The members that are text, in the order of the file. */
static const struct {
  const char *name;
  gsize       offset;
  gboolean    needed;
} texts[] = {
  { "id", G_STRUCT_OFFSET (FerryRehearsalVolume, id), TRUE },
  { "region", G_STRUCT_OFFSET (FerryRehearsalVolume, region), TRUE },
  { "zone", G_STRUCT_OFFSET (FerryRehearsalVolume, zone), TRUE },
  { "type", G_STRUCT_OFFSET (FerryRehearsalVolume, type), TRUE },
  { "task", G_STRUCT_OFFSET (FerryRehearsalVolume, task), TRUE },
  { "instance", G_STRUCT_OFFSET (FerryRehearsalVolume, instance_id), FALSE },
  { "device", G_STRUCT_OFFSET (FerryRehearsalVolume, device), FALSE },
};

FerryRehearsalVolume *
ferry_rehearsal_volume_new (void)
{
  FerryRehearsalVolume *volume = g_new0 (FerryRehearsalVolume, 1);

  volume->tags = json_object_new ();

  return volume;
}

static char **
get_text (FerryRehearsalVolume *volume,
          guint                 i)
{
  return (char **) G_STRUCT_MEMBER_P (volume, texts[i].offset);
}

void
ferry_rehearsal_volume_free (FerryRehearsalVolume *volume)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*get_text (volume, i));
  json_object_unref (volume->tags);
  g_free (volume);
}

const char *
ferry_rehearsal_volume_get_state_name (FerryRehearsalVolume *volume)
{
  return state_names[volume->state];
}

void
ferry_rehearsal_volume_attach (FerryRehearsalVolume *volume,
                               const char           *instance_id,
                               const char           *device)
{
  ferry_rehearsal_volume_detach (volume);
  volume->instance_id = g_strdup (instance_id);
  volume->device = g_strdup (device);
  volume->attached = g_get_real_time () / G_USEC_PER_SEC;
  volume->state = FERRY_REHEARSAL_VOLUME_IN_USE;
}

void
ferry_rehearsal_volume_detach (FerryRehearsalVolume *volume)
{
  g_clear_pointer (&volume->instance_id, g_free);
  g_clear_pointer (&volume->device, g_free);
  volume->state = FERRY_REHEARSAL_VOLUME_AVAILABLE;
}

JsonObject *
ferry_rehearsal_volume_to_json (FerryRehearsalVolume *volume)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    ferry_json_set_string (object, texts[i].name, *get_text (volume, i));
  ferry_json_set_string (object, "state", state_names[volume->state]);
  json_object_set_boolean_member (object, "root", volume->is_root);
  json_object_set_int_member (object, "size", volume->size);
  json_object_set_int_member (object, "created", volume->created);
  json_object_set_int_member (object, "attached", volume->attached);
  json_object_set_int_member (object, "shown", volume->shown);
  json_object_set_object_member (object, "tags", ferry_rehearsal_tags_copy (volume->tags));

  return object;
}

FerryRehearsalVolume *
ferry_rehearsal_volume_from_json (JsonObject *object)
{
  g_autoptr(FerryRehearsalVolume) volume = ferry_rehearsal_volume_new ();
  const char *state = ferry_json_get_string (object, "state");
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      *get_text (volume, i) = g_strdup (ferry_json_get_string (object, texts[i].name));
      if (*get_text (volume, i) == NULL && texts[i].needed)
        return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_strcmp0 (state, state_names[i]) == 0)
      {
        volume->state = i;
        known = TRUE;
      }
  if (!known)
    return NULL;

  volume->is_root = ferry_json_get_bool (object, "root");
  volume->size = ferry_json_get_int (object, "size", 1);
  volume->created = ferry_json_get_int (object, "created", 0);
  volume->attached = ferry_json_get_int (object, "attached", 0);
  volume->shown = ferry_json_get_int (object, "shown", 0);
  json_object_unref (volume->tags);
  volume->tags = ferry_rehearsal_tags_copy (ferry_json_get_object (object, "tags"));

  return g_steal_pointer (&volume);
}

gboolean
ferry_rehearsal_volume_look_up (FerryRehearsalVolume  *volume,
                                const char            *name,
                                const char           **value)
{
  if (g_str_equal (name, "status"))
    *value = state_names[volume->state];
  else if (g_str_equal (name, "volume-id"))
    *value = volume->id;
  else if (g_str_equal (name, "availability-zone"))
    *value = volume->zone;
  else if (g_str_equal (name, "volume-type"))
    *value = volume->type;
  else if (g_str_equal (name, "attachment.instance-id"))
    *value = volume->instance_id;
  else if (g_str_equal (name, "attachment.device"))
    *value = volume->device;
  else
    return FALSE;

  return TRUE;
}

static void
append_time (GString    *xml,
             const char *name,
             gint64      seconds)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *text = time ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S.000Z") : NULL;

  ferry_rehearsal_append_element (xml, name, text);
}

void
ferry_rehearsal_volume_append_attachment (FerryRehearsalVolume *volume,
                                          const char           *status,
                                          GString              *xml)
{
  ferry_rehearsal_append_element (xml, "volumeId", volume->id);
  ferry_rehearsal_append_element (xml, "instanceId", volume->instance_id);
  ferry_rehearsal_append_element (xml, "device", volume->device);
  ferry_rehearsal_append_element (xml, "status", status);
  append_time (xml, "attachTime", volume->attached);
  ferry_rehearsal_append_element (xml, "deleteOnTermination", volume->is_root ? "true" : "false");
}

void
ferry_rehearsal_volume_append_xml (FerryRehearsalVolume *volume,
                                   GString              *xml)
{
  ferry_rehearsal_append_element (xml, "volumeId", volume->id);
  ferry_rehearsal_append_number (xml, "size", volume->size);
  g_string_append (xml, "<snapshotId/>");
  ferry_rehearsal_append_element (xml, "availabilityZone", volume->zone);
  ferry_rehearsal_append_element (xml, "status", state_names[volume->state]);
  append_time (xml, "createTime", volume->created);
  g_string_append (xml, "<attachmentSet>");
  if (volume->instance_id)
    {
      g_string_append (xml, "<item>");
      ferry_rehearsal_volume_append_attachment (volume, "attached", xml);
      g_string_append (xml, "</item>");
    }
  g_string_append (xml, "</attachmentSet>");
  ferry_rehearsal_tags_append_xml (volume->tags, xml);
  ferry_rehearsal_append_element (xml, "volumeType", volume->type);
  g_string_append (xml, "<encrypted>false</encrypted><multiAttachEnabled>false"
                        "</multiAttachEnabled>");
}
