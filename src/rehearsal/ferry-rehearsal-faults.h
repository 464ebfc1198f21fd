/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryRehearsalFaultKind:
 * @FERRY_REHEARSAL_FAULT_LOSE_REPLY: done, but the connection closes without a reply
 * @FERRY_REHEARSAL_FAULT_HOLD_REPLY: done, but the reply never comes; the connection stays open
 * @FERRY_REHEARSAL_FAULT_DROP: the connection closes before anything is done
 * @FERRY_REHEARSAL_FAULT_STATUS: refused with an HTTP status and the service's own words for it
 * @FERRY_REHEARSAL_FAULT_CUT_BODY: the connection closes in the middle of the reply's body
 *
 * What can go wrong on purpose, a number of times, with one operation.
 */
typedef enum {
  FERRY_REHEARSAL_FAULT_LOSE_REPLY,
  FERRY_REHEARSAL_FAULT_HOLD_REPLY,
  FERRY_REHEARSAL_FAULT_DROP,
  FERRY_REHEARSAL_FAULT_STATUS,
  FERRY_REHEARSAL_FAULT_CUT_BODY,
} FerryRehearsalFaultKind;

/* All faults of a rehearsal, as the command line gave them. */
typedef struct _FerryRehearsalFaults FerryRehearsalFaults;

FerryRehearsalFaults *ferry_rehearsal_faults_new                 (void);
void                  ferry_rehearsal_faults_free                (FerryRehearsalFaults   *faults);
/* @spec: "lose-reply:ImportInstance", "status:ListObjectsV2:503:2", "skew:3600",
 * "expired-credentials". FERRY_ERROR_BAD_INPUT
 */
gboolean              ferry_rehearsal_faults_add                 (FerryRehearsalFaults   *faults,
                                                                  const char             *spec,
                                                                  GError                **error);
/* Whether it is to happen now; takes one from the number of times.
 * @status: (out) (optional): of FERRY_REHEARSAL_FAULT_STATUS
 */
gboolean              ferry_rehearsal_faults_take                (FerryRehearsalFaults   *faults,
                                                                  FerryRehearsalFaultKind kind,
                                                                  const char             *operation,
                                                                  guint                  *status);
gboolean              ferry_rehearsal_faults_expired_credentials (FerryRehearsalFaults   *faults);
/* seconds that the rehearsal's clock is ahead */
gint64                ferry_rehearsal_faults_get_skew            (FerryRehearsalFaults   *faults);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRehearsalFaults, ferry_rehearsal_faults_free)

G_END_DECLS
