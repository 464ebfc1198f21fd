/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-fleet.h"

#include <string.h>

#define BUCKET "acme-fleet"
#define REGION "eu-west-1"
#define PREFIX "2026-11/"
/* 2026-11-21T22:00:00Z, the night after the other exports */
#define EXPORTED G_GINT64_CONSTANT (1795298400)
#define CREATED G_GINT64_CONSTANT (1709283600)
#define DATA_DISK_BYTES (128 * 1024)

/* The ways in which exports name the disks of a machine; the machines number themselves. */
static const struct {
  const char *stem;         /* the machine's name */
  guint       n_machines;
  guint       n_data;       /* disks of each */
  gboolean    has_folder;   /* of its own */
  const char *boot_suffix;
  const char *data_suffix;  /* between the name and the number */
  const char *sample;
} kinds[] = {
  { "app", 8, 1, FALSE, "-boot", "-data", "web01-boot.vmdk" },
  { "web", 7, 1, FALSE, "", "_", "web01-boot.vmdk" },
  { "db", 5, 2, TRUE, "-disk0", "-disk", "db01-boot.raw" },
  { "mail", 5, 2, TRUE, "-system", "-logs", "db01-boot.raw" },
};

/* A master boot record with one Linux partition and nothing that would boot. */
static GBytes *
make_data_disk (void)
{
  guint8 *bytes = g_malloc0 (DATA_DISK_BYTES);
  guint8 *entry = bytes + 446;

  entry[4] = 0x83;
  entry[8] = 64;
  entry[12] = (DATA_DISK_BYTES / 512 - 64) & 0xff;
  entry[13] = (DATA_DISK_BYTES / 512 - 64) >> 8;
  bytes[510] = 0x55;
  bytes[511] = 0xaa;

  return g_bytes_new_take (bytes, DATA_DISK_BYTES);
}

static gboolean
put (FerryRehearsalStore   *store,
     FerryRehearsalBucket  *bucket,
     char                  *key,
     GBytes                *bytes,
     GError               **error)
{
  g_autofree char *owned = key;

  return ferry_rehearsal_store_put_object (store, bucket, owned, bytes, "application/octet-stream",
                                           EXPORTED, error) != NULL;
}

static gboolean
put_machine (FerryRehearsalStore   *store,
             FerryRehearsalBucket  *bucket,
             guint                  kind,
             guint                  number,
             GBytes                *boot,
             GBytes                *data,
             GError               **error)
{
  g_autofree char *name = g_strdup_printf ("%s%02u", kinds[kind].stem, number);
  g_autofree char *folder = kinds[kind].has_folder ? g_strdup_printf ("%s%s/", PREFIX, name)
                                                   : g_strdup (PREFIX);
  const char *suffix = strrchr (kinds[kind].sample, '.');

  if (!put (store, bucket, g_strconcat (folder, name, kinds[kind].boot_suffix, suffix, NULL), boot,
            error))
    return FALSE;

  for (guint i = 1; i <= kinds[kind].n_data; i++)
    if (!put (store, bucket,
              g_strdup_printf ("%s%s%s%u.raw", folder, name, kinds[kind].data_suffix, i), data,
              error))
      return FALSE;

  return TRUE;
}

gboolean
ferry_rehearsal_fleet_seed (FerryRehearsalStore  *store,
                            const char           *samples,
                            GError              **error)
{
  FerryRehearsalBucket *bucket = ferry_rehearsal_store_add_bucket (store, BUCKET, REGION, CREATED);
  g_autoptr(GBytes) data = make_data_disk ();

  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      g_autofree char *path = g_build_filename (samples, kinds[kind].sample, NULL);
      g_autoptr(GMappedFile) mapped = g_mapped_file_new (path, FALSE, NULL);
      g_autoptr(GBytes) boot = mapped ? g_mapped_file_get_bytes (mapped) : NULL;

      for (guint i = 1; boot && i <= kinds[kind].n_machines; i++)
        if (!put_machine (store, bucket, kind, i, boot, data, error))
          return FALSE;
    }

  return TRUE;
}
