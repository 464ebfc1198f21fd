/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-check-text.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

/* The cause and the next step, in the order of FerryCheckCode. */
static const char *const advice[FERRY_N_CHECKS] = {
  /* the machine's settings */
  [FERRY_CHECK_NAME_MISSING] = N_("It is how you find the machine again under Tasks."),
  [FERRY_CHECK_NAME_TWICE] =
    N_("You could not tell them apart later. Give one of them another name."),
  [FERRY_CHECK_PLATFORM_UNSET] =
    N_("EC2 prepares Linux and Windows differently, so it has to be right."),
  [FERRY_CHECK_PLATFORM_OTHER] =
    N_("With the wrong platform the import fails after hours, or the machine does not start."),
  [FERRY_CHECK_ARCHITECTURE_OTHER] =
    N_("Choose what the disk holds. EC2 prepares the machine for what it is told."),
  [FERRY_CHECK_TYPE_MISSING] = N_("Choose one from the menu, or type its name."),
  [FERRY_CHECK_TYPE_NOT_FOR_LINUX] =
    N_("ImportInstance takes only an old list for Linux. Choose t2.micro, t2.small or "
       "t2.medium; the type can be changed when the machine has landed."),
  [FERRY_CHECK_TYPE_UNKNOWN] = N_("Look at its spelling, or choose another one."),
  [FERRY_CHECK_TYPE_NOT_IN_ZONE] =
    N_("Not every zone has every type. Choose another type, or a subnet in another zone."),
  [FERRY_CHECK_TYPE_ARCHITECTURE] =
    N_("A system runs only on processors it was made for. Choose another type."),
  [FERRY_CHECK_TYPE_BOOT_MODE] =
    N_("A type starts machines by BIOS, by UEFI or by both. Choose one that does as the disk "
       "needs."),
  [FERRY_CHECK_TYPE_DRIVERS] =
    N_("It has ENA network cards or NVMe disks, and an import installs no drivers for them in "
       "Linux. Make sure that the system has them, or choose an older type."),
  [FERRY_CHECK_TYPE_BARE_METAL] =
    N_("Systems that ran in a virtual machine rarely have the drivers for it. Choose another type; "
       "it can be changed when the machine has landed."),
  [FERRY_CHECK_ZONE_UNKNOWN] = N_("Choose one from the list, or leave it empty."),
  [FERRY_CHECK_ZONE_NOT_AVAILABLE] =
    N_("It is impaired, or it is a local zone, and imports go to availability zones. Choose "
       "another one."),
  [FERRY_CHECK_ZONE_NOT_OF_SUBNET] =
    N_("A machine is made in the zone of its subnet. Choose that zone, or another subnet."),
  [FERRY_CHECK_SUBNET_FORM] =
    N_("It looks like “subnet-0a1b2c3d”. Leave it empty for the default VPC."),
  [FERRY_CHECK_SUBNET_UNKNOWN] =
    N_("A subnet belongs to one region and one account. Choose one from the list."),
  [FERRY_CHECK_SUBNET_FULL] =
    N_("Every machine takes an address. Choose another subnet, or free addresses in this one."),
  [FERRY_CHECK_NO_DEFAULT_VPC] =
    N_("The region has no default VPC that EC2 could choose by itself. Choose a subnet."),
  [FERRY_CHECK_DATA_WITHOUT_ZONE] =
    N_("A volume can only be attached in its own zone, so EC2 has to be told the zone before. "
       "Choose one."),
  [FERRY_CHECK_GROUP_FORM] = N_("It looks like “sg-0a1b2c3d”, and is not the group’s name."),
  [FERRY_CHECK_GROUP_UNKNOWN] =
    N_("A security group belongs to one VPC in one region. Choose one from the list."),
  [FERRY_CHECK_GROUP_IN_OTHER_VPC] =
    N_("Groups and subnet must be of the same VPC. Choose groups of the subnet’s VPC."),
  [FERRY_CHECK_TOO_MANY_GROUPS] =
    N_("A network card takes five groups, or up to 16 where AWS has raised the quota."),
  [FERRY_CHECK_IP_FORM] =
    N_("It looks like “10.0.4.12”. Leave it empty, and EC2 chooses a free one."),
  [FERRY_CHECK_IP_WITHOUT_SUBNET] =
    N_("An address is one of a subnet. Choose the subnet, or leave the address empty."),
  [FERRY_CHECK_IP_OUTSIDE_SUBNET] =
    N_("Choose one within the subnet, or leave it empty, and EC2 chooses a free one."),
  [FERRY_CHECK_IP_RESERVED] =
    N_("The first four addresses of a subnet and its last one are not given to machines."),
  [FERRY_CHECK_IP_TAKEN] =
    N_("Something else in the subnet has it. Choose another one, or leave it empty."),
  [FERRY_CHECK_IP_TWICE] = N_("Give one of them another address, or leave it empty."),
  [FERRY_CHECK_TENANCY] =
    N_("Dedicated instances cost more, and t2 types cannot be dedicated."),
  [FERRY_CHECK_TERMINATES] =
    N_("With “terminate”, EC2 removes machine and volumes when somebody shuts the system down, "
       "even by accident. “Stop” keeps them."),
  [FERRY_CHECK_USER_DATA_UNREADABLE] = N_("See that it is still there, or choose it again."),
  [FERRY_CHECK_USER_DATA_TOO_LARGE] =
    N_("EC2 takes 16 KiB. Put the rest where the machine can fetch it."),
  [FERRY_CHECK_TAG_FORM] =
    N_("A key has 1 to 128 characters, does not begin with “aws:” and is there once; a value has "
       "at most 256 characters; a machine has at most 50 tags."),

  /* a disk */
  [FERRY_CHECK_FORMAT_UNKNOWN] =
    N_("Export it again as stream-optimized VMDK or as a raw image."),
  [FERRY_CHECK_FORMAT_REFUSED] =
    N_("Export it again as stream-optimized VMDK, or convert it: "
       "qemu-img convert -O vmdk -o subformat=streamOptimized."),
  [FERRY_CHECK_NOT_STREAM_OPTIMIZED] =
    N_("It is the only kind of VMDK that EC2 takes. Convert it: "
       "qemu-img convert -f vmdk -O vmdk -o subformat=streamOptimized."),
  [FERRY_CHECK_SIZE_UNKNOWN] =
    N_("The image may be cut short. Compare it with the original and upload it again."),
  [FERRY_CHECK_DISK_UNREADABLE] =
    N_("Ferry read nothing of it, so EC2 may not be able to either. Look at the rights to the "
       "object and at how it is encrypted."),
  [FERRY_CHECK_CUSTOMER_KEY] =
    N_("Links cannot carry the key that S3 asks for with each request (SSE-C). Copy the object "
       "without it."),
  [FERRY_CHECK_DIFFERENCING] =
    N_("Merge it with the disk that it belongs to, then upload the result."),
  [FERRY_CHECK_DIRTY] = N_("Shut the machine down and export the disk again."),
  [FERRY_CHECK_ENCRYPTED] =
    N_("EC2 cannot look into it. Decrypt it in the machine, then export it again."),
  [FERRY_CHECK_ARCHIVED] = N_("Restore the object first; S3 says when it can be read."),
  [FERRY_CHECK_KEY_NOT_XML] =
    N_("It holds characters that XML forbids. Copy the object to another key."),
  [FERRY_CHECK_DISK_CUT] =
    N_("ImportImage takes a disk as one object only. Choose the classic road, whose manifest names "
       "all parts, or put them together."),
  [FERRY_CHECK_VOLUME_TOO_SMALL] = N_("Give it at least the disk’s size."),
  [FERRY_CHECK_VOLUME_TOO_LARGE] =
    N_("A volume has at most 16,384 GiB, and a disk must be smaller than that."),
  [FERRY_CHECK_BOOT_OVER_2_TIB] =
    N_("ImportInstance starts machines from a master boot record, which reaches no further. Make "
       "the disk smaller before you export it, and move what is over to a data disk."),
  [FERRY_CHECK_OVER_8_TIB] = N_("From 8 TiB on, a disk can only be imported with a manifest."),
  [FERRY_CHECK_BOOT_SECTOR_UNKNOWN] =
    N_("Ferry cannot say whether EC2 will find something to boot. The image may be "
       "damaged: upload it again."),
  [FERRY_CHECK_NO_BOOT_SECTOR] =
    N_("EC2 boots from a master boot record. Is this a data disk? Choose the machine’s "
       "boot disk."),
  [FERRY_CHECK_GPT] =
    N_("ImportInstance answers “No bootable partition found”. Convert the disk to MBR "
       "before you export it."),
  [FERRY_CHECK_NO_ACTIVE_PARTITION] =
    N_("EC2 looks for the boot flag. Mark the boot partition active before you export "
       "the disk."),
  [FERRY_CHECK_DYNAMIC_DISK] =
    N_("EC2 may find no system on it. Convert it to a basic disk before you export it."),
  [FERRY_CHECK_NO_SYSTEM] = N_("Is it a data disk? Choose the one that the machine starts from."),
  [FERRY_CHECK_DATA_DISK_BOOTS] =
    N_("It becomes a volume of this machine and is not started. If it is another machine, take it "
       "out of this one."),
  [FERRY_CHECK_DUAL_BOOT] =
    N_("VM Import does not support two systems on one disk. Remove one before you export it."),
  [FERRY_CHECK_LVM_SPREAD] =
    N_("Boot disk and data disks are volumes of LVM, and no system could be found on the boot disk "
       "alone. ImportInstance gets the boot disk only: move the system onto it first."),
  [FERRY_CHECK_ARCHITECTURE] =
    N_("ARM systems cannot be imported: set the machine up anew on an ARM instance."),
  [FERRY_CHECK_I386] =
    N_("AWS has been dropping 32-bit systems from VM Import since February 2026. It may still "
       "work; do not wait."),
  [FERRY_CHECK_WINDOWS_CLIENT] =
    N_("Its licence is always your own, and ImportInstance cannot be told so."),
  [FERRY_CHECK_SYSTEM_OLD] =
    N_("AWS has been dropping releases without support since February 2026. It may still work; "
       "otherwise upgrade the system before you export it."),

  /* the bucket and the region */
  [FERRY_CHECK_REGION_NOT_CLASSIC] =
    N_("Copy the disk to a bucket in one of the 15 regions that do, for example "
       "eu-west-1 or us-east-1."),
  [FERRY_CHECK_REGION_NOT_ENABLED] =
    N_("Enable the region for the account, or correct its name where it was typed."),
  [FERRY_CHECK_REGIONS_MIXED] =
    N_("All disks of a machine must be in one region. Copy this one to a bucket there."),
  [FERRY_CHECK_BUCKET_DOTTED] =
    N_("The certificate of S3 does not cover such names, so Ferry writes links that name the "
       "bucket in the path. There is nothing to do."),
  [FERRY_CHECK_BUCKET_VERSIONED] =
    N_("When the manifest is deleted, an old version of it stays until you or a lifecycle rule "
       "remove it. Its links can be used until they end."),
  [FERRY_CHECK_BUCKET_LOCKED] =
    N_("If a lock is set by default, the manifest cannot be deleted after the import. Its links "
       "can be used until they end."),
  [FERRY_CHECK_BUCKET_REPLICATED] =
    N_("The manifest may be copied with its links, and the copy is not deleted after the import."),
  [FERRY_CHECK_BUCKET_BY_ADDRESS] =
    N_("It refuses requests from other addresses or other VPCs. EC2 reads from AWS’s own "
       "addresses: links may work here and still hang there. Make an exception in the policy."),
  [FERRY_CHECK_BUCKET_BY_AGE] =
    N_("EC2 may need links for a day, and Ferry makes them for seven. Make an exception in the "
       "policy, or copy the disk to another bucket."),
  [FERRY_CHECK_BUCKET_BY_SIGNING] =
    N_("EC2 reads the disk by a signed link and by nothing else. Make an exception in the policy, "
       "or copy the disk to another bucket."),
  [FERRY_CHECK_LINKS_TOO_SHORT] =
    N_("EC2 may need them for a day. Use an access key of a user, or sign in again so "
       "that the session lasts longer."),
  [FERRY_CHECK_LINKS_OUTLIVE] =
    N_("Links can live for seven days, but not longer than what signs them. It should do; for very "
       "large disks use an access key of a user."),
  [FERRY_CHECK_VOLUMES_ENCRYPTED] =
    N_("VM Import must be allowed to use the key. The import may fail otherwise: allow it in the "
       "key’s policy, or make aws/ebs the default key for the time of the import."),
  [FERRY_CHECK_VOLUMES_PLAIN] =
    N_("ImportInstance gives no choice. Turn on EBS encryption by default for the region if they "
       "should be."),

  /* the plan */
  [FERRY_CHECK_NO_MACHINES] = N_("Choose at least one disk."),
  [FERRY_CHECK_DISK_TWICE] = N_("It would be imported twice and become two volumes."),
  [FERRY_CHECK_DISK_IMPORTED] =
    N_("EC2 does not notice a second import: you would get another machine. Is that what you "
       "want?"),
  [FERRY_CHECK_MORE_TASKS_THAN_AT_ONCE] =
    N_("EC2 works on five at a time in a region, and each disk is one. The others wait in Ferry "
       "until it is their turn."),
  [FERRY_CHECK_OVER_QUOTA] =
    N_("With those that run already, starting them may fail. Ask AWS to raise the quota, or "
       "import fewer."),
  [FERRY_CHECK_TOO_MANY_DATA_DISKS] =
    N_("Not all of them can be attached. Move the content of some to others first."),
  [FERRY_CHECK_ROAD_NOT_TRAVELLED] =
    N_("It can only judge a machine on the image road. Choose the classic one to import it."),
};

