/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"

G_BEGIN_DECLS

/* The places of an account in a region, as EC2 describes them. Names come from the tag "Name" and
 * are anything; all strings but those marked are never %NULL. Freed as one, immutable once read.
 */

typedef struct {
  char     *name;          /* "eu-west-1a" */
  char     *id;            /* "euw1-az1" */
  char     *type;          /* "availability-zone", "local-zone", "wavelength-zone" */
  gboolean  is_available;  /* its state */
} FerryZone;

typedef struct {
  char     *id;            /* "vpc-…" */
  char     *name;          /* (nullable) */
  char     *cidr;          /* "10.0.0.0/16" */
  gboolean  is_default;
} FerryVpc;

typedef struct {
  char     *id;            /* "subnet-…" */
  char     *vpc_id;
  char     *zone;          /* "eu-west-1a" */
  char     *name;          /* (nullable) */
  char     *cidr;          /* "10.0.4.0/24" */
  guint     n_free;        /* addresses */
  gboolean  is_default;    /* its zone's default */
} FerrySubnet;

typedef struct {
  char     *id;            /* "sg-…" */
  char     *name;          /* "default" */
  char     *description;   /* (nullable) */
  char     *vpc_id;        /* (nullable) */
} FerrySecurityGroup;

FerryZone          *ferry_zone_new            (void);
void                ferry_zone_free           (FerryZone          *zone);
FerryVpc           *ferry_vpc_new             (void);
void                ferry_vpc_free            (FerryVpc           *vpc);
FerrySubnet        *ferry_subnet_new          (void);
void                ferry_subnet_free         (FerrySubnet        *subnet);
FerrySecurityGroup *ferry_security_group_new  (void);
void                ferry_security_group_free (FerrySecurityGroup *group);

G_END_DECLS
