/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-plan.h"
#include "plan/ferry-price-table.h"

G_BEGIN_DECLS

/* Conversion tasks that EC2 runs at once in a region (VM Import/Export User Guide; "Limitations" of
 * the export: five, to be raised on request)
 */
#define FERRY_TASKS_AT_ONCE 5
/* of a month, as AWS's own calculator counts */
#define FERRY_HOURS_A_MONTH 730

/* What may stay, and cost, when a step fails. */
typedef enum {
  FERRY_LEFTOVER_MANIFEST       = 1 << 0,  /* in the bucket: its links read the disk */
  FERRY_LEFTOVER_BOOT_VOLUME    = 1 << 1,
  FERRY_LEFTOVER_DATA_VOLUMES   = 1 << 2,  /* not attached */
  FERRY_LEFTOVER_INSTANCE       = 1 << 3,  /* stopped */
  FERRY_LEFTOVER_IMAGE          = 1 << 4,  /* with its snapshots */
  FERRY_LEFTOVER_DISKS          = 1 << 5,  /* those in the bucket: a failure deletes none */
} FerryLeftover;

/* A plan's way. The tasks of boot and data disks are EC2's and run side by side. */
typedef enum {
  FERRY_PLAN_STEP_WRITE_MANIFESTS,
  FERRY_PLAN_STEP_IMPORT_BOOT,  /* ImportInstance, or ImportImage and RunInstances */
  FERRY_PLAN_STEP_IMPORT_DATA,  /* ImportVolume */
  FERRY_PLAN_STEP_ATTACH,       /* AttachVolume */
  FERRY_N_PLAN_STEPS
} FerryPlanStep;

#define FERRY_TYPE_ESTIMATE (ferry_estimate_get_type ())
/**
 * FerryEstimate:
 * @n_volumes: boot and data volumes
 * @n_data_volumes: those of them that are attached afterwards
 * @size: GiB of all volumes
 * @n_tasks: that EC2 will work at
 * @n_rounds: in how many goes, at five tasks at once in each region
 * @volumes_a_month: what the volumes cost, whether the machines run or not
 * @machines_a_month: what the machines cost beside that if they run all the time
 * @currency: (nullable): of both
 * @as_of: (nullable): "2025-01-01": the prices are of that day
 * @unknown_volumes: (element-type utf8): "gp2, eu-north-1": what @volumes_a_month lacks
 * @unknown_machines: (element-type utf8): "m1.small, Linux, eu-west-1": what @machines_a_month
 *   lacks
 * @leftovers: by FerryPlanStep: FerryLeftover bits; 0 for a step that the plan does not have
 *
 * What a plan makes and costs. Boxed, immutable.
 */
typedef struct {
  guint      n_machines;
  guint      n_volumes;
  guint      n_data_volumes;
  guint64    size;
  guint      n_tasks;
  guint      n_rounds;
  double     volumes_a_month;
  double     machines_a_month;
  char      *currency;
  char      *as_of;
  GPtrArray *unknown_volumes;
  GPtrArray *unknown_machines;
  guint      leftovers[FERRY_N_PLAN_STEPS];
} FerryEstimate;

GType          ferry_estimate_get_type (void);
/* Pure */
FerryEstimate *ferry_estimate_new      (FerryPlan           *plan,
                                        FerryPriceTable     *prices);
FerryEstimate *ferry_estimate_copy     (const FerryEstimate *self);
void           ferry_estimate_free     (FerryEstimate       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryEstimate, ferry_estimate_free)

G_END_DECLS
