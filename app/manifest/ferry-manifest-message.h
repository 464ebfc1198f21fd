/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is said over a manifest's window, to be closed. */

void ferry_manifest_tell            (GtkWindow    *parent,
                                     const char   *title,
                                     const char   *body);
/* @error: of libferry, or of FERRY_MANIFEST_IMPORT_ERROR */
void ferry_manifest_tell_error      (GtkWindow    *parent,
                                     const char   *title,
                                     const GError *error);
/* Says that an account is needed, and leads to where one is chosen. */
void ferry_manifest_ask_for_account (GtkWindow    *parent);

G_END_DECLS
