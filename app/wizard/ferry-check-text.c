/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-check-text.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

/* A finding that is about no field, such as one of the bucket, is not named here. */
static const FerryCheckField fields[FERRY_N_CHECKS] = {
  [FERRY_CHECK_NAME_MISSING] = FERRY_CHECK_FIELD_NAME,
  [FERRY_CHECK_NAME_TWICE] = FERRY_CHECK_FIELD_NAME,
  [FERRY_CHECK_PLATFORM_UNSET] = FERRY_CHECK_FIELD_PLATFORM,
  [FERRY_CHECK_PLATFORM_OTHER] = FERRY_CHECK_FIELD_PLATFORM,
  [FERRY_CHECK_ARCHITECTURE_OTHER] = FERRY_CHECK_FIELD_ARCHITECTURE,
  [FERRY_CHECK_ARCHITECTURE] = FERRY_CHECK_FIELD_ARCHITECTURE,
  [FERRY_CHECK_I386] = FERRY_CHECK_FIELD_ARCHITECTURE,
  [FERRY_CHECK_TYPE_MISSING] = FERRY_CHECK_FIELD_INSTANCE_TYPE,
  [FERRY_CHECK_TYPE_NOT_FOR_LINUX] = FERRY_CHECK_FIELD_INSTANCE_TYPE,
  [FERRY_CHECK_TYPE_UNKNOWN] = FERRY_CHECK_FIELD_INSTANCE_TYPE,
  [FERRY_CHECK_TYPE_NOT_IN_ZONE] = FERRY_CHECK_FIELD_INSTANCE_TYPE,
  [FERRY_CHECK_TYPE_ARCHITECTURE] = FERRY_CHECK_FIELD_INSTANCE_TYPE,
  [FERRY_CHECK_TYPE_BOOT_MODE] = FERRY_CHECK_FIELD_INSTANCE_TYPE,
  [FERRY_CHECK_TYPE_DRIVERS] = FERRY_CHECK_FIELD_INSTANCE_TYPE,
  [FERRY_CHECK_TYPE_BARE_METAL] = FERRY_CHECK_FIELD_INSTANCE_TYPE,
  [FERRY_CHECK_ZONE_UNKNOWN] = FERRY_CHECK_FIELD_ZONE,
  [FERRY_CHECK_ZONE_NOT_AVAILABLE] = FERRY_CHECK_FIELD_ZONE,
  [FERRY_CHECK_ZONE_NOT_OF_SUBNET] = FERRY_CHECK_FIELD_ZONE,
  [FERRY_CHECK_DATA_WITHOUT_ZONE] = FERRY_CHECK_FIELD_ZONE,
  [FERRY_CHECK_SUBNET_FORM] = FERRY_CHECK_FIELD_SUBNET,
  [FERRY_CHECK_SUBNET_UNKNOWN] = FERRY_CHECK_FIELD_SUBNET,
  [FERRY_CHECK_SUBNET_FULL] = FERRY_CHECK_FIELD_SUBNET,
  [FERRY_CHECK_NO_DEFAULT_VPC] = FERRY_CHECK_FIELD_SUBNET,
  [FERRY_CHECK_GROUP_FORM] = FERRY_CHECK_FIELD_GROUPS,
  [FERRY_CHECK_GROUP_UNKNOWN] = FERRY_CHECK_FIELD_GROUPS,
  [FERRY_CHECK_GROUP_IN_OTHER_VPC] = FERRY_CHECK_FIELD_GROUPS,
  [FERRY_CHECK_TOO_MANY_GROUPS] = FERRY_CHECK_FIELD_GROUPS,
  [FERRY_CHECK_IP_FORM] = FERRY_CHECK_FIELD_IP,
  [FERRY_CHECK_IP_WITHOUT_SUBNET] = FERRY_CHECK_FIELD_IP,
  [FERRY_CHECK_IP_OUTSIDE_SUBNET] = FERRY_CHECK_FIELD_IP,
  [FERRY_CHECK_IP_RESERVED] = FERRY_CHECK_FIELD_IP,
  [FERRY_CHECK_IP_TAKEN] = FERRY_CHECK_FIELD_IP,
  [FERRY_CHECK_IP_TWICE] = FERRY_CHECK_FIELD_IP,
  [FERRY_CHECK_TENANCY] = FERRY_CHECK_FIELD_TENANCY,
  [FERRY_CHECK_TERMINATES] = FERRY_CHECK_FIELD_SHUTDOWN,
  [FERRY_CHECK_USER_DATA_UNREADABLE] = FERRY_CHECK_FIELD_USER_DATA,
  [FERRY_CHECK_USER_DATA_TOO_LARGE] = FERRY_CHECK_FIELD_USER_DATA,
  [FERRY_CHECK_TAG_FORM] = FERRY_CHECK_FIELD_TAGS,
  [FERRY_CHECK_VOLUME_TOO_SMALL] = FERRY_CHECK_FIELD_VOLUME,
  [FERRY_CHECK_VOLUME_TOO_LARGE] = FERRY_CHECK_FIELD_VOLUME,
  [FERRY_CHECK_FORMAT_UNKNOWN] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_FORMAT_REFUSED] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_NOT_STREAM_OPTIMIZED] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_SIZE_UNKNOWN] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_DISK_UNREADABLE] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_CUSTOMER_KEY] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_DIFFERENCING] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_DIRTY] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_ENCRYPTED] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_ARCHIVED] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_KEY_NOT_XML] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_DISK_CUT] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_BOOT_OVER_2_TIB] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_OVER_8_TIB] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_BOOT_SECTOR_UNKNOWN] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_NO_BOOT_SECTOR] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_GPT] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_NO_ACTIVE_PARTITION] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_DYNAMIC_DISK] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_NO_SYSTEM] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_DATA_DISK_BOOTS] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_DUAL_BOOT] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_LVM_SPREAD] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_WINDOWS_CLIENT] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_SYSTEM_OLD] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_REGIONS_MIXED] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_DISK_TWICE] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_DISK_IMPORTED] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_TOO_MANY_DATA_DISKS] = FERRY_CHECK_FIELD_DISKS,
  [FERRY_CHECK_ROAD_NOT_TRAVELLED] = FERRY_CHECK_FIELD_ROAD,
};

