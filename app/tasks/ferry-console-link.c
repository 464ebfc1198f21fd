/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tasks/ferry-console-link.h"

#include "ferry.h"

/* What the console's host begins with a region, or not at all. (transfer full) */
static char *
make_host (const char *region)
{
  if (g_str_has_prefix (region, "cn-"))
    return g_strdup ("console.amazonaws.cn");
  if (g_str_has_prefix (region, "us-gov-"))
    return g_strdup ("console.amazonaws-us-gov.com");
  if (g_str_has_prefix (region, "eusc-"))
    return g_strdup_printf ("%s.console.amazonaws-eusc.eu", region);

  return g_strdup_printf ("%s.console.aws.amazon.com", region);
}

char *
ferry_console_link_new (const char *region,
                        const char *instance_id)
{
  g_autofree char *host = NULL;

  g_return_val_if_fail (region != NULL, NULL);

  /* Both come from elsewhere and become a part of an address. */
  if (!ferry_region_is_valid (region) || (instance_id && !ferry_region_is_valid (instance_id)))
    return NULL;

  host = make_host (region);
  if (instance_id == NULL)
    return g_strdup_printf ("https://%s/ec2/home?region=%s#Instances:", host, region);

  return g_strdup_printf ("https://%s/ec2/home?region=%s#InstanceDetails:instanceId=%s", host,
                          region, instance_id);
}
