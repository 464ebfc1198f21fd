/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/ferry-landing.h"
#include "import/ferry-machine-import.h"

G_BEGIN_DECLS

/* What the run, the queue and the engine do with a machine's import. Its signal "changed" says that
 * something did that turns depend on; "held-back" (FerryImport *import) that EC2 refused for now.
 */

/* Takes it up as @journal has it; sends nothing. @is_copy: see FerryDesk; @is_foreign: the journal
 * was not begun here, and nobody has taken it over: nothing that it names is touched before that
 */
FerryMachineImport *ferry_machine_import_new          (FerryJournal        *journal,
                                                       guint                position,
                                                       FerryActivity       *activity,
                                                       guint                speed,
                                                       gboolean             is_copy,
                                                       gboolean             is_foreign);
/* It cannot be imported at all; nothing is sent or written. */
void                ferry_machine_import_refuse       (FerryMachineImport  *self,
                                                       const GError        *error);
/* The account is at hand: it goes on. */
void                ferry_machine_import_set_client   (FerryMachineImport  *self,
                                                       FerryClient         *client);
/* (transfer none) (element-type FerryImport) */
GPtrArray          *ferry_machine_import_get_imports  (FerryMachineImport  *self);
/* Whether it has disks whose turn has not come. */
gboolean            ferry_machine_import_is_queued    (FerryMachineImport  *self);
/* Whether one of its disks has had its turn. */
gboolean            ferry_machine_import_is_begun     (FerryMachineImport  *self);
/* (nullable): the disk that could begin now */
FerryImport        *ferry_machine_import_get_ready    (FerryMachineImport  *self);
/* Conversions that EC2 runs for it, or may run, or that are about to be asked for. */
guint               ferry_machine_import_count_active (FerryMachineImport  *self);
/* The turn of @import has come. */
void                ferry_machine_import_begin        (FerryMachineImport  *self,
                                                       FerryImport         *import);
/* Why its planned disks wait, as far as the queue knows. @until: (nullable) */
void                ferry_machine_import_set_wait     (FerryMachineImport  *self,
                                                       FerryTaskWait        wait,
                                                       GDateTime           *until);
/* Whether something is left that only the account can do. */
gboolean            ferry_machine_import_needs_client (FerryMachineImport  *self);
/* Its owner goes. */
void                ferry_machine_import_abandon      (FerryMachineImport  *self);

/* The rest is for the files of FerryMachineImport alone. */

/* What a person wishes is in the record before it is done: "wish" (cancel, retry), "copy" (go-on,
 * leave), "sources" (keep, deleting, deleted), "undo" and "undone" (an instance).
 */
struct _FerryMachineImport {
  GObject             parent_instance;

  FerryRecord        *record;         /* of the machine */
  FerryActivity      *activity;
  guint               speed;
  FerryClient        *client;         /* (nullable): none before the account is at hand */
  GPtrArray          *imports;        /* FerryImport */
  GListStore         *tasks;
  gboolean            has_boot;       /* the first of them is the boot disk */
  gboolean            is_old;         /* of a journal of one disk: nothing comes after it */
  FerryLanding       *landing;        /* (nullable): before its turn */
  FerryImport        *preparing;      /* (nullable): its turn has come, its user data is read */
  GCancellable       *cancellable;    /* of all that may be given up */

  FerryMachineState   state;
  FerryQuestion       question;
  char               *word;           /* (nullable): the record's state, once all is written */
  GError             *error;          /* (nullable): why it failed */
  GError             *refusal;        /* (nullable): why, where it is not for its disks */
  GError             *notice;         /* (nullable) */
  GDateTime          *finished;       /* (nullable) */
  char               *instance_state; /* (nullable): where it is later than the landing's */
  guint               start_timer;    /* source: whether the instance runs by now */
  gboolean            held;
  gboolean            starting;
  gboolean            is_copy;        /* and nobody has answered */
  gboolean            is_left;        /* somebody has: it is left alone */
  gboolean            is_foreign;     /* of a journal that was not begun here */
  gboolean            is_taken_over;  /* which somebody has said goes on here */
  gboolean            is_cancelling;  /* a person wishes so */
  gboolean            is_undoing;
  gboolean            is_undone;      /* its instance was terminated */
  gboolean            is_deleting;    /* its sources */
  gboolean            goes_on;        /* the landing was told to go */
  gboolean            renews;         /* it is about to be, though it failed */
  guint               judging;        /* depth */
};

/* Once a line is on the disk, or cannot be; @error: (nullable) */
typedef void (*FerryMachineWritten) (FerryMachineImport *self,
                                     const GError       *error,
                                     gpointer            user_data);

/* @fields: (nullable); @written: (nullable) */
void        ferry_machine_import_write       (FerryMachineImport  *self,
                                              FerryMachineState    word,
                                              JsonObject          *fields,
                                              FerryMachineWritten  written,
                                              gpointer             user_data);
/* Finds the state anew, and does what it asks for. */
void        ferry_machine_import_judge       (FerryMachineImport  *self);
/* Failed and cancelled disks are planned again, and the landing goes on. */
void        ferry_machine_import_renew       (FerryMachineImport  *self);
/* A retry that an earlier run has written, but not begun. */
void        ferry_machine_import_take_renewal (FerryMachineImport *self);
/* Somebody has said that the copy is to go on. */
void        ferry_machine_import_go_on_with_copy (FerryMachineImport *self);
/* It is left alone: its tasks end here, whatever has become of them in EC2. */
void        ferry_machine_import_leave       (FerryMachineImport  *self);
/* What a person wished and an earlier run has begun goes on, now that there is a client. */
void        ferry_machine_import_go_on_with  (FerryMachineImport  *self);
/* Whether nothing of it is touched: somebody has still to say so, or has said no. */
gboolean    ferry_machine_import_is_kept_off (FerryMachineImport  *self);
gboolean    ferry_machine_import_is_taken_over (FerryMachineImport *self);
/* Whether the disk at @index has failed or was cancelled, or its instance is gone. */
gboolean    ferry_machine_import_is_ended    (FerryMachineImport  *self,
                                              guint                index);
FerryTask  *ferry_machine_import_get_task    (FerryMachineImport  *self,
                                              guint                index);
void        ferry_machine_import_notify      (FerryMachineImport  *self,
                                              const char          *property);

G_END_DECLS
