/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rehearsal/ferry-rehearsal-task.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryRehearsalConverter:
 *
 * VM Import's own half of the rehearsal: takes each conversion task from the manifest's link to the
 * instance, as an outsider who has nothing but the links. A link that does not work is tried again
 * and again in silence, as EC2 does, until the task expires. Main thread only.
 */
typedef struct _FerryRehearsalConverter FerryRehearsalConverter;

/* A task has changed: keep it. */
typedef void (*FerryRehearsalTaskFunc) (FerryRehearsalTask *task,
                                        gpointer            user_data);
/* A task waits for a link. @what: "manifest", "part", "bytes"; @status: HTTP, 0 for no reply. */
typedef void (*FerryRehearsalWaitFunc) (FerryRehearsalTask *task,
                                        const char         *what,
                                        guint               status,
                                        gpointer            user_data);

/* @seconds: how long an import takes. @skew: of the rehearsal's clock, in seconds */
FerryRehearsalConverter *ferry_rehearsal_converter_new    (guint                    seconds,
                                                           gint64                   skew,
                                                           FerryRehearsalTaskFunc   changed,
                                                           FerryRehearsalWaitFunc   waiting,
                                                           gpointer                 user_data);
void                     ferry_rehearsal_converter_free   (FerryRehearsalConverter *converter);
/* From the next step of each conversion on. */
void                     ferry_rehearsal_converter_set_seconds
                                                          (FerryRehearsalConverter *converter,
                                                           guint                    seconds);
/* Starts a new task, or goes on with one of an earlier run. @task outlives the converter. */
void                     ferry_rehearsal_converter_start  (FerryRehearsalConverter *converter,
                                                           FerryRehearsalTask      *task);
/* First cancelling, a moment later cancelled. Nothing for a task that is cancelled. */
void                     ferry_rehearsal_converter_cancel (FerryRehearsalConverter *converter,
                                                           FerryRehearsalTask      *task);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRehearsalConverter, ferry_rehearsal_converter_free)

G_END_DECLS
