/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a disk's name says it is for. */
typedef enum {
  FERRY_DISK_ROLE_NONE,    /* "web01" */
  FERRY_DISK_ROLE_NUMBER,  /* one of several: "web01-disk2", "sdb", "D" */
  FERRY_DISK_ROLE_BOOT,    /* "web01-boot", "web01-os", "web01-root" */
  FERRY_DISK_ROLE_DATA,    /* "web01-data1", "web01-swap" */
} FerryDiskRole;

/**
 * FerryDiskName:
 * @folder: the key's part in front of the name, without slashes at its end and without folders that
 *   only hold the disks of one machine ("Virtual Hard Disks"); "" at the top
 * @base: the name without its ending and without what marks a part of a disk: "web01-disk1"
 * @stem: @base without its role; may be empty: "web01"
 * @stem_fold: @stem for comparing
 * @order: sorts the disks of a machine (ferry_natural_compare()); equal for parts of one disk
 * @type: the ending in lower case, "vmdk"; "" for one that is not known
 * @role: what is left of @base
 * @weight: of boot roles, how surely it is the one that starts: "boot" before "os" before "root"
 * @is_part: one of several files of one disk: an extent ("-flat", "-s001") or a snapshot
 *
 * How a key falls into parts, as VMware, Hyper-V, VirtualBox, KVM, Proxmox VE and people write
 * them. The parts are bytes and need not be UTF-8.
 */
typedef struct {
  char          *folder;
  char          *base;
  char          *stem;
  char          *stem_fold;
  char          *order;
  char          *type;
  FerryDiskRole  role;
  guint          weight;
  gboolean       is_part;
} FerryDiskName;

/* @is_differencing: the content says so: only then is "web01-000001" a snapshot of "web01" */
FerryDiskName *ferry_disk_name_parse       (const char          *key,
                                            gboolean             is_differencing);
void           ferry_disk_name_free        (FerryDiskName       *self);
/* The last part of the folder. Returns: (transfer full) (nullable): bytes, %NULL at the top */
char          *ferry_disk_name_dup_label   (const FerryDiskName *self);
/* How much of @stem is in front of a number or letter that counts disks, or machines: 5 for
 * "web01_1" and "web01 (2)". Returns: 0 without one
 */
gsize          ferry_disk_name_find_index  (const char          *stem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryDiskName, ferry_disk_name_free)

G_END_DECLS
