/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-describe-account.h"

#include "aws/ferry-call.h"
#include "ec2/ferry-describe-page.h"

/* EC2 takes 5 to 100 and 5 to 1000. A type is 4 KiB, an offering 150 bytes. */
#define TYPES_A_PAGE 100
#define OFFERINGS_A_PAGE 1000

/* Instance types */

FerryRequest *
ferry_describe_instance_types_request (const char *region,
                                       const char *token)
{
  return ferry_describe_page_request ("DescribeInstanceTypes", region, TYPES_A_PAGE, token);
}

static gboolean
read_type (FerryXml   *item,
           GPtrArray  *items,
           GError    **error)
{
  FerryInstanceType *type = ferry_instance_type_from_xml (item, error);

  if (type == NULL)
    return FALSE;

  g_ptr_array_add (items, type);

  return TRUE;
}

GPtrArray *
ferry_describe_instance_types_parse (GBytes  *body,
                                     char   **next_token,
                                     GError **error)
{
  return ferry_describe_page_parse (body, "DescribeInstanceTypes", "instanceTypeSet", read_type,
                                    (GDestroyNotify) ferry_instance_type_free, next_token, error);
}

/* Offerings */

FerryRequest *
ferry_describe_offerings_request (const char *region,
                                  const char *token)
{
  FerryRequest *request = ferry_describe_page_request ("DescribeInstanceTypeOfferings", region,
                                                       OFFERINGS_A_PAGE, token);

  ferry_request_add_form (request, "LocationType", "availability-zone");

  return request;
}

static gboolean
read_offering (FerryXml   *item,
               GPtrArray  *items,
               GError    **error)
{
  const char *type = ferry_describe_need (item, "instanceType", error);
  const char *zone = type ? ferry_describe_need (item, "location", error) : NULL;

  if (zone == NULL)
    return FALSE;

  g_ptr_array_add (items, g_strconcat (type, "/", zone, NULL));

  return TRUE;
}

GPtrArray *
ferry_describe_offerings_parse (GBytes  *body,
                                char   **next_token,
                                GError **error)
{
  return ferry_describe_page_parse (body, "DescribeInstanceTypeOfferings",
                                    "instanceTypeOfferingSet", read_offering, g_free, next_token,
                                    error);
}

/* Quotas */

FerryRequest *
ferry_describe_quotas_request (const char *region,
                               const char *token)
{
  return ferry_describe_page_request ("DescribeAccountAttributes", region, 0, token);
}

static gboolean
read_attribute (FerryXml   *item,
                GPtrArray  *items,
                GError    **error)
{
  const char *name = ferry_describe_need (item, "attributeName", error);
  FerryXml *set = ferry_xml_find (item, "attributeValueSet");

  if (name == NULL)
    return FALSE;

  for (FerryXml *i = set ? ferry_xml_first (set, "item") : NULL; i; i = ferry_xml_next (i))
    {
      const char *value = ferry_xml_find_text (i, "attributeValue");

      if (value)
        g_ptr_array_add (items, g_strconcat (name, "/", value, NULL));
    }

  return TRUE;
}

GPtrArray *
ferry_describe_quotas_parse (GBytes  *body,
                             char   **next_token,
                             GError **error)
{
  return ferry_describe_page_parse (body, "DescribeAccountAttributes", "accountAttributeSet",
                                    read_attribute, g_free, next_token, error);
}

/* Encryption */

FerryRequest *
ferry_get_ebs_encryption_request (const char *region)
{
  return ferry_describe_page_request ("GetEbsEncryptionByDefault", region, 0, NULL);
}

gboolean
ferry_get_ebs_encryption_parse (GBytes    *body,
                                gboolean  *encrypting,
                                GError   **error)
{
  g_autoptr(FerryXml) root = ferry_describe_reply_parse (body, "GetEbsEncryptionByDefault", error);

  if (root == NULL || ferry_describe_need (root, "ebsEncryptionByDefault", error) == NULL)
    return FALSE;

  *encrypting = ferry_describe_is_true (root, "ebsEncryptionByDefault");

  return TRUE;
}

FerryRequest *
ferry_get_ebs_key_request (const char *region)
{
  return ferry_describe_page_request ("GetEbsDefaultKmsKeyId", region, 0, NULL);
}

char *
ferry_get_ebs_key_parse (GBytes  *body,
                         GError **error)
{
  g_autoptr(FerryXml) root = ferry_describe_reply_parse (body, "GetEbsDefaultKmsKeyId", error);

  return root ? g_strdup (ferry_describe_need (root, "kmsKeyId", error)) : NULL;
}

/* Regions */

FerryRequest *
ferry_describe_regions_request (const char *region,
                                const char *token)
{
  return ferry_describe_page_request ("DescribeRegions", region, 0, token);
}

static gboolean
read_region (FerryXml   *item,
             GPtrArray  *items,
             GError    **error)
{
  const char *name = ferry_describe_need (item, "regionName", error);

  if (name == NULL)
    return FALSE;

  if (g_strcmp0 (ferry_xml_find_text (item, "optInStatus"), "not-opted-in") != 0)
    g_ptr_array_add (items, g_strdup (name));

  return TRUE;
}

GPtrArray *
ferry_describe_regions_parse (GBytes  *body,
                              char   **next_token,
                              GError **error)
{
  return ferry_describe_page_parse (body, "DescribeRegions", "regionInfo", read_region, g_free,
                                    next_token, error);
}
