/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-rule.h"

#include <string.h>

/* "Amazon VPC quotas", security groups per network interface: five, when raised at most 16 */
#define MANY_GROUPS 5
#define MOST_GROUPS 16
#define QUOTA_GROUPS "vpc-max-security-groups-per-interface"

#define AVAILABILITY_ZONE "availability-zone"

static gboolean
is_id (const char *text,
       const char *prefix)
{
  if (!g_str_has_prefix (text, prefix) || text[strlen (prefix)] == '\0')
    return FALSE;

  for (const char *p = text + strlen (prefix); *p; p++)
    if (!g_ascii_isdigit (*p) && !(*p >= 'a' && *p <= 'f'))
      return FALSE;

  return TRUE;
}

static gboolean
can_hold_machines (const FerryZone *zone)
{
  return zone->is_available && strcmp (zone->type, AVAILABILITY_ZONE) == 0;
}

static void
judge_zone_unknown (FerryJudge *judge)
{
  const char *zone = ferry_machine_get_zone (judge->machine);

  if (*zone != '\0' && ferry_judge_knows (judge, FERRY_FACT_ZONES) &&
      ferry_account_facts_find_zone (judge->facts, zone) == NULL)
    ferry_judge_find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, zone);
}

/* The state may be another one tonight, the kind of the zone will not. */
static void
judge_zone_not_available (FerryJudge *judge)
{
  const char *name = ferry_judge_get_zone (judge);
  const FerryZone *zone = NULL;
  g_autofree char *evidence = NULL;

  if (name != NULL && judge->facts != NULL)
    zone = ferry_account_facts_find_zone (judge->facts, name);
  if (zone == NULL || can_hold_machines (zone))
    return;

  if (strcmp (zone->type, AVAILABILITY_ZONE) == 0)
    {
      ferry_judge_find (judge, FERRY_RULING_WARNING, FERRY_RULING_WARNING, name);
      return;
    }

  evidence = g_strdup_printf ("%s, %s", name, zone->type);
  ferry_judge_find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, evidence);
}

static void
judge_zone_not_of_subnet (FerryJudge *judge)
{
  const char *zone = ferry_machine_get_zone (judge->machine);
  g_autofree char *evidence = NULL;

  if (*zone == '\0' || judge->subnet == NULL || strcmp (zone, judge->subnet->zone) == 0)
    return;

  evidence = g_strdup_printf ("%s: %s", judge->subnet->id, judge->subnet->zone);
  ferry_judge_find_fixable (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, evidence,
                            FERRY_FIX_SET_ZONE, judge->subnet->zone);
}

/* (nullable): a zone for the machine, where zones are known */
static const char *
choose_zone (FerryJudge *judge)
{
  const char *type = ferry_machine_get_instance_type (judge->machine);
  GPtrArray *zones = judge->facts != NULL ? ferry_account_facts_get_zones (judge->facts) : NULL;

  for (guint i = 0; zones != NULL && i < zones->len; i++)
    {
      const FerryZone *zone = g_ptr_array_index (zones, i);
      gboolean offered = TRUE;

      if (!can_hold_machines (zone))
        continue;
      if (!ferry_account_facts_is_offered (judge->facts, type, zone->name, &offered) || offered)
        return zone->name;
    }

  return NULL;
}

/* ImportVolume asks for a zone, and EC2 chooses the machine's only when it makes it. */
static void
judge_data_without_zone (FerryJudge *judge)
{
  if (judge->disks->len > 1 && *ferry_machine_get_zone (judge->machine) == '\0' &&
      *ferry_machine_get_subnet_id (judge->machine) == '\0')
    ferry_judge_find_fixable (judge, FERRY_RULING_BLOCKS, FERRY_RULING_SILENT, NULL,
                              FERRY_FIX_SET_ZONE, choose_zone (judge));
}

static void
judge_subnet_form (FerryJudge *judge)
{
  const char *id = ferry_machine_get_subnet_id (judge->machine);

  if (*id != '\0' && !is_id (id, "subnet-"))
    ferry_judge_find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, id);
}

static void
judge_subnet_unknown (FerryJudge *judge)
{
  const char *id = ferry_machine_get_subnet_id (judge->machine);

  if (judge->subnet == NULL && is_id (id, "subnet-") &&
      ferry_judge_knows (judge, FERRY_FACT_SUBNETS))
    ferry_judge_find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, id);
}

/* (nullable) */
static const FerrySubnet *
find_subnet (FerryJudge   *judge,
             FerryMachine *machine)
{
  FerryAccountFacts *facts = NULL;

  if (judge->situation->accounts != NULL)
    facts = g_hash_table_lookup (judge->situation->accounts, ferry_machine_get_region (machine));

  return facts != NULL
         ? ferry_account_facts_find_subnet (facts, ferry_machine_get_subnet_id (machine)) : NULL;
}

static guint
add_one (GHashTable        *counts,
         const FerrySubnet *subnet)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, subnet)) + 1;

  g_hash_table_insert (counts, (gpointer) subnet, GUINT_TO_POINTER (count));

  return count;
}

/* Those for which nothing is left are told, in the plan's order. */
static void
judge_subnet_full (FerryJudge *judge)
{
  g_autoptr(GHashTable) totals = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) counts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < judge->n_machines; i++)
    {
      const FerrySubnet *subnet = find_subnet (judge, ferry_plan_get_machine (judge->plan, i));

      if (subnet != NULL)
        add_one (totals, subnet);
    }

  for (guint i = 0; i < judge->n_machines; i++)
    {
      const FerrySubnet *subnet = find_subnet (judge, ferry_plan_get_machine (judge->plan, i));
      g_autofree char *evidence = NULL;

      if (subnet == NULL || add_one (counts, subnet) <= subnet->n_free)
        continue;

      evidence = g_strdup_printf ("%s: %u < %u", subnet->id, subnet->n_free,
                                  GPOINTER_TO_UINT (g_hash_table_lookup (totals, subnet)));
      ferry_judge_turn_to (judge, i);
      ferry_judge_find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, evidence);
    }
}

