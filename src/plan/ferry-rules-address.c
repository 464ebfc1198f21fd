/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-rule.h"

#include <gio/gio.h>

#include <string.h>

/* "Subnet sizing": the first four addresses of a subnet and the last one are Amazon's. */
#define N_RESERVED 4

static const char *
get_ip (FerryJudge *judge)
{
  return ferry_machine_get_private_ip (judge->machine);
}

static void
find (FerryJudge *judge,
      const char *evidence)
{
  ferry_judge_find_fixable (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, evidence,
                            FERRY_FIX_CLEAR_IP, NULL);
}

/* (transfer full) (nullable): an IPv4 address, or none */
static GInetAddress *
parse_ip (const char *text)
{
  g_autoptr(GInetAddress) address = *text != '\0' ? g_inet_address_new_from_string (text) : NULL;

  return address != NULL && g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4
         ? g_steal_pointer (&address) : NULL;
}

static guint32
get_number (GInetAddress *address)
{
  guint32 number;

  memcpy (&number, g_inet_address_to_bytes (address), sizeof number);

  return GUINT32_FROM_BE (number);
}

static void
judge_form (FerryJudge *judge)
{
  const char *ip = get_ip (judge);
  g_autoptr(GInetAddress) address = parse_ip (ip);

  if (*ip != '\0' && address == NULL)
    find (judge, ip);
}

static void
judge_without_subnet (FerryJudge *judge)
{
  const char *ip = get_ip (judge);

  if (*ip != '\0' && *ferry_machine_get_subnet_id (judge->machine) == '\0')
    find (judge, ip);
}

/* Address and subnet of the machine, where both are known. @address: (out), @mask: (out): (transfer
 * full)
 */
static gboolean
get_pair (FerryJudge        *judge,
          GInetAddress     **address,
          GInetAddressMask **mask)
{
  if (judge->subnet == NULL || *get_ip (judge) == '\0')
    return FALSE;

  *address = parse_ip (get_ip (judge));
  if (*address != NULL)
    *mask = g_inet_address_mask_new_from_string (judge->subnet->cidr, NULL);

  return *mask != NULL && g_inet_address_mask_get_family (*mask) == G_SOCKET_FAMILY_IPV4;
}

static void
judge_outside_subnet (FerryJudge *judge)
{
  g_autoptr(GInetAddress) address = NULL;
  g_autoptr(GInetAddressMask) mask = NULL;
  g_autofree char *evidence = NULL;

  if (!get_pair (judge, &address, &mask) || g_inet_address_mask_matches (mask, address))
    return;

  evidence = g_strdup_printf ("%s, %s", get_ip (judge), judge->subnet->cidr);
  find (judge, evidence);
}

static gboolean
is_reserved (GInetAddress     *address,
             GInetAddressMask *mask)
{
  guint length = g_inet_address_mask_get_length (mask);
  guint32 hosts = length >= 32 ? 0 : G_MAXUINT32 >> length;
  guint32 host = get_number (address) & hosts;

  return host < N_RESERVED || host == hosts;
}

static void
judge_reserved (FerryJudge *judge)
{
  g_autoptr(GInetAddress) address = NULL;
  g_autoptr(GInetAddressMask) mask = NULL;
  g_autofree char *evidence = NULL;

  if (!get_pair (judge, &address, &mask) || !g_inet_address_mask_matches (mask, address) ||
      !is_reserved (address, mask))
    return;

  evidence = g_strdup_printf ("%s, %s", get_ip (judge), judge->subnet->cidr);
  find (judge, evidence);
}

static void
judge_taken (FerryJudge *judge)
{
  g_autoptr(GInetAddress) address = parse_ip (get_ip (judge));
  g_autofree char *text = NULL;

  if (address == NULL || judge->subnet == NULL)
    return;

  text = g_inet_address_to_string (address);
  if (ferry_account_facts_is_taken (judge->facts, judge->subnet->id, text))
    find (judge, text);
}

/* One address in two subnets is one of two networks, or outside one of them. (nullable) */
static char *
make_place (FerryMachine *machine)
{
  const char *subnet_id = ferry_machine_get_subnet_id (machine);
  g_autoptr(GInetAddress) address = parse_ip (ferry_machine_get_private_ip (machine));
  g_autofree char *text = NULL;

  if (address == NULL || *subnet_id == '\0')
    return NULL;

  text = g_inet_address_to_string (address);

  return g_strjoin ("/", ferry_machine_get_region (machine), subnet_id, text, NULL);
}

static void
judge_twice (FerryJudge *judge)
{
  g_autoptr(GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < judge->n_machines; i++)
    {
      char *place = make_place (ferry_plan_get_machine (judge->plan, i));

      if (place == NULL || g_hash_table_add (places, place))
        continue;

      ferry_judge_turn_to (judge, i);
      find (judge, get_ip (judge));
    }
}

const FerryRule ferry_rules_address[] = {
  { FERRY_CHECK_IP_FORM, "ip-form", FERRY_RULE_MACHINE, judge_form },
  { FERRY_CHECK_IP_WITHOUT_SUBNET, "ip-without-subnet", FERRY_RULE_MACHINE,
    judge_without_subnet },
  { FERRY_CHECK_IP_OUTSIDE_SUBNET, "ip-outside-subnet", FERRY_RULE_MACHINE,
    judge_outside_subnet },
  { FERRY_CHECK_IP_RESERVED, "ip-reserved", FERRY_RULE_MACHINE, judge_reserved },
  { FERRY_CHECK_IP_TAKEN, "ip-taken", FERRY_RULE_MACHINE, judge_taken },
  { FERRY_CHECK_IP_TWICE, "ip-twice", FERRY_RULE_PLAN, judge_twice },
  { .id = NULL },
};
