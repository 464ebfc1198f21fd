/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_POLICY_WINDOW (ferry_policy_window_get_type ())
/**
 * FerryPolicyWindow:
 *
 * The least that an account must be allowed for a plan, as a policy to be handed to whoever
 * administers it: read and copied. It holds no secret.
 */
G_DECLARE_FINAL_TYPE (FerryPolicyWindow, ferry_policy_window, FERRY, POLICY_WINDOW, AdwWindow)

GtkWindow *ferry_policy_window_new (GtkWindow *parent,
                                    FerryPlan *plan);

G_END_DECLS
