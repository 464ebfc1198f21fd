/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/ferry-html.h"
#include "ferry.h"

G_BEGIN_DECLS

/* The section of a report that is about one machine, and its row in the table that sums up. */
void ferry_report_machine_add_row     (FerryHtml          *html,
                                       FerryMachineImport *machine);
void ferry_report_machine_add_section (FerryHtml          *html,
                                       FerryMachineImport *machine,
                                       FerryJournal       *journal);

G_END_DECLS
