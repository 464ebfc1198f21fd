/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_PLACEHOLDER (ferry_placeholder_get_type ())
/**
 * FerryPlaceholder:
 *
 * What stands where a list would be: that it is being fetched, that it is empty, or why it cannot
 * be had, with one action. Its words come in as plain text and are escaped here. A spinner turns
 * only when waiting gets long.
 *
 * Signal "activated": the button was pressed.
 */
G_DECLARE_FINAL_TYPE (FerryPlaceholder, ferry_placeholder, FERRY, PLACEHOLDER, AdwBin)

void ferry_placeholder_show_loading (FerryPlaceholder *self,
                                     const char       *text);
/* @description, @button: (nullable): without @button there is no action */
void ferry_placeholder_show_message (FerryPlaceholder *self,
                                     const char       *icon_name,
                                     const char       *title,
                                     const char       *description,
                                     const char       *button);
/* @error: turned into title, advice and the service's own words */
void ferry_placeholder_show_error   (FerryPlaceholder *self,
                                     const GError     *error,
                                     const char       *button);

G_END_DECLS
