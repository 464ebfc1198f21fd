/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* Instances and volumes, for FerryOracleFact: requests of any content, and what Ferry understands
 * of a reply.
 */

FerryRequest *ferry_oracle_make_volumes   (GRand       *rand,
                                           const char  *text,
                                           JsonObject  *call);
FerryRequest *ferry_oracle_make_instances (GRand       *rand,
                                           const char  *text,
                                           JsonObject  *call);
FerryRequest *ferry_oracle_make_attach    (GRand       *rand,
                                           const char  *text,
                                           JsonObject  *call);
FerryRequest *ferry_oracle_make_delete    (GRand       *rand,
                                           const char  *text,
                                           JsonObject  *call);
FerryRequest *ferry_oracle_make_start     (GRand       *rand,
                                           const char  *text,
                                           JsonObject  *call);
FerryRequest *ferry_oracle_make_terminate (GRand       *rand,
                                           const char  *text,
                                           JsonObject  *call);
FerryRequest *ferry_oracle_make_tags      (GRand       *rand,
                                           const char  *text,
                                           JsonObject  *call);
JsonObject   *ferry_oracle_read_volumes   (GBytes      *body,
                                           GError     **error);
JsonObject   *ferry_oracle_read_instances (GBytes      *body,
                                           GError     **error);
JsonObject   *ferry_oracle_read_attach    (GBytes      *body,
                                           GError     **error);
JsonObject   *ferry_oracle_read_delete    (GBytes      *body,
                                           GError     **error);
JsonObject   *ferry_oracle_read_start     (GBytes      *body,
                                           GError     **error);
JsonObject   *ferry_oracle_read_terminate (GBytes      *body,
                                           GError     **error);
JsonObject   *ferry_oracle_read_tags      (GBytes      *body,
                                           GError     **error);

G_END_DECLS
