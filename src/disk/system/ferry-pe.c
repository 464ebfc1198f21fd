/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/system/ferry-pe.h"

#include "disk/image/ferry-image-bytes.h"

#include <string.h>

#define HEAD       4096  /* the PE header lies in it, behind the stub for DOS */
#define DOS_HEADER 64
#define PE_HEADER  6

static const struct {
  guint16     machine;
  const char *architecture;
} machines[] = {
  { 0x8664, "x86_64" },
  { 0xAA64, "arm64" },
  { 0x014C, "i386" },
};

const char *
ferry_pe_read_architecture (FerryFileTree   *tree,
                            const FerryNode *node)
{
  gsize length = 0;
  const guint8 *bytes = ferry_file_tree_read (tree, node, 0, HEAD, &length);
  gsize place;

  if (bytes == NULL || length < DOS_HEADER || memcmp (bytes, "MZ", 2) != 0)
    return NULL;

  place = ferry_image_le32 (bytes + 60);
  if (place > length || length - place < PE_HEADER || memcmp (bytes + place, "PE\0\0", 4) != 0)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (machines); i++)
    if (ferry_image_le16 (bytes + place + 4) == machines[i].machine)
      return machines[i].architecture;

  return NULL;
}
