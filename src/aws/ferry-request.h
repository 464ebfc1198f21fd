/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryService:
 *
 * The services that Ferry calls; the name in the signature's scope is ferry_service_get_name().
 */
typedef enum {
  FERRY_SERVICE_S3,
  FERRY_SERVICE_EC2,
  FERRY_SERVICE_STS,
} FerryService;

const char *ferry_service_get_name (FerryService service);

/* One name with its value: of a query, a form, a header. */
typedef struct {
  char *name;
  char *value;
} FerryPair;

FerryPair *ferry_pair_new  (const char *name,
                            const char *value);
void       ferry_pair_free (FerryPair  *pair);

#define FERRY_TYPE_REQUEST (ferry_request_get_type ())
/**
 * FerryRequest:
 *
 * What is to be asked, before it is signed and before it is known where it goes. Made by a pure
 * function for each operation, so it can be compared and shown. Names and values are raw bytes
 * without a NUL, not encoded; a key may be any bytes.
 *
 * A request is *safe to repeat* unless ferry_request_set_act() says that it is an act.
 */
typedef struct _FerryRequest FerryRequest;

GType         ferry_request_get_type      (void);
/* @operation: the API's name, for errors and for the eye. @method: "GET", "PUT", … */
FerryRequest *ferry_request_new           (FerryService  service,
                                           const char   *operation,
                                           const char   *method);
/* A POST of the query protocol: Action, Version and what ferry_request_add_form() adds. */
FerryRequest *ferry_request_new_action    (FerryService  service,
                                           const char   *action,
                                           const char   *version);
FerryRequest *ferry_request_ref           (FerryRequest *self);
void          ferry_request_unref         (FerryRequest *self);

void          ferry_request_set_region    (FerryRequest *self,
                                           const char   *region);
void          ferry_request_set_bucket    (FerryRequest *self,
                                           const char   *bucket);
void          ferry_request_set_key       (FerryRequest *self,
                                           const char   *key);
void          ferry_request_add_query     (FerryRequest *self,
                                           const char   *name,
                                           const char   *value);
/* does nothing when @value is %NULL or empty */
void          ferry_request_add_form      (FerryRequest *self,
                                           const char   *name,
                                           const char   *value);
void          ferry_request_add_form_number (FerryRequest *self,
                                           const char   *name,
                                           guint64       number);
void          ferry_request_add_header    (FerryRequest *self,
                                           const char   *name,
                                           const char   *value);
/* (nullable) @content_type */
void          ferry_request_set_body      (FerryRequest *self,
                                           GBytes       *body,
                                           const char   *content_type);
/* It has an effect that a second sending would double: sent once, on a connection of its own. */
void          ferry_request_set_act       (FerryRequest *self);
/* The most bytes that the reply may hold (64 MiB unless told). */
void          ferry_request_set_max_reply (FerryRequest *self,
                                           gsize         bytes);

FerryService     ferry_request_get_service   (FerryRequest *self);
const char      *ferry_request_get_operation (FerryRequest *self);
const char      *ferry_request_get_method    (FerryRequest *self);
/* (nullable): the client's account region when not set */
const char      *ferry_request_get_region    (FerryRequest *self);
const char      *ferry_request_get_bucket    (FerryRequest *self);
const char      *ferry_request_get_key       (FerryRequest *self);
/* (element-type FerryPair), in the order in which they were added */
GPtrArray       *ferry_request_get_query     (FerryRequest *self);
GPtrArray       *ferry_request_get_form      (FerryRequest *self);
GPtrArray       *ferry_request_get_headers   (FerryRequest *self);
/* (nullable) (transfer full): the body to send; a form is encoded here */
GBytes          *ferry_request_dup_body      (FerryRequest *self);
const char      *ferry_request_get_content_type (FerryRequest *self);
gboolean         ferry_request_is_act        (FerryRequest *self);
gsize            ferry_request_get_max_reply (FerryRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRequest, ferry_request_unref)

G_END_DECLS
