/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-day-key.h"
#include "manifest/link/ferry-link.h"

G_BEGIN_DECLS

/**
 * FerryLinkVerifier:
 *
 * ferry_link_find_verb() for many links of one account: most are of one day. One thread.
 */
typedef struct {
  FerryCredentials *credentials;
  FerryDayKey       key;
} FerryLinkVerifier;

FerryLinkVerifier *ferry_link_verifier_new  (FerryCredentials  *credentials);
void               ferry_link_verifier_free (FerryLinkVerifier *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryLinkVerifier, ferry_link_verifier_free)
/* @expected: (nullable): tried first; what comes back may be it */
const char        *ferry_link_verifier_find (FerryLinkVerifier *self,
                                             FerryLink         *link,
                                             const char        *expected);

G_END_DECLS
