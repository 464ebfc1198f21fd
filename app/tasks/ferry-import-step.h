/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-item.h"

G_BEGIN_DECLS

/* The steps that an import takes, in their order. */
typedef enum {
  FERRY_STEP_MANIFEST,
  FERRY_STEP_REQUESTED,
  FERRY_STEP_FETCHING,
  FERRY_STEP_CONVERTING,
  FERRY_STEP_INSTANCE,
  FERRY_STEP_ATTACHED,
  FERRY_N_STEPS,
} FerryStep;

/* How the step that an import has reached is to be drawn. */
typedef enum {
  FERRY_STEP_MARK_CURRENT,
  FERRY_STEP_MARK_UNKNOWN,
  FERRY_STEP_MARK_FAILED,
  FERRY_STEP_MARK_STOPPED,  /* by a person */
  FERRY_STEP_MARK_DONE,
} FerryStepMark;

/**
 * FerryImportStep:
 * @step: that it has reached
 * @mark: how that is drawn
 * @n_steps: how many there are: one with no data volumes attaches none
 *
 * How far an import is, over all its disks.
 */
typedef struct {
  FerryStep     step;
  FerryStepMark mark;
  guint         n_steps;
} FerryImportStep;

const char      *ferry_step_get_name        (FerryStep              step);
/* What a screen reader says of it. (transfer full) */
char            *ferry_import_step_describe (const FerryImportStep *self);
/* of one disk, or of what others started */
FerryImportStep  ferry_import_step_of_task  (FerryTask             *task);
/* of a machine: the boot disk leads, for what it becomes all others wait */
FerryImportStep  ferry_import_step_of_item  (FerryTaskItem         *item);

G_END_DECLS
