/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-partition.h"

G_BEGIN_DECLS

/**
 * FerryDiskFormat:
 * @FERRY_DISK_FORMAT_UNKNOWN: nothing is recognised (an empty or encrypted disk may look so)
 * @FERRY_DISK_FORMAT_RAW: the disk's sectors as they are
 * @FERRY_DISK_FORMAT_VMDK_STREAM: VMDK, stream-optimized: the only VMDK that VM Import takes
 * @FERRY_DISK_FORMAT_VHD: VHD, fixed or dynamic
 * @FERRY_DISK_FORMAT_VHDX: VHDX: for ImportImage and ImportSnapshot
 * @FERRY_DISK_FORMAT_OVA: a machine with its disks in a tar archive: for ImportImage
 * @FERRY_DISK_FORMAT_OTHER: recognised, and nothing that VM Import takes; the report's
 *   @format_name says what it is, its @fault why
 */
typedef enum {
  FERRY_DISK_FORMAT_UNKNOWN,
  FERRY_DISK_FORMAT_RAW,
  FERRY_DISK_FORMAT_VMDK_STREAM,
  FERRY_DISK_FORMAT_VHD,
  FERRY_DISK_FORMAT_VHDX,
  FERRY_DISK_FORMAT_OVA,
  FERRY_DISK_FORMAT_OTHER,
} FerryDiskFormat;

typedef enum {
  FERRY_PARTITION_SCHEME_UNKNOWN,  /* the first sectors could not be read */
  FERRY_PARTITION_SCHEME_NONE,     /* no boot signature */
  FERRY_PARTITION_SCHEME_MBR,
  FERRY_PARTITION_SCHEME_GPT,
} FerryPartitionScheme;

/**
 * FerryDiskFault:
 *
 * What keeps a disk from being imported or read whole: the kind of the report's @problem.
 */
typedef enum {
  FERRY_DISK_FAULT_NONE,
  FERRY_DISK_FAULT_NOT_A_DISK,      /* nothing is recognised, or a CD */
  FERRY_DISK_FAULT_FORMAT,          /* a disk in a format that VM Import does not take: convert */
  FERRY_DISK_FAULT_NOT_STREAM,      /* VMDK that is not stream-optimized: convert */
  FERRY_DISK_FAULT_PACKED,          /* an archive: unpack */
  FERRY_DISK_FAULT_WITHOUT_DATA,    /* a description, the data are in other files */
  FERRY_DISK_FAULT_DIFFERENCING,    /* changes to another disk: merge */
  FERRY_DISK_FAULT_DIRTY,           /* not closed properly: its log is to be played */
  FERRY_DISK_FAULT_ENCRYPTED,
  FERRY_DISK_FAULT_CUT,             /* its end is missing, or more follows it: copy again */
  FERRY_DISK_FAULT_DAMAGED,
  FERRY_DISK_FAULT_LIMIT,           /* too scattered for a look */
  FERRY_DISK_FAULT_CUSTOMER_KEY,    /* S3 asks for a key with each request (SSE-C) */
} FerryDiskFault;

/**
 * FerryDiskDepth:
 *
 * How far a look goes into a disk. What lies deeper costs requests.
 */
typedef enum {
  FERRY_DISK_DEPTH_FILE_SYSTEMS,  /* format, partitions, and what fills them */
  FERRY_DISK_DEPTH_SYSTEM,        /* also which system is in them */
} FerryDiskDepth;

#define FERRY_TYPE_DISK_REPORT (ferry_disk_report_get_type ())
/**
 * FerryDiskReport:
 *
 * What a look into an image found. Immutable once made, reference counted. Texts for the eye are in
 * developer English.
 */
