/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-ec2-network.h"

FerryZone *
ferry_zone_new (void)
{
  return g_new0 (FerryZone, 1);
}

void
ferry_zone_free (FerryZone *zone)
{
  g_free (zone->name);
  g_free (zone->id);
  g_free (zone->type);
  g_free (zone);
}

FerryVpc *
ferry_vpc_new (void)
{
  return g_new0 (FerryVpc, 1);
}

void
ferry_vpc_free (FerryVpc *vpc)
{
  g_free (vpc->id);
  g_free (vpc->name);
  g_free (vpc->cidr);
  g_free (vpc);
}

FerrySubnet *
ferry_subnet_new (void)
{
  return g_new0 (FerrySubnet, 1);
}

void
ferry_subnet_free (FerrySubnet *subnet)
{
  g_free (subnet->id);
  g_free (subnet->vpc_id);
  g_free (subnet->zone);
  g_free (subnet->name);
  g_free (subnet->cidr);
  g_free (subnet);
}

FerrySecurityGroup *
ferry_security_group_new (void)
{
  return g_new0 (FerrySecurityGroup, 1);
}

void
ferry_security_group_free (FerrySecurityGroup *group)
{
  g_free (group->id);
  g_free (group->name);
  g_free (group->description);
  g_free (group->vpc_id);
  g_free (group);
}
