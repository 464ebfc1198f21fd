/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-machine.h"

G_BEGIN_DECLS

typedef enum {
  FERRY_MACHINE_NAME,
  FERRY_MACHINE_INSTANCE_TYPE,
  FERRY_MACHINE_ZONE,
  FERRY_MACHINE_SUBNET_ID,
  FERRY_MACHINE_PRIVATE_IP,
  FERRY_MACHINE_USER_DATA,
  FERRY_MACHINE_DESCRIPTION,
  N_MACHINE_STRINGS
} FerryMachineString;

typedef enum {
  FERRY_MACHINE_ROAD,
  FERRY_MACHINE_PLATFORM,
  FERRY_MACHINE_ARCHITECTURE,
  FERRY_MACHINE_TENANCY,
  FERRY_MACHINE_SHUTDOWN,
  FERRY_MACHINE_AFTERWARDS,
  N_MACHINE_CHOICES
} FerryMachineChoice;

typedef enum {
  FERRY_MACHINE_SECURITY_GROUPS,
  FERRY_MACHINE_TAGS,
  N_MACHINE_LISTS
} FerryMachineList;

/* Settings of one kind are kept in an array of their own, and the properties are numbered in that
 * order: most of what is done with them is the same for all of a kind.
 */
struct _FerryMachine {
  GObject     parent_instance;

  GListStore *disks;                       /* of FerryMachineDisk */
  char       *strings[N_MACHINE_STRINGS];
  int         choices[N_MACHINE_CHOICES];
  char      **lists[N_MACHINE_LISTS];
  gboolean    monitoring;
  JsonObject *kept;                        /* (nullable): members of the file that are not known */
};

/* @boot, which is in no other machine, as its boot disk */
FerryMachine *
            ferry_machine_new_of      (FerryMachineDisk   *boot);
/* These notify where the value is another one. */
void        ferry_machine_set_choice  (FerryMachine       *self,
                                       FerryMachineChoice  which,
                                       int                 value);
gboolean    ferry_machine_equal_disks (FerryMachine       *self,
                                       FerryMachine       *other);
void        ferry_machine_copy_disks  (FerryMachine       *self,
                                       FerryMachine       *from);
/* ferry_machine_update_disk() of each that is the same object as @disk */
void        ferry_machine_learn_disk  (FerryMachine       *self,
                                       FerryDisk          *disk);
void        ferry_machine_changed     (FerryMachine       *self,
                                       const char         *what);
/* @kept: (nullable) */
void        ferry_machine_keep        (FerryMachine       *self,
                                       JsonObject         *kept);

G_END_DECLS
