/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What can be described, each a list of items. */
typedef enum {
  FERRY_REHEARSAL_REGIONS,
  FERRY_REHEARSAL_ZONES,
  FERRY_REHEARSAL_VPCS,
  FERRY_REHEARSAL_SUBNETS,
  FERRY_REHEARSAL_GROUPS,
  FERRY_REHEARSAL_INTERFACES,
  FERRY_REHEARSAL_TYPES,
  FERRY_REHEARSAL_OFFERINGS,
  FERRY_REHEARSAL_ATTRIBUTES,
} FerryRehearsalList;

/**
 * FerryRehearsalAccount:
 * @n_subnets: how many there are, at least; 0 for the small account
 * @n_types: the same for instance types
 *
 * What the account of the rehearsal has in each region: three zones; a default VPC with a subnet in
 * each of them; a VPC "prod" with three more, one of them nearly full; a few groups, interfaces and
 * many types, of which t2 is not offered in the third zone. It is made up as it is asked for, and
 * always the same. A large account has more of it, as much alike as its numbers allow.
 */
typedef struct {
  guint n_subnets;
  guint n_types;
} FerryRehearsalAccount;

/* @text: "SUBNETS,TYPES". Returns: FALSE where it is not that */
gboolean ferry_rehearsal_account_read   (FerryRehearsalAccount       *account,
                                         const char                  *text);
guint    ferry_rehearsal_account_count  (const FerryRehearsalAccount *account,
                                         FerryRehearsalList           list);
/* Appends <item>…</item> as EC2 writes it; nothing for what the account cannot have. @index: below
 * that count
 */
void     ferry_rehearsal_account_append (FerryRehearsalList           list,
                                         const char                  *region,
                                         guint                        index,
                                         GString                     *xml);

/* Where that subnet is. (transfer full) (nullable): there is no such subnet */
char    *ferry_rehearsal_account_dup_zone (const FerryRehearsalAccount *account,
                                         const char                  *region,
                                         const char                  *subnet_id);

/* The types, in a file of their own: how many, and the one at @index; its name for the offerings.
 * (transfer full)
 */
guint    ferry_rehearsal_types_count    (void);
char    *ferry_rehearsal_types_dup_name (guint                        index);
void     ferry_rehearsal_types_append   (guint                        index,
                                         GString                     *xml);

G_END_DECLS
