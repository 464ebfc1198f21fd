/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/ferry-activity.h"
#include "base/ferry-durable-writer.h"
#include "import/ferry-queue.h"

G_BEGIN_DECLS

#define FERRY_TYPE_QUEUE_FILE (ferry_queue_file_get_type ())
/**
 * FerryQueueFile:
 *
 * Keeps the queue's order, its holds and its rest in "queue.json" beside the journals, so that a
 * restart finds them: what a person has put first, and not done yet, is in no journal.
 */
G_DECLARE_FINAL_TYPE (FerryQueueFile, ferry_queue_file, FERRY, QUEUE_FILE, GObject)

FerryQueueFile *ferry_queue_file_new         (GFile                *folder,
                                              FerryQueue           *queue,
                                              FerryDurableWriter   *writer,
                                              FerryActivity        *activity);
/* Reads what was kept. Where there is nothing, or nothing that can be read, that is success. */
void            ferry_queue_file_read_async  (FerryQueueFile       *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
/* (nullable) (transfer full): for ferry_queue_restore() */
GBytes         *ferry_queue_file_read_finish (FerryQueueFile       *self,
                                              GAsyncResult         *result);
/* From here on it is written whenever it changes. */
void            ferry_queue_file_follow      (FerryQueueFile       *self);
/* Writes what is still to be written, and no more after it. */
void            ferry_queue_file_stop        (FerryQueueFile       *self);

G_END_DECLS
