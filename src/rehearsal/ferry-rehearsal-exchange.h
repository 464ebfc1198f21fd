/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-request.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* as what the conversions introduce themselves */
#define FERRY_REHEARSAL_AGENT "vm-import-rehearsal"

/**
 * FerryRehearsalExchange:
 *
 * One request as it came, sorted by what it asks, and the reply that is being made. It is made
 * before anything is verified: all of it is untrusted. Lives until the reply is on its way.
 */
typedef struct {
  SoupServerMessage *message;
  GDateTime         *now;        /* the rehearsal's clock, which a fault may have set wrong */
  FerryService       service;
  char              *operation;  /* "GetObject"; "Unknown" */
  char              *bucket;     /* (nullable) */
  char              *key;        /* (nullable) */
  gboolean           readable;   /* FALSE: path, query or form cannot be decoded */
  gboolean           by_cloud;   /* a conversion fetches through a link */
  GHashTable        *query;      /* decoded names and values */
  GHashTable        *form;       /* of a POST to "/"; empty otherwise */
  GBytes            *body;
  char              *request_id;
  /* set by the signature's check */
  char              *region;     /* (nullable): of the scope */
  gboolean           by_link;    /* signed in the query */
  /* set by who answers */
  char              *task;       /* (nullable): the conversion task that it is about */
} FerryRehearsalExchange;

FerryRehearsalExchange *ferry_rehearsal_exchange_new         (SoupServerMessage      *message,
                                                              GDateTime              *now);
void                    ferry_rehearsal_exchange_free        (FerryRehearsalExchange *exchange);
/* (nullable) */
const char             *ferry_rehearsal_exchange_get_header  (FerryRehearsalExchange *exchange,
                                                              const char             *name);
const char             *ferry_rehearsal_exchange_get_query   (FerryRehearsalExchange *exchange,
                                                              const char             *name);
const char             *ferry_rehearsal_exchange_get_form    (FerryRehearsalExchange *exchange,
                                                              const char             *name);
void                    ferry_rehearsal_exchange_set_header  (FerryRehearsalExchange *exchange,
                                                              const char             *name,
                                                              const char             *value);
/* @xml: the root element, without declaration */
void                    ferry_rehearsal_exchange_reply_xml   (FerryRehearsalExchange *exchange,
                                                              guint                   status,
                                                              GString                *xml);
/* The service's error document. @...: names and values of further elements, %NULL at the end. */
void                    ferry_rehearsal_exchange_reply_error (FerryRehearsalExchange *exchange,
                                                              guint                   status,
                                                              const char             *code,
                                                              const char             *text,
                                                              ...) G_GNUC_NULL_TERMINATED;

/* Appends <name>text</name>, escaped; nothing when @text is %NULL. The rehearsal writes its XML
 * with GLib alone, so that a fault of the client's own writer cannot hide.
 */
void                    ferry_rehearsal_append_element       (GString                *xml,
                                                              const char             *name,
                                                              const char             *text);
void                    ferry_rehearsal_append_number        (GString                *xml,
                                                              const char             *name,
                                                              guint64                 number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRehearsalExchange, ferry_rehearsal_exchange_free)

G_END_DECLS
