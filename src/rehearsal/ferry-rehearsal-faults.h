/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryRehearsalFaultKind:
 * @FERRY_REHEARSAL_FAULT_DROP_HEADERS: the connection closes behind the request's headers
 * @FERRY_REHEARSAL_FAULT_DROP: it closes behind the whole request, before anything is done
 * @FERRY_REHEARSAL_FAULT_STATUS: refused with an HTTP status and the service's own words for it
 * @FERRY_REHEARSAL_FAULT_ERROR: refused with an HTTP status and a code of the service
 * @FERRY_REHEARSAL_FAULT_DENY: refused as IAM does, in the words of the service
 * @FERRY_REHEARSAL_FAULT_HTML: a page of HTML instead of the service, as a proxy would put it
 * @FERRY_REHEARSAL_FAULT_LOSE_REPLY: done, but the connection closes without a reply
 * @FERRY_REHEARSAL_FAULT_HOLD_REPLY: done, but the reply never comes; the connection stays open
 * @FERRY_REHEARSAL_FAULT_CUT_HEADERS: done; closes in the middle of the reply's headers
 * @FERRY_REHEARSAL_FAULT_CUT_BODY: done; closes in the middle of the reply's body
 * @FERRY_REHEARSAL_FAULT_EMPTY_BODY: done; the reply is a success without a body
 * @FERRY_REHEARSAL_FAULT_WRONG_BODY: done; the reply is a success with the XML of something else
 * @FERRY_REHEARSAL_FAULT_BROKEN_BODY: done; the reply is a success whose XML ends in the middle
 * @FERRY_REHEARSAL_FAULT_HUGE_BODY: done; the reply is a success far larger than any real one
 *
 * What can go wrong on purpose, a number of times or by chance, with one operation, in the order in
 * which a request meets it.
 */
typedef enum {
  FERRY_REHEARSAL_FAULT_DROP_HEADERS,
  FERRY_REHEARSAL_FAULT_DROP,
  FERRY_REHEARSAL_FAULT_STATUS,
  FERRY_REHEARSAL_FAULT_ERROR,
  FERRY_REHEARSAL_FAULT_DENY,
  FERRY_REHEARSAL_FAULT_HTML,
  FERRY_REHEARSAL_FAULT_LOSE_REPLY,
  FERRY_REHEARSAL_FAULT_HOLD_REPLY,
  FERRY_REHEARSAL_FAULT_CUT_HEADERS,
  FERRY_REHEARSAL_FAULT_CUT_BODY,
  FERRY_REHEARSAL_FAULT_EMPTY_BODY,
  FERRY_REHEARSAL_FAULT_WRONG_BODY,
  FERRY_REHEARSAL_FAULT_BROKEN_BODY,
  FERRY_REHEARSAL_FAULT_HUGE_BODY,
} FerryRehearsalFaultKind;

/* One of them. Owned by its FerryRehearsalFaults. */
typedef struct {
  FerryRehearsalFaultKind  kind;
  char                    *operation;  /* "*": any */
  guint                    status;     /* of STATUS, ERROR and HTML */
  char                    *code;       /* of ERROR */
  guint                    times;      /* that are left; G_MAXUINT: always */
  double                   chance;     /* 0: each time; else how likely it is, below 1 */
  GHashTable              *met;        /* operation to how many requests of it have come so far */
} FerryRehearsalFault;

/* All faults of a rehearsal, as the command line and standard input gave them. */
typedef struct _FerryRehearsalFaults FerryRehearsalFaults;

FerryRehearsalFaults      *ferry_rehearsal_faults_new      (void);
void                       ferry_rehearsal_faults_free     (FerryRehearsalFaults     *faults);
/* What a person can write, for --help. */
const char                *ferry_rehearsal_faults_get_help (void);
/* @spec: "lose-reply:ImportInstance", "status:ListObjectsV2:503:2", "skew:3600",
 * "expired-credentials". FERRY_ERROR_BAD_INPUT
 */
gboolean                   ferry_rehearsal_faults_add      (FerryRehearsalFaults     *faults,
                                                            const char               *spec,
                                                            GError                  **error);
/* The seed of what goes wrong by chance: under the same one the same requests have the same luck.
 */
void                       ferry_rehearsal_faults_set_seed (FerryRehearsalFaults     *faults,
                                                            guint64                   seed);
/* A mix of faults by chance: lost connections, lost replies, throttling. */
void                       ferry_rehearsal_faults_add_chaos
                                                           (FerryRehearsalFaults     *faults,
                                                            guint64                   seed);
/* From now on nothing goes wrong. */
void                       ferry_rehearsal_faults_clear    (FerryRehearsalFaults     *faults);
/* The fault of @first … @last that is to happen now; takes one from its number of times. @by_cloud:
 * EC2 asks S3: only what is sure to go wrong does.
 * Returns: (nullable): valid until the next add or clear
 */
const FerryRehearsalFault *ferry_rehearsal_faults_take     (FerryRehearsalFaults     *faults,
                                                            FerryRehearsalFaultKind   first,
                                                            FerryRehearsalFaultKind   last,
                                                            const char               *operation,
                                                            gboolean                  by_cloud);
/* "lose-reply" */
const char                *ferry_rehearsal_fault_get_name  (const FerryRehearsalFault *fault);
gboolean                   ferry_rehearsal_faults_expired_credentials
                                                           (FerryRehearsalFaults     *faults);
/* seconds that the rehearsal's clock is ahead */
gint64                     ferry_rehearsal_faults_get_skew (FerryRehearsalFaults     *faults);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRehearsalFaults, ferry_rehearsal_faults_free)

G_END_DECLS
