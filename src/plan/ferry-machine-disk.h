/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-disk.h"

G_BEGIN_DECLS

#define FERRY_TYPE_MACHINE_DISK (ferry_machine_disk_get_type ())
/**
 * FerryMachineDisk:
 *
 * A disk in its machine, and the volume that it becomes there. The disk stays what it is; its
 * volume's size is the user's.
 *
 * Properties: "disk" (FerryDisk, construct-only), "size" (uint64, GiB, read and write): the volume,
 * from the disk at first.
 */
G_DECLARE_FINAL_TYPE (FerryMachineDisk, ferry_machine_disk, FERRY, MACHINE_DISK, GObject)

FerryMachineDisk *ferry_machine_disk_new           (FerryDisk         *disk);
FerryMachineDisk *ferry_machine_disk_copy          (FerryMachineDisk  *self);
FerryDisk        *ferry_machine_disk_get_disk      (FerryMachineDisk  *self);
FerryDiskReport  *ferry_machine_disk_get_report    (FerryMachineDisk  *self);
/* a copy over what is known of @disk now; its volume is as large as that needs at least */
FerryMachineDisk *ferry_machine_disk_copy_with     (FerryMachineDisk  *self,
                                                    FerryDisk         *disk);
guint64           ferry_machine_disk_get_size      (FerryMachineDisk  *self);
void              ferry_machine_disk_set_size      (FerryMachineDisk  *self,
                                                    guint64            size);
/* whether all that a file would keep is the same */
gboolean          ferry_machine_disk_equal         (FerryMachineDisk  *self,
                                                    FerryMachineDisk  *other);
/* Members of the file that this version does not know, as a data disk has them; (nullable) */
JsonObject       *ferry_machine_disk_get_kept      (FerryMachineDisk  *self);
void              ferry_machine_disk_keep          (FerryMachineDisk  *self,
                                                    JsonObject        *kept);
/* {"volume-size": …, "disk": {…}} */
JsonObject       *ferry_machine_disk_to_json       (FerryMachineDisk  *self);
FerryMachineDisk *ferry_machine_disk_from_json     (JsonObject        *object,
                                                    GError           **error);

G_END_DECLS
