/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "bucket/ferry-parts-collector.h"

#include "bucket/ferry-part-name.h"
#include "bucket/ferry-parts-builder.h"

#include <string.h>

struct _FerryPartsCollector {
  FerryPartsBuilder *builder;
  char              *prefix;
};

FerryPartsCollector *
ferry_parts_collector_new (const char  *key,
                           GError     **error)
{
  FerryPartsCollector *self;
  FerryPartName name;

  if (!ferry_part_name_parse (key, &name))
    {
      g_propagate_error (error, ferry_parts_error_new (FERRY_PARTS_ERROR_NOT_A_PART, 0,
                                                       key, NULL));
      return NULL;
    }

  self = g_new0 (FerryPartsCollector, 1);
  self->builder = ferry_parts_builder_new ();
  self->prefix = g_strndup (key, name.prefix_length);

  return self;
}

void
ferry_parts_collector_free (FerryPartsCollector *self)
{
  ferry_parts_builder_free (self->builder);
  g_free (self->prefix);
  g_free (self);
}

const char *
ferry_parts_collector_get_prefix (FerryPartsCollector *self)
{
  return self->prefix;
}

gboolean
ferry_parts_collector_add (FerryPartsCollector  *self,
                           GPtrArray            *objects,
                           GError              **error)
{
  gsize prefix_length = strlen (self->prefix);

  for (guint i = 0; i < objects->len; i++)
    {
      FerryObject *object = g_ptr_array_index (objects, i);
      const char *key = ferry_object_get_key (object);
      FerryPartName name;

      if (ferry_object_is_folder (object) || strncmp (key, self->prefix, prefix_length) != 0 ||
          !ferry_part_name_parse (key, &name) || name.prefix_length != prefix_length)
        continue;

      if (!ferry_parts_builder_add (self->builder, name.number, key,
                                    ferry_object_get_size (object),
                                    ferry_object_get_etag (object),
                                    ferry_object_get_storage_class (object), error))
        return FALSE;
    }

  return TRUE;
}

FerryParts *
ferry_parts_collector_end (FerryPartsCollector  *self,
                           GError              **error)
{
  return ferry_parts_builder_collect (self->builder, error);
}
