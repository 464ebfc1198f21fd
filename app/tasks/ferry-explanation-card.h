/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_EXPLANATION_CARD (ferry_explanation_card_get_type ())
/**
 * FerryExplanationCard:
 *
 * Why a task, or a machine, needs attention: what it is called, what it means, what this disk and
 * this plan say about it, AWS's own sentence whole, what to do, and a button where Ferry can do it.
 * It follows its task and its machine, and does not show while there is nothing to explain.
 *
 * Properties (read and write): "task" (FerryTask, (nullable)); "machine" (FerryMachineImport,
 * (nullable)): of which the task is a disk; without a task, or while that goes its way, the
 * machine's own error is explained. Signal "remedy" (FerryRemedy remedy): the button was pressed;
 * FERRY_REMEDY_HELP and FERRY_REMEDY_ACCOUNT are done by the card itself. Retry, Look Into the Disk
 * and Change the Machine are offered only with a machine, for they need its plan.
 */
G_DECLARE_FINAL_TYPE (FerryExplanationCard, ferry_explanation_card, FERRY, EXPLANATION_CARD, AdwBin)

GtkWidget *ferry_explanation_card_new         (void);
/* @task: (nullable) */
void       ferry_explanation_card_set_task    (FerryExplanationCard *self,
                                               FerryTask            *task);
/* @machine: (nullable) */
void       ferry_explanation_card_set_machine (FerryExplanationCard *self,
                                               FerryMachineImport   *machine);

G_END_DECLS
