/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bucket/ferry-bucket-facts.h"
#include "ec2/ferry-account-facts.h"
#include "plan/ferry-plan.h"

G_BEGIN_DECLS

typedef enum {
  FERRY_SEVERITY_NOTE,
  FERRY_SEVERITY_WARNING,
  FERRY_SEVERITY_BLOCKS,
} FerrySeverity;

/* One code a finding; the window has a sentence for each. ferry_check_get_id() names it for good.
 */
typedef enum {
  /* the machine's settings */
  FERRY_CHECK_NAME_MISSING,
  FERRY_CHECK_NAME_TWICE,            /* two machines of one name: hard to tell apart later */
  FERRY_CHECK_PLATFORM_UNSET,
  FERRY_CHECK_PLATFORM_OTHER,        /* the disk tells another one */
  FERRY_CHECK_ARCHITECTURE_OTHER,    /* the disk tells another one of the two that can be chosen */
  FERRY_CHECK_TYPE_MISSING,
  FERRY_CHECK_TYPE_NOT_FOR_LINUX,    /* ImportInstance takes an old, closed list for Linux */
  FERRY_CHECK_TYPE_UNKNOWN,          /* the region does not know it */
  FERRY_CHECK_TYPE_NOT_IN_ZONE,      /* not offered in the machine's zone, or anywhere */
  FERRY_CHECK_TYPE_ARCHITECTURE,     /* it does not run the machine's architecture */
  FERRY_CHECK_TYPE_BOOT_MODE,        /* it does not start the way that the disk does */
  FERRY_CHECK_TYPE_DRIVERS,          /* it needs ENA or NVMe, which import does not install */
  FERRY_CHECK_TYPE_BARE_METAL,
  FERRY_CHECK_ZONE_UNKNOWN,
  FERRY_CHECK_ZONE_NOT_AVAILABLE,    /* impaired, or no availability zone but a local one */
  FERRY_CHECK_ZONE_NOT_OF_SUBNET,
  FERRY_CHECK_SUBNET_FORM,           /* not "subnet-…" */
  FERRY_CHECK_SUBNET_UNKNOWN,
  FERRY_CHECK_SUBNET_FULL,           /* fewer free addresses than the plan's machines in it */
  FERRY_CHECK_NO_DEFAULT_VPC,        /* no subnet is chosen, and there is no default one */
  FERRY_CHECK_DATA_WITHOUT_ZONE,     /* data disks: their volumes must be made in a zone */
  FERRY_CHECK_GROUP_FORM,            /* not "sg-…" */
  FERRY_CHECK_GROUP_UNKNOWN,
  FERRY_CHECK_GROUP_IN_OTHER_VPC,
  FERRY_CHECK_TOO_MANY_GROUPS,
  FERRY_CHECK_IP_FORM,
  FERRY_CHECK_IP_WITHOUT_SUBNET,
  FERRY_CHECK_IP_OUTSIDE_SUBNET,
  FERRY_CHECK_IP_RESERVED,           /* the first four addresses and the last one */
  FERRY_CHECK_IP_TAKEN,              /* in use in the account */
  FERRY_CHECK_IP_TWICE,              /* twice in the plan */
  FERRY_CHECK_TENANCY,               /* dedicated: t2 does not run so, and it costs more */
  FERRY_CHECK_TERMINATES,            /* shutting down inside would delete the machine */
  FERRY_CHECK_USER_DATA_UNREADABLE,
  FERRY_CHECK_USER_DATA_TOO_LARGE,   /* over 16 KiB before base64 */
  FERRY_CHECK_TAG_FORM,              /* "aws:…", too long, no key, over 50 */

  /* a disk */
  FERRY_CHECK_FORMAT_UNKNOWN,
  FERRY_CHECK_FORMAT_REFUSED,        /* known, but the call does not take it */
  FERRY_CHECK_NOT_STREAM_OPTIMIZED,  /* a VMDK of another kind */
  FERRY_CHECK_SIZE_UNKNOWN,          /* the virtual size */
  FERRY_CHECK_DISK_UNREADABLE,       /* Ferry could not look into it */
  FERRY_CHECK_CUSTOMER_KEY,          /* encrypted in S3 with a key that links cannot carry */
  FERRY_CHECK_DIFFERENCING,          /* only the changes to another disk */
  FERRY_CHECK_DIRTY,                 /* not closed properly: its log is to be played */
  FERRY_CHECK_ENCRYPTED,             /* EC2 cannot look into it */
  FERRY_CHECK_ARCHIVED,              /* storage class that must be restored first */
  FERRY_CHECK_KEY_NOT_XML,           /* the key cannot be written in a manifest */
  FERRY_CHECK_DISK_CUT,              /* in parts, and only a manifest can name them */
  FERRY_CHECK_VOLUME_TOO_SMALL,      /* smaller than the disk */
  FERRY_CHECK_VOLUME_TOO_LARGE,      /* over 16 TiB */
  FERRY_CHECK_BOOT_OVER_2_TIB,       /* MBR reaches no further */
  FERRY_CHECK_OVER_8_TIB,            /* only with a manifest, not by ImportImage */
  FERRY_CHECK_BOOT_SECTOR_UNKNOWN,   /* could not be read */
  FERRY_CHECK_NO_BOOT_SECTOR,        /* no MBR */
  FERRY_CHECK_GPT,                   /* "Client.Unsupported: No bootable partition found" */
  FERRY_CHECK_NO_ACTIVE_PARTITION,
  FERRY_CHECK_DYNAMIC_DISK,          /* Windows's logical disk manager on the boot disk */
  FERRY_CHECK_NO_SYSTEM,             /* the boot disk holds none: is it a data disk? */
  FERRY_CHECK_DATA_DISK_BOOTS,       /* a data disk with a system of its own */
  FERRY_CHECK_DUAL_BOOT,             /* two systems on the boot disk */
  FERRY_CHECK_LVM_SPREAD,            /* a volume group over several disks */
  FERRY_CHECK_ARCHITECTURE,          /* a system that is not of x86 */
  FERRY_CHECK_I386,                  /* VM Import is about to drop it */
  FERRY_CHECK_WINDOWS_CLIENT,        /* BYOL only, and ImportInstance knows no BYOL */
  FERRY_CHECK_SYSTEM_OLD,            /* a release that VM Import no longer supports */

  /* the bucket and the region */
  FERRY_CHECK_REGION_NOT_CLASSIC,    /* not one of the 15 */
  FERRY_CHECK_REGION_NOT_ENABLED,    /* the account may not use it */
  FERRY_CHECK_REGIONS_MIXED,         /* disks of one machine in several regions */
  FERRY_CHECK_BUCKET_DOTTED,         /* links by path, for TLS knows no dots */
  FERRY_CHECK_BUCKET_VERSIONED,
  FERRY_CHECK_BUCKET_LOCKED,
  FERRY_CHECK_BUCKET_REPLICATED,
  FERRY_CHECK_BUCKET_BY_ADDRESS,
  FERRY_CHECK_BUCKET_BY_AGE,
  FERRY_CHECK_BUCKET_BY_SIGNING,
  FERRY_CHECK_LINKS_TOO_SHORT,       /* the links would end in under 24 hours */
  FERRY_CHECK_LINKS_OUTLIVE,         /* seven days are wanted, the credentials end sooner */
  FERRY_CHECK_VOLUMES_ENCRYPTED,     /* by default, with a customer's key */
  FERRY_CHECK_VOLUMES_PLAIN,         /* ImportInstance gives no choice of type and encryption */

  /* the plan */
  FERRY_CHECK_NO_MACHINES,
  FERRY_CHECK_DISK_TWICE,            /* in two machines */
  FERRY_CHECK_DISK_IMPORTED,         /* already, by a task that Ferry knows */
  FERRY_CHECK_MORE_TASKS_THAN_AT_ONCE,
  FERRY_CHECK_OVER_QUOTA,            /* more instances than the account may run */
  FERRY_CHECK_TOO_MANY_DATA_DISKS,   /* more than can be attached */
  FERRY_CHECK_ROAD_NOT_TRAVELLED,    /* the image road: Ferry does not make these calls yet */
  FERRY_N_CHECKS
} FerryCheckCode;

