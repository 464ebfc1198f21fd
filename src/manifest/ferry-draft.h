/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "manifest/ferry-manifest.h"
#include "plan/ferry-plan.h"

G_BEGIN_DECLS

/* So many parts of a disk are tried before it is imported. */
#define FERRY_DRAFT_MOST_TRIED 1000

/* One part of a disk, or the whole of one that was not cut. */
typedef struct {
  guint64  size;       /* bytes */
  char    *etag;       /* (nullable) */
  GUri    *head_link;
  GUri    *get_link;
} FerryDraftPart;

void           ferry_draft_part_free         (FerryDraftPart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryDraftPart, ferry_draft_part_free)

#define FERRY_TYPE_DRAFT (ferry_draft_get_type ())
/**
 * FerryDraft:
 *
 * All that will be sent for one disk of a machine, signed and ready: the manifest, where it will be
 * stored, its links, and the request that points at it: one conversion task. Made when a plan is
 * reviewed, to be looked at, and anew when the disk's turn has come, to be sent. Immutable; holds
 * bearer secrets, and the machine's user data, so it has no properties and is never written
 * anywhere.
 */
G_DECLARE_FINAL_TYPE (FerryDraft, ferry_draft, FERRY, DRAFT, GObject)

/* Pure: signs with @client's credentials at its time; of many parts that takes long. The draft has
 * a plan of a copy of @machine alone.
 * @token: (nullable): of the attempt; %NULL for a new one
 * @position: of the disk; 0 is the boot disk, which makes the instance, any other a volume
 * @zone: (nullable): where a volume is made, which is where the instance will be; for the instance
 *   instead of the machine's own, unless it has a subnet
 * @user_data: (nullable): for the instance; what the machine's reference to it stands for
 *
 * The disk must have a format and a size, the instance all that it needs, a volume its zone:
 * FERRY_ERROR_BAD_INPUT says what is missing; FERRY_ERROR_EXPIRED when the credentials end;
 * FERRY_ERROR_CONFLICT for parts that were not looked up.
 */
FerryDraft    *ferry_draft_new               (FerryClient   *client,
                                              FerryPlan     *plan,
                                              FerryMachine  *machine,
                                              guint          position,
                                              const char    *token,
                                              const char    *zone,
                                              GBytes        *user_data,
                                              GError       **error);
/* The same in another thread where the disk has many parts. Parts that are known from a plan file
 * only are looked up first: FERRY_ERROR_CONFLICT where they are others now.
 */
void           ferry_draft_new_async         (FerryClient   *client,
                                              FerryPlan     *plan,
                                              FerryMachine  *machine,
                                              guint          position,
                                              const char    *token,
                                              const char    *zone,
                                              GBytes        *user_data,
                                              GCancellable  *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer       data);
FerryDraft    *ferry_draft_new_finish        (FerryClient   *client,
                                              GAsyncResult  *result,
                                              GError       **error);
/* Whether a draft of @disk is to be made so. */
gboolean       ferry_draft_takes_long        (FerryDisk     *disk);
FerryPlan     *ferry_draft_get_plan          (FerryDraft    *self);
FerryMachine  *ferry_draft_get_machine       (FerryDraft    *self);
guint          ferry_draft_get_position      (FerryDraft    *self);
/* of the attempt that it is for: first in the description that EC2 gets and echoes */
const char    *ferry_draft_get_token         (FerryDraft    *self);
FerryDisk     *ferry_draft_get_disk          (FerryDraft    *self);
/* (nullable): to tell how large it is; it may hold passwords, so its text is not shown */
GBytes        *ferry_draft_get_user_data     (FerryDraft    *self);
/* beside the disk, or its first part, with 128 random bits in its name */
const char    *ferry_draft_get_manifest_key  (FerryDraft    *self);
/* the document, links and all: a secret */
GBytes        *ferry_draft_get_manifest      (FerryDraft    *self);
/* the links as EC2 will use them; of the disk's first part where there are many */
GUri          *ferry_draft_get_manifest_link (FerryDraft    *self);
GUri          *ferry_draft_get_head_link     (FerryDraft    *self);
GUri          *ferry_draft_get_get_link      (FerryDraft    *self);
/* (element-type FerryDraftPart): all parts up to FERRY_DRAFT_MOST_TRIED, or so many of them, evenly
 * spread: the first and the last are there
 */
GPtrArray     *ferry_draft_get_tried         (FerryDraft    *self);
/* ImportInstance or ImportVolume, ready to be sent once */
FerryRequest  *ferry_draft_get_request       (FerryDraft    *self);
/* when the links end */
GDateTime     *ferry_draft_get_expiration    (FerryDraft    *self);

G_END_DECLS
