/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

#define FERRY_LIVE_TEXT "What lies in the object."

/**
 * FerryLive:
 *
 * A real server ($FERRY_LIVE_SERVER: tests/live/rgw, swift or moto) as a child process, started
 * once a program, and a client of its account. The server knows no more of Ferry than AWS does.
 */
typedef struct {
  GSubprocess      *process;
  char             *endpoint;
  char             *tls_endpoint; /* of rgw only */
  char             *authority;    /* the file with the certificate of the CA behind it */
  char             *region;
  FerryCredentials *credentials;
  FerryClient      *client;
} FerryLive;

/* The running server; %NULL where there is none: then the test is marked as skipped, with why. */
FerryLive       *ferry_live_get         (void);
/* Runs the tests, then closes the server's standard input, which is what ends it. */
int              ferry_live_run         (void);
/* (transfer full) */
FerryClient     *ferry_live_make_client (FerryLive         *live,
                                         const char        *endpoint,
                                         FerryCredentials  *credentials);

/* libferry's operations, each waited for in the main loop. */
void             ferry_live_make_bucket (FerryLive         *live,
                                         const char        *bucket);
/* What lies in it is never gone from now on, unless its version is removed. */
void             ferry_live_keep_versions (FerryLive       *live,
                                         const char        *bucket);
gboolean         ferry_live_put         (FerryClient       *client,
                                         const char        *bucket,
                                         const char        *key,
                                         const char        *text,
                                         GError           **error);
FerryObject     *ferry_live_head        (FerryClient       *client,
                                         const char        *bucket,
                                         const char        *key,
                                         GError           **error);
char            *ferry_live_get_range   (FerryClient       *client,
                                         const char        *bucket,
                                         const char        *key,
                                         guint64            offset,
                                         gsize              length,
                                         const char        *etag,
                                         GError           **error);
gboolean         ferry_live_delete      (FerryClient       *client,
                                         const char        *bucket,
                                         const char        *key,
                                         GError           **error);
FerryObjectPage *ferry_live_list        (FerryClient       *client,
                                         const char        *bucket,
                                         const char        *prefix,
                                         GError           **error);
/* @request is consumed. Returns: (transfer full): its link, of an hour */
GUri            *ferry_live_sign        (FerryClient       *client,
                                         FerryRequest      *request);
/* Returns: (transfer full): the body as text */
char            *ferry_live_use_link    (FerryClient       *client,
                                         const char        *method,
                                         GUri              *link,
                                         const char        *range,
                                         GError           **error);

/* As ferry_live_use_link(), and compares the body. */
void             ferry_live_assert_link (FerryLive         *live,
                                         const char        *method,
                                         GUri              *link,
                                         const char        *expected);

/* A PUT without Ferry's condition, which not all servers know: what lies there is replaced. */
void             ferry_live_plain_put_async (FerryLive           *live,
                                             const char          *bucket,
                                             const char          *key,
                                             const char          *text,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
gboolean         ferry_live_plain_put   (FerryLive         *live,
                                         const char        *bucket,
                                         const char        *key,
                                         const char        *text,
                                         GError           **error);
/* Puts FERRY_LIVE_TEXT there. */
void             ferry_live_lay         (FerryLive         *live,
                                         const char        *bucket,
                                         const char        *key);

G_END_DECLS
