/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-ec2.h"

#include "aws/ferry-region.h"
#include "rehearsal/ferry-rehearsal-ec2-check.h"

#define MAX_VOLUME 16384
#define MAX_DESCRIPTION 255
#define TASK_LIFETIME (7 * 24 * 60 * 60)

#define LAUNCH "LaunchSpecification."

static const char * const instance_needed[] = {
  "Platform",
  LAUNCH "Architecture",
  LAUNCH "InstanceType",
  "DiskImage.1.Image.Format",
  "DiskImage.1.Image.Bytes",
  "DiskImage.1.Image.ImportManifestUrl",
  "DiskImage.1.Volume.Size",
  NULL
};

static const char * const instance_optional[] = {
  "DiskImage.1.Description",
  LAUNCH "AdditionalInfo",
  LAUNCH "GroupId.",
  LAUNCH "GroupName.",
  LAUNCH "InstanceInitiatedShutdownBehavior",
  LAUNCH "Monitoring",
  LAUNCH "Placement.AvailabilityZone",
  LAUNCH "Placement.Tenancy",
  LAUNCH "PrivateIpAddress",
  LAUNCH "SubnetId",
  LAUNCH "UserData.Data",
  NULL
};

static const char * const volume_needed[] = {
  "Image.Format",
  "Image.Bytes",
  "Image.ImportManifestUrl",
  "Volume.Size",
  NULL
};

static const char * const volume_optional[] = {
  "AvailabilityZone",
  "AvailabilityZoneId",
  NULL
};

/* What ImportInstance takes for Linux (VM Import/Export User Guide, "Limitations"). */
static const char * const linux_types[] = {
  "t2.micro", "t2.small", "t2.medium", "m3.medium", "m3.large", "m3.xlarge", "m3.2xlarge",
  "c3.large", "c3.xlarge", "c3.2xlarge", "c3.4xlarge", "c3.8xlarge", "cc1.4xlarge", "cc2.8xlarge",
  "r3.large", "r3.xlarge", "r3.2xlarge", "r3.4xlarge", "r3.8xlarge", "cr1.8xlarge", "i2.xlarge",
  "i2.2xlarge", "i2.4xlarge", "i2.8xlarge", "hi1.4xlarge", "hi1.8xlarge",
  NULL
};

static const char * const platforms[] = { "Windows", "Linux", NULL };
static const char * const architectures[] = { "x86_64", "i386", NULL };
static const char * const formats[] = { "VMDK", "RAW", "VHD", NULL };
/* "host" is not supported here. */
static const char * const tenancies[] = { "default", "dedicated", NULL };
static const char * const shutdowns[] = { "stop", "terminate", NULL };
static const char * const booleans[] = { "true", "false", NULL };

static const char *
get (FerryRehearsalExchange *exchange,
     const char             *name)
{
  return ferry_rehearsal_exchange_get_form (exchange, name);
}

static gboolean
check_region (FerryRehearsalExchange *exchange)
{
  g_autofree char *format = NULL;

  if (ferry_region_is_classic (exchange->region))
    return TRUE;

  format = g_strdup_printf ("%s is not supported in region @", exchange->operation);

  return ferry_rehearsal_ec2_refuse (exchange, "UnsupportedOperation", format, exchange->region);
}

static gboolean
check_capacity (FerryRehearsalExchange *exchange,
                FerryRehearsalStore    *store)
{
  GPtrArray *tasks = ferry_rehearsal_store_get_tasks (store);
  guint slots =
    ferry_rehearsal_estate_get_conditions (ferry_rehearsal_store_get_estate (store))->slots;
  g_autofree char *text = g_strdup_printf ("%u", slots);
  guint active = 0;

  for (guint i = 0; i < tasks->len; i++)
    {
      FerryRehearsalTask *task = g_ptr_array_index (tasks, i);

      if (task->state == FERRY_REHEARSAL_TASK_ACTIVE &&
          g_str_equal (task->region, exchange->region))
        active++;
    }

  return active < slots ||
         ferry_rehearsal_ec2_refuse (exchange, "ResourceLimitExceeded",
                                     "Task failed to initialize: conversion task limit (@) "
                                     "exceeded", text);
}

