/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-machine.h"

#include "base/ferry-error.h"
#include "base/ferry-json.h"

#include <string.h>

/* What ImportInstance takes for Linux too (VM Import/Export User Guide, "Instance types"). */
#define DEFAULT_INSTANCE_TYPE "t2.medium"
/* GiB: what Amazon's own command line tool gave a boot disk at least. */
#define MIN_BOOT_VOLUME_SIZE 8

struct _FerryMachine {
  GObject            parent_instance;

  FerryDisk         *boot_disk;
  char              *name;
  FerryPlatform      platform;
  FerryArchitecture  architecture;
  char              *instance_type;
  char              *subnet_id;
  guint64            volume_size;
};

G_DEFINE_ENUM_TYPE (FerryPlatform, ferry_platform,
                    G_DEFINE_ENUM_VALUE (FERRY_PLATFORM_UNSET, "unset"),
                    G_DEFINE_ENUM_VALUE (FERRY_PLATFORM_LINUX, "linux"),
                    G_DEFINE_ENUM_VALUE (FERRY_PLATFORM_WINDOWS, "windows"))

G_DEFINE_ENUM_TYPE (FerryArchitecture, ferry_architecture,
                    G_DEFINE_ENUM_VALUE (FERRY_ARCHITECTURE_X86_64, "x86-64"),
                    G_DEFINE_ENUM_VALUE (FERRY_ARCHITECTURE_I386, "i386"))

G_DEFINE_FINAL_TYPE (FerryMachine, ferry_machine, G_TYPE_OBJECT)

typedef enum {
  PROP_BOOT_DISK = 1,
  PROP_NAME,
  PROP_PLATFORM,
  PROP_ARCHITECTURE,
  PROP_INSTANCE_TYPE,
  PROP_SUBNET_ID,
  PROP_VOLUME_SIZE,
} FerryMachineProperty;

static GParamSpec *properties[PROP_VOLUME_SIZE + 1];

/* "web01-boot.vmdk" is a disk of the machine "web01". */
static char *
make_name (FerryDisk *disk)
{
  static const char *const suffixes[] = {
    ".vmdk", ".raw", ".img", ".vhd", ".vhdx", ".qcow2", ".ova", ".vdi", ".dd", ".bin",
    "-boot", "_boot",
  };
  g_autofree char *name = g_strdup (ferry_disk_get_name (disk));

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      gsize length = strlen (name);
      gsize suffix_length = strlen (suffixes[i]);

      if (length > suffix_length &&
          !g_ascii_strcasecmp (name + length - suffix_length, suffixes[i]))
        name[length - suffix_length] = '\0';
    }

  return g_steal_pointer (&name);
}

static FerryPlatform
platform_from_name (const char *name)
{
  if (g_strcmp0 (name, ferry_platform_get_name (FERRY_PLATFORM_LINUX)) == 0)
    return FERRY_PLATFORM_LINUX;
  if (g_strcmp0 (name, ferry_platform_get_name (FERRY_PLATFORM_WINDOWS)) == 0)
    return FERRY_PLATFORM_WINDOWS;

  return FERRY_PLATFORM_UNSET;
}

/* ImportInstance knows these two; what else a disk may hold is for the checks to say. */
static FerryArchitecture
architecture_from_name (const char *name)
{
  const char *i386 = ferry_architecture_get_name (FERRY_ARCHITECTURE_I386);

  return g_strcmp0 (name, i386) == 0 ? FERRY_ARCHITECTURE_I386 : FERRY_ARCHITECTURE_X86_64;
}

static void
set_string (FerryMachine         *self,
            char                **field,
            const char           *value,
            FerryMachineProperty  property)
{
  if (value == NULL)
    value = "";
  if (strcmp (*field, value) == 0)
    return;

  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_platform (FerryMachine  *self,
              FerryPlatform  platform)
{
  if (self->platform == platform)
    return;

  self->platform = platform;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLATFORM]);
}

static void
set_architecture (FerryMachine      *self,
                  FerryArchitecture  architecture)
{
  if (self->architecture == architecture)
    return;

  self->architecture = architecture;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ARCHITECTURE]);
}

static void
set_volume_size (FerryMachine *self,
                 guint64       volume_size)
{
  if (self->volume_size == volume_size)
    return;

  self->volume_size = volume_size;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VOLUME_SIZE]);
}