static gboolean
goes_by_image (const FerryCheck *check)
{
  return check->severity == FERRY_SEVERITY_BLOCKS &&
         (check->roads & (1 << FERRY_ROAD_IMAGE)) != 0;
}

/* What was seen may be a name out of a bucket or of a disk. (nullable) */
static char *
dup_evidence (const FerryCheck *check)
{
  return check->evidence == NULL || *check->evidence == '\0' ? NULL
                                                             : ferry_format_name (check->evidence);
}

char *
ferry_check_to_advice (const FerryCheck *check)
{
  const char *sentence = _(advice[check->code]);
  g_autofree char *evidence = dup_evidence (check);

  if (evidence != NULL && goes_by_image (check))
    /* Translators: the first %s is what was seen, for example “GPT”; the second a sentence. */
    return g_strdup_printf (_("Found: %s. %s With ImportImage this would not matter."),
                            evidence, sentence);
  if (evidence != NULL)
    /* Translators: the first %s is what was seen, for example “VHDX”; the second a sentence. */
    return g_strdup_printf (_("Found: %s. %s"), evidence, sentence);
  if (goes_by_image (check))
    /* Translators: %s is a sentence. */
    return g_strdup_printf (_("%s With ImportImage this would not matter."), sentence);

  return g_strdup (sentence);
}