/* What one click can do about a finding. */
typedef enum {
  FERRY_FIX_NONE,
  FERRY_FIX_RAISE_VOLUME,      /* to the least that would do */
  FERRY_FIX_LOWER_VOLUME,
  FERRY_FIX_CHANGE_TYPE,       /* to one that would do: the check's choice */
  FERRY_FIX_SET_PLATFORM,      /* to what the disk tells */
  FERRY_FIX_SET_ARCHITECTURE,
  FERRY_FIX_SET_ZONE,          /* the subnet's */
  FERRY_FIX_CLEAR_IP,
  FERRY_FIX_DROP_GROUP,        /* the check's choice */
  FERRY_FIX_STOP_AT_SHUTDOWN,
  FERRY_FIX_REMOVE_DISK,
  FERRY_FIX_SPLIT_DISK,        /* a data disk with a system becomes a machine of its own */
  FERRY_FIX_CHOOSE_BOOT_DISK,  /* the one that holds a system */
  FERRY_FIX_RENAME,
} FerryFix;

#define FERRY_TYPE_CHECK (ferry_check_get_type ())
/**
 * FerryCheck:
 *
 * A finding. Boxed, immutable.
 */
typedef struct {
  FerryCheckCode    code;
  FerrySeverity     severity;  /* on the road that the machine travels; the plan goes by the classic
                                  one where any of its machines does */
  char             *evidence;  /* (nullable): what was seen, untranslated: "eu-north-1", "VHDX" */
  FerryMachine     *machine;   /* (nullable): the plan as a whole */
  FerryMachineDisk *disk;      /* (nullable): one of the machine's */
  FerryFix          fix;
  char             *choice;    /* (nullable): what the fix would set or drop, untranslated:
                                  "t2.medium"; of a volume its GiB, of a boot disk its name */
  guint             roads;     /* bits 1 << FerryRoad: those on which it would not block */
} FerryCheck;

