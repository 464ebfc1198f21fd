/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_MACHINE_TAGS (ferry_machine_tags_get_type ())
/**
 * FerryMachineTags:
 *
 * The tags that a machine gets: a row a tag, key and value.
 */
G_DECLARE_FINAL_TYPE (FerryMachineTags, ferry_machine_tags, FERRY, MACHINE_TAGS,
                      AdwPreferencesGroup)

/* @machine: (nullable) */
void ferry_machine_tags_show        (FerryMachineTags *self,
                                     FerryMachine     *machine);
/* Takes those out of @checks that stand here. */
void ferry_machine_tags_show_checks (FerryMachineTags *self,
                                     GPtrArray        *checks);

G_END_DECLS
