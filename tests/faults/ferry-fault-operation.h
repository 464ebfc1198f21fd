/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-fault-bench.h"

G_BEGIN_DECLS

/* What one call of an operation needs. */
typedef struct {
  FerryClient *client;
  const char  *bucket;
  const char  *task_id;
  guint        serial;  /* a number of its own */
} FerryFaultCall;

/**
 * FerryFaultOperation:
 * @name: as people know it
 * @operation: as the rehearsal cloud names it
 *
 * One operation of libferry, called as the application calls it.
 */
typedef struct {
  const char *name;
  const char *operation;
  void      (*start)  (const FerryFaultCall *call,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data);
  gboolean  (*finish) (FerryClient          *client,
                       GAsyncResult         *result,
                       GError              **error);
} FerryFaultOperation;

#define FERRY_FAULT_N_OPERATIONS 20

/* In the order of the table's columns. */
extern const FerryFaultOperation ferry_fault_operations[FERRY_FAULT_N_OPERATIONS];

/* The columns of special kinds */
#define FERRY_FAULT_IMPORT 7
#define FERRY_FAULT_CANCEL 9
#define FERRY_FAULT_LINK 11

G_END_DECLS
