/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-failure-text.h"

#include <glib/gi18n.h>

/* What it means. */
#define NOT_HERE N_("The region does not have it, or the account may not use it.")
#define OWN_REGION N_("EC2 imports only from its own region.")

static const char *const meanings[FERRY_N_FAILURES] = {
  [FERRY_FAILURE_UNKNOWN] = N_("Ferry does not know this message."),

  [FERRY_FAILURE_DISK_FORMAT] =
    N_("ImportInstance takes VMDK, VHD and raw images, and the file did not look like one of "
       "them."),
  [FERRY_FAILURE_INVALID_FORMAT] = N_("The request named a format that the file does not have."),
  [FERRY_FAILURE_UNSUPPORTED_VMDK] =
    N_("Of the many kinds of VMDK, EC2 takes only the one that is made for transport."),
  [FERRY_FAILURE_CHUNKED_OVA] = N_("EC2 takes an OVA only with one file for each disk."),
  [FERRY_FAILURE_UNSUPPORTED_OVA] =
    N_("EC2 says so also where it may not read the archive: a KMS key that it could not use has "
       "been the reason."),
  [FERRY_FAILURE_OVF] = N_("The OVF file within the OVA is not as EC2 expects it."),
  [FERRY_FAILURE_COMPRESSION] =
    N_("Only stream-optimized VMDK files are compressed in a way that EC2 reads."),
  [FERRY_FAILURE_DAMAGED_GRAIN] = N_("A compressed piece of it does not unpack to its size."),
  [FERRY_FAILURE_FOOTERS] =
    N_("A VHD ends with a copy of its beginning, and the two are not the same."),
  [FERRY_FAILURE_IMAGE_CORRUPTED] =
    N_("EC2’s check of the file failed. It has failed for sound files too, when the fault was "
       "AWS’s."),
  [FERRY_FAILURE_DISK_VALIDATION] =
    N_("EC2’s check of the file failed, and it does not say why. Most often the file is not "
       "whole."),
  [FERRY_FAILURE_DISK_TOO_LARGE] =
    N_("A boot disk may have up to 2 TiB, and any other up to 16 TiB."),

  [FERRY_FAILURE_GPT] =
    N_("ImportInstance boots only from a disk with an MBR: a GPT disk is refused."),
  [FERRY_FAILURE_NO_BOOTABLE] =
    N_("ImportInstance boots only from a disk with an MBR, and from a partition of it that is "
       "marked active."),
  [FERRY_FAILURE_NO_PARTITIONS] =
    N_("The disk may be empty, a data disk, or of another format than it says."),
  [FERRY_FAILURE_EFI] =
    N_("The disk has an EFI system partition, and ImportInstance starts machines by BIOS only."),

  [FERRY_FAILURE_UNKNOWN_SYSTEM] =
    N_("ImportInstance knows a closed list of systems, on plain partitions."),
  [FERRY_FAILURE_MISSING_SYSTEM] = N_("Files that every system of its kind has are missing."),
  [FERRY_FAILURE_KERNEL_UNSUPPORTED] =
    N_("VM Import takes each release of Linux only with certain versions of its kernel."),
  [FERRY_FAILURE_KERNEL_UNKNOWN] = N_("EC2 looks for the kernel where older releases keep it."),
  [FERRY_FAILURE_SEVERAL_GRUBS] =
    N_("There is more than one grub.cfg or menu.lst on the disk, and they differ."),
  [FERRY_FAILURE_BLS_GRUB] =
    N_("The boot menu is made of separate entries, and none of them is marked as the default."),
  [FERRY_FAILURE_INITRD] =
    N_("EC2 looks into the initramfs for the drivers that the machine will need."),
  [FERRY_FAILURE_FSTAB] = N_("There is none, or there are several systems with one each."),
  [FERRY_FAILURE_SEVERAL_ROOTS] = N_("Folders that a system has once were found several times."),
  [FERRY_FAILURE_VOLUME_GROUP] =
    N_("A part of it lies on a disk that EC2 did not get, for ImportInstance takes the boot disk "
       "alone."),
  [FERRY_FAILURE_FIRST_BOOT] = N_("EC2 starts Windows once and waits for it on the network."),
  [FERRY_FAILURE_BOOTER_NETWORK] =
    N_("What EC2 runs in it at the first start needs .NET Framework and the network."),

  [FERRY_FAILURE_LINUX_TYPE] =
    N_("ImportInstance takes Linux only on a short list of older types."),
  [FERRY_FAILURE_TYPE_UNKNOWN] = N_("The region does not know the name."),
  [FERRY_FAILURE_CONFIGURATION] =
    N_("The type does not go with the zone, the tenancy or the architecture that was asked for."),
  [FERRY_FAILURE_NO_CAPACITY] = N_("AWS’s own computers are full in this zone."),
  [FERRY_FAILURE_TOO_MANY_TASKS] =
    N_("EC2 runs about five at once, those of other people of the account included."),
  [FERRY_FAILURE_TOO_MANY_INSTANCES] =
    N_("It is at its limit for instances of this type in the region."),
  [FERRY_FAILURE_TOO_MANY_VOLUMES] = N_("It is at its limit for EBS storage in the region."),
  [FERRY_FAILURE_THROTTLED] =
    N_("The account asked AWS more often than it may; other programs count too."),

  [FERRY_FAILURE_NO_DEFAULT_VPC] = N_("Where no subnet is named, EC2 uses the default VPC."),
  [FERRY_FAILURE_SUBNET_UNKNOWN] = NOT_HERE,
  [FERRY_FAILURE_SUBNET_FULL] = N_("Each machine needs an address."),
  [FERRY_FAILURE_GROUP_UNKNOWN] = NOT_HERE,
  [FERRY_FAILURE_GROUP_OF_OTHER_VPC] = N_("Security groups and subnet must be of one VPC."),
  [FERRY_FAILURE_ADDRESS_TAKEN] = N_("Something else in the subnet has it."),
  [FERRY_FAILURE_ADDRESS_OUTSIDE] = N_("EC2 gives a machine only addresses of its subnet."),
  [FERRY_FAILURE_ZONE_UNKNOWN] = NOT_HERE,

  [FERRY_FAILURE_OTHER_REGION] = OWN_REGION,
  [FERRY_FAILURE_NOT_LOCAL] = OWN_REGION,
  [FERRY_FAILURE_SOURCE] = N_("The bucket, the key or the link is not as EC2 expects it."),
  [FERRY_FAILURE_READ_FORBIDDEN] =
    N_("A policy of the bucket may admit only your own network, or the link has ended."),
  [FERRY_FAILURE_OBJECT_GONE] =
    N_("The disk or its manifest was deleted, moved or renamed while EC2 was to read it."),
  [FERRY_FAILURE_ARCHIVED] = N_("What lies in an archive must be restored before it can be read."),
  [FERRY_FAILURE_KEY_DENIED] =
    N_("The object is encrypted with a KMS key, and whoever signed the links may not decrypt "
       "with it."),
  [FERRY_FAILURE_LINK_EXPIRED] =
    N_("Links work for a limited time, and no longer than the credentials that signed them."),
  [FERRY_FAILURE_TOKEN_ENDED] =
    N_("The links were signed with credentials that have ended meanwhile."),
  [FERRY_FAILURE_LINK_SIGNATURE] =
    N_("Something changed the link on its way, or the secret access key is wrong."),
  [FERRY_FAILURE_LINK_QUERY] =
    N_("The link asks for more than seven days, or names another region."),

  [FERRY_FAILURE_SERVICE_ROLE] =
    N_("ImportImage and ImportSnapshot work through the role “vmimport” of the account, which is "
       "missing or may not do enough."),
  [FERRY_FAILURE_POLICY] = N_("What was given as the policy of a role is not as IAM expects it."),
  [FERRY_FAILURE_NOT_AUTHORIZED] = N_("A permission is missing."),
  [FERRY_FAILURE_AUTHENTICATION] =
    N_("The access key was deleted, is not active, or its secret is wrong."),
  [FERRY_FAILURE_OPT_IN] =
    N_("The account must enable this region, or this service, before it can be used."),
  [FERRY_FAILURE_VERIFICATION] =
    N_("A new account may not use every region at once. It takes up to four hours."),
  [FERRY_FAILURE_BLOCKED] = N_("The account may not make anything now."),
  [FERRY_FAILURE_CLOCK] = N_("AWS refuses requests that are too old or from the future."),
  [FERRY_FAILURE_TAG_POLICY] = N_("A policy of the organization says which tags there may be."),

  [FERRY_FAILURE_NO_ROOT_VOLUME] = N_("It was started before EC2 had attached the converted disk."),
  [FERRY_FAILURE_INSTANCE_GONE] =
    N_("Somebody terminated it, or EC2 removed it with a cancelled import."),
  [FERRY_FAILURE_VOLUME_GONE] = N_("Somebody deleted it before it was attached."),
  [FERRY_FAILURE_VOLUME_IN_USE] = N_("Somebody attached it there before Ferry did."),
  [FERRY_FAILURE_VOLUME_ZONE] = N_("A volume can be attached only to an instance of its zone."),
  [FERRY_FAILURE_DEVICE_TAKEN] = N_("Another volume of the machine has it."),
  [FERRY_FAILURE_TOO_MANY_ATTACHED] = N_("How many can be attached depends on its type."),
  [FERRY_FAILURE_INSTANCE_STATE] = N_("EC2 attaches volumes only to what runs or is stopped."),

  [FERRY_FAILURE_TASK_EXPIRED] = N_("It could not read the disk through its links."),
  [FERRY_FAILURE_TASK_GONE] = N_("Tasks are forgotten some time after they have ended."),
  [FERRY_FAILURE_AWS_CANCELLED] =
    N_("EC2 cancelled the task itself. About one import in a hundred ends so."),
  [FERRY_FAILURE_NOT_IN_REGION] =
    N_("It exists in 15 regions, and AWS does not bring it to any other."),
  [FERRY_FAILURE_PARAMETER] = N_("EC2’s own words name it."),
  [FERRY_FAILURE_PARAMETER_MISSING] = N_("EC2’s own words name it."),
  [FERRY_FAILURE_INTERNAL] = N_("Something within AWS failed. It happens now and then."),
};

const char *
ferry_failure_get_meaning (FerryFailure failure)
{
  g_return_val_if_fail ((guint) failure < FERRY_N_FAILURES, NULL);

  return _(meanings[failure]);
}
