/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-machine-choices.h"

G_DEFINE_ENUM_TYPE (FerryRoad, ferry_road,
                    G_DEFINE_ENUM_VALUE (FERRY_ROAD_CLASSIC, "classic"),
                    G_DEFINE_ENUM_VALUE (FERRY_ROAD_IMAGE, "image"))

G_DEFINE_ENUM_TYPE (FerryPlatform, ferry_platform,
                    G_DEFINE_ENUM_VALUE (FERRY_PLATFORM_UNSET, "unset"),
                    G_DEFINE_ENUM_VALUE (FERRY_PLATFORM_LINUX, "linux"),
                    G_DEFINE_ENUM_VALUE (FERRY_PLATFORM_WINDOWS, "windows"))

G_DEFINE_ENUM_TYPE (FerryArchitecture, ferry_architecture,
                    G_DEFINE_ENUM_VALUE (FERRY_ARCHITECTURE_X86_64, "x86-64"),
                    G_DEFINE_ENUM_VALUE (FERRY_ARCHITECTURE_I386, "i386"))

G_DEFINE_ENUM_TYPE (FerryTenancy, ferry_tenancy,
                    G_DEFINE_ENUM_VALUE (FERRY_TENANCY_DEFAULT, "default"),
                    G_DEFINE_ENUM_VALUE (FERRY_TENANCY_DEDICATED, "dedicated"))

G_DEFINE_ENUM_TYPE (FerryShutdown, ferry_shutdown,
                    G_DEFINE_ENUM_VALUE (FERRY_SHUTDOWN_STOP, "stop"),
                    G_DEFINE_ENUM_VALUE (FERRY_SHUTDOWN_TERMINATE, "terminate"))

G_DEFINE_ENUM_TYPE (FerryAfterwards, ferry_afterwards,
                    G_DEFINE_ENUM_VALUE (FERRY_AFTERWARDS_KEEP, "keep"),
                    G_DEFINE_ENUM_VALUE (FERRY_AFTERWARDS_ASK, "ask"))

const char *
ferry_platform_get_name (FerryPlatform platform)
{
  switch (platform)
    {
    case FERRY_PLATFORM_LINUX:
      return "Linux";
    case FERRY_PLATFORM_WINDOWS:
      return "Windows";
    case FERRY_PLATFORM_UNSET:
    default:
      return NULL;
    }
}

const char *
ferry_architecture_get_name (FerryArchitecture architecture)
{
  return architecture == FERRY_ARCHITECTURE_I386 ? "i386" : "x86_64";
}
