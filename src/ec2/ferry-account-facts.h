/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "ec2/ferry-ec2-network.h"
#include "ec2/ferry-instance-type.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is asked of an account, each by one paginated call. */
typedef enum {
  FERRY_FACT_ZONES,           /* DescribeAvailabilityZones: FerryZone */
  FERRY_FACT_VPCS,            /* DescribeVpcs: FerryVpc */
  FERRY_FACT_SUBNETS,         /* DescribeSubnets: FerrySubnet */
  FERRY_FACT_GROUPS,          /* DescribeSecurityGroups: FerrySecurityGroup */
  FERRY_FACT_ADDRESSES,       /* DescribeNetworkInterfaces: private addresses that are taken */
  FERRY_FACT_INSTANCE_TYPES,  /* DescribeInstanceTypes: FerryInstanceType */
  FERRY_FACT_OFFERINGS,       /* DescribeInstanceTypeOfferings by zone */
  FERRY_FACT_QUOTAS,          /* DescribeAccountAttributes */
  FERRY_FACT_REGIONS,         /* DescribeRegions: those that the account may use */
  FERRY_FACT_ENCRYPTION,      /* GetEbsEncryptionByDefault and, where it is on,
                                 GetEbsDefaultKmsKeyId */
  FERRY_N_FACTS
} FerryFact;

typedef enum {
  FERRY_FACT_STATE_PENDING,  /* not asked, or being asked */
  FERRY_FACT_STATE_KNOWN,
  FERRY_FACT_STATE_DENIED,   /* the account may not ask: what it would tell is typed by hand */
  FERRY_FACT_STATE_FAILED,   /* any other error; it can be asked again */
} FerryFactState;

#define FERRY_TYPE_ACCOUNT_FACTS (ferry_account_facts_get_type ())
/**
 * FerryAccountFacts:
 *
 * What an account has in one region, as far as it is known; a plan is judged against it and its
 * choices come from it. A fact that could not be had is not an absence: every question answers
 * "not known" then. Main thread.
 *
 * Signal: "changed" (FerryFact fact, as a uint): its state is another one, or it was asked anew.
 * Property: "loading" (gboolean, read-only).
 */
G_DECLARE_FINAL_TYPE (FerryAccountFacts, ferry_account_facts, FERRY, ACCOUNT_FACTS, GObject)

/* nothing is known; ferry_account_facts_load() asks */
FerryAccountFacts       *ferry_account_facts_new         (const char         *region);
const char              *ferry_account_facts_get_region  (FerryAccountFacts  *self);
/* Asks for all facts that are pending or failed, each with its pages merged; a few calls at a time,
 * in their order. A denied one is not asked again: the answer would be the same. Nothing while it
 * is loading. Stopped by ferry_account_facts_stop() and when disposed.
 */
void                     ferry_account_facts_load        (FerryAccountFacts  *self,
                                                          FerryClient        *client);
/* Asks for all facts anew. What is known stays until the new is there, and where it cannot be had
 * for another reason than denial. Nothing while it is loading.
 */
void                     ferry_account_facts_refresh     (FerryAccountFacts  *self,
                                                          FerryClient        *client);
void                     ferry_account_facts_stop        (FerryAccountFacts  *self);
gboolean                 ferry_account_facts_is_loading  (FerryAccountFacts  *self);
/* All is forgotten, to be asked again. */
void                     ferry_account_facts_forget      (FerryAccountFacts  *self);
FerryFactState           ferry_account_facts_get_state   (FerryAccountFacts  *self,
                                                          FerryFact           fact);
/* (nullable): why it is denied or failed */
const GError            *ferry_account_facts_get_error   (FerryAccountFacts  *self,
                                                          FerryFact           fact);
gboolean                 ferry_account_facts_knows       (FerryAccountFacts  *self,
                                                          FerryFact           fact);

/* (transfer none): sorted by name or id; empty where not known. What these and the next ones return
 * is valid until the fact's next "changed".
 */
GPtrArray               *ferry_account_facts_get_zones   (FerryAccountFacts  *self);
GPtrArray               *ferry_account_facts_get_vpcs    (FerryAccountFacts  *self);
GPtrArray               *ferry_account_facts_get_subnets (FerryAccountFacts  *self);
GPtrArray               *ferry_account_facts_get_groups  (FerryAccountFacts  *self);
GPtrArray               *ferry_account_facts_get_instance_types (FerryAccountFacts *self);
/* by id or name, in constant time; (nullable): not known or not there */
const FerryZone          *ferry_account_facts_find_zone    (FerryAccountFacts *self,
                                                            const char        *name);
const FerryVpc           *ferry_account_facts_find_vpc     (FerryAccountFacts *self,
                                                            const char        *id);
const FerryVpc           *ferry_account_facts_find_default_vpc (FerryAccountFacts *self);
const FerrySubnet        *ferry_account_facts_find_subnet  (FerryAccountFacts *self,
                                                            const char        *id);
const FerrySecurityGroup *ferry_account_facts_find_group   (FerryAccountFacts *self,
                                                            const char        *id);
const FerryInstanceType  *ferry_account_facts_find_instance_type (FerryAccountFacts *self,
                                                            const char        *name);
/* Whether @type is offered in @zone, or with %NULL in any zone of the region. @offered: (out): set
 * to %FALSE also where that is not known. Returns: whether it is known
 */
gboolean                 ferry_account_facts_is_offered  (FerryAccountFacts  *self,
                                                          const char         *type,
                                                          const char         *zone,
                                                          gboolean           *offered);
/* Whether the account may use @region. @enabled: (out). Returns: whether it is known */
gboolean                 ferry_account_facts_is_enabled  (FerryAccountFacts  *self,
                                                          const char         *region,
                                                          gboolean           *enabled);
/* whether the address is known to be in use in @subnet_id */
gboolean                 ferry_account_facts_is_taken    (FerryAccountFacts  *self,
                                                          const char         *subnet_id,
                                                          const char         *address);
/* "max-instances", … as DescribeAccountAttributes calls them; -1 where not known */
gint64                   ferry_account_facts_get_quota   (FerryAccountFacts  *self,
                                                          const char         *name);
/* Whether new volumes are encrypted without being asked. Returns: FALSE also when not known */
gboolean                 ferry_account_facts_is_encrypting (FerryAccountFacts *self);
/* (nullable): the key they are encrypted with: "alias/aws/ebs" is Amazon's own */
const char              *ferry_account_facts_get_key     (FerryAccountFacts  *self);

/* What the loader and tests tell. @items: (transfer full); for ADDRESSES of strings
 * "subnet-1/10.0.0.4", for OFFERINGS "t2.micro/eu-west-1a", for QUOTAS "max-instances/20", for
 * REGIONS "eu-west-1", for ENCRYPTION nothing, or one string: the key, "" where it may not be asked
 * for
 */
void                     ferry_account_facts_take        (FerryAccountFacts  *self,
                                                          FerryFact           fact,
                                                          GPtrArray          *items);
/* the fact is denied where @error says so, else failed */
void                     ferry_account_facts_fail        (FerryAccountFacts  *self,
                                                          FerryFact           fact,
                                                          const GError       *error);

G_END_DECLS
