/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-application.h"

G_BEGIN_DECLS

#define FERRY_TYPE_WINDOW (ferry_window_get_type ())
/**
 * FerryWindow:
 *
 * The one window: header, notice bar, the wizard and the tasks as views. It owns nothing that must
 * outlive it; closing it ends reads, never acts.
 *
 * Actions: win.back, win.next (the wizard's), win.show-view::NAME ("migrate" or "tasks").
 */
G_DECLARE_FINAL_TYPE (FerryWindow, ferry_window, FERRY, WINDOW, AdwApplicationWindow)

FerryWindow *ferry_window_new           (FerryApplication *application);
/* The page of the help about what is shown. */
const char  *ferry_window_get_help_page (FerryWindow      *self);
/* (nullable): of the account that is chosen */
FerryClient *ferry_window_get_client    (FerryWindow      *self);
void         ferry_window_show_accounts (FerryWindow      *self);
/* as ferry_wizard_import_disk() */
gboolean     ferry_window_import_disk   (FerryWindow      *self,
                                         FerryClient      *client,
                                         FerryDisk        *disk);

G_END_DECLS
