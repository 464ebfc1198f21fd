/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* The states of a machine's import, and what is asked about it: in words, and as a picture. */

/* "Attaching its volumes": for a row */
const char *ferry_machine_state_get_name     (FerryMachineState   state);
/* @style: (out) (nullable): the class of its colour */
const char *ferry_machine_state_get_icon     (FerryMachineState   state,
                                              const char        **style);
/* What happens now, or what came of it: a sentence or two */
const char *ferry_machine_state_get_sentence (FerryMachineState   state);

/* "A Device Name Is Taken": the title of a question; (nullable): FERRY_QUESTION_NONE has none */
const char *ferry_question_get_name          (FerryQuestion       question);
/* What it is about. @subject: (nullable). (transfer full) (nullable) */
char       *ferry_question_explain           (FerryQuestion       question,
                                              const char         *subject);

G_END_DECLS
