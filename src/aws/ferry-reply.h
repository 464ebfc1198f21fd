/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define FERRY_TYPE_REPLY (ferry_reply_get_type ())
/**
 * FerryReply:
 *
 * A reply as it came, its body whole. Immutable, reference counted.
 */
typedef struct _FerryReply FerryReply;

GType       ferry_reply_get_type       (void);
FerryReply *ferry_reply_new            (guint               status,
                                        SoupMessageHeaders *headers,
                                        GBytes             *body);
FerryReply *ferry_reply_ref            (FerryReply         *self);
void        ferry_reply_unref          (FerryReply         *self);
guint       ferry_reply_get_status     (FerryReply         *self);
/* (nullable) */
const char *ferry_reply_get_header     (FerryReply         *self,
                                        const char         *name);
GBytes     *ferry_reply_get_body       (FerryReply         *self);
/* x-amz-request-id or x-amzn-requestid; (nullable) */
const char *ferry_reply_get_request_id (FerryReply         *self);

/* Whether something else than the service speaks, a proxy or the network's sign-in page: HTML or
 * text where AWS would send none, and no request id, which AWS never leaves out. Pure.
 */
gboolean    ferry_reply_is_foreign     (FerryReply         *self);

/* Turns a reply that is not a success into an error with its detail: reads the XML of S3, EC2 and
 * STS, or the headers where there is no body (HEAD). Pure. (transfer full)
 */
GError     *ferry_reply_to_error       (FerryReply         *self,
                                        const char         *service,
                                        const char         *operation);

/* Whether an act that ended with @error was surely not carried out: the service itself says no. A
 * 5xx may have been written after the deed, unless it is the throttle in front of it. Pure.
 */
gboolean    ferry_reply_is_clear       (FerryReply         *self,
                                        const GError       *error);

/* Looks again at an error whose cause is not what its code seems to say, knowing how it was asked.
 * @error: (transfer full). @region: that was asked. @temporary: with a session token.
 * @clock_error: by how much the time of the signature has turned out to be wrong.
 * Pure. (transfer full)
 */
GError     *ferry_reply_reconsider     (GError             *error,
                                        const char         *region,
                                        gboolean            temporary,
                                        GTimeSpan           clock_error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryReply, ferry_reply_unref)

G_END_DECLS
