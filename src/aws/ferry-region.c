/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "aws/ferry-region.h"

#include <string.h>

/* Names: "Regions and Zones", AWS. Classic: "VM Import/Export requirements", supported Regions for
 * ImportInstance and ImportVolume, a list that AWS says will not grow.
 */
static const FerryRegion regions[] = {
  { "ap-northeast-1", "Asia Pacific (Tokyo)", TRUE },
  { "ap-northeast-2", "Asia Pacific (Seoul)", TRUE },
  { "ap-south-1", "Asia Pacific (Mumbai)", TRUE },
  { "ap-southeast-1", "Asia Pacific (Singapore)", TRUE },
  { "ap-southeast-2", "Asia Pacific (Sydney)", TRUE },
  { "ca-central-1", "Canada (Central)", TRUE },
  { "cn-north-1", "China (Beijing)", TRUE },
  { "eu-central-1", "Europe (Frankfurt)", TRUE },
  { "eu-west-1", "Europe (Ireland)", TRUE },
  { "sa-east-1", "South America (São Paulo)", TRUE },
  { "us-east-1", "US East (N. Virginia)", TRUE },
  { "us-east-2", "US East (Ohio)", TRUE },
  { "us-gov-west-1", "AWS GovCloud (US-West)", TRUE },
  { "us-west-1", "US West (N. California)", TRUE },
  { "us-west-2", "US West (Oregon)", TRUE },

  { "af-south-1", "Africa (Cape Town)", FALSE },
  { "ap-east-1", "Asia Pacific (Hong Kong)", FALSE },
  { "ap-northeast-3", "Asia Pacific (Osaka)", FALSE },
  { "ap-south-2", "Asia Pacific (Hyderabad)", FALSE },
  { "ap-southeast-3", "Asia Pacific (Jakarta)", FALSE },
  { "ap-southeast-4", "Asia Pacific (Melbourne)", FALSE },
  { "ap-southeast-5", "Asia Pacific (Malaysia)", FALSE },
  { "ap-southeast-7", "Asia Pacific (Thailand)", FALSE },
  { "ca-west-1", "Canada West (Calgary)", FALSE },
  { "cn-northwest-1", "China (Ningxia)", FALSE },
  { "eu-central-2", "Europe (Zurich)", FALSE },
  { "eu-north-1", "Europe (Stockholm)", FALSE },
  { "eu-south-1", "Europe (Milan)", FALSE },
  { "eu-south-2", "Europe (Spain)", FALSE },
  { "eu-west-2", "Europe (London)", FALSE },
  { "eu-west-3", "Europe (Paris)", FALSE },
  { "eusc-de-east-1", "European Sovereign Cloud (Germany)", FALSE },
  { "il-central-1", "Israel (Tel Aviv)", FALSE },
  { "me-central-1", "Middle East (UAE)", FALSE },
  { "me-south-1", "Middle East (Bahrain)", FALSE },
  { "mx-central-1", "Mexico (Central)", FALSE },
  { "us-gov-east-1", "AWS GovCloud (US-East)", FALSE },
};

const FerryRegion *
ferry_region_list (gsize *n_regions)
{
  *n_regions = G_N_ELEMENTS (regions);

  return regions;
}

const FerryRegion *
ferry_region_find (const char *id)
{
  for (gsize i = 0; id && i < G_N_ELEMENTS (regions); i++)
    if (g_str_equal (regions[i].id, id))
      return &regions[i];

  return NULL;
}

gboolean
ferry_region_is_classic (const char *id)
{
  const FerryRegion *region = ferry_region_find (id);

  return region && region->classic;
}

gboolean
ferry_region_is_valid (const char *id)
{
  if (id == NULL || !g_ascii_isalpha (id[0]) || strlen (id) > 40)
    return FALSE;

  for (const char *p = id; *p; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '-')
      return FALSE;

  return TRUE;
}

const char *
ferry_region_get_dns_suffix (const char *id)
{
  if (g_str_has_prefix (id, "cn-"))
    return "amazonaws.com.cn";
  if (g_str_has_prefix (id, "eusc-"))
    return "amazonaws.eu";

  return "amazonaws.com";
}
