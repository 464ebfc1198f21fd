/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-file-system.h"

#include "base/ferry-json.h"

static const struct {
  const char *type;
  const char *name;
} names[] = {
  { "xfs", "XFS" },
  { "btrfs", "Btrfs" },
  { "jfs", "JFS" },
  { "ntfs", "NTFS" },
  { "vfat", "FAT" },
  { "exfat", "exFAT" },
  { "ReFS", "ReFS" },
  { "LVM2_member", "LVM" },
  { "crypto_LUKS", "LUKS" },
  { "BitLocker", "BitLocker" },
  { "linux_raid_member", "RAID" },
};

FerryFileSystem *
ferry_file_system_new (const char *type)
{
  FerryFileSystem *self = g_new0 (FerryFileSystem, 1);

  self->type = g_strdup (type);

  return self;
}

void
ferry_file_system_free (FerryFileSystem *self)
{
  g_free (self->type);
  g_free (self->label);
  g_free (self->uuid);
  g_free (self);
}

const char *
ferry_file_system_get_name (const FerryFileSystem *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].type, self->type))
      return names[i].name;

  return self->type;
}

JsonObject *
ferry_file_system_to_json (const FerryFileSystem *self)
{
  JsonObject *object = json_object_new ();

  ferry_json_set_string (object, "type", self->type);
  ferry_json_set_string (object, "label", self->label);
  ferry_json_set_string (object, "uuid", self->uuid);
  if (self->size > 0)
    json_object_set_int_member (object, "size", (gint64) MIN (self->size, G_MAXINT64));
  if (self->encrypted)
    json_object_set_boolean_member (object, "encrypted", TRUE);

  return object;
}

FerryFileSystem *
ferry_file_system_from_json (JsonObject *object)
{
  const char *type = ferry_json_get_string (object, "type");
  FerryFileSystem *self;

  if (type == NULL)
    return NULL;

  self = ferry_file_system_new (type);
  self->label = g_strdup (ferry_json_get_string (object, "label"));
  self->uuid = g_strdup (ferry_json_get_string (object, "uuid"));
  self->size = (guint64) MAX (0, ferry_json_get_int (object, "size", 0));
  self->encrypted = ferry_json_get_bool (object, "encrypted");

  return self;
}
