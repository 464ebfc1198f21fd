/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-signer.h"
#include "manifest/ferry-link.h"

G_BEGIN_DECLS

/**
 * FerryLinkVerifier:
 *
 * ferry_link_find_verb() for many links of one account: it keeps the key of their day. One thread.
 */
typedef struct {
  FerryCredentials *credentials;
  char             *scope;  /* (nullable): the day and the region that @key is for */
  guchar            key[FERRY_SIGNER_KEY_BYTES];
} FerryLinkVerifier;

FerryLinkVerifier *ferry_link_verifier_new  (FerryCredentials  *credentials);
void               ferry_link_verifier_free (FerryLinkVerifier *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryLinkVerifier, ferry_link_verifier_free)
/* @expected: (nullable): tried first; what comes back may be it */
const char        *ferry_link_verifier_find (FerryLinkVerifier *self,
                                             FerryLink         *link,
                                             const char        *expected);

G_END_DECLS
