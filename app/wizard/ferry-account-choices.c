/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-account-choices.h"

#include "common/ferry-choice.h"
#include "common/ferry-format.h"

#include <glib/gi18n.h>

#define MIB (G_GUINT64_CONSTANT (1) << 20)

/* What Windows is often given: asked for where the account does not tell. */
static const char *const windows_types[] = {
  "t3.medium", "t3.large", "t2.medium", "t2.large", "m5.large", "m5.xlarge", "m5.2xlarge",
  "r5.large", NULL,
};

static void
add (GListStore *list,
     const char *value,
     const char *title,
     const char *subtitle)
{
  g_autoptr(FerryChoice) choice = ferry_choice_new (value, title, subtitle);

  g_list_store_append (list, choice);
}

char *
ferry_account_choices_describe_type (const FerryInstanceType *type)
{
  g_autofree char *memory = ferry_format_disk (type->memory * MIB);

  if (type->needs_ena || type->needs_nvme)
    /* Translators: virtual processors, and memory such as “4 GiB”; ENA and NVMe are devices */
    return g_strdup_printf (_("%u vCPU, %s · needs drivers for ENA or NVMe"), type->n_vcpus,
                            memory);

  /* Translators: virtual processors, and memory such as “4 GiB” */
  return g_strdup_printf (_("%u vCPU, %s"), type->n_vcpus, memory);
}

/* ImportInstance makes machines that start as a BIOS does. */
static gboolean
can_work (FerryAccountFacts       *facts,
          FerryMachine            *machine,
          const char              *zone,
          const FerryInstanceType *type)
{
  const char *architecture =
    ferry_architecture_get_name (ferry_machine_get_architecture (machine));
  gboolean classic = ferry_machine_get_road (machine) == FERRY_ROAD_CLASSIC;
  gboolean for_linux = ferry_machine_get_platform (machine) != FERRY_PLATFORM_WINDOWS;
  const char *const *modes = (const char *const *) type->boot_modes;
  gboolean offered;

  if (type->is_bare_metal || !ferry_instance_type_runs (type, architecture) ||
      (classic && for_linux && !ferry_instance_type_imports_linux (type->name)) ||
      (classic && modes && *modes && !g_strv_contains (modes, "legacy-bios")))
    return FALSE;

  return !ferry_account_facts_is_offered (facts, type->name, *zone ? zone : NULL, &offered) ||
         offered;
}

GListModel *
ferry_account_choices_list_types (FerryAccountFacts *facts,
                                  FerryMachine      *machine,
                                  const char        *zone)
{
  g_autoptr(GListStore) list = g_list_store_new (FERRY_TYPE_CHOICE);
  const char *const *names;

  if (facts && ferry_account_facts_knows (facts, FERRY_FACT_INSTANCE_TYPES))
    {
      GPtrArray *types = ferry_account_facts_get_instance_types (facts);

      for (guint i = 0; i < types->len; i++)
        {
          const FerryInstanceType *type = g_ptr_array_index (types, i);
          g_autofree char *words = NULL;

          if (!can_work (facts, machine, zone, type))
            continue;
          words = ferry_account_choices_describe_type (type);
          add (list, type->name, type->name, words);
        }

      return G_LIST_MODEL (g_steal_pointer (&list));
    }

  names = ferry_machine_get_platform (machine) == FERRY_PLATFORM_WINDOWS
    ? windows_types : ferry_instance_type_list_linux ();
  for (guint i = 0; names[i]; i++)
    add (list, names[i], names[i], NULL);

  return G_LIST_MODEL (g_steal_pointer (&list));
}

static char *
dup_name (const char *name,
          const char *id)
{
  return name && *name ? ferry_format_name (name) : g_strdup (id);
}

/* Translators: “214 free” addresses of a subnet */
static char *
describe_free (guint n_free)
{
  return g_strdup_printf (ngettext ("%u free", "%u free", n_free), n_free);
}

char *
ferry_account_choices_describe_subnet (FerryAccountFacts *facts,
                                       const FerrySubnet *subnet)
{
  const FerryVpc *vpc = ferry_account_facts_find_vpc (facts, subnet->vpc_id);
  g_autofree char *name = dup_name (subnet->name, subnet->id);
  g_autofree char *vpc_name = dup_name (vpc ? vpc->name : NULL, subnet->vpc_id);
  g_autofree char *free_text = describe_free (subnet->n_free);

  return g_strjoin (" · ", name, vpc_name, subnet->cidr, subnet->zone, free_text, NULL);
}

GListModel *
ferry_account_choices_list_subnets (FerryAccountFacts *facts)
{
  g_autoptr(GListStore) list = g_list_store_new (FERRY_TYPE_CHOICE);
  GPtrArray *subnets = ferry_account_facts_get_subnets (facts);
  const FerryVpc *vpc = ferry_account_facts_find_default_vpc (facts);

  add (list, "", _("Default VPC"), vpc ? vpc->cidr : NULL);
  for (guint i = 0; i < subnets->len; i++)
    {
      const FerrySubnet *subnet = g_ptr_array_index (subnets, i);
      const FerryVpc *home = ferry_account_facts_find_vpc (facts, subnet->vpc_id);
      g_autofree char *name = dup_name (subnet->name, subnet->id);
      g_autofree char *vpc_name = dup_name (home ? home->name : NULL, subnet->vpc_id);
      g_autofree char *free_text = describe_free (subnet->n_free);
      g_autofree char *title = g_strjoin (" · ", name, subnet->cidr, NULL);
      g_autofree char *words = g_strjoin (" · ", vpc_name, subnet->zone, free_text, NULL);

      add (list, subnet->id, title, words);
    }

  return G_LIST_MODEL (g_steal_pointer (&list));
}

GListModel *
ferry_account_choices_list_zones (FerryAccountFacts *facts)
{
  g_autoptr(GListStore) list = g_list_store_new (FERRY_TYPE_CHOICE);
  GPtrArray *zones = ferry_account_facts_get_zones (facts);

  add (list, "", _("Any"), _("EC2 chooses"));
  for (guint i = 0; i < zones->len; i++)
    {
      const FerryZone *zone = g_ptr_array_index (zones, i);

      if (zone->is_available && g_str_equal (zone->type, "availability-zone"))
        add (list, zone->name, zone->name, zone->id);
    }

  return G_LIST_MODEL (g_steal_pointer (&list));
}

GListModel *
ferry_account_choices_list_groups (FerryAccountFacts *facts,
                                   const char        *vpc_id)
{
  g_autoptr(GListStore) list = g_list_store_new (FERRY_TYPE_CHOICE);
  GPtrArray *groups = ferry_account_facts_get_groups (facts);

  for (guint i = 0; i < groups->len; i++)
    {
      const FerrySecurityGroup *group = g_ptr_array_index (groups, i);
      g_autofree char *name = dup_name (group->name, group->id);
      g_autofree char *words = NULL;

      if (vpc_id && g_strcmp0 (group->vpc_id, vpc_id) != 0)
        continue;
      words = group->description && *group->description
        ? ferry_format_name (group->description) : g_strdup (group->id);
      add (list, group->id, name, words);
    }

  return G_LIST_MODEL (g_steal_pointer (&list));
}

char *
ferry_account_choices_describe_groups (FerryAccountFacts *facts,
                                       const char *const *ids)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; ids[i]; i++)
    {
      const FerrySecurityGroup *group = ferry_account_facts_find_group (facts, ids[i]);

      if (group)
        g_ptr_array_add (names, dup_name (group->name, group->id));
    }
  g_ptr_array_add (names, NULL);

  return g_strjoinv (", ", (char **) names->pdata);
}
