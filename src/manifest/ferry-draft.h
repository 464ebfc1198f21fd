/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "manifest/ferry-manifest.h"
#include "plan/ferry-plan.h"

G_BEGIN_DECLS

#define FERRY_TYPE_DRAFT (ferry_draft_get_type ())
/**
 * FerryDraft:
 *
 * All that will be sent for one machine, signed and ready: the manifest, where it will be stored,
 * its links, and the request that points at it. Made when a plan is reviewed, sent as it was shown.
 * Immutable; holds bearer secrets, so it has no properties and is never written anywhere.
 */
G_DECLARE_FINAL_TYPE (FerryDraft, ferry_draft, FERRY, DRAFT, GObject)

/* Pure: signs with @client's credentials at its time. The plan's machine must have a format and a
 * size: FERRY_ERROR_BAD_INPUT says what is missing; FERRY_ERROR_EXPIRED when the credentials end.
 * The draft holds a copy of @plan, so each has a token of its own: the copy's id.
 */
FerryDraft    *ferry_draft_new               (FerryClient  *client,
                                              FerryPlan    *plan,
                                              GError      **error);
FerryPlan     *ferry_draft_get_plan          (FerryDraft   *self);
/* beside the disk, with 128 random bits in its name */
const char    *ferry_draft_get_manifest_key  (FerryDraft   *self);
/* the document, links and all: a secret */
GBytes        *ferry_draft_get_manifest      (FerryDraft   *self);
/* the same with its secrets masked; (transfer full) */
char          *ferry_draft_dup_masked        (FerryDraft   *self);
/* the links as EC2 will use them */
GUri          *ferry_draft_get_manifest_link (FerryDraft   *self);
GUri          *ferry_draft_get_head_link     (FerryDraft   *self);
GUri          *ferry_draft_get_get_link      (FerryDraft   *self);
/* ImportInstance, ready to be sent once */
FerryRequest  *ferry_draft_get_request       (FerryDraft   *self);
/* when the links end */
GDateTime     *ferry_draft_get_expiration    (FerryDraft   *self);

/* The description that ImportInstance gets and EC2 echoes; @token is the
 * plan's id. (transfer full)
 */
char          *ferry_draft_describe          (const char   *token,
                                              const char   *name);
/* whether @description ((nullable)) carries @token */
gboolean       ferry_draft_is_described_by   (const char   *description,
                                              const char   *token);

G_END_DECLS
