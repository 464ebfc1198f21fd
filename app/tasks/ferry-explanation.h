/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* Why a task needs attention: translated sentences, plain text, no secret. */
typedef struct {
  char *title;   /* what it means */
  char *said;    /* (nullable): EC2's own sentence, or an error's detail */
  char *advice;  /* what to do */
} FerryExplanation;

/* Whether a person should look: failed, unconfirmed, or ended by EC2 for a reason of its own. */
gboolean          ferry_explanation_is_needed (FerryTask        *task);
/* (nullable): %NULL for a task that goes its way or has landed */
FerryExplanation *ferry_explanation_new       (FerryTask        *task);
void              ferry_explanation_free      (FerryExplanation *explanation);

/* What happened, in sentence case: the heading of an explanation, or a part of a sentence. */
const char       *ferry_explanation_get_error_title (const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryExplanation, ferry_explanation_free)

G_END_DECLS
