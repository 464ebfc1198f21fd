/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-describe-network.h"

#include "ec2/ferry-describe-page.h"

/* EC2 takes 5 to 1000. A subnet is 1 KiB, an interface 2 KiB; a security group brings all its rules
 * along, up to some 30 KiB.
 */
#define VPCS_A_PAGE 500
#define SUBNETS_A_PAGE 500
#define GROUPS_A_PAGE 100
#define INTERFACES_A_PAGE 250

/* The name that a person gave: any text. (transfer full) (nullable) */
static char *
dup_name_tag (FerryXml *item)
{
  FerryXml *set = ferry_xml_find (item, "tagSet");

  for (FerryXml *i = set ? ferry_xml_first (set, "item") : NULL; i; i = ferry_xml_next (i))
    if (g_strcmp0 (ferry_xml_find_text (i, "key"), "Name") == 0)
      return g_strdup (ferry_xml_find_text (i, "value"));

  return NULL;
}

/* Zones */

FerryRequest *
ferry_describe_zones_request (const char *region,
                              const char *token)
{
  return ferry_describe_page_request ("DescribeAvailabilityZones", region, 0, token);
}

static gboolean
read_zone (FerryXml   *item,
           GPtrArray  *items,
           GError    **error)
{
  const char *name = ferry_describe_need (item, "zoneName", error);
  FerryZone *zone;

  if (name == NULL)
    return FALSE;

  zone = ferry_zone_new ();
  zone->name = g_strdup (name);
  zone->id = ferry_describe_dup (item, "zoneId");
  zone->type = ferry_describe_dup (item, "zoneType");
  zone->is_available = g_strcmp0 (ferry_xml_find_text (item, "zoneState"), "available") == 0;
  g_ptr_array_add (items, zone);

  return TRUE;
}

GPtrArray *
ferry_describe_zones_parse (GBytes  *body,
                            char   **next_token,
                            GError **error)
{
  return ferry_describe_page_parse (body, "DescribeAvailabilityZones", "availabilityZoneInfo",
                                    read_zone, (GDestroyNotify) ferry_zone_free, next_token, error);
}

/* VPCs */

FerryRequest *
ferry_describe_vpcs_request (const char *region,
                             const char *token)
{
  return ferry_describe_page_request ("DescribeVpcs", region, VPCS_A_PAGE, token);
}

static gboolean
read_vpc (FerryXml   *item,
          GPtrArray  *items,
          GError    **error)
{
  const char *id = ferry_describe_need (item, "vpcId", error);
  FerryVpc *vpc;

  if (id == NULL)
    return FALSE;

  vpc = ferry_vpc_new ();
  vpc->id = g_strdup (id);
  vpc->name = dup_name_tag (item);
  vpc->cidr = ferry_describe_dup (item, "cidrBlock");
  vpc->is_default = ferry_describe_is_true (item, "isDefault");
  g_ptr_array_add (items, vpc);

  return TRUE;
}

GPtrArray *
ferry_describe_vpcs_parse (GBytes  *body,
                           char   **next_token,
                           GError **error)
{
  return ferry_describe_page_parse (body, "DescribeVpcs", "vpcSet", read_vpc,
                                    (GDestroyNotify) ferry_vpc_free, next_token, error);
}

/* Subnets */

FerryRequest *
ferry_describe_subnets_request (const char *region,
                                const char *token)
{
  return ferry_describe_page_request ("DescribeSubnets", region, SUBNETS_A_PAGE, token);
}

static gboolean
read_subnet (FerryXml   *item,
             GPtrArray  *items,
             GError    **error)
{
  const char *id = ferry_describe_need (item, "subnetId", error);
  guint64 n_free = 0;
  FerrySubnet *subnet;

  if (id == NULL)
    return FALSE;

  ferry_xml_find_size (item, "availableIpAddressCount", &n_free);
  subnet = ferry_subnet_new ();
  subnet->id = g_strdup (id);
  subnet->vpc_id = ferry_describe_dup (item, "vpcId");
  subnet->zone = ferry_describe_dup (item, "availabilityZone");
  subnet->name = dup_name_tag (item);
  subnet->cidr = ferry_describe_dup (item, "cidrBlock");
  subnet->n_free = (guint) MIN (n_free, G_MAXUINT);
  subnet->is_default = ferry_describe_is_true (item, "defaultForAz");
  g_ptr_array_add (items, subnet);

  return TRUE;
}

