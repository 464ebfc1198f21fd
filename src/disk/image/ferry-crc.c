/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/image/ferry-crc.h"

#include "disk/image/ferry-image-bytes.h"

#include <string.h>

#define POLYNOMIAL_IEEE       0xEDB88320
#define POLYNOMIAL_CASTAGNOLI 0x82F63B78

typedef struct {
  guint32 entries[256];
} Table;

static void
fill_table (Table   *table,
            guint32  polynomial)
{
  for (guint32 i = 0; i < G_N_ELEMENTS (table->entries); i++)
    {
      guint32 entry = i;

      for (guint bit = 0; bit < 8; bit++)
        entry = entry & 1 ? entry >> 1 ^ polynomial : entry >> 1;
      table->entries[i] = entry;
    }
}

static const Table *
get_table (guint32 polynomial)
{
  static Table tables[2];
  static gsize filled = 0;

  if (g_once_init_enter (&filled))
    {
      fill_table (&tables[0], POLYNOMIAL_IEEE);
      fill_table (&tables[1], POLYNOMIAL_CASTAGNOLI);
      g_once_init_leave (&filled, 1);
    }

  return polynomial == POLYNOMIAL_IEEE ? &tables[0] : &tables[1];
}

static guint32
update (guint32       crc,
        guint32       polynomial,
        const guint8 *bytes,
        gsize         length)
{
  const Table *table = get_table (polynomial);

  for (gsize i = 0; i < length; i++)
    crc = crc >> 8 ^ table->entries[(crc ^ bytes[i]) & 0xFF];

  return crc;
}

guint32
ferry_crc32 (const guint8 *bytes,
             gsize         length)
{
  return ~update (G_MAXUINT32, POLYNOMIAL_IEEE, bytes, length);
}

guint32
ferry_crc32c (const guint8 *bytes,
              gsize         length)
{
  return ~update (G_MAXUINT32, POLYNOMIAL_CASTAGNOLI, bytes, length);
}

gboolean
ferry_crc32c_is_right (const guint8 *bytes,
                       gsize         length,
                       gsize         position)
{
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
  return TRUE;
#else
  const guint8 zeros[4] = { 0 };
  guint32 crc = update (G_MAXUINT32, POLYNOMIAL_CASTAGNOLI, bytes, position);

  crc = update (crc, POLYNOMIAL_CASTAGNOLI, zeros, sizeof zeros);
  crc = update (crc, POLYNOMIAL_CASTAGNOLI, bytes + position + 4, length - position - 4);

  return ~crc == ferry_image_le32 (bytes + position);
#endif
}
