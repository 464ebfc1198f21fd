/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-disk-report.h"

#include "base/ferry-json.h"

/* A report in a plan file or a journal. Words that a newer Ferry wrote are unknown, not wrong. */

#define MAX_DISKS 64

static const char *const format_ids[] = {
  "unknown", "raw", "vmdk-stream", "vhd", "vhdx", "ova", "other",
};
static const char *const scheme_ids[] = { "unknown", "none", "mbr", "gpt" };
static const char *const fault_ids[] = {
  "none", "not-a-disk", "format", "not-stream", "packed", "without-data", "differencing", "dirty",
  "encrypted", "cut", "damaged", "limit", "customer-key",
};

static void
set_size (JsonObject *object,
          const char *name,
          guint64     value)
{
  json_object_set_int_member (object, name, (gint64) MIN (value, G_MAXINT64));
}

static JsonArray *
partitions_to_json (GPtrArray *partitions)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < partitions->len; i++)
    json_array_add_object_element (array,
                                   ferry_partition_to_json (g_ptr_array_index (partitions, i)));

  return array;
}

static void
add_system (FerryDiskReport *report,
            JsonObject      *object)
{
  if (report->has_boot_code)
    json_object_set_boolean_member (object, "boot-code", TRUE);
  if (report->has_efi_loader)
    json_object_set_boolean_member (object, "efi-loader", TRUE);
  ferry_json_set_string (object, "platform", report->platform);
  ferry_json_set_string (object, "system", report->system);
  ferry_json_set_string (object, "other-system", report->other_system);
  ferry_json_set_string (object, "architecture", report->architecture);
  ferry_json_set_string (object, "evidence", report->evidence);
  if (report->evidence_partition > 0)
    json_object_set_int_member (object, "evidence-partition", report->evidence_partition);
}

static void
add_machine (FerryDiskReport *report,
             JsonObject      *object)
{
  JsonArray *disks;

  if (report->n_processors > 0)
    json_object_set_int_member (object, "processors", report->n_processors);
  if (report->memory > 0)
    set_size (object, "memory", report->memory);
  if (report->disks->len == 0)
    return;

  disks = json_array_new ();
  for (guint i = 0; i < report->disks->len; i++)
    json_array_add_object_element (disks,
                                   ferry_disk_report_to_json (g_ptr_array_index (report->disks,
                                                                                 i)));
  json_object_set_array_member (object, "disks", disks);
}

JsonObject *
ferry_disk_report_to_json (FerryDiskReport *report)
{
  JsonObject *object;

  g_return_val_if_fail (report != NULL, NULL);

  object = json_object_new ();
  ferry_json_set_string (object, "format", format_ids[report->format]);
  ferry_json_set_string (object, "format-name", report->format_name);
  ferry_json_set_string (object, "member", report->member);
  set_size (object, "file-size", report->file_size);
  if (report->has_virtual_size)
    set_size (object, "virtual-size", report->virtual_size);
  if (report->sector_size != 512)
    json_object_set_int_member (object, "sector-size", report->sector_size);
  ferry_json_set_string (object, "scheme", scheme_ids[report->scheme]);
  json_object_set_array_member (object, "partitions", partitions_to_json (report->partitions));
  if (report->file_system != NULL)
    json_object_set_object_member (object, "file-system",
                                   ferry_file_system_to_json (report->file_system));
  add_system (report, object);
  add_machine (report, object);
  if (report->fault != FERRY_DISK_FAULT_NONE)
    ferry_json_set_string (object, "fault", fault_ids[report->fault]);
  ferry_json_set_string (object, "problem", report->problem);
  set_size (object, "bytes-read", report->bytes_read);
  json_object_set_int_member (object, "requests", report->requests);
  json_object_set_int_member (object, "rounds", report->rounds);

  return object;
}

static guint
find_id (const char *const *ids,
         guint              n_ids,
         const char        *id)
{
  for (guint i = 0; i < n_ids; i++)
    if (g_strcmp0 (ids[i], id) == 0)
      return i;

  return 0;
}

