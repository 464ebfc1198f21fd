/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Makes what @model holds, @items, into @after, both (element-type GObject) and of the same free
 * function, and tells a view exactly what came and went, so that it keeps its selection, its focus
 * and its place. What changes places is taken away and put there again. Returns: whether anything
 * was told
 */
gboolean ferry_list_change_apply (GListModel *model,
                                  GPtrArray  *items,
                                  GPtrArray  *after);

G_END_DECLS
