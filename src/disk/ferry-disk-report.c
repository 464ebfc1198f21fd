/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-disk-report.h"

#include "base/ferry-json.h"

#define GIB ((guint64) 1 << 30)

static const char *const format_ids[] = { "unknown", "raw", "vmdk-stream", "other" };
static const char *const scheme_ids[] = { "unknown", "none", "mbr", "gpt" };

G_DEFINE_BOXED_TYPE (FerryDiskReport,
                     ferry_disk_report,
                     ferry_disk_report_ref,
                     ferry_disk_report_unref)

FerryDiskReport *
ferry_disk_report_new (void)
{
  FerryDiskReport *report = g_new0 (FerryDiskReport, 1);

  report->format_name = g_strdup ("Unknown");
  report->partitions = g_ptr_array_new_with_free_func (g_free);
  g_atomic_ref_count_init (&report->ref_count);

  return report;
}

FerryDiskReport *
ferry_disk_report_ref (FerryDiskReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  g_atomic_ref_count_inc (&report->ref_count);

  return report;
}

void
ferry_disk_report_unref (FerryDiskReport *report)
{
  g_return_if_fail (report != NULL);

  if (!g_atomic_ref_count_dec (&report->ref_count))
    return;

  g_free (report->format_name);
  g_free (report->problem);
  g_ptr_array_unref (report->partitions);
  g_free (report);
}

const char *
ferry_disk_report_get_file_format (FerryDiskReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  switch (report->format)
    {
    case FERRY_DISK_FORMAT_RAW:
      return "RAW";
    case FERRY_DISK_FORMAT_VMDK_STREAM:
      return "VMDK";
    case FERRY_DISK_FORMAT_UNKNOWN:
    case FERRY_DISK_FORMAT_OTHER:
    default:
      return NULL;
    }
}

guint64
ferry_disk_report_get_volume_size (FerryDiskReport *report)
{
  g_return_val_if_fail (report != NULL, 0);

  if (!report->has_virtual_size)
    return 0;

  return MAX (1, report->virtual_size / GIB + (report->virtual_size % GIB != 0 ? 1 : 0));
}

gboolean
ferry_disk_report_has_active_partition (FerryDiskReport *report)
{
  g_return_val_if_fail (report != NULL, FALSE);

  for (guint i = 0; i < report->partitions->len; i++)
    {
      const FerryPartition *partition = g_ptr_array_index (report->partitions, i);

      if (partition->active)
        return TRUE;
    }

  return FALSE;
}

/* Extended, EFI and FAT partitions are made by both, so they tell nothing. */
const char *
ferry_disk_report_guess_platform (FerryDiskReport *report)
{
  gboolean windows = FALSE;
  gboolean gnu_linux = FALSE;

  g_return_val_if_fail (report != NULL, NULL);

  for (guint i = 0; i < report->partitions->len; i++)
    {
      const FerryPartition *partition = g_ptr_array_index (report->partitions, i);

      switch (partition->type)
        {
        case 0x07: /* NTFS */
        case 0x27: /* Windows recovery */
        case 0x42: /* Windows dynamic disk */
          windows = TRUE;
          break;
        case 0x82: /* swap */
        case 0x83:
        case 0x8E: /* LVM */
        case 0xFD: /* RAID */
          gnu_linux = TRUE;
          break;
        default:
          break;
        }
    }

  if (windows == gnu_linux)
    return NULL;

  return windows ? "Windows" : "Linux";
}

static JsonArray *
partitions_to_json (GPtrArray *partitions)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < partitions->len; i++)
    {
      const FerryPartition *partition = g_ptr_array_index (partitions, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "type", partition->type);
      json_object_set_boolean_member (object, "active", partition->active);
      json_object_set_int_member (object, "start", (gint64) partition->start);
      json_object_set_int_member (object, "size", (gint64) partition->size);
      json_array_add_object_element (array, object);
    }

  return array;
}

JsonObject *
ferry_disk_report_to_json (FerryDiskReport *report)
{
  JsonObject *object;

  g_return_val_if_fail (report != NULL, NULL);

  object = json_object_new ();
  ferry_json_set_string (object, "format", format_ids[report->format]);
  ferry_json_set_string (object, "format-name", report->format_name);
  json_object_set_int_member (object, "file-size", (gint64) MIN (report->file_size, G_MAXINT64));
  if (report->has_virtual_size)
    json_object_set_int_member (object, "virtual-size",
                                (gint64) MIN (report->virtual_size, G_MAXINT64));
  ferry_json_set_string (object, "scheme", scheme_ids[report->scheme]);
  json_object_set_array_member (object, "partitions", partitions_to_json (report->partitions));
  ferry_json_set_string (object, "problem", report->problem);
  json_object_set_int_member (object, "bytes-read", (gint64) report->bytes_read);
  json_object_set_int_member (object, "requests", report->requests);

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

static void
partitions_from_json (FerryDiskReport *report,
                      JsonObject      *object)
{
  JsonNode *node = json_object_get_member (object, "partitions");
  JsonArray *array;
  guint length;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return;

  array = json_node_get_array (node);
  length = json_array_get_length (array);
  for (guint i = 0; i < length; i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      FerryPartition *partition;
      JsonObject *entry;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        continue;

      entry = json_node_get_object (element);
      partition = g_new0 (FerryPartition, 1);
      partition->type = (guint8) CLAMP (ferry_json_get_int (entry, "type", 0), 0, G_MAXUINT8);
      partition->active = ferry_json_get_bool (entry, "active");
      partition->start = get_size (entry, "start");
      partition->size = get_size (entry, "size");
      g_ptr_array_add (report->partitions, partition);
    }
}

FerryDiskReport *
ferry_disk_report_from_json (JsonObject *object)
{
  FerryDiskReport *report = ferry_disk_report_new ();
  const char *name;
  guint format;

  if (object == NULL)
    return report;

  format = find_id (format_ids, G_N_ELEMENTS (format_ids),
                    ferry_json_get_string (object, "format"));
  name = ferry_json_get_string (object, "format-name");
  ferry_disk_report_set_format (report, format, name != NULL ? name : report->format_name);
  report->file_size = get_size (object, "file-size");
  report->virtual_size = get_size (object, "virtual-size");
  report->has_virtual_size = report->virtual_size > 0;
  report->scheme = find_id (scheme_ids, G_N_ELEMENTS (scheme_ids),
                            ferry_json_get_string (object, "scheme"));
  partitions_from_json (report, object);
  report->problem = g_strdup (ferry_json_get_string (object, "problem"));
  report->bytes_read = get_size (object, "bytes-read");
  report->requests = (guint) MIN (get_size (object, "requests"), G_MAXUINT);

  return report;
}

void
ferry_disk_report_set_format (FerryDiskReport *report,
                              FerryDiskFormat  format,
                              const char      *name)
{
  char *copy = g_strdup (name);

  report->format = format;
  g_free (report->format_name);
  report->format_name = copy;
}

void
ferry_disk_report_complain (FerryDiskReport *report,
                            const char      *format,
                            ...)
{
  va_list args;

  if (report->problem != NULL)
    return;

  va_start (args, format);
  report->problem = g_strdup_vprintf (format, args);
  va_end (args);
}
