/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-account.h"

#include "aws/ferry-region.h"
#include "rehearsal/ferry-rehearsal-exchange.h"

#define N_ZONES 3
#define SUBNETS_A_VPC 200
#define MOST 1000000

typedef struct {
  const char *name;  /* NULL: none */
  const char *cidr;
} Vpc;

static const Vpc vpcs[] = {
  { NULL, "172.31.0.0/16" },  /* the default one */
  { "prod", "10.20.0.0/16" },
};

typedef struct {
  guint       vpc;
  guint       zone;
  const char *name;
  const char *cidr;
  guint       n_free;
} Subnet;

static const Subnet subnets[] = {
  { 0, 0, NULL, "172.31.0.0/20", 4091 },
  { 0, 1, NULL, "172.31.16.0/20", 4091 },
  { 0, 2, NULL, "172.31.32.0/20", 4091 },
  { 1, 0, "prod-a", "10.20.4.0/24", 248 },
  { 1, 1, "prod-b", "10.20.5.0/24", 250 },
  { 1, 2, "prod-dmz", "10.20.6.0/28", 2 },
};

typedef struct {
  guint       vpc;
  const char *name;
  const char *description;
} Group;

static const Group groups[] = {
  { 0, "default", "default VPC security group" },
  { 1, "default", "default VPC security group" },
  { 1, "web", "HTTP and HTTPS from everywhere" },
  { 1, "admin", "SSH and RDP from the office" },
};

typedef struct {
  guint       subnet;
  const char *address;
} Interface;

static const Interface interfaces[] = {
  { 3, "10.20.4.10" }, { 3, "10.20.4.11" }, { 3, "10.20.4.20" }, { 4, "10.20.5.10" },
  { 5, "10.20.6.4" }, { 5, "10.20.6.5" }, { 5, "10.20.6.6" }, { 5, "10.20.6.7" },
  { 5, "10.20.6.8" }, { 5, "10.20.6.9" }, { 5, "10.20.6.10" }, { 5, "10.20.6.11" },
  { 5, "10.20.6.12" },
};

static const struct {
  const char *name;
  const char *value;
} attributes[] = {
  { "supported-platforms", "VPC" },
  { "vpc-max-security-groups-per-interface", "5" },
  { "max-elastic-ips", "5" },
  { "max-instances", "20" },
  { "vpc-max-elastic-ips", "5" },
};

gboolean
ferry_rehearsal_account_read (FerryRehearsalAccount *account,
                              const char            *text)
{
  g_auto(GStrv) words = g_strsplit (text, ",", -1);
  guint64 n_subnets, n_types;

  if (g_strv_length (words) != 2 ||
      !g_ascii_string_to_unsigned (words[0], 10, 0, MOST, &n_subnets, NULL) ||
      !g_ascii_string_to_unsigned (words[1], 10, 0, MOST, &n_types, NULL))
    return FALSE;

  account->n_subnets = (guint) n_subnets;
  account->n_types = (guint) n_types;

  return TRUE;
}

/* Those of a large account */
static guint
count_more_subnets (const FerryRehearsalAccount *account)
{
  return MAX (account->n_subnets, G_N_ELEMENTS (subnets)) - G_N_ELEMENTS (subnets);
}

static guint
count_regions (void)
{
  gsize n_regions;

  ferry_region_list (&n_regions);

  return (guint) n_regions;
}

