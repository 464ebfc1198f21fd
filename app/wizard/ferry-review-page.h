/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wizard/ferry-wizard-page.h"

G_BEGIN_DECLS

#define FERRY_TYPE_REVIEW_PAGE (ferry_review_page_get_type ())
/**
 * FerryReviewPage:
 *
 * The last page: what the checks found, the manifest and the requests exactly as they will be sent,
 * and what will be created. Entering it judges the plan again and drafts what will be sent; leaving
 * it forward starts the import.
 */
G_DECLARE_FINAL_TYPE (FerryReviewPage, ferry_review_page, FERRY, REVIEW_PAGE, FerryWizardPage)

GtkWidget *ferry_review_page_new (FerryMigration *migration);

G_END_DECLS
