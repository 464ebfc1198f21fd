/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-cloud.h"

G_BEGIN_DECLS

#define FERRY_FAULT_BUCKET "acme-exports"
#define FERRY_FAULT_OTHER_BUCKET "hv-cluster-stockholm"
#define FERRY_FAULT_REGION "eu-west-1"

/* What its cloud has before anything is done: a stopped instance with its root volume, and a volume
 * in the same zone. Another one of each has been there once.
 */
#define FERRY_FAULT_INSTANCE "i-0123456789abcdef0"
#define FERRY_FAULT_VOLUME "vol-0123456789abcdef0"
#define FERRY_FAULT_GONE_INSTANCE "i-0fedcba9876543210"
#define FERRY_FAULT_GONE_VOLUME "vol-0fedcba9876543210"

/**
 * FerryFaultBench:
 *
 * What all cells of the table share: one rehearsal cloud, a server whose certificate nobody vouches
 * for, a port where nobody listens. Each cell has a client of its own, so that no connection and no
 * corrected clock of an earlier one is in its way.
 */
typedef struct {
  FerryTestCloud *cloud;
  SoupServer     *tls_server;
  guint           tls_requests;
  char           *tls_endpoint;
  char           *closed_endpoint;
  guint           serial;
} FerryFaultBench;

FerryFaultBench *ferry_fault_bench_new         (void);
void             ferry_fault_bench_free        (FerryFaultBench  *bench);
/* @endpoint, @key, @secret: (nullable): those of the rehearsal cloud. @temporary: those of its
 * session. @timeout: in seconds. (transfer full)
 */
FerryClient     *ferry_fault_bench_make_client (FerryFaultBench  *bench,
                                                const char       *endpoint,
                                                const char       *key,
                                                const char       *secret,
                                                gboolean          temporary,
                                                guint             timeout);
/* Has EC2 make a task that does not get on. (transfer full): its id */
char            *ferry_fault_bench_make_task   (FerryFaultBench  *bench);
/* EC2 runs only so many at once. */
void             ferry_fault_bench_end_tasks   (FerryFaultBench  *bench);
/* The request that makes such a task. (transfer full) */
FerryRequest    *ferry_fault_bench_make_import (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryFaultBench, ferry_fault_bench_free)

G_END_DECLS