static void
judge_no_default_vpc (FerryJudge *judge)
{
  if (*ferry_machine_get_subnet_id (judge->machine) == '\0' &&
      ferry_judge_knows (judge, FERRY_FACT_VPCS) &&
      ferry_account_facts_find_default_vpc (judge->facts) == NULL)
    ferry_judge_find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS,
                      ferry_machine_get_region (judge->machine));
}

static void
find_group (FerryJudge *judge,
            const char *group,
            const char *evidence)
{
  ferry_judge_find_fixable (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, evidence,
                            FERRY_FIX_DROP_GROUP, group);
}

static void
judge_group_form (FerryJudge *judge)
{
  const char *const *groups = ferry_machine_get_security_groups (judge->machine);

  for (; groups != NULL && *groups != NULL; groups++)
    if (!is_id (*groups, "sg-"))
      find_group (judge, *groups, *groups);
}

static void
judge_group_unknown (FerryJudge *judge)
{
  const char *const *groups = ferry_machine_get_security_groups (judge->machine);

  if (!ferry_judge_knows (judge, FERRY_FACT_GROUPS))
    return;

  for (; groups != NULL && *groups != NULL; groups++)
    if (is_id (*groups, "sg-") &&
        ferry_account_facts_find_group (judge->facts, *groups) == NULL)
      find_group (judge, *groups, *groups);
}

/* (nullable): that the machine will be in, as far as that is known */
static const char *
get_vpc (FerryJudge *judge)
{
  const FerryVpc *vpc;

  if (judge->subnet != NULL)
    return judge->subnet->vpc_id;
  if (judge->facts == NULL || *ferry_machine_get_subnet_id (judge->machine) != '\0')
    return NULL;

  vpc = ferry_account_facts_find_default_vpc (judge->facts);

  return vpc != NULL ? vpc->id : NULL;
}

static void
judge_group_in_other_vpc (FerryJudge *judge)
{
  const char *const *groups = ferry_machine_get_security_groups (judge->machine);
  const char *vpc = get_vpc (judge);

  for (; vpc != NULL && groups != NULL && *groups != NULL; groups++)
    {
      const FerrySecurityGroup *group = ferry_account_facts_find_group (judge->facts, *groups);
      g_autofree char *evidence = NULL;

      if (group == NULL || group->vpc_id == NULL || strcmp (group->vpc_id, vpc) == 0)
        continue;

      evidence = g_strdup_printf ("%s: %s", group->id, group->vpc_id);
      find_group (judge, group->id, evidence);
    }
}

/* Where the quota is not told, it may have been raised. */
static void
judge_too_many_groups (FerryJudge *judge)
{
  const char *const *groups = ferry_machine_get_security_groups (judge->machine);
  guint n_groups = groups != NULL ? g_strv_length ((char **) groups) : 0;
  gint64 quota = -1;
  FerryRuling ruling;
  g_autofree char *evidence = NULL;

  if (judge->facts != NULL)
    quota = ferry_account_facts_get_quota (judge->facts, QUOTA_GROUPS);
  if (n_groups <= (quota > 0 ? quota : MANY_GROUPS))
    return;

  ruling = quota > 0 || n_groups > MOST_GROUPS ? FERRY_RULING_BLOCKS : FERRY_RULING_WARNING;
  evidence = g_strdup_printf ("%u", n_groups);
  ferry_judge_find (judge, ruling, ruling, evidence);
}

const FerryRule ferry_rules_network[] = {
  { FERRY_CHECK_ZONE_UNKNOWN, "zone-unknown", FERRY_RULE_MACHINE, judge_zone_unknown },
  { FERRY_CHECK_ZONE_NOT_AVAILABLE, "zone-not-available", FERRY_RULE_MACHINE,
    judge_zone_not_available },
  { FERRY_CHECK_ZONE_NOT_OF_SUBNET, "zone-not-of-subnet", FERRY_RULE_MACHINE,
    judge_zone_not_of_subnet },
  { FERRY_CHECK_DATA_WITHOUT_ZONE, "data-without-zone", FERRY_RULE_MACHINE,
    judge_data_without_zone },
  { FERRY_CHECK_SUBNET_FORM, "subnet-form", FERRY_RULE_MACHINE, judge_subnet_form },
  { FERRY_CHECK_SUBNET_UNKNOWN, "subnet-unknown", FERRY_RULE_MACHINE, judge_subnet_unknown },
  { FERRY_CHECK_SUBNET_FULL, "subnet-full", FERRY_RULE_PLAN, judge_subnet_full },
  { FERRY_CHECK_NO_DEFAULT_VPC, "no-default-vpc", FERRY_RULE_MACHINE, judge_no_default_vpc },
  { FERRY_CHECK_GROUP_FORM, "group-form", FERRY_RULE_MACHINE, judge_group_form },
  { FERRY_CHECK_GROUP_UNKNOWN, "group-unknown", FERRY_RULE_MACHINE, judge_group_unknown },
  { FERRY_CHECK_GROUP_IN_OTHER_VPC, "group-in-other-vpc", FERRY_RULE_MACHINE,
    judge_group_in_other_vpc },
  { FERRY_CHECK_TOO_MANY_GROUPS, "too-many-groups", FERRY_RULE_MACHINE, judge_too_many_groups },
  { .id = NULL },
};
