/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-failure.h"

#include <string.h>

/* Longer than anything that EC2 says, and soon read */
#define MOST_TEXT 16384

G_DEFINE_ENUM_TYPE (FerryRemedy, ferry_remedy,
                    G_DEFINE_ENUM_VALUE (FERRY_REMEDY_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (FERRY_REMEDY_RETRY, "retry"),
                    G_DEFINE_ENUM_VALUE (FERRY_REMEDY_DISK, "disk"),
                    G_DEFINE_ENUM_VALUE (FERRY_REMEDY_MACHINE, "machine"),
                    G_DEFINE_ENUM_VALUE (FERRY_REMEDY_ACCOUNT, "account"),
                    G_DEFINE_ENUM_VALUE (FERRY_REMEDY_HELP, "help"))

static const struct {
  const char  *id;
  FerryRemedy  remedy;
} failures[FERRY_N_FAILURES] = {
  [FERRY_FAILURE_UNKNOWN] = { "unknown", FERRY_REMEDY_HELP },

  [FERRY_FAILURE_DISK_FORMAT] = { "disk-format", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_INVALID_FORMAT] = { "invalid-format", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_UNSUPPORTED_VMDK] = { "unsupported-vmdk", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_CHUNKED_OVA] = { "chunked-ova", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_UNSUPPORTED_OVA] = { "unsupported-ova", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_OVF] = { "ovf", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_COMPRESSION] = { "compression", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_DAMAGED_GRAIN] = { "damaged-grain", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_FOOTERS] = { "footers", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_IMAGE_CORRUPTED] = { "image-corrupted", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_DISK_VALIDATION] = { "disk-validation", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_DISK_TOO_LARGE] = { "disk-too-large", FERRY_REMEDY_DISK },

  [FERRY_FAILURE_GPT] = { "gpt", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_NO_BOOTABLE] = { "no-bootable-partition", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_NO_PARTITIONS] = { "no-valid-partitions", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_EFI] = { "efi-partition", FERRY_REMEDY_DISK },

  [FERRY_FAILURE_UNKNOWN_SYSTEM] = { "unknown-system", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_MISSING_SYSTEM] = { "missing-system", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_KERNEL_UNSUPPORTED] = { "kernel-unsupported", FERRY_REMEDY_HELP },
  [FERRY_FAILURE_KERNEL_UNKNOWN] = { "kernel-unknown", FERRY_REMEDY_HELP },
  [FERRY_FAILURE_SEVERAL_GRUBS] = { "several-grubs", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_BLS_GRUB] = { "bls-grub", FERRY_REMEDY_HELP },
  [FERRY_FAILURE_INITRD] = { "initrd", FERRY_REMEDY_HELP },
  [FERRY_FAILURE_FSTAB] = { "fstab", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_SEVERAL_ROOTS] = { "several-roots", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_VOLUME_GROUP] = { "volume-group", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_FIRST_BOOT] = { "first-boot", FERRY_REMEDY_HELP },
  [FERRY_FAILURE_BOOTER_NETWORK] = { "booter-network", FERRY_REMEDY_HELP },

  [FERRY_FAILURE_LINUX_TYPE] = { "linux-type", FERRY_REMEDY_MACHINE },
  [FERRY_FAILURE_TYPE_UNKNOWN] = { "type-unknown", FERRY_REMEDY_MACHINE },
  [FERRY_FAILURE_CONFIGURATION] = { "configuration", FERRY_REMEDY_MACHINE },
  [FERRY_FAILURE_NO_CAPACITY] = { "no-capacity", FERRY_REMEDY_MACHINE },
  [FERRY_FAILURE_TOO_MANY_TASKS] = { "too-many-tasks", FERRY_REMEDY_RETRY },
  [FERRY_FAILURE_TOO_MANY_INSTANCES] = { "too-many-instances", FERRY_REMEDY_MACHINE },
  [FERRY_FAILURE_TOO_MANY_VOLUMES] = { "too-many-volumes", FERRY_REMEDY_RETRY },
  [FERRY_FAILURE_THROTTLED] = { "throttled", FERRY_REMEDY_RETRY },

  [FERRY_FAILURE_NO_DEFAULT_VPC] = { "no-default-vpc", FERRY_REMEDY_MACHINE },
  [FERRY_FAILURE_SUBNET_UNKNOWN] = { "subnet-unknown", FERRY_REMEDY_MACHINE },
  [FERRY_FAILURE_SUBNET_FULL] = { "subnet-full", FERRY_REMEDY_MACHINE },
  [FERRY_FAILURE_GROUP_UNKNOWN] = { "group-unknown", FERRY_REMEDY_MACHINE },
  [FERRY_FAILURE_GROUP_OF_OTHER_VPC] = { "group-of-other-vpc", FERRY_REMEDY_MACHINE },
  [FERRY_FAILURE_ADDRESS_TAKEN] = { "address-taken", FERRY_REMEDY_MACHINE },
  [FERRY_FAILURE_ADDRESS_OUTSIDE] = { "address-outside", FERRY_REMEDY_MACHINE },
  [FERRY_FAILURE_ZONE_UNKNOWN] = { "zone-unknown", FERRY_REMEDY_MACHINE },

  [FERRY_FAILURE_OTHER_REGION] = { "other-region", FERRY_REMEDY_HELP },
  [FERRY_FAILURE_NOT_LOCAL] = { "not-local", FERRY_REMEDY_HELP },
  [FERRY_FAILURE_SOURCE] = { "source", FERRY_REMEDY_RETRY },
  [FERRY_FAILURE_READ_FORBIDDEN] = { "read-forbidden", FERRY_REMEDY_RETRY },
  [FERRY_FAILURE_OBJECT_GONE] = { "object-gone", FERRY_REMEDY_DISK },
  [FERRY_FAILURE_ARCHIVED] = { "archived", FERRY_REMEDY_RETRY },
  [FERRY_FAILURE_KEY_DENIED] = { "key-denied", FERRY_REMEDY_RETRY },
  [FERRY_FAILURE_LINK_EXPIRED] = { "link-expired", FERRY_REMEDY_RETRY },
  [FERRY_FAILURE_TOKEN_ENDED] = { "token-ended", FERRY_REMEDY_ACCOUNT },
  [FERRY_FAILURE_LINK_SIGNATURE] = { "link-signature", FERRY_REMEDY_RETRY },
  [FERRY_FAILURE_LINK_QUERY] = { "link-query", FERRY_REMEDY_RETRY },

  [FERRY_FAILURE_SERVICE_ROLE] = { "service-role", FERRY_REMEDY_HELP },
  [FERRY_FAILURE_POLICY] = { "malformed-policy", FERRY_REMEDY_HELP },
  [FERRY_FAILURE_NOT_AUTHORIZED] = { "not-authorized", FERRY_REMEDY_HELP },
  [FERRY_FAILURE_AUTHENTICATION] = { "authentication", FERRY_REMEDY_ACCOUNT },
  [FERRY_FAILURE_OPT_IN] = { "opt-in", FERRY_REMEDY_HELP },
  [FERRY_FAILURE_VERIFICATION] = { "verification", FERRY_REMEDY_RETRY },
  [FERRY_FAILURE_BLOCKED] = { "blocked", FERRY_REMEDY_HELP },
  [FERRY_FAILURE_CLOCK] = { "clock", FERRY_REMEDY_RETRY },
  [FERRY_FAILURE_TAG_POLICY] = { "tag-policy", FERRY_REMEDY_MACHINE },

  [FERRY_FAILURE_NO_ROOT_VOLUME] = { "no-root-volume", FERRY_REMEDY_RETRY },
  [FERRY_FAILURE_INSTANCE_GONE] = { "instance-gone", FERRY_REMEDY_RETRY },
  [FERRY_FAILURE_VOLUME_GONE] = { "volume-gone", FERRY_REMEDY_RETRY },
  [FERRY_FAILURE_VOLUME_IN_USE] = { "volume-in-use", FERRY_REMEDY_RETRY },
  [FERRY_FAILURE_VOLUME_ZONE] = { "volume-zone", FERRY_REMEDY_RETRY },
  [FERRY_FAILURE_DEVICE_TAKEN] = { "device-taken", FERRY_REMEDY_RETRY },
  [FERRY_FAILURE_TOO_MANY_ATTACHED] = { "too-many-attached", FERRY_REMEDY_MACHINE },
  [FERRY_FAILURE_INSTANCE_STATE] = { "instance-state", FERRY_REMEDY_RETRY },

  [FERRY_FAILURE_TASK_EXPIRED] = { "task-expired", FERRY_REMEDY_RETRY },
  [FERRY_FAILURE_TASK_GONE] = { "task-gone", FERRY_REMEDY_NONE },
  [FERRY_FAILURE_AWS_CANCELLED] = { "aws-cancelled", FERRY_REMEDY_RETRY },
  [FERRY_FAILURE_NOT_IN_REGION] = { "not-in-region", FERRY_REMEDY_HELP },
  [FERRY_FAILURE_PARAMETER] = { "parameter", FERRY_REMEDY_MACHINE },
  [FERRY_FAILURE_PARAMETER_MISSING] = { "parameter-missing", FERRY_REMEDY_MACHINE },
  [FERRY_FAILURE_INTERNAL] = { "internal", FERRY_REMEDY_RETRY },
};

/* What names a thing of the disk or of the plan comes first, then codes, then what only wraps
 * another message; within that, the longer before the shorter of the same beginning. A pattern is
 * found where a word begins; "*" stands for anything between.
 */
static const struct {
  const char   *pattern;
  FerryFailure  failure;
} patterns[] = {
  { "unsupported vmdk", FERRY_FAILURE_UNSUPPORTED_VMDK },
  { "ova with chunked disk", FERRY_FAILURE_CHUNKED_OVA },
  { "chunked disk files", FERRY_FAILURE_CHUNKED_OVA },
  { "unsupported ova", FERRY_FAILURE_UNSUPPORTED_OVA },
  { "ovf file parsing error", FERRY_FAILURE_OVF },
  { "unsupported compression", FERRY_FAILURE_COMPRESSION },
  { "uncompressed data has", FERRY_FAILURE_DAMAGED_GRAIN },
  { "footers not identical", FERRY_FAILURE_FOOTERS },
  { "footers are not identical", FERRY_FAILURE_FOOTERS },
  { "image file was corrupt", FERRY_FAILURE_IMAGE_CORRUPTED },
  { "image file is corrupt", FERRY_FAILURE_IMAGE_CORRUPTED },
  { "disk-image-size=0", FERRY_FAILURE_DISK_FORMAT },
  { "disk-image-size * invalid format", FERRY_FAILURE_DISK_FORMAT },
  { "disk image size too large", FERRY_FAILURE_DISK_TOO_LARGE },
  { "disk image exceeds the allowed limit", FERRY_FAILURE_DISK_TOO_LARGE },

  { "unsupported: no bootable partition", FERRY_FAILURE_GPT },
  { "no bootable partition", FERRY_FAILURE_NO_BOOTABLE },
  { "no valid partition", FERRY_FAILURE_NO_PARTITIONS },
  { "not a valid volume", FERRY_FAILURE_NO_PARTITIONS },
  { "efi partition detected", FERRY_FAILURE_EFI },
  { "uefi booting is not supported", FERRY_FAILURE_EFI },

  { "unknown os", FERRY_FAILURE_UNKNOWN_SYSTEM },
  { "missing os files", FERRY_FAILURE_MISSING_SYSTEM },
  { "unsupported kernel version", FERRY_FAILURE_KERNEL_UNSUPPORTED },
  { "unable to determine kernel", FERRY_FAILURE_KERNEL_UNKNOWN },
  { "multiple different grub", FERRY_FAILURE_SEVERAL_GRUBS },
  { "blsc-style grub", FERRY_FAILURE_BLS_GRUB },
  { "bls-style grub", FERRY_FAILURE_BLS_GRUB },
  { "unable to detect default kernel", FERRY_FAILURE_BLS_GRUB },
  { "unable to read your import * initramfs", FERRY_FAILURE_INITRD },
  { "unable to read your import * initrd", FERRY_FAILURE_INITRD },
  { "could not read fstab", FERRY_FAILURE_FSTAB },
  { "could not read /etc/fstab", FERRY_FAILURE_FSTAB },
  { "multiple directories found", FERRY_FAILURE_SEVERAL_ROOTS },
  { "logical volume group activation", FERRY_FAILURE_VOLUME_GROUP },
  { "booter networking", FERRY_FAILURE_BOOTER_NETWORK },
  { "first boot failure", FERRY_FAILURE_FIRST_BOOT },
  { "failed to boot and establish network", FERRY_FAILURE_FIRST_BOOT },

  { "linux is not supported on the requested instance", FERRY_FAILURE_LINUX_TYPE },
  { "security group * subnet * different networks", FERRY_FAILURE_GROUP_OF_OTHER_VPC },
  { "security group * different vpc", FERRY_FAILURE_GROUP_OF_OTHER_VPC },
  { "address * is in use", FERRY_FAILURE_ADDRESS_TAKEN },
  { "address * does not fall within the subnet", FERRY_FAILURE_ADDRESS_OUTSIDE },
  { "volume * attached at root", FERRY_FAILURE_NO_ROOT_VOLUME },
  { "attachment point * is already in use", FERRY_FAILURE_DEVICE_TAKEN },
  { "bucket * is not in the * region", FERRY_FAILURE_OTHER_REGION },
  { "not local to the region", FERRY_FAILURE_NOT_LOCAL },
  { "object must be located in", FERRY_FAILURE_NOT_LOCAL },
  { "bucket must be located in", FERRY_FAILURE_NOT_LOCAL },
  { "invalid s3 source", FERRY_FAILURE_SOURCE },
  { "RequestExpired", FERRY_FAILURE_CLOCK },
  { "request has expired", FERRY_FAILURE_LINK_EXPIRED },
  { "not have access to the given resource", FERRY_FAILURE_READ_FORBIDDEN },
  { "403 forbidden", FERRY_FAILURE_READ_FORBIDDEN },
  { "service role * does not exist", FERRY_FAILURE_SERVICE_ROLE },
  { "service role * sufficient permission", FERRY_FAILURE_SERVICE_ROLE },
  { "task expired", FERRY_FAILURE_TASK_EXPIRED },
  { "expired and automatically cancel", FERRY_FAILURE_TASK_EXPIRED },
  { "aws initiated task cancel", FERRY_FAILURE_AWS_CANCELLED },

  { "InvalidFormat", FERRY_FAILURE_INVALID_FORMAT },
  { "disk format is not valid", FERRY_FAILURE_INVALID_FORMAT },
  { "InvalidInstanceType", FERRY_FAILURE_TYPE_UNKNOWN },
  { "requested configuration is * not supported", FERRY_FAILURE_CONFIGURATION },
  { "InsufficientCapacity", FERRY_FAILURE_NO_CAPACITY },
  { "InsufficientInstanceCapacity", FERRY_FAILURE_NO_CAPACITY },
  { "InsufficientHostCapacity", FERRY_FAILURE_NO_CAPACITY },
  { "not enough capacity", FERRY_FAILURE_NO_CAPACITY },
  { "ResourceLimitExceeded", FERRY_FAILURE_TOO_MANY_TASKS },
  { "InstanceLimitExceeded", FERRY_FAILURE_TOO_MANY_INSTANCES },
  { "VcpuLimitExceeded", FERRY_FAILURE_TOO_MANY_INSTANCES },
  { "VolumeLimitExceeded", FERRY_FAILURE_TOO_MANY_VOLUMES },
  { "MaxStorageLimitExceeded", FERRY_FAILURE_TOO_MANY_VOLUMES },
  { "AttachmentLimitExceeded", FERRY_FAILURE_TOO_MANY_ATTACHED },
  { "RequestLimitExceeded", FERRY_FAILURE_THROTTLED },
  { "Throttling", FERRY_FAILURE_THROTTLED },
  { "EC2ThrottledException", FERRY_FAILURE_THROTTLED },
  { "SlowDown", FERRY_FAILURE_THROTTLED },
  { "VPCIdNotSpecified", FERRY_FAILURE_NO_DEFAULT_VPC },
  { "no default vpc", FERRY_FAILURE_NO_DEFAULT_VPC },
  { "InvalidSubnet", FERRY_FAILURE_SUBNET_UNKNOWN },
  { "InsufficientFreeAddressesInSubnet", FERRY_FAILURE_SUBNET_FULL },
  { "InvalidGroup", FERRY_FAILURE_GROUP_UNKNOWN },
  { "InvalidSecurityGroupID", FERRY_FAILURE_GROUP_UNKNOWN },
  { "InvalidIPAddress.InUse", FERRY_FAILURE_ADDRESS_TAKEN },
  { "InvalidZone", FERRY_FAILURE_ZONE_UNKNOWN },
  { "InvalidAvailabilityZone", FERRY_FAILURE_ZONE_UNKNOWN },
  { "NoSuchKey", FERRY_FAILURE_OBJECT_GONE },
  { "NoSuchBucket", FERRY_FAILURE_OBJECT_GONE },
  { "NoSuchVersion", FERRY_FAILURE_OBJECT_GONE },
  { "InvalidObjectState", FERRY_FAILURE_ARCHIVED },
  { "object's storage class", FERRY_FAILURE_ARCHIVED },
  { "KMSKey", FERRY_FAILURE_KEY_DENIED },
  { "KMS.AccessDenied", FERRY_FAILURE_KEY_DENIED },
  { "KMS.Disabled", FERRY_FAILURE_KEY_DENIED },
  { "KMS.InvalidState", FERRY_FAILURE_KEY_DENIED },
  { "KMS.NotFound", FERRY_FAILURE_KEY_DENIED },
  { "not authorized to perform: kms:", FERRY_FAILURE_KEY_DENIED },
  { "ciphertext refers to a customer master key", FERRY_FAILURE_KEY_DENIED },
  { "ExpiredToken", FERRY_FAILURE_TOKEN_ENDED },
  { "InvalidToken", FERRY_FAILURE_TOKEN_ENDED },
  { "token has expired", FERRY_FAILURE_TOKEN_ENDED },
  { "SignatureDoesNotMatch", FERRY_FAILURE_LINK_SIGNATURE },
  { "AuthorizationQueryParametersError", FERRY_FAILURE_LINK_QUERY },
  { "MalformedPolicyDocument", FERRY_FAILURE_POLICY },
  { "UnauthorizedOperation", FERRY_FAILURE_NOT_AUTHORIZED },
  { "not authorized to perform", FERRY_FAILURE_NOT_AUTHORIZED },
  { "AuthFailure", FERRY_FAILURE_AUTHENTICATION },
  { "InvalidClientTokenId", FERRY_FAILURE_AUTHENTICATION },
  { "InvalidAccessKeyId", FERRY_FAILURE_AUTHENTICATION },
  { "OptInRequired", FERRY_FAILURE_OPT_IN },
  { "PendingVerification", FERRY_FAILURE_VERIFICATION },
  { "account is currently blocked", FERRY_FAILURE_BLOCKED },
  { "RequestTimeTooSkewed", FERRY_FAILURE_CLOCK },
  { "TagPolicyViolation", FERRY_FAILURE_TAG_POLICY },
  { "InvalidInstanceID", FERRY_FAILURE_INSTANCE_GONE },
  { "InvalidVolume.ZoneMismatch", FERRY_FAILURE_VOLUME_ZONE },
  { "volume * not in the same availability zone", FERRY_FAILURE_VOLUME_ZONE },
  { "InvalidVolume", FERRY_FAILURE_VOLUME_GONE },
  { "VolumeInUse", FERRY_FAILURE_VOLUME_IN_USE },
  { "InvalidDevice.InUse", FERRY_FAILURE_DEVICE_TAKEN },
  { "IncorrectInstanceState", FERRY_FAILURE_INSTANCE_STATE },
  { "IncorrectState", FERRY_FAILURE_INSTANCE_STATE },
  { "InvalidConversionTaskId", FERRY_FAILURE_TASK_GONE },
  { "conversion task * does not exist", FERRY_FAILURE_TASK_GONE },
  { "InvalidAction", FERRY_FAILURE_NOT_IN_REGION },
  { "UnsupportedOperation", FERRY_FAILURE_NOT_IN_REGION },
  { "InvalidParameter", FERRY_FAILURE_PARAMETER },
  { "InvalidInput", FERRY_FAILURE_PARAMETER },
  { "MissingParameter", FERRY_FAILURE_PARAMETER_MISSING },

  { "disk validation failed", FERRY_FAILURE_DISK_VALIDATION },
  { "internal error", FERRY_FAILURE_INTERNAL },
  { "server error", FERRY_FAILURE_INTERNAL },
};

/* A message reduced to what counts. */
typedef struct {
  char     text[MOST_TEXT];    /* letters and digits, in lower case */
  guint8   starts[MOST_TEXT];  /* a word begins here */
  gsize    length;
} Squashed;

static void
squash (const char *message,
        Squashed   *squashed)
{
  gboolean starts = TRUE;

  squashed->length = 0;
  for (gsize i = 0; i < MOST_TEXT && message[i] != '\0'; i++)
    {
      if (!g_ascii_isalnum (message[i]))
        {
          starts = TRUE;
          continue;
        }

      squashed->starts[squashed->length] = starts;
      squashed->text[squashed->length++] = g_ascii_tolower (message[i]);
      starts = FALSE;
    }
}

/* Whether what comes of @pattern before the next "*" stands at @position. Returns: behind it, 0
 * where it does not; @rest: the pattern's rest
 */
static gsize
match_piece (const Squashed  *squashed,
             gsize            position,
             const char      *pattern,
             const char     **rest)
{
  for (; *pattern != '\0' && *pattern != '*'; pattern++)
    {
      if (!g_ascii_isalnum (*pattern))
        continue;
      if (position == squashed->length || squashed->text[position] != g_ascii_tolower (*pattern))
        return 0;
      position++;
    }

  *rest = *pattern == '*' ? pattern + 1 : pattern;

  return position;
}

/* The first place of each piece will do, as anything may lie between. */
static gboolean
is_found (const Squashed *squashed,
          const char     *pattern)
{
  gsize position = 0;

  while (*pattern != '\0')
    {
      gsize end = 0;

      for (; end == 0 && position < squashed->length; position++)
        if (squashed->starts[position])
          end = match_piece (squashed, position, pattern, &pattern);
      if (end == 0)
        return FALSE;

      position = end;
    }

  return TRUE;
}

FerryFailure
ferry_failure_match (const char *message)
{
  g_autofree Squashed *squashed = NULL;

  if (message == NULL || *message == '\0')
    return FERRY_FAILURE_UNKNOWN;

  squashed = g_new (Squashed, 1);
  squash (message, squashed);
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (is_found (squashed, patterns[i].pattern))
      return patterns[i].failure;

  return FERRY_FAILURE_UNKNOWN;
}

FerryRemedy
ferry_failure_get_remedy (FerryFailure failure)
{
  g_return_val_if_fail ((guint) failure < FERRY_N_FAILURES, FERRY_REMEDY_NONE);

  return failures[failure].remedy;
}

const char *
ferry_failure_get_id (FerryFailure failure)
{
  g_return_val_if_fail ((guint) failure < FERRY_N_FAILURES, NULL);

  return failures[failure].id;
}
