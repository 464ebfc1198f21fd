/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rehearsal/ferry-rehearsal-exchange.h"

G_BEGIN_DECLS

/* What EC2 looks for in a form. Each is %FALSE when it has refused the request, and then the reply
 * is made; a parameter that is not there passes, but for check_names() and check_number().
 */

/* %FALSE always. @format: with one "@" for @word */
gboolean ferry_rehearsal_ec2_refuse         (FerryRehearsalExchange *exchange,
                                             const char             *code,
                                             const char             *format,
                                             const char             *word);
/* Those of @needed (%NULL-terminated) are there, and no others but @optional; a name of @optional
 * that ends in "." stands for a list of it.
 */
gboolean ferry_rehearsal_ec2_check_names    (FerryRehearsalExchange *exchange,
                                             const char *const      *needed,
                                             const char *const      *optional);
gboolean ferry_rehearsal_ec2_check_enum     (FerryRehearsalExchange *exchange,
                                             const char             *name,
                                             const char *const      *values);
gboolean ferry_rehearsal_ec2_check_number   (FerryRehearsalExchange *exchange,
                                             const char             *name,
                                             guint64                 max,
                                             guint64                *value);
/* @prefix and 8 or 17 hexadecimal digits: any such thing exists. @kind: "SubnetID" */
gboolean ferry_rehearsal_ec2_check_id       (FerryRehearsalExchange *exchange,
                                             const char             *name,
                                             const char             *prefix,
                                             const char             *kind);
/* the region with "a" to "c" behind it */
gboolean ferry_rehearsal_ec2_check_zone     (FerryRehearsalExchange *exchange,
                                             const char             *name);
gboolean ferry_rehearsal_ec2_check_address  (FerryRehearsalExchange *exchange,
                                             const char             *name,
                                             const char             *subnet_name);
/* base64 of at most 16 KiB; what is refused is not repeated */
gboolean ferry_rehearsal_ec2_check_user_data (FerryRehearsalExchange *exchange,
                                              const char            *name);
/* Where DryRun is set all has been judged by now, and nothing is done. */
gboolean ferry_rehearsal_ec2_check_dry_run  (FerryRehearsalExchange *exchange);

G_END_DECLS
