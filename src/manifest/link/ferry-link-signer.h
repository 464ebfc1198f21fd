/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"

G_BEGIN_DECLS

#define FERRY_TYPE_LINK_SIGNER (ferry_link_signer_get_type ())
/**
 * FerryLinkSigner:
 *
 * Signs links, all as of one moment and with one end: what of a client it takes to do so, which may
 * be used in another thread than the client's. Refcounted, immutable; it holds the secret key.
 */
typedef struct _FerryLinkSigner FerryLinkSigner;

GType            ferry_link_signer_get_type       (void);
/* As of @client's time; the links end seven days later, or with the credentials.
 * FERRY_ERROR_EXPIRED when they have ended. (transfer full)
 */
FerryLinkSigner *ferry_link_signer_new            (FerryClient      *client,
                                                   GError          **error);
FerryLinkSigner *ferry_link_signer_ref            (FerryLinkSigner  *self);
void             ferry_link_signer_unref          (FerryLinkSigner  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryLinkSigner, ferry_link_signer_unref)
/* when its links end */
GDateTime       *ferry_link_signer_get_expiration (FerryLinkSigner  *self);
/* The two links of a disk, or of a part of one. S3 compares the verb, so each serves for one
 * purpose only; none can delete it.
 * @head_link, @get_link: (out) (transfer full): set where both are signed
 */
gboolean         ferry_link_signer_sign_part      (FerryLinkSigner  *self,
                                                   const char       *region,
                                                   const char       *bucket,
                                                   const char       *key,
                                                   GUri            **head_link,
                                                   GUri            **get_link,
                                                   GError          **error);
/* @request: one for S3; the region is its own, or the account's. Any thread. (transfer full) */
GUri            *ferry_link_signer_sign           (FerryLinkSigner  *self,
                                                   FerryRequest     *request,
                                                   GError          **error);

G_END_DECLS
