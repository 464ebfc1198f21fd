/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_CHOICE_POPOVER (ferry_choice_popover_get_type ())
/**
 * FerryChoicePopover:
 *
 * A list of choices, of which there may be thousands, with a search on top.
 *
 * Signal: "picked" (const char *value): by a click or with Return.
 */
G_DECLARE_FINAL_TYPE (FerryChoicePopover, ferry_choice_popover, FERRY, CHOICE_POPOVER, GtkPopover)

/* @name: what is chosen here, for those who do not see it
 * @choices: (nullable): of FerryChoice
 */
FerryChoicePopover *ferry_choice_popover_new         (const char         *name);
void                ferry_choice_popover_set_choices (FerryChoicePopover *self,
                                                      GListModel         *choices);
/* Those with a mark. */
void                ferry_choice_popover_set_chosen  (FerryChoicePopover *self,
                                                      const char *const  *values);

G_END_DECLS
