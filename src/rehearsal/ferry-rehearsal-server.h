/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rehearsal/ferry-rehearsal-account.h"
#include "rehearsal/ferry-rehearsal-faults.h"
#include "rehearsal/ferry-rehearsal-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryRehearsalServer:
 *
 * S3, EC2 and STS behind one port of 127.0.0.1: takes each request through latency, faults, the
 * signature's check and the service that it is for, and says what happened. Main thread only.
 */
typedef struct _FerryRehearsalServer FerryRehearsalServer;

/* One line of JSON, without its line feed, for each request and each change of a task. Never holds
 * a signature or a link.
 */
typedef void (*FerryRehearsalEventFunc) (const char *line,
                                         gpointer    user_data);

/* @store, @faults: (transfer none), must outlive the server. @account: what EC2 describes.
 * @session_end: when the temporary keys of its account end.
 * @import_seconds: how long an import takes. @latency: of each reply, in milliseconds.
 * @event: (nullable)
 */
FerryRehearsalServer *ferry_rehearsal_server_new    (FerryRehearsalStore         *store,
                                                     const FerryRehearsalAccount *account,
                                                     FerryRehearsalFaults        *faults,
                                                     GDateTime                   *session_end,
                                                     guint                        import_seconds,
                                                     guint                        latency,
                                                     FerryRehearsalEventFunc      event,
                                                     gpointer                     user_data);
void                  ferry_rehearsal_server_free   (FerryRehearsalServer     *server);
/* @port: 0 for the one that the store remembers. A port that is taken is replaced by a free one,
 * which the store then remembers. Returns: the port, 0 with an error
 */
guint                 ferry_rehearsal_server_listen (FerryRehearsalServer     *server,
                                                     guint                     port,
                                                     GError                  **error);
/* How long an import takes from now on. */
void                  ferry_rehearsal_server_set_import_seconds
                                                    (FerryRehearsalServer     *server,
                                                     guint                     seconds);
/* Goes on with the conversions that an earlier run left. */
void                  ferry_rehearsal_server_resume (FerryRehearsalServer     *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRehearsalServer, ferry_rehearsal_server_free)

G_END_DECLS
