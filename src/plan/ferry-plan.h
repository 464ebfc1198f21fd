/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-machine.h"

G_BEGIN_DECLS

#define FERRY_PLAN_FORMAT 1

#define FERRY_TYPE_PLAN (ferry_plan_get_type ())
/**
 * FerryPlan:
 *
 * What is to be moved: one machine for now, under the account that moves it. Its id (a UUID) is
 * also the token by which the import is found again in EC2. Immutable but for the machine's own
 * properties; ferry_plan_copy() freezes it for an import.
 */
G_DECLARE_FINAL_TYPE (FerryPlan, ferry_plan, FERRY, PLAN, GObject)

FerryPlan    *ferry_plan_new            (const char    *account_id,
                                         FerryMachine  *machine);
/* a deep copy under a new id */
FerryPlan    *ferry_plan_copy           (FerryPlan     *self);
const char   *ferry_plan_get_id         (FerryPlan     *self);
const char   *ferry_plan_get_account_id (FerryPlan     *self);
FerryMachine *ferry_plan_get_machine    (FerryPlan     *self);
/* {"format": 1, "id": …, "account": …, "machines": […]}: no secret is in it */
JsonObject   *ferry_plan_to_json        (FerryPlan     *self);
/* FERRY_ERROR_BAD_INPUT also for a newer format */
FerryPlan    *ferry_plan_from_json      (JsonObject    *object,
                                         GError       **error);

G_END_DECLS
