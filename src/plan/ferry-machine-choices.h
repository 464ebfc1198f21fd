/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What can be chosen for a machine where the choices are few and known. */

/* How a machine travels. */
typedef enum {
  FERRY_ROAD_CLASSIC,  /* a manifest and ImportInstance, ImportVolume for its data disks */
  FERRY_ROAD_IMAGE,    /* ImportImage, then RunInstances: Ferry judges it, but does not send it */
} FerryRoad;

typedef enum {
  FERRY_PLATFORM_UNSET,  /* the disk does not tell, and nobody has chosen yet */
  FERRY_PLATFORM_LINUX,
  FERRY_PLATFORM_WINDOWS,
} FerryPlatform;

typedef enum {
  FERRY_ARCHITECTURE_X86_64,
  FERRY_ARCHITECTURE_I386,
} FerryArchitecture;

/* ImportInstance knows no dedicated hosts. */
typedef enum {
  FERRY_TENANCY_DEFAULT,
  FERRY_TENANCY_DEDICATED,
} FerryTenancy;

/* What EC2 does when the system in the machine shuts down. */
typedef enum {
  FERRY_SHUTDOWN_STOP,
  FERRY_SHUTDOWN_TERMINATE,
} FerryShutdown;

/* What becomes of the disks in the bucket once the machine has landed. */
typedef enum {
  FERRY_AFTERWARDS_KEEP,
  FERRY_AFTERWARDS_ASK,  /* when the machine runs */
} FerryAfterwards;

#define FERRY_TYPE_ROAD (ferry_road_get_type ())
GType       ferry_road_get_type             (void);
#define FERRY_TYPE_PLATFORM (ferry_platform_get_type ())
GType       ferry_platform_get_type         (void);
#define FERRY_TYPE_ARCHITECTURE (ferry_architecture_get_type ())
GType       ferry_architecture_get_type     (void);
#define FERRY_TYPE_TENANCY (ferry_tenancy_get_type ())
GType       ferry_tenancy_get_type          (void);
#define FERRY_TYPE_SHUTDOWN (ferry_shutdown_get_type ())
GType       ferry_shutdown_get_type         (void);
#define FERRY_TYPE_AFTERWARDS (ferry_afterwards_get_type ())
GType       ferry_afterwards_get_type       (void);
/* as EC2 spells it: "Linux", "Windows"; %NULL for unset */
const char *ferry_platform_get_name         (FerryPlatform     platform);
/* "x86_64", "i386" */
const char *ferry_architecture_get_name     (FerryArchitecture architecture);

G_END_DECLS
