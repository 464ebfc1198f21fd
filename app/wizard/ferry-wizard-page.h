/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wizard/ferry-migration.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_WIZARD_PAGE (ferry_wizard_page_get_type ())
/**
 * FerryWizardPage:
 *
 * One page of the wizard: the contract between pages and frame. The frame watches a page's
 * properties; a page never touches the frame's buttons.
 *
 * Properties: "migration" (FerryMigration, construct-only), "title" (string), "complete"
 * (boolean: Next may be pressed), "reason" (string, (nullable): why it is not complete, a
 * sentence), "next-label" (string: "Next" unless told).
 *
 * @enter: the page is shown, for the first time or again: re-check what depends on earlier pages.
 * @leave_async: Next was pressed; the frame shows progress until it finishes and stays when it
 *   fails (the page itself says why). Back cancels it. The default finishes at once.
 */
G_DECLARE_DERIVABLE_TYPE (FerryWizardPage, ferry_wizard_page, FERRY, WIZARD_PAGE, AdwBin)

struct _FerryWizardPageClass {
  AdwBinClass parent_class;

  void     (*enter)        (FerryWizardPage      *self);
  void     (*leave_async)  (FerryWizardPage      *self,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data);
  gboolean (*leave_finish) (FerryWizardPage      *self,
                            GAsyncResult         *result,
                            GError              **error);
};

FerryMigration *ferry_wizard_page_get_migration  (FerryWizardPage      *self);
const char     *ferry_wizard_page_get_title      (FerryWizardPage      *self);
gboolean        ferry_wizard_page_is_complete    (FerryWizardPage      *self);
const char     *ferry_wizard_page_get_reason     (FerryWizardPage      *self);
const char     *ferry_wizard_page_get_next_label (FerryWizardPage      *self);
/* for subclasses */
void            ferry_wizard_page_set_title      (FerryWizardPage      *self,
                                                  const char           *title);
/* @reason: (nullable): %NULL exactly when complete */
void            ferry_wizard_page_set_complete   (FerryWizardPage      *self,
                                                  gboolean              complete,
                                                  const char           *reason);
void            ferry_wizard_page_set_next_label (FerryWizardPage      *self,
                                                  const char           *label);
/* for the frame */
void            ferry_wizard_page_enter          (FerryWizardPage      *self);
void            ferry_wizard_page_leave_async    (FerryWizardPage      *self,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean        ferry_wizard_page_leave_finish   (FerryWizardPage      *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);

G_END_DECLS
