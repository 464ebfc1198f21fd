/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_LINK_CLOCK (ferry_link_clock_get_type ())
/**
 * FerryLinkClock:
 *
 * How long the links of a manifest last: "Links last 6 d 23 h". It goes while it is shown.
 */
G_DECLARE_FINAL_TYPE (FerryLinkClock, ferry_link_clock, FERRY, LINK_CLOCK, AdwBin)

/* @first: (nullable): when the first of them ends; none says so
 * @together: all do then
 * @client: (nullable): for the servers' time, which is what counts
 */
void  ferry_link_clock_set   (FerryLinkClock *self,
                              GDateTime      *first,
                              gboolean        together,
                              FerryClient    *client);
/* What it says at @now. (transfer full) */
char *ferry_link_clock_say   (GDateTime      *first,
                              gboolean        together,
                              GDateTime      *now);

G_END_DECLS
