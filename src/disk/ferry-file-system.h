/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * FerryFileSystem:
 *
 * What fills a volume: a file system, or something that holds or hides one.
 */
typedef struct {
  char     *type;       /* as blkid spells it: "ext4", "ntfs", "LVM2_member", "crypto_LUKS" */
  char     *label;      /* (nullable): UTF-8 */
  char     *uuid;       /* (nullable): as blkid spells it */
  guint64   size;       /* bytes that it says it has; 0 where it does not say */
  gboolean  encrypted;  /* hides what is in it */
} FerryFileSystem;

/* @type: copied */
FerryFileSystem *ferry_file_system_new         (const char            *type);
void             ferry_file_system_free        (FerryFileSystem       *self);
/* For the eye: "ext4", "NTFS", "LVM" */
const char      *ferry_file_system_get_name    (const FerryFileSystem *self);
JsonObject      *ferry_file_system_to_json     (const FerryFileSystem *self);
/* Returns: (nullable) */
FerryFileSystem *ferry_file_system_from_json   (JsonObject            *object);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryFileSystem, ferry_file_system_free)

G_END_DECLS