guint
ferry_rehearsal_account_count (const FerryRehearsalAccount *account,
                               FerryRehearsalList           list)
{
  guint more = count_more_subnets (account);
  guint more_vpcs = (more + SUBNETS_A_VPC - 1) / SUBNETS_A_VPC;
  guint n_types = MAX (account->n_types, ferry_rehearsal_types_count ());

  switch (list)
    {
    case FERRY_REHEARSAL_REGIONS:
      return count_regions ();
    case FERRY_REHEARSAL_ZONES:
      return N_ZONES;
    case FERRY_REHEARSAL_VPCS:
      return G_N_ELEMENTS (vpcs) + more_vpcs;
    case FERRY_REHEARSAL_SUBNETS:
      return G_N_ELEMENTS (subnets) + more;
    case FERRY_REHEARSAL_GROUPS:
      return G_N_ELEMENTS (groups) + more_vpcs;
    case FERRY_REHEARSAL_INTERFACES:
      return G_N_ELEMENTS (interfaces) + more;
    case FERRY_REHEARSAL_TYPES:
      return n_types;
    case FERRY_REHEARSAL_OFFERINGS:
      return n_types * N_ZONES;
    case FERRY_REHEARSAL_ATTRIBUTES:
      return G_N_ELEMENTS (attributes) + 1;
    default:
      g_return_val_if_reached (0);
    }
}

/* "subnet-0a1b2c3d400000001": another one in each region */
static void
append_id (GString    *xml,
           const char *name,
           const char *prefix,
           const char *region,
           guint       number)
{
  g_string_append_printf (xml, "<%s>%s-0%08x%08x</%s>", name, prefix, g_str_hash (region), number,
                          name);
}

static void
append_zone_name (GString    *xml,
                  const char *name,
                  const char *region,
                  guint       zone)
{
  g_string_append_printf (xml, "<%s>%s%c</%s>", name, region, 'a' + zone, name);
}

static void
append_name_tag (GString    *xml,
                 const char *name)
{
  if (name == NULL)
    return;

  g_string_append (xml, "<tagSet><item><key>Name</key>");
  ferry_rehearsal_append_element (xml, "value", name);
  g_string_append (xml, "</item><item><key>cost-center</key><value>4711</value></item></tagSet>");
}

/* China, the governments and Europe's own cloud know other accounts. */
static void
append_region (GString *xml,
               guint    index)
{
  gsize n_regions;
  const FerryRegion *region = &ferry_region_list (&n_regions)[index];
  const char *suffix = ferry_region_get_dns_suffix (region->id);

  if (!g_str_equal (suffix, "amazonaws.com") || g_str_has_prefix (region->id, "us-gov-"))
    return;

  g_string_append_printf (xml, "<item><regionName>%s</regionName>"
                          "<regionEndpoint>ec2.%s.%s</regionEndpoint>"
                          "<optInStatus>%s</optInStatus></item>",
                          region->id, region->id, suffix,
                          region->classic ? "opt-in-not-required" : "opted-in");
}

static void
append_zone (GString    *xml,
             const char *region,
             guint       index)
{
  g_string_append (xml, "<zoneState>available</zoneState><optInStatus>opt-in-not-required"
                   "</optInStatus><messageSet/>");
  append_zone_name (xml, "zoneName", region, index);
  g_string_append_printf (xml, "<zoneId>az%u</zoneId>", index + 1);
  ferry_rehearsal_append_element (xml, "regionName", region);
  ferry_rehearsal_append_element (xml, "groupName", region);
  g_string_append (xml, "<zoneType>availability-zone</zoneType>");
}

static void
append_vpc (GString    *xml,
            const char *region,
            guint       index)
{
  guint more = index - G_N_ELEMENTS (vpcs);
  g_autofree char *name = index < G_N_ELEMENTS (vpcs) ? g_strdup (vpcs[index].name)
                                                      : g_strdup_printf ("lab-%u", more);
  g_autofree char *cidr = index < G_N_ELEMENTS (vpcs) ? g_strdup (vpcs[index].cidr)
                                                      : g_strdup_printf ("10.%u.0.0/16",
                                                                         32 + more % 200);

  append_id (xml, "vpcId", "vpc", region, index);
  g_string_append (xml, "<state>available</state>");
  ferry_rehearsal_append_element (xml, "cidrBlock", cidr);
  g_string_append (xml, "<instanceTenancy>default</instanceTenancy>");
  ferry_rehearsal_append_element (xml, "isDefault", index == 0 ? "true" : "false");
  append_name_tag (xml, name);
}

