/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "ec2/ferry-instance-type.h"

G_BEGIN_DECLS

/* EC2 API Reference: the calls that describe what an account may use in a region. Those that take a
 * @token go in pages, as in ferry-describe-network.h.
 */

/* "DescribeInstanceTypes". FerryInstanceType */
FerryRequest *ferry_describe_instance_types_request    (const char           *region,
                                                        const char           *token);
GPtrArray    *ferry_describe_instance_types_parse      (GBytes               *body,
                                                        char                **next_token,
                                                        GError              **error);
/* "DescribeInstanceTypeOfferings" by zone. Strings "t2.micro/eu-west-1a" */
FerryRequest *ferry_describe_offerings_request         (const char           *region,
                                                        const char           *token);
GPtrArray    *ferry_describe_offerings_parse           (GBytes               *body,
                                                        char                **next_token,
                                                        GError              **error);
/* "DescribeAccountAttributes" has one page. Strings "max-instances/20", one for each value */
FerryRequest *ferry_describe_quotas_request            (const char           *region,
                                                        const char           *token);
GPtrArray    *ferry_describe_quotas_parse              (GBytes               *body,
                                                        char                **next_token,
                                                        GError              **error);
/* "GetEbsEncryptionByDefault". @encrypting: (out): whether new volumes are encrypted unasked */
FerryRequest *ferry_get_ebs_encryption_request         (const char           *region);
gboolean      ferry_get_ebs_encryption_parse           (GBytes               *body,
                                                        gboolean             *encrypting,
                                                        GError              **error);
/* "GetEbsDefaultKmsKeyId". Returns: (transfer full): an alias, an id or an ARN */
FerryRequest *ferry_get_ebs_key_request                (const char           *region);
char         *ferry_get_ebs_key_parse                  (GBytes               *body,
                                                        GError              **error);

/* "DescribeRegions": strings, the ids of those that the account has opted into, or need not */
FerryRequest *ferry_describe_regions_request           (const char           *region,
                                                        const char           *token);
GPtrArray    *ferry_describe_regions_parse             (GBytes               *body,
                                                        char                **next_token,
                                                        GError              **error);

G_END_DECLS
