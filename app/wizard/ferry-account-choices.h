/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* What an account has for a machine to be put in, in words and as choices (FerryChoice). Lists are
 * (transfer full), strings too; @facts is (nullable) wherever it may be not known yet.
 */

/* Those that can work: of its architecture, offered in @zone (or "" for anywhere), and for Linux on
 * the old list of ImportInstance. Where the account does not tell, a few well-known ones.
 */
GListModel *ferry_account_choices_list_types      (FerryAccountFacts         *facts,
                                                   FerryMachine              *machine,
                                                   const char                *zone);
/* the default VPC (""), then all subnets */
GListModel *ferry_account_choices_list_subnets    (FerryAccountFacts         *facts);
/* whichever EC2 chooses (""), then all availability zones */
GListModel *ferry_account_choices_list_zones      (FerryAccountFacts         *facts);
/* @vpc_id: (nullable): all */
GListModel *ferry_account_choices_list_groups     (FerryAccountFacts         *facts,
                                                   const char                *vpc_id);
/* "2 vCPU, 4 GiB" */
char       *ferry_account_choices_describe_type   (const FerryInstanceType   *type);
/* "prod · prod-a · 10.20.4.0/24 · eu-west-1a · 214 free" */
char       *ferry_account_choices_describe_subnet (FerryAccountFacts         *facts,
                                                   const FerrySubnet         *subnet);
/* "web, default": those of the account; "" where none is */
char       *ferry_account_choices_describe_groups (FerryAccountFacts         *facts,
                                                   const char *const         *ids);

G_END_DECLS
