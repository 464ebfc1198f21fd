/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-signer.h"

G_BEGIN_DECLS

/**
 * FerryDayKey:
 *
 * The key that one account's links to S3 are signed with, for one day and region: who signs or
 * verifies links by the hundred thousand keeps it. Zeros at first; a secret; one thread at a time.
 */
typedef struct {
  char   *scope;                          /* (nullable): "20130524/eu-west-1" */
  guchar  bytes[FERRY_SIGNER_KEY_BYTES];  /* for it */
} FerryDayKey;

/* @credentials: the same each time. Returns: (transfer none): until the next call */
const guchar *ferry_day_key_get   (FerryDayKey      *self,
                                   FerryCredentials *credentials,
                                   const char       *amz_date,
                                   const char       *region);
void          ferry_day_key_clear (FerryDayKey      *self);

G_END_DECLS
