/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* All that will be sent for @drafts (element-type FerryDraft), the disks of a machine, call by call
 * and in that order, to be read: method, address, every header as it is signed, and each parameter
 * on a line of its own, with its secrets masked. (transfer full)
 */
char *ferry_request_text_new (FerryClient *client,
                              GPtrArray   *drafts);

G_END_DECLS
