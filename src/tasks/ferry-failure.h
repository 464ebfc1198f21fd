/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-machine.h"

G_BEGIN_DECLS

/**
 * FerryFailure:
 *
 * What a failure message of VM Import, EC2 or S3 means: at least 45 of them, matched loosely (VM
 * Import/Export User Guide, "Troubleshooting"; EC2 API Reference, errors; and what users of these
 * calls have reported). The enum's members are in ferry-failure.c's table, one a message; 0 is
 * FERRY_FAILURE_UNKNOWN: such a message is shown whole.
 */
typedef enum {
  FERRY_FAILURE_UNKNOWN,
  /* FERRY_FAILURE_… : filled in by the table's owner */
  FERRY_N_FAILURES,
} FerryFailure;

/* What can be done about it at a button's press. */
typedef enum {
  FERRY_REMEDY_NONE,
  FERRY_REMEDY_RETRY,      /* the same again */
  FERRY_REMEDY_DISK,       /* look into the disk */
  FERRY_REMEDY_MACHINE,    /* another choice on the Machines page: type, network, zone */
  FERRY_REMEDY_ACCOUNT,    /* sign in again */
  FERRY_REMEDY_HELP,       /* a page of the help */
} FerryRemedy;

/* @message: what EC2 said, or an error's code and text; any bytes */
FerryFailure ferry_failure_match      (const char   *message);
FerryRemedy  ferry_failure_get_remedy (FerryFailure  failure);
/* "unsupported-vmdk": for the help and the report */
const char  *ferry_failure_get_id     (FerryFailure  failure);

/**
 * FerryFailureEvidence:
 * @FERRY_EVIDENCE_NONE: what is known of the disk and the plan says nothing about it
 *
 * What this disk and this plan say about the failure: one of a closed list, with the value that it
 * is about ("gpt", "t3.micro", "sparse"). The text is the application's.
 */
typedef enum {
  FERRY_EVIDENCE_NONE,
  /* FERRY_EVIDENCE_… : filled in by the table's owner */
  FERRY_N_EVIDENCES,
} FerryFailureEvidence;

/* @machine: (nullable): of the plan; @position: of the disk that failed. @value: (out) (nullable)
 * (transfer full): what the sentence is about
 */
FerryFailureEvidence ferry_failure_find_evidence (FerryFailure   failure,
                                                  FerryMachine  *machine,
                                                  guint          position,
                                                  char         **value);

G_END_DECLS
