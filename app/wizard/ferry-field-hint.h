/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wizard/ferry-check-text.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_FIELD_HINT (ferry_field_hint_get_type ())
/**
 * FerryFieldHint:
 *
 * The row below a field that says why its value cannot be used; without a finding it shows its
 * caption, and without a caption it is not there.
 *
 * Properties: "caption" (string, (nullable)), "field" (GtkWidget, (nullable)): the row above, which
 * is drawn as one with the hint and marked invalid for assistive technology.
 */
G_DECLARE_FINAL_TYPE (FerryFieldHint, ferry_field_hint, FERRY, FIELD_HINT, AdwPreferencesRow)

/* (nullable) @check */
void ferry_field_hint_set_check (FerryFieldHint   *self,
                                 const FerryCheck *check);

G_END_DECLS
