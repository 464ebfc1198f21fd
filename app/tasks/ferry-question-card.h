/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_QUESTION_CARD (ferry_question_card_get_type ())
/**
 * FerryQuestionCard:
 *
 * What a machine waits for an answer to: the question, and a button for each answer. An answer that
 * cannot be undone is asked about once more. It is not visible where nothing is asked.
 */
G_DECLARE_FINAL_TYPE (FerryQuestionCard, ferry_question_card, FERRY, QUESTION_CARD, AdwBin)

void ferry_question_card_show (FerryQuestionCard *self,
                               FerryTaskItem     *item);

G_END_DECLS
