/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task.h"

G_BEGIN_DECLS

typedef enum {
  FERRY_TASK_PROP_ACCOUNT_ID = 1,
  FERRY_TASK_PROP_REGION,
  FERRY_TASK_PROP_TOKEN,
  FERRY_TASK_PROP_NAME,
  FERRY_TASK_PROP_CONVERSION_TASK_ID,
  FERRY_TASK_PROP_MESSAGE,
  FERRY_TASK_PROP_INSTANCE_ID,
  FERRY_TASK_PROP_VOLUME_ID,
  FERRY_TASK_PROP_DISK_NAME,
  FERRY_TASK_PROP_SOURCE,
  FERRY_TASK_PROP_ZONE,
  FERRY_TASK_PROP_DEVICE,
  FERRY_TASK_PROP_STARTED,
  FERRY_TASK_PROP_FINISHED,
  FERRY_TASK_PROP_HEARD,
  FERRY_TASK_PROP_EXPIRATION,
  FERRY_TASK_PROP_UNTIL,
  FERRY_TASK_PROP_STATE,
  FERRY_TASK_PROP_WAIT,
  FERRY_TASK_PROP_PERCENT,
  FERRY_TASK_PROP_POSITION,
  FERRY_TASK_PROP_SIZE,
  FERRY_TASK_PROP_ERROR,
} FerryTaskProperty;

/* A value that others drive (the import, the list); it does nothing by itself. Texts and times are
 * stored by their property, for there are many and all are alike.
 */
struct _FerryTask {
  GObject         parent_instance;

  char           *texts[FERRY_TASK_PROP_DEVICE + 1];
  GDateTime      *times[FERRY_TASK_PROP_UNTIL + 1];
  GDateTime      *news;
  FerryTaskState  state;
  FerryTaskWait   wait;
  int             percent;
  guint           position;
  guint64         size;
  GError         *error;
  GPtrArray      *history;  /* FerryTaskEvent */
  GPtrArray      *formers;  /* tokens of earlier attempts */
};

/* For the files of FerryTask only. */
void ferry_task_notify   (FerryTask         *self,
                          FerryTaskProperty  property);
/* (nullable) @value; notifies where it is another one */
void ferry_task_put_text (FerryTask         *self,
                          FerryTaskProperty  property,
                          const char        *value);
void ferry_task_put_time (FerryTask         *self,
                          FerryTaskProperty  property,
                          GDateTime         *value);

typedef enum {
  FERRY_TASK_SIGNAL_GHOST,
  FERRY_TASK_SIGNAL_MISSED,
  FERRY_TASK_N_SIGNALS,
} FerryTaskSignal;

extern guint ferry_task_signals[FERRY_TASK_N_SIGNALS];

G_END_DECLS
