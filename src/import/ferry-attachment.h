/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ec2/ferry-volume.h"

G_BEGIN_DECLS

/**
 * FerryAttachment:
 * @FERRY_ATTACHMENT_FREE: it may be attached
 * @FERRY_ATTACHMENT_BUSY: it is being made, attached to @instance_id, or detached from whatever
 * @FERRY_ATTACHMENT_OURS: it is attached to the instance
 * @FERRY_ATTACHMENT_ELSEWHERE: it is attached to another one
 * @FERRY_ATTACHMENT_GONE: it is deleted or broken, for good
 *
 * What a volume, as EC2 lists it, is for an instance.
 */
typedef enum {
  FERRY_ATTACHMENT_FREE,
  FERRY_ATTACHMENT_BUSY,
  FERRY_ATTACHMENT_OURS,
  FERRY_ATTACHMENT_ELSEWHERE,
  FERRY_ATTACHMENT_GONE,
} FerryAttachment;

/* Pure. States that are not known count as busy. */
FerryAttachment ferry_attachment_judge (FerryVolume *volume,
                                        const char  *instance_id);

G_END_DECLS
