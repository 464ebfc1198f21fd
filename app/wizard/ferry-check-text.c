/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-check-text.h"

#include <glib/gi18n.h>

FerryCheckField
ferry_check_get_field (const FerryCheck *check)
{
  switch (check->code)
    {
    case FERRY_CHECK_NAME_MISSING:
      return FERRY_CHECK_FIELD_NAME;
    case FERRY_CHECK_PLATFORM_UNSET:
      return FERRY_CHECK_FIELD_PLATFORM;
    case FERRY_CHECK_TYPE_MISSING:
    case FERRY_CHECK_TYPE_NOT_FOR_LINUX:
      return FERRY_CHECK_FIELD_INSTANCE_TYPE;
    case FERRY_CHECK_SUBNET_FORM:
      return FERRY_CHECK_FIELD_SUBNET;
    case FERRY_CHECK_VOLUME_TOO_SMALL:
    case FERRY_CHECK_VOLUME_TOO_LARGE:
      return FERRY_CHECK_FIELD_VOLUME;
    case FERRY_CHECK_ARCHITECTURE:
      return FERRY_CHECK_FIELD_ARCHITECTURE;
    case FERRY_CHECK_REGION_NOT_CLASSIC:
    case FERRY_CHECK_FORMAT_UNKNOWN:
    case FERRY_CHECK_FORMAT_REFUSED:
    case FERRY_CHECK_SIZE_UNKNOWN:
    case FERRY_CHECK_BOOT_SECTOR_UNKNOWN:
    case FERRY_CHECK_NO_BOOT_SECTOR:
    case FERRY_CHECK_GPT:
    case FERRY_CHECK_NO_ACTIVE_PARTITION:
    case FERRY_CHECK_DIFFERENCING:
    case FERRY_CHECK_DIRTY:
    case FERRY_CHECK_ENCRYPTED:
    case FERRY_CHECK_ARCHIVED:
    case FERRY_CHECK_KEY_NOT_XML:
    case FERRY_CHECK_LINKS_TOO_SHORT:
      return FERRY_CHECK_FIELD_NONE;
    default:
      g_return_val_if_reached (FERRY_CHECK_FIELD_NONE);
    }
}

const FerryCheck *
ferry_check_find (GPtrArray       *checks,
                  FerryCheckField  field)
{
  const FerryCheck *worst = NULL;

  for (guint i = 0; i < checks->len; i++)
    {
      const FerryCheck *check = g_ptr_array_index (checks, i);

      if (ferry_check_get_field (check) == field
          && (worst == NULL || check->severity > worst->severity))
        worst = check;
    }

  return worst;
}

static const char *
get_title (FerryCheckCode code)
{
  switch (code)
    {
    case FERRY_CHECK_NAME_MISSING:
      return _("The machine needs a name");
    case FERRY_CHECK_PLATFORM_UNSET:
      return _("Choose a platform: the disk does not tell");
    case FERRY_CHECK_TYPE_MISSING:
      return _("The machine needs an instance type");
    case FERRY_CHECK_TYPE_NOT_FOR_LINUX:
      return _("This instance type cannot be used for Linux");
    case FERRY_CHECK_SUBNET_FORM:
      return _("This is not the ID of a subnet");
    case FERRY_CHECK_VOLUME_TOO_SMALL:
      return _("The volume is smaller than the disk");
    case FERRY_CHECK_VOLUME_TOO_LARGE:
      return _("The volume is larger than EC2 allows");
    case FERRY_CHECK_REGION_NOT_CLASSIC:
      return _("This region does not know ImportInstance");
    case FERRY_CHECK_FORMAT_UNKNOWN:
      return _("The disk’s format is not known");
    case FERRY_CHECK_FORMAT_REFUSED:
      return _("EC2 does not take this image");
    case FERRY_CHECK_SIZE_UNKNOWN:
      return _("The disk’s own size is not known");
    case FERRY_CHECK_BOOT_SECTOR_UNKNOWN:
      return _("The boot sector could not be read");
    case FERRY_CHECK_NO_BOOT_SECTOR:
      return _("The disk has no boot sector");
    case FERRY_CHECK_GPT:
      return _("The boot disk is partitioned with GPT");
    case FERRY_CHECK_NO_ACTIVE_PARTITION:
      return _("No partition is marked active");
    case FERRY_CHECK_DIFFERENCING:
      return _("The image holds only the changes to another disk");
    case FERRY_CHECK_DIRTY:
      return _("The image was not closed properly");
    case FERRY_CHECK_ENCRYPTED:
      return _("The disk is encrypted");
    case FERRY_CHECK_ARCHITECTURE:
      return _("Only systems for x86 can be imported");
    case FERRY_CHECK_ARCHIVED:
      return _("The disk is in an archive");
    case FERRY_CHECK_KEY_NOT_XML:
      return _("The disk’s key cannot be written in a manifest");
    case FERRY_CHECK_LINKS_TOO_SHORT:
      return _("The links would end too soon");
    default:
      g_return_val_if_reached ("");
    }
}

