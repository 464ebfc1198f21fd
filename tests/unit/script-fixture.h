/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-server.h"

#include <string.h>

#define NAMESPACE "http://s3.amazonaws.com/doc/2006-03-01/"

/* The far side plays one script: an answer for each request, in their order. */

typedef struct {
  guint       status;
  const char *header;        /* name and value, or NULL */
  const char *value;
  const char *body;
} Answer;

typedef struct {
  const Answer *answers;
  guint         n_answers;
  guint         next;
  GString      *asked;       /* "GET /disks?query\n" */
} Script;

static void
script_cb (FerryTestServer   *server,
           SoupServerMessage *message,
           const char        *path,
           gpointer           user_data)
{
  Script *script = user_data;
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  const Answer *answer;

  g_string_append_printf (script->asked, "%s %s%s%s\n",
                          soup_server_message_get_method (message), path,
                          query ? "?" : "", query ? query : "");
  g_assert_cmpuint (script->next, <, script->n_answers);
  answer = &script->answers[script->next++];
  if (answer->header)
    soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                  answer->header, answer->value);
  ferry_test_server_answer (message, answer->status, NULL, answer->body);
}

typedef struct {
  Script           script;
  FerryTestServer *server;
  FerryClient     *client;
  GCancellable    *cancellable;
  GAsyncResult    *slot;
} Fixture;

static void
fixture_set_up (Fixture      *fixture,
                const Answer *answers,
                guint         n_answers)
{
  fixture->script = (Script) { answers, n_answers, 0, g_string_new (NULL) };
  fixture->server = ferry_test_server_new (script_cb, &fixture->script);
  fixture->client = ferry_test_server_make_client (fixture->server);
  fixture->cancellable = g_cancellable_new ();
  fixture->slot = NULL;
}

static void
fixture_clear (Fixture *fixture)
{
  g_assert_cmpuint (fixture->script.next, ==, fixture->script.n_answers);
  g_string_free (fixture->script.asked, TRUE);
  g_object_unref (fixture->cancellable);
  g_assert_finalize_object (fixture->client);
  ferry_test_server_free (fixture->server);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)
