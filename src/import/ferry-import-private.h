/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/ferry-import.h"
#include "import/ferry-settling.h"
#include "manifest/ferry-draft.h"

G_BEGIN_DECLS

/* ferry_import_move_to() is the one transition: it sets the state, shows it on the task and writes
 * it to the record; once the line is on the disk, the state's act is carried out. Until EC2 has a
 * task the import drives its FerryTask; from then on the list does, and the import follows.
 *
 * Callbacks hold a strong reference: an import ends what it has begun. Its owner calls
 * ferry_import_abandon() when it goes, which cancels reads and what is stored, never the request.
 */
struct _FerryImport {
  GObject         parent_instance;

  FerryRecord    *record;
  FerryTask      *task;
  FerryActivity  *activity;
  FerryDisk      *disk;              /* of the record's machine */
  FerryClient    *client;            /* (nullable): none before the account is at hand */
  guint           speed;
  FerryTaskState  state;
  GCancellable   *cancellable;       /* of all that may be given up */
  GHashTable     *written;           /* name → value: what the record has, or will have */
  guint           n_messages;        /* lines that EC2's words have made */
  gboolean        needs_account;     /* the credentials have ended */
  gboolean        needs_person;
  gboolean        was_ready;
  gboolean        wants_cancel;      /* a person does */
  gboolean        is_resting;        /* planned, but its machine has ended */

  /* the attempt */
  gboolean        is_beginning;      /* still planned, but no longer idle */
  char           *attempt;           /* (nullable): its token; the task may have another */
  FerryDraft     *draft;             /* (nullable): only while it is to be sent */
  char           *zone;              /* (nullable): where a volume is to be made */
  GBytes         *user_data;         /* (nullable) */
  char           *manifest_key;      /* (nullable) */
  char           *manifest_version;  /* (nullable) */
  gboolean        knows_version;     /* it is what S3 said, or S3 said that there is none */
  GDateTime      *link_expiration;   /* (nullable) */
  GDateTime      *requested;         /* (nullable): when the request was signed, at the latest */
  char           *request_id;        /* (nullable) */

  char           *rivals;            /* (nullable): tokens that a person knows of */

  /* what is left in the bucket */
  gboolean        has_stored;        /* our manifest is there, or may be */
  gboolean        has_claim;         /* our claim is, or may be */
  gboolean        is_cleaning;
  guint           n_clean_failures;
  guint           clean_source;

  /* an unconfirmed request, or one that EC2 has forgotten */
  FerrySettling  *settling;          /* (nullable) */
  gboolean        needs_fence;       /* the request is of another life: see "fence" */
  GDateTime      *fence;             /* (nullable): when it had been made at the latest */
  gboolean        is_late;           /* EC2 may have forgotten it before it was asked */
  gboolean        is_too_late;       /* and that long ago that nothing tells */
  gboolean        is_removing;       /* it is we who remove the manifest */
  guint           n_failures;        /* of questions in a row */
  gboolean        by_fingerprint;    /* a person said to go on: any attempt's find counts */
  gboolean        is_searching;
  gboolean        is_looking;        /* for what may have come of it unseen */
  gboolean        is_denied;         /* the last question was */
  guint           settle_source;

  gboolean        is_lost;           /* as the record knows it */
  gboolean        is_cancelling;     /* CancelConversionTask is on its way */
  guint           cancel_source;
  char           *tagged;            /* (nullable): the ids that have the attempt's tags */
  gboolean        is_tagging;
  guint           n_tag_failures;
  GHashTable     *ghosts;            /* ids of earlier attempts' tasks that were cancelled */
};

/* Called once the line is on the disk, or with why it is not, while the state is still the same. */
typedef void (*FerryImportNext) (FerryImport  *self,
                                 const GError *error);

/* An import that is waited for: begun where something is sent or written, ended as its callback
 * returns, so that what follows has begun by then.
 */
typedef FerryImport Awaited;
Awaited   *ferry_import_await       (FerryImport    *self);
void       ferry_import_await_end   (Awaited        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Awaited, ferry_import_await_end)

