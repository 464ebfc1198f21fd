/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-server.h"

G_BEGIN_DECLS

#define FERRY_TEST_DISK_SIZE 1048576
#define FERRY_TEST_TASK_ID "import-i-0123456789"

/**
 * FerryTestFarSide:
 *
 * The far side of an import, on loopback: S3 with the disk /disks/vm/web.raw, EC2 with at most one
 * conversion task. It follows the order of what is asked and errs where the test wants it to.
 */
typedef struct {
  FerryTestServer   *server;
  GFile             *folder;              /* of the journals */

  GString           *log;                 /* every request but the list's questions, in order */
  char              *manifest_path;
  GBytes            *manifest;            /* NULL: not stored */
  char              *description;         /* of the task; NULL: there is none */
  const char        *state;               /* of the task */
  char              *zone;                /* (nullable): it makes a volume there, no instance */
  guint              n_requests;          /* ImportInstance, ImportVolume */
  guint              n_lists;             /* DescribeConversionTasks */
  char              *journal_at_request;  /* what was on the disk when ImportInstance came */
  GBytes            *claim;               /* (nullable): of the disk */
  SoupServerMessage *hanging;             /* the PUT that got no answer */

  const char        *details;             /* (nullable): what else EC2 says of the task */
  guint              n_temporary;         /* DescribeConversionTasks with a session token */

  GBytes            *stored_before;       /* lies at the manifest's key already */
  gboolean           stores_twice;        /* a PUT is done, and then denied as one too many */
  gboolean           vanishes;            /* it, as soon as it is looked at */
  guint              n_put_conflicts;     /* how many PUTs are answered with 409 first */
  const char        *version;             /* (nullable): the bucket keeps versions */
  gboolean           denies_version;      /* its removal */
  gboolean           put_hangs;
  gboolean           loses_reply;         /* of ImportInstance, which is carried out */
  gboolean           refuses;
  gboolean           hides_task;          /* its id is not known either */
  gboolean           denies_lists;
  int                days_ahead;          /* EC2's clock */
  gboolean           refuses_cancel;
  const char        *state_after_cancel;
  guint64            head_size;
  gboolean           ignores_range;
} FerryTestFarSide;

FerryTestFarSide *ferry_test_far_side_new          (GFile            *folder);
void              ferry_test_far_side_free         (FerryTestFarSide *cloud);
/* The only journal in the folder; (nullable) (transfer full) */
char             *ferry_test_far_side_read_journal (FerryTestFarSide *cloud);

G_END_DECLS
