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

/* Half a byte at a time: some 100 KiB in a look are not worth a larger table. */
static guint32
update (guint32       crc,
        guint32       polynomial,
        const guint8 *bytes,
        gsize         length)
{
  guint32 table[16];

  for (guint32 i = 0; i < G_N_ELEMENTS (table); i++)
    {
      table[i] = i;
      for (guint bit = 0; bit < 4; bit++)
        table[i] = table[i] & 1 ? table[i] >> 1 ^ polynomial : table[i] >> 1;
    }

  for (gsize i = 0; i < length; i++)
    {
      crc ^= bytes[i];
      crc = crc >> 4 ^ table[crc & 0xF];
      crc = crc >> 4 ^ table[crc & 0xF];
    }

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
