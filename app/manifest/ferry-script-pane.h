/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_SCRIPT_PANE (ferry_script_pane_get_type ())
/**
 * FerryScriptPane:
 *
 * The migration as a program to read, to copy and to save: one kind at a time, of one machine or of
 * all of the plan. It says what a kind cannot move. Written only while it is shown.
 */
G_DECLARE_FINAL_TYPE (FerryScriptPane, ferry_script_pane, FERRY, SCRIPT_PANE, AdwBin)

/* @machine: of @plan; @zones: as ferry_script_new(); @endpoint: (nullable) */
void ferry_script_pane_show  (FerryScriptPane *self,
                              FerryPlan       *plan,
                              FerryMachine    *machine,
                              GPtrArray       *zones,
                              const char      *endpoint);
/* Lets go of the plan. */
void ferry_script_pane_clear (FerryScriptPane *self);

G_END_DECLS
