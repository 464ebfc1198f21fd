/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-ec2.h"

#include <string.h>

#include "aws/ferry-region.h"

#define MAX_TASKS 20
#define TASK_LIFETIME (7 * 24 * 60 * 60)

static const char * const needed[] = {
  "Platform",
  "LaunchSpecification.Architecture",
  "LaunchSpecification.InstanceType",
  "DiskImage.1.Image.Format",
  "DiskImage.1.Image.Bytes",
  "DiskImage.1.Image.ImportManifestUrl",
  "DiskImage.1.Volume.Size",
};

static const char * const optional[] = {
  "Action",
  "Version",
  "DryRun",
  "Description",
  "DiskImage.1.Description",
  "LaunchSpecification.AdditionalInfo",
  "LaunchSpecification.InstanceInitiatedShutdownBehavior",
  "LaunchSpecification.Monitoring",
  "LaunchSpecification.Placement.AvailabilityZone",
  "LaunchSpecification.Placement.Tenancy",
  "LaunchSpecification.PrivateIpAddress",
  "LaunchSpecification.SubnetId",
  "LaunchSpecification.UserData.Data",
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

static const char *
get (FerryRehearsalExchange *exchange,
     const char             *name)
{
  return ferry_rehearsal_exchange_get_form (exchange, name);
}

static gboolean
refuse (FerryRehearsalExchange *exchange,
        const char             *code,
        const char             *format,
        const char             *word)
{
  g_autoptr(GString) text = g_string_new (format);

  g_string_replace (text, "@", word, 1);
  ferry_rehearsal_exchange_reply_error (exchange, 400, code, text->str, NULL);

  return FALSE;
}

static gboolean
is_group (const char *name)
{
  return g_str_has_prefix (name, "LaunchSpecification.GroupId.") ||
         g_str_has_prefix (name, "LaunchSpecification.GroupName.") ||
         g_str_has_prefix (name, "LaunchSpecification.SecurityGroup");
}

static gboolean
is_in (const char * const *words,
       gsize               n_words,
       const char         *word)
{
  for (gsize i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i], word) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
check_names (FerryRehearsalExchange *exchange)
{
  GHashTableIter iter;
  gpointer name;

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      const char *value = get (exchange, needed[i]);

      if (value == NULL || value[0] == '\0')
        return refuse (exchange, "MissingParameter", "The request must contain the parameter @",
                       needed[i]);
    }

  g_hash_table_iter_init (&iter, exchange->form);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_has_prefix (name, "DiskImage.2."))
      return refuse (exchange, "InvalidParameterValue", "Only one disk image can be imported: @",
                     name);
    else if (!is_in (needed, G_N_ELEMENTS (needed), name) &&
             !is_in (optional, G_N_ELEMENTS (optional), name) && !is_group (name))
      return refuse (exchange, "UnknownParameter", "The parameter @ is not recognized", name);

  return TRUE;
}

static gboolean
check_enum (FerryRehearsalExchange *exchange,
            const char             *name,
            const char * const     *values)
{
  const char *value = get (exchange, name);

  return g_strv_contains (values, value) ||
         refuse (exchange, "InvalidParameterValue",
                 "Invalid value '@' for a parameter of ImportInstance", value);
}

static gboolean
check_number (FerryRehearsalExchange *exchange,
              const char             *name,
              guint64                 max,
              guint64                *value)
{
  return g_ascii_string_to_unsigned (get (exchange, name), 10, 1, max, value, NULL) ||
         refuse (exchange, "InvalidParameterValue", "Value of @ is not a number in range", name);
}

/* "subnet-" and 8 or 17 hexadecimal digits; any such subnet exists */
static gboolean
check_subnet (FerryRehearsalExchange *exchange)
{
  const char *id = get (exchange, "LaunchSpecification.SubnetId");
  gsize length;

  if (id == NULL)
    return TRUE;
  if (!g_str_has_prefix (id, "subnet-"))
    return refuse (exchange, "InvalidSubnetID.Malformed",
                   "Invalid id: \"@\" (expecting \"subnet-...\")", id);
  length = strlen (id + strlen ("subnet-"));
  if ((length != 8 && length != 17) ||
      strspn (id + strlen ("subnet-"), "0123456789abcdef") != length)
    return refuse (exchange, "InvalidSubnetID.NotFound", "The subnet ID '@' does not exist", id);

  return TRUE;
}

static gboolean
check_capacity (FerryRehearsalExchange *exchange,
                FerryRehearsalStore    *store)
{
  GPtrArray *tasks = ferry_rehearsal_store_get_tasks (store);
  guint active = 0;

  for (guint i = 0; i < tasks->len; i++)
    {
      FerryRehearsalTask *task = g_ptr_array_index (tasks, i);

      if (task->state == FERRY_REHEARSAL_TASK_ACTIVE &&
          g_str_equal (task->region, exchange->region))
        active++;
    }

  return active < MAX_TASKS ||
         refuse (exchange, "ResourceLimitExceeded",
                 "Task failed to initialize: conversion task limit (@) exceeded",
                 G_STRINGIFY (MAX_TASKS));
}

