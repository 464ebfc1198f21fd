/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-server.h"

#include <string.h>

#define REPLY(operation, content) \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" \
  "<" operation "Response xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">" \
  "<requestId>r</requestId>" content "</" operation "Response>"

typedef FerryRequest *(*MakeRequest) (const char  *region,
                                      const char  *token);
typedef GPtrArray    *(*Parse)       (GBytes      *body,
                                      char       **next_token,
                                      GError     **error);

static const struct {
  const char  *operation;
  const char  *set;
  const char  *page_size;  /* NULL: it has one page */
  MakeRequest  request;
  Parse        parse;
} calls[] = {
  { "DescribeAvailabilityZones", "availabilityZoneInfo", NULL,
    ferry_describe_zones_request, ferry_describe_zones_parse },
  { "DescribeVpcs", "vpcSet", "500", ferry_describe_vpcs_request, ferry_describe_vpcs_parse },
  { "DescribeSubnets", "subnetSet", "500",
    ferry_describe_subnets_request, ferry_describe_subnets_parse },
  { "DescribeSecurityGroups", "securityGroupInfo", "100",
    ferry_describe_groups_request, ferry_describe_groups_parse },
  { "DescribeNetworkInterfaces", "networkInterfaceSet", "250",
    ferry_describe_addresses_request, ferry_describe_addresses_parse },
  { "DescribeInstanceTypes", "instanceTypeSet", "100",
    ferry_describe_instance_types_request, ferry_describe_instance_types_parse },
  { "DescribeInstanceTypeOfferings", "instanceTypeOfferingSet", "1000",
    ferry_describe_offerings_request, ferry_describe_offerings_parse },
  { "DescribeAccountAttributes", "accountAttributeSet", NULL,
    ferry_describe_quotas_request, ferry_describe_quotas_parse },
};

static const char *
form_value (FerryRequest *request,
            const char   *name)
{
  GPtrArray *form = ferry_request_get_form (request);

  for (guint i = 0; i < form->len; i++)
    {
      const FerryPair *pair = g_ptr_array_index (form, i);

      if (g_str_equal (pair->name, name))
        return pair->value;
    }

  return NULL;
}

static void
test_requests (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr(FerryRequest) first = calls[i].request ("eu-west-1", NULL);
      g_autoptr(FerryRequest) next = calls[i].request ("eu-west-1", "t/2");

      g_assert_false (ferry_request_is_act (first));
      g_assert_cmpstr (ferry_request_get_operation (first), ==, calls[i].operation);
      g_assert_cmpstr (ferry_request_get_region (first), ==, "eu-west-1");
      g_assert_cmpstr (form_value (first, "Action"), ==, calls[i].operation);
      g_assert_cmpstr (form_value (first, "Version"), ==, "2016-11-15");
      g_assert_cmpstr (form_value (first, "MaxResults"), ==, calls[i].page_size);
      g_assert_null (form_value (first, "NextToken"));
      g_assert_cmpstr (form_value (next, "NextToken"), ==, "t/2");
      if (g_str_equal (calls[i].operation, "DescribeInstanceTypeOfferings"))
        g_assert_cmpstr (form_value (first, "LocationType"), ==, "availability-zone");
    }
}

static GPtrArray *
parse (Parse        call,
       const char  *text,
       char       **token,
       GError     **error)
{
  g_autoptr(GBytes) body = g_bytes_new_static (text, strlen (text));

  return call (body, token, error);
}

