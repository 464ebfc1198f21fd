/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/volume/ferry-volume.h"

G_BEGIN_DECLS

typedef struct {
  char        *name;    /* "vg0/root" */
  FerryVolume *volume;
} FerryLogicalVolume;

/* The logical volumes of LVM2 that lie on this physical volume alone, one extent behind the other.
 * Those that are thin, mirrored, striped or partly elsewhere are left out.
 * Returns: (transfer full) (element-type FerryLogicalVolume): empty also while bytes are to come
 */
GPtrArray *ferry_lvm_read            (FerryVolume        *physical);
void       ferry_logical_volume_free (FerryLogicalVolume *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryLogicalVolume, ferry_logical_volume_free)

G_END_DECLS