static gboolean
check (FerryRehearsalExchange *exchange,
       FerryRehearsalStore    *store,
       guint64                *image_bytes,
       guint64                *volume_size)
{
  const char *type = get (exchange, "LaunchSpecification.InstanceType");

  if (!ferry_region_is_classic (exchange->region))
    return refuse (exchange, "UnsupportedOperation", "ImportInstance is not supported in region @",
                   exchange->region);
  if (!check_names (exchange) ||
      !check_enum (exchange, "Platform", platforms) ||
      !check_enum (exchange, "LaunchSpecification.Architecture", architectures) ||
      !check_enum (exchange, "DiskImage.1.Image.Format", formats) ||
      !check_number (exchange, "DiskImage.1.Image.Bytes", G_MAXINT64, image_bytes) ||
      !check_number (exchange, "DiskImage.1.Volume.Size", 16384, volume_size) ||
      !check_subnet (exchange))
    return FALSE;
  if (g_str_equal (get (exchange, "Platform"), "Linux") && !g_strv_contains (linux_types, type))
    return refuse (exchange, "InvalidParameterValue",
                   "Linux is not supported on the requested instance", type);
  if (g_strcmp0 (get (exchange, "DryRun"), "true") == 0)
    {
      ferry_rehearsal_exchange_reply_error (exchange, 412, "DryRunOperation",
                                            "Request would have succeeded, but DryRun flag is set.",
                                            NULL);
      return FALSE;
    }

  return check_capacity (exchange, store);
}

/* "i-0123456789abcdef0" */
static char *
make_id (const char *prefix)
{
  return g_strdup_printf ("%s%08x%08x0", prefix, g_random_int (), g_random_int ());
}

static FerryRehearsalTask *
make_task (FerryRehearsalExchange *exchange,
           guint64                 image_bytes,
           guint64                 volume_size,
           gboolean                wrapped)
{
  FerryRehearsalTask *task = g_new0 (FerryRehearsalTask, 1);

  task->id = make_id ("import-i-");
  task->instance_id = make_id ("i-");
  task->volume_id = make_id ("vol-");
  task->region = g_strdup (exchange->region);
  task->description = g_strdup (get (exchange, "Description"));
  task->disk_description = g_strdup (get (exchange, "DiskImage.1.Description"));
  task->platform = g_strdup (get (exchange, "Platform"));
  task->architecture = g_strdup (get (exchange, "LaunchSpecification.Architecture"));
  task->instance_type = g_strdup (get (exchange, "LaunchSpecification.InstanceType"));
  task->subnet_id = g_strdup (get (exchange, "LaunchSpecification.SubnetId"));
  task->format = g_strdup (get (exchange, "DiskImage.1.Image.Format"));
  task->manifest_url = g_strdup (get (exchange, "DiskImage.1.Image.ImportManifestUrl"));
  task->image_bytes = image_bytes;
  task->volume_size = volume_size;
  task->state = FERRY_REHEARSAL_TASK_ACTIVE;
  task->status_message = g_strdup ("Pending");
  task->expiration = g_date_time_to_unix (exchange->now) + TASK_LIFETIME;
  task->wrapped = wrapped;

  return task;
}

void
ferry_rehearsal_ec2_import (FerryRehearsalExchange  *exchange,
                            FerryRehearsalStore     *store,
                            FerryRehearsalConverter *converter)
{
  GPtrArray *tasks = ferry_rehearsal_store_get_tasks (store);
  g_autoptr(GString) xml = NULL;
  FerryRehearsalTask *task;
  guint64 image_bytes;
  guint64 volume_size;

  if (!check (exchange, store, &image_bytes, &volume_size))
    return;

  /* Both shapes of DescribeConversionTasks are in use: one half of the tasks each. */
  task = make_task (exchange, image_bytes, volume_size, tasks->len % 2 == 0);
  exchange->task = g_strdup (task->id);
  ferry_rehearsal_store_take_task (store, task);
  ferry_rehearsal_converter_start (converter, task);

  xml = g_string_new ("<ImportInstanceResponse xmlns=\"" FERRY_REHEARSAL_EC2_NAMESPACE "\">");
  ferry_rehearsal_append_element (xml, "requestId", exchange->request_id);
  g_string_append (xml, "<conversionTask>");
  ferry_rehearsal_task_append_xml (task, xml);
  g_string_append (xml, "</conversionTask></ImportInstanceResponse>");
  ferry_rehearsal_exchange_reply_xml (exchange, 200, xml);
}
