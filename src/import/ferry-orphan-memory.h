/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/ferry-journal.h"
#include "import/ferry-machine-state.h"

G_BEGIN_DECLS

/**
 * FerryOrphanUse:
 * @FERRY_ORPHAN_NEEDED: an import that goes on, or a machine that has landed, has use for it
 * @FERRY_ORPHAN_KEPT: trying its machine again would use it
 * @FERRY_ORPHAN_OVER: nothing has
 *
 * What the journals say of a thing. Where several say something, the first of these counts.
 */
typedef enum {
  FERRY_ORPHAN_NEEDED,
  FERRY_ORPHAN_KEPT,
  FERRY_ORPHAN_OVER,
} FerryOrphanUse;

/* What a journal says of a thing. */
typedef struct {
  char           *machine;
  FerryOrphanUse  use;
} FerryOrphanNote;

/* A folder of a bucket in which disks of runs lie. @prefix: "" or one that ends with "/" */
typedef struct {
  char *region;
  char *bucket;
  char *prefix;
} FerryOrphanFolder;

/**
 * FerryOrphanMemory:
 * @folders: (element-type FerryOrphanFolder): each once
 *
 * What the journals know: everything that imports of this computer have made or may have made, and
 * whether something still has use for it.
 */
typedef struct {
  GPtrArray  *folders;
  /*< private >*/
  GHashTable *notes;
} FerryOrphanMemory;

FerryOrphanMemory     *ferry_orphan_memory_new        (void);
void                   ferry_orphan_memory_free       (FerryOrphanMemory       *self);
/* @states: of the plan's machines, as they are now; @now: for links that have ended */
void                   ferry_orphan_memory_add_run    (FerryOrphanMemory       *self,
                                                       FerryJournal            *journal,
                                                       const FerryMachineState *states,
                                                       GDateTime               *now);
void                   ferry_orphan_memory_add_folder (FerryOrphanMemory       *self,
                                                       const char              *region,
                                                       const char              *bucket,
                                                       const char              *prefix);
/* (nullable) */
const FerryOrphanNote *ferry_orphan_memory_find_manifest (FerryOrphanMemory    *self,
                                                       const char              *bucket,
                                                       const char              *key);
/* Of one that says that it is of that run; (nullable). @run_id: (nullable) */
const FerryOrphanNote *ferry_orphan_memory_find_claim (FerryOrphanMemory       *self,
                                                       const char              *run_id,
                                                       const char              *bucket,
                                                       const char              *key);
/* Of a token, an instance, a volume or a task; (nullable) */
const FerryOrphanNote *ferry_orphan_memory_find       (FerryOrphanMemory       *self,
                                                       const char              *id);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryOrphanMemory, ferry_orphan_memory_free)

G_END_DECLS
