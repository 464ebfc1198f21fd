/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-plan.h"

G_BEGIN_DECLS

/**
 * FerryPolicyScope:
 * @buckets: "arn:aws:s3:::exports"
 * @disks: "arn:aws:s3:::exports/web01/disk1.vmdk", or all of a folder
 * @disks_to_delete: those of machines where the user is asked afterwards
 * @manifests: "arn:aws:s3:::exports/web01/ferry-*.manifest.xml", beside disks of the classic road
 * @made: all instances and volumes of the regions
 * @regions: "eu-west-1"
 *
 * What a plan's policy is about. Each list: (element-type utf8), sorted, nothing twice.
 */
typedef struct {
  GPtrArray  *buckets;
  GPtrArray  *disks;
  GPtrArray  *disks_to_delete;
  GPtrArray  *manifests;
  GPtrArray  *made;
  GPtrArray  *regions;
  /*< private >*/
  GHashTable *prefixes;
} FerryPolicyScope;

/* @by_folder: name folders, not disks */
FerryPolicyScope *ferry_policy_scope_new           (FerryPlan         *plan,
                                                    gboolean           by_folder);
void              ferry_policy_scope_free          (FerryPolicyScope  *self);
/* The folders of disks in the @bucket-th of @buckets, and the folders that lead there.
 * (transfer container) (element-type utf8): sorted
 */
GPtrArray        *ferry_policy_scope_list_prefixes (FerryPolicyScope  *self,
                                                    guint              bucket);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryPolicyScope, ferry_policy_scope_free)

G_END_DECLS
