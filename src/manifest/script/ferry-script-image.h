/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/script/ferry-script-private.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What moves a machine as an image, as the AWS CLI takes it (EC2 API Reference, "ImportImage" and
 * "RunInstances"). Internal to the scripts; pure.
 */

/* The role that VM Import takes where none is named (VM Import/Export User Guide, "Required service
 * role").
 */
#define FERRY_SCRIPT_ROLE "vmimport"

/* "VMDK", "OVA" …: %NULL for what ImportImage does not take */
const char *ferry_script_image_get_format   (FerryDisk    *disk);
/* "uefi" where the disk starts in no other way; (nullable): EC2 finds out */
const char *ferry_script_image_get_boot_mode (FerryMachine *machine);
/* Returns: (nullable): what keeps @machine from being imported as an image, a sentence */
const char *ferry_script_image_find_missing (FerryMachine *machine);
/* "TOKEN NAME"; (transfer full) */
char       *ferry_script_image_describe     (FerryMachine *machine,
                                             const char   *token);
/* (transfer full) */
JsonObject *ferry_script_image_import       (FerryMachine *machine,
                                             const char   *token);
/* without the image and the user data: those are known when the script runs; (transfer full) */
JsonObject *ferry_script_image_run          (FerryMachine *machine,
                                             const char   *token);

G_END_DECLS
