/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wizard/ferry-migration.h"

G_BEGIN_DECLS

#define FERRY_TYPE_DRAFTER (ferry_drafter_get_type ())
/**
 * FerryDrafter:
 *
 * The drafts of a migration's plan, each made when it is asked for: a draft is four signatures, and
 * a plan of many machines has many. A draft's links run from the moment when they were signed, so
 * one that is old is made anew; all of them are when the plan is another one. Owned by the Review
 * page; main thread. It holds bearer secrets. What is imported is drafted anew, by the engine.
 *
 * Signal: "drafted": a draft that took long is there, or cannot be made, or was given up.
 */
G_DECLARE_FINAL_TYPE (FerryDrafter, ferry_drafter, FERRY, DRAFTER, GObject)

FerryDrafter *ferry_drafter_new        (FerryMigration       *migration);
/* Forgets all drafts. */
void          ferry_drafter_clear      (FerryDrafter         *self);
/* (transfer none); %NULL with @error: what is missing; G_IO_ERROR_PENDING while one is made that
 * takes long
 */
FerryDraft   *ferry_drafter_get        (FerryDrafter         *self,
                                        FerryMachine         *machine,
                                        guint                 position,
                                        GError              **error);
/* Those of all disks of @machine that can be made. (transfer full) (element-type FerryDraft) */
GPtrArray    *ferry_drafter_dup_drafts (FerryDrafter         *self,
                                        FerryMachine         *machine);
/* Where each machine of @plan will be, "" where that is not known. (transfer full)
 * (element-type utf8)
 */
GPtrArray    *ferry_drafter_dup_zones  (FerryDrafter         *self,
                                        FerryPlan            *plan);

G_END_DECLS