static void
append_subnet (GString    *xml,
               const char *region,
               guint       index)
{
  guint more = index - G_N_ELEMENTS (subnets);
  Subnet made = { G_N_ELEMENTS (vpcs) + more / SUBNETS_A_VPC, more % N_ZONES, NULL, NULL, 250 };
  g_autofree char *cidr = g_strdup_printf ("10.%u.%u.0/24", 32 + more / SUBNETS_A_VPC % 200,
                                           more % SUBNETS_A_VPC);
  g_autofree char *name = g_strdup_printf ("lab-%u", more);
  const Subnet *subnet = &made;

  made.cidr = cidr;
  made.name = name;
  if (index < G_N_ELEMENTS (subnets))
    subnet = &subnets[index];

  append_id (xml, "subnetId", "subnet", region, index);
  g_string_append (xml, "<state>available</state><ownerId>123456789012</ownerId>");
  append_id (xml, "vpcId", "vpc", region, subnet->vpc);
  ferry_rehearsal_append_element (xml, "cidrBlock", subnet->cidr);
  g_string_append (xml, "<ipv6CidrBlockAssociationSet/><assignIpv6AddressOnCreation>false"
                   "</assignIpv6AddressOnCreation>");
  ferry_rehearsal_append_number (xml, "availableIpAddressCount", subnet->n_free);
  append_zone_name (xml, "availabilityZone", region, subnet->zone);
  ferry_rehearsal_append_element (xml, "defaultForAz", subnet->vpc == 0 ? "true" : "false");
  ferry_rehearsal_append_element (xml, "mapPublicIpOnLaunch", subnet->vpc == 0 ? "true" : "false");
  append_name_tag (xml, subnet->name);
}

static void
append_group (GString    *xml,
              const char *region,
              guint       index)
{
  guint more = index - G_N_ELEMENTS (groups);
  Group made = { G_N_ELEMENTS (vpcs) + more, "default", "default VPC security group" };
  const Group *group = index < G_N_ELEMENTS (groups) ? &groups[index] : &made;

  g_string_append (xml, "<ownerId>123456789012</ownerId>");
  append_id (xml, "groupId", "sg", region, index);
  ferry_rehearsal_append_element (xml, "groupName", group->name);
  ferry_rehearsal_append_element (xml, "groupDescription", group->description);
  append_id (xml, "vpcId", "vpc", region, group->vpc);
  g_string_append (xml, "<ipPermissions/><ipPermissionsEgress><item><ipProtocol>-1</ipProtocol>"
                   "<groups/><ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges>"
                   "<prefixListIds/></item></ipPermissionsEgress>");
}

/* In a large account each further subnet has one. */
static void
append_interface (GString    *xml,
                  const char *region,
                  guint       index)
{
  guint more = index - G_N_ELEMENTS (interfaces);
  g_autofree char *address = g_strdup_printf ("10.%u.%u.4", 32 + more / SUBNETS_A_VPC % 200,
                                              more % SUBNETS_A_VPC);
  Interface made = { G_N_ELEMENTS (subnets) + more, address };
  const Interface *interface = index < G_N_ELEMENTS (interfaces) ? &interfaces[index] : &made;

  append_id (xml, "networkInterfaceId", "eni", region, index);
  append_id (xml, "subnetId", "subnet", region, interface->subnet);
  g_string_append (xml, "<description/><ownerId>123456789012</ownerId><requesterManaged>false"
                   "</requesterManaged><status>in-use</status><macAddress>02:00:00:00:00:01"
                   "</macAddress>");
  ferry_rehearsal_append_element (xml, "privateIpAddress", interface->address);
  g_string_append (xml, "<sourceDestCheck>true</sourceDestCheck><groupSet/><privateIpAddressesSet>"
                   "<item>");
  ferry_rehearsal_append_element (xml, "privateIpAddress", interface->address);
  g_string_append (xml, "<primary>true</primary></item></privateIpAddressesSet>"
                   "<interfaceType>interface</interfaceType>");
}

