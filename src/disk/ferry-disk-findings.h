/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bucket/ferry-object.h"
#include "disk/ferry-disk-report.h"

G_BEGIN_DECLS

/* What one look has brought: a report, or an error that another look would bring again. */
typedef struct {
  FerryObject     *object;  /* as it was read: another one where the listed one was replaced */
  FerryDiskReport *report;  /* (nullable) */
  GError          *error;   /* (nullable) */
} FerryDiskFinding;

/**
 * FerryDiskFindings:
 *
 * Remembers what looks have brought, by a key of the owner's. There is room for so many; the oldest
 * goes for the newest. Owned by FerryDiskInspections; main thread.
 */
typedef struct _FerryDiskFindings FerryDiskFindings;

FerryDiskFindings      *ferry_disk_findings_new          (guint              max);
void                    ferry_disk_findings_free         (FerryDiskFindings *self);
/* (nullable): owned by @self until the next call */
const FerryDiskFinding *ferry_disk_findings_find         (FerryDiskFindings *self,
                                                          const char        *key);
/* In the place of an older one of that key. @report or @error: (nullable) */
void                    ferry_disk_findings_put          (FerryDiskFindings *self,
                                                          const char        *key,
                                                          FerryObject       *object,
                                                          FerryDiskReport   *report,
                                                          const GError      *error);
/* Forgets errors that may have passed: all but what has been refused. */
void                    ferry_disk_findings_drop_errors  (FerryDiskFindings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryDiskFindings, ferry_disk_findings_free)

G_END_DECLS
