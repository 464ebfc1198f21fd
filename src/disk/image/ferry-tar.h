/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-source.h"

G_BEGIN_DECLS

typedef struct {
  char    *name;
  guint64  offset;  /* bytes in the archive: of the content */
  guint64  size;    /* bytes */
} FerryTarMember;

#define FERRY_TAR_MAX_MEMBERS 64

typedef gboolean (*FerryTarAccept) (const FerryTarMember *member);

void       ferry_tar_member_free (FerryTarMember *member);

/* @head: the first 512 bytes. Whether it is a tar archive of the ustar kind */
gboolean   ferry_tar_is_tar      (const guint8    *head,
                                  gsize            length);
/* The regular files of a tar archive, by their headers alone: POSIX ustar with sizes in octal or in
 * base 256, long names and sizes of pax and GNU. At most 64 members.
 * @accepts: the first member, or else the walk ends there: each step costs a request
 * Returns: (transfer full) (element-type FerryTarMember): as far as they are known
 */
GPtrArray *ferry_tar_walk        (FerryDiskSource *source,
                                  FerryTarAccept   accepts,
                                  FerryDiskReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryTarMember, ferry_tar_member_free)

G_END_DECLS
