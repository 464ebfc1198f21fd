/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "connect/ferry-accounts.h"
#include "connect/ferry-connector.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_ACCOUNT_EDITOR (ferry_account_editor_get_type ())
/**
 * FerryAccountEditor:
 *
 * The dialog that adds an account or changes one. What is wrong is said inline, and nothing that
 * was typed is lost: the dialog stays until the account is kept, in the keyring or, where there is
 * none, for this session. The secret of a kept account is never shown: left empty, it stays.
 *
 * Signals: "saved" (FerryAccount *account), "remove" (FerryAccount *account): the person asks for
 * it; the dialog removes nothing itself.
 */
G_DECLARE_FINAL_TYPE (FerryAccountEditor, ferry_account_editor, FERRY, ACCOUNT_EDITOR, AdwWindow)

/* @account: (nullable): the one to change; %NULL for a new one */
FerryAccountEditor *ferry_account_editor_new (GtkWindow      *parent,
                                              FerryAccounts  *accounts,
                                              FerryConnector *connector,
                                              FerryKeyring   *keyring,
                                              FerryAccount   *account);

G_END_DECLS
