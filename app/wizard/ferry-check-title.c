/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-check-text.h"

#include <glib/gi18n.h>

/* What was found, in the order of FerryCheckCode. */
static const char *const titles[FERRY_N_CHECKS] = {
  /* the machine's settings */
  [FERRY_CHECK_NAME_MISSING] = N_("The machine needs a name"),
  [FERRY_CHECK_NAME_TWICE] = N_("Another machine has the same name"),
  [FERRY_CHECK_PLATFORM_UNSET] = N_("The machine needs a platform"),
  [FERRY_CHECK_PLATFORM_OTHER] = N_("The disk holds a system of another platform"),
  [FERRY_CHECK_ARCHITECTURE_OTHER] = N_("The disk holds a system of another architecture"),
  [FERRY_CHECK_TYPE_MISSING] = N_("The machine needs an instance type"),
  [FERRY_CHECK_TYPE_NOT_FOR_LINUX] = N_("This instance type cannot be used for Linux"),
  [FERRY_CHECK_TYPE_UNKNOWN] = N_("The region does not have this instance type"),
  [FERRY_CHECK_TYPE_NOT_IN_ZONE] = N_("This instance type is not offered there"),
  [FERRY_CHECK_TYPE_ARCHITECTURE] = N_("This instance type is for another architecture"),
  [FERRY_CHECK_TYPE_BOOT_MODE] = N_("This instance type does not start the way the disk does"),
  [FERRY_CHECK_TYPE_DRIVERS] = N_("This instance type needs drivers in the system"),
  [FERRY_CHECK_TYPE_BARE_METAL] = N_("This instance type is bare metal"),
  [FERRY_CHECK_ZONE_UNKNOWN] = N_("The region does not have this zone"),
  [FERRY_CHECK_ZONE_NOT_AVAILABLE] = N_("No machine can be made in this zone"),
  [FERRY_CHECK_ZONE_NOT_OF_SUBNET] = N_("The subnet lies in another zone"),
  [FERRY_CHECK_SUBNET_FORM] = N_("This is not the ID of a subnet"),
  [FERRY_CHECK_SUBNET_UNKNOWN] = N_("The region does not have this subnet"),
  [FERRY_CHECK_SUBNET_FULL] = N_("The subnet has too few free addresses"),
  [FERRY_CHECK_NO_DEFAULT_VPC] = N_("The machine needs a subnet"),
  [FERRY_CHECK_DATA_WITHOUT_ZONE] = N_("The data disks need a zone or a subnet"),
  [FERRY_CHECK_GROUP_FORM] = N_("This is not the ID of a security group"),
  [FERRY_CHECK_GROUP_UNKNOWN] = N_("The region does not have this security group"),
  [FERRY_CHECK_GROUP_IN_OTHER_VPC] = N_("The security group belongs to another VPC"),
  [FERRY_CHECK_TOO_MANY_GROUPS] = N_("The machine has too many security groups"),
  [FERRY_CHECK_IP_FORM] = N_("This is not an IPv4 address"),
  [FERRY_CHECK_IP_WITHOUT_SUBNET] = N_("The private address needs a subnet"),
  [FERRY_CHECK_IP_OUTSIDE_SUBNET] = N_("The private address is outside the subnet"),
  [FERRY_CHECK_IP_RESERVED] = N_("AWS keeps this address for itself"),
  [FERRY_CHECK_IP_TAKEN] = N_("The private address is in use"),
  [FERRY_CHECK_IP_TWICE] = N_("Another machine of the plan has the same address"),
  [FERRY_CHECK_TENANCY] = N_("The machine is to run on hardware of its own"),
  [FERRY_CHECK_TERMINATES] = N_("Shutting the system down deletes the machine"),
  [FERRY_CHECK_USER_DATA_UNREADABLE] = N_("The user data could not be read"),
  [FERRY_CHECK_USER_DATA_TOO_LARGE] = N_("The user data are too large"),
  [FERRY_CHECK_TAG_FORM] = N_("EC2 does not take this tag"),

  /* a disk */
  [FERRY_CHECK_FORMAT_UNKNOWN] = N_("The disk’s format is not known"),
  [FERRY_CHECK_FORMAT_REFUSED] = N_("EC2 does not take this image"),
  [FERRY_CHECK_NOT_STREAM_OPTIMIZED] = N_("The VMDK is not stream-optimized"),
  [FERRY_CHECK_SIZE_UNKNOWN] = N_("The disk’s own size is not known"),
  [FERRY_CHECK_DISK_UNREADABLE] = N_("The disk could not be read"),
  [FERRY_CHECK_CUSTOMER_KEY] = N_("The object is encrypted with a key of your own"),
  [FERRY_CHECK_DIFFERENCING] = N_("The image holds only the changes to another disk"),
  [FERRY_CHECK_DIRTY] = N_("The image was not closed properly"),
  [FERRY_CHECK_ENCRYPTED] = N_("The disk is encrypted"),
  [FERRY_CHECK_ARCHIVED] = N_("The disk is in an archive"),
  [FERRY_CHECK_KEY_NOT_XML] = N_("The disk’s key cannot be written in a manifest"),
  [FERRY_CHECK_DISK_CUT] = N_("The disk lies in parts"),
  [FERRY_CHECK_VOLUME_TOO_SMALL] = N_("The volume is smaller than the disk"),
  [FERRY_CHECK_VOLUME_TOO_LARGE] = N_("The volume is larger than EC2 allows"),
  [FERRY_CHECK_BOOT_OVER_2_TIB] = N_("The boot disk is over 2 TiB"),
  [FERRY_CHECK_OVER_8_TIB] = N_("The disk is too large for ImportImage"),
  [FERRY_CHECK_BOOT_SECTOR_UNKNOWN] = N_("The boot sector could not be read"),
  [FERRY_CHECK_NO_BOOT_SECTOR] = N_("The disk has no boot sector"),
  [FERRY_CHECK_GPT] = N_("The boot disk is partitioned with GPT"),
  [FERRY_CHECK_NO_ACTIVE_PARTITION] = N_("No partition is marked active"),
  [FERRY_CHECK_DYNAMIC_DISK] = N_("The boot disk is a dynamic disk of Windows"),
  [FERRY_CHECK_NO_SYSTEM] = N_("No system was found on the boot disk"),
  [FERRY_CHECK_DATA_DISK_BOOTS] = N_("A data disk holds a system of its own"),
  [FERRY_CHECK_DUAL_BOOT] = N_("The boot disk holds two systems"),
  [FERRY_CHECK_LVM_SPREAD] = N_("The system may lie across several disks"),
  [FERRY_CHECK_ARCHITECTURE] = N_("Only systems for x86 can be imported"),
  [FERRY_CHECK_I386] = N_("The system is a 32-bit one"),
  [FERRY_CHECK_WINDOWS_CLIENT] = N_("ImportInstance takes no Windows for desktops"),
  [FERRY_CHECK_SYSTEM_OLD] = N_("VM Import drops this release"),

  /* the bucket and the region */
  [FERRY_CHECK_REGION_NOT_CLASSIC] = N_("This region does not know ImportInstance"),
  [FERRY_CHECK_REGION_NOT_ENABLED] = N_("The account cannot use this region"),
  [FERRY_CHECK_REGIONS_MIXED] = N_("The machine’s disks lie in several regions"),
  [FERRY_CHECK_BUCKET_DOTTED] = N_("The bucket’s name has dots"),
  [FERRY_CHECK_BUCKET_VERSIONED] = N_("The bucket keeps old versions"),
  [FERRY_CHECK_BUCKET_LOCKED] = N_("Objects in this bucket can be locked"),
  [FERRY_CHECK_BUCKET_REPLICATED] = N_("The bucket is copied to another one"),
  [FERRY_CHECK_BUCKET_BY_ADDRESS] = N_("The bucket’s policy refuses by network"),
  [FERRY_CHECK_BUCKET_BY_AGE] = N_("The bucket’s policy ends links early"),
  [FERRY_CHECK_BUCKET_BY_SIGNING] = N_("The bucket’s policy refuses signed links"),
  [FERRY_CHECK_LINKS_TOO_SHORT] = N_("The links would end too soon"),
  [FERRY_CHECK_LINKS_OUTLIVE] = N_("The links end with your credentials"),
  [FERRY_CHECK_VOLUMES_ENCRYPTED] = N_("New volumes are encrypted with a key of your own"),
  [FERRY_CHECK_VOLUMES_PLAIN] = N_("The volumes will not be encrypted"),

  /* the plan */
  [FERRY_CHECK_NO_MACHINES] = N_("The plan has no machines"),
  [FERRY_CHECK_DISK_TWICE] = N_("The disk is in the plan twice"),
  [FERRY_CHECK_DISK_IMPORTED] = N_("The disk was imported before"),
  [FERRY_CHECK_MORE_TASKS_THAN_AT_ONCE] = N_("Not all disks are imported at once"),
  [FERRY_CHECK_OVER_QUOTA] = N_("The account may not run so many instances"),
  [FERRY_CHECK_TOO_MANY_DATA_DISKS] = N_("The machine has too many disks"),
  [FERRY_CHECK_ROAD_NOT_TRAVELLED] = N_("Ferry does not call ImportImage yet"),
};

char *
ferry_check_to_title (const FerryCheck *check)
{
  return g_strdup (_(titles[check->code]));
}