/* @prefix: "" or "DiskImage.1." */
static gboolean
check_image (FerryRehearsalExchange *exchange,
             const char             *prefix,
             guint64                *image_bytes,
             guint64                *volume_size)
{
  g_autofree char *format = g_strconcat (prefix, "Image.Format", NULL);
  g_autofree char *bytes = g_strconcat (prefix, "Image.Bytes", NULL);
  g_autofree char *size = g_strconcat (prefix, "Volume.Size", NULL);

  return ferry_rehearsal_ec2_check_enum (exchange, format, formats) &&
         ferry_rehearsal_ec2_check_number (exchange, bytes, G_MAXINT64, image_bytes) &&
         ferry_rehearsal_ec2_check_number (exchange, size, MAX_VOLUME, volume_size);
}

static gboolean
check_groups (FerryRehearsalExchange *exchange)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, exchange->form);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_has_prefix (name, LAUNCH "GroupId.") &&
        !ferry_rehearsal_ec2_check_id (exchange, name, "sg-", "GroupId"))
      return FALSE;

  return TRUE;
}

static gboolean
check_launch (FerryRehearsalExchange *exchange)
{
  const char *type = get (exchange, LAUNCH "InstanceType");

  if (!ferry_rehearsal_ec2_check_enum (exchange, "Platform", platforms) ||
      !ferry_rehearsal_ec2_check_enum (exchange, LAUNCH "Architecture", architectures) ||
      !ferry_rehearsal_ec2_check_enum (exchange, LAUNCH "Placement.Tenancy", tenancies) ||
      !ferry_rehearsal_ec2_check_enum (exchange, LAUNCH "InstanceInitiatedShutdownBehavior",
                                       shutdowns) ||
      !ferry_rehearsal_ec2_check_enum (exchange, LAUNCH "Monitoring", booleans) ||
      !ferry_rehearsal_ec2_check_id (exchange, LAUNCH "SubnetId", "subnet-", "SubnetID") ||
      !ferry_rehearsal_ec2_check_zone (exchange, LAUNCH "Placement.AvailabilityZone") ||
      !ferry_rehearsal_ec2_check_address (exchange, LAUNCH "PrivateIpAddress",
                                          LAUNCH "SubnetId") ||
      !ferry_rehearsal_ec2_check_user_data (exchange, LAUNCH "UserData.Data") ||
      !check_groups (exchange))
    return FALSE;

  if (g_str_equal (get (exchange, "Platform"), "Linux") && !g_strv_contains (linux_types, type))
    return ferry_rehearsal_ec2_refuse (exchange, "InvalidParameterValue",
                                       "Linux is not supported on the requested instance", type);

  return TRUE;
}

/* As long as descriptions may be in EC2. */
static gboolean
check_description (FerryRehearsalExchange *exchange)
{
  const char *description = get (exchange, "Description");

  return description == NULL || g_utf8_strlen (description, -1) <= MAX_DESCRIPTION ||
         ferry_rehearsal_ec2_refuse (exchange, "InvalidParameterValue",
                                     "Value for parameter @ exceeds 255 characters",
                                     "description");
}

/* One of the two, and not both. */
static gboolean
check_volume_zone (FerryRehearsalExchange *exchange)
{
  const char *zone = get (exchange, "AvailabilityZone");
  const char *id = get (exchange, "AvailabilityZoneId");

  if (zone && id)
    return ferry_rehearsal_ec2_refuse (exchange, "InvalidParameterCombination",
                                       "AvailabilityZone and @ cannot be used together",
                                       "AvailabilityZoneId");
  if (zone == NULL && id == NULL)
    return ferry_rehearsal_ec2_refuse (exchange, "MissingParameter",
                                       "The request must contain the parameter @",
                                       "AvailabilityZone");

  return ferry_rehearsal_ec2_check_zone (exchange, "AvailabilityZone");
}

/* "i-0123456789abcdef0" */
static char *
make_id (const char *prefix)
{
  return g_strdup_printf ("%s%08x%08x0", prefix, g_random_int (), g_random_int ());
}

/* @prefix: "" or "DiskImage.1." */
static FerryRehearsalTask *
make_task (FerryRehearsalExchange *exchange,
           const char             *prefix,
           guint64                 image_bytes,
           guint64                 volume_size)
{
  g_autofree char *format = g_strconcat (prefix, "Image.Format", NULL);
  g_autofree char *url = g_strconcat (prefix, "Image.ImportManifestUrl", NULL);
  FerryRehearsalTask *task = g_new0 (FerryRehearsalTask, 1);

  task->volume_id = make_id ("vol-");
  task->region = g_strdup (exchange->region);
  task->description = g_strdup (get (exchange, "Description"));
  task->format = g_strdup (get (exchange, format));
  task->manifest_url = g_strdup (get (exchange, url));
  task->image_bytes = image_bytes;
  task->volume_size = volume_size;
  task->state = FERRY_REHEARSAL_TASK_ACTIVE;
  task->status_message = g_strdup ("Pending");
  task->expiration = g_date_time_to_unix (exchange->now) + TASK_LIFETIME;

  return task;
}

