/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* A journal in words, for the report. All (transfer full). */

/* "2026-11-23 12:00:07": in UTC, which the report says once. @time: (nullable): a dash */
char *ferry_report_words_of_time    (GDateTime         *time);
/* "Landed"; a word that this version does not know as it is */
char *ferry_report_words_of_state   (const char        *state,
                                     gboolean           of_disk);
char *ferry_report_words_of_machine (FerryMachineState  state);
/* What a line says beside its state: "EC2: “Progress: 43%” · Request ID 7d2f…"; may be "" */
char *ferry_report_words_of_fields  (JsonObject        *fields);
/* What a look at the file found: "The chain is unbroken: 214 lines." */
char *ferry_report_words_of_check   (const FerryJournalCheck *check);

G_END_DECLS
