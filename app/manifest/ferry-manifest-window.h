/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-manifest-source.h"
#include "manifest/ferry-open-manifest.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_MANIFEST_WINDOW (ferry_manifest_window_get_type ())
/**
 * FerryManifestWindow:
 *
 * Any manifest, from this computer or from a bucket: its view, and what can be done with it: try
 * its links, compare it with another one, make new links for its parts, store these, import its
 * disk. One that cannot be read is told in the window.
 *
 * A file that names a bucket does not make Ferry talk to it (see FerryManifestBucket): that begins
 * when the person tries the links, makes new ones or imports the disk.
 */
G_DECLARE_FINAL_TYPE (FerryManifestWindow, ferry_manifest_window, FERRY, MANIFEST_WINDOW, AdwWindow)

FerryManifestWindow *ferry_manifest_window_new_for_source (GtkApplication      *application,
                                                           FerryManifestSource *source);
FerryManifestWindow *ferry_manifest_window_new_for_file   (GtkApplication      *application,
                                                           GFile               *file);
FerryManifestWindow *ferry_manifest_window_new_for_object (GtkApplication      *application,
                                                           FerryClient         *client,
                                                           const char          *region,
                                                           const char          *bucket,
                                                           FerryObject         *object);
/* (nullable): while it is read, and where it cannot be */
FerryOpenManifest   *ferry_manifest_window_get_manifest   (FerryManifestWindow *self);

G_END_DECLS
