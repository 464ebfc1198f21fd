/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/ferry-error.h"
#include "import/ferry-record.h"

G_BEGIN_DECLS

/* An error in a journal: its text, masked, as the field @name, and its code, by the journal's own
 * word for it, as "NAME-code".
 * @error: (nullable): adds nothing
 */
void    ferry_journal_error_add  (JsonObject   *fields,
                                  const char   *name,
                                  const GError *error);
/* (nullable) (transfer full): %NULL where @record has no such field. One whose word is not known is
 * FERRY_ERROR_FAILED.
 */
GError *ferry_journal_error_read (FerryRecord  *record,
                                  const char   *name);

G_END_DECLS