typedef struct {
  FerryDiskFormat       format;
  char                 *format_name;   /* for the eye: "VMDK, stream-optimized", "VHDX" */
  char                 *member;        /* (nullable): of a disk within an OVA: its name there */
  guint64               file_size;     /* bytes of the image file */
  gboolean              has_virtual_size;
  guint64               virtual_size;  /* bytes that the machine sees */
  guint                 sector_size;   /* of the virtual disk, 512 or 4096 */
  FerryPartitionScheme  scheme;
  GPtrArray            *partitions;    /* (element-type FerryPartition): in the order of numbers */
  FerryFileSystem      *file_system;   /* (nullable): of a disk without partitions */
  gboolean              has_boot_code; /* the first sector holds code that a BIOS starts */
  gboolean              has_efi_loader; /* an ESP holds what UEFI firmware starts */
  char                 *platform;      /* (nullable): "Windows" or "Linux", by what is in it */
  char                 *system;        /* (nullable): "Debian GNU/Linux 12 (bookworm)" */
  char                 *other_system;  /* (nullable): a second one on the same disk */
  char                 *architecture;  /* (nullable): "x86_64", "i386", "arm64", as EC2 spells it */
  char                 *evidence;      /* (nullable): the file that tells so: "/etc/os-release"; of
                                          a logical volume "vg0/root: /etc/os-release" */
  guint                 evidence_partition;  /* where that is; 0: on a disk without partitions */
  GPtrArray            *disks;         /* (element-type FerryDiskReport): of an OVA */
  guint                 n_processors;  /* that the OVF asks for; 0: not said */
  guint64               memory;        /* bytes that the OVF asks for; 0: not said */
  FerryDiskFault        fault;
  char                 *problem;       /* (nullable): why it cannot be imported or read whole: what
                                          is wrong, where, and what to do */
  guint64               bytes_read;
  guint                 requests;
  guint                 rounds;        /* round trips: requests of one go at the same time */
  /*< private >*/
  gatomicrefcount       ref_count;
} FerryDiskReport;

GType            ferry_disk_report_get_type             (void);
FerryDiskReport *ferry_disk_report_new                  (void);
/* Of a disk whose look failed with @error: nothing is known of it, but why. */
FerryDiskReport *ferry_disk_report_new_unread           (const GError    *error);
FerryDiskReport *ferry_disk_report_ref                  (FerryDiskReport *report);
void             ferry_disk_report_unref                (FerryDiskReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryDiskReport, ferry_disk_report_unref)

/* The disk that the machine starts from: of an OVA that one of its disks, else the report itself.
 * What follows asks that disk. (transfer none)
 */
FerryDiskReport *ferry_disk_report_get_boot_disk        (FerryDiskReport *report);
/* "RAW", "VMDK" or "VHD" as the manifest and ImportInstance spell it; %NULL for what ImportInstance
 * and ImportVolume do not take
 */
const char      *ferry_disk_report_get_file_format      (FerryDiskReport *report);
/* The smallest volume for the disk in GiB, rounded up, at least 1; 0 when the size is not known */
guint64          ferry_disk_report_get_volume_size      (FerryDiskReport *report);
gboolean         ferry_disk_report_has_active_partition (FerryDiskReport *report);
/* Whether the machine can start from the disk in this way, as far as the disk tells */
gboolean         ferry_disk_report_boots_bios           (FerryDiskReport *report);
gboolean         ferry_disk_report_boots_uefi           (FerryDiskReport *report);
/* "Windows", "Linux", or %NULL: by what was found in it, else by the partition types */
const char      *ferry_disk_report_guess_platform       (FerryDiskReport *report);
/* Whether the disk, or a volume that is needed, hides its content */
gboolean         ferry_disk_report_is_encrypted         (FerryDiskReport *report);
/* What hides it. (transfer none) (nullable) */
const FerryFileSystem *
                 ferry_disk_report_find_encryption      (FerryDiskReport *report);
JsonObject      *ferry_disk_report_to_json              (FerryDiskReport *report);
/* never %NULL: what is missing is unknown */
FerryDiskReport *ferry_disk_report_from_json            (JsonObject      *object);

/* For the readers of formats, while the report is made; the first problem found is the one told. */
void             ferry_disk_report_set_format           (FerryDiskReport *report,
                                                         FerryDiskFormat  format,
                                                         const char      *name);
void             ferry_disk_report_complain             (FerryDiskReport *report,
                                                         FerryDiskFault   fault,
                                                         const char      *format,
                                                         ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