static void
ferry_machine_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  FerryMachine *self = FERRY_MACHINE (object);

  switch ((FerryMachineProperty) prop_id)
    {
    case PROP_BOOT_DISK:
      g_value_set_object (value, self->boot_disk);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_PLATFORM:
      g_value_set_enum (value, self->platform);
      break;
    case PROP_ARCHITECTURE:
      g_value_set_enum (value, self->architecture);
      break;
    case PROP_INSTANCE_TYPE:
      g_value_set_string (value, self->instance_type);
      break;
    case PROP_SUBNET_ID:
      g_value_set_string (value, self->subnet_id);
      break;
    case PROP_VOLUME_SIZE:
      g_value_set_uint64 (value, self->volume_size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_machine_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  FerryMachine *self = FERRY_MACHINE (object);

  switch ((FerryMachineProperty) prop_id)
    {
    case PROP_BOOT_DISK:
      g_set_object (&self->boot_disk, g_value_get_object (value));
      break;
    case PROP_NAME:
      set_string (self, &self->name, g_value_get_string (value), PROP_NAME);
      break;
    case PROP_PLATFORM:
      set_platform (self, g_value_get_enum (value));
      break;
    case PROP_ARCHITECTURE:
      set_architecture (self, g_value_get_enum (value));
      break;
    case PROP_INSTANCE_TYPE:
      set_string (self, &self->instance_type, g_value_get_string (value), PROP_INSTANCE_TYPE);
      break;
    case PROP_SUBNET_ID:
      set_string (self, &self->subnet_id, g_value_get_string (value), PROP_SUBNET_ID);
      break;
    case PROP_VOLUME_SIZE:
      set_volume_size (self, g_value_get_uint64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_machine_finalize (GObject *object)
{
  FerryMachine *self = FERRY_MACHINE (object);

  g_clear_object (&self->boot_disk);
  g_free (self->name);
  g_free (self->instance_type);
  g_free (self->subnet_id);

  G_OBJECT_CLASS (ferry_machine_parent_class)->finalize (object);
}

static GParamSpec *
string_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, "",
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static void
ferry_machine_class_init (FerryMachineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ferry_machine_get_property;
  object_class->set_property = ferry_machine_set_property;
  object_class->finalize = ferry_machine_finalize;

  properties[PROP_BOOT_DISK] =
    g_param_spec_object ("boot-disk", NULL, NULL, FERRY_TYPE_DISK,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] = string_property ("name");
  properties[PROP_PLATFORM] = g_param_spec_enum ("platform", NULL, NULL, FERRY_TYPE_PLATFORM,
                                                 FERRY_PLATFORM_UNSET, flags);
  properties[PROP_ARCHITECTURE] = g_param_spec_enum ("architecture", NULL, NULL,
                                                     FERRY_TYPE_ARCHITECTURE,
                                                     FERRY_ARCHITECTURE_X86_64, flags);
  properties[PROP_INSTANCE_TYPE] = string_property ("instance-type");
  properties[PROP_SUBNET_ID] = string_property ("subnet-id");
  properties[PROP_VOLUME_SIZE] = g_param_spec_uint64 ("volume-size", NULL, NULL,
                                                      0, G_MAXUINT64, 0, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_machine_init (FerryMachine *self)
{
  self->name = g_strdup ("");
  self->instance_type = g_strdup (DEFAULT_INSTANCE_TYPE);
  self->subnet_id = g_strdup ("");
}

const char *
ferry_platform_get_name (FerryPlatform platform)
{
  switch (platform)
    {
    case FERRY_PLATFORM_LINUX:
      return "Linux";
    case FERRY_PLATFORM_WINDOWS:
      return "Windows";
    case FERRY_PLATFORM_UNSET:
    default:
      return NULL;
    }
}

const char *
ferry_architecture_get_name (FerryArchitecture architecture)
{
  return architecture == FERRY_ARCHITECTURE_I386 ? "i386" : "x86_64";
}

FerryMachine *
ferry_machine_new (FerryDisk *boot_disk)
{
  FerryMachine *self;
  FerryDiskReport *report;

  g_return_val_if_fail (FERRY_IS_DISK (boot_disk), NULL);

  self = g_object_new (FERRY_TYPE_MACHINE, "boot-disk", boot_disk, NULL);
  report = ferry_disk_get_report (boot_disk);
  g_free (self->name);
  self->name = make_name (boot_disk);
  self->platform = platform_from_name (ferry_disk_report_guess_platform (report));
  self->architecture = architecture_from_name (report->architecture);
  self->volume_size = MAX (ferry_disk_report_get_volume_size (report), MIN_BOOT_VOLUME_SIZE);

  return self;
}

FerryRoad
ferry_machine_get_road (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), FERRY_ROAD_CLASSIC);

  return FERRY_ROAD_CLASSIC;
}

FerryDisk *
ferry_machine_get_boot_disk (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  return self->boot_disk;
}

const char *
ferry_machine_get_name (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  return self->name;
}

FerryPlatform
ferry_machine_get_platform (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), FERRY_PLATFORM_UNSET);

  return self->platform;
}

FerryArchitecture
ferry_machine_get_architecture (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), FERRY_ARCHITECTURE_X86_64);

  return self->architecture;
}

