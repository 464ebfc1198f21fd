/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-open-manifest.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_ELEMENT_CARD (ferry_element_card_get_type ())
/**
 * FerryElementCard:
 *
 * Explains what stands in a line of a manifest: what EC2 does with it, of a link all that can be
 * told without telling its secrets, what became of it when it was tried, and what is wrong there.
 */
G_DECLARE_FINAL_TYPE (FerryElementCard, ferry_element_card, FERRY, ELEMENT_CARD, AdwBin)

/* @manifest: (nullable): nothing is explained
 * @line: from 1
 */
void ferry_element_card_show (FerryElementCard  *self,
                              FerryOpenManifest *manifest,
                              guint              line);

G_END_DECLS
