/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-check.h"

#include <string.h>

static FerryPlatform
parse_platform (const char *name)
{
  return g_strcmp0 (name, ferry_platform_get_name (FERRY_PLATFORM_WINDOWS)) == 0
         ? FERRY_PLATFORM_WINDOWS : FERRY_PLATFORM_LINUX;
}

static FerryArchitecture
parse_architecture (const char *name)
{
  return g_strcmp0 (name, ferry_architecture_get_name (FERRY_ARCHITECTURE_I386)) == 0
         ? FERRY_ARCHITECTURE_I386 : FERRY_ARCHITECTURE_X86_64;
}

static void
drop_group (FerryMachine *machine,
            const char   *group)
{
  const char *const *groups = ferry_machine_get_security_groups (machine);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) left = NULL;

  for (; groups != NULL && *groups != NULL; groups++)
    if (g_strcmp0 (*groups, group) != 0)
      g_strv_builder_add (builder, *groups);

  left = g_strv_builder_end (builder);
  g_object_set (machine, "security-groups", left, NULL);
}

static void
choose_boot_disk (FerryPlan    *plan,
                  FerryMachine *machine,
                  const char   *name)
{
  guint n_disks = ferry_machine_get_n_disks (machine);

  for (guint i = 1; i < n_disks; i++)
    {
      FerryMachineDisk *disk = ferry_machine_get_disk (machine, i);

      if (ferry_machine_disk_get_report (disk)->system != NULL &&
          g_strcmp0 (ferry_disk_get_name (ferry_machine_disk_get_disk (disk)), name) == 0)
        {
          ferry_plan_set_boot_disk (plan, machine, i);
          return;
        }
    }
}

static gboolean
find_disk (const FerryCheck *check,
           guint            *position)
{
  guint n_disks = ferry_machine_get_n_disks (check->machine);

  for (*position = 0; *position < n_disks; (*position)++)
    if (ferry_machine_get_disk (check->machine, *position) == check->disk)
      return TRUE;

  return FALSE;
}

/* What has been raised further by hand stays so. */
static void
set_size (const FerryCheck *check)
{
  guint64 now = ferry_machine_disk_get_size (check->disk);
  guint64 size;

  if (check->choice == NULL ||
      !g_ascii_string_to_unsigned (check->choice, 10, 1, G_MAXUINT64, &size, NULL))
    return;

  ferry_machine_disk_set_size (check->disk, check->fix == FERRY_FIX_RAISE_VOLUME ? MAX (now, size)
                                                                                 : MIN (now, size));
}

static void
fix_disk (const FerryCheck *check,
          FerryPlan        *plan,
          guint             position)
{
  switch (check->fix)
    {
    case FERRY_FIX_RAISE_VOLUME:
    case FERRY_FIX_LOWER_VOLUME:
      set_size (check);
      break;
    case FERRY_FIX_REMOVE_DISK:
      ferry_plan_remove_disk (plan, check->machine, position);
      break;
    case FERRY_FIX_SPLIT_DISK:
      ferry_plan_split_disk (plan, check->machine, position);
      break;
    case FERRY_FIX_CHOOSE_BOOT_DISK:
      choose_boot_disk (plan, check->machine, check->choice);
      break;
    case FERRY_FIX_NONE:
    case FERRY_FIX_CHANGE_TYPE:
    case FERRY_FIX_SET_PLATFORM:
    case FERRY_FIX_SET_ARCHITECTURE:
    case FERRY_FIX_SET_ZONE:
    case FERRY_FIX_CLEAR_IP:
    case FERRY_FIX_DROP_GROUP:
    case FERRY_FIX_STOP_AT_SHUTDOWN:
    case FERRY_FIX_RENAME:
    default:
      break;
    }
}

static void
fix_machine (const FerryCheck *check)
{
  FerryMachine *machine = check->machine;

  switch (check->fix)
    {
    case FERRY_FIX_CHANGE_TYPE:
      g_object_set (machine, "instance-type", check->choice, NULL);
      break;
    case FERRY_FIX_SET_PLATFORM:
      g_object_set (machine, "platform", parse_platform (check->choice), NULL);
      break;
    case FERRY_FIX_SET_ARCHITECTURE:
      g_object_set (machine, "architecture", parse_architecture (check->choice), NULL);
      break;
    case FERRY_FIX_SET_ZONE:
      g_object_set (machine, "zone", check->choice, NULL);
      break;
    case FERRY_FIX_CLEAR_IP:
      g_object_set (machine, "private-ip", "", NULL);
      break;
    case FERRY_FIX_DROP_GROUP:
      drop_group (machine, check->choice);
      break;
    case FERRY_FIX_STOP_AT_SHUTDOWN:
      g_object_set (machine, "shutdown", FERRY_SHUTDOWN_STOP, NULL);
      break;
    case FERRY_FIX_RENAME:
      g_object_set (machine, "name", check->choice, NULL);
      break;
    case FERRY_FIX_NONE:
    case FERRY_FIX_RAISE_VOLUME:
    case FERRY_FIX_LOWER_VOLUME:
    case FERRY_FIX_REMOVE_DISK:
    case FERRY_FIX_SPLIT_DISK:
    case FERRY_FIX_CHOOSE_BOOT_DISK:
    default:
      break;
    }
}

/* A check may be older than the plan: what it is about can be gone, or mended by hand. */
gboolean
ferry_check_fix (const FerryCheck *check,
                 FerryPlan        *plan)
{
  g_autoptr(FerryMachine) before = NULL;
  guint position;

  g_return_val_if_fail (check != NULL, FALSE);
  g_return_val_if_fail (FERRY_IS_PLAN (plan), FALSE);

  if (check->fix == FERRY_FIX_NONE || check->machine == NULL ||
      !ferry_plan_find (plan, check->machine, NULL))
    return FALSE;

  before = ferry_machine_copy (check->machine);
  ferry_plan_begin (plan);
  fix_machine (check);
  if (check->disk != NULL && find_disk (check, &position))
    fix_disk (check, plan, position);
  ferry_plan_end (plan);

  return !ferry_plan_find (plan, check->machine, NULL) ||
         !ferry_machine_equal (before, check->machine);
}
