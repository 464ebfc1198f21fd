/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-report.h"

G_BEGIN_DECLS

/* The calls that bring a disk into EC2. INSTANCE makes a machine of a boot disk, VOLUME a volume of
 * a data disk, both by a manifest; IMAGE makes a machine image, SNAPSHOT a snapshot, and does not
 * look at what is in it.
 */
typedef enum {
  FERRY_IMPORT_CALL_INSTANCE,
  FERRY_IMPORT_CALL_VOLUME,
  FERRY_IMPORT_CALL_IMAGE,
  FERRY_IMPORT_CALL_SNAPSHOT,
} FerryImportCall;

#define FERRY_N_IMPORT_CALLS 4

typedef enum {
  FERRY_VERDICT_ACCEPTED,  /* nothing in the disk speaks against it */
  FERRY_VERDICT_REFUSED,
  FERRY_VERDICT_UNKNOWN,
} FerryVerdictState;

typedef enum {
  FERRY_VERDICT_REASON_NONE,
  FERRY_VERDICT_REASON_NOT_A_DISK,
  FERRY_VERDICT_REASON_FORMAT,        /* this call does not take the format */
  FERRY_VERDICT_REASON_NOT_STREAM,    /* VMDK that is not stream-optimized */
  FERRY_VERDICT_REASON_PACKED,
  FERRY_VERDICT_REASON_WITHOUT_DATA,
  FERRY_VERDICT_REASON_DIFFERENCING,
  FERRY_VERDICT_REASON_DIRTY,
  FERRY_VERDICT_REASON_CUT,
  FERRY_VERDICT_REASON_DAMAGED,
  FERRY_VERDICT_REASON_ENCRYPTED,
  FERRY_VERDICT_REASON_TOO_LARGE,
  FERRY_VERDICT_REASON_GPT,           /* ImportInstance boots from an MBR only */
  FERRY_VERDICT_REASON_NO_PARTITIONS, /* a data disk, or an empty one */
  FERRY_VERDICT_REASON_NO_ACTIVE,     /* Windows, and no partition is marked to start from */
  FERRY_VERDICT_REASON_NO_LOADER,     /* a GPT with neither an ESP nor a BIOS boot partition */
  FERRY_VERDICT_REASON_ARCHITECTURE,  /* not of x86 */
  FERRY_VERDICT_REASON_DUAL_BOOT,     /* two systems on one disk */
  FERRY_VERDICT_REASON_SYSTEM,        /* not known which one it is */
  FERRY_VERDICT_REASON_NOT_READ,      /* not enough could be read */
} FerryVerdictReason;

/**
 * FerryDiskVerdict:
 *
 * Whether a call of VM Import will take a disk, as far as the disk tells. Limits, formats and words
 * are those of the VM Import/Export User Guide: "Requirements", "Limitations", "Troubleshooting".
 */
typedef struct {
  FerryVerdictState   state;
  FerryVerdictReason  reason;  /* NONE when accepted */
  const char         *words;   /* (nullable): how VM Import itself says so, hours later */
} FerryDiskVerdict;

void        ferry_disk_report_judge         (FerryDiskReport  *report,
                                             FerryImportCall   call,
                                             FerryDiskVerdict *verdict);
/* "ImportInstance" */
const char *ferry_import_call_get_name      (FerryImportCall   call);
/* A command that makes the image one that @call takes. @name: the file's name, "web 01.vmdk".
 * Returns: (transfer full) (nullable): for a shell, quoted; %NULL where converting does not help
 */
char       *ferry_disk_report_dup_command   (FerryDiskReport  *report,
                                             FerryImportCall   call,
                                             const char       *name);

G_END_DECLS
