/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_REVIEW_CHOICE (ferry_review_choice_get_type ())
/**
 * FerryReviewChoice:
 *
 * A drop-down of names, long ones cut in their middle: the machine, or its disk. Not shown where
 * there is nothing to choose.
 *
 * Property: "label" (string, construct-only): what is chosen, for screen readers. Signal "chosen":
 * the user has chosen another one.
 */
G_DECLARE_FINAL_TYPE (FerryReviewChoice, ferry_review_choice, FERRY, REVIEW_CHOICE, AdwBin)

void     ferry_review_choice_show_machines (FerryReviewChoice *self,
                                            FerryPlan         *plan,
                                            FerryMachine      *machine);
void     ferry_review_choice_show_disks    (FerryReviewChoice *self,
                                            FerryMachine      *machine,
                                            guint              position);
/* Whether there is more than one. */
gboolean ferry_review_choice_is_needed     (FerryReviewChoice *self);
guint    ferry_review_choice_get_selected  (FerryReviewChoice *self);

G_END_DECLS
