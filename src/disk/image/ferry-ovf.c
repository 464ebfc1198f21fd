/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/image/ferry-ovf.h"

#include "base/ferry-error.h"
#include "base/ferry-xml.h"

#include <string.h>

/* CIM_ResourceAllocationSettingData.ResourceType */
#define RESOURCE_PROCESSOR 3
#define RESOURCE_MEMORY    4
#define MAX_DISKS          64

static void
disk_free (gpointer data)
{
  FerryOvfDisk *disk = data;

  g_free (disk->href);
  g_free (disk);
}

void
ferry_ovf_free (FerryOvf *self)
{
  g_ptr_array_unref (self->disks);
  g_free (self->system);
  g_free (self);
}

/* DSP0004, programmatic units: "byte * 2^30"; older writers say "MegaBytes". Returns: 1 where the
 * unit is not known
 */
static guint64
parse_unit (const char *unit)
{
  const struct { const char *name; guint shift; } names[] = {
    { "KiloBytes", 10 }, { "MegaBytes", 20 }, { "GigaBytes", 30 },
  };
  const char *power = unit != NULL ? strstr (unit, "2^") : NULL;

  if (power != NULL)
    {
      guint64 shift = g_ascii_strtoull (power + 2, NULL, 10);

      return shift < 63 ? G_GUINT64_CONSTANT (1) << shift : 1;
    }

  for (guint i = 0; unit != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (unit, names[i].name) == 0)
      return G_GUINT64_CONSTANT (1) << names[i].shift;

  return 1;
}

static guint64
parse_amount (const char *number,
              const char *unit)
{
  guint64 amount = number != NULL ? g_ascii_strtoull (number, NULL, 10) : 0;

  return g_uint64_checked_mul (&amount, amount, parse_unit (unit)) ? amount : 0;
}

/* Returns: (transfer full) (element-type utf8 FerryXml): the File elements by their ids */
static GHashTable *
index_files (FerryXml *envelope)
{
  GHashTable *files = g_hash_table_new (g_str_hash, g_str_equal);
  FerryXml *references = ferry_xml_find (envelope, "References");

  for (FerryXml *i = references != NULL ? ferry_xml_first (references, "File") : NULL;
       i != NULL;
       i = ferry_xml_next (i))
    if (ferry_xml_get_attribute (i, "id") != NULL)
      g_hash_table_insert (files, (gpointer) ferry_xml_get_attribute (i, "id"), i);

  return files;
}

static void
add_disk (FerryXml *file,
          FerryOvf *self)
{
  const char *packing = ferry_xml_get_attribute (file, "compression");
  FerryOvfDisk *disk = g_new0 (FerryOvfDisk, 1);

  disk->href = g_strdup (ferry_xml_get_attribute (file, "href"));
  disk->is_chunked = ferry_xml_get_attribute (file, "chunkSize") != NULL;
  disk->is_packed = packing != NULL && *packing != '\0' && !g_str_equal (packing, "identity");
  g_ptr_array_add (self->disks, disk);
}

/* A disk without a file is an empty one, to be made on arrival. */
static void
read_disks (FerryXml *envelope,
            FerryOvf *self)
{
  g_autoptr(GHashTable) files = index_files (envelope);
  FerryXml *section = ferry_xml_find (envelope, "DiskSection");

  for (FerryXml *i = section != NULL ? ferry_xml_first (section, "Disk") : NULL;
       i != NULL && self->disks->len < MAX_DISKS;
       i = ferry_xml_next (i))
    {
      const char *id = ferry_xml_get_attribute (i, "fileRef");
      FerryXml *file = id != NULL ? g_hash_table_lookup (files, id) : NULL;

      if (file != NULL && ferry_xml_get_attribute (file, "href") != NULL)
        add_disk (file, self);
    }
}

static void
read_hardware (FerryXml *hardware,
               FerryOvf *self)
{
  for (FerryXml *i = ferry_xml_first (hardware, "Item"); i != NULL; i = ferry_xml_next (i))
    {
      guint64 type;
      const char *quantity = ferry_xml_find_text (i, "VirtualQuantity");

      if (!ferry_xml_find_size (i, "ResourceType", &type))
        continue;
      if (type == RESOURCE_PROCESSOR)
        self->n_processors = (guint) MIN (parse_amount (quantity, NULL), G_MAXUINT16);
      else if (type == RESOURCE_MEMORY)
        self->memory = parse_amount (quantity, ferry_xml_find_text (i, "AllocationUnits"));
    }
}

FerryOvf *
ferry_ovf_parse (GBytes  *bytes,
                 GError **error)
{
  g_autoptr(FerryXml) envelope = ferry_xml_parse (bytes, error);
  g_autoptr(FerryOvf) self = NULL;
  FerryXml *hardware;

  if (envelope == NULL)
    return NULL;
  if (!g_str_equal (ferry_xml_get_name (envelope), "Envelope"))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY, "it is no OVF envelope");
      return NULL;
    }

  self = g_new0 (FerryOvf, 1);
  self->disks = g_ptr_array_new_with_free_func (disk_free);
  read_disks (envelope, self);
  hardware = ferry_xml_find (envelope, "VirtualSystem/VirtualHardwareSection");
  if (hardware != NULL)
    read_hardware (hardware, self);
  self->system =
    g_strdup (ferry_xml_find_text (envelope, "VirtualSystem/OperatingSystemSection/Description"));

  return g_steal_pointer (&self);
}