/* Takes @task. */
static void
start (FerryRehearsalExchange  *exchange,
       FerryRehearsalStore     *store,
       FerryRehearsalConverter *converter,
       FerryRehearsalTask      *task)
{
  g_autoptr(GString) xml = g_string_new (NULL);

  /* Both shapes of DescribeConversionTasks are in use: one half of the tasks each. */
  task->wrapped = ferry_rehearsal_store_get_tasks (store)->len % 2 == 0;
  exchange->task = g_strdup (task->id);
  ferry_rehearsal_store_take_task (store, task);
  ferry_rehearsal_converter_start (converter, task);

  g_string_append_printf (xml, "<%sResponse xmlns=\"" FERRY_REHEARSAL_EC2_NAMESPACE "\">",
                          exchange->operation);
  ferry_rehearsal_append_element (xml, "requestId", exchange->request_id);
  g_string_append (xml, "<conversionTask>");
  ferry_rehearsal_task_append_xml (task, xml);
  g_string_append_printf (xml, "</conversionTask></%sResponse>", exchange->operation);
  ferry_rehearsal_exchange_reply_xml (exchange, 200, xml);
}

void
ferry_rehearsal_ec2_import (FerryRehearsalExchange  *exchange,
                            FerryRehearsalStore     *store,
                            const FerryRehearsalAccount *account,
                            FerryRehearsalConverter *converter)
{
  FerryRehearsalTask *task;
  guint64 image_bytes;
  guint64 volume_size;

  if (!check_region (exchange) ||
      !ferry_rehearsal_ec2_check_names (exchange, instance_needed, instance_optional) ||
      !check_image (exchange, "DiskImage.1.", &image_bytes, &volume_size) ||
      !check_launch (exchange) || !check_description (exchange) ||
      !ferry_rehearsal_ec2_check_dry_run (exchange) ||
      !check_capacity (exchange, store))
    return;

  task = make_task (exchange, "DiskImage.1.", image_bytes, volume_size);
  task->id = make_id ("import-i-");
  task->instance_id = make_id ("i-");
  task->disk_description = g_strdup (get (exchange, "DiskImage.1.Description"));
  task->platform = g_strdup (get (exchange, "Platform"));
  task->architecture = g_strdup (get (exchange, LAUNCH "Architecture"));
  task->instance_type = g_strdup (get (exchange, LAUNCH "InstanceType"));
  task->subnet_id = g_strdup (get (exchange, LAUNCH "SubnetId"));
  task->private_ip = g_strdup (get (exchange, LAUNCH "PrivateIpAddress"));
  /* A subnet is in one zone, and what is in the subnet is there too. */
  if (task->subnet_id)
    task->zone = ferry_rehearsal_account_dup_zone (account, exchange->region, task->subnet_id);
  if (task->zone == NULL)
    task->zone = g_strdup (get (exchange, LAUNCH "Placement.AvailabilityZone"));
  start (exchange, store, converter, task);
}

void
ferry_rehearsal_ec2_import_volume (FerryRehearsalExchange  *exchange,
                                   FerryRehearsalStore     *store,
                                   FerryRehearsalConverter *converter)
{
  FerryRehearsalTask *task;
  guint64 image_bytes;
  guint64 volume_size;

  if (!check_region (exchange) ||
      !ferry_rehearsal_ec2_check_names (exchange, volume_needed, volume_optional) ||
      !check_volume_zone (exchange) || !check_description (exchange) ||
      !check_image (exchange, "", &image_bytes, &volume_size) ||
      !ferry_rehearsal_ec2_check_dry_run (exchange) ||
      !check_capacity (exchange, store))
    return;

  task = make_task (exchange, "", image_bytes, volume_size);
  task->id = make_id ("import-vol-");
  task->zone = g_strdup (get (exchange, "AvailabilityZone"));
  start (exchange, store, converter, task);
}
