/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_ACCOUNT_ROW (ferry_account_row_get_type ())
/**
 * FerryAccountRow:
 *
 * One account in the list: a radio button, what the account is called, when its credentials end if
 * they do, and a button to edit it. The
 * rehearsal has nothing to edit; where it opens an application of its own, it has no radio button
 * either, but an arrow.
 *
 * Properties: "account" (construct-only), "opens" (boolean, construct-only: activating opens
 * something else). Signals: "chosen": the radio button was turned on, or the row that opens was
 * activated; "edit".
 */
G_DECLARE_FINAL_TYPE (FerryAccountRow, ferry_account_row, FERRY, ACCOUNT_ROW, AdwActionRow)

GtkWidget    *ferry_account_row_new         (FerryAccount    *account,
                                             gboolean         opens);
FerryAccount *ferry_account_row_get_account (FerryAccountRow *self);
/* @group: another button of the same radio group */
void          ferry_account_row_set_group   (FerryAccountRow *self,
                                             GtkCheckButton  *group);
void          ferry_account_row_choose      (FerryAccountRow *self);
/* Whether to say that the account is in no keyring. */
void          ferry_account_row_set_session (FerryAccountRow *self,
                                             gboolean         session);

G_END_DECLS
