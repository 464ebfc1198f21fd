/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-report.h"
#include "manifest/ferry-manifest.h"
#include "rehearsal/ferry-rehearsal-task.h"

G_BEGIN_DECLS

/* Takes one byte from the last part where it has one too many, which AWS bears: its own sample of
 * an existing object and BOSH's manifests have it.
 */
void  ferry_rehearsal_bear_manifest  (FerryManifest           *manifest);
/* What VM Import would say of a manifest, of a part, of a disk: the statusMessage of the task that
 * it cancels, or %NULL when it goes on. The words are VM Import's where they are known (VM
 * Import/Export User Guide, "Troubleshooting"). Pure. All (transfer full) (nullable).
 */
char *ferry_rehearsal_judge_manifest (const FerryManifest     *manifest,
                                      FerryRehearsalTask      *task);
/* @length: what HEAD through the part's own link said */
char *ferry_rehearsal_judge_part     (const FerryManifestPart *part,
                                      guint64                  length);
char *ferry_rehearsal_judge_disk     (const FerryManifest     *manifest,
                                      FerryDiskReport         *report,
                                      FerryRehearsalTask      *task);

G_END_DECLS
