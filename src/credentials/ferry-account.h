/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define FERRY_TYPE_ACCOUNT (ferry_account_get_type ())
/**
 * FerryAccount:
 *
 * What is not secret of saved credentials: who they are called, where they start. Immutable; an
 * edit makes another account with the same id.
 *
 * Properties (all construct-only): "id" (a UUID, or "rehearsal"), "name", "region" (where to ask
 * STS and for buckets), "endpoint" ((nullable): one base URL for S3, EC2 and STS instead of AWS's:
 * https, or http on loopback), "access-key-id" (for the eye, (nullable)), "rehearsal" (whether the
 * far side is the make-believe cloud of this computer), "expiration" ((nullable): when temporary
 * credentials end, known without unlocking the keyring).
 */
G_DECLARE_FINAL_TYPE (FerryAccount, ferry_account, FERRY, ACCOUNT, GObject)

FerryAccount *ferry_account_new               (const char   *id,
                                               const char   *name,
                                               const char   *region,
                                               const char   *endpoint,
                                               const char   *access_key_id,
                                               gboolean      rehearsal);
/* An account whose credentials end; @expiration: (nullable): they do not */
FerryAccount *ferry_account_new_ending        (const char   *id,
                                               const char   *name,
                                               const char   *region,
                                               const char   *endpoint,
                                               const char   *access_key_id,
                                               GDateTime    *expiration);
const char   *ferry_account_get_id            (FerryAccount *self);
const char   *ferry_account_get_name          (FerryAccount *self);
const char   *ferry_account_get_region        (FerryAccount *self);
const char   *ferry_account_get_endpoint      (FerryAccount *self);
const char   *ferry_account_get_access_key_id (FerryAccount *self);
gboolean      ferry_account_is_rehearsal      (FerryAccount *self);
/* (nullable) */
GDateTime    *ferry_account_get_expiration    (FerryAccount *self);

G_END_DECLS
