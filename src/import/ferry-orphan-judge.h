/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bucket/ferry-object.h"
#include "ec2/ferry-conversion-task.h"
#include "ec2/ferry-instance.h"
#include "ec2/ferry-volume.h"
#include "import/ferry-orphan-memory.h"
#include "import/ferry-orphan.h"

G_BEGIN_DECLS

/* What no journal of this computer knows may be of another computer's Ferry, which still works with
 * it. No link, and no task, lives longer than a week (VM Import facts: SigV4, expirationTime).
 */
#define FERRY_ORPHAN_UNKNOWN_DAYS 8

/**
 * FerryOrphanJudge:
 * @tasks: (nullable) (element-type FerryConversionTask): of the region; %NULL: could not be asked.
 *   What a task that is not finished names is needed, so without them only what the journals know
 *   is judged.
 * @orphans: (element-type FerryOrphan): what is found is added
 *
 * Pure: values in, orphans out.
 */
typedef struct {
  FerryOrphanMemory *memory;
  const char        *region;
  GDateTime         *now;
  GPtrArray         *tasks;
  GPtrArray         *orphans;
} FerryOrphanJudge;

/* Whether a key is that of a manifest as ferry_manifest_key_new() makes them, or of a claim. */
gboolean ferry_orphan_is_manifest_key    (const char             *key);
gboolean ferry_orphan_is_claim_key       (const char             *key);

/* The run that a claim says it is of, whatever @content is; (nullable) (transfer full) */
char    *ferry_orphan_dup_claim_run      (GBytes                 *content);

/* @objects: (element-type FerryObject): of @bucket; only manifests are judged */
void     ferry_orphan_judge_manifests    (const FerryOrphanJudge *self,
                                          const char             *bucket,
                                          GPtrArray              *objects);
/* @content: what the claim holds, any bytes */
void     ferry_orphan_judge_claim        (const FerryOrphanJudge *self,
                                          const char             *bucket,
                                          FerryObject            *object,
                                          GBytes                 *content);
/* @volumes: (element-type FerryVolume): those that are attached are passed over */
void     ferry_orphan_judge_volumes      (const FerryOrphanJudge *self,
                                          GPtrArray              *volumes);
/* @instances: (element-type FerryInstance): those that are not stopped are passed over;
 * @volumes: (element-type FerryVolume): what is attached to them, for their size
 */
void     ferry_orphan_judge_instances    (const FerryOrphanJudge *self,
                                          GPtrArray              *instances,
                                          GPtrArray              *volumes);
void     ferry_orphan_judge_tasks        (const FerryOrphanJudge *self);

G_END_DECLS
