/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-plan.h"

#include <string.h>

#define NTFS 0x07
#define LINUX 0x83
#define UNTOLD 0x63

static FerryDisk *
make_disk (const char *name)
{
  gboolean is_linux = strstr (name, "linux") != NULL;
  gboolean blank = strstr (name, "blank") != NULL;
  FerryDisk *disk = ferry_test_shown_disk_new (name, blank ? UNTOLD : is_linux ? LINUX : NTFS);
  FerryDiskReport *report = ferry_disk_get_report (disk);

  if (!blank && strstr (name, "data") == NULL)
    {
      report->platform = g_strdup (is_linux ? "Linux" : "Windows");
      report->system = g_strdup (is_linux ? "Debian GNU/Linux 12" : "Windows Server 2019");
      report->architecture = g_strdup ("x86_64");
    }

  return disk;
}

static FerryMigration *
migration_new (GPtrArray *disks)
{
  FerryMigration *migration = ferry_migration_new ();
  g_autoptr(FerryClient) client = ferry_test_client_new ();

  ferry_migration_set_client (migration, client, NULL);
  ferry_migration_set_disks (migration, disks);

  return migration;
}

FerryMigration *
ferry_test_migration_new (const char *const *names)
{
  g_autoptr(GPtrArray) disks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; names[i]; i++)
    g_ptr_array_add (disks, make_disk (names[i]));

  return migration_new (disks);
}

FerryMigration *
ferry_test_migration_new_many (guint n_machines)
{
  g_autoptr(GPtrArray) disks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_machines; i++)
    {
      g_autofree char *boot = g_strdup_printf ("web%03u-boot.img", i);
      g_autofree char *data = g_strdup_printf ("web%03u-data.img", i);

      g_ptr_array_add (disks, make_disk (boot));
      g_ptr_array_add (disks, make_disk (data));
    }

  return migration_new (disks);
}

static void
replace (char       **text,
         const char  *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

static void
take_zones (FerryAccountFacts *facts)
{
  static const char *const names[] = { "eu-west-1a", "eu-west-1b" };
  GPtrArray *zones = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_zone_free);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      FerryZone *zone = ferry_zone_new ();

      replace (&zone->name, names[i]);
      replace (&zone->id, i == 0 ? "euw1-az1" : "euw1-az2");
      replace (&zone->type, "availability-zone");
      zone->is_available = TRUE;
      g_ptr_array_add (zones, zone);
    }
  ferry_account_facts_take (facts, FERRY_FACT_ZONES, zones);
}

static void
take_vpcs (FerryAccountFacts *facts)
{
  static const char *const vpcs[][3] = {
    { "vpc-0d", "172.31.0.0/16", NULL },
    { "vpc-0p", "10.20.0.0/16", "prod" },
  };
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_vpc_free);

  for (guint i = 0; i < G_N_ELEMENTS (vpcs); i++)
    {
      FerryVpc *vpc = ferry_vpc_new ();

      replace (&vpc->id, vpcs[i][0]);
      replace (&vpc->cidr, vpcs[i][1]);
      replace (&vpc->name, vpcs[i][2]);
      vpc->is_default = i == 0;
      g_ptr_array_add (items, vpc);
    }
  ferry_account_facts_take (facts, FERRY_FACT_VPCS, items);
}

static void
take_subnets (FerryAccountFacts *facts)
{
  static const char *const subnets[][5] = {
    { "subnet-0d", "vpc-0d", "eu-west-1a", "172.31.0.0/20", NULL },
    { "subnet-0a", "vpc-0p", "eu-west-1a", "10.20.4.0/24", "prod-a" },
    { "subnet-0b", "vpc-0p", "eu-west-1b", "10.20.5.0/24", "prod-b" },
  };
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_subnet_free);

  for (guint i = 0; i < G_N_ELEMENTS (subnets); i++)
    {
      FerrySubnet *subnet = ferry_subnet_new ();

      replace (&subnet->id, subnets[i][0]);
      replace (&subnet->vpc_id, subnets[i][1]);
      replace (&subnet->zone, subnets[i][2]);
      replace (&subnet->cidr, subnets[i][3]);
      replace (&subnet->name, subnets[i][4]);
      subnet->n_free = 214;
      subnet->is_default = i == 0;
      g_ptr_array_add (items, subnet);
    }
  ferry_account_facts_take (facts, FERRY_FACT_SUBNETS, items);
}

static void
take_groups (FerryAccountFacts *facts)
{
  static const char *const groups[][3] = {
    { "sg-0d", "default", "vpc-0d" },
    { "sg-01", "default", "vpc-0p" },
    { "sg-02", "web", "vpc-0p" },
  };
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_security_group_free);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      FerrySecurityGroup *group = ferry_security_group_new ();

      replace (&group->id, groups[i][0]);
      replace (&group->name, groups[i][1]);
      replace (&group->vpc_id, groups[i][2]);
      g_ptr_array_add (items, group);
    }
  ferry_account_facts_take (facts, FERRY_FACT_GROUPS, items);
}

static void
take_types (FerryAccountFacts *facts)
{
  static const char *const names[] = { "t2.micro", "t2.medium", "m5.large", "a1.large" };
  GPtrArray *types = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_instance_type_free);
  GPtrArray *offers = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      FerryInstanceType *type = ferry_instance_type_new (names[i]);

      g_strfreev (type->architectures);
      type->architectures = g_strsplit (i == 3 ? "arm64" : "i386 x86_64", " ", -1);
      type->n_vcpus = i + 1;
      type->memory = 1024 * (1 + i);
      type->is_current = TRUE;
      g_ptr_array_add (types, type);
      g_ptr_array_add (offers, g_strconcat (names[i], "/eu-west-1a", NULL));
    }
  ferry_account_facts_take (facts, FERRY_FACT_INSTANCE_TYPES, types);
  ferry_account_facts_take (facts, FERRY_FACT_OFFERINGS, offers);
}

FerryAccountFacts *
ferry_test_facts_new (void)
{
  FerryAccountFacts *facts = ferry_account_facts_new (FERRY_TEST_REGION);

  take_zones (facts);
  take_vpcs (facts);
  take_subnets (facts);
  take_groups (facts);
  take_types (facts);

  return facts;
}

GtkWindow *
ferry_test_page_show (GtkWidget *page,
                      int        width)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *window = adw_window_new ();

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);
  adw_window_set_content (ADW_WINDOW (window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (window), width, 720);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (page))
    g_main_context_iteration (NULL, TRUE);

  return GTK_WINDOW (window);
}