const char *
ferry_machine_get_instance_type (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  return self->instance_type;
}

const char *
ferry_machine_get_subnet_id (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  return self->subnet_id;
}

guint64
ferry_machine_get_volume_size (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), 0);

  return self->volume_size;
}

JsonObject *
ferry_machine_to_json (FerryMachine *self)
{
  JsonObject *object;

  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "name", self->name);
  json_object_set_string_member (object, "road", "classic");
  ferry_json_set_string (object, "platform", ferry_platform_get_name (self->platform));
  json_object_set_string_member (object, "architecture",
                                 ferry_architecture_get_name (self->architecture));
  json_object_set_string_member (object, "instance-type", self->instance_type);
  json_object_set_string_member (object, "subnet-id", self->subnet_id);
  json_object_set_int_member (object, "volume-size", MIN (self->volume_size, G_MAXINT64));
  json_object_set_object_member (object, "boot-disk", ferry_disk_to_json (self->boot_disk));

  return object;
}

static gboolean
refuse_value (const char  *name,
              const char  *value,
              GError     **error)
{
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
               "a machine of the plan has a \"%s\" that this version does not know: %s",
               name, value);
  return FALSE;
}

/* What is a closed set is refused when it is not in it: another road or platform would be another
 * machine. A missing platform is one that nobody has chosen, not one to guess again.
 */
static gboolean
read_choices (FerryMachine  *self,
              JsonObject    *object,
              GError       **error)
{
  const char *road = ferry_json_get_string (object, "road");
  const char *platform = ferry_json_get_string (object, "platform");
  const char *architecture = ferry_json_get_string (object, "architecture");

  if (road && strcmp (road, "classic") != 0)
    return refuse_value ("road", road, error);

  self->platform = platform_from_name (platform);
  if (platform && self->platform == FERRY_PLATFORM_UNSET)
    return refuse_value ("platform", platform, error);

  if (architecture == NULL)
    return TRUE;

  self->architecture = architecture_from_name (architecture);
  if (strcmp (architecture, ferry_architecture_get_name (self->architecture)) != 0)
    return refuse_value ("architecture", architecture, error);

  return TRUE;
}

static void
read_string (JsonObject  *object,
             const char  *name,
             char       **field)
{
  const char *value = ferry_json_get_string (object, name);

  if (value == NULL)
    return;

  g_free (*field);
  *field = g_strdup (value);
}

FerryMachine *
ferry_machine_from_json (JsonObject  *object,
                         GError     **error)
{
  JsonObject *disk_object = ferry_json_get_object (object, "boot-disk");
  g_autoptr(FerryMachine) self = NULL;
  g_autoptr(FerryDisk) disk = NULL;
  gint64 volume_size;

  if (disk_object == NULL)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           "a machine of the plan has no \"boot-disk\"");
      return NULL;
    }

  disk = ferry_disk_from_json (disk_object, error);
  if (disk == NULL)
    return NULL;

  self = ferry_machine_new (disk);
  if (!read_choices (self, object, error))
    return NULL;

  read_string (object, "name", &self->name);
  read_string (object, "instance-type", &self->instance_type);
  read_string (object, "subnet-id", &self->subnet_id);
  volume_size = ferry_json_get_int (object, "volume-size", self->volume_size);
  self->volume_size = MAX (volume_size, 0);

  return g_steal_pointer (&self);
}
