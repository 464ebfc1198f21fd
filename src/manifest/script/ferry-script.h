/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-plan.h"

G_BEGIN_DECLS

/**
 * FerryScriptKind:
 * @FERRY_SCRIPT_SHELL: bash and curl; the classic road
 * @FERRY_SCRIPT_CLI: AWS CLI; the image road: the CLI has no ImportInstance
 * @FERRY_SCRIPT_POWERSHELL: AWS Tools for PowerShell; the image road: their cmdlet is gone
 */
typedef enum {
  FERRY_SCRIPT_SHELL,
  FERRY_SCRIPT_CLI,
  FERRY_SCRIPT_POWERSHELL,
} FerryScriptKind;

/* whether machines of @road can be moved by a script of @kind */
gboolean ferry_script_takes (FerryScriptKind   kind,
                             FerryRoad         road);
/**
 * ferry_script_new:
 * @machine: (nullable): one of @plan, or all whose road @kind takes
 * @zones: (element-type utf8): the zone of each machine of @plan, "" where not known
 * @endpoint: (nullable): the account's own instead of AWS's
 *
 * The same migration as a program that stands alone: it holds no key and no link, takes the keys
 * from the environment, makes the links when it runs, and refuses when a task with a token of this
 * plan is there. Everything that is not the program's own is quoted.
 *
 * Returns: (transfer full): UTF-8; %NULL with FERRY_ERROR_BAD_INPUT: what a machine lacks
 */
char    *ferry_script_new   (FerryPlan        *plan,
                             FerryMachine     *machine,
                             FerryScriptKind   kind,
                             GPtrArray        *zones,
                             const char       *endpoint,
                             GError          **error);
/* "ferry-PLAN.sh", ".ps1": a name to save it under. (transfer full) */
char    *ferry_script_dup_name (FerryPlan       *plan,
                                FerryScriptKind  kind);

G_END_DECLS
