/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_REPORT_SAVER (ferry_report_saver_get_type ())
/**
 * FerryReportSaver:
 *
 * Asks where, and saves the report of a run there: the old file or the whole new one, whatever
 * happens. What goes wrong a dialog says.
 *
 * Signal "saved" (GFile): the report is on the disk.
 */
G_DECLARE_FINAL_TYPE (FerryReportSaver, ferry_report_saver, FERRY, REPORT_SAVER, GObject)

/* @window: over which it asks; it owns the saver */
FerryReportSaver *ferry_report_saver_new     (GtkWindow        *window);
void              ferry_report_saver_ask     (FerryReportSaver *self,
                                              FerryRun         *run);
/* @client: (nullable): the run's account, which is asked for its number */
void              ferry_report_saver_save_to (FerryReportSaver *self,
                                              FerryRun         *run,
                                              FerryClient      *client,
                                              GFile            *file);

/* For a menu: asks over @parent and saves the report of @run. */
void              ferry_report_save          (GtkWindow        *parent,
                                              FerryRun         *run);

G_END_DECLS
