/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-fault-operation.h"

G_BEGIN_DECLS

/* Outcomes beside those of FerryError */
#define FERRY_FAULT_DONE (-1)
#define FERRY_FAULT_CANCELLED (-2)
#define FERRY_FAULT_MEANINGLESS (-3)  /* the fault cannot meet this operation */

/* What must come of one operation under one fault. */
typedef struct {
  int   outcome;   /* a FerryError, or one of the above */
  guint requests;  /* that arrive at the cloud */
} FerryFaultCell;

/**
 * FerryFault:
 * @name: a row's
 * @specs: lines for the rehearsal cloud, "%s" being the operation; none: nothing goes wrong there
 * @bucket: (nullable): another bucket than that of the account's region
 * @key, @secret: (nullable): other credentials than those the cloud knows
 * @temporary: the credentials are those of a session, with its token
 * @closed: where nobody listens
 * @tls: where nobody vouches for the certificate
 * @cancelled: the call is cancelled as soon as its request has arrived
 * @together: all operations at once, with a patience of a second
 */
typedef struct {
  const char     *name;
  const char     *specs[2];
  const char     *bucket;
  const char     *key;
  const char     *secret;
  gboolean        temporary;
  gboolean        closed;
  gboolean        tls;
  gboolean        cancelled;
  gboolean        together;
  FerryFaultCell  cells[FERRY_FAULT_N_OPERATIONS];
} FerryFault;

const FerryFault *ferry_fault_table        (guint *n_faults);
/* "done", "throttled" */
const char       *ferry_fault_outcome_word (int    outcome);

G_END_DECLS