GPtrArray *
ferry_describe_subnets_parse (GBytes  *body,
                              char   **next_token,
                              GError **error)
{
  return ferry_describe_page_parse (body, "DescribeSubnets", "subnetSet", read_subnet,
                                    (GDestroyNotify) ferry_subnet_free, next_token, error);
}

/* Security groups */

FerryRequest *
ferry_describe_groups_request (const char *region,
                               const char *token)
{
  return ferry_describe_page_request ("DescribeSecurityGroups", region, GROUPS_A_PAGE, token);
}

static gboolean
read_group (FerryXml   *item,
            GPtrArray  *items,
            GError    **error)
{
  const char *id = ferry_describe_need (item, "groupId", error);
  FerrySecurityGroup *group;

  if (id == NULL)
    return FALSE;

  group = ferry_security_group_new ();
  group->id = g_strdup (id);
  group->name = ferry_describe_dup (item, "groupName");
  group->description = g_strdup (ferry_xml_find_text (item, "groupDescription"));
  group->vpc_id = g_strdup (ferry_xml_find_text (item, "vpcId"));
  g_ptr_array_add (items, group);

  return TRUE;
}

GPtrArray *
ferry_describe_groups_parse (GBytes  *body,
                             char   **next_token,
                             GError **error)
{
  return ferry_describe_page_parse (body, "DescribeSecurityGroups", "securityGroupInfo", read_group,
                                    (GDestroyNotify) ferry_security_group_free, next_token, error);
}

/* Addresses */

FerryRequest *
ferry_describe_addresses_request (const char *region,
                                  const char *token)
{
  return ferry_describe_page_request ("DescribeNetworkInterfaces", region, INTERFACES_A_PAGE,
                                      token);
}

static void
add_address (GPtrArray  *items,
             const char *subnet,
             const char *address)
{
  if (address)
    g_ptr_array_add (items, g_strconcat (subnet, "/", address, NULL));
}

/* An interface may own whole prefixes, as those of containers do: "10.0.0.16/28", never another
 * length (EC2 User Guide, "Assigning prefixes to network interfaces").
 */
static void
add_prefix (GPtrArray  *items,
            const char *subnet,
            const char *prefix)
{
  g_autoptr(GInetAddressMask) mask = g_inet_address_mask_new_from_string (prefix, NULL);
  const guint8 *first;

  if (mask == NULL || g_inet_address_mask_get_family (mask) != G_SOCKET_FAMILY_IPV4 ||
      g_inet_address_mask_get_length (mask) != 28)
    return;

  first = g_inet_address_to_bytes (g_inet_address_mask_get_address (mask));
  for (guint i = 0; i < 16; i++)
    g_ptr_array_add (items, g_strdup_printf ("%s/%u.%u.%u.%u", subnet, first[0], first[1], first[2],
                                             first[3] + i));
}

/* The list of all addresses repeats the first one, where it is there at all. */
static void
read_addresses (FerryXml   *item,
                const char *subnet,
                GPtrArray  *items)
{
  const char *first = ferry_xml_find_text (item, "privateIpAddress");
  FerryXml *set = ferry_xml_find (item, "privateIpAddressesSet");

  add_address (items, subnet, first);
  for (FerryXml *i = set ? ferry_xml_first (set, "item") : NULL; i; i = ferry_xml_next (i))
    {
      const char *address = ferry_xml_find_text (i, "privateIpAddress");

      if (g_strcmp0 (address, first) != 0)
        add_address (items, subnet, address);
    }
}

static gboolean
read_interface (FerryXml   *item,
                GPtrArray  *items,
                GError    **error)
{
  const char *subnet = ferry_describe_need (item, "subnetId", error);
  FerryXml *set = ferry_xml_find (item, "ipv4PrefixSet");

  if (subnet == NULL)
    return FALSE;

  read_addresses (item, subnet, items);
  for (FerryXml *i = set ? ferry_xml_first (set, "item") : NULL; i; i = ferry_xml_next (i))
    {
      const char *prefix = ferry_xml_find_text (i, "ipv4Prefix");

      if (prefix)
        add_prefix (items, subnet, prefix);
    }

  return TRUE;
}

GPtrArray *
ferry_describe_addresses_parse (GBytes  *body,
                                char   **next_token,
                                GError **error)
{
  return ferry_describe_page_parse (body, "DescribeNetworkInterfaces", "networkInterfaceSet",
                                    read_interface, g_free, next_token, error);
}
