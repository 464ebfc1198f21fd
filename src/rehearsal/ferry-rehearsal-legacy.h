/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rehearsal/ferry-rehearsal-store.h"

G_BEGIN_DECLS

/* What a migration of years ago has left in @bucket: a disk in five parts of @sample's bytes, as
 * legacy/mail01.vmdk.part0 and so on, and the manifest that the tool of that time wrote beside them
 * (its dialect is that of the AWS SDK for .NET). Its links have ended long ago.
 */
gboolean ferry_rehearsal_legacy_seed (FerryRehearsalStore   *store,
                                      FerryRehearsalBucket  *bucket,
                                      const char            *sample,
                                      GError               **error);

G_END_DECLS
