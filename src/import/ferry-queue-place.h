/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/ferry-machine-import.h"

G_BEGIN_DECLS

/**
 * FerryQueuePlace:
 * @is_known: EC2 has told which conversions there are, or will not
 * @n_refusals: in a row
 * @until: (nullable): when it has rested enough
 * @timer: a source, until then
 * @n_active: conversions under way when they were counted last, those of others included
 * @n_foreign: of them, those that are not Ferry's
 *
 * An account in a region: EC2 limits the conversions there.
 */
typedef struct {
  char      *account_id;
  char      *region;
  gboolean   is_known;
  guint      n_refusals;
  GDateTime *until;
  guint      timer;
  guint      n_active;
  guint      n_foreign;
} FerryQueuePlace;

FerryQueuePlace *ferry_queue_place_new     (const char       *account_id,
                                            const char       *region);
void             ferry_queue_place_free    (FerryQueuePlace  *self);
gboolean         ferry_queue_place_is      (FerryQueuePlace  *self,
                                            const char       *account_id,
                                            const char       *region);
/* EC2 refused for now, at @now. Returns: milliseconds to rest: a minute or two, then longer, 15
 * minutes at most, divided by @speed
 */
guint            ferry_queue_place_back_off (FerryQueuePlace *self,
                                             GDateTime       *now,
                                             guint            speed,
                                             guint32          random);

/* The index of one of @places; made where there was none. */
guint            ferry_queue_places_find   (GPtrArray        *places,
                                            const char       *account_id,
                                            const char       *region);
/* Counts anew at all places, each conversion once. @machines: (element-type FerryMachineImport):
 * ours; @owners: their tasks; @tasks: the rows, of others too
 */
void             ferry_queue_places_count  (GPtrArray        *places,
                                            GPtrArray        *machines,
                                            GHashTable       *owners,
                                            GListModel       *tasks);

G_END_DECLS
