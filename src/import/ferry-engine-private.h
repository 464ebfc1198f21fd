/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/ferry-engine.h"
#include "import/ferry-journal-folder.h"
#include "import/ferry-queue-file.h"

G_BEGIN_DECLS

typedef enum {
  FERRY_ENGINE_CLOSED,   /* the folder is not ours, or not yet */
  FERRY_ENGINE_LOADING,
  FERRY_ENGINE_LOADED,
} FerryEngineStage;

/* Runs that are wished for before the folder is read have no machines until it is. Callbacks of the
 * reading hold a strong reference, all others a weak one: when the engine goes, its runs are
 * abandoned: what they had sent is in their journals.
 */
struct _FerryEngine {
  GObject             parent_instance;

  GFile              *folder;
  FerryFolderLock    *lock;         /* (nullable): the folder is not ours */
  FerryDesk          *desk;         /* (nullable): likewise */
  gboolean            is_copy;      /* and not adopted */
  FerryTaskList      *tasks;
  FerryActivity      *activity;
  guint               speed;
  FerryDurableWriter *writer;
  FerryQueue         *queue;
  FerryQueueFile     *queue_file;
  GPtrArray          *damaged;      /* paths */
  GListStore         *runs;         /* FerryRun, the newest first */
  GHashTable         *clients;      /* account id → FerryClient */
  FerryEngineStage    stage;
  GPtrArray          *loads;        /* GTask: who waits for it */
  GCancellable       *cancellable;  /* of the reading */
  gboolean            needs_us;
};

/* Of the files of FerryEngine. */

/* Whether this computer is needed, and whether a copied folder may be its own by now. */
void ferry_engine_look_whether_needed  (FerryEngine   *self);
void ferry_engine_look_whether_adopted (FerryEngine   *self);
/* What an earlier run left. @journals: (element-type FerryJournal) */
void ferry_engine_take_journals        (FerryEngine   *self,
                                        GPtrArray     *journals);
/* The folder has been read, or not (@error): runs that were wished for meanwhile begin. */
void ferry_engine_begin_runs           (FerryEngine   *self,
                                        const GError  *error);
void ferry_engine_load_if_closed       (FerryEngine   *self);
void ferry_engine_abandon_runs         (FerryEngine   *self);

G_END_DECLS