/* Nothing at all, an empty set, and what a later version of the API may add. */
static void
test_empty (void)
{
  static const char *const contents[] = {
    "", "<%s/>", "<%s></%s>", "<later><item><key/></item></later><%s><other/></%s><nextToken/>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (contents); k++)
      {
        g_autoptr(GString) text = g_string_new (NULL);
        g_autoptr(GPtrArray) items = NULL;
        g_autoptr(GError) error = NULL;
        g_autofree char *token = NULL;

        g_string_append_printf (text, "<%sResponse>%s</%sResponse>", calls[i].operation,
                                contents[k], calls[i].operation);
        g_string_replace (text, "%s", calls[i].set, 0);
        items = parse (calls[i].parse, text->str, &token, &error);
        g_assert_no_error (error);
        g_assert_cmpuint (items->len, ==, 0);
        g_assert_null (token);
      }
}

/* An item that cannot be named would look like none at all. */
static void
test_hostile (void)
{
  static const char *const contents[] = {
    "<html/>", "not XML", "<@Response><$><item/></$></@Response>",
    "<@Response><$><item><tagSet><item><key>Name</key></item></tagSet></item></$></@Response>",
    "<Other><$/></Other>", "<@Response><$>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (contents); k++)
      {
        g_autoptr(GString) text = g_string_new (contents[k]);
        g_autoptr(GError) error = NULL;
        char *token = NULL;

        g_string_replace (text, "@", calls[i].operation, 0);
        g_string_replace (text, "$", calls[i].set, 0);
        g_assert_null (parse (calls[i].parse, text->str, &token, &error));
        g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY);
        g_assert_null (token);
      }
}

static void
test_zones (void)
{
  g_autofree char *token = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) zones =
    parse (ferry_describe_zones_parse,
           REPLY ("DescribeAvailabilityZones",
                  "<availabilityZoneInfo><item><zoneState>available</zoneState><zoneName>eu-west-1a"
                  "</zoneName><zoneId>euw1-az1</zoneId><zoneType>availability-zone</zoneType></item>"
                  "<item><zoneState>impaired</zoneState><zoneName>eu-west-1b</zoneName></item>"
                  "</availabilityZoneInfo>"), &token, &error);
  const FerryZone *zone;

  g_assert_no_error (error);
  g_assert_cmpuint (zones->len, ==, 2);
  zone = g_ptr_array_index (zones, 0);
  g_assert_cmpstr (zone->name, ==, "eu-west-1a");
  g_assert_cmpstr (zone->id, ==, "euw1-az1");
  g_assert_cmpstr (zone->type, ==, "availability-zone");
  g_assert_true (zone->is_available);
  zone = g_ptr_array_index (zones, 1);
  g_assert_cmpstr (zone->id, ==, "");
  g_assert_false (zone->is_available);
}

static void
test_places (void)
{
  g_autofree char *token = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) vpcs =
    parse (ferry_describe_vpcs_parse,
           REPLY ("DescribeVpcs",
                  "<vpcSet><item><vpcId>vpc-1</vpcId><cidrBlock>10.0.0.0/16</cidrBlock><isDefault>"
                  "true</isDefault><tagSet><item><key>a</key><value>b</value></item><item><key>Name"
                  "</key><value>&lt;b&gt;prod &amp; co\n</value></item></tagSet></item></vpcSet>"
                  "<nextToken>n/1=</nextToken>"), &token, &error);
  const FerryVpc *vpc = g_ptr_array_index (vpcs, 0);
  g_autoptr(GPtrArray) subnets = NULL;
  const FerrySubnet *subnet;

  g_assert_cmpstr (token, ==, "n/1=");
  g_assert_cmpstr (vpc->name, ==, "<b>prod & co\n");
  g_assert_cmpstr (vpc->cidr, ==, "10.0.0.0/16");
  g_assert_true (vpc->is_default);

  g_clear_pointer (&token, g_free);
  subnets = parse (ferry_describe_subnets_parse,
                   REPLY ("DescribeSubnets",
                          "<subnetSet><item><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId>"
                          "<availabilityZone>z</availabilityZone><cidrBlock>10.0.4.0/24</cidrBlock>"
                          "<availableIpAddressCount>251</availableIpAddressCount><defaultForAz>true"
                          "</defaultForAz></item><item><subnetId>subnet-2</subnetId>"
                          "<availableIpAddressCount>-1</availableIpAddressCount></item><item>"
                          "<subnetId>subnet-3</subnetId><availableIpAddressCount>99999999999"
                          "</availableIpAddressCount></item></subnetSet>"), &token, &error);
  g_assert_cmpuint (subnets->len, ==, 3);
  subnet = g_ptr_array_index (subnets, 0);
  g_assert_cmpuint (subnet->n_free, ==, 251);
  g_assert_true (subnet->is_default);
  g_assert_null (subnet->name);
  subnet = g_ptr_array_index (subnets, 1);
  g_assert_cmpuint (subnet->n_free, ==, 0);
  g_assert_cmpstr (subnet->vpc_id, ==, "");
  subnet = g_ptr_array_index (subnets, 2);
  g_assert_cmpuint (subnet->n_free, ==, G_MAXUINT);
}

