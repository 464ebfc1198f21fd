/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-plan.h"

G_BEGIN_DECLS

typedef enum {
  FERRY_SEVERITY_NOTE,
  FERRY_SEVERITY_WARNING,
  FERRY_SEVERITY_BLOCKS,
} FerrySeverity;

/* One code a finding; the window has a sentence for each. */
typedef enum {
  FERRY_CHECK_NAME_MISSING,
  FERRY_CHECK_PLATFORM_UNSET,
  FERRY_CHECK_TYPE_MISSING,
  FERRY_CHECK_TYPE_NOT_FOR_LINUX,   /* ImportInstance takes an old, closed list for Linux */
  FERRY_CHECK_SUBNET_FORM,          /* not "subnet-…" */
  FERRY_CHECK_VOLUME_TOO_SMALL,     /* smaller than the disk */
  FERRY_CHECK_VOLUME_TOO_LARGE,     /* over 16 TiB */
  FERRY_CHECK_REGION_NOT_CLASSIC,   /* not one of the 15 */
  FERRY_CHECK_FORMAT_UNKNOWN,
  FERRY_CHECK_FORMAT_REFUSED,       /* known, but ImportInstance does not take it */
  FERRY_CHECK_SIZE_UNKNOWN,         /* the virtual size */
  FERRY_CHECK_BOOT_SECTOR_UNKNOWN,  /* could not be read */
  FERRY_CHECK_NO_BOOT_SECTOR,       /* no MBR */
  FERRY_CHECK_GPT,                  /* "Client.Unsupported: No bootable partition found" */
  FERRY_CHECK_NO_ACTIVE_PARTITION,
  FERRY_CHECK_DIFFERENCING,         /* only the changes to another disk */
  FERRY_CHECK_DIRTY,                /* not closed properly: its log is to be played */
  FERRY_CHECK_ENCRYPTED,            /* EC2 cannot look into it */
  FERRY_CHECK_ARCHITECTURE,         /* a system that is not of x86 */
  FERRY_CHECK_ARCHIVED,             /* storage class that must be restored first */
  FERRY_CHECK_KEY_NOT_XML,          /* the key cannot be written in a manifest */
  FERRY_CHECK_LINKS_TOO_SHORT,      /* the links would end in under 24 hours */
} FerryCheckCode;

#define FERRY_TYPE_CHECK (ferry_check_get_type ())
typedef struct {
  FerryCheckCode  code;
  FerrySeverity   severity;
  char           *evidence;  /* (nullable): what was seen, untranslated: "eu-north-1", "VHDX",
                                "t3.large" */
} FerryCheck;

GType       ferry_check_get_type (void);
FerryCheck *ferry_check_copy     (const FerryCheck *check);
void        ferry_check_free     (FerryCheck       *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryCheck, ferry_check_free)

/* What a plan is judged against. */
typedef struct {
  gboolean rehearsal;     /* the disk's and the region's findings only warn: EC2's refusal is the
                             lesson; what no manifest can be written for (format, size, key) blocks
                             all the same */
  guint    link_seconds;  /* how long the links will live; 0 when not known yet */
} FerryCheckSituation;

/* How long links can live: 7 days, but never past the credentials' own end.
 * @expiration: (nullable). Returns: seconds, 0 when the end has come
 */
guint      ferry_check_link_seconds (GDateTime                 *now,
                                     GDateTime                 *expiration);
/* Pure. Returns: (transfer full) (element-type FerryCheck): the worst first */
GPtrArray *ferry_check_plan         (FerryPlan                 *plan,
                                     const FerryCheckSituation *situation);
/* whether any of @checks blocks */
gboolean   ferry_check_any_blocks   (GPtrArray                 *checks);

G_END_DECLS
