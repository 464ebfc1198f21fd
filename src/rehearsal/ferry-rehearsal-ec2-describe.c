/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-ec2.h"

#include <string.h>

#define SMALLEST_PAGE 5

typedef struct {
  const char         *operation;
  const char         *set;
  FerryRehearsalList  list;
  guint               largest_page;  /* MaxResults; 0: the call does not know it */
  const char         *location;      /* LocationType; NULL: the call does not know it */
} Description;

static const Description descriptions[] = {
  { "DescribeRegions", "regionInfo", FERRY_REHEARSAL_REGIONS },
  { "DescribeAvailabilityZones", "availabilityZoneInfo", FERRY_REHEARSAL_ZONES },
  { "DescribeVpcs", "vpcSet", FERRY_REHEARSAL_VPCS, 1000 },
  { "DescribeSubnets", "subnetSet", FERRY_REHEARSAL_SUBNETS, 1000 },
  { "DescribeSecurityGroups", "securityGroupInfo", FERRY_REHEARSAL_GROUPS, 1000 },
  { "DescribeNetworkInterfaces", "networkInterfaceSet", FERRY_REHEARSAL_INTERFACES, 1000 },
  { "DescribeInstanceTypes", "instanceTypeSet", FERRY_REHEARSAL_TYPES, 100 },
  { "DescribeInstanceTypeOfferings", "instanceTypeOfferingSet", FERRY_REHEARSAL_OFFERINGS, 1000,
    "availability-zone" },
  { "DescribeAccountAttributes", "accountAttributeSet", FERRY_REHEARSAL_ATTRIBUTES },
};

static gboolean
refuse (FerryRehearsalExchange *exchange,
        const char             *code,
        const char             *text,
        const char             *word)
{
  g_autofree char *whole = g_strconcat (text, ": ", word, NULL);

  ferry_rehearsal_exchange_reply_error (exchange, 400, code, whole, NULL);

  return FALSE;
}

static gboolean
is_known (const Description *description,
          const char        *name)
{
  const char *const always[] = { "Action", "Version", "DryRun", NULL };
  const char *const paged[] = { "MaxResults", "NextToken", NULL };

  return g_strv_contains (always, name) ||
         (description && description->largest_page > 0 && g_strv_contains (paged, name)) ||
         (description && description->location && g_str_equal (name, "LocationType"));
}

/* @description: (nullable): a call without any parameter of its own */
static gboolean
check_names (FerryRehearsalExchange *exchange,
             const Description      *description)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, exchange->form);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!is_known (description, name))
      return refuse (exchange, "UnknownParameter", "The parameter is not recognized", name);
  if (g_strcmp0 (ferry_rehearsal_exchange_get_form (exchange, "DryRun"), "true") == 0)
    {
      ferry_rehearsal_exchange_reply_error (exchange, 412, "DryRunOperation",
                                            "Request would have succeeded, but DryRun flag is set.",
                                            NULL);
      return FALSE;
    }

  return TRUE;
}

/* Which call it continues, and where: nobody else's business, so it does not look like that. */
static char *
make_token (const Description *description,
            guint              index)
{
  g_autofree char *text = g_strdup_printf ("%s/%u", description->operation, index);

  return g_base64_encode ((const guchar *) text, strlen (text));
}

static gboolean
read_token (const Description *description,
            const char        *token,
            guint              count,
            guint             *index)
{
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (token, &length);
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  g_autofree char *prefix = g_strconcat (description->operation, "/", NULL);
  guint64 value;

  if (!g_str_has_prefix (text, prefix) ||
      !g_ascii_string_to_unsigned (text + strlen (prefix), 10, 0, count, &value, NULL))
    return FALSE;

  *index = (guint) value;

  return TRUE;
}

/* @first, @size: (out): the page that is wanted */
static gboolean
check_page (FerryRehearsalExchange *exchange,
            const Description      *description,
            guint                   count,
            guint                  *first,
            guint                  *size)
{
  const char *most = ferry_rehearsal_exchange_get_form (exchange, "MaxResults");
  const char *token = ferry_rehearsal_exchange_get_form (exchange, "NextToken");
  const char *location = ferry_rehearsal_exchange_get_form (exchange, "LocationType");
  guint64 value = G_MAXUINT;

  if (most && !g_ascii_string_to_unsigned (most, 10, SMALLEST_PAGE, description->largest_page,
                                           &value, NULL))
    return refuse (exchange, "InvalidParameterValue", "Value for parameter MaxResults is invalid",
                   most);
  *size = (guint) value;
  *first = 0;
  if (token && !read_token (description, token, count, first))
    return refuse (exchange, "InvalidNextToken", "The token is not valid", token);
  if (description->location && g_strcmp0 (location, description->location) != 0)
    return refuse (exchange, "InvalidParameterValue", "Only this LocationType is rehearsed",
                   description->location);

  return TRUE;
}

static void
describe (FerryRehearsalExchange      *exchange,
          const FerryRehearsalAccount *account,
          const Description           *description)
{
  guint count = ferry_rehearsal_account_count (account, description->list);
  g_autoptr(GString) xml = NULL;
  guint first, size, end;

  if (!check_names (exchange, description) ||
      !check_page (exchange, description, count, &first, &size))
    return;

  xml = ferry_rehearsal_ec2_open (exchange);
  end = first + MIN (size, count - first);
  g_string_append_printf (xml, "<%s>", description->set);
  for (guint i = first; i < end; i++)
    ferry_rehearsal_account_append (description->list, exchange->region, i, xml);
  g_string_append_printf (xml, "</%s>", description->set);
  if (end < count)
    {
      g_autofree char *token = make_token (description, end);

      ferry_rehearsal_append_element (xml, "nextToken", token);
    }
  ferry_rehearsal_ec2_close (exchange, xml);
}

static void
tell (FerryRehearsalExchange *exchange,
      const char             *name,
      const char             *value)
{
  g_autoptr(GString) xml = NULL;

  if (!check_names (exchange, NULL))
    return;

  xml = ferry_rehearsal_ec2_open (exchange);
  ferry_rehearsal_append_element (xml, name, value);
  ferry_rehearsal_ec2_close (exchange, xml);
}

gboolean
ferry_rehearsal_ec2_describe (FerryRehearsalExchange      *exchange,
                              const FerryRehearsalAccount *account)
{
  for (guint i = 0; i < G_N_ELEMENTS (descriptions); i++)
    if (g_str_equal (exchange->operation, descriptions[i].operation))
      {
        describe (exchange, account, &descriptions[i]);
        return TRUE;
      }
  if (g_str_equal (exchange->operation, "GetEbsEncryptionByDefault"))
    tell (exchange, "ebsEncryptionByDefault", "false");
  else if (g_str_equal (exchange->operation, "GetEbsDefaultKmsKeyId"))
    tell (exchange, "kmsKeyId", "alias/aws/ebs");
  else
    return FALSE;

  return TRUE;
}