static guint64
get_size (JsonObject *object,
          const char *name)
{
  return (guint64) MAX (0, ferry_json_get_int (object, name, 0));
}

/* Returns: (nullable): the array's objects, for the caller to free the container */
static GPtrArray *
list_objects (JsonObject *object,
              const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  GPtrArray *objects = g_ptr_array_new ();
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return objects;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        g_ptr_array_add (objects, json_node_get_object (element));
    }

  return objects;
}

static void
read_contents (FerryDiskReport *report,
               JsonObject      *object)
{
  g_autoptr(GPtrArray) partitions = list_objects (object, "partitions");
  JsonObject *file_system = ferry_json_get_object (object, "file-system");

  for (guint i = 0; i < partitions->len; i++)
    g_ptr_array_add (report->partitions,
                     ferry_partition_from_json (g_ptr_array_index (partitions, i)));
  if (file_system != NULL)
    report->file_system = ferry_file_system_from_json (file_system);
}

static void
read_system (FerryDiskReport *report,
             JsonObject      *object)
{
  report->has_boot_code = ferry_json_get_bool (object, "boot-code");
  report->has_efi_loader = ferry_json_get_bool (object, "efi-loader");
  report->platform = g_strdup (ferry_json_get_string (object, "platform"));
  report->system = g_strdup (ferry_json_get_string (object, "system"));
  report->other_system = g_strdup (ferry_json_get_string (object, "other-system"));
  report->architecture = g_strdup (ferry_json_get_string (object, "architecture"));
  report->evidence = g_strdup (ferry_json_get_string (object, "evidence"));
  report->evidence_partition = (guint) MIN (get_size (object, "evidence-partition"), G_MAXUINT);
  report->n_processors = (guint) MIN (get_size (object, "processors"), G_MAXUINT);
  report->memory = get_size (object, "memory");
}

static FerryDiskReport *
read_report (JsonObject *object)
{
  FerryDiskReport *report = ferry_disk_report_new ();
  const char *name;
  guint format;

  format = find_id (format_ids, G_N_ELEMENTS (format_ids),
                    ferry_json_get_string (object, "format"));
  name = ferry_json_get_string (object, "format-name");
  ferry_disk_report_set_format (report, format, name != NULL ? name : report->format_name);
  report->member = g_strdup (ferry_json_get_string (object, "member"));
  report->file_size = get_size (object, "file-size");
  report->virtual_size = get_size (object, "virtual-size");
  report->has_virtual_size = report->virtual_size > 0;
  report->sector_size = ferry_json_get_int (object, "sector-size", 512) == 4096 ? 4096 : 512;
  report->scheme = find_id (scheme_ids, G_N_ELEMENTS (scheme_ids),
                            ferry_json_get_string (object, "scheme"));
  read_contents (report, object);
  read_system (report, object);
  report->fault = find_id (fault_ids, G_N_ELEMENTS (fault_ids),
                           ferry_json_get_string (object, "fault"));
  report->problem = g_strdup (ferry_json_get_string (object, "problem"));
  /* written before faults had names */
  if (report->problem != NULL && report->fault == FERRY_DISK_FAULT_NONE)
    report->fault = report->format == FERRY_DISK_FORMAT_OTHER ? FERRY_DISK_FAULT_FORMAT
                                                              : FERRY_DISK_FAULT_DAMAGED;
  report->bytes_read = get_size (object, "bytes-read");
  report->requests = (guint) MIN (get_size (object, "requests"), G_MAXUINT);
  report->rounds = (guint) MIN (get_size (object, "rounds"), G_MAXUINT);

  return report;
}

FerryDiskReport *
ferry_disk_report_from_json (JsonObject *object)
{
  g_autoptr(GPtrArray) disks = NULL;
  FerryDiskReport *report;

  if (object == NULL)
    return ferry_disk_report_new ();

  report = read_report (object);
  disks = list_objects (object, "disks");
  for (guint i = 0; i < MIN (disks->len, MAX_DISKS); i++)
    g_ptr_array_add (report->disks, read_report (g_ptr_array_index (disks, i)));

  return report;
}