static void
append_attribute (GString    *xml,
                  const char *region,
                  guint       index)
{
  gboolean is_last = index == G_N_ELEMENTS (attributes);

  ferry_rehearsal_append_element (xml, "attributeName",
                                  is_last ? "default-vpc" : attributes[index].name);
  g_string_append (xml, "<attributeValueSet><item>");
  if (is_last)
    append_id (xml, "attributeValue", "vpc", region, 0);
  else
    ferry_rehearsal_append_element (xml, "attributeValue", attributes[index].value);
  g_string_append (xml, "</item></attributeValueSet>");
}

static gboolean
is_offered (const char *type,
            guint       zone)
{
  return zone < N_ZONES - 1 || !g_str_has_prefix (type, "t2.");
}

static void
append_offering (GString    *xml,
                 const char *region,
                 guint       index)
{
  g_autofree char *type = ferry_rehearsal_types_dup_name (index / N_ZONES);

  if (!is_offered (type, index % N_ZONES))
    return;

  g_string_append (xml, "<item>");
  ferry_rehearsal_append_element (xml, "instanceType", type);
  g_string_append (xml, "<locationType>availability-zone</locationType>");
  append_zone_name (xml, "location", region, index % N_ZONES);
  g_string_append (xml, "</item>");
}

static void
append_content (FerryRehearsalList  list,
                const char         *region,
                guint               index,
                GString            *xml)
{
  switch (list)
    {
    case FERRY_REHEARSAL_ZONES:
      append_zone (xml, region, index);
      break;
    case FERRY_REHEARSAL_VPCS:
      append_vpc (xml, region, index);
      break;
    case FERRY_REHEARSAL_SUBNETS:
      append_subnet (xml, region, index);
      break;
    case FERRY_REHEARSAL_GROUPS:
      append_group (xml, region, index);
      break;
    case FERRY_REHEARSAL_INTERFACES:
      append_interface (xml, region, index);
      break;
    case FERRY_REHEARSAL_ATTRIBUTES:
      append_attribute (xml, region, index);
      break;
    case FERRY_REHEARSAL_REGIONS:
    case FERRY_REHEARSAL_TYPES:
    case FERRY_REHEARSAL_OFFERINGS:
    default:
      g_return_if_reached ();
    }
}

/* Those lists that leave some out write their items whole. */
void
ferry_rehearsal_account_append (FerryRehearsalList  list,
                                const char         *region,
                                guint               index,
                                GString            *xml)
{
  if (list == FERRY_REHEARSAL_REGIONS)
    append_region (xml, index);
  else if (list == FERRY_REHEARSAL_TYPES)
    ferry_rehearsal_types_append (index, xml);
  else if (list == FERRY_REHEARSAL_OFFERINGS)
    append_offering (xml, region, index);
  else
    {
      g_string_append (xml, "<item>");
      append_content (list, region, index, xml);
      g_string_append (xml, "</item>");
    }
}

char *
ferry_rehearsal_account_dup_zone (const FerryRehearsalAccount *account,
                                  const char                  *region,
                                  const char                  *subnet_id)
{
  guint count = ferry_rehearsal_account_count (account, FERRY_REHEARSAL_SUBNETS);

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *id = g_strdup_printf ("subnet-0%08x%08x", g_str_hash (region), i);
      guint zone = i < G_N_ELEMENTS (subnets) ? subnets[i].zone
                                              : (i - G_N_ELEMENTS (subnets)) % N_ZONES;

      if (g_str_equal (id, subnet_id))
        return g_strdup_printf ("%s%c", region, 'a' + zone);
    }

  return NULL;
}
