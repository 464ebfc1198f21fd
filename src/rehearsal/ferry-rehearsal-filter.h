/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rehearsal/ferry-rehearsal-exchange.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The filters of a describing call, Filter.N.Name and Filter.N.Value.M (EC2 User Guide,
 * "Filtering"): all have to be met, each by one of its values, in which * and ? stand for others.
 */
typedef struct {
  char      *name;
  GPtrArray *values;
} FerryRehearsalFilter;

/* Finds what a filter asks for. Returns: FALSE where there is no filter of that name.
 * @value: (nullable)
 */
typedef gboolean (*FerryRehearsalLookUp)   (gpointer                 item,
                                            const char              *name,
                                            const char             **value);

/* (transfer full) (element-type FerryRehearsalFilter): in their order */
GPtrArray       *ferry_rehearsal_filters_read    (FerryRehearsalExchange  *exchange);
/* @tags: those of @item. @unknown: (out) (nullable): the name of a filter that there is not */
gboolean         ferry_rehearsal_filters_pass    (GPtrArray               *filters,
                                                  gpointer                 item,
                                                  JsonObject              *tags,
                                                  FerryRehearsalLookUp     look_up,
                                                  const char             **unknown);

G_END_DECLS
