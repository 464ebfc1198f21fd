/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-partition.h"

#include "base/ferry-json.h"

FerryPartition *
ferry_partition_new (void)
{
  return g_new0 (FerryPartition, 1);
}

void
ferry_partition_free (FerryPartition *self)
{
  g_free (self->type_id);
  g_free (self->name);
  g_clear_pointer (&self->file_system, ferry_file_system_free);
  g_free (self);
}

gboolean
ferry_partition_is_extended (const FerryPartition *self)
{
  return self->type_id == NULL &&
         (self->type == 0x05 || self->type == 0x0F || self->type == 0x85);
}

gboolean
ferry_partition_is_esp (const FerryPartition *self)
{
  return self->type_id != NULL ? g_str_equal (self->type_id, FERRY_GPT_ESP) : self->type == 0xEF;
}

JsonObject *
ferry_partition_to_json (const FerryPartition *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "number", self->number);
  json_object_set_int_member (object, "type", self->type);
  ferry_json_set_string (object, "type-id", self->type_id);
  ferry_json_set_string (object, "name", self->name);
  json_object_set_boolean_member (object, "active", self->active);
  json_object_set_int_member (object, "start", (gint64) MIN (self->start, G_MAXINT64));
  json_object_set_int_member (object, "size", (gint64) MIN (self->size, G_MAXINT64));
  if (self->file_system != NULL)
    json_object_set_object_member (object, "file-system",
                                   ferry_file_system_to_json (self->file_system));

  return object;
}

FerryPartition *
ferry_partition_from_json (JsonObject *object)
{
  FerryPartition *self = ferry_partition_new ();
  JsonObject *file_system = ferry_json_get_object (object, "file-system");

  self->number = (guint) CLAMP (ferry_json_get_int (object, "number", 0), 0, G_MAXINT);
  self->type = (guint8) CLAMP (ferry_json_get_int (object, "type", 0), 0, G_MAXUINT8);
  self->type_id = g_strdup (ferry_json_get_string (object, "type-id"));
  self->name = g_strdup (ferry_json_get_string (object, "name"));
  self->active = ferry_json_get_bool (object, "active");
  self->start = (guint64) MAX (0, ferry_json_get_int (object, "start", 0));
  self->size = (guint64) MAX (0, ferry_json_get_int (object, "size", 0));
  if (file_system != NULL)
    self->file_system = ferry_file_system_from_json (file_system);

  return self;
}
