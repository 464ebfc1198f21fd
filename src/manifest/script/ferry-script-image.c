/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/script/ferry-script-image.h"

#include "base/ferry-json.h"
#include "manifest/ferry-draft-request.h"

const char *
ferry_script_image_get_format (FerryDisk *disk)
{
  FerryDiskReport *report = ferry_disk_get_report (disk);

  switch (report->format)
    {
    case FERRY_DISK_FORMAT_VHDX:
      return "VHDX";

    case FERRY_DISK_FORMAT_OVA:
      return "OVA";

    case FERRY_DISK_FORMAT_RAW:
    case FERRY_DISK_FORMAT_VMDK_STREAM:
    case FERRY_DISK_FORMAT_VHD:
      return ferry_disk_report_get_file_format (report);

    case FERRY_DISK_FORMAT_UNKNOWN:
    case FERRY_DISK_FORMAT_OTHER:
    default:
      return NULL;
    }
}

const char *
ferry_script_image_get_boot_mode (FerryMachine *machine)
{
  FerryDiskReport *report = ferry_disk_get_report (ferry_machine_get_boot_disk (machine));

  return ferry_disk_report_boots_uefi (report) && !ferry_disk_report_boots_bios (report) ? "uefi"
                                                                                         : NULL;
}

const char *
ferry_script_image_find_missing (FerryMachine *machine)
{
  for (guint i = 0; i < ferry_machine_get_n_disks (machine); i++)
    {
      FerryDisk *disk = ferry_machine_disk_get_disk (ferry_machine_get_disk (machine, i));

      if (ferry_disk_get_parts (disk))
        return "the disk is in several parts, and ImportImage takes it as one object only";
      if (ferry_script_image_get_format (disk) == NULL)
        return "the disk's format is not one that ImportImage takes";
      if (!g_utf8_validate (ferry_disk_get_key (disk), -1, NULL))
        return "the disk's key is not UTF-8, and the AWS tools know no other";
    }
  if (*ferry_machine_get_instance_type (machine) == '\0')
    return "the machine has no instance type";

  return NULL;
}

char *
ferry_script_image_describe (FerryMachine *machine,
                             const char   *token)
{
  return ferry_draft_request_describe (machine, 0, token);
}

static JsonArray *
list_disks (FerryMachine *machine)
{
  JsonArray *disks = json_array_new ();

  for (guint i = 0; i < ferry_machine_get_n_disks (machine); i++)
    {
      FerryDisk *disk = ferry_machine_disk_get_disk (ferry_machine_get_disk (machine, i));
      JsonObject *container = json_object_new ();
      JsonObject *place = json_object_new ();

      json_object_set_string_member (place, "S3Bucket", ferry_disk_get_bucket (disk));
      json_object_set_string_member (place, "S3Key", ferry_disk_get_key (disk));
      json_object_set_string_member (container, "Format", ferry_script_image_get_format (disk));
      json_object_set_object_member (container, "UserBucket", place);
      json_array_add_object_element (disks, container);
    }

  return disks;
}

/* The machine's tags for a resource of that type; nothing where it has none. */
static void
add_tags (JsonObject   *request,
          FerryMachine *machine,
          const char   *resource_type)
{
  const char *const *tags = ferry_machine_get_tags (machine);
  JsonArray *specifications;
  JsonObject *specification;
  JsonArray *list;

  if (tags[0] == NULL)
    return;

  specifications = json_array_new ();
  specification = json_object_new ();
  list = json_array_new ();
  for (guint i = 0; tags[i] && tags[i + 1]; i += 2)
    {
      JsonObject *tag = json_object_new ();

      json_object_set_string_member (tag, "Key", tags[i]);
      json_object_set_string_member (tag, "Value", tags[i + 1]);
      json_array_add_object_element (list, tag);
    }
  json_object_set_string_member (specification, "ResourceType", resource_type);
  json_object_set_array_member (specification, "Tags", list);
  json_array_add_object_element (specifications, specification);
  json_object_set_array_member (request, "TagSpecifications", specifications);
}

JsonObject *
ferry_script_image_import (FerryMachine *machine,
                           const char   *token)
{
  JsonObject *request = json_object_new ();
  g_autofree char *description = ferry_script_image_describe (machine, token);

  json_object_set_string_member (request, "Description", description);
  json_object_set_string_member (request, "Architecture",
    ferry_architecture_get_name (ferry_machine_get_architecture (machine)));
  ferry_json_set_string (request, "Platform",
                         ferry_platform_get_name (ferry_machine_get_platform (machine)));
  ferry_json_set_string (request, "BootMode", ferry_script_image_get_boot_mode (machine));
  json_object_set_string_member (request, "RoleName", FERRY_SCRIPT_ROLE);
  json_object_set_array_member (request, "DiskContainers", list_disks (machine));
  add_tags (request, machine, "import-image-task");

  return request;
}

static void
set_if_chosen (JsonObject *object,
               const char *name,
               const char *value)
{
  if (*value)
    json_object_set_string_member (object, name, value);
}

static void
add_placement (JsonObject   *request,
               FerryMachine *machine)
{
  JsonObject *placement = json_object_new ();

  set_if_chosen (placement, "AvailabilityZone", ferry_machine_get_zone (machine));
  if (ferry_machine_get_tenancy (machine) == FERRY_TENANCY_DEDICATED)
    json_object_set_string_member (placement, "Tenancy", "dedicated");

  if (json_object_get_size (placement) > 0)
    json_object_set_object_member (request, "Placement", placement);
  else
    json_object_unref (placement);
}

static void
add_network (JsonObject   *request,
             FerryMachine *machine)
{
  const char *const *groups = ferry_machine_get_security_groups (machine);
  JsonArray *list;

  set_if_chosen (request, "SubnetId", ferry_machine_get_subnet_id (machine));
  set_if_chosen (request, "PrivateIpAddress", ferry_machine_get_private_ip (machine));
  if (groups[0] == NULL)
    return;

  list = json_array_new ();
  for (guint i = 0; groups[i]; i++)
    json_array_add_string_element (list, groups[i]);
  json_object_set_array_member (request, "SecurityGroupIds", list);
}

JsonObject *
ferry_script_image_run (FerryMachine *machine,
                        const char   *token)
{
  JsonObject *request = json_object_new ();

  set_if_chosen (request, "InstanceType", ferry_machine_get_instance_type (machine));
  json_object_set_int_member (request, "MinCount", 1);
  json_object_set_int_member (request, "MaxCount", 1);
  json_object_set_string_member (request, "ClientToken", token);
  add_placement (request, machine);
  add_network (request, machine);
  if (ferry_machine_get_shutdown (machine) == FERRY_SHUTDOWN_TERMINATE)
    json_object_set_string_member (request, "InstanceInitiatedShutdownBehavior", "terminate");
  if (ferry_machine_get_monitoring (machine))
    {
      JsonObject *monitoring = json_object_new ();

      json_object_set_boolean_member (monitoring, "Enabled", TRUE);
      json_object_set_object_member (request, "Monitoring", monitoring);
    }
  add_tags (request, machine, "instance");

  return request;
}
