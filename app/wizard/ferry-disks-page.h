/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wizard/ferry-wizard-page.h"

G_BEGIN_DECLS

#define FERRY_TYPE_DISKS_PAGE (ferry_disks_page_get_type ())
/**
 * FerryDisksPage:
 *
 * Which disks become machines: buckets, the objects of a folder, and what is inside the one that is
 * selected. Selecting a disk looks inside it at once. Whoever wants one disk selects it; it stays
 * the chosen one while folders change, until another is selected. Whoever wants several ticks them,
 * one by one or all of a folder; then these are migrated, whatever is selected. Complete with a
 * disk whose format and size are known, or when all that are ticked were looked into.
 */
G_DECLARE_FINAL_TYPE (FerryDisksPage, ferry_disks_page, FERRY, DISKS_PAGE, FerryWizardPage)

G_END_DECLS
