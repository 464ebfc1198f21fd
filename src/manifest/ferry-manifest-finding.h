/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-manifest-element.h"
#include "plan/ferry-check.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* One code a kind of finding; the window has a title and an advice for each. The evidence says
 * which values: it is short, in the words of the comment here, and never holds a secret.
 */
typedef enum {
  /* the text: found by FerryManifestDocument */
  FERRY_FLAW_NOT_XML,             /* not well-formed from this line on */
  FERRY_FLAW_NOT_UTF8,
  FERRY_FLAW_BYTE_ORDER_MARK,     /* in front of the text */
  FERRY_FLAW_DOCUMENT_TYPE,       /* a DOCTYPE */
  FERRY_FLAW_NOT_A_MANIFEST,      /* another root; evidence: its name */
  FERRY_FLAW_NAMESPACE,           /* the schema has none */
  FERRY_FLAW_TOO_LARGE,           /* more than Ferry reads */
  FERRY_FLAW_MISSING,             /* evidence: the element that is not there */
  FERRY_FLAW_REPEATED,            /* a second one of what there must be one */
  FERRY_FLAW_OUT_OF_ORDER,        /* evidence: what must stand before or behind it */
  FERRY_FLAW_UNKNOWN_ELEMENT,     /* evidence: its name */
  FERRY_FLAW_UNKNOWN_ATTRIBUTE,   /* evidence: its name */
  FERRY_FLAW_STRAY_TEXT,          /* between elements */
  FERRY_FLAW_EMPTY,               /* an element without its value */
  FERRY_FLAW_PADDED,              /* white space around a value, which then is part of it */
  FERRY_FLAW_NOT_A_NUMBER,        /* size, volume-size, count, index, start, end */
  FERRY_FLAW_OTHER_VERSION,       /* evidence: the version */

  /* what it says: found by ferry_manifest_lint() */
  FERRY_FLAW_FORMAT_UNKNOWN,      /* not RAW, VHD, VMDK; evidence: the format */
  FERRY_FLAW_FORMAT_CASE,         /* one of these, not in capitals */
  FERRY_FLAW_FORMAT_OTHER,        /* the disk is another one; evidence: "VMDK, VHD" */
  FERRY_FLAW_SIZE_ZERO,
  FERRY_FLAW_SIZE_NOT_SUM,        /* of the parts; evidence: size and sum */
  FERRY_FLAW_VOLUME_ZERO,
  FERRY_FLAW_VOLUME_SMALL,        /* smaller than the disk in it, or than the file of a RAW disk */
  FERRY_FLAW_VOLUME_LARGE,        /* above 16,384 GiB: bytes where GiB are meant? */
  FERRY_FLAW_COUNT_MISSING,       /* every writer has it */
  FERRY_FLAW_COUNT_WRONG,         /* evidence: count and number of parts */
  FERRY_FLAW_INDEX_MISSING,       /* every writer has it */
  FERRY_FLAW_INDEX_TWICE,
  FERRY_FLAW_INDEX_UNORDERED,     /* not 0, 1, 2, … */
  FERRY_FLAW_RANGE_MISSING,       /* a part without start or end cannot be placed */
  FERRY_FLAW_RANGE_REVERSED,      /* end before start */
  FERRY_FLAW_RANGE_NOT_FROM_0,
  FERRY_FLAW_GAP,                 /* evidence: the bytes between two parts */
  FERRY_FLAW_OVERLAP,
  FERRY_FLAW_END_IS_SIZE,         /* one too many: AWS's own sample does it, EC2 bears it */
  FERRY_FLAW_RANGE_BEYOND_SIZE,
  FERRY_FLAW_KEY_TWICE,           /* two parts of one object */
  FERRY_FLAW_KEY_ENCODED,         /* percent-encoded: the links lead to the decoded key */
  FERRY_FLAW_KEY_OTHER,           /* the links lead to another key */
  FERRY_FLAW_PART_GONE,           /* the bucket does not have it */
  FERRY_FLAW_PART_SIZE,           /* the object has another size; evidence: both */

  /* what its links are */
  FERRY_FLAW_LINK_UNREADABLE,     /* no address */
  FERRY_FLAW_LINK_ESCAPED_TWICE,  /* "&amp;amp;" */
  FERRY_FLAW_LINK_PLAIN,          /* http, not on this computer */
  FERRY_FLAW_LINK_NOT_S3,         /* another host; evidence: the host */
  FERRY_FLAW_LINK_BUCKET,         /* another bucket than the manifest's, or the other links' */
  FERRY_FLAW_LINK_REGION,         /* the signature's region is not the host's, or the bucket's */
  FERRY_FLAW_LINK_UNSIGNED,       /* no signature: works only for public objects */
  FERRY_FLAW_LINK_SIGNATURE_2,    /* refused in regions that are younger than 2014 */
  FERRY_FLAW_LINK_MALFORMED,      /* a parameter of the signature is missing or no such value */
  FERRY_FLAW_LINK_SIGNED_HEADERS, /* signs headers that EC2 does not send; evidence: them */
  FERRY_FLAW_LINK_TOO_LONG,       /* lives for more than seven days: S3 refuses it */
  FERRY_FLAW_LINK_ENDED,          /* evidence: since when */
  FERRY_FLAW_LINK_ENDS_SOON,      /* within 24 hours: a conversion may take longer */
  FERRY_FLAW_LINK_NOT_YET,        /* signed in the future */
  FERRY_FLAW_LINK_TEMPORARY,      /* by credentials that may end before it */
  FERRY_FLAW_LINK_VERB,           /* signed for another verb; evidence: which */
  FERRY_FLAW_LINK_SIGNATURE,      /* signed with the account's key, but not right for any verb */
  FERRY_FLAW_LINK_TWO_PARTS,      /* one link in two parts */
  FERRY_FLAW_LINK_TWO_VERBS,      /* one link for two verbs: wrong for one of them */
  FERRY_FLAW_SELF_DESTRUCT_DISK,  /* would delete a part: AWS's own sample does it */
  FERRY_FLAW_SELF_DESTRUCT_OTHER, /* would delete something that is not this manifest */
  FERRY_FLAW_DELETES_DISK,        /* a delete-url: the part may be gone after the import */
  FERRY_FLAW_DELETES_ONLY_COPY,   /* the same where deleted is gone: a bucket without versions, or
                                     a link to one of them. Blocks where the disk is one object:
                                     of parts that a tool has cut there may be another copy */
} FerryFlaw;

