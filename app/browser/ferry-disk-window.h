/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_DISK_WINDOW (ferry_disk_window_get_type ())
/**
 * FerryDiskWindow:
 *
 * What is in a disk image of this computer. It looks into the file when it is made, and again when
 * asked to; closing it ends the look.
 */
G_DECLARE_FINAL_TYPE (FerryDiskWindow, ferry_disk_window, FERRY, DISK_WINDOW, AdwWindow)

FerryDiskWindow *ferry_disk_window_new (GtkApplication *application,
                                        GFile          *file);

G_END_DECLS
