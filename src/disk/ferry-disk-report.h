/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * FerryDiskFormat:
 * @FERRY_DISK_FORMAT_UNKNOWN: nothing is recognised (an empty or encrypted disk may look so)
 * @FERRY_DISK_FORMAT_RAW: the disk's sectors as they are
 * @FERRY_DISK_FORMAT_VMDK_STREAM: VMDK, stream-optimized: the only VMDK that VM Import takes
 * @FERRY_DISK_FORMAT_OTHER: recognised by its first or last bytes, but not read by this version;
 *   the report's @format_name says what it is
 */
typedef enum {
  FERRY_DISK_FORMAT_UNKNOWN,
  FERRY_DISK_FORMAT_RAW,
  FERRY_DISK_FORMAT_VMDK_STREAM,
  FERRY_DISK_FORMAT_OTHER,
} FerryDiskFormat;

typedef enum {
  FERRY_PARTITION_SCHEME_UNKNOWN,  /* the first sectors could not be read */
  FERRY_PARTITION_SCHEME_NONE,     /* no boot signature */
  FERRY_PARTITION_SCHEME_MBR,
  FERRY_PARTITION_SCHEME_GPT,
} FerryPartitionScheme;

typedef struct {
  guint8   type;    /* MBR partition type, 0x07, 0x83, … */
  gboolean active;  /* the boot flag */
  guint64  start;   /* bytes on the virtual disk */
  guint64  size;    /* bytes */
} FerryPartition;

#define FERRY_TYPE_DISK_REPORT (ferry_disk_report_get_type ())
/**
 * FerryDiskReport:
 *
 * What a look into an image found. Immutable once made, reference counted.
 */
typedef struct {
  FerryDiskFormat       format;
  char                 *format_name;   /* for the eye: "VMDK, stream-optimized", "VHDX" */
  guint64               file_size;     /* bytes of the image file */
  gboolean              has_virtual_size;
  guint64               virtual_size;  /* bytes that the machine sees */
  FerryPartitionScheme  scheme;
  GPtrArray            *partitions;    /* (element-type FerryPartition): primary ones of an MBR */
  char                 *problem;       /* (nullable): why it cannot be imported or read whole; a
                                          sentence in developer English */
  guint64               bytes_read;
  guint                 requests;
  /*< private >*/
  gatomicrefcount       ref_count;
} FerryDiskReport;

GType            ferry_disk_report_get_type             (void);
FerryDiskReport *ferry_disk_report_new                  (void);
FerryDiskReport *ferry_disk_report_ref                  (FerryDiskReport *report);
void             ferry_disk_report_unref                (FerryDiskReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryDiskReport, ferry_disk_report_unref)

/* "RAW" or "VMDK" as the manifest and ImportInstance spell it; %NULL for what cannot be imported */
const char      *ferry_disk_report_get_file_format      (FerryDiskReport *report);
/* The smallest volume for the disk in GiB, rounded up, at least 1; 0 when the size is not known */
guint64          ferry_disk_report_get_volume_size      (FerryDiskReport *report);
gboolean         ferry_disk_report_has_active_partition (FerryDiskReport *report);
/* "Windows", "Linux", or %NULL where the partition types tell nothing */
const char      *ferry_disk_report_guess_platform       (FerryDiskReport *report);
JsonObject      *ferry_disk_report_to_json              (FerryDiskReport *report);
/* never %NULL: what is missing is unknown */
FerryDiskReport *ferry_disk_report_from_json            (JsonObject      *object);

/* For the readers of formats, while the report is made; the first problem found is the one told. */
void             ferry_disk_report_set_format           (FerryDiskReport *report,
                                                         FerryDiskFormat  format,
                                                         const char      *name);
void             ferry_disk_report_complain             (FerryDiskReport *report,
                                                         const char      *format,
                                                         ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
