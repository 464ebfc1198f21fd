/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-request.h"
#include "plan/ferry-plan.h"

G_BEGIN_DECLS

/* What a draft asks for, from a plan of one machine. For FerryDraft and scripts only; pure.
 * @token: as ferry_token_new() makes them
 */

/* Returns: (nullable): what keeps the disk at @position from being asked for, a sentence
 * @zone: (nullable): of a data disk's volume
 */
const char   *ferry_draft_find_missing     (FerryMachine *machine,
                                            guint         position,
                                            const char   *zone,
                                            gboolean      has_user_data);
/* What the task of the disk at @position is called, with @token. (transfer full) */
char         *ferry_draft_request_describe (FerryMachine *machine,
                                            guint         position,
                                            const char   *token);

/* ImportInstance of the boot disk. @user_data: (nullable) */
FerryRequest *ferry_draft_request_instance (FerryPlan  *plan,
                                            const char *token,
                                            GBytes     *user_data,
                                            const char *manifest_url);
/* ImportVolume of the data disk at @position */
FerryRequest *ferry_draft_request_volume   (FerryPlan  *plan,
                                            guint       position,
                                            const char *token,
                                            const char *zone,
                                            const char *manifest_url);

G_END_DECLS
