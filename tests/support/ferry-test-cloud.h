/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-server.h"

G_BEGIN_DECLS

/**
 * FerryTestCloud:
 *
 * The real rehearsal cloud ($FERRY_REHEARSAL) as a child process with a state folder of its own,
 * its events, a client of its account, and one that has only temporary keys of that. What goes
 * wrong ends the test.
 */
typedef struct {
  char             *folder;
  GSubprocess      *process;   /* (nullable): not started */
  GDataInputStream *events;
  char             *endpoint;
  FerryClient      *client;
  GDateTime        *session_end;
  FerryClient      *session;   /* its keys end then */
} FerryTestCloud;

FerryTestCloud *ferry_test_cloud_new   (void);
/* Closes its standard input, which is what ends it, and removes the state. */
void            ferry_test_cloud_free  (FerryTestCloud *cloud);
/* @argument, @more: (nullable): further arguments. Started again, it finds its state. */
void            ferry_test_cloud_start (FerryTestCloud *cloud,
                                        const char     *argument,
                                        const char     *more);
void            ferry_test_cloud_stop  (FerryTestCloud *cloud);
/* without a warning, as a crash would */
void            ferry_test_cloud_kill  (FerryTestCloud *cloud);
/* Writes a line to its standard input ("fault drop:GetObject", "no-faults") and waits until it is
 * obeyed. Returns: (element-type JsonObject) (transfer full): the requests that came before
 */
GPtrArray      *ferry_test_cloud_tell  (FerryTestCloud *cloud,
                                        const char     *line);
/* What there is in the cloud by now (src/rehearsal/ferry-rehearsal-inventory.h). The events before
 * it are skipped. (transfer full)
 */
JsonObject     *ferry_test_cloud_inventory (FerryTestCloud *cloud);
/* The next event whose @name is @value and whose @other is @other_value. (transfer full) */
JsonObject     *ferry_test_cloud_wait  (FerryTestCloud *cloud,
                                        const char     *name,
                                        const char     *value,
                                        const char     *other,
                                        const char     *other_value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryTestCloud, ferry_test_cloud_free)

G_END_DECLS
