/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-machine-disk.h"

#include "base/ferry-error.h"
#include "base/ferry-json.h"

#include <string.h>

struct _FerryMachineDisk {
  GObject     parent_instance;

  FerryDisk  *disk;
  guint64     size;
  JsonObject *kept;  /* (nullable): members of the file that are not known */
};

G_DEFINE_FINAL_TYPE (FerryMachineDisk, ferry_machine_disk, G_TYPE_OBJECT)

typedef enum {
  PROP_DISK = 1,
  PROP_SIZE,
} FerryMachineDiskProperty;

static GParamSpec *properties[PROP_SIZE + 1];

static void
ferry_machine_disk_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  FerryMachineDisk *self = FERRY_MACHINE_DISK (object);

  switch ((FerryMachineDiskProperty) prop_id)
    {
    case PROP_DISK:
      g_value_set_object (value, self->disk);
      break;
    case PROP_SIZE:
      g_value_set_uint64 (value, self->size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_machine_disk_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  FerryMachineDisk *self = FERRY_MACHINE_DISK (object);

  switch ((FerryMachineDiskProperty) prop_id)
    {
    case PROP_DISK:
      self->disk = g_value_dup_object (value);
      break;
    case PROP_SIZE:
      ferry_machine_disk_set_size (self, g_value_get_uint64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_machine_disk_finalize (GObject *object)
{
  FerryMachineDisk *self = FERRY_MACHINE_DISK (object);

  g_clear_object (&self->disk);
  g_clear_pointer (&self->kept, json_object_unref);

  G_OBJECT_CLASS (ferry_machine_disk_parent_class)->finalize (object);
}

static void
ferry_machine_disk_class_init (FerryMachineDiskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_machine_disk_get_property;
  object_class->set_property = ferry_machine_disk_set_property;
  object_class->finalize = ferry_machine_disk_finalize;

  properties[PROP_DISK] =
    g_param_spec_object ("disk", NULL, NULL, FERRY_TYPE_DISK,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIZE] =
    g_param_spec_uint64 ("size", NULL, NULL, 0, G_MAXUINT64, 0,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_machine_disk_init (FerryMachineDisk *self)
{
}

FerryMachineDisk *
ferry_machine_disk_new (FerryDisk *disk)
{
  FerryMachineDisk *self;

  g_return_val_if_fail (FERRY_IS_DISK (disk), NULL);

  self = g_object_new (FERRY_TYPE_MACHINE_DISK, "disk", disk, NULL);
  self->size = MAX (ferry_disk_report_get_volume_size (ferry_disk_get_report (disk)), 1);

  return self;
}

FerryMachineDisk *
ferry_machine_disk_copy (FerryMachineDisk *self)
{
  FerryMachineDisk *copy;

  g_return_val_if_fail (FERRY_IS_MACHINE_DISK (self), NULL);

  copy = ferry_machine_disk_new (self->disk);
  copy->size = self->size;
  copy->kept = self->kept ? json_object_ref (self->kept) : NULL;

  return copy;
}

FerryMachineDisk *
ferry_machine_disk_copy_with (FerryMachineDisk *self,
                              FerryDisk        *disk)
{
  g_autoptr(FerryDisk) successor = NULL;
  FerryMachineDisk *copy;

  g_return_val_if_fail (FERRY_IS_MACHINE_DISK (self), NULL);

  successor = ferry_disk_succeed (disk, self->disk);
  copy = ferry_machine_disk_new (successor);
  copy->size = MAX (copy->size, self->size);
  copy->kept = self->kept ? json_object_ref (self->kept) : NULL;

  return copy;
}

FerryDisk *
ferry_machine_disk_get_disk (FerryMachineDisk *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_DISK (self), NULL);

  return self->disk;
}

FerryDiskReport *
ferry_machine_disk_get_report (FerryMachineDisk *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_DISK (self), NULL);

  return ferry_disk_get_report (self->disk);
}

guint64
ferry_machine_disk_get_size (FerryMachineDisk *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_DISK (self), 0);

  return self->size;
}

void
ferry_machine_disk_set_size (FerryMachineDisk *self,
                             guint64           size)
{
  g_return_if_fail (FERRY_IS_MACHINE_DISK (self));

  if (self->size == size)
    return;

  self->size = size;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}

gboolean
ferry_machine_disk_equal (FerryMachineDisk *self,
                          FerryMachineDisk *other)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_DISK (self), FALSE);
  g_return_val_if_fail (FERRY_IS_MACHINE_DISK (other), FALSE);

  return self->size == other->size && ferry_json_equal_kept (self->kept, other->kept) &&
         ferry_disk_is_same (self->disk, other->disk);
}

JsonObject *
ferry_machine_disk_get_kept (FerryMachineDisk *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_DISK (self), NULL);

  return self->kept;
}

void
ferry_machine_disk_keep (FerryMachineDisk *self,
                         JsonObject       *kept)
{
  g_return_if_fail (FERRY_IS_MACHINE_DISK (self));

  if (kept)
    json_object_ref (kept);
  g_clear_pointer (&self->kept, json_object_unref);
  self->kept = kept;
}

static const char *const known_members[] = { "volume-size", "disk", NULL };

JsonObject *
ferry_machine_disk_to_json (FerryMachineDisk *self)
{
  JsonObject *object;

  g_return_val_if_fail (FERRY_IS_MACHINE_DISK (self), NULL);

  object = json_object_new ();
  json_object_set_int_member (object, "volume-size", MIN (self->size, G_MAXINT64));
  json_object_set_object_member (object, "disk", ferry_disk_to_json (self->disk));
  ferry_json_add_kept (object, self->kept);

  return object;
}

FerryMachineDisk *
ferry_machine_disk_from_json (JsonObject  *object,
                              GError     **error)
{
  JsonObject *disk_object = ferry_json_get_object (object, "disk");
  g_autoptr(FerryDisk) disk = NULL;
  FerryMachineDisk *self;

  if (disk_object == NULL)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           "a data disk of the plan has no \"disk\"");
      return NULL;
    }

  disk = ferry_disk_from_json (disk_object, error);
  if (disk == NULL)
    return NULL;

  self = ferry_machine_disk_new (disk);
  self->size = MAX (ferry_json_get_int (object, "volume-size", MIN (self->size, G_MAXINT64)), 0);
  self->kept = ferry_json_keep (object, known_members);

  return self;
}
