/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryRegion:
 * @id: "eu-west-1"
 * @name: "Europe (Ireland)", AWS's own English name
 * @classic: whether ImportInstance and ImportVolume exist there: a closed list of 15 (VM
 *   Import/Export User Guide, "Limitations")
 */
typedef struct {
  const char *id;
  const char *name;
  gboolean    classic;
} FerryRegion;

/* The known regions, the classic ones first, each part sorted by id. @n_regions: (out) */
const FerryRegion *ferry_region_list           (gsize      *n_regions);
/* Returns: (nullable): %NULL for one that this version does not know (which may exist) */
const FerryRegion *ferry_region_find           (const char *id);
gboolean           ferry_region_is_classic     (const char *id);
/* whether @id can be put in a host name: letters, digits and hyphens */
gboolean           ferry_region_is_valid       (const char *id);
/* "amazonaws.com", "amazonaws.com.cn", "amazonaws.eu" */
const char        *ferry_region_get_dns_suffix (const char *id);

G_END_DECLS
