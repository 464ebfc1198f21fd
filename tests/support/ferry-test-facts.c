/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-scene.h"

static void
add_zone (GPtrArray  *zones,
          const char *region,
          const char *letter,
          const char *type,
          gboolean    is_available)
{
  FerryZone *zone = ferry_zone_new ();

  zone->name = g_strconcat (region, letter, NULL);
  zone->id = g_strdup (letter);
  zone->type = g_strdup (type);
  zone->is_available = is_available;
  g_ptr_array_add (zones, zone);
}

static void
take_zones (FerryAccountFacts *facts,
            const char        *region)
{
  GPtrArray *zones = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_zone_free);

  add_zone (zones, region, "a", "availability-zone", TRUE);
  add_zone (zones, region, "b", "availability-zone", TRUE);
  add_zone (zones, region, "c", "availability-zone", FALSE);
  add_zone (zones, region, "-far-1a", "local-zone", TRUE);
  ferry_account_facts_take (facts, FERRY_FACT_ZONES, zones);
}

static void
take_vpcs (FerryAccountFacts *facts)
{
  static const char *const ids[] = { "vpc-1a", "vpc-2b" };
  GPtrArray *vpcs = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_vpc_free);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      FerryVpc *vpc = ferry_vpc_new ();

      vpc->id = g_strdup (ids[i]);
      vpc->cidr = g_strdup_printf ("10.%u.0.0/16", i);
      vpc->is_default = i == 0;
      g_ptr_array_add (vpcs, vpc);
    }
  ferry_account_facts_take (facts, FERRY_FACT_VPCS, vpcs);
}

static void
add_subnet (GPtrArray  *subnets,
            const char *region,
            const char *id,
            const char *vpc_id,
            const char *letter,
            const char *cidr,
            guint       n_free)
{
  FerrySubnet *subnet = ferry_subnet_new ();

  subnet->id = g_strdup (id);
  subnet->vpc_id = g_strdup (vpc_id);
  subnet->zone = g_strconcat (region, letter, NULL);
  subnet->cidr = g_strdup (cidr);
  subnet->n_free = n_free;
  g_ptr_array_add (subnets, subnet);
}

static void
take_subnets (FerryAccountFacts *facts,
              const char        *region)
{
  GPtrArray *subnets = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_subnet_free);

  add_subnet (subnets, region, "subnet-1a", "vpc-1a", "a", "10.0.4.0/24", 200);
  add_subnet (subnets, region, "subnet-2b", "vpc-2b", "b", "10.1.0.16/28", 1);
  add_subnet (subnets, region, "subnet-3c", "vpc-1a", "c", "10.0.5.0/24", 200);
  ferry_account_facts_take (facts, FERRY_FACT_SUBNETS, subnets);
}

static void
take_groups (FerryAccountFacts *facts)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_security_group_free);

  for (guint i = 1; i <= 17; i++)
    {
      FerrySecurityGroup *group = ferry_security_group_new ();

      group->id = g_strdup_printf ("sg-%u", i);
      group->name = g_strdup_printf ("group %u", i);
      group->vpc_id = g_strdup (i == 2 ? "vpc-2b" : "vpc-1a");
      g_ptr_array_add (groups, group);
    }
  ferry_account_facts_take (facts, FERRY_FACT_GROUPS, groups);
}

static void
take_types (FerryAccountFacts *facts)
{
  static const struct {
    const char *name, *architectures, *boot_modes;
    gboolean    is_bare_metal, needs_ena, needs_nvme;
  } rows[] = {
    { "t2.micro", "i386,x86_64", "legacy-bios", FALSE, FALSE, FALSE },
    { "t2.medium", "i386,x86_64", "legacy-bios", FALSE, FALSE, FALSE },
    { "m3.medium", "x86_64", "legacy-bios", FALSE, FALSE, FALSE },
    { "m5.large", "x86_64", "legacy-bios,uefi", FALSE, TRUE, TRUE },
    { "a9.large", "x86_64", "legacy-bios", FALSE, TRUE, FALSE },
    { "t4g.small", "arm64", "uefi", FALSE, TRUE, TRUE },
    { "x9.large", "x86_64", "uefi", FALSE, FALSE, FALSE },
    { "m5.metal", "x86_64", "legacy-bios", TRUE, TRUE, TRUE },
  };
  GPtrArray *types = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_instance_type_free);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      FerryInstanceType *type = ferry_instance_type_new (rows[i].name);

      g_strfreev (type->architectures);
      type->architectures = g_strsplit (rows[i].architectures, ",", -1);
      g_strfreev (type->boot_modes);
      type->boot_modes = g_strsplit (rows[i].boot_modes, ",", -1);
      type->is_bare_metal = rows[i].is_bare_metal;
      type->needs_ena = rows[i].needs_ena;
      type->needs_nvme = rows[i].needs_nvme;
      g_ptr_array_add (types, type);
    }
  ferry_account_facts_take (facts, FERRY_FACT_INSTANCE_TYPES, types);
}

static void
take_strings (FerryAccountFacts *facts,
              FerryFact          fact,
              const char        *strings)
{
  g_auto(GStrv) parts = g_strsplit (strings, ",", -1);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (items, g_strdup (parts[i]));
  ferry_account_facts_take (facts, fact, items);
}

/* m3.medium is in one zone only. */
static void
take_offerings (FerryAccountFacts *facts,
                const char        *region)
{
  static const char *const names[] = { "t2.micro", "t2.medium", "m5.large", "t4g.small",
                                       "a9.large", "x9.large", "m5.metal" };
  g_autoptr(GString) list = g_string_new (NULL);

  g_string_append_printf (list, "m3.medium/%sa", region);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (char letter = 'a'; letter <= 'c'; letter++)
      g_string_append_printf (list, ",%s/%s%c", names[i], region, letter);
  take_strings (facts, FERRY_FACT_OFFERINGS, list->str);
}

FerryAccountFacts *
ferry_test_facts_new (const char *region)
{
  FerryAccountFacts *facts = ferry_account_facts_new (region);

  take_zones (facts, region);
  take_vpcs (facts);
  take_subnets (facts, region);
  take_groups (facts);
  take_types (facts);
  take_offerings (facts, region);
  take_strings (facts, FERRY_FACT_ADDRESSES, "subnet-1a/10.0.4.20,subnet-2b/10.1.0.21");
  take_strings (facts, FERRY_FACT_QUOTAS, "max-instances/20");
  take_strings (facts, FERRY_FACT_ENCRYPTION, "alias/aws/ebs");

  return facts;
}
