/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-reply.h"
#include "aws/ferry-request.h"
#include "credentials/ferry-account.h"
#include "credentials/ferry-credentials.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FERRY_TYPE_CLIENT (ferry_client_get_type ())
/**
 * FerryClient:
 *
 * One account's way to AWS: signs, sends, retries what is safe to repeat, and turns replies that
 * are not a success into FERRY_ERROR. Owns the SoupSession. Main thread only.
 *
 * Safe requests are tried up to four times (5xx, throttling, lost connections) with back-off, and
 * once more in the region that S3 names when the bucket is elsewhere. Acts are sent once, on a
 * connection of their own; once their first byte may have left, every end but a clear answer is
 * FERRY_ERROR_UNCONFIRMED, cancellation included. No redirect is ever followed.
 *
 * Properties: "clock-offset" (int, minutes): by how much this computer's clock is behind AWS;
 * negative when it is ahead.
 */
G_DECLARE_FINAL_TYPE (FerryClient, ferry_client, FERRY, CLIENT, GObject)

FerryClient      *ferry_client_new              (FerryAccount         *account,
                                                 FerryCredentials     *credentials);
FerryAccount     *ferry_client_get_account      (FerryClient          *self);
FerryCredentials *ferry_client_get_credentials  (FerryClient          *self);

int               ferry_client_get_clock_offset (FerryClient          *self);

/* How long it waits: before it tries again for the first time (200 ms), and for the next byte of an
 * answer (30 s). The values of a new client are right for people; tests have less time.
 */
void              ferry_client_set_patience     (FerryClient          *self,
                                                 guint                 backoff_ms,
                                                 guint                 timeout_seconds);

/* The servers' time as far as it is known: this computer's clock, corrected by the last Date
 * header. (transfer full)
 */
GDateTime        *ferry_client_dup_now          (FerryClient          *self);

void              ferry_client_send_async       (FerryClient          *self,
                                                 FerryRequest         *request,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
/* Returns: (transfer full): a reply whose status is 2xx */
FerryReply       *ferry_client_send_finish      (FerryClient          *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

/* Uses a pre-signed link just as EC2 would: no header of ours but @range ((nullable),
 * "bytes=0-511"). At most 1 MiB is read. Finish with ferry_client_send_finish().
 */
void              ferry_client_use_link_async   (FerryClient          *self,
                                                 const char           *method,
                                                 GUri                 *link,
                                                 const char           *range,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
/* The same for a GET of all that @link leads to, when that is known to be @most bytes. */
void              ferry_client_read_link_async  (FerryClient          *self,
                                                 GUri                 *link,
                                                 gsize                 most,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);

G_END_DECLS
