/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/ferry-error.h"

G_BEGIN_DECLS

/* How far EC2's lists may be behind: five minutes (VM Import facts: eventual consistency), and one
 * for a request that is still on its way. What they say before that proves nothing.
 */
#define FERRY_LISTS_LAG_SECONDS (6 * 60)

/**
 * FerryAnswer:
 * @FERRY_ANSWER_AGAIN: nothing was done; later it may be
 * @FERRY_ANSWER_UNKNOWN: whether it was done is not known
 * @FERRY_ANSWER_ACCOUNT: the credentials do not count (any more)
 * @FERRY_ANSWER_DENIED: the account may not do this
 * @FERRY_ANSWER_ABSENT: EC2 does not know the id: not yet, or not any more
 * @FERRY_ANSWER_IN_USE: the volume is attached, to whatever
 * @FERRY_ANSWER_STATE: the volume or the instance is not in a state for it
 * @FERRY_ANSWER_DEVICE: another volume has the device name, or it is none
 * @FERRY_ANSWER_NO: it will not be done
 *
 * What an error of one of a landing's requests means for what is to be done next.
 */
typedef enum {
  FERRY_ANSWER_AGAIN,
  FERRY_ANSWER_UNKNOWN,
  FERRY_ANSWER_ACCOUNT,
  FERRY_ANSWER_DENIED,
  FERRY_ANSWER_ABSENT,
  FERRY_ANSWER_IN_USE,
  FERRY_ANSWER_STATE,
  FERRY_ANSWER_DEVICE,
  FERRY_ANSWER_NO,
} FerryAnswer;

/* Pure. */
FerryAnswer ferry_answer_read (const GError *error);
/* How long to wait before question number @attempt + 1, in milliseconds: from 5 s to a minute, with
 * chance, divided by @speed.
 */
guint       ferry_answer_delay_ms (guint     attempt,
                                   guint     speed);

G_END_DECLS
