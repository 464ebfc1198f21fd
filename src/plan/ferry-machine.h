/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-machine-choices.h"
#include "plan/ferry-machine-disk.h"

G_BEGIN_DECLS

/* More than any machine has, so that a file cannot ask for more: EC2 attaches 28 volumes to an
 * instance (EC2 User Guide, "Amazon EBS volume limits").
 */
#define FERRY_MACHINE_MOST_DATA_DISKS 128

/* What a file may hold as one text (bytes), and as tags or as security groups of one machine: more
 * than EC2 takes, or the address of any file, but not so much that it could not be shown.
 */
#define FERRY_MACHINE_MOST_TEXT 16384
#define FERRY_MACHINE_MOST_ITEMS 1000

#define FERRY_TYPE_MACHINE (ferry_machine_get_type ())
/**
 * FerryMachine:
 *
 * What becomes one instance: its disks and the user's wishes for it. It has at least one disk; the
 * first is the boot disk. Defaults come from that: its name, the platform and the architecture that
 * it tells, its size.
 *
 * Properties (read and write, all notify; strings are never %NULL, "" is "not chosen"):
 * "name", "instance-type", "zone" ("eu-west-1a"), "subnet-id" ("": the default VPC), "private-ip",
 * "user-data" (a reference, never the text: "file:///…" or "keyring:UUID"), "description"
 * (strings); "road", "platform", "architecture", "tenancy", "shutdown", "afterwards" (enums);
 * "monitoring" (boolean: detailed); "security-groups" (GStrv of "sg-…"), "tags" (GStrv: key, value,
 * key, value …).
 *
 * Signal: "changed" (const char *what): a property of that name is another one; "volume-size/1": of
 * its second disk; "disks": disks have come, gone or moved.
 */
G_DECLARE_FINAL_TYPE (FerryMachine, ferry_machine, FERRY, MACHINE, GObject)

FerryMachine      *ferry_machine_new               (FerryDisk         *boot_disk);
/* deep, but for the disks, which nobody changes */
FerryMachine      *ferry_machine_copy              (FerryMachine      *self);
/* Makes @self what @other is, its disks and all. */
void               ferry_machine_assign            (FerryMachine      *self,
                                                    FerryMachine      *other);
/* whether all that a file would keep is the same */
gboolean           ferry_machine_equal             (FerryMachine      *self,
                                                    FerryMachine      *other);

guint              ferry_machine_get_n_disks       (FerryMachine      *self);
/* (transfer none) */
FerryMachineDisk  *ferry_machine_get_disk          (FerryMachine      *self,
                                                    guint              position);
FerryDisk         *ferry_machine_get_boot_disk     (FerryMachine      *self);
/* @disk is in no other machine. */
void               ferry_machine_add_disk          (FerryMachine      *self,
                                                    FerryMachineDisk  *disk);
void               ferry_machine_remove_disk       (FerryMachine      *self,
                                                    guint              position);
/* The disk at @position becomes the first. What it tells of platform and architecture counts. */
void               ferry_machine_set_boot_disk     (FerryMachine      *self,
                                                    guint              position);
/* Another version of the disk at @position, or more that is known about it. */
void               ferry_machine_update_disk       (FerryMachine      *self,
                                                    guint              position,
                                                    FerryDisk         *disk);
/* The name that the disk at @position gets in EC2: "/dev/sda1" for the boot disk; "/dev/sdf" to
 * "/dev/sdp" ("xvdf" … for Windows) for data disks, then "/dev/sdba" and so on (EC2 User Guide,
 * "Device names on Linux instances", "… on Windows instances"). (transfer full)
 */
char              *ferry_machine_dup_device        (FerryMachine      *self,
                                                    guint              position);

/* where its disks lie: the instance is made there */
const char        *ferry_machine_get_region        (FerryMachine      *self);
const char        *ferry_machine_get_name          (FerryMachine      *self);
FerryRoad          ferry_machine_get_road          (FerryMachine      *self);
FerryPlatform      ferry_machine_get_platform      (FerryMachine      *self);
FerryArchitecture  ferry_machine_get_architecture  (FerryMachine      *self);
const char        *ferry_machine_get_instance_type (FerryMachine      *self);
const char        *ferry_machine_get_zone          (FerryMachine      *self);
const char        *ferry_machine_get_subnet_id     (FerryMachine      *self);
const char        *ferry_machine_get_private_ip    (FerryMachine      *self);
const char        *ferry_machine_get_user_data     (FerryMachine      *self);
const char        *ferry_machine_get_description   (FerryMachine      *self);
FerryTenancy       ferry_machine_get_tenancy       (FerryMachine      *self);
FerryShutdown      ferry_machine_get_shutdown      (FerryMachine      *self);
FerryAfterwards    ferry_machine_get_afterwards    (FerryMachine      *self);
gboolean           ferry_machine_get_monitoring    (FerryMachine      *self);
/* (transfer none) */
const char *const *ferry_machine_get_security_groups (FerryMachine    *self);
const char *const *ferry_machine_get_tags          (FerryMachine      *self);
/* GiB: the boot disk's volume */
guint64            ferry_machine_get_volume_size   (FerryMachine      *self);

/* Members that this version does not know are kept and written again. */
JsonObject        *ferry_machine_to_json           (FerryMachine      *self);
FerryMachine      *ferry_machine_from_json         (JsonObject        *object,
                                                    GError           **error);

G_END_DECLS
