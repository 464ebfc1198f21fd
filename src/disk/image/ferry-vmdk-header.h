/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-source.h"

G_BEGIN_DECLS

#define FERRY_VMDK_SECTOR     512
#define FERRY_VMDK_GD_AT_END  G_MAXUINT64

/* The fields of a sparse extent's header or footer that matter here. Sizes and offsets are in
 * sectors of 512 bytes. VMware Virtual Disk Format 5.0, "Hosted sparse extents".
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
gboolean ferry_vmdk_header_parse         (FerryVmdkHeader       *header,
                                          const guint8          *bytes);
gboolean ferry_vmdk_header_is_compressed (const FerryVmdkHeader *header);
gboolean ferry_vmdk_header_is_stream     (const FerryVmdkHeader *header);
/* Whether grains and tables have sizes that can be worked with; ferry-vmdk-extent relies on it. */
gboolean ferry_vmdk_header_is_sane       (const FerryVmdkHeader *header);
/* Finds the footer of a stream, and says so when the file does not end where the stream does.
 * @must_wait: (out): its bytes are still to come
 */
gboolean ferry_vmdk_find_footer          (FerryDiskSource       *source,
                                          FerryVmdkHeader       *footer,
                                          gboolean              *must_wait,
                                          FerryDiskReport       *report);

G_END_DECLS
