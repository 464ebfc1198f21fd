/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rehearsal/ferry-rehearsal-account.h"
#include "rehearsal/ferry-rehearsal-conversion.h"
#include "rehearsal/ferry-rehearsal-exchange.h"
#include "rehearsal/ferry-rehearsal-store.h"

G_BEGIN_DECLS

/* Answers a request that is validly signed (EC2 API Reference, version 2016-11-15). */
void     ferry_rehearsal_ec2_answer   (FerryRehearsalExchange      *exchange,
                                       FerryRehearsalStore         *store,
                                       const FerryRehearsalAccount *account,
                                       FerryRehearsalConverter     *converter);
/* ImportInstance: checks what it was given as EC2 does, and starts the conversion. */
void     ferry_rehearsal_ec2_import   (FerryRehearsalExchange      *exchange,
                                       FerryRehearsalStore         *store,
                                       const FerryRehearsalAccount *account,
                                       FerryRehearsalConverter     *converter);
/* What describes the account. Returns: FALSE where the operation is another one */
gboolean ferry_rehearsal_ec2_describe (FerryRehearsalExchange      *exchange,
                                       const FerryRehearsalAccount *account);
/* The reply to the exchange's operation: opened (transfer full), and closed and sent. */
GString *ferry_rehearsal_ec2_open     (FerryRehearsalExchange      *exchange);
void     ferry_rehearsal_ec2_close    (FerryRehearsalExchange      *exchange,
                                       GString                     *xml);
/* DescribeVolumes and DescribeInstances. Returns: FALSE where the operation is another one */
gboolean ferry_rehearsal_ec2_show     (FerryRehearsalExchange      *exchange,
                                       FerryRehearsalStore         *store);
/* What changes instances and volumes. Returns: FALSE where the operation is another one */
gboolean ferry_rehearsal_ec2_act      (FerryRehearsalExchange      *exchange,
                                       FerryRehearsalStore         *store);
/* CreateTags, in a file of its own. */
void     ferry_rehearsal_ec2_create_tags (FerryRehearsalExchange   *exchange,
                                          FerryRehearsalStore      *store);
/* ImportVolume, likewise. */
void     ferry_rehearsal_ec2_import_volume (FerryRehearsalExchange  *exchange,
                                            FerryRehearsalStore     *store,
                                            FerryRehearsalConverter *converter);

#define FERRY_REHEARSAL_EC2_NAMESPACE "http://ec2.amazonaws.com/doc/2016-11-15/"

G_END_DECLS
