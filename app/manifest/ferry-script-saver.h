/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_SCRIPT_SAVER (ferry_script_saver_get_type ())
/**
 * FerryScriptSaver:
 *
 * Asks where, and saves a script there, so that it can be started where that is how it is started.
 * What goes wrong a dialog says.
 */
G_DECLARE_FINAL_TYPE (FerryScriptSaver, ferry_script_saver, FERRY, SCRIPT_SAVER, GObject)

/* @widget: in whose window it asks; it owns the saver */
FerryScriptSaver *ferry_script_saver_new     (GtkWidget        *widget);
/* @name: that the file may get; @runs: whether it is started as a program */
void              ferry_script_saver_ask     (FerryScriptSaver *self,
                                              const char       *name,
                                              const char       *script,
                                              gboolean          runs);
void              ferry_script_saver_save_to (FerryScriptSaver *self,
                                              GFile            *file,
                                              const char       *script,
                                              gboolean          runs);

G_END_DECLS
