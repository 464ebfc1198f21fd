/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryOrphanKind:
 * @FERRY_ORPHAN_MANIFEST: a manifest in the bucket that no import needs; delete it
 * @FERRY_ORPHAN_CLAIM: a claim of a run that is over or unknown here; delete it
 * @FERRY_ORPHAN_VOLUME: an imported volume that is attached to nothing; delete it
 * @FERRY_ORPHAN_INSTANCE: the stopped instance of an import that failed or was cancelled; terminate
 * @FERRY_ORPHAN_TASK: a task that has stood still for a day; cancel it
 */
typedef enum {
  FERRY_ORPHAN_MANIFEST,
  FERRY_ORPHAN_CLAIM,
  FERRY_ORPHAN_VOLUME,
  FERRY_ORPHAN_INSTANCE,
  FERRY_ORPHAN_TASK,
} FerryOrphanKind;

/**
 * FerryOrphanEvidence:
 * @FERRY_ORPHAN_BY_JOURNAL: this computer's journal says that Ferry made it
 * @FERRY_ORPHAN_BY_TAG: it carries Ferry's tag
 * @FERRY_ORPHAN_BY_DESCRIPTION: a conversion task whose description has Ferry's token made it
 * @FERRY_ORPHAN_BY_TASK: a conversion task of somebody else made it
 * @FERRY_ORPHAN_BY_NAME: only its key looks like Ferry's
 */
typedef enum {
  FERRY_ORPHAN_BY_JOURNAL,
  FERRY_ORPHAN_BY_TAG,
  FERRY_ORPHAN_BY_DESCRIPTION,
  FERRY_ORPHAN_BY_TASK,
  FERRY_ORPHAN_BY_NAME,
} FerryOrphanEvidence;

#define FERRY_TYPE_ORPHAN (ferry_orphan_get_type ())
/* Something that was left over, and why it is thought so. Immutable. */
G_DECLARE_FINAL_TYPE (FerryOrphan, ferry_orphan, FERRY, ORPHAN, GObject)

/**
 * FerryOrphanFacts:
 * @seen: (nullable): what it looked like when it was found: a claim's content, a task's message. If
 *   it looks otherwise by then, it is not removed
 *
 * What an orphan is made from; the names as those of its getters.
 */
typedef struct {
  FerryOrphanKind      kind;
  FerryOrphanEvidence  evidence;
  const char          *region;
  const char          *bucket;
  const char          *id;
  const char          *machine;
  GDateTime           *since;
  guint64              size;
  gboolean             is_kept;
  GBytes              *seen;
} FerryOrphanFacts;

/* copies all of @facts */
FerryOrphan         *ferry_orphan_new          (const FerryOrphanFacts *facts);
FerryOrphanKind      ferry_orphan_get_kind     (FerryOrphan            *self);
FerryOrphanEvidence  ferry_orphan_get_evidence (FerryOrphan            *self);
const char          *ferry_orphan_get_region   (FerryOrphan            *self);
/* (nullable): of what lies in one */
const char          *ferry_orphan_get_bucket   (FerryOrphan            *self);
/* an object's key (any bytes), or EC2's id */
const char          *ferry_orphan_get_id       (FerryOrphan            *self);
/* the machine that it was made for; (nullable) */
const char          *ferry_orphan_get_machine  (FerryOrphan            *self);
/* since when; (nullable) */
GDateTime           *ferry_orphan_get_since    (FerryOrphan            *self);
/* GiB, of volumes and of instances' volumes, for what it costs; 0 where not known */
guint64              ferry_orphan_get_size     (FerryOrphan            *self);
/* Trying its machine again would use it, and fails without it. */
gboolean             ferry_orphan_is_kept      (FerryOrphan            *self);
/* (nullable) */
GBytes              *ferry_orphan_get_seen     (FerryOrphan            *self);

G_END_DECLS
