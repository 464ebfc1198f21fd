/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FERRY_TYPE_CHOICE (ferry_choice_get_type ())
/**
 * FerryChoice:
 *
 * One of many values that can be picked for a field: the value as it is written there, and what
 * tells people which one it is. Immutable.
 */
G_DECLARE_FINAL_TYPE (FerryChoice, ferry_choice, FERRY, CHOICE, GObject)

/* @title: plain text, as it is shown; @subtitle: (nullable) */
FerryChoice *ferry_choice_new          (const char  *value,
                                        const char  *title,
                                        const char  *subtitle);
const char  *ferry_choice_get_value    (FerryChoice *self);
const char  *ferry_choice_get_title    (FerryChoice *self);
/* (nullable) */
const char  *ferry_choice_get_subtitle (FerryChoice *self);
/* Whether each word of @text, case folded, is somewhere in what the choice says. */
gboolean     ferry_choice_matches      (FerryChoice *self,
                                        const char  *text);

G_END_DECLS
