/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "ec2/ferry-ec2-network.h"

G_BEGIN_DECLS

/* EC2 API Reference: the calls that describe the places of a region, a page at a time. All look
 * alike. @token: (nullable): where the page before ended. @next_token: (out) (nullable). Pages are
 * so large that reading one keeps the main loop for a few milliseconds.
 */

/* "DescribeAvailabilityZones" has one page: those that the account may use. FerryZone */
FerryRequest *ferry_describe_zones_request     (const char  *region,
                                                const char  *token);
GPtrArray    *ferry_describe_zones_parse       (GBytes      *body,
                                                char       **next_token,
                                                GError     **error);
/* "DescribeVpcs". FerryVpc */
FerryRequest *ferry_describe_vpcs_request      (const char  *region,
                                                const char  *token);
GPtrArray    *ferry_describe_vpcs_parse        (GBytes      *body,
                                                char       **next_token,
                                                GError     **error);
/* "DescribeSubnets". FerrySubnet */
FerryRequest *ferry_describe_subnets_request   (const char  *region,
                                                const char  *token);
GPtrArray    *ferry_describe_subnets_parse     (GBytes      *body,
                                                char       **next_token,
                                                GError     **error);
/* "DescribeSecurityGroups". FerrySecurityGroup */
FerryRequest *ferry_describe_groups_request    (const char  *region,
                                                const char  *token);
GPtrArray    *ferry_describe_groups_parse      (GBytes      *body,
                                                char       **next_token,
                                                GError     **error);
/* "DescribeNetworkInterfaces". Strings "subnet-1/10.0.0.4": all private IPv4 addresses of each,
 * those of its prefixes included
 */
FerryRequest *ferry_describe_addresses_request (const char  *region,
                                                const char  *token);
GPtrArray    *ferry_describe_addresses_parse   (GBytes      *body,
                                                char       **next_token,
                                                GError     **error);

G_END_DECLS
