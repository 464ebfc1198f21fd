/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-failure-text.h"

#include <glib/gi18n.h>

/* What to do. */
#define EXPORT_AGAIN N_("Export the disk again as stream-optimized VMDK or raw image, compare " \
                        "its size after the upload, and import it again.")
#define CONVERT N_("Convert it with “qemu-img convert -O vmdk -o subformat=streamOptimized”, " \
                   "or to a raw image, upload that and import it.")
#define START_AGAIN N_("Import the disk again; nothing is wrong with it that Ferry knows of.")
#define KEEP_ONE N_("Keep one system with one root file system on the disk, export it again " \
                    "and import it.")
#define CHANGE_IT N_("Change it on the Machines page, and import the machine again; nothing " \
                     "was begun.")
#define CHOOSE_ANOTHER N_("Choose another on the Machines page, and import the machine again.")
#define ASK_REGION N_("Choose the disk again, so that its bucket’s region is asked for.")

static const char *const advices[FERRY_N_FAILURES] = {
  [FERRY_FAILURE_UNKNOWN] =
    N_("AWS’s troubleshooting page for VM Import may know it. The disk in the bucket is as it "
       "was."),

  [FERRY_FAILURE_DISK_FORMAT] = EXPORT_AGAIN,
  [FERRY_FAILURE_INVALID_FORMAT] =
    N_("Look into the disk again, so that its format is read anew, and import it again; or "
       "convert it to a raw image."),
  [FERRY_FAILURE_UNSUPPORTED_VMDK] = CONVERT,
  [FERRY_FAILURE_CHUNKED_OVA] =
    N_("Export the machine again with one file for each disk, or unpack the archive and import "
       "its disk alone."),
  [FERRY_FAILURE_UNSUPPORTED_OVA] =
    N_("Check first whether the object is encrypted with a KMS key, and who may use that. "
       "Otherwise unpack the archive and import its disk alone."),
  [FERRY_FAILURE_OVF] = N_("Unpack the archive and import its disk alone."),
  [FERRY_FAILURE_COMPRESSION] = CONVERT,
  [FERRY_FAILURE_DAMAGED_GRAIN] = EXPORT_AGAIN,
  [FERRY_FAILURE_FOOTERS] = N_("Merge it with its parents, export it again and import it."),
  [FERRY_FAILURE_IMAGE_CORRUPTED] =
    N_("Compare the object’s size with that of the file it came from, or upload a raw image, and "
       "import it again."),
  [FERRY_FAILURE_DISK_VALIDATION] = EXPORT_AGAIN,
  [FERRY_FAILURE_DISK_TOO_LARGE] =
    N_("Make the disk smaller, or move what is on it to several disks, and import them."),

  [FERRY_FAILURE_GPT] = N_("Convert the boot disk to MBR, export it again and import it."),
  [FERRY_FAILURE_NO_BOOTABLE] =
    N_("Convert the boot disk to MBR if it has a GPT, mark its boot partition active, export it "
       "again and import it."),
  [FERRY_FAILURE_NO_PARTITIONS] =
    N_("Look into it. If it is a data disk, add it to its machine instead of importing it alone."),
  [FERRY_FAILURE_EFI] =
    N_("Install a boot loader for BIOS, convert the disk to MBR, export it again and import it."),

  [FERRY_FAILURE_UNKNOWN_SYSTEM] =
    N_("Check that this is the boot disk, and that its system is on the list."),
  [FERRY_FAILURE_MISSING_SYSTEM] =
    N_("Check that this is the boot disk and that the machine was shut down cleanly."),
  [FERRY_FAILURE_KERNEL_UNSUPPORTED] =
    N_("Let the machine start a kernel that came with its release, remove others, shut it down, "
       "export the disk again and import it."),
  [FERRY_FAILURE_KERNEL_UNKNOWN] =
    N_("Check that /boot is on the boot disk and holds the kernel that the boot loader names, "
       "export the disk again and import it."),
  [FERRY_FAILURE_SEVERAL_GRUBS] =
    N_("Keep one, remove those of other systems and of backups, export the disk again and import "
       "it."),
  [FERRY_FAILURE_BLS_GRUB] =
    N_("Set the default with “grub2-set-default”, export the disk again and import it."),
  [FERRY_FAILURE_INITRD] =
    N_("Build it anew with the system’s own tool, see whether “lsinitramfs” or “lsinitrd” lists "
       "it, export the disk again and import it."),
  [FERRY_FAILURE_FSTAB] = KEEP_ONE,
  [FERRY_FAILURE_SEVERAL_ROOTS] = KEEP_ONE,
  [FERRY_FAILURE_VOLUME_GROUP] =
    N_("Put the root file system onto this disk, export it again and import it."),
  [FERRY_FAILURE_FIRST_BOOT] =
    N_("Set its network to DHCP, turn off what guards or filters it (antivirus, firewalls), "
       "remove Hyper-V, let pending updates finish, shut it down cleanly, export the disk again "
       "and import it."),
  [FERRY_FAILURE_BOOTER_NETWORK] =
    N_("Install .NET Framework 3.5 SP1 or later, set the network to DHCP, export the disk again "
       "and import it."),

  [FERRY_FAILURE_LINUX_TYPE] =
    N_("Choose t2.micro, t2.small or t2.medium and import it again; the type can be changed when "
       "the machine has landed."),
  [FERRY_FAILURE_TYPE_UNKNOWN] = CHOOSE_ANOTHER,
  [FERRY_FAILURE_CONFIGURATION] = CHOOSE_ANOTHER,
  [FERRY_FAILURE_NO_CAPACITY] = N_("Choose another type or subnet, or try again later."),
  [FERRY_FAILURE_TOO_MANY_TASKS] = N_("Wait for one to end, and import the disk again."),
  [FERRY_FAILURE_TOO_MANY_INSTANCES] =
    N_("Terminate instances that are not needed, choose another type, or ask AWS to raise the "
       "limit, and import the machine again."),
  [FERRY_FAILURE_TOO_MANY_VOLUMES] =
    N_("Delete volumes that are not needed, or ask AWS to raise the limit, and import the disk "
       "again."),
  [FERRY_FAILURE_THROTTLED] = N_("Wait a few minutes, and import the disk again."),

  [FERRY_FAILURE_NO_DEFAULT_VPC] = N_("Name a subnet on the Machines page."),
  [FERRY_FAILURE_SUBNET_UNKNOWN] =
    N_("Check the subnet’s ID, and that it is in the bucket’s region."),
  [FERRY_FAILURE_SUBNET_FULL] = CHOOSE_ANOTHER,
  [FERRY_FAILURE_GROUP_UNKNOWN] = CHOOSE_ANOTHER,
  [FERRY_FAILURE_GROUP_OF_OTHER_VPC] = CHOOSE_ANOTHER,
  [FERRY_FAILURE_ADDRESS_TAKEN] = CHOOSE_ANOTHER,
  [FERRY_FAILURE_ADDRESS_OUTSIDE] = CHOOSE_ANOTHER,
  [FERRY_FAILURE_ZONE_UNKNOWN] = CHOOSE_ANOTHER,

  [FERRY_FAILURE_OTHER_REGION] = ASK_REGION,
  [FERRY_FAILURE_NOT_LOCAL] = ASK_REGION,
  [FERRY_FAILURE_SOURCE] = N_("Look whether the object is still there, and import it again."),
  [FERRY_FAILURE_READ_FORBIDDEN] = N_("Check the policy, and import the disk again."),
  [FERRY_FAILURE_OBJECT_GONE] = N_("Look into the folder, and choose the disk again."),
  [FERRY_FAILURE_ARCHIVED] =
    N_("Restore the object in S3, which takes hours, and import the disk again."),
  [FERRY_FAILURE_KEY_DENIED] =
    N_("Ask who administers the key for kms:Decrypt, and import the disk again."),
  [FERRY_FAILURE_LINK_EXPIRED] = START_AGAIN,
  [FERRY_FAILURE_TOKEN_ENDED] =
    N_("Sign in again, better with an access key that does not end, and import the disk again."),
  [FERRY_FAILURE_LINK_SIGNATURE] =
    N_("Import the disk again; if it happens every time, check the account’s secret access key."),
  [FERRY_FAILURE_LINK_QUERY] =
    N_("Import the disk again; if it happens every time, please report it."),

  [FERRY_FAILURE_SERVICE_ROLE] =
    N_("Ask who administers the account for it. ImportInstance needs no role."),
  [FERRY_FAILURE_POLICY] = N_("Correct the policy where it was made, and try again."),
  [FERRY_FAILURE_NOT_AUTHORIZED] =
    N_("They need the permission ec2:ImportInstance, and ec2:ImportVolume for data disks. Ask "
       "for it, and import the disk again."),
  [FERRY_FAILURE_AUTHENTICATION] = N_("Sign in again, and import the disk again."),
  [FERRY_FAILURE_OPT_IN] =
    N_("Ask who administers the account to enable it, and import the disk again."),
  [FERRY_FAILURE_VERIFICATION] = N_("Wait, and import the disk again."),
  [FERRY_FAILURE_BLOCKED] = N_("Ask AWS Support."),
  [FERRY_FAILURE_CLOCK] =
    N_("Let the computer set its clock from the network, and import the disk again."),
  [FERRY_FAILURE_TAG_POLICY] = CHOOSE_ANOTHER,

  [FERRY_FAILURE_NO_ROOT_VOLUME] = N_("Wait until it has landed, and start it then."),
  [FERRY_FAILURE_INSTANCE_GONE] = N_("Import the machine again."),
  [FERRY_FAILURE_VOLUME_GONE] = N_("Import the machine again; what has landed is used."),
  [FERRY_FAILURE_VOLUME_IN_USE] =
    N_("Detach it there, and try again; Ferry takes nothing away from a machine."),
  [FERRY_FAILURE_VOLUME_ZONE] = N_("Import the disk again: it is made in the machine’s zone."),
  [FERRY_FAILURE_DEVICE_TAKEN] = N_("Choose another one when Ferry asks, or try again."),
  [FERRY_FAILURE_TOO_MANY_ATTACHED] =
    N_("Choose a larger type on the Machines page, or put the data onto fewer disks."),
  [FERRY_FAILURE_INSTANCE_STATE] = N_("Wait a minute, and try again."),

  [FERRY_FAILURE_TASK_EXPIRED] =
    N_("Check whether a policy of the bucket admits only your own network, and import the disk "
       "again."),
  [FERRY_FAILURE_TASK_GONE] = N_("Look for the instance in EC2."),
  [FERRY_FAILURE_AWS_CANCELLED] = START_AGAIN,
  [FERRY_FAILURE_NOT_IN_REGION] =
    N_("Copy the disk to a bucket in one of the 15 regions that have it, for example eu-west-1 "
       "or us-east-1, and import it from there."),
  [FERRY_FAILURE_PARAMETER] = CHANGE_IT,
  [FERRY_FAILURE_PARAMETER_MISSING] = CHANGE_IT,
  [FERRY_FAILURE_INTERNAL] = START_AGAIN,
};

const char *
ferry_failure_get_advice (FerryFailure failure)
{
  g_return_val_if_fail ((guint) failure < FERRY_N_FAILURES, NULL);

  return _(advices[failure]);
}
