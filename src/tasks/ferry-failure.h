/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-machine.h"

G_BEGIN_DECLS

/**
 * FerryFailure:
 *
 * What a failure message of VM Import, EC2 or S3 means (VM Import/Export User Guide,
 * "Troubleshooting VM Import/Export"; EC2 API Reference, "Error codes"; S3 API Reference, "Error
 * responses"; and what users of these calls have reported). 0 is a message that Ferry does not
 * know: it is shown whole. The window has a title, a meaning and an advice for each.
 */
typedef enum {
  FERRY_FAILURE_UNKNOWN,

  /* the image file */
  FERRY_FAILURE_DISK_FORMAT,         /* "Parameter disk-image-size=0 has an invalid format" */
  FERRY_FAILURE_INVALID_FORMAT,      /* "InvalidFormat" */
  FERRY_FAILURE_UNSUPPORTED_VMDK,    /* "Disk validation failed [Unsupported VMDK File Format]" */
  FERRY_FAILURE_CHUNKED_OVA,         /* "OVA with chunked disk files is not supported" */
  FERRY_FAILURE_UNSUPPORTED_OVA,     /* "Unsupported OVA format": it was a key's permission */
  FERRY_FAILURE_OVF,                 /* "OVF file parsing error" */
  FERRY_FAILURE_COMPRESSION,         /* "File uses unsupported compression algorithm 0" */
  FERRY_FAILURE_DAMAGED_GRAIN,       /* "Uncompressed data has invalid length" */
  FERRY_FAILURE_FOOTERS,             /* "Footers not identical" */
  FERRY_FAILURE_IMAGE_CORRUPTED,     /* "Provided image file was corrupted" */
  FERRY_FAILURE_DISK_VALIDATION,     /* "Disk validation failed", for no reason that is known */
  FERRY_FAILURE_DISK_TOO_LARGE,      /* "DiskImageSizeTooLarge" */

  /* what starts from it */
  FERRY_FAILURE_GPT,                 /* "Client.Unsupported: No bootable partition found" */
  FERRY_FAILURE_NO_BOOTABLE,         /* "No bootable partition found" */
  FERRY_FAILURE_NO_PARTITIONS,       /* "No valid partitions. Not a valid volume." */
  FERRY_FAILURE_EFI,                 /* "EFI partition detected. UEFI booting is not supported" */

  /* the system */
  FERRY_FAILURE_UNKNOWN_SYSTEM,      /* "Unknown OS / Missing OS files" */
  FERRY_FAILURE_MISSING_SYSTEM,      /* "Missing OS files" */
  FERRY_FAILURE_KERNEL_UNSUPPORTED,  /* "Unsupported kernel version 6.x" */
  FERRY_FAILURE_KERNEL_UNKNOWN,      /* "Unable to determine kernel version" */
  FERRY_FAILURE_SEVERAL_GRUBS,       /* "Multiple different grub/menu.lst files found" */
  FERRY_FAILURE_BLS_GRUB,            /* "BLSC-style GRUB found, but unable to detect default …" */
  FERRY_FAILURE_INITRD,              /* "We were unable to read your import's initramfs/initrd" */
  FERRY_FAILURE_FSTAB,               /* "Invalid configuration - Could not read fstab" */
  FERRY_FAILURE_SEVERAL_ROOTS,       /* "Multiple directories found" */
  FERRY_FAILURE_VOLUME_GROUP,        /* "Logical volume group activation failed" */
  FERRY_FAILURE_FIRST_BOOT,          /* "FirstBootFailure" */
  FERRY_FAILURE_BOOTER_NETWORK,      /* "Booter Networking failure/instance not reachable" */

  /* the instance type and the account's limits */
  FERRY_FAILURE_LINUX_TYPE,          /* "Linux is not supported on the requested instance" */
  FERRY_FAILURE_TYPE_UNKNOWN,        /* "InvalidInstanceType" */
  FERRY_FAILURE_CONFIGURATION,       /* "The requested configuration is … not supported" */
  FERRY_FAILURE_NO_CAPACITY,         /* "InsufficientInstanceCapacity" */
  FERRY_FAILURE_TOO_MANY_TASKS,      /* "ResourceLimitExceeded" */
  FERRY_FAILURE_TOO_MANY_INSTANCES,  /* "InstanceLimitExceeded", "VcpuLimitExceeded" */
  FERRY_FAILURE_TOO_MANY_VOLUMES,    /* "VolumeLimitExceeded" */
  FERRY_FAILURE_THROTTLED,           /* "RequestLimitExceeded" */

  /* the network */
  FERRY_FAILURE_NO_DEFAULT_VPC,      /* "VPCIdNotSpecified" */
  FERRY_FAILURE_SUBNET_UNKNOWN,      /* "InvalidSubnetID.NotFound" */
  FERRY_FAILURE_SUBNET_FULL,         /* "InsufficientFreeAddressesInSubnet" */
  FERRY_FAILURE_GROUP_UNKNOWN,       /* "InvalidGroup.NotFound" */
  FERRY_FAILURE_GROUP_OF_OTHER_VPC,  /* "Security group … and subnet … different networks" */
  FERRY_FAILURE_ADDRESS_TAKEN,       /* "InvalidIPAddress.InUse" */
  FERRY_FAILURE_ADDRESS_OUTSIDE,     /* "Address … does not fall within the subnet's …" */
  FERRY_FAILURE_ZONE_UNKNOWN,        /* "InvalidZone.NotFound" */

  /* where the disk lies, and who may read it */
  FERRY_FAILURE_OTHER_REGION,        /* "Bucket X is not in the R Region, it's in R2" */
  FERRY_FAILURE_NOT_LOCAL,           /* "The given S3 bucket is not local to the Region" */
  FERRY_FAILURE_SOURCE,              /* "Invalid S3 source location" */
  FERRY_FAILURE_READ_FORBIDDEN,      /* "We do not have access to … Reason 403 Forbidden" */
  FERRY_FAILURE_OBJECT_GONE,         /* "NoSuchKey", "NoSuchBucket" */
  FERRY_FAILURE_ARCHIVED,            /* "InvalidObjectState" */
  FERRY_FAILURE_KEY_DENIED,          /* a KMS key that may not be used */
  FERRY_FAILURE_LINK_EXPIRED,        /* "AccessDenied: Request has expired" */
  FERRY_FAILURE_TOKEN_ENDED,         /* "ExpiredToken", "InvalidToken" */
  FERRY_FAILURE_LINK_SIGNATURE,      /* "SignatureDoesNotMatch" */
  FERRY_FAILURE_LINK_QUERY,          /* "AuthorizationQueryParametersError" */

  /* the account */
  FERRY_FAILURE_SERVICE_ROLE,        /* "The service role vmimport does not exist …" */
  FERRY_FAILURE_POLICY,              /* "MalformedPolicyDocument" */
  FERRY_FAILURE_NOT_AUTHORIZED,      /* "UnauthorizedOperation" */
  FERRY_FAILURE_AUTHENTICATION,      /* "AuthFailure", "InvalidClientTokenId" */
  FERRY_FAILURE_OPT_IN,              /* "OptInRequired" */
  FERRY_FAILURE_VERIFICATION,        /* "PendingVerification" */
  FERRY_FAILURE_BLOCKED,             /* "Blocked": the account */
  FERRY_FAILURE_CLOCK,               /* "RequestExpired", "RequestTimeTooSkewed" */
  FERRY_FAILURE_TAG_POLICY,          /* "TagPolicyViolation" */

  /* after the conversion */
  FERRY_FAILURE_NO_ROOT_VOLUME,      /* "… not have a volume attached at root (/dev/sda1)" */
  FERRY_FAILURE_INSTANCE_GONE,       /* "InvalidInstanceID.NotFound" */
  FERRY_FAILURE_VOLUME_GONE,         /* "InvalidVolume.NotFound" */
  FERRY_FAILURE_VOLUME_IN_USE,       /* "VolumeInUse" */
  FERRY_FAILURE_VOLUME_ZONE,         /* "InvalidVolume.ZoneMismatch" */
  FERRY_FAILURE_DEVICE_TAKEN,        /* "Attachment point /dev/sdf is already in use" */
  FERRY_FAILURE_TOO_MANY_ATTACHED,   /* "AttachmentLimitExceeded" */
  FERRY_FAILURE_INSTANCE_STATE,      /* "IncorrectState", "IncorrectInstanceState" */

  /* EC2's own affairs */
  FERRY_FAILURE_TASK_EXPIRED,        /* "Task expired and automatically canceled" */
  FERRY_FAILURE_TASK_GONE,           /* "InvalidConversionTaskId" */
  FERRY_FAILURE_AWS_CANCELLED,       /* "SERVER_ERROR : … AWS initiated task cancellation" */
  FERRY_FAILURE_NOT_IN_REGION,       /* "InvalidAction", "UnsupportedOperation" */
  FERRY_FAILURE_PARAMETER,           /* "InvalidParameterValue" */
  FERRY_FAILURE_PARAMETER_MISSING,   /* "MissingParameter" */
  FERRY_FAILURE_INTERNAL,            /* "an internal error has occurred during conversion" */
  FERRY_N_FAILURES,
} FerryFailure;

