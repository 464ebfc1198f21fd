/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A disk of the machine, in the order of the description. */
typedef struct {
  char     *href;        /* the file that holds it */
  gboolean  is_chunked;  /* cut into several files, which VM Import does not take */
  gboolean  is_packed;   /* compressed as a whole, beyond its format */
} FerryOvfDisk;

/**
 * FerryOvf:
 *
 * What an OVF descriptor says of a machine. DMTF DSP0243, Open Virtualization Format 1.1.
 */
typedef struct {
  GPtrArray *disks;         /* (element-type FerryOvfDisk): those that are in files */
  guint      n_processors;  /* 0: not said */
  guint64    memory;        /* bytes; 0: not said */
  char      *system;        /* (nullable): for the eye: "Debian GNU/Linux 12 (64-bit)" */
} FerryOvf;

/* Returns: (transfer full): %NULL with FERRY_ERROR_BAD_REPLY where it is no OVF descriptor */
FerryOvf *ferry_ovf_parse (GBytes    *bytes,
                           GError   **error);
void      ferry_ovf_free  (FerryOvf  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryOvf, ferry_ovf_free)

G_END_DECLS
