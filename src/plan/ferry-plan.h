/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-machine.h"

G_BEGIN_DECLS

/* 1 held one machine with its boot disk; 2 holds several, with all their disks. 3 has disks that
 * were cut, and is written for those only: who does not know them would import their first parts.
 */
#define FERRY_PLAN_FORMAT 2
#define FERRY_PLAN_FORMAT_CUT 3

/* More than anybody moves at once; they bound what a file can ask for. */
#define FERRY_PLAN_MOST_MACHINES 10000
#define FERRY_PLAN_MOST_DISKS 20000

#define FERRY_TYPE_PLAN (ferry_plan_get_type ())
/**
 * FerryPlan:
 *
 * What is to be moved: machines, under the account that moves them. A disk is in one machine only
 * where the user has not said otherwise. Its id (a UUID) names the plan; in a plan of one machine
 * that was frozen for an import, it is also the token by which the import is found again in EC2.
 *
 * Signal: "changed" (FerryMachine *machine, const char *property): a machine's property is another
 * one; both %NULL: machines or disks have come, gone or moved, or several things changed at once.
 *
 * Signal: "disk-known" (FerryDisk *disk): before ferry_plan_update_disk() changes the machines.
 */
G_DECLARE_FINAL_TYPE (FerryPlan, ferry_plan, FERRY, PLAN, GObject)

/* without machines, under a new id */
FerryPlan    *ferry_plan_new            (const char        *account_id);
/* of @machine itself */
FerryPlan    *ferry_plan_new_for        (const char        *account_id,
                                         FerryMachine      *machine);
/* a deep copy under a new id */
FerryPlan    *ferry_plan_copy           (FerryPlan         *self);
/* A plan of a copy of @machine alone, under a new id: what an import is made from */
FerryPlan    *ferry_plan_copy_machine   (FerryPlan         *self,
                                         FerryMachine      *machine);
/* whether all that a file would keep is the same, but for the ids */
gboolean      ferry_plan_equal          (FerryPlan         *self,
                                         FerryPlan         *other);
const char   *ferry_plan_get_id         (FerryPlan         *self);
const char   *ferry_plan_get_account_id (FerryPlan         *self);
/* A plan file may come from somebody else's desk. */
void          ferry_plan_set_account_id (FerryPlan         *self,
                                         const char        *account_id);

guint         ferry_plan_get_n_machines (FerryPlan         *self);
/* (transfer none) */
FerryMachine *ferry_plan_get_machine    (FerryPlan         *self,
                                         guint              position);
/* (transfer container) (element-type FerryDisk): of all machines */
GPtrArray    *ferry_plan_dup_disks      (FerryPlan         *self);
/* @position: (out) (optional). Returns: whether the machine is in the plan */
gboolean      ferry_plan_find           (FerryPlan         *self,
                                         FerryMachine      *machine,
                                         guint             *position);

/* What follows changes the plan; each emits "changed" once. */

void          ferry_plan_add_machine    (FerryPlan         *self,
                                         FerryMachine      *machine);
void          ferry_plan_remove_machine (FerryPlan         *self,
                                         FerryMachine      *machine);
/* New disks (element-type FerryDisk) are grouped into machines; where the plan has a machine of a
 * group's name they join it.
 */
void          ferry_plan_add_disks      (FerryPlan         *self,
                                         GPtrArray         *disks);
/* Without its last disk, a machine is gone too. */
void          ferry_plan_remove_disk    (FerryPlan         *self,
                                         FerryMachine      *machine,
                                         guint              position);
/* To the end of another machine's disks; gone is a machine whose last it was. */
void          ferry_plan_move_disk      (FerryPlan         *self,
                                         FerryMachine      *machine,
                                         guint              position,
                                         FerryMachine      *to);
/* The disk gets a machine of its own, beside the old one. Returns: (transfer none): the new one, or
 * @machine where it has no other disk
 */
FerryMachine *ferry_plan_split_disk     (FerryPlan         *self,
                                         FerryMachine      *machine,
                                         guint              position);
/* All disks of @machine become data disks of @into, and @machine is gone. */
void          ferry_plan_merge          (FerryPlan         *self,
                                         FerryMachine      *machine,
                                         FerryMachine      *into);
void          ferry_plan_set_boot_disk  (FerryPlan         *self,
                                         FerryMachine      *machine,
                                         guint              position);
/* @disk was looked into (again): it takes the place of what the plan knew of that object. A volume
 * grows where the disk does; a platform that was not chosen comes from it.
 */
void          ferry_plan_update_disk    (FerryPlan         *self,
                                         FerryDisk         *disk);
/* Gives @machine's value of @property to all other machines; of the zone, the subnet and the groups
 * only to those of the same region.
 */
void          ferry_plan_apply_to_all   (FerryPlan         *self,
                                         FerryMachine      *machine,
                                         const char        *property);
/* The machines become these (element-type FerryMachine), as an undo gives them back. */
void          ferry_plan_set_machines   (FerryPlan         *self,
                                         GPtrArray         *machines);
/* Between the two, changes are told as one, at the end. */
void          ferry_plan_begin          (FerryPlan         *self);
void          ferry_plan_end            (FerryPlan         *self);

/* {"format": 2 or 3, "id": …, "account": …, "machines": […]}: no secret is in it. Members that this
 * version does not know are kept.
 */
JsonObject   *ferry_plan_to_json        (FerryPlan         *self);
/* FERRY_ERROR_BAD_INPUT; FERRY_ERROR_NEWER for a newer format */
FerryPlan    *ferry_plan_from_json      (JsonObject        *object,
                                         GError           **error);

G_END_DECLS
