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

#define FERRY_FIELD_HINT_NO_DISK G_MAXUINT

/* (nullable) @check: where one click can do something about it, there is a button for that, which
 * activates "machines.fix" with its code and the position of its disk, or FERRY_FIELD_HINT_NO_DISK.
 */
void ferry_field_hint_set_check (FerryFieldHint   *self,
                                 const FerryCheck *check);
/* Shows the worst of @checks ((element-type FerryCheck), each kept alive by another array) that is
 * about @field, and takes it out of them.
 */
void ferry_field_hint_take      (FerryFieldHint   *self,
                                 GPtrArray        *checks,
                                 FerryCheckField   field);
/* Makes a button of that kind, wherever it stands; hidden where there is no fix. */
void ferry_field_hint_set_fix   (GtkButton        *button,
                                 const FerryCheck *check);

G_END_DECLS
