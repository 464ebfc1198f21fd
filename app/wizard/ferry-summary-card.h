/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_SUMMARY_CARD (ferry_summary_card_get_type ())
/**
 * FerrySummaryCard:
 *
 * "What Will Be Created": account, region, machine, tasks, volumes, and how to reach what lands.
 */
G_DECLARE_FINAL_TYPE (FerrySummaryCard, ferry_summary_card, FERRY, SUMMARY_CARD, AdwBin)

/* (nullable) @identity */
void ferry_summary_card_show (FerrySummaryCard    *self,
                              FerryPlan           *plan,
                              const FerryIdentity *identity);

G_END_DECLS