static void
assert_texts (GPtrArray  *items,
              const char *expected)
{
  g_autofree char *text = NULL;

  g_ptr_array_add (items, NULL);
  text = g_strjoinv (" ", (char **) items->pdata);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_addresses (void)
{
  g_autofree char *token = NULL;
  g_autoptr(GPtrArray) items =
    parse (ferry_describe_addresses_parse,
           REPLY ("DescribeNetworkInterfaces",
                  "<networkInterfaceSet><item><subnetId>s</subnetId><privateIpAddress>10.0.0.4"
                  "</privateIpAddress><privateIpAddressesSet><item><privateIpAddress>10.0.0.4"
                  "</privateIpAddress></item><item><privateIpAddress>10.0.0.5</privateIpAddress>"
                  "</item></privateIpAddressesSet></item><item><subnetId>v6</subnetId></item><item>"
                  "<subnetId>t</subnetId><privateIpAddress>10.0.1.9</privateIpAddress></item>"
                  "</networkInterfaceSet>"), &token, NULL);

  assert_texts (items, "s/10.0.0.4 s/10.0.0.5 t/10.0.1.9");
}

/* What an interface owns in whole is taken. */
static void
test_prefixes (void)
{
  g_autofree char *token = NULL;
  g_autoptr(GPtrArray) items =
    parse (ferry_describe_addresses_parse,
           REPLY ("DescribeNetworkInterfaces",
                  "<networkInterfaceSet><item><subnetId>s</subnetId><ipv4PrefixSet><item><ipv4Prefix>"
                  "10.0.0.240/28</ipv4Prefix></item><item><ipv4Prefix>10.0.0.0/8</ipv4Prefix></item>"
                  "<item><ipv4Prefix>1.2.3.4/28</ipv4Prefix></item><item/></ipv4PrefixSet></item>"
                  "</networkInterfaceSet>"), &token, NULL);

  g_assert_cmpuint (items->len, ==, 16);
  g_assert_cmpstr (g_ptr_array_index (items, 0), ==, "s/10.0.0.240");
  g_assert_cmpstr (g_ptr_array_index (items, 15), ==, "s/10.0.0.255");
}

static void
test_account (void)
{
  g_autofree char *token = NULL;
  g_autoptr(GPtrArray) offerings =
    parse (ferry_describe_offerings_parse,
           REPLY ("DescribeInstanceTypeOfferings",
                  "<instanceTypeOfferingSet><item><instanceType>t2.micro</instanceType><location>"
                  "eu-west-1a</location></item></instanceTypeOfferingSet>"), &token, NULL);
  g_autoptr(GPtrArray) quotas =
    parse (ferry_describe_quotas_parse,
           REPLY ("DescribeAccountAttributes",
                  "<accountAttributeSet><item><attributeName>supported-platforms</attributeName>"
                  "<attributeValueSet><item><attributeValue>EC2</attributeValue></item><item>"
                  "<attributeValue>VPC</attributeValue></item></attributeValueSet></item><item>"
                  "<attributeName>none</attributeName></item></accountAttributeSet>"), &token, NULL);

  assert_texts (offerings, "t2.micro/eu-west-1a");
  assert_texts (quotas, "supported-platforms/EC2 supported-platforms/VPC");
}

static void
test_groups (void)
{
  g_autofree char *token = NULL;
  g_autoptr(GPtrArray) groups =
    parse (ferry_describe_groups_parse,
           REPLY ("DescribeSecurityGroups",
                  "<securityGroupInfo><item><groupId>sg-1</groupId><groupName>web</groupName>"
                  "<groupDescription>d</groupDescription><vpcId>vpc-1</vpcId><ipPermissions><item>"
                  "<groups><item><groupId>sg-2</groupId></item></groups></item></ipPermissions>"
                  "</item><item><groupId>sg-3</groupId></item></securityGroupInfo>"), &token, NULL);
  const FerrySecurityGroup *group = g_ptr_array_index (groups, 0);

  g_assert_cmpuint (groups->len, ==, 2);
  g_assert_cmpstr (group->id, ==, "sg-1");
  g_assert_cmpstr (group->description, ==, "d");
  group = g_ptr_array_index (groups, 1);
  g_assert_cmpstr (group->name, ==, "");
  g_assert_null (group->vpc_id);
  g_assert_null (group->description);
}

static void
test_types (void)
{
  g_autofree char *token = NULL;
  g_autoptr(GPtrArray) types =
    parse (ferry_describe_instance_types_parse,
           REPLY ("DescribeInstanceTypes",
                  "<instanceTypeSet><item><instanceType>t2.small</instanceType><currentGeneration>"
                  "true</currentGeneration><hypervisor>xen</hypervisor><bareMetal>false</bareMetal>"
                  "<processorInfo><supportedArchitectures><item>i386</item><item>x86_64</item>"
                  "</supportedArchitectures></processorInfo><vCpuInfo><defaultVCpus>1</defaultVCpus>"
                  "</vCpuInfo><memoryInfo><sizeInMiB>2048</sizeInMiB></memoryInfo><ebsInfo>"
                  "<nvmeSupport>unsupported</nvmeSupport></ebsInfo><networkInfo><enaSupport>required"
                  "</enaSupport></networkInfo><supportedBootModes><item>legacy-bios</item>"
                  "</supportedBootModes></item><item><instanceType>x</instanceType></item>"
                  "</instanceTypeSet>"), &token, NULL);
  g_autoptr(FerryInstanceType) copy = ferry_instance_type_copy (g_ptr_array_index (types, 0));
  const FerryInstanceType *bare = g_ptr_array_index (types, 1);

  g_assert_cmpstr (copy->name, ==, "t2.small");
  g_assert_cmpuint (copy->memory, ==, 2048);
  g_assert_cmpuint (copy->n_vcpus, ==, 1);
  g_assert_true (ferry_instance_type_runs (copy, "i386"));
  g_assert_false (ferry_instance_type_runs (copy, "arm64"));
  g_assert_cmpstr (copy->boot_modes[0], ==, "legacy-bios");
  g_assert_true (copy->is_current && copy->needs_ena);
  g_assert_false (copy->is_bare_metal || copy->needs_nvme);
  g_assert_null (bare->hypervisor);
  g_assert_null (bare->architectures[0]);
  g_assert_null (bare->boot_modes[0]);
}

static void
test_linux_types (void)
{
  const char *const *names = ferry_instance_type_list_linux ();

  for (guint i = 0; names[i]; i++)
    g_assert_true (ferry_instance_type_imports_linux (names[i]));
  g_assert_true (ferry_instance_type_imports_linux ("t2.medium"));
  g_assert_false (ferry_instance_type_imports_linux ("t2.large"));
  g_assert_false (ferry_instance_type_imports_linux ("t3.small"));
}

static void
test_encryption (void)
{
  static const char on[] = REPLY ("GetEbsEncryptionByDefault",
                                  "<ebsEncryptionByDefault>true</ebsEncryptionByDefault>");
  static const char silent[] = REPLY ("GetEbsEncryptionByDefault", "");
  static const char key[] = REPLY ("GetEbsDefaultKmsKeyId", "<kmsKeyId>alias/k</kmsKeyId>");
  g_autoptr(GBytes) on_bytes = g_bytes_new_static (on, strlen (on));
  g_autoptr(GBytes) silent_bytes = g_bytes_new_static (silent, strlen (silent));
  g_autoptr(GBytes) key_bytes = g_bytes_new_static (key, strlen (key));
  g_autoptr(GError) error = NULL;
  g_autofree char *id = NULL;
  gboolean encrypting = FALSE;

  g_assert_true (ferry_get_ebs_encryption_parse (on_bytes, &encrypting, &error));
  g_assert_true (encrypting);
  g_assert_false (ferry_get_ebs_encryption_parse (silent_bytes, &encrypting, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY);
  g_clear_error (&error);
  id = ferry_get_ebs_key_parse (key_bytes, &error);
  g_assert_cmpstr (id, ==, "alias/k");
  g_assert_null (ferry_get_ebs_key_parse (on_bytes, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY);
}

static void
test_regions (void)
{
  static const char text[] =
    REPLY ("DescribeRegions",
           "<regionInfo><item><regionName>eu-west-1</regionName><optInStatus>opt-in-not-required"
           "</optInStatus></item><item><regionName>af-south-1</regionName><optInStatus>not-opted-in"
           "</optInStatus></item><item><regionName>eu-south-1</regionName><optInStatus>opted-in"
           "</optInStatus></item><item><regionName>old</regionName></item></regionInfo>");
  g_autoptr(GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autofree char *token = NULL;
  g_autoptr(GPtrArray) regions = ferry_describe_regions_parse (body, &token, NULL);

  assert_texts (regions, "eu-west-1 eu-south-1 old");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/describe/requests", test_requests);
  g_test_add_func ("/describe/empty", test_empty);
  g_test_add_func ("/describe/hostile", test_hostile);
  g_test_add_func ("/describe/zones", test_zones);
  g_test_add_func ("/describe/places", test_places);
  g_test_add_func ("/describe/addresses", test_addresses);
  g_test_add_func ("/describe/prefixes", test_prefixes);
  g_test_add_func ("/describe/account", test_account);
  g_test_add_func ("/describe/groups", test_groups);
  g_test_add_func ("/describe/types", test_types);
  g_test_add_func ("/describe/linux-types", test_linux_types);
  g_test_add_func ("/describe/encryption", test_encryption);
  g_test_add_func ("/describe/regions", test_regions);

  return g_test_run ();
}
