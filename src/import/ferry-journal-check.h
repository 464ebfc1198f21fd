/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryJournalCheck:
 * @n_lines: read, the head included
 * @n_chained: of them, those whose "prev" is right; line 1 has none
 * @broken: the first line that does not fit, from 1; 0: none
 * @tail: bytes behind the last line feed
 *
 * What a look at the file alone says of its chain.
 */
typedef struct {
  guint n_lines;
  guint n_chained;
  guint broken;
  gsize tail;
} FerryJournalCheck;

/* Pure. Whether the chain is unbroken (of format 1: as far as there is one). A file without a whole
 * line has none.
 */
gboolean ferry_journal_check (GBytes            *bytes,
                              FerryJournalCheck *check);

G_END_DECLS
