/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "connect/ferry-accounts.h"
#include "connect/ferry-connector.h"

#include "ferry.h"

G_BEGIN_DECLS

#define FERRY_TYPE_RESUMPTION (ferry_resumption_get_type ())
/**
 * FerryResumption:
 *
 * Takes up the imports of earlier runs: reads what they have recorded, connects the accounts that
 * such imports wait for, and gives each client to the engine, those that come later too. Owned by
 * the application; main thread.
 *
 * Signal: "failed" (GError *error): the records cannot be read, or another Ferry has them.
 */
G_DECLARE_FINAL_TYPE (FerryResumption, ferry_resumption, FERRY, RESUMPTION, GObject)

FerryResumption *ferry_resumption_new   (FerryEngine     *engine,
                                         FerryConnector  *connector,
                                         FerryAccounts   *accounts);
/* Once. */
void             ferry_resumption_start (FerryResumption *self);
/* Gives up what it waits for. */
void             ferry_resumption_stop  (FerryResumption *self);

G_END_DECLS