/* What can be done about it at a button's press. */
typedef enum {
  FERRY_REMEDY_NONE,
  FERRY_REMEDY_RETRY,      /* the same again */
  FERRY_REMEDY_DISK,       /* look into the disk */
  FERRY_REMEDY_MACHINE,    /* another choice on the Machines page: type, network, zone */
  FERRY_REMEDY_ACCOUNT,    /* sign in again */
  FERRY_REMEDY_HELP,       /* a page of the help */
} FerryRemedy;

#define FERRY_TYPE_REMEDY (ferry_remedy_get_type ())
GType        ferry_remedy_get_type    (void);

/**
 * ferry_failure_match:
 * @message: (nullable): what EC2 said, or an error's code and text; any bytes
 *
 * Compared are letters and digits only, without their case: how a message is set, cut into lines or
 * punctuated does not matter, nor what stands around it. Where several would do, the first of the
 * table counts, which has what names a thing of the disk or of the plan before codes, and codes
 * before what only wraps another message. Only the first 16 KiB are looked at.
 */
FerryFailure ferry_failure_match      (const char   *message);
FerryRemedy  ferry_failure_get_remedy (FerryFailure  failure);
/* "unsupported-vmdk": for the help and the report */
const char  *ferry_failure_get_id     (FerryFailure  failure);

