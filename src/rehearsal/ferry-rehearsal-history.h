/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * FerryRehearsalHistory:
 *
 * What things looked like, and from when on whoever asks is told so: EC2's lists are only
 * eventually consistent, and an act shows itself in them late. Times are µs since 1970.
 */
typedef struct _FerryRehearsalHistory FerryRehearsalHistory;

FerryRehearsalHistory *ferry_rehearsal_history_new  (void);
void                   ferry_rehearsal_history_free (FerryRehearsalHistory *history);
/* @version: (transfer full): of the thing @id, to be told from @since on; never before an earlier
 * version of it
 */
void                   ferry_rehearsal_history_take (FerryRehearsalHistory *history,
                                                     const char            *id,
                                                     gint64                 since,
                                                     JsonObject            *version);
/* What is told of it at @now. (nullable): nothing yet. Owned by the history until the next take */
JsonObject            *ferry_rehearsal_history_find (FerryRehearsalHistory *history,
                                                     const char            *id,
                                                     gint64                 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRehearsalHistory, ferry_rehearsal_history_free)

G_END_DECLS
