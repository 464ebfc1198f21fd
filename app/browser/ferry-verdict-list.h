/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_VERDICT_LIST (ferry_verdict_list_get_type ())
/**
 * FerryVerdictList:
 *
 * Which calls of VM Import will take a disk, one row a call, and in it what VM Import would say
 * hours later and what helps. Ferry's own call comes first and apart from those that it does not
 * make.
 */
G_DECLARE_FINAL_TYPE (FerryVerdictList, ferry_verdict_list, FERRY, VERDICT_LIST, AdwBin)

/* @name: the image file's, for commands
 * @region: (nullable): where the image is
 */
void ferry_verdict_list_set_report (FerryVerdictList *self,
                                    FerryDiskReport  *report,
                                    const char       *name,
                                    const char       *region);

G_END_DECLS
