/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-disk.h"

G_BEGIN_DECLS

/* How a machine travels; the image road comes later. */
typedef enum {
  FERRY_ROAD_CLASSIC,  /* manifest and ImportInstance */
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

#define FERRY_TYPE_PLATFORM (ferry_platform_get_type ())
GType       ferry_platform_get_type         (void);
#define FERRY_TYPE_ARCHITECTURE (ferry_architecture_get_type ())
GType       ferry_architecture_get_type     (void);
/* as EC2 spells it: "Linux", "Windows"; %NULL for unset */
const char *ferry_platform_get_name         (FerryPlatform     platform);
/* "x86_64", "i386" */
const char *ferry_architecture_get_name     (FerryArchitecture architecture);

#define FERRY_TYPE_MACHINE (ferry_machine_get_type ())
/**
 * FerryMachine:
 *
 * What becomes one instance: the user's wishes for it and its boot disk.
 *
 * Properties (read and write unless said): "name" (string), "platform" (FerryPlatform),
 * "architecture" (FerryArchitecture), "instance-type" (string), "subnet-id" (string, "" for the
 * default VPC), "volume-size" (uint64, GiB), "boot-disk" (FerryDisk, construct-only). Defaults come
 * from the disk: its name, the platform and the architecture that it tells,
 * its size.
 */
G_DECLARE_FINAL_TYPE (FerryMachine, ferry_machine, FERRY, MACHINE, GObject)

FerryMachine      *ferry_machine_new               (FerryDisk     *boot_disk);
FerryRoad          ferry_machine_get_road          (FerryMachine  *self);
FerryDisk         *ferry_machine_get_boot_disk     (FerryMachine  *self);
const char        *ferry_machine_get_name          (FerryMachine  *self);
FerryPlatform      ferry_machine_get_platform      (FerryMachine  *self);
FerryArchitecture  ferry_machine_get_architecture  (FerryMachine  *self);
const char        *ferry_machine_get_instance_type (FerryMachine  *self);
const char        *ferry_machine_get_subnet_id     (FerryMachine  *self);
guint64            ferry_machine_get_volume_size   (FerryMachine  *self);
JsonObject        *ferry_machine_to_json           (FerryMachine  *self);
FerryMachine      *ferry_machine_from_json         (JsonObject    *object,
                                                    GError       **error);

G_END_DECLS
