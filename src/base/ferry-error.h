/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryError:
 * @FERRY_ERROR_FAILED: something else went wrong; the message says what
 * @FERRY_ERROR_BAD_INPUT: a value that a person typed or a file holds cannot be used
 * @FERRY_ERROR_UNREACHABLE: no connection could be made; nothing was sent
 * @FERRY_ERROR_TLS: the server's certificate was refused; nothing was sent
 * @FERRY_ERROR_DISCONNECTED: the connection ended or timed out before the whole reply was read
 * @FERRY_ERROR_BAD_REPLY: the reply is not what the service documents (cut, too large, HTML)
 * @FERRY_ERROR_BAD_ACCESS_KEY: the service does not know the access key
 * @FERRY_ERROR_BAD_SECRET: the service knows the key, but the signature does not match
 * @FERRY_ERROR_EXPIRED: the session token or the signature has run out
 * @FERRY_ERROR_CLOCK: this computer's clock is too far from the server's
 * @FERRY_ERROR_DENIED: these credentials may not do this
 * @FERRY_ERROR_NO_SUCH_BUCKET: no bucket of that name
 * @FERRY_ERROR_NO_SUCH_KEY: no object of that name
 * @FERRY_ERROR_WRONG_REGION: the bucket is in another region
 * @FERRY_ERROR_CONFLICT: the object exists already, or changed meanwhile
 * @FERRY_ERROR_LIMIT: too many tasks, or no capacity; try again later
 * @FERRY_ERROR_THROTTLED: too many requests; retries were used up
 * @FERRY_ERROR_SERVICE: the service failed (5xx); retries were used up
 * @FERRY_ERROR_REFUSED: the service understood and refused; see the detail
 * @FERRY_ERROR_UNCONFIRMED: an act was sent, its outcome is not known; never send it again blindly
 * @FERRY_ERROR_KEYRING: the keyring cannot be used
 * @FERRY_ERROR_KEYRING_LOCKED: the keyring is locked and was not unlocked
 * @FERRY_ERROR_KEYRING_MISSING: there is a service, but no keyring yet, and none was made
 * @FERRY_ERROR_KEYRING_EMPTY: the keyring works and does not hold the account's credentials
 * @FERRY_ERROR_BAD_DISK: a disk image is damaged or not of a known format
 * @FERRY_ERROR_STORAGE: the journal or a plan could not be written to this computer's disk, or
 *   read from it
 * @FERRY_ERROR_STORAGE_FULL: that, because no space is left
 * @FERRY_ERROR_STORAGE_DENIED: that, because the folder or the file may not be written
 * @FERRY_ERROR_IN_USE: another Ferry of this person works with the journals
 * @FERRY_ERROR_ARCHIVED: the object is in an archive class and must be restored before it is read
 * @FERRY_ERROR_NEWER: a file was written by a newer version of Ferry
 *
 * One code for each thing that a person can do differently. Messages are developer English; the
 * window turns codes into translated sentences.
 */
typedef enum {
  FERRY_ERROR_FAILED,
  FERRY_ERROR_BAD_INPUT,
  FERRY_ERROR_UNREACHABLE,
  FERRY_ERROR_TLS,
  FERRY_ERROR_DISCONNECTED,
  FERRY_ERROR_BAD_REPLY,
  FERRY_ERROR_BAD_ACCESS_KEY,
  FERRY_ERROR_BAD_SECRET,
  FERRY_ERROR_EXPIRED,
  FERRY_ERROR_CLOCK,
  FERRY_ERROR_DENIED,
  FERRY_ERROR_NO_SUCH_BUCKET,
  FERRY_ERROR_NO_SUCH_KEY,
  FERRY_ERROR_WRONG_REGION,
  FERRY_ERROR_CONFLICT,
  FERRY_ERROR_LIMIT,
  FERRY_ERROR_THROTTLED,
  FERRY_ERROR_SERVICE,
  FERRY_ERROR_REFUSED,
  FERRY_ERROR_UNCONFIRMED,
  FERRY_ERROR_KEYRING,
  FERRY_ERROR_KEYRING_LOCKED,
  FERRY_ERROR_KEYRING_MISSING,
  FERRY_ERROR_KEYRING_EMPTY,
  FERRY_ERROR_BAD_DISK,
  FERRY_ERROR_STORAGE,
  FERRY_ERROR_STORAGE_FULL,
  FERRY_ERROR_STORAGE_DENIED,
  FERRY_ERROR_IN_USE,
  FERRY_ERROR_ARCHIVED,
  FERRY_ERROR_NEWER,
} FerryError;

/* How many there are: tables of them are as long. */
#define FERRY_N_ERRORS (FERRY_ERROR_NEWER + 1)

#define FERRY_ERROR (ferry_error_quark ())
GQuark ferry_error_quark (void);

/**
 * FerryErrorDetail:
 * @service: "s3", "ec2", "sts", or %NULL when no service was asked
 * @operation: the API operation, "ListObjectsV2"
 * @status: the HTTP status, 0 when there was no reply
 * @code: the service's own code, "NoSuchBucket", or %NULL
 * @message: the service's own sentence, with bearer secrets masked, or %NULL
 * @request_id: what support asks for, or %NULL
 * @region: the region that the service names instead of ours, or %NULL
 *
 * What an error of the domain carries beyond its message. All strings are owned by the error.
 */
typedef struct {
  char *service;
  char *operation;
  guint status;
  char *code;
  char *message;
  char *request_id;
  char *region;
} FerryErrorDetail;

/* Returns: (nullable): the detail, owned by @error; %NULL for an error of another domain */
const FerryErrorDetail *ferry_error_get_detail (const GError *error);

/* A new error whose detail is a copy of @detail; the message is made from it, or from @message. */
GError                 *ferry_error_new_detailed (FerryError              code,
                                                  const FerryErrorDetail *detail,
                                                  const char             *message);
/* The same error of the domain under another code. @error: (transfer full). (transfer full) */
GError                 *ferry_error_recode       (GError                 *error,
                                                  FerryError              code);

G_END_DECLS
