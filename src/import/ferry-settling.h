/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerrySettlingStep:
 * @FERRY_SETTLING_WAIT: nothing yet: see "until"
 * @FERRY_SETTLING_ASK: ask EC2 for the token, in descriptions and in tags
 * @FERRY_SETTLING_REMOVE: the request's signature has ended; remove the attempt's manifest, so that
 *   a task that is still to show itself cannot read it
 * @FERRY_SETTLING_NOT_SENT: EC2 does not have it and cannot get it any more: a new attempt is safe
 */
typedef enum {
  FERRY_SETTLING_WAIT,
  FERRY_SETTLING_ASK,
  FERRY_SETTLING_REMOVE,
  FERRY_SETTLING_NOT_SENT,
} FerrySettlingStep;

/**
 * FerrySettling:
 *
 * The fence behind a request whose outcome is not known. ImportInstance has no client token and
 * EC2's lists are only eventually consistent, so "not in the list" is not "not sent". It is asked
 * at once and then again; when the signature can no longer be accepted (15 minutes after it was
 * made), the manifest is removed; then it must be absent from complete answers for 10 more minutes,
 * at growing intervals. A failed question is no answer; a denied one ends in "never".
 *
 * Pure: times in, steps out. Times are the servers' (from answers), so that a desktop clock that
 * jumps or sleeps proves nothing. Divided by speed.
 */
typedef struct _FerrySettling FerrySettling;

FerrySettling     *ferry_settling_new       (GDateTime         *requested,
                                             guint              speed);
void               ferry_settling_free      (FerrySettling     *self);
/* What to do at @now. @until: (out) (transfer full) (nullable): when to look again */
FerrySettlingStep  ferry_settling_next      (FerrySettling     *self,
                                             GDateTime         *now,
                                             GDateTime        **until);
/* A complete answer, asked at @asked (the server's time), did not have the token. */
void               ferry_settling_absent    (FerrySettling     *self,
                                             GDateTime         *asked);
/* The manifest is gone, at @now. */
void               ferry_settling_removed   (FerrySettling     *self,
                                             GDateTime         *now);
/* when it will be known at the latest, if all goes well; (transfer full) */
GDateTime         *ferry_settling_dup_end   (FerrySettling     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerrySettling, ferry_settling_free)

G_END_DECLS