/**
 * FerryFailureEvidence:
 *
 * What this disk and this plan say about a failure: one of a closed list, with the value that it is
 * about. The text is the application's.
 */
typedef enum {
  FERRY_EVIDENCE_NONE,              /* what is known says nothing about it */
  FERRY_EVIDENCE_FORMAT,            /* "VMDK, sparse": another than EC2 takes */
  FERRY_EVIDENCE_NOT_STREAM,        /* the kind of VMDK */
  FERRY_EVIDENCE_DIFFERENCING,      /* it holds only changes to another disk */
  FERRY_EVIDENCE_CUT,               /* its end is missing */
  FERRY_EVIDENCE_DAMAGED,           /* what is wrong, in developer English */
  FERRY_EVIDENCE_ENCRYPTED,         /* "LUKS": what hides its content */
  FERRY_EVIDENCE_SOUND,             /* Ferry's own look found nothing wrong; its format */
  FERRY_EVIDENCE_SIZE,              /* bytes of the disk, as the machine sees it */
  FERRY_EVIDENCE_GPT,
  FERRY_EVIDENCE_ESP,               /* it starts by UEFI only */
  FERRY_EVIDENCE_NO_ACTIVE,         /* no partition is marked to start from */
  FERRY_EVIDENCE_NO_TABLE,          /* no partition table */
  FERRY_EVIDENCE_NO_PARTITIONS,     /* an empty one */
  FERRY_EVIDENCE_SYSTEM,            /* "Debian GNU/Linux 12 (bookworm)" */
  FERRY_EVIDENCE_TWO_SYSTEMS,       /* "Debian …, Ubuntu …" */
  FERRY_EVIDENCE_NO_SYSTEM,         /* none was found */
  FERRY_EVIDENCE_FILE_SYSTEM,       /* "Btrfs": one that VM Import has trouble with */
  FERRY_EVIDENCE_VOLUME_GROUP,      /* a physical volume of LVM */
  FERRY_EVIDENCE_SPREAD,            /* the other disk with one: its name */
  FERRY_EVIDENCE_DATA_DISKS,        /* how many disks are not there at the first start */
  FERRY_EVIDENCE_ARCHITECTURE,      /* "arm64" */
  FERRY_EVIDENCE_INSTANCE_TYPE,     /* "t3.micro" */
  FERRY_EVIDENCE_SUBNET,            /* "subnet-…" */
  FERRY_EVIDENCE_NO_SUBNET,         /* none is chosen */
  FERRY_EVIDENCE_GROUPS,            /* "sg-…, sg-…" */
  FERRY_EVIDENCE_ADDRESS,           /* "10.0.0.4" */
  FERRY_EVIDENCE_ZONE,              /* "eu-west-1a" */
  FERRY_EVIDENCE_REGION,            /* of the bucket: "eu-west-1" */
  FERRY_EVIDENCE_OTHER_REGION,      /* of the bucket, and the machine is made in another */
  FERRY_EVIDENCE_NOT_CLASSIC,       /* the region, which is none of the 15 */
  FERRY_EVIDENCE_BUCKET,            /* its name */
  FERRY_EVIDENCE_STORAGE_CLASS,     /* "GLACIER" */
  FERRY_N_EVIDENCES,
} FerryFailureEvidence;

/* @machine: (nullable): of the plan; @position: of the disk that failed. @value: (out) (nullable)
 * (transfer full): what the sentence is about; any text that a disk or a plan may hold
 */
FerryFailureEvidence ferry_failure_find_evidence (FerryFailure   failure,
                                                  FerryMachine  *machine,
                                                  guint          position,
                                                  char         **value);

G_END_DECLS
