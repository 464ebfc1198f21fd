/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-plan.h"

G_BEGIN_DECLS

/* What a managed policy may have, blanks not counted ("IAM and AWS STS quotas"). */
#define FERRY_POLICY_LONGEST 6144

/* Why an action is needed; the window has a sentence for each. */
typedef enum {
  FERRY_POLICY_WHY_FIND_BUCKET,      /* where it is, and what it forbids */
  FERRY_POLICY_WHY_LIST_DISKS,
  FERRY_POLICY_WHY_READ_DISKS,       /* to look into them; EC2 reads them by this account's links */
  FERRY_POLICY_WHY_WRITE_MANIFEST,
  FERRY_POLICY_WHY_READ_MANIFEST,    /* EC2 does, by a link of this account */
  FERRY_POLICY_WHY_DELETE_MANIFEST,  /* EC2 by such a link, or Ferry */
  FERRY_POLICY_WHY_DECRYPT,          /* the bucket's objects */
  FERRY_POLICY_WHY_CHECK,            /* to check the plan, and to offer what there is */
  FERRY_POLICY_WHY_IMPORT_MACHINE,
  FERRY_POLICY_WHY_IMPORT_DATA,
  FERRY_POLICY_WHY_FOLLOW,           /* how far the tasks are, and what came of them */
  FERRY_POLICY_WHY_CANCEL,
  FERRY_POLICY_WHY_TAG,              /* the machine's name and tags */
  FERRY_POLICY_WHY_ATTACH,           /* the data volumes */
  FERRY_POLICY_WHY_START,            /* the machine, when it has landed */
  FERRY_POLICY_WHY_CLEAN_UP,         /* what a cancelled or failed import leaves */
  FERRY_POLICY_WHY_RUN,              /* a machine from its image */
  FERRY_POLICY_WHY_DELETE_DISKS,     /* where the user is asked for it afterwards */
} FerryPolicyWhy;

typedef struct {
  const char     *action;  /* "ec2:ImportInstance" */
  FerryPolicyWhy  why;
} FerryPolicyAction;

/* The actions that @plan needs, in the policy's order. @kms_keys: (nullable): ARNs of the keys with
 * which the disks are encrypted, so that they can be read. Returns: (transfer container)
 * (element-type FerryPolicyAction): static
 */
GPtrArray *ferry_policy_list_actions (FerryPlan          *plan,
                                      const char *const  *kms_keys);
/* The least policy that lets @plan be moved, for a user or role of the account: IAM's JSON,
 * indented. It names each disk; where that would be too long for a managed policy, each folder, but
 * still each disk that may be deleted. Many of either make it longer than FERRY_POLICY_LONGEST.
 * Wildcards in keys are escaped ("IAM JSON policy elements: Variables"). Pure. (transfer full)
 */
char      *ferry_policy_make         (FerryPlan          *plan,
                                      const char *const  *kms_keys);
/* How much of FERRY_POLICY_LONGEST @policy takes */
gsize      ferry_policy_get_length   (const char         *policy);

G_END_DECLS
