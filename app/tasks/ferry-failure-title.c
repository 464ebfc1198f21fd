/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-failure-text.h"

#include <glib/gi18n.h>

/* What it is called: in sentence case, for a heading or within a sentence. */
static const char *const titles[FERRY_N_FAILURES] = {
  [FERRY_FAILURE_UNKNOWN] = N_("EC2 ended the import"),

  [FERRY_FAILURE_DISK_FORMAT] = N_("EC2 could not read the disk’s format"),
  [FERRY_FAILURE_INVALID_FORMAT] = N_("EC2 does not take the disk’s format"),
  [FERRY_FAILURE_UNSUPPORTED_VMDK] = N_("The VMDK is not stream-optimized"),
  [FERRY_FAILURE_CHUNKED_OVA] = N_("The archive holds a disk in pieces"),
  [FERRY_FAILURE_UNSUPPORTED_OVA] = N_("EC2 did not take the OVA archive"),
  [FERRY_FAILURE_OVF] = N_("The archive’s description cannot be read"),
  [FERRY_FAILURE_COMPRESSION] = N_("The VMDK is not compressed as EC2 needs it"),
  [FERRY_FAILURE_DAMAGED_GRAIN] = N_("The VMDK is damaged inside"),
  [FERRY_FAILURE_FOOTERS] = N_("The VHD is damaged, or holds only differences"),
  [FERRY_FAILURE_IMAGE_CORRUPTED] = N_("EC2 takes the image for corrupted"),
  [FERRY_FAILURE_DISK_VALIDATION] = N_("EC2 found the disk damaged"),
  [FERRY_FAILURE_DISK_TOO_LARGE] = N_("The disk is too large"),

  [FERRY_FAILURE_GPT] = N_("EC2 found nothing to boot"),
  [FERRY_FAILURE_NO_BOOTABLE] = N_("EC2 found nothing to boot"),
  [FERRY_FAILURE_NO_PARTITIONS] = N_("EC2 found no partitions on the disk"),
  [FERRY_FAILURE_EFI] = N_("EC2 does not start this disk by UEFI"),

  [FERRY_FAILURE_UNKNOWN_SYSTEM] = N_("EC2 does not know the system on the disk"),
  [FERRY_FAILURE_MISSING_SYSTEM] = N_("EC2 does not find the system on the disk"),
  [FERRY_FAILURE_KERNEL_UNSUPPORTED] = N_("EC2 does not know the kernel"),
  [FERRY_FAILURE_KERNEL_UNKNOWN] = N_("EC2 could not tell the kernel’s version"),
  [FERRY_FAILURE_SEVERAL_GRUBS] = N_("EC2 found several boot menus"),
  [FERRY_FAILURE_BLS_GRUB] = N_("EC2 could not tell which kernel starts"),
  [FERRY_FAILURE_INITRD] = N_("EC2 could not read the initial RAM disk"),
  [FERRY_FAILURE_FSTAB] = N_("EC2 could not read /etc/fstab"),
  [FERRY_FAILURE_SEVERAL_ROOTS] = N_("EC2 found more than one system on the disk"),
  [FERRY_FAILURE_VOLUME_GROUP] = N_("A volume group of the disk is not complete"),
  [FERRY_FAILURE_FIRST_BOOT] = N_("Windows started, but never came onto the network"),
  [FERRY_FAILURE_BOOTER_NETWORK] = N_("Windows started, but EC2 could not reach it"),

  [FERRY_FAILURE_LINUX_TYPE] = N_("Linux cannot be imported onto this instance type"),
  [FERRY_FAILURE_TYPE_UNKNOWN] = N_("There is no such instance type here"),
  [FERRY_FAILURE_CONFIGURATION] = N_("This instance type cannot be made so"),
  [FERRY_FAILURE_NO_CAPACITY] = N_("EC2 has no room for this instance type now"),
  [FERRY_FAILURE_TOO_MANY_TASKS] = N_("Too many imports run in this region"),
  [FERRY_FAILURE_TOO_MANY_INSTANCES] = N_("The account may not run more instances"),
  [FERRY_FAILURE_TOO_MANY_VOLUMES] = N_("The account may not have more volumes"),
  [FERRY_FAILURE_THROTTLED] = N_("AWS had too many requests"),

  [FERRY_FAILURE_NO_DEFAULT_VPC] = N_("There is no default VPC in this region"),
  [FERRY_FAILURE_SUBNET_UNKNOWN] = N_("There is no such subnet"),
  [FERRY_FAILURE_SUBNET_FULL] = N_("The subnet has no free address"),
  [FERRY_FAILURE_GROUP_UNKNOWN] = N_("There is no such security group"),
  [FERRY_FAILURE_GROUP_OF_OTHER_VPC] = N_("A security group is of another network"),
  [FERRY_FAILURE_ADDRESS_TAKEN] = N_("The private address is taken"),
  [FERRY_FAILURE_ADDRESS_OUTSIDE] = N_("The private address is not in the subnet"),
  [FERRY_FAILURE_ZONE_UNKNOWN] = N_("There is no such zone"),

  [FERRY_FAILURE_OTHER_REGION] = N_("The disk lies in another region"),
  [FERRY_FAILURE_NOT_LOCAL] = N_("The disk lies in another region"),
  [FERRY_FAILURE_SOURCE] = N_("EC2 does not find the disk"),
  [FERRY_FAILURE_READ_FORBIDDEN] = N_("EC2 may not read the disk"),
  [FERRY_FAILURE_OBJECT_GONE] = N_("The object is gone"),
  [FERRY_FAILURE_ARCHIVED] = N_("The object is in an archive"),
  [FERRY_FAILURE_KEY_DENIED] = N_("The disk’s key may not be used"),
  [FERRY_FAILURE_LINK_EXPIRED] = N_("A link ended before EC2 had read the disk"),
  [FERRY_FAILURE_TOKEN_ENDED] = N_("The session has ended"),
  [FERRY_FAILURE_LINK_SIGNATURE] = N_("S3 does not accept the signature of a link"),
  [FERRY_FAILURE_LINK_QUERY] = N_("S3 does not accept the form of a link"),

  [FERRY_FAILURE_SERVICE_ROLE] = N_("The role of VM Import is missing"),
  [FERRY_FAILURE_POLICY] = N_("A policy cannot be read"),
  [FERRY_FAILURE_NOT_AUTHORIZED] = N_("These credentials may not import"),
  [FERRY_FAILURE_AUTHENTICATION] = N_("AWS does not accept the credentials"),
  [FERRY_FAILURE_OPT_IN] = N_("The region is not enabled"),
  [FERRY_FAILURE_VERIFICATION] = N_("AWS is still checking the account"),
  [FERRY_FAILURE_BLOCKED] = N_("AWS has blocked the account"),
  [FERRY_FAILURE_CLOCK] = N_("This computer’s clock is wrong"),
  [FERRY_FAILURE_TAG_POLICY] = N_("A tag is not allowed"),

  [FERRY_FAILURE_NO_ROOT_VOLUME] = N_("The machine has no root volume yet"),
  [FERRY_FAILURE_INSTANCE_GONE] = N_("The instance is gone"),
  [FERRY_FAILURE_VOLUME_GONE] = N_("A volume is gone"),
  [FERRY_FAILURE_VOLUME_IN_USE] = N_("A volume belongs to another instance"),
  [FERRY_FAILURE_VOLUME_ZONE] = N_("A volume is in another zone"),
  [FERRY_FAILURE_DEVICE_TAKEN] = N_("The device name is taken"),
  [FERRY_FAILURE_TOO_MANY_ATTACHED] = N_("The instance takes no more volumes"),
  [FERRY_FAILURE_INSTANCE_STATE] = N_("The instance is not in the right state"),

  [FERRY_FAILURE_TASK_EXPIRED] = N_("EC2 waited for the disk until the time was over"),
  [FERRY_FAILURE_TASK_GONE] = N_("EC2 does not know the task any more"),
  [FERRY_FAILURE_AWS_CANCELLED] = N_("EC2 had a problem of its own"),
  [FERRY_FAILURE_NOT_IN_REGION] = N_("ImportInstance does not exist in this region"),
  [FERRY_FAILURE_PARAMETER] = N_("EC2 does not accept a value of the request"),
  [FERRY_FAILURE_PARAMETER_MISSING] = N_("EC2 lacks a value in the request"),
  [FERRY_FAILURE_INTERNAL] = N_("EC2 had a problem of its own"),
};

const char *
ferry_failure_get_title (FerryFailure failure)
{
  g_return_val_if_fail ((guint) failure < FERRY_N_FAILURES, NULL);

  return _(titles[failure]);
}
