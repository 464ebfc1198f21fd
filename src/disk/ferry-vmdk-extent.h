/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-source.h"

G_BEGIN_DECLS

#define FERRY_VMDK_SECTOR     512
#define FERRY_VMDK_GD_AT_END  G_MAXUINT64

/* The fields of a sparse extent's header or footer that matter here. Sizes and offsets are in
 * sectors of 512 bytes.
 */
typedef struct {
  guint32  version;
  guint32  flags;
  guint64  capacity;
  guint64  grain_size;
  guint64  descriptor_offset;
  guint64  descriptor_size;
  guint32  gt_entries;         /* in one grain table */
  guint64  gd_offset;          /* FERRY_VMDK_GD_AT_END: the footer tells */
  guint64  overhead;           /* where the grains begin */
  guint16  compression;
  gboolean newlines_intact;
} FerryVmdkHeader;

/* @bytes: 512 of them; returns whether they begin with the magic number */
gboolean      ferry_vmdk_header_parse        (FerryVmdkHeader       *header,
                                              const guint8          *bytes);
gboolean      ferry_vmdk_header_is_stream    (const FerryVmdkHeader *header);
/* Whether grains and tables have sizes that can be worked with; all below relies on it. */
gboolean      ferry_vmdk_header_is_sane      (const FerryVmdkHeader *header);

/* Finds the footer of a stream, and says so when the file does not end where the stream does. */
gboolean      ferry_vmdk_find_footer         (FerryDiskSource       *source,
                                              FerryVmdkHeader       *footer,
                                              FerryDiskReport       *report);

/* The first grain's place through grain directory and grain table: its sector, or 0 for a hole.
 * Returns: whether the place is known
 */
gboolean      ferry_vmdk_find_first_grain    (FerryDiskSource       *source,
                                              const FerryVmdkHeader *header,
                                              guint64                gd_offset,
                                              guint64               *sector,
                                              FerryDiskReport       *report);
/* Returns: (transfer full) (nullable): the first grain's bytes as the machine sees them */
GBytes       *ferry_vmdk_read_first_grain    (FerryDiskSource       *source,
                                              const FerryVmdkHeader *header,
                                              guint64                sector,
                                              FerryDiskReport       *report);
/* Complains where the last grain is not whole: the file is cut. For an image whose directory is at
 * the head, so that no footer shows its end. The tables of the disk's last 32 GiB are looked at;
 * where these are empty a cut may go unnoticed.
 */
void          ferry_vmdk_check_last_grain    (FerryDiskSource       *source,
                                              const FerryVmdkHeader *header,
                                              guint64                gd_offset,
                                              FerryDiskReport       *report);

G_END_DECLS