FerryCheckField
ferry_check_get_field (const FerryCheck *check)
{
  return fields[check->code];
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

char *
ferry_fix_to_label (const FerryCheck *check)
{
  g_autofree char *choice = ferry_format_name (check->choice != NULL ? check->choice : "");

  switch (check->fix)
    {
    case FERRY_FIX_RAISE_VOLUME:
      /* Translators: a button; %s is a number: “Raise to 41 GiB” */
      return g_strdup_printf (_("Raise to %s GiB"), choice);
    case FERRY_FIX_LOWER_VOLUME:
      /* Translators: a button; %s is a number: “Lower to 16384 GiB” */
      return g_strdup_printf (_("Lower to %s GiB"), choice);
    case FERRY_FIX_CHANGE_TYPE:
    case FERRY_FIX_SET_PLATFORM:
    case FERRY_FIX_SET_ARCHITECTURE:
    case FERRY_FIX_SET_ZONE:
      /* Translators: a button; %s is an instance type, a platform, an architecture or a zone: “Use
       * t2.medium”, “Use Linux”, “Use eu-west-1a”
       */
      return g_strdup_printf (_("Use %s"), choice);
    case FERRY_FIX_CLEAR_IP:
      return g_strdup (_("Clear Address"));
    case FERRY_FIX_DROP_GROUP:
      /* Translators: a button; %s is a security group: “Remove sg-0a1b2c3d” */
      return g_strdup_printf (_("Remove %s"), choice);
    case FERRY_FIX_STOP_AT_SHUTDOWN:
      return g_strdup (_("Stop Instead"));
    case FERRY_FIX_REMOVE_DISK:
      return g_strdup (_("Remove Disk"));
    case FERRY_FIX_SPLIT_DISK:
      return g_strdup (_("Make Own Machine"));
    case FERRY_FIX_CHOOSE_BOOT_DISK:
      /* Translators: a button; %s is the name of a disk: “Boot from web01.vmdk” */
      return g_strdup_printf (_("Boot from %s"), choice);
    case FERRY_FIX_RENAME:
      /* Translators: a button; %s is a name: “Rename to web01-2” */
      return g_strdup_printf (_("Rename to %s"), choice);
    case FERRY_FIX_NONE:
    default:
      return NULL;
    }
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
