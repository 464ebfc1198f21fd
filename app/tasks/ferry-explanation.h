/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/**
 * FerryExplanation:
 * @failure: the message that was known, or FERRY_FAILURE_UNKNOWN
 * @remedy: what a button can do about it
 * @title: what it is called, in sentence case
 * @meaning: (nullable): what it means
 * @evidence: (nullable): what this disk and this plan say about it
 * @said: (nullable): EC2's own sentence, whole, or an error's detail
 * @advice: what to do
 *
 * Why a task, or a machine, needs attention: translated sentences, plain text, no secret.
 */
typedef struct {
  FerryFailure  failure;
  FerryRemedy   remedy;
  char         *title;
  char         *meaning;
  char         *evidence;
  char         *said;
  char         *advice;
} FerryExplanation;

/* Whether a person should look: failed, unconfirmed, or ended by EC2 for a reason of its own. */
gboolean          ferry_explanation_is_needed (FerryTask        *task);
/* (nullable): %NULL for a task that goes its way or has landed */
FerryExplanation *ferry_explanation_new       (FerryTask        *task);
/* The same, with what the plan knows of the disk. @machine: (nullable); @position: of the disk */
FerryExplanation *ferry_explanation_new_for   (FerryTask        *task,
                                               FerryMachine     *machine,
                                               guint             position);
/* Of a step that no task stands for: tags, volumes. @machine: (nullable) */
FerryExplanation *ferry_explanation_new_error (const GError     *error,
                                               const char       *region,
                                               FerryMachine     *machine);
void              ferry_explanation_free      (FerryExplanation *explanation);

/* What happened, in sentence case: the heading of an explanation, or a part of a sentence. */
const char       *ferry_explanation_get_error_title (const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryExplanation, ferry_explanation_free)

G_END_DECLS