#define FERRY_N_FLAWS (FERRY_FLAW_DELETES_ONLY_COPY + 1)

/* Of one flaw so many are told one by one; the last of them says how many more there are. */
#define FERRY_MANIFEST_MOST_OF_A_FLAW 100

#define FERRY_TYPE_MANIFEST_FINDING (ferry_manifest_finding_get_type ())
/* One finding. Refcounted, immutable. */
typedef struct {
  FerryFlaw             flaw;
  FerrySeverity         severity;  /* that of the flaw, here */
  FerryManifestElement  element;
  guint                 part;      /* FERRY_MANIFEST_NO_PART where it is not within one */
  guint                 line;      /* from 1 */
  guint                 n_more;    /* of the same flaw, that are not told */
  char                 *evidence;  /* (nullable): valid UTF-8, without secrets */
} FerryManifestFinding;

GType                 ferry_manifest_finding_get_type (void);
FerryManifestFinding *ferry_manifest_finding_new      (FerryFlaw             flaw,
                                                       FerrySeverity         severity,
                                                       FerryManifestElement  element,
                                                       guint                 part,
                                                       guint                 line,
                                                       const char           *evidence);
FerryManifestFinding *ferry_manifest_finding_ref      (FerryManifestFinding *self);
void                  ferry_manifest_finding_unref    (FerryManifestFinding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryManifestFinding, ferry_manifest_finding_unref)
/* "gap", "link-ended": for tests, and for whoever reads a log */
const char           *ferry_manifest_fault_get_id     (FerryFlaw             flaw);

G_END_DECLS
