/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/**
 * FerryTestServer:
 *
 * A far side on loopback, in the test's own main loop, that answers as the test says. It verifies
 * nothing; what it proves is what the client does with an answer.
 */
typedef struct _FerryTestServer FerryTestServer;

/* @path is as it came on the wire. Answer with ferry_test_server_answer(), or do
 * nothing: 200, empty.
 */
typedef void (*FerryTestHandler) (FerryTestServer   *server,
                                  SoupServerMessage *message,
                                  const char        *path,
                                  gpointer           user_data);

FerryTestServer *ferry_test_server_new          (FerryTestHandler   handler,
                                                 gpointer           user_data);
void             ferry_test_server_free         (FerryTestServer   *server);
/* "http://127.0.0.1:PORT" */
const char      *ferry_test_server_get_endpoint (FerryTestServer   *server);
guint            ferry_test_server_count        (FerryTestServer   *server);
/* A client of a made-up account whose far side is this server. (transfer full) */
FerryClient     *ferry_test_server_make_client  (FerryTestServer   *server);
/* The same with a session token. (transfer full) */
FerryClient     *ferry_test_server_make_temporary_client (FerryTestServer *server);
void             ferry_test_server_answer       (SoupServerMessage *message,
                                                 guint              status,
                                                 const char        *content_type,
                                                 const char        *body);
/* the value of @name in the form body of a POST, decoded; (nullable) (transfer full) */
char            *ferry_test_server_dup_form     (SoupServerMessage *message,
                                                 const char        *name);
/* the value of @name in the form of @request, which may not be sent yet; (nullable) */
const char      *ferry_test_find_form           (FerryRequest      *request,
                                                 const char        *name);
/* Closes the connection without an answer. */
void             ferry_test_server_drop         (SoupServerMessage *message);

/* Sends @bytes as they are, a whole answer or half of one, and closes the connection. */
void             ferry_test_server_send_raw     (SoupServerMessage *message,
                                                 const char        *bytes);

/* Waits in the main loop for one asynchronous call: pass as callback with a
 * GAsyncResult ** as data.
 */
void             ferry_test_take_result         (GObject           *source,
                                                 GAsyncResult      *result,
                                                 gpointer           user_data);
GAsyncResult    *ferry_test_wait                (GAsyncResult     **slot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryTestServer, ferry_test_server_free)

G_END_DECLS
