/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-inspections.h"

G_BEGIN_DECLS

/**
 * FerryDiskLook:
 *
 * One look into an object and who waits for it: a piece of FerryDiskInspections, which owns it.
 */
typedef struct {
  char         *key;
  FerryClient  *client;
  char         *region;
  char         *bucket;
  FerryObject  *asked;        /* as it was listed */
  FerryObject  *object;       /* as it is read */
  GPtrArray    *waiters;      /* (element-type FerryDiskWaiter) */
  GCancellable *cancellable;  /* (nullable): of the run */
} FerryDiskLook;

typedef struct {
  FerryDiskLook           *look;
  GTask                   *task;
  FerryInspectionPriority  priority;
  gulong                   cancelled_id;
} FerryDiskWaiter;

/* What tells one look from another. (transfer full) */
char          *ferry_disk_look_make_key      (FerryClient             *client,
                                              const char              *region,
                                              const char              *bucket,
                                              FerryObject             *object);
FerryDiskLook *ferry_disk_look_new           (FerryClient             *client,
                                              const char              *region,
                                              const char              *bucket,
                                              FerryObject             *object,
                                              const char              *key);
void           ferry_disk_look_free          (FerryDiskLook           *self);
/* @cancelled: (GCancellable *, FerryDiskWaiter *): when the task's cancellable is */
void           ferry_disk_look_add           (FerryDiskLook           *self,
                                              GTask                   *task,
                                              FerryInspectionPriority  priority,
                                              GCallback                cancelled);
gboolean       ferry_disk_look_is_waited_for (FerryDiskLook           *self);
/* The tasks of the background, or @all, which no longer are of the look: whom they call may do what
 * it likes with it. (transfer full) (element-type GTask)
 */
GPtrArray     *ferry_disk_look_steal_tasks   (FerryDiskLook           *self,
                                              gboolean                 all);

G_END_DECLS