/* --- ferry-import.c: the states */
GDateTime *ferry_import_dup_now     (FerryImport    *self);
gboolean   ferry_import_is_abandoned (FerryImport   *self);
gboolean   ferry_import_makes_volume (FerryImport   *self);
/* Nothing more is to be done for it, unless a person tries again. */
gboolean   ferry_import_is_at_rest  (FerryImport    *self);
/* @error: (nullable): why, shown on the task */
void       ferry_import_move_to     (FerryImport    *self,
                                     FerryTaskState  state,
                                     const GError   *error);
/* An attempt ends before EC2 had anything: failed, or planned again where trying again later helps,
 * or cancelled where a person wants that.
 */
void       ferry_import_give_up     (FerryImport    *self,
                                     const GError   *error);
/* Tells its owner when it has become ready. */
void       ferry_import_check_ready (FerryImport    *self);
/* Has EC2's task, of an earlier or a foreign attempt, as its own. */
void       ferry_import_adopt       (FerryImport         *self,
                                     FerryConversionTask *said,
                                     const char          *token);
/* The instance or the volume is there. */
void       ferry_import_land        (FerryImport    *self,
                                     const char     *instance_id,
                                     const char     *volume_id,
                                     const char     *token);
guint      ferry_import_add_timeout (FerryImport    *self,
                                     gint64          usec,
                                     GSourceFunc     callback);

/* --- ferry-import-rivals.c: whether EC2 has the disk already; then it is claimed */
void       ferry_import_prepare     (FerryImport    *self);

/* --- ferry-import-attempt.c: from planned to requested */
void       ferry_import_claim       (FerryImport    *self);
void       ferry_import_store       (FerryImport    *self);
void       ferry_import_prove       (FerryImport    *self);
void       ferry_import_request     (FerryImport    *self);

/* --- ferry-import-settle.c: what EC2 did not answer, or has forgotten */
void       ferry_import_settle      (FerryImport    *self);
void       ferry_import_stop_settling (FerryImport  *self);
/* EC2 does not know its task any more. */
void       ferry_import_look_for_result (FerryImport *self,
                                     GDateTime      *asked);

/* --- ferry-import-remains.c: what is cleaned up in the bucket */
void       ferry_import_clean_up    (FerryImport    *self);
/* The manifest alone; @done (nullable) is called with why not. */
void       ferry_import_remove_manifest (FerryImport *self,
                                     FerryImportNext done);

/* --- ferry-import-upkeep.c: what is told to EC2 while it works */
void       ferry_import_tag         (FerryImport    *self);
void       ferry_import_cancel_task (FerryImport    *self);
void       ferry_import_cancel_ghost (FerryImport   *self,
                                     FerryConversionTask *said);

/* --- ferry-import-lines.c: the record */
/* Writes what is new, with the members of @more ((nullable) (transfer full)).
 * @next: (nullable)
 */
void       ferry_import_write       (FerryImport    *self,
                                     JsonObject     *more,
                                     FerryImportNext next);
/* Gives the task and the import back what the lines said, and the state in which it goes on. */
void       ferry_import_resume      (FerryImport    *self,
                                     gboolean        is_copy);

/* --- ferry-import-kin.c: what the journal says of the other disks of the run */
/* The tokens of all attempts in the journal. (transfer full) (element-type utf8): a set
 * @others_only: without those of this disk
 */
GHashTable *ferry_import_dup_tokens (FerryImport    *self,
                                     gboolean        others_only);
/* The ids of all that the run has made. (transfer full) (element-type utf8): a set */
GHashTable *ferry_import_dup_made   (FerryImport    *self);
/* Whether another machine of the run still imports the same disk, under the same claim. */
gboolean    ferry_import_shares_claim (FerryImport  *self);
/* What EC2 has made before has nothing to do with this run. (transfer full) */
GDateTime  *ferry_import_dup_since  (FerryImport    *self);

G_END_DECLS