GType       ferry_check_get_type (void);
FerryCheck *ferry_check_copy     (const FerryCheck *check);
void        ferry_check_free     (FerryCheck       *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryCheck, ferry_check_free)

/* "gpt-boot-disk": for tests, documentation and scripts */
const char *ferry_check_get_id   (FerryCheckCode    code);
/* Does what the fix says, as one change of the plan. Returns: whether there was one to do */
gboolean    ferry_check_fix      (const FerryCheck *check,
                                  FerryPlan        *plan);

/* What a plan is judged against; nothing is owned. What is %NULL is not known, and a rule that
 * needs it is silent.
 */
typedef struct {
  gboolean    rehearsal;     /* the disk's and the region's findings only warn: EC2's refusal is the
                                lesson; what no manifest can be written for (format, size, key)
                                blocks all the same */
  guint       link_seconds;  /* how long the links will live; 0 when not known yet */
  GHashTable *accounts;      /* region → FerryAccountFacts */
  GHashTable *buckets;       /* bucket's name → FerryBucketFacts */
  GHashTable *imported;      /* "bucket/key" → id of the task or instance that took it */
  GHashTable *user_data;     /* reference → GBytes; (nullable) value: it could not be read */
  guint       n_active;      /* conversion tasks that run already */
} FerryCheckSituation;

/* How long links can live: 7 days, but never past the credentials' own end.
 * @expiration: (nullable). Returns: seconds, 0 when the end has come
 */
guint      ferry_check_link_seconds (GDateTime                 *now,
                                     GDateTime                 *expiration);
/* Pure. Returns: (transfer full) (element-type FerryCheck): the worst first, then as the machines
 * stand
 */
GPtrArray *ferry_check_plan         (FerryPlan                 *plan,
                                     const FerryCheckSituation *situation);
/* (transfer container) (element-type FerryCheck): those of @checks about @machine, or %NULL: about
 * the plan
 */
GPtrArray *ferry_check_filter       (GPtrArray                 *checks,
                                     FerryMachine              *machine);
/* (nullable): the worst of @checks about @machine */
const FerryCheck *ferry_check_find_worst (GPtrArray            *checks,
                                          FerryMachine         *machine);
/* whether any of @checks blocks */
gboolean   ferry_check_any_blocks   (GPtrArray                 *checks);
/* Judges @machine alone on each road. Returns: the one that fewest findings block; the classic one
 * where they are equal. @n_blocks: (out) (optional): an array of two, by FerryRoad
 */
FerryRoad  ferry_check_advise_road  (FerryMachine              *machine,
                                     const FerryCheckSituation *situation,
                                     guint                     *n_blocks);

G_END_DECLS