char *
ferry_check_to_title (const FerryCheck *check)
{
  return g_strdup (get_title (check->code));
}

static const char *
get_advice (FerryCheckCode code)
{
  switch (code)
    {
    case FERRY_CHECK_NAME_MISSING:
      return _("It is how you find the machine again under Tasks.");
    case FERRY_CHECK_PLATFORM_UNSET:
      return _("EC2 prepares Linux and Windows differently, so it has to be right.");
    case FERRY_CHECK_TYPE_MISSING:
      return _("Choose one from the menu, or type its name.");
    case FERRY_CHECK_TYPE_NOT_FOR_LINUX:
      return _("ImportInstance takes only an old list for Linux. Choose t2.micro, t2.small or "
               "t2.medium; the type can be changed when the machine has landed.");
    case FERRY_CHECK_SUBNET_FORM:
      return _("It looks like “subnet-0a1b2c3d”. Leave it empty for the default VPC.");
    case FERRY_CHECK_VOLUME_TOO_SMALL:
      return _("Give it at least the disk’s size.");
    case FERRY_CHECK_VOLUME_TOO_LARGE:
      return _("16,384 GiB is the most.");
    case FERRY_CHECK_REGION_NOT_CLASSIC:
      return _("Copy the disk to a bucket in one of the 15 regions that do, for example "
               "eu-west-1 or us-east-1.");
    case FERRY_CHECK_FORMAT_UNKNOWN:
      return _("Export it again as stream-optimized VMDK or as a raw image.");
    case FERRY_CHECK_FORMAT_REFUSED:
      return _("Export it again as stream-optimized VMDK, or convert it: "
               "qemu-img convert -O vmdk -o subformat=streamOptimized.");
    case FERRY_CHECK_SIZE_UNKNOWN:
      return _("The image may be cut short. Compare it with the original and upload it again.");
    case FERRY_CHECK_BOOT_SECTOR_UNKNOWN:
      return _("Ferry cannot say whether EC2 will find something to boot. The image may be "
               "damaged: upload it again.");
    case FERRY_CHECK_NO_BOOT_SECTOR:
      return _("EC2 boots from a master boot record. Is this a data disk? Choose the machine’s "
               "boot disk.");
    case FERRY_CHECK_GPT:
      return _("ImportInstance answers “No bootable partition found”. Convert the disk to MBR "
               "before you export it.");
    case FERRY_CHECK_NO_ACTIVE_PARTITION:
      return _("EC2 looks for the boot flag. Mark the boot partition active before you export "
               "the disk.");
    case FERRY_CHECK_DIFFERENCING:
      return _("Merge it with the disk that it belongs to, then upload the result.");
    case FERRY_CHECK_DIRTY:
      return _("Shut the machine down and export the disk again.");
    case FERRY_CHECK_ENCRYPTED:
      return _("EC2 cannot look into it. Decrypt it in the machine, then export it again.");
    case FERRY_CHECK_ARCHITECTURE:
      return _("ARM systems cannot be imported: set the machine up anew on an ARM instance.");
    case FERRY_CHECK_ARCHIVED:
      return _("Restore the object first; S3 says when it can be read.");
    case FERRY_CHECK_KEY_NOT_XML:
      return _("It holds characters that XML forbids. Copy the object to another key.");
    case FERRY_CHECK_LINKS_TOO_SHORT:
      return _("EC2 may need them for a day. Use an access key of a user, or sign in again so "
               "that the session lasts longer.");
    default:
      g_return_val_if_reached ("");
    }
}

char *
ferry_check_to_advice (const FerryCheck *check)
{
  if (check->evidence == NULL || *check->evidence == '\0')
    return g_strdup (get_advice (check->code));

  /* Translators: the first %s is what was seen, for example “VHDX”; the second a sentence. */
  return g_strdup_printf (_("Found: %s. %s"), check->evidence, get_advice (check->code));
}

const char *
ferry_severity_to_word (FerrySeverity severity)
{
  switch (severity)
    {
    case FERRY_SEVERITY_NOTE:
      return C_("severity", "Note");
    case FERRY_SEVERITY_WARNING:
      return C_("severity", "Warning");
    case FERRY_SEVERITY_BLOCKS:
      return C_("severity", "Blocks");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
ferry_severity_to_icon (FerrySeverity severity)
{
  switch (severity)
    {
    case FERRY_SEVERITY_NOTE:
      return "dialog-information-symbolic";
    case FERRY_SEVERITY_WARNING:
      return "dialog-warning-symbolic";
    case FERRY_SEVERITY_BLOCKS:
      return "dialog-error-symbolic";
    default:
      g_return_val_if_reached ("");
    }
}

const char *
ferry_severity_to_style (FerrySeverity severity)
{
  switch (severity)
    {
    case FERRY_SEVERITY_NOTE:
      return "accent";
    case FERRY_SEVERITY_WARNING:
      return "warning";
    case FERRY_SEVERITY_BLOCKS:
      return "error";
    default:
      g_return_val_if_reached ("");
    }
}
