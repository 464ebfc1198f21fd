/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-server.h"

G_BEGIN_DECLS

/* Parts named @prefix and a number from 0 on, of @size bytes each, the last of @last. (transfer
 * full)
 */
FerryParts *ferry_test_parts_new  (const char  *prefix,
                                   guint        n,
                                   guint64      size,
                                   guint64      last);
/* Stores @bytes under @key, which must be new. */
void        ferry_test_put        (FerryClient *client,
                                   const char  *bucket,
                                   const char  *key,
                                   GBytes      *bytes);
/* Cuts the sample disk @name and stores its parts as @prefix and a number from 0 on. */
guint       ferry_test_put_parts  (FerryClient *client,
                                   const char  *bucket,
                                   const char  *prefix,
                                   const char  *name,
                                   gsize        size);
/* What the bucket has of them; (nullable) (transfer full) */
FerryParts *ferry_test_find_parts (FerryClient *client,
                                   const char  *bucket,
                                   const char  *key,
                                   GError     **error);

G_END_DECLS
