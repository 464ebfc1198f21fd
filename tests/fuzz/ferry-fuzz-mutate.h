/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Changes what a file of pieces holds (see FerryPieces) and leaves it one. */

typedef size_t (*FerryFuzzMutate) (guint8 *data,
                                   size_t  size,
                                   size_t  max_size);

/* @plain: changes bytes that have no structure. Returns: the new size, at most @max_size */
gsize ferry_fuzz_mutate (guint8          *data,
                         gsize            size,
                         gsize            max_size,
                         guint            seed,
                         FerryFuzzMutate  plain);
/* Makes of two files a third: the first with some pieces of the second. */
gsize ferry_fuzz_cross  (const guint8    *first,
                         gsize            first_size,
                         const guint8    *second,
                         gsize            second_size,
                         guint8          *out,
                         gsize            max_size,
                         guint            seed);

G_END_DECLS
