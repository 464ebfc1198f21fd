/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-file-system.h"

G_BEGIN_DECLS

typedef struct {
  guint            number;       /* as Linux counts: the entry's place, logical ones from 5 */
  guint8           type;         /* of an MBR: 0x07, 0x83, …; 0 in a GPT */
  char            *type_id;      /* (nullable): of a GPT: "C12A7328-F81F-11D2-BA4B-00A0C93EC93B" */
  char            *name;         /* (nullable): of a GPT */
  gboolean         active;       /* the boot flag */
  guint64          start;        /* bytes on the virtual disk */
  guint64          size;         /* bytes */
  FerryFileSystem *file_system;  /* (nullable): what is in it */
} FerryPartition;

#define FERRY_GPT_ESP        "C12A7328-F81F-11D2-BA4B-00A0C93EC93B"
#define FERRY_GPT_BIOS_BOOT  "21686148-6449-6E6F-744E-656564454649"
#define FERRY_GPT_MS_DATA    "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7"
#define FERRY_GPT_MS_RESERVED "E3C9E316-0B5C-4DB8-817D-F92DF00215AE"
#define FERRY_GPT_MS_RECOVERY "DE94BBA4-06D1-4D40-A16A-BFD50179D6AC"
#define FERRY_GPT_LDM_META   "5808C8AA-7E8F-42E0-85D2-E1E90434CFB3"
#define FERRY_GPT_LDM_DATA   "AF9B60A0-1431-4F62-BC68-3311714A69AD"
#define FERRY_GPT_LINUX      "0FC63DAF-8483-4772-8E79-3D69D8477DE4"
#define FERRY_GPT_LINUX_SWAP "0657FD6D-A4AB-43C4-84E5-0933C84B4F4F"
#define FERRY_GPT_LINUX_LVM  "E6D6D379-F507-44C2-A23C-238F2A3DF928"
#define FERRY_GPT_LINUX_RAID "A19D880F-05FC-4D3B-A006-743F0F84911E"

FerryPartition *ferry_partition_new         (void);
void            ferry_partition_free        (FerryPartition       *self);
/* Whether it only holds other partitions (0x05, 0x0F, 0x85) */
gboolean        ferry_partition_is_extended (const FerryPartition *self);
/* Whether firmware of the UEFI kind starts from it */
gboolean        ferry_partition_is_esp      (const FerryPartition *self);
JsonObject     *ferry_partition_to_json     (const FerryPartition *self);
/* never %NULL */
FerryPartition *ferry_partition_from_json   (JsonObject           *object);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryPartition, ferry_partition_free)

G_END_DECLS
