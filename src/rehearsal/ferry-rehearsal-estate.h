/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rehearsal/ferry-rehearsal-instance.h"
#include "rehearsal/ferry-rehearsal-task.h"
#include "rehearsal/ferry-rehearsal-volume.h"

G_BEGIN_DECLS

/* How the rehearsal's EC2 behaves, to be changed at any time. Times are µs. */
typedef struct {
  guint  slots;           /* conversions at once in a region */
  gint64 describe_delay;  /* until what an act has done shows itself in what describes */
  gint64 age_out;         /* until a finished task is not listed any more; 0: never */
} FerryRehearsalConditions;

/**
 * FerryRehearsalEstate:
 *
 * The instances and volumes that conversions have made, and what EC2 tells of them, which may be
 * late. Whoever changes one of them says so with a touch. Owned by the store; main thread only.
 */
typedef struct _FerryRehearsalEstate FerryRehearsalEstate;

/* Something has changed: keep it, and tell of it. @event: "instance" or "volume" */
typedef void (*FerryRehearsalEstateFunc) (JsonObject *event,
                                          gpointer    user_data);

FerryRehearsalEstate     *ferry_rehearsal_estate_new             (void);
void                      ferry_rehearsal_estate_free            (FerryRehearsalEstate *estate);
/* @changed: (nullable): nobody any more */
void                      ferry_rehearsal_estate_watch           (FerryRehearsalEstate *estate,
                                                                  FerryRehearsalEstateFunc changed,
                                                                  gpointer              user_data);
FerryRehearsalConditions *ferry_rehearsal_estate_get_conditions  (FerryRehearsalEstate *estate);
/* Reads the members of the state file, "instances" and "volumes"; adds them. What an earlier run
 * left on its way has arrived.
 */
void                      ferry_rehearsal_estate_load            (FerryRehearsalEstate *estate,
                                                                  JsonObject           *state);
void                      ferry_rehearsal_estate_save            (FerryRehearsalEstate *estate,
                                                                  JsonObject           *state);

/* Everything there ever was, the oldest first */
GPtrArray                *ferry_rehearsal_estate_get_instances   (FerryRehearsalEstate *estate);
GPtrArray                *ferry_rehearsal_estate_get_volumes     (FerryRehearsalEstate *estate);
/* (nullable); a terminated one too */
FerryRehearsalInstance   *ferry_rehearsal_estate_find_instance   (FerryRehearsalEstate *estate,
                                                                  const char           *region,
                                                                  const char           *id);
/* (nullable); not a deleted one */
FerryRehearsalVolume     *ferry_rehearsal_estate_find_volume     (FerryRehearsalEstate *estate,
                                                                  const char           *region,
                                                                  const char           *id);
/* (nullable): the volume that @task has made, a deleted one too */
FerryRehearsalVolume     *ferry_rehearsal_estate_find_made       (FerryRehearsalEstate *estate,
                                                                  FerryRehearsalTask   *task);
/* (nullable): that is attached there */
FerryRehearsalVolume     *ferry_rehearsal_estate_find_device     (FerryRehearsalEstate *estate,
                                                                  const char           *instance_id,
                                                                  const char           *device);

void                      ferry_rehearsal_estate_touch_instance  (FerryRehearsalEstate *estate,
                                                                  FerryRehearsalInstance *instance);
void                      ferry_rehearsal_estate_touch_volume    (FerryRehearsalEstate *estate,
                                                                  FerryRehearsalVolume *volume);
/* A task has changed: so does what it makes. */
void                      ferry_rehearsal_estate_follow          (FerryRehearsalEstate *estate,
                                                                  FerryRehearsalTask   *task);
/* A task of an earlier run. */
void                      ferry_rehearsal_estate_remember        (FerryRehearsalEstate *estate,
                                                                  FerryRehearsalTask   *task);
/* Starts it, or ends it: first pending or shutting-down, a moment later the next. */
void                      ferry_rehearsal_estate_start           (FerryRehearsalEstate *estate,
                                                                  FerryRehearsalInstance *instance);
void                      ferry_rehearsal_estate_terminate       (FerryRehearsalEstate *estate,
                                                                  FerryRehearsalInstance *instance);

/* What is told of it now. (nullable) (transfer full): nothing yet, or no more */
FerryRehearsalTask       *ferry_rehearsal_estate_show_task       (FerryRehearsalEstate *estate,
                                                                  FerryRehearsalTask   *task);
FerryRehearsalInstance   *ferry_rehearsal_estate_show_instance   (FerryRehearsalEstate *estate,
                                                                  FerryRehearsalInstance *instance);
FerryRehearsalVolume     *ferry_rehearsal_estate_show_volume     (FerryRehearsalEstate *estate,
                                                                  FerryRehearsalVolume *volume);
/* Whether it is not listed any more, though it was. */
gboolean                  ferry_rehearsal_estate_has_aged_out    (FerryRehearsalEstate *estate,
                                                                  FerryRehearsalTask   *task);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRehearsalEstate, ferry_rehearsal_estate_free)

G_END_DECLS
